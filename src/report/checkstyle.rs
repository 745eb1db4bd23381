//! The format `checkstyle`: XML that many CI servers read.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::clean::{clean, one_line};
use super::place::Place;
use super::xml::escape;
use super::{Format, Report, View};
use crate::model::{ProblemLevel, Severity};

/// Checkstyle's XML.
pub struct Checkstyle;

impl Format for Checkstyle {
    fn id(&self) -> &'static str {
        "checkstyle"
    }

    fn about(&self) -> &'static str {
        "Checkstyle XML"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let mut files: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for p in &report.problems {
            let (severity, source) =
                if p.level == ProblemLevel::Error { ("error", "not-read") } else { ("info", "remark") };
            files.entry(&p.path).or_default().push(format!(
                "line=\"1\" column=\"1\" severity=\"{severity}\" message=\"{}\" source=\"copydesk.{source}\"",
                escape(&one_line(&p.message))
            ));
        }
        for f in report.findings.iter().filter(|f| view.shows(f)) {
            let Some(place) = f.sides.iter().find_map(|s| Place::of(&report.batch, s)) else { continue };
            let severity = if f.severity == Severity::Note { "info" } else { f.severity.as_str() };
            files.entry(place.path()).or_default().push(format!(
                "line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}{}\" source=\"copydesk.{}\"",
                place.line,
                place.column,
                escape(&one_line(&f.message)),
                escape(&super::others(report, f)),
                f.rule
            ));
        }
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n");
        for (path, errors) in files {
            let _ = writeln!(out, "  <file name=\"{}\">", escape(&clean(path)));
            for error in errors {
                let _ = writeln!(out, "    <error {error}/>");
            }
            out.push_str("  </file>\n");
        }
        out.push_str("</checkstyle>\n");
        out
    }
}
