//! Articles that hold much of one another's text tell one story, whatever their dates say: a stamp may be wrong, and a story may be
//! printed again.
//!
//! A sample of the seven-word shingles of each article is looked up in one table, so that the cost is near linear in the batch.

use std::collections::BTreeMap;

use super::witness::shingles;
use crate::model::{ArticleFacts, Batch, Part};

/// Words in a shingle.
const SHINGLE: usize = 7;
/// One shingle of so many is kept.
const SAMPLE: u64 = 4;
/// A shingle of more articles than this is boilerplate.
const COMMON: usize = 12;
/// So many kept shingles must be in both articles,
const ENOUGH: usize = 5;
/// and so many hundredths of those of the shorter one: the small print of a poll is no story.
const SHARE: usize = 20;

/// Makes neighbours of articles that share much text.
pub fn join(batch: &mut Batch) {
    let mut table: Vec<(u64, u32)> = Vec::new();
    let mut sizes = Vec::with_capacity(batch.articles.len());
    for (i, facts) in (0..).zip(&batch.articles) {
        let sample = sample(&story(facts));
        sizes.push(sample.len());
        table.extend(sample.into_iter().map(|hash| (hash, i)));
    }
    table.sort_unstable();
    let mut shared: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for run in table.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() <= COMMON) {
        for (k, x) in run.iter().enumerate() {
            for y in &run[k + 1..] {
                *shared.entry((x.1, y.1)).or_default() += 1;
            }
        }
    }
    for ((a, b), count) in shared {
        let smaller = sizes[a as usize].min(sizes[b as usize]);
        if count >= ENOUGH && count * 100 >= smaller * SHARE {
            for (x, y) in [(a, b), (b, a)] {
                let list = &mut batch.neighbours[x as usize];
                if let Err(at) = list.binary_search(&y) {
                    list.insert(at, y);
                }
            }
        }
    }
}

/// The paragraphs of the story: what stands around it on the page is the page's.
fn story(facts: &ArticleFacts) -> String {
    let own = facts.segments.paragraphs.iter().filter(|p| matches!(p.part, Part::Lede | Part::Body));
    own.map(|p| p.span.of(facts.text())).collect::<Vec<_>>().join("\n")
}

/// The sampled shingles of a text, once each, ascending.
fn sample(text: &str) -> Vec<u64> {
    let mut kept = shingles(text, SHINGLE);
    kept.retain(|h| h % SAMPLE == 0);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_the_same_wherever_the_words_stand() {
        let body: String = (0..300).map(|i| format!("word{} ", i * 7 % 101)).collect();
        let (whole, after) = (sample(&body), sample(&format!("By our own reporter. {body}")));
        assert!(whole.len() > 10 && whole.iter().all(|h| after.binary_search(h).is_ok()));
        assert!(sample("too short").is_empty());
    }
}
