//! The format `gitlab`: a code quality report.

use serde_json::{Value, json};

use super::clean::{clean_json, one_line};
use super::place::Place;
use super::{Format, Report, View, ordinal::Ordinals};
use crate::model::{ProblemLevel, Severity, stable_hash};

/// A GitLab code quality report.
pub struct Gitlab;

impl Format for Gitlab {
    fn id(&self) -> &'static str {
        "gitlab"
    }

    fn about(&self) -> &'static str {
        "a GitLab code quality report"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let mut ordinals = Ordinals::default();
        let mut entries: Vec<Value> = Vec::new();
        for p in &report.problems {
            let (name, severity) =
                if p.level == ProblemLevel::Error { ("not-read", "critical") } else { ("remark", "info") };
            let id = format!("v1:{:016x}", stable_hash([name, p.path.as_str(), p.message.as_str()]));
            entries.push(
                json!({"description": one_line(&p.message), "check_name": name, "fingerprint": ordinals.unique(&id),
                "severity": severity, "location": {"path": path(&p.path), "lines": {"begin": 1}}}),
            );
        }
        for f in report.findings.iter().filter(|f| view.shows(f)) {
            let Some(place) = f.sides.iter().find_map(|s| Place::of(&report.batch, s)) else { continue };
            let severity = match f.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            };
            let others = super::others(report, f);
            entries.push(json!({"description": format!("{}{others}", one_line(&f.message)), "check_name": f.rule,
                "fingerprint": ordinals.unique(&f.fingerprint), "severity": severity,
                "location": {"path": path(place.path()), "lines": {"begin": place.line, "end": place.end().0}}}));
        }
        clean_json(&serde_json::to_string_pretty(&entries).unwrap_or_default()) + "\n"
    }
}

fn path(path: &str) -> &str {
    path.trim_start_matches("./")
}
