//! Stems: "vote" and "voting", "announce" and "announcement", "refuse" and "refusal" are one word to whoever compares events.
//!
//! A few endings are cut and no more: two words that share a stem mostly share a root in English, and what is compared has more
//! evidence than one word. Irregular pairs (die and death, sell and sale) are synonyms.

use super::synonyms::class;

/// Endings of nouns made from verbs, and of inflections, longest first.
const ENDINGS: &[&str] = &[
    "ification",
    "ations",
    "itions",
    "ments",
    "ation",
    "ition",
    "sions",
    "tions",
    "ment",
    "sion",
    "tion",
    "ance",
    "ence",
    "ions",
    "ings",
    "ure",
    "ing",
    "ion",
    "ery",
    "ed",
    "es",
    "er",
    "al",
    "e",
    "s",
    "y",
];

/// The stem of a lemma's class, in lower case.
#[must_use]
pub fn stem(lemma: &str) -> &str {
    let word = class(lemma);
    let letters = word.chars().count();
    if letters <= 4 || !word.is_ascii() {
        return word;
    }
    let cut = ENDINGS.iter().filter(|e| word.len() >= e.len() + 4).find_map(|e| word.strip_suffix(e)).unwrap_or(word);
    if cut.len() > 4 { cut.strip_suffix(['e', 'y', 'i']).unwrap_or(cut) } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_their_nouns_share_a_stem() {
        for (verb, noun) in
            [("announce", "announcement"), ("refuse", "refusal"), ("testify", "testifying"), ("perform", "performance")]
        {
            assert_eq!(stem(verb), stem(noun), "{verb}");
        }
        assert_eq!(stem("vote"), stem("voting"));
    }

    #[test]
    fn short_and_foreign_words_stay_whole() {
        assert_eq!(stem("red"), "red");
        assert_eq!(stem("épée"), "épée");
    }
}
