//! Quotations that are the same utterance: found by an index of word shingles, kept when they share a long, nearly identical run.
//!
//! Shingles are three words in a row with one that carries matter, and two words that carry matter with little between. What an
//! enormous number of quotations shares is no evidence and is left out, so that the cost stays near linear in the batch.

use std::collections::BTreeMap;

use rayon::prelude::*;

mod unmarked;

use self::unmarked::Outside;
use super::Aligner;
use crate::model::{ArticleIndex, Batch, ClaimRef, Group, Kind, Member, Part};
use crate::speech::{Unit, Word, apart, echo, overlap, setting, stands, units, utterances, words};

/// Groups quotations.
pub struct Quotes;

/// Shingles in more utterances than this say nothing.
const COMMON: usize = 64;
/// Shared shingles from which on two articles need not be neighbours.
const FAR: u32 = 6;
/// Longest sentence that gets extra shingles.
const SHORT: usize = 12;

/// An utterance of the batch: article, and its number there.
type At = (ArticleIndex, u32);

impl Aligner for Quotes {
    fn id(&self) -> &'static str {
        "quotes"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let spoken: Vec<Vec<Unit>> = batch.articles.par_iter().map(units).collect();
        let flat: Vec<At> = spoken
            .iter()
            .enumerate()
            .flat_map(|(a, list)| (0..list.len() as u32).map(move |u| (a as ArticleIndex, u)))
            .collect();
        let one: Vec<(u32, u32, u32)> = candidates(&spoken, &flat)
            .into_par_iter()
            .filter(|&(i, j, shared)| one_utterance(batch, &spoken, (flat[i as usize], flat[j as usize]), shared))
            .collect();
        let mut groups = Sets::new(flat.len());
        for (i, j, _) in one {
            groups.join(i as usize, j as usize);
        }
        for (i, j) in echoes(batch, &spoken, &flat) {
            groups.join(i, j);
        }
        let mut lists = groups.list();
        let outside = unmarked::find(batch, &spoken, &flat, &mut lists);
        lists.into_iter().map(|list| group(batch, &spoken, &flat, &list, &outside)).collect()
    }
}

/// Whether two utterances that share so many shingles are the same one.
fn one_utterance(batch: &Batch, spoken: &[Vec<Unit>], at: (At, At), shared: u32) -> bool {
    let (a, b) = (at.0.0, at.1.0);
    let neighbours = batch.comparable(a, b);
    if !neighbours && shared < FAR {
        return false;
    }
    let (x, y) = (unit(spoken, at.0), unit(spoken, at.1));
    let Some(o) = overlap(&x.words, &y.words) else { return false };
    if !neighbours && !o.far() {
        return false;
    }
    let quote_x = x.quote_of(&batch.articles[a as usize], o.a.start);
    let quote_y = y.quote_of(&batch.articles[b as usize], o.b.start);
    let (first, second) = ((a, quote_x), (b, quote_y));
    let found = utterances(&x.words, &y.words, batch.speakers(first, second), &|| setting(batch, first, second));
    found.iter().any(|o| !apart(batch, first, second, o))
}

fn unit(spoken: &[Vec<Unit>], at: At) -> &Unit {
    &spoken[at.0 as usize][at.1 as usize]
}

/// Words in the marks of a headline, and the quotations of the story that they are made from, where they do not stand as they are.
fn echoes(batch: &Batch, spoken: &[Vec<Unit>], flat: &[At]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (i, &at) in flat.iter().enumerate() {
        let (facts, headline) = (&batch.articles[at.0 as usize], unit(spoken, at));
        let displayed = |u: &Unit| facts.quotes[u.quotes.start as usize].place.part == Part::Headline;
        if !displayed(headline) {
            continue;
        }
        let found: Vec<usize> = (i + 1..flat.len())
            .take_while(|&j| flat[j].0 == at.0)
            .filter(|&j| {
                !displayed(unit(spoken, flat[j])) && echo(&headline.words, &unit(spoken, flat[j]).words).is_some()
            })
            .collect();
        let body = facts.segments.paragraphs.iter().filter(|p| p.part != Part::Headline);
        if !found.is_empty() && !body.into_iter().any(|p| stands(&headline.words, &words(facts.text(), p.span))) {
            out.extend(found.into_iter().map(|j| (i, j)));
        }
    }
    out
}

/// Pairs of utterances that share a shingle, with the number of shared ones, ascending, each once.
fn candidates(spoken: &[Vec<Unit>], flat: &[At]) -> Vec<(u32, u32, u32)> {
    let mut single: Vec<u64> = flat
        .iter()
        .map(|&at| &unit(spoken, at).words)
        .filter(|w| w.len() <= 2)
        .flat_map(|w| w.iter().filter(|w| w.content).map(|w| w.hash))
        .collect();
    single.sort_unstable();
    single.dedup();
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for (i, &at) in flat.iter().enumerate() {
        postings.extend(shingles(&unit(spoken, at).words, &single).into_iter().map(|h| (h, i as u32)));
    }
    postings.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for list in postings.chunk_by(|x, y| x.0 == y.0).filter(|l| l.len() <= COMMON) {
        for (n, x) in list.iter().enumerate() {
            pairs.extend(list[n + 1..].iter().map(|y| (x.1, y.1)));
        }
    }
    pairs.sort_unstable();
    pairs.chunk_by(|x, y| x == y).map(|same| (same[0].0, same[0].1, same.len() as u32)).collect()
}

/// The shingles of an utterance, each once. `single` are words that stand alone in marks somewhere, sorted.
fn shingles(words: &[Word], single: &[u64]) -> Vec<u64> {
    let mut out: Vec<u64> = Vec::new();
    for w in words.windows(3) {
        if w.iter().any(|w| w.content) {
            out.push(mix(&[w[0].hash, w[1].hash, w[2].hash]));
        }
    }
    for w in words.windows(4) {
        out.push(mix(&[w[0].hash, w[1].hash, w[2].hash, w[3].hash]));
    }
    let matter: Vec<(usize, u64)> =
        words.iter().enumerate().filter(|(_, w)| w.content).map(|(i, w)| (i, w.hash)).collect();
    for pair in matter.windows(2) {
        if pair[1].0 - pair[0].0 <= 4 {
            out.push(mix(&[pair[0].1, pair[1].1]));
        }
    }
    // A short sentence has few shingles, and one changed word breaks most of them: pairs of near words help.
    let mut start = 0;
    for end in 1..=words.len() {
        if end < words.len() && !words[end].starts_sentence {
            continue;
        }
        let sentence = &words[start..end];
        if (4..=SHORT).contains(&sentence.len()) {
            for (i, x) in sentence.iter().enumerate() {
                let near = sentence.iter().enumerate().skip(i + 2).take(3);
                out.extend(
                    near.filter(|(_, y)| x.content || y.content).map(|(j, y)| mix(&[x.hash, y.hash, (j - i) as u64])),
                );
            }
        }
        start = end;
    }
    out.extend(matter.iter().map(|m| m.1).filter(|h| single.binary_search(h).is_ok()));
    out.sort_unstable();
    out.dedup();
    out
}

fn mix(hashes: &[u64]) -> u64 {
    hashes.iter().fold(0x9e37_79b9_7f4a_7c15, |acc, &h| (acc.rotate_left(23) ^ h).wrapping_mul(0xff51_afd7_ed55_8ccd))
}

/// The group of some utterances.
fn group(
    batch: &Batch,
    spoken: &[Vec<Unit>],
    flat: &[At],
    list: &[usize],
    outside: &BTreeMap<usize, Vec<Outside>>,
) -> Group {
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
    for passage in list.iter().filter_map(|unit| outside.get(unit)).flatten() {
        let claim = ClaimRef { article: passage.article, kind: Kind::Statement, index: passage.span.start() };
        let text = passage.span.of(batch.articles[passage.article as usize].text());
        members.push(Member { claim, span: passage.span, value: crate::lexicon::words(text).join(" ") });
    }
    let shortest = members.iter().map(|m| m.value.as_str()).min_by_key(|v| v.len()).unwrap_or_default();
    let about: Vec<&str> = shortest.split(' ').take(8).collect();
    Group {
        kind: Kind::Quote,
        about: about.join(" "),
        members,
        evidence: vec!["a run of the same words".into()],
        clashes: Vec::new(),
    }
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
