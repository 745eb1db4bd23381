//! An article as it was read: its text, where each byte of it stands in the file, and what the file says about it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{SourceFile, SourceMap, SourceSpan, Span};

/// One news article: all that the stages after reading know of it.
#[derive(Clone, Debug)]
pub struct Article {
    /// Where it was read from.
    pub file: Arc<SourceFile>,
    /// Its place among the articles of the file, from 0; `None` where the file is one article.
    pub record: Option<u32>,
    /// When it was published, as far as file, settings or dateline say. Never the file's modification time, never today.
    pub published: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Language, a BCP 47 code such as `en`.
    pub language: String,
    /// The whole text: the headline, a blank line, then the body's blocks with blank lines between.
    pub text: Arc<str>,
    /// From the text back into the file.
    pub map: SourceMap,
    /// Paragraph-sized pieces in order, with what the format said of them.
    pub blocks: Vec<Block>,
}

/// A paragraph-sized piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// What the format itself says it is: the headline, a caption (`figcaption`), furniture; else body.
    pub kind: BlockKind,
}

/// What a format says of a block; `segment` looks closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum BlockKind {
    /// The headline.
    Headline,
    /// An ordinary paragraph.
    #[default]
    Paragraph,
    /// A heading inside the article.
    Subheading,
    /// A block quotation.
    BlockQuote,
    /// A caption.
    Caption,
    /// An item of a list.
    ListItem,
    /// Not part of the story: credits, links, navigation.
    Furniture,
}

impl Article {
    /// The day of publication, counted from 1970-01-01.
    #[must_use]
    pub fn day(&self) -> Option<i32> {
        let epoch = Date::constant(1970, 1, 1);
        self.published.map(|date| (date.duration_since(epoch).as_hours() / 24) as i32)
    }

    /// Unique in a batch: the path, or `path#record` where one file holds several articles.
    #[must_use]
    pub fn id(&self) -> String {
        match self.record {
            Some(record) => format!("{}#{record}", self.file.path),
            None => self.file.path.clone(),
        }
    }

    /// The headline, if there is one.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| b.span.of(&self.text))
    }

    /// The smallest range of the file that encloses `span`.
    #[must_use]
    pub fn source(&self, span: Span) -> SourceSpan {
        self.map.source(span)
    }
}
