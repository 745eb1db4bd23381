//! Rule `conflicting-toll`.

use crate::compare::figures::{Category, Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// Two counts of the dead or the hurt that differ.
    ///
    /// # What it compares
    ///
    /// Counts of people killed or injured in one event, in neighbouring articles.
    ///
    /// # Why it matters
    ///
    /// Tolls are read first and corrected most.
    ///
    /// # Example
    ///
    /// > The fire killed 4 people.
    /// > The fire killed 7 people.
    ///
    /// # Not reported
    ///
    /// "At least 4" beside 7; the dead beside the injured. A later, larger toll is an update: a note.
    id: "conflicting-toll",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Figure, check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-figure", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "knows-both", verdict: Verdict::Note, holds: |r| r.knows_both },
    Rung { name: "updated", verdict: Verdict::Note, holds: |r| r.grown },
    Rung { name: "same-day-toll", verdict: Verdict::Warn, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, Category::Toll, LADDER)
}
