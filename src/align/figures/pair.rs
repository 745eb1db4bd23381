//! Two figures side by side: what speaks for and against their being about one thing.

use super::item::Item;
use crate::align::closeness::Closeness;
use crate::align::context::{Match, Shared, overlap, who};
use crate::lexicon::counting;
use crate::lexicon::units::{complements, kept_and_cut, one_of_rest, unit};
use crate::model::{Decimal, Figure, Fit, Hedge, Measure, Part};

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
    /// Two votes or ranges with one number in common: 7-3 and 7-4.
    pub half_alike: bool,
    /// Percentages or spans of time.
    pub common: bool,
    /// Neither, and long: two articles hardly tell it of two things.
    pub rare: bool,
    /// The head noun of one side stands in the other's sentence.
    pub cross: bool,
    /// A measure, a sum, a share: no plain count.
    pub unit: bool,
    /// Another value of the same kind stands in the sentence of one side: there it is told of two things.
    pub crowded: bool,
    /// Both sentences give several values of the kind, all others agree one by one, and these two are left over.
    pub left_over: bool,
    /// A telling figure of another kind stands in both sentences, of articles of the same days.
    pub together: bool,
    /// One of the two values stands nowhere in the other's article.
    pub alone: bool,
    /// See [`Beside::retold`].
    pub retold: bool,
    /// Something says plainly that the two are not one thing.
    pub apart: bool,
    /// How much speaks for their being one thing.
    pub score: f32,
    /// How much the values look like one number, mistyped: see [`slip`].
    pub slip: f32,
    /// One is a loose word ("dozens") that leaves the number open.
    pub vague: bool,
    /// Both are all that stands between two quotation marks.
    pub marked: bool,
    /// A hyphen joins one number to what it counts: "48-page" tells how long something is, and is no count of it.
    pub glued: bool,
    /// Shares that make up a hundred, one of them of the rest.
    pub complements: bool,
    /// A share that is left and one that is cut, which make up no hundred.
    pub kept_and_cut: bool,
    /// Like written numbers: the same length, or within a sixth of each other.
    pub like_values: bool,
    /// The signs behind `score`.
    pub signs: Signs,
}

/// What is known of two items before their words are compared.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// Index of the first item.
    pub x: usize,
    /// Index of the second one.
    pub y: usize,
    /// How the values fit.
    pub fit: Fit,
    /// What the sentences share.
    pub shared: Shared,
    /// How near the two articles are.
    pub close: Closeness,
    /// How much the values look like one number, mistyped: see [`slip`].
    pub slip: f32,
    /// All other values of the two sentences agree one by one.
    pub left_over: bool,
    /// A telling figure of another kind stands in both sentences.
    pub company: bool,
    /// One of the two values stands nowhere in the other's article.
    pub alone: bool,
    /// The headline tells one beside figures that the story tells beside the other, and the story nowhere says it.
    pub retold: bool,
}

/// What it adds to the score that two values are left over where all others of their sentences agree.
const LEFT_OVER: f32 = 1.0;

/// What it adds that a telling figure of another kind stands in both sentences, of articles of the same days.
const COMPANY: f32 = 1.0;

/// What it adds that the headline tells the one beside figures that stand beside the other, and the story nowhere says it.
const RETOLD: f32 = 2.5;

/// What it adds that one share is left of what the other is cut of: nouns and verbs must differ there.
const REST: f32 = 1.0;

/// What it adds that two articles set nothing but the figure in marks: words that went round.
const MARKED: f32 = 1.0;

/// Score from which two figures of different articles are one thing, and of one article.
const ENOUGH: f32 = 1.8;
const FRONT: f32 = 3.0;
/// Percentages and spans of time are everywhere: they need so much more.
const COMMON: f32 = 0.7;
/// What has another value of its kind beside it may be mistaken for it.
const CROWDED: f32 = 0.4;
/// One of two numbers of a vote or a range in common says much.
const HALF: f32 = 2.0;
/// How telling a value is that two articles hardly tell of two things: "$84,000".
const RARE: u32 = 4;
/// A pair that agrees is a rival even where its score is so much lower.
const AGREED: f32 = 1.0;

/// What a slip of the finger adds to the score, and from where it outweighs words that else keep two figures apart.
const SLIP: f32 = 0.6;
const SLIPPED: f32 = 2.5;

/// Weight of the words shared from which two shares that make up a hundred are one: hardly any two do by chance.
const COMPLEMENTS: f32 = 0.5;

/// Number of signs.
pub const SIGNS: usize = 23;

/// What speaks for (and against) two figures being one thing, each from 0 to about 1.
pub type Signs = [f32; SIGNS];

/// Names of the signs, for tuning.
pub const NAMES: [&str; SIGNS] = [
    "head_same",
    "head_diff",
    "cross",
    "mods_share",
    "mods_diff",
    "pred_same",
    "pred_diff",
    "subj_same",
    "subj_diff",
    "obj_same",
    "share",
    "weight",
    "near",
    "scope_diff",
    "own_scope_diff",
    "who_same",
    "both_front",
    "generic_pred_diff",
    "names_share",
    "names_diff",
    "near_days",
    "far_days",
    "runs",
];

/// What each sign weighs; measured on labelled pairs. The nearness of the articles (the last three) by what it finds in labelled stories
/// against what it raises in 5,000 articles of loosely related ones.
const WEIGHTS: Signs = [
    1.04, -1.0, 0.99, 0.14, -0.38, 0.42, -0.39, 0.49, -0.27, 0.98, 1.29, 1.93, 0.59, -0.5, -1.43, 0.0, 0.0, -0.8, 1.33,
    0.0, 1.0, -1.8, 0.3,
];

fn yes(b: bool) -> f32 {
    f32::from(u8::from(b))
}

/// Share of the smaller list that the other has.
fn part(a: &[&str], b: &[&str]) -> f32 {
    let n = a.len().min(b.len());
    if n == 0 { 0.0 } else { a.iter().filter(|w| b.contains(w)).count() as f32 / n as f32 }
}

fn part_ids(a: &[u32], b: &[u32]) -> f32 {
    let n = a.len().min(b.len());
    if n == 0 { 0.0 } else { a.iter().filter(|w| b.contains(w)).count() as f32 / n as f32 }
}

/// Each side has a scope word, and they have none in common.
fn scopes_differ(a: &[&str], b: &[&str]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|w| b.contains(w))
}

/// Whether both sides name levels of government, and not the same ones: a federal tax, and federal, state and local taxes.
fn levels_differ(a: &Figure, b: &Figure) -> bool {
    const LEVELS: &[&str] = &["federal", "state", "local", "municipal", "county"];
    let levels = |f: &Figure| -> Vec<bool> {
        let words = || f.concepts.iter().chain(&f.frame.objects).chain(&f.frame.context);
        LEVELS.iter().map(|l| words().any(|w| **w == **l)).collect()
    };
    let (a, b) = (levels(a), levels(b));
    a.contains(&true) && b.contains(&true) && a != b
}

impl Pair {
    /// Looks at two items.
    pub fn new(a: &Item<'_>, b: &Item<'_>, beside: Beside) -> Self {
        let Beside { x, y, fit, shared, close, slip, left_over, company, alone, retold } = beside;
        let same_article = close == Closeness::SELF;
        let head = overlap(a.head.as_slice(), b.head.as_slice());
        let modifiers = overlap(&a.modifiers, &b.modifiers);
        // "arrested 18 people", "led to the arrest of 18": what became of those counted says what the verb does.
        let fate = head == Match::Same && a.done.is_some() && a.done == b.done;
        let predicate = if fate { Match::Same } else { overlap(a.predicate.as_slice(), b.predicate.as_slice()) };
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
        let signs: Signs = [
            yes(head == Match::Same),
            yes(head == Match::Different),
            yes(cross),
            part(&a.modifiers, &b.modifiers),
            yes(modifiers == Match::Different),
            yes(predicate == Match::Same),
            yes(predicate == Match::Different),
            yes(subject == Match::Same),
            yes(subject == Match::Different),
            part(&a.objects, &b.objects),
            shared.share,
            (shared.weight / 20.0).min(1.5),
            part(&a.near, &b.near),
            yes(a.scope != b.scope),
            yes(a.own_scope != b.own_scope),
            yes(names == Match::Same),
            yes(front(a) && front(b)),
            yes(generic(a) && generic(b) && predicate == Match::Different),
            part_ids(&a.names, &b.names),
            yes(!a.names.is_empty() && !b.names.is_empty() && part_ids(&a.names, &b.names) == 0.0),
            yes(!same_article && close.days.is_some_and(|d| d <= 2)),
            yes(!same_article && close.days.is_none_or(|d| d > 4)),
            yes(!same_article && close.runs > 0),
        ];
        let differ = |a: Option<&str>, b: Option<&str>| matches!((a, b), (Some(a), Some(b)) if a != b);
        let together = company && close.days.is_some_and(|d| d <= 2);
        let firm = [
            differ(a.fate, b.fate),
            differ(a.axis, b.axis),
            a.figure.measure == Measure::Rank,
            scopes_differ(&a.bodies, &b.bodies),
            a.denied() != b.denied(),
            rate(a.figure) != rate(b.figure),
            further(a.figure) || further(b.figure),
            same_article && (a.crowded || b.crowded),
            [(a, b), (b, a)].iter().any(|(x, y)| x.sum.is_some() && x.sum == y.figure.quantity.value),
            (same_article || close.days.is_none_or(|d| d > 2)) && (sampled(a) || sampled(b)),
        ];
        let kept_and_cut = kept_and_cut(a.figure, b.figure);
        let scope = [
            period(a, b) == Match::Different,
            generic(a) && generic(b) && a.fate != b.fate,
            !a.own_scope.is_empty() && !b.own_scope.is_empty() && a.own_scope != b.own_scope,
            levels_differ(a.figure, b.figure),
            a.kinds != b.kinds && !half,
            // what is left is no rival of what is cut, unless it is of the same thing
            one_of_rest(a.figure, b.figure) && !kept_and_cut,
            a.figure.measure != b.figure.measure && !(loose(a) && loose(b)),
        ];
        // "offered protection to 700,000", "allowed 700,000 to keep it": in sentences that share a sum, whoever the subject is
        let named = !(together || retold)
            && (names == Match::Different || matches!((a.whose, b.whose), (Some(x), Some(y)) if x != y));
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
            left_over,
            crowded: (a.crowded || b.crowded) && !left_over,
            common: everywhere(a.figure),
            rare: telling >= RARE && !everywhere(a.figure),
            together,
            alone,
            retold,
            apart: firm.contains(&true) || slip < SLIPPED && (named || scope.contains(&true)),
            score: signs.iter().zip(WEIGHTS).map(|(s, w)| s * w).sum::<f32>()
                + if half { HALF } else { 0.0 }
                + if left_over { LEFT_OVER } else { 0.0 }
                + if together { COMPANY } else { 0.0 }
                + if retold { RETOLD } else { 0.0 }
                + if kept_and_cut { REST } else { 0.0 }
                + if a.marked && b.marked { MARKED } else { 0.0 }
                + SLIP * slip,
            slip,
            glued: a.glued || b.glued,
            vague: a.vague() || b.vague(),
            marked: a.marked && b.marked,
            complements: complements(a.figure, b.figure),
            kept_and_cut,
            like_values: like_values(a.figure, b.figure),
            signs,
        }
    }

    /// Whether equal values are one fact.
    pub fn agree(&self) -> bool {
        if self.complements {
            return self.shared.weight >= COMPLEMENTS;
        }
        // "scores of instances" fits any number: it bears witness only to what it counts itself.
        if self.vague && self.head != Match::Same && (self.glued || !self.cross) {
            return false;
        }
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
        let few = self.telling < if self.together { 2 } else { 4 };
        if self.head == Match::Different && !self.cross && !self.unit && few && self.slip < SLIPPED {
            return false;
        }
        // "a rate of 36 percent, and not 30": which of the two is meant cannot be told.
        if self.common && self.crowded && self.slip < SLIPPED {
            return false;
        }
        // Loose words leave so much room that only like numbers are set against each other.
        if matches!(self.fit, Fit::Outside | Fit::Beyond) && !self.like_values {
            return false;
        }
        let like = if self.like_values || self.left_over || self.kept_and_cut { 0.2 } else { -1.3 };
        let need = if self.same_article { FRONT } else { ENOUGH }
            + if self.common { COMMON } else { 0.0 }
            + if self.crowded { CROWDED } else { 0.0 };
        let shared = self.shared.count >= 2
            || self.shared.count == 1 && self.head == Match::Same
            || self.half_alike
            || self.marked
            || self.retold
            || self.kept_and_cut;
        self.score + like >= need && shared
    }

    /// Whether no other pair of either figure is a better match, or says the same value in like words. `alike` tells whether two
    /// items have one value: a figure that is told twice is no rival of itself.
    pub fn unrivalled<'p>(
        &self,
        mut all: impl Iterator<Item = &'p Pair>,
        alike: impl Fn(usize, usize) -> bool,
    ) -> bool {
        !all.any(|other| {
            let end = |p: &Pair, i: usize| if p.x == i { Some(p.y) } else { (p.y == i).then_some(p.x) };
            let rival = match (end(other, self.x), end(other, self.y)) {
                // The pair itself.
                (Some(_), Some(_)) => return false,
                (Some(rival), None) => (rival, self.y),
                (None, Some(rival)) => (rival, self.x),
                (None, None) => return false,
            };
            if self.slip >= SLIPPED && other.fit != Fit::Same && other.fit.agrees() {
                // The precise number is mistyped, and the round one beside it is not.
                false
            } else if self.left_over && !other.left_over {
                // where it belongs, its neighbours tell
                false
            } else if other.vague && !self.vague && self.unit {
                // "tens of millions" fits any of the sums
                false
            } else if other.fit == Fit::Same
                && self.alone
                && self.rare
                && !self.crowded
                && self.score >= ENOUGH + AGREED
            {
                // the other sum is told twice, and this one only here
                other.score > self.score + AGREED
            } else if other.fit.agrees() {
                other.score > self.score - SLIP * self.slip - AGREED
            } else if self.slip >= SLIPPED && other.slip < SLIPPED {
                // another number of many digits is no likelier to be meant than the one that differs in one of them
                false
            } else {
                other.score > self.score && !alike(rival.0, rival.1)
            }
        })
    }
}

/// Percentages and spans of time.
pub fn everywhere(f: &Figure) -> bool {
    matches!(
        f.unit.as_deref(),
        Some(
            "percentage"
                | "year"
                | "month"
                | "week"
                | "day"
                | "hour"
                | "minute"
                | "second"
                | "decade"
                | "century"
                | "percentage point"
        )
    )
}

/// Whether two votes, or two ranges in one unit, have one of their numbers in common.
fn half_alike(a: &Figure, b: &Figure) -> bool {
    let ends = |f: &Figure| (f.quantity.low, f.quantity.high);
    let vote = |f: &Figure| f.measure == Measure::Vote;
    let range = |f: &Figure| f.quantity.hedge == Hedge::Range && f.measure != Measure::Vote && f.unit.is_some();
    let one_unit = || same_or_left_out(a.unit.as_deref(), b.unit.as_deref());
    let ((al, ah), (bl, bh)) = (ends(a), ends(b));
    (vote(a) && vote(b) || range(a) && range(b) && one_unit()) && (al == bl) != (ah == bh)
}

/// Whether two units are one, but for what they are by: "hours" and "hours per person".
fn same_or_left_out(a: Option<&str>, b: Option<&str>) -> bool {
    let bare = |u: &'_ str| u.split_once(" per ").map_or(u.to_owned(), |(u, _)| u.to_owned());
    a.map(bare) == b.map(bare)
}

/// Counts, totals, shares and averages are said one for the other.
fn loose(i: &Item<'_>) -> bool {
    matches!(i.figure.measure, Measure::Count | Measure::Total)
}

/// Whether those are counted that come on top of others: "two other women", "40 more". How many depends on who was counted before.
fn further(f: &Figure) -> bool {
    f.unit.is_none() && f.concepts.iter().any(|c| counting::is_further(c))
}

/// Whether those are counted who were asked by a poll: each poll asks others.
fn sampled(i: &Item<'_>) -> bool {
    let asked = i.figure.concepts.iter().any(|c| counting::is_asked(c));
    let words = || i.figure.frame.context.iter().chain(&i.figure.frame.subject).chain(&i.figure.frame.objects);
    asked && words().any(|w| counting::is_poll(w))
}

/// What a rate is by: "month" of "dollar per month". By the head is how most things are told anyhow.
fn rate(f: &Figure) -> Option<&str> {
    f.unit.as_deref().and_then(|u| u.split_once(" per ")).map(|u| u.1).filter(|u| *u != "person")
}

/// Whether the periods that the two sentences name meet. One year is not the same period as eight years that hold it.
fn period(a: &Item<'_>, b: &Item<'_>) -> Match {
    let meet = |(al, ah): &(i32, i32), (bl, bh): &(i32, i32)| {
        let (x, y) = (ah.saturating_sub(*al) + 1, bh.saturating_sub(*bl) + 1);
        al <= bh && bl <= ah && x.max(y) < x.min(y).saturating_mul(2)
    };
    match (a.periods.is_empty(), b.periods.is_empty()) {
        (false, false) if a.periods.iter().any(|p| b.periods.iter().any(|q| meet(p, q))) => Match::Same,
        (false, false) => Match::Different,
        _ => Match::Unknown,
    }
}

/// Whether one number may be the other, mistyped: as many digits, or within a sixth.
fn like_values(a: &Figure, b: &Figure) -> bool {
    let (Some(x), Some(y)) = (a.quantity.value, b.quantity.value) else { return true };
    let (small, large) = (x.min(y), x.max(y));
    let long = |d: Decimal| d.digits().unsigned_abs().checked_ilog10().unwrap_or(0) as i32 - i32::from(d.scale());
    let near = large.checked_sub(small).and_then(|d| d.checked_mul(Decimal::from(6))).is_some_and(|d| d <= large);
    near || long(x) == long(y)
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

/// How much more likely two values are one number, mistyped, than two numbers, as a natural logarithm: two long numbers that
/// differ in one digit are hardly ever two. The last digit changes most easily by itself, and counts less.
pub fn slip(a: &Figure, b: &Figure) -> f32 {
    let (Some(x), Some(y)) = (a.quantity.value, b.quantity.value) else { return 0.0 };
    if a.unit != b.unit {
        return 0.0;
    }
    // "$12,625,777" and "$13.6 million": as many digits are compared as both have
    let last = a.quantity.precision.max(b.quantity.precision);
    let cut = |x: Decimal, own: i8| {
        if own < last && a.quantity.is_bare() && b.quantity.is_bare() { x.rounded(last) } else { x }
    };
    mistyped(cut(x, a.quantity.precision), cut(y, b.quantity.precision))
}

fn mistyped(x: Decimal, y: Decimal) -> f32 {
    let (mut x, mut y) = (digits(x), digits(y));
    while x.len() > 1 && y.len() > 1 && x.last() == Some(&b'0') && y.last() == Some(&b'0') {
        x.pop();
        y.pop();
    }
    if x.len() != y.len() {
        return 0.0;
    }
    let differ: Vec<usize> = (0..x.len()).filter(|&i| x[i] != y[i]).collect();
    let tell = |n: usize| [0.0, 0.0, 0.9, 2.8, 4.5][n.min(4)];
    match differ[..] {
        [i] if i + 1 == x.len() && i > 0 => tell(x.len() - 1),
        [_] => tell(x.len()),
        [i, j] if j == i + 1 && x[i] == y[j] && x[j] == y[i] => tell(x.len()),
        _ => 0.0,
    }
}

/// The digits of a number with six places, so that two numbers have their digits in the same columns; none of a longer fraction.
fn digits(d: Decimal) -> Vec<u8> {
    let Some(shift) = 6u32.checked_sub(u32::from(d.scale())) else { return Vec::new() };
    let whole = d.digits().unsigned_abs().checked_mul(10u128.pow(shift)).unwrap_or(0);
    whole.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_digit_of_many() {
        let slip = |a: i64, b: i64| mistyped(Decimal::from(a), Decimal::from(b));
        assert!(slip(43_885_310, 46_885_310) >= SLIPPED);
        assert!(slip(4312, 4132) >= SLIPPED, "two digits swapped");
        assert!(slip(458, 258) >= SLIPPED);
        // the last digit changes most easily by itself, and short numbers are near one another by chance
        assert!(slip(1014, 1012) < slip(1014, 2014));
        assert!(slip(17, 13) < SLIPPED && slip(2_000_000, 3_000_000) == 0.0);
        assert!(slip(84_000, 89_000) < SLIPPED);
        assert_eq!(slip(4312, 4325), 0.0);
        assert_eq!(slip(4312, 43_120), 0.0);
        assert_eq!(slip(4312, 4312), 0.0);
    }
}
