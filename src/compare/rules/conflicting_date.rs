//! Rule `conflicting-date`.

use crate::compare::dates::{Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// Two dates for one event.
    ///
    /// # What it compares
    ///
    /// Dates of neighbouring articles that stand with the same verb and the same participants: months, years, days, and weekdays of
    /// articles of the same days.
    ///
    /// # Why it matters
    ///
    /// An event has one day.
    ///
    /// # Example
    ///
    /// > The dock opens in June 2031.
    /// > The dock opens in June 2033.
    ///
    /// # Not reported
    ///
    /// "June 2031" beside "mid-2031"; a planned date beside an actual one (a note); dates inside quotations (a note).
    id: "conflicting-date",
    kind: Date,
    severity: Error,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Date, check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-date", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "days-apart", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, false, LADDER)
}
