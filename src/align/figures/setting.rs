//! Where a figure stands beyond its sentence: the paragraph and the one before it.

use std::collections::HashSet;

use crate::align::context::{Counts, Shared, Terms, common};
use crate::lexicon::stems::stem;
use crate::lexicon::synonyms::is_light;
use crate::model::{ArticleFacts, Span};

/// Words kept of a paragraph and the one before it.
const WORDS: usize = 160;

/// The paragraphs of one article, ready for comparing.
pub struct Setting {
    /// Where the paragraphs start, ascending.
    starts: Vec<u32>,
    /// The words of each paragraph and the one before it, once each, sorted by id.
    words: Vec<Vec<(u32, f32)>>,
    counts: Counts,
}

impl Setting {
    /// The setting of an article.
    pub fn new(facts: &ArticleFacts, terms: &mut Terms) -> Self {
        let paragraphs = facts.segments.paragraphs.iter().filter(|p| p.part.makes_claims());
        let (mut starts, mut own): (Vec<u32>, Vec<Vec<u32>>) = (Vec::new(), Vec::new());
        for p in paragraphs {
            starts.push(p.span.start());
            own.push(ids(p.span, facts.text(), terms));
        }
        let counts = Counts::of(own.iter().map(Vec::as_slice));
        let words = (0..own.len()).map(|i| {
            let before = i.checked_sub(1).map_or(&[][..], |b| &own[b]);
            let both: HashSet<u32> = own[i].iter().chain(before).copied().take(WORDS).collect();
            let mut list: Vec<(u32, f32)> = both.into_iter().map(|id| (id, 1.0)).collect();
            list.sort_by_key(|t| t.0);
            list
        });
        let words = words.collect();
        Self { starts, words, counts }
    }

    /// The paragraph that byte `at` lies in.
    fn block(&self, at: u32) -> &[(u32, f32)] {
        let i = self.starts.partition_point(|&s| s <= at);
        i.checked_sub(1).map_or(&[][..], |i| &self.words[i])
    }
}

/// What the paragraphs around two figures have in common.
pub fn beside(a: &Setting, at: Span, b: &Setting, bt: Span, same_article: bool) -> Shared {
    let rarity = crate::align::context::rarity(&a.counts, &b.counts, same_article);
    common(a.block(at.start()), b.block(bt.start()), rarity)
}

/// The ids of the telling words of a paragraph, once each, in the order of the text.
fn ids(span: Span, text: &str, terms: &mut Terms) -> Vec<u32> {
    let mut out = Vec::new();
    for word in span.of(text).split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 3) {
        let lower = word.to_lowercase();
        if !is_light(&lower) {
            let id = terms.id(stem(&lower));
            if !out.contains(&id) && out.len() < WORDS {
                out.push(id);
            }
        }
    }
    out
}
