//! An ellipsis that takes a negation away.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::utterances::{self, Pair, Passage, Words};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group, Severity};
use crate::speech::Word;
use crate::speech::forms::negation;

crate::rule! {
    /// An ellipsis leaves out the word that turns the sentence round.
    ///
    /// # What it compares
    ///
    /// A quotation with an ellipsis against the same words in full, marked or unmarked: what the ellipsis stands for must not hold
    /// the negation of the words that are kept.
    ///
    /// # Why it matters
    ///
    /// The marks say that something is left out, and hide that it was the "not".
    ///
    /// # Example
    ///
    /// "I ... think it is safe", from "I do not think it is safe".
    ///
    /// # Not reported
    ///
    /// A whole sentence left out; an aside: "I do not think ... it is safe", from "I do not think, frankly, it is safe".
    id: "distorting-ellipsis",
    kind: Quote,
    severity: Error,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Quote, check),
}

/// Words after a negation that it may still govern.
const GOVERNS: usize = 3;

#[derive(Debug)]
struct Record {
    marked: bool,
    /// Negations lost inside the sentence that goes on behind the ellipsis.
    lost: usize,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "nothing-turned", verdict: Verdict::Agree, holds: |r| r.lost % 2 == 0 },
    Rung { name: "negation-left-out", verdict: Verdict::Conflict, holds: |r| r.marked },
    Rung { name: "negation-left-out-of-unmarked-words", verdict: Verdict::Warn, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let passages = utterances::passages(group, context);
    let pairs = utterances::pairs(&passages, context);
    let words = Words { rule: "distorting-ellipsis", hint: "restore the words that the ellipsis leaves out" };
    utterances::findings(&words, &passages, &pairs, context, |pair| judge(pair, &passages))
}

fn judge(pair: &Pair, passages: &[Passage]) -> Option<utterances::Verdict> {
    let (a, b) = (&passages[pair.a].unit.words, &passages[pair.b].unit.words);
    let lost = pair.differences.iter().filter(|d| d.elided).map(|d| {
        if d.a.is_empty() { lost(&b[d.b.clone()], b.get(d.b.end)) } else { lost(&a[d.a.clone()], a.get(d.a.end)) }
    });
    let record = Record { marked: pair.to_the_letter(), lost: lost.sum() };
    let rung = decide(LADDER, &record);
    let severity = match rung.verdict {
        Verdict::Conflict => Severity::Error,
        Verdict::Warn => Severity::Warning,
        _ => return None,
    };
    let short = pair.differences.iter().find(|d| d.elided).map(|d| if d.a.is_empty() { pair.a } else { pair.b });
    Some(utterances::Verdict { severity, rung: rung.name, odd: short })
}

/// Negations among the last words left out, if the sentence goes on behind them.
fn lost(left_out: &[Word], next: Option<&Word>) -> usize {
    if next.is_none_or(|w| w.starts_sentence) {
        return 0;
    }
    let mut clause = left_out.iter().rev().take(GOVERNS + 1);
    let mut found = 0;
    for word in &mut clause {
        found += usize::from(negation(&word.key));
        if word.starts_sentence || word.starts_clause {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::speech::words;

    #[test]
    fn only_a_negation_of_what_follows_counts() {
        let of = |text: &str| {
            let w = words(text, Span::new(0, text.len() as u32));
            let last = w.len() - 1;
            lost(&w[..last], w.get(last))
        };
        assert_eq!(of("do not think"), 1);
        assert_eq!(of("frankly think"), 0);
        assert_eq!(of("as I said and not for the first time in my life think"), 0);
        assert_eq!(of("do not. Think"), 0);
    }
}
