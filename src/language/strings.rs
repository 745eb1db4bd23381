//! Tables of strings: sorted ones in a file, and a pool that gives each string a number.

use std::cmp::Ordering;
use std::sync::Arc;

use super::error::ModelError;
use super::file::{Section, u32_at, u64_at};
use crate::model::Map;

/// Sorted strings of a file: count, end offsets, bytes.
pub struct SortedStrings {
    data: Section,
    count: usize,
}

impl SortedStrings {
    /// Measures the table.
    pub fn open(name: &str, data: Section) -> Result<Self, ModelError> {
        let bad = || ModelError::section(name, "is not a table of strings");
        let count = if data.len() < 4 { return Err(bad()) } else { u32_at(&data, 0) as usize };
        let table = Self { data, count };
        if table.data.len() < 4 * (count + 1) {
            return Err(bad());
        }
        let mut last = 0;
        for i in 0..count {
            let end = u32_at(&table.data, i + 1) as usize;
            if end < last || table.data.len() - 4 * (count + 1) < end {
                return Err(bad());
            }
            last = end;
        }
        Ok(table)
    }

    fn get(&self, i: usize) -> &[u8] {
        let from = if i == 0 { 0 } else { u32_at(&self.data, i) as usize };
        &self.data[4 * (self.count + 1)..][from..u32_at(&self.data, i + 1) as usize]
    }

    /// Whether `text` is one of them.
    pub fn contains(&self, text: &str) -> bool {
        self.search(|s| s.cmp(text.as_bytes())).is_some()
    }

    /// What stands after `key` in the string that begins with it.
    pub fn after(&self, key: &str) -> Option<&str> {
        let key = key.as_bytes();
        let found = self.search(|s| s[..s.len().min(key.len())].cmp(key))?;
        std::str::from_utf8(&found[key.len()..]).ok()
    }

    fn search(&self, order: impl Fn(&[u8]) -> Ordering) -> Option<&[u8]> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = usize::midpoint(low, high);
            match order(self.get(middle)) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(self.get(middle)),
            }
        }
        None
    }
}

/// Words of a file with a byte each, sorted, in blocks within which a word tells only where it differs from the last.
pub struct WordBits {
    data: Section,
    blocks: usize,
    count: usize,
}

const BLOCK: usize = 16;

impl WordBits {
    /// Measures the table.
    pub fn open(name: &str, data: Section) -> Result<Self, ModelError> {
        let bad = || ModelError::section(name, "is not a table of words");
        if data.len() < 8 {
            return Err(bad());
        }
        let (count, blocks) = (u32_at(&data, 0) as usize, u32_at(&data, 1) as usize);
        if blocks != count.div_ceil(BLOCK) || data.len() < 8 + 4 * blocks {
            return Err(bad());
        }
        let body = data.len() - 8 - 4 * blocks;
        if (0..blocks).any(|i| body <= u32_at(&data, 2 + i) as usize) {
            return Err(bad());
        }
        Ok(Self { data, blocks, count })
    }

    /// The byte of `word`, 0 if it is not there.
    pub fn get(&self, word: &str) -> u8 {
        self.find(word.as_bytes()).unwrap_or(0)
    }

    fn find(&self, word: &[u8]) -> Option<u8> {
        let body = &self.data[8 + 4 * self.blocks..];
        let block = |i: usize| &body[u32_at(&self.data, 2 + i) as usize..];
        let (mut low, mut high) = (0, self.blocks);
        while low < high {
            let middle = usize::midpoint(low, high);
            let b = block(middle);
            let first = b.get(3..3 + *b.get(1)? as usize)?;
            if first <= word { low = middle + 1 } else { high = middle }
        }
        let index = low.checked_sub(1)?;
        let mut rest = block(index);
        let mut current: Vec<u8> = Vec::with_capacity(word.len() + 16);
        for _ in 0..BLOCK.min(self.count - index * BLOCK) {
            let (&[shared, len, value], tail) = rest.split_first_chunk::<3>()?;
            current.truncate(shared as usize);
            current.extend(tail.get(..len as usize)?);
            if current == word {
                return Some(value);
            }
            rest = &tail[len as usize..];
        }
        None
    }
}

/// Map from 64-bit numbers to 64-bit numbers: all keys in order, then their values.
pub struct NumberMap(Section);

impl NumberMap {
    /// Measures the table.
    pub fn open(name: &str, data: Section) -> Result<Self, ModelError> {
        if data.len().is_multiple_of(16) {
            Ok(Self(data))
        } else {
            Err(ModelError::section(name, "is not a table of numbers"))
        }
    }

    /// The number that `key` stands for.
    pub fn get(&self, key: u64) -> Option<u64> {
        let count = self.0.len() / 16;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if u64_at(&self.0, middle) < key { low = middle + 1 } else { high = middle }
        }
        (low < count && u64_at(&self.0, low) == key).then(|| u64_at(&self.0, count + low))
    }
}

/// Strings of one thread, each kept once and known by its number.
#[derive(Default)]
pub struct Pool {
    strings: Vec<Arc<str>>,
    numbers: Map<Arc<str>, u32>,
}

impl Pool {
    /// The number of `text`.
    pub fn id(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.numbers.get(text) {
            return id;
        }
        let (id, text): (u32, Arc<str>) = (self.strings.len() as u32, text.into());
        self.strings.push(text.clone());
        self.numbers.insert(text, id);
        id
    }

    /// The string with this number.
    pub fn get(&self, id: u32) -> &str {
        &self.strings[id as usize]
    }

    /// The string with this number, to keep.
    pub fn shared(&self, id: u32) -> Arc<str> {
        self.strings[id as usize].clone()
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.strings.len()
    }
}
