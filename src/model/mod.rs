//! The values that the stages hand on. Read the files in this order: span, article, labels, document, mention, claim, facts.

mod document;
mod labels;
mod span;

pub use document::{Document, LanguageModel, NamedEntity, Scratch, TokenRange, Tokens, Want};
pub use labels::{Dep, EntityLabel, Pos, Tag};
pub use span::{SourceSpan, Span};
