//! Rule `mismatched-percent-change`.

use crate::compare::arithmetic::{finding, from_to, percent_change, sentences, short, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Decimal, Figure, Finding, Hedge, Measure, Quantity, Span};

crate::rule! {
    /// A change in percent that does not follow from the two figures beside it.
    ///
    /// # What it compares
    ///
    /// "From A to B" in one unit and a rise or fall in percent in the same sentence.
    ///
    /// # Why it matters
    ///
    /// Editors are told to do the math; so does this rule.
    ///
    /// # Example
    ///
    /// > The fare would go from $10.99 to $11.99, a 19% increase.
    ///
    /// # Not reported
    ///
    /// "A 9% rise", "about 9%", "nearly 10%" for 9.1%; percentages of percentages, which have a rule of their own.
    id: "mismatched-percent-change",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for figures in sentences(facts) {
        let Some((from, to)) = from_to(facts, &figures).filter(|(f, _)| f.unit.as_deref() != Some("percentage")) else {
            continue;
        };
        let (Some(a), Some(b)) = (from.quantity.value, to.quantity.value) else { continue };
        let changes: Vec<_> = figures.iter().filter(|f| f.unit.as_deref() == Some("percentage")).collect();
        let [change] = changes[..] else { continue };
        if by_the_year(facts, change) {
            continue;
        }
        let (Some(said), Some(real)) = (change.quantity.value, percent_change(a, b)) else { continue };
        let increase = facts.text()[change.place.span.end() as usize..].split_whitespace().take(2).any(is_change);
        if change.measure != Measure::Change && !increase || from.quantity.hedge == Hedge::Range {
            continue;
        }
        // The two figures may be rounded, and so may the share: one point, or a tenth of the change, is no error.
        let room = real.checked_div(Decimal::from(10)).unwrap_or(Decimal::ZERO).max(Decimal::from(1));
        let off = said.checked_sub(real).map_or(Decimal::ZERO, Decimal::abs);
        if off <= room
            || change.quantity.fit(&Quantity::exact(real, -1)).agrees() && change.quantity.hedge != Hedge::Exact
        {
            continue;
        }
        let (x, y, z) = (text(facts, from.place.span), text(facts, to.place.span), text(facts, change.place.span));
        let sides = [
            (change.place.span, format!("{said} percentage")),
            (from.place.span, a.to_string()),
            (to.place.span, b.to_string()),
        ];
        let why = format!("the difference is {} percent of {x}", short(real));
        let message = format!("From {x} to {y} is a change of {} percent, not {z}", short(real));
        out.push(finding(&RULE, "does-not-follow", site, &sides, message, "do the math again", why));
    }
    out
}

/// Whether the change is that of each year: "an average annual increase of 5 percent".
fn by_the_year(facts: &ArticleFacts, change: &Figure) -> bool {
    let near = |text: &str| {
        let words = crate::lexicon::words(text);
        let a_year = |w: &[String]| w[1] == "year" && matches!(w[0].as_str(), "a" | "per" | "each" | "every");
        words.iter().any(|w| matches!(w.as_str(), "annual" | "annually" | "average" | "averaged" | "yearly"))
            || words.windows(2).any(a_year)
    };
    let (sentence, span) = (change.place.sentence, change.place.span);
    let before = Span::new(sentence.start(), span.start().max(sentence.start()));
    let behind = Span::new(span.end(), sentence.end().max(span.end()));
    let last: Vec<&str> = before.of(facts.text()).split_whitespace().rev().take(5).collect();
    let next: Vec<&str> = behind.of(facts.text()).split_whitespace().take(3).collect();
    near(&last.join(" ")) || near(&next.join(" "))
}

/// Whether a word after a percentage makes it a change.
fn is_change(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        word,
        "increase"
            | "rise"
            | "jump"
            | "gain"
            | "drop"
            | "decrease"
            | "decline"
            | "fall"
            | "cut"
            | "reduction"
            | "hike"
            | "surge"
            | "more"
            | "less"
            | "higher"
            | "lower"
    )
}
