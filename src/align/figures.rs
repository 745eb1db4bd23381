//! Puts figures together that count the same thing.
//!
//! Equal values in like surroundings are nearly surely one fact, so agreements join on little evidence. Different values join only
//! when everything else is the same: the thing counted, the unit, the measure, near-identical sentences, each the best match of
//! the other, and no figure elsewhere in the other article that says the same.

use super::Aligner;
use super::context::{Around, Camps, Counts, Joined, Match, Shared, Terms, article_pairs, overlap, shared, who};
use crate::lexicon::synonyms::{class, is_light, is_scope};
use crate::lexicon::units::unit;
use crate::model::{ArticleFacts, Batch, ClaimRef, Decimal, Figure, Fit, Group, Kind, Measure, Member, Part};

/// Aligns figures.
pub struct Figures;

struct Item<'a> {
    claim: ClaimRef,
    figure: &'a Figure,
    around: Around,
    /// Class of the head noun counted.
    head: Option<&'a str>,
    /// Classes of the other words of what is counted.
    modifiers: Vec<&'a str>,
    /// Scope words near it, sorted.
    scope: Vec<&'a str>,
    /// Scope words in what is counted, sorted.
    own_scope: Vec<&'a str>,
    /// Weeks, months and years named in its sentence.
    periods: Vec<(i32, i32)>,
    /// How telling the value is: significant digits, and a unit counts as one more.
    telling: u32,
}

impl Aligner for Figures {
    fn id(&self) -> &'static str {
        "figures"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let items = Items::new(batch);
        let mut camps = Camps::new(items.list.len());
        for (a, b) in article_pairs(batch) {
            let pairs = items.pairs(a, b);
            for p in pairs.iter().filter(|p| p.fit.agrees() && p.agree()) {
                camps.join(p.x, p.y, |i, j| fit(items.list[i].figure, items.list[j].figure).is_none_or(Fit::agrees));
            }
            for p in pairs.iter().filter(|p| !p.fit.agrees() && p.conflict() && p.unrivalled(&pairs)) {
                camps.clash(p.x, p.y);
            }
        }
        camps.finish().into_iter().map(|joined| group(&items.list, &joined)).collect()
    }
}

/// The comparable figures of a batch.
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
            for (i, figure) in facts.figures.iter().enumerate().filter(|(_, f)| f.comparable) {
                let claim = ClaimRef { article: a as u32, kind: Kind::Figure, index: i as u32 };
                let mut item = item(claim, figure, &mut terms);
                item.periods = periods(facts, figure);
                list.push(item);
            }
        }
        first.push(list.len());
        let counts = first
            .windows(2)
            .map(|w| Counts::new(list[w[0]..w[1]].iter().map(|i| (i.figure.place.sentence, &i.around))))
            .collect();
        Self { list, first, counts }
    }

    /// All pairs of figures of two articles whose units and measures allow a comparison.
    fn pairs(&self, a: u32, b: u32) -> Vec<Pair> {
        let of = |a: u32| self.first[a as usize]..self.first[a as usize + 1];
        let mut out = Vec::new();
        for x in of(a) {
            for y in of(b) {
                let (i, j) = (&self.list[x], &self.list[y]);
                if a == b && (y <= x || i.figure.place.sentence == j.figure.place.sentence)
                    || !same_kind(i.figure, j.figure)
                {
                    continue;
                }
                let Some(fit) = fit(i.figure, j.figure) else { continue };
                let shared = shared(&i.around, &j.around, &self.counts[a as usize], &self.counts[b as usize], a == b);
                out.push(pair(x, y, i, j, fit, shared, a == b));
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
        let pairs = items.pairs(a, b);
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

fn item<'a>(claim: ClaimRef, figure: &'a Figure, terms: &mut Terms) -> Item<'a> {
    let around = Around::new(&figure.frame, &figure.concepts, terms);
    let mut modifiers: Vec<&str> = figure.concepts.iter().map(|c| class(c)).collect();
    let head = modifiers.pop();
    let value = figure.quantity.value.or(figure.quantity.low).or(figure.quantity.high).unwrap_or(Decimal::ZERO);
    let mut digits = value.digits().unsigned_abs();
    while digits > 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    let mut telling = digits.checked_ilog10().unwrap_or(0) + 1;
    if value >= Decimal::from(1000) {
        telling += 1;
    }
    telling += match figure.unit.as_deref() {
        None => 0,
        Some("year" | "month" | "week" | "day" | "hour" | "minute" | "percentage") => 1,
        Some(_) => 2,
    };
    telling += u32::from(figure.measure == Measure::Vote || figure.quantity.value.is_none());
    let scopes = |list: &'a [Box<str>]| {
        let mut scope: Vec<&str> = list.iter().map(|l| &**l).filter(|l| is_scope(l)).collect();
        scope.sort_unstable();
        scope.dedup();
        scope
    };
    let scope = scopes(&figure.frame.context[..figure.frame.context.len().min(3)]);
    let own_scope = scopes(&figure.concepts);
    Item { claim, figure, around, head, modifiers, telling, scope, own_scope, periods: Vec::new() }
}

/// The weeks, months and years named in the sentence of a figure; "from 2007 through 2014" and "since 2007" are one period each.
fn periods(facts: &ArticleFacts, figure: &Figure) -> Vec<(i32, i32)> {
    let mut out: Vec<(i32, i32)> = Vec::new();
    let mut open = false;
    for d in facts.dates.iter().filter(|d| figure.place.sentence.contains(d.place.span)) {
        let (Some(days), Some(width)) = (d.days, d.width()) else { continue };
        let preposition = d.preposition.as_deref().unwrap_or_default();
        match preposition {
            "to" | "through" | "until" | "till" if open => {
                if let Some(last) = out.last_mut() {
                    last.1 = last.1.max(days.1);
                }
                open = false;
            }
            _ if width > 6 => {
                open = matches!(preposition, "from" | "between" | "since") || width > 300;
                let end = if preposition == "since" {
                    facts.article.published.map_or(days.1, |p| p.duration_since(EPOCH).as_hours() as i32 / 24)
                } else {
                    days.1
                };
                out.push((days.0, end.max(days.1)));
            }
            _ => {}
        }
    }
    out
}

/// The day from which days are counted.
const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);

/// What is known of two figures side by side.
#[derive(Clone, Copy, Debug)]
struct Pair {
    x: usize,
    y: usize,
    fit: Fit,
    head: Match,
    modifiers: Match,
    predicate: Match,
    subject: Match,
    period: Match,
    scope_differs: bool,
    own_scope_differs: bool,
    /// Names among the subjects.
    who: Match,
    /// Ordinals: a first and a second are two, not one told twice.
    rank: bool,
    /// The smaller of the two: significant digits, and a unit counts as one more.
    telling: u32,
    /// Like written numbers: the same length, or within a sixth of each other.
    like_values: bool,
    shared: Shared,
    same_article: bool,
    /// One side stands in headline, lede or caption.
    front: bool,
}

fn pair(x: usize, y: usize, a: &Item<'_>, b: &Item<'_>, fit: Fit, shared: Shared, same_article: bool) -> Pair {
    let classes = |list: &[Box<str>]| -> Vec<String> { list.iter().map(|l| class(l).to_owned()).collect() };
    let predicate = |i: &Item<'_>| -> Vec<String> {
        i.figure.frame.predicate.iter().filter(|p| !is_light(p)).map(|p| class(p).to_owned()).collect()
    };
    // One year is not the same period as eight years that hold it.
    let meet = |(al, ah): &(i32, i32), (bl, bh): &(i32, i32)| {
        let (x, y) = (ah.saturating_sub(*al) + 1, bh.saturating_sub(*bl) + 1);
        al <= bh && bl <= ah && x.max(y) < x.min(y).saturating_mul(2)
    };
    let period = match (a.periods.is_empty(), b.periods.is_empty()) {
        (false, false) if a.periods.iter().any(|p| b.periods.iter().any(|q| meet(p, q))) => Match::Same,
        (false, false) => Match::Different,
        _ => Match::Unknown,
    };
    let front = |i: &Item<'_>| matches!(i.figure.place.part, Part::Headline | Part::Lede | Part::Caption);
    Pair {
        x,
        y,
        fit,
        head: overlap(a.head.as_slice(), b.head.as_slice()),
        modifiers: overlap(&a.modifiers, &b.modifiers),
        predicate: overlap(&predicate(a), &predicate(b)),
        subject: overlap(&classes(&a.figure.frame.subject), &classes(&b.figure.frame.subject)),
        period,
        scope_differs: a.scope != b.scope,
        own_scope_differs: a.own_scope != b.own_scope,
        who: who(&a.figure.frame.who, &b.figure.frame.who),
        rank: a.figure.measure == Measure::Rank,
        telling: a.telling.min(b.telling),
        like_values: like_values(a.figure, b.figure),
        shared,
        same_article,
        front: front(a) || front(b),
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

impl Pair {
    /// Whether equal values are one fact.
    fn agree(&self) -> bool {
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

    /// Whether different values are one fact told differently: the share of common words, with what speaks for and against it.
    fn conflict(&self) -> bool {
        if self.same_article && !self.front
            || self.rank
            || self.period == Match::Different
            || self.who == Match::Different
            || self.own_scope_differs
        {
            return false;
        }
        // Loose words leave so much room that only like numbers are set against each other.
        if matches!(self.fit, Fit::Outside | Fit::Beyond) && !self.like_values {
            return false;
        }
        if self.head == Match::Different && self.telling < 4
            || self.head != Match::Different && self.modifiers == Match::Different
        {
            return false;
        }
        let of = |m: Match, same: f32, different: f32| match m {
            Match::Same => same,
            Match::Unknown => 0.0,
            Match::Different => different,
        };
        let mut score = self.shared.share + (0.015 * (self.shared.weight - 5.0)).clamp(-0.1, 0.15);
        score += of(self.head, 0.15, -0.1) + of(self.predicate, 0.08, -0.05) + of(self.subject, 0.05, -0.06);
        score += if self.modifiers == Match::Same { 0.1 } else { 0.0 };
        score += if self.like_values { 0.05 } else { -0.15 };
        score -= if self.scope_differs { 0.12 } else { 0.0 };
        score += match self.telling {
            0 | 1 => -0.08,
            4.. => 0.05,
            _ => 0.0,
        };
        let need = if self.same_article { 0.6 } else { 0.37 };
        score >= need && self.shared.count >= 2
    }

    /// Whether no other pair of either figure is a better match, or says the same value in like words.
    fn unrivalled(&self, all: &[Pair]) -> bool {
        !all.iter().any(|other| {
            let same = other.x == self.x && other.y == self.y;
            let touches =
                other.x == self.x || other.y == self.y || self.same_article && (other.x == self.y || other.y == self.x);
            !same
                && touches
                && other.head != Match::Different
                && (other.shared.weight > self.shared.weight * 1.02
                    || other.fit.agrees() && other.shared.weight > self.shared.weight * 0.5)
        })
    }
}

/// Whether unit and measure allow a comparison at all.
fn same_kind(a: &Figure, b: &Figure) -> bool {
    let special = |m: Measure| {
        matches!(
            m,
            Measure::Rank | Measure::Vote | Measure::Ratio | Measure::Change | Measure::Average | Measure::Share
        )
    };
    if (special(a.measure) || special(b.measure)) && a.measure != b.measure {
        return false;
    }
    if a.measure == Measure::Change && a.change != b.change {
        return false;
    }
    a.unit.is_some() == b.unit.is_some()
}

/// How the values fit; `None` if the units measure different things. The same number in two currencies or two units of one
/// dimension is a candidate too.
fn fit(a: &Figure, b: &Figure) -> Option<Fit> {
    match crate::lexicon::units::fit(a, b) {
        Some(f) => Some(f),
        None => {
            let (x, y) = (unit(a.unit.as_deref()?)?, unit(b.unit.as_deref()?)?);
            let dollars = x.name.contains("dollar") && y.name.contains("dollar");
            let same = a.quantity.value.is_some() && a.quantity.value == b.quantity.value;
            (x.dimension == "money" && y.dimension == "money" && same).then_some(if dollars {
                Fit::Same
            } else {
                Fit::Apart
            })
        }
    }
}

/// The group of joined figures, with its evidence.
fn group(items: &[Item<'_>], joined: &Joined) -> Group {
    let members = &joined.members;
    let (x, y) = joined.clash.unwrap_or((members[0], members[members.len() - 1]));
    let (a, b) = (items[x].figure, items[y].figure);
    let named = [a, b].into_iter().chain(members.iter().map(|&i| items[i].figure)).find(|f| !f.concepts.is_empty());
    let about = named.map_or_else(String::new, |f| f.concepts.join(" "));
    let mut evidence = Vec::new();
    if !about.is_empty() {
        evidence.push(format!("both count: {about}"));
    }
    if let Some(unit) = a.unit.as_deref().filter(|_| a.unit == b.unit) {
        evidence.push(format!("same unit: {unit}"));
    }
    let words = common_words(a, b);
    if !words.is_empty() {
        evidence.push(format!("the sentences share: {}", words.join(", ")));
    }
    let member =
        |&i: &usize| Member { claim: items[i].claim, span: items[i].figure.place.span, value: value(items[i].figure) };
    Group { kind: Kind::Figure, about, members: members.iter().map(member).collect(), evidence }
}

/// Words that both sentences have, at most five.
fn common_words(a: &Figure, b: &Figure) -> Vec<String> {
    let words = |f: &'_ Figure| -> Vec<String> {
        f.frame
            .predicate
            .iter()
            .chain(&f.frame.subject)
            .chain(&f.frame.objects)
            .chain(&f.frame.context)
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

/// The value in normal form: number or range, hedge, unit.
#[must_use]
pub fn value(f: &Figure) -> String {
    use crate::model::Hedge;
    let q = &f.quantity;
    let number = match (q.value, q.low, q.high) {
        (None, Some(l), Some(h)) if f.measure == Measure::Vote || f.measure == Measure::Ratio => format!("{h}-{l}"),
        (None, Some(l), Some(h)) => format!("{l}..{h}"),
        (None, Some(l), None) => format!("{l}.."),
        (None, None, Some(h)) => format!("..{h}"),
        (Some(v), ..) => v.to_string(),
        (None, None, None) => String::new(),
    };
    let sign = match q.hedge {
        Hedge::Exact | Hedge::Range => "",
        Hedge::About => "~",
        Hedge::Above => ">",
        Hedge::AtLeast => ">=",
        Hedge::Below => "<~",
        Hedge::AtMost => "<=",
    };
    let unit = f.unit.as_deref().map_or(String::new(), |u| format!(" {u}"));
    format!("{sign}{number}{unit}")
}
