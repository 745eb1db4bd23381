//! A quotation of a draft that stands in none of its sources.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::sourced::{self, Found};
use crate::compare::{Check, Context, confidence};
use crate::model::{Finding, Kind, Severity, Side, SideRole};

crate::rule! {
    /// A quotation of the draft stands in no source.
    ///
    /// # What it compares
    ///
    /// When a draft is verified against its sources (transcripts, notes, releases, other articles): every quotation of the draft of four or
    /// more words against all words of the sources, in marks or without.
    ///
    /// # Why it matters
    ///
    /// Words in marks must have been said. A quotation that nobody can find again is the one that a reader will ask for.
    ///
    /// # Example
    ///
    /// "We will never raise taxes," the mayor said; the transcript of her speech has nothing like it.
    ///
    /// # Not reported
    ///
    /// Scare quotes, titles of works, nicknames, fragments of one to three words; words that a source has otherwise, which is
    /// altered-quote. Nothing when articles are checked without sources.
    id: "unsupported-quote",
    kind: Quote,
    severity: Warning,
    yields_to: ["altered-quote", "distorting-ellipsis", "altering-brackets", "moved-quote-mark"],
    check: Check::Batch(check),
}

const MESSAGE: &str = "This quotation stands in no source";

#[derive(Debug)]
struct Record {
    found: bool,
    words: usize,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "found", verdict: Verdict::Agree, holds: |r| r.found },
    Rung { name: "few-words", verdict: Verdict::Unknown, holds: |r| r.words < sourced::SPOKEN },
    Rung { name: "in-no-source", verdict: Verdict::Warn, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let quotations = sourced::quotations(context);
    quotations.iter().filter_map(|q| judge(q, context)).collect()
}

fn judge(quotation: &sourced::Sourced, context: &Context<'_>) -> Option<Finding> {
    let record = Record { found: quotation.found != Found::Nowhere, words: quotation.words };
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let facts = &context.batch.articles[quotation.claim.article as usize];
    let span = facts.quotes[quotation.claim.index as usize].place.span;
    let value = crate::lexicon::words(span.of(facts.text())).join(" ");
    let side = Side { article: Some(quotation.claim.article), span, value, role: SideRole::Odd };
    let mut finding = Finding::new("unsupported-quote", Kind::Quote, Severity::Warning, MESSAGE, vec![side]);
    finding.confidence = confidence::confidence("unsupported-quote", rung.name);
    finding.hint = "find where it was said, or take it out of the marks".into();
    finding.evidence = vec![format!("{} words in a row that no source has, nor words near them", quotation.words)];
    finding.rung = rung.name;
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spoken_words_must_be_found() {
        let verdict = |found, words| decide(LADDER, &Record { found, words }).verdict;
        assert_eq!((verdict(false, 4), verdict(false, 3)), (Verdict::Warn, Verdict::Unknown));
        assert_eq!(verdict(true, 40), Verdict::Agree);
    }
}
