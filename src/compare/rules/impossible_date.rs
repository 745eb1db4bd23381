//! Rule `impossible-date`.

use crate::compare::arithmetic::{finding, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, DateClaim, Finding};

crate::rule! {
    /// A day that no calendar has.
    ///
    /// # What it compares
    ///
    /// A month and a day, with the year if one is written.
    ///
    /// # Why it matters
    ///
    /// April 31 is a typing slip; the right day is another one.
    ///
    /// # Example
    ///
    /// > The hearing is set for April 31.
    ///
    /// # Not reported
    ///
    /// Feb. 29 of a leap year, or without a year.
    id: "impossible-date",
    kind: Date,
    severity: Error,
    yields_to: [],
    check: Check::Article(check),
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    facts.dates.iter().filter(|d| !d.place.quoted).filter_map(|d| fault(facts, site, d)).collect()
}

fn fault(facts: &ArticleFacts, site: Site<'_>, d: &DateClaim) -> Option<Finding> {
    if d.days.is_some() {
        return None;
    }
    let value = d.value.as_deref()?.split('T').next()?;
    let (head, day) = (value.get(..7)?, value.get(8..10)?.parse::<i8>().ok()?);
    let (year, month) = (head.get(..4)?, head.get(5..7)?.parse::<i8>().ok()?);
    let written = year.parse::<i16>().ok();
    // Without a year of its own, a Feb. 29 may be of any leap year.
    let year = if d.resolved_by.is_some() { written? } else { 2024 };
    if jiff::civil::Date::new(year, month, day).is_ok() {
        return None;
    }
    let shown = text(facts, d.place.span);
    let why = format!("month {month} of {year} has no day {day}");
    let sides = [(d.place.span, value.to_owned())];
    Some(finding(&RULE, "no-such-day", site, &sides, format!("{shown}: there is no such day"), "check the date", why))
}
