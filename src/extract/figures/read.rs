//! Reads a quantity from pieces: sign, currency, number, range, unit, rate. Knows nothing of the sentence.

use crate::lexicon::numbers::{Number, NumberWord, Piece, PieceKind, Shape, is_mock, number, word};
use crate::lexicon::units::{Unit, currency_before, unit_at};
use crate::model::{Decimal, Quantity};

/// A quantity as it stands there, without hedges and meaning.
#[derive(Clone, Debug)]
pub struct Raw {
    /// First piece (sign or currency included).
    pub start: usize,
    /// Piece after the last one (unit and rate included).
    pub end: usize,
    /// First and after-last piece of the number alone.
    pub digits: (usize, usize),
    /// The value.
    pub quantity: Quantity,
    /// Standard name of the unit, with its rate ("dollar per month").
    pub unit: Option<Box<str>>,
    /// Shape of the (first) number.
    pub shape: Shape,
    /// "52-48", "7 to 3": two numbers set against each other, larger first.
    pub score: bool,
    /// A hyphen joins the number to what follows: "48-page", "two-year".
    pub joined: bool,
    /// "between … and …": the word before belongs to the range.
    pub between: bool,
    /// Scale word written at the second number only: "between $26 and $31 million".
    pub elided_scale: bool,
    /// "one in three", "3 out of 5".
    pub ratio: bool,
}

/// The pieces of a paragraph with their text.
pub struct Line<'a> {
    /// The pieces.
    pub p: &'a [Piece],
    /// The paragraph.
    pub text: &'a str,
    /// Offset of its first byte in the article's text.
    pub base: u32,
}

impl Line<'_> {
    /// A word in lower case; empty for marks and digits and beyond the ends.
    pub fn lower(&self, i: usize) -> &str {
        self.p.get(i).map_or("", |p| &p.lower)
    }

    /// Whether piece `i` is this mark.
    pub fn mark(&self, i: usize, mark: char) -> bool {
        self.p.get(i).is_some_and(|p| p.is(mark))
    }

    /// Whether piece `i` is a hyphen or dash without blanks around it.
    pub fn joins(&self, i: usize) -> bool {
        self.p.get(i).is_some_and(|p| p.is_dash() && !p.space) && self.p.get(i + 1).is_some_and(|p| !p.space)
    }

    /// The value of a plain run of digits.
    pub fn plain(&self, i: usize) -> Option<(Decimal, u8)> {
        match self.p.get(i)?.kind {
            PieceKind::Digits { value, plain: true, digits, .. } => Some((value, digits)),
            _ => None,
        }
    }

    /// Whether piece `i` looks like a year.
    pub fn is_year(&self, i: usize) -> bool {
        self.plain(i).is_some_and(|(v, digits)| digits == 4 && v >= Decimal::from(1400) && v < Decimal::from(2200))
    }

    fn unit(&self, i: usize) -> Option<(Unit, usize)> {
        unit_at(self.p, i, self.text, self.base)
    }
}

/// The quantity that starts at piece `i` (its sign or currency may stand before).
pub fn read(line: &Line<'_>, i: usize) -> Option<Raw> {
    let first = number(line.p, i)?;
    let mut start = i;
    let mut money = None;
    if let Some((unit, at)) = currency_before(line.p, i, line.text, line.base) {
        money = Some(unit);
        start = at;
    }
    let mut value = first.value;
    // "-5", "- 10 k": a hyphen with nothing glued before it.
    if start > 0 && matches!(line.p[i].kind, PieceKind::Digits { .. } | PieceKind::Mark(_)) {
        let dash = &line.p[start - 1];
        let free = dash.is_dash() && dash.space && (!line.p[start].space || start == 1);
        if free && !dash.is('—') {
            value = Decimal::ZERO.checked_sub(value)?;
            start -= 1;
        }
    }
    if matches!(line.lower(start.wrapping_sub(1)), "minus" | "negative") && start > 0 {
        value = Decimal::ZERO.checked_sub(value)?;
        start -= 1;
    }
    let mut raw = Raw {
        start,
        end: first.end,
        digits: (i, first.end),
        quantity: Quantity::exact(value, first.precision),
        unit: None,
        shape: first.shape,
        score: false,
        joined: false,
        between: false,
        elided_scale: false,
        ratio: false,
    };
    match first.shape {
        Shape::Vague => raw.quantity = Quantity::vague(value),
        Shape::Dozen => raw.quantity = Quantity::dozen(value),
        _ => {}
    }
    let mut unit = money.map(|u| (u, first.end));
    if let Some((scaled, end)) = million_or_metre(line, &first, money.is_some()) {
        raw.quantity = Quantity::exact(scaled, first.precision.saturating_add(6));
        raw.end = end;
        raw.digits.1 = end;
        unit = money.map(|u| (u, end));
    }
    if money.is_none() {
        unit = unit_after(line, raw.end, &mut raw.joined);
    } else if let Some((more, end)) = line.unit(raw.end).filter(|(u, _)| u.dimension == "money") {
        // "$5 dollars", "$31.20 US": the sign said it.
        let _ = more;
        unit = Some((money?, end));
    }
    if matches!(raw.shape, Shape::Cardinal | Shape::Fraction | Shape::Dozen) {
        ratio(line, &mut raw);
        if !raw.ratio {
            range(line, &mut raw, &mut unit, &first);
        }
    }
    if matches!(first.shape, Shape::Ordinal | Shape::Multiple) {
        unit = None;
    }
    if let Some((u, end)) = unit {
        raw.end = raw.end.max(end);
        raw.unit = Some(u.name.into());
        rate(line, &mut raw, u.name);
    }
    Some(raw)
}

/// If piece `i` begins a number that nobody can be sure of ("1,23,45", "3.4.5 million", "umpteen million"): the piece after it.
pub fn unreadable(line: &Line<'_>, i: usize) -> Option<usize> {
    let digits = |i: usize| line.p.get(i).filter(|p| matches!(p.kind, PieceKind::Digits { .. }));
    let mut end = i + 1;
    if digits(i).is_some() {
        let glued = |i: usize| {
            line.p.get(i).is_some_and(|p| !p.space && (p.is(',') || p.is('.')))
                && digits(i + 1).is_some_and(|p| !p.space)
        };
        while glued(end) {
            end += 2;
        }
        if end == i + 1 {
            return None;
        }
    } else if !is_mock(line.lower(i)) {
        return None;
    }
    while matches!(word(line.lower(end)), Some(NumberWord::Hundred | NumberWord::Scale(_))) {
        end += 1;
    }
    Some(end)
}

/// The unit after the number: directly, or joined by a hyphen.
fn unit_after(line: &Line<'_>, end: usize, joined: &mut bool) -> Option<(Unit, usize)> {
    let hyphen = line.joins(end);
    let at = if hyphen { end + 1 } else { end };
    let found = line.unit(at).or_else(|| qualified_time(line, at).filter(|_| !hyphen));
    *joined = hyphen && (found.is_some() || line.p.get(at).is_some_and(Piece::is_word));
    let (unit, after) = found?;
    // "5 second-graders", "two point guards": a unit that is the first half of a word is none, nor is an ordinal "second".
    if !hyphen
        && line.joins(after)
        && !matches!(line.lower(after + 1), "old" | "long" | "wide" | "high" | "tall" | "deep" | "per" | "an" | "a")
        && unit.dimension != "money"
        && unit.name != "percentage"
        && unit.dimension != "length"
    {
        return None;
    }
    let word = line.lower(at);
    if !hyphen
        && matches!(word, "second" | "quarter" | "point" | "degree")
        && end > 0
        && line.p[end - 1].is_word()
        && word != "degree"
    {
        return None;
    }
    Some((unit, after))
}

/// "three more years", "10 straight days": a word between the number and a unit of time.
fn qualified_time(line: &Line<'_>, at: usize) -> Option<(Unit, usize)> {
    let between = matches!(
        line.lower(at),
        "more"
            | "additional"
            | "extra"
            | "full"
            | "straight"
            | "consecutive"
            | "long"
            | "short"
            | "entire"
            | "whole"
            | "further"
            | "solid"
    );
    line.unit(at + 1)
        .filter(|(u, _)| between && matches!(u.dimension, "time" | "calendar") && line.lower(at + 1).len() > 2)
}

/// "40m" is metres, "£40m" and "35m of its devices" are millions.
fn million_or_metre(line: &Line<'_>, first: &Number, money: bool) -> Option<(Decimal, usize)> {
    let letter = line.p.get(first.end).filter(|x| &*x.lower == "m" && !x.capital && !x.space)?;
    let _ = letter;
    let next = line.lower(first.end + 1);
    let metric = matches!(
        next,
        "deep" | "wide" | "tall" | "long" | "high" | "away" | "from" | "down" | "below" | "above" | "across"
    );
    let counted = next == "of"
        || next == "people"
        || (next.ends_with('s') && next.len() > 3 && !metric)
        || next.starts_with("tonn");
    let by = Decimal::from(1_000_000);
    (money || counted).then(|| first.value.checked_mul(by)).flatten().map(|v| (v, first.end + 1))
}

/// "one in three", "3 out of 5", "one of every five".
fn ratio(line: &Line<'_>, raw: &mut Raw) {
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
    if line.is_year(at) || raw.unit.is_some() {
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

/// "30 to 55", "40-60 hours", "between $19 and $22 million", "52-48".
fn range(line: &Line<'_>, raw: &mut Raw, unit: &mut Option<(Unit, usize)>, first: &Number) {
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
    // "40- to 60-hour"
    if line.lower(at) == "to" && line.p.get(a_end).is_some_and(Piece::is_dash) {
        at += 1;
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
    if line.mark(second.end, ':') || (line.is_year(raw.digits.0) && first.end == raw.digits.0 + 1) {
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
    let Some(mut a) = raw.quantity.value else { return };
    // The score or vote: two plain numbers, the larger first, no unit.
    let digits_both =
        line.plain(raw.digits.0).is_some() && line.plain(number_at).is_some() && first.end == raw.digits.0 + 1;
    if a >= b {
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
            raw.elided_scale = true;
        }
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
    (raw.start.saturating_sub(8)..raw.start).any(|i| super::measure::falls(line.lower(i)))
}

/// Whether a unit measures: no points, no ages, no money.
fn measured(unit: Option<(Unit, usize)>) -> bool {
    unit.is_some_and(|(u, _)| matches!(u.dimension, "time" | "calendar" | "length" | "mass" | "area" | "volume"))
}

/// Words after a span of time that put it at a distance: "a year earlier".
fn is_shift(word: &str) -> bool {
    matches!(
        word,
        "ago" | "earlier" | "later" | "before" | "after" | "from" | "old" | "prior" | "previously" | "hence" | "since"
    )
}

/// "a month", "per share", "/hour": the unit becomes a rate.
fn rate(line: &Line<'_>, raw: &mut Raw, name: &str) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::numbers::pieces;

    fn all(text: &str) -> Vec<String> {
        let p = pieces(text, 0);
        let line = Line { p: &p, text, base: 0 };
        let (mut out, mut i) = (Vec::new(), 0);
        while i < p.len() {
            if let Some(raw) = read(&line, i) {
                let q = raw.quantity;
                let value = q.value.map_or_else(
                    || format!("{}..{}", q.low.unwrap_or_default(), q.high.map_or("".into(), |h| h.to_string())),
                    |v| v.to_string(),
                );
                let unit = raw.unit.as_deref().unwrap_or("");
                out.push(format!(
                    "{value}{}{unit}{}",
                    if unit.is_empty() { "" } else { " " },
                    if raw.score { " score" } else { "" }
                ));
                i = raw.end.max(i + 1);
            } else {
                i += 1;
            }
        }
        out
    }

    #[test]
    fn numbers_that_nobody_can_read() {
        for (text, broken) in [
            ("1,23,45 people", Some("1,23,45")),
            ("3.4.5 million people", Some("3.4.5 million")),
            ("umpteen million people", Some("umpteen million")),
            ("zillions of people", Some("zillions")),
            ("4,5 percent", Some("4,5")),
            ("1,234,5", Some("1,234,5")),
            ("1,234,567.89 dollars", None),
            ("5,00,000 rupees", None),
            ("12, 34 and 56", None),
            ("3.4 million", None),
            ("in 2016.", None),
        ] {
            let p = pieces(text, 0);
            let line = Line { p: &p, text, base: 0 };
            let found = unreadable(&line, 0).map(|end| &text[..p[end - 1].end as usize]);
            assert_eq!(found, broken, "{text}");
        }
    }

    #[test]
    fn quantities_with_units_and_ranges() {
        for (text, expected) in [
            ("$4,312.50", vec!["4312.5 dollar"]),
            ("between $19 and $22 million", vec!["19000000..22000000 dollar"]),
            ("between $26 and $31 million", vec!["26000000..31000000 dollar"]),
            ("30 to 55 kilometers per hour", vec!["30..55 kilometre per hour"]),
            ("a 40- to 60-hour course", vec!["40..60 hour"]),
            ("40-60 hours", vec!["40..60 hour"]),
            ("by 52-48", vec!["48..52 score"]),
            ("voted 7-3 on", vec!["3..7 score"]),
            ("one in three", vec!["0.333333333333333"]),
            ("a $3500 a month mortgage", vec!["3500 dollar per month"]),
            ("rose from 4.5% to 5.4%", vec!["4.5 percentage", "5.4 percentage"]),
            ("$30,000 to $50,000 a year", vec!["30000..50000 dollar per year"]),
            ("30 feet (48 kilometers)", vec!["30 foot", "48 kilometre"]),
            ("a 48-page report", vec!["48"]),
            ("35m of its devices and 40m deep", vec!["35000000", "40 metre"]),
            ("£2.7m", vec!["2700000 pound sterling"]),
            ("$42-million plan", vec!["42000000 dollar"]),
            ("3 or 4 years", vec!["3..4 year"]),
            ("fell -5 degrees", vec!["-5 degree"]),
        ] {
            assert_eq!(all(text), expected, "{text}");
        }
    }
}
