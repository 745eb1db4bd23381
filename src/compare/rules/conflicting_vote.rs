//! Rule `conflicting-vote`.

use crate::compare::arithmetic::{finding, text, word_before};
use crate::compare::figures::{Category, Record, report};
use crate::compare::ladder::{Rung, Verdict};
use crate::compare::{Check, Context, Site};
use crate::model::{ArticleFacts, Figure, Finding, Measure, Part};

crate::rule! {
    /// Two results of one vote.
    ///
    /// # What it compares
    ///
    /// Votes written as two numbers (7-3, 52-48) that stand in like sentences.
    ///
    /// # Why it matters
    ///
    /// A vote is on record: one of the two is wrong.
    ///
    /// # Example
    ///
    /// > The council voted 7-3 for the plan.
    /// > The council voted 7-4 for the plan.
    ///
    /// # Not reported
    ///
    /// A committee's vote beside the council's.
    id: "conflicting-vote",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Batch(check),
}

/// First the reasons to be silent or quiet.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "speaker-figure", verdict: Verdict::Note, holds: |r| r.quoted },
    Rung { name: "planned-and-actual", verdict: Verdict::Note, holds: |r| r.other_modality },
    Rung { name: "two-results", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let groups = context.groups.iter().filter(|g| g.kind == RULE.kind);
    let mut out: Vec<Finding> = groups.flat_map(|g| report(g, context, &RULE, Category::Vote, LADDER)).collect();
    for (article, facts) in context.batch.articles.iter().enumerate() {
        out.extend(margin(facts, Site { article: article as u32, context }));
    }
    out
}

/// "7-3" beside "a 3-vote victory": the margin is four.
fn margin(facts: &ArticleFacts, site: Site<'_>) -> Option<Finding> {
    let votes: Vec<&Figure> = facts.figures.iter().filter(|f| f.measure == Measure::Vote && !f.place.quoted).collect();
    let first = votes.first()?;
    let (low, high) = (first.quantity.low?, first.quantity.high?);
    // Two votes in one story: the margin may be of either.
    if votes.iter().any(|v| v.quantity.low != Some(low) || v.quantity.high != Some(high)) {
        return None;
    }
    let real = high.checked_sub(low)?;
    // In other sentences it is the margin of another vote; a headline tells of the one that the story is about.
    let above = |f: &Figure| f.place.part == Part::Headline;
    let here = |f: &&Figure| votes.iter().any(|v| v.place.sentence == f.place.sentence || above(v) != above(f));
    let claims = facts
        .figures
        .iter()
        .filter(here)
        .filter(|f| f.measure == Measure::Count && f.unit.is_none() && f.quantity.is_bare() && !f.place.quoted);
    let claimed = claims.into_iter().find(|f| {
        let of = |words: &[&str]| f.concepts.iter().any(|c| words.contains(&&**c));
        of(&["vote"])
            && (of(&["victory", "margin", "win", "majority", "lead", "edge"])
                || word_before(facts, f.place.span) == "by")
    })?;
    let said = claimed.quantity.value.filter(|v| *v != real && *v != high && *v != low || f_is_margin(claimed))?;
    if said == real {
        return None;
    }
    let (x, y) = (text(facts, claimed.place.span), text(facts, first.place.span));
    let sides = [(claimed.place.span, said.to_string()), (first.place.span, format!("{high}-{low}"))];
    let why = format!("{high} - {low} = {real}");
    Some(finding(
        &RULE,
        "margin",
        site,
        &sides,
        format!("A vote of {y} is won by {real} votes, not {x}"),
        "check vote and margin",
        why,
    ))
}

/// "3-vote victory" names the margin itself.
fn f_is_margin(f: &Figure) -> bool {
    f.concepts.len() > 1
}
