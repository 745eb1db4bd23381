//! Rule `conflicting-relative-date`.

use crate::compare::dates::{Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// A weekday or "yesterday" that falls on another day than the date elsewhere.
    ///
    /// # What it compares
    ///
    /// A date that the article's own date resolves, against one that is written out, for the same event.
    ///
    /// # Why it matters
    ///
    /// A story written on one day and run on the next keeps the wrong weekday.
    ///
    /// # Example
    ///
    /// > (Friday, Nov. 20) The council voted on Wednesday.
    /// > The council voted Nov. 17.
    ///
    /// # Not reported
    ///
    /// "On Tuesday" beside "Nov. 17" where that is the same day; "last" and "next" weekdays, which writers use in two ways.
    id: "conflicting-relative-date",
    kind: Date,
    severity: Warning,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Date, check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-date", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "other-day", verdict: Verdict::Warn, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, true, LADDER)
}
