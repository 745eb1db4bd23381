//! Which field of a record is what: as the settings name them, else by the names in use.

use std::ops::Range;

use super::super::draft::{Draft, Source};
use super::super::{dates, html, plain};
use super::string;
use super::tree::Node;
use crate::lexicon;
use crate::model::{BlockKind, FieldNames, SourceMap, TextBuilder};

/// Names in use for each field, best first.
const USUAL: &str = include_str!("../../lexicon/data/json-fields.txt");

/// The usual names of a field.
fn usual(field: &str) -> impl Iterator<Item = &'static str> {
    let names = lexicon::entries(USUAL).filter_map(move |line| line.split_once(':').filter(|(f, _)| *f == field));
    names.flat_map(|(_, names)| names.split_whitespace())
}

/// The usual names of the text, for a message.
#[must_use]
pub fn text_names() -> String {
    usual("text").take(6).collect::<Vec<_>>().join(", ")
}

/// The value under the first of the names that the object has and `good` accepts. A name may be a path: `content.rendered`.
fn named<'n>(source: Source<'_>, object: &'n Node, names: &[String], good: impl Fn(&Node) -> bool) -> Option<&'n Node> {
    names.iter().find_map(|name| {
        let Node::Object(fields) = object else { return None };
        let whole = fields.iter().find(|(k, _)| source.text[k.clone()] == **name);
        let found = whole.map(|(_, v)| v).or_else(|| {
            name.split('.').try_fold(object, |node, part| match node {
                Node::Object(fields) => fields.iter().find(|(k, _)| source.text[k.clone()] == *part).map(|(_, v)| v),
                _ => None,
            })
        })?;
        good(found).then_some(found)
    })
}

/// The value of a field: as told, else by its usual names, upper and lower case, `_` and `-` being all one.
fn field<'n>(
    source: Source<'_>,
    object: &'n Node,
    told: &[String],
    name: &str,
    good: impl Fn(&Node) -> bool,
) -> Option<&'n Node> {
    if let Some(found) = named(source, object, told, &good) {
        return Some(found);
    }
    let Node::Object(fields) = object else { return None };
    usual(name).find_map(|usual| {
        let same = |key: &Range<usize>| {
            let bare =
                source.text[key.clone()].bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase());
            bare.eq(usual.bytes())
        };
        fields.iter().find(|(key, value)| same(key) && good(value)).map(|(_, v)| v)
    })
}

/// Whether a value has words in it, itself or one level below.
fn has_text(source: Source<'_>, node: &Node) -> bool {
    match node {
        Node::Text(r) => !source.text[r.clone()].trim().is_empty(),
        Node::List(items) => items.iter().any(|i| has_text(source, i)),
        Node::Object(_) => inner(source, node).is_some(),
        Node::Other(_) => false,
    }
}

/// The words inside an object that wraps them: `{"rendered": …}`.
fn inner<'n>(source: Source<'_>, node: &'n Node) -> Option<&'n Node> {
    let Node::Object(fields) = node else { return None };
    usual("inner").find_map(|name| {
        fields.iter().find(|(k, v)| source.text[k.clone()] == *name && matches!(v, Node::Text(_))).map(|(_, v)| v)
    })
}

/// Whether an object holds an article's text.
#[must_use]
pub fn is_article(source: Source<'_>, object: &Node, names: &FieldNames) -> bool {
    field(source, object, &names.text, "text", |v| has_text(source, v)).is_some()
}

/// The object itself if it is an article, else one of its fields that is (`{"article": {…}}`).
#[must_use]
pub fn unwrap<'n>(source: Source<'_>, object: &'n Node, names: &FieldNames) -> Option<&'n Node> {
    if is_article(source, object, names) {
        return Some(object);
    }
    let Node::Object(fields) = object else { return None };
    let wrapped = |k: &Range<usize>| usual("wrapper").any(|w| source.text[k.clone()].eq_ignore_ascii_case(w));
    fields.iter().find(|(k, v)| wrapped(k) && is_article(source, v, names)).map(|(_, v)| v)
}

/// Fills a draft from an article's object.
pub fn fill(source: Source<'_>, object: &Node, names: &FieldNames, draft: &mut Draft<'_>) {
    let words = |v: &Node| has_text(source, v);
    if let Some(title) = field(source, object, &names.title, "title", words) {
        add(source, title, BlockKind::Headline, draft);
    }
    if let Some(date) = field(source, object, &names.date, "date", |v| date(source, v).is_some()) {
        draft.published = date_of(source, date);
    }
    draft.publisher = field(source, object, &names.publisher, "publisher", words).and_then(|v| plain_text(source, v));
    if let Some(standfirst) = field(source, object, &[], "standfirst", words) {
        add(source, standfirst, BlockKind::Subheading, draft);
    }
    if let Some(text) = field(source, object, &names.text, "text", words) {
        add(source, text, BlockKind::Paragraph, draft);
    }
    if let Some(caption) = field(source, object, &[], "caption", words) {
        add(source, caption, BlockKind::Caption, draft);
    }
}

fn date_of(source: Source<'_>, node: &Node) -> Option<jiff::civil::Date> {
    date(source, node)
}

fn date(source: Source<'_>, node: &Node) -> Option<jiff::civil::Date> {
    match node {
        Node::Text(r) => dates::parse(&string::plain(source, r.clone())),
        Node::Other(r) => dates::parse(&source.text[r.clone()]),
        _ => None,
    }
}

/// The words of a value, for a name.
fn plain_text(source: Source<'_>, node: &Node) -> Option<String> {
    match node {
        Node::Text(r) => Some(string::plain(source, r.clone()).trim().to_owned()),
        Node::Object(_) => plain_text(source, inner(source, node)?),
        Node::List(items) => plain_text(source, items.first()?),
        Node::Other(_) => None,
    }
}

/// Adds the words of a value as blocks: a string paragraph by paragraph, a list item by item.
fn add(source: Source<'_>, node: &Node, kind: BlockKind, draft: &mut Draft<'_>) {
    match node {
        Node::Text(inside) => {
            let mut builder = TextBuilder::new();
            string::copy(source, inside.clone(), &mut builder);
            let (text, map) = builder.into_parts();
            add_text(&text, &map, kind, draft);
        }
        Node::List(items) => items.iter().for_each(|item| add(source, item, kind, draft)),
        Node::Object(_) => {
            if let Some(inner) = inner(source, node) {
                add(source, inner, kind, draft);
            }
        }
        Node::Other(_) => {}
    }
}

/// Adds a text that may be HTML.
fn add_text(text: &str, map: &SourceMap, kind: BlockKind, draft: &mut Draft<'_>) {
    let source = Source { text, map };
    if html::looks_like(text) {
        html::fragment(source, kind, draft);
    } else if kind == BlockKind::Paragraph {
        plain::prose(source, 0, draft);
    } else {
        let lines: Vec<_> = super::super::paragraphs::split(text, 0).into_iter().flatten().collect();
        draft.block(source, &lines, kind);
    }
}
