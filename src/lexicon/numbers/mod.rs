//! Numbers as text writes them: cut into pieces (digits, words, marks), then read by a small grammar. Exact decimals only.

mod collectives;
mod fractions;
mod grammar;
mod ordinals;
mod pieces;
mod powers;
mod words;

pub use grammar::{Number, Shape, cardinal, number};
pub use pieces::{Piece, PieceKind, pieces};
pub use words::{NumberWord, is_mock, word};
