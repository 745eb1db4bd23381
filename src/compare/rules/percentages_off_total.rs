//! Rule `percentages-off-total`.

use crate::compare::arithmetic::{finding, sentences, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Decimal, Figure, Finding, Hedge, Measure};

crate::rule! {
    /// Percentages of a whole poll that do not make 100.
    ///
    /// # What it compares
    ///
    /// Three or more bare percentages of one sentence, the last of them those who are undecided, have no opinion or did not answer: then
    /// nothing is left over, and the sum is 100 within the roundings.
    ///
    /// # Why it matters
    ///
    /// A poll that adds up to 97 has a wrong number in it, or an answer was left out.
    ///
    /// # Example
    ///
    /// > 68% said yes, 25% no, and 4% were undecided.
    ///
    /// # Not reported
    ///
    /// 33.3% three times; polls where several answers were possible; "the top three".
    id: "percentages-off-total",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

/// Who is left when all others have answered.
const LEFT: &[&str] = &[
    "undecided",
    "unsure",
    "not sure",
    "no opinion",
    "don’t know",
    "don't know",
    "didn’t know",
    "didn't know",
    "did not know",
    "no answer",
    "declined to answer",
    "abstained",
    "did not answer",
    "uncertain",
];

/// Words that say that the list is not the whole.
const OPEN: &[&str] = &[
    "several",
    "multiple",
    "more than one",
    "top ",
    "among",
    "compared",
    "while",
    "up from",
    "down from",
    "of those",
    "margin",
];

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    sentences(facts).iter().filter_map(|figures| fault(facts, site, figures)).collect()
}

fn fault(facts: &ArticleFacts, site: Site<'_>, figures: &[&Figure]) -> Option<Finding> {
    let shares: Vec<&Figure> = figures.iter().copied().filter(|f| f.unit.as_deref() == Some("percentage")).collect();
    let bare =
        |f: &&Figure| f.quantity.hedge == Hedge::Exact && f.quantity.value.is_some() && f.measure == Measure::Share;
    let sentence = shares.first()?.place.sentence.of(facts.text()).to_lowercase();
    let last = shares.last()?;
    let after = facts.text().get(last.place.span.end() as usize..last.place.sentence.end() as usize)?.to_lowercase();
    let before_last = shares.get(shares.len().checked_sub(2)?)?;
    let around =
        facts.text().get(before_last.place.span.end() as usize..last.place.span.start() as usize)?.to_lowercase();
    if shares.len() < 3
        || !shares.iter().all(bare)
        || !LEFT.iter().any(|w| after.contains(w) || around.contains(w))
        || OPEN.iter().any(|w| sentence.contains(w))
    {
        return None;
    }
    let sum = shares.iter().try_fold(Decimal::ZERO, |s, f| s.checked_add(f.quantity.value?))?;
    let steps = shares.iter().map(|f| f.quantity.precision).max()?;
    // Each share may be off by half a step of its last digit.
    let room = Decimal::power_of_ten(steps.min(0))?
        .checked_mul(Decimal::new(5, 1))?
        .checked_mul(Decimal::from(shares.len() as i64))?;
    let off = sum.checked_sub(Decimal::from(100))?.abs();
    if off <= room || off > Decimal::from(12) {
        return None;
    }
    let list: Vec<String> = shares.iter().map(|f| text(facts, f.place.span)).collect();
    let sides: Vec<_> =
        shares.iter().map(|f| (f.place.span, format!("{} percentage", f.quantity.value.unwrap_or_default()))).collect();
    let why = format!("{} = {sum}, and nothing else is left", list.join(" + "));
    let message = format!("{} add up to {sum}, not 100", list.join(", "));
    Some(finding(&RULE, "sum-off-100", site, &sides, message, "check each share against the poll", why))
}
