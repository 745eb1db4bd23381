//! What a line says of itself by its wording: furniture, captions, notices of correction. The wordings are data files.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::lexicon::{self, stamps};
use crate::model::Part;

/// A paragraph, and its beginning and end as wordings are compared.
pub struct Line<'a> {
    /// As it is.
    pub text: &'a str,
    /// Folded, dashes as hyphens; the first characters of a long one.
    pub plain: String,
    /// The last characters, folded likewise.
    tail: String,
    /// Whether `plain` is all of it.
    whole: bool,
}

/// Characters of a line that are folded: no wording is longer.
const HEAD: usize = 300;
const TAIL: usize = 120;

impl<'a> Line<'a> {
    /// Prepares a paragraph.
    pub fn new(text: &'a str) -> Self {
        let head = text.char_indices().nth(HEAD).map_or(text.len(), |(i, _)| i);
        let tail = text.char_indices().rev().nth(TAIL).map_or(0, |(i, _)| i);
        Self { text, plain: plain(&text[..head]), tail: plain(&text[tail..]), whole: head == text.len() }
    }

    /// Whether it has at most so many characters.
    fn within(&self, characters: usize) -> bool {
        self.text.char_indices().nth(characters).is_none()
    }

    /// Whether it ends like a sentence.
    pub fn ends_sentence(&self) -> bool {
        self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '…'])
    }

    /// Whether it opens with one of the wordings, as whole words. Those after `~` are believed only where no sentence is written.
    fn opens(&self, wordings: &[&str]) -> bool {
        let loose =
            || self.within(160) && (!self.ends_sentence() || self.plain.starts_with('(') || self.plain.contains(';'));
        let whole = &self.plain[..];
        let inner = whole.trim_start_matches(['(', '[', '*', ' ', '-', '•']);
        wordings.iter().any(|w| {
            let (doubtful, w) = w.strip_prefix('~').map_or((false, *w), |w| (true, w));
            let bare = if w.starts_with('(') { whole } else { inner };
            bare.strip_prefix(w).is_some_and(|rest| {
                let digit = |c: char| c.is_ascii_digit();
                let ends = w.ends_with(|c: char| !c.is_alphanumeric())
                    || !rest.starts_with(|c: char| c.is_alphanumeric())
                    || (w.ends_with(digit) && rest.starts_with(digit));
                ends && (!doubtful || loose())
            })
        })
    }
}

fn plain(text: &str) -> String {
    let typed: String = text
        .chars()
        .map(|c| match c {
            '–' | '—' | '―' => '-',
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '\u{a0}' | '\n' | '\t' => ' ',
            c => c.to_ascii_lowercase(),
        })
        .collect();
    // Most lines are ASCII by now, and the slow fold would change nothing.
    let mut folded = if typed.is_ascii() { typed } else { lexicon::fold(&typed) };
    while folded.contains("  ") {
        folded = folded.replace("  ", " ");
    }
    folded
}

/// Whether a text holds one of the wordings anywhere.
fn holds(text: &str, wordings: &[Finder<'static>]) -> bool {
    wordings.iter().any(|w| w.find(text.as_bytes()).is_some())
}

/// Searchers made once: every paragraph is looked through for every wording.
fn finders(data: &'static str) -> Vec<Finder<'static>> {
    lexicon::entries(data).map(Finder::new).collect()
}

static FURNITURE_ENDINGS: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| finders(include_str!("../lexicon/data/furniture-endings.txt")));
static CORRECTION_PHRASES: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| finders(include_str!("../lexicon/data/correction-phrases.txt")));

macro_rules! wordings {
    ($($name:ident = $file:literal;)*) => {
        $(static $name: LazyLock<Vec<&'static str>> =
            LazyLock::new(|| lexicon::entries(include_str!(concat!("../lexicon/data/", $file, ".txt"))).collect());)*
    };
}

wordings! {
    FURNITURE_OPENINGS = "furniture-openings";
    CORRECTION_OPENINGS = "correction-openings";
    CAPTION_OPENINGS = "caption-openings";
    CAPTION_CREDITS = "caption-credits";
}

static FURNITURE_LINES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/data/furniture-lines.txt")).collect());

/// Whether a line is a notice of correction: it repeats the wrong fact to withdraw it.
pub fn is_correction(line: &Line<'_>) -> bool {
    line.opens(&CORRECTION_OPENINGS) || (line.within(700) && holds(&line.plain, &CORRECTION_PHRASES))
}

/// Whether a line is furniture whatever stands around it.
pub fn is_furniture(line: &Line<'_>) -> bool {
    if !line.text.contains(char::is_alphabetic)
        || is_whole(line)
        || stamps::is_stamp(line.text)
        || is_gallery(line.text)
    {
        return true;
    }
    line.within(300)
        && (line.opens(&FURNITURE_OPENINGS)
            || holds(&line.plain, &FURNITURE_ENDINGS)
            || is_link(line.text)
            || follows(line)
            || contributed(line.text))
}

/// Whether a line is a number in digits and nothing else: "192.", "$20", "11th".
pub fn is_number(line: &Line<'_>) -> bool {
    let letters = line.text.trim().trim_start_matches(|c: char| !c.is_alphabetic());
    line.text.contains(|c: char| c.is_ascii_digit()) && matches!(letters, "" | "st" | "nd" | "rd" | "th")
}

/// Whether a paragraph is a gallery of pictures: captions strung together, counted by "Hide Caption 3 of 37" or "1 of 21 Show
/// Caption" between them. Its pictures are of other days and events.
fn is_gallery(text: &str) -> bool {
    static CAPTION: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(" Caption"));
    if CAPTION.find(text.as_bytes()).is_none() {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    words.windows(5).any(|w| {
        let switch = |a: &str, b: &str| matches!(a, "Hide" | "Show") && b == "Caption";
        match *w {
            [a, b, n, "of", m] if switch(a, b) => number(n) && number(m),
            [n, "of", m, a, b] if switch(a, b) => number(n) && number(m),
            _ => false,
        }
    })
}

/// "Follow Jane on Twitter".
fn follows(line: &Line<'_>) -> bool {
    line.within(120)
        && line.plain.starts_with("follow ")
        && [" on twitter", " on facebook", " on instagram", " on x", " on threads", " on linkedin"]
            .iter()
            .any(|on| line.plain.contains(on))
}

/// "Jane Doe contributed."
fn contributed(text: &str) -> bool {
    let mut words = text.trim_end_matches('.').split_whitespace().rev();
    words.next() == Some("contributed") && words.next().is_some_and(|w| w.starts_with(char::is_uppercase))
}

/// Whether the whole line is a wording of furniture.
fn is_whole(line: &Line<'_>) -> bool {
    let bare = line.plain.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
    line.whole && FURNITURE_LINES.contains(bare)
}

/// Whether a line announces the titles of other stories below it.
pub fn announces(line: &Line<'_>) -> bool {
    const WORDS: &[&str] =
        &["related", "more", "read", "also", "popular", "trending", "recommended", "stories", "latest", "like"];
    is_whole(line) && WORDS.iter().any(|w| line.plain.split(' ').any(|p| p == *w))
}

/// An address or a handle and nothing else.
fn is_link(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && (text.starts_with("http") || text.starts_with("www.") || text.starts_with('@') || text.starts_with('#'))
}

/// Whether a line is a caption, or the credit of one.
pub fn caption(line: &Line<'_>) -> Option<Part> {
    if !line.within(700) {
        return None;
    }
    if line.opens(&CAPTION_OPENINGS) {
        return Some(Part::Caption);
    }
    let (tail, alone) = credit(line)?;
    let said = |w: &str| tail.contains(w);
    let credited =
        CAPTION_CREDITS.iter().any(|c| said(c)) && !["poll", "survey", "ipsos", "index"].iter().any(|w| said(w));
    credited.then_some(if alone && tail.split(' ').count() <= 8 { Part::Furniture } else { Part::Caption })
}

/// Where a picture's credit stands: in brackets at the end, or behind the last full stop. Whether it is the whole line.
fn credit<'l>(line: &'l Line<'_>) -> Option<(&'l str, bool)> {
    let tail = &line.tail[..];
    if tail.ends_with(')') {
        let start = tail.rfind('(')?;
        return Some((&tail[start..], start == 0 && line.within(TAIL)));
    }
    if line.ends_sentence() {
        return None;
    }
    match [". ", "! ", "? ", ".) ", ".\" "].iter().filter_map(|s| Some(tail.rfind(s)? + s.len())).max() {
        Some(start) if tail[start..].split(' ').count() <= 10 => Some((&tail[start..], false)),
        Some(_) => None,
        None => line.within(80).then_some((tail, true)),
    }
}

/// A place alone on its line, as a dateline: "WASHINGTON —", "LONDON, England".
pub fn is_place_line(text: &str) -> bool {
    let word = text.split([' ', ',']).next().unwrap_or_default();
    text.len() <= 40
        && text.trim_end().ends_with(['—', '–', '-'])
        && word.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !word.contains(char::is_lowercase)
}
