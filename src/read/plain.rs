//! Plain text, with an optional front matter block.

use std::ops::Range;

use super::decode::{self, decode};
use super::draft::{Draft, Source};
use super::{Input, Outcome, Reader, dateline, front_matter, paragraphs};
use crate::model::{BlockKind, ReadSettings};

/// Plain text.
pub struct Plain;

impl Reader for Plain {
    fn id(&self) -> &'static str {
        "plain"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn recognises(&self, _head: &[u8]) -> bool {
        true
    }

    fn read(&self, input: Input, settings: &ReadSettings) -> Outcome {
        let decoded = match decode(input, decode::undeclared) {
            Ok(decoded) => decoded,
            Err(problem) => return (Vec::new(), vec![problem]),
        };
        let source = Source { text: decoded.text(), map: &decoded.map };
        let mut draft = Draft::new(settings, None);
        let at = front_matter::take(source, &mut draft);
        prose(source, at, &mut draft);
        let (articles, mut problems) = draft.finish(&decoded.file);
        problems.extend(decoded.problems);
        (articles, problems)
    }
}

/// Adds running text from byte `at` on, paragraph by paragraph. Without a title a short first line is the headline.
pub fn prose(source: Source<'_>, at: usize, draft: &mut Draft<'_>) {
    let mut blocks = paragraphs::split(source.text, at).into_iter().peekable();
    if draft.builder.is_empty()
        && let Some(first) = blocks.next()
    {
        let kind = match blocks.peek() {
            Some(second) if first.len() <= 2 && is_headline(whole(source.text, &first), whole(source.text, second)) => {
                BlockKind::Headline
            }
            _ => BlockKind::Paragraph,
        };
        draft.block(source, &first, kind);
    }
    for block in blocks {
        draft.block(source, &block, BlockKind::Paragraph);
    }
}

/// A block from its first byte to its last.
fn whole<'t>(text: &'t str, block: &[Range<usize>]) -> &'t str {
    match (block.first(), block.last()) {
        (Some(a), Some(b)) => &text[a.start..b.end],
        _ => "",
    }
}

/// Whether the first line of a text is its headline: short, no full stop, and not the start of a story.
#[must_use]
pub fn is_headline(line: &str, next: &str) -> bool {
    line.chars().count() <= 140
        && !line.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', ':', ',', ';', '—'])
        && line.chars().any(char::is_alphabetic)
        && !next.is_empty()
        && dateline::day(line).is_none()
        && dateline::date_line(line).is_none()
        && !is_byline(line)
}

/// "By Jane Doe".
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|w| w.eq_ignore_ascii_case("by"))
        && words.clone().count() <= 6
        && words.next().is_some_and(|w| w.starts_with(char::is_uppercase))
}
