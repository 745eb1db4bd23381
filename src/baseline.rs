//! The baseline: findings known before, which are not shown again. Keyed by fingerprint, never by line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Finding;

/// Name of the schema.
const SCHEMA: &str = "copydesk-baseline/1";

/// Findings known before, by fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<String, Known>,
}

/// What is kept of a finding, so that a person can read the file.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
struct Known {
    fingerprint: String,
    rule: String,
    message: String,
}

#[derive(Deserialize, Serialize)]
struct File {
    schema: String,
    findings: Vec<Known>,
}

impl Baseline {
    /// Reads a baseline. A damaged one is an error: it must never look like a clean one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|e| format!("this is no baseline of copydesk: {e}"))?;
        if file.schema != SCHEMA {
            return Err(format!("its schema is {}, not {SCHEMA}", file.schema));
        }
        Ok(Self { known: file.findings.into_iter().map(|k| (k.fingerprint.clone(), k)).collect() })
    }

    /// The file, sorted by fingerprint.
    #[must_use]
    pub fn write(&self) -> String {
        let file = File { schema: SCHEMA.into(), findings: self.known.values().cloned().collect() };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// Takes the findings that are known out of `findings`.
    #[must_use]
    pub fn take_known(&self, findings: &mut Vec<Finding>) -> Vec<Finding> {
        let (known, new) = std::mem::take(findings).into_iter().partition(|f| self.known.contains_key(&f.fingerprint));
        *findings = new;
        known
    }

    /// Adds what is new; how many that were.
    pub fn update(&mut self, findings: &[Finding]) -> usize {
        let before = self.known.len();
        for f in findings {
            self.known.entry(f.fingerprint.clone()).or_insert_with(|| Known {
                fingerprint: f.fingerprint.clone(),
                rule: f.rule.into(),
                message: f.message.clone(),
            });
        }
        self.known.len() - before
    }

    /// Removes what is no longer found; how many that were.
    pub fn prune(&mut self, findings: &[Finding]) -> usize {
        let before = self.known.len();
        self.known.retain(|fingerprint, _| findings.iter().any(|f| f.fingerprint == *fingerprint));
        before - self.known.len()
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}
