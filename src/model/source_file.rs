//! A file as it lies on disk, its lines and columns.

use std::borrow::Cow;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// A file (or standard input) as it lies on disk; several articles may come from one.
#[derive(Debug, Default)]
pub struct SourceFile {
    /// The path as typed, joined with `/` to the path below it; `-` or `--stdin-filename` for standard input.
    pub path: String,
    /// The bytes that `start` and `end` of a `SourceSpan` count. For zipped formats the extracted text.
    pub bytes: Arc<[u8]>,
    /// Whether offsets count bytes of the file or, for zipped formats, of the extracted text.
    pub offsets: Offsets,
    /// How the bytes are written; `None` is UTF-8.
    encoding: Option<&'static Encoding>,
    /// Byte offset of the start of each line, ascending, the first one 0.
    lines: Vec<u32>,
    /// Characters before each multiple of [`STEP`] bytes, so that a column far along a long line costs no walk of the line.
    characters: Vec<u32>,
}

/// What the offsets of a file's claims count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offsets {
    /// Bytes of the file as it lies on disk.
    #[default]
    File,
    /// Bytes of the text that was extracted from it (zipped formats).
    Text,
}

/// Distance between two counts of characters.
const STEP: usize = 1 << 14;

impl SourceFile {
    /// Takes the bytes of a file in UTF-8 and finds its lines.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: impl Into<Arc<[u8]>>, offsets: Offsets) -> Self {
        Self::encoded(path, bytes, offsets, None)
    }

    /// Takes the bytes of a file in any encoding (`None` is UTF-8) and finds its lines.
    #[must_use]
    pub fn encoded(
        path: impl Into<String>,
        bytes: impl Into<Arc<[u8]>>,
        offsets: Offsets,
        encoding: Option<&'static Encoding>,
    ) -> Self {
        let bytes = bytes.into();
        let ends = memchr::memchr_iter(b'\n', &bytes);
        let lines = std::iter::once(0);
        let lines = match encoding {
            Some(e) if e == UTF_16LE => {
                lines.chain(ends.filter(|&i| i % 2 == 0 && bytes.get(i + 1) == Some(&0)).map(|i| i + 2)).collect()
            }
            Some(e) if e == UTF_16BE => {
                lines.chain(ends.filter(|&i| i % 2 == 1 && bytes[i - 1] == 0).map(|i| i + 1)).collect()
            }
            // Line ends of old Macs.
            _ if !bytes.contains(&b'\n') => lines.chain(memchr::memchr_iter(b'\r', &bytes).map(|i| i + 1)).collect(),
            _ => lines.chain(ends.map(|i| i + 1)).collect::<Vec<usize>>(),
        };
        let mut characters = vec![0];
        let mut count = 0;
        if encoding.is_none() {
            characters.extend(bytes.chunks(STEP).map(|chunk| {
                count += count_characters(chunk);
                count
            }));
        }
        let lines = lines.into_iter().map(|at| at as u32).collect();
        Self { path: path.into(), bytes, offsets, encoding, lines, characters }
    }

    /// Line and column of byte `at`, both from 1; the column counts characters.
    #[must_use]
    pub fn line_column(&self, at: u32) -> (u32, u32) {
        let (line, start, end) = self.line_until(at);
        let before = match self.encoding {
            None => self.characters_before(end) - self.characters_before(start),
            Some(encoding) => encoding.decode_without_bom_handling(&self.bytes[start..end]).0.chars().count() as u32,
        };
        (line as u32, 1 + before)
    }

    /// As [`line_column`](Self::line_column), the column in bytes of UTF-8.
    #[must_use]
    pub fn line_byte_column(&self, at: u32) -> (u32, u32) {
        let (line, start, end) = self.line_until(at);
        let before = match self.encoding {
            None => end - start,
            Some(encoding) => encoding.decode_without_bom_handling(&self.bytes[start..end]).0.len(),
        };
        (line as u32, 1 + before as u32)
    }

    /// The line of byte `at`, and the range of its bytes before `at`. A byte order mark is no part of the first line: editors do
    /// not show it.
    fn line_until(&self, at: u32) -> (usize, usize, usize) {
        let line = self.lines.partition_point(|&start| start <= at).max(1);
        let end = (at as usize).min(self.bytes.len());
        let mut start = self.lines.get(line - 1).copied().unwrap_or(0) as usize;
        if line == 1 {
            start = match &*self.bytes {
                [0xEF, 0xBB, 0xBF, ..] => 3,
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] if self.encoding.is_some() => 2,
                _ => start,
            };
        }
        (line, start.min(end), end)
    }

    /// The text of line `line` (from 1) without its end, decoded; what cannot be decoded is shown as U+FFFD.
    #[must_use]
    pub fn line_text(&self, line: u32) -> Cow<'_, str> {
        let index = (line as usize).saturating_sub(1);
        let Some(&start) = self.lines.get(index) else { return Cow::Borrowed("") };
        let end = self.lines.get(index + 1).map_or(self.bytes.len(), |&next| next as usize).min(self.bytes.len());
        let raw = &self.bytes[(start as usize).min(end)..end];
        let text = match self.encoding {
            None => String::from_utf8_lossy(raw),
            Some(encoding) => encoding.decode_without_bom_handling(raw).0,
        };
        match text {
            Cow::Borrowed(t) => Cow::Borrowed(t.trim_end_matches(['\n', '\r'])),
            Cow::Owned(t) => Cow::Owned(t.trim_end_matches(['\n', '\r']).to_owned()),
        }
    }

    /// Characters that start before byte `at`.
    fn characters_before(&self, at: usize) -> u32 {
        let step = (at / STEP).min(self.characters.len().saturating_sub(1));
        let known = self.characters.get(step).copied().unwrap_or(0);
        known + count_characters(&self.bytes[(step * STEP).min(at)..at])
    }
}

/// Bytes that do not continue a UTF-8 sequence.
fn count_characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let f = SourceFile::new("a.txt", "é𐐀x\nyz".as_bytes().to_vec(), Offsets::File);
        assert_eq!(f.line_column(0), (1, 1));
        assert_eq!(f.line_column(6), (1, 3));
        assert_eq!(f.line_column(8), (2, 1));
        assert_eq!(f.line_column(9), (2, 2));
        assert_eq!(f.line_text(1), "é𐐀x");
    }

    #[test]
    fn lines_of_old_macs_end_in_cr_alone() {
        let f = SourceFile::new("a.txt", "ab\rcd\r\ref".as_bytes().to_vec(), Offsets::File);
        assert_eq!((f.line_column(4), f.line_column(7)), ((2, 2), (4, 1)));
        assert_eq!((f.line_text(2), f.line_text(4)), ("cd".into(), "ef".into()));
        let mixed = SourceFile::new("a.txt", "ab\rcd\nef".as_bytes().to_vec(), Offsets::File);
        assert_eq!(mixed.line_column(6), (2, 1));
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let f = SourceFile::new("a.txt", "\u{feff}é𐐀x".as_bytes().to_vec(), Offsets::File);
        assert_eq!((f.line_column(0), f.line_column(3), f.line_column(9)), ((1, 1), (1, 1), (1, 3)));
        assert_eq!(f.line_byte_column(9), (1, 7));
    }

    #[test]
    fn columns_hold_far_along_a_long_line() {
        let text = "é".repeat(40_000) + "x";
        let f = SourceFile::new("a.txt", text.into_bytes(), Offsets::File);
        assert_eq!(f.line_column(80_000), (1, 40_001));
        assert_eq!(f.line_column(40_000), (1, 20_001));
    }

    #[test]
    fn lines_of_utf_16_are_found_in_units_not_in_bytes() {
        for (encoding, bytes) in [
            (UTF_16LE, "Ċa\nbé".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
            (UTF_16BE, "Ċa\nbé".encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ] {
            let f = SourceFile::encoded("a.txt", bytes, Offsets::File, Some(encoding));
            assert_eq!(f.line_column(6), (2, 1), "{}", encoding.name());
            assert_eq!(f.line_column(8), (2, 2));
            assert_eq!(f.line_text(2), "bé");
        }
    }
}
