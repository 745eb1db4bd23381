//! Rule `coinciding-figure`.

use std::collections::BTreeMap;

use crate::compare::confidence::confidence;
use crate::compare::{Check, Context};
use crate::lexicon::synonyms::class;
use crate::model::{Figure, Finding, Hedge, Measure, Severity, Side, SideRole};

crate::rule! {
    /// One and the same odd number for two different things.
    ///
    /// # What it compares
    ///
    /// Plain counts of three or more significant digits that are written alike in articles on one story, and count things that have
    /// no word in common.
    ///
    /// # Why it matters
    ///
    /// Two things are seldom exactly as many. A number slips from one line of a source into another: a count of shelters became a toll.
    ///
    /// # Example
    ///
    /// > 4,460 dead / 4,460 evacuation shelters
    ///
    /// # Not reported
    ///
    /// Round numbers, years, prices, measures, times, anything under three significant digits.
    id: "coinciding-figure",
    kind: Figure,
    severity: Note,
    yields_to: [],
    check: Check::Batch(check),
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let mut by_value: BTreeMap<i128, Vec<(u32, &Figure)>> = BTreeMap::new();
    for (a, facts) in batch.articles.iter().enumerate() {
        for f in facts.figures.iter().filter(|f| telling(f)) {
            let digits = f.quantity.value.map_or(0, |v| v.digits());
            by_value.entry(digits).or_default().push((a as u32, f));
        }
    }
    let mut out = Vec::new();
    for found in by_value.values() {
        let pair = found.iter().enumerate().find_map(|(i, x)| {
            let near = |y: &&(u32, &Figure)| batch.comparable(x.0, y.0) && apart(x.1, y.1);
            found[i + 1..].iter().take(50).find(near).map(|y| (x, y))
        });
        let Some((x, y)) = pair else { continue };
        let value = x.1.quantity.value.unwrap_or_default().to_string();
        let side =
            |p: &(u32, &Figure), role| Side { article: Some(p.0), span: p.1.place.span, value: value.clone(), role };
        let (a, b) = (x.1.concepts.join(" "), y.1.concepts.join(" "));
        out.push(Finding {
            rule: RULE.id,
            kind: RULE.kind,
            severity: Severity::Note,
            confidence: confidence(RULE.id, "same-odd-number"),
            message: format!("{value} is the number of two things: {a}, and {b}"),
            hint: "check that the number was not taken from the wrong line".into(),
            sides: vec![side(y, SideRole::Odd), side(x, SideRole::Others)],
            evidence: vec![
                format!("both are exactly {value}, no round number"),
                format!("\"{a}\" and \"{b}\" have no word in common"),
            ],
            rung: "same-odd-number",
            key: value.clone(),
            fingerprint: String::new(),
        });
    }
    out
}

/// A bare count with three or more significant digits that is no year.
fn telling(f: &Figure) -> bool {
    let Some(value) = f.quantity.value.filter(|v| v.scale() == 0) else { return false };
    let mut digits = value.digits();
    if (1400..2200).contains(&digits) {
        return false;
    }
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
    }
    f.comparable
        && f.unit.is_none()
        && f.quantity.hedge == Hedge::Exact
        && f.measure == Measure::Count
        && !f.concepts.is_empty()
        && !f.place.quoted
        && digits >= 100
}

/// Whether two figures count things that have no word in common.
fn apart(a: &Figure, b: &Figure) -> bool {
    let wide = |f: &Figure| {
        f.concepts
            .last()
            .is_some_and(|h| matches!(class(h), "people" | "total" | "number" | "case" | "man" | "woman" | "member"))
    };
    let said = |f: &Figure, w: &str| {
        let frame = &f.frame;
        f.concepts.iter().chain(&frame.subject).chain(&frame.objects).chain(&frame.predicate).any(|c| class(c) == w)
    };
    !wide(a)
        && !wide(b)
        && !a.concepts.iter().any(|c| said(b, class(c)))
        && !b.concepts.iter().any(|c| said(a, class(c)))
}
