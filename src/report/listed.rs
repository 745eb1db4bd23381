//! Where an entry of the reference sheet stands, in the words and numbers that reports use.

use crate::model::{Batch, Side, SourceFile, SourceSpan};

#[cfg(feature = "cli")]
use super::place::Excerpt;

/// A side that stands on the reference sheet, located in its file.
#[derive(Clone, Copy)]
pub struct Listed<'a> {
    /// The sheet.
    pub file: &'a SourceFile,
    /// Where in it.
    pub source: SourceSpan,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1, in characters.
    pub column: u32,
    /// The value in normal form.
    pub value: &'a str,
}

impl<'a> Listed<'a> {
    /// Locates a side; `None` for one that stands in an article.
    #[must_use]
    pub fn of(batch: &'a Batch, side: &'a Side) -> Option<Self> {
        if side.article.is_some() {
            return None;
        }
        let (file, source) = batch.sheet.place(side.span)?;
        let (line, column) = file.line_column(source.start());
        Some(Self { file, source, line, column, value: &side.value })
    }

    /// The words; the value, if the file has been written otherwise.
    #[must_use]
    pub fn text(&self) -> &'a str {
        let bytes = self.file.bytes.get(self.source.range());
        bytes.and_then(|b| std::str::from_utf8(b).ok()).filter(|t| !t.is_empty()).unwrap_or(self.value)
    }

    /// Path of the sheet.
    #[must_use]
    pub fn path(&self) -> &'a str {
        &self.file.path
    }

    /// Line and column of the byte after the last one.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn end(&self) -> (u32, u32) {
        self.file.line_column(self.source.end())
    }

    /// The words with the rest of their line.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn excerpt(&self) -> Excerpt<'a> {
        let whole = std::str::from_utf8(&self.file.bytes).unwrap_or_default();
        let (from, to) = (self.source.start() as usize, self.source.end() as usize);
        let (Some(before), Some(after)) = (whole.get(..from), whole.get(to..)) else {
            return Excerpt { before: "", passage: self.value, after: "", cut_before: false, cut_after: false };
        };
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        Excerpt { before, passage: self.text(), after: after.trim_end(), cut_before: false, cut_after: false }
    }
}

/// The sides of a finding that stand on the sheet.
#[cfg(feature = "cli")]
pub fn listed<'a>(batch: &'a Batch, sides: &'a [Side]) -> impl Iterator<Item = Listed<'a>> {
    sides.iter().filter_map(|s| Listed::of(batch, s))
}
