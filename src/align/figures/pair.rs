//! Two figures side by side: what speaks for and against their being about one thing.

use super::apart::{levels_differ, period, polls_differ, rates_differ, scopes_differ};
use super::item::Item;
use super::slip::{like_values, slip};
use crate::align::context::{Match, Shared, overlap, who};
use crate::lexicon::units::unit;
use crate::model::{Figure, Fit, Measure, Part};

/// What is known of two figures side by side.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Index of the first item.
    pub x: usize,
    /// Index of the second one.
    pub y: usize,
    /// How the values fit.
    pub fit: Fit,
    /// The head nouns.
    pub head: Match,
    /// The smaller of the two: how telling the values are.
    pub telling: u32,
    /// What the sentences share.
    pub shared: Shared,
    /// Both stand in one article.
    pub same_article: bool,
    /// One side stands in headline, lede or caption.
    pub front: bool,
    /// Two votes or results with one number in common: 7-3 and 7-4.
    pub half_alike: bool,
    /// The head noun of one side stands in the other's sentence.
    pub cross: bool,
    /// A measure, a sum, a share: no plain count.
    pub unit: bool,
    /// Something says plainly that the two are not one thing.
    pub apart: bool,
    /// How much speaks for their being one thing, values left aside.
    pub score: f32,
    /// Like written numbers: the same length, or within a sixth of each other.
    pub like_values: bool,
    /// How much speaks for the one number being the other, mistyped: a digit or two of many.
    pub slip: f32,
    /// How many other telling figures the two articles share.
    pub event: usize,
    /// Percentages or spans of time, with another of the kind in the sentence.
    pub ambiguous: bool,
    /// The signs behind `score`.
    pub signs: Signs,
}

/// Score from which two figures of different articles are one thing, and of one article.
const ENOUGH: f32 = -0.4;
const FRONT: f32 = 0.4;
/// Articles that share other telling figures tell of one event: then so much less is enough, for one such figure and for more.
const EVENT: [f32; 3] = [0.0, 0.4, 0.8];
/// One of two numbers of a vote in common says much.
const HALF: f32 = 2.0;
/// A pair that agrees is a rival even where its score is so much lower.
const AGREED: f32 = 1.0;

/// Number of signs.
pub const SIGNS: usize = 28;

/// What speaks for (and against) two figures being one thing, each from 0 to about 1.
pub type Signs = [f32; SIGNS];

/// Names of the signs and what each weighs; measured on pairs of which it is known, values left aside.
pub const WEIGHTS: [(&str, f32); SIGNS] = [
    ("head_same", 1.08),
    ("head_diff", -0.94),
    ("mods_share", 0.19),
    ("mods_diff", -0.29),
    ("pred_same", 0.1),
    ("pred_diff", -0.3),
    ("subj_same", 0.5),
    ("obj_same", 0.58),
    ("share", 1.16),
    ("weight", 1.22),
    ("near", 0.92),
    ("scope_diff", -0.32),
    ("own_scope_diff", -0.45),
    ("generic_pred_diff", -0.27),
    ("names_share", 0.45),
    ("names_diff", -0.21),
    ("beside_share", 0.17),
    ("beside_weight", 1.34),
    ("alike", 0.38),
    ("lonely", 1.59),
    ("time", -0.42),
    ("percent", -1.41),
    ("money", 1.32),
    ("plain", -1.84),
    ("crowded", -0.78),
    ("axis_same", 1.36),
    ("period_same", 0.58),
    ("vote", 1.21),
];
/// What a pair without any sign has.
const BIAS: f32 = -3.3;

fn yes(b: bool) -> f32 {
    f32::from(u8::from(b))
}

/// Share of the smaller list that the other has.
fn part(a: &[&str], b: &[&str]) -> f32 {
    let n = a.len().min(b.len());
    if n == 0 { 0.0 } else { a.iter().filter(|w| b.contains(w)).count() as f32 / n as f32 }
}

pub(super) fn part_ids(a: &[u32], b: &[u32]) -> f32 {
    let n = a.len().min(b.len());
    if n == 0 { 0.0 } else { a.iter().filter(|w| b.contains(w)).count() as f32 / n as f32 }
}

impl Pair {
    /// Looks at two items.
    pub fn new(
        x: usize,
        y: usize,
        a: &Item<'_>,
        b: &Item<'_>,
        fit: Fit,
        around: Surroundings,
        same_article: bool,
    ) -> Self {
        let Surroundings { shared, beside } = around;
        let head = overlap(a.head.as_slice(), b.head.as_slice());
        let modifiers = overlap(&a.modifiers, &b.modifiers);
        let predicate = overlap(a.predicate.as_slice(), b.predicate.as_slice());
        let subject = overlap(&a.subject, &b.subject);
        let names = who(&a.who, &b.who);
        let has = |i: &Item<'_>, word: Option<&str>| {
            word.is_some_and(|w| {
                i.modifiers.contains(&w) || i.near.contains(&w) || i.subject.contains(&w) || i.objects.contains(&w)
            })
        };
        let cross = head != Match::Same && (has(a, b.head) || has(b, a.head));
        let generic = |i: &Item<'_>| {
            matches!(i.head, Some("people" | "man" | "woman" | "child" | "member" | "case" | "time" | "dollar"))
        };
        let front = |i: &Item<'_>| matches!(i.figure.place.part, Part::Headline | Part::Lede | Part::Caption);
        let telling = a.telling.min(b.telling);
        let half = half_alike(a.figure, b.figure);
        let all = a.around.len() + b.around.len();
        let alike = shared.count as f32 / (all as f32 - shared.count as f32).max(1.0);
        let signs: Signs = [
            yes(head == Match::Same),
            yes(head == Match::Different),
            part(&a.modifiers, &b.modifiers),
            yes(modifiers == Match::Different),
            yes(predicate == Match::Same),
            yes(predicate == Match::Different),
            yes(subject == Match::Same),
            part(&a.objects, &b.objects),
            shared.share,
            (shared.weight / 20.0).min(1.5),
            part(&a.near, &b.near),
            yes(a.scope != b.scope),
            yes(a.own_scope != b.own_scope),
            yes(generic(a) && generic(b) && predicate == Match::Different),
            part_ids(&a.names, &b.names),
            yes(!a.names.is_empty() && !b.names.is_empty() && part_ids(&a.names, &b.names) == 0.0),
            beside.share,
            (beside.weight / 40.0).min(1.5),
            alike,
            (yes(a.peers == 0) + yes(b.peers == 0)) / 2.0,
            yes(time(a.figure)),
            yes(a.figure.unit.as_deref() == Some("percentage")),
            yes(unit_of(a.figure).is_some_and(|u| u.dimension == "money")),
            yes(a.figure.unit.is_none()),
            yes(a.crowded || b.crowded),
            yes(a.axis.is_some() && a.axis == b.axis),
            yes(period(a, b) == Match::Same),
            yes(a.figure.measure == Measure::Vote),
        ];
        let others = names == Match::Different || matches!((a.whose, b.whose), (Some(x), Some(y)) if x != y);
        let differ = |a: Option<&str>, b: Option<&str>| matches!((a, b), (Some(a), Some(b)) if a != b);
        Self {
            x,
            y,
            fit,
            head,
            telling,
            shared,
            same_article,
            front: front(a) || front(b),
            half_alike: half,
            cross,
            unit: a.figure.unit.is_some(),
            apart: others
                || period(a, b) == Match::Different
                || differ(a.fate, b.fate)
                || generic(a) && generic(b) && a.fate != b.fate
                || differ(a.axis, b.axis)
                || scopes_differ(&a.own_scope, &b.own_scope)
                || levels_differ(a.figure, b.figure)
                || a.kinds != b.kinds
                || a.figure.measure == Measure::Rank
                || a.figure.measure != b.figure.measure && !(loose(a) && loose(b))
                || scopes_differ(&a.bodies, &b.bodies)
                || a.denied() != b.denied()
                || polls_differ(a, b)
                || rates_differ(a.figure, b.figure),
            score: BIAS
                + signs.iter().zip(WEIGHTS).map(|(s, (_, w))| s * w).sum::<f32>()
                + if half { HALF } else { 0.0 },
            like_values: like_values(a.figure, b.figure),
            slip: slip(a.figure, b.figure),
            event: 0,
            ambiguous: (time(a.figure) || a.figure.unit.as_deref() == Some("percentage")) && (a.crowded || b.crowded),
            signs,
        }
    }

    /// Whether equal values are one fact.
    pub fn agree(&self) -> bool {
        let need = match (self.head, self.telling) {
            (Match::Same, 3..) => 0.0,
            (Match::Same, 2) => 1.0,
            (Match::Same, _) => 2.5,
            (Match::Unknown, 3..) => 0.0,
            (Match::Unknown, 2) => 1.5,
            (Match::Unknown, _) => 5.0,
            (Match::Different, 4..) => 0.0,
            (Match::Different, 3) => 1.5,
            (Match::Different, 2) => 3.0,
            (Match::Different, _) => 6.0,
        };
        self.shared.weight >= if self.fit == Fit::Same { need } else { need + 2.5 }
    }

    /// Whether different values are one fact told differently.
    pub fn conflict(&self) -> bool {
        if self.apart || self.same_article && !self.front {
            return false;
        }
        // Residents are no households: of plain counts the things counted must be the same, or stand in the other sentence.
        if self.head == Match::Different && !self.cross && !self.unit && self.telling < 4 {
            return false;
        }
        // "a rate of 36 percent, and not 30": which of the two is meant cannot be told.
        if self.ambiguous {
            return false;
        }
        // Loose words leave so much room that only like numbers are set against each other.
        if matches!(self.fit, Fit::Outside | Fit::Beyond) && !self.like_values {
            return false;
        }
        let like = if self.like_values { 0.0 } else { -0.7 };
        let need = if self.same_article { FRONT } else { ENOUGH - EVENT[self.event.min(2)] };
        let shared = self.shared.count >= 2 || self.shared.count == 1 && self.head == Match::Same || self.half_alike;
        self.score + self.slip + like >= need && shared
    }

    /// Whether no other pair of either figure is a better match, or says the same value in like words. `alike` tells whether two
    /// items have one value: a figure that is told twice is no rival of itself.
    pub fn unrivalled(&self, all: &[Pair], alike: impl Fn(usize, usize) -> bool) -> bool {
        !all.iter().any(|other| {
            let end = |p: &Pair, i: usize| if p.x == i { Some(p.y) } else { (p.y == i).then_some(p.x) };
            let rival = match (end(other, self.x), end(other, self.y)) {
                // The pair itself.
                (Some(_), Some(_)) => return false,
                (Some(rival), None) => (rival, self.y),
                (None, Some(rival)) => (rival, self.x),
                (None, None) => return false,
            };
            if other.fit.agrees() {
                other.score > self.score + self.slip - AGREED
            } else {
                other.score > self.score + self.slip && !alike(rival.0, rival.1)
            }
        })
    }
}

/// What two figures have around them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings {
    /// What their sentences share.
    pub shared: Shared,
    /// What their paragraphs share.
    pub beside: Shared,
}

/// Whether a figure is a span of time.
pub(super) fn time(f: &Figure) -> bool {
    let spans = ["year", "month", "week", "day", "hour", "minute", "second", "decade", "century"];
    f.unit.as_deref().is_some_and(|u| spans.contains(&u))
}

fn unit_of(f: &Figure) -> Option<crate::lexicon::units::Unit> {
    unit(f.unit.as_deref()?)
}

/// Whether two votes have one of their numbers in common, not a small one.
fn half_alike(a: &Figure, b: &Figure) -> bool {
    let ends = |f: &Figure| (f.quantity.low, f.quantity.high);
    let vote = |f: &Figure| f.measure == Measure::Vote;
    let ((al, ah), (bl, bh)) = (ends(a), ends(b));
    vote(a) && vote(b) && (al == bl) != (ah == bh)
}

/// Counts, totals, shares and averages are said one for the other.
fn loose(i: &Item<'_>) -> bool {
    matches!(i.figure.measure, Measure::Count | Measure::Total)
}

/// Whether unit and measure allow a comparison at all.
pub fn same_kind(a: &Figure, b: &Figure) -> bool {
    let share = |m: Measure| matches!(m, Measure::Average | Measure::Share);
    let special =
        |m: Measure| matches!(m, Measure::Rank | Measure::Vote | Measure::Ratio | Measure::Change) || share(m);
    if (special(a.measure) || special(b.measure)) && a.measure != b.measure && !(share(a.measure) && share(b.measure)) {
        return false;
    }
    if a.measure == Measure::Change && a.change != b.change {
        return false;
    }
    a.unit.is_some() == b.unit.is_some()
}

/// How the values fit; `None` if the units measure different things. The same number in two currencies or two units of one
/// dimension is a candidate too.
pub fn fit(a: &Figure, b: &Figure) -> Option<Fit> {
    if let Some(f) = crate::lexicon::units::fit(a, b) {
        return Some(f);
    }
    let (x, y) = (unit(a.unit.as_deref()?)?, unit(b.unit.as_deref()?)?);
    let dollars = x.name.contains("dollar") && y.name.contains("dollar");
    let same = a.quantity.value.is_some() && a.quantity.value == b.quantity.value;
    (x.dimension == "money" && y.dimension == "money" && same).then_some(if dollars { Fit::Same } else { Fit::Apart })
}
