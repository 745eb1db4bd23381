//! Ends of spans, and what else stands in the sentences of two dates: other dates, a sum, the hour.

use std::ops::Range;

use super::clash::{SAME_HEAD, Story};
use super::likeness::Likeness;
use crate::lexicon::begins::{is_beginning, is_ending};
use crate::model::{DateClaim, DateFit, Modality};

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

/// Whether two dates are the same end of a span, or one is a bound that the other oversteps: what was to be gone by 2033 is not gone
/// in 2036.
pub fn same_end(a: &DateClaim, b: &DateClaim, like: &Likeness) -> bool {
    let oversteps = |plain: &DateClaim, bound: &DateClaim| {
        let by = bound.preposition.as_deref() == Some("by");
        end(plain) == 0 && by && plain.days.zip(bound.days).is_some_and(|(p, q)| p.0 > q.1)
    };
    let by_verb = verb_end(a) == Some(end(b)) || verb_end(b) == Some(end(a));
    end(a) == end(b)
        || by_verb && like.count >= 3 && like.share >= 0.3 && like.who >= 0
        || like.head >= SAME_HEAD && (oversteps(a, b) || oversteps(b, a))
}

/// Which end of a span a date is by the verb it hangs on: who was removed in 2013 held the post until 2013.
fn verb_end(d: &DateClaim) -> Option<u8> {
    let head = d.event.heads.first().filter(|_| end(d) == 0)?;
    match (is_beginning(head), is_ending(head)) {
        (true, false) => Some(1),
        (false, true) => Some(2),
        _ => None,
    }
}

impl Story<'_, '_> {
    /// Whether date `y` is an end of a span of which `x` is no end, or the other.
    pub fn is_end_of_another(&self, x: usize, y: usize) -> bool {
        let ends = [x, y].map(|i| Some(end(self.date(i))).filter(|&e| e != 0).or(verb_end(self.date(i))).unwrap_or(0));
        (1..=2).contains(&ends[1]) && self.far_end(y).is_some() && (1..=2).contains(&ends[0]) && ends[0] != ends[1]
    }

    /// The other end of the span that date `i` is an end of.
    pub fn far_end(&self, i: usize) -> Option<usize> {
        let across = 3u8.checked_sub(end(self.date(i))).filter(|e| (1..=2).contains(e))?;
        self.sentence(i).find(|&z| end(self.date(z)) == across)
    }

    /// Whether both are an end of a span, and the other ends are one.
    pub fn same_far_end(&self, x: usize, y: usize) -> bool {
        end(self.date(x)) == end(self.date(y))
            && self.far_end(x).zip(self.far_end(y)).is_some_and(|(p, q)| self.date(p).value == self.date(q).value)
    }

    /// Whether both give the same time of the clock, of something that has happened.
    pub fn same_hour(&self, x: usize, y: usize) -> bool {
        let hour = |i: usize| self.date(i).value.as_deref()?.split_once('T').map(|v| v.1).filter(|t| t.contains(':'));
        let done = |i: usize| self.date(i).modality != Modality::Planned;
        hour(x).is_some() && hour(x) == hour(y) && done(x) && done(y)
    }

    /// Whether the sentences of two dates share another date, or a sum.
    pub fn same_besides(&self, x: usize, y: usize) -> bool {
        let value = |i: usize| self.date(i).value.as_deref().filter(|_| self.date(i).days.is_some());
        let others = |i: usize| self.sentence(i).filter(move |&z| z != i).filter_map(value);
        others(x).any(|v| others(y).any(|w| v == w)) || self.items.list[x].same_sums(&self.items.list[y])
    }

    /// Whether both are an end of a span ("from 1977 through 2006"), and the other ends do not meet, or one span is over before the other
    /// begins.
    pub fn other_span(&self, x: usize, y: usize) -> bool {
        let beyond = |i: usize, far: usize| {
            let (Some(day), Some(bound)) = (self.date(i).days, self.date(far).days) else { return false };
            if end(self.date(i)) == 1 { day.0 > bound.1 } else { day.1 < bound.0 }
        };
        match (self.far_end(x), self.far_end(y)) {
            (Some(p), Some(q)) => self.fit(p, q) == Some(DateFit::Apart),
            (Some(p), None) => end(self.date(x)) == end(self.date(y)) && beyond(y, p),
            (None, Some(q)) => end(self.date(x)) == end(self.date(y)) && beyond(x, q),
            (None, None) => false,
        }
    }

    /// The dates of its sentence that are of like breadth and the same end of a span.
    pub fn row(&self, i: usize) -> Vec<usize> {
        let broad = self.items.breadth(i);
        let alike = |z: &usize| self.items.breadth(*z) == broad && end(self.date(*z)) == end(self.date(i));
        self.sentence(i).filter(alike).collect()
    }

    /// The dates of its sentence, which stand side by side.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let all = self.items.of(self.items.list[i].claim.article);
        let before = (all.start..i).rev().take_while(|&z| self.same_sentence(i, z)).count();
        let after = (i + 1..all.end).take_while(|&z| self.same_sentence(i, z)).count();
        i - before..i + after + 1
    }

    /// Which of how many such dates it is.
    pub fn place_in_sentence(&self, i: usize) -> (usize, usize) {
        let row = self.row(i);
        (row.iter().position(|&z| z == i).unwrap_or(0), row.len())
    }
}
