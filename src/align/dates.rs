//! Puts dates together that date the same event: predicate, participants, rare words around.

use super::Aligner;
use super::context::{Around, Camps, Counts, Joined, Match, Shared, Terms, article_pairs, shared, who};
use crate::lexicon::synonyms::{class, is_light};
use crate::model::{Batch, ClaimRef, DateClaim, DateFit, DateKind, Group, Kind, Member, Part};

/// Aligns dates.
pub struct Dates;

struct Item<'a> {
    claim: ClaimRef,
    date: &'a DateClaim,
    around: Around,
}

impl Aligner for Dates {
    fn id(&self) -> &'static str {
        "dates"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let items = Items::new(batch);
        let mut camps = Camps::new(items.list.len());
        for (a, b) in article_pairs(batch) {
            let near = same_days(batch, a, b);
            let pairs = items.pairs(a, b, near);
            for p in pairs.iter().filter(|p| p.fit == DateFit::Meet && p.agree()) {
                camps.join(p.x, p.y, |i, j| items.list[i].date.fit(items.list[j].date, near) != Some(DateFit::Apart));
            }
            for p in pairs.iter().filter(|p| p.fit == DateFit::Apart && p.conflict() && p.unrivalled(&pairs)) {
                camps.clash(p.x, p.y);
            }
        }
        camps.finish().into_iter().map(|joined| group(&items.list, &joined)).collect()
    }
}

/// Whether two articles are of the same days, so that one weekday is one day.
fn same_days(batch: &Batch, a: u32, b: u32) -> bool {
    let line = |i: u32| batch.articles[i as usize].article.published;
    match (line(a), line(b)) {
        (Some(x), Some(y)) => (x.duration_since(y).as_hours() / 24).abs() < 5,
        _ => true,
    }
}

/// The dates of a batch.
struct Items<'a> {
    list: Vec<Item<'a>>,
    first: Vec<usize>,
    counts: Vec<Counts>,
}

impl<'a> Items<'a> {
    fn new(batch: &'a Batch) -> Self {
        let mut terms = Terms::default();
        let mut list: Vec<Item<'_>> = Vec::new();
        let mut first = Vec::new();
        for (a, facts) in batch.articles.iter().enumerate() {
            first.push(list.len());
            for (i, date) in
                facts.dates.iter().enumerate().filter(|(_, d)| matches!(d.kind, DateKind::Date | DateKind::Time))
            {
                let claim = ClaimRef { article: a as u32, kind: Kind::Date, index: i as u32 };
                list.push(Item { claim, date, around: Around::new(&date.frame, &[], &mut terms) });
            }
        }
        first.push(list.len());
        let counts = first
            .windows(2)
            .map(|w| Counts::new(list[w[0]..w[1]].iter().map(|i| (i.date.place.sentence, &i.around))))
            .collect();
        Self { list, first, counts }
    }

    /// All pairs of resolved dates of two articles.
    fn pairs(&self, a: u32, b: u32, near: bool) -> Vec<Pair> {
        let of = |a: u32| self.first[a as usize]..self.first[a as usize + 1];
        let mut out = Vec::new();
        for x in of(a) {
            for y in of(b) {
                let (i, j) = (&self.list[x], &self.list[y]);
                if a == b && (y <= x || i.date.place.sentence == j.date.place.sentence) {
                    continue;
                }
                let Some(fit) = i.date.fit(j.date, near) else { continue };
                let shared = shared(&i.around, &j.around, &self.counts[a as usize], &self.counts[b as usize], a == b);
                out.push(pair(x, y, i.date, j.date, fit, shared, a == b));
            }
        }
        out
    }
}

/// All features of every pair, as text: for tuning.
#[doc(hidden)]
#[must_use]
pub fn dump(batch: &Batch) -> Vec<(ClaimRef, ClaimRef, String)> {
    let items = Items::new(batch);
    let mut out = Vec::new();
    for (a, b) in article_pairs(batch) {
        let pairs = items.pairs(a, b, same_days(batch, a, b));
        for p in &pairs {
            let rival = !p.unrivalled(&pairs);
            out.push((
                items.list[p.x].claim,
                items.list[p.y].claim,
                format!("{p:?} agree={} conflict={} rival={rival}", p.agree(), p.conflict()),
            ));
        }
    }
    out
}

/// What is known of two dates side by side.
#[derive(Clone, Copy, Debug)]
struct Pair {
    x: usize,
    y: usize,
    fit: DateFit,
    same_value: bool,
    predicate: Match,
    subject: Match,
    objects: Match,
    /// "since 2010" and "until 2013" are two ends.
    same_end: bool,
    /// Both tell of something new: two polls, not one.
    indefinite: bool,
    /// Names among the subjects.
    who: Match,
    /// The wider of the two, in days.
    width: i32,
    shared: Shared,
    same_article: bool,
    front: bool,
}

fn pair(x: usize, y: usize, a: &DateClaim, b: &DateClaim, fit: DateFit, shared: Shared, same_article: bool) -> Pair {
    let overlap = |a: &[Box<str>], b: &[Box<str>]| match (a.is_empty(), b.is_empty()) {
        (false, false) if a.iter().any(|x| b.iter().any(|y| class(x) == class(y))) => Match::Same,
        (false, false) => Match::Different,
        _ => Match::Unknown,
    };
    let predicate =
        |d: &DateClaim| -> Vec<Box<str>> { d.frame.predicate.iter().filter(|p| !is_light(p)).cloned().collect() };
    let front = |d: &DateClaim| matches!(d.place.part, Part::Headline | Part::Lede | Part::Caption);
    Pair {
        x,
        y,
        fit,
        same_value: a.value.is_some() && a.value == b.value,
        predicate: overlap(&predicate(a), &predicate(b)),
        subject: overlap(&a.frame.subject, &b.frame.subject),
        objects: overlap(&a.frame.objects, &b.frame.objects),
        same_end: end(a) == end(b),
        indefinite: a.frame.indefinite && b.frame.indefinite,
        who: who(&a.frame.who, &b.frame.who),
        width: a.width().unwrap_or(0).max(b.width().unwrap_or(0)),
        shared,
        same_article,
        front: front(a) || front(b),
    }
}

/// Which end of a span a date is: its beginning, its end, a bound, or the date itself.
fn end(d: &DateClaim) -> u8 {
    match d.preposition.as_deref() {
        Some("since" | "from" | "between") => 1,
        Some("until" | "till" | "to" | "through") => 2,
        Some("by" | "before") => 3,
        Some("after" | "following") => 4,
        _ => 0,
    }
}

impl Pair {
    /// Whether dates that meet date one event.
    fn agree(&self) -> bool {
        let need: f32 = match (self.same_value, self.width > 40) {
            (true, _) => 2.0,
            (false, false) => 3.5,
            (false, true) => 6.0,
        };
        self.shared.weight + if self.predicate == Match::Same { 1.0 } else { 0.0 } >= need
    }

    /// Whether dates that do not meet date one event: the share of common words, with what speaks for and against it.
    fn conflict(&self) -> bool {
        if self.width > 400
            || !self.same_end
            || self.indefinite
            || self.who == Match::Different
            || self.same_article && (!self.front || self.width > 40)
        {
            return false;
        }
        let of = |m: Match, same: f32, unknown: f32, different: f32| match m {
            Match::Same => same,
            Match::Unknown => unknown,
            Match::Different => different,
        };
        let mut score = self.shared.share + (0.015 * (self.shared.weight - 5.0)).clamp(-0.1, 0.15);
        score += of(self.predicate, 0.15, -0.1, -0.2)
            + of(self.subject, 0.05, 0.0, -0.1)
            + of(self.objects, 0.05, 0.0, -0.1);
        score -= match self.width {
            0..=40 => 0.0,
            41..=300 => 0.1,
            _ => 0.15,
        };
        let need = if self.same_article { 0.75 } else { 0.5 };
        score >= need && self.shared.count >= 2
    }

    /// Whether no other pair of either date is a better match, or says the same day in like words.
    fn unrivalled(&self, all: &[Pair]) -> bool {
        !all.iter().any(|other| {
            let same = other.x == self.x && other.y == self.y;
            let touches =
                other.x == self.x || other.y == self.y || self.same_article && (other.x == self.y || other.y == self.x);
            !same
                && touches
                && (other.shared.weight > self.shared.weight * 1.02
                    || other.fit == DateFit::Meet && other.shared.weight > self.shared.weight * 0.5)
        })
    }
}

/// The group of joined dates, with its evidence.
fn group(items: &[Item<'_>], joined: &Joined) -> Group {
    let members = &joined.members;
    let (x, y) = joined.clash.unwrap_or((members[0], members[members.len() - 1]));
    let words = event(items[x].date, items[y].date);
    let member = |&i: &usize| {
        let d = items[i].date;
        Member { claim: items[i].claim, span: d.place.span, value: d.value.as_deref().unwrap_or_default().to_owned() }
    };
    Group {
        kind: Kind::Date,
        about: words.join(" "),
        members: members.iter().map(member).collect(),
        evidence: vec![format!("the sentences share: {}", words.join(", "))],
    }
}

/// What both sentences speak of, at most five words.
fn event(a: &DateClaim, b: &DateClaim) -> Vec<String> {
    let words = |d: &DateClaim| -> Vec<String> {
        d.frame
            .predicate
            .iter()
            .chain(&d.frame.subject)
            .chain(&d.frame.objects)
            .chain(&d.frame.context)
            .map(|w| class(w).to_owned())
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let mut shared: Vec<String> = Vec::new();
    for w in x {
        if y.contains(&w) && !shared.contains(&w) && shared.len() < 5 {
            shared.push(w);
        }
    }
    shared
}
