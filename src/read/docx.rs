//! Word documents as desks write them: insertions accepted, deletions and comments left out, words that are split over runs joined.

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader as Xml;
use zip::ZipArchive;

use super::draft::Draft;
use super::{Input, Outcome, Reader, dates, plain};
use crate::model::{BlockKind, Offsets, Problem, ReadSettings, SourceFile};

/// Word documents.
pub struct Docx;

/// A part is read up to this size, whatever it was packed to.
const LARGEST_PART: u64 = 256 << 20;
/// Below this size no ratio is suspicious.
const FREE: u64 = 1 << 20;
/// Above it, text does not shrink further than this.
const RATIO: u64 = 100;
/// Parts of a document; a real one has dozens.
const MOST_ENTRIES: usize = 10_000;
/// Depth of nesting in a part.
const DEEPEST: usize = 256;

impl Reader for Docx {
    fn id(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"PK\x03\x04")
    }

    fn read(&self, input: Input, settings: &ReadSettings) -> Outcome {
        let path = input.path;
        match document(&input.bytes) {
            Ok(document) => article(path, document, settings),
            Err(why) => (Vec::new(), vec![Problem::error(path, why)]),
        }
    }
}

/// What a document says.
#[derive(Default)]
struct Document {
    paragraphs: Vec<Paragraph>,
    title: Option<String>,
    created: Option<jiff::civil::Date>,
}

/// A paragraph, finished or in the making.
#[derive(Default)]
struct Paragraph {
    text: String,
    kind: BlockKind,
    /// Of the style that titles a document.
    title: bool,
    /// The paragraph mark was deleted: the next paragraph goes on with this one.
    goes_on: bool,
}

fn article(path: String, document: Document, settings: &ReadSettings) -> Outcome {
    let mut draft = Draft::new(settings, None);
    draft.created = document.created;
    let paragraphs = &document.paragraphs;
    let titled = paragraphs.iter().position(|p| p.title).or_else(|| {
        let (first, second) = (paragraphs.first()?, paragraphs.get(1)?);
        let heading = first.kind == BlockKind::Subheading;
        (heading || plain::is_headline(first.text.trim(), &second.text)).then_some(0)
    });
    let mut add = |text: &str, kind| {
        let draft = &mut draft;
        draft.builder.break_block(draft.builder.len());
        let start = draft.builder.len();
        draft.builder.verbatim(text, start);
        draft.builder.end_block(start, kind);
    };
    match (titled, &document.title) {
        (Some(i), _) => add(paragraphs[i].text.trim(), BlockKind::Headline),
        (None, Some(title)) => add(title, BlockKind::Headline),
        (None, None) => {}
    }
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if Some(i) != titled {
            add(paragraph.text.trim(), paragraph.kind);
        }
    }
    let text = draft.builder.text().as_bytes().to_vec();
    draft.finish(&Arc::new(SourceFile::new(path, text, Offsets::Text)))
}

fn document(bytes: &[u8]) -> Result<Document, String> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err("this is an old or password-protected Word document; save it as .docx without a password".into());
    }
    let broken =
        |e: zip::result::ZipError| format!("this is no intact Word document ({e}); open it and save it again as .docx");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(format!("the document has {} parts, more than the {MOST_ENTRIES} that are read", archive.len()));
    }
    let main = part(&mut archive, "_rels/.rels")?.and_then(|xml| main_part(&xml));
    let main = main.unwrap_or_else(|| "word/document.xml".into());
    let Some(xml) = part(&mut archive, &main)? else {
        return Err(format!("this is no Word document: it has no {main}; save it again as .docx"));
    };
    let mut document = Document { paragraphs: paragraphs(&xml)?, ..Document::default() };
    // What the properties say is often wrong or another document's; nothing is lost if they cannot be read.
    if let Ok(Some(core)) = part(&mut archive, "docProps/core.xml") {
        properties(&core, &mut document);
    }
    Ok(document)
}

/// A part of the document as text; `None` if it is not there.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, String> {
    let entry = match archive.by_name(name) {
        Ok(entry) => entry,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(e) => return Err(format!("{name} cannot be unpacked ({e}); save the document again as .docx")),
    };
    let most = LARGEST_PART.min(FREE.max(entry.compressed_size().saturating_mul(RATIO)));
    let mut bytes = Vec::new();
    let read = entry.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|e| format!("{name} cannot be unpacked ({e}); save the document again as .docx"))?;
    if bytes.len() as u64 > most {
        return Err(format!("{name} unpacks to more than {most} bytes, as no text does: it was not read"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(_) => Err(format!("{name} is not UTF-8; save the document again as .docx")),
    }
}

/// The part that the package names as its main one.
fn main_part(rels: &str) -> Option<String> {
    let mut xml = Xml::from_str(rels);
    loop {
        match xml.read_event().ok()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                if attribute(&e, "Type").is_some_and(|t| t.ends_with("/officeDocument")) {
                    return Some(attribute(&e, "Target")?.trim_start_matches('/').to_owned());
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// The name of an element of the main vocabulary; others have a prefix of their own.
fn word_name<'e>(e: &'e str) -> &'e str {
    e.strip_prefix("w:").unwrap_or(e)
}

/// One pass over the main part.
#[derive(Default)]
struct Walk {
    done: Vec<Paragraph>,
    /// Open paragraphs: a text box holds paragraphs inside one.
    open: Vec<Paragraph>,
    depth: usize,
    /// Depth at which something that is left out began.
    skipped: Option<usize>,
    in_text: bool,
    in_properties: bool,
    hidden: bool,
    cells: usize,
    breaks: usize,
}

fn paragraphs(xml: &str) -> Result<Vec<Paragraph>, String> {
    let mut reader = Xml::from_str(xml);
    let mut walk = Walk::default();
    loop {
        let event = reader.read_event();
        match event
            .map_err(|e| format!("the document's text is broken XML ({e}); open it and save it again as .docx"))?
        {
            Event::Start(e) => {
                walk.depth += 1;
                if walk.depth > DEEPEST {
                    return Err(format!("the document is nested deeper than {DEEPEST} levels: it was not read"));
                }
                walk.start(&e, false);
            }
            Event::Empty(e) => walk.start(&e, true),
            Event::End(e) => {
                walk.end(word_name(e.name().as_ref()));
                walk.depth = walk.depth.saturating_sub(1);
            }
            Event::Text(e) => walk.text(&e.xml10_content()),
            Event::CData(e) => walk.text(&e.xml10_content()),
            // Nothing but the five named characters and numbers is known: no entity is ever expanded.
            Event::GeneralRef(e) => {
                let c = match e.resolve_char_ref() {
                    Ok(Some(c)) => c,
                    _ => match e.xml10_content().as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => '\u{fffd}',
                    },
                };
                walk.text(c.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    while !walk.open.is_empty() {
        walk.end_paragraph();
    }
    Ok(joined(walk.done))
}

impl Walk {
    fn start(&mut self, e: &BytesStart<'_>, empty: bool) {
        let name = e.name();
        let name = word_name(name.as_ref());
        if self.skipped.is_some() {
            return;
        }
        let value = || attribute(e, "val").unwrap_or_default().to_ascii_lowercase();
        let off = || matches!(&*value(), "0" | "false" | "off");
        match name {
            "p" if !empty => {
                self.open.push(Paragraph::default());
                self.breaks = 0;
            }
            "pPr" => self.in_properties = !empty,
            "del" | "moveFrom" if self.in_properties => {
                if let Some(p) = self.open.last_mut() {
                    p.goes_on = true;
                }
            }
            "del" | "moveFrom" | "mc:Fallback" | "delText" | "instrText" | "rt" if !empty => {
                self.skipped = Some(self.depth)
            }
            // Formatting as it was before a tracked change.
            change if change.ends_with("Change") && !empty => self.skipped = Some(self.depth),
            "pStyle" => self.style(&value()),
            "numPr" => self.set_kind(BlockKind::ListItem),
            "r" => self.hidden = false,
            "vanish" if !self.in_properties => self.hidden = !off(),
            "t" => self.in_text = !empty,
            "tab" | "ptab" if !self.in_properties => self.put(" "),
            "noBreakHyphen" => self.put("-"),
            "br" | "cr" => self.line_break(),
            "tc" if !empty => self.cells += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(depth) = self.skipped {
            if depth == self.depth {
                self.skipped = None;
            }
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.in_properties = false,
            "r" => self.hidden = false,
            "t" => self.in_text = false,
            "tc" => self.cells = self.cells.saturating_sub(1),
            _ => {}
        }
    }

    fn style(&mut self, style: &str) {
        let kind = match style {
            s if s.starts_with("subtitle") || s.starts_with("heading") => BlockKind::Subheading,
            s if s.starts_with("caption") => BlockKind::Caption,
            s if s.starts_with("quote") || s.starts_with("intensequote") || s.starts_with("blockquote") => {
                BlockKind::BlockQuote
            }
            s if s.starts_with("list") => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        self.set_kind(kind);
        if let Some(p) = self.open.last_mut() {
            p.title = style == "title" || style == "headline";
        }
    }

    fn set_kind(&mut self, kind: BlockKind) {
        if let Some(p) = self.open.last_mut() {
            p.kind = kind;
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.skipped.is_none() {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        if self.hidden || self.skipped.is_some() {
            return;
        }
        if let Some(p) = self.open.last_mut() {
            p.text.push_str(text);
            self.breaks = 0;
        }
    }

    /// A line break after the end of a sentence, or two in a row, are how many writers part paragraphs.
    fn line_break(&mut self) {
        let Some(p) = self.open.last_mut() else { return };
        self.breaks += 1;
        let ended = p.text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', ':']);
        if self.breaks > 1 || ended {
            let next = Paragraph { kind: p.kind, ..Paragraph::default() };
            self.end_paragraph();
            self.open.push(next);
        } else {
            p.text.push(' ');
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(mut p) = self.open.pop() {
            if self.cells > 0 && p.kind == BlockKind::Paragraph {
                p.kind = BlockKind::ListItem;
            }
            self.done.push(p);
        }
    }
}

/// Joins what goes on over a deleted paragraph mark; drops what is empty.
fn joined(done: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for paragraph in done {
        match out.last_mut() {
            Some(last) if last.goes_on => {
                last.text.push_str(&paragraph.text);
                last.goes_on = paragraph.goes_on;
            }
            _ => out.push(paragraph),
        }
    }
    out.retain(|p| p.text.contains(char::is_alphanumeric));
    out
}

/// Title and date of the properties, where they can be trusted.
fn properties(core: &str, document: &mut Document) {
    let mut xml = Xml::from_str(core);
    let (mut name, mut title, mut created, mut modified) = (String::new(), String::new(), String::new(), String::new());
    while let Ok(event) = xml.read_event() {
        match event {
            Event::Start(e) => name = e.local_name().as_ref().to_owned(),
            Event::End(_) => name.clear(),
            Event::Text(e) => match &*name {
                "title" => title.push_str(&e.xml10_content()),
                "created" => created.push_str(&e.xml10_content()),
                "modified" => modified.push_str(&e.xml10_content()),
                _ => {}
            },
            Event::GeneralRef(e) if name == "title" => match e.xml10_content().as_ref() {
                "amp" => title.push('&'),
                "quot" => title.push('"'),
                "apos" => title.push('\''),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    let lower = title.to_ascii_lowercase();
    let generic = ["document", "microsoft", "untitled", "template", ".doc", "powerpoint", "print"];
    if title.split_whitespace().count() >= 3 && !generic.iter().any(|g| lower.contains(g)) {
        document.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    // A document made from a template keeps the template's day: only one that was made and saved within days is trusted.
    if let (Some(created), Some(modified)) = (dates::parse(&created), dates::parse(&modified)) {
        let days = dates::days_between(created, modified);
        document.created = ((0..=14).contains(&days) && created.year() > 2013).then_some(created);
    }
}
