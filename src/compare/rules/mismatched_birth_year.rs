//! An age and a year of birth that do not fit.

use crate::compare::age::Printed;
use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group, Kind, Member, Side, SideRole};
use crate::rule;

rule! {
    /// An age does not fit the year of birth.
    ///
    /// # What it compares
    ///
    /// The age and the year of birth given to one person, on the day of publication: the age is the difference of the years, or one less.
    ///
    /// # Why it matters
    ///
    /// One of the two is wrong, and the reader can work it out.
    ///
    /// # Example
    ///
    /// Published in 2026: "Elorza, 45, was born in 1972" (53 or 54).
    ///
    /// # Not reported
    ///
    /// "Elorza, 54, was born in December 1971", published in November 2026. Articles without a date.
    id: "mismatched-birth-year",
    kind: Age,
    severity: Error,
    yields_to: [],
    check: Check::Group(Kind::Age, check),
}

/// Years by which the age misses the two that the year of birth allows.
#[derive(Clone, Copy, Debug)]
struct Record {
    missed: i64,
    quoted: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "in-speech", verdict: Verdict::Unknown, holds: |r| r.quoted },
    Rung { name: "fits-the-year", verdict: Verdict::Agree, holds: |r| r.missed == 0 },
    Rung { name: "age-off-birth-year", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let age = |m: &Member| &batch.articles[m.claim.article as usize].ages[m.claim.index as usize];
    for birth in &group.members {
        let Some(year) = age(birth).born.map(i64::from) else { continue };
        for other in group.members.iter().filter(|m| age(m).born.is_none()) {
            let day = batch.articles[other.claim.article as usize].article.published;
            let (Some(day), Some(printed)) = (day, Printed::new(age(other), other.claim.article, day)) else {
                continue;
            };
            // An article is checked against itself first; other articles only where it says nothing.
            if !batch.comparable(birth.claim.article, other.claim.article) {
                continue;
            }
            let own = group.members.iter().any(|m| m.claim.article == birth.claim.article && age(m).born.is_none());
            if own && other.claim.article != birth.claim.article {
                continue;
            }
            let possible = (i64::from(day.year()) - year - 1, i64::from(day.year()) - year);
            let missed = (possible.0 - printed.years.1).max(printed.years.0 - possible.1).max(0);
            let record = Record { missed, quoted: age(birth).place.quoted || age(other).place.quoted };
            let rung = decide(LADDER, &record);
            if rung.verdict == Verdict::Conflict {
                return vec![finding(group, rung.name, other, birth, possible)];
            }
        }
    }
    Vec::new()
}

fn finding(group: &Group, rung: &'static str, age: &Member, birth: &Member, possible: (i64, i64)) -> Finding {
    let side = |m: &Member, role| Side { article: Some(m.claim.article), span: m.span, value: m.value.clone(), role };
    Finding {
        rule: RULE.id,
        kind: RULE.kind,
        severity: RULE.severity,
        confidence: confidence(RULE.id, rung),
        message: format!(
            "{} is {} but {}, which makes {} or {}",
            group.about, age.value, birth.value, possible.0, possible.1
        ),
        hint: "Check the age and the year of birth".to_owned(),
        sides: vec![side(age, SideRole::Odd), side(birth, SideRole::Others)],
        evidence: group
            .evidence
            .iter()
            .cloned()
            .chain(["the age is reckoned on the day of publication".to_owned()])
            .collect(),
        rung,
        key: crate::lexicon::fold(&group.about),
        fingerprint: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_off_is_a_conflict() {
        let rung = |missed, quoted| decide(LADDER, &Record { missed, quoted }).name;
        assert_eq!(rung(8, false), "age-off-birth-year");
        assert_eq!(rung(0, false), "fits-the-year");
        assert_eq!(rung(8, true), "in-speech");
    }
}
