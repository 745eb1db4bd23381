//! Rule `reversed-range`.

use crate::compare::arithmetic::{finding, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Finding, Hedge, Measure};

crate::rule! {
    /// A range whose first number is the larger one.
    ///
    /// # What it compares
    ///
    /// The two numbers of "between A and B".
    ///
    /// # Why it matters
    ///
    /// One of the two is mistyped, or they stand the wrong way round.
    ///
    /// # Example
    ///
    /// > between 31 and 26 people
    ///
    /// # Not reported
    ///
    /// "fell from 31 to 26"; votes and scores.
    id: "reversed-range",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let range = |f: &&crate::model::Figure| {
        f.quantity.hedge == Hedge::Range && !f.place.quoted && !matches!(f.measure, Measure::Vote | Measure::Ratio)
    };
    facts
        .figures
        .iter()
        .filter(range)
        .filter_map(|f| {
            let (low, high) = (f.quantity.low?, f.quantity.high?);
            let written = text(facts, f.place.span);
            (low > high).then(|| {
                let why = format!("{low} is more than {high}");
                let message = format!("\"{written}\" runs backwards");
                let sides = [(f.place.span, format!("{low}..{high}"))];
                finding(
                    &RULE,
                    "larger-first",
                    site,
                    &sides,
                    message,
                    "check both numbers and put the smaller one first",
                    why,
                )
            })
        })
        .collect()
}
