//! One person in two offices that nobody holds at one time.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context};
use crate::lexicon::people;
use crate::model::{Finding, Group, Kind, Member, Role, Side, SideRole};
use crate::rule;

rule! {
    /// One person is given two offices that nobody holds at one time.
    ///
    /// # What it compares
    ///
    /// The offices that one article, or articles that tell the same story, give to one person. Only offices that exclude each other are
    /// compared (senator and representative, chairman and treasurer, director and deputy director), held by the same institution as far as
    /// the texts name it.
    ///
    /// # Why it matters
    ///
    /// A wrong title is a wrong fact about a person who will read it.
    ///
    /// # Example
    ///
    /// "finance director Paul Okafor" in one story, "Paul Okafor, the city treasurer" in another.
    ///
    /// # Not reported
    ///
    /// Former, future and acting offices; the same office in other words ("director of finance"); an office and a job or a family tie; offices
    /// in two institutions; offices inside quoted speech.
    id: "conflicting-role",
    kind: Role,
    severity: Warning,
    yields_to: ["different-first-name"],
    check: Check::Group(Kind::Role, check),
}

/// What two roles of one person show.
#[derive(Clone, Copy, Debug, Default)]
struct Record {
    exclusive: bool,
    rank_differs: bool,
    other_time: bool,
    quoted: bool,
    other_institution: bool,
    both_attested: bool,
    both_in_one_article: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "compatible-offices", verdict: Verdict::Agree, holds: |r| !r.exclusive && !r.rank_differs },
    Rung { name: "at-another-time", verdict: Verdict::Agree, holds: |r| r.other_time },
    Rung { name: "in-speech", verdict: Verdict::Unknown, holds: |r| r.quoted },
    Rung { name: "another-institution", verdict: Verdict::Unknown, holds: |r| r.other_institution },
    Rung { name: "both-well-attested", verdict: Verdict::Agree, holds: |r| r.both_attested || r.both_in_one_article },
    Rung { name: "another-rank", verdict: Verdict::Warn, holds: |r| r.rank_differs },
    Rung { name: "exclusive-offices", verdict: Verdict::Warn, holds: |_| true },
];

/// Classes of qualifiers that put an office into another time or make it provisional.
fn at_another_time(role: &Role) -> bool {
    role.qualifiers.iter().any(|q| matches!(people::qualifier(q), Some("past" | "future" | "acting")))
}

fn rank(role: &Role) -> Vec<&str> {
    role.qualifiers.iter().map(|q| &**q).filter(|q| people::qualifier(q) == Some("rank")).collect()
}

/// Whether both institutions are stated and share no word.
fn other_institution(a: &Role, b: &Role) -> bool {
    let generic = |w: &&str| {
        !matches!(
            *w,
            "city"
                | "town"
                | "state"
                | "county"
                | "us"
                | "u.s"
                | "u.s."
                | "federal"
                | "national"
                | "republican"
                | "democratic"
                | "finance"
        )
    };
    let words = |r: &Role| {
        r.of.as_deref()
            .unwrap_or("")
            .split(' ')
            .filter(|w| !w.is_empty())
            .filter(generic)
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let (x, y) = (words(a), words(b));
    !x.is_empty() && !y.is_empty() && x.is_disjoint(&y)
}

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let role = |m: &Member| &batch.articles[m.claim.article as usize].roles[m.claim.index as usize];
    // One of each office and rank, with the members that give it.
    let mut offices: BTreeMap<(String, Vec<&str>), Vec<&Member>> = BTreeMap::new();
    for m in group.members.iter().filter(|m| !at_another_time(role(m)) && !role(m).place.quoted) {
        offices.entry((role(m).head.to_string(), rank(role(m)))).or_default().push(m);
    }
    let list: Vec<_> = offices.into_iter().collect();
    for (i, ((head, ranks), xs)) in list.iter().enumerate() {
        for ((other, other_ranks), ys) in &list[i + 1..] {
            let exclusive = people::are_exclusive(head, other);
            let rank_differs = head == other && ranks != other_ranks;
            if !exclusive && !rank_differs {
                continue;
            }
            // Only members whose articles may be compared and whose institutions fit.
            let meets = |a: &Member, list: &[&Member]| {
                list.iter()
                    .any(|b| batch.comparable(a.claim.article, b.claim.article) && !other_institution(role(a), role(b)))
            };
            let xs: Vec<&Member> = xs.iter().copied().filter(|m| meets(m, ys)).collect();
            let ys: Vec<&Member> = ys.iter().copied().filter(|m| meets(m, &xs)).collect();
            if xs.is_empty() || ys.is_empty() {
                continue;
            }
            let witnesses = |l: &[&Member]| {
                l.iter()
                    .map(|m| batch.witness.get(m.claim.article as usize).copied().unwrap_or(m.claim.article))
                    .collect::<BTreeSet<_>>()
            };
            let (wx, wy) = (witnesses(&xs), witnesses(&ys));
            let record = Record {
                exclusive,
                rank_differs,
                both_attested: wx.len() >= 2 && wy.len() >= 2,
                both_in_one_article: wx.intersection(&wy).count() >= 2,
                ..Record::default()
            };
            let rung = decide(LADDER, &record);
            if rung.verdict != Verdict::Warn {
                continue;
            }
            let x_odd = (wx.len(), xs.len()) < (wy.len(), ys.len())
                || (wx.len(), xs.len()) == (wy.len(), ys.len()) && xs[0].claim > ys[0].claim;
            let (odd, others) = if x_odd { (&xs, &ys) } else { (&ys, &xs) };
            return vec![finding(group, context, rung.name, odd, others)];
        }
    }
    Vec::new()
}

fn finding(group: &Group, context: &Context<'_>, rung: &'static str, odd: &[&Member], others: &[&Member]) -> Finding {
    let role = |m: &Member| &context.batch.articles[m.claim.article as usize].roles[m.claim.index as usize];
    let side = |m: &&Member, kind| Side {
        article: Some(m.claim.article),
        span: m.span,
        value: role(m).head.to_string(),
        role: kind,
    };
    let words = |m: &Member| {
        let r = role(m);
        let rank: Vec<&str> = rank(r);
        if rank.is_empty() { r.head.to_string() } else { format!("{} {}", rank.join(" "), r.head) }
    };
    let sides = odd
        .iter()
        .take(12)
        .map(|m| side(m, SideRole::Odd))
        .chain(others.iter().take(12).map(|m| side(m, SideRole::Others)));
    Finding {
        rule: RULE.id,
        kind: RULE.kind,
        severity: RULE.severity,
        confidence: confidence(RULE.id, rung),
        message: format!("{} is {} here and {} elsewhere", group.about, words(odd[0]), words(others[0])),
        hint: "Check which office is right, and at what time".to_owned(),
        sides: sides.collect(),
        evidence: group
            .evidence
            .iter()
            .cloned()
            .chain([format!("nobody is {} and {} at one time", words(odd[0]), words(others[0]))])
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
    fn only_exclusive_offices_conflict() {
        let rung = |r: Record| decide(LADDER, &r).name;
        assert_eq!(rung(Record { exclusive: true, ..Record::default() }), "exclusive-offices");
        assert_eq!(rung(Record { rank_differs: true, ..Record::default() }), "another-rank");
        assert_eq!(rung(Record { exclusive: true, both_attested: true, ..Record::default() }), "both-well-attested");
        assert_eq!(rung(Record::default()), "compatible-offices");
        assert!(
            people::are_exclusive("finance director", "treasurer")
                && people::are_exclusive("senator", "representative")
        );
    }
}
