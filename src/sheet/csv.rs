//! A sheet in CSV: the first line names the columns; several aliases or roles in one cell are parted by a semicolon or a bar.

use ::csv::{ReaderBuilder, Trim};

use super::{Fault, KEYS, Raw, Wrong, key, nearest, written};
use crate::model::Written;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Key(&'static str),
    Kind,
    Skipped,
}

/// The entries of a sheet, in its order.
pub fn parse(text: &str) -> Result<Vec<Raw>, Wrong> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let body = &text[start..];
    let first = body.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t'].into_iter().find(|d| first.as_bytes().contains(d)).unwrap_or(b',');
    let mut reader = ReaderBuilder::new().delimiter(delimiter).trim(Trim::All).from_reader(body.as_bytes());
    let syntax = |e: &::csv::Error| {
        let at = e.position().map(|p| p.byte() as usize + start);
        let what = match e.kind() {
            ::csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!(
                    "this row has {len} cells and the first one {expected_len}; put cells with a comma in quotation marks"
                )
            }
            _ => "this is no CSV".to_owned(),
        };
        (at, Fault::Syntax(what))
    };
    let mut columns: Vec<Column> = Vec::new();
    for cell in reader.headers().map_err(|e| syntax(&e))? {
        let column = match (key(cell), cell.to_lowercase().as_str()) {
            (Some(key), _) => Column::Key(key),
            (None, "kind") => Column::Kind,
            // What a draft tells its reader.
            (None, "times" | "seen") => Column::Skipped,
            _ => return Err((Some(start), Fault::UnknownKey(cell.to_owned(), nearest(cell, &KEYS)))),
        };
        if column != Column::Skipped && columns.contains(&column) {
            return Err((Some(start), Fault::Twice(cell.to_owned())));
        }
        columns.push(column);
    }
    if !columns.contains(&Column::Key("name")) {
        return Err((Some(start), Fault::NoNameColumn));
    }
    let mut entries = Vec::new();
    let mut end = text.len();
    let records: Vec<_> = reader.records().collect();
    for record in records.into_iter().rev() {
        let record = record.map_err(|e| syntax(&e))?;
        let at = record.position().map_or(start, |p| p.byte() as usize + start);
        entries.push(entry(text, at..end, &columns, &record));
        end = at;
    }
    entries.reverse();
    Ok(entries)
}

fn entry(text: &str, row: std::ops::Range<usize>, columns: &[Column], record: &::csv::StringRecord) -> Raw {
    let mut raw = Raw { at: row.start, ..Raw::default() };
    let line = text[row.clone()].trim_end().len() + row.start;
    let mut from = row.start;
    for (column, cell) in columns.iter().zip(record) {
        let column = match *column {
            Column::Key(key) => key,
            Column::Kind => {
                raw.kind = cell.to_owned();
                continue;
            }
            Column::Skipped => continue,
        };
        let list = matches!(column, "aliases" | "role");
        let mut values: Vec<Written> = Vec::new();
        for piece in cell.split(|c| list && matches!(c, ';' | '|')).map(str::trim).filter(|p| !p.is_empty()) {
            let piece = unguarded(piece);
            values.push(match text[from..line].find(piece) {
                Some(at) => written(piece.to_owned(), from + at, from + at + piece.len()),
                None => written(piece.to_owned(), row.start, line),
            });
            from = values
                .last()
                .map_or(from, |v| if v.span.start() as usize > row.start { v.span.end() as usize } else { from });
        }
        if !values.is_empty() {
            raw.values.push((column, values));
        }
    }
    raw
}

/// A cell without the mark that keeps a spreadsheet from taking it for a formula.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']))
        .unwrap_or(cell)
}
