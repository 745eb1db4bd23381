//! Rule `age-off-sheet`.

use jiff::civil::Date;

use crate::compare::ages::{ages_of, birthdays_between, shown, years};
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::sheet::{Off, Offs, entries};
use crate::compare::{Check, Context};
use crate::model::{Age, AgeForm, Finding, SheetEntry, Span};

crate::rule! {
    /// An age that the reference sheet gives otherwise.
    ///
    /// # What it compares
    ///
    /// The age or birth that an article gives to a person of the sheet (`--sheet people.toml`) with the birth or the age there, on the day of the
    /// article. The sheet is right.
    ///
    /// # Why it matters
    ///
    /// An age copied from last year's story is last year's age.
    ///
    /// # Example
    ///
    /// The sheet has "Inés Elorza, born 1972", an article of November 2026 "Elorza, 45".
    ///
    /// # Not reported
    ///
    /// A year more or less where the birthday is not known; ages at another event; articles without a date; what a speaker says.
    id: "age-off-sheet",
    kind: Age,
    severity: Error,
    yields_to: ["name-off-sheet"],
    check: Check::Batch(check),
}

/// What was compared.
#[derive(Clone, Debug, Default)]
struct Record {
    /// Too little is known.
    unknown: bool,
    /// They fit.
    fits: bool,
    /// It stands in a quotation.
    quoted: bool,
    /// Two births.
    births: bool,
}

/// First the reasons to be silent.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "no-date", verdict: Verdict::Unknown, holds: |r| r.unknown },
    Rung { name: "fits", verdict: Verdict::Agree, holds: |r| r.fits },
    Rung { name: "speaker-age", verdict: Verdict::Unknown, holds: |r| r.quoted },
    Rung { name: "two-births", verdict: Verdict::Conflict, holds: |r| r.births },
    Rung { name: "years-off", verdict: Verdict::Conflict, holds: |_| true },
];

/// The ages that the sheet allows on this day, and where it says so.
fn right(entry: &SheetEntry, day: Date) -> Option<((i64, i64), Span, String)> {
    if let Some((born, span)) = entry.born {
        return Some((ages_of(born, day)?, span, born_words(born)));
    }
    let age = entry.age?;
    let range = if age.on <= day {
        let (low, high) = birthdays_between(age.on, day);
        (age.years + low, age.years + high)
    } else {
        let (low, high) = birthdays_between(day, age.on);
        (age.years - high, age.years - low)
    };
    Some((range, age.span, format!("{} on {}", age.years, age.on)))
}

fn born_words(born: AgeForm) -> String {
    match born {
        AgeForm::Born(year, Some(month), Some(day)) => format!("born {year}-{month:02}-{day:02}"),
        AgeForm::Born(year, Some(month), None) => format!("born {year}-{month:02}"),
        AgeForm::Born(year, ..) => format!("born {year}"),
        _ => String::new(),
    }
}

fn record(age: &Age, entry: &SheetEntry, day: Option<Date>) -> Record {
    let mut r = Record { quoted: age.place.quoted, ..Record::default() };
    match (age.form, entry.born) {
        (AgeForm::Born(y, m, d), Some((AgeForm::Born(year, month, date), _))) => {
            let open = |a: Option<i8>, b: Option<i8>| a.is_none() || b.is_none() || a == b;
            r.births = true;
            r.fits = y == year && open(m, month) && open(d, date);
        }
        (AgeForm::Born(..), _) => match day.and_then(|day| Some((ages_of(age.form, day)?, right(entry, day)?.0))) {
            Some(((low, high), (l, h))) => r.fits = h >= low && l <= high,
            None => r.unknown = true,
        },
        (AgeForm::Event(Some(at)), Some((AgeForm::Born(year, ..), _))) => {
            let n = i64::from(at) - i64::from(year);
            r.fits = years(age).is_none_or(|(l, h)| h >= n - 1 && l <= n);
        }
        (AgeForm::Event(_), _) => r.unknown = true,
        (AgeForm::Now, _) => match day.and_then(|day| right(entry, day)).zip(years(age)) {
            Some((((low, high), ..), (l, h))) => r.fits = h >= low && l <= high,
            None => r.unknown = true,
        },
    }
    r
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let mut offs = Offs::default();
    for (article, facts) in batch.articles.iter().enumerate().filter(|_| !batch.sheet.is_empty()) {
        let (article, day) = (article as u32, facts.article.published);
        for age in &facts.ages {
            let Some(holder) = age.holder.filter(|&h| facts.introduced(h)) else { continue };
            let of: Vec<(u32, &SheetEntry)> = entries(batch, article, holder)
                .iter()
                .map(|&e| (e, &batch.sheet.entries[e as usize]))
                .filter(|(_, e)| e.born.is_some() || e.age.is_some())
                .collect();
            let rungs: Vec<_> = of.iter().map(|(_, e)| decide(LADDER, &record(age, e, day))).collect();
            if rungs.is_empty() || rungs.iter().any(|r| r.verdict != Verdict::Conflict) {
                continue;
            }
            let (index, entry) = of[0];
            let Some((right, span, why)) = told(entry, day) else { continue };
            let said = shown(age);
            let off = Off { entry: index, rung: rungs[0].name, said: said.clone(), right, right_span: span, why };
            offs.add(off, article, age.place.span, said);
        }
    }
    offs.findings(batch, &RULE, "check the age, best by the date of birth", |off, entry| {
        format!("{} is {} here, but {} on the sheet", entry.name.text, off.said, off.right)
    })
}

/// What the sheet says, where, and what that means on the day of the article.
fn told(entry: &SheetEntry, day: Option<Date>) -> Option<(String, Span, String)> {
    if let Some(((low, high), span, words)) = day.and_then(|d| right(entry, d)) {
        let both = if low == high { low.to_string() } else { format!("{low} to {high}") };
        return Some((words, span, format!("by the sheet the age is {both} on the day of the article")));
    }
    let (born, span) = entry.born?;
    Some((born_words(born), span, "the sheet has another birth".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_no_conflict() {
        let rung = |r: Record| decide(LADDER, &r).name;
        assert_eq!(rung(Record { unknown: true, ..Record::default() }), "no-date");
        assert_eq!(rung(Record { fits: true, ..Record::default() }), "fits");
        assert_eq!(rung(Record { quoted: true, ..Record::default() }), "speaker-age");
        assert_eq!(rung(Record { births: true, ..Record::default() }), "two-births");
        assert_eq!(rung(Record::default()), "years-off");
    }
}
