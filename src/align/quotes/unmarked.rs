//! The words of a quotation that stand without marks elsewhere: in a transcript, a release, an embedded post, a block quotation, or
//! in the writer's own sentence.

use std::collections::BTreeMap;

use super::{At, mix, unit};
use crate::model::{ArticleIndex, Batch, Span};
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
    let mut out: BTreeMap<usize, Vec<Outside>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        let article = article as ArticleIndex;
        for paragraph in facts.segments.paragraphs.iter().filter(|p| p.part.makes_claims()) {
            let free = outside_marks(facts, paragraph.span);
            if free.len() < RUN {
                continue;
            }
            let mut hits: BTreeMap<u32, usize> = BTreeMap::new();
            for hash in runs(&free) {
                let from = index.partition_point(|e| e.0 < hash);
                let found = index[from..].iter().take_while(|e| e.0 == hash).take(COMMON + 1).collect::<Vec<_>>();
                if found.len() <= COMMON {
                    found.iter().for_each(|e| *hits.entry(e.1).or_default() += 1);
                }
            }
            for (i, _) in hits {
                let i = i as usize;
                let known = batch.comparable(flat[i].0, article);
                let Some(o) = overlap(&unit(spoken, flat[i]).words, &free) else { continue };
                let span = cover(&free, o.b.clone());
                // Marked words between would make another passage of it.
                let torn = facts.quotes.iter().any(|q| span.overlaps(q.place.span));
                let source = batch.sources.contains(&article);
                if torn || !(known || o.far()) || !repeats(&o, source) {
                    continue;
                }
                out.entry(i).or_default().push(Outside { article, span });
            }
        }
    }
    // An utterance without a partner among the marked ones makes a group with its passages.
    let partnered: std::collections::BTreeSet<usize> = lists.iter().flatten().copied().collect();
    lists.extend(out.keys().filter(|unit| !partnered.contains(unit)).map(|&unit| vec![unit]));
    out
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

/// The words of a paragraph that stand in no marks.
fn outside_marks(facts: &crate::model::ArticleFacts, paragraph: Span) -> Vec<Word> {
    let first = facts.quotes.partition_point(|q| q.place.span.end() <= paragraph.start());
    let marked: Vec<Span> =
        facts.quotes[first..].iter().map(|q| q.place.span).take_while(|s| s.start() < paragraph.end()).collect();
    words(facts.text(), paragraph).into_iter().filter(|w| !marked.iter().any(|m| m.contains(w.span))).collect()
}
