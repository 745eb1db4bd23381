//! Rule `mismatched-multiple`.

use crate::compare::arithmetic::{decimal_share, finding, from_to_any, sentences, short, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Decimal, Finding, Span};

crate::rule! {
    /// "Doubled", "tripled" or "halved", and two numbers that say otherwise.
    ///
    /// # What it compares
    ///
    /// The verb of a sentence with "from A to B" in the same sentence.
    ///
    /// # Why it matters
    ///
    /// From 200 to 300 is up by half.
    ///
    /// # Example
    ///
    /// > Membership doubled, from 200 to 300.
    ///
    /// # Not reported
    ///
    /// "Nearly doubled, from 210 to 400"; "more than doubled"; a multiple within a tenth.
    id: "mismatched-multiple",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

/// The verbs: forms, and by how much, in hundredths.
const VERBS: &[(&[&str], i64)] = &[
    (&["doubled", "doubles", "doubling", "double"], 200),
    (&["tripled", "triples", "tripling", "trebled", "triple"], 300),
    (&["quadrupled", "quadruples", "quadrupling"], 400),
    (&["quintupled"], 500),
    (&["halved", "halves", "halving"], 50),
];

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for figures in sentences(facts) {
        let Some((from, to)) = from_to_any(facts, &figures) else { continue };
        let (Some(a), Some(b)) = (from.quantity.value, to.quantity.value) else { continue };
        let Some((verb, times, hedge)) = multiple(facts, from.place.sentence) else { continue };
        let Some(real) = decimal_share(b, a) else { continue };
        let times_said = Decimal::from(times);
        let hundredths = |share: i64| times_said.checked_mul(Decimal::new(i128::from(share), 2)).unwrap_or(times_said);
        // What the words leave open, in hundredths of the multiple.
        let (low, high) = match hedge {
            "nearly" | "almost" => (hundredths(85), hundredths(101)),
            "than" | "over" => (hundredths(99), hundredths(150)),
            "about" | "roughly" | "around" | "virtually" => (hundredths(80), hundredths(120)),
            _ => (hundredths(90), hundredths(115)),
        };
        // Halving counts downwards: "nearly halved" stays above a half.
        let (low, high) = match (times, hedge) {
            (50, "nearly" | "almost") => (hundredths(98), hundredths(125)),
            (50, "than" | "over") => (hundredths(50), hundredths(101)),
            _ => (low, high),
        };
        if low <= real && real <= high {
            continue;
        }
        let (x, y) = (text(facts, from.place.span), text(facts, to.place.span));
        let factor = real.checked_div(Decimal::from(100)).unwrap_or_default();
        let sides = [(verb, text(facts, verb)), (from.place.span, a.to_string()), (to.place.span, b.to_string())];
        let why = format!("{y} is {} times {x}", short(factor));
        let message =
            format!("From {x} to {y} is {} times as much, yet it is called \"{}\"", short(factor), text(facts, verb));
        out.push(finding(&RULE, "does-not-follow", site, &sides, message, "do the math again", why));
    }
    out
}

/// The verb of multiplying in a sentence, if there is exactly one: its span, hundredths, and the word before it.
fn multiple(facts: &ArticleFacts, sentence: Span) -> Option<(Span, i64, &str)> {
    let words = sentence.of(facts.text());
    let mut found = None;
    let mut before = "";
    for word in words.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        if let Some(&(_, times)) = VERBS.iter().find(|(forms, _)| forms.contains(&bare)) {
            if found.is_some() {
                return None;
            }
            let at = sentence.start() + (bare.as_ptr() as usize - words.as_ptr() as usize) as u32;
            found = Some((Span::new(at, at + bare.len() as u32), times, before));
        }
        before = bare;
    }
    found
}
