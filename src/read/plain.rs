//! Plain text, with an optional front matter block.

use std::sync::Arc;

use super::Reader;
use crate::model::{Article, BlockKind, Problem, ReadSettings, SourceFile, SourceSpan, TextBuilder};

/// Plain text.
pub struct Plain;

impl Reader for Plain {
    fn id(&self) -> &'static str {
        "plain"
    }

    fn accepts(&self, name: &str, _head: &[u8]) -> bool {
        name.ends_with(".txt")
    }

    fn read(&self, file: Arc<SourceFile>, settings: &ReadSettings) -> (Vec<Article>, Vec<Problem>) {
        let Ok(text) = std::str::from_utf8(&file.bytes) else {
            return (Vec::new(), vec![Problem::error(&file.path, "not UTF-8")]);
        };
        let mut builder = TextBuilder::new();
        let (mut published, mut publisher) = (settings.date, settings.publisher.clone());
        let mut at = 0usize;
        if let Some(rest) = text.strip_prefix("---\n")
            && let Some(end) = rest.find("\n---\n")
        {
            let mut line_at = 4usize;
            for line in rest[..end].lines() {
                if let Some((key, value)) = line.split_once(':') {
                    let value_at = line_at + key.len() + 1 + (value.len() - value.trim_start().len());
                    let value = value.trim();
                    match key.trim() {
                        "title" => title(&mut builder, value, value_at as u32),
                        "source" => publisher = Some(unquote(value)),
                        "date" => published = unquote(value).get(..10).and_then(|d| d.parse().ok()).or(published),
                        _ => {}
                    }
                }
                line_at += line.len() + 1;
            }
            at = 4 + end + 5;
        }
        let mut line_at = at;
        let mut start: Option<(usize, usize)> = None;
        let mut flush = |start: &mut Option<(usize, usize)>| {
            if let Some((a, b)) = start.take() {
                builder.break_block(a as u32);
                let from = builder.len();
                builder.verbatim(&text[a..b], a as u32);
                builder.end_block(from, BlockKind::Paragraph);
            }
        };
        for line in text[at..].split_inclusive('\n') {
            if line.trim().is_empty() {
                flush(&mut start);
            } else {
                let from = start.map_or(line_at, |s| s.0);
                start = Some((from, line_at + line.trim_end().len()));
            }
            line_at += line.len();
        }
        flush(&mut start);
        let (text, map, blocks) = builder.finish();
        let article = Article { file, record: None, published, publisher, language: "en".into(), text, map, blocks };
        (vec![article], Vec::new())
    }
}

fn unquote(value: &str) -> String {
    serde_json::from_str(value).unwrap_or_else(|_| value.to_owned())
}

/// The headline; a JSON string is unescaped piece by piece.
fn title(builder: &mut TextBuilder, value: &str, at: u32) {
    let start = builder.len();
    if value.starts_with('"') && serde_json::from_str::<String>(value).is_ok() {
        let inner = &value[1..value.len() - 1];
        let mut i = 0;
        while i < inner.len() {
            let rest = &inner[i..];
            if rest.starts_with('\\') {
                let len = if rest[1..].starts_with('u') { 6 } else { 2 };
                let one = format!("\"{}\"", &rest[..len.min(rest.len())]);
                let text = serde_json::from_str::<String>(&one).unwrap_or_else(|_| "\u{fffd}".into());
                let from = at + 1 + i as u32;
                builder.replaced(&text, SourceSpan::new(from, from + len as u32));
                i += len;
            } else {
                let len = rest.find('\\').unwrap_or(rest.len());
                builder.verbatim(&rest[..len], at + 1 + i as u32);
                i += len;
            }
        }
    } else {
        builder.verbatim(value, at);
    }
    builder.end_block(start, BlockKind::Headline);
}
