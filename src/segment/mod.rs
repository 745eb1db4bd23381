//! Segment: what each paragraph is (headline, lede, body, caption, correction, furniture).

use crate::model::{Article, BlockKind, Paragraph, Part, Segments};

/// The paragraphs of an article.
#[must_use]
pub fn segment(article: &Article) -> Segments {
    let mut number = 0;
    let paragraphs = article.blocks.iter().map(|block| {
        let headline = block.kind == BlockKind::Headline;
        number += u32::from(!headline);
        let part = match block.kind {
            BlockKind::Headline => Part::Headline,
            BlockKind::Caption => Part::Caption,
            BlockKind::Furniture => Part::Furniture,
            _ if number == 1 => Part::Lede,
            _ => Part::Body,
        };
        Paragraph {
            span: block.span,
            part,
            number: if headline { 0 } else { number },
            block_quote: block.kind == BlockKind::BlockQuote,
            list_item: block.kind == BlockKind::ListItem,
            subheading: block.kind == BlockKind::Subheading,
        }
    });
    Segments { paragraphs: paragraphs.collect() }
}
