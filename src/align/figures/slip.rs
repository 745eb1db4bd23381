//! Whether one number may be the other, mistyped.

use super::pair::time;
use crate::model::{Decimal, Figure, Hedge};

/// How much speaks for one number being the other, mistyped: one digit differs, or two neighbours changed places, of two or more.
pub fn slip(a: &Figure, b: &Figure) -> f32 {
    if a.unit != b.unit {
        return 0.0;
    }
    let weight = match (a.quantity.value, b.quantity.value) {
        (Some(x), Some(y)) => match one_digit_apart(x, y) {
            Some(2) => 0.6,
            Some(3) => 1.5,
            Some(4..) => 2.5,
            _ => 0.0,
        },
        // "40 to 60 hours", "20 to 60 hours"
        (None, None) if a.quantity.hedge == Hedge::Range && a.measure == b.measure => {
            let (x, y) = (a.quantity, b.quantity);
            if (x.low == y.low) != (x.high == y.high) { 0.6 } else { 0.0 }
        }
        _ => 0.0,
    };
    if time(a) || a.unit.as_deref() == Some("percentage") { weight / 2.0 } else { weight }
}

/// If two numbers differ in one digit, or in the order of two neighbours: how many digits there are, shared zeros at the end left out.
fn one_digit_apart(x: Decimal, y: Decimal) -> Option<usize> {
    let scale = x.scale().max(y.scale());
    let text = |d: Decimal| {
        let digits = d.digits().checked_mul(10i128.checked_pow(u32::from(scale - d.scale()))?)?;
        Some(digits.to_string())
    };
    let (x, y) = (text(x)?, text(y)?);
    let zeros = x.bytes().rev().zip(y.bytes().rev()).take_while(|&p| p == (b'0', b'0')).count();
    let (x, y) = (&x.as_bytes()[..x.len() - zeros], &y.as_bytes()[..y.len() - zeros]);
    if x.len() != y.len() {
        return None;
    }
    let off: Vec<usize> = (0..x.len()).filter(|&i| x[i] != y[i]).collect();
    let slipped = match off[..] {
        [_] => true,
        [i, j] => j == i + 1 && x[i] == y[j] && x[j] == y[i],
        _ => false,
    };
    slipped.then_some(x.len())
}

/// Whether one number may be the other, mistyped: as many digits, or within a sixth.
pub fn like_values(a: &Figure, b: &Figure) -> bool {
    let (Some(x), Some(y)) = (a.quantity.value, b.quantity.value) else { return true };
    let (small, large) = (x.min(y), x.max(y));
    let long = |d: Decimal| d.digits().unsigned_abs().checked_ilog10().unwrap_or(0) as i32 - i32::from(d.scale());
    let near = large.checked_sub(small).and_then(|d| d.checked_mul(Decimal::from(6))).is_some_and(|d| d <= large);
    near || long(x) == long(y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_digit_or_two_that_changed_places() {
        let d = |t: &str| Decimal::parse(t).unwrap();
        assert_eq!(one_digit_apart(d("4,312.50"), d("4,212.50")), Some(5));
        assert_eq!(one_digit_apart(d("84,000"), d("88,000")), Some(2));
        assert_eq!(one_digit_apart(d("54"), d("45")), Some(2));
        assert_eq!(one_digit_apart(d("35.7"), d("35.72")), Some(4));
        assert_eq!(one_digit_apart(d("1,004"), d("1,010")), None);
        assert_eq!(one_digit_apart(d("99"), d("100")), None);
    }
}
