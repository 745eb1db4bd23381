//! Lists of words and small tables, as data files in `data/`; folding of spellings; number words.

pub mod begins;
pub mod fold;
pub mod media;
pub mod months;
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
