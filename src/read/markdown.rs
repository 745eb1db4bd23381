//! Markdown, by the byte ranges of pulldown-cmark, with an optional front matter block.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::decode::{self, decode};
use super::draft::{Draft, Piece, Source};
use super::{Input, Outcome, Reader, front_matter, html};
use crate::model::{BlockKind, ReadSettings};

/// Markdown.
pub struct Markdown;

impl Reader for Markdown {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        // Nothing but a heading at the very top tells Markdown from plain text, and the two are read nearly alike.
        String::from_utf8_lossy(head).trim_start_matches('\u{feff}').starts_with("# ")
    }

    fn read(&self, input: Input, settings: &ReadSettings) -> Outcome {
        let decoded = match decode(input, decode::undeclared) {
            Ok(decoded) => decoded,
            Err(problem) => return (Vec::new(), vec![problem]),
        };
        let source = Source { text: decoded.text(), map: &decoded.map };
        let mut draft = Draft::new(settings, None);
        let at = front_matter::take(source, &mut draft);
        Walk::new(source, at, &mut draft).run();
        let (articles, mut problems) = draft.finish(&decoded.file);
        problems.extend(decoded.problems);
        (articles, problems)
    }
}

/// One pass over the events.
struct Walk<'a, 'd, 's> {
    source: Source<'a>,
    base: usize,
    draft: &'d mut Draft<'s>,
    pieces: Vec<Piece>,
    captions: Vec<Vec<Piece>>,
    quotes: usize,
    items: usize,
    images: usize,
    struck: usize,
    code: bool,
    starts_with_image: bool,
    html: Option<Range<usize>>,
}

impl<'a, 'd, 's> Walk<'a, 'd, 's> {
    fn new(source: Source<'a>, base: usize, draft: &'d mut Draft<'s>) -> Self {
        Self {
            source,
            base,
            draft,
            pieces: Vec::new(),
            captions: Vec::new(),
            quotes: 0,
            items: 0,
            images: 0,
            struck: 0,
            code: false,
            starts_with_image: false,
            html: None,
        }
    }

    fn run(mut self) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let text = &self.source.text[self.base..];
        // Line ends of old Macs, which the parser does not take for any.
        let text = if text.contains('\n') { Cow::Borrowed(text) } else { Cow::Owned(text.replace('\r', "\n")) };
        for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
            self.event(event, range.start + self.base..range.end + self.base);
        }
        self.flush(BlockKind::Paragraph);
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, range);
            }
            Event::SoftBreak | Event::HardBreak => self.shown(" ", range),
            Event::InlineHtml(tag) => {
                if tag.starts_with("<br") {
                    self.shown(" ", range);
                }
            }
            Event::Html(_) => {
                let whole = self.html.get_or_insert(range.clone());
                whole.end = range.end;
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::Rule => self.flush(BlockKind::Paragraph),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Image { .. } => {
                self.starts_with_image |= self.pieces.is_empty() && self.images == 0;
                self.images += 1;
                self.captions.push(Vec::new());
            }
            Tag::Strikethrough => self.struck += 1,
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            Tag::TableCell => {
                if !self.pieces.is_empty() {
                    self.shown(" | ", range.start..range.start);
                }
            }
            Tag::BlockQuote(_) => {
                self.flush(self.kind());
                self.quotes += 1;
            }
            Tag::Item => {
                self.flush(self.kind());
                self.items += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush(self.kind());
                self.code = true;
            }
            Tag::HtmlBlock => {
                self.flush(self.kind());
                self.html = None;
            }
            _ => self.flush(self.kind()),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Link
            | TagEnd::TableCell
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::BlockQuote(_) => {
                self.flush(self.kind());
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.flush(self.kind());
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush(BlockKind::Furniture);
                self.code = false;
            }
            TagEnd::Heading(level) => {
                let first = self.draft.builder.is_empty() && level == pulldown_cmark::HeadingLevel::H1;
                self.flush(if first { BlockKind::Headline } else { BlockKind::Subheading });
            }
            TagEnd::TableHead | TagEnd::TableRow => self.flush(BlockKind::ListItem),
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    html::block(self.source, range, self.draft);
                }
            }
            _ => self.flush(self.kind()),
        }
    }

    /// What running text is here.
    fn kind(&self) -> BlockKind {
        match () {
            () if self.code => BlockKind::Furniture,
            () if self.starts_with_image && !self.pieces.is_empty() => BlockKind::Caption,
            () if self.quotes > 0 => BlockKind::BlockQuote,
            () if self.items > 0 => BlockKind::ListItem,
            () => BlockKind::Paragraph,
        }
    }

    /// Text as it reads, and the range that it stands in (with marks around it, as code has).
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.struck > 0 {
            return;
        }
        let raw = &self.source.text[range.clone()];
        let piece = match raw.find(text) {
            Some(at) if !text.is_empty() => {
                Piece { range: range.start + at..range.start + at + text.len(), shown: None }
            }
            _ => Piece { range, shown: Some(text.to_owned()) },
        };
        match self.captions.last_mut() {
            Some(caption) if self.images > 0 => caption.push(piece),
            _ => self.pieces.push(piece),
        }
    }

    fn shown(&mut self, text: &str, range: Range<usize>) {
        let piece = Piece { range, shown: Some(text.to_owned()) };
        match self.captions.last_mut() {
            Some(caption) if self.images > 0 => caption.push(piece),
            _ if self.pieces.is_empty() => {}
            _ => self.pieces.push(piece),
        }
    }

    /// Ends the block in the making, and after it those of the images in it.
    fn flush(&mut self, kind: BlockKind) {
        let pieces = std::mem::take(&mut self.pieces);
        self.draft.pieces(self.source, &pieces, kind);
        for caption in std::mem::take(&mut self.captions) {
            self.draft.pieces(self.source, &caption, BlockKind::Caption);
        }
        self.starts_with_image = false;
        self.images = 0;
    }
}
