//! What the desk has accepted: overrides of the configuration, comments in articles, the side file, the baseline.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Error;
use crate::baseline::Baseline;
use crate::compare::rules::RULES;
use crate::config::{Config, Override};
use crate::model::{Finding, Problem};
use crate::report::{Report, Suppressed, SuppressedBy};
use crate::suppress::{self, Suppressions};

/// Where accepted findings are written down, as typed.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Accept {
    /// Findings known before, which are not shown again (made by copydesk baseline update)
    #[arg(long, value_name = "FILE", help_heading = "What counts")]
    pub baseline: Option<PathBuf>,

    /// Accepted findings, each with a reason; copydesk-ignore.toml is read if it is there
    #[arg(long, value_name = "FILE", help_heading = "What counts")]
    pub suppressions: Option<PathBuf>,

    /// Show accepted findings too
    #[arg(long, help_heading = "What counts")]
    pub no_suppressions: bool,
}

/// Accepted findings, read before the articles are, so that a bad file is noticed at once.
pub struct Accepted {
    baseline: Baseline,
    suppressions: Suppressions,
    path: String,
    all: bool,
}

impl Accepted {
    /// Reads the files that were named, or that are there by default.
    pub fn read(typed: &Accept, config: &Config) -> Result<Self, Error> {
        let mut accepted = Self {
            baseline: Baseline::default(),
            suppressions: Suppressions::default(),
            path: suppress::FILE.into(),
            all: typed.no_suppressions,
        };
        if accepted.all {
            return Ok(accepted);
        }
        if let Some(path) = typed.baseline.as_ref().or(config.baseline.as_ref()) {
            let text = read(path)?.ok_or_else(|| {
                Error::new(format!(
                    "there is no baseline {}: copydesk baseline update --baseline {} PATH… makes one",
                    path.display(),
                    path.display()
                ))
            })?;
            accepted.baseline = Baseline::parse(&text).map_err(|e| Error::new(format!("{}: {e}", path.display())))?;
        }
        let named = typed.suppressions.as_ref().or(config.suppressions.as_ref());
        let beside = config.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(suppress::FILE);
        let path = named.unwrap_or(&beside);
        match read(path)? {
            Some(text) => {
                accepted.path = path.display().to_string();
                accepted.suppressions =
                    Suppressions::parse(&text).map_err(|e| Error::new(format!("{}: {e}", path.display())))?;
            }
            None if named.is_some() => return Err(Error::new(format!("there is no file {}", path.display()))),
            None => {}
        }
        Ok(accepted)
    }

    /// Takes accepted findings out of the report and says so in it.
    pub fn apply(&self, report: &mut Report, config: &Config) {
        override_findings(report, config);
        if self.all {
            return;
        }
        let unknown = |rule: &str| (!RULES.iter().any(|r| r.id == rule)).then(|| super::explain::unknown(rule));
        let (commented, problems) = suppress::take_commented(&report.batch, &mut report.findings, &unknown);
        take(report, commented, problems, SuppressedBy::Comment);
        let (listed, problems) =
            self.suppressions.take_accepted(&self.path, &report.batch, &mut report.findings, &unknown);
        take(report, listed, problems, SuppressedBy::File);
        let known = self.baseline.take_known(&mut report.findings);
        let known = known.into_iter().map(|f| (f, "known before".to_owned())).collect();
        take(report, known, Vec::new(), SuppressedBy::Baseline);
        report.problems.sort();
        report.problems.dedup();
    }
}

fn take(report: &mut Report, accepted: Vec<(Finding, String)>, problems: Vec<Problem>, by: SuppressedBy) {
    report.suppressed.extend(accepted.into_iter().map(|(finding, reason)| Suppressed { finding, by, reason }));
    report.problems.extend(problems);
}

/// The text of a file; `None` if there is none.
pub fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::new(format!("cannot read {}: {e}", path.display()))),
    }
}

/// Applies the overrides of the configuration: rules left out or of another severity where a side stands in certain files.
pub fn override_findings(report: &mut Report, config: &Config) {
    if config.overrides.is_empty() {
        return;
    }
    let batch = &report.batch;
    let over = |f: &Finding| -> Vec<&Override> {
        let articles = f.sides.iter().filter_map(|s| batch.articles.get(s.article? as usize));
        articles.filter_map(|a| config.overriding(&a.article.file.path)).collect()
    };
    report.findings.retain_mut(|f| {
        for over in over(f) {
            if over.ignore.iter().any(|name| name == f.rule || name == f.kind.as_str()) {
                return false;
            }
            if over.min_confidences.get(f.rule).is_some_and(|&least| f.confidence < least) {
                return false;
            }
            match over.severities.get(f.rule) {
                Some(None) => return false,
                Some(Some(severity)) => f.severity = *severity,
                None => {}
            }
        }
        true
    });
    // The order of findings is by severity first; a stable sort keeps the rest.
    report.findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
}
