//! Rule `conflicting-place`.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, near};
use crate::lexicon::{self, fold, people};
use crate::model::{Batch, EntityKind, Finding, MentionRef};
use crate::names;

crate::rule! {
    /// One event is put in two places that look alike.
    ///
    /// # What it compares
    ///
    /// Two known places whose names begin and end alike and lie one or two slips apart, each after "in", "at", "near" and the like, in sentences
    /// that say much the same. A place that nobody knows beside one that somebody does is a misspelled name.
    ///
    /// # Why it matters
    ///
    /// Norfolk for Norwalk passes every speller.
    ///
    /// # Example
    ///
    /// "told a rally in Norwalk in 2008 that he had served" / "at a 2008 rally in Norfolk at which he said he had served"
    ///
    /// # Not reported
    ///
    /// The city of the dateline, a suburb and its city, places that one sentence names together, events that share few words.
    id: "conflicting-place",
    kind: Place,
    severity: Warning,
    yields_to: ["misspelled-name"],
    check: Check::Batch(check),
}

/// What was compared.
struct Record {
    one_sentence: bool,
    odd_witnesses: usize,
    other_witnesses: usize,
    /// Words of substance that a sentence about the one and a sentence about the other share.
    shared: usize,
    /// A name or a number is among them.
    anchored: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "named-together", verdict: Verdict::Agree, holds: |r| r.one_sentence },
    Rung {
        name: "both-well-attested",
        verdict: Verdict::Agree,
        holds: |r| r.odd_witnesses >= 2 && r.other_witnesses >= 3,
    },
    Rung { name: "same-event", verdict: Verdict::Warn, holds: |r| r.shared >= 3 && r.anchored },
    Rung { name: "may-be-two-events", verdict: Verdict::Unknown, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let mut places: BTreeMap<String, Vec<MentionRef>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        for (index, mention) in facts.mentions.iter().enumerate() {
            let word = fold(&mention.name);
            let known = people::is_city(&word) || people::is_place(&word);
            let place = !matches!(mention.kind, EntityKind::Group | EntityKind::Work) && word.chars().count() >= 6;
            if known && place && !word.contains(' ') {
                places.entry(word).or_default().push((article as u32, index as u32));
            }
        }
    }
    let mut buckets: BTreeMap<(String, Option<char>), Vec<&String>> = BTreeMap::new();
    for word in places.keys() {
        let start: String = word.chars().take(3).collect();
        buckets.entry((start, word.chars().last())).or_default().push(word);
    }
    let mut out = Vec::new();
    for words in buckets.values() {
        for (i, a) in words.iter().enumerate() {
            for b in &words[i + 1..] {
                if names::similar(a, b) && !people::are_variants(a, b) {
                    out.extend(finding(context, (a, &places[*a]), (b, &places[*b])));
                }
            }
        }
    }
    out
}

fn finding(context: &Context<'_>, x: (&str, &[MentionRef]), y: (&str, &[MentionRef])) -> Option<Finding> {
    let batch = context.batch;
    let (xs, ys) = near::comparable(batch, x.1, y.1);
    // Somebody must be put there: "in Norfolk", not "Norfolk Southern".
    if !xs.iter().any(|&m| located(batch, m)) || !ys.iter().any(|&m| located(batch, m)) {
        return None;
    }
    let sentence = |m: &MentionRef| (m.0, batch.articles[m.0 as usize].mentions[m.1 as usize].place.sentence);
    let together = xs.iter().any(|m| ys.iter().any(|n| sentence(m) == sentence(n)));
    let first = near::first_is_odd(batch, &xs, &ys);
    let (odd, others) = if first { (&xs, &ys) } else { (&ys, &xs) };
    let (shared, anchored) = common(batch, odd, others);
    let record = Record {
        one_sentence: together,
        odd_witnesses: near::witnesses(batch, odd),
        other_witnesses: near::witnesses(batch, others),
        shared: shared.len(),
        anchored,
    };
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let (wrong, right) = (near::name(batch, odd[0]), near::name(batch, others[0]));
    let mut pair = [x.0, y.0];
    pair.sort_unstable();
    let words = near::Words {
        message: format!("{wrong} here, but {right} elsewhere for what seems to be one event"),
        hint: "check where it happened",
        evidence: vec![
            format!("the sentences share: {}", shared.into_iter().take(6).collect::<Vec<_>>().join(", ")),
            "the names of the two places look alike".to_owned(),
        ],
        key: pair.join("/"),
    };
    Some(near::forms(batch, &RULE, rung.name, odd, others, words))
}

/// Whether a preposition of place stands before the mention.
fn located(batch: &Batch, at: MentionRef) -> bool {
    let facts = &batch.articles[at.0 as usize];
    let span = facts.mentions[at.1 as usize].place.span;
    let before = facts.text()[..span.start() as usize].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    matches!(word.as_str(), "in" | "at" | "near" | "from" | "to" | "outside" | "around" | "of" | "through")
}

/// The words of substance that the most alike sentences share, and whether a name or a number is among them.
fn common(batch: &Batch, odd: &[MentionRef], others: &[MentionRef]) -> (Vec<String>, bool) {
    let words = |m: &MentionRef| -> BTreeSet<String> {
        let facts = &batch.articles[m.0 as usize];
        let sentence = facts.mentions[m.1 as usize].place.sentence.of(facts.text());
        // The city of the dateline and the day stand in every story of a day.
        let story = sentence.split_once('—').map_or(sentence, |(_, story)| story);
        let day = |w: &str| w.ends_with("day") && w.len() <= 9;
        let small = |w: &String| {
            w.chars().count() < 4 || day(w) || matches!(w.as_str(), "said" | "that" | "with" | "from" | "have")
        };
        lexicon::words(story).into_iter().filter(|w| !small(w)).collect()
    };
    let mut best: Vec<String> = Vec::new();
    let ys: Vec<BTreeSet<String>> = others.iter().take(20).map(&words).collect();
    for x in odd.iter().take(20).map(words) {
        for y in &ys {
            let shared: Vec<String> = x.intersection(y).cloned().collect();
            if shared.len() > best.len() {
                best = shared;
            }
        }
    }
    let proper = |w: &String| w.chars().any(|c| c.is_ascii_digit()) || !people::is_english(w);
    let anchored = best.iter().any(proper);
    (best, anchored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_needs_shared_words() {
        let base = Record { one_sentence: false, odd_witnesses: 1, other_witnesses: 2, shared: 3, anchored: true };
        let rung = |r: Record| decide(LADDER, &r).name;
        assert_eq!(rung(Record { one_sentence: true, ..base }), "named-together");
        assert_eq!(rung(Record { shared: 2, ..base }), "may-be-two-events");
        assert_eq!(rung(Record { anchored: false, ..base }), "may-be-two-events");
        assert_eq!(rung(base), "same-event");
    }
}
