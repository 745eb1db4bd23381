//! An article in the making: the text with its map, and what the file says about it; at the end date, language and size are settled.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::dates::{self, Day};
use super::{Outcome, dateline};
use crate::model::{
    Article, Block, BlockKind, Problem, ReadSettings, SourceFile, SourceMap, SourceSpan, Span, TextBuilder,
};

/// A text, and where each byte of it stands in the file.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    /// From the text to the file.
    pub map: &'a SourceMap,
}

impl Source<'_> {
    /// A range of the text as a span.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start as u32, range.end.max(range.start) as u32)
    }

    /// The file offset of byte `at` of the text.
    pub fn offset(&self, at: usize) -> u32 {
        self.file(at..at).start()
    }

    /// The range of the file that encloses a range of the text.
    pub fn file(&self, range: Range<usize>) -> SourceSpan {
        self.map.source(self.span(range))
    }
}

/// A piece of running text: a range of the source, and what it reads as where that is something else.
#[derive(Debug)]
pub struct Piece {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it reads as, if not as it stands there.
    pub shown: Option<String>,
}

/// No single paragraph of a story is longer than this; a longer one is data, and would only cost time.
const LONGEST_PARAGRAPH: u32 = 1 << 20;
/// No single story is longer than this.
const LONGEST_ARTICLE: usize = 8 << 20;

/// An article in the making.
pub struct Draft<'s> {
    settings: &'s ReadSettings,
    /// Its text.
    pub builder: TextBuilder,
    /// Day of publication, as the file itself says.
    pub published: Option<Date>,
    /// A day that the file gives but that often means something else (a document's creation).
    pub created: Option<Date>,
    /// Publisher, as the file itself says.
    pub publisher: Option<String>,
    /// Its place among the articles of the file.
    pub record: Option<u32>,
    /// What is odd in what the file says about it, and what to do.
    pub remarks: Vec<String>,
}

impl<'s> Draft<'s> {
    /// An empty one.
    pub fn new(settings: &'s ReadSettings, record: Option<u32>) -> Self {
        let builder = TextBuilder::new();
        Self { settings, builder, published: None, created: None, publisher: None, record, remarks: Vec::new() }
    }

    /// Adds a block made of passages of `source`, a blank between them.
    pub fn block(&mut self, source: Source<'_>, passages: &[Range<usize>], kind: BlockKind) {
        let Some(first) = passages.first() else { return };
        self.builder.break_block(source.offset(first.start));
        let start = self.builder.len();
        let mut before: Option<usize> = None;
        for passage in passages {
            if let Some(end) = before {
                self.builder.replaced(" ", source.file(end..passage.start));
            }
            self.builder.copy(source.text, source.span(passage.clone()), source.map);
            before = Some(passage.end);
        }
        self.builder.end_block(start, kind);
    }

    /// Adds a block made of pieces.
    pub fn pieces(&mut self, source: Source<'_>, pieces: &[Piece], kind: BlockKind) {
        let Some(first) = pieces.first() else { return };
        self.builder.break_block(source.offset(first.range.start));
        let start = self.builder.len();
        for piece in pieces {
            match &piece.shown {
                None => self.builder.copy(source.text, source.span(piece.range.clone()), source.map),
                Some(text) => self.builder.replaced(text, source.file(piece.range.clone())),
            }
        }
        self.builder.end_block(start, kind);
    }

    /// The article, if it is one.
    pub fn finish(self, file: &Arc<SourceFile>) -> Outcome {
        let id = match self.record {
            Some(record) => format!("{}#{record}", file.path),
            None => file.path.clone(),
        };
        let (text, map, mut blocks) = self.builder.finish();
        let mut problems = Vec::new();
        if text.len() > LONGEST_ARTICLE {
            let message = format!(
                "the article has {} MB, more than any story ({} MB); give each article a file or a record of its own",
                text.len() >> 20,
                LONGEST_ARTICLE >> 20
            );
            return (Vec::new(), vec![Problem::error(id, message)]);
        }
        let before = blocks.len();
        blocks.retain(|b| b.span.len() <= LONGEST_PARAGRAPH);
        if blocks.len() < before {
            let message = format!(
                "{} without a break in more than {LONGEST_PARAGRAPH} bytes: that is no prose and was left out; break the lines",
                if before - blocks.len() == 1 {
                    "a passage".into()
                } else {
                    format!("{} passages", before - blocks.len())
                }
            );
            problems.push(Problem::error(&id, message));
        }
        if !blocks.iter().any(|b| b.kind != BlockKind::Headline && b.kind != BlockKind::Furniture) {
            if problems.is_empty() {
                problems.push(Problem::error(id, "the article has no text; check that the file holds a whole story"));
            }
            return (Vec::new(), problems);
        }
        if let Some(language) = foreign(&text, &blocks) {
            let message = format!("the article is in {language}, not in English: it is set aside and not checked");
            problems.push(Problem::warning(id, message));
            return (Vec::new(), problems);
        }
        let given = self.published.or(self.settings.date).or(self.created);
        let published = match stated_day(&text, &blocks) {
            Some(day) => with_dateline(day, given, &id, &mut problems),
            None => given,
        };
        problems.extend(self.remarks.into_iter().map(|remark| Problem::warning(&id, remark)));
        let publisher = self.publisher.or_else(|| self.settings.publisher.clone());
        let language = "en".to_owned();
        (
            vec![Article {
                file: file.clone(),
                record: self.record,
                published,
                publisher,
                language,
                text,
                map,
                blocks,
            }],
            problems,
        )
    }
}

/// The day that the text itself gives: in the dateline, or in a line of nothing but a date above the story.
enum Stated {
    Dateline(Day),
    Line(Day),
}

fn stated_day(text: &str, blocks: &[Block]) -> Option<Stated> {
    let body = || blocks.iter().filter(|b| b.kind != BlockKind::Headline && b.kind != BlockKind::Furniture);
    let above = body().take(4).take_while(|b| b.span.len() < 140);
    body()
        .take(5)
        .find_map(|b| dateline::day(b.span.of(text)))
        .map(Stated::Dateline)
        .or_else(|| above.into_iter().find_map(|b| dateline::date_line(b.span.of(text))).map(Stated::Line))
}

/// Date of publication where the text states a day. A year that the text leaves out comes from the file or the settings only.
fn with_dateline(stated: Stated, given: Option<Date>, id: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    let (day, is_line) = match stated {
        Stated::Dateline(day) => (day, false),
        Stated::Line(day) => (day, true),
    };
    let Some(given) = given else { return day.date() };
    let Some(stated) = day.near(given) else { return Some(given) };
    let apart = dates::days_between(stated, given);
    if (-1..=7).contains(&apart) {
        return Some(stated);
    }
    // Without a year, or alone on a line, the day may be that of something else.
    if day.year.is_none() || is_line {
        return Some(given);
    }
    let message =
        format!("the dateline says {stated}, the date given is {given}: {stated} is taken; check which is right");
    problems.push(Problem::warning(id, message));
    Some(stated)
}

/// The name of the article's language, where it is reliably another one than English.
fn foreign(text: &str, blocks: &[Block]) -> Option<&'static str> {
    let prose = || blocks.iter().filter(|b| b.kind != BlockKind::Headline).map(|b| b.span.of(text));
    let (mut letters, mut latin) = (0, 0);
    for c in prose().flat_map(str::chars).filter(|c| c.is_alphabetic()).take(4000) {
        letters += 1;
        latin += usize::from(c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(&c));
    }
    if letters >= 60 && latin * 2 < letters {
        let sample: String = prose().flat_map(str::chars).take(2000).collect();
        return Some(whatlang::detect(&sample).map_or("another language", |info| info.lang().eng_name()));
    }
    // English is known by its commonest words; only what has too few of them is worth the slow look.
    let (mut words, mut english) = (0, 0);
    for word in prose().flat_map(str::split_whitespace).take(300) {
        words += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        english += usize::from(COMMON.iter().any(|c| c.eq_ignore_ascii_case(bare)));
    }
    if words < 20 && prose().map(str::len).sum::<usize>() < 200 || english * 6 >= words {
        return None;
    }
    let mut sample = String::new();
    for part in prose() {
        sample.push_str(part);
        sample.push(' ');
        if sample.len() > 4000 {
            break;
        }
    }
    let info = whatlang::detect(&sample)?;
    (info.is_reliable() && info.lang() != whatlang::Lang::Eng).then(|| info.lang().eng_name())
}

/// The commonest English words that no neighbouring language shares.
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "that", "is", "was", "for", "with", "he", "she", "it", "by", "from", "they", "are",
    "were", "has", "have", "had", "been", "his", "her", "their", "which", "would", "will", "this", "who", "said",
    "but", "not", "after", "about",
];

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn another_script_is_another_language() {
        let of =
            |text: &str| foreign(text, &[Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph }]);
        assert_eq!(of(&"وافق مجلس المدينة يوم الثلاثاء على الخطة الجديدة للميناء. ".repeat(3)), Some("Arabic"));
        assert_eq!(
            of("The council on Tuesday approved the new plan for the harbor, Mayor Kõrvik (Кырвик) said."),
            None
        );
    }

    #[test]
    fn a_dateline_gives_the_day_and_the_file_the_year() {
        let day = |year| Stated::Dateline(Day { month: 11, day: 20, year });
        let mut p = Vec::new();
        assert_eq!(with_dateline(day(None), Some(date(2026, 11, 21)), "a", &mut p), Some(date(2026, 11, 20)));
        assert_eq!(with_dateline(day(None), None, "a", &mut p), None);
        assert_eq!(with_dateline(day(Some(2026)), None, "a", &mut p), Some(date(2026, 11, 20)));
        assert_eq!(with_dateline(day(None), Some(date(2026, 8, 1)), "a", &mut p), Some(date(2026, 8, 1)));
        assert!(p.is_empty());
        assert_eq!(with_dateline(day(Some(2020)), Some(date(2026, 11, 21)), "a", &mut p), Some(date(2020, 11, 20)));
        assert_eq!(p.len(), 1);
    }
}
