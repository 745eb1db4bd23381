//! Where a passage stands, in the words and numbers that reports use.

use jiff::civil::Date;

use crate::model::{ArticleFacts, Batch, Part, Side, SideRole, SourceSpan, Span};

/// A passage of an article, located in text and file.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The article.
    pub facts: &'a ArticleFacts,
    /// Its index in the batch.
    pub article: u32,
    /// Where in the text.
    pub span: Span,
    /// The part it stands in.
    pub part: Part,
    /// Number of the paragraph, from 1; 0 in the headline.
    pub paragraph: u32,
    /// Where in the file.
    pub source: SourceSpan,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1, in characters.
    pub column: u32,
}

/// A passage with what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excerpt<'a> {
    /// Words before it, within the paragraph.
    pub before: &'a str,
    /// The passage.
    pub passage: &'a str,
    /// Words after it, within the paragraph.
    pub after: &'a str,
    /// Whether the paragraph begins earlier.
    pub cut_before: bool,
    /// Whether the paragraph goes on.
    pub cut_after: bool,
}

impl<'a> Place<'a> {
    /// Locates `span` in article number `article`.
    #[must_use]
    pub fn new(batch: &'a Batch, article: u32, span: Span) -> Option<Self> {
        let facts = batch.articles.get(article as usize)?;
        let paragraph = facts.segments.paragraph_at(span.start());
        let source = facts.article.source(span);
        let (line, column) = facts.article.file.line_column(source.start());
        Some(Place {
            facts,
            article,
            span,
            part: paragraph.map(|p| p.part).unwrap_or_default(),
            paragraph: paragraph.map_or(0, |p| p.number),
            source,
            line,
            column,
        })
    }

    /// Locates a side; `None` for an entry of a reference sheet.
    #[must_use]
    pub fn of(batch: &'a Batch, side: &Side) -> Option<Self> {
        Self::new(batch, side.article?, side.span)
    }

    /// The words.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.span.of(self.facts.text())
    }

    /// Path of the file.
    #[must_use]
    pub fn path(&self) -> &'a str {
        &self.facts.article.file.path
    }

    /// Line and column of the byte after the last one.
    #[must_use]
    pub fn end(&self) -> (u32, u32) {
        self.facts.article.file.line_column(self.source.end())
    }

    /// "headline", "lede, paragraph 1", "caption, paragraph 4", "paragraph 6".
    #[must_use]
    pub fn part_words(&self) -> String {
        match self.part {
            Part::Headline => "headline".into(),
            Part::Body => format!("paragraph {}", self.paragraph),
            part => format!("{}, paragraph {}", part.as_str(), self.paragraph),
        }
    }

    /// About `reach` bytes on either side, within the paragraph, cut at words.
    #[must_use]
    pub fn excerpt(&self, reach: usize) -> Excerpt<'a> {
        excerpt(self.facts, self.span, reach)
    }
}

/// The places that are shown with their words, each wording once and no more than `most`, and the further places.
#[must_use]
pub fn fold<'p, 'a>(
    places: &'p [(SideRole, Place<'a>)],
    most: usize,
) -> (Vec<&'p (SideRole, Place<'a>)>, Vec<&'p Place<'a>>) {
    let (mut shown, mut rest): (Vec<&(SideRole, Place<'a>)>, Vec<&Place<'a>>) = (Vec::new(), Vec::new());
    for side in places {
        let said =
            |other: &&(SideRole, Place<'a>)| other.0 == side.0 && other.1.text().eq_ignore_ascii_case(side.1.text());
        if shown.len() < most && !shown.iter().any(said) {
            shown.push(side);
        } else {
            rest.push(&side.1);
        }
    }
    (shown, rest)
}

/// What stands around `span`: about `reach` bytes on either side, within the paragraph, cut at words.
#[must_use]
pub fn excerpt(facts: &ArticleFacts, span: Span, reach: usize) -> Excerpt<'_> {
    let text = facts.text();
    let paragraph = facts.segments.paragraph_at(span.start()).map_or(span, |p| p.span.cover(span));
    let (lo, hi) = (paragraph.start() as usize, paragraph.end() as usize);
    let (from, to) = (span.start() as usize, span.end() as usize);
    let mut start = from.saturating_sub(reach).max(lo);
    let mut end = (to + reach).min(hi);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if start > lo {
        start += text[start..from].find(' ').map_or(0, |i| i + 1);
    }
    if end < hi {
        end = text[to..end].rfind(' ').map_or(end, |i| i + to);
    }
    Excerpt {
        before: &text[start..from],
        passage: &text[from..to],
        after: &text[to..end],
        cut_before: start > lo,
        cut_after: end < hi,
    }
}

impl Excerpt<'_> {
    /// Before, passage and after as one piece of `text`.
    #[must_use]
    pub fn joined<'t>(&self, text: &'t str, span: Span) -> &'t str {
        &text[span.start() as usize - self.before.len()..span.end() as usize + self.after.len()]
    }
}

/// "16 November 2016".
#[must_use]
pub fn date_words(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(date.month() as usize - 1).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// `1 error`, `2 errors`, `no errors`.
#[must_use]
pub fn count(n: usize, one: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        _ if one.ends_with("story") => format!("{n} {}ies", &one[..one.len() - 1]),
        _ => format!("{n} {one}s"),
    }
}
