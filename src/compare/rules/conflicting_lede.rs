//! Rule `conflicting-lede`.

use crate::compare::{Check, Context};
use crate::model::{Finding, Kind, Part};

crate::rule! {
    /// A first paragraph that says something else than the story below it.
    ///
    /// # What it compares
    ///
    /// Findings of the general rules whose sides all lie in one article, one of them in the lede and none in the headline.
    ///
    /// # Why it matters
    ///
    /// The lede is written last and fastest.
    ///
    /// # Example
    ///
    /// > Three people were arrested … Two people, Ann Hale and Tom Reyes, were arrested.
    ///
    /// # Not reported
    ///
    /// A lede that is looser than the body: "dozens" and "at least 31".
    id: "conflicting-lede",
    kind: Figure,
    severity: Error,
    yields_to: [],
    check: Check::Takeover(takes),
}

fn takes(finding: &Finding, context: &Context<'_>) -> bool {
    let Some(Some(article)) = finding.sides.first().map(|s| s.article) else { return false };
    // A misspelled name or an altered quotation has its own rule wherever it stands.
    if matches!(finding.kind, Kind::Name | Kind::Role | Kind::Age | Kind::Quote | Kind::Speaker) {
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
    let parts: Vec<Part> = finding.sides.iter().filter_map(|s| Some(part(s.article?, s.span.start()))).collect();
    if parts.contains(&Part::Headline) {
        return false;
    }
    // A sum of parts is a matter of its own, wherever its total stands.
    finding.rule != "parts-exceed-total" && parts.contains(&Part::Lede) && parts.iter().any(|&p| p != Part::Lede)
}
