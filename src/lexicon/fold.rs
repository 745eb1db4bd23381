//! Folding of spellings: the form by which words and names are compared, never the form that is shown.

use unicode_normalization::UnicodeNormalization;

/// Lower case, ASCII (é → e, Ł → l), ’ as ', compatibility forms taken apart. Other scripts are transliterated.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain: String = text
        .nfkc()
        .map(|c| match c {
            '’' | '‘' | 'ʼ' | 'ʻ' => '\'',
            // A dash parts words; as ASCII it would join them like a hyphen.
            '–' | '—' | '―' => ' ',
            c => c,
        })
        .collect();
    if plain.is_ascii() { plain.to_ascii_lowercase() } else { any_ascii::any_ascii(&plain).to_lowercase() }
}

/// The words of a text, folded: runs of letters and digits, an apostrophe or hyphen inside a word kept.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .map(|w| w.trim_matches(['\'', '-']))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_and_marks_fold_away() {
        assert_eq!(fold("José O’Rourke, Łódź"), "jose o'rourke, lodz");
        assert_eq!(words("“We’re  not—really—‘sure’”"), ["we're", "not", "really", "sure"]);
    }
}
