//! Words that tell of a change, and which way it goes.

use super::entries;
use crate::model::{Change, Map};
use std::sync::LazyLock;

/// What a word says about a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeWord {
    /// The direction; `None` where an adverb beside it says so.
    pub direction: Option<Change>,
    /// Tells a change only of shares, points and weights.
    pub loose: bool,
    /// As a noun it means something else.
    pub verb_only: bool,
}

static WORDS: LazyLock<Map<&'static str, ChangeWord>> = LazyLock::new(|| {
    entries(include_str!("data/changes.txt"))
        .filter_map(|line| {
            let mut parts = line.split(';').map(str::trim);
            let (word, direction, classes) = (parts.next()?, parts.next()?, parts.next().unwrap_or(""));
            let direction = match direction {
                "up" => Some(Change::Up),
                "down" => Some(Change::Down),
                _ => None,
            };
            let has = |class: &str| classes.split(' ').any(|c| c == class);
            Some((word, ChangeWord { direction, loose: has("loose"), verb_only: has("verb") }))
        })
        .collect()
});

word_set! {
    /// Verbs (lemmas) that with "up" or "down" take an object: "makes up 30 percent".
    is_phrasal, "phrasal_up_down.txt"
}

/// What `word` (a lemma, or an irregular form) says about a change.
#[must_use]
pub fn change_word(word: &str) -> Option<ChangeWord> {
    WORDS.get(word).copied()
}

/// Whether a word, in whatever form, tells of a fall.
#[must_use]
pub fn falls(word: &str) -> bool {
    ["", "s", "d", "ed", "es", "ing"].iter().filter_map(|ending| word.strip_suffix(ending)).any(|stem| {
        // "reduc-ing", "slip-ped"
        let doubled = stem.char_indices().next_back().map_or(stem, |(at, _)| &stem[..at]);
        [stem, doubled, &format!("{stem}e")]
            .iter()
            .filter_map(|s| change_word(s))
            .any(|w| w.direction == Some(Change::Down))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        assert_eq!(WORDS.len(), entries(include_str!("data/changes.txt")).count());
        assert_eq!(change_word("rise").and_then(|w| w.direction), Some(Change::Up));
        assert_eq!(change_word("edge").map(|w| w.direction), Some(None));
        assert!(falls("slashed") && falls("fell") && falls("reducing") && falls("slipped") && !falls("spent"));
        assert!(change_word("lose").is_some_and(|w| w.loose) && change_word("contract").is_some_and(|w| w.verb_only));
    }
}
