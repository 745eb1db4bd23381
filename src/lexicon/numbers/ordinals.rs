//! Ordinals: "first", "15th", "twenty-first", "ten thousandth".

use super::grammar::{Number, Shape, at, cardinal, lower, over_hyphen, ten_to};
use super::{NumberWord, Piece, PieceKind};
use crate::model::Decimal;

/// "first", "15th", "twenty-first", "one hundred twentieth", "two millionth".
pub fn ordinal(p: &[Piece], i: usize) -> Option<Number> {
    let Some(NumberWord::Unit(u)) = at(p, i) else { return last_ordinal(p, i) };
    let value = Decimal::from(u);
    let mut k = over_hyphen(p, i + 1);
    let (value, end) = match at(p, k)? {
        NumberWord::Hundred => {
            k = over_hyphen(p, k + 1);
            k += usize::from(lower(p, k) == "and");
            let tail = last_ordinal(p, k)?;
            (value.checked_mul(ten_to(2))?.checked_add(tail.value)?, tail.end)
        }
        NumberWord::Scaleth(s) => (value.checked_mul(ten_to(s))?, k + 1),
        _ => return None,
    };
    Some(Number { end, value, precision: 0, shape: Shape::Ordinal })
}

/// "two thousand and first", "ten thousandth", "one million three hundred and twenty-second".
pub fn large_ordinal(p: &[Piece], i: usize) -> Option<Number> {
    let n = cardinal(p, i).filter(|n| n.value >= Decimal::from(10) && p[i].is_word())?;
    if let Some(NumberWord::Scaleth(s @ 3..)) = at(p, over_hyphen(p, n.end)) {
        let value = n.value.checked_mul(ten_to(s)).filter(|_| n.value < Decimal::from(1000))?;
        return Some(Number { end: over_hyphen(p, n.end) + 1, value, precision: 0, shape: Shape::Ordinal });
    }
    if n.value < Decimal::from(100) {
        return None;
    }
    let last = match at(p, n.end - 1)? {
        NumberWord::Ten(_) => match at(p, n.end)? {
            NumberWord::Ordinal(v) if v < 10 => Number { end: n.end + 1, value: Decimal::from(v), ..n },
            _ => return None,
        },
        NumberWord::Hundred | NumberWord::Scale(_) if lower(p, n.end) == "and" => last_ordinal(p, n.end + 1)?,
        _ => return None,
    };
    Some(Number { end: last.end, value: n.value.checked_add(last.value)?, precision: 0, shape: Shape::Ordinal })
}

/// The word that makes a number an ordinal, with the tens before it: "first", "twenty-first", "12th", "thousandth".
fn last_ordinal(p: &[Piece], i: usize) -> Option<Number> {
    let done = |value: Decimal, end: usize| Some(Number { end, value, precision: 0, shape: Shape::Ordinal });
    if let Some(PieceKind::Digits { value, decimals: 0, .. }) = p.get(i).map(|x| x.kind) {
        p.get(i + 1).filter(|x| !x.space && matches!(&*x.lower, "st" | "nd" | "rd" | "th"))?;
        return done(value, i + 2);
    }
    match at(p, i)? {
        NumberWord::Ordinal(v) | NumberWord::Tenth(v) => done(Decimal::from(v), i + 1),
        NumberWord::Scaleth(s) => done(ten_to(s), i + 1),
        NumberWord::Ten(t) => match at(p, over_hyphen(p, i + 1))? {
            NumberWord::Ordinal(v) if (1..10).contains(&v) => done(Decimal::from(t + v), over_hyphen(p, i + 1) + 1),
            _ => None,
        },
        _ => None,
    }
}
