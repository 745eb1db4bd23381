//! Compare: groups in, findings out. Every opinion of the program is a rule in `rules/`.

pub mod ages;
pub mod arithmetic;
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
pub mod times;
pub mod utterances;
pub mod wording;

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
    let mut findings = Vec::new();
    for rule in rules::RULES {
        if !catalogue::enabled(rule, settings) {
            continue;
        }
        match rule.check {
            Check::Article(check) => {
                for (article, facts) in batch.articles.iter().enumerate() {
                    findings.extend(check(facts, Site { article: article as u32, context: &context }));
                }
            }
            Check::Group(kind, check) => {
                findings.extend(groups.iter().filter(|g| g.kind == kind).flat_map(|g| check(g, &context)));
            }
            Check::Batch(check) => findings.extend(check(&context)),
            Check::Takeover(_) => {}
        }
    }
    findings
}
