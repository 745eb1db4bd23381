//! An article as it was read: its text, where each byte of it stands in the file, and what the file says about it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{SourceSpan, Span};

/// A file (or standard input) as it lies on disk; several articles may come from one.
#[derive(Debug, Default)]
pub struct SourceFile {
    /// The path as typed, joined with `/` to the path below it; `-` or `--stdin-filename` for standard input.
    pub path: String,
    /// The bytes that `start` and `end` of a [`SourceSpan`] count. For zipped formats the extracted text.
    pub bytes: Arc<[u8]>,
    /// Whether offsets count bytes of the file or, for zipped formats, of the extracted text.
    pub offsets: Offsets,
    /// Byte offset of the start of each line, ascending, the first one 0.
    lines: Vec<u32>,
}

/// What the offsets of a file's claims count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offsets {
    /// Bytes of the file as it lies on disk.
    #[default]
    File,
    /// Bytes of the text that was extracted from it (zipped formats).
    Text,
}

impl SourceFile {
    /// Takes the bytes of a file and finds its lines.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: impl Into<Arc<[u8]>>, offsets: Offsets) -> Self {
        let bytes = bytes.into();
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', &bytes).map(|i| i as u32 + 1)).collect();
        Self { path: path.into(), bytes, offsets, lines }
    }

    /// Line and column of byte `at`, both from 1; the column counts characters (bytes that do not continue a UTF-8 sequence).
    #[must_use]
    pub fn line_column(&self, at: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|&start| start <= at).max(1);
        let before = self.line_until(line, at);
        let column = 1 + before.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        (line as u32, column as u32)
    }

    /// As [`line_column`](Self::line_column), the column in bytes.
    #[must_use]
    pub fn line_byte_column(&self, at: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|&start| start <= at).max(1);
        (line as u32, 1 + self.line_until(line, at).len() as u32)
    }

    /// The bytes of a line before byte `at`. A byte order mark is no part of the first line: editors do not show it.
    fn line_until(&self, line: usize, at: u32) -> &[u8] {
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let end = (at as usize).min(self.bytes.len());
        let before = &self.bytes[(start as usize).min(end)..end];
        if line == 1 { before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before) } else { before }
    }
}

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
    /// Byte for byte the same; otherwise the whole run stands for the whole file range (an entity, an escape).
    verbatim: bool,
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
        match (piece.verbatim, end) {
            (true, _) => (piece.file.start() + (at - piece.text_start.min(at))).min(piece.file.end()),
            (false, false) => piece.file.start(),
            (false, true) => piece.file.end(),
        }
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
        if text.is_empty() {
            return;
        }
        let len = text.len() as u32;
        match self.pieces.last_mut() {
            Some(last)
                if last.verbatim
                    && last.file.end() == at
                    && last.text_start + last.file.len() == self.text.len() as u32 =>
            {
                last.file = SourceSpan::new(last.file.start(), at + len);
            }
            _ => self.pieces.push(Piece {
                text_start: self.text.len() as u32,
                file: SourceSpan::new(at, at + len),
                verbatim: true,
            }),
        }
        self.text.push_str(text);
    }

    /// Adds text that stands for a differently written range of the file: an entity, an escape, folded white space.
    pub fn replaced(&mut self, text: &str, file: SourceSpan) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece { text_start: self.text.len() as u32, file, verbatim: false });
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
    fn lines_and_columns_count_from_one_in_characters() {
        let f = SourceFile::new("a.txt", "é𐐀x\nyz".as_bytes().to_vec(), Offsets::File);
        assert_eq!(f.line_column(0), (1, 1));
        assert_eq!(f.line_column(6), (1, 3));
        assert_eq!(f.line_column(8), (2, 1));
        assert_eq!(f.line_column(9), (2, 2));
    }
}
