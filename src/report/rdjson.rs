//! The formats `rdjson` and `rdjsonl`: Reviewdog's diagnostics, whole or one a line. Columns count bytes.

use serde_json::{Value, json};

use super::clean::{clean_json, one_line};
use super::listed::listed;
use super::place::Place;
use super::{Format, Report, View};
use crate::model::{Finding, Problem, ProblemLevel, Severity, SourceFile, SourceSpan};

/// One object.
pub struct Rdjson;

/// One diagnostic a line.
pub struct Rdjsonl;

impl Format for Rdjson {
    fn id(&self) -> &'static str {
        "rdjson"
    }

    fn about(&self) -> &'static str {
        "diagnostics for Reviewdog"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let out = json!({"source": source(), "diagnostics": diagnostics(report, view)});
        clean_json(&serde_json::to_string_pretty(&out).unwrap_or_default()) + "\n"
    }
}

impl Format for Rdjsonl {
    fn id(&self) -> &'static str {
        "rdjsonl"
    }

    fn about(&self) -> &'static str {
        "diagnostics for Reviewdog, one a line"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let mut out = String::new();
        for mut d in diagnostics(report, view) {
            d["source"] = source();
            out.push_str(&clean_json(&d.to_string()));
            out.push('\n');
        }
        out
    }
}

fn source() -> Value {
    json!({"name": "copydesk", "url": "https://crates.io/crates/copydesk"})
}

fn diagnostics(report: &Report, view: &View) -> Vec<Value> {
    let problems = report.problems.iter().map(problem);
    problems.chain(report.findings.iter().filter(|f| view.shows(f)).map(|f| finding(report, f))).collect()
}

fn problem(p: &Problem) -> Value {
    let (severity, code) = if p.level == ProblemLevel::Error { ("ERROR", "not-read") } else { ("INFO", "remark") };
    json!({"message": one_line(&p.message), "location": {"path": p.path}, "severity": severity, "code": {"value": code}})
}

fn finding(report: &Report, f: &Finding) -> Value {
    let places: Vec<Place<'_>> = f.sides.iter().filter_map(|s| Place::of(&report.batch, s)).collect();
    let severity = match f.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    };
    let mut related: Vec<Value> = places
        .iter()
        .skip(1)
        .map(|p| json!({"message": format!("\"{}\"", one_line(p.text())), "location": location(p)}))
        .collect();
    related.extend(listed(&report.batch, &f.sides).map(|l| {
        let location = in_file(l.file, l.path(), l.source);
        json!({"message": format!("reference sheet: \"{}\"", one_line(l.text())), "location": location})
    }));
    let mut out = json!({"message": one_line(&f.message), "severity": severity, "code": {"value": f.rule},
        "location": places.first().map_or(json!({"path": ""}), location)});
    if !related.is_empty() {
        out["relatedLocations"] = json!(related);
    }
    out
}

fn location(p: &Place<'_>) -> Value {
    in_file(&p.facts.article.file, p.path(), p.source)
}

fn in_file(file: &SourceFile, path: &str, source: SourceSpan) -> Value {
    let at = |offset| {
        let (line, column) = file.line_byte_column(offset);
        json!({"line": line, "column": column})
    };
    json!({"path": path, "range": {"start": at(source.start()), "end": at(source.end())}})
}
