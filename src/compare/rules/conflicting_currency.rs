//! Rule `conflicting-currency`.

use crate::compare::figures::{Category, Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// One sum in two currencies.
    ///
    /// # What it compares
    ///
    /// Two sums for one thing with the same number and different currencies.
    ///
    /// # Why it matters
    ///
    /// A pound is not a euro: one of the two sums is wrong by the rate.
    ///
    /// # Example
    ///
    /// > the $42 million plan
    /// > the €42 million plan
    ///
    /// # Not reported
    ///
    /// A conversion ("$42 million (€39 million)"); dollars of two countries, which one house may write alike.
    id: "conflicting-currency",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Figure, check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-figure", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "same-number-other-currency", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, Category::Currency, LADDER)
}
