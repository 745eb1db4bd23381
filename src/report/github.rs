//! The format `github`: workflow commands that GitHub Actions turns into annotations.

use std::fmt::Write as _;

use super::clean::{clean_char, one_line, shorten};
use super::listed::listed;
use super::place::Place;
use super::{Format, Report, View, summary};
use crate::model::{Finding, ProblemLevel, Severity};

/// Annotations of one level that GitHub shows for a step.
const MOST: usize = 10;

/// Workflow commands.
pub struct Github;

impl Format for Github {
    fn id(&self) -> &'static str {
        "github"
    }

    fn about(&self) -> &'static str {
        "annotations for GitHub Actions, and a step summary"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let mut commands: Vec<(&str, String)> = Vec::new();
        for p in &report.problems {
            let level = if p.level == ProblemLevel::Error { "error" } else { "notice" };
            let line = format!(
                "::{level} file={},title={}::{}",
                property(&p.path),
                property("copydesk: not read"),
                data(&p.message)
            );
            let remark = format!(
                "::{level} file={},title={}::{}",
                property(&p.path),
                property("copydesk: remark"),
                data(&p.message)
            );
            commands.push((level, if level == "error" { line } else { remark }));
        }
        commands.extend(report.findings.iter().filter(|f| view.shows(f)).map(|f| command(report, f)));
        let mut out = String::new();
        let mut left_out = 0;
        for level in ["error", "warning", "notice"] {
            // One notice is kept for the line that counts what is left out.
            let most = if level == "notice" { MOST - 1 } else { MOST };
            let lines: Vec<&String> = commands.iter().filter(|c| c.0 == level).map(|c| &c.1).collect();
            for line in lines.iter().take(most) {
                let _ = writeln!(out, "{line}");
            }
            left_out += lines.len().saturating_sub(most);
        }
        let counts = summary::Counts::of(report);
        if left_out > 0 {
            let text =
                format!("and {left_out} more, see the report ({} in {})", counts.words(), summary::scope(report));
            let _ = writeln!(out, "::notice title=copydesk::{}", data(&text));
        }
        let _ = writeln!(out, "copydesk: {} in {}", counts.words(), summary::scope(report));
        out
    }
}

fn command<'a>(report: &Report, f: &Finding) -> (&'a str, String) {
    let level = match f.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut places = f.sides.iter().filter_map(|s| Place::of(&report.batch, s));
    let mut at = String::new();
    if let Some(p) = places.next() {
        let (end_line, end_column) = p.end();
        let _ = write!(at, "file={},line={},endLine={end_line}", property(p.path()), p.line);
        if p.line == end_line {
            let _ = write!(at, ",col={},endColumn={end_column}", p.column);
        }
        at.push(',');
    }
    let mut text = one_line(&f.message);
    for l in listed(&report.batch, &f.sides) {
        let (path, words) = (one_line(l.path()), shorten(l.text(), 120));
        let _ = write!(text, "\n{path}:{}:{} \"{words}\" (reference sheet)", l.line, l.column);
    }
    let others: Vec<Place<'_>> = places.collect();
    for p in others.iter().take(5) {
        let _ = write!(text, "\n{}:{}:{} \"{}\"", one_line(p.path()), p.line, p.column, shorten(p.text(), 120));
    }
    if others.len() > 5 {
        let _ = write!(text, "\nand {} more", others.len() - 5);
    }
    if !f.hint.is_empty() {
        let _ = write!(text, "\n{}", one_line(&f.hint));
    }
    (level, format!("::{level} {at}title={}::{}", property(&format!("copydesk: {}", f.rule)), data(&text)))
}

/// Escapes the message of a command; its line ends are kept, nothing else in it may steer a terminal.
fn data(text: &str) -> String {
    let harmless = |c| if matches!(c, '\r' | '\n') { c } else { clean_char(c) };
    let text: String = text.chars().map(harmless).collect();
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
