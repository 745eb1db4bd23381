//! Segment: what each paragraph is (headline, lede, body, caption, correction, furniture).
//!
//! A paragraph of the story taken for furniture loses its claims, a line of furniture taken for the story adds a few odd ones: in
//! doubt a paragraph is the story.

mod authors;
mod cues;
mod recase;

use crate::model::{Article, Block, BlockKind, Paragraph, Part, Segments};
use cues::Line;
pub use recase::recase;

/// The paragraphs of an article.
#[must_use]
pub fn segment(article: &Article) -> Segments {
    let lines: Vec<Line<'_>> = article.blocks.iter().map(|b| Line::new(b.span.of(&article.text))).collect();
    let mut parts: Vec<Part> = article.blocks.iter().zip(&lines).map(|(block, line)| of_its_own(block, line)).collect();
    // A number beside other paragraphs is furniture; alone it is all that the article says.
    if let ([line], [part @ Part::Furniture]) = (&lines[..], &mut parts[..])
        && article.blocks[0].kind != BlockKind::Furniture
        && cues::is_number(line)
    {
        *part = Part::Body;
    }
    in_its_place(&article.blocks, &lines, &mut parts);
    lede(&article.blocks, &lines, &mut parts);
    let mut number = 0;
    let paragraphs = article.blocks.iter().zip(parts).map(|(block, part)| {
        let headline = part == Part::Headline;
        number += u32::from(!headline);
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

/// What a paragraph is, as far as it says so itself.
fn of_its_own(block: &Block, line: &Line<'_>) -> Part {
    match block.kind {
        BlockKind::Headline => Part::Headline,
        BlockKind::Furniture => {
            if cues::is_correction(line) {
                Part::Correction
            } else {
                Part::Furniture
            }
        }
        _ if cues::is_correction(line) => Part::Correction,
        BlockKind::Caption => Part::Caption,
        _ => cues::caption(line).unwrap_or(if cues::is_furniture(line) { Part::Furniture } else { Part::Body }),
    }
}

/// Paragraphs from the end that may be about the authors, and from the start that may name them.
const EDGE: usize = 4;

/// What only the place of a paragraph tells: bylines near the head, authors and teasers near the foot.
fn in_its_place(blocks: &[Block], lines: &[Line<'_>], parts: &mut [Part]) {
    let headline = blocks.iter().position(|b| b.kind == BlockKind::Headline);
    if let Some(h) = headline {
        for i in 0..lines.len() {
            if i != h && parts[i] == Part::Body && lines[i].plain == lines[h].plain {
                parts[i] = Part::Furniture;
            }
        }
    }
    let body: Vec<usize> = (0..parts.len()).filter(|&i| parts[i] == Part::Body).collect();
    for &i in body.iter().take(EDGE) {
        if authors::is_byline(lines[i].text) || cues::is_place_line(lines[i].text) {
            parts[i] = Part::Furniture;
        }
    }
    // Teasers stand below a line that announces them and have no full stop.
    for i in 1..parts.len() {
        let announced =
            cues::announces(&lines[i - 1]) || (parts[i - 1] == Part::Furniture && i > 1 && is_teaser(&lines[i - 1]));
        if parts[i] == Part::Body && parts[i - 1] == Part::Furniture && announced && is_teaser(&lines[i]) {
            parts[i] = Part::Furniture;
        }
    }
    let story: Vec<usize> = (0..parts.len()).filter(|&i| parts[i] == Part::Body).collect();
    for (from_end, &i) in story.iter().rev().enumerate().take(EDGE) {
        if story.len() - from_end < 2 {
            break;
        }
        let others = || story.iter().filter(|&&j| j != i).map(|&j| lines[j].text);
        if authors::is_about_author(lines[i].text, others) {
            parts[i] = Part::Furniture;
        } else if from_end > 0 {
            break;
        }
    }
}

/// A short line without a full stop.
fn is_teaser(line: &Line<'_>) -> bool {
    line.text.chars().count() <= 140 && !line.ends_sentence() && !line.text.contains(['“', '"'])
}

/// The first paragraph of the story that is a sentence is its lede: names of authors and subheadings may stand before it.
fn lede(blocks: &[Block], lines: &[Line<'_>], parts: &mut [Part]) {
    let running = |i: &usize| matches!(blocks[*i].kind, BlockKind::Paragraph | BlockKind::BlockQuote);
    let story: Vec<usize> = (0..parts.len()).filter(|&i| parts[i] == Part::Body).collect();
    let head = || story.iter().copied().filter(running).take(EDGE + 1);
    if let Some(i) = head().find(|&i| lines[i].ends_sentence()).or_else(|| head().next()).or(story.first().copied()) {
        parts[i] = Part::Lede;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{SourceFile, SourceMap, TextBuilder};

    /// An article of paragraphs parted by blank lines; the first is the headline.
    pub fn article(text: &str) -> Article {
        let mut builder = TextBuilder::new();
        for (i, paragraph) in text.split("\n\n").enumerate() {
            builder.break_block(0);
            let start = builder.len();
            builder.verbatim(paragraph, 0);
            builder.end_block(start, if i == 0 { BlockKind::Headline } else { BlockKind::Paragraph });
        }
        let (text, _, blocks) = builder.finish();
        Article {
            file: Arc::new(SourceFile::default()),
            record: None,
            published: None,
            publisher: None,
            language: "en".into(),
            text,
            map: SourceMap::default(),
            blocks,
        }
    }

    /// The part of each of its paragraphs.
    fn parts(text: &str) -> Vec<&'static str> {
        let article = article(text);
        segment(&article).paragraphs.iter().map(|p| p.part.as_str()).collect()
    }

    #[test]
    fn an_article_as_pages_give_it() {
        let text = "Harbor wall fails\n\nBy Jane Doe and JOHN ROE, Larkport Herald\n\nUpdated 9:30 p.m. ET, Nov. 20, 2026\n\nLARKPORT — The wall gave way on Friday.\n\nThe wall on Friday. (Reuters/Ann Roe)\n\nRead more: How the wall was built\n\n“Read more about it,” the mayor said.\n\nRELATED STORIES\n\nFive walls that fell\n\nWhy walls fall\n\nAn earlier version of the plan failed in 2013.\n\nCorrection: An earlier version of this article misspelled the mayor's name.\n\nJane Doe is a reporter for the Larkport Herald. Follow her on Twitter: @jdoe";
        assert_eq!(
            parts(text),
            [
                "headline",
                "furniture",
                "furniture",
                "lede",
                "caption",
                "furniture",
                "body",
                "furniture",
                "furniture",
                "furniture",
                "body",
                "correction",
                "furniture"
            ]
        );
    }

    #[test]
    fn a_number_alone_is_the_text() {
        let body = |text: &str| {
            let mut article = article(text);
            article.blocks[0].kind = BlockKind::Paragraph;
            segment(&article).paragraphs[0].part.makes_claims()
        };
        for text in ["192.", ".08", "$20", "100%", "-4/5", "1,674,200", "22nd"] {
            assert!(body(text), "{text}");
            assert!(!body(&format!("{text}\n\nThe wall gave way on Friday.")), "{text}");
        }
        assert!(!body("* * *") && !body("Published 20 November 2026"));
    }

    #[test]
    fn the_story_is_never_taken_for_furniture() {
        let text = "Wall\n\nBy Friday the water had reached the church, the mayor said.\n\nA Reuters/Ipsos poll found that 30 percent agree, according to Reuters/Ipsos\n\nFor the record, I never said that.\n\nMore than 200 people came.\n\nVideo of the collapse spread quickly.\n\nShare prices fell.\n\nFollow the money, she said.\n\nJane Doe is a professor of history at Larkport University who saw it.\n\nDoe left early.";
        assert!(parts(text).iter().skip(2).all(|p| *p == "body"), "{:?}", parts(text));
    }
}
