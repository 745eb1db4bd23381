//! Rule `conflicting-scale`.

use crate::compare::figures::{Category, Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// The same digits once in millions, once in billions.
    ///
    /// # What it compares
    ///
    /// Two figures for one thing whose values differ by exactly a thousand or a million.
    ///
    /// # Why it matters
    ///
    /// Million for billion is the commonest slip with large sums, and the costliest.
    ///
    /// # Example
    ///
    /// > the $42 million plan
    /// > the $42 billion plan
    ///
    /// # Not reported
    ///
    /// "$42 million plan" beside "$4.2 billion budget": two sums.
    id: "conflicting-scale",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Figure, check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-figure", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "thousandfold", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, Category::Scale, LADDER)
}
