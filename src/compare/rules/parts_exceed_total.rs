//! Rule `parts-exceed-total`.

use crate::compare::arithmetic::{between, finding, sentences, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Decimal, Figure, Finding, Measure, Part};

crate::rule! {
    /// Parts that add up to more than their total.
    ///
    /// # What it compares
    ///
    /// Three or more bare sums of one sentence in one unit, and a total that is named in the sentence itself, in the one before, or in
    /// headline or lede, is larger than each part and only a little smaller than their sum. Also "fifteen of the 13".
    ///
    /// # Why it matters
    ///
    /// A budget that spends more than it has is a budget with a wrong number in it.
    ///
    /// # Example
    ///
    /// > $42 million: $18 million, $15 million and $11 million
    ///
    /// # Not reported
    ///
    /// Parts that stay below the total ("including $18 million for dredging"); parts that add up within their roundings.
    id: "parts-exceed-total",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let sentences = sentences(facts);
    let mut out: Vec<Finding> =
        facts.figures.windows(2).filter_map(|w| more_than_all(facts, site, &w[0], &w[1])).collect();
    for (i, figures) in sentences.iter().enumerate() {
        let bare = |f: &&&Figure| f.quantity.is_bare() && f.measure == Measure::Count && f.unit.is_some();
        let sums: Vec<&Figure> = figures.iter().filter(bare).copied().collect();
        let Some(unit) = sums.first().map(|f| f.unit.clone()) else { continue };
        if unit.as_deref().and_then(crate::lexicon::units::unit).is_none_or(|u| u.dimension != "money")
            || sums.iter().any(|f| f.unit != unit)
        {
            continue;
        }
        // The total may be the first sum of the sentence itself.
        let own = sums.first().filter(|t| sums.len() >= 4 && sums[1..].iter().all(|p| value(p) < value(t))).copied();
        let parts: Vec<&Figure> = if own.is_some() { sums[1..].to_vec() } else { sums };
        if parts.len() < 3 {
            continue;
        }
        let sum = parts.iter().try_fold(Decimal::ZERO, |s, p| s.checked_add(value(p)));
        let Some(sum) = sum else { continue };
        let before = i.checked_sub(1).map(|b| sentences[b].as_slice()).unwrap_or_default();
        let front = facts.figures.iter().filter(|f| matches!(f.place.part, Part::Headline | Part::Lede));
        let candidates = own.into_iter().chain(before.iter().copied()).chain(front);
        let total = candidates
            .filter(|t| t.unit == unit && t.quantity.is_bare() && parts.iter().all(|p| value(p) < value(t)))
            .find(|t| {
                // Only a little smaller: a total far below the sum is a total of something else.
                let room = half(t)
                    .checked_add(parts.iter().fold(Decimal::ZERO, |r, p| r.checked_add(half(p)).unwrap_or(r)))
                    .unwrap_or_default();
                let above = sum.checked_sub(value(t)).unwrap_or_default();
                above > Decimal::ZERO
                    && (above > room || own.is_some() || exact(t, &parts))
                    && above.checked_mul(Decimal::from(6)).is_some_and(|x| x <= value(t))
            });
        let Some(total) = total else { continue };
        let mut sides = vec![(total.place.span, value(total).to_string())];
        sides.extend(parts.iter().map(|p| (p.place.span, value(p).to_string())));
        let list: Vec<String> = parts.iter().map(|p| text(facts, p.place.span)).collect();
        let why = format!("{} = {sum}", list.join(" + "));
        let message = format!("{} add up to {sum}, more than {}", list.join(", "), text(facts, total.place.span));
        out.push(finding(&RULE, "sum-above-total", site, &sides, message, "check the parts and the total", why));
    }
    out
}

/// "Fifteen of the 13 hijackers": more than there are.
fn more_than_all(facts: &ArticleFacts, site: Site<'_>, part: &Figure, all: &Figure) -> Option<Finding> {
    let plain = |f: &Figure| f.unit.is_none() && f.measure == Measure::Count && f.quantity.is_bare() && !f.place.quoted;
    let joined = part.place.sentence == all.place.sentence && part.place.span.end() <= all.place.span.start();
    if !joined || !plain(part) || !plain(all) || value(part) <= value(all) || all.concepts.is_empty() {
        return None;
    }
    let between = between(facts, part, all);
    if !matches!(between.trim(), "of the" | "out of the" | "of those" | "of its" | "of their" | "of all") {
        return None;
    }
    let (x, y) = (text(facts, part.place.span), text(facts, all.place.span));
    let sides = [(part.place.span, value(part).to_string()), (all.place.span, value(all).to_string())];
    let why = format!("{} is more than {}", value(part), value(all));
    Some(finding(&RULE, "more-than-all", site, &sides, format!("{x} cannot be of {y}"), "check both numbers", why))
}

fn value(f: &Figure) -> Decimal {
    f.quantity.value.unwrap_or_default()
}

/// Half a step of the last digit written.
fn half(f: &Figure) -> Decimal {
    Decimal::power_of_ten(f.quantity.precision).and_then(|s| s.checked_mul(Decimal::new(5, 1))).unwrap_or_default()
}

/// Whether the sum is off by more than the roundings of the parts can make up: whole steps of the total's own last digit.
fn exact(total: &Figure, parts: &[&Figure]) -> bool {
    parts.iter().all(|p| p.quantity.precision == total.quantity.precision)
        && parts
            .iter()
            .try_fold(Decimal::ZERO, |s, p| s.checked_add(value(p)))
            .and_then(|s| s.checked_sub(value(total)))
            .is_some_and(|above| {
                // n parts rounded to the step are off by less than n/2 steps; the total by half a step.
                let steps = Decimal::new(5, 1).checked_mul(Decimal::from(parts.len() as i64));
                let step = Decimal::power_of_ten(total.quantity.precision).unwrap_or_default();
                steps.and_then(|n| n.checked_mul(step)).is_some_and(|room| above > room)
            })
}
