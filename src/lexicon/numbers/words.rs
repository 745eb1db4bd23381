//! The number words, from `data/number_words.txt`.

use std::sync::LazyLock;

use crate::model::{Map, Set};

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// zero to nineteen.
    Unit(i64),
    /// twenty, thirty …
    Ten(i64),
    /// hundred.
    Hundred,
    /// thousand, million …: a power of ten.
    Scale(u8),
    /// dozen, score: so many.
    Group(i64),
    /// half.
    Half,
    /// quarter: a denominator that is no ordinal.
    Part(i64),
    /// once, twice, thrice.
    Times(i64),
    /// dozens, thousands: at least so many.
    Vague(i64),
    /// first … nineteenth; also a denominator.
    Ordinal(i64),
    /// twentieth …
    Tenth(i64),
    /// hundredth, thousandth …: a power of ten.
    Scaleth(u8),
}

static WORDS: LazyLock<Map<&'static str, NumberWord>> = LazyLock::new(|| {
    crate::lexicon::entries(include_str!("../data/number_words.txt"))
        .filter_map(|line| {
            let mut parts = line.split_whitespace();
            let (word, class, value) = (parts.next()?, parts.next()?, parts.next()?.parse::<i64>().ok()?);
            let small = u8::try_from(value).unwrap_or(0);
            let class = match class {
                "unit" => NumberWord::Unit(value),
                "ten" => NumberWord::Ten(value),
                "hundred" => NumberWord::Hundred,
                "scale" => NumberWord::Scale(small),
                "group" => NumberWord::Group(value),
                "half" => NumberWord::Half,
                "part" => NumberWord::Part(value),
                "times" => NumberWord::Times(value),
                "vague" => NumberWord::Vague(value),
                "ordinal" => NumberWord::Ordinal(value),
                "tenth" => NumberWord::Tenth(value),
                "hundredth" | "scaleth" => NumberWord::Scaleth(small),
                _ => return None,
            };
            Some((word, class))
        })
        .collect()
});

static MOCK: LazyLock<Set<&'static str>> =
    LazyLock::new(|| crate::lexicon::entries(include_str!("../data/mock_numbers.txt")).collect());

/// Whether `word` (lower case) only looks like a number: "umpteen", "zillions".
#[must_use]
pub fn is_mock(word: &str) -> bool {
    MOCK.contains(word)
}

/// What `word` (lower case) is in a number.
#[must_use]
pub fn word(word: &str) -> Option<NumberWord> {
    WORDS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = crate::lexicon::entries(include_str!("../data/number_words.txt")).count();
        assert_eq!(WORDS.len(), lines);
        assert_eq!(word("ninety"), Some(NumberWord::Ten(90)));
    }
}
