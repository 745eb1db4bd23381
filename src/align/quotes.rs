//! Quotations that are the same utterance: found by an index of word shingles, kept when they share a long, nearly identical run.
//!
//! Shingles are three words in a row with one that carries matter, and two words that carry matter with little between. What an
//! enormous number of quotations shares is no evidence and is left out, so that the cost stays near linear in the batch.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Aligner;
use crate::lexicon::speech::{Unit, Word, overlap, units};
use crate::model::{ArticleIndex, Batch, ClaimRef, Group, Kind, Member};

/// Groups quotations.
pub struct Quotes;

/// Shingles in more utterances than this say nothing.
const COMMON: usize = 64;

/// An utterance of the batch: article, and its number there.
type At = (ArticleIndex, u32);

impl Aligner for Quotes {
    fn id(&self) -> &'static str {
        "quotes"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let spoken: Vec<Vec<Unit>> = batch.articles.iter().map(units).collect();
        let flat: Vec<At> = spoken
            .iter()
            .enumerate()
            .flat_map(|(a, list)| (0..list.len() as u32).map(move |u| (a as ArticleIndex, u)))
            .collect();
        let mut groups = Sets::new(flat.len());
        for (i, j) in candidates(batch, &spoken, &flat) {
            let (x, y) = (unit(&spoken, flat[i]), unit(&spoken, flat[j]));
            let Some(o) = overlap(&x.words, &y.words) else { continue };
            let (a, b) = (flat[i].0, flat[j].0);
            let (qa, qb) = (
                x.quote_of(&batch.articles[a as usize], o.a.start),
                y.quote_of(&batch.articles[b as usize], o.b.start),
            );
            if o.same(batch.speakers((a, qa), (b, qb))) {
                groups.join(i, j);
            }
        }
        groups.list().into_iter().map(|list| group(batch, &spoken, &flat, &list)).collect()
    }
}

fn unit(spoken: &[Vec<Unit>], at: At) -> &Unit {
    &spoken[at.0 as usize][at.1 as usize]
}

/// Pairs of utterances that share a shingle, ascending, each once.
fn candidates(batch: &Batch, spoken: &[Vec<Unit>], flat: &[At]) -> BTreeSet<(usize, usize)> {
    let mut postings: HashMap<u64, Vec<u32>> = HashMap::new();
    let hashes: Vec<Vec<u64>> = flat.iter().map(|&at| shingles(&unit(spoken, at).words)).collect();
    for (i, list) in hashes.iter().enumerate() {
        for &h in list {
            postings.entry(h).or_default().push(i as u32);
        }
    }
    let mut pairs = BTreeSet::new();
    for (i, list) in hashes.iter().enumerate() {
        let found = list.iter().filter_map(|h| postings.get(h)).filter(|p| p.len() <= COMMON).flatten();
        for &j in found {
            let j = j as usize;
            if j > i && batch.comparable(flat[i].0, flat[j].0) {
                pairs.insert((i, j));
            }
        }
    }
    pairs
}

/// The shingles of an utterance, each once.
fn shingles(words: &[Word]) -> Vec<u64> {
    let mut out: Vec<u64> = Vec::new();
    for w in words.windows(3) {
        if w.iter().any(|w| w.content) {
            out.push(mix(&[w[0].hash, w[1].hash, w[2].hash]));
        }
    }
    let matter: Vec<(usize, u64)> =
        words.iter().enumerate().filter(|(_, w)| w.content).map(|(i, w)| (i, w.hash)).collect();
    for pair in matter.windows(2) {
        if pair[1].0 - pair[0].0 <= 4 {
            out.push(mix(&[pair[0].1, pair[1].1]));
        }
    }
    // A single word is a shingle where there is nothing else.
    if words.len() <= 2 {
        out.extend(matter.iter().map(|m| m.1));
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn mix(hashes: &[u64]) -> u64 {
    hashes.iter().fold(0x9e37_79b9_7f4a_7c15, |acc, &h| (acc.rotate_left(23) ^ h).wrapping_mul(0xff51_afd7_ed55_8ccd))
}

/// The group of some utterances.
fn group(batch: &Batch, spoken: &[Vec<Unit>], flat: &[At], list: &[usize]) -> Group {
    let mut members = Vec::new();
    for &i in list {
        let (article, _) = flat[i];
        let facts = &batch.articles[article as usize];
        for quote in unit(spoken, flat[i]).quotes.clone() {
            let span = facts.quotes[quote as usize].place.span;
            let value: Vec<String> = crate::lexicon::words(span.of(facts.text()));
            members.push(Member {
                claim: ClaimRef { article, kind: Kind::Quote, index: quote },
                span,
                value: value.join(" "),
            });
        }
    }
    let shortest = members.iter().map(|m| m.value.as_str()).min_by_key(|v| v.len()).unwrap_or_default();
    let about: Vec<&str> = shortest.split(' ').take(8).collect();
    Group { kind: Kind::Quote, about: about.join(" "), members, evidence: vec!["a run of the same words".into()] }
}

/// Disjoint sets.
struct Sets(Vec<usize>);

impl Sets {
    fn new(n: usize) -> Self {
        Sets((0..n).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, i: usize, j: usize) {
        let (x, y) = (self.root(i), self.root(j));
        self.0[x.max(y)] = x.min(y);
    }

    /// Sets of two and more.
    fn list(&mut self) -> Vec<Vec<usize>> {
        let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for i in 0..self.0.len() {
            out.entry(self.root(i)).or_default().push(i);
        }
        out.into_values().filter(|l| l.len() > 1).collect()
    }
}
