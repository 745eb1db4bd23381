//! Powers behind a number: "1.3×10^6", "5.5x10-3", "2 × 10⁸", "1e10", "8x2^10".

use super::{Piece, PieceKind};
use crate::model::Decimal;

/// No power beyond this is told in a newspaper, and none would fit a number.
const LARGEST: i64 = 30;

/// The factor written from piece `i` on, and the piece after it.
pub fn power(p: &[Piece], i: usize) -> Option<(Decimal, usize)> {
    if p.get(i)?.is_word() && &*p[i].lower == "e" {
        return exponent_letter(p, i);
    }
    let sign = matches!(p[i].kind, PieceKind::Mark('×' | '·' | '*')) || &*p[i].lower == "x";
    let base = plain(p, i + 1).filter(|&b| sign && (2..=10).contains(&b))?;
    let caret = p.get(i + 2).is_some_and(|x| x.is('^') && !x.space);
    let at = i + 2 + usize::from(caret);
    let (power, end) = if let Some(found) = raised(p, at) {
        found
    } else {
        let signed = p.get(at).is_some_and(|x| !x.space && (x.is_dash() || x.is('+')));
        let negative = signed && !p[at].is('+');
        let digits = at + usize::from(signed);
        // "2 x 10 8" may be anything: without a caret or a sign the digits are no power.
        let n = plain(p, digits).filter(|_| (caret || signed) && !p[digits].space)?;
        (if negative { -n } else { n }, digits + 1)
    };
    Some((raise(Decimal::from(base), power)?, end))
}

/// The power of `base`, the number before piece `i`, and the piece after it: "10^6", "2^10", "10⁻⁹". A raised digit behind another number
/// than ten is a note.
pub fn own_power(p: &[Piece], i: usize, base: Decimal) -> Option<(Decimal, usize)> {
    let (power, end) = if p.get(i).is_some_and(|x| x.is('^') && !x.space) {
        let signed = p.get(i + 1).is_some_and(|x| !x.space && (x.is_dash() || x.is('+')));
        let digits = i + 1 + usize::from(signed);
        let n = plain(p, digits).filter(|_| !p[digits].space)?;
        (if signed && p[i + 1].is_dash() { -n } else { n }, digits + 1)
    } else {
        raised(p, i).filter(|&(n, _)| base == Decimal::from(10) && !(0..3).contains(&n))?
    };
    Some((raise(base, power)?, end))
}

/// `base` to the power of `power`; `None` where it is too large.
fn raise(base: Decimal, power: i64) -> Option<Decimal> {
    let factor = if power < 0 { Decimal::from(1).checked_div(base)? } else { base };
    (power.abs() <= LARGEST).then_some(())?;
    (0..power.abs()).try_fold(Decimal::from(1), |value, _| value.checked_mul(factor))
}

/// "1e10", "12e-1": everything glued together.
fn exponent_letter(p: &[Piece], i: usize) -> Option<(Decimal, usize)> {
    let glued = |k: usize| p.get(k).filter(|x| !x.space);
    glued(i)?;
    let negative = glued(i + 1)?.is_dash();
    let at = i + 1 + usize::from(negative);
    glued(at)?;
    let n = plain(p, at).filter(|&n| n <= LARGEST)?;
    // "12e5th": no number.
    if glued(at + 1).is_some_and(Piece::is_word) {
        return None;
    }
    let power = i8::try_from(if negative { -n } else { n }).ok()?;
    let value = if power < -18 { Decimal::new(1, power.unsigned_abs()) } else { Decimal::power_of_ten(power)? };
    Some((value, at + 1))
}

/// Small plain digits.
fn plain(p: &[Piece], i: usize) -> Option<i64> {
    match p.get(i)?.kind {
        PieceKind::Digits { value, plain: true, digits: 1..=2, .. } => i64::try_from(value.digits()).ok(),
        _ => None,
    }
}

/// Raised digits: "⁻⁸", and the piece after them.
fn raised(p: &[Piece], i: usize) -> Option<(i64, usize)> {
    let digit = |k: usize| match p.get(k).filter(|x| !x.space)?.kind {
        PieceKind::Mark(c) => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c).and_then(|d| i64::try_from(d).ok()),
        _ => None,
    };
    let negative = p.get(i).is_some_and(|x| !x.space && x.is('⁻'));
    let first = i + usize::from(negative);
    let mut value = digit(first)?;
    let mut end = first + 1;
    while let Some(d) = digit(end).filter(|_| end < first + 3) {
        value = value * 10 + d;
        end += 1;
    }
    Some((if negative { -value } else { value }, end))
}
