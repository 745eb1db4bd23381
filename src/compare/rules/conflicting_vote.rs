//! Rule `conflicting-vote`.

use crate::compare::figures::{Category, Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// Two results of one vote.
    ///
    /// # What it compares
    ///
    /// Votes written as two numbers (7-3, 52-48) that stand in like sentences.
    ///
    /// # Why it matters
    ///
    /// A vote is on record: one of the two is wrong.
    ///
    /// # Example
    ///
    /// > The council voted 7-3 for the plan.
    /// > The council voted 7-4 for the plan.
    ///
    /// # Not reported
    ///
    /// A committee's vote beside the council's.
    id: "conflicting-vote",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Figure, check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-figure", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "two-results", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, Category::Vote, LADDER)
}
