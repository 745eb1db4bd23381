//! Plain reasons that two figures are of two things: another period, another level of government, another poll, another rate.

use super::item::Item;
use super::pair::part_ids;
use crate::align::context::Match;
use crate::model::Figure;

/// Each side has a scope word, and they have none in common.
pub fn scopes_differ(a: &[&str], b: &[&str]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|w| b.contains(w))
}

/// Whether both sides name levels of government, and not the same ones: a federal tax, and federal, state and local taxes.
pub fn levels_differ(a: &Figure, b: &Figure) -> bool {
    const BELOW: &[&str] = &["state", "local", "municipal", "county", "city"];
    let of = |w: &str| (w == "federal", BELOW.contains(&w));
    let levels = |f: &Figure| {
        let words = f.concepts.iter().chain(&f.frame.objects).chain(&f.frame.context);
        words.map(|w| of(w)).fold((false, false), |x, y| (x.0 || y.0, x.1 || y.1))
    };
    let (a, b) = (levels(a), levels(b));
    a != b && a != (false, false) && b != (false, false)
}

/// Whether both say what they are by, and not the same, or one is by a time and the other is not.
pub fn rates_differ(a: &Figure, b: &Figure) -> bool {
    let by = |f: &'_ Figure| f.unit.as_deref().and_then(|u| u.split_once(" per ")).map(|u| u.1.to_owned());
    let span = |u: &str| matches!(u, "year" | "month" | "week" | "day" | "hour" | "minute" | "second" | "quarter");
    match (by(a), by(b)) {
        (Some(x), Some(y)) => x != y,
        (Some(x), None) | (None, Some(x)) => span(&x),
        (None, None) => false,
    }
}

/// Whether both are results of polls, and not plainly of one poll. Polls ask the same question over and over.
pub fn polls_differ(a: &Item<'_>, b: &Item<'_>) -> bool {
    const POLL: &[&str] = &[
        "poll",
        "polling",
        "pollster",
        "survey",
        "respondent",
        "approval",
        "favorability",
        "undecided",
        "margin",
        "matchup",
        "voter",
        "lead",
        "support",
        "percentage",
    ];
    let words = |i: &Item<'_>| {
        let f = i.figure;
        f.concepts.iter().chain(&f.frame.context).chain(&f.frame.subject).filter(|w| POLL.contains(&&***w)).count()
    };
    let polled = |i: &Item<'_>| {
        let share = matches!(i.figure.unit.as_deref(), Some("percentage" | "percentage point" | "point"));
        let named =
            i.figure.frame.context.iter().any(|w| matches!(&**w, "poll" | "survey" | "pollster" | "respondent"));
        named || share && words(i) > 0
    };
    // One poll: the same names in both sentences, or all but the same words.
    let one = !a.names.is_empty() && (a.names == b.names || part_ids(&a.names, &b.names) >= 0.99 && a.names.len() > 2);
    polled(a) && polled(b) && !one
}

/// Whether the periods that the two sentences name meet. One year is not the same period as eight years that hold it.
pub fn period(a: &Item<'_>, b: &Item<'_>) -> Match {
    let meet = |(al, ah): &(i32, i32), (bl, bh): &(i32, i32)| {
        let (x, y) = (ah.saturating_sub(*al) + 1, bh.saturating_sub(*bl) + 1);
        al <= bh && bl <= ah && x.max(y) < x.min(y).saturating_mul(2)
    };
    match (a.periods.is_empty(), b.periods.is_empty()) {
        (false, false) if a.periods.iter().any(|p| b.periods.iter().any(|q| meet(p, q))) => Match::Same,
        (false, false) => Match::Different,
        _ => Match::Unknown,
    }
}
