//! Ages and births on the calendar: which years fit.

use jiff::civil::Date;

use crate::model::{Age, AgeForm, Batch, Decimal, Member};

/// Lowest and highest age in whole years that the words allow.
#[must_use]
pub fn years(age: &Age) -> Option<(i64, i64)> {
    let whole = |d: Decimal| i64::try_from(d.digits()).ok().filter(|_| d.scale() == 0);
    Some((whole(age.years.low?)?, whole(age.years.high?)?))
}

/// The age in years, or the year of birth.
#[must_use]
pub fn shown(age: &Age) -> String {
    match (age.form, years(age)) {
        (AgeForm::Born(year, ..), _) => format!("born {year}"),
        (_, Some((l, h))) if l == h => l.to_string(),
        (_, Some((l, h))) => format!("{l}-{h}"),
        _ => String::new(),
    }
}

/// The age of a member.
#[must_use]
pub fn age<'a>(batch: &'a Batch, m: &Member) -> &'a Age {
    &batch.articles[m.claim.article as usize].ages[m.claim.index as usize]
}

/// The dateline of a member's article.
#[must_use]
pub fn dateline(batch: &Batch, m: &Member) -> Option<Date> {
    batch.articles[m.claim.article as usize].article.published
}

/// The ages that somebody born so may have on this day.
#[must_use]
pub fn ages_of(born: AgeForm, day: Date) -> Option<(i64, i64)> {
    let AgeForm::Born(year, month, date) = born else { return None };
    let n = i64::from(day.year()) - i64::from(year);
    let known = |m: i8, d: i8| (day.month(), day.day()) >= (m, d);
    Some(match (month, date) {
        (Some(m), Some(d)) => {
            let n = if known(m, d) { n } else { n - 1 };
            (n, n)
        }
        (Some(m), None) if day.month() > m => (n, n),
        (Some(m), None) if day.month() < m => (n - 1, n - 1),
        _ => (n - 1, n),
    })
}

/// How many birthdays may lie between two days: 0 and 1 within a year; `None` if a day is unknown.
#[must_use]
pub fn birthdays_between(early: Date, late: Date) -> (i64, i64) {
    let mut whole = i64::from(late.year()) - i64::from(early.year());
    if (late.month(), late.day()) < (early.month(), early.day()) {
        whole -= 1;
    }
    let same = (late.month(), late.day()) == (early.month(), early.day());
    (whole.max(0), whole.max(0) + i64::from(!same))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_birthday_may_lie_between() {
        assert_eq!(birthdays_between(date(2026, 11, 20), date(2026, 11, 20)), (0, 0));
        assert_eq!(birthdays_between(date(2026, 11, 20), date(2026, 12, 2)), (0, 1));
        assert_eq!(birthdays_between(date(2025, 11, 20), date(2026, 12, 2)), (1, 2));
    }

    #[test]
    fn births_give_ages() {
        let day = date(2026, 11, 20);
        assert_eq!(ages_of(AgeForm::Born(1972, None, None), day), Some((53, 54)));
        assert_eq!(ages_of(AgeForm::Born(1971, Some(12), None), day), Some((54, 54)));
        assert_eq!(ages_of(AgeForm::Born(1972, Some(11), Some(21)), day), Some((53, 53)));
        assert_eq!(ages_of(AgeForm::Born(1972, Some(11), Some(20)), day), Some((54, 54)));
        assert_eq!(ages_of(AgeForm::Now, day), None);
    }
}
