//! The maps of tables that are asked for every word of a text.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};

/// A map keyed by strings or small numbers; its hash is quick and, being seeded afresh in each process, not foreseeable.
pub type Map<K, V> = HashMap<K, V, Seeded>;

/// A set of the same kind.
pub type Set<K> = HashSet<K, Seeded>;

/// Makes the hashers of a [`Map`] and of a [`Set`].
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
    fn maps_find_every_length() {
        let words: Vec<String> =
            (0..40).map(|n| "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"[..n].to_string()).collect();
        let map: Map<&str, usize> = words.iter().enumerate().map(|(i, w)| (w.as_str(), i)).collect();
        assert!(words.iter().enumerate().all(|(i, w)| map.get(w.as_str()) == Some(&i)));
    }
}
