//! Rule `elided-range-scale`.

use crate::compare::arithmetic::{finding, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Figure, Finding, Hedge};

crate::rule! {
    /// "Between $26 and $31 million": read to the letter, it begins at 26 dollars.
    ///
    /// # What it compares
    ///
    /// Ranges of money with a sign at both numbers and "million" or the like at the second one only.
    ///
    /// # Why it matters
    ///
    /// With a sign at both numbers each is a sum of its own, and the first one lacks its millions.
    ///
    /// # Example
    ///
    /// > between $26 and $31 million
    ///
    /// # Not reported
    ///
    /// "$26 million to $31 million"; "$26 to 31 million"; "between 26 and 31 people".
    id: "elided-range-scale",
    kind: Figure,
    severity: Note,
    yields_to: [],
    check: Check::Article(check),
}

/// Words and letters of scale.
const SCALES: &[&str] = &["thousand", "million", "billion", "trillion"];

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    facts.figures.iter().filter(|f| !f.place.quoted).filter_map(|f| fault(facts, site, f)).collect()
}

fn fault(facts: &ArticleFacts, site: Site<'_>, f: &Figure) -> Option<Finding> {
    let written = text(facts, f.place.span);
    let lower = written.to_lowercase();
    let signs = written.chars().filter(|c| matches!(c, '$' | '€' | '£' | '¥')).count();
    let scales: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|w| SCALES.contains(w)).collect();
    let [scale] = scales[..] else { return None };
    // A digit right before the word is the second number's; the first number has none.
    if f.quantity.hedge != Hedge::Range || signs != 2 || !lower.trim_end().ends_with(scale) {
        return None;
    }
    let sides = [(f.place.span, format!("{}..{}", f.quantity.low?, f.quantity.high?))];
    let why = format!("\"{scale}\" stands at the second number only");
    let message = format!("\"{written}\" says {scale} once for two sums");
    Some(finding(&RULE, "scale-once", site, &sides, message, "write it at both numbers", why))
}
