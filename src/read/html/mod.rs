//! HTML: our own tokenizer keeps every byte's place, dom_smoothie says which blocks are the story.

mod blocks;
mod entities;
mod meta;
mod story;
mod tokens;

use std::ops::Range;

use encoding_rs::Encoding;

use super::decode::decode;
use super::draft::{Draft, Source};
use super::json::string;
use super::{Input, Outcome, Reader, plain};
use crate::model::{BlockKind, Problem, ReadSettings, TextBuilder};
use blocks::HtmlBlock;

/// Web pages.
pub struct Html;

impl Reader for Html {
    fn id(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let text = String::from_utf8_lossy(head).to_ascii_lowercase();
        let start = text.trim_start_matches('\u{feff}').trim_start();
        ["<!doctype html", "<html", "<head", "<body", "<article", "<!--"].iter().any(|tag| start.starts_with(tag))
            || (start.starts_with("<?xml") && start.contains("<html"))
    }

    fn read(&self, input: Input, settings: &ReadSettings) -> Outcome {
        let decoded = match decode(input, declared) {
            Ok(decoded) => decoded,
            Err(problem) => return (Vec::new(), vec![problem]),
        };
        let source = Source { text: decoded.text(), map: &decoded.map };
        let mut draft = Draft::new(settings, None);
        let meta = meta::meta(source);
        draft.published = meta.published;
        draft.publisher.clone_from(&meta.publisher);
        let (found, deepest) = blocks::blocks(source.text, 0..source.text.len());
        let story = story::choose(source.text, found, deepest, meta.is_article);
        let (articles, mut problems) = match (&story.blocks[..], &meta.body) {
            ([], None) => {
                let message =
                    "no article was found in this page; save the article itself, as text or as the page that shows it";
                (Vec::new(), vec![Problem::error(&decoded.file.path, message)])
            }
            ([], Some(body)) => {
                headline(source, &story, &meta, &mut draft);
                let mut builder = TextBuilder::new();
                string::copy(source, body.clone(), &mut builder);
                let (text, map) = builder.into_parts();
                plain::prose(Source { text: &text, map: &map }, 0, &mut draft);
                draft.finish(&decoded.file)
            }
            (blocks, _) => {
                let title = headline(source, &story, &meta, &mut draft);
                for block in blocks {
                    let again = block.heading > 0 && title.as_ref().is_some_and(|t| *t == block.text(source.text));
                    if !again {
                        draft.pieces(source, &block.pieces, block.kind);
                    }
                }
                draft.finish(&decoded.file)
            }
        };
        problems.extend(decoded.problems);
        (articles, problems)
    }
}

/// Adds the headline: the heading of the page that reads like the title it declares, else that title. Returns the heading's text.
fn headline(source: Source<'_>, story: &story::Story, meta: &meta::Meta, draft: &mut Draft<'_>) -> Option<String> {
    let declared = meta.headline.clone().map(|r| string::plain(source, r));
    let shown = |r: &Range<usize>| {
        let pieces = meta::pieces(source.text, r.clone());
        pieces.iter().map(|p| p.shown.as_deref().unwrap_or(&source.text[p.range.clone()])).collect::<String>()
    };
    let titles: Vec<String> =
        declared.into_iter().chain(meta.og_title.iter().map(shown)).chain(meta.title.iter().map(shown)).collect();
    let like = |block: &HtmlBlock| titles.iter().any(|t| story::alike(t, &block.text(source.text)));
    let headings = || story.headings.iter().rev().chain(&story.blocks).filter(|b| b.heading > 0);
    let chosen = headings()
        .find(|b| b.heading <= 2 && like(b))
        .or_else(|| headings().find(|b| b.heading == 1 && (titles.is_empty() || b.in_article)));
    if let Some(block) = chosen {
        draft.pieces(source, &block.pieces, BlockKind::Headline);
        return Some(block.text(source.text));
    }
    if let Some(range) = &meta.headline {
        let start = draft.builder.len();
        string::copy(source, range.clone(), &mut draft.builder);
        draft.builder.end_block(start, BlockKind::Headline);
    } else if let Some(range) =
        meta.og_title.clone().or_else(|| meta.title.clone().map(|r| without_site(source.text, r)))
    {
        draft.pieces(source, &meta::pieces(source.text, range), BlockKind::Headline);
    }
    None
}

/// A page's title without " | Site" or " - Site" at its end.
fn without_site(html: &str, range: Range<usize>) -> Range<usize> {
    let title = &html[range.clone()];
    let cut = [" | ", " - ", " – ", " — ", " » "].iter().filter_map(|s| title.rfind(s)).max();
    match cut {
        Some(at) if title[..at].split_whitespace().count() >= 3 && title[at..].split_whitespace().count() <= 6 => {
            range.start..range.start + at
        }
        _ => range,
    }
}

/// The encoding that a page declares in a `meta` tag or an XML declaration.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let found = ["charset=", "encoding="].iter().find_map(|key| {
        let at = memchr::memmem::find(&head, key.as_bytes())? + key.len();
        let rest = head.get(at..)?;
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')).count();
        Encoding::for_label(&rest[..len])
    })?;
    // A page that could be read as ASCII is not in UTF-16, whatever it says.
    found.is_ascii_compatible().then_some(found)
}

/// Whether a text from a record is HTML.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    ["<p>", "<p ", "<br", "</p>", "</div>", "</a>", "</li>", "</em>", "</strong>"].iter().any(|tag| text.contains(tag))
}

/// Adds a fragment of HTML, such as the body in a record: all of it is the story but what its tags call furniture.
pub fn fragment(source: Source<'_>, kind: BlockKind, draft: &mut Draft<'_>) {
    let (found, _) = blocks::blocks(source.text, 0..source.text.len());
    for block in found {
        let own = if kind == BlockKind::Paragraph { story::kind(&block) } else { kind };
        draft.pieces(source, &block.pieces, own);
    }
}

/// Adds a block of HTML inside another format.
pub fn block(source: Source<'_>, range: Range<usize>, draft: &mut Draft<'_>) {
    for block in blocks::blocks(source.text, range).0 {
        draft.pieces(source, &block.pieces, story::kind(&block));
    }
}
