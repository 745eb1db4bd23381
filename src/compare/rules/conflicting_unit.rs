//! Rule `conflicting-unit`.

use crate::compare::figures::{Category, Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// The same number with another unit.
    ///
    /// # What it compares
    ///
    /// Two measures of one thing with the same number, whose units convert into each other.
    ///
    /// # Why it matters
    ///
    /// Twelve miles are nineteen kilometres: a unit was changed and the number was not.
    ///
    /// # Example
    ///
    /// > a fence of 12 miles
    /// > a fence of 12 kilometers
    ///
    /// # Not reported
    ///
    /// A conversion: "12 miles" beside "19 kilometers".
    id: "conflicting-unit",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Figure, check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-figure", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "same-number-other-unit", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, Category::Unit, LADDER)
}
