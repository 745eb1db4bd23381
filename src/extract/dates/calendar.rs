//! Days counted from 1970-01-01, so that dates are added and compared as numbers.

use jiff::civil::Date;

/// The day number of a date; `None` if there is no such day.
pub fn day(year: i16, month: u8, day: u8) -> Option<i32> {
    let date = Date::new(year, month as i8, day as i8).ok()?;
    Some(number(date))
}

/// The day number of a date.
pub fn number(date: Date) -> i32 {
    let (y, m, d) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    // Days of the civil calendar, counted from March so that the leap day is the last of its year.
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let of_era = y - era * 400;
    let of_year = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
    (era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468) as i32
}

/// Year, month and day of a day number.
pub fn civil(days: i32) -> (i16, u8, u8) {
    let z = i64::from(days) + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z - era * 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let d = of_year - (153 * shifted + 2) / 5 + 1;
    let m = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let y = year + era * 400 + i64::from(m <= 2);
    (y.clamp(-9999, 9999) as i16, m as u8, d as u8)
}

/// 1 = Monday … 7 = Sunday.
pub fn weekday(days: i32) -> u8 {
    ((i64::from(days) + 3).rem_euclid(7) + 1) as u8
}

/// First and last day of a month.
pub fn month(year: i16, m: u8) -> Option<(i32, i32)> {
    let first = day(year, m, 1)?;
    let next = if m == 12 { day(year.checked_add(1)?, 1, 1)? } else { day(year, m + 1, 1)? };
    Some((first, next - 1))
}

/// First and last day of a year.
pub fn year(y: i16) -> Option<(i32, i32)> {
    Some((day(y, 1, 1)?, day(y, 12, 31)?))
}

/// `year-month-day`, ISO 8601.
pub fn iso(days: i32) -> String {
    let (y, m, d) = civil(days);
    format!("{y:04}-{m:02}-{d:02}")
}

/// ISO week-year and week.
pub fn iso_week(days: i32) -> (i16, u8) {
    let thursday = days - i32::from(weekday(days)) + 4;
    let (y, ..) = civil(thursday);
    let first = day(y, 1, 1).unwrap_or(thursday);
    (y, ((thursday - first) / 7 + 1) as u8)
}

/// The name of a weekday.
pub fn weekday_name(w: u8) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][usize::from(w.clamp(1, 7)) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_go_there_and_back() {
        assert_eq!(day(1970, 1, 1), Some(0));
        assert_eq!(day(2023, 2, 29), None);
        assert_eq!(weekday(day(2026, 11, 19).unwrap()), 4);
        assert_eq!(iso_week(day(2013, 3, 21).unwrap()), (2013, 12));
        for d in (-200_000..60_000).step_by(37) {
            let (y, m, dd) = civil(d);
            assert_eq!(day(y, m, dd), Some(d));
        }
    }
}
