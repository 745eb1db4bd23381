//! The word forms that one thread has met: their features for the networks, their lower-case form. Caches, all bounded.

use std::sync::Arc;

use super::error::ModelError;
use super::file::ModelFile;
use super::hash::string_hash;
use super::strings::{NumberMap, Pool};
use super::tokenizer::tables::{Tables, class};
use crate::model::Map;

/// How many word forms a thread keeps before it forgets them all: web text has new ones without end.
pub const LIMIT: usize = 1 << 15;

/// String ids as the weights know them.
pub struct Names {
    norms: NumberMap,
    symbols: NumberMap,
}

impl Names {
    /// Reads them from a model file.
    pub fn open(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            norms: NumberMap::open("norms", file.section("norms")?)?,
            symbols: NumberMap::open("symbols", file.section("symbols")?)?,
        })
    }

    /// A string's id: a small number for the few strings that are symbols ("ORG", "X", "case"), else its hash.
    pub fn id(&self, text: &str) -> u64 {
        let hash = string_hash(text.as_bytes());
        self.symbols.get(hash).unwrap_or(hash)
    }

    /// The id of a string's norm if no exception gives another one.
    fn norm(&self, text: &str, lower: &str) -> u64 {
        self.norms.get(self.id(text)).unwrap_or_else(|| self.id(lower))
    }
}

/// A word form. One spelling can be two, if an exception gives it a norm of its own.
pub struct Lexeme {
    /// Its text, in the pool.
    pub text: u32,
    /// Its lower-case form, in the pool.
    pub lower: u32,
    /// Hash of the text.
    pub hash: u64,
    /// Id of the text.
    pub orth: u64,
    /// Ids of norm, prefix, suffix and shape.
    pub features: [u64; 4],
    /// Whether it is white space.
    pub is_space: bool,
}

/// The word forms of one thread.
pub struct Lexicon {
    tables: Arc<Tables>,
    names: Option<Arc<Names>>,
    /// All strings.
    pub pool: Pool,
    lexemes: Vec<Lexeme>,
    plain: Map<u32, u32>,
    with_norm: Map<(u32, u64), u32>,
}

impl Lexicon {
    /// An empty one. Without `names` the features are not worked out.
    pub fn new(tables: Arc<Tables>, names: Option<Arc<Names>>) -> Self {
        let (pool, lexemes) = (Pool::default(), vec![]);
        Self { tables, names, pool, lexemes, plain: Map::default(), with_norm: Map::default() }
    }

    /// A form by its number.
    #[inline]
    pub fn get(&self, id: u32) -> &Lexeme {
        &self.lexemes[id as usize]
    }

    /// The text of a form.
    pub fn text(&self, id: u32) -> &str {
        self.pool.get(self.get(id).text)
    }

    /// Whether there are so many forms that it is time to forget.
    pub fn is_full(&self) -> bool {
        LIMIT <= self.lexemes.len() || 2 * LIMIT <= self.pool.len()
    }

    /// The number of the form `text`, with the norm that an exception gives it.
    pub fn intern(&mut self, text: &str, norm: Option<&str>) -> u32 {
        let key = self.pool.id(text);
        let norm = norm.zip(self.names.as_ref()).map(|(n, names)| names.id(n));
        if let Some(norm) = norm {
            if let Some(&id) = self.with_norm.get(&(key, norm)) {
                return id;
            }
        } else if let Some(&id) = self.plain.get(&key) {
            return id;
        }
        let lower = text.to_lowercase();
        let usual = self.names.as_ref().map_or(0, |n| n.norm(text, &lower));
        let chosen = norm.unwrap_or(usual);
        let id = self.lexemes.len() as u32;
        if chosen == usual {
            // A norm that is the usual one makes no second form.
            if let Some(&id) = self.plain.get(&key) {
                self.with_norm.insert((key, chosen), id);
                return id;
            }
            self.plain.insert(key, id);
        }
        self.with_norm.insert((key, chosen), id);
        let hash = string_hash(text.as_bytes());
        let names = self.names.as_deref();
        let lexeme = Lexeme {
            text: key,
            lower: self.pool.id(&lower),
            hash,
            orth: names.map_or(hash, |n| n.id(text)),
            features: names.map_or([0; 4], |n| features(&self.tables, n, text, chosen)),
            is_space: text.chars().all(|c| self.tables.is(c, class::SPACE)),
        };
        self.lexemes.push(lexeme);
        id
    }
}

/// Ids of norm, first character, last three characters and shape.
fn features(tables: &Tables, names: &Names, text: &str, norm: u64) -> [u64; 4] {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let last = text.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
    [norm, names.id(&text[..first]), names.id(&text[last..]), names.id(&shape(tables, text))]
}

/// "Xxxx", "dd", "X.X.": letters and digits by kind, at most four equal ones in a row.
fn shape(tables: &Tables, text: &str) -> String {
    if 100 <= text.chars().count() {
        return "LONG".to_string();
    }
    let mut shape = String::with_capacity(16);
    let (mut last, mut run) = ('\0', 0);
    for c in text.chars() {
        let of = tables.class(c);
        let kind = match () {
            () if of & class::LETTER != 0 && of & class::CAPITAL != 0 => 'X',
            () if of & class::LETTER != 0 => 'x',
            () if of & class::DIGIT != 0 => 'd',
            () => c,
        };
        run = if kind == last { run + 1 } else { 0 };
        last = kind;
        if run < 4 {
            shape.push(kind);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let t = Tables::english();
        for (text, expected) in [("O'Rourke", "X'Xxxxx"), ("2,700", "d,ddd"), ("aaaaaaB", "xxxxX"), ("x²½", "xd½")] {
            assert_eq!(shape(&t, text), expected);
        }
        assert_eq!(shape(&t, &"a".repeat(100)), "LONG");
    }

    #[test]
    fn a_form_is_known_by_its_text() {
        let mut l = Lexicon::new(Tables::english(), None);
        let (a, b) = (l.intern("Rome", None), l.intern("Paris", None));
        assert!(a != b && l.intern("Rome", None) == a && l.text(b) == "Paris");
        assert_eq!(l.pool.get(l.get(a).lower), "rome");
    }
}
