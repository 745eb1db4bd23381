//! Rule `contradicted-hedge`.

use crate::compare::figures::{Category, Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// A figure outside of what another's words leave open.
    ///
    /// # What it compares
    ///
    /// Two figures for one thing, at least one with "nearly", "more than", "fewer than", "about". One-sided words stay one-sided:
    /// "nearly 2 million" is below 2 million; "more than 2 million" is expected to stay below 3 million.
    ///
    /// # Why it matters
    ///
    /// The hedge says what the reporter knew; the other figure says otherwise.
    ///
    /// # Example
    ///
    /// > fewer than 40 families
    /// > 43 families
    ///
    /// # Not reported
    ///
    /// "About 40" beside 43; "at least 30" beside 53; "a dozen" beside 11; "thousands of protesters" who march beside the 11 who are arrested.
    id: "contradicted-hedge",
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
    Rung { name: "loosely-alike", verdict: Verdict::Note, holds: |r| r.loosely_alike },
    Rung { name: "part-of-a-crowd", verdict: Verdict::Note, holds: |r| r.tenfold },
    Rung { name: "outside-the-hedge", verdict: Verdict::Warn, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, Category::Hedge, LADDER)
}
