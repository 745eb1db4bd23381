//! The words that a name is compared by.

use crate::lexicon::fold;

/// The folded words of a name: letters, digits and & only, hyphens part, "the" at the start left out.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = fold(name)
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ','))
        .map(|w| w.chars().filter(|c| c.is_alphanumeric() || *c == '&').collect::<String>())
        .filter(|w| !w.is_empty())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn marks_and_articles_do_not_count() {
        assert_eq!(words("The Larkport-Wend Water Co."), ["larkport", "wend", "water", "co"]);
        assert_eq!(words("Inés O’Rourke, Jr."), ["ines", "orourke", "jr"]);
        assert!(words("…").is_empty());
    }
}
