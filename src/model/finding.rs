//! A discrepancy with all its sides, and the reason that decided.

use super::{ArticleIndex, Kind, Span};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; hidden in the terminal unless asked.
    Note,
    /// An editor must look.
    Warning,
    /// The sides cannot both be right.
    Error,
}

impl Severity {
    /// As reports write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What a side is to its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SideRole {
    /// The minority.
    Odd,
    /// The others.
    Others,
    /// From a reference sheet or a source document.
    Reference,
}

impl SideRole {
    /// As reports write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            SideRole::Odd => "odd",
            SideRole::Others => "others",
            SideRole::Reference => "reference",
        }
    }
}

/// One passage that takes part in a disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Which article; `None` for an entry of the reference sheet.
    pub article: Option<ArticleIndex>,
    /// Where in its text.
    pub span: Span,
    /// The value in normal form.
    pub value: String,
    /// Odd, others, reference.
    pub role: SideRole,
}

/// A discrepancy. The first side is the odd one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// Id of the rule.
    pub rule: &'static str,
    /// Kind of the claims compared.
    pub kind: Kind,
    /// How bad.
    pub severity: Severity,
    /// Share of such findings (by rule and rung) that an editor accepts, in hundredths: 0 to 100.
    pub confidence: u8,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The passages, the odd one first; at least one.
    pub sides: Vec<Side>,
    /// Why the sides are about one thing and why they disagree, in plain words.
    pub evidence: Vec<String>,
    /// Name of the rung that decided.
    pub rung: &'static str,
    /// What the values are of, for the fingerprint: counted head, sorted name pair, day of the event.
    pub key: String,
    /// `v1:` and sixteen hex digits; filled in by `settle`.
    pub fingerprint: String,
}

/// FNV-1a over `parts`, separated; frozen, so that fingerprints last.
#[must_use]
pub fn stable_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for part in parts {
        for &byte in part.as_bytes().iter().chain(&[0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

impl Finding {
    /// A finding with these sides, the odd one first. The other fields are filled in afterwards.
    #[must_use]
    pub fn new(
        rule: &'static str,
        kind: Kind,
        severity: Severity,
        message: impl Into<String>,
        sides: Vec<Side>,
    ) -> Self {
        Finding {
            rule,
            kind,
            severity,
            confidence: 50,
            message: message.into(),
            hint: String::new(),
            sides,
            evidence: Vec::new(),
            rung: "else",
            key: String::new(),
            fingerprint: String::new(),
        }
    }

    /// `v1:` and a frozen hash of rule, kind, the sorted distinct values of the sides and [`key`](Self::key): no counts, paths,
    /// line numbers or majority spelling.
    #[must_use]
    pub fn make_fingerprint(&self) -> String {
        let mut values: Vec<&str> = self.sides.iter().map(|s| s.value.as_str()).collect();
        values.sort_unstable();
        values.dedup();
        let parts = [self.rule, self.kind.as_str(), self.key.as_str()].into_iter().chain(values);
        format!("v1:{:016x}", stable_hash(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::stable_hash;

    /// Fingerprints are kept in users' baselines: this number may never change.
    #[test]
    fn the_hash_is_frozen() {
        assert_eq!(stable_hash(["misspelled-name", "elorza"]), 11_393_793_637_975_745_268);
    }
}
