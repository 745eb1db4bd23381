//! The hashes that the model was trained with.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_string_store_s_numbers() {
        assert_eq!(string_hash(b""), 0);
        assert_eq!(string_hash(b"apple"), 8_566_208_034_543_834_098);
        assert_eq!(string_hash(b"coffee"), 3_197_928_453_018_144_401);
    }
}
