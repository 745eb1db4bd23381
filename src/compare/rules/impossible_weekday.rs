//! Rule `impossible-weekday`.

use crate::compare::confidence::confidence;
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, DateClaim, Finding, Severity, Side, SideRole};

crate::rule! {
    /// A weekday beside a date that fell on another one.
    ///
    /// # What it compares
    ///
    /// A weekday and a date written side by side. A date without a year is taken for the one nearest to the article's own date.
    ///
    /// # Why it matters
    ///
    /// Weekday or date, one of the two is wrong, and readers come on the wrong day.
    ///
    /// # Example
    ///
    /// > Tuesday, Nov. 19, 2026
    ///
    /// # Not reported
    ///
    /// A date without a year in an article without a date. Where every such weekday of an article disagrees with its stamp, the stamp
    /// is taken to be wrong and nothing is reported.
    id: "impossible-weekday",
    kind: Date,
    severity: Error,
    yields_to: [],
    check: Check::Article(check),
}

const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    facts.dates.iter().filter_map(|d| fault(facts, site, d)).collect()
}

/// 1 = Monday … 7 = Sunday.
fn weekday(days: i32) -> u8 {
    ((i64::from(days) + 3).rem_euclid(7) + 1) as u8
}

fn fault(facts: &ArticleFacts, site: Site<'_>, d: &DateClaim) -> Option<Finding> {
    let (first, last) = d.days?;
    let written = d.weekday.filter(|_| first == last)?;
    let real = weekday(first);
    if written == real {
        return None;
    }
    let value = d.value.as_deref().unwrap_or_default().split('T').next().unwrap_or_default().to_owned();
    let (written, real) = (NAMES[usize::from(written) - 1], NAMES[usize::from(real) - 1]);
    let text = d.place.span.of(facts.text()).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Finding {
        rule: RULE.id,
        kind: RULE.kind,
        severity: if d.place.quoted { Severity::Note } else { RULE.severity },
        confidence: confidence(RULE.id, "calendar"),
        message: format!("{text}: that day is a {real}, not a {written}"),
        hint: "check which of the two is meant, the weekday or the date".into(),
        sides: vec![Side {
            article: Some(site.article),
            span: d.place.span,
            value: value.clone(),
            role: SideRole::Odd,
        }],
        evidence: vec![format!("{value} is a {real}")],
        rung: "calendar",
        key: written.to_lowercase(),
        fingerprint: String::new(),
    })
}
