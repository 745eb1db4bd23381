//! Near-duplicates: copies of one text are one witness, and count once.
//!
//! Two articles are near-duplicates when most of their eight-word shingles are the same. Candidates share one of the smallest
//! shingle hashes (bottom-k sketch), so that the cost stays near linear in the batch.

use std::collections::HashMap;

use crate::model::{Batch, stable_hash};

/// Words in a shingle.
const SHINGLE: usize = 8;
/// Hashes kept of an article.
const SKETCH: usize = 64;
/// Share of the smaller sketch, in hundredths, that makes a near-duplicate.
const SAME: usize = 60;

/// Fills in `witness`: for each article the first article of its copies.
pub fn witness(batch: &mut Batch) {
    let sketches: Vec<Vec<u64>> = batch.articles.iter().map(|f| sketch(f.text())).collect();
    let mut postings: HashMap<u64, Vec<u32>> = HashMap::new();
    for (i, hashes) in sketches.iter().enumerate() {
        for &h in hashes.iter().take(16) {
            postings.entry(h).or_default().push(i as u32);
        }
    }
    let mut first: Vec<u32> = (0..sketches.len() as u32).collect();
    for (i, hashes) in sketches.iter().enumerate() {
        let earlier = hashes.iter().take(16).filter_map(|h| postings.get(h)).flatten().filter(|&&j| j < i as u32);
        let mut earlier: Vec<u32> = earlier.copied().collect();
        earlier.sort_unstable();
        earlier.dedup();
        if let Some(&j) = earlier.iter().find(|&&j| same(hashes, &sketches[j as usize])) {
            first[i] = first[j as usize];
        }
    }
    batch.witness = first;
}

/// The smallest hashes of all shingles, ascending.
fn sketch(text: &str) -> Vec<u64> {
    let mut hashes = shingles(text, SHINGLE);
    hashes.truncate(SKETCH);
    hashes
}

/// The hashes of all runs of so many words of a text, once each, ascending.
pub(super) fn shingles(text: &str, length: usize) -> Vec<u64> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| w.to_lowercase()).collect();
    let mut hashes: Vec<u64> =
        words.windows(length).map(|w| stable_hash(w.iter().map(String::as_str))).map(mix).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Spreads the hash, so that the smallest ones are a fair sample.
fn mix(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}

/// Whether two bottom-k sketches share enough: estimated on the smallest hashes of their union.
fn same(a: &[u64], b: &[u64]) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let mut union: Vec<u64> = a.iter().chain(b).copied().collect();
    union.sort_unstable();
    union.dedup();
    union.truncate(SKETCH);
    let shared = union.iter().filter(|h| a.binary_search(h).is_ok() && b.binary_search(h).is_ok()).count();
    shared * 100 >= union.len() * SAME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_with_another_first_line_is_the_same_witness() {
        let body: String = (0..200).map(|i| format!("word{} ", i * 7 % 101)).collect();
        assert!(same(&sketch(&format!("By Ann Hale {body}")), &sketch(&format!("From our own reporter {body}"))));
        let other: String = (0..200).map(|i| format!("term{} ", i * 5 % 97)).collect();
        assert!(!same(&sketch(&body), &sketch(&other)));
        assert!(!same(&sketch(""), &sketch("")));
    }
}
