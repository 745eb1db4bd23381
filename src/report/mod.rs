//! Report: findings in, text out. One file a format.

pub mod claims;
#[cfg(feature = "cli")]
pub mod claims_text;
pub mod clean;
#[cfg(feature = "cli")]
pub mod entities_text;
pub mod json;
mod listed;
pub mod manual;
pub mod place;
pub mod words;

#[cfg(feature = "cli")]
mod checkstyle;
#[cfg(feature = "cli")]
mod concise;
#[cfg(feature = "cli")]
mod csv;
#[cfg(feature = "cli")]
mod full;
#[cfg(feature = "cli")]
mod github;
#[cfg(feature = "cli")]
mod gitlab;
#[cfg(feature = "cli")]
mod html;
#[cfg(feature = "cli")]
mod jsonl;
#[cfg(feature = "cli")]
mod junit;
#[cfg(feature = "cli")]
mod markdown;
#[cfg(feature = "cli")]
mod ordinal;
#[cfg(feature = "cli")]
mod rdjson;
#[cfg(feature = "cli")]
mod rows;
#[cfg(feature = "cli")]
mod sarif;
#[cfg(feature = "cli")]
pub mod summary;
#[cfg(feature = "cli")]
mod xml;

use crate::model::{Batch, Finding, Group, Problem, Severity};

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
    /// Findings that a baseline or a suppression took out, with the reason.
    pub suppressed: Vec<Suppressed>,
}

/// A finding that somebody has accepted, and where that is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Where it was accepted.
    pub by: SuppressedBy,
    /// Why, in the words of whoever accepted it.
    pub reason: String,
}

/// Where a finding was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressedBy {
    /// The list of findings known before (`--baseline`).
    Baseline,
    /// The side file `copydesk-ignore.toml`.
    File,
    /// A comment in the article.
    Comment,
}

impl Report {
    /// Puts a report together; problems are sorted.
    #[must_use]
    pub fn new(batch: Batch, groups: Vec<Group>, findings: Vec<Finding>, mut problems: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Self { batch, groups, findings, problems, suppressed: Vec::new() }
    }

    /// Whether everything was read and nothing capped.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.problems.iter().all(|p| p.level != crate::model::ProblemLevel::Error)
    }

    /// The severity of the worst finding.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|f| f.severity).max()
    }
}

/// How a report is to be shown: what the command line asked for and the reader can bear.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct View {
    /// Show notes in formats for people.
    pub notes: bool,
    /// Add every group of claims about one thing (JSON).
    pub groups: bool,
    /// Say why the sides are about one thing and what decided.
    pub explain: bool,
    /// Show every side in full and no summary left out.
    pub verbose: bool,
    /// No summary.
    pub quiet: bool,
    /// Colour by terminal escapes.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Files that a folder walk met and no reader knows.
    pub unknown_files: usize,
    /// A baseline was given: what is shown is new.
    pub baseline: bool,
}

impl View {
    /// Whether a finding is shown in formats that leave notes out unless asked.
    #[must_use]
    pub fn shows(&self, finding: &Finding) -> bool {
        self.notes || finding.severity > Severity::Note
    }
}

/// The other places of a finding in one parenthesis, for formats that know one place only.
#[cfg(feature = "cli")]
fn others(report: &Report, finding: &Finding) -> String {
    let words = |path: &str, line: u32, column: u32, text: &str| {
        format!("{}:{line}:{column} \"{}\"", clean::clean(path), clean::shorten(text, 80))
    };
    let sheet = listed::listed(&report.batch, &finding.sides).map(|l| words(l.path(), l.line, l.column, l.text()));
    let places = finding.sides.iter().filter_map(|s| place::Place::of(&report.batch, s)).skip(1);
    let places: Vec<String> = sheet.chain(places.map(|p| words(p.path(), p.line, p.column, p.text()))).collect();
    let words: Vec<&str> = places.iter().take(3).map(String::as_str).collect();
    match places.len() {
        0 => String::new(),
        n if n > 3 => format!(" (against {} and {} more)", words.join(", "), n - 3),
        _ => format!(" (against {})", words.join(", ")),
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            notes: false,
            groups: false,
            explain: false,
            verbose: false,
            quiet: false,
            color: false,
            width: 100,
            unknown_files: 0,
            baseline: false,
        }
    }
}

/// One way to write a report.
#[cfg(feature = "cli")]
pub trait Format: Sync {
    /// As `--format` names it; the file is named after it.
    fn id(&self) -> &'static str;
    /// What it is for, in a few words.
    fn about(&self) -> &'static str;
    /// The report, whole.
    fn write(&self, report: &Report, view: &View) -> String;
}

/// Every format, in the order of the manual: for people, for programs, for CI.
#[cfg(feature = "cli")]
pub static FORMATS: &[&dyn Format] = &[
    &full::Full,
    &concise::Concise,
    &html::Html,
    &markdown::Markdown,
    &csv::Csv,
    &json::Json,
    &jsonl::Jsonl,
    &github::Github,
    &gitlab::Gitlab,
    &sarif::Sarif,
    &rdjson::Rdjson,
    &rdjson::Rdjsonl,
    &junit::Junit,
    &checkstyle::Checkstyle,
];

/// The format of this name.
#[cfg(feature = "cli")]
#[must_use]
pub fn format(id: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.id() == id)
}
