//! Words that mean much the same in news, and words that say little: two small tables by which sentences are compared.

use std::sync::LazyLock;

use crate::model::{Map, Set};

static CLASSES: LazyLock<Map<&'static str, &'static str>> = LazyLock::new(|| {
    let mut classes = Map::default();
    for line in super::entries(include_str!("data/synonyms.txt")) {
        let mut words = line.split_whitespace();
        if let Some(name) = words.next() {
            classes.entry(name).or_insert(name);
            for word in words {
                classes.entry(word).or_insert(name);
            }
        }
    }
    classes
});

static LIGHT: LazyLock<Set<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("data/light_words.txt")).flat_map(str::split_whitespace).collect());

static SCOPE: LazyLock<Set<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("data/scope_words.txt")).flat_map(str::split_whitespace).collect());

/// Whether `lemma` says of which scope a figure is ("federal", "maximum", "annual").
#[must_use]
pub fn is_scope(lemma: &str) -> bool {
    SCOPE.contains(lemma)
}

/// The name of the class of `lemma`, or the lemma itself.
#[must_use]
pub fn class(lemma: &str) -> &str {
    CLASSES.get(lemma).copied().unwrap_or(lemma)
}

/// Whether `lemma` says little of what a sentence is about.
#[must_use]
pub fn is_light(lemma: &str) -> bool {
    LIGHT.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_class() {
        assert_eq!(class("fatality"), class("die"));
        assert_eq!(class("zebra"), "zebra");
        assert!(is_light("say") && !is_light("kill"));
    }
}
