//! The utterances of an article: quotations whose sentence is broken by an attribution or a paragraph are read as one.

use std::ops::Range;

use super::{Word, words};
use crate::model::{ArticleFacts, Span};

/// One utterance.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The quotations that make it.
    pub quotes: Range<u32>,
    /// Its words, attributions left out.
    pub words: Vec<Word>,
}

impl Unit {
    /// The quotation that word `at` stands in.
    #[must_use]
    pub fn quote_of(&self, facts: &ArticleFacts, at: usize) -> u32 {
        let Some(start) = self.words.get(at).map(|w| w.span.start()) else { return self.quotes.start };
        self.quotes
            .clone()
            .find(|&q| facts.quotes[q as usize].place.span.end() > start)
            .unwrap_or(self.quotes.end.saturating_sub(1))
    }

    /// The text from the first to the last of some words.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        cover(&self.words, range)
    }
}

/// The text from the first to the last of some words; empty at the place where there are none.
#[must_use]
pub fn cover(words: &[Word], range: Range<usize>) -> Span {
    match (words.get(range.start), words.get(range.end.saturating_sub(1))) {
        (Some(first), Some(last)) if range.start < range.end => first.span.cover(last.span),
        (Some(first), _) => Span::new(first.span.start(), first.span.start()),
        _ => words.last().map_or(Span::default(), |w| Span::new(w.span.end(), w.span.end())),
    }
}

/// All utterances of an article.
#[must_use]
pub fn units(facts: &ArticleFacts) -> Vec<Unit> {
    units_of(facts, 0..facts.quotes.len() as u32)
}

/// The utterances that some quotations of an article make, ascending.
#[must_use]
pub fn units_of(facts: &ArticleFacts, quotes: impl IntoIterator<Item = u32>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    for i in quotes {
        let quote = &facts.quotes[i as usize];
        let mut here = words(facts.text(), quote.place.span);
        match out.last_mut() {
            Some(last) if quote.continues && last.quotes.end == i => {
                let paragraph = |q: u32| facts.quotes[q as usize].place.paragraph;
                if let Some(first) = here.first_mut() {
                    first.starts_sentence = paragraph(i - 1) != paragraph(i);
                }
                last.words.append(&mut here);
                last.quotes.end = i + 1;
            }
            _ => out.push(Unit { quotes: i..i + 1, words: here }),
        }
    }
    out
}
