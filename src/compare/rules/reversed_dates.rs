//! Rule `reversed-dates`.

use crate::compare::arithmetic::{finding, text};
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::times::{between, sentences};
use crate::compare::{Check, Site};
use crate::lexicon::begins::{is_beginning, is_ending};
use crate::model::{ArticleFacts, DateClaim, DateKind, Finding, Modality, ResolvedBy};

crate::rule! {
    /// Something ends before it begins.
    ///
    /// # What it compares
    ///
    /// Two dates of one sentence that are the two ends of a span ("from 2011 to 2009"), or of which one is said of a beginning and the
    /// other of an end of the same thing ("opened in 2011 and closed in 2009").
    ///
    /// # Why it matters
    ///
    /// One of the two is wrong.
    ///
    /// # Example
    ///
    /// > The mill opened in 2011 and closed in 2009.
    ///
    /// # Not reported
    ///
    /// "Reopened in 2011 after it closed in 2009"; two things, one opened and another closed; dates that the writer left open.
    id: "reversed-dates",
    kind: Date,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

/// What was compared.
#[derive(Clone, Debug, Default)]
struct Record {
    /// Both dates stand there in full.
    written_out: bool,
    /// The end lies before the beginning.
    reversed: bool,
    /// "from … to".
    span: bool,
    /// Beginning and end are of one subject, told one after the other.
    same_thing: bool,
}

/// First the reasons to be silent.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "left-open", verdict: Verdict::Unknown, holds: |r| !r.written_out },
    Rung { name: "in-order", verdict: Verdict::Agree, holds: |r| !r.reversed },
    Rung { name: "reversed-span", verdict: Verdict::Warn, holds: |r| r.span },
    Rung { name: "two-things", verdict: Verdict::Unknown, holds: |r| !r.same_thing },
    Rung { name: "ends-before-it-begins", verdict: Verdict::Warn, holds: |_| true },
];

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let all = sentences(facts);
    all.iter().flat_map(|s| s.windows(2)).filter_map(|w| fault(facts, site, w[0], w[1])).collect()
}

fn fault(facts: &ArticleFacts, site: Site<'_>, a: &DateClaim, b: &DateClaim) -> Option<Finding> {
    // decades ("the early '10s") may be of another century
    let dated = |d: &&DateClaim| d.value.as_deref().is_some_and(|v| v.len() >= 4);
    let dates = [a, b].iter().all(|d| d.kind == DateKind::Date && d.modality == Modality::Stated && dated(d));
    let ((_, _), (_, bh)) = (a.days?, b.days?);
    let first = a.days?.0;
    let words = between(facts, a, b).filter(|_| dates)?;
    let span = a.preposition.as_deref() == Some("from") && matches!(&*words, "to" | "until" | "through" | "till");
    let told = words.contains("and ") || words.starts_with(',');
    let turned = ["after", "before", "when", "again", "since", "but", "once"].iter().any(|w| words.contains(w));
    let head = |d: &DateClaim| d.event.heads.first().cloned().unwrap_or_default();
    let record = Record {
        written_out: [a, b].iter().all(|d| d.resolved_by == Some(ResolvedBy::Text)),
        reversed: bh < first,
        span,
        same_thing: told
            && !turned
            && is_beginning(&head(a))
            && is_ending(&head(b))
            && !a.frame.subject.is_empty()
            && a.frame.subject == b.frame.subject,
    };
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let value = |d: &DateClaim| d.value.as_deref().unwrap_or_default().to_owned();
    let sides = [(b.place.span, value(b)), (a.place.span, value(a))];
    let (x, y) = (text(facts, a.place.span), text(facts, b.place.span));
    let (message, why) = if record.span {
        (format!("from {x} to {y} runs backwards"), format!("{y} lies before {x}"))
    } else {
        (
            format!("{} in {y}, before {} in {x}", head(b), head(a)),
            format!("{y} lies before {x}, and both are said of one thing"),
        )
    };
    Some(finding(&RULE, rung.name, site, &sides, message, "check both dates", why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder() {
        let full = Record { written_out: true, reversed: true, span: false, same_thing: true };
        assert_eq!(decide(LADDER, &full).name, "ends-before-it-begins");
        assert_eq!(decide(LADDER, &Record { same_thing: false, ..full.clone() }).name, "two-things");
        assert_eq!(decide(LADDER, &Record { span: true, ..full.clone() }).name, "reversed-span");
        assert_eq!(decide(LADDER, &Record { reversed: false, ..full.clone() }).name, "in-order");
        assert_eq!(decide(LADDER, &Record { written_out: false, ..full }).name, "left-open");
    }
}
