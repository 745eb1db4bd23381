//! Where the quotations of a draft stand in its sources: word for word, in other words, or nowhere.

use std::collections::BTreeMap;

use super::Context;
use super::utterances::{Pair, Passage, pairs, passages};
use super::wording::Class;
use crate::model::{ArticleIndex, Batch, ClaimRef, Kind, Span};
use crate::speech::{Word, cover, words};

/// A quotation of a draft.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The quotation.
    pub claim: ClaimRef,
    /// How many words it has.
    pub words: usize,
    /// What the sources have of it.
    pub found: Found,
}

/// What the sources have of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The same words, in marks or without.
    Verbatim(ArticleIndex, Span),
    /// Nearly the same words.
    Otherwise {
        /// Where.
        source: (ArticleIndex, Span),
        /// The worst difference.
        worst: Class,
        /// All differences in words, as seen from the draft.
        differences: Vec<String>,
    },
    /// Nothing like it.
    Nowhere,
}

/// Words from which on a quotation must stand in a source: shorter ones are scare quotes, titles and nicknames.
pub const SPOKEN: usize = 4;
/// Words that an ellipsis or a bracket may stand for.
const LEFT_OUT: usize = 120;

/// All quotations of the drafts that are speech, in order; none if the batch has no sources.
#[must_use]
pub fn quotations(context: &Context<'_>) -> Vec<Sourced> {
    let batch = context.batch;
    if batch.sources.is_empty() {
        return Vec::new();
    }
    let index = Index::new(batch);
    let near = near(context);
    let mut out = Vec::new();
    for (article, facts) in (0..).zip(&batch.articles).filter(|(a, _)| !batch.sources.contains(a)) {
        for (quote, n) in facts.quotes.iter().zip(0..).filter(|(q, _)| !q.not_speech) {
            let claim = ClaimRef { article, kind: Kind::Quote, index: n };
            let spoken = words(facts.text(), quote.place.span);
            let found = match (index.find(&spoken), near.get(&claim)) {
                (Some((source, span)), _) => Found::Verbatim(source, span),
                (None, Some(found)) => found.clone(),
                (None, None) => Found::Nowhere,
            };
            out.push(Sourced { claim, words: spoken.len(), found });
        }
    }
    out
}

/// For each quotation of a draft the wording of a source that comes nearest, by the groups.
fn near(context: &Context<'_>) -> BTreeMap<ClaimRef, Found> {
    let batch = context.batch;
    let source = |a: ArticleIndex| batch.sources.contains(&a);
    let mut best: BTreeMap<ClaimRef, (Class, Found)> = BTreeMap::new();
    for group in context.groups.iter().filter(|g| g.kind == Kind::Quote) {
        let (drafts, sources) = (
            group.members.iter().any(|m| !source(m.claim.article)),
            group.members.iter().any(|m| source(m.claim.article)),
        );
        if !(drafts && sources) {
            continue;
        }
        let passages = passages(group, context);
        for pair in pairs(&passages, context) {
            let (mine, theirs) = match (source(passages[pair.a].article), source(passages[pair.b].article)) {
                (false, true) => (pair.a, pair.b),
                (true, false) => (pair.b, pair.a),
                _ => continue,
            };
            for index in passages[mine].unit.quotes.clone() {
                let claim = ClaimRef { article: passages[mine].article, kind: Kind::Quote, index };
                let Some((worst, found)) = side(&pair, mine, theirs, &passages, claim, batch) else { continue };
                if best.get(&claim).is_none_or(|(w, _)| worst < *w) {
                    best.insert(claim, (worst, found));
                }
            }
        }
    }
    best.into_iter().map(|(claim, (_, found))| (claim, found)).collect()
}

/// What a pair says of one quotation of the draft's passage; `None` if the pair does not reach it.
fn side(
    pair: &Pair,
    mine: usize,
    theirs: usize,
    passages: &[Passage],
    claim: ClaimRef,
    batch: &Batch,
) -> Option<(Class, Found)> {
    let first = pair.a == mine;
    let (here, there) = if first { (&pair.overlap.a, &pair.overlap.b) } else { (&pair.overlap.b, &pair.overlap.a) };
    let unit = &passages[mine].unit;
    let quote = batch.articles[claim.article as usize].quotes[claim.index as usize].place.span;
    // The words of the passage that stand in this quotation; a word missing at its end belongs to it.
    let from = unit.words.partition_point(|w| w.span.start() < quote.start());
    let to = unit.words.partition_point(|w| w.span.start() < quote.end());
    if here.start >= to || here.end <= from {
        return None;
    }
    let differs: Vec<_> = pair
        .differences
        .iter()
        .filter(|d| {
            let r = if first { &d.a } else { &d.b };
            r.start < to && r.end > from || r.is_empty() && from <= r.start && r.start <= to
        })
        .collect();
    let worst = differs.iter().map(|d| d.class).max().unwrap_or(Class::Lawful);
    let source = (passages[theirs].article, passages[theirs].unit.span(there.clone()));
    let found = if worst == Class::Lawful {
        Found::Verbatim(source.0, source.1)
    } else {
        let said = |d: &&super::wording::Difference| if first { d.said.clone() } else { d.other.clone() };
        let differences = differs.iter().filter(|d| d.class > Class::Lawful).map(said).collect();
        Found::Otherwise { source, worst, differences }
    };
    Some((worst, found))
}

/// All words of the sources, to look runs of them up.
struct Index {
    texts: Vec<(ArticleIndex, Vec<Word>)>,
    /// Hash of a word, text, place in the text; sorted.
    postings: Vec<(u64, u32, u32)>,
}

impl Index {
    fn new(batch: &Batch) -> Self {
        let mut texts = Vec::new();
        for &article in &batch.sources {
            let facts = &batch.articles[article as usize];
            let claims = facts.segments.paragraphs.iter().filter(|p| p.part.makes_claims());
            texts.push((article, claims.flat_map(|p| words(facts.text(), p.span)).collect::<Vec<_>>()));
        }
        let mut postings: Vec<(u64, u32, u32)> =
            (0..).zip(&texts).flat_map(|(t, (_, list))| (0..).zip(list).map(move |(i, w)| (w.hash, t, i))).collect();
        postings.sort_unstable();
        Index { texts, postings }
    }

    /// Where a source has these words in a row; an ellipsis or a bracket may stand for others.
    fn find(&self, spoken: &[Word]) -> Option<(ArticleIndex, Span)> {
        let mut pieces: Vec<&[Word]> = Vec::new();
        let mut start = 0;
        for i in 0..=spoken.len() {
            let cut = i == spoken.len() || spoken[i].after_gap || spoken[i].bracketed;
            if cut && start < i {
                pieces.push(&spoken[start..i]);
            }
            if cut {
                start = if spoken.get(i).is_some_and(|w| w.bracketed) { i + 1 } else { i };
            }
        }
        let (first, rest) = pieces.split_first()?;
        let from = self.postings.partition_point(|p| p.0 < first[0].hash);
        self.postings[from..].iter().take_while(|p| p.0 == first[0].hash).find_map(|&(_, text, at)| {
            let (article, list) = &self.texts[text as usize];
            let at = at as usize;
            let mut end = stands(list, at, first).then_some(at + first.len())?;
            for piece in rest {
                let next = (end..list.len().min(end + LEFT_OUT)).find(|&i| stands(list, i, piece))?;
                end = next + piece.len();
            }
            Some((*article, cover(list, at..end)))
        })
    }
}

fn stands(list: &[Word], at: usize, piece: &[Word]) -> bool {
    list.get(at..at + piece.len()).is_some_and(|w| w.iter().zip(piece).all(|(x, y)| x.hash == y.hash))
}
