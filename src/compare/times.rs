//! What the rules on dates and durations inside one article share.

use crate::model::{ArticleFacts, DateClaim, DateKind};

/// The dates and durations of an article, sentence by sentence, in order; those in quotations left out.
pub fn sentences(facts: &ArticleFacts) -> Vec<Vec<&DateClaim>> {
    let mut out: Vec<Vec<&DateClaim>> = Vec::new();
    for d in facts.dates.iter().filter(|d| !d.place.quoted) {
        match out.last_mut() {
            Some(last) if last[0].place.sentence == d.place.sentence => last.push(d),
            _ => out.push(vec![d]),
        }
    }
    out
}

/// What stands between two claims, lower case, without the white space around it; `None` if they overlap or stand in wrong order.
pub fn between(facts: &ArticleFacts, a: &DateClaim, b: &DateClaim) -> Option<String> {
    let (from, to) = (a.place.span.end() as usize, b.place.span.start() as usize);
    facts.text().get(from..to).map(|t| t.trim().to_lowercase())
}

/// The year of a date that is a year and no more.
pub fn year(d: &DateClaim) -> Option<i32> {
    let value = d.value.as_deref().filter(|v| v.len() == 4 && d.kind == DateKind::Date)?;
    value.parse().ok()
}

/// How many years a duration says.
pub fn years_long(d: &DateClaim) -> Option<i32> {
    let value = d.value.as_deref().filter(|_| d.kind == DateKind::Duration)?;
    value.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()
}

/// Whether a word that loosens a number ("nearly", "more than") stands in the claim or right before it.
pub fn hedged(facts: &ArticleFacts, d: &DateClaim) -> bool {
    let start = d.place.sentence.start().min(d.place.span.start()) as usize;
    let before = facts.text().get(start..d.place.span.end() as usize).unwrap_or_default().to_lowercase();
    let own = d.place.span.len() as usize;
    let cut = before.len().saturating_sub(own + 14);
    let cut = (cut..=before.len()).find(|&i| before.is_char_boundary(i)).unwrap_or(0);
    before[cut..].split(|c: char| !c.is_alphabetic()).any(loosens)
}

/// Whether a word (lower case) loosens a number beside it.
pub fn loosens(word: &str) -> bool {
    matches!(
        word,
        "nearly"
            | "almost"
            | "about"
            | "around"
            | "roughly"
            | "some"
            | "over"
            | "than"
            | "least"
            | "most"
            | "under"
            | "barely"
            | "approximately"
            | "just"
            | "close"
            | "odd"
            | "plus"
            | "half"
    )
}
