//! Extract: the claims of one article, kind by kind. No opinion here: what is written, with its place.

pub mod ages;
pub mod dates;
pub mod figures;
pub mod frame;
pub mod names;
pub mod quotes;
pub mod references;
pub mod roles;

use crate::model::{Article, ArticleFacts, Document, Place, Segments, Span};

/// What an extractor reads.
pub struct Input<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its paragraphs.
    pub segments: &'a Segments,
    /// Its tokens, sentences, entities and chunks.
    pub doc: &'a Document,
}

/// Finds the claims of one kind.
pub trait Extractor: Sync {
    /// Name for `--show-settings` and tests; the file is named after it.
    fn id(&self) -> &'static str;
    /// Adds its claims to `facts`; may read what the extractors before it in [`EXTRACTORS`] found.
    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts);
}

/// Every extractor. The order matters: names and quotations come first, the others ask them.
pub static EXTRACTORS: &[&dyn Extractor] = &[
    // Who is named, and what is said by whom: the others ask.
    &names::Names,
    &quotes::Quotes,
    &roles::Roles,
    &references::References,
    &ages::Ages,
    // What is claimed.
    &dates::Dates,
    &figures::Figures,
];

/// All claims of an article.
pub fn extract(input: &Input<'_>, facts: &mut ArticleFacts) {
    for extractor in EXTRACTORS {
        extractor.extract(input, facts);
    }
}

impl Input<'_> {
    /// The place of `span`: part, paragraph and sentence around it, and whether it is quoted speech in `facts`.
    #[must_use]
    pub fn place(&self, span: Span, facts: &ArticleFacts) -> Place {
        let paragraph = self.segments.paragraph_at(span.start());
        let token = self.doc.token_at(span.start());
        let sentence = self.doc.sentences.get(self.doc.sentence_of(token)).map_or(span, |&s| self.doc.span_of(s));
        Place {
            span,
            part: paragraph.map(|p| p.part).unwrap_or_default(),
            paragraph: paragraph.map_or(0, |p| p.number),
            sentence,
            quoted: facts.in_speech(span),
        }
    }
}
