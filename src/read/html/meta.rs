//! What a page says of itself: headline, date and publisher from JSON-LD, `meta` tags, `time` and `title`.

use std::ops::Range;

use jiff::civil::Date;
use serde::de::IgnoredAny;

use super::super::dates;
use super::super::draft::{Piece, Source};
use super::super::json::string;
use super::super::json::tree::{self, Node};
use super::entities;
use super::tokens::{Token, Tokens, attribute};

/// What a page says of itself.
#[derive(Default)]
pub struct Meta {
    /// Inside of the JSON string that holds the headline.
    pub headline: Option<Range<usize>>,
    /// Value of the attribute that holds the headline.
    pub og_title: Option<Range<usize>>,
    /// Content of `title`.
    pub title: Option<Range<usize>>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Whether JSON-LD calls the page an article.
    pub is_article: bool,
    /// Inside of the JSON string that holds the whole text.
    pub body: Option<Range<usize>>,
    /// A day from a weaker source: a `time` tag.
    time: Option<Date>,
    site: Option<String>,
}

/// Names of `meta` tags that give the day, best first.
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
];

/// Reads it all.
pub fn meta(source: Source<'_>) -> Meta {
    let html = source.text;
    let mut out = Meta::default();
    let mut best = DATES.len();
    for token in Tokens::new(html, 0..html.len()) {
        match token {
            Token::Raw(name, _, content) if &*name == "title" => {
                out.title.get_or_insert(content);
            }
            Token::Raw(name, attributes, content) if &*name == "script" => {
                let json = attribute(html, &attributes, "type").is_some_and(|t| html[t].contains("ld+json"));
                if json {
                    json_ld(source, content, &mut out);
                }
            }
            Token::Open(name, attributes) if &*name == "meta" => {
                let key = ["property", "name", "itemprop"].iter().find_map(|k| attribute(html, &attributes, k));
                let (Some(key), Some(value)) = (key, attribute(html, &attributes, "content")) else { continue };
                let key = html[key].to_ascii_lowercase();
                if key == "og:title" {
                    out.og_title.get_or_insert(value);
                } else if key == "og:site_name" {
                    out.site.get_or_insert_with(|| plain(html, value));
                } else if let Some(rank) = DATES.iter().position(|d| *d == key).filter(|r| *r < best)
                    && let Some(date) = dates::parse(&plain(html, value))
                {
                    best = rank;
                    out.time = Some(date);
                }
            }
            Token::Open(name, attributes) if &*name == "time" && best == DATES.len() => {
                if let Some(value) = attribute(html, &attributes, "datetime")
                    && let Some(date) = dates::parse(&plain(html, value))
                {
                    out.time.get_or_insert(date);
                }
            }
            _ => {}
        }
    }
    out.published = out.published.or(out.time);
    out.publisher = out.publisher.take().or(out.site.take()).filter(|p| !p.trim().is_empty());
    out
}

/// An attribute's value with its entities read.
fn plain(html: &str, range: Range<usize>) -> String {
    pieces(html, range).iter().map(|p| p.shown.as_deref().unwrap_or(&html[p.range.clone()])).collect()
}

/// Text with entities as pieces, white space at its ends left out.
pub fn pieces(html: &str, range: Range<usize>) -> Vec<Piece> {
    let text = &html[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    let end = start.max(range.start + text.trim_end().len());
    let mut out: Vec<Piece> = Vec::new();
    let mut at = start;
    while at < end {
        let rest = &html[at..end];
        if let Some((read, len)) = rest.starts_with('&').then(|| entities::decode(rest)).flatten() {
            out.push(Piece { range: at..at + len, shown: Some(read.into_owned()) });
            at += len;
        } else if let Some(c) = rest.chars().next().filter(|c| c.is_whitespace()) {
            let len = rest.len() - rest.trim_start().len();
            let shown = (len != 1 || c != ' ').then(|| " ".to_owned());
            out.push(Piece { range: at..at + len, shown });
            at += len;
        } else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let len = rest[first..].find(|c: char| c == '&' || c.is_whitespace()).map_or(rest.len(), |i| first + i);
            out.push(Piece { range: at..at + len, shown: None });
            at += len;
        }
    }
    out
}

/// Looks for an article in a JSON-LD block. A block that is no JSON is passed over: pages are full of them.
fn json_ld(source: Source<'_>, range: Range<usize>, out: &mut Meta) {
    let text = &source.text[..range.end];
    if serde_json::from_str::<IgnoredAny>(&source.text[range.clone()]).is_err() {
        return;
    }
    let Some(root) = tree::parse(text, range.start) else { return };
    let mut open = vec![&root];
    while let Some(node) = open.pop() {
        match node {
            Node::List(items) => open.extend(items.iter().rev()),
            Node::Object(fields) => {
                if is_article(source, node) {
                    article(source, node, out);
                    return;
                }
                open.extend(fields.iter().rev().filter(|(k, _)| &source.text[k.clone()] == "@graph").map(|(_, v)| v));
            }
            _ => {}
        }
    }
}

fn get<'n>(source: Source<'_>, node: &'n Node, key: &str) -> Option<&'n Node> {
    match node {
        Node::Object(fields) => fields.iter().find(|(k, _)| &source.text[k.clone()] == key).map(|(_, v)| v),
        Node::List(items) => get(source, items.first()?, key),
        _ => None,
    }
}

fn is_article(source: Source<'_>, node: &Node) -> bool {
    let named = |n: &Node| match n {
        Node::Text(r) => {
            let name = &source.text[r.clone()];
            name.ends_with("Article") || name.ends_with("BlogPosting")
        }
        _ => false,
    };
    match get(source, node, "@type") {
        Some(Node::List(items)) => items.iter().any(named),
        Some(node) => named(node),
        None => false,
    }
}

fn article(source: Source<'_>, node: &Node, out: &mut Meta) {
    let text = |key| match get(source, node, key) {
        Some(Node::Text(r)) if !source.text[r.clone()].trim().is_empty() => Some(r.clone()),
        _ => None,
    };
    out.is_article = true;
    out.headline = out.headline.take().or_else(|| text("headline")).or_else(|| text("name"));
    out.body = out.body.take().or_else(|| text("articleBody"));
    let date = text("datePublished").and_then(|r| dates::parse(&string::plain(source, r)));
    out.published = out.published.or(date);
    let publisher = get(source, node, "publisher");
    let name = match publisher {
        Some(Node::Text(r)) => Some(r.clone()),
        Some(object) => match get(source, object, "name") {
            Some(Node::Text(r)) => Some(r.clone()),
            _ => None,
        },
        None => None,
    };
    out.publisher = out.publisher.take().or_else(|| name.map(|r| string::plain(source, r)));
}
