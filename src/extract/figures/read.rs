//! Reads a quantity from pieces: sign, currency, number, range, unit, rate. Knows nothing of the sentence.

use super::range::{borrow, range};
use super::rate::{rate, ratio};
use super::scale::million_or_metre;
use crate::lexicon::numbered::{is_function_word, is_label};
use crate::lexicon::numbers::{NumberWord, Piece, PieceKind, Shape, is_mock, number, word};
use crate::lexicon::units::{Unit, currency_before, transliterated, unit, unit_at};
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
    /// "one in three", "3 out of 5".
    pub ratio: bool,
}

impl Raw {
    /// A one that piece `i` says.
    fn one(i: usize) -> Self {
        Self {
            start: i,
            end: i + 1,
            digits: (i, i + 1),
            quantity: Quantity::exact(Decimal::from(1), 0),
            unit: None,
            shape: Shape::Cardinal,
            score: false,
            joined: false,
            between: false,
            ratio: false,
        }
    }
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

    /// Piece `i` as it stands there; empty beyond the ends.
    pub fn written(&self, i: usize) -> &str {
        self.p
            .get(i)
            .and_then(|p| self.text.get((p.start - self.base) as usize..(p.end - self.base) as usize))
            .unwrap_or("")
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

    pub fn unit(&self, i: usize) -> Option<(Unit, usize)> {
        unit_at(self.p, i, self.text, self.base)
    }
}

/// The quantity that starts at piece `i` (its sign or currency may stand before).
pub fn read(line: &Line<'_>, i: usize) -> Option<Raw> {
    if is_lone(line.lower(i)) {
        return Some(Raw::one(i));
    }
    let mut raw = alone(line, i)?;
    borrow(line, &mut raw);
    Some(raw)
}

/// "the lone opponent", "her sole rival": one of them.
pub fn is_lone(word: &str) -> bool {
    matches!(word, "lone" | "sole")
}

/// The same, without a look at what it shares with the next one.
pub fn alone(line: &Line<'_>, i: usize) -> Option<Raw> {
    let first = number(line.p, i)?;
    let mut start = i;
    let mut money = None;
    if let Some((unit, at)) = currency_before(line.p, i, line.text, line.base) {
        money = Some(unit);
        start = at;
    } else if let Some((unit, at)) = transliterated(line.p, i, &first) {
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
    // "minus-5"
    if start > 1 && line.joins(start - 1) && matches!(line.lower(start - 2), "minus" | "negative") {
        value = Decimal::ZERO.checked_sub(value)?;
        start -= 2;
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
    if let Some(found) = part_of_one(line, &raw).filter(|_| money.is_none()) {
        unit = Some(found);
    } else if money.is_none() {
        unit = unit_after(line, raw.end, &mut raw.joined);
        // "tens of thousands of dollars"
        if first.shape == Shape::Vague && unit.is_none() && line.lower(raw.end) == "of" {
            unit = line.unit(raw.end + 1).filter(|(u, _)| !matches!(u.name, "point" | "degree" | "quarter" | "second"));
        }
    } else if let Some((more, end)) = money_behind(line, raw.end) {
        // "$5 dollars", "$31.20 US": the sign said it. "$5 AUD": the code says which dollar.
        let sign = money?;
        unit = Some((if sign.name == "dollar" && more.name.ends_with("dollar") { more } else { sign }, end));
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
        if end == i + 1 || is_list(line, i, end) {
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

/// Whether piece `i` is of a list that ends before piece `end` and is glued together by commas ("22,24,26,31"): three or more numbers of one
/// length, too short to be thousands, each larger than the one before.
fn is_list(line: &Line<'_>, i: usize, end: usize) -> bool {
    let glued = |k: usize| k >= 2 && line.mark(k - 1, ',') && !line.p[k - 1].space && !line.p[k].space;
    let mut first = i;
    while glued(first) && line.plain(first - 2).is_some() {
        first -= 2;
    }
    let commas = (first + 1..end).step_by(2).all(|k| line.mark(k, ','));
    let members: Option<Vec<_>> = (first..end).step_by(2).map(|k| line.plain(k).filter(|n| n.1 <= 2)).collect();
    let rising = |m: &[(Decimal, u8)]| m.windows(2).all(|w| w[0].1 == w[1].1 && w[0].0 < w[1].0);
    // "c3,4,5" is a name.
    let free = first == 0 || line.p[first].space || !line.p[first - 1].is_word();
    commas && free && members.is_some_and(|m| m.len() >= 3 && rising(&m))
}

/// The money that is named once more behind an amount with a sign: "$5 dollars", "$75 U.S.", "$100 AUD".
fn money_behind(line: &Line<'_>, end: usize) -> Option<(Unit, usize)> {
    if let Some(found) = line.unit(end).filter(|(u, _)| u.dimension == "money") {
        return Some(found);
    }
    let dollar = |stop: usize| {
        // "$75 US oil": an adjective to what follows.
        let noun = line.p.get(stop).is_some_and(|p| p.is_word() && !is_per(&p.lower) && !is_function_word(&p.lower));
        unit("dollar").filter(|_| !noun).map(|u| (u, stop))
    };
    if line.written(end) == "US" {
        return dollar(end + 1);
    }
    let dotted = line.written(end) == "U" && line.mark(end + 1, '.') && line.written(end + 2) == "S";
    // The last point may end the sentence.
    let point = line.mark(end + 3, '.') && line.p.get(end + 4).is_some_and(|p| !p.capital);
    if dotted { dollar(end + 3 + usize::from(point)) } else { None }
}

/// Words that begin a rate.
fn is_per(word: &str) -> bool {
    matches!(word, "per" | "a" | "an" | "each" | "every")
}

/// The unit after the number: directly, or joined by a hyphen.
pub fn unit_after(line: &Line<'_>, end: usize, joined: &mut bool) -> Option<(Unit, usize)> {
    let hyphen = line.joins(end);
    let at = if hyphen { end + 1 } else { end };
    let found =
        line.unit(at).or_else(|| qualified_time(line, at).or_else(|| temperature(line, at)).filter(|_| !hyphen));
    // "0-to-60" joins two numbers, not a number and what it counts.
    let range = line.lower(at) == "to" && line.joins(at + 1);
    *joined = hyphen && !range && (found.is_some() || line.p.get(at).is_some_and(Piece::is_word));
    let (unit, after) = found?;
    // "1080p" is a picture.
    let picture = [240, 360, 480, 576, 720, 1080, 1440, 2160, 4320];
    if unit.name == "pence"
        && line.written(at) == "p"
        && line.plain(end - 1).is_some_and(|(v, _)| picture.iter().any(|&n| Decimal::from(n) == v))
    {
        return None;
    }
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

/// "half a mile", "one-tenth of 1 percent", "three-tenths of a second": a part of one unit is measured in that unit.
fn part_of_one(line: &Line<'_>, raw: &Raw) -> Option<(Unit, usize)> {
    let of = line.lower(raw.end) == "of";
    let at = raw.end + usize::from(of);
    let small = raw.quantity.value.is_some_and(|v| v < Decimal::from(1));
    let article = matches!(line.lower(at), "a" | "an");
    let one = of && (line.lower(at) == "one" || line.plain(at).is_some_and(|(v, _)| v == Decimal::from(1)));
    let half = of || line.lower(raw.end - 1) == "half";
    if raw.shape != Shape::Fraction || !small || !half || !(article || one) {
        return None;
    }
    // "half of a quarter-finalist's time" and "half a point guard" are rare, "a third of a second term" is not.
    let whole = |after: usize| {
        !line.joins(after) && line.p.get(after).is_none_or(|p| !p.is_word() || is_function_word(&p.lower))
    };
    line.unit(at + 1).filter(|&(u, after)| {
        !matches!(u.name, "quarter")
            && (whole(after) || matches!(u.name, "percentage" | "percentage point" | "mile" | "metre"))
    })
}

/// "30 C outside": a capital behind a space, before no other word that it could belong to.
fn temperature(line: &Line<'_>, at: usize) -> Option<(Unit, usize)> {
    let name = match line.written(at) {
        "C" => "celsius",
        "F" => "fahrenheit",
        _ => return None,
    };
    let next = line.p.get(at + 1);
    let free = next.is_none_or(|p| {
        matches!(p.kind, PieceKind::Mark('.' | ',' | ';' | ')' | '('))
            || p.is_word() && !p.capital && (is_function_word(&p.lower) || matches!(&*p.lower, "outside" | "today"))
    });
    // "Route 5 F." is no weather.
    let label = at >= 2 && line.p[at - 2].is_word() && is_label(&line.p[at - 2].lower);
    unit(name).filter(|_| free && !label && !line.mark(at + 2, '.')).map(|u| (u, at + 1))
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
            ("22,24,26,31.", None),
            ("1,2,3,4 times", None),
            ("22,24", Some("22,24")),
            ("3,4,5", None),
            ("31,24,26", Some("31,24,26")),
            ("22.24.26", Some("22.24.26")),
            ("1.111,11 euros", None),
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
            ("ranked 80 out of 100", vec!["80", "100"]),
            ("half a mile away", vec!["0.5 mile"]),
            ("one-tenth of 1 percent", vec!["0.1 percentage"]),
            ("two-tenths of a percentage point", vec!["0.2 percentage point"]),
            ("three-tenths of a second.", vec!["0.3 second"]),
            ("a quarter of a million dollars", vec!["250000 dollar"]),
            ("a third of a second term", vec!["0.333333333333333", "2"]),
            ("half of 2 percent", vec!["0.5", "2 percentage"]),
            ("52-48 percent", vec!["48..52 percentage score"]),
            ("51.9-48.1 percent", vec!["48.1..51.9 percentage score"]),
            ("cut 52 to 48 percent", vec!["52", "48 percentage"]),
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
            ("lost minus-5 yards", vec!["-5 yard"]),
            ("a 0-to-60-mph time", vec!["0..60 mile per hour"]),
            ("from $10 to $15 billion", vec!["10000000000 dollar", "15000000000 dollar"]),
            ("from 24.2 to 33-35 billion euros", vec!["24200000000 euro", "33000000000..35000000000 euro"]),
            ("from 800 to 1.2 billion", vec!["800", "1200000000"]),
            ("from 13.5 to 14.0 mm", vec!["13.5 millimetre", "14 millimetre"]),
            ("a 7- or 8-inch screen", vec!["7 inch", "8 inch"]),
            ("2000-2500 calories", vec!["2000..2500 calorie"]),
            ("eight or nine euros", vec!["8..9 euro"]),
            ("25k or 40k cheaper", vec!["25000", "40000"]),
            ("$3 billion to $5 billion", vec!["3000000000..5000000000 dollar"]),
            ("$75 U.S. per barrel", vec!["75 dollar per barrel"]),
            ("up $31.20 US.", vec!["31.2 dollar"]),
            ("$75 US oil", vec!["75 dollar"]),
            ("$40 AUD", vec!["40 australian dollar"]),
            ("$US113 trillion", vec!["113000000000000 dollar"]),
            ("PS2.7m and RM3.06mil", vec!["2700000 pound sterling", "3060000 malaysian ringgit"]),
            ("Y=100 million", vec!["100000000 japanese yen"]),
            ("164p a share at 1080p", vec!["164 pence per share", "1080"]),
            ("1.38pc of the vote", vec!["1.38 percentage"]),
            ("tens of thousands of dollars", vec!["10000..100000 dollar"]),
            ("hundreds of people", vec!["100..1000"]),
            ("it was 30 C outside", vec!["30 celsius"]),
            ("30 C students", vec!["30"]),
            ("SCP 06F6", vec!["6", "6"]),
            ("2.7m combined digital and physical sales", vec!["2700000"]),
            ("a 2.7m high wall", vec!["2.7 metre"]),
            ("swam 200m freestyle heats", vec!["200 metre"]),
            ("2 × 10⁸ metres per second", vec!["200000000 metre per second"]),
        ] {
            assert_eq!(all(text), expected, "{text}");
        }
    }
}
