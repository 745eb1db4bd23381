//! Forms of one word: contractions and spoken forms, house spellings, inflections, negations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::lexicon;
use crate::lexicon::numbers::{self, NumberWord};

type Table = BTreeMap<&'static str, Vec<Vec<&'static str>>>;

fn table(data: &'static str) -> Table {
    let mut out = Table::new();
    for (short, full) in lexicon::entries(data).filter_map(|e| e.split_once('=')) {
        out.entry(short.trim()).or_default().push(full.split_whitespace().collect());
    }
    out
}

fn set(data: &'static str) -> BTreeSet<&'static str> {
    lexicon::entries(data).collect()
}

static CONTRACTIONS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../lexicon/data/contractions.txt")));
static HOUSE: LazyLock<Table> = LazyLock::new(|| table(include_str!("../lexicon/data/house_spellings.txt")));
static NEGATIONS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("../lexicon/data/negations.txt")));
static FILLERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("../lexicon/data/fillers.txt")));
static SMALL: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("../lexicon/data/small_words.txt")));
static FORMS: LazyLock<BTreeMap<&str, usize>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../lexicon/data/aux_forms.txt"))
        .enumerate()
        .flat_map(|(n, line)| line.split_whitespace().map(move |w| (w, n)))
        .collect()
});

/// The full forms of a contraction or spoken form, none if it is neither.
#[must_use]
pub fn expansions(key: &str) -> &'static [Vec<&'static str>] {
    CONTRACTIONS.get(key).map_or(&[], Vec::as_slice)
}

/// Whether a word is a sound or filler of speech.
#[must_use]
pub fn filler(key: &str) -> bool {
    FILLERS.contains(key)
}

/// Whether a word's coming and going leaves the sense alone.
#[must_use]
pub fn small(key: &str) -> bool {
    SMALL.contains(key)
}

/// Whether a word turns a sentence round.
#[must_use]
pub fn negation(key: &str) -> bool {
    NEGATIONS.contains(key) || key.ends_with("n't")
}

/// Whether one word is the other with a prefix that negates: fair, unfair; legal, illegal.
#[must_use]
pub fn negated_form(a: &str, b: &str) -> bool {
    let of = |long: &str, short: &str| {
        short.len() >= 3
            && ["un", "in", "im", "il", "ir", "dis", "non", "non-"].iter().any(|p| long.strip_prefix(p) == Some(short))
            && !matches!(
                long,
                "indeed" | "into" | "until" | "inform" | "invest" | "increase" | "include" | "impress" | "impose"
            )
    };
    of(a, b) || of(b, a)
}

/// Whether two runs of words are one in two house styles.
#[must_use]
pub fn house(a: &[&str], b: &[&str]) -> bool {
    let styled = |x: &[&str], y: &[&str]| {
        x.len() == 1 && HOUSE.get(x[0]).is_some_and(|forms| forms.iter().any(|f| f.as_slice() == y))
    };
    if styled(a, b) || styled(b, a) {
        return true;
    }
    let (&[a], &[b]) = (a, b) else { return false };
    // "1000's", "1000s"
    let plural = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()).then(|| w.replace('\'', ""));
    masked(a, b)
        || masked(b, a)
        || american(a) == american(b)
        || number(a).is_some() && number(a) == number(b)
        || plural(a).is_some() && plural(a) == plural(b)
}

/// An oath with letters hidden, and the oath.
fn masked(a: &str, b: &str) -> bool {
    a.contains('*')
        && a.chars().next() == b.chars().next()
        && a.trim_matches('*').split('*').all(|part| b.contains(part))
        && a.len().abs_diff(b.len()) <= 3
}

/// The word with British endings made American, accents and hyphens gone.
fn american(word: &str) -> String {
    let mut w = word.replace('-', "");
    for (british, ours) in [
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("ysing", "yzing"),
        ("ysed", "yzed"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("ourite", "orite"),
        ("ourable", "orable"),
        ("our", "or"),
        ("tres", "ters"),
        ("tre", "ter"),
        ("bre", "ber"),
        ("elled", "eled"),
        ("elling", "eling"),
        ("eller", "eler"),
        ("ogue", "og"),
        ("ences", "enses"),
    ] {
        if w.len() > british.len() + 2 && w.ends_with(british) {
            w.truncate(w.len() - british.len());
            w.push_str(ours);
            break;
        }
    }
    w
}

/// The value of a number word or of plain digits.
#[must_use]
pub fn number(word: &str) -> Option<u64> {
    match numbers::word(word) {
        Some(NumberWord::Unit(n) | NumberWord::Ten(n)) => u64::try_from(n).ok(),
        Some(NumberWord::Hundred) => Some(100),
        Some(NumberWord::Scale(power)) => 10u64.checked_pow(u32::from(power)),
        _ => word.parse().ok(),
    }
}

/// Whether two words are forms of one: had and have, increase and increases.
#[must_use]
pub fn inflected(a: &str, b: &str) -> bool {
    if let (Some(x), Some(y)) = (FORMS.get(a), FORMS.get(b)) {
        return x == y;
    }
    stem(a) == stem(b)
}

/// Whether two words are singular and plural of one noun (or persons of one verb): they differ by a final s.
#[must_use]
pub fn plural(a: &str, b: &str) -> bool {
    let of = |p: &str, s: &str| p.strip_suffix('s') == Some(s) || p.strip_suffix("es") == Some(s);
    of(a, b) || of(b, a)
}

/// The word without its common endings, for likeness only.
#[must_use]
pub fn stem(word: &str) -> &str {
    for ending in ["ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "d", "e", "y"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= 3) {
            return stem;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn house_styles_are_one_word() {
        assert!(
            house(&["colour"], &["color"])
                && house(&["analysing"], &["analyzing"])
                && house(&["per", "cent"], &["percent"])
        );
        assert!(
            house(&["five"], &["5"]) && house(&["motherf***er"], &["motherfucker"]) && house(&["no-one"], &["noone"])
        );
        assert!(house(&["1000's"], &["1000s"]) && !house(&["1000's"], &["100s"]));
        assert!(!house(&["five"], &["6"]) && !house(&["four"], &["for"]) && !house(&["raise"], &["rise"]));
    }

    #[test]
    fn negations_are_words_endings_and_prefixes() {
        assert!(
            negation("not") && negation("don't") && negated_form("unfair", "fair") && negated_form("legal", "illegal")
        );
        assert!(!negation("now") && !negated_form("deed", "indeed"));
    }
}
