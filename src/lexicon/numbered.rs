//! Words that make a number a name, a label or a turn of phrase.

use super::entries;
use crate::model::{Map, Set};
use std::sync::LazyLock;

word_set! {
    /// Words that carry grammar rather than matter.
    is_function_word, "function_words.txt"
}
word_set! {
    /// Words that number what follows them ("Section 7"), in lower case.
    is_label, "number_labels.txt"
}
word_set! {
    /// Words joined to an ordinal that count nothing together: "first-hand", "second-guess", "third-party".
    is_ordinal_idiom, "ordinal_idioms.txt"
}
word_set! {
    /// What a street may be called by: "16-18 Foundry Avenue".
    is_street, "street_words.txt"
}

/// Names that end in a number: the words before it, joined by blanks and in lower case, and the numbers; empty for any number.
static NAMES: LazyLock<Map<&'static str, Set<&'static str>>> = LazyLock::new(|| {
    entries(include_str!("data/numbered_names.txt"))
        .filter_map(|line| line.split_once(';'))
        .map(|(name, numbers)| (name.trim(), numbers.split('|').map(str::trim).filter(|n| !n.is_empty()).collect()))
        .collect()
});

/// Whether `words` (lower case, joined by blanks) followed by `number` is a name: "ftse 100", "iphone 12".
#[must_use]
pub fn is_numbered_name(words: &str, number: &str) -> bool {
    NAMES.get(words).is_some_and(|numbers| numbers.is_empty() || numbers.contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_end_in_a_number_are_known() {
        assert!(
            is_numbered_name("ftse", "100") && is_numbered_name("s & p", "500") && is_numbered_name("iphone", "12")
        );
        assert!(!is_numbered_name("ftse", "12") && !is_numbered_name("people", "12"));
    }
}
