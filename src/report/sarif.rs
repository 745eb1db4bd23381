//! The format `sarif`: SARIF 2.1.0, as GitHub code scanning and other viewers read it.

use serde_json::{Map, Value, json};

use super::clean::{clean_json, one_line};
use super::listed::{Listed, listed};
use super::place::Place;
use super::{Format, Report, Suppressed, SuppressedBy, View, ordinal::Ordinals};
use crate::compare::rules::RULES;
use crate::model::{Finding, Problem, ProblemLevel, Severity};

/// Results that GitHub keeps.
const MOST: usize = 5_000;
/// Other places shown for one result.
const MOST_PLACES: usize = 100;

/// SARIF 2.1.0.
pub struct Sarif;

impl Format for Sarif {
    fn id(&self) -> &'static str {
        "sarif"
    }

    fn about(&self) -> &'static str {
        "SARIF 2.1.0, for code scanning"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let rules = rules(report);
        let mut ordinals = Ordinals::default();
        let mut results: Vec<Value> = Vec::new();
        let state = (view.baseline).then_some("new");
        for f in report.findings.iter().take(MOST) {
            results.push(result(report, f, &rules, &mut ordinals, state, None));
        }
        for s in report.suppressed.iter().take(MOST - results.len()) {
            let state = if s.by == SuppressedBy::Baseline { Some("unchanged") } else { state };
            results.push(result(report, &s.finding, &rules, &mut ordinals, state, Some(s)));
        }
        let left_out = report.findings.len().saturating_sub(MOST);
        let mut notifications: Vec<Value> = report.problems.iter().map(notification).collect();
        if left_out > 0 {
            let text = format!("{left_out} further findings are left out: no more than {MOST} are shown.");
            notifications
                .push(json!({"level": "warning", "message": {"text": text}, "descriptor": {"id": "left-out"}}));
        }
        let log = json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "copydesk",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": "https://crates.io/crates/copydesk",
                    "rules": rules.iter().map(|id| rule(id)).collect::<Vec<_>>(),
                }},
                "automationDetails": {"id": "copydesk/"},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder that copydesk was run in."}}},
                "invocations": [{
                    "executionSuccessful": report.complete(),
                    "toolExecutionNotifications": notifications,
                }],
                "results": results,
            }],
        });
        clean_json(&serde_json::to_string_pretty(&log).unwrap_or_default()) + "\n"
    }
}

/// The rules of the catalogue, and any other that a finding names.
fn rules(report: &Report) -> Vec<&'static str> {
    let mut rules: Vec<&'static str> = RULES.iter().map(|r| r.id).collect();
    let found = report.findings.iter().chain(report.suppressed.iter().map(|s| &s.finding));
    for f in found {
        if !rules.contains(&f.rule) {
            rules.push(f.rule);
        }
    }
    rules
}

fn rule(id: &str) -> Value {
    let name: String = id.split('-').map(|w| w[..1].to_ascii_uppercase() + &w[1..]).collect();
    let Some(rule) = RULES.iter().find(|r| r.id == id) else {
        let text = json!({"text": format!("{}.", id.replace('-', " "))});
        return json!({"id": id, "name": name, "shortDescription": text, "fullDescription": text, "help": text});
    };
    let sentence = format!("{}.", rule.summary().trim_end_matches('.'));
    let problem = if rule.severity == Severity::Note { "recommendation" } else { rule.severity.as_str() };
    json!({
        "id": id,
        "name": name,
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": sentence},
        "help": {"text": rule.manual(), "markdown": rule.manual()},
        "defaultConfiguration": {"level": rule.severity.as_str()},
        "properties": {"tags": ["news", rule.kind.as_str()], "precision": "high", "problem.severity": problem},
    })
}

fn result(
    report: &Report,
    f: &Finding,
    rules: &[&str],
    ordinals: &mut Ordinals,
    state: Option<&str>,
    suppressed: Option<&Suppressed>,
) -> Value {
    let places: Vec<Place<'_>> = f.sides.iter().filter_map(|s| Place::of(&report.batch, s)).collect();
    let others: Vec<&Place<'_>> = places.iter().skip(1).take(MOST_PLACES).collect();
    let links: Vec<String> = others
        .iter()
        .take(5)
        .enumerate()
        .map(|(i, p)| format!("[{}]({})", escape(&format!("{}, {}", p.path(), p.part_words())), i + 1))
        .collect();
    let against = if links.is_empty() { String::new() } else { format!(" See {}.", links.join(", ")) };
    let text = format!("{}.{against}", escape(one_line(&f.message).trim_end_matches('.')));
    let related: Vec<Value> = others
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let mut at = location(p);
            at["id"] = json!(i + 1);
            at["message"] = json!({"text": format!("\"{}\"", escape(&one_line(p.text())))});
            at
        })
        .collect();
    let mut related = related;
    for l in listed(&report.batch, &f.sides) {
        let mut at = listed_location(&l);
        at["id"] = json!(related.len() + 1);
        at["message"] = json!({"text": format!("reference sheet: \"{}\"", escape(&one_line(l.text())))});
        related.push(at);
    }
    let mut out = Map::new();
    out.insert("ruleId".into(), json!(f.rule));
    out.insert("ruleIndex".into(), json!(rules.iter().position(|r| *r == f.rule)));
    out.insert("level".into(), json!(f.severity.as_str()));
    out.insert("message".into(), json!({"text": text}));
    out.insert("locations".into(), places.first().map_or(json!([]), |p| json!([location(p)])));
    if !related.is_empty() {
        out.insert("relatedLocations".into(), json!(related));
    }
    let hash = f.fingerprint.trim_start_matches("v1:");
    let n = ordinals.next(&f.fingerprint);
    out.insert(
        "partialFingerprints".into(),
        json!({"primaryLocationLineHash": format!("{hash}:{n}"), "copydesk/claimGroup/v1": f.fingerprint}),
    );
    out.insert(
        "properties".into(),
        json!({"confidence": f64::from(f.confidence) / 100.0, "rung": f.rung, "evidence": f.evidence, "hint": f.hint}),
    );
    if let Some(state) = state {
        out.insert("baselineState".into(), json!(state));
    }
    if let Some(s) = suppressed {
        let kind = if s.by == SuppressedBy::Comment { "inSource" } else { "external" };
        out.insert("suppressions".into(), json!([{"kind": kind, "justification": one_line(&s.reason)}]));
    }
    Value::Object(out)
}

fn location(p: &Place<'_>) -> Value {
    let (end_line, end_column) = p.end();
    json!({"physicalLocation": {
        "artifactLocation": artifact(p.path()),
        "region": {"startLine": p.line, "startColumn": p.column, "endLine": end_line, "endColumn": end_column},
    }})
}

fn listed_location(l: &Listed<'_>) -> Value {
    let (end_line, end_column) = l.end();
    json!({"physicalLocation": {
        "artifactLocation": artifact(l.path()),
        "region": {"startLine": l.line, "startColumn": l.column, "endLine": end_line, "endColumn": end_column},
    }})
}

fn artifact(path: &str) -> Value {
    let path = path.trim_start_matches("./");
    if path.starts_with('/') {
        json!({"uri": format!("file://{}", uri(path))})
    } else {
        json!({"uri": uri(path), "uriBaseId": "SRCROOT"})
    }
}

/// A path as a URI reference, percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for &b in path.replace('\\', "/").as_bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(b as char),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

fn notification(p: &Problem) -> Value {
    let level = if p.level == ProblemLevel::Error { "error" } else { "warning" };
    let id = if p.level == ProblemLevel::Error { "not-read" } else { "remark" };
    let text = format!("{}: {}", p.path, one_line(&p.message));
    json!({"level": level, "message": {"text": escape(&text)}, "descriptor": {"id": id}})
}

/// In SARIF message texts brackets make links.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
