//! The reference sheet: TOML or CSV in, entries out, and who of a batch stands on it.
//!
//! Nothing here has an opinion: [`link`] says which entities are on the sheet and which names may be one of it; rules decide.

mod csv;
mod draft;
mod entry;
mod error;
mod link;
mod role;
mod toml;
mod write;

use std::sync::Arc;

use crate::model::{Offsets, Sheet, SourceFile, Span, Written};

pub use draft::{DraftEntry, draft};
pub use error::{Fault, SheetError};
pub use link::link;
pub use write::{csv as write_csv, toml as write_toml};

/// Largest sheet, in megabytes.
const MEGABYTES: usize = 16;
/// Most entries of a run.
const ENTRIES: usize = 100_000;
/// Longest value, in bytes.
const LONGEST: usize = 500;
/// Most values of a list.
const VALUES: usize = 100;

/// Adds the sheet in `bytes` to `sheet`. The name of the file says whether it is TOML or CSV.
///
/// # Errors
/// What is wrong with it, with the line.
pub fn read(path: &str, bytes: &[u8], sheet: &mut Sheet) -> Result<(), SheetError> {
    let wrong = |line, fault| SheetError { path: path.to_owned(), line, fault };
    if bytes.len() > MEGABYTES << 20 {
        return Err(wrong(None, Fault::TooLarge(MEGABYTES)));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| wrong(Some(line_at(bytes, e.valid_up_to())), Fault::Encoding))?;
    let lower = path.to_lowercase();
    let raw = if lower.ends_with(".toml") {
        toml::parse(text)
    } else if lower.ends_with(".csv") {
        csv::parse(text)
    } else {
        Err((None, Fault::Format))
    };
    let at = |(offset, fault): Wrong| wrong(offset.map(|o| line_at(bytes, o)), fault);
    let raw = raw.map_err(at)?;
    if sheet.entries.len() + raw.len() > ENTRIES {
        return Err(wrong(None, Fault::TooMany(ENTRIES)));
    }
    let mut entries = Vec::with_capacity(raw.len());
    let start = sheet.end();
    for r in raw {
        entries.push(entry::resolve(r, start).map_err(at)?);
    }
    sheet.add(Arc::new(SourceFile::new(path, bytes, Offsets::File)), entries);
    Ok(())
}

/// A fault and the byte of the file it stands at.
type Wrong = (Option<usize>, Fault);

/// An entry as the file has it: for each key its values as text, with their places in the file.
#[derive(Debug, Default)]
struct Raw {
    /// Byte of the file where it begins.
    at: usize,
    /// Table or cell that says what it is.
    kind: String,
    /// Key by key.
    values: Vec<(&'static str, Vec<Written>)>,
}

/// Every key of an entry.
const KEYS: [&str; 9] = ["name", "aliases", "role", "organisation", "valid-from", "valid-to", "born", "age", "age-on"];

/// The key of this name; British and American spellings, blanks and underscores are one.
fn key(name: &str) -> Option<&'static str> {
    let plain = name.trim().to_lowercase().replace([' ', '_'], "-");
    let plain = match plain.as_str() {
        "organization" => "organisation",
        "alias" => "aliases",
        "roles" => "role",
        other => other,
    };
    KEYS.into_iter().find(|k| *k == plain)
}

/// The nearest of some names, if it is near.
fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let best = known.iter().map(|k| (strsim::osa_distance(&name.to_lowercase(), k), *k)).min()?;
    (best.0 <= 2).then_some(best.1)
}

/// The line of a byte, from 1.
fn line_at(bytes: &[u8], at: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &bytes[..at.min(bytes.len())]).count()
}

/// A value at a place of the file.
fn written(text: String, start: usize, end: usize) -> Written {
    Written { text, span: Span::new(start as u32, end.max(start) as u32) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityKind;

    fn load(path: &str, text: &str) -> Result<Sheet, SheetError> {
        let mut sheet = Sheet::default();
        read(path, text.as_bytes(), &mut sheet).map(|()| sheet)
    }

    const TOML: &str = "# our people\n[[person]]\nname = \"Inés Elorza\"\naliases = [\"Ines Elorza\"]\nrole = \"mayor of Larkport\"\n\
        valid-from = 2023-01-09\nborn = 1972\n\n[[place]]\nname = 'Lambeau Field'\n";

    #[test]
    fn toml_and_csv_say_the_same() {
        let toml = load("people.toml", TOML).expect("right");
        let csv = load(
            "people.csv",
            "\u{feff}kind;name;aliases;role;valid from;born\r\nperson;Inés Elorza;Ines Elorza;mayor of Larkport;2023-01-09;1972\r\n\
             place;\"Lambeau Field\";;;;\r\n",
        )
        .expect("right");
        for sheet in [&toml, &csv] {
            assert_eq!(sheet.entries.len(), 2);
            let [mayor, field] = &sheet.entries[..] else { panic!("two") };
            assert_eq!((mayor.kind, field.kind), (EntityKind::Person, EntityKind::Place));
            assert_eq!((&*mayor.roles[0].role.head, mayor.roles[0].role.of.as_deref()), ("mayor", Some("larkport")));
            let (file, span) = sheet.place(field.name.span).expect("a place");
            let raw = std::str::from_utf8(&file.bytes[span.range()]).expect("text");
            assert_eq!(raw, "Lambeau Field");
        }
        let (file, span) = toml.place(toml.entries[1].name.span).expect("a place");
        assert_eq!(file.line_column(span.start()), (10, 9));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_a_way_out() {
        for (path, text, message) in [
            (
                "a.toml",
                "[[person]]\nname = \"A B\"\nalias = 1.5",
                "a.toml, line 3: `aliases` is no text; put it in quotation marks",
            ),
            ("a.toml", "[[person]]\nnmae = \"A B\"", "a.toml, line 2: there is no key `nmae`: did you mean `name`?"),
            ("a.toml", "[[persons]]\nname = \"A B\"", "line 1: there is no table `persons`: did you mean `person`?"),
            ("a.toml", "[person]\nname = \"A B\"", "line 1: `person` is one table; write [[person]]"),
            ("a.toml", "\n[[person]]\nrole = \"mayor\"", "line 2: an entry needs a `name`"),
            ("a.toml", "[[person]]\nname = \"\"", "line 1: an entry needs a `name`"),
            ("a.toml", "[[person]]\nname = \"A B\"\nborn = \"spring\"", "line 3: born = \"spring\" is no birth"),
            ("a.toml", "[[person]]\nname = \"A B\"\nage = 54", "line 3: `age` and `age-on` go together"),
            ("a.toml", "[[person]]\nname = \"A B\"\nage = 540\nage-on = 2026-11-20", "line 3: age = \"540\" is no age"),
            (
                "a.toml",
                "[[person]]\nname = \"A B\"\nvalid-from = 2027-01-01\nvalid-to = 2026-01-01",
                "line 3: valid-from",
            ),
            ("a.toml", "[[person]]\nname = \"A B\"\nvalid-to = \"soon\"", "line 3: valid-to = \"soon\" is no date"),
            ("a.toml", "[[person]]\nname = ", "line 2: "),
            ("a.csv", "who,role\nA B,mayor", "a.csv, line 1: there is no key `who`"),
            ("a.csv", "role\nmayor", "a.csv, line 1: the first line names no column `name`"),
            ("a.csv", "name,name\nA,B", "line 1: the column `name` stands there twice"),
            ("a.csv", "kind,name\nperson,A B\nrobot,C D", "line 3: there is no kind `robot`"),
            ("a.csv", "name,role\nA B,mayor,x", "line 2: "),
            ("a.xlsx", "", "a.xlsx: a sheet is a .toml or a .csv file; name it so"),
        ] {
            let error = load(path, text).expect_err(text).to_string();
            assert!(error.contains(message), "{text}\n{error}");
        }
        let error = read("a.toml", b"[[person]]\nname = \"\xff\"", &mut Sheet::default()).expect_err("no UTF-8");
        assert_eq!((error.line, error.fault), (Some(2), Fault::Encoding));
    }

    #[test]
    fn sizes_are_bounded() {
        let long = format!("[[person]]\nname = \"{}\"", "a".repeat(LONGEST + 1));
        assert!(matches!(load("a.toml", &long).expect_err("too long").fault, Fault::TooLong(..)));
        let many = format!("name\n{}", "A B\n".repeat(ENTRIES + 1));
        assert!(matches!(load("a.csv", &many).expect_err("too many").fault, Fault::TooMany(_)));
        let large = " ".repeat((MEGABYTES << 20) + 1);
        assert!(matches!(load("a.csv", &large).expect_err("too large").fault, Fault::TooLarge(_)));
    }
}
