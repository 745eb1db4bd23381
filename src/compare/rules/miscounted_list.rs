//! Rule `miscounted-list`.

use crate::compare::arithmetic::{finding, text};
use crate::compare::{Check, Site};
use crate::model::{ArticleFacts, Decimal, Figure, Finding, Measure, Span};

crate::rule! {
    /// A list with more or fewer items than it announces.
    ///
    /// # What it compares
    ///
    /// A small number with its noun, a colon, and a plain list up to the end of the sentence.
    ///
    /// # Why it matters
    ///
    /// Readers count along.
    ///
    /// # Example
    ///
    /// > four areas: dredging, flood gates and a new ferry dock
    ///
    /// # Not reported
    ///
    /// "Four areas, among them dredging and gates"; items that hold an "and" of their own; lists of clauses.
    id: "miscounted-list",
    kind: Figure,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    facts.figures.iter().filter(|f| !f.place.quoted).filter_map(|f| fault(facts, site, f)).collect()
}

fn fault(facts: &ArticleFacts, site: Site<'_>, f: &Figure) -> Option<Finding> {
    let said = f
        .quantity
        .value
        .filter(|v| f.quantity.is_bare() && f.unit.is_none() && v.scale() == 0 && (2..=12).contains(&v.digits()))?;
    if f.measure != Measure::Count
        || f.counted.is_empty()
        || f.counted.end() > f.place.sentence.end()
        || f.counted.end() < f.place.span.end()
    {
        return None;
    }
    let rest = facts.text().get(f.counted.end() as usize..f.place.sentence.end() as usize)?;
    let list = rest.trim_start().strip_prefix(':')?;
    let start = f.place.sentence.end() as usize - list.len();
    let list = list.trim().trim_end_matches(['.', '!', '?', '”', '"']);
    let items = count(list)?;
    // "six of seven states: …": the list is of the six.
    let before = facts.text().get(f.place.sentence.start() as usize..f.place.span.start() as usize)?.trim_end();
    if before.ends_with(" of") || before.ends_with(" of the") {
        return None;
    }
    if said == Decimal::from(items as i64) {
        return None;
    }
    let span = Span::new(start as u32 + 1, f.place.sentence.end());
    let announced = f.place.span.cover(f.counted);
    let sides = [(announced, said.to_string()), (span, items.to_string())];
    let why = format!("the list after the colon has {items} items");
    Some(finding(
        &RULE,
        "colon-list",
        site,
        &sides,
        format!("{}, but {items} are listed", text(facts, announced)),
        "count again",
        why,
    ))
}

/// The items of a plain list; `None` where it is no plain list.
fn count(list: &str) -> Option<usize> {
    if list.contains([':', '(', '“', '"', '—', '–']) || list.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    if list.contains(';') {
        // "A; B and C": whether the last is one or two nobody can tell.
        let last = list.rsplit(';').next().unwrap_or_default().trim_start();
        if last.split_whitespace().skip(1).any(|w| w == "and") && !last.starts_with("and ") {
            return None;
        }
        return Some(list.split(';').filter(|i| !i.trim().is_empty()).count());
    }
    let ands = list.split_whitespace().filter(|w| matches!(*w, "and" | "or" | "&")).count();
    let including = ["including", "among", "such", "like", "with", "which", "who", "that"];
    if ands != 1 || list.split_whitespace().any(|w| including.contains(&w.trim_matches(','))) {
        return None;
    }
    let joined = list.replace(", and ", ", ").replace(" and ", ", ").replace(", or ", ", ").replace(" or ", ", ");
    let items: Vec<&str> = joined.split(',').map(str::trim).filter(|i| !i.is_empty()).collect();
    let short = items.iter().all(|i| i.split_whitespace().count() <= 6);
    // The conjunction must stand before the last item: otherwise it is inside one.
    let last = items.last()?;
    let ends = [" and ", " or "].iter().any(|c| list.ends_with(&format!("{c}{last}")));
    (short && ends && items.len() >= 2).then_some(items.len())
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn plain_lists_are_counted() {
        assert_eq!(count("dredging, flood gates and a new ferry dock"), Some(3));
        assert_eq!(count("dredging, flood gates, and a dock"), Some(3));
        assert_eq!(count("dredging; gates; a dock"), Some(3));
        assert_eq!(count("the gates, which leak; the dock is old and the road is closed"), None);
        assert_eq!(count("research and development, dredging and gates"), None);
        assert_eq!(count("dredging and gates, among others"), None);
    }
}
