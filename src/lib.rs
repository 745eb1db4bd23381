//! copydesk: a fact-consistency checker for news.
pub mod language;
pub mod model;
