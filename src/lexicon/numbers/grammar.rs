//! Reads one number from pieces: digits with scale words, number words, fractions, ordinals, multiples, open plurals.

use super::collectives::{collective, of_group, vague};
use super::fractions::{denominator, fraction, many_parts, proper_fraction};
use super::ordinals::{large_ordinal, ordinal};
use super::powers::{own_power, power};
use super::{NumberWord, Piece, PieceKind, word};
use crate::model::Decimal;

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Index of the piece after its last one.
    pub end: usize,
    /// Its value; for an open plural the lower end.
    pub value: Decimal,
    /// Power of ten of the last significant digit as written.
    pub precision: i8,
    /// What kind of number.
    pub shape: Shape,
}

/// What kind of number was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "42", "2.5 million", "twenty-one".
    Cardinal,
    /// "a dozen", "two dozen": so many, give or take one.
    Dozen,
    /// "third", "15th".
    Ordinal,
    /// "two-thirds", "half", "one in three".
    Fraction,
    /// "twice".
    Multiple,
    /// "dozens", "hundreds of thousands": no fewer than the value, open above.
    Vague,
}

/// `10^power`.
pub fn ten_to(power: u8) -> Decimal {
    Decimal::new(10i128.checked_pow(u32::from(power)).unwrap_or(i128::MAX / 2), 0)
}

pub fn at(p: &[Piece], i: usize) -> Option<NumberWord> {
    p.get(i).filter(|x| x.is_word()).and_then(|x| word(&x.lower))
}

pub fn lower(p: &[Piece], i: usize) -> &str {
    p.get(i).map_or("", |x| &x.lower)
}

/// Skips a hyphen that joins two words ("twenty-one", "half-dozen", "$42-million").
pub fn over_hyphen(p: &[Piece], i: usize) -> usize {
    if p.get(i).is_some_and(Piece::is_dash) && p.get(i + 1).is_some_and(|x| x.is_word() && x.space == p[i].space) {
        i + 1
    } else {
        i
    }
}

/// ten [-] unit, teen, unit; the value and the next piece.
pub fn below_hundred(p: &[Piece], i: usize) -> Option<(i64, usize)> {
    match at(p, i)? {
        NumberWord::Ten(t) => {
            let j = over_hyphen(p, i + 1);
            match at(p, j) {
                Some(NumberWord::Unit(u)) if (1..10).contains(&u) => Some((t + u, j + 1)),
                _ => Some((t, i + 1)),
            }
        }
        NumberWord::Unit(u) => Some((u, i + 1)),
        _ => None,
    }
}

/// A group before a scale word: digits, "three hundred and five", "a hundred"; value, next piece, precision, whether in digits.
pub fn group(p: &[Piece], i: usize) -> Option<(Decimal, usize, i8, bool)> {
    if let Some(PieceKind::Digits { value, decimals, zeros, .. }) = p.get(i).map(|x| x.kind) {
        let precision = if decimals > 0 { -(decimals as i8) } else { zeros as i8 };
        let j = over_hyphen(p, i + 1);
        if at(p, j) == Some(NumberWord::Hundred) {
            let whole = value.checked_mul(ten_to(2))?;
            // "3 hundred and one"
            if lower(p, j + 1) == "and"
                && let Some((rest, end)) = below_hundred(p, j + 2)
            {
                return Some((whole.checked_add(Decimal::from(rest))?, end, 0, true));
            }
            return Some((whole, j + 1, precision + 2, true));
        }
        return Some((value, i + 1, precision, true));
    }
    let article = matches!(lower(p, i), "a" | "an");
    let (mut value, mut j) = match below_hundred(p, i) {
        Some(found) => found,
        None if article && matches!(at(p, i + 1), Some(NumberWord::Hundred | NumberWord::Scale(_))) => (1, i + 1),
        None if at(p, i) == Some(NumberWord::Hundred) => (1, i),
        _ => return None,
    };
    let mut precision = 0;
    let k = over_hyphen(p, j);
    if at(p, k) == Some(NumberWord::Hundred) {
        value *= 100;
        precision = 2;
        j = k + 1;
        let tail = if lower(p, j) == "and" { j + 1 } else { over_hyphen(p, j) };
        if let Some((rest, end)) =
            below_hundred(p, tail).filter(|&(v, end)| v > 0 && at(p, end) != Some(NumberWord::Hundred))
            && !(lower(p, j) == "and" && proper_fraction(p, tail))
        {
            value += rest;
            j = end;
            precision = 0;
        }
    }
    Some((Decimal::from(value), j, precision, false))
}

/// A cardinal: groups with falling scales.
#[must_use]
pub fn cardinal(p: &[Piece], i: usize) -> Option<Number> {
    let mut total = Decimal::ZERO;
    let (mut j, mut last, mut precision) = (i, u8::MAX, 0i8);
    let mut first = true;
    loop {
        let (mut value, mut k, mut digits, in_digits) = match group(p, j) {
            Some(found) => found,
            None if first && matches!(at(p, j), Some(NumberWord::Scale(_))) => (Decimal::from(1), j, 0, false),
            None => break,
        };
        let mut scale = 0u8;
        while let Some(NumberWord::Scale(s)) = at(p, over_hyphen(p, k)) {
            value = value.checked_mul(ten_to(s))?;
            scale = scale.saturating_add(s);
            k = over_hyphen(p, k) + 1;
        }
        if scale == 0
            && in_digits
            && first
            && let Some((s, end)) = letter_scale(p, k).or_else(|| signed_thousands(p, j, k))
        {
            value = value.checked_mul(ten_to(s))?;
            scale = s;
            k = end;
        }
        if !first && (scale >= last || (in_digits && scale == 0)) {
            break;
        }
        digits = digits.saturating_add(scale as i8);
        total = total.checked_add(value)?;
        precision = digits;
        last = scale;
        j = k;
        first = false;
        if scale < 2 && value < ten_to(2) || scale == 0 {
            break;
        }
        // "one million, two hundred thousand" and "two million and one".
        let next = if lower(p, j) == "and" { j + 1 } else { j };
        let Some((value, _, _, false)) = group(p, next) else { break };
        if value == Decimal::ZERO || matches!(lower(p, next), "a" | "an") {
            break;
        }
        // "two million and a half" is a tail, "three million and two hundred" a sum, "five million and three boys" neither.
        if next > j
            && (!matches!(at(p, next), Some(NumberWord::Unit(_) | NumberWord::Ten(_))) || proper_fraction(p, next))
        {
            break;
        }
        j = next;
    }
    (!first).then_some(Number {
        end: j,
        value: total,
        precision: written_precision(total, precision),
        shape: Shape::Cardinal,
    })
}

/// Counts under a hundred are meant to the last one, whatever zeros they end in.
fn written_precision(value: Decimal, precision: i8) -> i8 {
    let size = if value < Decimal::ZERO { Decimal::ZERO.checked_sub(value).unwrap_or(value) } else { value };
    if precision > 0 && size < Decimal::from(100) { 0 } else { precision }
}

/// "42M", "$42bn", "10k", "1.2m tons": a letter glued to digits (or after a space for "bn" and the like, which are words).
fn letter_scale(p: &[Piece], k: usize) -> Option<(u8, usize)> {
    let piece = p.get(k)?;
    if !piece.is_word() {
        return None;
    }
    let scale = match &*piece.lower {
        "k" => 3,
        // "40m" is metres unless money or a count follows; the caller looks at the unit first and takes metres there.
        "m" if piece.capital => 6,
        "b" if piece.capital && !piece.space => 9,
        "t" if piece.capital && !piece.space => 12,
        "mm" if !piece.space && piece.capital => 6,
        "mil" if !piece.space => 6,
        _ => return None,
    };
    (!piece.space || piece.capital).then_some((scale, k + 1)).filter(|_| !piece.space || piece.lower.len() > 1)
}

/// "$50 k", "- 10 k": a small k behind a space; without a sign before the number it may be a race.
fn signed_thousands(p: &[Piece], number: usize, k: usize) -> Option<(u8, usize)> {
    let sign = p.get(number.checked_sub(1)?)?;
    let signed = matches!(sign.kind, PieceKind::Mark('$' | '€' | '£')) || sign.is_dash() && number == 1;
    (signed && lower(p, k) == "k").then_some((3, k + 1))
}

/// The number that starts at piece `i`, the longest reading first.
#[must_use]
pub fn number(p: &[Piece], i: usize) -> Option<Number> {
    if let Some(n) = collective(p, i) {
        return Some(n);
    }
    if let Some(n) = vague(p, i).or_else(|| of_group(p, i)) {
        return Some(n);
    }
    if let Some(NumberWord::Times(t)) = at(p, i) {
        return Some(Number { end: i + 1, value: Decimal::from(t), precision: 0, shape: Shape::Multiple });
    }
    let ordinal = large_ordinal(p, i).or_else(|| ordinal(p, i));
    let fraction = fraction(p, i);
    if let Some(f) = fraction.filter(|f| ordinal.is_none_or(|o| f.end >= o.end)) {
        return Some(of_scale(p, f).unwrap_or(f));
    }
    if let Some(o) = ordinal {
        return Some(o);
    }
    let mut n = cardinal(p, i)?;
    if let Some(parts) = many_parts(p, &n) {
        return Some(parts);
    }
    tail(p, i, &mut n);
    Some(n)
}

/// "a quarter of a million", "three-quarters of a billion": a part of one large number is a number.
fn of_scale(p: &[Piece], part: Number) -> Option<Number> {
    let one = lower(p, part.end) == "of" && matches!(lower(p, part.end + 1), "a" | "one");
    let Some(NumberWord::Scale(s)) = at(p, part.end + 2).filter(|_| one) else { return None };
    let value = part.value.checked_mul(ten_to(s)).filter(|_| part.value < Decimal::from(1))?;
    Some(Number { end: part.end + 3, value, precision: s as i8 - 2, shape: Shape::Cardinal })
}

/// What may follow a cardinal that began at piece `i`: "and a half", "2 1/2", "2½", "point five", "million and a half", "x10^6".
fn tail(p: &[Piece], i: usize, n: &mut Number) {
    if matches!(p[n.end - 1].kind, PieceKind::Digits { .. }) {
        if let Some((factor, end)) = power(p, n.end) {
            if let Some(value) = n.value.checked_mul(factor) {
                n.precision = n.precision.saturating_sub(factor.scale() as i8).saturating_add(zeros(factor));
                n.value = value;
                n.end = end;
            }
            return;
        }
        if let Some((value, end)) = own_power(p, n.end, n.value).filter(|_| n.end == i + 1) {
            *n = Number { end, value, precision: zeros(value).saturating_sub(value.scale() as i8), ..*n };
            return;
        }
    }
    if let Some((half, end)) = joined_half(p, n.end)
        && let Some(sum) = n.value.checked_add(half)
    {
        *n = Number { end, value: sum, precision: -1, ..*n };
        return;
    }
    let after_and = if lower(p, n.end) == "and" { n.end + 1 } else { n.end };
    if after_and > n.end
        || p.get(n.end).is_some_and(|x| matches!(x.kind, PieceKind::Mark(_) | PieceKind::Digits { .. }))
    {
        // "forty-two and a third": after a whole number the article makes a fraction, whatever follows.
        let with_article = || {
            let (d, end, plural) = denominator(p, after_and + 1)?;
            let value = Decimal::from(1).checked_div(Decimal::from(d))?;
            (after_and > n.end && matches!(lower(p, after_and), "a" | "an") && !plural).then_some(Number {
                end,
                value,
                precision: -2,
                shape: Shape::Fraction,
            })
        };
        if let Some(f) = fraction(p, after_and)
            .or_else(with_article)
            .filter(|_| after_and > n.end || matches!(p[n.end - 1].kind, PieceKind::Digits { decimals: 0, .. }))
        {
            // "three and a half million": the scale belongs to the whole.
            let scale = match at(p, f.end) {
                Some(NumberWord::Scale(s)) => Some(s),
                _ => None,
            };
            let large = n.value >= Decimal::from(1_000_000);
            let by = match scale {
                None if large => ten_to(n.precision.max(0) as u8),
                // "one billion and three quarters million": the scale belongs to the part.
                Some(s) if large => ten_to(s),
                _ => Decimal::from(1),
            };
            if let Some(sum) = f.value.checked_mul(by).and_then(|v| n.value.checked_add(v)) {
                let whole = scale.filter(|_| !large).and_then(|s| sum.checked_mul(ten_to(s)));
                n.precision = scale.map_or(n.precision, |s| s as i8) - 1;
                n.value = whole.unwrap_or(sum);
                n.end = f.end + usize::from(scale.is_some());
            }
        }
        return;
    }
    if lower(p, n.end) == "point"
        && let Some((digits, end)) = spoken_decimals(p, n.end + 1)
        && let Some(sum) = n.value.checked_add(digits)
    {
        n.value = sum;
        n.precision = -(digits.scale() as i8);
        n.end = end;
    }
}

/// "three-and-a-half hours": the half behind hyphens.
fn joined_half(p: &[Piece], i: usize) -> Option<(Decimal, usize)> {
    let and = over_hyphen(p, i);
    let a = over_hyphen(p, and + 1);
    let half = over_hyphen(p, a + 1);
    let joined = and > i && a > and + 1 && lower(p, and) == "and" && lower(p, a) == "a";
    (joined && lower(p, half) == "half").then_some((Decimal::new(5, 1), half + 1))
}

/// Zeros at the end of a whole power of ten.
fn zeros(factor: Decimal) -> i8 {
    let size = factor.digits().unsigned_abs();
    size.checked_ilog10().filter(|&z| 10u128.checked_pow(z) == Some(size)).map_or(0, |z| z as i8)
}

/// "point seventy-one", "point nought four".
fn spoken_decimals(p: &[Piece], i: usize) -> Option<(Decimal, usize)> {
    let mut written = String::new();
    let mut j = i;
    while let Some((v, end)) = below_hundred(p, j) {
        written.push_str(&v.to_string());
        j = end;
        if written.len() > 10 {
            break;
        }
    }
    let value = Decimal::parse(&format!("0.{written}")).filter(|_| !written.is_empty())?;
    Some((value, j))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::numbers::pieces;

    fn read(text: &str) -> Option<(String, Shape, &str)> {
        let p = pieces(text, 0);
        let n = number(&p, 0)?;
        Some((n.value.to_string(), n.shape, text[p[n.end - 1].end as usize..].trim()))
    }

    #[test]
    fn numbers_are_read_in_every_writing() {
        for (text, value) in [
            ("2.5 million", "2500000"),
            ("half a million", "500000"),
            ("two and a half dozen", "30"),
            ("a hundred", "100"),
            ("twenty-one", "21"),
            ("one hundred and sixteen", "116"),
            ("two thousand five hundred", "2500"),
            ("one million, two hundred thousand", "1000000"),
            ("3 million and a half", "3500000"),
            ("three and a half million", "3500000"),
            ("2 1/2", "2.5"),
            ("2½", "2.5"),
            ("half", "0.5"),
            ("42M", "42000000"),
            ("10k", "10000"),
            ("42-million", "42000000"),
            ("nine point nought four", "9.04"),
            ("two-thirds", "0.666666666666666"),
            ("three quarters", "0.75"),
            ("quarter million", "250000"),
            ("a dozen", "12"),
            ("hundreds of thousands", "100000"),
            ("several hundred", "200"),
            ("15th", "15"),
            ("twenty-first", "21"),
            ("322 hundred", "32200"),
            ("6 crore and two hundred", "60000200"),
            ("forty-two and a fourth", "42.25"),
            ("3 hundred and one", "301"),
            ("a pair of hearings", "2"),
            ("tens of thousands", "10000"),
            ("1.3×10^6", "1300000"),
            ("1.3x10^-4", "0.00013"),
            ("5.5x10-3", "0.0055"),
            ("2 × 10⁸", "200000000"),
            ("8x2^10", "8192"),
            ("1e10", "10000000000"),
            ("12e-1", "1.2"),
            ("2 x 10 people", "2"),
            ("one hundred and three quarters", "100.75"),
            ("two million and one half", "2500000"),
            ("one billion and three quarters million", "1000750000"),
            ("one billion and a half million", "1000500000"),
            ("one hundred and thirty-two fifths", "26.4"),
            ("two hundred quarters", "200"),
            ("a baker's dozen", "13"),
            ("3.06mil", "3060000"),
            ("two thousand and first", "2001"),
            ("three-and-a-half hours", "3.5"),
            ("3-and-a-half-year", "3.5"),
            ("a quarter of a million", "250000"),
            ("three-quarters of a billion", "750000000"),
            ("a quarter of the million", "0.25"),
            ("one hundred thousandth", "100000"),
            ("ten-thousandth visitor", "10000"),
            ("a hundred trillionth", "100000000000000"),
            ("a hundred trillionths", "0.0000000001"),
            ("ten thousandths of an inch", "0.01"),
            ("10^6 cells", "1000000"),
            ("10⁻⁹ metres", "0.000000001"),
            ("1.1^+2", "1.21"),
            ("25⁴ people", "25"),
            ("one million three hundred twenty second", "1000322"),
            ("two thousand first responders", "2000"),
            ("one over three", "0.333333333333333"),
            ("1 over one hundred and twenty", "0.008333333333333"),
            ("one over 40 years old", "1"),
            ("a fifth", "0.2"),
            ("a twenty-fifth of it", "0.04"),
            ("a thirty-second of an inch", "0.03125"),
            ("one twenty-first century town", "1"),
            ("one one-hundredth of a second", "0.01"),
            ("three one-thousandths", "0.003"),
            ("one one hundred and fifth", "0.009523809523809"),
            ("a ten-thousandth of a second", "0.0001"),
            ("a hundred billionth of a metre", "0.00000000001"),
            ("one ten-thousandth of a second", "0.0001"),
            ("three ten-thousandths of a second", "0.0003"),
            ("two one hundred euro notes", "2"),
            ("one hundred thirty fifths", "2.857142857142857"),
            ("one hundred and thirty fifths", "26"),
        ] {
            assert_eq!(read(text).map(|r| r.0).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_the_next_thing_begins() {
        assert_eq!(read("two killed"), Some(("2".into(), Shape::Cardinal, "killed")));
        assert_eq!(read("five 300 meters"), Some(("5".into(), Shape::Cardinal, "300 meters")));
        assert_eq!(read("third term"), Some(("3".into(), Shape::Ordinal, "term")));
        assert_eq!(read("a third person"), None);
        assert_eq!(read("a thirty-second delay"), None);
        assert_eq!(read("a fifth."), None);
        assert_eq!(read("10 k race").map(|r| r.0).as_deref(), Some("10"));
        let (p, answer) = (pieces("$10 k and - 3", 0), pieces("It is one over 20.", 0));
        assert_eq!(number(&p, 1).map(|n| n.value), Some(Decimal::from(10_000)));
        assert_eq!(number(&answer, 2).map(|n| n.value), Some(Decimal::new(5, 2)));
        assert_eq!(read("a third of them").map(|r| r.1), Some(Shape::Fraction));
    }

    /// A number below a thousand in words.
    fn below_thousand(n: u64) -> String {
        const ONES: [&str; 20] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        let rest = |n: u64| match n {
            0..20 => ONES[n as usize].to_owned(),
            _ if n.is_multiple_of(10) => TENS[n as usize / 10 - 2].to_owned(),
            _ => format!("{}-{}", TENS[n as usize / 10 - 2], ONES[n as usize % 10]),
        };
        match (n / 100, n % 100) {
            (0, r) => rest(r),
            (h, 0) => format!("{} hundred", ONES[h as usize]),
            (h, r) => format!("{} hundred and {}", ONES[h as usize], rest(r)),
        }
    }

    /// Any number below a trillion in words.
    fn words(n: u64) -> String {
        let mut parts = Vec::new();
        let mut left = n;
        for (scale, name) in [(1_000_000_000, " billion"), (1_000_000, " million"), (1000, " thousand"), (1, "")] {
            if left / scale > 0 {
                parts.push(format!("{}{name}", below_thousand(left / scale)));
            }
            left %= scale;
        }
        if parts.is_empty() { "zero".to_owned() } else { parts.join(" ") }
    }

    /// The same in digits with commas.
    fn commas(n: u64) -> String {
        let digits = n.to_string();
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        out
    }

    #[test]
    fn what_is_printed_is_read_back() {
        let mut seed = 11u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed >> 24
        };
        for _ in 0..3000 {
            let power = 10u64.pow((next() % 12) as u32 + 1);
            let n = next() % power;
            for text in [words(n), commas(n), n.to_string()] {
                // Two groups of digits with a space between are a number of their own; words are read whole.
                assert_eq!(read(&text).map(|r| r.0), Some(n.to_string()), "{text}");
            }
            // The continent parts thousands by points.
            let written = format!("{},{:02}", commas(n).replace(',', "."), next() % 100);
            let value = written.replace('.', "").replace(',', ".");
            let expected = if n < 1000 { n.to_string() } else { Decimal::parse(&value).unwrap().to_string() };
            assert_eq!(read(&written).map(|r| r.0), Some(expected), "{written}");
            let (whole, part) = (next() % 1000, next() % 100);
            let text = format!("{whole}.{part:02}");
            let value = Decimal::parse(&text).unwrap();
            assert_eq!(read(&text).map(|r| r.0), Some(value.to_string()), "{text}");
            assert_eq!(Decimal::parse(&value.to_string()), Some(value));
            let millions = value.checked_mul(Decimal::from(1_000_000)).unwrap();
            assert_eq!(read(&format!("{text} million")).map(|r| r.0), Some(millions.to_string()), "{text} million");
        }
    }
}
