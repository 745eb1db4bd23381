//! The parts of an article: what each paragraph is, so that corrections and furniture make no claims.

use super::Span;

/// What a paragraph is to its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Part {
    /// The headline.
    Headline,
    /// The first paragraph of the story.
    Lede,
    /// The story.
    #[default]
    Body,
    /// Words under a picture.
    Caption,
    /// A correction notice: it repeats the wrong fact to withdraw it.
    Correction,
    /// "Read more", credits, author biography, teasers of other stories.
    Furniture,
}

impl Part {
    /// Whether claims are taken from it.
    #[must_use]
    pub const fn makes_claims(self) -> bool {
        !matches!(self, Part::Correction | Part::Furniture)
    }

    /// As reports write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Headline => "headline",
            Part::Lede => "lede",
            Part::Body => "body",
            Part::Caption => "caption",
            Part::Correction => "correction",
            Part::Furniture => "furniture",
        }
    }
}

/// One paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// What it is.
    pub part: Part,
    /// Its number in the article, from 1, the headline not counted (0).
    pub number: u32,
    /// A block quotation of the format.
    pub block_quote: bool,
    /// An item of a list.
    pub list_item: bool,
    /// A heading inside the story.
    pub subheading: bool,
}

/// The paragraphs of an article in order.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    /// All of them, those that make no claims included.
    pub paragraphs: Vec<Paragraph>,
}

impl Segments {
    /// The paragraph that byte `at` of the text lies in (or the one before it).
    #[must_use]
    pub fn paragraph_at(&self, at: u32) -> Option<&Paragraph> {
        let i = self.paragraphs.partition_point(|p| p.span.start() <= at);
        self.paragraphs.get(i.checked_sub(1)?)
    }
}
