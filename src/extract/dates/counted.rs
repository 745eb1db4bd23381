//! Date expressions that count ("four years ago", "every day") or stand for a day named before ("the next day").

use super::grammar::{Expr, Line, What};
use super::words::TimeUnit;
use crate::lexicon::numbers::{Shape, number};
use crate::model::Decimal;

/// "four years ago", "two days later", "six years", "a week", "the past two years".
pub fn counted(l: &Line<'_>, i: usize, e: &mut Expr) -> bool {
    let mut at = i;
    if l.lower(at) == "the"
        && matches!(l.lower(at + 1), "past" | "last" | "next" | "first" | "coming" | "previous" | "following")
    {
        at += 2;
    } else if matches!(l.lower(at), "past" | "next" | "last") {
        at += 1;
    }
    let led = at > i;
    let mut count = None;
    let mut unit_at = at;
    let mut some = false;
    match l.lower(at) {
        "a" | "an" if l.unit(at + 1).is_some() => {
            count = Some(Decimal::from(1));
            unit_at = at + 1;
        }
        "several" | "few" | "many" | "some" | "recent" | "couple" => unit_at = at + 1,
        "a" if matches!(l.lower(at + 1), "few" | "couple" | "full" | "whole" | "single" | "half") => {
            if matches!(l.lower(at + 1), "full" | "whole" | "single") {
                count = Some(Decimal::from(1));
            }
            unit_at = at + 2 + usize::from(l.lower(at + 2) == "of");
        }
        _ => {
            if let Some(n) =
                number(l.p, at).filter(|n| matches!(n.shape, Shape::Cardinal | Shape::Dozen | Shape::Vague))
            {
                if n.shape != Shape::Vague {
                    count = Some(n.value);
                }
                unit_at = if l.p.get(n.end).is_some_and(|p| p.is_dash() && !p.space) { n.end + 1 } else { n.end };
                unit_at += usize::from(matches!(
                    l.lower(unit_at),
                    "more" | "full" | "straight" | "consecutive" | "long" | "of"
                ));
            } else {
                some = true;
            }
        }
    }
    let Some(unit) = l.unit(unit_at) else { return false };
    if matches!(unit, TimeUnit::Weekend | TimeUnit::Quarter | TimeUnit::Season) {
        return false;
    }
    let mut end = unit_at + 1;
    // "54 years old", "a five-year-old": an age
    let dash = usize::from(l.p.get(end).is_some_and(|p| p.is_dash()));
    if matches!(l.lower(end + dash), "old" | "olds") || matches!(l.lower(end), "of") && l.lower(end + 1) == "age" {
        return false;
    }
    if unit == TimeUnit::Second && (count.is_none() || !l.lower(unit_at).ends_with('s')) {
        return false;
    }
    let whole = count.filter(|c| c.scale() == 0).map(|c| c.digits() as i64);
    match l.lower(end) {
        "ago" => {
            e.what = What::Away { count: whole, unit, back: true };
            end += 1;
        }
        "later" | "afterward" | "afterwards" => {
            e.what = whole.map_or(What::Duration { count, unit }, |n| What::Later { count: n, unit });
            end += 1;
        }
        "earlier" | "before" if count.is_some() || !some => {
            e.what = whole
                .filter(|_| l.lower(end) == "earlier")
                .map_or(What::Duration { count, unit }, |n| What::Later { count: -n, unit });
            end += usize::from(l.lower(end) == "earlier");
        }
        "from" if matches!(l.lower(end + 1), "now" | "today") => {
            e.what = What::Away { count: whole, unit, back: false };
            end += 2;
        }
        _ => {
            // A bare "days" or "week" is a duration only after "for", "in" or a led form.
            let before = i.checked_sub(1).map_or("", |b| l.lower(b));
            let plural = l.lower(unit_at).ends_with('s');
            if some && !led && !(matches!(before, "for" | "within" | "in" | "after") && plural) {
                return false;
            }
            if some && led && !plural {
                return false;
            }
            e.what = What::Duration { count, unit };
        }
    }
    e.end = end;
    true
}

/// "every day", "each year", "daily".
pub fn set(l: &Line<'_>, i: usize, e: &mut Expr) -> bool {
    let (unit, end) = match l.lower(i) {
        "daily" => (TimeUnit::Day, i + 1),
        "weekly" => (TimeUnit::Week, i + 1),
        "monthly" => (TimeUnit::Month, i + 1),
        "annually" | "yearly" => (TimeUnit::Year, i + 1),
        "every" | "each" => match (l.unit(i + 1), l.weekday(i + 1)) {
            (Some(u), _) => (u, i + 2),
            (None, Some((_, end))) => (TimeUnit::Week, end),
            (None, None) => return false,
        },
        _ => return false,
    };
    e.what = What::Set { unit };
    e.end = end;
    true
}

/// "now", "that day", "the next day", "this morning".
pub fn single(l: &Line<'_>, i: usize, e: &mut Expr) -> bool {
    let three = (l.lower(i), l.lower(i + 1), l.lower(i + 2));
    let (what, end) = match three {
        ("now" | "currently", ..) => (What::Now, i + 1),
        ("that" | "same", "day", _) | ("that", "morning" | "night" | "evening" | "afternoon", _) => {
            (What::Later { count: 0, unit: TimeUnit::Day }, i + 2)
        }
        ("the", "same", "day") | ("that", "same", "day") => (What::Later { count: 0, unit: TimeUnit::Day }, i + 3),
        ("the", "next" | "following", "day" | "morning" | "night" | "evening" | "afternoon") => {
            (What::Later { count: 1, unit: TimeUnit::Day }, i + 3)
        }
        ("the", "day", "before" | "earlier") | ("the", "previous", "day") => {
            (What::Later { count: -1, unit: TimeUnit::Day }, i + 3)
        }
        ("the", "day", "after") => (What::Later { count: 1, unit: TimeUnit::Day }, i + 3),
        ("the", "following" | "next", "week") => (What::Later { count: 1, unit: TimeUnit::Week }, i + 3),
        ("the", "following" | "next", "month") => (What::Later { count: 1, unit: TimeUnit::Month }, i + 3),
        ("the", "following" | "next", "year") => (What::Later { count: 1, unit: TimeUnit::Year }, i + 3),
        _ => return false,
    };
    e.what = what;
    e.end = end;
    true
}
