//! Rule `conflicting-org-name`.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, near};
use crate::lexicon::{fold, people};
use crate::model::{EntityKind, Finding, MentionRef};

crate::rule! {
    /// A body is called by two names.
    ///
    /// # What it compares
    ///
    /// Names of organizations of three words and more that are the same but for one word, where the two words stand for one another: authority
    /// and agency, affairs and relations, China and Chinese. They must stand in articles that tell the same story.
    ///
    /// # Why it matters
    ///
    /// Readers cannot look up a body that does not exist, and two bodies of nearly one name do exist.
    ///
    /// # Example
    ///
    /// "Larkport Water Authority" in three stories, "Larkport Water Agency" in a fourth.
    ///
    /// # Not reported
    ///
    /// Short forms ("the authority"), acronyms, legal forms (Inc., Ltd.), parallel bodies (a House and a Senate committee), two bodies that one
    /// article names side by side, two names that several sources each use.
    id: "conflicting-org-name",
    kind: Name,
    severity: Warning,
    yields_to: ["misspelled-name"],
    check: Check::Batch(check),
}

/// What was compared.
struct Record {
    one_article: bool,
    odd_witnesses: usize,
    other_witnesses: usize,
    /// A word that both names have is a name itself: a place, a person.
    proper: bool,
    words: usize,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "side-by-side", verdict: Verdict::Agree, holds: |r| r.one_article },
    Rung {
        name: "both-well-attested",
        verdict: Verdict::Agree,
        holds: |r| r.odd_witnesses >= 2 && r.other_witnesses >= 2,
    },
    Rung { name: "one-word-swapped", verdict: Verdict::Warn, holds: |r| r.proper || r.words >= 4 },
    Rung { name: "common-words", verdict: Verdict::Unknown, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    // By the name with each word replaced by the first of its group, the names as written.
    let mut names: BTreeMap<Vec<String>, BTreeMap<Vec<String>, Vec<MentionRef>>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        for (index, mention) in facts.mentions.iter().enumerate() {
            if matches!(mention.kind, EntityKind::Person | EntityKind::Group) || mention.place.quoted {
                continue;
            }
            let words = words(&mention.name);
            if !(3..=9).contains(&words.len()) {
                continue;
            }
            let key: Vec<String> =
                words.iter().map(|w| people::org_synonym(w).map_or_else(|| w.clone(), str::to_owned)).collect();
            let body = words.iter().any(|w| people::is_org_head(w));
            if body && words.iter().any(|w| people::org_synonym(w).is_some()) {
                names.entry(key).or_default().entry(words).or_default().push((article as u32, index as u32));
            }
        }
    }
    let mut out = Vec::new();
    for forms in names.into_values() {
        let list: Vec<_> = forms.into_iter().take(12).collect();
        for (i, (a, xs)) in list.iter().enumerate() {
            for (b, ys) in &list[i + 1..] {
                out.extend(finding(context, (a, xs), (b, ys)));
            }
        }
    }
    out
}

fn finding(context: &Context<'_>, x: (&[String], &[MentionRef]), y: (&[String], &[MentionRef])) -> Option<Finding> {
    let batch = context.batch;
    let swapped: Vec<(&String, &String)> = x.0.iter().zip(y.0).filter(|(a, b)| a != b).collect();
    let [(a, b)] = swapped[..] else { return None };
    let (xs, ys) = near::comparable(batch, x.1, y.1);
    if xs.is_empty() || ys.is_empty() {
        return None;
    }
    let first = near::first_is_odd(batch, &xs, &ys);
    let (odd, others) = if first { (&xs, &ys) } else { (&ys, &xs) };
    let articles = |list: &[MentionRef]| list.iter().map(|m| m.0).collect::<BTreeSet<u32>>();
    let record = Record {
        one_article: articles(odd).intersection(&articles(others)).next().is_some(),
        odd_witnesses: near::witnesses(batch, odd),
        other_witnesses: near::witnesses(batch, others),
        proper: x.0.iter().any(|w| y.0.contains(w) && w.len() > 3 && !people::is_english(w)),
        words: x.0.len(),
    };
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let (wrong, right) = (near::name(batch, odd[0]), near::name(batch, others[0]));
    let (p, q) = if first { (a, b) } else { (b, a) };
    let mut pair = [x.0.join(" "), y.0.join(" ")];
    pair.sort_unstable();
    let words = near::Words {
        message: format!("{wrong} is {right} elsewhere"),
        hint: "check what the body calls itself",
        evidence: vec![
            "all other words of the name are the same".to_owned(),
            format!("\"{p}\" stands where the other has \"{q}\""),
        ],
        key: pair.join("/"),
    };
    Some(near::forms(batch, &RULE, rung.name, odd, others, words))
}

/// The folded words that count: without "the", possessive endings and legal forms.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name).replace('&', " and ");
    let mut words: Vec<String> = folded
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|w| w.strip_suffix("'s").unwrap_or(w).chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|w| !w.is_empty())
        .collect();
    if words.first().is_some_and(|w| w == "the") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| people::is_legal_suffix(w)) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_swapped_word_needs_a_proper_name_around_it() {
        let base = Record { one_article: false, odd_witnesses: 1, other_witnesses: 3, proper: true, words: 3 };
        let rung = |r: Record| decide(LADDER, &r).name;
        assert_eq!(rung(Record { proper: false, ..base }), "common-words");
        assert_eq!(rung(Record { one_article: true, ..base }), "side-by-side");
        assert_eq!(rung(Record { odd_witnesses: 2, ..base }), "both-well-attested");
        assert_eq!(rung(base), "one-word-swapped");
        assert_eq!(words("The Larkport Water Co."), ["larkport", "water"]);
    }
}
