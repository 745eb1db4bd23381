//! How alike the events of two dates are: the words the dates hang on, who takes part, the rare words around, and how the sentences
//! run once the dates are cut out of them. No date is looked at: two that differ are as like as two that are the same.

use std::collections::HashMap;

use crate::align::context::{Match, Shared, common, who};
use crate::lexicon::stems::stem;
use crate::lexicon::synonyms::is_light;
use crate::model::{ClaimRef, DateClaim, Span};

/// Months as they are cut short.
const MONTHS: [&str; 13] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// Ids of stems over a batch.
#[derive(Default)]
pub struct Stems {
    ids: HashMap<Box<str>, u32>,
    words: HashMap<Box<str>, u32>,
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

    /// The id of a word as it is written.
    fn word(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.words.get(word) {
            return id;
        }
        let id = self.words.len() as u32;
        self.words.insert(word.into(), id);
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
    /// How the sentence runs.
    wording: Wording,
}

/// The sentence of a date, word for word, with a slot for the date.
#[derive(Clone, Debug, Default)]
struct Wording {
    /// The words before the date, the nearest first.
    before: Vec<u32>,
    /// The words after it, the nearest first.
    after: Vec<u32>,
    /// Stems of the words of substance at most [`BESIDE`] words off, sorted.
    beside: Vec<u32>,
    /// Pairs of words that follow each other, sorted, each once.
    pairs: Vec<(u32, u32)>,
}

impl Wording {
    fn new(date: &DateClaim, text: &str, stems: &mut Stems) -> Self {
        let (sentence, span) = (date.place.sentence, date.place.span);
        let words = |from: u32, to: u32| {
            let part = text.get(from as usize..to as usize).unwrap_or_default();
            let words = part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.map(str::to_lowercase).collect::<Vec<String>>()
        };
        let (mut left, right) = (words(sentence.start(), span.start()), words(span.end(), sentence.end()));
        let pairs = [&left, &right].into_iter().flat_map(|list| list.windows(2));
        let mut pairs: Vec<(u32, u32)> = pairs.map(|w| (stems.word(&w[0]), stems.word(&w[1]))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        left.reverse();
        let near = left.iter().take(BESIDE).chain(right.iter().take(BESIDE));
        let mut beside: Vec<u32> = near.filter(|w| !is_light(w)).map(|w| stems.id(w)).collect();
        beside.sort_unstable();
        beside.dedup();
        let mut ids = |list: &[String]| list.iter().take(RUN).map(|w| stems.word(w)).collect();
        Self { before: ids(&left), after: ids(&right), beside, pairs }
    }
}

/// Words of a sentence this far from the date stand beside it.
const BESIDE: usize = 6;
/// Words on either side of a date that are compared one by one.
const RUN: usize = 8;

impl<'a> Item<'a> {
    /// The words around a date of the article with this text.
    pub fn new(claim: ClaimRef, date: &'a DateClaim, text: &str, stems: &mut Stems) -> Self {
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
        let wording = Wording::new(date, text, stems);
        Self { claim, date, heads, terms, parts, wording }
    }
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
    /// How many words run alike on either side of the dates, without a break.
    pub run: u32,
    /// How many words of substance stand beside both dates.
    pub beside: u32,
    /// Share of the shorter sentence whose words follow each other as in the longer one.
    pub twin: f32,
    /// All of it as one figure: log-odds, measured on labelled stories, of two dates being of one event.
    pub score: f32,
}

/// Compares the events of two dates; `one` says that they stand in one article.
pub fn likeness(a: &Item<'_>, b: &Item<'_>, ra: &Rarity, rb: &Rarity, one: bool) -> Likeness {
    let sentences = if one { ra.sentences } else { ra.sentences + rb.sentences } as f32 + 20.0;
    let rarity = |id: u32| {
        let of = |r: &Rarity| r.found.get(&id).copied().unwrap_or(0);
        let found = if one { of(ra) } else { of(ra) + of(rb) }.max(1) as f32;
        (1.0 + sentences / (found + 1.0)).ln()
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
    wording(&mut out, &a.wording, &b.wording);
    let breadth = |d: &DateClaim| d.width().map(super::breadth);
    let yes = |b: bool| if b { 1.0 } else { 0.0 };
    out.score = -8.54
        + 0.31 * out.weight.min(20.0)
        + out.head
        + 0.86 * f32::from(out.who)
        + 0.39 * out.run.min(8) as f32
        + 0.29 * out.beside.min(6) as f32
        + 2.39 * out.twin
        + 1.9 * yes(breadth(a.date) == breadth(b.date))
        + 1.98 * yes(end(a.date) == end(b.date))
        + 0.52 * yes(a.date.place.paragraph <= 2 && b.date.place.paragraph <= 2);
    out
}

/// Lays two sentences side by side.
fn wording(out: &mut Likeness, a: &Wording, b: &Wording) {
    let run = |x: &[u32], y: &[u32]| x.iter().zip(y).take_while(|(p, q)| p == q).count() as u32;
    out.run = run(&a.before, &b.before) + run(&a.after, &b.after);
    out.beside = a.beside.iter().filter(|w| b.beside.binary_search(w).is_ok()).count() as u32;
    let (short, long) = if a.pairs.len() <= b.pairs.len() { (&a.pairs, &b.pairs) } else { (&b.pairs, &a.pairs) };
    let shared = short.iter().filter(|p| long.binary_search(p).is_ok()).count();
    out.twin = shared as f32 / short.len().max(1) as f32;
}

/// Which end of a span a date is: its beginning, its end, a bound, or the date itself.
pub fn end(d: &DateClaim) -> u8 {
    match d.preposition.as_deref() {
        Some("since" | "from" | "between") => 1,
        Some("until" | "till" | "to" | "through") => 2,
        Some("by" | "before") => 3,
        Some("after" | "following") => 4,
        _ => 0,
    }
}
