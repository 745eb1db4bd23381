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
    /// Days, months and years of neighbouring articles, and of headline, lede and caption with the body. Two dates are of one event when
    /// they hang on the same word ("voted on Wednesday", "Wednesday's vote"), the same people take part and rare words are shared, and
    /// when the story as a whole speaks for it: the day of the one side stands nowhere else in the story, the day of the other is
    /// what the other articles tell of.
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
    /// "June 2031" beside "mid-2031"; a planned date beside an actual one; dates inside quotations; a day that other articles of the
    /// story know for something else; polls; first, second and further events of a kind; years of birth, which are compared as ages.
    id: "conflicting-date",
    kind: Date,
    severity: Error,
    yields_to: ["impossible-weekday", "mismatched-birth-year"],
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
