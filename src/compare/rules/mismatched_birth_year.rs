//! Rule `mismatched-birth-year`.

use crate::compare::ages::{age, ages_of, dateline, years};
use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context};
use crate::model::{AgeForm, Batch, Finding, Group, Member, Severity, Side, SideRole};

crate::rule! {
    /// An age that the year of birth does not give.
    ///
    /// # What it compares
    ///
    /// Age and date of birth of one person, in one article or in two, on the day of the article that gives the age; the age at death with the
    /// years of birth and death; two years of birth.
    ///
    /// # Why it matters
    ///
    /// One of the two numbers is wrong, and the reader can work it out.
    ///
    /// # Example
    ///
    /// > Inés Elorza, 45, was born in Larkport in 1972. (Nov. 20, 2026)
    ///
    /// # Not reported
    ///
    /// A year more or less where the birthday of the year may still be to come; articles without a date.
    id: "mismatched-birth-year",
    kind: Age,
    severity: Error,
    yields_to: ["age-off-sheet"],
    check: Check::Group(crate::model::Kind::Age, check),
}

/// What was compared.
#[derive(Clone, Debug, Default)]
struct Record {
    /// Too little is known.
    unknown: bool,
    /// They fit.
    fits: bool,
    /// One stands in a quotation.
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

fn record(batch: &Batch, born: &Member, other: &Member) -> Record {
    let (b, o) = (age(batch, born), age(batch, other));
    let mut r = Record { quoted: b.place.quoted || o.place.quoted, ..Record::default() };
    let AgeForm::Born(year, month, _) = b.form else { return Record { unknown: true, ..r } };
    match o.form {
        AgeForm::Born(y, m, _) => {
            r.births = true;
            r.fits = year == y && (month.is_none() || m.is_none() || month == m);
        }
        AgeForm::Event(Some(y)) => {
            let n = i64::from(y) - i64::from(year);
            r.fits = years(o).is_none_or(|(l, h)| h >= n - 1 && l <= n);
        }
        AgeForm::Event(None) => r.unknown = true,
        AgeForm::Now => match dateline(batch, other).and_then(|d| ages_of(b.form, d)).zip(years(o)) {
            Some(((low, high), (l, h))) => r.fits = h >= low && l <= high,
            None => r.unknown = true,
        },
    }
    r
}

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let born: Vec<&Member> = group.members.iter().filter(|m| matches!(age(batch, m).form, AgeForm::Born(..))).collect();
    let mut out = Vec::new();
    let mut told: Vec<&Member> = Vec::new();
    for b in &born {
        let mut odd: Vec<&Member> = Vec::new();
        let mut rung = "years-off";
        for o in &group.members {
            if o.claim == b.claim
                || told.iter().any(|t| t.claim == o.claim)
                || !batch.comparable(b.claim.article, o.claim.article)
            {
                continue;
            }
            let decided = decide(LADDER, &record(batch, b, o));
            if decided.verdict == Verdict::Conflict {
                rung = decided.name;
                odd.push(o);
            }
        }
        if odd.is_empty() {
            continue;
        }
        told.push(b);
        told.extend(&odd);
        let side =
            |m: &Member, role| Side { article: Some(m.claim.article), span: m.span, value: m.value.clone(), role };
        let mut sides: Vec<Side> = odd.iter().map(|m| side(m, SideRole::Odd)).collect();
        sides.push(side(b, SideRole::Others));
        let mut evidence = group.evidence.clone();
        if let Some((low, high)) = dateline(batch, odd[0]).and_then(|d| ages_of(age(batch, b).form, d)) {
            let both = if low == high { low.to_string() } else { format!("{low} or {high}") };
            evidence.push(format!("somebody {} is {both} on the day of the article", b.value));
        }
        let message = match rung {
            "two-births" => format!("{} is {} here, but {} elsewhere", group.about, odd[0].value, b.value),
            _ => format!("{} is {} here, but was {}", group.about, odd[0].value, b.value),
        };
        out.push(Finding {
            rule: RULE.id,
            kind: RULE.kind,
            severity: Severity::Error,
            confidence: confidence(RULE.id, rung),
            message,
            hint: "check the date of birth".into(),
            sides,
            evidence,
            rung,
            key: group.about.to_lowercase(),
            fingerprint: String::new(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_no_conflict() {
        let rung = |r: Record| decide(LADDER, &r).name;
        assert_eq!(rung(Record { unknown: true, ..Record::default() }), "no-date");
        assert_eq!(rung(Record { fits: true, ..Record::default() }), "fits");
        assert_eq!(rung(Record { births: true, ..Record::default() }), "two-births");
        assert_eq!(rung(Record::default()), "years-off");
    }
}
