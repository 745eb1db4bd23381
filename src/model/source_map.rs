//! From a text back into the file it was made from, and the builder that makes text and map together.

use std::sync::Arc;

use super::{Block, BlockKind, SourceSpan, Span};

/// Turns ranges of a text into ranges of the file it was made from.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

/// A run of text and the file bytes it came from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    text_start: u32,
    file: SourceSpan,
    /// File bytes for each byte of the text: 1 where both are the same, 2 for ASCII in UTF-16. 0 where the whole run stands for
    /// the whole range (an entity, an escape).
    step: u8,
}

impl SourceMap {
    /// The smallest range of the file that encloses `span`: a range that touches an entity or escape takes all of it in.
    #[must_use]
    pub fn source(&self, span: Span) -> SourceSpan {
        if self.pieces.is_empty() {
            return SourceSpan::default();
        }
        let start = self.at(span.start(), false);
        let end = if span.is_empty() { start } else { self.at(span.end(), true) };
        SourceSpan::new(start.min(end), end.max(start))
    }

    /// File offset of text offset `at`; `end` asks for the end of the byte before it.
    fn at(&self, at: u32, end: bool) -> u32 {
        let probe = if end { at - 1 } else { at };
        let i = self.pieces.partition_point(|p| p.text_start <= probe).saturating_sub(1);
        let piece = self.pieces[i];
        match (piece.step, end) {
            (0, false) => piece.file.start(),
            (0, true) => piece.file.end(),
            (step, _) => {
                (piece.file.start() + at.saturating_sub(piece.text_start) * u32::from(step)).min(piece.file.end())
            }
        }
    }

    /// The map of a text of `len` bytes that stands in the file byte for byte from offset `at`.
    #[must_use]
    pub fn identity(len: u32, at: u32) -> Self {
        Self { pieces: vec![Piece { text_start: 0, file: SourceSpan::new(at, at + len), step: 1 }] }
    }
}

/// Makes a text and its [`SourceMap`] together, so that the two cannot disagree.
#[derive(Debug, Default)]
pub struct TextBuilder {
    text: String,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
}

impl TextBuilder {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Length of the text so far, in bytes.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// Whether there is no text yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds text that stands in the file byte for byte, from file offset `at`.
    pub fn verbatim(&mut self, text: &str, at: u32) {
        self.stepped(text, at, 1);
    }

    /// Adds text each byte of which stands for `step` bytes of the file, from file offset `at`.
    pub fn stepped(&mut self, text: &str, at: u32, step: u8) {
        if text.is_empty() {
            return;
        }
        let len = text.len() as u32 * u32::from(step);
        let text_start = self.len();
        match self.pieces.last_mut() {
            Some(last)
                if last.step == step
                    && last.file.end() == at
                    && last.text_start + last.file.len() / u32::from(step.max(1)) == text_start =>
            {
                last.file = SourceSpan::new(last.file.start(), at + len);
            }
            _ => self.pieces.push(Piece { text_start, file: SourceSpan::new(at, at + len), step }),
        }
        self.text.push_str(text);
    }

    /// Adds the passage `span` of another text, whose map is `map`: the maps are composed.
    pub fn copy(&mut self, text: &str, span: Span, map: &SourceMap) {
        let mut at = span.start();
        let mut i = map.pieces.partition_point(|p| p.text_start <= at).saturating_sub(1);
        while at < span.end() {
            let Some(piece) = map.pieces.get(i) else { return };
            let end = map.pieces.get(i + 1).map_or(span.end(), |next| next.text_start.min(span.end()));
            if at < end {
                let part = Span::new(at, end).of(text);
                match piece.step {
                    0 => self.replaced(part, piece.file),
                    step => {
                        let from = piece.file.start() + at.saturating_sub(piece.text_start) * u32::from(step);
                        self.stepped(part, from, step);
                    }
                }
                at = end;
            }
            i += 1;
        }
    }

    /// Adds text that stands for a differently written range of the file: an entity, an escape, folded white space.
    pub fn replaced(&mut self, text: &str, file: SourceSpan) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece { text_start: self.len(), file, step: 0 });
        self.text.push_str(text);
    }

    /// Starts a new block: a blank line after what is there. The break belongs to file offset `at`.
    pub fn break_block(&mut self, at: u32) {
        if !self.text.is_empty() {
            self.replaced("\n\n", SourceSpan::new(at, at));
        }
    }

    /// Declares `start..len()` a block of `kind`; white space at its ends is left out, an empty block is dropped.
    pub fn end_block(&mut self, start: u32, kind: BlockKind) {
        let raw = &self.text[start as usize..];
        let left = raw.len() - raw.trim_start().len();
        let right = raw.trim_end().len();
        if left < right {
            self.blocks.push(Block { span: Span::new(start + left as u32, start + right as u32), kind });
        }
    }

    /// The finished text, its map and its blocks.
    #[must_use]
    pub fn finish(self) -> (Arc<str>, SourceMap, Vec<Block>) {
        (self.text.into(), SourceMap { pieces: self.pieces }, self.blocks)
    }

    /// Text and map alone, for a text that another one is made from.
    #[must_use]
    pub fn into_parts(self) -> (String, SourceMap) {
        (self.text, SourceMap { pieces: self.pieces })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_touches_an_entity_takes_all_of_it() {
        // file: "Tom &amp; Ann"
        let mut b = TextBuilder::new();
        b.verbatim("Tom ", 0);
        b.replaced("&", SourceSpan::new(4, 9));
        b.verbatim(" Ann", 9);
        let (text, map, _) = b.finish();
        assert_eq!(&*text, "Tom & Ann");
        assert_eq!(map.source(Span::new(4, 5)), SourceSpan::new(4, 9));
        assert_eq!(map.source(Span::new(0, 9)), SourceSpan::new(0, 13));
        assert_eq!(map.source(Span::new(6, 9)), SourceSpan::new(10, 13));
        assert_eq!(map.source(Span::new(0, 3)), SourceSpan::new(0, 3));
    }

    #[test]
    fn adjoining_verbatim_runs_become_one_piece() {
        let mut b = TextBuilder::new();
        b.verbatim("ab", 7);
        b.verbatim("cd", 9);
        b.verbatim("ef", 20);
        let (_, map, _) = b.finish();
        assert_eq!(map.pieces.len(), 2);
        assert_eq!(map.source(Span::new(1, 5)), SourceSpan::new(8, 21));
    }

    #[test]
    fn maps_compose_over_two_texts() {
        // The file holds UTF-16 "a&b" from byte 2 on, where & is an escape of 4 bytes.
        let mut inner = TextBuilder::new();
        inner.stepped("a", 2, 2);
        inner.replaced("&", SourceSpan::new(4, 8));
        inner.stepped("bc", 8, 2);
        let (text, map) = inner.into_parts();
        let mut outer = TextBuilder::new();
        outer.copy(&text, Span::new(1, 4), &map);
        outer.copy(&text, Span::new(0, 1), &map);
        let (text, map, _) = outer.finish();
        assert_eq!(&*text, "&bca");
        assert_eq!(map.source(Span::new(0, 2)), SourceSpan::new(4, 10));
        assert_eq!(map.source(Span::new(2, 3)), SourceSpan::new(10, 12));
        assert_eq!(map.source(Span::new(3, 4)), SourceSpan::new(2, 4));
    }
}
