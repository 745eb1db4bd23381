//! Rule `mismatched-conversion`.

use crate::compare::arithmetic::{finding, text};
use crate::compare::{Check, Site};
use crate::lexicon::units::unit;
use crate::model::{ArticleFacts, Decimal, Figure, Finding};

crate::rule! {
    /// A measure and its conversion in brackets that do not fit.
    ///
    /// # What it compares
    ///
    /// A figure with a unit and the figure in brackets directly after it, where the two units convert into each other.
    ///
    /// # Why it matters
    ///
    /// A wrong conversion makes one of two readers wrong.
    ///
    /// # Example
    ///
    /// > The sea wall will be 30 feet (48 kilometers) high.
    ///
    /// # Not reported
    ///
    /// Conversions within the rounding of either figure; money, whose rate nobody here knows; two different measures ("5 miles (20 minutes)").
    id: "mismatched-conversion",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Article(check),
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    facts.figures.windows(2).filter_map(|w| fault(facts, site, &w[0], &w[1])).collect()
}

fn fault(facts: &ArticleFacts, site: Site<'_>, a: &Figure, b: &Figure) -> Option<Finding> {
    let (x, y) = (unit(a.unit.as_deref()?)?, unit(b.unit.as_deref()?)?);
    let (from, to) = (a.place.span.end() as usize, b.place.span.start() as usize);
    let between = facts.text().get(from..to)?;
    // Only a bracket may stand between, with a word or two of the noun before it: "30-foot-tall (9-meter)".
    let bracket = between.trim_end().ends_with('(') && between.len() < 24 && !between.contains([',', ';', '.', ')']);
    if !bracket || x.name == y.name || !x.converts_to(&y) {
        return None;
    }
    let (p, q) = (a.quantity.value?.checked_mul(x.factor)?, b.quantity.value?.checked_mul(y.factor)?);
    // Writers round: within a fifteenth is no error.
    let near = p.checked_sub(q)?.abs().checked_mul(Decimal::from(15))? <= p.abs().max(q.abs());
    if near || a.quantity.fit_in(x.factor, &b.quantity, y.factor).agrees() {
        return None;
    }
    let (s, t) = (text(facts, a.place.span), text(facts, b.place.span));
    let sides = [
        (b.place.span, format!("{} {}", b.quantity.value?, y.name)),
        (a.place.span, format!("{} {}", a.quantity.value?, x.name)),
    ];
    let why = format!("1 {} is {} base units, 1 {} is {}", x.name, x.factor, y.name, y.factor);
    Some(finding(
        &RULE,
        "units-convert",
        site,
        &sides,
        format!("{t} in brackets is not {s}"),
        "check number and unit of both",
        why,
    ))
}
