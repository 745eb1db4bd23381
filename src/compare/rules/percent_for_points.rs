//! Rule `percent-for-points`.

use crate::compare::arithmetic::{finding, from_to, percent_change, sentences, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Decimal, Finding};

crate::rule! {
    /// A difference of two percentages called a percentage.
    ///
    /// # What it compares
    ///
    /// "From A% to B%" and a change in the same sentence that is B minus A, yet written with a percent sign.
    ///
    /// # Why it matters
    ///
    /// From 4.5% to 5.4% is a rise of 0.9 percentage points, and of 20 percent.
    ///
    /// # Example
    ///
    /// > The debt ratio would rise from 4.5% to 5.4%, an increase of 0.9%.
    ///
    /// # Not reported
    ///
    /// "0.9 percentage points"; the change in percent (20%).
    id: "percent-for-points",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for figures in sentences(facts) {
        let Some((from, to)) = from_to(facts, &figures).filter(|(f, _)| f.unit.as_deref() == Some("percentage")) else {
            continue;
        };
        let (Some(a), Some(b)) = (from.quantity.value, to.quantity.value) else { continue };
        let Some(points) = b.checked_sub(a).map(Decimal::abs) else { continue };
        let change = figures.iter().find(|f| {
            let other = f.place.span != from.place.span && f.place.span != to.place.span;
            other
                && f.unit.as_deref() == Some("percentage")
                && f.quantity.value == Some(points)
                && points > Decimal::ZERO
        });
        let Some(change) = change else { continue };
        let relative = percent_change(a, b);
        if relative == Some(points) {
            continue;
        }
        let (x, y, z) = (text(facts, from.place.span), text(facts, to.place.span), text(facts, change.place.span));
        let sides = [
            (change.place.span, format!("{points} percentage")),
            (from.place.span, format!("{a} percentage")),
            (to.place.span, format!("{b} percentage")),
        ];
        let (high, low) = if a > b { (a, b) } else { (b, a) };
        let why = format!("{high} - {low} = {points}: that is a difference in points");
        let message = format!("From {x} to {y} is {points} percentage points, not {z}");
        out.push(finding(
            &RULE,
            "difference-of-percentages",
            site,
            &sides,
            message,
            "write percentage points, or the change in percent",
            why,
        ));
    }
    out
}
