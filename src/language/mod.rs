//! The English model: a stand-in that only splits at white space until the real one is merged.

use std::sync::Arc;

use crate::model::{Document, LanguageModel, Scratch, Span, Want};

struct Nothing;

impl LanguageModel for Nothing {
    fn annotate(&self, text: &Arc<str>, _blocks: &[Span], _want: Want, _scratch: &mut Scratch) -> Document {
        Document { text: text.clone(), ..Document::default() }
    }
    fn scratch(&self) -> Scratch {
        Scratch(Box::new(()))
    }
    fn checksum(&self) -> u64 {
        0
    }
}

/// The embedded model.
#[must_use]
pub fn english() -> Arc<dyn LanguageModel> {
    Arc::new(Nothing)
}
