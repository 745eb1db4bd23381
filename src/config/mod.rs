//! The configuration `copydesk.toml`: found, as written (`written`), then resolved.

pub mod keys;
pub mod page;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use jiff::civil::Date;

use crate::model::{FieldNames, Kind, ReadSettings, Settings, Severity};
use written::Written;

/// Name of the file.
pub const FILE: &str = "copydesk.toml";

/// A configuration, resolved.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Where it was read from.
    pub path: Option<PathBuf>,
    /// Settings for every file.
    pub settings: Settings,
    /// From which severity on a run fails; `None` = never; not given = errors.
    pub fail_on: Option<Option<Severity>>,
    /// Formats, as `--format` takes them.
    pub formats: Vec<String>,
    /// Show notes.
    pub notes: bool,
    /// Explain findings.
    pub explain: bool,
    /// Reference sheets.
    pub sheets: Vec<PathBuf>,
    /// Findings known before.
    pub baseline: Option<PathBuf>,
    /// Accepted findings.
    pub suppressions: Option<PathBuf>,
    /// What holds for some paths only.
    pub overrides: Vec<Override>,
}

/// What holds for some paths only.
#[derive(Clone, Debug)]
pub struct Override {
    paths: GlobSet,
    /// Publisher of articles that name none.
    pub publisher: Option<String>,
    /// Date of articles that carry none.
    pub date: Option<Date>,
    /// Rules or kinds left out.
    pub ignore: Vec<String>,
    /// Severity by rule; `None` = off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// Least confidence by rule, 0 to 100.
    pub min_confidences: BTreeMap<String, u8>,
}

impl Config {
    /// Reads this file. `rules` are the names of all rules.
    ///
    /// # Errors
    /// What is wrong, with file and line.
    pub fn read(path: &Path, rules: &[&str]) -> Result<Self, String> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|e| format!("cannot read the configuration {shown}: {e}"))?;
        let mut config = Self::parse(&text, rules).map_err(|e| format!("{shown}: {e}"))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let named = [&mut config.baseline, &mut config.suppressions].into_iter().flatten();
        for file in named.chain(&mut config.sheets) {
            *file = folder.join(&*file);
        }
        config.path = Some(path.to_path_buf());
        Ok(config)
    }

    /// Reads the nearest file from `folder` upward, no further than the root of the repository where there is one; none is no error.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn nearest(folder: &Path, rules: &[&str]) -> Result<Self, String> {
        for up in folder.ancestors() {
            let file = up.join(FILE);
            if file.is_file() {
                return Self::read(&file, rules);
            }
            if up.join(".git").exists() {
                break;
            }
        }
        Ok(Self::default())
    }

    /// Reads the text of a configuration.
    ///
    /// # Errors
    /// What is wrong.
    pub fn parse(text: &str, rules: &[&str]) -> Result<Self, String> {
        resolve(written::parse(text)?, rules)
    }

    /// How to read the file that reports show as `path`.
    #[must_use]
    pub fn read_settings(&self, path: &str, settings: &ReadSettings) -> ReadSettings {
        let mut read = settings.clone();
        if let Some(over) = self.overriding(path) {
            read.publisher = over.publisher.clone().or(read.publisher);
            read.date = over.date.or(read.date);
        }
        read
    }

    /// What holds for the file that reports show as `path`, if anything special does.
    #[must_use]
    pub fn overriding(&self, path: &str) -> Option<&Override> {
        self.overrides.iter().find(|o| o.paths.is_match(path.trim_start_matches("./")))
    }
}

fn resolve(w: Written, rules: &[&str]) -> Result<Config, String> {
    for name in w.select.iter().chain(&w.ignore).chain(w.overrides.iter().flat_map(|o| &o.ignore)) {
        known(name, rules, true)?;
    }
    let mut overrides = Vec::new();
    for o in w.overrides {
        if o.paths.is_empty() {
            return Err("[[overrides]] needs `paths`, such as paths = [\"wire/**\"]".into());
        }
        overrides.push(Override {
            paths: globs(&o.paths)?,
            publisher: o.publisher,
            date: o.date.as_deref().map(date).transpose()?,
            ignore: o.ignore,
            severities: severities(&o.rules, rules)?,
            min_confidences: confidences(&o.rules)?,
        });
    }
    let settings = Settings {
        read: ReadSettings {
            date: w.defaults.date.as_deref().map(date).transpose()?,
            publisher: w.defaults.publisher,
            max_file_size: w.max_file_size.unwrap_or(64).saturating_mul(1 << 20),
            fields: FieldNames {
                title: w.fields.title,
                text: w.fields.text,
                date: w.fields.date,
                publisher: w.fields.publisher,
            },
        },
        one_story: w.one_story,
        select: w.select,
        ignore: w.ignore,
        severities: severities(&w.rules, rules)?,
        min_confidence: w.min_confidence.map_or(Ok(0), percent)?,
        min_confidences: confidences(&w.rules)?,
        houses: w.houses,
        ..Settings::default()
    };
    Ok(Config {
        path: None,
        settings,
        fail_on: w.fail_on.as_deref().map(threshold).transpose()?,
        formats: w.format,
        notes: w.notes,
        explain: w.explain,
        sheets: w.sheet.into_iter().map(Into::into).collect(),
        baseline: w.baseline.map(Into::into),
        suppressions: w.suppressions.map(Into::into),
        overrides,
    })
}

/// Refuses a rule that does not exist, and names the nearest that does.
fn known(name: &str, rules: &[&str], kinds: bool) -> Result<(), String> {
    if rules.contains(&name) || kinds && Kind::ALL.iter().any(|k| k.as_str() == name) {
        return Ok(());
    }
    let near = rules.iter().map(|r| (strsim::jaro_winkler(name, r), *r)).max_by(|a, b| a.0.total_cmp(&b.0));
    Err(match near {
        Some((score, rule)) if score > 0.8 => format!("there is no rule `{name}`: did you mean `{rule}`?"),
        _ => format!("there is no rule `{name}`: copydesk rules lists them"),
    })
}

fn severities(
    written: &BTreeMap<String, written::Rule>,
    rules: &[&str],
) -> Result<BTreeMap<String, Option<Severity>>, String> {
    let mut out = BTreeMap::new();
    for (rule, options) in written {
        known(rule, rules, false)?;
        let Some(word) = &options.severity else { continue };
        let severity = match word.as_str() {
            "off" => None,
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "note" => Some(Severity::Note),
            _ => return Err(format!("{rule} = \"{word}\": a severity is error, warning, note or off")),
        };
        out.insert(rule.clone(), severity);
    }
    Ok(out)
}

fn confidences(written: &BTreeMap<String, written::Rule>) -> Result<BTreeMap<String, u8>, String> {
    let given = written.iter().filter_map(|(rule, options)| Some((rule, options.min_confidence?)));
    given.map(|(rule, share)| Ok((rule.clone(), percent(share)?))).collect()
}

/// A share as the settings have it.
fn percent(share: f64) -> Result<u8, String> {
    if (0.0..=1.0).contains(&share) {
        Ok((share * 100.0).round() as u8)
    } else {
        Err(format!("min-confidence = {share}: a share between 0 and 1, such as 0.8"))
    }
}

fn threshold(word: &str) -> Result<Option<Severity>, String> {
    match word {
        "never" => Ok(None),
        "error" => Ok(Some(Severity::Error)),
        "warning" => Ok(Some(Severity::Warning)),
        "note" => Ok(Some(Severity::Note)),
        _ => Err(format!("fail-on = \"{word}\": it is error, warning, note or never")),
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("\"{text}\" is no date such as 2026-11-20"))
}

/// Patterns that may begin at any folder of a path.
fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let wrong = |e: globset::Error| format!("the pattern \"{pattern}\" is wrong: {}", e.kind());
        set.add(Glob::new(pattern).map_err(wrong)?);
        set.add(Glob::new(&format!("**/{}", pattern.trim_start_matches('/'))).map_err(wrong)?);
    }
    set.build().map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &[&str] = &["altered-quote", "conflicting-figure"];

    fn wrong(text: &str) -> String {
        Config::parse(text, RULES).expect_err(text)
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_a_way_out() {
        for (text, message) in [
            ("notes = true\nfial-on = \"error\"", "line 2: there is no key `fial-on`: did you mean `fail-on`?"),
            (
                "[defaults]\npublsher = \"x\"",
                "line 2: there is no key `publsher` in [defaults]: did you mean `publisher`?",
            ),
            ("[[overrides]]\npath = [\"a\"]", "line 2: there is no key `path` in [overrides]: did you mean `paths`?"),
            ("[rules]\naltered-qoute = \"note\"", "there is no rule `altered-qoute`: did you mean `altered-quote`?"),
            (
                "[rules]\naltered-quote = \"fatal\"",
                "altered-quote = \"fatal\": a severity is error, warning, note or off",
            ),
            ("fail-on = \"sometimes\"", "fail-on = \"sometimes\": it is error, warning, note or never"),
            ("min-confidence = 80", "min-confidence = 80: a share between 0 and 1, such as 0.8"),
            ("[defaults]\ndate = \"yesterday\"", "\"yesterday\" is no date such as 2026-11-20"),
            (
                "[rules]\naltered-quote = { min-confidence = 9 }",
                "min-confidence = 9: a share between 0 and 1, such as 0.8",
            ),
            ("ignore = [\"names\"]", "there is no rule `names`: copydesk rules lists them"),
        ] {
            assert_eq!(wrong(text), message);
        }
        assert!(wrong("notes = \"yes\"").starts_with("line 1: "), "{}", wrong("notes = \"yes\""));
        assert!(wrong("notes = ").starts_with("line 1: "));
        assert!(wrong("[[overrides]]\nignore = [\"name\"]").contains("needs `paths`"));
    }

    #[test]
    fn the_first_override_that_fits_decides() {
        let text = "[defaults]\npublisher = \"Courier\"\n\
            [[overrides]]\npaths = [\"wire/**\"]\npublisher = \"Coast Wire\"\nrules = { altered-quote = \"off\", conflicting-figure = { min-confidence = 0.9 } }\n\
            [[overrides]]\npaths = [\"**\"]\ndate = \"2026-11-20\"";
        let config = Config::parse(text, RULES).expect("right");
        let read = |path| config.read_settings(path, &config.settings.read);
        assert_eq!(read("/desk/wire/a.txt").publisher.as_deref(), Some("Coast Wire"));
        assert_eq!(read("wire/b/c.txt").publisher.as_deref(), Some("Coast Wire"));
        assert_eq!(read("wires/c.txt").publisher.as_deref(), Some("Courier"));
        assert_eq!(read("c.txt").date, Some(jiff::civil::date(2026, 11, 20)));
        assert_eq!(config.overriding("wire/a.txt").expect("one").severities["altered-quote"], None);
        assert_eq!(config.overriding("wire/a.txt").expect("one").min_confidences["conflicting-figure"], 90);
    }

    /// Every key of the list is a key of the file, with the example it gives.
    #[test]
    fn every_key_is_taken_with_its_example() {
        for key in keys::KEYS {
            let name = if key.name.is_empty() { "altered-quote" } else { key.name };
            let line = format!("{name} = {}", key.example);
            let text = match key.table {
                "" => line,
                "overrides" if name != "paths" => format!("[[overrides]]\npaths = [\"a\"]\n{line}"),
                "overrides" => format!("[[overrides]]\n{line}"),
                table => format!("[{table}]\n{line}"),
            };
            let rules = ["altered-quote", "conflicting-role"];
            Config::parse(&text, &rules).unwrap_or_else(|e| panic!("{text}: {e}"));
            let empty = written::parse("").expect("right");
            assert_ne!(written::parse(&text).expect("right"), empty, "{text} changes nothing");
        }
    }
}
