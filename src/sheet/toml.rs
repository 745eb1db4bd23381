//! A sheet in TOML: `[[person]]`, `[[place]]` and so on, once for each entry.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::{Fault, KEYS, Raw, Wrong, key, nearest, written};
use crate::model::Written;

/// The tables, and what they hold.
const TABLES: [&str; 8] = ["person", "organisation", "organization", "place", "work", "product", "event", "group"];

/// The entries of a sheet, in its order.
pub fn parse(text: &str) -> Result<Vec<Raw>, Wrong> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let document = DeTable::parse(&text[start..])
        .map_err(|e| (e.span().map(|s| s.start + start), Fault::Syntax(e.message().to_owned())))?;
    let mut entries = Vec::new();
    for (name, value) in document.get_ref() {
        let at = name.span().start + start;
        let table = name.get_ref().as_ref();
        let Some(kind) = TABLES.iter().find(|t| **t == table) else {
            return Err((Some(at), Fault::UnknownTable(table.to_owned(), nearest(table, &TABLES))));
        };
        let DeValue::Array(list) = value.get_ref() else { return Err((Some(at), Fault::NoList(table.to_owned()))) };
        for item in list {
            let DeValue::Table(fields) = item.get_ref() else {
                return Err((Some(item.span().start + start), Fault::NoList(table.to_owned())));
            };
            entries.push(entry(text, start, kind, item.span().start + start, fields)?);
        }
    }
    entries.sort_by_key(|e| e.at);
    Ok(entries)
}

fn entry(text: &str, start: usize, kind: &str, at: usize, fields: &DeTable<'_>) -> Result<Raw, Wrong> {
    let mut raw = Raw { at, kind: kind.to_owned(), values: Vec::new() };
    for (name, value) in fields {
        let written_name = name.get_ref().as_ref();
        let Some(key) = key(written_name) else {
            let near = nearest(written_name, &KEYS);
            return Err((Some(name.span().start + start), Fault::UnknownKey(written_name.to_owned(), near)));
        };
        let values = match value.get_ref() {
            DeValue::Array(list) => list.iter().map(|v| scalar(text, start, key, v)).collect::<Result<Vec<_>, _>>()?,
            _ => vec![scalar(text, start, key, value)?],
        };
        raw.values.push((key, values));
    }
    Ok(raw)
}

/// A text, number or date, with its place without quotation marks.
fn scalar(text: &str, start: usize, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Written, Wrong> {
    let span = value.span().start + start..value.span().end + start;
    let words = match value.get_ref() {
        DeValue::String(s) => s.to_string(),
        DeValue::Integer(n) if n.radix() == 10 => n.as_str().replace('_', ""),
        DeValue::Datetime(d) => d.to_string(),
        _ => return Err((Some(span.start), Fault::Value(key.to_owned()))),
    };
    let inner = text.get(span.start + 1..span.end.saturating_sub(1)).filter(|inner| *inner == words);
    Ok(match inner {
        Some(_) => written(words, span.start + 1, span.end - 1),
        None => written(words, span.start, span.end),
    })
}
