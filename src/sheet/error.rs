//! What is wrong with a sheet: the file, the line, and what to do.

use std::fmt;

/// Why a sheet cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetError {
    /// The file as named.
    pub path: String,
    /// The line, from 1, where there is one.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It is larger than this many megabytes.
    TooLarge(usize),
    /// It has more entries than this.
    TooMany(usize),
    /// A value is longer than this many bytes.
    TooLong(String, usize),
    /// A list has more values than this.
    TooManyValues(String, usize),
    /// It is not in UTF-8.
    Encoding,
    /// It is no TOML, or no CSV; in the words of the parser.
    Syntax(String),
    /// It is neither, by its name.
    Format,
    /// A table that does not exist, and the nearest that does.
    UnknownTable(String, Option<&'static str>),
    /// A key or column that does not exist, and the nearest that does.
    UnknownKey(String, Option<&'static str>),
    /// A table stands where a list of tables should.
    NoList(String),
    /// A column stands twice.
    Twice(String),
    /// There is no column `name`.
    NoNameColumn,
    /// An entry without a name.
    NoName,
    /// A kind that does not exist.
    Kind(String),
    /// A value that is no text, number or date.
    Value(String),
    /// Several values where one is wanted.
    Several(String),
    /// No date.
    Date(String, String),
    /// The first day lies after the last.
    Range(String, String),
    /// No date of birth.
    Born(String),
    /// No age.
    Age(String),
    /// An age without its day, or a day without an age.
    AgeWithoutDay,
}

impl fmt::Display for SheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.path, self.fault),
            None => write!(f, "{}: {}", self.path, self.fault),
        }
    }
}

impl std::error::Error for SheetError {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::TooLarge(most) => {
                write!(f, "a sheet may have {most} megabytes; split it, and name both with --sheet")
            }
            Fault::TooMany(most) => write!(f, "the sheets together may have {most} entries; leave some out"),
            Fault::TooLong(key, most) => write!(f, "`{key}` is longer than {most} bytes; shorten it"),
            Fault::TooManyValues(key, most) => write!(f, "`{key}` has more than {most} values; leave some out"),
            Fault::Encoding => write!(f, "it is not in UTF-8; save it as UTF-8"),
            Fault::Syntax(what) => write!(f, "{what}; copydesk sheet PATH… writes one to start from"),
            Fault::Format => write!(f, "a sheet is a .toml or a .csv file; name it so"),
            Fault::UnknownTable(name, near) => {
                write!(f, "there is no table `{name}`{}", meant(*near))?;
                write!(f, "; entries are [[person]], [[organisation]], [[place]], [[work]], [[product]], [[event]]")
            }
            Fault::UnknownKey(name, near) => write!(f, "there is no key `{name}`{}; there are {KEYS}", meant(*near)),
            Fault::NoList(name) => write!(f, "`{name}` is one table; write [[{name}]], once for each entry"),
            Fault::Twice(name) => write!(f, "the column `{name}` stands there twice; keep one"),
            Fault::NoNameColumn => write!(f, "the first line names no column `name`; there are {KEYS} and kind"),
            Fault::NoName => write!(f, "an entry needs a `name`, such as name = \"Jorge Elorza\""),
            Fault::Kind(kind) => {
                write!(f, "there is no kind `{kind}`; it is person, organisation, place, work, product or event")
            }
            Fault::Value(key) => write!(f, "`{key}` is no text; put it in quotation marks"),
            Fault::Several(key) => write!(f, "`{key}` takes one value; keep one"),
            Fault::Date(key, text) => write!(f, "{key} = \"{text}\" is no date; write it as 2026-11-20"),
            Fault::Range(from, to) => write!(f, "valid-from {from} lies after valid-to {to}; swap them"),
            Fault::Born(text) => write!(f, "born = \"{text}\" is no birth; write 1972, 1972-03 or 1972-03-14"),
            Fault::Age(text) => write!(f, "age = \"{text}\" is no age; write whole years, such as 54"),
            Fault::AgeWithoutDay => {
                write!(f, "`age` and `age-on` go together: age = 54 and age-on = 2026-11-20; `born` needs no day")
            }
        }
    }
}

const KEYS: &str = "name, aliases, role, organisation, valid-from, valid-to, born, age and age-on";

fn meant(near: Option<&'static str>) -> String {
    near.map_or(String::new(), |n| format!(": did you mean `{n}`?"))
}
