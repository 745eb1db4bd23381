//! The words of a quotation that stand without marks elsewhere: in a transcript, a release, an embedded post, a block quotation, or
//! in the writer's own sentence.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{At, mix, unit};
use crate::model::{ArticleIndex, Batch, Set, Span};
use crate::speech::{Overlap, Unit, Word, cover, overlap, words};

/// A passage outside marks.
pub struct Outside {
    /// Where it stands.
    pub article: ArticleIndex,
    /// The passage.
    pub span: Span,
}

/// Words in a run that must be the same.
const RUN: usize = 4;
/// Runs in more utterances than this say nothing.
const COMMON: usize = 32;

/// All passages outside marks that repeat an utterance, by its number; the lists of utterances gain those that had no partner.
pub fn find(
    batch: &Batch,
    spoken: &[Vec<Unit>],
    flat: &[At],
    lists: &mut Vec<Vec<usize>>,
) -> BTreeMap<usize, Vec<Outside>> {
    let mut index: Vec<(u64, u32)> = Vec::new();
    for (i, &at) in flat.iter().enumerate() {
        index.extend(runs(&unit(spoken, at).words).map(|h| (h, i as u32)));
    }
    index.sort_unstable();
    index.dedup();
    let utterances = Utterances { spoken, flat, index };
    let found: Vec<(usize, Outside)> = (0..batch.articles.len())
        .into_par_iter()
        .flat_map_iter(|a| utterances.outside(batch, a as ArticleIndex))
        .collect();
    let mut out: BTreeMap<usize, Vec<Outside>> = BTreeMap::new();
    for (i, passage) in found {
        out.entry(i).or_default().push(passage);
    }
    // An utterance without a partner among the marked ones makes a group with its passages.
    let partnered: BTreeSet<usize> = lists.iter().flatten().copied().collect();
    lists.extend(out.keys().filter(|unit| !partnered.contains(unit)).map(|&unit| vec![unit]));
    out
}

/// The utterances of the batch, with the runs of words in them: hash and utterance, sorted.
struct Utterances<'a> {
    spoken: &'a [Vec<Unit>],
    flat: &'a [At],
    index: Vec<(u64, u32)>,
}

impl Utterances<'_> {
    /// The passages of an article outside marks that repeat an utterance, with its number.
    fn outside(&self, batch: &Batch, article: ArticleIndex) -> Vec<(usize, Outside)> {
        let facts = &batch.articles[article as usize];
        let source = batch.sources.contains(&article);
        let mut out = Vec::new();
        for paragraph in facts.segments.paragraphs.iter().filter(|p| p.part.makes_claims()) {
            let free = outside_marks(facts, paragraph.span);
            if free.len() < RUN {
                continue;
            }
            let own: Set<u64> = free.iter().map(|w| w.hash).collect();
            for i in self.sharing(&free) {
                let words = &unit(self.spoken, self.flat[i]).words;
                // No alignment can find more equal words than both have.
                let matter = words.iter().filter(|w| w.content && own.contains(&w.hash)).count();
                if matter < if source { 2 } else { 3 } {
                    continue;
                }
                let known = batch.comparable(self.flat[i].0, article);
                let Some(o) = overlap(words, &free) else { continue };
                let span = cover(&free, o.b.clone());
                // Marked words between would make another passage of it, but the marks of a title or name would not.
                let torn = facts.quotes.iter().any(|q| !q.not_speech && span.overlaps(q.place.span));
                if torn || !(known || o.far()) || !repeats(&o, source) {
                    continue;
                }
                out.push((i, Outside { article, span }));
            }
        }
        out
    }

    /// The utterances that share a run with these words, ascending.
    fn sharing(&self, words: &[Word]) -> BTreeSet<usize> {
        let mut out = BTreeSet::new();
        for hash in runs(words) {
            let from = self.index.partition_point(|e| e.0 < hash);
            let found = self.index[from..].iter().take_while(|e| e.0 == hash).map(|e| e.1 as usize);
            if found.clone().nth(COMMON).is_none() {
                out.extend(found);
            }
        }
        out
    }
}

/// Whether a passage outside marks is the utterance, and not a sentence on the same matter. A source of a draft has its quotations
/// somewhere, so that less is asked there.
fn repeats(o: &Overlap, source: bool) -> bool {
    o.places <= 1 + o.equal / 5
        && (source && o.equal >= 6 && o.matter >= 2 && o.share() >= 75 && o.places <= 1
            || o.equal >= 6 && o.matter >= 3 && o.share() >= 66
            || o.whole && o.exact() && o.matter >= 3)
}

/// Hashes of the runs of words with at least one that carries matter.
fn runs(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    words
        .windows(RUN)
        .filter(|w| w.iter().any(|w| w.content))
        .map(|w| mix(&[w[0].hash, w[1].hash, w[2].hash, w[3].hash]))
}

/// The words of a paragraph that stand in no marks, or in those of a title or name.
fn outside_marks(facts: &crate::model::ArticleFacts, paragraph: Span) -> Vec<Word> {
    let first = facts.quotes.partition_point(|q| q.place.span.end() <= paragraph.start());
    let here = facts.quotes[first..].iter().take_while(|q| q.place.span.start() < paragraph.end());
    let marked: Vec<Span> = here.filter(|q| !q.not_speech).map(|q| q.place.span).collect();
    words(facts.text(), paragraph).into_iter().filter(|w| !marked.iter().any(|m| m.contains(w.span))).collect()
}
