//! A figure made ready for comparing: its words by class, its scope, its periods.

use crate::align::context::{Around, Terms};
use crate::lexicon::counting;
use crate::lexicon::synonyms::{class, is_light, is_scope};
use crate::model::{ArticleFacts, Batch, ClaimRef, DateClaim, Decimal, Figure, Frame, Hedge, Measure, Modality, Span};

/// A figure with what is compared of it.
pub struct Item<'a> {
    /// Which figure of the batch.
    pub claim: ClaimRef,
    /// The figure.
    pub figure: &'a Figure,
    /// The terms around it, weighed.
    pub around: Around,
    /// Class of the head noun counted.
    pub head: Option<&'a str>,
    /// Classes of the other words of what is counted.
    pub modifiers: Vec<&'a str>,
    /// Class of the verb, if it says anything.
    pub predicate: Option<&'a str>,
    /// Classes of the subject's words.
    pub subject: Vec<&'a str>,
    /// Classes of the objects' words.
    pub objects: Vec<&'a str>,
    /// Classes of the words nearest in the parse.
    pub near: Vec<&'a str>,
    /// What happened to those counted: killed, hurt, arrested …
    pub fate: Option<&'a str>,
    /// The same, said by the verb or by the noun right above those counted: "the arrest of 18 people".
    pub done: Option<&'a str>,
    /// In which direction is measured: depth, width, height, length …
    pub axis: Option<&'a str>,
    /// Scope words near it, sorted.
    pub scope: Vec<&'a str>,
    /// Scope words in what is counted, sorted.
    pub own_scope: Vec<&'a str>,
    /// Words of its sentence that make it another figure wherever they stand: "combined", "maximum", "average".
    pub kinds: Vec<&'a str>,
    /// Weeks, months and years named in its sentence.
    pub periods: Vec<(i32, i32)>,
    /// Whose figure it is, as an entity of the batch.
    pub whose: Option<u32>,
    /// Another value of the same unit stands in its sentence.
    pub crowded: bool,
    /// The sum of the plain counts of its sentence, if there are several.
    pub sum: Option<Decimal>,
    /// Of a vote: the bodies that its sentence names, sorted.
    pub bodies: Vec<&'a str>,
    /// Names among the subject, titles left out.
    pub who: Vec<Box<str>>,
    /// People, organisations and places named in its sentence, as entities of the batch, sorted.
    pub names: Vec<u32>,
    /// A hyphen joins the number to what it counts.
    pub glued: bool,
    /// It is all that stands between two quotation marks: words of somebody's that everybody knows.
    pub marked: bool,
    /// How telling the value is: significant digits, and a unit counts as one or two more.
    pub telling: u32,
}

impl<'a> Item<'a> {
    /// The item of one figure.
    pub fn new(claim: ClaimRef, batch: &Batch, facts: &'a ArticleFacts, figure: &'a Figure, terms: &mut Terms) -> Self {
        let frame = &figure.frame;
        let classes = |list: &'a [Box<str>]| -> Vec<&'a str> { list.iter().map(|c| class(c)).collect() };
        let mut modifiers = classes(&figure.concepts);
        let mut head = modifiers.pop();
        // "the 15th anniversary of the attacks": so many years after the attacks
        if head == Some("anniversary") && figure.unit.is_some() && !modifiers.is_empty() {
            head = Some(modifiers.remove(0));
        }
        let predicate = frame.predicate.as_deref().filter(|p| !is_light(p)).map(class);
        let near = classes(&frame.context[..frame.context.len().min(5)]);
        let own = || modifiers.iter().copied().chain(head).chain(predicate);
        let first_of = |is: fn(&str) -> bool, reach| own().chain(near.iter().take(reach).copied()).find(|w| is(w));
        let (fate, axis) = (first_of(counting::is_fate, 4), first_of(counting::is_axis, 4));
        let done = first_of(counting::is_fate, 2);
        let scopes = |near: &'a [Box<str>]| {
            let own = figure.concepts.iter();
            let mut scope: Vec<&str> = near.iter().chain(own).map(|l| &**l).filter(|l| is_scope(l)).collect();
            scope.sort_unstable();
            scope.dedup();
            scope
        };
        let whose = figure
            .whose
            .and_then(|m| facts.mentions.get(m as usize)?.entity)
            .and_then(|local| batch.entity(claim.article, local));
        Self {
            claim,
            figure,
            around: Around::new(frame, &figure.concepts, terms),
            head,
            modifiers,
            predicate,
            subject: classes(&frame.subject),
            objects: classes(&frame.objects),
            near,
            fate,
            done,
            axis: axis.filter(|_| figure.unit.is_some()),
            scope: scopes(&frame.context[..frame.context.len().min(4)]),
            own_scope: scopes(&[]),
            kinds: kinds(figure),
            periods: periods(facts, figure),
            whose,
            crowded: crowded(facts, claim.index as usize),
            sum: sum(facts, figure),
            bodies: if figure.measure == Measure::Vote { bodies(frame) } else { Vec::new() },
            who: frame.who.iter().filter(|w| !is_title(w)).cloned().collect(),
            names: names(claim, batch, facts, figure.place.sentence),
            glued: glued(facts, figure),
            marked: facts.alone_in_marks(figure.place.span),
            telling: telling(figure),
        }
    }

    /// Whether it is a loose word: "dozens".
    pub fn vague(&self) -> bool {
        self.figure.quantity.hedge == Hedge::Vague
    }

    /// Whether the figure is firmly said to be so.
    pub fn denied(&self) -> bool {
        self.figure.modality == Modality::Denied && !self.figure.given
    }
}

/// The sum of the plain counts in the sentence of a figure: "19 crew members and two passengers" are 21.
fn sum(facts: &ArticleFacts, figure: &Figure) -> Option<Decimal> {
    let first = facts.figures.partition_point(|f| f.place.span.start() < figure.place.sentence.start());
    let here = facts.figures[first..].iter().take_while(|f| figure.place.sentence.contains(f.place.span));
    let count = |f: &&Figure| f.unit.is_none() && f.measure == Measure::Count && f.comparable && !f.counted.is_empty();
    // a list without end is no sum that anybody tells
    let values: Option<Vec<Decimal>> = here.filter(count).take(6).map(|f| f.quantity.value).collect();
    let values = values.filter(|v| (2..6).contains(&v.len()))?;
    values.into_iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(v))
}

/// Whether another value of the same kind stands in the sentence of figure `i`.
fn crowded(facts: &ArticleFacts, i: usize) -> bool {
    let figure = &facts.figures[i];
    let beside = |f: &&Figure| f.place.sentence == figure.place.sentence;
    let before = facts.figures[..i].iter().rev().take_while(beside).take(12);
    let after = facts.figures[i + 1..].iter().take_while(beside).take(12);
    before.chain(after).any(|f| {
        let same_kind = match figure.unit {
            Some(_) => f.unit == figure.unit,
            None => f.unit.is_none() && f.measure == figure.measure && f.concepts.last() == figure.concepts.last(),
        };
        f.comparable && same_kind && !f.quantity.fit(&figure.quantity).agrees()
    })
}

/// The people, organisations and places named in a sentence, as entities of the batch, sorted.
fn names(claim: ClaimRef, batch: &Batch, facts: &ArticleFacts, sentence: Span) -> Vec<u32> {
    let first = facts.mentions.partition_point(|m| m.place.span.start() < sentence.start());
    let mut names: Vec<u32> = facts.mentions[first..]
        .iter()
        .take_while(|m| m.place.span.start() < sentence.end())
        .filter(|m| !m.candidate)
        .filter_map(|m| batch.entity(claim.article, m.entity?))
        .take(40)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The dates of a sentence.
fn within(facts: &ArticleFacts, sentence: Span) -> impl Iterator<Item = &DateClaim> {
    // Dates stand in the order of the text.
    let first = facts.dates.partition_point(|d| d.place.span.start() < sentence.start());
    let dates = facts.dates[first..].iter().take_while(move |d| d.place.span.start() < sentence.end());
    dates.filter(move |d| sentence.contains(d.place.span))
}

/// The words of a sentence that make its figure another one, sorted. A word of the claim's own near surroundings only.
fn kinds(figure: &Figure) -> Vec<&str> {
    let near = figure.frame.context.iter().take(8);
    let words = figure.concepts.iter().chain(near).chain(&figure.frame.predicate).map(|w| &**w);
    let mut out: Vec<&str> = words.filter(|w| counting::is_kind_of_figure(w)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The bodies named in the sentence of a vote.
fn bodies(frame: &Frame) -> Vec<&str> {
    let words = frame.context.iter().chain(&frame.subject).chain(&frame.objects).map(|w| &**w);
    let mut out: Vec<&str> = words.filter(|w| counting::is_voting_body(w)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Words before a name that are none: titles, and the bodies they belong to.
fn is_title(word: &str) -> bool {
    crate::lexicon::people::title(word).is_some()
        || crate::lexicon::people::role_head(word).is_some()
        || crate::lexicon::people::qualifier(word).is_some()
        || crate::lexicon::roles::is_body(word)
        || matches!(word, "vice" | "majority" | "minority" | "republican" | "democrat" | "democratic" | "st")
}

/// Whether a hyphen joins the number to what it counts: "48-page".
fn glued(facts: &ArticleFacts, figure: &Figure) -> bool {
    let (number, counted) = (figure.place.span, figure.counted);
    let behind = !counted.is_empty() && number.end() < counted.start() && figure.place.sentence.contains(counted);
    behind && Span::new(number.end(), counted.start()).of(facts.text()) == "-"
}

/// Significant digits of a number.
fn significant(d: Decimal) -> u32 {
    let mut digits = d.digits().unsigned_abs();
    while digits > 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits.checked_ilog10().unwrap_or(0) + 1
}

/// How telling the value is.
fn telling(figure: &Figure) -> u32 {
    let q = &figure.quantity;
    let value = q.value.or(q.low).or(q.high).unwrap_or(Decimal::ZERO);
    // Two numbers tell more than one: "97-1", "30 to 55".
    let both = match (q.value, q.low, q.high) {
        // "two-thirds" is two small numbers, however many digits its decimal has, and a half is everywhere.
        _ if figure.measure == Measure::Share && figure.unit.is_none() => 1 + u32::from(value.scale() > 1),
        (None, Some(l), Some(h)) if q.hedge != Hedge::Vague => significant(l) + significant(h),
        _ => significant(value),
    };
    let size = u32::from(value >= Decimal::from(1000));
    let unit = match figure.unit.as_deref() {
        None => 0,
        Some("year" | "month" | "week" | "day" | "hour" | "minute" | "percentage") => 1,
        Some(_) => 2,
    };
    // "two-thirds" and "fourth" are rarer than two and four of anything.
    let part = matches!(figure.measure, Measure::Rank | Measure::Share) && figure.unit.is_none();
    both + size + unit + u32::from(part || figure.measure == Measure::Vote || q.value.is_none())
}

/// The weeks, months and years named in the sentence of a figure; "from 2007 through 2014" and "since 2007" are one period each.
fn periods(facts: &ArticleFacts, figure: &Figure) -> Vec<(i32, i32)> {
    let mut out: Vec<(i32, i32)> = Vec::new();
    let mut open = false;
    for d in within(facts, figure.place.sentence) {
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
                let end = if preposition == "since" { facts.article.day().unwrap_or(days.1) } else { days.1 };
                out.push((days.0, end.max(days.1)));
            }
            _ => {}
        }
    }
    out
}
