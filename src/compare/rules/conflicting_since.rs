//! Rule `conflicting-since`.

use std::cmp::Reverse;
use std::ops::Range;

use crate::compare::arithmetic::text;
use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::times::{hedged, loosens, years_long};
use crate::compare::{Check, Context};
use crate::lexicon::synonyms::{class, is_light};
use crate::model::{ArticleFacts, DateClaim, DateKind, Finding, Severity, Side, SideRole};

crate::rule! {
    /// A first, or a record, that is told to be the first since two different years.
    ///
    /// # What it compares
    ///
    /// "The first in 40 years", "the worst since 1980": the number of years is counted back from the day of the article. Two such passages
    /// of neighbouring articles of the same days are held against each other if both speak of the same distinction (first, worst, highest),
    /// share two or more words of matter, and no other one fits either of them better. What one article tells of twice is two records.
    ///
    /// # Why it matters
    ///
    /// How rare a thing is makes the story, and the count is done by head.
    ///
    /// # Example
    ///
    /// > the first mayor in 40 years to resign
    /// > the first resignation of a mayor since 1990
    ///
    /// # Not reported
    ///
    /// A year more or less; "nearly 40 years" beside 38; "in a generation"; the first in one town beside the first in the country.
    id: "conflicting-since",
    kind: Date,
    severity: Warning,
    yields_to: ["conflicting-date"],
    check: Check::Batch(check),
}

/// What was compared, in years.
#[derive(Clone, Debug, Default)]
struct Record {
    /// How far the two years lie from each other.
    gap: i32,
    /// How long ago the later one is.
    ago: i32,
    /// nearly, about, more than.
    hedged: bool,
}

/// First the reasons to be silent.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "one-year", verdict: Verdict::Agree, holds: |r| r.gap <= 1 },
    Rung { name: "one-year-loosely", verdict: Verdict::Agree, holds: |r| r.hedged && r.gap <= 2 + r.ago / 8 },
    Rung { name: "other-years", verdict: Verdict::Warn, holds: |_| true },
];

/// Words of matter that two passages share at least.
const SHARED: usize = 2;

/// How many words may stand between the distinction and its years.
const REACH: usize = 16;

/// So many passages of an article are looked at: few have more, and a list without end costs its length.
const MOST: usize = 50;

/// So many bytes on either side of the years are what is said around them.
const AROUND: usize = 300;

/// "the first … in 40 years", "the first … since 1980".
struct Since<'a> {
    article: u32,
    claim: &'a DateClaim,
    /// What distinguishes it: first, worst, highest.
    distinction: String,
    /// The year of the last one.
    year: i32,
    hedged: bool,
    /// Classes of the words of its sentence.
    words: Vec<&'a str>,
    /// What is distinguished: the longer words between the distinction and the years, lower case.
    named: Vec<String>,
    /// What stands around it in its sentence.
    said: &'a str,
}

impl Since<'_> {
    /// Whether the other passage speaks of what is distinguished here, where that is said.
    fn known_to(&self, other: &Since<'_>) -> bool {
        self.named.is_empty()
            || other
                .said
                .split(|c: char| !c.is_alphanumeric())
                .any(|w| self.named.iter().any(|n| n.eq_ignore_ascii_case(w)))
    }
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let all: Vec<Since<'_>> = (0..).zip(&batch.articles).flat_map(|(a, facts)| of(a, facts)).collect();
    let like = |x: &Since<'_>, y: &Since<'_>| {
        let of_one_thing = x.distinction == y.distinction
            && !batch.same_text(x.article, y.article)
            && batch.same_days(x.article, y.article)
            && x.known_to(y)
            && y.known_to(x);
        if of_one_thing { x.words.iter().filter(|w| y.words.contains(w)).count() } else { 0 }
    };
    // the likest passage of the neighbours, the first of equals
    let best = |i: usize| -> Option<usize> {
        let near = batch.neighbours[all[i].article as usize].iter().flat_map(|&a| within(&all, a).take(MOST));
        let found = near.map(|j| (like(&all[i], &all[j]), Reverse(j))).max()?;
        Some(found.1.0).filter(|_| found.0 >= SHARED)
    };
    let mut out = Vec::new();
    for i in 0..all.len() {
        let Some(j) = best(i).filter(|&j| j > i && best(j) == Some(i)) else { continue };
        out.extend(fault(&all[i], &all[j], context));
    }
    out
}

/// Where the passages of an article stand; they are in the order of the articles.
fn within(all: &[Since<'_>], article: u32) -> Range<usize> {
    all.partition_point(|s| s.article < article)..all.partition_point(|s| s.article <= article)
}

fn fault(x: &Since<'_>, y: &Since<'_>, context: &Context<'_>) -> Option<Finding> {
    let line = i32::from(context.batch.articles[x.article as usize].article.published?.year());
    let record = Record { gap: (x.year - y.year).abs(), ago: line - x.year.max(y.year), hedged: x.hedged || y.hedged };
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let shown = |s: &Since<'_>| {
        let facts = &context.batch.articles[s.article as usize];
        let lead = if s.claim.kind == DateKind::Duration { "in" } else { "since" };
        format!("{lead} {}", text(facts, s.claim.place.span))
    };
    let side = |s: &Since<'_>, role| Side {
        article: Some(s.article),
        span: s.claim.place.span,
        value: s.year.to_string(),
        role,
    };
    let words: Vec<&str> = x.words.iter().copied().filter(|w| y.words.contains(w)).collect();
    Some(Finding {
        rule: RULE.id,
        kind: RULE.kind,
        severity: Severity::Warning,
        confidence: confidence(RULE.id, rung.name),
        message: format!("the {} {} here, but {} in another article", y.distinction, shown(y), shown(x)),
        hint: "check which was the last one".into(),
        sides: vec![side(y, SideRole::Odd), side(x, SideRole::Others)],
        evidence: vec![
            format!("that is since {} and since {}", y.year, x.year),
            format!("the sentences share: {}", words.join(", ")),
        ],
        rung: rung.name,
        key: x.distinction.clone(),
        fingerprint: String::new(),
    })
}

/// The distinctions of an article with their years.
fn of(article: u32, facts: &ArticleFacts) -> impl Iterator<Item = Since<'_>> {
    let line = facts.article.published.map(|d| i32::from(d.year()));
    facts.dates.iter().filter(|d| !d.place.quoted).filter_map(move |claim| {
        let years = years_long(claim).filter(|n| (2..400).contains(n));
        if years.is_none() && claim.preposition.as_deref() != Some("since") {
            return None;
        }
        let (before, said) = around(facts, claim);
        let before = before.to_lowercase();
        let (year, hedged) = match years {
            Some(n) if last_word(&before)? == "in" => (line? - n, hedged(facts, claim) || !in_years(facts, claim)),
            Some(_) => return None,
            None => (claim.value.as_deref()?.get(..4)?.parse().ok()?, false),
        };
        let (distinction, named) = distinction(&before)?;
        let frame = &claim.frame;
        let words = frame.predicate.iter().chain(&frame.subject).chain(&frame.objects).chain(&frame.context);
        let mut words: Vec<&str> = words.filter(|w| w.len() > 2 && !is_light(w)).map(|w| class(w)).collect();
        words.retain(|w| *w != distinction && w.chars().all(char::is_alphabetic));
        words.sort_unstable();
        words.dedup();
        Some(Since { article, claim, distinction, year, hedged, words, named, said })
    })
}

/// What stands before the years, and what stands around them, in the nearer parts of the sentence.
fn around<'a>(facts: &'a ArticleFacts, claim: &DateClaim) -> (&'a str, &'a str) {
    let (text, sentence, span) = (facts.text(), claim.place.sentence, claim.place.span);
    let from = text.ceil_char_boundary((span.start() as usize).saturating_sub(AROUND).max(sentence.start() as usize));
    let to = text.floor_char_boundary((span.end() as usize + AROUND).min(sentence.end() as usize));
    (text.get(from..span.start() as usize).unwrap_or_default(), text.get(from..to).unwrap_or_default())
}

/// The last word of a text without hedges: "in" of "in nearly".
fn last_word(text: &str) -> Option<&str> {
    text.split_whitespace().rev().find(|w| !hedge(w))
}

/// Words between "in" and a number of years.
fn hedge(word: &str) -> bool {
    loosens(word) || matches!(word, "more" | "at" | "the" | "last" | "past")
}

/// Whether a duration is told in years: "four decades" is a round number.
fn in_years(facts: &ArticleFacts, claim: &DateClaim) -> bool {
    text(facts, claim.place.span).to_lowercase().contains("year")
}

/// The distinction that the years behind a text belong to, if no other part of the sentence begins in between, and what is distinguished.
fn distinction(before: &str) -> Option<(String, Vec<String>)> {
    let mut words = Vec::new();
    for word in before.split_whitespace().rev().take(REACH) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.ends_with([',', ';', ':', '.', '—', '”', '"']) || word.contains("--") {
            return None;
        }
        if bare == "first" || is_superlative(bare) {
            return Some((bare.to_owned(), words));
        }
        if bare.len() > 3 && !is_light(bare) && !hedge(bare) && bare != "since" {
            words.push(bare.to_owned());
        }
    }
    None
}

/// Records that news tell with the years since the last one.
fn is_superlative(word: &str) -> bool {
    const RECORDS: &[&str] = &[
        "best",
        "biggest",
        "bloodiest",
        "busiest",
        "closest",
        "coldest",
        "costliest",
        "deadliest",
        "driest",
        "fastest",
        "fewest",
        "greatest",
        "heaviest",
        "highest",
        "hottest",
        "largest",
        "least",
        "longest",
        "lowest",
        "most",
        "oldest",
        "quickest",
        "sharpest",
        "shortest",
        "slowest",
        "smallest",
        "steepest",
        "strongest",
        "warmest",
        "weakest",
        "wettest",
        "worst",
        "youngest",
    ];
    RECORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder() {
        let rung = |gap, ago, hedged| decide(LADDER, &Record { gap, ago, hedged }).name;
        assert_eq!(rung(1, 38, false), "one-year");
        assert_eq!(rung(2, 38, true), "one-year-loosely");
        assert_eq!(rung(2, 38, false), "other-years");
        assert_eq!(rung(12, 38, true), "other-years");
    }

    #[test]
    fn what_the_years_belong_to() {
        let of = |text: &str| distinction(text).unwrap_or_default().0;
        assert_eq!(distinction("the first mayor of the town in nearly").unwrap_or_default().1, ["town", "mayor"]);
        assert_eq!(of("it was the first resignation over the bridge by a member of the council since"), "first");
        assert_eq!(of("the worst flood in"), "worst");
        assert_eq!(of("first, the council has sat since"), "");
        assert_eq!(of("the keeper has lived there since"), "");
        assert!(last_word("the first in nearly") == Some("in") && last_word("he lived there for") == Some("for"));
    }
}
