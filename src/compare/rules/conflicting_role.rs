//! Rule `conflicting-role`.

use std::collections::BTreeMap;

use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::people::sure_of_whom;
use crate::compare::roles::{Record, record};
use crate::compare::{Check, Context};
use crate::model::{Batch, Finding, Group, Member, Role, Severity, Side, SideRole};

crate::rule! {
    /// Two posts for one person that nobody holds at one time.
    ///
    /// # What it compares
    ///
    /// The titles, offices and jobs of one person, within an article and between articles of one story: before the name ("finance director
    /// Paul Okafor"), after it ("Paul Okafor, the city treasurer"), and by "is". House styles of one post are one ("Sen.", "senator";
    /// "director of finance", "finance director"; "chairman", "chairwoman", "chair").
    ///
    /// # Why it matters
    ///
    /// A wrong title is among the commonest corrections, and the person concerned always notices.
    ///
    /// # Example
    ///
    /// > Finance director Paul Okafor said the plan was sound.
    /// > Paul Okafor, the city treasurer, said the plan was sound.
    ///
    /// # Not reported
    ///
    /// Posts that one person may hold together (chairman and chief executive, senator and candidate); a former, future or acting post beside
    /// another; posts in two different bodies, unless they exclude each other anywhere (senator and representative); two roles that one
    /// sentence gives together; party, nationality, honorifics.
    id: "conflicting-role",
    kind: Role,
    severity: Warning,
    yields_to: ["different-first-name", "misspelled-name", "role-off-sheet"],
    check: Check::Group(crate::model::Kind::Role, check),
}

/// First the reasons to be silent.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "together-in-one-sentence", verdict: Verdict::Agree, holds: |r| r.together },
    Rung { name: "left-the-post", verdict: Verdict::Warn, holds: |r| r.left && r.same_body && !r.quoted },
    Rung { name: "another-time", verdict: Verdict::Agree, holds: |r| r.other_time },
    Rung { name: "said-by-a-speaker", verdict: Verdict::Note, holds: |r| r.quoted && r.exclude },
    Rung { name: "speaker", verdict: Verdict::Unknown, holds: |r| r.quoted },
    Rung { name: "exclusive-offices", verdict: Verdict::Warn, holds: |r| r.exclude },
    Rung { name: "two-portfolios", verdict: Verdict::Warn, holds: |r| r.portfolio && !r.other_body },
    Rung { name: "two-masters", verdict: Verdict::Warn, holds: |r| r.other_master },
    Rung { name: "two-bodies", verdict: Verdict::Agree, holds: |r| r.other_body },
    Rung { name: "exclusive-in-one-body", verdict: Verdict::Warn, holds: |r| r.exclude_in_one },
    Rung { name: "rank-differs", verdict: Verdict::Warn, holds: |r| r.rank },
    Rung { name: "may-both-be", verdict: Verdict::Agree, holds: |_| true },
];

/// Articles further apart than this may well tell of two posts, one after the other.
const DAYS: i32 = 30;

fn role<'a>(batch: &'a Batch, m: &Member) -> &'a Role {
    &batch.articles[m.claim.article as usize].roles[m.claim.index as usize]
}

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    // One camp for each way to write a role; roles written alike are compared once.
    let mut camps: BTreeMap<(String, Option<&str>, bool), Vec<&Member>> = BTreeMap::new();
    for m in &group.members {
        let r = role(batch, m);
        if sure_of_whom(batch, m.claim.article, r.holder) {
            camps
                .entry((
                    m.value.clone() + if r.qualifiers.iter().any(|q| **q == *"was") { " was" } else { "" },
                    r.of.as_deref(),
                    r.place.quoted,
                ))
                .or_default()
                .push(m);
        }
    }
    let camps: Vec<Vec<&Member>> = camps.into_values().collect();
    let mut pairs: BTreeMap<(String, String), (&'static Rung<Record>, Vec<&Member>, Vec<&Member>)> = BTreeMap::new();
    for (i, a) in camps.iter().enumerate().take(60) {
        for b in camps.iter().skip(i + 1).take(60) {
            let mut r = record(role(batch, a[0]), role(batch, b[0]));
            if !(r.exclude || r.exclude_in_one || r.portfolio || r.rank || r.left || r.other_master) {
                continue;
            }
            let near =
                |x: &Member, y: &Member| batch.comparable(x.claim.article, y.claim.article) && close(batch, x, y);
            let (xs, ys): (Vec<&Member>, Vec<&Member>) = (
                a.iter().copied().filter(|x| b.iter().any(|y| near(x, y))).collect(),
                b.iter().copied().filter(|y| a.iter().any(|x| near(x, y))).collect(),
            );
            if xs.is_empty() {
                continue;
            }
            r.together = xs.iter().any(|x| {
                ys.iter().any(|y| {
                    x.claim.article == y.claim.article && role(batch, x).place.sentence == role(batch, y).place.sentence
                })
            });
            let rung = decide(LADDER, &r);
            if matches!(rung.verdict, Verdict::Unknown | Verdict::Agree) {
                if r.together {
                    // Who is said to be both somewhere is both everywhere.
                    return Vec::new();
                }
                continue;
            }
            let shown = |m: &Member| match role(batch, m).of.as_deref() {
                Some(of) if r.other_master => format!("{} of the {of}", m.value),
                _ => m.value.clone(),
            };
            let (hx, hy) = (shown(xs[0]), shown(ys[0]));
            let (key, xs, ys) = if hx <= hy { ((hx, hy), xs, ys) } else { ((hy, hx), ys, xs) };
            let entry = pairs.entry(key).or_insert((rung, Vec::new(), Vec::new()));
            entry.1.extend(xs);
            entry.2.extend(ys);
        }
    }
    let mut out: Vec<Finding> = Vec::new();
    for ((a, b), (rung, mut xs, mut ys)) in pairs {
        for list in [&mut xs, &mut ys] {
            list.sort_by_key(|m| m.claim);
            list.dedup_by_key(|m| m.claim);
        }
        let weight = |l: &[&Member]| (witnesses(batch, l), l.len());
        let ((odd, odd_value), (others, other_value)) = match weight(&xs).cmp(&weight(&ys)) {
            std::cmp::Ordering::Less => ((xs, a), (ys, b)),
            std::cmp::Ordering::Greater => ((ys, b), (xs, a)),
            // ties: the later article is odd
            std::cmp::Ordering::Equal if xs[0].claim > ys[0].claim => ((xs, a), (ys, b)),
            std::cmp::Ordering::Equal => ((ys, b), (xs, a)),
        };
        out.push(finding(batch, group, rung, (&odd, &odd_value), (&others, &other_value)));
    }
    // One disagreement is one finding: the pair with the rung first in the ladder, then with most sides, speaks for the person.
    out.sort_by_key(|f| (std::cmp::Reverse(f.severity), std::cmp::Reverse(f.sides.len()), f.sides[0].span));
    let mut kept: Vec<Finding> = Vec::new();
    for f in out {
        let odd = &f.sides[0];
        if !kept.iter().any(|k| k.sides.iter().any(|s| s.article == odd.article && s.span == odd.span)) {
            kept.push(f);
        }
    }
    kept
}

/// Whether the articles were published within the same weeks, as far as that is known.
fn close(batch: &Batch, a: &Member, b: &Member) -> bool {
    let line = |m: &Member| batch.articles[m.claim.article as usize].article.published;
    match (line(a), line(b)) {
        (Some(x), Some(y)) => (x.duration_since(y).as_hours() / 24).abs() <= i64::from(DAYS),
        _ => true,
    }
}

fn witnesses(batch: &Batch, members: &[&Member]) -> usize {
    let mut seen: Vec<u32> = members.iter().map(|m| batch.witness[m.claim.article as usize]).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

fn finding(
    batch: &Batch,
    group: &Group,
    rung: &'static Rung<Record>,
    (odd, odd_value): (&[&Member], &str),
    (others, other_value): (&[&Member], &str),
) -> Finding {
    let side = |m: &&Member, role| Side { article: Some(m.claim.article), span: m.span, value: m.value.clone(), role };
    let sides: Vec<Side> =
        odd.iter().map(|m| side(m, SideRole::Odd)).chain(others.iter().map(|m| side(m, SideRole::Others))).collect();
    let one = sides.iter().all(|s| s.article == sides[0].article);
    let place = match (one, witnesses(batch, others)) {
        (true, _) => "elsewhere in the same article".to_owned(),
        (_, 1) => "in another article".to_owned(),
        (_, n) => format!("in {n} other articles"),
    };
    let why = match rung.name {
        "rank-differs" => "one is the deputy of the other",
        "left-the-post" => "one says that the post was left, the other that it is held",
        "two-portfolios" => "they are two posts of one government",
        "two-masters" => "one person does not serve both at one time",
        _ => "one person does not hold both at one time",
    };
    let severity = if rung.verdict == Verdict::Note { Severity::Note } else { RULE.severity };
    Finding {
        rule: RULE.id,
        kind: RULE.kind,
        severity,
        confidence: confidence(RULE.id, rung.name),
        message: format!("{} is {odd_value} here, but {other_value} {place}", group.about),
        hint: "check the title with the person's office".into(),
        sides,
        evidence: group
            .evidence
            .iter()
            .cloned()
            .chain([format!("\"{odd_value}\" and \"{other_value}\": {why}")])
            .collect(),
        rung: rung.name,
        key: group.about.to_lowercase(),
        fingerprint: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_is_silent_before_it_warns() {
        let rung = |r: Record| decide(LADDER, &r).name;
        let base = Record { exclude_in_one: true, ..Record::default() };
        assert_eq!(rung(base.clone()), "exclusive-in-one-body");
        assert_eq!(rung(Record { other_body: true, ..base.clone() }), "two-bodies");
        assert_eq!(rung(Record { other_time: true, ..base.clone() }), "another-time");
        assert_eq!(rung(Record { together: true, ..base }), "together-in-one-sentence");
        assert_eq!(rung(Record { exclude: true, other_body: true, ..Record::default() }), "exclusive-offices");
        assert_eq!(rung(Record::default()), "may-both-be");
    }
}
