//! How near two neighbouring articles are to each other: reports of one event, or of one topic.
//!
//! Neighbours are articles with like words. Among two reports of one event, figures and days that stand in like sentences are
//! mostly one fact; among two reports of one topic (a poll each, the markets on two days) they mostly are two. What tells the
//! two apart are the days on which they were written, and words that both took from one mouth or one wire.

use crate::model::{ArticleFacts, Batch, Map, Part};

/// Words in a run that two articles hardly write by chance.
const RUN: usize = 8;

/// The nearness of two articles, in two signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closeness {
    /// Days between the two, if both have a date.
    pub days: Option<i32>,
    /// Runs of eight words that both have.
    pub runs: u32,
}

impl Closeness {
    /// One article beside itself.
    pub const SELF: Self = Self { days: Some(0), runs: u32::MAX };
}

/// What is asked again and again of the articles of a batch.
pub struct Articles<'a> {
    batch: &'a Batch,
    runs: Vec<Vec<u32>>,
}

impl<'a> Articles<'a> {
    /// Prepares the articles that have neighbours.
    pub fn new(batch: &'a Batch) -> Self {
        let all = || batch.articles.iter().enumerate();
        let lonely = |i: usize| batch.neighbours[i].is_empty();
        let mut words = Map::default();
        Self { batch, runs: all().map(|(i, f)| if lonely(i) { Vec::new() } else { runs(f, &mut words) }).collect() }
    }

    /// How near articles `a` and `b` are.
    pub fn closeness(&self, a: u32, b: u32) -> Closeness {
        if a == b {
            return Closeness::SELF;
        }
        let days = self.batch.days_apart(a, b);
        Closeness { days, runs: shared(&self.runs[a as usize], &self.runs[b as usize]) }
    }
}

/// The runs of words of the story, as hashes, sorted.
fn runs(facts: &ArticleFacts, words: &mut Map<Box<str>, u32>) -> Vec<u32> {
    let mut out = Vec::new();
    let mut ids: Vec<u32> = Vec::new();
    let story = facts.segments.paragraphs.iter().filter(|p| matches!(p.part, Part::Lede | Part::Body));
    for paragraph in story {
        ids.clear();
        let text = paragraph.span.of(facts.text());
        ids.extend(text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| {
            if let Some(&id) = words.get(w) {
                return id;
            }
            let id = words.len() as u32;
            words.insert(w.into(), id);
            id
        }));
        out.extend(ids.windows(RUN).map(hash));
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn hash(run: &[u32]) -> u32 {
    let all = run.iter().fold(0u64, |h, &w| (h ^ u64::from(w)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29));
    (all >> 32) as u32
}

/// How many entries two sorted lists have in common.
fn shared(a: &[u32], b: &[u32]) -> u32 {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_once_and_only_where_all_words_are_shared() {
        assert_eq!(shared(&[1, 3, 5, 9], &[2, 3, 4, 9]), 2);
        assert_eq!(shared(&[], &[1]), 0);
        assert_ne!(hash(&[1, 2, 3]), hash(&[3, 2, 1]));
    }
}
