//! The last lines of a report for people: how many findings, what is hidden, what was not read and not understood.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::clean::{clean, one_line};
use super::place::count;
use super::{Report, SuppressedBy, View};
use crate::model::{Problem, ProblemLevel, Severity};

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts the findings of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let n = |s: Severity| report.findings.iter().filter(|f| f.severity == s).count();
        Self { errors: n(Severity::Error), warnings: n(Severity::Warning), notes: n(Severity::Note) }
    }

    /// "2 errors and 1 warning", "no errors or warnings".
    #[must_use]
    pub fn words(&self) -> String {
        match (self.errors, self.warnings) {
            (0, 0) => "No errors or warnings".into(),
            (e, 0) => count(e, "error"),
            (0, w) => count(w, "warning"),
            (e, w) => format!("{} and {}", count(e, "error"), count(w, "warning")),
        }
    }
}

/// "3 articles in 2 stories".
#[must_use]
pub fn scope(report: &Report) -> String {
    let articles = report.batch.articles.len();
    let mut stories: Vec<u32> = report.batch.stories.clone();
    stories.sort_unstable();
    stories.dedup();
    let scope = count(articles, "article");
    if stories.len() > 1 && stories.len() < articles {
        format!("{scope}, {}", count(stories.len(), "story"))
    } else {
        scope
    }
}

/// What was not understood, by reason, most frequent first: `(reason, how often)`.
#[must_use]
pub fn not_understood(report: &Report) -> Vec<(&'static str, usize)> {
    let mut by: BTreeMap<&'static str, usize> = BTreeMap::new();
    for n in report.batch.articles.iter().flat_map(|f| &f.not_understood) {
        *by.entry(n.why).or_default() += 1;
    }
    let mut by: Vec<_> = by.into_iter().collect();
    by.sort_by_key(|&(why, n)| (std::cmp::Reverse(n), why));
    by
}

/// Whether some articles name no publisher although there is more than one article.
#[must_use]
pub fn publishers_unknown(report: &Report) -> bool {
    let articles = &report.batch.articles;
    articles.len() > 1 && articles.iter().any(|f| f.article.publisher.is_none())
}

/// The problems, files not read first.
#[must_use]
pub fn worst_first(report: &Report) -> Vec<&Problem> {
    let mut problems: Vec<&Problem> = report.problems.iter().collect();
    problems.sort_by_key(|p| std::cmp::Reverse(p.level));
    problems
}

/// One line a problem.
pub fn problems(out: &mut String, report: &Report) {
    for p in worst_first(report) {
        let word = if p.level == ProblemLevel::Error { "problem" } else { "remark" };
        let _ = writeln!(out, "{word}: {}: {}", clean(&p.path), one_line(&p.message));
    }
}

/// The lines that end a report for people.
pub fn summary(out: &mut String, report: &Report, view: &View) {
    let counts = Counts::of(report);
    if report.batch.articles.is_empty() {
        out.push_str("Nothing was checked: no article was read\n");
        return;
    }
    let _ = write!(out, "{} in {}", counts.words(), scope(report));
    if counts.notes > 0 && !view.notes {
        let _ = write!(out, "; {} hidden (--notes shows them)", count(counts.notes, "note"));
    } else if counts.notes > 0 {
        let _ = write!(out, "; {}", count(counts.notes, "note"));
    }
    out.push('\n');
    let accepted = |by| report.suppressed.iter().filter(|s| s.by == by).count();
    let (known, file, comment) =
        (accepted(SuppressedBy::Baseline), accepted(SuppressedBy::File), accepted(SuppressedBy::Comment));
    if known > 0 {
        let _ = writeln!(out, "Known before, not shown: {} of the baseline", count(known, "finding"));
    }
    if file + comment > 0 {
        let _ = writeln!(out, "Accepted by the desk, not shown: {}", count(file + comment, "finding"));
    }
    let lost = report.problems.iter().filter(|p| p.level == ProblemLevel::Error).count();
    if lost > 0 {
        let _ = writeln!(out, "Not everything was read: {} above", count(lost, "problem"));
    }
    if view.unknown_files > 0 {
        let _ = writeln!(out, "Left out: {} of a kind that holds no articles", count(view.unknown_files, "file"));
    }
    let missed = not_understood(report);
    if !missed.is_empty() {
        let list: Vec<String> = missed.iter().map(|(why, n)| format!("{why} ({n})")).collect();
        let _ = writeln!(out, "Not understood, so not checked: {} (copydesk claims lists them)", list.join(", "));
    }
    if publishers_unknown(report) {
        out.push_str(
            "Hint: not every article names its publisher. Say it with --publisher or in copydesk.toml, and quotations \
             within one house are held to the word\n",
        );
    }
}
