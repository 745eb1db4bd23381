//! Where two runs of words are one: the best local alignment (Smith and Waterman), in linear memory, and how sure that makes us
//! that both are the same remark.

use std::ops::Range;

use similar::DiffOp;

use super::Word;
use crate::model::{Set, Speakers};

/// Points for an equal word that carries matter, and for one that does not.
const MATTER: i32 = 8;
const GRAMMAR: i32 = 4;
/// Points lost for a word that only one side has, and for two different words in one place.
const GAP: i32 = 3;
const GAP_ON: i32 = 2;
const SWAP: i32 = 4;
/// Pairs of words beyond which the longer run is cut: a guard against enormous quotations.
const CELLS: usize = 4_000_000;
/// Longest different beginning or end that is still taken for the same sentence differently reported.
const SHORT_EDGE: usize = 4;

/// The stretch that two runs of words share, small differences included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// The words of the first run.
    pub a: Range<usize>,
    /// The words of the second run.
    pub b: Range<usize>,
    /// The score of the alignment.
    pub score: i32,
}

/// Two passages laid beside each other.
#[derive(Clone, Debug)]
pub struct Overlap {
    /// The compared words of the first run: the shared stretch and short different ends of its sentences.
    pub a: Range<usize>,
    /// Those of the second run.
    pub b: Range<usize>,
    /// The differences between them, word by word; indices count from the start of the runs.
    pub ops: Vec<DiffOp>,
    /// Equal words, and those of them that carry matter.
    pub equal: usize,
    /// Equal words that carry matter.
    pub matter: usize,
    /// Words that only one side has, the larger side counted at each place, ends of sentences that part included.
    pub apart: usize,
    /// Those of them that carry matter.
    pub matter_apart: usize,
    /// One of the runs is wholly taken in.
    pub whole: bool,
    /// Both passages begin with a clause, and end with one or with a quotation.
    pub complete: bool,
    /// They differ at their beginning or end.
    pub edged: bool,
    /// Places at which they differ.
    pub places: usize,
}

impl Overlap {
    /// Equal words in hundredths of all compared, words that carry matter counted twice.
    #[must_use]
    pub fn share(&self) -> usize {
        let (equal, apart) = (self.equal + self.matter, self.apart + self.matter_apart);
        equal * 100 / (equal + apart).max(1)
    }

    /// Whether the two passages are one utterance, given how their speakers stand to each other.
    #[must_use]
    pub fn same(&self, speakers: Speakers) -> bool {
        let share = self.share();
        // Many small differences in few words: two sentences on one matter.
        if self.places > 1 + self.equal / 5 + usize::from(self.equal >= 12) {
            return false;
        }
        // A fragment whose every word stands in the other.
        let fragment = self.exact() && (self.whole || self.complete && self.equal >= 4);
        let long = self.matter >= 3 && share >= 62 || self.equal >= 8 && self.matter >= 1 && share >= 75;
        let enough = if self.edged { 7 } else { 5 };
        let sentence = self.places == 1
            && self.equal >= enough
            && self.matter >= 1
            && (self.complete && share >= 56 || self.whole && !self.edged && share >= 70);
        match speakers {
            Speakers::Different => self.matter >= 3 && self.equal >= 8 && share >= 85 || fragment && self.matter >= 3,
            Speakers::Same if fragment => self.matter >= 1,
            Speakers::Unknown if fragment => self.matter >= 1,
            Speakers::Same => long || sentence || self.complete && self.matter >= 2 && self.equal >= 4 && share >= 62,
            Speakers::Unknown => long || sentence,
        }
    }

    /// Whether one place is all that keeps two short quotations from being one: enough if the writers tell the same around them.
    #[must_use]
    pub fn nearly(&self, speakers: Speakers) -> bool {
        speakers != Speakers::Different
            && self.places == 1
            && self.apart <= 2
            && self.equal >= 4
            && self.matter >= 1
            && (self.complete || self.whole)
            && self.share() >= 62
    }

    /// Whether the run is so long that the articles need not be known to tell one story.
    #[must_use]
    pub fn far(&self) -> bool {
        self.matter >= 4 && (self.equal >= 8 && self.share() >= 75 || self.equal >= 5 && self.whole && self.places <= 1)
    }

    /// The same in runs of which these were a part, beginning so far on.
    fn moved(mut self, a: usize, b: usize) -> Self {
        self.a = self.a.start + a..self.a.end + a;
        self.b = self.b.start + b..self.b.end + b;
        for op in &mut self.ops {
            match op {
                DiffOp::Equal { old_index, new_index, .. }
                | DiffOp::Delete { old_index, new_index, .. }
                | DiffOp::Insert { old_index, new_index, .. }
                | DiffOp::Replace { old_index, new_index, .. } => {
                    *old_index += a;
                    *new_index += b;
                }
            }
        }
        self
    }

    /// Whether the passages are the same words, nothing beside them.
    #[must_use]
    pub fn exact(&self) -> bool {
        self.apart == 0
    }
}

/// The best shared stretch, `None` if no word is equal.
#[must_use]
pub fn core(a: &[Word], b: &[Word]) -> Option<Core> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a.len().saturating_mul(b.len()) > CELLS {
        let (la, lb) = (a.len().min(2000), b.len().min(2000));
        return core(&a[..la], &b[..lb]);
    }
    // What leaving a word out costs: less when the word before was left out too, nothing where the other side has an ellipsis.
    let gap = |elided: bool, open: bool| match (elided, open) {
        (true, _) => 0,
        (_, true) => GAP_ON,
        _ => GAP,
    };
    let keys: Vec<u64> = b.iter().map(|w| w.hash).collect();
    let elided: Vec<bool> = b.iter().skip(1).map(|w| w.after_gap).chain([false]).collect();
    let known: Set<u64> = keys.iter().copied().collect();
    // One row at a time: the score of the best alignment that ends here, where it began, and whether it ends in a gap.
    let mut row: Vec<(i32, u32, u32, bool)> = vec![(0, 0, 0, false); b.len() + 1];
    let mut best = (0, 0..0, 0..0);
    let mut alive = false;
    for (i, x) in a.iter().enumerate() {
        // Nothing begins with a word that the other side lacks.
        if !alive && !known.contains(&x.hash) {
            continue;
        }
        alive = false;
        let next_elided = a.get(i + 1).is_some_and(|w| w.after_gap);
        let mut diagonal = row[0];
        for (j, &key) in keys.iter().enumerate() {
            let equal = x.hash == key;
            let (up, left) = (row[j + 1], row[j]);
            if !equal && diagonal.0 <= SWAP && up.0 == 0 && left.0 == 0 {
                diagonal = std::mem::take(&mut row[j + 1]);
                continue;
            }
            let step = match (equal, x.content) {
                (true, true) => MATTER,
                (true, false) => GRAMMAR,
                (false, _) => -SWAP,
            };
            let from = if diagonal.0 > 0 { diagonal } else { (0, i as u32, j as u32, false) };
            let mut here = (from.0 + step, from.1, from.2, !equal);
            for (other, cost) in [(up, gap(elided[j], up.3)), (left, gap(next_elided, left.3))] {
                if other.0 - cost > here.0 {
                    here = (other.0 - cost, other.1, other.2, true);
                }
            }
            if here.0 <= 0 {
                here = (0, 0, 0, false);
            }
            alive |= here.0 > 0;
            if equal && here.0 > best.0 {
                best = (here.0, here.1 as usize..i + 1, here.2 as usize..j + 1);
            }
            diagonal = std::mem::replace(&mut row[j + 1], here);
        }
    }
    (best.0 > 0).then_some(Core { a: best.1, b: best.2, score: best.0 })
}

/// Lays two runs of words beside each other; `None` if they share nothing.
#[must_use]
pub fn overlap(a: &[Word], b: &[Word]) -> Option<Overlap> {
    let core = core(a, b)?;
    let (mut ra, mut rb) = (core.a.clone(), core.b.clone());
    let (mut apart, mut matter_apart) = (0, 0);
    let mut part = |x: &[Word], y: &[Word]| {
        let matter = |w: &[Word]| w.iter().filter(|w| w.content).count();
        apart += x.len().max(y.len());
        matter_apart += matter(x).max(matter(y));
    };
    // The beginnings of the sentences, if both have one and an ellipsis does not excuse it.
    let (ha, hb) = (head(a, ra.start), head(b, rb.start));
    if ha < ra.start && hb < rb.start && !a[ra.start].after_gap && !b[rb.start].after_gap {
        if let Some((x, y)) =
            edge(ra.start - ha, rb.start - hb).filter(|e| e.0 == ra.start - ha && e.1 == rb.start - hb)
        {
            (ra.start, rb.start) = (ra.start - x, rb.start - y);
        } else {
            part(&a[ha..ra.start], &b[hb..rb.start]);
        }
    }
    let (ta, tb) = (tail(a, ra.end), tail(b, rb.end));
    let elided = |w: &[Word], at: usize| w.get(at).is_some_and(|w| w.after_gap);
    if ra.end < ta && rb.end < tb && !elided(a, ra.end) && !elided(b, rb.end) {
        if let Some((x, y)) = edge(ta - ra.end, tb - rb.end) {
            (ra.end, rb.end) = (ra.end + x, rb.end + y);
        } else {
            part(&a[ra.end..ta], &b[rb.end..tb]);
        }
    }
    let (ka, kb): (Vec<u64>, Vec<u64>) = (a.iter().map(|w| w.hash).collect(), b.iter().map(|w| w.hash).collect());
    let ops = crate::model::changes(&ka, ra.clone(), &kb, rb.clone());
    let ops: Vec<DiffOp> = ops.into_iter().flat_map(|op| beside_ellipsis(op, a, b)).collect();
    let (mut equal, mut matter, mut places) = (0, 0, 0);
    let mut last_equal = true;
    for op in &ops {
        let (x, y) = (&a[op.old_range()], &b[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => {
                last_equal = true;
                equal += x.len();
                matter += x.iter().filter(|w| w.content).count();
            }
            // What an ellipsis stands for is not apart.
            DiffOp::Delete { .. } if elided(b, op.new_range().start) => {}
            DiffOp::Insert { .. } if elided(a, op.old_range().start) => {}
            _ => {
                places += usize::from(std::mem::take(&mut last_equal));
                part(x, y);
            }
        }
    }
    let whole = ra == (0..a.len()) || rb == (0..b.len());
    let begins = |w: &[Word], r: &Range<usize>| r.start == 0 || w[r.start].starts_clause;
    let ends = |w: &[Word], r: &Range<usize>| w.get(r.end).is_none_or(|w| w.starts_clause);
    let begin = begins(a, &ra) && begins(b, &rb);
    let complete = begin && (whole || ends(a, &ra) && ends(b, &rb));
    let edged = [ops.first(), ops.last()].iter().flatten().any(|op| !matches!(op, DiffOp::Equal { .. }));
    Some(Overlap { a: ra, b: rb, ops, equal, matter, apart, matter_apart, whole, complete, edged, places })
}

/// The stretches in which two runs of words are one utterance: the whole, or sentences of theirs where the rest parts. `setting` says
/// whether the writers tell the same around the words; it is asked only where that decides.
#[must_use]
pub fn utterances(a: &[Word], b: &[Word], speakers: Speakers, setting: &dyn Fn() -> bool) -> Vec<Overlap> {
    let Some(whole) = overlap(a, b) else { return Vec::new() };
    if whole.same(speakers) || whole.nearly(speakers) && setting() {
        // The sentences behind it may be another stretch, after one that reads otherwise.
        let (x, y) = (tail(a, whole.a.end), tail(b, whole.b.end));
        let behind = overlap(&a[x..], &b[y..]).filter(|o| o.same(speakers)).map(|o| o.moved(x, y));
        return std::iter::once(whole).chain(behind).collect();
    }
    let (x, y) = (sentences(a), sentences(b));
    // Only where the best stretch goes over the end of a sentence may a sentence by itself say more.
    let over = |w: &[Word], r: &Range<usize>| w[r.clone()].iter().skip(1).any(|w| w.starts_sentence);
    if !over(a, &whole.a) || !over(b, &whole.b) || x.len() * y.len() > SENTENCES {
        return Vec::new();
    }
    let mut out: Vec<Overlap> = Vec::new();
    let mut last: Option<usize> = None;
    for r in &x {
        let partners = y.iter().enumerate().filter_map(|(n, s)| {
            let found = overlap(&a[r.clone()], &b[s.clone()])?;
            // Behind two sentences that are one the next two need less in common.
            let next = last.is_some_and(|l| l + 1 == n);
            let much = next || found.equal >= 8 && found.matter >= 4;
            (much && found.same(speakers)).then(|| (n, found.moved(r.start, s.start)))
        });
        let best = partners.max_by_key(|(_, o)| (o.matter, o.equal, std::cmp::Reverse(o.b.start)));
        last = best.as_ref().map(|b| b.0);
        out.extend(best.map(|b| b.1));
    }
    out
}

/// Pairs of sentences beyond which only the whole is looked at.
const SENTENCES: usize = 400;

fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        match out.last_mut() {
            Some(last) if !word.starts_sentence => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

/// A swap beside an ellipsis is a swap of as many words as stand there; the rest is what the ellipsis leaves out.
fn beside_ellipsis(op: DiffOp, a: &[Word], b: &[Word]) -> Vec<DiffOp> {
    let (x, y) = (op.old_range(), op.new_range());
    let short = x.len().min(y.len());
    if short == 0 || x.len() == y.len() || matches!(op, DiffOp::Equal { .. }) {
        return vec![op];
    }
    let (long_is_a, gaps, at) = if x.len() > y.len() { (true, b, &y) } else { (false, a, &x) };
    let gap = |i: usize| gaps.get(i).is_some_and(|w| w.after_gap);
    let behind = gap(at.end);
    if !behind && !gap(at.start) {
        return vec![op];
    }
    let left_out = x.len().abs_diff(y.len());
    let swap = |old, new| DiffOp::Replace { old_index: old, old_len: short, new_index: new, new_len: short };
    let rest = |old_index, new_index| {
        if long_is_a {
            DiffOp::Delete { old_index, old_len: left_out, new_index }
        } else {
            DiffOp::Insert { old_index, new_index, new_len: left_out }
        }
    };
    if behind {
        vec![swap(x.start, y.start), rest(x.start + short, y.start + short)]
    } else if long_is_a {
        vec![rest(x.start, y.start), swap(x.start + left_out, y.start)]
    } else {
        vec![rest(x.start, y.start), swap(x.start, y.start + left_out)]
    }
}

/// How much of two different ends belongs to one remark; `None` if they are too long for that. Where one side simply goes on, as many
/// words are taken as the other has.
fn edge(a: usize, b: usize) -> Option<(usize, usize)> {
    let short = a.min(b);
    match a.abs_diff(b) {
        _ if short > SHORT_EDGE => None,
        0..=3 => Some((a, b)),
        _ => Some((short, short)),
    }
}

/// Where the sentence of word `at` begins.
fn head(words: &[Word], at: usize) -> usize {
    (0..=at).rev().find(|&i| words[i].starts_sentence).unwrap_or(0)
}

/// Where the sentence of the word before `at` ends.
fn tail(words: &[Word], at: usize) -> usize {
    (at..words.len()).find(|&i| words[i].starts_sentence).unwrap_or(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::speech::words;

    fn all(text: &str) -> Vec<Word> {
        words(text, Span::new(0, text.len() as u32))
    }

    fn shared<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
        let (x, y) = (all(a), all(b));
        let c = core(&x, &y).expect("a shared stretch");
        (x[c.a.start].span.cover(x[c.a.end - 1].span).of(a), y[c.b.start].span.cover(y[c.b.end - 1].span).of(b))
    }

    #[test]
    fn the_stretch_takes_small_differences_in() {
        assert_eq!(
            shared("And so we are not going to raise taxes, ever", "But we are going to raise taxes here"),
            ("we are not going to raise taxes", "we are going to raise taxes")
        );
        assert_eq!(shared("raise taxes", "We will never raise taxes on anyone"), ("raise taxes", "raise taxes"));
    }

    #[test]
    fn an_ellipsis_excuses_what_it_leaves_out() {
        let (a, b) =
            (all("We will build ... the flood gates"), all("We will build, as I said in May, the flood gates"));
        assert!(overlap(&a, &b).is_some_and(|o| o.exact() && o.whole));
    }

    #[test]
    fn a_swap_beside_an_ellipsis_is_one_word() {
        let (a, b) = (
            all("We will build the gates, the dock ... for the bay"),
            all("We will build the gates, the pier, as I said in May, and whatever it takes for the bay"),
        );
        assert!(overlap(&a, &b).is_some_and(|o| o.places == 1 && o.apart == 1));
    }

    #[test]
    fn sentences_that_part_count_against_being_one() {
        let a = all("They need to make clear that there is no place for the bigots in the harbor movement");
        let b = all(
            "make clear there is no place for smugglers and pirates, thieves and other kinds of riffraff in their town",
        );
        assert!(overlap(&a, &b).is_some_and(|o| o.share() < 60));
        let a = all("They cannot believe what they are finding");
        let b = all("They cannot believe what they are saying");
        assert!(overlap(&a, &b).is_some_and(|o| o.share() >= 60 && o.apart == 1));
    }
}
