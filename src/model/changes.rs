//! Where two sequences differ. All differences in the program are found here, so that the search, which is large, is compiled
//! once and not for every type of word.

use std::ops::Range;

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};

use super::Map;

/// The steps from `old` to `new` within these ranges, in order.
#[must_use]
pub fn changes(old: &[u64], old_range: Range<usize>, new: &[u64], new_range: Range<usize>) -> Vec<DiffOp> {
    let mut steps = Compact::new(Replace::new(Capture::new()), old, new);
    let Ok(()) = myers::diff(&mut steps, old, old_range, new, new_range);
    steps.into_inner().into_inner().into_ops()
}

/// The steps from the words of `old` to those of `new`, in order.
#[must_use]
pub fn changed_words(old: &[String], new: &[String]) -> Vec<DiffOp> {
    let mut known: Map<&str, u64> = Map::default();
    let mut number = |word| {
        let next = known.len() as u64;
        *known.entry(word).or_insert(next)
    };
    let old: Vec<u64> = old.iter().map(|w| number(w)).collect();
    let new: Vec<u64> = new.iter().map(|w| number(w)).collect();
    changes(&old, 0..old.len(), &new, 0..new.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs() {
        let words = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let steps = changed_words(&words("the bridge was closed on Friday"), &words("the bridge is closed"));
        let ranges: Vec<_> = steps
            .iter()
            .filter(|s| !matches!(s, DiffOp::Equal { .. }))
            .map(|s| (s.old_range(), s.new_range()))
            .collect();
        assert_eq!(ranges, [(2..3, 2..3), (4..6, 4..4)]);
    }
}
