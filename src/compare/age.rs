//! Whether two ages fit, given the days on which they were printed: shared by the rules on ages.

use jiff::civil::Date;

use crate::model::{Age, Decimal};

/// An age as the rules compare it.
#[derive(Clone, Copy, Debug)]
pub struct Printed {
    /// First and last age meant.
    pub years: (i64, i64),
    /// Year of birth, if that was given instead.
    pub born: Option<i64>,
    /// When it was printed.
    pub day: Option<Date>,
    /// In which article.
    pub article: u32,
}

impl Printed {
    /// `None` where the text leaves an end open.
    pub fn new(age: &Age, article: u32, day: Option<Date>) -> Option<Self> {
        let whole = |d: Decimal| (d.scale() == 0).then(|| i64::try_from(d.digits()).ok()).flatten();
        let years = (age.years.low.and_then(whole)?, age.years.high.and_then(whole)?);
        Some(Self { years, born: age.born.map(i64::from), day, article })
    }

    /// Whether both can be right of one person: one birthday may lie between the two days.
    pub fn fits(&self, other: &Printed) -> bool {
        if self.article == other.article && self.born.is_none() && other.born.is_none() {
            return self.years.0 <= other.years.1 && other.years.0 <= self.years.1;
        }
        if let (Some(a), Some(b)) = (self.born, other.born) {
            return a == b;
        }
        let (earlier, later) = if self.day <= other.day { (self, other) } else { (other, self) };
        // By how many years the later age may exceed the earlier.
        let (least, most) = match (earlier.day, later.day) {
            (Some(a), Some(b)) => {
                let days = i64::from(b.since(a).map_or(0, |s| s.get_days()));
                (days / 366, if days > 0 { days / 365 + 1 } else { 0 })
            }
            _ => (-1, 1),
        };
        later.years.1 - earlier.years.0 >= least && later.years.0 - earlier.years.1 <= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_birthday_may_lie_between() {
        let at = |y: i64, article, day| Printed { years: (y, y), born: None, day, article };
        let nov = Some(date(2026, 11, 20));
        for (a, b, day, want) in [
            (54, 45, nov, false),
            (54, 55, Some(date(2026, 12, 2)), true),
            (54, 56, Some(date(2026, 12, 2)), false),
            (54, 53, Some(date(2026, 12, 2)), false),
            (54, 55, nov, false),
            (54, 55, Some(date(2027, 12, 2)), true),
            (54, 54, Some(date(2027, 12, 2)), false),
            (54, 55, None, true),
            (54, 54, nov, true),
        ] {
            assert_eq!(at(a, 0, nov).fits(&at(b, 1, day)), want, "{a} {b} {day:?}");
            assert_eq!(at(b, 1, day).fits(&at(a, 0, nov)), want, "{b} {a} {day:?}");
        }
        let fifties = Printed { years: (50, 59), born: None, day: nov, article: 1 };
        assert!(fifties.fits(&at(56, 0, nov)) && !fifties.fits(&at(45, 0, nov)));
    }
}
