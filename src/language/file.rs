//! The model file: magic, version, checksum, then named sections. `tools/export-model/container.py` writes it.
//!
//! Nothing is copied: a section is a slice of the file's bytes, which are part of the program or were read once.

use std::ops::{Deref, Range};
use std::sync::Arc;

use super::error::ModelError;

const MAGIC: &[u8; 8] = b"ENGMODEL";
const VERSION: u32 = 1;
const HEADER: usize = 24;
const ENTRY: usize = 24;

/// An opened model file.
pub struct ModelFile {
    bytes: Arc<Bytes>,
    sections: Vec<(String, Range<usize>)>,
    checksum: u64,
    verified: bool,
}

enum Bytes {
    Static(&'static [u8]),
    Owned(Vec<u8>),
}

/// A part of a model file, shared.
#[derive(Clone)]
pub struct Section {
    bytes: Arc<Bytes>,
    range: Range<usize>,
}

impl Deref for Section {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match &*self.bytes {
            Bytes::Static(b) => &b[self.range.clone()],
            Bytes::Owned(b) => &b[self.range.clone()],
        }
    }
}

impl ModelFile {
    /// Opens a file that is part of the program; a test checks its checksum, not each start.
    pub fn embedded(bytes: &'static [u8]) -> Result<Self, ModelError> {
        Self::open(Bytes::Static(bytes), false)
    }

    /// Opens a file that was read.
    pub fn read(bytes: Vec<u8>) -> Result<Self, ModelError> {
        Self::open(Bytes::Owned(bytes), true)
    }

    fn open(bytes: Bytes, verify: bool) -> Result<Self, ModelError> {
        let bytes = Section { range: 0..bytes.len(), bytes: Arc::new(bytes) };
        if bytes.get(..8) != Some(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        if bytes.len() < HEADER {
            return Err(ModelError::Damaged);
        }
        let found = u32_at(&bytes, 2);
        if found != VERSION {
            return Err(ModelError::OtherVersion { found, expected: VERSION });
        }
        let (count, checksum) = (u32_at(&bytes, 3) as usize, u64_at(&bytes, 2));
        if verify && sum(count, &bytes[HEADER..]) != checksum {
            return Err(ModelError::Damaged);
        }
        let table = bytes.get(HEADER..HEADER + count.min(1000) * ENTRY).ok_or(ModelError::Damaged)?;
        let mut sections = Vec::with_capacity(count);
        for entry in table.chunks_exact(ENTRY) {
            let name = entry[..16].split(|&b| b == 0).next().unwrap_or_default();
            let (at, len) = (u32_at(entry, 4) as usize, u32_at(entry, 5) as usize);
            if bytes.len() < at + len {
                return Err(ModelError::Damaged);
            }
            sections.push((String::from_utf8_lossy(name).into_owned(), at..at + len));
        }
        Ok(Self { bytes: bytes.bytes, sections, checksum, verified: !verify })
    }

    /// The file's checksum, which identifies the model.
    pub fn checksum(&self) -> u64 {
        self.checksum
    }

    /// Whether a test has gone through all of it, so that a start need not: true of what is part of the program.
    pub fn is_verified(&self) -> bool {
        self.verified
    }

    /// Whether the bytes agree with the checksum.
    #[cfg(test)]
    pub fn is_sound(&self) -> bool {
        let all = Section { bytes: self.bytes.clone(), range: 0..self.bytes.len() };
        sum(self.sections.len(), &all[HEADER..]) == self.checksum
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.sections.iter().any(|s| s.0 == name)
    }

    /// A part.
    pub fn section(&self, name: &str) -> Result<Section, ModelError> {
        let found = self.sections.iter().find(|s| s.0 == name).ok_or(ModelError::section(name, "is missing"))?;
        Ok(Section { bytes: self.bytes.clone(), range: found.1.clone() })
    }

    /// A part that is text.
    pub fn text(&self, name: &str) -> Result<String, ModelError> {
        String::from_utf8(self.section(name)?.to_vec()).map_err(|_| ModelError::section(name, "is not text"))
    }

    /// A part that is a line of text each.
    pub fn lines(&self, name: &str) -> Result<Vec<String>, ModelError> {
        Ok(self.text(name)?.split('\n').map(str::to_string).collect())
    }
}

impl Bytes {
    fn len(&self) -> usize {
        match self {
            Bytes::Static(b) => b.len(),
            Bytes::Owned(b) => b.len(),
        }
    }
}

impl Section {
    /// The part from byte `at` on, `len` bytes long.
    pub fn part(&self, at: usize, len: usize) -> Option<Section> {
        let end = at.checked_add(len).filter(|&e| e <= self.range.len())?;
        Some(Section { bytes: self.bytes.clone(), range: self.range.start + at..self.range.start + end })
    }
}

/// The checksum of `count` sections in `data`: a sum over mixed words, as fast as memory.
fn sum(count: usize, data: &[u8]) -> u64 {
    let mix = |i: u64, word: u64| {
        let x = word ^ i.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        x ^ (x >> 32)
    };
    let words = data.chunks_exact(8);
    let mut last = [0; 8];
    last[..words.remainder().len()].copy_from_slice(words.remainder());
    let mut total = (data.len() as u64 ^ (count as u64) << 48).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut i = 0;
    for word in words {
        total = total.wrapping_add(mix(i, u64_at(word, 0)));
        i += 1;
    }
    if !data.len().is_multiple_of(8) {
        total = total.wrapping_add(mix(i, u64::from_le_bytes(last)));
    }
    total
}

/// Little-endian number `i` of a table.
///
/// # Panics
/// If the table is shorter; tables are measured when they are opened.
#[inline]
pub fn u16_at(bytes: &[u8], i: usize) -> u16 {
    u16::from_le_bytes([bytes[2 * i], bytes[2 * i + 1]])
}

/// As [`u16_at`], 32 bits wide.
#[inline]
pub fn u32_at(bytes: &[u8], i: usize) -> u32 {
    let b = &bytes[4 * i..4 * i + 4];
    u32::from_le_bytes([b[0], b[1], b[2], b[3]])
}

/// As [`u16_at`], 64 bits wide.
#[inline]
pub fn u64_at(bytes: &[u8], i: usize) -> u64 {
    let b = &bytes[8 * i..8 * i + 8];
    u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]])
}

/// As [`u16_at`], a 32-bit float.
#[inline]
pub fn f32_at(bytes: &[u8], i: usize) -> f32 {
    f32::from_bits(u32_at(bytes, i))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut body = b"about\0\0\0\0\0\0\0\0\0\0\0".to_vec();
        body.extend(48u32.to_le_bytes());
        body.extend(3u32.to_le_bytes());
        body.extend(b"abc");
        let mut file = MAGIC.to_vec();
        file.extend(VERSION.to_le_bytes());
        file.extend(1u32.to_le_bytes());
        file.extend(sum(1, &body).to_le_bytes());
        file.extend(body);
        file
    }

    #[test]
    fn a_sound_file_is_read() {
        let file = ModelFile::read(sample()).unwrap();
        assert_eq!(file.text("about").unwrap(), "abc");
        assert!(matches!(file.section("tags"), Err(ModelError::BadSection { name, .. }) if name == "tags"));
    }

    #[test]
    fn each_changed_or_lost_byte_is_noticed() {
        let whole = sample();
        for i in 0..whole.len() {
            let mut changed = whole.clone();
            changed[i] ^= 1;
            assert!(ModelFile::read(changed).is_err(), "byte {i} changed");
            assert!(ModelFile::read(whole[..i].to_vec()).is_err(), "cut at {i}");
        }
    }

    #[test]
    fn other_files_and_versions_are_named() {
        assert!(matches!(ModelFile::read(b"PK\x03\x04 something".to_vec()), Err(ModelError::NotAModel)));
        let mut newer = sample();
        newer[8] = 9;
        let error = ModelFile::read(newer).err().unwrap().to_string();
        assert!(error.contains("version 9") && error.contains("tools/export-model"), "{error}");
    }
}
