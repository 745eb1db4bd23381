//! Rule `role-off-sheet`.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::roles::{Record, elsewhen, past, record};
use crate::compare::sheet::{Off, Offs, entries, in_force};
use crate::compare::{Check, Context};
use crate::model::{Finding, Role, SheetEntry, SheetRole};

crate::rule! {
    /// A role that the reference sheet gives otherwise.
    ///
    /// # What it compares
    ///
    /// The titles, offices and jobs that an article gives to a person of the sheet (`--sheet people.toml`) with the roles there, on the day of
    /// the article. The sheet is right; `valid-from` and `valid-to` say from when to when.
    ///
    /// # Why it matters
    ///
    /// People change offices, and archives do not.
    ///
    /// # Example
    ///
    /// The sheet has "Paul Okafor, finance director", an article "Paul Okafor, the city treasurer".
    ///
    /// # Not reported
    ///
    /// A role that one person may hold besides that of the sheet; a former or future post; what a speaker says; party, nationality,
    /// honorifics; people who are not on the sheet or have no role there.
    id: "role-off-sheet",
    kind: Role,
    severity: Warning,
    yields_to: ["name-off-sheet"],
    check: Check::Batch(check),
}

/// What was compared.
#[derive(Clone, Debug, Default)]
struct Compared {
    /// The two roles.
    roles: Record,
    /// They are one post.
    same: bool,
    /// The article says that the post was left.
    former: bool,
    /// The article says that the post is held.
    held: bool,
    /// The article's day lies in the time of the sheet; `None` if it is not known.
    in_force: Option<bool>,
    /// The post is one that a person holds in one place only.
    sole: bool,
}

/// First the reasons to be silent.
const LADDER: &[Rung<Compared>] = &[
    Rung { name: "speaker", verdict: Verdict::Unknown, holds: |c| c.roles.quoted },
    Rung { name: "another-place", verdict: Verdict::Warn, holds: |c| c.same && c.held && c.sole && c.roles.other_body },
    Rung {
        name: "post-not-held-then",
        verdict: Verdict::Warn,
        holds: |c| c.same && c.held && c.in_force == Some(false),
    },
    Rung {
        name: "post-not-left",
        verdict: Verdict::Warn,
        holds: |c| c.same && c.former && !c.roles.other_body && c.in_force == Some(true),
    },
    Rung { name: "same-post", verdict: Verdict::Agree, holds: |c| c.same },
    Rung { name: "another-time", verdict: Verdict::Agree, holds: |c| c.roles.other_time || c.in_force == Some(false) },
    Rung { name: "exclusive-offices", verdict: Verdict::Warn, holds: |c| c.roles.exclude },
    Rung { name: "two-portfolios", verdict: Verdict::Warn, holds: |c| c.roles.portfolio && !c.roles.other_body },
    Rung { name: "two-bodies", verdict: Verdict::Agree, holds: |c| c.roles.other_body },
    Rung { name: "exclusive-in-one-body", verdict: Verdict::Warn, holds: |c| c.roles.exclude_in_one },
    Rung { name: "rank-differs", verdict: Verdict::Warn, holds: |c| c.roles.rank },
    Rung { name: "may-both-be", verdict: Verdict::Agree, holds: |_| true },
];

/// Posts of a town, a county or a state: who holds one holds it nowhere else.
const SOLE: &[&str] =
    &["mayor", "deputy mayor", "governor", "lieutenant governor", "sheriff", "police chief", "fire chief"];

fn compared(said: &Role, entry: &SheetEntry, right: &SheetRole, day: Option<jiff::civil::Date>) -> Compared {
    let roles = record(said, &right.role);
    Compared {
        same: said.head == right.role.head && !roles.rank,
        former: past(said) && !past(&right.role),
        held: !elsewhen(said) && !elsewhen(&right.role),
        in_force: in_force(entry, day),
        sole: SOLE.contains(&&*said.head),
        roles,
    }
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let mut offs = Offs::default();
    for (article, facts) in batch.articles.iter().enumerate().filter(|_| !batch.sheet.is_empty()) {
        let article = article as u32;
        for role in &facts.roles {
            let rights: Vec<(u32, &SheetEntry, &SheetRole)> = entries(batch, article, role.holder)
                .iter()
                .map(|&e| (e, &batch.sheet.entries[e as usize]))
                .flat_map(|(e, entry)| entry.roles.iter().map(move |r| (e, entry, r)))
                .collect();
            let rungs: Vec<_> =
                rights.iter().map(|(_, e, r)| decide(LADDER, &compared(role, e, r, facts.article.published))).collect();
            // Whoever holds one of several roles of the sheet is on it.
            if rungs.iter().any(|r| matches!(r.name, "same-post" | "speaker")) {
                continue;
            }
            let Some(at) = rungs.iter().position(|r| r.verdict == Verdict::Warn) else { continue };
            let (entry, e, right) = rights[at];
            offs.add(
                Off {
                    entry,
                    rung: rungs[at].name,
                    said: said(role, facts.text()),
                    right: told(right, e, rungs[at].name),
                    right_span: right.written.span,
                    why: why(rungs[at].name, e, facts.article.published),
                },
                article,
                role.place.span,
                value(role),
            );
        }
    }
    offs.findings(
        batch,
        &RULE,
        "check the title with the person's office, or bring the sheet up to date",
        |off, entry| format!("{} is {} here, but {} on the sheet", entry.name.text, off.said, off.right),
    )
}

/// The role of the sheet, with its time where that decided.
fn told(right: &SheetRole, entry: &SheetEntry, rung: &str) -> String {
    let mut told = right.written.text.clone();
    if rung == "post-not-held-then" {
        told.push_str(&time(entry));
    }
    told
}

fn time(entry: &SheetEntry) -> String {
    let from = entry.valid_from.map_or(String::new(), |d| format!(" from {d}"));
    let to = entry.valid_to.map_or(String::new(), |d| format!(" to {d}"));
    format!("{from}{to}")
}

/// Qualifiers and post in their base forms: equal for equal roles.
fn value(role: &Role) -> String {
    let words = role.qualifiers.iter().map(|q| &**q).filter(|q| *q != "was").chain([&*role.head]);
    words.collect::<Vec<_>>().join(" ")
}

/// The role as the article writes it, with its place if that follows later.
fn said(role: &Role, text: &str) -> String {
    let words = role.place.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match role.of.as_deref().filter(|of| !of.split(' ').any(|w| words.to_lowercase().contains(w))) {
        Some(of) => format!("{words} of {of}"),
        None => words,
    }
}

fn why(rung: &str, entry: &SheetEntry, day: Option<jiff::civil::Date>) -> String {
    match rung {
        "another-place" => "the post is held in one place at a time".to_owned(),
        "post-not-held-then" => {
            format!(
                "the sheet has the role{}, and the article is of {}",
                time(entry),
                day.map_or(String::new(), |d| d.to_string())
            )
        }
        "post-not-left" => "the sheet says that the post is held on the day of the article".to_owned(),
        "rank-differs" => "one is the deputy of the other".to_owned(),
        "two-portfolios" => "they are two posts of one government".to_owned(),
        _ => "one person does not hold both at one time".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_its_time() {
        let rung = |c: Compared| decide(LADDER, &c).name;
        let held = Compared { same: true, held: true, ..Compared::default() };
        assert_eq!(rung(held.clone()), "same-post");
        assert_eq!(rung(Compared { in_force: Some(false), ..held.clone() }), "post-not-held-then");
        assert_eq!(rung(Compared { held: false, former: true, in_force: Some(true), ..held.clone() }), "post-not-left");
        assert_eq!(rung(Compared { held: false, former: true, ..held }), "same-post");
        let exclude = Compared { roles: Record { exclude: true, ..Record::default() }, ..Compared::default() };
        assert_eq!(rung(exclude.clone()), "exclusive-offices");
        assert_eq!(rung(Compared { in_force: Some(false), ..exclude }), "another-time");
    }
}
