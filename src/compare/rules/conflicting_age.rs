//! One person at two ages.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::age::Printed;
use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group, Kind, Member, Part, Side, SideRole};
use crate::rule;

rule! {
    /// One person is given two ages.
    ///
    /// # What it compares
    ///
    /// The ages given to one person in one article or in articles that tell the same story; and the age of one unnamed person ("a
    /// five-year-old boy") where each story tells of one such person.
    ///
    /// # Why it matters
    ///
    /// An age is checked by everyone who knows the person.
    ///
    /// # Example
    ///
    /// "Elorza, 54" and "Elorza, 45" in one week.
    ///
    /// # Not reported
    ///
    /// 54 in November and 55 in December: one birthday may lie between. "In his 50s" and 56. An age at another time ("was 23 when"). Two
    /// people in one sentence. A story that gives several ages to nouns of one kind.
    id: "conflicting-age",
    kind: Age,
    severity: Error,
    yields_to: [],
    check: Check::Group(Kind::Age, check),
}

/// What two values of one group show.
#[derive(Clone, Copy, Debug, Default)]
struct Record {
    fits: bool,
    quoted: bool,
    both_attested: bool,
    both_in_body: bool,
    named: bool,
    gap: i64,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "within-a-birthday", verdict: Verdict::Agree, holds: |r| r.fits },
    Rung { name: "in-speech", verdict: Verdict::Unknown, holds: |r| r.quoted },
    Rung { name: "several-people", verdict: Verdict::Unknown, holds: |r| !r.named && (r.both_in_body || r.gap > 2) },
    Rung { name: "both-well-attested", verdict: Verdict::Unknown, holds: |r| !r.named && r.both_attested && r.gap > 1 },
    Rung { name: "ages-differ", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let age = |m: &Member| &batch.articles[m.claim.article as usize].ages[m.claim.index as usize];
    let printed =
        |m: &Member| Printed::new(age(m), m.claim.article, batch.articles[m.claim.article as usize].article.published);
    let usable = |m: &&Member| age(m).born.is_none() && printed(m).is_some();
    let mut values: BTreeMap<&str, Vec<&Member>> = BTreeMap::new();
    for m in group.members.iter().filter(usable) {
        values.entry(&m.value).or_default().push(m);
    }
    // Commonest first: each other value is measured against it.
    let witnesses = |l: &[&Member]| {
        l.iter()
            .map(|m| batch.witness.get(m.claim.article as usize).copied().unwrap_or(m.claim.article))
            .collect::<BTreeSet<_>>()
    };
    let mut list: Vec<(&str, Vec<&Member>)> = values.into_iter().collect();
    list.sort_by_key(|(_, l)| (std::cmp::Reverse(witnesses(l).len()), std::cmp::Reverse(l.len()), l[0].claim));
    let Some(((_, main), rest)) = list.split_first() else { return Vec::new() };
    for (_, others) in rest {
        let fits = |a: &Member, b: &Member| match (printed(a), printed(b)) {
            (Some(x), Some(y)) => !batch.comparable(a.claim.article, b.claim.article) || x.fits(&y),
            _ => true,
        };
        let odd: Vec<&Member> = others.iter().copied().filter(|m| !main.iter().all(|n| fits(m, n))).collect();
        if odd.is_empty() {
            continue;
        }
        let caption = |m: &&Member| age(m).place.part == Part::Caption;
        let (here, there) = (witnesses(main), witnesses(&odd));
        let years = |m: &Member| printed(m).map_or(0, |p| p.years.0);
        let record = Record {
            fits: false,
            quoted: odd.iter().all(|m| age(m).place.quoted) || main.iter().all(|m| age(m).place.quoted),
            both_attested: here.len() >= 2 && there.len() >= 2,
            both_in_body: odd
                .iter()
                .any(|m| main.iter().any(|n| n.claim.article == m.claim.article && !caption(n) && !caption(m))),
            named: age(odd[0]).holder.is_some(),
            gap: (years(odd[0]) - years(main[0])).abs(),
        };
        let rung = decide(LADDER, &record);
        if rung.verdict == Verdict::Conflict {
            return vec![finding(group, rung.name, &odd, main)];
        }
    }
    Vec::new()
}

fn finding(group: &Group, rung: &'static str, odd: &[&Member], main: &[&Member]) -> Finding {
    let side = |m: &&Member, role| Side { article: Some(m.claim.article), span: m.span, value: m.value.clone(), role };
    let sides = odd
        .iter()
        .take(12)
        .map(|m| side(m, SideRole::Odd))
        .chain(main.iter().take(12).map(|m| side(m, SideRole::Others)));
    Finding {
        rule: RULE.id,
        kind: RULE.kind,
        severity: RULE.severity,
        confidence: confidence(RULE.id, rung),
        message: format!("{} is {} here and {} elsewhere", group.about, odd[0].value, main[0].value),
        hint: "Check the age with the source".to_owned(),
        sides: sides.collect(),
        evidence: group
            .evidence
            .iter()
            .cloned()
            .chain(["no birthday between the days of publication explains the difference".to_owned()])
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
    fn unnamed_people_need_more() {
        let rung = |r: Record| decide(LADDER, &r).name;
        assert_eq!(rung(Record { named: true, gap: 9, ..Record::default() }), "ages-differ");
        assert_eq!(rung(Record { gap: 1, ..Record::default() }), "ages-differ");
        assert_eq!(rung(Record { gap: 9, ..Record::default() }), "several-people");
        assert_eq!(rung(Record { fits: true, named: true, ..Record::default() }), "within-a-birthday");
    }
}
