//! Names: people, organisations, places, works, products. The model's spans, corrected by titles, word lists and letter case; capitalised runs
//! that nobody was sure of are kept as candidates, so that a misspelled name the model does not know is not lost.

mod kind;
mod runs;
mod title;

use crate::lexicon::fold;
use crate::model::{ArticleFacts, EntityKind, Mention, Span, TokenRange};

use super::{Extractor, Input};

/// The extractor of names.
pub struct Names;

impl Extractor for Names {
    fn id(&self) -> &'static str {
        "names"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let mut found: Vec<Mention> = Vec::new();
        for run in runs::runs(input) {
            if let Some(mention) = mention(input, facts, run) {
                found.push(mention);
            }
        }
        found.sort_by_key(|m| (m.place.span, m.candidate));
        found.dedup_by(|b, a| a.place.span.overlaps(b.place.span));
        facts.mentions = found;
    }
}

/// Makes the mention of a run: the name without its title, and what kind of thing it is.
fn mention(input: &Input<'_>, facts: &ArticleFacts, run: runs::Run) -> Option<Mention> {
    let doc = input.doc;
    let (start, end) = (run.start, run.end);
    if start >= end {
        return None;
    }
    let title = title::before(doc, start, run.sentence_start);
    let span = doc.span_of(TokenRange { start: start as u32, end: end as u32 });
    let span = trim(input, span);
    if span.is_empty() {
        return None;
    }
    // as it is written, also in a headline that is read in another case
    let name = written(span.of(&input.article.text));
    // "#SuperBowl", "@JaneHale": the address of a talk or an account.
    let marked = doc.text[..span.start() as usize].ends_with(['#', '@']);
    if marked || !worth(&name) {
        return None;
    }
    let kind = kind::kind(doc, &run, title.is_some(), &name);
    let candidate = run.label.is_none() && title.is_none() && kind == EntityKind::Other;
    Some(Mention {
        place: input.place(span, facts),
        kind,
        name: name.into(),
        title,
        role: None,
        entity: None,
        candidate,
    })
}

/// Without quotation marks, brackets and stray marks at the ends; a full stop stays only after an initial or an abbreviation.
fn trim(input: &Input<'_>, span: Span) -> Span {
    let text = span.of(&input.doc.text);
    let keep = |c: char| c.is_alphanumeric() || c == '@';
    let left = text.find(keep).unwrap_or(text.len());
    let right = text.rfind(keep).map_or(left, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
    let mut right = right.max(left);
    if text[right..].starts_with('.') {
        let word = text[left..right].rsplit([' ', '.']).next().unwrap_or("");
        let short = matches!(word, "Jr" | "Sr" | "Inc" | "Corp" | "Ltd" | "Co" | "Bros");
        if short || (word.chars().count() == 1 && text[left..right].contains(['.', ' '])) {
            right += 1;
        }
    }
    Span::new(span.start() + left as u32, span.start() + right as u32)
}

/// As written, with white space folded and ’ as '.
fn written(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c }));
    }
    out
}

/// Whether it is a name at all: letters, and no address of a page or an account.
fn worth(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && !name.contains(['@', '/', '#', '\\', '_'])
        && !name.contains("www.")
        && !fold(name).ends_with(".com")
}
