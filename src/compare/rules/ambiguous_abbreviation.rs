//! Rule `ambiguous-abbreviation`.

use std::collections::BTreeMap;

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, near};
use crate::lexicon::fold;
use crate::model::{EntityKind, Finding, MentionRef};
use crate::names;

crate::rule! {
    /// One abbreviation is introduced for two bodies.
    ///
    /// # What it compares
    ///
    /// Abbreviations in brackets after a name whose first letters they are, in one article or in articles that tell the same story.
    ///
    /// # Why it matters
    ///
    /// After the bracket the reader has nothing but the abbreviation.
    ///
    /// # Example
    ///
    /// "the Larkport Water Authority (LWA)" in one story, "the Larkport Workers' Alliance (LWA)" in another.
    ///
    /// # Not reported
    ///
    /// Initials that do not match the letters (FIFA, MSF), one body in two lawful forms, a name that is misspelled.
    id: "ambiguous-abbreviation",
    kind: Name,
    severity: Warning,
    yields_to: ["misspelled-name", "conflicting-org-name"],
    check: Check::Batch(check),
}

/// What was compared.
struct Record {
    /// Words that stand in both names.
    same_words: usize,
    /// Words that stand in one of them only, and are near none of the other.
    other_words: usize,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "one-body", verdict: Verdict::Agree, holds: |r| r.other_words == 0 },
    Rung { name: "nearly-one-name", verdict: Verdict::Unknown, holds: |r| r.same_words > r.other_words },
    Rung { name: "two-bodies", verdict: Verdict::Warn, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    // By the abbreviation, the names it stands for.
    let mut defined: BTreeMap<String, BTreeMap<Vec<String>, Vec<MentionRef>>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        for (index, mention) in facts.mentions.iter().enumerate() {
            if matches!(mention.kind, EntityKind::Person | EntityKind::Group) {
                continue;
            }
            let after = &facts.text()[mention.place.span.end() as usize..];
            let Some(short) = bracketed(after) else { continue };
            let words = words(&mention.name);
            if words.len() > 1 && initials(&words) == short.to_lowercase() {
                let at = (article as u32, index as u32);
                defined.entry(short.to_owned()).or_default().entry(words).or_default().push(at);
            }
        }
    }
    let mut out = Vec::new();
    for (short, names) in defined {
        let list: Vec<_> = names.into_iter().take(12).collect();
        for (i, (a, xs)) in list.iter().enumerate() {
            for (b, ys) in &list[i + 1..] {
                out.extend(finding(context, &short, (a, xs), (b, ys)));
            }
        }
    }
    out
}

fn finding(
    context: &Context<'_>,
    short: &str,
    x: (&[String], &[MentionRef]),
    y: (&[String], &[MentionRef]),
) -> Option<Finding> {
    let batch = context.batch;
    let near_one = |w: &String, list: &[String]| list.iter().any(|o| o == w || names::similar(o, w));
    let record = Record {
        same_words: x.0.iter().filter(|w| y.0.contains(w) && !small(w)).count(),
        other_words: x.0.iter().filter(|w| !small(w) && !near_one(w, y.0)).count(),
    };
    let rung = decide(LADDER, &record);
    let (xs, ys) = near::comparable(batch, x.1, y.1);
    if rung.verdict != Verdict::Warn || xs.is_empty() {
        return None;
    }
    let (odd, others) = if near::first_is_odd(batch, &xs, &ys) { (xs, ys) } else { (ys, xs) };
    let mut pair = [x.0.join(" "), y.0.join(" ")];
    pair.sort_unstable();
    let words = near::Words {
        message: format!(
            "{short} is {} here and {} elsewhere",
            near::name(batch, odd[0]),
            near::name(batch, others[0])
        ),
        hint: "Spell out one of them",
        evidence: vec![format!("both are followed by ({short}), and both have these first letters")],
        key: format!("{}:{}", short.to_lowercase(), pair.join("/")),
    };
    Some(near::forms(batch, &RULE, rung.name, &odd, &others, words))
}

/// The abbreviation in the brackets that `text` opens with.
fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(" (")?;
    let short = &inside[..inside.find(')')?];
    let fits = (2..=8).contains(&short.len()) && short.bytes().all(|c| c.is_ascii_uppercase());
    fits.then_some(short)
}

/// The folded words of a name.
fn words(name: &str) -> Vec<String> {
    fold(name)
        .split([' ', '-'])
        .map(|w| w.chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|w| !w.is_empty() && w != "the")
        .collect()
}

/// Words that give an abbreviation no letter.
fn small(word: &str) -> bool {
    matches!(word, "of" | "for" | "and" | "the" | "on" | "in" | "to" | "at" | "a")
}

fn initials(words: &[String]) -> String {
    words.iter().filter(|w| !small(w)).filter_map(|w| w.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_abbreviations() {
        assert_eq!(bracketed(" (LWA) said"), Some("LWA"));
        assert_eq!(bracketed(" (the LWA) said"), None);
        assert_eq!(bracketed(" (LWA"), None);
        assert_eq!(initials(&words("Bank of the Larkport Workers")), "blw");
    }

    #[test]
    fn two_bodies_differ_in_most_words() {
        let rung = |same_words, other_words| decide(LADDER, &Record { same_words, other_words }).name;
        assert_eq!(rung(1, 2), "two-bodies");
        assert_eq!(rung(2, 1), "nearly-one-name");
        assert_eq!(rung(3, 0), "one-body");
    }
}
