//! Puts figures together that count the same thing.
//!
//! Equal values in like surroundings are nearly surely one fact, so agreements join on little evidence. Different values join only
//! when everything else is the same: the thing counted, the unit, the measure, near-identical sentences, each the best match of
//! the other, and no figure elsewhere in the other article that says the same.

use super::Aligner;
use super::context::{Around, Camps, Counts, Joined, Shared, Terms, article_pairs, shared};
use crate::lexicon::synonyms::class;
use crate::lexicon::units::unit;
use crate::model::{Batch, ClaimRef, Decimal, Figure, Fit, Group, Kind, Measure, Member, Part};

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
    /// How telling the value is: significant digits, and a unit counts as one more.
    telling: u32,
}

impl Aligner for Figures {
    fn id(&self) -> &'static str {
        "figures"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let mut terms = Terms::default();
        let mut items: Vec<Item<'_>> = Vec::new();
        let mut first = Vec::new();
        for (a, facts) in batch.articles.iter().enumerate() {
            first.push(items.len());
            for (i, figure) in facts.figures.iter().enumerate().filter(|(_, f)| f.comparable) {
                let claim = ClaimRef { article: a as u32, kind: Kind::Figure, index: i as u32 };
                items.push(item(claim, figure, &mut terms));
            }
        }
        first.push(items.len());
        let of = |a: u32| &items[first[a as usize]..first[a as usize + 1]];
        let counts: Vec<Counts> = (0..batch.articles.len() as u32)
            .map(|a| Counts::new(of(a).iter().map(|i| (i.figure.place.sentence, &i.around))))
            .collect();
        let mut camps = Camps::new(items.len());
        for (a, b) in article_pairs(batch) {
            let links = links(of(a), of(b), &counts[a as usize], &counts[b as usize], a == b);
            for (x, y, clash) in links {
                let (x, y) = (first[a as usize] + x, first[b as usize] + y);
                if clash {
                    camps.clash(x, y);
                } else {
                    camps.join(x, y, |i, j| fit(items[i].figure, items[j].figure).is_none_or(Fit::agrees));
                }
            }
        }
        camps.finish().into_iter().map(|joined| group(&items, &joined)).collect()
    }
}

fn item<'a>(claim: ClaimRef, figure: &'a Figure, terms: &mut Terms) -> Item<'a> {
    let around = Around::new(&figure.frame, &figure.concepts, terms);
    let mut modifiers: Vec<&str> = figure.concepts.iter().map(|c| class(c)).collect();
    let head = modifiers.pop();
    let value = figure.quantity.value.or(figure.quantity.low).or(figure.quantity.high).unwrap_or(Decimal::ZERO);
    let mut digits = value.digits().unsigned_abs();
    while digits > 0 && digits % 10 == 0 {
        digits /= 10;
    }
    let mut telling = digits.checked_ilog10().unwrap_or(0) + 1;
    if value >= Decimal::from(1000) {
        telling += 1;
    }
    telling += u32::from(figure.unit.is_some());
    telling += u32::from(figure.measure == Measure::Vote || figure.quantity.value.is_none());
    Item { claim, figure, around, head, modifiers, telling }
}

/// How two figures stand to each other, before their surroundings are looked at.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    x: usize,
    y: usize,
    fit: Fit,
    head: HeadMatch,
    shared: Shared,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum HeadMatch {
    Different,
    Unknown,
    Same,
}

/// The figures of two articles that belong together.
fn links(xs: &[Item<'_>], ys: &[Item<'_>], cx: &Counts, cy: &Counts, same_article: bool) -> Vec<(usize, usize, bool)> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (x, a) in xs.iter().enumerate() {
        for (y, b) in ys.iter().enumerate() {
            if same_article && y <= x || !same_kind(a.figure, b.figure) {
                continue;
            }
            let Some(fit) = fit(a.figure, b.figure) else { continue };
            let head = heads(a, b);
            let shared = shared(&a.around, &b.around, cx, cy, same_article);
            candidates.push(Candidate { x, y, fit, head, shared });
        }
    }
    let mut out = Vec::new();
    for c in candidates.iter().filter(|c| c.fit.agrees()) {
        if agree(c, &xs[c.x], &ys[c.y]) {
            out.push((c.x, c.y, false));
        }
    }
    for c in candidates.iter().filter(|c| !c.fit.agrees()) {
        if conflict(c, xs, ys, &candidates, same_article) {
            out.push((c.x, c.y, true));
        }
    }
    out
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

fn heads(a: &Item<'_>, b: &Item<'_>) -> HeadMatch {
    match (a.head, b.head) {
        (Some(x), Some(y)) if x == y => HeadMatch::Same,
        (Some(_), Some(_)) => HeadMatch::Different,
        _ => HeadMatch::Unknown,
    }
}

/// Whether equal values are one fact.
fn agree(c: &Candidate, a: &Item<'_>, b: &Item<'_>) -> bool {
    let telling = a.telling.min(b.telling);
    let exact = c.fit == Fit::Same;
    let need = match (c.head, telling) {
        (HeadMatch::Same, 3..) => 0.0,
        (HeadMatch::Same, 2) => 1.5,
        (HeadMatch::Same, _) => 3.0,
        (HeadMatch::Unknown, 4..) => 0.0,
        (HeadMatch::Unknown, 3) => 1.5,
        (HeadMatch::Unknown, 2) => 3.0,
        (HeadMatch::Unknown, _) => 5.0,
        (HeadMatch::Different, 4..) => 1.5,
        (HeadMatch::Different, 3) => 3.0,
        (HeadMatch::Different, 2) => 4.0,
        (HeadMatch::Different, _) => 7.0,
    };
    let need: f32 = if exact { need } else { need + 2.0 };
    c.shared.weight >= need
}

/// Whether different values are one fact told differently.
fn conflict(c: &Candidate, xs: &[Item<'_>], ys: &[Item<'_>], all: &[Candidate], same_article: bool) -> bool {
    let (a, b) = (&xs[c.x], &ys[c.y]);
    if c.head == HeadMatch::Different {
        return false;
    }
    // Inside one article the same noun counts many things; what its headline, lede and captions say is said of the whole.
    let parts = |i: &Item<'_>| matches!(i.figure.place.part, Part::Headline | Part::Lede | Part::Caption);
    if same_article && !parts(a) && !parts(b) {
        return false;
    }
    let (weight, share) = match (c.head, same_article) {
        (HeadMatch::Same, false) => (4.5, 0.34),
        (HeadMatch::Same, true) => (7.0, 0.55),
        (_, false) => (6.0, 0.45),
        (_, true) => (9.0, 0.7),
    };
    if c.shared.weight < weight || c.shared.share < share {
        return false;
    }
    // modifiers that are there on both sides and share nothing: "federal taxes", "state taxes"
    let contrary =
        !a.modifiers.is_empty() && !b.modifiers.is_empty() && !a.modifiers.iter().any(|m| b.modifiers.contains(m));
    if contrary {
        return false;
    }
    for other in all {
        if other.x == c.x && other.y == c.y {
            continue;
        }
        let touches = other.x == c.x || other.y == c.y || same_article && (other.x == c.y || other.y == c.x);
        if !touches || other.head == HeadMatch::Different {
            continue;
        }
        // a better match, or the same value said elsewhere in like words
        if other.shared.weight > c.shared.weight * 1.02
            || (other.fit.agrees() && other.shared.weight > c.shared.weight * 0.5)
        {
            return false;
        }
    }
    true
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
