//! Rule `mismatched-share`.

use crate::compare::arithmetic::{between, decimal_share, finding, sentences, short, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Decimal, Figure, Finding, Hedge};

crate::rule! {
    /// A share in percent that its two numbers do not give.
    ///
    /// # What it compares
    ///
    /// "A of B" or "A out of B", and a percentage in brackets or after "or" right behind it.
    ///
    /// # Why it matters
    ///
    /// 412 of 1,030 are 40 percent. One of the three numbers is wrong.
    ///
    /// # Example
    ///
    /// > 412 of 1,030 voters (45%)
    ///
    /// # Not reported
    ///
    /// A share within one point; "about 40%"; numbers that are rounded or hedged themselves as far as the words leave room.
    id: "mismatched-share",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for figures in sentences(facts) {
        for w in figures.windows(2) {
            // "412 out of 1,030" is read as one share.
            if w[0].unit.is_none() && text(facts, w[0].place.span).contains(" of ") {
                out.extend(whole(facts, w[0]).and_then(|s| fault(facts, site, &w[..1], s, w[1])));
            }
        }
        for w in figures.windows(3) {
            let [part, all, percent] = *w else { continue };
            let of = between(facts, part, all);
            let plain = |f: &Figure| f.unit.is_none() && f.quantity.value.is_some() && f.quantity.hedge == Hedge::Exact;
            if !plain(part)
                || !plain(all)
                || !of.split_whitespace().any(|w| w == "of")
                || of.len() > 32
                || of.contains([',', '.', ';'])
            {
                continue;
            }
            let share = part.quantity.value.zip(all.quantity.value).and_then(|(a, b)| decimal_share(a, b));
            out.extend(share.and_then(|s| fault(facts, site, &[part, all], s, percent)));
        }
    }
    out
}

/// The share that a figure of two numbers gives, in percent.
fn whole(_: &ArticleFacts, f: &Figure) -> Option<Decimal> {
    f.quantity.value?.checked_mul(Decimal::from(100))
}

/// The finding, if `percent` is said right behind the numbers and is another share.
fn fault(
    facts: &ArticleFacts,
    site: Site<'_>,
    numbers: &[&Figure],
    real: Decimal,
    percent: &Figure,
) -> Option<Finding> {
    let last = numbers.last()?;
    let gap = between(facts, last, percent);
    let close = gap.len() <= 48 && (gap.ends_with('(') || gap.ends_with(", or ")) && !gap.contains(['.', ';']);
    let said = percent.quantity.value?;
    if !close || percent.unit.as_deref() != Some("percentage") || real > Decimal::from(100) {
        return None;
    }
    let off = said.checked_sub(real)?.abs();
    let room = if percent.quantity.hedge == Hedge::Exact { Decimal::from(1) } else { Decimal::from(3) };
    if off <= room {
        return None;
    }
    let mut sides = vec![(percent.place.span, format!("{said} percentage"))];
    sides.extend(numbers.iter().map(|f| (f.place.span, f.quantity.value.unwrap_or_default().to_string())));
    let written = text(facts, numbers[0].place.span.cover(last.place.span));
    let why = format!("{written} is {} percent", short(real));
    let message = format!("{written} is {} percent, not {}", short(real), text(facts, percent.place.span));
    Some(finding(&RULE, "does-not-follow", site, &sides, message, "do the math again", why))
}
