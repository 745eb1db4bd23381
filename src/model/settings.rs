//! What a run was told, resolved. Passed explicitly, never stored in a stage.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Severity, Sheet};

/// Settings of a check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// How files are read.
    pub read: ReadSettings,
    /// All articles tell one story: everything is compared with everything.
    pub one_story: bool,
    /// Only these rules, if not empty.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Severity by rule, instead of the rule's own; `None` switches it off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// Findings below this confidence (0 to 100) are dropped.
    pub min_confidence: u8,
    /// The same for single rules, instead of that.
    pub min_confidences: BTreeMap<String, u8>,
    /// Publishers that count as one house: each list is one house.
    pub houses: Vec<Vec<String>>,
    /// Names and facts that are always right.
    pub sheet: Arc<Sheet>,
    /// Worker threads; 0 = one for each core.
    pub threads: usize,
}

/// Settings of the readers.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadSettings {
    /// Date of articles that carry none.
    pub date: Option<Date>,
    /// Publisher of articles that name none.
    pub publisher: Option<String>,
    /// Largest file read, in bytes.
    pub max_file_size: u64,
    /// JSON field names, tried in order.
    pub fields: FieldNames,
}

impl Default for ReadSettings {
    fn default() -> Self {
        Self { date: None, publisher: None, max_file_size: 64 << 20, fields: FieldNames::default() }
    }
}

/// Which fields of a JSON record hold what; empty lists mean the usual names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldNames {
    /// The headline.
    pub title: Vec<String>,
    /// The body.
    pub text: Vec<String>,
    /// Date of publication.
    pub date: Vec<String>,
    /// Publisher.
    pub publisher: Vec<String>,
}
