//! How words reach the public: interviews, posts, letters, speeches.

use std::sync::LazyLock;

use crate::model::Map;

static SORTS: LazyLock<Map<&'static str, &'static str>> = LazyLock::new(|| {
    let pairs = super::entries(include_str!("data/media.txt")).filter_map(|e| e.split_once('='));
    pairs.map(|(noun, sort)| (noun.trim(), sort.trim())).collect()
});

/// The sort of a noun for a medium or an event at which one speaks, lower case; "any" goes with every other.
#[must_use]
pub fn sort(noun: &str) -> Option<&'static str> {
    SORTS.get(noun.to_lowercase().as_str()).copied()
}

/// The sort of a noun phrase: that of its last two words, else of its last.
#[must_use]
pub fn sort_of(phrase: &str) -> Option<&'static str> {
    let words = super::words(phrase);
    let last = words.last()?;
    let two = words.len().checked_sub(2).and_then(|i| sort(&format!("{} {last}", words[i])));
    two.or_else(|| sort(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_noun_decides() {
        assert_eq!(
            (sort_of("a town hall"), sort_of("the news conference"), sort_of("City Hall")),
            (Some("speech"), Some("speech"), None)
        );
        assert_eq!((sort_of("a joint statement"), sort_of("Twitter")), (Some("any"), Some("post")));
    }
}
