//! The hashes that the model was trained with, and the one of our own caches.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// The string store's hash: MurmurHash64A with seed 1.
pub fn string_hash(key: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    if key.is_empty() {
        return 0;
    }
    let mut h = 1 ^ (key.len() as u64).wrapping_mul(M);
    let mut words = key.chunks_exact(8);
    for b in &mut words {
        let mut x = u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]).wrapping_mul(M);
        x ^= x >> 47;
        h = (h ^ x.wrapping_mul(M)).wrapping_mul(M);
    }
    let rest = words.remainder();
    if !rest.is_empty() {
        let tail = rest.iter().rev().fold(0u64, |t, &b| t << 8 | u64::from(b));
        h = (h ^ tail).wrapping_mul(M);
    }
    h = (h ^ (h >> 47)).wrapping_mul(M);
    h ^ (h >> 47)
}

/// The four table rows of a feature: MurmurHash3 (x86, 128 bits) of one 64-bit number.
pub fn feature_rows(id: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mut h1 = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    for h in [&mut h1, &mut h2] {
        *h = (*h ^ (*h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        *h = (*h ^ (*h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        *h ^= *h >> 33;
    }
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

/// A map keyed by strings or small numbers; its hash is quick and, being seeded afresh in each process, not foreseeable.
pub type Map<K, V> = HashMap<K, V, Seeded>;

/// Makes the hashers of a [`Map`].
#[derive(Clone)]
pub struct Seeded(u64);

impl Default for Seeded {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0u8))
    }
}

impl BuildHasher for Seeded {
    type Hasher = Mixer;

    #[inline]
    fn build_hasher(&self) -> Mixer {
        Mixer(self.0)
    }
}

/// Folds 64-bit words by wide multiplication.
pub struct Mixer(u64);

impl Mixer {
    #[inline]
    fn add(&mut self, word: u64) {
        let wide = u128::from(self.0 ^ word) * 0xa076_1d64_78bd_642f_u128;
        self.0 = (wide as u64 ^ (wide >> 64) as u64) ^ word.rotate_left(29);
    }
}

impl Hasher for Mixer {
    #[inline]
    fn finish(&self) -> u64 {
        let wide = u128::from(self.0) * 0xe703_7ed1_a0b4_28db_u128;
        wide as u64 ^ (wide >> 64) as u64
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for b in &mut words {
            self.add(u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]));
        }
        let rest = words.remainder();
        let tail = match rest.len() {
            0 => 0,
            4.. => {
                let n = rest.len();
                let word = |i: usize| u64::from(u32::from_le_bytes([rest[i], rest[i + 1], rest[i + 2], rest[i + 3]]));
                word(0) << 32 | word(n - 4)
            }
            n => u64::from(rest[0]) << 16 | u64::from(rest[n / 2]) << 8 | u64::from(rest[n - 1]),
        };
        self.add(tail ^ (bytes.len() as u64) << 56);
    }

    #[inline]
    fn write_u8(&mut self, _: u8) {} // the mark after a string; its length is hashed already

    #[inline]
    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }

    #[inline]
    fn write_u64(&mut self, n: u64) {
        self.add(n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_string_store_s_numbers() {
        assert_eq!(string_hash(b""), 0);
        assert_eq!(string_hash(b"apple"), 8_566_208_034_543_834_098);
        assert_eq!(string_hash(b"coffee"), 3_197_928_453_018_144_401);
    }

    #[test]
    fn maps_find_every_length() {
        let words: Vec<String> =
            (0..40).map(|n| "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"[..n].to_string()).collect();
        let map: Map<&str, usize> = words.iter().enumerate().map(|(i, w)| (w.as_str(), i)).collect();
        assert!(words.iter().enumerate().all(|(i, w)| map.get(w.as_str()) == Some(&i)));
    }
}
