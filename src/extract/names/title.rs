//! Titles and honorifics before a name.

use crate::lexicon::{fold, people};
use crate::model::{Document, Span, TokenRange};

/// Token `i` as titles are listed: folded, without full stops.
pub fn bare(doc: &Document, i: usize) -> String {
    fold(doc.word(i)).trim_end_matches('.').to_owned()
}

/// Whether token `i` is a title or honorific, whatever follows; lower-case words only if they are roles.
pub fn is_title(doc: &Document, i: usize) -> bool {
    let word = doc.word(i);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    match people::title(&bare(doc, i)) {
        Some("~") => capital,
        Some(_) => capital || word.len() > 4,
        None => false,
    }
}

/// The title that ends just before token `start`, in the same sentence.
pub fn before(doc: &Document, start: usize, sentence_start: usize) -> Option<Span> {
    let from = start.saturating_sub(3).max(sentence_start);
    for first in from..start {
        let words: Vec<String> = (first..start).map(|i| bare(doc, i)).collect();
        let joined = words.join(" ").replace(" - ", "-");
        if people::title(&joined).is_some() && is_title(doc, start - 1) {
            return Some(doc.span_of(TokenRange { start: first as u32, end: start as u32 }));
        }
    }
    None
}
