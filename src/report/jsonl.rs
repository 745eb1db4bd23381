//! The format `jsonl`: one finding a line, for streams and logs.

use super::{Format, Report, View, json};

/// JSON Lines.
pub struct Jsonl;

impl Format for Jsonl {
    fn id(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "one JSON object a line: findings, problems, and a last line that ends the report"
    }

    fn write(&self, report: &Report, _view: &View) -> String {
        json::lines(report)
    }
}
