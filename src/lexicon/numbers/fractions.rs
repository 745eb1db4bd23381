//! Fractions in words, digits and marks: "three quarters", "1/4", "½", "a ten-thousandth of", "one over three".

use super::grammar::{Number, Shape, at, below_hundred, cardinal, lower, over_hyphen};
use super::ordinals::ordinal;
use super::{NumberWord, Piece, PieceKind, word};
use crate::model::Decimal;

/// The denominator at `i`: "thirds", "quarter", "twenty-fifths"; value and next piece.
pub fn denominator(p: &[Piece], i: usize) -> Option<(i64, usize, bool)> {
    let Some(NumberWord::Ten(t)) = at(p, i) else { return simple_denominator(p, i) };
    let k = over_hyphen(p, i + 1);
    match at(p, k) {
        // "a thirty-second of an inch" is none of a minute, "the twenty-first of May" has no "a".
        Some(NumberWord::Ordinal(d @ 1..=2)) => {
            (lower(p, k + 1) == "of" || k + 1 == p.len()).then_some((t + d, k + 1, false))
        }
        _ => simple_denominator(p, k).filter(|d| d.0 < 10).map(|(d, end, plural)| (t + d, end, plural)),
    }
}

/// One that is a single word.
fn simple_denominator(p: &[Piece], i: usize) -> Option<(i64, usize, bool)> {
    let word_at = lower(p, i);
    let (stem, plural) = match word_at.strip_suffix('s') {
        Some(stem) if at(p, i).is_none() => (stem, true),
        _ => (word_at, word_at.ends_with("ves") || word_at.ends_with("quarters")),
    };
    match word(stem)? {
        NumberWord::Ordinal(d) if d > 2 => Some((d, i + 1, plural)),
        NumberWord::Tenth(d) => Some((d, i + 1, plural)),
        NumberWord::Scaleth(s) => Some((10i64.checked_pow(u32::from(s))?, i + 1, plural)),
        NumberWord::Part(d) => Some((d, i + 1, plural)),
        NumberWord::Half => Some((2, i + 1, plural)),
        _ => None,
    }
}

/// "a half", "three quarters", "one-third", "two-thirds", "half", "1/4", "½".
pub fn fraction(p: &[Piece], i: usize) -> Option<Number> {
    let done = |n: i64, d: i64, end: usize| {
        let value = Decimal::from(n).checked_div(Decimal::from(d))?;
        Some(Number { end, value, precision: -2, shape: Shape::Fraction })
    };
    if let Some(PieceKind::Mark(c)) = p.get(i).map(|x| x.kind) {
        let (n, d) = match c {
            '½' => (1, 2),
            '¼' => (1, 4),
            '¾' => (3, 4),
            '⅓' => (1, 3),
            '⅔' => (2, 3),
            '⅕' => (1, 5),
            '⅛' => (1, 8),
            '⅜' => (3, 8),
            '⅝' => (5, 8),
            '⅞' => (7, 8),
            _ => return None,
        };
        return done(n, d, i + 1);
    }
    if let Some(said) = over(p, i) {
        return Some(said);
    }
    // 1/4: digits, slash, digits, nothing glued on either side that would make it a date
    if let Some(PieceKind::Digits { value, plain: true, digits, .. }) = p.get(i).map(|x| x.kind) {
        p.get(i + 1).filter(|x| (x.is('/') || x.is('⁄')) && !x.space)?;
        let Some(PieceKind::Digits { value: d, plain: true, .. }) = p.get(i + 2).filter(|x| !x.space).map(|x| x.kind)
        else {
            return None;
        };
        let more = p.get(i + 3).is_some_and(|x| !x.space && x.is('/'));
        let usual = [2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 128, 1000].iter().any(|&u| Decimal::from(u) == d);
        if more || digits > 2 || d == Decimal::ZERO || value >= d || !usual {
            return None;
        }
        return Some(Number { end: i + 3, value: value.checked_div(d)?, precision: -2, shape: Shape::Fraction });
    }
    if at(p, i) == Some(NumberWord::Half) && lower(p, i) == "half" {
        return done(1, 2, i + 1);
    }
    if matches!(lower(p, i), "a" | "an") {
        if lower(p, i + 1) == "half" {
            return done(1, 2, i + 2);
        }
        if let Some((d, end, _)) = small_part(p, i + 1).filter(|d| !d.2 && lower(p, d.1) == "of") {
            return done(1, d, end);
        }
        let (d, end, plural) = denominator(p, i + 1)?;
        // "a third of", "a fourth": an article before an ordinal is a fraction only where "of" follows, or where nothing else is said.
        let alone = end == p.len() && (d > 20 || i == 0);
        return if !plural && (lower(p, end) == "of" || alone) { done(1, d, end) } else { None };
    }
    let (n, j) = below_hundred(p, i)?;
    let k = over_hyphen(p, j);
    if let Some((d, end, plural)) = small_part(p, k).filter(|d| d.2 || n == 1) {
        let joined = plural || k > j || lower(p, end) == "of" || at(p, k) == Some(NumberWord::Unit(1));
        return if joined { done(n, d, end) } else { None };
    }
    let (d, end, plural) = denominator(p, k)?;
    (plural || n == 1 && (k > j || lower(p, end) == "of" || d > 3 || d == 2)).then_some(())?;
    done(n, d, end)
}

/// The small parts that are named by more than one word, each joined to the next: "one-hundredth", "ten-thousandths", "one hundred and
/// fifth"; value, next piece, whether there are many.
fn small_part(p: &[Piece], k: usize) -> Option<(i64, usize, bool)> {
    let by = match at(p, k)? {
        NumberWord::Unit(n @ (1 | 10)) => n,
        NumberWord::Hundred => 100,
        _ => return None,
    };
    let joint = over_hyphen(p, k + 1);
    if let Some((d, end, plural)) = simple_denominator(p, joint).filter(|d| d.0 >= 100) {
        // "a hundred trillionths" are a hundred of them.
        return (!plural || by == 1 || joint > k + 1).then_some((by.checked_mul(d)?, end, plural));
    }
    let whole = ordinal(p, k).filter(|o| by == 1 && o.value >= Decimal::from(100))?;
    Some((i64::try_from(whole.value.digits()).ok()?, whole.end, false))
}

/// "one over three", "negative one over 20": a fraction as it is said aloud, where it is all that is said or what something is. Elsewhere
/// "over" belongs to the second number: "one over 20 years old".
fn over(p: &[Piece], i: usize) -> Option<Number> {
    let one = match p.get(i)?.kind {
        PieceKind::Digits { value, plain: true, .. } => value == Decimal::from(1),
        _ => at(p, i) == Some(NumberWord::Unit(1)),
    };
    let below = (one && lower(p, i + 1) == "over").then(|| cardinal(p, i + 2)).flatten()?;
    let sign = |k: usize| matches!(lower(p, k), "minus" | "negative") || p[k].is_dash() && k == 0;
    let first = i.checked_sub(1).filter(|&k| sign(k)).unwrap_or(i);
    let said = first.checked_sub(1).is_none_or(|k| matches!(lower(p, k), "is" | "equals") || p[k].is('='));
    let ends = p.get(below.end).is_none_or(|x| matches!(x.kind, PieceKind::Mark('.' | '?' | '!' | ';')));
    let value = Decimal::from(1).checked_div(below.value).filter(|_| said && ends && below.value > Decimal::from(1))?;
    Some(Number { end: below.end, value, precision: -2, shape: Shape::Fraction })
}

/// Whether "three quarters", "one half" stands at piece `i`: after "one hundred and" a part, no more hundreds.
pub fn proper_fraction(p: &[Piece], i: usize) -> bool {
    let Some((n, j)) = below_hundred(p, i) else { return false };
    denominator(p, over_hyphen(p, j)).is_some_and(|(d, _, plural)| n < d && (plural || n == 1 && matches!(d, 2 | 4)))
}

/// "one hundred and thirty-two fifths", "a hundred trillionths": many parts, in words.
pub fn many_parts(p: &[Piece], n: &Number) -> Option<Number> {
    let words = n.value >= Decimal::from(100) && p[n.end - 1].is_word();
    let (d, end, plural) = words.then(|| denominator(p, over_hyphen(p, n.end))).flatten()?;
    // "one hundred thirty fifths": without an "and" the tens are of the parts.
    let tens = match at(p, n.end - 1) {
        Some(NumberWord::Ten(t)) if d < 10 && n.end >= 2 && lower(p, n.end - 2) != "and" => t,
        _ => 0,
    };
    let many = n.value.checked_sub(Decimal::from(tens))?;
    // "two hundred quarters" are coins or months.
    let value = (plural && d > 4).then(|| many.checked_div(Decimal::from(d + tens))).flatten()?;
    Some(Number { end, value, precision: -2, shape: Shape::Fraction })
}
