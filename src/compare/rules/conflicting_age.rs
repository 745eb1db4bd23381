//! Rule `conflicting-age`.

use crate::compare::ages::{age, birthdays_between, dateline, years};
use crate::compare::camps::camps;
use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::people::sure_of_whom;
use crate::compare::{Check, Context};
use crate::model::{AgeForm, Batch, Finding, Group, Member, Severity, Side, SideRole};

crate::rule! {
    /// Two ages for one person.
    ///
    /// # What it compares
    ///
    /// The ages of one person in an article and in articles of one story ("Elorza, 54,", "the 54-year-old", "in her 50s"), and of the one
    /// unnamed child that a story is about.
    ///
    /// # Why it matters
    ///
    /// Nobody has two ages, and families read what is written of their dead.
    ///
    /// # Example
    ///
    /// > Mayor Inés Elorza, 54, said the plan would pass.
    /// > Inés Elorza, 45, took office in 2019.
    ///
    /// # Not reported
    ///
    /// A year more where a birthday may lie between the articles' dates; "in his 50s" beside 56; the ages of two people; the age at an earlier
    /// event; the age of a thing; an age that a speaker gives.
    id: "conflicting-age",
    kind: Age,
    severity: Error,
    yields_to: ["age-off-sheet"],
    check: Check::Group(crate::model::Kind::Age, check),
}

/// What was compared.
#[derive(Clone, Debug, Default)]
struct Record {
    /// The ages meet, with the birthdays between the datelines.
    fits: bool,
    /// They meet if a birthday lies in the few days between the datelines.
    birthday_in_days: bool,
    /// They meet if a birthday lies between articles one of which has no date.
    undated: bool,
    /// One stands in a quotation.
    quoted: bool,
    /// Nobody is named.
    unnamed: bool,
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "birthday-between", verdict: Verdict::Agree, holds: |r| r.fits && !r.birthday_in_days },
    Rung { name: "speaker-age", verdict: Verdict::Unknown, holds: |r| r.quoted },
    Rung { name: "no-date", verdict: Verdict::Unknown, holds: |r| r.undated },
    Rung { name: "birthday-within-days", verdict: Verdict::Warn, holds: |r| r.birthday_in_days },
    Rung { name: "unnamed", verdict: Verdict::Warn, holds: |r| r.unnamed },
    Rung { name: "years-apart", verdict: Verdict::Conflict, holds: |_| true },
];

/// Over so few days a birthday is less likely than a slip.
const FEW_DAYS: i64 = 3;

/// The record of two ages of one person.
fn record(batch: &Batch, a: &Member, b: &Member) -> Option<Record> {
    let (x, y) = (age(batch, a), age(batch, b));
    let ((xl, xh), (yl, yh)) = (years(x)?, years(y)?);
    let mut r = Record {
        quoted: x.place.quoted || y.place.quoted,
        unnamed: x.holder.is_none() || y.holder.is_none(),
        ..Record::default()
    };
    let meets = |low: i64, high: i64| yh - xl >= low && yl - xh <= high;
    if a.claim.article == b.claim.article {
        r.fits = meets(0, 0);
        return Some(r);
    }
    match (dateline(batch, a), dateline(batch, b)) {
        (Some(d), Some(e)) => {
            let (low, high) = if d <= e {
                birthdays_between(d, e)
            } else {
                let (l, h) = birthdays_between(e, d);
                (-h, -l)
            };
            r.fits = meets(low, high);
            let days = (d.duration_since(e).as_hours() / 24).abs();
            r.birthday_in_days = r.fits && days <= FEW_DAYS && !meets(0, 0);
        }
        _ => {
            r.fits = meets(0, 0);
            r.undated = !r.fits && meets(-1, 1);
        }
    }
    Some(r)
}

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let mut members: Vec<&Member> =
        group.members.iter().filter(|m| age(batch, m).form == AgeForm::Now && years(age(batch, m)).is_some()).collect();
    members.retain(|m| age(batch, m).holder.is_none_or(|holder| sure_of_whom(batch, m.claim.article, holder)));
    // exact ages tell the camps apart; "in his 50s" joins where it fits
    members.sort_by_key(|m| (years(age(batch, m)).map_or(0, |(l, h)| h - l), m.claim));
    let clash = |a: &Member, b: &Member| -> Option<&'static Rung<Record>> {
        if !batch.comparable(a.claim.article, b.claim.article) {
            return None;
        }
        let rung = decide(LADDER, &record(batch, a, b)?);
        matches!(rung.verdict, Verdict::Warn | Verdict::Conflict).then_some(rung)
    };
    let kind = |m: &Member| {
        let age = age(batch, m);
        (years(age), age.place.quoted, age.holder.is_none(), m.claim.article)
    };
    let mut camps = camps(members, kind, |m, o| clash(o, m).is_none());
    if camps.len() < 2 {
        return Vec::new();
    }
    let witnesses = |camp: &[&Member]| {
        let mut seen: Vec<u32> = camp.iter().map(|m| batch.witness[m.claim.article as usize]).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    let first = |camp: &[&Member]| camp.iter().map(|m| m.claim).min();
    camps.sort_by_key(|camp| (std::cmp::Reverse((witnesses(camp), camp.len())), first(camp)));
    let Some(odd) = camps.pop() else { return Vec::new() };
    let others: Vec<&Member> = camps.concat();
    let Some((rung, a, b)) =
        odd.iter().find_map(|a| others.iter().find_map(|b| clash(a, b).map(|rung| (rung, *a, *b))))
    else {
        return Vec::new();
    };
    let severity = if rung.verdict == Verdict::Warn { Severity::Warning } else { RULE.severity };
    let side = |m: &&Member, role| Side { article: Some(m.claim.article), span: m.span, value: m.value.clone(), role };
    let sides: Vec<Side> =
        odd.iter().map(|m| side(m, SideRole::Odd)).chain(others.iter().map(|m| side(m, SideRole::Others))).collect();
    let one = sides.iter().all(|s| s.article == sides[0].article);
    let n = witnesses(&camps[0]);
    let place = match (one, n) {
        (true, _) => "elsewhere in the same article".to_owned(),
        (_, 1) => "in another article".to_owned(),
        (_, n) => format!("in {n} other articles"),
    };
    let mut evidence = group.evidence.clone();
    evidence.push(match rung.name {
        "birthday-within-days" => "only a birthday within these days could make both right".to_owned(),
        _ => "no birthday between the articles' dates could make both right".to_owned(),
    });
    vec![Finding {
        rule: RULE.id,
        kind: RULE.kind,
        severity,
        confidence: confidence(RULE.id, rung.name),
        message: format!("{} is {} here, but {} {place}", group.about, a.value, b.value),
        hint: "check the age, best by the date of birth".into(),
        sides,
        evidence,
        rung: rung.name,
        key: group.about.to_lowercase(),
        fingerprint: String::new(),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_fit_before_they_clash() {
        let rung = |r: Record| decide(LADDER, &r).name;
        assert_eq!(rung(Record { fits: true, ..Record::default() }), "birthday-between");
        assert_eq!(rung(Record { fits: true, birthday_in_days: true, ..Record::default() }), "birthday-within-days");
        assert_eq!(rung(Record { quoted: true, ..Record::default() }), "speaker-age");
        assert_eq!(rung(Record { unnamed: true, ..Record::default() }), "unnamed");
        assert_eq!(rung(Record::default()), "years-apart");
    }
}
