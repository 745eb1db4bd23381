//! Rule `conflicting-headline`.

use crate::compare::{Check, Context};
use crate::model::{Finding, Kind, Part};

crate::rule! {
    /// A headline that says something else than its story.
    ///
    /// # What it compares
    ///
    /// Findings of the general rules whose sides all lie in one article, one of them in the headline: names, figures, dates, votes, ages, roles. A
    /// misspelled name must stand in the headline alone.
    ///
    /// # Why it matters
    ///
    /// The headline is what most readers read.
    ///
    /// # Example
    ///
    /// > Mayor wins 3-vote victory / … by a vote of 7-3
    ///
    /// # Not reported
    ///
    /// A headline that rounds ("$42M plan" for $41.8 million); a surname alone.
    id: "conflicting-headline",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Takeover(takes),
}

fn takes(finding: &Finding, context: &Context<'_>) -> bool {
    let Some(Some(article)) = finding.sides.first().map(|s| s.article) else { return false };
    // An altered quotation has its own rule wherever it stands.
    if matches!(finding.kind, Kind::Quote | Kind::Speaker) {
        return false;
    }
    // A copy of the article is the article.
    let witness = |a: u32| context.batch.witness[a as usize];
    let elsewhere = finding.sides.iter().any(|s| s.article.is_none_or(|a| witness(a) != witness(article)));
    if finding.sides.len() < 2 || elsewhere {
        return false;
    }
    let part = |a: u32, at: u32| {
        context.batch.articles[a as usize].segments.paragraph_at(at).map(|p| p.part).unwrap_or_default()
    };
    // A name that is misspelled in the story too is misspelled, not in conflict with the headline.
    let odd = |s: &&crate::model::Side| s.role == crate::model::SideRole::Odd;
    let in_headline = |s: &crate::model::Side| s.article.is_some_and(|a| part(a, s.span.start()) == Part::Headline);
    if finding.kind == Kind::Name && !finding.sides.iter().filter(odd).all(in_headline) {
        return false;
    }
    let parts: Vec<Part> = finding.sides.iter().filter_map(|s| Some(part(s.article?, s.span.start()))).collect();
    // A sum of parts is a matter of its own, wherever its total stands.
    finding.rule != "parts-exceed-total"
        && parts.contains(&Part::Headline)
        && parts.iter().any(|&p| p != Part::Headline)
}
