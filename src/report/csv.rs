//! The format `csv`: one row a finding, for a spreadsheet.

use super::clean::one_line;
use super::listed::{Listed, listed};
use super::place::Place;
use super::{Format, Report, View};
use crate::model::{Finding, ProblemLevel};

/// Rows for a spreadsheet.
pub struct Csv;

const HEAD: &[&str] = &[
    "severity",
    "rule",
    "confidence",
    "message",
    "path",
    "line",
    "title",
    "publisher",
    "date",
    "part",
    "text",
    "other path",
    "other line",
    "other title",
    "other publisher",
    "other date",
    "other part",
    "other text",
    "more places",
    "to do",
    "fingerprint",
];

impl Format for Csv {
    fn id(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "one row a finding, for a spreadsheet"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let mut rows: Vec<Vec<String>> = vec![HEAD.iter().map(ToString::to_string).collect()];
        for p in &report.problems {
            let level = if p.level == ProblemLevel::Error { "not read" } else { "remark" };
            let mut row = vec![String::new(); HEAD.len()];
            (row[0], row[3], row[4]) = (level.into(), one_line(&p.message), one_line(&p.path));
            rows.push(row);
        }
        rows.extend(report.findings.iter().filter(|f| view.shows(f)).map(|f| row(report, f)));
        let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
        for row in rows {
            // Writing to memory does not fail, and every row is as long as the head.
            let _ = writer.write_record(row.iter().map(|cell| safe(cell)));
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn row(report: &Report, f: &Finding) -> Vec<String> {
    let places: Vec<Place<'_>> = f.sides.iter().filter_map(|s| Place::of(&report.batch, s)).collect();
    let mut row = vec![
        f.severity.as_str().to_owned(),
        f.rule.to_owned(),
        format!("{:.2}", f64::from(f.confidence) / 100.0),
        one_line(&f.message),
    ];
    let sheet = listed(&report.batch, &f.sides).next();
    row.extend(places.first().map_or_else(|| vec![String::new(); 7], cells));
    let other = places.get(1).filter(|_| sheet.is_none()).map(cells).or_else(|| sheet.as_ref().map(listed_cells));
    row.extend(other.unwrap_or_else(|| vec![String::new(); 7]));
    let skip = if sheet.is_some() { 1 } else { 2 };
    let more: Vec<String> = places.iter().skip(skip).map(|p| format!("{}:{}", one_line(p.path()), p.line)).collect();
    row.extend([more.join(" "), one_line(&f.hint), f.fingerprint.clone()]);
    row
}

fn cells(p: &Place<'_>) -> Vec<String> {
    let a = &p.facts.article;
    vec![
        one_line(p.path()),
        p.line.to_string(),
        a.title().map(one_line).unwrap_or_default(),
        a.publisher.as_deref().map(one_line).unwrap_or_default(),
        a.published.map(|d| d.to_string()).unwrap_or_default(),
        p.part_words(),
        one_line(p.text()),
    ]
}

fn listed_cells(l: &Listed<'_>) -> Vec<String> {
    let none = String::new;
    vec![one_line(l.path()), l.line.to_string(), none(), none(), none(), "reference sheet".into(), one_line(l.text())]
}

/// A cell that a spreadsheet cannot take for a formula.
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
