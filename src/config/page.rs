//! The page docs/config.md and the JSON Schema of `copydesk.toml`, both made from the list of keys.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::keys::{Key, TABLES, Takes, of};

/// The page about `copydesk.toml`, in Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::from(
        "# copydesk.toml\n\n\
         copydesk reads the nearest `copydesk.toml`, from the working folder upward to the root of the repository. What is typed on the \
         command line wins; `--config FILE` reads another file, `--isolated` none. `copydesk init` writes one to start from. A key that \
         does not exist is refused, so that a slip of the finger is noticed.\n\n\
         The [JSON Schema](copydesk.schema.json) of the file lets editors complete and check it.\n",
    );
    section(&mut out, "At the top", "", "");
    for (name, about) in TABLES {
        let heading = if *name == "overrides" { "[[overrides]]".into() } else { format!("[{name}]") };
        section(&mut out, &format!("`{heading}`"), name, about);
    }
    out
}

fn section(out: &mut String, heading: &str, table: &str, about: &str) {
    let _ = write!(out, "\n## {heading}\n");
    if !about.is_empty() {
        let _ = write!(out, "\n{about}\n");
    }
    for key in of(table) {
        let name = if key.name.is_empty() { "RULE" } else { key.name };
        let _ = write!(
            out,
            "\n### `{name}`\n\n{} Takes {}; default: {}.\n",
            key.about,
            takes_words(key.takes),
            default(key)
        );
        let name = if key.name.is_empty() { "altered-quote" } else { key.name };
        let heading = match table {
            "" => String::new(),
            "overrides" => "[[overrides]]\n".into(),
            table => format!("[{table}]\n"),
        };
        let _ = write!(out, "\n```toml\n{heading}{name} = {}\n```\n", key.example);
    }
}

fn default(key: &Key) -> String {
    match key.default {
        words if words.starts_with(|c: char| c.is_alphabetic()) && words != "true" && words != "false" => {
            words.to_owned()
        }
        value => format!("`{value}`"),
    }
}

fn takes_words(takes: Takes) -> &'static str {
    match takes {
        Takes::Switch => "true or false",
        Takes::Whole => "a whole number",
        Takes::Share => "a number from 0 to 1",
        Takes::Text => "text",
        Takes::Date => "a date",
        Takes::List => "a list of texts",
        Takes::Lists => "a list of lists of texts",
        Takes::Threshold => "error, warning, note or never",
        Takes::Severities => "error, warning, note or off for each rule, or a table",
    }
}

/// The JSON Schema of `copydesk.toml`. `rules` are the names of all rules.
#[must_use]
pub fn schema(rules: &[&str]) -> String {
    let mut top = properties("", rules);
    for (name, about) in TABLES {
        let mut table = match *name {
            "rules" => severities(rules),
            name => object(properties(name, rules)),
        };
        if *name == "overrides" {
            if let Value::Object(table) = &mut table {
                table.insert("required".into(), json!(["paths"]));
            }
            table = json!({"type": "array", "items": table});
        }
        if let Value::Object(table) = &mut table {
            table.insert("description".into(), json!(about));
        }
        top.insert((*name).to_owned(), table);
    }
    let mut schema = object(top);
    if let Value::Object(schema) = &mut schema {
        schema.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
        schema.insert("title".into(), json!("copydesk.toml"));
        schema.insert("definitions".into(), json!({"rule": rule()}));
    }
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn object(properties: Map<String, Value>) -> Value {
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

fn properties(table: &str, rules: &[&str]) -> Map<String, Value> {
    let mut out = Map::new();
    for key in of(table).filter(|k| !k.name.is_empty()) {
        let mut value = match key.takes {
            Takes::Switch => json!({"type": "boolean"}),
            Takes::Whole => json!({"type": "integer", "minimum": 1}),
            Takes::Share => json!({"type": "number", "minimum": 0, "maximum": 1}),
            Takes::Text => json!({"type": "string"}),
            Takes::Date => json!({"type": "string", "format": "date"}),
            Takes::List => json!({"type": "array", "items": {"type": "string"}}),
            Takes::Lists => json!({"type": "array", "items": {"type": "array", "items": {"type": "string"}}}),
            Takes::Threshold => json!({"enum": ["error", "warning", "note", "never"]}),
            Takes::Severities => severities(rules),
        };
        if let Value::Object(value) = &mut value {
            value.insert("description".into(), json!(key.about));
        }
        out.insert(key.name.to_owned(), value);
    }
    out
}

fn severities(rules: &[&str]) -> Value {
    object(rules.iter().map(|r| ((*r).to_owned(), json!({"$ref": "#/definitions/rule"}))).collect())
}

/// What may be said of a rule.
fn rule() -> Value {
    let severity = json!({"enum": ["error", "warning", "note", "off"]});
    let share = json!({"type": "number", "minimum": 0, "maximum": 1});
    let options = json!({"severity": severity, "min-confidence": share});
    json!({"anyOf": [severity, {"type": "object", "additionalProperties": false, "properties": options}]})
}

/// A `copydesk.toml` to start from: every key with what it does, commented out.
#[must_use]
pub fn template() -> String {
    let mut out = String::from("# What copydesk reads before it checks. Take the # of a line away to make it count.\n");
    let tables = std::iter::once(("", "")).chain(TABLES.iter().copied());
    for (table, about) in tables {
        if !table.is_empty() {
            let heading = if table == "overrides" { "[[overrides]]".into() } else { format!("[{table}]") };
            let _ = write!(out, "\n# {}\n# {heading}\n", about.replace('`', ""));
        }
        for key in of(table) {
            let name = if key.name.is_empty() { "altered-quote" } else { key.name };
            let _ = write!(out, "\n# {}\n# {name} = {}\n", key.about.replace('`', ""), key.example);
        }
    }
    out
}
