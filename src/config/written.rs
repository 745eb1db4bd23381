//! `copydesk.toml` as written: its shape, and what to say of a file that has another.

use std::collections::BTreeMap;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::de::{DeTable, DeValue};

use super::keys::{self, TABLES};

/// The file as written.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, rename_all = "kebab-case")]
pub struct Written {
    pub fail_on: Option<String>,
    pub format: Vec<String>,
    pub notes: bool,
    pub explain: bool,
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    pub min_confidence: Option<f64>,
    pub one_story: bool,
    pub houses: Vec<Vec<String>>,
    pub max_file_size: Option<u64>,
    pub sheet: Vec<String>,
    pub baseline: Option<String>,
    pub suppressions: Option<String>,
    pub defaults: Defaults,
    pub rules: BTreeMap<String, Rule>,
    pub fields: Fields,
    pub overrides: Vec<Override>,
}

/// `[defaults]`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Defaults {
    pub publisher: Option<String>,
    pub date: Option<String>,
}

/// `[fields]`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Fields {
    pub title: Vec<String>,
    pub text: Vec<String>,
    pub date: Vec<String>,
    pub publisher: Vec<String>,
}

/// One of `[[overrides]]`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Override {
    pub paths: Vec<String>,
    pub publisher: Option<String>,
    pub date: Option<String>,
    pub ignore: Vec<String>,
    pub rules: BTreeMap<String, Rule>,
}

/// What is said of a rule: its severity, or a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub severity: Option<String>,
    pub min_confidence: Option<f64>,
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct Options {
            severity: Option<String>,
            min_confidence: Option<f64>,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Rule;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a severity, or a table such as { severity = \"warning\", min-confidence = 0.9 }")
            }

            fn visit_str<E: de::Error>(self, severity: &str) -> Result<Rule, E> {
                Ok(Rule { severity: Some(severity.to_owned()), min_confidence: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Rule, A::Error> {
                let o = Options::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Rule { severity: o.severity, min_confidence: o.min_confidence })
            }
        }
        from.deserialize_any(Either)
    }
}

/// Reads the text of a configuration.
///
/// # Errors
/// What is wrong, with the line.
pub fn parse(text: &str) -> Result<Written, String> {
    let table = DeTable::parse(text).map_err(|e| at(text, e.span().map(|s| s.start), e.message()))?;
    unknown_keys(text, table.get_ref(), "")?;
    toml::from_str(text).map_err(|e| at(text, e.span().map(|s| s.start), e.message()))
}

/// "line 3: message".
fn at(text: &str, offset: Option<usize>, message: &str) -> String {
    match offset.and_then(|o| text.get(..o)) {
        Some(before) => format!("line {}: {message}", before.matches('\n').count() + 1),
        None => message.to_owned(),
    }
}

/// Refuses a key that is not in the list, and names the nearest that is.
fn unknown_keys(text: &str, table: &DeTable<'_>, name: &str) -> Result<(), String> {
    for (key, value) in table {
        let known: Vec<&str> =
            keys::of(name).map(|k| k.name).chain(TABLES.iter().filter(|_| name.is_empty()).map(|t| t.0)).collect();
        let key_name = key.get_ref().as_ref();
        if !known.contains(&key_name) {
            let place = if name.is_empty() { String::new() } else { format!(" in [{name}]") };
            let message = format!("there is no key `{key_name}`{place}{}", suggest(key_name, &known));
            return Err(at(text, Some(key.span().start), &message));
        }
        // The keys of `rules` are names of rules; those are looked at when the file is resolved.
        if name.is_empty() && TABLES.iter().any(|t| t.0 == key_name && t.0 != "rules") {
            match value.get_ref() {
                DeValue::Table(table) => unknown_keys(text, table, key_name)?,
                DeValue::Array(list) => {
                    for entry in list {
                        if let DeValue::Table(table) = entry.get_ref() {
                            unknown_keys(text, table, key_name)?;
                        }
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// ": did you mean `x`?" or the list of what there is.
pub fn suggest(name: &str, known: &[&str]) -> String {
    let near = known.iter().map(|k| (strsim::jaro_winkler(name, k), *k)).max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((score, key)) if score > 0.75 => format!(": did you mean `{key}`?"),
        _ => format!("; there are {}", known.join(", ")),
    }
}
