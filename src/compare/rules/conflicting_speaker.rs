//! The same words, given to two speakers.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::utterances::{self, Manner, Pair, Passage};
use crate::compare::{Check, Context, confidence};
use crate::model::{EntityKind, Finding, Group, Kind, Severity, Side, SideRole, Span, Speakers};

crate::rule! {
    /// One sentence is given to two speakers.
    ///
    /// # What it compares
    ///
    /// Quotations of eight or more words in a row, at least three of which carry matter, nearly all the same, whose speakers are both named and are two different
    /// people (or two different bodies).
    ///
    /// # Why it matters
    ///
    /// Words in the wrong mouth are the gravest kind of misquotation.
    ///
    /// # Example
    ///
    /// "We are not going to raise taxes to pay for this harbor," Mayor Elorza said; in the sidebar, finance director Okafor said it.
    ///
    /// # Not reported
    ///
    /// A spokesman for the speaker; one who quotes the other; a joint statement; a proverb or a few words that two people may well share.
    id: "conflicting-speaker",
    kind: Speaker,
    severity: Error,
    yields_to: [],
    check: Check::Group(Kind::Quote, check),
}

/// What is weighed of two quotations.
#[derive(Clone, Copy, Debug)]
struct Record {
    speakers: Speakers,
    matter: usize,
    equal: usize,
    share: usize,
    people: bool,
    named_near: bool,
    for_other: bool,
    /// One of the two says it without marks: "Okafor said the council would never sell the ferry".
    reported: bool,
    /// One of the two is not named at the words: the speaker is carried on from the quotation before.
    carried: bool,
    /// The articles do not tell one story.
    stories_apart: bool,
    /// Both stand in one article, which may well give a remark to the one and its echo to the other.
    one_article: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung {
        name: "short-without-marks",
        verdict: Verdict::Unknown,
        holds: |r| r.reported && (r.matter < 4 || r.equal < 9),
    },
    Rung { name: "one-speaker", verdict: Verdict::Agree, holds: |r| r.speakers == Speakers::Same },
    Rung { name: "speaker-unknown", verdict: Verdict::Unknown, holds: |r| r.speakers == Speakers::Unknown },
    Rung { name: "speaker-carried-on", verdict: Verdict::Unknown, holds: |r| r.carried },
    Rung { name: "few-words", verdict: Verdict::Unknown, holds: |r| r.matter < 3 || r.equal < 8 },
    Rung { name: "other-words", verdict: Verdict::Unknown, holds: |r| r.share < 85 },
    // On other days people of one party say the same: only a passage that nobody says twice by chance is one remark.
    Rung { name: "stories-apart", verdict: Verdict::Unknown, holds: |r| r.stories_apart && r.equal < 20 },
    Rung { name: "speaks-for-the-other", verdict: Verdict::Agree, holds: |r| r.named_near && r.for_other },
    Rung { name: "both-named-at-the-quotation", verdict: Verdict::Note, holds: |r| r.named_near },
    Rung { name: "said-without-marks", verdict: Verdict::Warn, holds: |r| r.reported },
    Rung { name: "in-one-article", verdict: Verdict::Warn, holds: |r| r.one_article },
    Rung { name: "two-bodies", verdict: Verdict::Warn, holds: |r| !r.people },
    Rung { name: "two-people", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(group: &Group, context: &Context<'_>) -> Vec<Finding> {
    let passages = utterances::passages(group, context);
    let pairs = utterances::pairs(&passages, context);
    let mut findings = Vec::new();
    let mut done: Vec<(String, String)> = Vec::new();
    for pair in &pairs {
        let reported = pair.manner == Manner::Narrative;
        if !reported && pair.speakers != Speakers::Different {
            continue;
        }
        let Some((x, y)) = Said::of(pair, &passages, context) else { continue };
        let record = Record {
            speakers: if reported { x.against(&y) } else { pair.speakers },
            reported,
            carried: x.carried || y.carried,
            stories_apart: !context.batch.comparable(x.article, y.article),
            one_article: context.batch.witness[x.article as usize] == context.batch.witness[y.article as usize],
            matter: pair.overlap.matter,
            equal: pair.overlap.equal,
            share: pair.overlap.share(),
            people: x.person && y.person,
            named_near: x.names(&y, context) || y.names(&x, context),
            for_other: x.together(context) || y.together(context),
        };
        let rung = decide(LADDER, &record);
        let severity = match rung.verdict {
            Verdict::Unknown | Verdict::Agree => continue,
            Verdict::Note => Severity::Note,
            Verdict::Warn => Severity::Warning,
            Verdict::Conflict => Severity::Error,
        };
        // One finding for two speakers, however many articles repeat it.
        let told = |(a, b): &(String, String)| {
            one_name(a, &x.name) && one_name(b, &y.name) || one_name(a, &y.name) && one_name(b, &x.name)
        };
        if done.iter().any(told) {
            continue;
        }
        done.push((x.name.clone(), y.name.clone()));
        findings.push(finding(pair, &passages, [x, y], context, severity, rung.name));
    }
    findings
}

/// Whether two names are one, perhaps in two spellings: what a rule on names tells of is not told again as another speaker.
fn one_name(a: &str, b: &str) -> bool {
    let last = |name: &str| crate::lexicon::words(name).pop().unwrap_or_default();
    let (x, y) = (last(a), last(b));
    let letters = x.chars().count().min(y.chars().count());
    a == b || x == y || letters >= 4 && strsim::osa_distance(&x, &y) <= if letters < 5 { 1 } else { 2 }
}

/// One side: who said it where.
struct Said {
    article: u32,
    name: String,
    person: bool,
    speaker: Span,
    words: Span,
    /// Named right at the words, not by a pronoun.
    named: bool,
    /// No verb of saying gives them to the speaker: carried on from the quotation before.
    carried: bool,
}

impl Said {
    fn of(pair: &Pair, passages: &[Passage], context: &Context<'_>) -> Option<(Said, Said)> {
        let batch = context.batch;
        let one = |i: usize, range: &std::ops::Range<usize>| {
            let passage = &passages[i];
            let facts = &batch.articles[passage.article as usize];
            if passage.manner == Manner::Narrative {
                return reported(passage, range, context);
            }
            let quote = passage.unit.quote_of(facts, range.start);
            let (mention, written) = batch.speaker(passage.article, quote)?;
            Some(Said {
                article: passage.article,
                name: batch.speaker_name(passage.article, quote)?.to_owned(),
                person: mention.kind == EntityKind::Person,
                speaker: facts.quotes[quote as usize].speaker?,
                words: passage.unit.span(range.clone()),
                named: written,
                carried: facts.quotes[quote as usize].cue.is_none() && !colon(facts, quote),
            })
        };
        Some((one(pair.a, &pair.overlap.a)?, one(pair.b, &pair.overlap.b)?))
    }

    /// How two people stand to each other who are both named at the words: by their names alone.
    fn against(&self, other: &Said) -> Speakers {
        let words = |name: &str| crate::lexicon::words(name);
        let (mine, theirs) = (words(&self.name), words(&other.name));
        match mine.iter().any(|w| theirs.contains(w)) {
            true => Speakers::Same,
            false if self.person && other.person && self.named && other.named => Speakers::Different,
            false => Speakers::Unknown,
        }
    }

    /// Whether the paragraph of this side names the speaker of the other: one may be quoting the other.
    fn names(&self, other: &Said, context: &Context<'_>) -> bool {
        let facts = &context.batch.articles[self.article as usize];
        let paragraph = facts.segments.paragraph_at(self.words.start()).map(|p| p.span);
        let last = other.name.split_whitespace().last().unwrap_or_default();
        paragraph.is_some_and(|p| p.of(facts.text()).split(|c: char| !c.is_alphanumeric()).any(|w| w == last))
    }

    /// Whether the paragraph tells of a spokesman or of words said together.
    fn together(&self, context: &Context<'_>) -> bool {
        let facts = &context.batch.articles[self.article as usize];
        let paragraph = facts.segments.paragraph_at(self.words.start()).map(|p| p.span.of(facts.text()));
        crate::lexicon::words(paragraph.unwrap_or_default()).iter().any(|w| {
            w.starts_with("spokes") || matches!(w.as_str(), "joint" | "jointly" | "behalf" | "together" | "through")
        })
    }

    fn side(&self, role: SideRole) -> Side {
        Side { article: Some(self.article), span: self.speaker, value: self.name.to_lowercase(), role }
    }
}

/// `Hale: “…”`: the name stands right before the words.
fn colon(facts: &crate::model::ArticleFacts, quote: u32) -> bool {
    let quote = &facts.quotes[quote as usize];
    let between = |s: Span| (s.end() <= quote.place.span.start()).then(|| Span::new(s.end(), quote.place.span.start()));
    quote.speaker.and_then(between).is_some_and(|gap| gap.of(facts.text()).starts_with(':') && gap.len() <= 6)
}

/// Who says words without marks: `Okafor said (that) …`, `…, Okafor said`, `…, said Okafor`, `…, according to Okafor`.
fn reported(passage: &Passage, range: &std::ops::Range<usize>, context: &Context<'_>) -> Option<Said> {
    let batch = context.batch;
    let facts = &batch.articles[passage.article as usize];
    let text = facts.text();
    let words = passage.unit.span(range.clone());
    let paragraph = facts.segments.paragraph_at(words.start())?.span;
    let says = |between: Span| {
        let list = crate::lexicon::words(between.of(text));
        let (first, rest) = (list.first().map(String::as_str), list.len());
        matches!(first, Some("said" | "says" | "added" | "told" | "wrote" | "insisted" | "announced"))
            && (rest == 1 || rest <= 4 && list.last().is_some_and(|w| w == "that"))
    };
    let behind = |between: Span| {
        let list = crate::lexicon::words(between.of(text));
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        matches!(list[..], ["said" | "says" | "added"] | ["according", "to"])
    };
    let first = facts.mentions.partition_point(|m| m.place.span.start() < paragraph.start());
    let near = facts.mentions[first..].iter().take_while(|m| m.place.span.end() <= paragraph.end());
    let speaker = near.filter(|m| m.kind == EntityKind::Person && !m.candidate && !m.place.quoted).find(|m| {
        let at = m.place.span;
        if at.end() <= words.start() {
            return says(Span::new(at.end(), words.start()));
        }
        let after = text[at.end() as usize..paragraph.end() as usize].trim_start();
        at.start() >= words.end()
            && (behind(Span::new(words.end(), at.start()))
                || crate::lexicon::words(Span::new(words.end(), at.start()).of(text)).is_empty()
                    && ["said", "says", "added"].iter().any(|verb| after.starts_with(verb)))
    })?;
    let entity =
        speaker.entity.and_then(|e| batch.entity(passage.article, e)).and_then(|e| batch.entities.get(e as usize));
    Some(Said {
        article: passage.article,
        name: entity.map_or_else(|| speaker.name.to_string(), |e| e.name.clone()),
        person: true,
        speaker: speaker.place.span,
        words,
        named: true,
        carried: false,
    })
}

fn finding(
    pair: &Pair,
    passages: &[Passage],
    [x, y]: [Said; 2],
    context: &Context<'_>,
    severity: Severity,
    rung: &'static str,
) -> Finding {
    // The odd one is the later article; of a group, the speaker with fewer articles.
    let articles = |name: &str| {
        let spoke =
            |p: &&Passage| p.unit.quotes.clone().any(|q| context.batch.speaker_name(p.article, q) == Some(name));
        let mut list: Vec<u32> =
            passages.iter().filter(spoke).map(|p| context.batch.witness[p.article as usize]).collect();
        list.sort_unstable();
        list.dedup();
        list.len()
    };
    let (mine, theirs) = (articles(&x.name), articles(&y.name));
    let (odd, other) = if mine < theirs || mine == theirs && x.article > y.article { (x, y) } else { (y, x) };
    let facts = &context.batch.articles[odd.article as usize];
    let shown: String = odd.words.of(facts.text()).split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    Finding {
        rule: "conflicting-speaker",
        kind: Kind::Speaker,
        severity,
        confidence: confidence::confidence("conflicting-speaker", rung),
        message: format!("“{shown} …” is given to {} here and to {} elsewhere", odd.name, other.name),
        hint: "check who said it".into(),
        sides: vec![odd.side(SideRole::Odd), other.side(SideRole::Others)],
        evidence: vec![
            format!(
                "{} of {} words in a row are the same",
                pair.overlap.equal,
                pair.overlap.equal + pair.overlap.apart
            ),
            format!("{} and {} share no name", odd.name, other.name),
        ],
        rung,
        key: crate::lexicon::words(&shown).join(" "),
        fingerprint: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_speaker_in_two_spellings() {
        assert!(one_name("Jorge Elorza", "Elosa") && one_name("Rudd", "Kevin Rudd") && one_name("Baldwin", "Baldwyn"));
        assert!(!one_name("Jorge Elorza", "Ruth Okafor") && !one_name("Ann Lee", "Ann Leo"));
    }

    #[test]
    fn few_words_and_one_speaker_are_silent() {
        let record = Record {
            speakers: Speakers::Different,
            matter: 6,
            equal: 12,
            share: 100,
            people: true,
            named_near: false,
            for_other: false,
            reported: false,
            carried: false,
            stories_apart: false,
            one_article: false,
        };
        assert_eq!(decide(LADDER, &record).name, "two-people");
        assert_eq!(decide(LADDER, &Record { stories_apart: true, ..record }).verdict, Verdict::Unknown);
        assert_eq!(decide(LADDER, &Record { matter: 2, ..record }).name, "few-words");
        let record = Record {
            speakers: Speakers::Same,
            matter: 6,
            equal: 12,
            share: 100,
            people: true,
            named_near: false,
            for_other: false,
            reported: false,
            carried: false,
            stories_apart: false,
            one_article: false,
        };
        assert_eq!(decide(LADDER, &record).verdict, Verdict::Agree);
    }
}
