//! Dates of metadata and datelines, however they are written: `2016-11-16T08:00Z`, `Nov. 16, 2016`, `16 November 2016`.

use jiff::civil::Date;

use crate::lexicon::months;

/// A day as a text gives it; the year may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// With four digits.
    pub year: Option<i16>,
}

impl Day {
    /// The date, if the year is there and the day exists.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// The date with a missing year filled in so that it lies nearest to `clock`.
    #[must_use]
    pub fn near(self, clock: Date) -> Option<Date> {
        if self.year.is_some() {
            return self.date();
        }
        let years = [clock.year() - 1, clock.year(), clock.year() + 1];
        let dates = years.into_iter().filter_map(|y| Date::new(y, self.month, self.day).ok());
        dates.min_by_key(|d| days_between(*d, clock).abs())
    }
}

/// Days from `a` to `b`.
#[must_use]
pub fn days_between(a: Date, b: Date) -> i64 {
    a.until(b).map_or(i64::MAX, |span| i64::from(span.get_days()))
}

/// Reads a date of publication. The time and its zone are dropped: the day is the one where the article was published.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| compact(text)).or_else(|| epoch(text)).or_else(|| find(text)?.0.date())
}

/// `2016-11-16…`, `2016/11/16…`.
fn iso(text: &str) -> Option<Date> {
    let head = text.get(..10)?;
    let digits = |r: std::ops::Range<usize>| head.get(r)?.parse::<i16>().ok();
    let mark = head.as_bytes()[4];
    if !matches!(mark, b'-' | b'/' | b'.') || head.as_bytes()[7] != mark {
        return None;
    }
    Date::new(digits(0..4)?, i8::try_from(digits(5..7)?).ok()?, i8::try_from(digits(8..10)?).ok()?).ok()
}

/// `20161116`, `20161116T080000Z`.
fn compact(text: &str) -> Option<Date> {
    let head = text.get(..8)?;
    if !head.bytes().all(|b| b.is_ascii_digit()) || text.as_bytes().get(8).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let year = head[..4].parse().ok().filter(|y| (1900..2200).contains(y))?;
    Date::new(year, head[4..6].parse().ok()?, head[6..8].parse().ok()?).ok()
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Date> {
    if !(9..=13).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let seconds = if text.len() > 11 { number / 1000 } else { number };
    let start = Date::new(1970, 1, 1).ok()?;
    start.checked_add(jiff::Span::new().try_days(seconds / 86_400).ok()?).ok()
}

/// The first day with a month in words: `Nov. 16, 2016`, `16 November 2016`, `November 16`, and the byte after it.
#[must_use]
pub fn find(text: &str) -> Option<(Day, usize)> {
    let words: Vec<(usize, &str)> = word_list(text);
    for (i, &(at, word)) in words.iter().enumerate() {
        let Some(month) = month(word) else { continue };
        let number = |k: usize| words.get(k).and_then(|&(at, w)| day_number(w).map(|n| (n, at + w.len())));
        let year = |k: usize| words.get(k).and_then(|&(at, w)| year_number(w).map(|y| (y, at + w.len())));
        if let Some((day, end)) = number(i + 1).filter(|_| year(i + 1).is_none()) {
            let found = year(i + 2);
            return Some((Day { month, day, year: found.map(|y| y.0) }, found.map_or(end, |y| y.1)));
        }
        if let Some((day, _)) = i.checked_sub(1).and_then(number) {
            let found = year(i + 1);
            return Some((Day { month, day, year: found.map(|y| y.0) }, found.map_or(at + word.len(), |y| y.1)));
        }
    }
    None
}

/// Runs of letters and digits with their offsets.
fn word_list(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                words.push((s, &text[s..i]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The month that a word names, in full or as newsrooms shorten it.
fn month(word: &str) -> Option<i8> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    months::month(&word.to_ascii_lowercase())
}

/// 1 to 31, also `16th`.
fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &word[digits.len()..];
    if digits.len() > 2 || !matches!(tail, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse().ok().filter(|d| (1..=31).contains(d))
}

fn year_number(word: &str) -> Option<i16> {
    if word.len() == 4 { word.parse().ok().filter(|y| (1800..2200).contains(y)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_however_they_are_written() {
        for text in [
            "2016-11-16",
            "2016-11-16T23:30:00-08:00",
            "2016/11/16 08:00",
            "20161116T080000Z",
            "1479283200",
            "1479283200000",
            "Wed, 16 Nov 2016 08:00:00 GMT",
            "November 16, 2016",
            "Nov. 16th, 2016 at 8 a.m.",
            "Wednesday 16 November 2016",
        ] {
            assert_eq!(parse(text), Some(date(2016, 11, 16)), "{text}");
        }
        for text in ["", "2016", "Nov 2016", "16-11", "yesterday", "2016-13-40", "31 February 2016", "éééééééé"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_missing_year_is_the_nearest_one() {
        let day = Day { month: 12, day: 30, year: None };
        assert_eq!(day.near(date(2017, 1, 2)), Some(date(2016, 12, 30)));
    }
}
