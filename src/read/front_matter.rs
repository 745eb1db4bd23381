//! The block between `---` lines at the head of a text or Markdown file: `key: value`, a value in double quotes is a JSON string.

use std::ops::Range;

use super::draft::{Draft, Source};
use super::{dates, json};
use crate::model::BlockKind;

/// Lines in which the block must end; beyond that the first `---` was a rule and no front matter.
const MOST_LINES: usize = 200;

/// Takes the front matter off the head of a text into the draft; returns where the text goes on.
pub fn take(source: Source<'_>, draft: &mut Draft<'_>) -> usize {
    let mut lines = Lines { text: source.text, at: 0 };
    if lines.next().is_none_or(|line| source.text[line].trim_end() != "---") {
        return 0;
    }
    let mut pairs = Vec::new();
    for _ in 0..MOST_LINES {
        let Some(line) = lines.next() else { break };
        let text = &source.text[line.clone()];
        if text.trim_end() == "---" {
            for (key, value) in pairs {
                set(source, draft, key, value);
            }
            return lines.at;
        }
        if let Some(colon) = text.find(':') {
            let value = &text[colon + 1..];
            let start = line.start + colon + 1 + (value.len() - value.trim_start().len());
            let end = start.max(line.start + text.trim_end().len());
            pairs.push((text[..colon].trim().to_ascii_lowercase(), start..end));
        } else if pairs.is_empty() {
            break;
        }
    }
    if pairs.first().is_some_and(|(key, _)| KEYS.contains(&key.as_str())) {
        let remark = "the front matter is not closed and was read as text; put a line \"---\" below its last key";
        draft.remarks.push(remark.to_owned());
    }
    0
}

/// The keys that are understood.
const KEYS: [&str; 6] = ["title", "headline", "source", "publisher", "date", "published"];

fn set(source: Source<'_>, draft: &mut Draft<'_>, key: String, value: Range<usize>) {
    let text = &source.text[value.clone()];
    let plain = || serde_json::from_str(text).unwrap_or_else(|_| text.to_owned());
    match key.as_str() {
        "title" | "headline" => {
            let start = draft.builder.len();
            if text.starts_with('"') && serde_json::from_str::<String>(text).is_ok() {
                json::string::copy(source, value.start + 1..value.end - 1, &mut draft.builder);
            } else {
                draft.builder.copy(source.text, source.span(value), source.map);
            }
            draft.builder.end_block(start, BlockKind::Headline);
        }
        "source" | "publisher" => draft.publisher = Some(plain()).filter(|p: &String| !p.trim().is_empty()),
        "date" | "published" => match dates::parse(&plain()) {
            Some(day) => draft.published = Some(day),
            None if plain().trim().is_empty() => {}
            None => draft.remarks.push(format!(
                "\"{key}: {}\" in the front matter is no date and was passed over; write it as 2026-11-20",
                plain().chars().take(40).collect::<String>()
            )),
        },
        _ => {}
    }
}

/// The lines of a text as ranges without their ends.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let range = self.at..self.at + end;
        let mark = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        self.at = (range.end + mark).min(self.text.len());
        Some(range)
    }
}
