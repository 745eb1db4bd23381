//! Rule `impossible-weekday`.

use crate::compare::confidence::confidence;
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, DateClaim, Finding, ResolvedBy, Severity, Side, SideRole};

use jiff::civil::Date;

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
    /// A date without a year in an article without a date, or far from the article's date where the weekday fits another year. Where most
    /// such weekdays of an article are wrong, the article's own date is taken to be wrong: one remark, no finding.
    id: "impossible-weekday",
    kind: Date,
    severity: Error,
    yields_to: [],
    check: Check::Article(check),
}

/// Days around the article's date within which a date without a year is of that time.
const NEAR: i32 = 45;

const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let yearless = |d: &&DateClaim| d.weekday.is_some() && d.days.is_some_and(|(a, b)| a == b) && !says_year(facts, d);
    let wrong = |d: &&DateClaim| d.weekday != d.days.map(|(day, _)| weekday(day));
    let dated = facts.dates.iter().filter(yearless);
    let (faults, rights) = (dated.clone().filter(wrong).count(), dated.filter(|d| !wrong(d)).count());
    // Several that are wrong at once were put into a wrong year.
    let doubtful = faults > 1 && faults > rights;
    let sure = |d: &&DateClaim| says_year(facts, d) || !doubtful && sure_year(facts, d);
    facts.dates.iter().filter(sure).filter_map(|d| fault(facts, site, d)).collect()
}

/// Whether the year stands in the date itself.
fn says_year(facts: &ArticleFacts, d: &DateClaim) -> bool {
    let year = d.value.as_deref().and_then(|v| v.get(..4)).unwrap_or("-");
    d.place.span.of(facts.text()).contains(year)
}

/// Whether the article's own date leaves no doubt of the year: the day lies near it, or the weekday fits in no year around.
fn sure_year(facts: &ArticleFacts, d: &DateClaim) -> bool {
    let (Some(published), Some((day, _)), Some(written)) = (facts.article.published, d.days, d.weekday) else {
        return false;
    };
    if d.resolved_by == Some(ResolvedBy::Text) {
        return false;
    }
    let line = (published.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24) as i32;
    (day - line).abs() <= NEAR || [-366, -365, 365, 366].iter().all(|n| weekday(day + n) != written)
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
