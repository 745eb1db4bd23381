//! The join: which of many words lie one slip apart, by their deletion neighbourhoods.

/// Pairs of words (by index, the smaller first, ascending) that are one slip apart: a letter left out, added, replaced, or two neighbours
/// swapped.
///
/// Two such words share a form with at most one letter left out. The hashes of those forms, 32 bits beside the number of the word, are
/// sorted bucket by bucket, so that a million words need eight bytes a form and no table; a shared hash is only a candidate.
#[must_use]
pub fn join(words: &[&str]) -> Vec<(u32, u32)> {
    let mut counts = [0usize; BUCKETS + 1];
    for word in words {
        forms(word, |hash| counts[bucket(hash) + 1] += 1);
    }
    for i in 0..BUCKETS {
        counts[i + 1] += counts[i];
    }
    let starts = counts;
    let mut next = counts;
    let mut keys = vec![0u64; starts[BUCKETS]];
    for (id, word) in words.iter().enumerate() {
        forms(word, |hash| {
            let b = bucket(hash);
            keys[next[b]] = u64::from(hash) << 32 | id as u64;
            next[b] += 1;
        });
    }
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for b in 0..BUCKETS {
        let keys = &mut keys[starts[b]..starts[b + 1]];
        keys.sort_unstable();
        for group in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
            for (i, &a) in group.iter().enumerate() {
                let a = a as u32;
                for &other in &group[i + 1..] {
                    let other = other as u32;
                    if a != other && one_slip(words[a as usize], words[other as usize]) {
                        pairs.push((a.min(other), a.max(other)));
                    }
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Parts in which the keys are sorted: one fits the cache of a core.
const BUCKETS: usize = 512;

fn bucket(hash: u32) -> usize {
    (hash >> 23) as usize
}

/// Calls `each` with the hash of the word and of the word without each of its letters.
fn forms(word: &str, mut each: impl FnMut(u32)) {
    const BASE: u64 = 0x0000_0100_0000_01b3;
    let mix = |h: u64| {
        let h = (h ^ h >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
        ((h ^ h >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as u32
    };
    // Polynomials over the letters: that of the word without one of them follows from those of what stands before and after it.
    let step = |h: u64, c: u64| h.wrapping_mul(BASE).wrapping_add(c + 1);
    let whole = word.chars().fold(0, |h, c| step(h, u64::from(c)));
    each(mix(whole));
    let mut before = 0u64;
    let mut power = 1u64;
    for _ in word.chars() {
        power = power.wrapping_mul(BASE);
    }
    let inverse = inverse(BASE);
    let mut upto = 0u64;
    let mut last = '\0';
    for c in word.chars() {
        power = power.wrapping_mul(inverse);
        upto = step(upto, u64::from(c));
        // The letters after this one weigh in the whole word what they weigh alone.
        let after = whole.wrapping_sub(upto.wrapping_mul(power));
        // Either of two doubled letters left out gives one form.
        if c != last {
            each(mix(before.wrapping_mul(power).wrapping_add(after)));
        }
        before = upto;
        last = c;
    }
}

/// The inverse of an odd number modulo 2⁶⁴, by Newton's iteration.
const fn inverse(x: u64) -> u64 {
    let mut y = x;
    let mut i = 0;
    while i < 6 {
        y = y.wrapping_mul(2u64.wrapping_sub(x.wrapping_mul(y)));
        i += 1;
    }
    y
}

/// Whether the optimal string alignment distance is exactly 1: what is left between the common beginning and the common end decides.
#[must_use]
pub fn one_slip(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return rest_is_one_slip(a.as_bytes(), b.as_bytes());
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    rest_is_one_slip(&x, &y)
}

fn rest_is_one_slip<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([p, q], [r, s]) => p == s && q == r,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_join_finds_words_one_slip_apart() {
        let words = ["elorza", "elorsa", "mulavney", "mulvaney", "hutchinson", "hutchison", "warner", "warren"];
        assert_eq!(join(&words), [(0, 1), (2, 3), (4, 5)]);
        assert_eq!(join(&["łódź", "łódz", "lodz", "aa", "aaa", "a"]), [(0, 1), (3, 4), (3, 5)]);
        assert!(join(&[]).is_empty() && join(&[""]).is_empty());
    }

    #[test]
    fn the_join_finds_what_comparing_all_with_all_finds() {
        // Words over four letters, so that all kinds of slips meet.
        let letter = |i: u32, k: u32| char::from(b'a' + (i * 7919 / (k * 13 + 1) % 97 % 4) as u8);
        let words: std::collections::BTreeSet<String> =
            (0..400).map(|i| (0..3 + i % 4).map(|k| letter(i, k)).collect()).collect();
        let list: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut all = Vec::new();
        for (i, a) in list.iter().enumerate() {
            for (j, b) in list.iter().enumerate().skip(i + 1) {
                if crate::names::osa(a, b) == 1 {
                    all.push((i as u32, j as u32));
                }
            }
        }
        assert!(all.len() > 100);
        assert_eq!(join(&list), all);
    }
}
