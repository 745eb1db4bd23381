//! Headlines in ordinary writing: "Mayor Hale Resigns in Rebuke of Council" as "Mayor Hale resigns in rebuke of council".
//!
//! Where every word has a capital, capitals no longer tell names, and a model of English takes half the headline for one. The
//! article itself knows better: what it writes small elsewhere is no name, what it writes with a capital inside its sentences
//! is one. Only ASCII letters change, so that every byte stays where it was.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::lexicon::{months, people};
use crate::model::{Article, Paragraph, Part, Segments, Span};

/// The text of an article for analysis, of the same length in bytes: lines with capitals throughout as the article writes
/// their words elsewhere.
#[must_use]
pub fn recase(article: &Article, segments: &Segments) -> Arc<str> {
    let text = &article.text;
    let (display, plain): (Vec<&Paragraph>, Vec<&Paragraph>) =
        segments.paragraphs.iter().filter(|p| p.part.makes_claims()).partition(|p| is_display(p, p.span.of(text)));
    if display.is_empty() {
        return text.clone();
    }
    let lines: Vec<Vec<Word<'_>>> = display.iter().map(|p| words(p.span.of(text), p.span.start()).collect()).collect();
    let mut usage = Usage::of(&lines);
    for paragraph in plain {
        usage.count(paragraph.span.of(text));
    }
    let mut bytes = text.as_bytes().to_vec();
    for line in &lines {
        for (i, form) in usage.forms(line) {
            let span = line[i].span;
            form.apply(&mut bytes[span.range()]);
        }
    }
    String::from_utf8(bytes).map_or_else(|_| text.clone(), Arc::from)
}

/// A word of letters with its place in the article.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    span: Span,
    /// It stands at the start of a sentence, of a quotation or after a colon, where anything has a capital.
    opens: bool,
    /// One blank alone parts it from the word before it.
    follows: bool,
    /// A point or an apostrophe touches it: a piece of an abbreviation, or of O’Hara.
    bound: bool,
}

/// How a word is to be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Small,
    Capital,
}

impl Form {
    fn apply(self, word: &mut [u8]) {
        word.make_ascii_lowercase();
        if self == Form::Capital {
            word[..1].make_ascii_uppercase();
        }
    }
}

/// The words of `text`, which starts at byte `base` of the article.
fn words(text: &str, base: u32) -> impl Iterator<Item = Word<'_>> {
    let (mut at, mut length) = (0, 0);
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphabetic)?;
        let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |n| start + n);
        let gap = &text[at..start];
        let marks = gap.trim_end();
        // "Jr.", "Sen.", "U.S." end no sentence.
        let stop = marks.ends_with('.') && length >= 4;
        let opens =
            at == 0 || stop || marks.ends_with(['!', '?', ':', '…', '—']) || gap.ends_with(['"', '“', '‘', '(']);
        let bound = at > 0 && matches!(gap, "." | "'" | "’")
            || end - start == 1 && text[end..].starts_with(['\'', '’'])
            || text[end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        (at, length) = (end, end - start);
        let span = Span::new(base + start as u32, base + end as u32);
        Some(Word { text: &text[start..end], span, opens, follows: gap == " ", bound })
    })
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Several letters, none of them small: "NATO", or any word of a line in capitals.
fn is_shouted(word: &str) -> bool {
    word.len() > 1 && !word.chars().any(char::is_lowercase)
}

/// Whether a paragraph is a headline or a heading with capitals throughout.
fn is_display(paragraph: &Paragraph, text: &str) -> bool {
    let heading = paragraph.part == Part::Headline || paragraph.subheading;
    if !heading && text.len() > LONGEST_LINE {
        return false;
    }
    let long: Vec<&str> = words(text, 0).map(|w| w.text).filter(|w| w.chars().count() >= 4).collect();
    let capitals = long.iter().filter(|w| is_capital(w)).count();
    long.len() >= 3 && capitals * 10 >= long.len() * if heading { 6 } else { 9 }
}

/// Bytes of the longest paragraph that may be a headline although nothing says so.
const LONGEST_LINE: usize = 160;

/// How the article writes the words of its headlines elsewhere; words in small letters.
#[derive(Default)]
struct Usage {
    /// Times written small, and times written with a capital inside a sentence.
    times: HashMap<String, (u32, u32)>,
    /// Words that stand side by side, both with a capital: "White House".
    pairs: HashSet<(String, String)>,
    /// Words that stand in capitals in a text that is not: "NATO".
    shouted: HashSet<String>,
}

impl Usage {
    /// Nothing known yet about the words of `lines`.
    fn of(lines: &[Vec<Word<'_>>]) -> Self {
        let times = lines.iter().flatten().map(|w| (w.text.to_lowercase(), (0, 0))).collect();
        Usage { times, ..Usage::default() }
    }

    /// Counts the words of a paragraph in ordinary writing.
    fn count(&mut self, text: &str) {
        let mut before: Option<Word<'_>> = None;
        for word in words(text, 0) {
            let last = before.replace(word);
            let capital = is_capital(word.text);
            let key = word.text.to_lowercase();
            let Some((small, large)) = self.times.get_mut(&key) else { continue };
            match (capital, word.opens) {
                (false, _) => *small += 1,
                (true, false) => *large += 1,
                (true, true) => {}
            }
            if capital && is_shouted(word.text) {
                self.shouted.insert(key.clone());
            }
            if let Some(last) = last.filter(|l| capital && word.follows && is_capital(l.text)) {
                self.pairs.insert((last.text.to_lowercase(), key));
            }
        }
    }

    /// The words of a line that are to be written otherwise, each with its form.
    fn forms(&self, line: &[Word<'_>]) -> Vec<(usize, Form)> {
        let keys: Vec<String> = line.iter().map(|w| w.text.to_lowercase()).collect();
        let shouting = line.iter().filter(|w| is_shouted(w.text)).count() * 2 > line.len();
        let paired = |i: usize| {
            let pair = |a: usize, b: usize| {
                line.get(b).is_some_and(|w| w.follows) && self.pairs.contains(&(keys[a].clone(), keys[b].clone()))
            };
            i > 0 && pair(i - 1, i) || pair(i, i + 1)
        };
        let mut name: Vec<bool> = (0..line.len()).map(|i| paired(i) || self.is_name(line, &keys, i)).collect();
        // "Mayor Hale", "President-elect Hale": a title keeps its capital before a name.
        for i in (0..line.len().saturating_sub(1)).rev() {
            name[i] |= name[i + 1] && people::title(&keys[i]).is_some() && line[i + 1].follows;
        }
        let mut out = Vec::new();
        for (i, word) in line.iter().enumerate() {
            let as_it_is = word.bound || !word.text.is_ascii() || self.shouted.contains(&keys[i]);
            let form = if name[i] || word.opens && is_capital(word.text) { Form::Capital } else { Form::Small };
            let written = if shouting { is_shouted(word.text) } else { !is_shouted(word.text) || word.text.len() == 1 };
            let changes = form == Form::Small && is_capital(word.text) || form == Form::Capital && shouting;
            if !as_it_is && written && changes {
                out.push((i, form));
            }
        }
        out
    }

    /// Whether the word is a name, as the article writes it; what it does not write elsewhere is one unless it is English.
    fn is_name(&self, line: &[Word<'_>], keys: &[String], i: usize) -> bool {
        let key = keys[i].as_str();
        let after = |words: &[&str]| i > 0 && words.contains(&keys[i - 1].as_str());
        if months::month(key).is_some() && after(&["in", "of", "by", "since", "until", "from", "last", "next"]) {
            return true;
        }
        match self.times.get(key) {
            Some((small, large)) if small + large > 0 => large >= small,
            _ => !people::is_english(key) && line[i].text.len() > 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headline as it is read above a story.
    fn headline(headline: &str, story: &str) -> String {
        let article = crate::segment::tests::article(&format!("{headline}\n\n{story}"));
        recase(&article, &crate::segment::segment(&article))[..headline.len()].to_string()
    }

    #[test]
    fn the_story_tells_which_words_are_names() {
        let story = "The council voted on Monday. A spokesman for Mayor Ana Hale said the White House had called. \
                     She resigns in rebuke of the House, he said, and the bill may fail in NATO.";
        for (written, read) in [
            ("Mayor Ana Hale Resigns in Rebuke of Council", "Mayor Ana Hale resigns in rebuke of council"),
            ("White House Calls Hale After Vote", "White House calls Hale after vote"),
            ("NATO Bill May Fail In May", "NATO bill may fail in May"),
            ("HALE RESIGNS AFTER NATO VOTE", "Hale resigns after NATO vote"),
            ("N.A.T.O. Details Plan of Ana Hale Jr. After Vote", "N.A.T.O. details plan of Ana Hale Jr. after vote"),
            ("Hale: Council Is Wrong About O'Hara", "Hale: Council is wrong about O'Hara"),
            ("U.S. Senators Visit Trenbury Harbor", "U.S. senators visit Trenbury harbor"),
            ("Hale resigns after vote", "Hale resigns after vote"),
        ] {
            assert_eq!(headline(written, story), read);
        }
    }

    #[test]
    fn every_byte_stays_where_it_was() {
        let text = "Élan Vital: “Ça Va” Says Zoë’s Naïve Mayor, 44, In N.Y.";
        let read = headline(text, "The mayor said so.");
        assert_eq!(read.len(), text.len());
        assert_eq!(read.to_lowercase(), text.to_lowercase());
    }
}
