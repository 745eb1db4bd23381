//! How alike the events of two dates are: the words the dates hang on, who takes part, the rare words around.

use std::collections::HashMap;

use crate::align::context::{Match, Shared, common, who};
use crate::align::witness::shingles;
use crate::lexicon::stems::stem;
use crate::lexicon::synonyms::is_light;
use crate::lexicon::units::fit;
use crate::model::{ArticleFacts, ClaimRef, DateClaim, Figure, Fit, Span, ln};

/// Months as they are cut short.
const MONTHS: [&str; 13] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// Ids of stems over a batch.
#[derive(Default)]
pub struct Stems {
    ids: HashMap<Box<str>, u32>,
}

impl Stems {
    fn id(&mut self, lemma: &str) -> u32 {
        let stem = stem(lemma);
        if let Some(&id) = self.ids.get(stem) {
            return id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(stem.into(), id);
        id
    }
}

/// A date with the words around it.
pub struct Item<'a> {
    /// The claim.
    pub claim: ClaimRef,
    /// The date.
    pub date: &'a DateClaim,
    /// The words it hangs on, nearest first, and whether each is a light one.
    heads: Vec<(u32, bool)>,
    /// Stems of all words around with their weights, sorted.
    terms: Vec<(u32, f32)>,
    /// Stems of the participants, sorted.
    parts: Vec<u32>,
    /// Sums and measures of its sentence.
    sums: Vec<&'a Figure>,
    /// Runs of words that are quoted as said on this day, as hashes, sorted.
    said: Vec<u64>,
}

/// So many words in a row, put in quotation marks by both, are one remark.
const REMARK: usize = 7;

impl<'a> Item<'a> {
    /// The words around a date.
    pub fn new(claim: ClaimRef, date: &'a DateClaim, facts: &'a ArticleFacts, stems: &mut Stems) -> Self {
        let mut terms: Vec<(u32, f32)> = Vec::new();
        let mut parts = Vec::new();
        let mut add = |lemma: &str, weight: f32, part: bool| {
            // "nov." says no more than "november"
            if is_light(lemma)
                || lemma.ends_with('.') && lemma.len() <= 5 && MONTHS.contains(&lemma.trim_end_matches('.'))
                || !lemma.chars().any(char::is_alphabetic)
            {
                return;
            }
            let id = stems.id(lemma);
            match terms.iter_mut().find(|t| t.0 == id) {
                Some(t) => t.1 = t.1.max(weight),
                None => terms.push((id, weight)),
            }
            if part {
                parts.push(id);
            }
        };
        let (event, frame) = (&date.event, &date.frame);
        event.heads.iter().for_each(|l| add(l, 1.2, false));
        event.parts.iter().for_each(|l| add(l, 1.15, true));
        frame.subject.iter().chain(&frame.objects).for_each(|l| add(l, 1.1, true));
        frame.context.iter().enumerate().for_each(|(rank, l)| add(l, if rank < 5 { 1.0 } else { 0.7 }, false));
        terms.sort_by_key(|t| t.0);
        parts.sort_unstable();
        parts.dedup();
        let heads = event.heads.iter().map(|l| (stems.id(l), is_light(l))).collect();
        let figures = &facts.figures;
        let first = figures.partition_point(|f| f.place.span.start() < date.place.sentence.start());
        let beside = figures[first..].iter().take_while(|f| f.place.span.start() < date.place.sentence.end());
        let sums = beside.filter(|f| f.comparable && f.unit.is_some()).take(8).collect();
        Self { claim, date, heads, terms, parts, sums, said: said(date, facts) }
    }

    /// Whether both are the day on which the same words were said.
    pub fn same_words(&self, other: &Self) -> bool {
        self.said.iter().any(|s| other.said.binary_search(s).is_ok())
    }

    /// Whether the sentences of two dates give the same sum or measure.
    pub fn same_sums(&self, other: &Self) -> bool {
        let mut fits = self.sums.iter().flat_map(|f| other.sums.iter().filter_map(|g| fit(f, g)));
        fits.any(Fit::agrees)
    }

    /// Whether the sentences of two dates give different sums or measures of one kind: what was paid in May and what was paid in
    /// June are two payments.
    pub fn other_sums(&self, other: &Self) -> bool {
        let mut fits = self.sums.iter().flat_map(|f| other.sums.iter().filter_map(|g| fit(f, g))).peekable();
        fits.peek().is_some() && !fits.any(Fit::agrees)
    }
}

/// The words quoted in the sentence of a date on which something was said.
fn said(date: &DateClaim, facts: &ArticleFacts) -> Vec<u64> {
    if !date.event.saying || date.place.quoted {
        return Vec::new();
    }
    let first = facts.quotes.partition_point(|q| q.place.span.end() <= date.place.sentence.start());
    let beside = facts.quotes[first..].iter().take_while(|q| q.place.span.start() < date.place.sentence.end());
    let mut out: Vec<u64> =
        beside.filter(|q| !q.not_speech).flat_map(|q| shingles(q.place.span.of(facts.text()), REMARK)).collect();
    out.sort_unstable();
    out
}

/// In how many sentences (with dates) of an article each stem stands.
#[derive(Clone, Debug, Default)]
pub struct Rarity {
    sentences: u32,
    found: HashMap<u32, u32>,
}

impl Rarity {
    /// Counts each sentence once, however many dates it has.
    pub fn new(items: &[Item<'_>]) -> Self {
        let mut by_sentence: HashMap<Span, Vec<u32>> = HashMap::new();
        for item in items {
            by_sentence.entry(item.date.place.sentence).or_default().extend(item.terms.iter().map(|t| t.0));
        }
        let mut out = Self { sentences: by_sentence.len() as u32, found: HashMap::new() };
        for ids in by_sentence.values_mut() {
            ids.sort_unstable();
            ids.dedup();
            for &id in ids.iter() {
                *out.found.entry(id).or_default() += 1;
            }
        }
        out
    }
}

/// How alike two events are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Likeness {
    /// Weight of the shared words, rare ones counting for more.
    pub weight: f32,
    /// The same as a share of all words of the smaller side.
    pub share: f32,
    /// How many words are shared.
    pub count: u32,
    /// How near the same word stands to both dates: 1 where both hang on it, 0 where there is none.
    pub head: f32,
    /// How many participants are shared.
    pub parts: u32,
    /// Names among the subjects.
    pub who: i8,
    /// All of it as one figure.
    pub score: f32,
}

/// Compares the events of two dates; `one` says that they stand in one article.
pub fn likeness(a: &Item<'_>, b: &Item<'_>, ra: &Rarity, rb: &Rarity, one: bool) -> Likeness {
    let sentences = if one { ra.sentences } else { ra.sentences + rb.sentences } as f32 + 20.0;
    let rarity = |id: u32| {
        let of = |r: &Rarity| r.found.get(&id).copied().unwrap_or(0);
        let found = if one { of(ra) } else { of(ra) + of(rb) }.max(1) as f32;
        ln(f64::from(1.0 + sentences / (found + 1.0))) as f32
    };
    let Shared { weight, share, count } = common(&a.terms, &b.terms, rarity);
    let mut out = Likeness { weight, share, count, ..Likeness::default() };
    for (i, &(x, light)) in a.heads.iter().enumerate() {
        for (j, &(y, _)) in b.heads.iter().enumerate() {
            if x == y {
                let worth = if light { 0.4 } else { 1.0 };
                out.head = out.head.max(worth / (1.0 + 0.35 * (i + j) as f32));
            }
        }
    }
    out.parts = a.parts.iter().filter(|p| b.parts.binary_search(p).is_ok()).count() as u32;
    out.who = match who(&a.date.frame.who, &b.date.frame.who) {
        Match::Same => 1,
        Match::Unknown => 0,
        Match::Different => -1,
    };
    let who = match out.who {
        1 => 0.4,
        0 => 0.0,
        _ => -0.8,
    };
    out.score = 0.25 * out.weight.min(16.0) + 3.0 * out.share + 1.5 * out.head + 0.25 * out.parts.min(4) as f32 + who;
    out
}
