//! The format `concise`: one line a finding, as compilers and editors know it.

use std::fmt::Write as _;

use super::clean::{clean, one_line};
use super::place::Place;
use super::{Format, Report, View, summary};

/// One line a finding.
pub struct Concise;

impl Format for Concise {
    fn id(&self) -> &'static str {
        "concise"
    }

    fn about(&self) -> &'static str {
        "one line a finding: path:line:column: severity: message [rule] (the other places)"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let mut out = String::new();
        for f in report.findings.iter().filter(|f| view.shows(f)) {
            if let Some(p) = f.sides.iter().find_map(|s| Place::of(&report.batch, s)) {
                let _ = write!(out, "{}:{}:{}: ", clean(p.path()), p.line, p.column);
            }
            let _ = write!(out, "{}: {} [{}]", f.severity.as_str(), one_line(&f.message), f.rule);
            out.push_str(&super::others(report, f));
            out.push('\n');
        }
        summary::problems(&mut out, report);
        if !view.quiet {
            summary::summary(&mut out, report, view);
        }
        out
    }
}
