//! Names of people: their parts, and whether two of them may belong to one person.
//!
//! A leaf module like [`lexicon`](crate::lexicon): it knows words, but no article. Nicknames, initials, honorifics, particles, suffixes,
//! hyphens and diacritics are equalities here, never a difference.

mod compare;
mod distance;
mod given;
mod key;
mod likeness;
mod parse;

pub use compare::{Comparison, Likeness, compare};
pub use distance::{osa, similar};
pub use given::{GivenRelation, given_relation};
pub use key::words;
pub use likeness::likeness;
pub use parse::{PersonName, parse};
