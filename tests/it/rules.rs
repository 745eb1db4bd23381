//! Every fixture page of `fixtures/rules` and `fixtures/batches`, with all rules on.

use std::path::Path;

use copydesk::compare::rules::RULES;
use copydesk::model::Severity;

use crate::page;

/// Runs every page; lists all that fail, not just the first.
#[test]
fn pages_give_the_findings_they_show() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    for path in page::pages(Path::new("fixtures/rules")) {
        let cases = page::cases(&path);
        let mut shown = Vec::new();
        for case in &cases {
            let report = page::against(&case.articles, &case.sources);
            let got = page::show(&report);
            let rule = path.parent().and_then(|p| p.file_name()).and_then(|n| n.to_str()).unwrap_or_default();
            let stem = path.file_stem().and_then(|n| n.to_str()).unwrap_or_default();
            let name = format!("{} / {}", path.display(), case.title);
            if stem == "conflict" && !report.findings.iter().any(|f| f.rule == rule) {
                failures.push(format!("{name}: {rule} does not fire\n{got}"));
            }
            if stem == "agree" && report.findings.iter().any(|f| f.severity > Severity::Note) {
                failures.push(format!("{name}: must stay silent\n{got}"));
            }
            if !bless && got != case.expected {
                failures.push(format!("{name}\n--- expected\n{}--- got\n{got}", case.expected));
            }
            shown.push(got);
        }
        if bless {
            page::bless(&path, &shown);
        }
    }
    assert!(failures.is_empty(), "{} cases differ (BLESS=1 rewrites):\n\n{}", failures.len(), failures.join("\n"));
}

/// What is called an error is accepted nine times in ten.
#[test]
fn no_error_is_unsure() {
    let mut unsure = Vec::new();
    for path in page::pages(Path::new("fixtures/rules")) {
        for case in page::cases(&path) {
            let report = page::against(&case.articles, &case.sources);
            if !case.sources.is_empty() {
                continue;
            }
            let errors = report.findings.iter().filter(|f| f.severity == Severity::Error && f.confidence < 90);
            unsure.extend(errors.map(|f| format!("{} / {}: {}", path.display(), case.title, f.message)));
        }
    }
    assert!(unsure.is_empty(), "{}", unsure.join("\n"));
}

/// Every rule has a folder with a page that fires and one that is silent, and a file of its name.
#[test]
fn every_rule_has_its_pages_and_its_file() {
    let mut missing = Vec::new();
    for rule in RULES {
        for page in ["conflict.md", "agree.md", "limits.md"] {
            let path = format!("fixtures/rules/{}/{page}", rule.id);
            if !Path::new(&path).exists() {
                missing.push(path);
            }
        }
        let file = format!("src/compare/rules/{}.rs", rule.id.replace('-', "_"));
        if !Path::new(&file).exists() {
            missing.push(file);
        }
    }
    assert!(missing.is_empty(), "missing:\n{}", missing.join("\n"));
}
