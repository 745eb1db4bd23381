//! The reference sheet: names and facts that a desk keeps, and that are always right.

use std::sync::Arc;

use jiff::civil::Date;

use super::{AgeForm, EntityKind, MentionRef, Role, SourceFile, SourceSpan, Span};

/// Words of a sheet, and where they stand. Spans count through all files of the sheet, as if one followed the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// A role of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRole {
    /// As the sheet writes it.
    pub written: Written,
    /// The same, taken apart like a role of an article; `place` and `holder` mean nothing.
    pub role: Role,
}

/// An age of a sheet and the day on which it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetAge {
    /// In whole years.
    pub years: i64,
    /// On this day.
    pub on: Date,
    /// Where the age stands.
    pub span: Span,
}

/// Somebody or something on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetEntry {
    /// What it is.
    pub kind: EntityKind,
    /// The one right form of the name.
    pub name: Written,
    /// Other forms that are right too.
    pub aliases: Vec<Written>,
    /// The roles that the person holds.
    pub roles: Vec<SheetRole>,
    /// The body that the roles belong to, unless they say it themselves.
    pub organisation: Option<Written>,
    /// First day on which the roles hold.
    pub valid_from: Option<Date>,
    /// Last day on which the roles hold.
    pub valid_to: Option<Date>,
    /// The birth, and where the sheet says it.
    pub born: Option<(AgeForm, Span)>,
    /// The age on a day.
    pub age: Option<SheetAge>,
}

impl SheetEntry {
    /// The name and its aliases.
    pub fn forms(&self) -> impl Iterator<Item = &Written> {
        std::iter::once(&self.name).chain(&self.aliases)
    }
}

/// All entries of all sheets of a run.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    files: Vec<(u32, Arc<SourceFile>)>,
    /// In the order of the files.
    pub entries: Vec<SheetEntry>,
}

impl PartialEq for Sheet {
    fn eq(&self, other: &Self) -> bool {
        let files = |s: &Self| s.files.iter().map(|(_, f)| (f.path.clone(), f.bytes.clone())).collect::<Vec<_>>();
        self.entries == other.entries && files(self) == files(other)
    }
}

impl Sheet {
    /// Where the spans of the next file begin.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.files.last().map_or(0, |(start, file)| start.saturating_add(file.bytes.len() as u32 + 1))
    }

    /// Adds a file, whose entries carry spans from [`end`](Self::end) on.
    pub fn add(&mut self, file: Arc<SourceFile>, entries: Vec<SheetEntry>) {
        let start = self.end();
        self.files.push((start, file));
        self.entries.extend(entries);
    }

    /// The file that a span of an entry lies in, and where.
    #[must_use]
    pub fn place(&self, span: Span) -> Option<(&SourceFile, SourceSpan)> {
        let at = self.files.partition_point(|(start, _)| *start <= span.start()).checked_sub(1)?;
        let (start, file) = &self.files[at];
        let length = file.bytes.len() as u32;
        let local = |at: u32| (at - start).min(length);
        Some((file, SourceSpan::new(local(span.start()), local(span.end()))))
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// A name that may be one of the sheet, misspelled: a relation, not yet an opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffSheet {
    /// Index in [`Sheet::entries`].
    pub entry: u32,
    /// Which of its forms, counted from 0, the name itself first.
    pub form: u32,
    /// The mentions that are written so, in order.
    pub mentions: Vec<MentionRef>,
    /// What speaks for and against.
    pub signs: SheetSigns,
}

/// What speaks for and against a name being one of the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SheetSigns {
    /// The letters are the same and only accents differ.
    pub accents: bool,
    /// Slips between the words that differ.
    pub distance: u8,
    /// The name is a last name that stands alone, in an article that has the person of the sheet too.
    pub alone: bool,
    /// The word that differs is itself a known name or place.
    pub known: bool,
    /// A role that the article gives is the one of the sheet.
    pub same_role: bool,
    /// The article gives a role, and it is not the one of the sheet.
    pub other_role: bool,
    /// The right name stands in the same sentence: then there are two.
    pub beside: bool,
    /// The right name stands in the same article.
    pub here: bool,
    /// The right name stands in another article of the story.
    pub in_story: bool,
}
