//! The map from 684,830 word forms to some 10,000 pretrained vectors, in 33 bits a form.
//!
//! A minimal perfect hash by levels: at each level the forms that share their bit with no other one set it and are done. The
//! count of bits before it is a form's place, where 16 check bits and a row of 14 bits lie. A form that is not in the map
//! passes the check once in 65,536 times and then has a wrong vector, which the training's own table had for many, too.

use super::error::ModelError;
use super::file::{ModelFile, Section, u16_at, u32_at, u64_at};

/// The packed map.
pub struct VectorRows {
    levels: Vec<u64>,
    bits: Section,
    ranks: Section,
    checks: Section,
    rows: Section,
}

const ROW_BITS: usize = 14;

impl VectorRows {
    /// Measures the map; its rows must be below `rows`.
    pub fn open(file: &ModelFile, rows: usize) -> Result<Self, ModelError> {
        let sizes = file.section("keys.levels")?;
        let levels: Vec<u64> = (0..sizes.len() / 4).map(|i| u64::from(u32_at(&sizes, i))).collect();
        let this = Self {
            bits: file.section("keys.bits")?,
            ranks: file.section("keys.ranks")?,
            checks: file.section("keys.checks")?,
            rows: file.section("keys.rows")?,
            levels,
        };
        let total: u64 = this.levels.iter().sum();
        let keys = this.checks.len() / 2;
        let ones =
            |block: &[u8]| block.as_chunks::<8>().0.iter().map(|&w| u64::from_le_bytes(w).count_ones()).sum::<u32>();
        let fits = (this.bits.len() as u64) * 8 >= total
            && this.bits.len().is_multiple_of(64)
            && this.ranks.len() >= this.bits.len() / 16
            && this.rows.len() >= (keys * ROW_BITS).div_ceil(8) + 4;
        let mut before = 0;
        let mut ranked = || {
            this.bits.chunks(64).enumerate().all(|(i, block)| {
                let right = u32_at(&this.ranks, i) == before;
                before += ones(block);
                right
            }) && before as usize == keys
        };
        if !(fits && (file.is_verified() || ranked())) || 1 << ROW_BITS < rows {
            return Err(ModelError::section("keys", "do not fit together"));
        }
        Ok(this)
    }

    /// The row of a string id.
    pub fn get(&self, key: u64) -> Option<usize> {
        let mut base = 0;
        for (level, &size) in (1..).zip(&self.levels) {
            let at = base + (((mix(key, level) >> 32) * size) >> 32);
            if self.bits[(at / 8) as usize] >> (at % 8) & 1 == 1 {
                let place = self.rank(at as usize);
                let fits = u16_at(&self.checks, place) == mix(key, 0) as u16;
                return fits.then(|| self.row(place));
            }
            base += size;
        }
        None
    }

    /// Number of set bits before bit `at`.
    fn rank(&self, at: usize) -> usize {
        let block = at / 512;
        let words = (block * 8..at / 64).map(|w| u64_at(&self.bits, w).count_ones()).sum::<u32>();
        let part = u64_at(&self.bits, at / 64) & ((1 << (at % 64)) - 1);
        (u32_at(&self.ranks, block) + words + part.count_ones()) as usize
    }

    fn row(&self, place: usize) -> usize {
        let bit = place * ROW_BITS;
        let b = &self.rows[bit / 8..bit / 8 + 4];
        (u32::from_le_bytes([b[0], b[1], b[2], b[3]]) >> (bit % 8)) as usize & ((1 << ROW_BITS) - 1)
    }
}

/// One hash of a key for each level. The same in `tools/export-model/container.py`.
fn mix(key: u64, seed: u64) -> u64 {
    let x = key ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^ (x >> 32)
}
