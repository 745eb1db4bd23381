//! Exact decimals and quantities with open ends.

use std::cmp::Ordering;
use std::fmt;

/// An exact decimal: `digits × 10^-scale`, normalised so that equal values compare equal. No float is ever involved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    digits: i128,
    scale: u8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { digits: 0, scale: 0 };

    /// `digits × 10^-scale`.
    #[must_use]
    pub fn new(digits: i128, scale: u8) -> Self {
        let (mut digits, mut scale) = (digits, scale);
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// The unscaled digits.
    #[must_use]
    pub const fn digits(self) -> i128 {
        self.digits
    }

    /// How many digits stand after the point.
    #[must_use]
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Parses plain digits with an optional sign, thousands commas and one point; `None` for anything else or too many digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mut digits, mut scale, mut point, mut any) = (0i128, 0u8, false, false);
        for c in text.chars() {
            match c {
                '0'..='9' => {
                    digits = digits.checked_mul(10)?.checked_add(i128::from(c as u8 - b'0'))?;
                    scale += u8::from(point);
                    any = true;
                    if scale > 18 {
                        return None;
                    }
                }
                ',' if !point && any => {}
                '.' if !point => point = true,
                _ => return None,
            }
        }
        if !any || digits > 10i128.pow(30) {
            return None;
        }
        Some(Self::new(if negative { -digits } else { digits }, scale))
    }

    /// Both numbers with one scale, if they fit.
    fn align(self, other: Self) -> Option<(i128, i128, u8)> {
        let scale = self.scale.max(other.scale);
        let up = |d: Decimal| d.digits.checked_mul(10i128.checked_pow(u32::from(scale - d.scale))?);
        Some((up(self)?, up(other)?, scale))
    }

    /// Sum, `None` on overflow.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.align(other)?;
        Some(Self::new(a.checked_add(b)?, scale))
    }

    /// Difference, `None` on overflow.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self { digits: -other.digits, scale: other.scale })
    }

    /// Product, `None` on overflow.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        Some(Self::new(self.digits.checked_mul(other.digits)?, self.scale.checked_add(other.scale)?))
    }

    /// Quotient, cut to at most fifteen digits after the point; `None` for a division by zero or on overflow.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.digits == 0 {
            return None;
        }
        let extra = 15u8.checked_add(other.scale)?.checked_sub(self.scale.min(15))?;
        let digits = self.digits.checked_mul(10i128.checked_pow(u32::from(extra))?)? / other.digits;
        Some(Self::new(digits, self.scale.checked_add(extra)?.checked_sub(other.scale)?))
    }

    /// The number rounded to this power of ten, halves away from zero; itself where that cannot be done.
    #[must_use]
    pub fn rounded(self, power: i8) -> Self {
        let drop = i32::from(power) + i32::from(self.scale);
        let Some(step) = u32::try_from(drop).ok().filter(|d| *d > 0).and_then(|d| 10i128.checked_pow(d)) else {
            return self;
        };
        let half = if self.digits < 0 { -(step / 2) } else { step / 2 };
        let steps = self.digits.saturating_add(half) / step;
        steps.checked_mul(step).map_or(self, |digits| Self::new(digits, self.scale))
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { digits: self.digits.saturating_abs(), scale: self.scale }
    }

    /// `10^power`, for powers from -18 to 30; `None` beyond.
    #[must_use]
    pub fn power_of_ten(power: i8) -> Option<Self> {
        match power {
            -18..0 => Some(Self { digits: 1, scale: power.unsigned_abs() }),
            0..=30 => Some(Self { digits: 10i128.pow(u32::from(power.unsigned_abs())), scale: 0 }),
            _ => None,
        }
    }

    /// For display and rough ratios only; never for a decision.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10f64.powi(i32::from(self.scale))
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::new(i128::from(value), 0)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.align(*other) {
            Some((a, b, _)) => a.cmp(&b),
            // Too far apart for one scale: the one with more digits before the point is larger in size.
            None => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, part) = digits.split_at(digits.len() - scale);
        if part.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

/// On which side of the written number the true one may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Hedge {
    /// The number itself.
    #[default]
    Exact,
    /// about, around, some, roughly.
    About,
    /// more than, over, topped: above the number, but below its next step.
    Above,
    /// at least, no fewer than, N or more: open above.
    AtLeast,
    /// nearly, almost, close to: a little below.
    Below,
    /// up to, under, fewer than, at most: open below.
    AtMost,
    /// between … and …, 30 to 55.
    Range,
    /// dozens, hundreds, tens of thousands.
    Vague,
}

impl Hedge {
    /// As the claims report writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Hedge::Exact => "exact",
            Hedge::About => "about",
            Hedge::Above | Hedge::AtLeast => "above",
            Hedge::Below | Hedge::AtMost => "below",
            Hedge::Range | Hedge::Vague => "range",
        }
    }
}

/// A number as written: an interval with open ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Quantity {
    /// Lower end, `None` if open.
    pub low: Option<Decimal>,
    /// Upper end, `None` if open.
    pub high: Option<Decimal>,
    /// The number that stands there, `None` for a range.
    pub value: Option<Decimal>,
    /// Which side the words leave open.
    pub hedge: Hedge,
    /// The power of ten of the last significant digit as written: 6 for "2 million", -2 for "4,312.50".
    pub precision: i8,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let d = |s| Decimal::parse(s).unwrap();
        assert_eq!(d("4,312.50"), d("4312.5"));
        assert_eq!(d("0.1").checked_add(d("0.2")), Some(d("0.3")));
        assert_eq!(d("2.5").checked_mul(Decimal::from(1_000_000)).unwrap().to_string(), "2500000");
        assert_eq!(d("-0.05").to_string(), "-0.05");
        assert!(d("1.96") < d("2") && d("-3") < d("0.1"));
        assert_eq!(d("12625777").rounded(5), d("12600000"));
        assert_eq!((d("75.72").rounded(-1), d("-0.25").rounded(-1)), (d("75.7"), d("-0.3")));
        assert_eq!((d("75.7").rounded(-2), d("3").rounded(1), d("7").rounded(1)), (d("75.7"), d("0"), d("10")));
        assert_eq!(Decimal::parse("1.2.3"), None);
        assert_eq!(Decimal::parse(""), None);
    }
}
