//! Puts dates together that date the same event: the words they hang on, who takes part, rare words around.

mod clash;
mod likeness;
mod signs;
mod spans;
mod told;
mod within;

use std::collections::BTreeSet;

use super::Aligner;
use super::context::{Camps, article_pairs, in_reach};
use crate::lexicon::stems::stem;
use crate::lexicon::synonyms::class;
use crate::model::{AgeForm, Batch, ClaimRef, DateClaim, DateFit, DateKind, Group, Kind, Member};
use likeness::{Item, Rarity, Stems, likeness};

/// Aligns dates.
pub struct Dates;

impl Aligner for Dates {
    fn id(&self) -> &'static str {
        "dates"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let items = Items::new(batch);
        let mut camps = Camps::new(items.list.iter().map(|i| (i.date.fit_kind(), i.claim.article)));
        let mut links: Vec<Vec<usize>> = vec![Vec::new(); items.list.len()];
        for (a, b) in article_pairs(batch) {
            for (x, y) in items.agreeing(a, b, batch.same_days(a, b)) {
                camps.join(x, y, |i, j| items.fit(batch, i, j) != Some(DateFit::Apart));
                links[x].push(y);
                links[y].push(x);
            }
        }
        let mut clashes: Vec<(usize, usize, Vec<String>)> =
            clash::clashes(batch, &items).into_iter().map(|c| (c.x, c.y, c.evidence)).collect();
        clashes.extend(told::clashes(batch, &items).into_iter().map(|(x, y)| (x, y, vec![told::EVIDENCE.to_owned()])));
        for a in 0..batch.articles.len() as u32 {
            clashes.extend(within::clashes(&items, a).into_iter().map(|(x, y)| (x, y, Vec::new())));
        }
        let mut out: Vec<Group> =
            camps.finish().into_iter().map(|j| group(&items.list, &j.members, None, Vec::new())).collect();
        let mut told: BTreeSet<usize> = BTreeSet::new();
        for (x, y, evidence) in clashes {
            // the two, and the dates that say the same as one of them and not as the other: as narrowly, and by the reporter
            let side = |i: usize, other: usize| {
                let (items, links) = (&items, &links);
                links[i].iter().copied().filter(move |&z| {
                    items.fit(batch, z, i) == Some(DateFit::Meet)
                        && items.fit(batch, z, other) == Some(DateFit::Apart)
                        && items.breadth(z) == items.breadth(i)
                        && items.list[z].date.width() <= items.list[i].date.width()
                        && !items.list[z].date.place.quoted
                })
            };
            if told.contains(&x) || told.contains(&y) {
                continue;
            }
            let odd: Vec<usize> = std::iter::once(x).chain(side(x, y)).collect();
            told.extend(&odd);
            let mut members: Vec<usize> = odd.into_iter().chain(std::iter::once(y)).chain(side(y, x)).collect();
            members.sort_unstable();
            members.dedup();
            out.push(group(&items.list, &members, Some((x, y)), evidence));
        }
        out
    }
}

/// Whether a date names a weekday that its day is not.
fn torn(d: &DateClaim) -> bool {
    let Some((day, _)) = d.days.filter(|(a, b)| a == b) else { return false };
    d.weekday.is_some_and(|w| i32::from(w) != (day + 3).rem_euclid(7) + 1)
}

/// The dates of a batch.
struct Items<'a> {
    list: Vec<Item<'a>>,
    first: Vec<usize>,
    rarity: Vec<Rarity>,
    /// For each date whether it never clashes: its sentence tells of a poll, each of which has days of its own; it is a year of birth,
    /// which is compared as an age; or its weekday and its day do not fit, so that it is at fault by itself.
    apart: Vec<bool>,
    /// For each weekday whether it is to come by its own words ("next Tuesday") or gone by, if known.
    to_come: Vec<Option<bool>>,
}

impl<'a> Items<'a> {
    fn new(batch: &'a Batch) -> Self {
        let mut stems = Stems::default();
        let mut list: Vec<Item<'_>> = Vec::new();
        let mut first = Vec::new();
        let (mut apart, mut to_come) = (Vec::new(), Vec::new());
        for (a, facts) in batch.articles.iter().enumerate() {
            first.push(list.len());
            for (i, date) in
                facts.dates.iter().enumerate().filter(|(_, d)| matches!(d.kind, DateKind::Date | DateKind::Time))
            {
                let claim = ClaimRef { article: a as u32, kind: Kind::Date, index: i as u32 };
                list.push(Item::new(claim, date, facts, &mut stems));
                let sentence = date.place.sentence.of(facts.text());
                let birth = facts
                    .ages
                    .iter()
                    .any(|a| matches!(a.form, AgeForm::Born(..)) && a.place.span.overlaps(date.place.span));
                let year = date.width().is_some_and(|w| w > 300);
                let next = date.place.span.of(facts.text()).starts_with("next ");
                let gone = date.days.zip(facts.article.day()).is_some_and(|(days, written)| days.1 <= written);
                to_come.push((date.bare_weekday() && (next || gone)).then_some(next));
                apart.push(sentence.contains("poll") || sentence.contains("survey") || birth && year || torn(date));
            }
        }
        first.push(list.len());
        let rarity = first.windows(2).map(|w| Rarity::new(&list[w[0]..w[1]])).collect();
        Self { list, first, rarity, apart, to_come }
    }

    /// How two dates stand to each other.
    fn fit(&self, batch: &Batch, x: usize, y: usize) -> Option<DateFit> {
        self.fit_if(x, y, batch.same_days(self.list[x].claim.article, self.list[y].claim.article))
    }

    /// The same of articles that are of the same days, or not. "Next Tuesday" is not the Tuesday gone by, though it has its name.
    fn fit_if(&self, x: usize, y: usize, near: bool) -> Option<DateFit> {
        let (d, e) = (self.list[x].date, self.list[y].date);
        let two_weeks = self.to_come[x].zip(self.to_come[y]).is_some_and(|(p, q)| p != q) && d.weekday == e.weekday;
        d.fit(e, near).filter(|_| !two_weeks)
    }

    /// How widely a date is written: a day, a month or week, a year; `None` if wider or unresolved.
    fn breadth(&self, x: usize) -> Option<u8> {
        match self.list[x].date.width()? {
            0..=3 => Some(0),
            4..=40 => Some(1),
            41..=400 => Some(2),
            _ => None,
        }
    }

    /// The dates of an article.
    fn of(&self, a: u32) -> std::ops::Range<usize> {
        self.first[a as usize]..self.first[a as usize + 1]
    }

    /// Pairs of dates of two articles (or of one) that meet and date one event.
    fn agreeing(&self, a: u32, b: u32, near: bool) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for x in self.of(a) {
            for y in in_reach(x, &self.of(a), &self.of(b)) {
                let (i, j) = (&self.list[x], &self.list[y]);
                if a == b && (y <= x || i.date.place.sentence == j.date.place.sentence)
                    || self.fit_if(x, y, near) != Some(DateFit::Meet)
                {
                    continue;
                }
                let like = likeness(i, j, &self.rarity[a as usize], &self.rarity[b as usize], a == b);
                // "late Tuesday" and "Tuesday night" are one day
                let day = |v: &'_ str| v.get(..10).unwrap_or(v).to_owned();
                let same_value =
                    i.date.value.as_deref().map(day).is_some_and(|d| j.date.value.as_deref().map(day) == Some(d));
                let width = i.date.width().unwrap_or(0).max(j.date.width().unwrap_or(0));
                let need = match (same_value, width > 40) {
                    (true, _) => 1.7,
                    (false, false) => 2.5,
                    (false, true) => 5.5,
                };
                if like.weight + 1.5 * like.head >= need {
                    out.push((x, y));
                }
            }
        }
        out
    }
}

/// A group of dates, with its evidence. `clash` are the two that do not meet.
fn group(items: &[Item<'_>], members: &[usize], clash: Option<(usize, usize)>, more: Vec<String>) -> Group {
    let (x, y) = clash.unwrap_or((members[0], members[members.len() - 1]));
    let words = event(items[x].date, items[y].date);
    let member = |&i: &usize| {
        let d = items[i].date;
        Member { claim: items[i].claim, span: d.place.span, value: d.value.as_deref().unwrap_or_default().to_owned() }
    };
    let mut evidence = vec![format!("the sentences share: {}", words.join(", "))];
    evidence.extend(more);
    Group {
        kind: Kind::Date,
        about: words.join(" "),
        members: members.iter().map(member).collect(),
        evidence,
        clashes: Vec::new(),
    }
}

/// What both sentences speak of, at most five words.
fn event(a: &DateClaim, b: &DateClaim) -> Vec<String> {
    let words = |d: &DateClaim| -> Vec<String> {
        let (e, f) = (&d.event, &d.frame);
        f.predicate
            .iter()
            .chain(&f.subject)
            .chain(&f.objects)
            .chain(&e.heads)
            .chain(&e.parts)
            .chain(&f.context)
            .filter(|w| w.chars().any(char::is_alphabetic))
            .map(|w| class(w).to_owned())
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let mut shared: Vec<String> = Vec::new();
    for w in x {
        let known = |list: &[String]| list.iter().any(|o| stem(o) == stem(&w));
        if known(&y) && !known(&shared) && shared.len() < 5 {
            shared.push(w);
        }
    }
    shared
}
