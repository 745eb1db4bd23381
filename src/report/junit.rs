//! The format `junit`: one suite an article, one failed case a finding; a file that was not read is an error.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::clean::{clean, one_line};
use super::listed::listed;
use super::place::Place;
use super::xml::escape;
use super::{Format, Report, View};
use crate::model::{Finding, Problem, ProblemLevel};

/// JUnit's XML.
pub struct Junit;

#[derive(Default)]
struct Suite<'a> {
    remarks: Vec<&'a Problem>,
    findings: Vec<(&'a Finding, Place<'a>)>,
    problems: Vec<&'a Problem>,
}

impl Format for Junit {
    fn id(&self) -> &'static str {
        "junit"
    }

    fn about(&self) -> &'static str {
        "JUnit XML: one suite an article, one failure a finding"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let mut suites: BTreeMap<String, Suite<'_>> = BTreeMap::new();
        for facts in &report.batch.articles {
            suites.entry(facts.article.id()).or_default();
        }
        for p in &report.problems {
            let suite = suites.entry(p.path.clone()).or_default();
            if p.level == ProblemLevel::Error { suite.problems.push(p) } else { suite.remarks.push(p) }
        }
        for f in report.findings.iter().filter(|f| view.shows(f)) {
            if let Some(place) = f.sides.iter().find_map(|s| Place::of(&report.batch, s)) {
                suites.entry(place.facts.article.id()).or_default().findings.push((f, place));
            }
        }
        // The clock is the newest article's, so that the same articles give the same report.
        let newest = report.batch.articles.iter().filter_map(|f| f.article.published).max();
        let time = newest.map_or("1970-01-01T00:00:00".into(), |d| format!("{d}T00:00:00"));
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (id, (name, suite)) in suites.iter().enumerate() {
            write_suite(&mut out, report, id, name, &time, suite);
        }
        out.push_str("</testsuites>\n");
        out
    }
}

fn write_suite(out: &mut String, report: &Report, id: usize, name: &str, time: &str, suite: &Suite<'_>) {
    let (failures, errors) = (suite.findings.len(), suite.problems.len());
    let name = escape(&clean(name));
    let _ = writeln!(
        out,
        "  <testsuite package=\"copydesk\" id=\"{id}\" name=\"{name}\" timestamp=\"{time}\" hostname=\"localhost\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\">",
        (failures + errors).max(1)
    );
    out.push_str("    <properties/>\n");
    for p in &suite.problems {
        let message = escape(&one_line(&p.message));
        let _ = writeln!(
            out,
            "    <testcase name=\"read\" classname=\"{name}\" time=\"0\"><error message=\"{message}\" type=\"not-read\"/></testcase>"
        );
    }
    for (f, place) in &suite.findings {
        let message = escape(&one_line(&f.message));
        let mut text =
            format!("{}:{}:{} \"{}\"", clean(place.path()), place.line, place.column, one_line(place.text()));
        for p in f.sides.iter().skip(1).filter_map(|s| Place::of(&report.batch, s)) {
            let _ = write!(text, "\n{}:{}:{} \"{}\"", clean(p.path()), p.line, p.column, one_line(p.text()));
        }
        for l in listed(&report.batch, &f.sides) {
            let (path, words) = (clean(l.path()), one_line(l.text()));
            let _ = write!(text, "\n{path}:{}:{} \"{words}\" (reference sheet)", l.line, l.column);
        }
        let _ = writeln!(
            out,
            "    <testcase name=\"{}: {message}\" classname=\"{name}\" time=\"0\"><failure message=\"{message}\" type=\"{}\">{}</failure></testcase>",
            f.rule,
            f.severity.as_str(),
            escape(&text)
        );
    }
    if failures + errors == 0 {
        let _ = writeln!(out, "    <testcase name=\"nothing disagrees\" classname=\"{name}\" time=\"0\"/>");
    }
    let remarks: Vec<String> = suite.remarks.iter().map(|p| escape(&one_line(&p.message))).collect();
    let _ = writeln!(out, "    <system-out>{}</system-out>", remarks.join("\n"));
    out.push_str("    <system-err/>\n  </testsuite>\n");
}
