//! What the tokenizer knows: character classes, units of measure, exceptions. Part of every build, with or without weights.

use std::sync::{Arc, OnceLock};

use crate::language::error::ModelError;
use crate::language::file::{ModelFile, Section, u16_at};
use crate::language::strings::SortedStrings;
use crate::model::Map;

/// Classes of characters; a character may have several.
pub mod class {
    /// A letter, as the tokenizer's expressions see it.
    pub const ALPHA: u16 = 1;
    /// A small letter, likewise.
    pub const LOWER: u16 = 1 << 1;
    /// A capital, likewise.
    pub const UPPER: u16 = 1 << 2;
    /// A quotation mark.
    pub const QUOTE: u16 = 1 << 3;
    /// An emoji or another pictogram.
    pub const ICON: u16 = 1 << 4;
    /// A full stop after it is a token of its own.
    pub const BEFORE_STOP: u16 = 1 << 5;
    /// Split off at the front of a word.
    pub const PREFIX: u16 = 1 << 6;
    /// Split off at the end of a word.
    pub const SUFFIX: u16 = 1 << 7;
    /// A letter in Unicode's sense.
    pub const LETTER: u16 = 1 << 8;
    /// A capital in Unicode's sense.
    pub const CAPITAL: u16 = 1 << 9;
    /// A digit in Unicode's sense ("²" is one, "½" is not).
    pub const DIGIT: u16 = 1 << 10;
    /// White space.
    pub const SPACE: u16 = 1 << 11;
    /// May stand in the scheme of a web address.
    pub const WORD: u16 = 1 << 12;
}

/// One token of an exception: its text and, if it differs from the usual one, its norm.
pub struct Piece {
    /// The text.
    pub text: Box<str>,
    /// The norm.
    pub norm: Option<Box<str>>,
}

/// The tables.
pub struct Tables {
    ascii: [u16; 128],
    index: Section,
    pages: Section,
    units: SortedStrings,
    exceptions: Map<Box<str>, Vec<Piece>>,
    longest: usize,
    twice: Vec<Box<str>>,
}

static FILE: &[u8] = include_bytes!("../../../weights/tokenizer.tables");

impl Tables {
    /// The tables of this build.
    pub fn english() -> Arc<Self> {
        static TABLES: OnceLock<Arc<Tables>> = OnceLock::new();
        let open = || ModelFile::embedded(FILE).and_then(|f| Self::open(&f)).expect("the embedded tables are sound");
        TABLES.get_or_init(|| Arc::new(open())).clone()
    }

    fn open(file: &ModelFile) -> Result<Self, ModelError> {
        let (index, pages) = (file.section("class.index")?, file.section("class.pages")?);
        if index.len() != 2 * 0x300 || (0..0x300).any(|i| pages.len() < 512 * (usize::from(u16_at(&index, i)) + 1)) {
            return Err(ModelError::section("class.index", "does not fit its pages"));
        }
        let units = SortedStrings::open("units", file.section("units")?)?;
        let mut exceptions = Map::default();
        let mut twice = vec![];
        for line in file.text("exceptions")?.split('\n') {
            let mut fields = line.split('\t');
            let key: Box<str> = unescape(fields.next().unwrap_or_default()).into();
            if fields.next() == Some("1") {
                twice.push(key.clone());
            }
            let pieces = fields.filter_map(|f| f.split_once('\x01')).map(|(text, norm)| Piece {
                text: unescape(text).into(),
                norm: (norm != "\x02").then(|| unescape(norm).into()),
            });
            exceptions.insert(key, pieces.collect());
        }
        let longest = exceptions.keys().map(|k| k.len()).max().unwrap_or(0);
        let ascii = std::array::from_fn(|c| u16_at(&pages, usize::from(u16_at(&index, 0)) << 8 | c));
        Ok(Self { ascii, index, pages, units, exceptions, longest, twice })
    }

    /// The classes of a character.
    #[inline]
    pub fn class(&self, c: char) -> u16 {
        let code = c as usize;
        if code < 128 {
            self.ascii[code]
        } else if code < 0x30000 {
            u16_at(&self.pages, usize::from(u16_at(&self.index, code >> 8)) << 8 | code & 255)
        } else {
            0
        }
    }

    /// Whether a character has one of these classes.
    #[inline]
    pub fn is(&self, c: char, classes: u16) -> bool {
        self.class(c) & classes != 0
    }

    /// Whether `text` is a unit of measure or a currency.
    pub fn is_unit(&self, text: &str) -> bool {
        self.units.contains(text)
    }

    /// The tokens of an exception.
    #[inline]
    pub fn exception(&self, text: &str) -> Option<&[Piece]> {
        if self.longest < text.len() { None } else { self.exceptions.get(text).map(Vec::as_slice) }
    }

    /// Exceptions that are looked for a second time, over the finished tokens.
    pub fn twice(&self) -> &[Box<str>] {
        &self.twice
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                other => out.extend(other),
            },
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound_and_classes_are_found() {
        assert!(ModelFile::embedded(FILE).unwrap().is_sound());
        let t = Tables::english();
        assert!(t.is('é', class::LOWER) && t.is('“', class::QUOTE | class::PREFIX) && t.is('²', class::DIGIT));
        assert!(!t.is('½', class::DIGIT) && t.class('\u{10ffff}') == 0 && t.is('🎉', class::ICON));
        assert!(t.is_unit("km") && !t.is_unit("kmx"));
    }

    #[test]
    fn words_that_lack_no_apostrophe_are_no_exceptions() {
        let t = Tables::english();
        for whole in ["wed", "Wed", "id", "Ive", "Im", "wont"] {
            assert!(t.exception(whole).is_none(), "{whole}");
        }
        for parts in ["cant", "dont", "won't", "Sen.", "p.m."] {
            assert!(t.exception(parts).is_some(), "{parts}");
        }
    }
}
