//! copydesk: a fact-consistency checker for news.

pub mod align;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
#[cfg(feature = "cli")]
pub mod config;
pub mod extract;
pub mod language;
pub mod lexicon;
pub mod link;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod segment;
pub mod settle;
