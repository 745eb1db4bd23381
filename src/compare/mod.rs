//! Compare: groups in, findings out. Every opinion of the program is a rule in `rules/`.

pub mod ages;
pub mod arithmetic;
mod camps;
pub mod catalogue;
pub mod confidence;
pub mod dates;
pub mod figures;
pub mod ladder;
mod near;
mod people;
pub mod roles;
pub mod rules;
mod sheet;
pub mod sourced;
mod telling;
pub mod times;
pub mod utterances;
pub mod wording;

use rayon::prelude::*;

use crate::model::{ArticleFacts, Batch, Finding, Group, Kind, Settings};

pub use catalogue::Rule;

/// What a rule may look at besides its group.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The batch.
    pub batch: &'a Batch,
    /// All groups of the batch.
    pub groups: &'a [Group],
    /// The settings.
    pub settings: &'a Settings,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// One article by itself.
    Article(fn(&ArticleFacts, Site<'_>) -> Vec<Finding>),
    /// One group of claims of this kind.
    Group(Kind, fn(&Group, &Context<'_>) -> Vec<Finding>),
    /// The whole batch: names that are near each other.
    Batch(fn(&Context<'_>) -> Vec<Finding>),
    /// Takes over the findings of other rules for which the function holds (headline, lede, caption against the body).
    Takeover(fn(&Finding, &Context<'_>) -> bool),
}

/// Where an article-rule stands.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// Index of the article.
    pub article: u32,
    /// The rest.
    pub context: &'a Context<'a>,
}

/// Runs every rule over the batch. The result is settled: one finding where several rules meet, sorted, with fingerprints.
#[must_use]
pub fn compare(batch: &Batch, groups: &[Group], settings: &Settings) -> Vec<Finding> {
    let context = Context { batch, groups, settings };
    let enabled = rules::RULES.par_iter().filter(|rule| catalogue::enabled(rule, settings));
    enabled.flat_map_iter(|rule| run(rule, &context)).collect()
}

/// All findings of one rule.
fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let Context { batch, groups, .. } = context;
    match rule.check {
        Check::Article(check) => {
            let articles = (0..).zip(&batch.articles);
            articles.flat_map(|(article, facts)| check(facts, Site { article, context })).collect()
        }
        Check::Group(kind, check) => groups.iter().filter(|g| g.kind == kind).flat_map(|g| check(g, context)).collect(),
        Check::Batch(check) => check(context),
        Check::Takeover(_) => Vec::new(),
    }
}
