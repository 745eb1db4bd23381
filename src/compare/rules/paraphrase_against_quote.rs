//! What the writer says of a speaker's words, against the words.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::utterances::{self, Manner, Pair, Words};
use crate::compare::wording::Class;
use crate::compare::{Check, Context};
use crate::model::{Finding, Group, Relation, Severity};

crate::rule! {
    /// The writer's own sentence turns the quotation round.
    ///
    /// # What it compares
    ///
    /// Within one article, a sentence outside quotation marks that repeats a quotation nearly word for word, yet has a negation or a number
    /// that the quotation does not have.
    ///
    /// # Why it matters
    ///
    /// A lede that sums up the quotation wrongly is read more often than the quotation.
    ///
    /// # Example
    ///
    /// The plan would protect three million people in the bay; below: "The plan will protect two million people in the bay," she said.
    ///
    /// # Not reported
    ///
    /// Other words for the same thing; a sentence of another article.
    id: "paraphrase-against-quote",
    kind: Quote,
    severity: Note,
    yields_to: ["altered-quote"],
    check: Check::Group(crate::model::Kind::Quote, check),
}

#[derive(Debug)]
struct Record {
    manner: Manner,
    relation: Relation,
    worst: Class,
    tense_only: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "both-quoted", verdict: Verdict::Unknown, holds: |r| r.manner == Manner::Marked },
    Rung { name: "another-article", verdict: Verdict::Unknown, holds: |r| r.relation != Relation::SameArticle },
    Rung { name: "negation", verdict: Verdict::Note, holds: |r| r.worst == Class::Polarity },
    Rung { name: "reported-speech", verdict: Verdict::Agree, holds: |r| r.tense_only },
    Rung { name: "number-or-name", verdict: Verdict::Note, holds: |r| r.worst == Class::Exact },
    Rung { name: "other-words", verdict: Verdict::Agree, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let passages = utterances::passages(group, context);
    let pairs = utterances::pairs(&passages, context);
    let words = Words { rule: "paraphrase-against-quote", hint: "let the sentence say what the quotation says" };
    utterances::findings(&words, &passages, &pairs, context, |pair| {
        let number = |r: std::ops::Range<usize>, i: usize| {
            passages[i].unit.words[r].iter().any(|w| crate::speech::forms::number(&w.key).is_some())
        };
        // "will" turns into "would" in reported speech.
        let tense_only = !pair
            .differences
            .iter()
            .any(|d| d.class == Class::Exact && number(d.a.clone(), pair.a) && number(d.b.clone(), pair.b));
        judge(pair, tense_only)
    })
}

fn judge(pair: &Pair, tense_only: bool) -> Option<utterances::Verdict> {
    let record = Record { manner: pair.manner, relation: pair.relation, worst: pair.worst(), tense_only };
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
    fn reported_speech_agrees() {
        let record = |worst, tense_only| Record {
            manner: Manner::Narrative,
            relation: Relation::SameArticle,
            worst,
            tense_only,
        };
        assert_eq!(decide(LADDER, &record(Class::Exact, true)).verdict, Verdict::Agree);
        assert_eq!(decide(LADDER, &record(Class::Exact, false)).verdict, Verdict::Note);
        assert_eq!(decide(LADDER, &record(Class::Polarity, true)).verdict, Verdict::Note);
    }
}
