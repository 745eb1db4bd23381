//! Rule `conflicting-figure`.

use crate::compare::figures::{Category, Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group};

crate::rule! {
    /// Two figures for one thing that cannot both be right.
    ///
    /// # What it compares
    ///
    /// Counts, sums and measures of neighbouring articles, and within one article, that count the same noun in the same unit and stand in
    /// sentences alike in predicate, participants and rare words. Each is the best match of the other, and neither article says the
    /// other's figure elsewhere. Units are converted; a rounded figure agrees with its precise form. Where the nouns or the verbs differ
    /// and only the sentences around are alike, where one is a count of a dozen at most, or where the articles are not known to be of the
    /// same days, it is a warning, and so it is within one article. Articles of the same days and with words in common are believed sooner
    /// to mean one thing, and so are two long numbers that differ in one digit.
    ///
    /// # Why it matters
    ///
    /// A figure that differs between two reports of one desk is the error readers find first.
    ///
    /// # Example
    ///
    /// > The plan will protect 2 million residents of the bay.
    /// > The plan will protect 3 million residents of the bay.
    ///
    /// # Not reported
    ///
    /// "Two other women" beside "four other women"; how many were asked in two polls; "about 2 million" beside "1.96 million"; residents beside households; part and total; planned and actual; a figure inside a
    /// quotation against the paper's own words (a note, unless both quote nothing but the figure, or another telling figure stands beside both).
    id: "conflicting-figure",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Figure, check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-figure", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "knows-both", verdict: Verdict::Note, holds: |r| r.knows_both },
    Rung { name: "loosely-alike", verdict: Verdict::Warn, holds: |r| r.loosely_alike },
    Rung { name: "small-counts", verdict: Verdict::Warn, holds: |r| r.few },
    Rung { name: "other-days", verdict: Verdict::Warn, holds: |r| r.other_days },
    Rung { name: "one-article", verdict: Verdict::Warn, holds: |r| r.same_article },
    Rung { name: "bare-figures", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    report(group, context, &RULE, Category::Figure, LADDER)
}
