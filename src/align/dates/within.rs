//! Dates of one article that date one event and do not meet: headline, lede or caption against the body.

use super::Items;
use super::likeness::likeness;
use super::spans::end;
use crate::align::context::{Match, in_reach};
use crate::lexicon::synonyms::{class, is_light};
use crate::model::{DateClaim, DateFit, Part, ResolvedBy};

/// The pairs of dates of article `a` that clash.
pub fn clashes(items: &Items<'_>, a: u32) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for x in items.of(a) {
        for y in in_reach(x, &items.of(a), &items.of(a)).filter(|&y| y > x) {
            let (d, e) = (items.list[x].date, items.list[y].date);
            if d.place.sentence == e.place.sentence {
                continue;
            }
            let Some(fit) = d.fit(e, true) else { continue };
            let rarity = &items.rarity[a as usize];
            let like = likeness(&items.list[x], &items.list[y], rarity, rarity, true);
            pairs.push(Pair { x, y, fit, weight: like.weight, share: like.share, count: like.count, who: like.who });
        }
    }
    // for each date the weightiest of its pairs, and of those that say the same day
    let first = items.of(a).start;
    let mut best = vec![(f32::MIN, f32::MIN); items.of(a).len()];
    for p in &pairs {
        for i in [p.x, p.y] {
            let (any, meet) = &mut best[i - first];
            *any = any.max(p.weight);
            if p.fit == DateFit::Meet {
                *meet = meet.max(p.weight);
            }
        }
    }
    pairs
        .iter()
        .filter(|p| p.fit == DateFit::Apart && p.one_event(items))
        .filter(|p| [p.x, p.y].iter().all(|&i| p.unrivalled(best[i - first])))
        .map(|p| (p.x, p.y))
        .collect()
}

/// Two dates of one article side by side.
struct Pair {
    x: usize,
    y: usize,
    fit: DateFit,
    weight: f32,
    share: f32,
    count: u32,
    who: i8,
}

impl Pair {
    /// Whether the two date one event: most words are shared, and more speaks for it than against.
    fn one_event(&self, items: &Items<'_>) -> bool {
        let (d, e) = (items.list[self.x].date, items.list[self.y].date);
        let front = |d: &DateClaim| matches!(d.place.part, Part::Headline | Part::Lede | Part::Caption);
        let wide = d.width().unwrap_or(0).max(e.width().unwrap_or(0)) > 40;
        let both_new = d.frame.indefinite && e.frame.indefinite;
        let several = d.event.several || e.event.several;
        if wide || both_new || several || self.who < 0 || self.count < 2 || end(d) != end(e) || !(front(d) || front(e))
        {
            return false;
        }
        let predicate =
            |d: &DateClaim| -> Vec<Box<str>> { d.frame.predicate.iter().filter(|p| !is_light(p)).cloned().collect() };
        let of = |m: Match, same: f32, unknown: f32, different: f32| match m {
            Match::Same => same,
            Match::Unknown => unknown,
            Match::Different => different,
        };
        if items.list[self.x].other_sums(&items.list[self.y]) || same_name(d, e) {
            return false;
        }
        let score = self.share
            + (0.015 * (self.weight - 5.0)).clamp(-0.1, 0.15)
            + of(common(&predicate(d), &predicate(e)), 0.15, -0.1, -0.2)
            + of(common(&d.frame.subject, &e.frame.subject), 0.05, 0.0, -0.1)
            + of(common(&d.frame.objects, &e.frame.objects), 0.05, 0.0, -0.1);
        score >= 0.75
    }

    /// Whether no other pair of a date is a better match, or says the same day in like words: `any` and `meet` are the weightiest.
    fn unrivalled(&self, (any, meet): (f32, f32)) -> bool {
        any <= self.weight * 1.02 && meet <= self.weight * 0.5
    }
}

/// Whether one name of a day or month, without a year, was taken for two: which one is meant was only reckoned.
fn same_name(d: &DateClaim, e: &DateClaim) -> bool {
    let reckoned = [d, e].iter().all(|d| d.resolved_by != Some(ResolvedBy::Text));
    let month =
        |d: &DateClaim| d.value.as_deref().and_then(|v| v.get(4..7)).filter(|m| m.starts_with('-')).map(str::to_owned);
    let whole = [d, e].iter().all(|d| d.value.as_deref().is_some_and(|v| v.len() == 7));
    reckoned && (d.weekday.is_some() && d.weekday == e.weekday || whole && month(d) == month(e))
}

/// Whether two lists of lemmas have a class in common.
fn common(a: &[Box<str>], b: &[Box<str>]) -> Match {
    match (a.is_empty(), b.is_empty()) {
        (false, false) if a.iter().any(|x| b.iter().any(|y| class(x) == class(y))) => Match::Same,
        (false, false) => Match::Different,
        _ => Match::Unknown,
    }
}
