//! JSON and JSON Lines: an array, one object, one record a line, or an object that holds the records. A broken record is named and
//! the rest is read.

mod fields;
pub mod string;
pub mod tree;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::IgnoredAny;

use super::decode::{self, Decoded, decode};
use super::draft::{Draft, Source};
use super::{Input, Outcome, Reader};
use crate::model::{Problem, ReadSettings, SourceFile};
use tree::Node;

/// JSON in all its forms.
pub struct Json;

/// Problems of records listed one by one; the rest is summed up.
const LISTED: usize = 20;
/// Places tried to find the next record after a broken one.
const TRIES: usize = 1000;

impl Reader for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let text = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
        let rest = text.trim_start();
        let second = rest.get(1..).map_or("", str::trim_start);
        rest.starts_with('{') && second.starts_with('"') || rest.starts_with('[') && second.starts_with('{')
    }

    fn read(&self, input: Input, settings: &ReadSettings) -> Outcome {
        let lines = !input.path.to_ascii_lowercase().ends_with(".json");
        let decoded = match decode(input, decode::undeclared) {
            Ok(decoded) => decoded,
            Err(problem) => return (Vec::new(), vec![problem]),
        };
        let source = Source { text: decoded.text(), map: &decoded.map };
        let found = values(source.text);
        let mut problems: Vec<_> = found.broken.iter().map(|b| broken(&decoded, source, b)).collect();
        let mut articles = Vec::new();
        match &found.values[..] {
            [one] if !found.list && found.broken.is_empty() && !(lines && one.1.start > 0) => {
                let (a, p) = single(source, one.1.clone(), lines, &decoded.file, settings);
                articles.extend(a);
                problems.extend(p);
            }
            many => {
                let read = |(number, range, sure): &(u32, Range<usize>, bool)| {
                    let node = tree::parse(source.text, range.start)?;
                    record(source, &node, Some(*number), &decoded.file, settings, *sure)
                };
                for (a, p) in many.par_iter().filter_map(read).collect::<Vec<_>>() {
                    articles.extend(a);
                    problems.extend(p);
                }
            }
        }
        summed_up(&mut problems, &decoded.file.path);
        problems.extend(decoded.problems);
        (articles, problems)
    }
}

/// Lists the first problems and counts the rest.
fn summed_up(problems: &mut Vec<Problem>, path: &str) {
    if problems.len() > LISTED + 1 {
        let more = problems.len() - LISTED;
        let worst = problems.iter().skip(LISTED).map(|p| p.level).max();
        problems.truncate(LISTED);
        problems.extend(worst.map(|level| Problem {
            level,
            path: path.to_owned(),
            message: format!("{more} more records have problems; mend these first"),
        }));
    }
}

/// What a file holds: values with their numbers (and whether each surely is a record), and where it is broken.
#[derive(Default)]
struct Values {
    list: bool,
    values: Vec<(u32, Range<usize>, bool)>,
    broken: Vec<Broken>,
}

struct Broken {
    number: u32,
    at: usize,
    why: String,
}

/// Finds the values of a file: the elements of an array, or the values that follow each other.
fn values(text: &str) -> Values {
    let start = text.len() - text.trim_start().len();
    let mut found = Values { list: text[start..].starts_with('['), ..Values::default() };
    let mut at = if found.list { start + 1 } else { start };
    let (mut number, mut tries) = (0u32, 0usize);
    let mut sure = true;
    loop {
        at += text[at..].len()
            - text[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || (found.list && c == ',')).len();
        if text[at..].is_empty() {
            if found.list {
                found.broken.push(Broken { number, at, why: "the array is not closed".into() });
            }
            return found;
        }
        if found.list && text[at..].starts_with(']') {
            return found;
        }
        match value(text, at) {
            Ok(end) => {
                found.values.push((number, at..end, sure));
                at = end;
                number = number.saturating_add(1);
                // In a list a value must be followed by a comma or the end; what else follows is broken.
                let next = text[at..].trim_start();
                if found.list && !next.starts_with([',', ']']) && !next.is_empty() {
                    found.broken.push(Broken { number, at, why: "a comma is missing".into() });
                }
            }
            Err(why) => {
                if sure || tries == 0 {
                    found.broken.push(Broken { number, at, why });
                    number = number.saturating_add(1);
                }
                sure = !found.list;
                tries += 1;
                match next_record(text, at, found.list) {
                    Some(next) if tries < TRIES => at = next,
                    Some(next) => {
                        let why = "too many records are broken: the rest is left out".into();
                        found.broken.push(Broken { number, at: next, why });
                        return found;
                    }
                    None => return found,
                }
            }
        }
    }
}

/// The end of the value at `at`, or why it is none.
fn value(text: &str, at: usize) -> Result<usize, String> {
    let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => Ok(at + values.byte_offset()),
        Some(Err(e)) => {
            let text = e.to_string();
            Err(text.split(" at line ").next().unwrap_or_default().to_owned())
        }
        None => Err("there is no value".into()),
    }
}

/// Where the next record may start after a broken one: in a list behind `},`, else on the next line that opens an object.
fn next_record(text: &str, at: usize, list: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'{', bytes.get(at + 1..)?).map(|i| at + 1 + i).find(|&i| {
        let before = text[..i].trim_end_matches([' ', '\t']);
        match list {
            true => before.trim_end().strip_suffix(',').is_some_and(|b| b.trim_end().ends_with('}')),
            false => before.ends_with('\n') && before.len() == i,
        }
    })
}

fn broken(decoded: &Decoded, source: Source<'_>, broken: &Broken) -> Problem {
    let (line, column) = decoded.file.line_column(source.offset(broken.at));
    let message = format!(
        "record {} (line {line}, column {column}) is broken JSON and was left out: {}; mend or remove it",
        broken.number, broken.why
    );
    Problem::error(&decoded.file.path, message)
}

/// A file of one value: an article, or an object that holds the articles.
fn single(
    source: Source<'_>,
    range: Range<usize>,
    lines: bool,
    file: &Arc<SourceFile>,
    settings: &ReadSettings,
) -> Outcome {
    let Some(node) = tree::parse(source.text, range.start) else { return (Vec::new(), vec![no_article(&file.path)]) };
    if fields::unwrap(source, &node, &settings.fields).is_none()
        && let Node::Object(entries) = &node
    {
        let holds = |n: &Node| fields::unwrap(source, n, &settings.fields).is_some();
        let lists = entries.iter().find_map(|(_, v)| match v {
            Node::List(items) if items.iter().any(holds) => Some(items.iter().collect::<Vec<_>>()),
            _ => None,
        });
        let records: Vec<&Node> = match lists {
            Some(items) => items,
            None if entries.iter().any(|(_, v)| holds(v)) => entries.iter().map(|(_, v)| v).collect(),
            None => Vec::new(),
        };
        let read = |(i, n): (usize, &&Node)| record(source, n, u32::try_from(i).ok(), file, settings, true);
        let (mut articles, mut problems) = (Vec::new(), Vec::new());
        for (a, p) in records.par_iter().enumerate().filter_map(read).collect::<Vec<_>>() {
            articles.extend(a);
            problems.extend(p);
        }
        if !records.is_empty() {
            return (articles, problems);
        }
    }
    record(source, &node, lines.then_some(0), file, settings, true).unwrap_or_default()
}

/// One record; `None` if it is no article and need not be one.
fn record(
    source: Source<'_>,
    node: &Node,
    number: Option<u32>,
    file: &Arc<SourceFile>,
    settings: &ReadSettings,
    sure: bool,
) -> Option<Outcome> {
    let Some(object) = fields::unwrap(source, node, &settings.fields) else {
        let id = number.map_or(file.path.clone(), |n| format!("{}#{n}", file.path));
        return sure.then(|| (Vec::new(), vec![no_article(&id)]));
    };
    let mut draft = Draft::new(settings, number);
    fields::fill(source, object, &settings.fields, &mut draft);
    Some(draft.finish(file))
}

fn no_article(id: &str) -> Problem {
    let message = format!(
        "no article: no field with its text (such as {}); name the field in the configuration",
        fields::text_names()
    );
    Problem::error(id, message)
}
