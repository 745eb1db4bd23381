//! Lists of words and small tables, as data files in `data/`; folding of spellings; number words.

/// A function that tells whether a word stands in a data file.
macro_rules! word_set {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(word: &str) -> bool {
            static SET: std::sync::LazyLock<$crate::model::Set<&'static str>> =
                std::sync::LazyLock::new(|| $crate::lexicon::entries(include_str!(concat!("data/", $file))).collect());
            SET.contains(word)
        }
    };
}

pub mod begins;
pub mod changes;
pub mod counting;
pub mod fold;
pub mod media;
pub mod months;
pub mod numbered;
pub mod numbers;
pub mod people;
pub mod roles;
pub mod stamps;
pub mod stems;
pub mod synonyms;
pub mod units;

pub use fold::{fold, words};

/// The entries of a data file: one a line, `#` starts a comment, blank lines do not count.
pub fn entries(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(|l| l.split('#').next().unwrap_or("").trim()).filter(|l| !l.is_empty())
}
