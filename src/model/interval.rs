//! How two written numbers stand to each other: the one table of hedge widths, intervals, rounding.

use super::{Decimal, Hedge, Quantity};

/// "about N" reaches this far on both sides, in thousandths of N: 43 fits "about 40".
const ABOUT: i64 = 75;
/// "nearly N" reaches this far below N, in thousandths, and not above: 9.1 fits "nearly 10".
const NEARLY: i64 = 90;
/// A bare number is taken for a rounding of another only within this share of it, in thousandths.
const ROUNDING: i64 = 150;

/// How two quantities stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The same number.
    Same,
    /// One is the other, rounded.
    Rounded,
    /// One lies where the words of the other leave room.
    Hedged,
    /// At or beyond the next step of a "more than".
    Beyond,
    /// Outside of what the words of the other leave open.
    Outside,
    /// Two bare numbers that differ.
    Apart,
}

impl Fit {
    /// Whether both may be right.
    #[must_use]
    pub const fn agrees(self) -> bool {
        matches!(self, Fit::Same | Fit::Rounded | Fit::Hedged)
    }
}

/// `share` thousandths of `d`.
fn thousandths(d: Decimal, share: i64) -> Decimal {
    d.checked_mul(Decimal::new(i128::from(share), 3)).unwrap_or(d)
}

fn plus(a: Decimal, b: Decimal) -> Decimal {
    a.checked_add(b).unwrap_or(a)
}

fn minus(a: Decimal, b: Decimal) -> Decimal {
    a.checked_sub(b).unwrap_or(a)
}

/// How far "about" may reach from a number written with three or more digits: one step of the last one, where 5, 25 and 75 are
/// steps of their own. "roughly $141 million" is no $139 million; "about 150" and "about 2,250" stay loose.
fn written_step(size: Decimal) -> Decimal {
    let power = last_digit(size);
    let digits =
        size.digits().unsigned_abs() / 10u128.pow(u32::from((power + size.scale() as i8).max(0).unsigned_abs()));
    let steps = match digits {
        0..100 => return size,
        d if d % 100 == 25 || d % 100 == 75 => 25,
        d if d % 10 == 5 => 5,
        _ => 1,
    };
    Decimal::power_of_ten(power).and_then(|s| s.checked_mul(Decimal::from(steps))).unwrap_or(size)
}

/// Power of ten of the last digit of `d` that is not zero.
fn last_digit(d: Decimal) -> i8 {
    if d.scale() > 0 {
        return -(d.scale() as i8);
    }
    let mut digits = d.digits();
    let mut power = 0;
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
        power += 1;
    }
    power
}

impl Quantity {
    /// A bare number.
    #[must_use]
    pub fn exact(value: Decimal, precision: i8) -> Self {
        Self { low: Some(value), high: Some(value), value: Some(value), hedge: Hedge::Exact, precision }
    }

    /// A number with the words before or after it.
    #[must_use]
    pub fn hedged(value: Decimal, precision: i8, hedge: Hedge) -> Self {
        let size = value.abs();
        let (low, high) = match hedge {
            Hedge::Exact | Hedge::Range | Hedge::Vague => (Some(value), Some(value)),
            Hedge::About => {
                let step = Decimal::power_of_ten(precision).map_or(Decimal::ZERO, |s| thousandths(s, 500));
                let width = if precision > 0 { thousandths(size, ABOUT).max(step) } else { thousandths(size, ABOUT) };
                let width = width.min(written_step(size));
                (Some(minus(value, width)), Some(plus(value, width)))
            }
            Hedge::Above | Hedge::AtLeast => (Some(value), None),
            Hedge::Below => (Some(minus(value, thousandths(size, NEARLY))), Some(value)),
            Hedge::AtMost => (None, Some(value)),
        };
        Self { low, high, value: Some(value), hedge, precision }
    }

    /// "30 to 55", "between 19 and 22".
    #[must_use]
    pub fn range(low: Decimal, high: Decimal, precision: i8) -> Self {
        Self { low: Some(low), high: Some(high), value: None, hedge: Hedge::Range, precision }
    }

    /// "a dozen": the number or one less, still written as one number.
    #[must_use]
    pub fn dozen(value: Decimal) -> Self {
        Self {
            low: Some(minus(value, Decimal::from(1))),
            high: Some(value),
            value: Some(value),
            hedge: Hedge::Exact,
            precision: 0,
        }
    }

    /// "dozens", "tens of thousands": no fewer than `low`, and fewer than the next such word would say.
    #[must_use]
    pub fn vague(low: Decimal) -> Self {
        let step = if low < Decimal::from(100) { Decimal::from(100) } else { thousandths(low, 10_000) };
        Self { low: Some(low), high: Some(step), value: None, hedge: Hedge::Vague, precision: 0 }
    }

    /// The same in another unit; `None` on overflow.
    #[must_use]
    pub fn times(&self, factor: Decimal) -> Option<Self> {
        let up = |d: Option<Decimal>| match d {
            Some(d) => d.checked_mul(factor).map(Some),
            None => Some(None),
        };
        Some(Self { low: up(self.low)?, high: up(self.high)?, value: up(self.value)?, ..*self })
    }

    /// Half a step of the last digit written, in this unit.
    fn half_step(&self, factor: Decimal) -> Decimal {
        let step = Decimal::power_of_ten(self.precision).and_then(|s| s.checked_mul(factor)).unwrap_or(Decimal::ZERO);
        let half = thousandths(step, 500);
        self.value.map_or(half, |v| half.min(thousandths(v.abs(), ROUNDING)))
    }

    /// Whether the number is bare: nothing but digits, no words around it, no "dozen".
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.hedge == Hedge::Exact && self.low == self.high
    }

    /// How two quantities of one unit stand to each other. Symmetric.
    #[must_use]
    pub fn fit(&self, other: &Self) -> Fit {
        let one = Decimal::from(1);
        self.fit_in(one, other, one)
    }

    /// How two quantities stand to each other, each given in a unit of so many base units. Symmetric.
    #[must_use]
    pub fn fit_in(&self, factor: Decimal, other: &Self, other_factor: Decimal) -> Fit {
        let converted = factor != other_factor;
        let (Some(a), Some(b)) = (self.times(factor), other.times(other_factor)) else { return Fit::Hedged };
        if a.value.is_some() && a.value == b.value {
            return Fit::Same;
        }
        let (half_a, half_b) = (self.half_step_scaled(factor), other.half_step_scaled(other_factor));
        if let (true, true, Some(x), Some(y)) = (a.is_bare(), b.is_bare(), a.value, b.value) {
            let apart = minus(x, y).abs();
            let room = match (converted, self.precision.cmp(&other.precision)) {
                (true, _) => plus(half_a, half_b),
                (false, std::cmp::Ordering::Less) => half_b,
                (false, std::cmp::Ordering::Greater) => half_a,
                (false, std::cmp::Ordering::Equal) => return Fit::Apart,
            };
            return if apart <= room { Fit::Rounded } else { Fit::Apart };
        }
        // A bare number beside a hedged one: its own rounding gives room, but a small count is meant to the last one.
        let room = |q: &Self, half: Decimal| if q.precision == 0 && !converted { Decimal::ZERO } else { half };
        let ends = |q: &Self, raw: &Self, half: Decimal| {
            if q.hedge == Hedge::Vague {
                // "hundreds" of 1,200, "dozens" of 110: loose words are not held to their edge.
                (q.low.map(|l| thousandths(l, 750)), q.high.map(|h| thousandths(h, 3000)))
            } else if q.is_bare() {
                let r = room(raw, half);
                (q.low.map(|l| minus(l, r)), q.high.map(|h| plus(h, r)))
            } else {
                (q.low, q.high)
            }
        };
        let ((al, ah), (bl, bh)) = (ends(&a, self, half_a), ends(&b, other, half_b));
        let below = |h: Option<Decimal>, l: Option<Decimal>| matches!((h, l), (Some(h), Some(l)) if h < l);
        if below(ah, bl) || below(bh, al) {
            return Fit::Outside;
        }
        if beyond(&a, &b) || beyond(&b, &a) { Fit::Beyond } else { Fit::Hedged }
    }

    fn half_step_scaled(&self, factor: Decimal) -> Decimal {
        let half = self.half_step(Decimal::from(1));
        half.checked_mul(factor).unwrap_or(half)
    }
}

/// Whether `b` reaches the next step of a "more than" in `a`: 3 million for "more than 2 million".
fn beyond(a: &Quantity, b: &Quantity) -> bool {
    let (Hedge::Above, Some(n), Some(other)) = (a.hedge, a.value, b.value) else { return false };
    if !matches!(b.hedge, Hedge::Exact | Hedge::About) {
        return false;
    }
    let step = Decimal::power_of_ten(last_digit(n)).unwrap_or(Decimal::ZERO);
    step > Decimal::ZERO && other >= plus(n, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn q(text: &str, hedge: Hedge) -> Quantity {
        let (number, power) = text.split_once('e').map_or((text, 0u8), |(n, p)| (n, p.parse().unwrap()));
        let value = Decimal::parse(number).unwrap().checked_mul(Decimal::power_of_ten(power as i8).unwrap()).unwrap();
        let decimals = number.split_once('.').map_or(0, |(_, d)| d.len() as i8);
        let zeros = if decimals == 0 { number.bytes().rev().take_while(|&b| b == b'0').count() as i8 } else { 0 };
        let precision = power as i8 - decimals + zeros;
        let precision = if value.abs() < Decimal::from(100) && precision > 0 { 0 } else { precision };
        Quantity::hedged(value, precision, hedge)
    }

    /// One table of hedge widths: each line is a near-miss or a fault of the manual.
    #[test]
    fn widths() {
        use Fit::{Apart, Beyond, Hedged, Outside, Rounded, Same};
        use Hedge::{About, Above, AtLeast, AtMost, Below, Exact};
        let table = [
            ("2e6", About, "1.96e6", Exact, Hedged),
            ("2e6", Exact, "1.96e6", Exact, Rounded),
            ("2e6", Exact, "3e6", Exact, Apart),
            ("2e6", Above, "2.3e6", Exact, Hedged),
            ("2e6", Above, "3e6", Exact, Beyond),
            ("2e6", Above, "2e6", Exact, Same),
            ("2e6", Below, "2.1e6", Exact, Outside),
            ("2e6", Below, "1.96e6", Exact, Hedged),
            ("40", About, "43", Exact, Hedged),
            ("40", AtMost, "43", Exact, Outside),
            ("10", Below, "9.1", Exact, Hedged),
            ("2", Below, "1.9", Exact, Hedged),
            ("30", AtLeast, "53", Exact, Hedged),
            ("30", AtLeast, "29", Exact, Outside),
            ("44e6", Below, "43885310", Exact, Hedged),
            ("43e6", Exact, "43885310", Exact, Apart),
            ("44e6", Exact, "43885310", Exact, Rounded),
            ("4312.50", Exact, "4212.50", Exact, Apart),
            ("30", Exact, "31", Exact, Apart),
            ("12", Exact, "11.8", Exact, Rounded),
            ("330", Exact, "328", Exact, Rounded),
            ("50000", AtMost, "30000", Exact, Hedged),
            ("60000", About, "60000", Above, Same),
            ("40", Above, "45", Exact, Hedged),
            ("40", Above, "52", Exact, Beyond),
        ];
        for (a, ha, b, hb, expected) in table {
            assert_eq!(q(a, ha).fit(&q(b, hb)), expected, "{ha:?} {a} / {hb:?} {b}");
        }
        let dozen = Quantity::dozen(Decimal::from(12));
        assert_eq!(dozen.fit(&q("11", Exact)), Hedged);
        assert_eq!(dozen.fit(&q("12", Exact)), Same);
        assert_eq!(dozen.fit(&q("13", Exact)), Outside);
        assert_eq!(Quantity::vague(Decimal::from(20)).fit(&q("31", AtLeast)), Hedged);
        assert_eq!(Quantity::range(Decimal::from(30), Decimal::from(50), 0).fit(&q("50", AtMost)), Hedged);
    }

    /// compare(a, b) = compare(b, a); nothing conflicts with itself, rounded or hedged.
    #[test]
    fn comparison_is_symmetric_and_a_figure_never_conflicts_with_itself_rounded() {
        use Hedge::{About, Above, AtLeast, AtMost, Below, Exact};
        let hedges = [Exact, About, Above, AtLeast, Below, AtMost];
        let mut seed = 7u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed >> 33
        };
        for _ in 0..4000 {
            let (x, y) = (next() % 100_000, next() % 100_000);
            let (hx, hy) = (hedges[next() as usize % 6], hedges[next() as usize % 6]);
            let (a, b) = (q(&x.to_string(), hx), q(&y.to_string(), hy));
            assert_eq!(a.fit(&b), b.fit(&a), "{hx:?} {x} / {hy:?} {y}");
            assert!(a.fit(&a).agrees());
            let plain = q(&x.to_string(), Exact);
            assert!(plain.fit(&a).agrees());
            if x >= 10_000 {
                let rounded = (x + 500) / 1000;
                assert!(plain.fit(&q(&format!("{rounded}e3"), Exact)).agrees(), "{x}");
                let (up, down) = (x / 1000 + 1, x / 1000);
                assert!(plain.fit(&q(&format!("{up}e3"), Below)).agrees(), "nearly {up}e3 / {x}");
                assert!(plain.fit(&q(&format!("{down}e3"), AtLeast)).agrees(), "at least {down}e3 / {x}");
                assert!(plain.fit(&q(&format!("{down}e3"), Above)).agrees(), "more than {down}e3 / {x}");
            }
        }
    }

    /// Wider words take in what narrower ones do: what fits a bare number fits it hedged, whatever side.
    #[test]
    fn intervals_nest() {
        use Hedge::{About, AtLeast, AtMost, Exact};
        let mut seed = 23u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as i64
        };
        for _ in 0..4000 {
            // An odd last digit: a number that is written to the last one.
            let (x, y, z) = (next() % 5000, next() % 5000, (next() % 5000) | 1);
            let plain = |n: i64| q(&n.to_string(), Exact);
            let (low, high) = (x.min(y), x.max(y));
            let range = Quantity::range(Decimal::from(low), Decimal::from(high), 0);
            assert_eq!(range.fit(&plain(z)).agrees(), (low..=high).contains(&z), "{low} to {high} / {z}");
            assert_eq!(q(&x.to_string(), AtLeast).fit(&plain(z)).agrees(), z >= x, "at least {x} / {z}");
            assert_eq!(q(&x.to_string(), AtMost).fit(&plain(z)).agrees(), z <= x, "at most {x} / {z}");
            if plain(x).fit(&plain(z)) == Fit::Same {
                assert!(q(&x.to_string(), About).fit(&plain(z)).agrees());
            }
            // Two ranges that share a number agree.
            let other = Quantity::range(Decimal::from(z.min(x)), Decimal::from(z.max(x)), 0);
            assert!(range.fit(&other).agrees(), "{low}..{high} and {}..{}", z.min(x), z.max(x));
        }
    }

    #[test]
    fn loose_words_have_an_end() {
        let dozens = Quantity::vague(Decimal::from(20));
        assert!(dozens.fit(&q("31", Hedge::AtLeast)).agrees() && dozens.fit(&q("120", Hedge::Exact)).agrees());
        assert_eq!(dozens.fit(&q("500", Hedge::Above)), Fit::Outside);
        let thousands = Quantity::vague(Decimal::from(1000));
        assert!(thousands.fit(&q("25000", Hedge::Exact)).agrees() && thousands.fit(&dozens) == Fit::Outside);
        assert_eq!(q("141e6", Hedge::About).fit(&q("139e6", Hedge::Exact)), Fit::Outside);
        assert!(q("150", Hedge::About).fit(&q("141", Hedge::Exact)).agrees());
    }

    #[test]
    fn units_convert_within_their_roundings() {
        let d = |s| Decimal::parse(s).unwrap();
        let fit = |a: &str, fa, b: &str, fb| q(a, Hedge::Exact).fit_in(d(fa), &q(b, Hedge::Exact), d(fb));
        assert!(fit("12", "1609.344", "19", "1000").agrees());
        assert!(fit("30", "0.3048", "9", "1").agrees());
        assert!(fit("131", "0.3048", "40", "1").agrees());
        assert_eq!(fit("30", "0.3048", "48", "1000"), Fit::Apart);
    }
}
