//! Rule `mismatched-time-ago`.

use crate::compare::arithmetic::{finding, text};
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::times::{between, hedged, sentences};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, DateClaim, Finding, ResolvedBy};

crate::rule! {
    /// "Three years ago" beside a date that lies otherwise.
    ///
    /// # What it compares
    ///
    /// A time counted back from the article's own date with the date written right after it.
    ///
    /// # Why it matters
    ///
    /// A story that is kept for a year and run again keeps its "three years ago".
    ///
    /// # Example
    ///
    /// > (November 2026) The bridge was closed three years ago, in 2021.
    ///
    /// # Not reported
    ///
    /// A year more or less, half a year in months, some days in weeks; "nearly six years ago, in 2021" in November 2026; a date
    /// of something else in the same sentence; articles without a date.
    id: "mismatched-time-ago",
    kind: Date,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

/// What was compared.
#[derive(Clone, Debug, Default)]
struct Record {
    /// Days between the nearest ends of the two spans; 0 or less if they meet.
    gap: i32,
    /// Days from the time counted back to the article's date.
    distance: i32,
    /// nearly, about, more than.
    hedged: bool,
}

/// First the reasons to be silent.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "meets", verdict: Verdict::Agree, holds: |r| r.gap <= 0 },
    Rung { name: "loosely-meets", verdict: Verdict::Agree, holds: |r| r.hedged && r.gap <= r.distance / 8 + 200 },
    Rung { name: "other-time", verdict: Verdict::Warn, holds: |_| true },
];

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let Some(published) = facts.article.published else { return Vec::new() };
    let line = (published.duration_since(jiff::civil::Date::constant(1970, 1, 1)).as_hours() / 24) as i32;
    let pairs = sentences(facts);
    pairs.iter().flat_map(|s| s.windows(2)).filter_map(|w| fault(facts, site, line, w[0], w[1])).collect()
}

fn fault(facts: &ArticleFacts, site: Site<'_>, line: i32, ago: &DateClaim, date: &DateClaim) -> Option<Finding> {
    let words = text(facts, ago.place.span);
    if !words.to_lowercase().ends_with(" ago") || ago.resolved_by != Some(ResolvedBy::Dateline) {
        return None;
    }
    let joined = between(facts, ago, date)?;
    if !matches!(
        &*joined,
        "in" | "on" | ", in" | ", on" | "," | ", back in" | "back in" | "(" | "(in" | "(on" | "— in" | "— on"
    ) {
        return None;
    }
    let ((al, ah), (bl, bh)) = (ago.days?, date.days?);
    let record = Record { gap: (bl - ah).max(al - bh), distance: line - al, hedged: hedged(facts, ago) };
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let (shown, value) =
        (text(facts, date.place.span), |d: &DateClaim| d.value.as_deref().unwrap_or_default().to_owned());
    let sides = [(ago.place.span, value(ago)), (date.place.span, value(date))];
    let why = format!("counted from the article's date, \"{words}\" is about {}", value(ago));
    let message = format!("{words} is not {shown}, by the article's own date");
    Some(finding(&RULE, rung.name, site, &sides, message, "check the count, the date and the day of publication", why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder() {
        let rung = |gap, distance, hedged| decide(LADDER, &Record { gap, distance, hedged }).name;
        assert_eq!(rung(-3, 1000, false), "meets");
        assert_eq!(rung(150, 2000, true), "loosely-meets");
        assert_eq!(rung(150, 2000, false), "other-time");
        assert_eq!(rung(900, 1100, true), "other-time");
    }
}
