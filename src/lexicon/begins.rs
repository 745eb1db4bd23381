//! Verbs of beginning and ending, from `data/begin_end.txt`.

use std::sync::LazyLock;

use crate::model::Set;

static WORDS: LazyLock<[Set<&'static str>; 2]> = LazyLock::new(|| {
    let of = |kind: &str| {
        super::entries(include_str!("data/begin_end.txt"))
            .filter_map(|l| l.split_once(';').filter(|(k, _)| k.trim() == kind))
            .flat_map(|(_, words)| words.split_whitespace())
            .collect()
    };
    [of("begin"), of("end")]
});

/// Whether the verb says that something begins to be.
#[must_use]
pub fn is_beginning(lemma: &str) -> bool {
    WORDS[0].contains(lemma)
}

/// Whether the verb says that something ends for good.
#[must_use]
pub fn is_ending(lemma: &str) -> bool {
    WORDS[1].contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginning_and_end() {
        assert!(is_beginning("open") && is_ending("close") && !is_beginning("reopen"));
    }
}
