//! The words of one utterance, quoted differently.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::utterances::{self, Manner, Pair, Passage, Words};
use crate::compare::wording::Class;
use crate::compare::{Check, Context};
use crate::model::{Finding, Group, Part, Relation, Severity, Span, Speakers};
use crate::speech::forms::negation;
use crate::speech::words;

crate::rule! {
    /// The same words of a speaker are quoted in two wordings.
    ///
    /// # What it compares
    ///
    /// Quotations that share a long, nearly identical run of words, word by word; short ones too, if the writers tell the same around them.
    /// Words that a headline puts in marks are held to the quotation that they are made from. Marks, case, house spelling, a marked ellipsis and
    /// bracketed insertions are set aside. What is left is weighed: a negation lost or won, a number, a name, a tense, a noun, verb,
    /// adjective or adverb.
    ///
    /// # Why it matters
    ///
    /// Words between quotation marks are the speaker's, to the letter. One lost "not" turns them round.
    ///
    /// # Example
    ///
    /// "We are not going to raise taxes" in one story, "We are going to raise taxes" in another.
    ///
    /// # Not reported
    ///
    /// A fragment that is a run of words of the longer quotation; a sentence broken by "she said"; curly or straight marks; a comma for a
    /// full stop; two remarks of one speaker that share a phrase, or follow each other. Between two houses a small word is a note.
    id: "altered-quote",
    kind: Quote,
    severity: Error,
    yields_to: ["conflicting-speaker"],
    check: Check::Group(crate::model::Kind::Quote, check),
}

/// What is weighed of two wordings.
#[derive(Debug)]
struct Record {
    worst: Class,
    relation: Relation,
    speakers: Speakers,
    share: usize,
    equal: usize,
    manner: Manner,
    /// The fragment begins right behind the negation of the fuller quotation, and the writer does not deny it either.
    cut: bool,
    /// A word stands for another somewhere: not only words added or dropped.
    swapped: bool,
    /// Both stand in one article, or in copies of one.
    one_text: bool,
    /// One of the two is displayed: headline, lede or caption.
    displayed: bool,
    /// They stand in one paragraph.
    together: bool,
    /// The two articles tell the same around the words.
    setting: bool,
    /// A headline has the words in other forms.
    echo: bool,
}

impl Record {
    /// Within one article two quotations that differ by a word are mostly two remarks set side by side ("public sector", "private
    /// sector"): only a long run is one, a shorter one if a word is only left out, or if a headline or lede repeats the text.
    fn two_remarks(&self) -> bool {
        let enough = match (self.displayed, self.swapped) {
            (true, _) => 5,
            (false, false) => 7,
            (false, true) => 10,
        };
        // Nobody quotes one sentence twice in a paragraph; and copies of a wire text that differ are no two remarks.
        let together = self.together && (self.equal < 14 || self.share < 92);
        self.one_text && (self.equal < enough || together) && !self.setting
    }

    /// Few words, and nobody knows that one speaker said both.
    fn few_words(&self) -> bool {
        self.relation == Relation::Other
            && self.manner == Manner::Marked
            && self.speakers != Speakers::Same
            && !self.setting
            && self.swapped
            && self.equal < 7
            && matches!(self.worst, Class::Content | Class::Exact)
    }
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "other-speaker", verdict: Verdict::Unknown, holds: |r| r.speakers == Speakers::Different },
    Rung {
        name: "headline-in-other-words",
        verdict: Verdict::Warn,
        holds: |r| r.echo && matches!(r.worst, Class::Content | Class::Exact | Class::Polarity),
    },
    Rung { name: "headline-style", verdict: Verdict::Agree, holds: |r| r.echo },
    Rung { name: "too-little-in-common", verdict: Verdict::Unknown, holds: |r| r.share < 56 },
    Rung { name: "negation-cut-off", verdict: Verdict::Warn, holds: |r| r.cut },
    Rung { name: "lawful", verdict: Verdict::Agree, holds: |r| r.worst <= Class::Tidied },
    // The writer's own sentence may say it in other words: only a long copy is held to them.
    Rung {
        name: "writer-in-own-words",
        verdict: Verdict::Unknown,
        holds: |r| r.manner == Manner::Narrative && (r.equal < 15 || r.share < 85),
    },
    Rung { name: "two-remarks-in-one-article", verdict: Verdict::Unknown, holds: Record::two_remarks },
    Rung { name: "few-words", verdict: Verdict::Unknown, holds: Record::few_words },
    Rung { name: "negation", verdict: Verdict::Conflict, holds: |r| r.worst == Class::Polarity },
    Rung {
        name: "unmarked-speech-in-other-words",
        verdict: Verdict::Note,
        holds: |r| r.manner != Manner::Marked && r.equal < 10 && r.relation != Relation::DraftAndSource,
    },
    Rung {
        name: "number-name-tense-in-one-house",
        verdict: Verdict::Conflict,
        holds: |r| r.worst == Class::Exact && r.relation != Relation::Other,
    },
    Rung { name: "number-name-tense", verdict: Verdict::Warn, holds: |r| r.worst == Class::Exact },
    Rung {
        name: "content-word-in-one-house",
        verdict: Verdict::Conflict,
        holds: |r| r.worst == Class::Content && r.relation != Relation::Other,
    },
    Rung { name: "content-word", verdict: Verdict::Warn, holds: |r| r.worst == Class::Content },
    Rung {
        name: "trimmed-in-one-house",
        verdict: Verdict::Warn,
        holds: |r| r.worst == Class::Trimmed && r.relation != Relation::Other,
    },
    Rung { name: "trimmed", verdict: Verdict::Note, holds: |r| r.worst == Class::Trimmed },
    Rung { name: "small-word", verdict: Verdict::Note, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let passages = utterances::passages(group, context);
    let pairs = utterances::pairs(&passages, context);
    let words = Words { rule: "altered-quote", hint: "check the words against the recording or the source" };
    let mut found = utterances::findings(&words, &passages, &pairs, context, |pair| {
        // What one article says in two ways was looked at there; its copy adds nothing.
        if in_two_ways(pair, &passages, context) {
            return None;
        }
        judge(
            pair,
            cut(pair, &passages, context),
            one_text(pair, &passages, context),
            displayed(pair, &passages, context),
            together(pair, &passages, context),
        )
    });
    for finding in found.iter_mut().filter(|f| f.rung == "negation-cut-off") {
        finding.message = "This quotation begins right behind the negation that the fuller one has".into();
    }
    found
}

/// Words of a fragment from which on it is asked for the negation that stood before it, and those of them that carry matter.
const CUT: (usize, usize) = (5, 2);

/// Whether the one passage is a fragment of the other that begins behind its "not", in a sentence that denies nothing.
fn cut(pair: &Pair, passages: &[Passage], context: &Context<'_>) -> bool {
    let o = &pair.overlap;
    if !o.exact()
        || pair.worst() > Class::Lawful
        || o.equal < CUT.0
        || o.matter < CUT.1
        || pair.manner != Manner::Marked
    {
        return false;
    }
    let begins = |short: usize, at: usize, long: usize, from: usize| {
        let before = from.checked_sub(1).map(|i| &passages[long].unit.words[i]);
        at == 0
            && before.is_some_and(|w| negation(&w.key) && !passages[long].unit.words[from].starts_clause)
            && !denied(&passages[short], context)
    };
    // Within one article the reader has the fuller one before him, unless a headline or lede goes without it.
    if one_text(pair, passages, context) && !displayed(pair, passages, context) {
        return false;
    }
    begins(pair.a, o.a.start, pair.b, o.b.start) || begins(pair.b, o.b.start, pair.a, o.a.start)
}

/// Words before a quotation in which a denial is meant of it.
const CLAUSE: usize = 8;

/// Whether the writer's sentence before a quotation denies, doubts or asks.
fn denied(passage: &Passage, context: &Context<'_>) -> bool {
    let facts = &context.batch.articles[passage.article as usize];
    let quote = facts.quotes[passage.unit.quotes.start as usize].place;
    let before = Span::new(quote.sentence.start().min(quote.span.start()), quote.span.start());
    let stems = ["deni", "deny", "reject", "refus", "doubt", "disput", "question"];
    let asks = |key: &str| {
        matches!(key, "ask" | "asks" | "asked" | "asking" | "if" | "whether" | "lest" | "hardly" | "far" | "rather")
    };
    words(facts.text(), before)
        .iter()
        .rev()
        .take(CLAUSE)
        .any(|w| negation(&w.key) || asks(&w.key) || stems.iter().any(|stem| w.key.starts_with(stem)))
}

/// Whether two copies are compared of which the one has both wordings itself.
fn in_two_ways(pair: &Pair, passages: &[Passage], context: &Context<'_>) -> bool {
    let (a, b) = (&passages[pair.a], &passages[pair.b]);
    let keys =
        |p: &Passage, r: std::ops::Range<usize>| -> Vec<u64> { p.unit.words[r].iter().map(|w| w.hash).collect() };
    let has = |article: u32, words: &[u64]| {
        let own = passages.iter().filter(|p| p.article == article);
        own.map(|p| keys(p, 0..p.unit.words.len())).any(|all| all.windows(words.len().max(1)).any(|w| w == words))
    };
    a.article != b.article
        && one_text(pair, passages, context)
        && (has(a.article, &keys(b, pair.overlap.b.clone())) || has(b.article, &keys(a, pair.overlap.a.clone())))
}

fn one_text(pair: &Pair, passages: &[Passage], context: &Context<'_>) -> bool {
    let witness = |i: usize| context.batch.witness[passages[i].article as usize];
    witness(pair.a) == witness(pair.b)
}

fn displayed(pair: &Pair, passages: &[Passage], context: &Context<'_>) -> bool {
    [pair.a, pair.b].into_iter().any(|i| {
        let at = passages[i].unit.words.first().map_or(0, |w| w.span.start());
        let segments = &context.batch.articles[passages[i].article as usize].segments;
        segments.paragraph_at(at).is_some_and(|p| p.part != Part::Body)
    })
}

fn together(pair: &Pair, passages: &[Passage], context: &Context<'_>) -> bool {
    let paragraph = |p: &Passage| {
        let at = p.unit.words.first().map_or(0, |w| w.span.start());
        context.batch.articles[p.article as usize].segments.paragraph_at(at).map(|p| p.span)
    };
    let (a, b) = (&passages[pair.a], &passages[pair.b]);
    a.article == b.article && paragraph(a) == paragraph(b)
}

fn judge(pair: &Pair, cut: bool, one_text: bool, displayed: bool, together: bool) -> Option<utterances::Verdict> {
    let record = Record {
        worst: pair.worst(),
        relation: pair.relation,
        speakers: pair.speakers,
        share: pair.overlap.share(),
        equal: pair.overlap.equal,
        manner: pair.manner,
        cut,
        swapped: pair.differences.iter().any(|d| d.class > Class::Lawful && !d.a.is_empty() && !d.b.is_empty()),
        one_text,
        displayed,
        together,
        setting: pair.setting,
        echo: pair.echo,
    };
    let rung = decide(LADDER, &record);
    let severity = match rung.verdict {
        Verdict::Unknown | Verdict::Agree => return None,
        Verdict::Note => Severity::Note,
        Verdict::Warn => Severity::Warning,
        Verdict::Conflict => Severity::Error,
    };
    Some(utterances::Verdict { severity, rung: rung.name, odd: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_relations() {
        let rung = |worst, relation| {
            decide(
                LADDER,
                &Record {
                    worst,
                    relation,
                    speakers: Speakers::Unknown,
                    share: 90,
                    equal: 9,
                    manner: Manner::Marked,
                    cut: false,
                    swapped: true,
                    one_text: false,
                    displayed: false,
                    together: false,
                    setting: false,
                    echo: false,
                },
            )
            .verdict
        };
        for (class, one_house, others) in [
            (Class::Lawful, Verdict::Agree, Verdict::Agree),
            (Class::Trimmed, Verdict::Warn, Verdict::Note),
            (Class::Function, Verdict::Note, Verdict::Note),
            (Class::Content, Verdict::Conflict, Verdict::Warn),
            (Class::Exact, Verdict::Conflict, Verdict::Warn),
            (Class::Polarity, Verdict::Conflict, Verdict::Conflict),
        ] {
            assert_eq!(rung(class, Relation::SamePublisher), one_house, "{class:?}");
            assert_eq!(rung(class, Relation::DraftAndSource), one_house, "{class:?}");
            assert_eq!(rung(class, Relation::Other), others, "{class:?}");
        }
    }
}
