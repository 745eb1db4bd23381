//! A quotation tidied on its way.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::utterances::{self, Pair, Words};
use crate::compare::wording::Class;
use crate::compare::{Check, Context};
use crate::model::{Finding, Group, Severity, Speakers};

crate::rule! {
    /// A quotation was tidied: a contraction written out, a filler taken out, "that" dropped.
    ///
    /// # What it compares
    ///
    /// Quotations that share a long, nearly identical run of words and differ in spoken forms only: gonna and going to, it's and it is, and
    /// and &, "um", a "that" that may stand or fall.
    ///
    /// # Why it matters
    ///
    /// A house that quotes to the letter wants to know; nobody else does. It is always a note.
    ///
    /// # Example
    ///
    /// "We're gonna fix it" in one story, "We are going to fix it" in another.
    ///
    /// # Not reported
    ///
    /// Marks, case, punctuation, house spelling. Anything that touches the sense is altered-quote.
    id: "tidied-quote",
    kind: Quote,
    severity: Note,
    yields_to: ["altered-quote"],
    check: Check::Group(crate::model::Kind::Quote, check),
}

#[derive(Debug)]
struct Record {
    worst: Class,
    marked: bool,
    speakers: Speakers,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "not-both-quoted", verdict: Verdict::Unknown, holds: |r| !r.marked },
    Rung { name: "other-speaker", verdict: Verdict::Unknown, holds: |r| r.speakers == Speakers::Different },
    Rung { name: "tidied", verdict: Verdict::Note, holds: |r| r.worst == Class::Tidied },
    Rung { name: "not-tidied", verdict: Verdict::Agree, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let passages = utterances::passages(group, context);
    let pairs = utterances::pairs(&passages, context);
    let words = Words { rule: "tidied-quote", hint: "decide whether the house tidies speech" };
    utterances::findings(&words, &passages, &pairs, context, judge)
}

fn judge(pair: &Pair) -> Option<utterances::Verdict> {
    let record = Record { worst: pair.worst(), marked: pair.to_the_letter(), speakers: pair.speakers };
    let rung = decide(LADDER, &record);
    (rung.verdict == Verdict::Note).then_some(utterances::Verdict {
        severity: Severity::Note,
        rung: rung.name,
        odd: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spoken_forms_are_tidied() {
        let verdict = |worst| decide(LADDER, &Record { worst, marked: true, speakers: Speakers::Unknown }).verdict;
        assert_eq!(verdict(Class::Tidied), Verdict::Note);
        assert_eq!((verdict(Class::Lawful), verdict(Class::Content)), (Verdict::Agree, Verdict::Agree));
    }
}
