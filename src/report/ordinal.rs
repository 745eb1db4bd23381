//! Numbers for findings that share a fingerprint: formats that want every one unique show only the first otherwise.

use std::collections::BTreeMap;

/// How often each fingerprint has come.
#[derive(Debug, Default)]
pub struct Ordinals(BTreeMap<String, usize>);

impl Ordinals {
    /// 1 for the first of its kind, then 2, 3 …
    pub fn next(&mut self, fingerprint: &str) -> usize {
        let n = self.0.entry(fingerprint.to_owned()).or_default();
        *n += 1;
        *n
    }

    /// The fingerprint, with its number from the second on.
    pub fn unique(&mut self, fingerprint: &str) -> String {
        match self.next(fingerprint) {
            1 => fingerprint.to_owned(),
            n => format!("{fingerprint}-{n}"),
        }
    }
}
