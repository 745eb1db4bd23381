//! Two numbers that are one figure: ranges, scores; numbers that share a scale word or a unit.

use super::hedge::is_single;
use super::read::{Line, Raw, alone, unit_after};
use super::scale::million_or_metre;
use crate::lexicon::numbered::is_function_word;
use crate::lexicon::numbers::{Number, NumberWord, Piece, Shape, number, word};
use crate::lexicon::units::{Unit, currency_before};
use crate::model::{Decimal, Quantity};

/// "30 to 55", "40-60 hours", "between $19 and $22 million", "52-48".
pub fn range(line: &Line<'_>, raw: &mut Raw, unit: &mut Option<(Unit, usize)>, first: &Number) {
    let a_end = unit.map_or(raw.end, |u| u.1);
    let before = raw.start.checked_sub(1).map_or("", |b| line.lower(b));
    let between = before == "between";
    // "rose from 4.5% to 5.4%" are two figures; "ranging from 5 to 10" is one.
    let two_before = raw.start.checked_sub(2).map_or("", |b| line.lower(b));
    let ranging = before == "from" && matches!(two_before, "ranging" | "ranged" | "range" | "ranges" | "anywhere");
    let mut at = if line.joins(a_end) && !raw.joined {
        a_end + 1
    } else if line.p.get(a_end).is_some_and(|p| p.is('–') || (p.is('-') && (p.space || line.lower(a_end + 1) == "to")))
    {
        a_end + 1
    } else {
        match line.lower(a_end) {
            "to" if before != "from" || ranging => a_end + 1,
            "and" if between => a_end + 1,
            "or" => a_end + 1,
            _ => return,
        }
    };
    let or = line.lower(a_end) == "or";
    // "40- to 60-hour", "0-to-60"
    if line.lower(at) == "to" && line.p.get(a_end).is_some_and(Piece::is_dash) {
        at += 1 + usize::from(line.joins(at + 1));
    }
    let mut number_at = at;
    let mut second_money = None;
    for skip in 0..4 {
        if currency_before(line.p, at + skip, line.text, line.base).is_some_and(|(_, s)| s == at) && skip > 0 {
            second_money = currency_before(line.p, at + skip, line.text, line.base).map(|(u, _)| u);
            number_at = at + skip;
        }
    }
    let Some(second) =
        number(line.p, number_at).filter(|n| matches!(n.shape, Shape::Cardinal | Shape::Dozen | Shape::Fraction))
    else {
        return;
    };
    if line.mark(second.end, ':') {
        return;
    }
    let mut end = second.end;
    let mut b = second.value;
    let mut precision = second.precision.min(raw.quantity.precision);
    if let Some((scaled, e)) =
        million_or_metre(line, &second, second_money.is_some() || unit.is_some_and(|u| u.0.dimension == "money"))
    {
        b = scaled;
        end = e;
    }
    let mut joined = false;
    let unit_b = match second_money {
        Some(u) => Some((u, end)),
        None => unit_after(line, end, &mut joined),
    };
    // "2010-2015" are years; "2000-2500 calories" are none.
    if unit_b.is_none() && unit.is_none() && line.is_year(raw.digits.0) && first.end == raw.digits.0 + 1 {
        return;
    }
    let Some(mut a) = raw.quantity.value else { return };
    // The score or vote: two plain numbers, the larger first, no unit.
    let digits_both =
        line.plain(raw.digits.0).is_some() && line.plain(number_at).is_some() && first.end == raw.digits.0 + 1;
    if a >= b {
        let hyphen = line.p.get(a_end).is_some_and(|p| p.is_dash() && !p.space);
        let single = first.end == raw.digits.0 + 1 && second.end == number_at + 1;
        // "won by 51.9-48.1 percent"
        if hyphen
            && single
            && a > b
            && !raw.joined
            && unit.is_none()
            && a < Decimal::from(100)
            && let Some((_, end)) = unit_b.filter(|u| u.0.name == "percentage")
        {
            raw.score = true;
            raw.quantity = Quantity::range(b, a, precision);
            // With their unit they are held against no odds of "2-1".
            raw.unit = unit_b.map(|u| u.0.name.into());
            (raw.end, raw.digits.1) = (end, second.end);
            return;
        }
        let dash = line.p.get(a_end).is_some_and(|p| p.is_dash() && !p.space) || line.lower(a_end) == "to";
        if dash && digits_both && unit.is_none() && unit_b.is_none() && a < Decimal::from(2000) && !raw.joined {
            raw.score = true;
            raw.quantity = Quantity::range(b, a, 0);
            raw.end = end;
            raw.digits.1 = end;
        } else if dash && a > b && b.scale() == 0 && digits_both && unit.is_none() && measured(unit_b) && !raw.joined {
            // "60-40 hours": a range written backwards; "3-1/2 hours" is one number.
            raw.quantity = Quantity::range(a, b, precision);
            raw.end = end;
            raw.digits.1 = end;
            *unit = unit_b;
        } else if a > b
            && second_money.is_some_and(|s| unit.is_some_and(|u| u.0.name == s.name))
            && matches!(line.lower(end), "a" | "an" | "per" | "each")
            && !or
            && !falling(line, raw)
        {
            // "spent $70,000 to $50,000 a year"; "outraised them $7 million to $6 million" are two sums.
            raw.quantity = Quantity::range(a, b, precision);
            raw.end = end;
            raw.digits.1 = end;
            *unit = unit_b;
        } else if between && unit_b.is_none() && unit.is_none() {
            raw.between = true;
            raw.quantity = Quantity::range(a, b, precision);
            raw.end = end;
        }
        return;
    }
    if or
        && (unit.is_some() != unit_b.is_some() && unit.is_some()
            || b > Decimal::from(20) && first.end - raw.digits.0 != second.end - number_at)
    {
        return;
    }
    if let (Some(x), Some(y)) = (*unit, unit_b)
        && x.0.name != y.0.name
    {
        return;
    }
    if unit.is_some()
        && unit_b.is_none()
        && second_money.is_none()
        && unit.is_some_and(|u| u.0.dimension != "money" || u.1 > raw.end)
    {
        return;
    }
    // "$26 to $31 million": the scale word stands once.
    // So it does in "four to five thousand".
    let scale_word = second.end > number_at + 1
        && line.p[second.end - 1].is_word()
        && (line.p[number_at].lower.is_empty() || second.end == number_at + 2 && !line.p[number_at + 1].is_dash());
    let elided = scale_word && first.end == raw.digits.0 + 1 && a < Decimal::from(100) && b >= Decimal::from(100);
    if elided {
        let scale = b.checked_div(number(&line.p[number_at..number_at + 1], 0).map_or(Decimal::from(1), |n| n.value));
        if let Some(scaled) = scale.and_then(|s| a.checked_mul(s)).filter(|&v| v < b) {
            a = scaled;
            precision = second.precision;
        }
    }
    // "8 or 9" is one figure with two ends, "25k or 40k" are two figures.
    let far = a.checked_mul(Decimal::from(3)) < b.checked_mul(Decimal::from(2));
    if or && b > Decimal::from(20) && far {
        return;
    }
    // "two to 300": too far apart to be one range, unless the words say so.
    if !between
        && !ranging
        && a.checked_mul(Decimal::from(if or { 3 } else { 20 })).is_some_and(|x| x < b)
        && a > Decimal::ZERO
    {
        return;
    }
    raw.quantity = Quantity::range(a, b, precision);
    raw.between = between || ranging;
    raw.end = end;
    raw.digits.1 = end;
    raw.joined = joined;
    *unit = unit_b.or(unit.map(|u| (u.0, end)));
    if let Some(u) = unit {
        u.1 = u.1.max(end);
    }
}

/// Whether the clause before a number tells of a fall: "slashed the fee $70,000 to $50,000".
fn falling(line: &Line<'_>, raw: &Raw) -> bool {
    (raw.start.saturating_sub(8)..raw.start).any(|i| crate::lexicon::changes::falls(line.lower(i)))
}

/// Whether a unit measures: no points, no ages, no money.
fn measured(unit: Option<(Unit, usize)>) -> bool {
    unit.is_some_and(|(u, _)| matches!(u.dimension, "time" | "calendar" | "length" | "mass" | "area" | "volume"))
}

/// "from $10 to $15 billion", "from 4.8 to 4.7 percent", "7- or 8-inch": what stands at the second number only belongs to both.
pub fn borrow(line: &Line<'_>, raw: &mut Raw) {
    if raw.shape != Shape::Cardinal || raw.score || raw.quantity.value.is_none() {
        return;
    }
    let hyphen = line.p.get(raw.end).is_some_and(|p| p.is_dash() && !p.space);
    let list = hyphen && line.p.get(raw.end + 1).is_some_and(|p| p.space && matches!(&*p.lower, "or" | "and" | "to"));
    let joint = if list {
        raw.end + 2
    } else if is_from(line, raw) && line.lower(raw.end) == "to" {
        raw.end + 1
    } else {
        return;
    };
    let mut at = joint;
    while is_hedge(line.lower(at)) && at < joint + 3 {
        at += 1;
    }
    // The number stands behind its sign.
    let Some(second) = (at..at + 4)
        .take_while(|&k| k < line.p.len() && (k == at || !line.p[k - 1].is_word() || line.p[k - 1].capital))
        .find_map(|k| alone(line, k).filter(|r| r.start == at))
    else {
        return;
    };
    if second.shape != Shape::Cardinal || second.score || list && !second.joined {
        return;
    }
    let same_money = |u: &str| raw.unit.as_deref() == Some(u);
    match second.unit.as_deref() {
        Some(u) if raw.unit.is_none() => {
            if line.is_year(raw.digits.0) && raw.digits.1 == raw.digits.0 + 1 && !list && line.is_year(second.digits.0)
            {
                return;
            }
            raw.unit = Some(u.into());
        }
        Some(u) if same_money(u) => {}
        None if raw.unit.is_none() => {}
        _ => return,
    }
    if list {
        raw.joined = true;
        return;
    }
    // The scale: "from 24.2 to 33-35 billion".
    let single = raw.digits.1 == raw.digits.0 + 1;
    let scale = line.p[second.digits.0..second.digits.1].iter().rev().find(|p| p.is_word());
    let power = match scale.and_then(|p| word(&p.lower)) {
        Some(NumberWord::Scale(s)) => s,
        _ => return,
    };
    let (Some(a), Some(top)) = (raw.quantity.value, second.quantity.value.or(second.quantity.high)) else { return };
    let scaled = Decimal::power_of_ten(power as i8).and_then(|s| a.checked_mul(s));
    let near = |v: Decimal| {
        let five = Decimal::from(5);
        top.checked_mul(five).is_some_and(|t| v <= t) && v.checked_mul(Decimal::from(20)).is_some_and(|t| t >= top)
    };
    if let Some(value) = scaled.filter(|&v| single && a < Decimal::from(1000) && near(v)) {
        let precision = raw.quantity.precision.saturating_add(power as i8);
        raw.quantity = Quantity::exact(value, precision);
    }
}

/// Whether "from" stands before a number.
fn is_from(line: &Line<'_>, raw: &Raw) -> bool {
    let before = (raw.start.saturating_sub(3)..raw.start).rev().find(|&k| !is_hedge(line.lower(k)));
    before.is_some_and(|k| line.lower(k) == "from")
}

/// "from 208 pounds to 193", "from $75 per barrel to $45.88": what stands at the first number only belongs to both.
pub fn lend(line: &Line<'_>, first: &Raw, raw: &mut Raw) {
    let joint = raw.start.checked_sub(1).filter(|&k| k == first.end && line.lower(k) == "to");
    if joint.is_none()
        || !is_from(line, first)
        || raw.shape != Shape::Cardinal
        || raw.joined
        || line.is_year(raw.digits.0)
    {
        return;
    }
    let Some(unit) = &first.unit else { return };
    let counts = line.p.get(raw.end).is_some_and(|p| p.is_word() && !is_function_word(&p.lower));
    let rate = unit.split_once(" per ").map(|u| u.0);
    if raw.unit.is_none() && !counts || raw.unit.is_some() && raw.unit.as_deref() == rate {
        raw.unit = Some(unit.clone());
    }
}

/// A word that may stand between "from" or "to" and the number.
fn is_hedge(word: &str) -> bool {
    word == "just" || is_single(word)
}
