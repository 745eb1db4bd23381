//! Whether two articles tell the same around two quotations: the words of the writers, or the quotations next to them, are alike. Two
//! short quotations that differ by a word are one remark there, and two remarks elsewhere.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Word, forms::stem, overlap, words};
use crate::lexicon;
use crate::model::{ArticleFacts, ArticleIndex, Batch, Span};

/// Words of matter that the paragraphs must share outside the marks.
const SHARED: usize = 3;
/// Shortest word that counts.
const LETTERS: usize = 4;

/// A quotation of the batch: its article, and its number there.
type At = (ArticleIndex, u32);

/// Whether two quotations of two articles are set alike.
#[must_use]
pub fn setting(batch: &Batch, a: At, b: At) -> bool {
    a.0 != b.0 && batch.comparable(a.0, b.0) && (beside(batch, a, b) || around(batch, a, b))
}

/// Whether the writers tell it in like words: those of the paragraph that stand in no marks, but for the speakers' names.
fn around(batch: &Batch, a: At, b: At) -> bool {
    let names: BTreeSet<String> = [a, b]
        .iter()
        .filter_map(|at| batch.speaker_name(at.0, at.1))
        .flat_map(|name| lexicon::words(name).into_iter().map(|w| stem(&w).to_owned()).collect::<Vec<_>>())
        .collect();
    let told = |at: At| told(&batch.articles[at.0 as usize], at.1);
    let (x, y) = (told(a), told(b));
    x.intersection(&y).filter(|w| !names.contains(*w)).take(SHARED).count() == SHARED
}

/// The stems of the words that a paragraph has outside its marks.
fn told(facts: &ArticleFacts, quote: u32) -> BTreeSet<String> {
    let Some(span) = facts.quotes.get(quote as usize).map(|q| q.place.span) else { return BTreeSet::new() };
    let Some(paragraph) = facts.segments.paragraph_at(span.start()).map(|p| p.span) else { return BTreeSet::new() };
    let marked = |s: Span| facts.quotes.iter().any(|q| q.place.span.contains(s));
    let all = words(facts.text(), paragraph);
    let telling = |w: &&Word| w.content && w.key.chars().count() >= LETTERS && !idle(&w.key) && !marked(w.span);
    all.iter().filter(telling).map(|w| stem(&w.key).to_owned()).collect()
}

/// What stands around any quotation: days, and the commonest verbs of saying.
fn idle(key: &str) -> bool {
    static IDLE: LazyLock<BTreeSet<&str>> =
        LazyLock::new(|| lexicon::entries(include_str!("../lexicon/data/idle_at_quotes.txt")).collect());
    key.ends_with("day") || IDLE.contains(key)
}

/// Words in a row that a neighbour must share.
const RUN: usize = 5;

/// Whether the quotation before or behind is one remark too.
fn beside(batch: &Batch, a: At, b: At) -> bool {
    let near = |at: At, behind: bool| {
        let facts = &batch.articles[at.0 as usize];
        let next = if behind { at.1.checked_add(1)? } else { at.1.checked_sub(1)? };
        let (here, there) = (facts.quotes.get(at.1 as usize)?.place, facts.quotes.get(next as usize)?.place);
        (here.paragraph.abs_diff(there.paragraph) <= 1).then(|| words(facts.text(), there.span))
    };
    [false, true].into_iter().any(|behind| {
        let (Some(x), Some(y)) = (near(a, behind), near(b, behind)) else { return false };
        overlap(&x, &y).is_some_and(|o| o.equal >= RUN && o.matter >= 2 && o.share() >= 75)
    })
}
