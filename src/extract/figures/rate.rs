//! Numbers set against another thing: "a month", "per share", "one in three".

use super::read::{Line, Raw};
use crate::lexicon::numbers::{Shape, number};
use crate::lexicon::units::unit_at;
use crate::model::{Decimal, Quantity};

/// "one in three", "3 out of 5", "one of every five".
pub fn ratio(line: &Line<'_>, raw: &mut Raw) {
    let Some(a) = raw.quantity.value else { return };
    let e = raw.end;
    let at = match (line.lower(e), line.lower(e + 1), line.lower(e + 2)) {
        ("in", "every", _) | ("out", "of", _) | ("of", "every", _) => {
            if line.lower(e + 2) == "every" {
                e + 3
            } else {
                e + 2
            }
        }
        ("in", ..) => e + 1,
        _ => return,
    };
    let plain_in = at == e + 1;
    // "ranked 80 out of 100" tells a place.
    let place = raw.start > 0
        && matches!(line.lower(raw.start - 1), "rank" | "ranks" | "ranked" | "placed" | "finished" | "number");
    if line.is_year(at) || raw.unit.is_some() || place {
        return;
    }
    let Some(n) = number(line.p, at).filter(|n| n.shape == Shape::Cardinal) else { return };
    let round = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000].iter().any(|&r| Decimal::from(r) == n.value);
    let unit_follows = unit_at(line.p, n.end, line.text, line.base).is_some();
    if a >= n.value || a <= Decimal::ZERO || (plain_in && (!round || unit_follows || a > Decimal::from(10))) {
        return;
    }
    if let Some(share) = a.checked_div(n.value) {
        raw.quantity = Quantity::exact(share, -2);
        raw.shape = Shape::Fraction;
        raw.end = n.end;
        raw.ratio = true;
    }
}

/// Words after a span of time that put it at a distance: "a year earlier".
fn is_shift(word: &str) -> bool {
    matches!(
        word,
        "ago" | "earlier" | "later" | "before" | "after" | "from" | "old" | "prior" | "previously" | "hence" | "since"
    )
}

/// "a month", "per share", "/hour": the unit becomes a rate.
pub fn rate(line: &Line<'_>, raw: &mut Raw, name: &str) {
    let e = raw.end;
    let (per, at) = match line.lower(e) {
        "per" => (true, e + 1),
        "a" | "an" | "each" | "every" => (false, e + 1),
        _ if line.mark(e, '/') && line.p.get(e).is_some_and(|p| !p.space) => (true, e + 1),
        _ if line.joins(e) && matches!(line.lower(e + 1), "per" | "a" | "an") => (line.lower(e + 1) == "per", e + 2),
        _ => return,
    };
    let at = if line.joins(at) { at + 1 } else { at };
    let Some(next) = line.p.get(at).filter(|p| p.is_word()) else { return };
    let word = &*next.lower;
    let of = match unit_at(line.p, at, line.text, line.base) {
        // "$6 billion a year earlier" is no rate.
        Some(_) if !per && matches!(at + 1, n if is_shift(line.lower(n))) => None,
        Some((u, end)) if u.dimension != "money" => Some((u.name.to_owned(), end)),
        _ if matches!(
            word,
            "share"
                | "barrel"
                | "person"
                | "head"
                | "game"
                | "capita"
                | "night"
                | "ticket"
                | "seat"
                | "student"
                | "household"
                | "piece"
                | "bottle"
                | "unit"
                | "pop"
        ) =>
        {
            Some((word.to_owned(), at + 1))
        }
        _ if per => Some((word.to_owned(), at + 1)),
        _ => None,
    };
    // "5 percent a year", but "12 percent a drop": only times, measures and the like follow a bare "a".
    if let Some((of, end)) = of {
        raw.unit = Some(format!("{name} per {of}").into());
        raw.end = end;
    }
}
