//! A bracket that changes what was said.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::utterances::{self, Pair, Passage, Words};
use crate::compare::wording::{Class, class_of};
use crate::compare::{Check, Context};
use crate::model::{Finding, Group, Severity};

crate::rule! {
    /// Words in brackets stand for others that say something else.
    ///
    /// # What it compares
    ///
    /// A quotation with words in brackets against the same words in full: a number must stay the number, and a bracket must not bring or
    /// take a negation.
    ///
    /// # Why it matters
    ///
    /// Brackets explain. A reader takes what stands in them for what was meant.
    ///
    /// # Example
    ///
    /// "we lost [three] men", from "we lost two men".
    ///
    /// # Not reported
    ///
    /// "[The mayor] lied" for "She lied"; [sic]; [laughs]; a name or an explanation put in.
    id: "altering-brackets",
    kind: Quote,
    severity: Warning,
    yields_to: [],
    check: Check::Group(crate::model::Kind::Quote, check),
}

#[derive(Debug)]
struct Record {
    marked: bool,
    worst: Class,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "not-both-quoted", verdict: Verdict::Unknown, holds: |r| !r.marked },
    Rung { name: "negation-in-brackets", verdict: Verdict::Warn, holds: |r| r.worst == Class::Polarity },
    Rung { name: "number-in-brackets", verdict: Verdict::Warn, holds: |r| r.worst == Class::Exact },
    Rung { name: "explains", verdict: Verdict::Agree, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let passages = utterances::passages(group, context);
    let pairs = utterances::pairs(&passages, context);
    let words = Words { rule: "altering-brackets", hint: "let the brackets explain the words, not change them" };
    utterances::findings(&words, &passages, &pairs, context, |pair| judge(pair, &passages))
}

fn judge(pair: &Pair, passages: &[Passage]) -> Option<utterances::Verdict> {
    let (a, b) = (&passages[pair.a].unit.words, &passages[pair.b].unit.words);
    let replaced = pair.differences.iter().filter(|d| d.bracketed && !d.a.is_empty() && !d.b.is_empty());
    // A pronoun or verb form explained is no number.
    let worst = replaced
        .map(|d| (class_of(&a[d.a.clone()], &b[d.b.clone()]), d))
        .filter(|(class, d)| {
            let number = |w: &crate::speech::Word| crate::speech::forms::number(&w.key).is_some();
            *class == Class::Polarity || a[d.a.clone()].iter().any(number) && b[d.b.clone()].iter().any(number)
        })
        .map(|(class, _)| class)
        .max()
        .unwrap_or(Class::Lawful);
    let rung = decide(LADDER, &Record { marked: pair.to_the_letter(), worst });
    let in_a = pair.differences.iter().any(|d| d.bracketed && a[d.a.clone()].iter().any(|w| w.bracketed));
    let odd = Some(if in_a { pair.a } else { pair.b });
    (rung.verdict == Verdict::Warn).then_some(utterances::Verdict { severity: Severity::Warning, rung: rung.name, odd })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_agree() {
        let verdict = |worst| decide(LADDER, &Record { marked: true, worst }).verdict;
        assert_eq!(verdict(Class::Exact), Verdict::Warn);
        assert_eq!(verdict(Class::Content), Verdict::Agree);
    }
}
