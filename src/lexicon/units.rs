//! Units and currencies: their standard names, their writings, and what they convert to.

use std::sync::LazyLock;

use crate::model::Map;

use super::numbers::{Piece, PieceKind, pieces};
use crate::model::{Decimal, Figure, Fit, Hedge, Measure, Quantity};

/// A unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Standard name in the singular.
    pub name: &'static str,
    /// What it measures; units convert within it. "own" converts to nothing, "money" only by rates, which nobody here knows.
    pub dimension: &'static str,
    /// Factor to the base of the dimension.
    pub factor: Decimal,
}

impl Unit {
    /// Whether two units measure the same thing.
    #[must_use]
    pub fn converts_to(&self, other: &Unit) -> bool {
        self.name == other.name || (self.dimension == other.dimension && !matches!(self.dimension, "own" | "money"))
    }
}

/// How the values of two figures fit, with units converted; `None` if their units measure different things.
#[must_use]
pub fn fit(a: &Figure, b: &Figure) -> Option<Fit> {
    // A vote is two numbers, not a range.
    if matches!(a.measure, Measure::Vote | Measure::Ratio) && a.measure == b.measure {
        let ends = |f: &Figure| (f.quantity.low, f.quantity.high);
        return Some(if ends(a) == ends(b) { Fit::Same } else { Fit::Apart });
    }
    if complements(a, b) {
        return Some(Fit::Hedged);
    }
    // "40 to 60 hours" and "20 to 60 hours" overlap, but one of them is wrong.
    let (x, y) = (a.unit.as_deref(), b.unit.as_deref());
    // "40-60 hours per person" is the "40- to 60-hour course": what it is by is left out on one side.
    let left_out = |x: &str, y: &str| x.split_once(" per ").is_some_and(|u| u.0 == y);
    let one_unit = x == y || matches!((x, y), (Some(x), Some(y)) if left_out(x, y) || left_out(y, x));
    if one_unit && other_end(&a.quantity, &b.quantity) {
        return Some(Fit::Apart);
    }
    match (x, y) {
        _ if one_unit => Some(a.quantity.fit(&b.quantity)),
        (Some(x), Some(y)) => {
            let (x, y) = (unit(x)?, unit(y)?);
            x.converts_to(&y).then(|| a.quantity.fit_in(x.factor, &b.quantity, y.factor))
        }
        _ => None,
    }
}

/// All that [`fit`] looks at in a figure: figures of one kind fit any other in the same way.
#[must_use]
pub fn fit_kind(f: &Figure) -> (Measure, Quantity, Option<&str>, bool) {
    (f.measure, f.quantity, f.unit.as_deref(), f.unit.as_deref() == Some("percentage") && of_rest(f))
}

/// Whether two ranges have one end in common and differ in the other by more than its rounding.
fn other_end(a: &Quantity, b: &Quantity) -> bool {
    let range = |q: &Quantity| q.hedge == Hedge::Range;
    let near = |x: Option<Decimal>, y: Option<Decimal>| match (x, y) {
        (Some(x), Some(y)) => {
            let room = Decimal::power_of_ten(a.precision.max(b.precision)).unwrap_or(Decimal::ZERO);
            x.checked_sub(y).is_none_or(|d| d.abs() < room && x != y)
        }
        _ => true,
    };
    range(a)
        && range(b)
        && (a.low == b.low && a.high != b.high && !near(a.high, b.high)
            || a.high == b.high && a.low != b.low && !near(a.low, b.low))
}

/// "77 percent of benefits payable" and "a 23 percent cut in benefits" are one fact: shares that make up 100, one of them of the rest.
#[must_use]
pub fn complements(a: &Figure, b: &Figure) -> bool {
    let sum = a.quantity.value.zip(b.quantity.value).and_then(|(x, y)| x.checked_add(y));
    is_percentage(a)
        && is_percentage(b)
        && sum == Some(Decimal::from(100))
        && a.quantity.value != b.quantity.value
        && of_rest(a) != of_rest(b)
}

/// Whether one percentage is of what is left of a thing and the other of what is cut of it, so that the two must make up a hundred:
/// "able to pay 77 percent of benefits", "a 23 percent cut in benefits".
#[must_use]
pub fn kept_and_cut(a: &Figure, b: &Figure) -> bool {
    let kept = |f: &Figure| !of_rest(f) && f.frame.predicate.as_deref().is_some_and(super::counting::is_kept);
    let same = |kept: &Figure, cut: &Figure| {
        let of = kept.concepts.last();
        of.is_some_and(|of| cut.frame.objects.contains(of) || cut.frame.context.iter().take(3).any(|w| w == of))
    };
    let both = is_percentage(a) && is_percentage(b);
    both && (kept(a) && of_rest(b) && same(a, b) || kept(b) && of_rest(a) && same(b, a))
}

/// Whether of two percentages one is of what is cut, missing or against and the other is not: both may be right.
#[must_use]
pub fn one_of_rest(a: &Figure, b: &Figure) -> bool {
    let share = |f: &Figure| is_percentage(f) && f.measure != Measure::Change;
    share(a) && share(b) && of_rest(a) != of_rest(b)
}

fn is_percentage(f: &Figure) -> bool {
    f.unit.as_deref() == Some("percentage")
}

/// Whether a share is one of the rest, "cut", "against".
fn of_rest(f: &Figure) -> bool {
    f.concepts.iter().chain(&f.frame.predicate).any(|w| super::counting::is_rest(w))
}

/// A writing of a unit.
struct Form {
    /// The pieces behind the first one.
    rest: Vec<Box<str>>,
    /// How its letters must stand in the text.
    case: Case,
    /// As the table has it.
    written: &'static str,
    unit: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Capitals,
    Exact,
}

struct Table {
    units: Vec<Unit>,
    by_name: Map<&'static str, usize>,
    /// First piece of a form → its writings.
    forms: Map<Box<str>, Vec<Form>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { units: Vec::new(), by_name: Map::default(), forms: Map::default() };
    for line in super::entries(include_str!("data/units.txt")) {
        let parts: Vec<&'static str> = line.split(';').map(str::trim).collect();
        if let [name, dimension, factor, forms] = parts[..] {
            table.add(Unit { name, dimension, factor: Decimal::parse(factor).unwrap_or_default() }, forms);
        }
    }
    for line in super::entries(include_str!("data/currencies.txt")) {
        if let Some((name, forms)) = line.split_once(';') {
            table.add(Unit { name: name.trim(), dimension: "money", factor: Decimal::from(1) }, forms);
        }
    }
    for forms in table.forms.values_mut() {
        forms.sort_by_key(|f| std::cmp::Reverse(f.rest.len()));
    }
    table
});

impl Table {
    fn add(&mut self, unit: Unit, forms: &'static str) {
        let id = self.units.len();
        self.units.push(unit);
        self.by_name.insert(unit.name, id);
        for form in forms.split('|').map(str::trim) {
            let keys: Vec<Box<str>> = pieces(form, 0).iter().map(|p| key(p, form)).collect();
            let letters = form.chars().filter(|c| c.is_alphabetic()).count();
            let capitals = form.chars().filter(|c| c.is_uppercase()).count();
            let case = match letters {
                1..=3 if capitals == letters => Case::Capitals,
                1..=3 if capitals > 0 => Case::Exact,
                _ => Case::Any,
            };
            if let Some((first, rest)) = keys.split_first() {
                self.forms.entry(first.clone()).or_default().push(Form {
                    rest: rest.to_vec(),
                    case,
                    written: form,
                    unit: id,
                });
            }
        }
    }
}

/// A piece as the table knows it: a word in lower case, a mark as it is.
fn key(p: &Piece, text: &str) -> Box<str> {
    if p.is_word() { p.lower.clone() } else { text.get(p.start as usize..p.end as usize).unwrap_or_default().into() }
}

/// The unit of this standard name.
#[must_use]
pub fn unit(name: &str) -> Option<Unit> {
    TABLE.by_name.get(name).map(|&i| TABLE.units[i])
}

/// The longest unit written at piece `i`: the unit and the piece after it. `text` is what the pieces were cut from, `base` the
/// offset of its first byte.
#[must_use]
pub fn unit_at(p: &[Piece], i: usize, text: &str, base: u32) -> Option<(Unit, usize)> {
    let of = |q: &Piece| -> &str { text.get((q.start - base) as usize..(q.end - base) as usize).unwrap_or_default() };
    let known = |q: &Piece| -> Box<str> { if q.is_word() { q.lower.clone() } else { of(q).into() } };
    let first = p.get(i)?;
    let single = of(first).chars().count() == 1 && first.is_word();
    let mut found: Option<(&Form, usize)> = None;
    for form in TABLE.forms.get(&known(first))? {
        let end = i + 1 + form.rest.len();
        if found.is_some_and(|(_, longest)| longest > end) {
            break;
        }
        let Some(behind) = p.get(i + 1..end) else { continue };
        let same = behind.iter().zip(&form.rest).all(|(q, r)| known(q) == *r);
        let lower = || p[i..end].iter().any(|q| of(q).chars().any(char::is_lowercase));
        let exact = text.get((first.start - base) as usize..(p[end - 1].end - base) as usize) == Some(form.written);
        let cased = match form.case {
            Case::Any => true,
            Case::Capitals => !lower(),
            Case::Exact => exact,
        };
        // "06F6" is no temperature.
        let in_code = single && p.get(end).is_some_and(|q| !q.space && matches!(q.kind, PieceKind::Digits { .. }));
        // "US $" but not "us $"; one letter only where it is glued to the digits; a small "m" is no "M".
        let capital = form.case == Case::Capitals;
        let glued = !single || !form.rest.is_empty() || (!first.space && !in_code && (capital == first.capital));
        if same && cased && glued {
            // "Nm" is no "nm".
            if exact {
                return Some((TABLE.units[form.unit], end));
            }
            found = found.or(Some((form, end)));
        }
    }
    found.map(|(form, end)| (TABLE.units[form.unit], end))
}

/// The unit whose form ends directly before piece `i` (currency signs and codes): the unit and its first piece.
#[must_use]
pub fn currency_before(p: &[Piece], i: usize, text: &str, base: u32) -> Option<(Unit, usize)> {
    for len in [6usize, 4, 3, 2, 1] {
        let Some(start) = i.checked_sub(len) else { continue };
        if let Some((unit, end)) = unit_at(p, start, text, base)
            && end == i
            && unit.dimension == "money"
        {
            // A word stands after its number ("two euro 5" is no price); signs and codes stand before.
            let written = &text[(p[start].start - base) as usize..(p[i - 1].end - base) as usize];
            let sign = written.chars().any(|c| !c.is_alphanumeric() && c != ' ');
            let code = written.len() <= 4 && written.chars().all(|c| c.is_ascii_uppercase()) && written.len() >= 2;
            let rupee = matches!(written, "Rs" | "Rp" | "RM" | "Rs.");
            return (sign || code || rupee).then_some((unit, start));
        }
    }
    None
}

/// The money whose sign was put into plain letters: "PS2.7m" and "Y=100 million" are what "£" and "¥" become where a text lost
/// all but ASCII. "PS5" is a name.
#[must_use]
pub fn transliterated(p: &[Piece], i: usize, first: &super::numbers::Number) -> Option<(Unit, usize)> {
    let glued = |k: usize| p.get(k).filter(|x| !x.space);
    glued(i)?;
    let word = |k: usize, text: &str| {
        p.get(k).is_some_and(|x| x.capital && &*x.lower == text && (k == 0 || x.space || !p[k - 1].is_word()))
    };
    let amount = first.value.scale() > 0 || first.value >= Decimal::from(10) || first.end > i + 1;
    if i >= 1 && amount && word(i - 1, "ps") {
        return unit("pound sterling").map(|u| (u, i - 1));
    }
    let yen = i >= 2 && p[i - 1].is('=') && glued(i - 1).is_some() && word(i - 2, "y");
    yen.then(|| unit("japanese yen")).flatten().map(|u| (u, i - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str) -> Option<&'static str> {
        let p = pieces(text, 0);
        unit_at(&p, 1, text, 0).map(|u| u.0.name)
    }

    #[test]
    fn units_are_known_in_their_usual_writings() {
        for (text, name) in [
            ("60mph", "mile per hour"),
            ("60 miles per hour", "mile per hour"),
            ("60 miles", "mile"),
            ("5%", "percentage"),
            ("5 percentage points", "percentage point"),
            ("40m", "metre"),
            ("7 °C", "celsius"),
            ("35 GWh", "gigawatt hour"),
            ("3 US dollars", "dollar"),
            ("450 Nm", "newton metre"),
            ("45 nm", "nanometre"),
            ("14 mSv", "millisievert"),
            ("25.5″", "inch"),
            ("300 PS", "metric horsepower"),
            ("6-year-old", "year of age"),
        ] {
            let shift = usize::from(text.contains("6-"));
            let p = pieces(text, 0);
            let got = if shift == 1 { unit_at(&p, 2, text, 0).map(|u| u.0.name) } else { after(text) };
            assert_eq!(got, Some(name), "{text}");
        }
        assert_eq!(after("5 us"), None);
        assert_eq!(after("5 EV models"), None);
        assert_eq!(after("5 c"), None);
    }

    #[test]
    fn currency_signs_stand_before_the_number() {
        for (text, i, name) in [
            ("$5", 1, "dollar"),
            ("US$5", 2, "dollar"),
            ("AU $5", 2, "australian dollar"),
            ("€5", 1, "euro"),
            ("USD5", 1, "dollar"),
            ("$US5", 2, "dollar"),
        ] {
            let p = pieces(text, 0);
            assert_eq!(currency_before(&p, i, text, 0).map(|u| u.0.name), Some(name), "{text}");
        }
        let p = pieces("two euro 5", 0);
        assert_eq!(currency_before(&p, 2, "two euro 5", 0), None);
    }

    #[test]
    fn factors_are_exact() {
        let mile = unit("mile").unwrap();
        assert_eq!(mile.factor.to_string(), "1609.344");
        assert!(mile.converts_to(&unit("metre").unwrap()) && !mile.converts_to(&unit("hour").unwrap()));
    }
}
