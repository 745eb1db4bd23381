//! Lines that give nothing but when a story was published: "Published 20 November 2026", "Nov. 20, 2026, 8:15 a.m. ET".

use std::collections::BTreeSet;
use std::sync::LazyLock;

static WORDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| super::entries(include_str!("data/stamp-words.txt")).flat_map(str::split_whitespace).collect());

/// Whether a line holds a number and nothing but words of dates and times.
#[must_use]
pub fn is_stamp(line: &str) -> bool {
    line.len() <= 120
        && line.contains(|c: char| c.is_ascii_digit())
        && line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(is_stamp_word)
}

fn is_stamp_word(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let tail = ["", "st", "nd", "rd", "th", "am", "pm", "h"];
    (bare.len() < word.len() && tail.contains(&bare.to_ascii_lowercase().as_str()))
        || WORDS.contains(word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_told_from_sentences() {
        for line in
            ["Published 20 November 2026", "Fri., Nov. 20, 2026 at 8:15 a.m. ET", "Updated 9:30pm GMT", "5 min read"]
        {
            assert!(is_stamp(line), "{line}");
        }
        for line in ["The vote was on November 20", "May", "12 dead", "Nov. 20 storm"] {
            assert!(!is_stamp(line), "{line}");
        }
    }
}
