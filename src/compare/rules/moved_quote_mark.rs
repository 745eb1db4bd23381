//! Words that stand inside the marks in one article and outside in another.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::utterances::{self, Manner, Pair, Passage, Words};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group, Relation, Severity, Span};
use crate::speech::{Word, words};

crate::rule! {
    /// A mark stands elsewhere: the writer's words are inside the marks, or the speaker's outside.
    ///
    /// # What it compares
    ///
    /// A quotation that is a run of words of a longer one: if the writer's sentence goes on, right behind its closing mark, with the very words
    /// that the longer quotation has inside its marks, one of the two marks stands in the wrong place.
    ///
    /// # Why it matters
    ///
    /// Who is responsible for the words depends on the mark.
    ///
    /// # Example
    ///
    /// It was "a disaster for the town" that voted for him; elsewhere: It was "a disaster for the town that voted for him".
    ///
    /// # Not reported
    ///
    /// A fragment after which the writer goes on in other words.
    id: "moved-quote-mark",
    kind: Quote,
    severity: Note,
    yields_to: ["altered-quote"],
    check: Check::Group(crate::model::Kind::Quote, check),
}

/// Words of a fragment from which on its marks are looked at: of a single word everybody quotes what he likes.
const FRAGMENT: usize = 3;
/// Words behind the mark that must be the same, and those of them that carry matter.
const RUN: usize = 4;
const MATTER: usize = 2;

#[derive(Debug)]
struct Record {
    marked: bool,
    /// Words of the longer quotation that follow in the other article without marks.
    outside: bool,
    source: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "not-both-quoted", verdict: Verdict::Unknown, holds: |r| !r.marked },
    Rung { name: "goes-on-in-other-words", verdict: Verdict::Agree, holds: |r| !r.outside },
    Rung { name: "mark-moved-against-source", verdict: Verdict::Warn, holds: |r| r.source },
    Rung { name: "mark-moved", verdict: Verdict::Note, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let passages = utterances::passages(group, context);
    let pairs = utterances::pairs(&passages, context);
    let mut out = Vec::new();
    for pair in pairs.iter().filter(|p| p.overlap.exact() && p.overlap.equal >= FRAGMENT) {
        let (a, b) = (&passages[pair.a], &passages[pair.b]);
        let outside = follows(a, pair.overlap.a.end, b, pair.overlap.b.end, context)
            || follows(b, pair.overlap.b.end, a, pair.overlap.a.end, context);
        out.extend(report(pair, outside, &passages, context));
    }
    out
}

fn report(pair: &Pair, outside: bool, passages: &[Passage], context: &Context<'_>) -> Vec<Finding> {
    let record =
        Record { marked: pair.manner == Manner::Marked, outside, source: pair.relation == Relation::DraftAndSource };
    let rung = decide(LADDER, &record);
    let severity = match rung.verdict {
        Verdict::Note => Severity::Note,
        Verdict::Warn => Severity::Warning,
        _ => return Vec::new(),
    };
    let words = Words { rule: "moved-quote-mark", hint: "check where the quotation ends" };
    let one = std::slice::from_ref(pair);
    let mut found = utterances::findings(&words, passages, one, context, |_| {
        Some(utterances::Verdict { severity, rung: rung.name, odd: None })
    });
    for finding in &mut found {
        finding.message = "The closing mark stands elsewhere in another article".into();
        finding.evidence.push("the words behind the mark stand inside the marks there".into());
    }
    found
}

/// Whether the text behind the short quotation goes on, without marks, with the words that the long one has inside.
fn follows(short: &Passage, end: usize, long: &Passage, long_end: usize, context: &Context<'_>) -> bool {
    let rest = &long.unit.words[long_end..];
    if end != short.unit.words.len() || rest.len() < RUN || rest[0].starts_sentence {
        return false;
    }
    let facts = &context.batch.articles[short.article as usize];
    let Some(last) = short.unit.words.last() else { return false };
    let Some(paragraph) = facts.segments.paragraph_at(last.span.end()) else { return false };
    let behind = Span::new(last.span.end(), paragraph.span.end().max(last.span.end()));
    // Another quotation behind the mark holds the speaker's words as it should.
    let next = facts.quotes.iter().map(|q| q.place.span.start()).find(|&s| s > last.span.end());
    let behind = Span::new(behind.start(), behind.end().min(next.unwrap_or(u32::MAX)).max(behind.start()));
    let written: Vec<Word> = words(facts.text(), behind).into_iter().take(RUN).collect();
    written.len() == RUN
        && written.iter().zip(rest).all(|(x, y)| x.hash == y.hash)
        && written.iter().filter(|w| w.content).count() >= MATTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_behind_the_mark_agree() {
        let verdict = |outside| decide(LADDER, &Record { marked: true, outside, source: false }).verdict;
        assert_eq!((verdict(true), verdict(false)), (Verdict::Note, Verdict::Agree));
    }
}
