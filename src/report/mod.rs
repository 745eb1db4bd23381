//! Report: findings in, text out. One file a format.

pub mod claims;
pub mod json;

use crate::model::{Batch, Finding, Group, Problem};

/// The result of a check: everything that a format may want to show.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// The articles with their facts, neighbours, stories and entities.
    pub batch: Batch,
    /// Claims about one thing, those that agree included.
    pub groups: Vec<Group>,
    /// Settled findings, worst first within a story.
    pub findings: Vec<Finding>,
    /// What could not be read, and remarks.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Puts a report together; problems are sorted.
    #[must_use]
    pub fn new(batch: Batch, groups: Vec<Group>, findings: Vec<Finding>, mut problems: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Self { batch, groups, findings, problems }
    }

    /// Whether everything was read and nothing capped.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.problems.iter().all(|p| p.level != crate::model::ProblemLevel::Error)
    }
}
