//! Reads date expressions from pieces. What they denote is resolved later, against the dateline and the tense.

use super::counted::{counted, set, single};
use super::words::{TimeUnit, Word, holiday, word};
use crate::lexicon::numbers::{Piece, PieceKind, Shape, number};
use crate::model::Decimal;

/// A date expression as it stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// First piece.
    pub start: usize,
    /// Piece after the last one.
    pub end: usize,
    /// What is written.
    pub what: What,
    /// 1 = morning … 4 = night.
    pub part: Option<u8>,
    /// Which third of its month or year is meant ("the end of February", "early 2014").
    pub third: Option<Third>,
    /// Hour and minute on a clock of 24 hours.
    pub clock: Option<(u8, u8)>,
    /// Weekday written beside a full date.
    pub weekday: Option<u8>,
}

/// A third of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Third {
    Early,
    Middle,
    Late,
}

/// Which one of a unit or weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Which {
    Plain,
    Last,
    This,
    Next,
}

/// What is written.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum What {
    Day {
        year: Option<i16>,
        month: u8,
        day: u8,
    },
    Month {
        year: Option<i16>,
        month: u8,
        which: Which,
    },
    Year(i16),
    Decade(i16),
    Century(i16),
    Season {
        year: Option<i16>,
        season: u8,
        which: Which,
    },
    Quarter {
        year: Option<i16>,
        quarter: u8,
    },
    Weekday {
        weekday: u8,
        which: Which,
    },
    /// today, yesterday, tomorrow.
    RelativeDay(i32),
    /// this week, last month, next year.
    Relative {
        unit: TimeUnit,
        which: Which,
    },
    /// three years ago, two weeks from now.
    Away {
        count: Option<i64>,
        unit: TimeUnit,
        back: bool,
    },
    /// two days later, the next day: from the date last spoken of.
    Later {
        count: i64,
        unit: TimeUnit,
    },
    Clock,
    Duration {
        count: Option<Decimal>,
        unit: TimeUnit,
    },
    Set {
        unit: TimeUnit,
    },
    Now,
}

/// Pieces of a paragraph with their text.
pub struct Line<'a> {
    pub p: &'a [Piece],
    pub text: &'a str,
    pub base: u32,
}

impl Line<'_> {
    pub fn lower(&self, i: usize) -> &str {
        self.p.get(i).map_or("", |p| &p.lower)
    }

    fn word(&self, i: usize) -> Option<Word> {
        let p = self.p.get(i)?;
        let found = word(&p.lower)?;
        // "may", "march", "sun", "sat": months and weekdays need their capital.
        (p.capital || !matches!(found, Word::Month(_) | Word::Weekday(_))).then_some(found)
    }

    fn mark(&self, i: usize, c: char) -> bool {
        self.p.get(i).is_some_and(|p| p.is(c))
    }

    fn over_stop(&self, i: usize) -> usize {
        if self.mark(i, '.') && !self.p[i].space { i + 1 } else { i }
    }

    fn plain(&self, i: usize) -> Option<(i64, u8)> {
        match self.p.get(i)?.kind {
            PieceKind::Digits { value, plain: true, digits, .. } if digits <= 4 => {
                Some((value.digits() as i64, digits))
            }
            _ => None,
        }
    }

    /// A year in four digits, nothing glued to it.
    fn year(&self, i: usize) -> Option<i16> {
        let (v, digits) = self.plain(i)?;
        let letters = self.p.get(i + 1).is_some_and(|n| n.is_word() && !n.space);
        (digits == 4 && (1000..2200).contains(&v) && !letters).then_some(v as i16)
    }

    /// A day of the month: "5", "5th", "the 5th".
    fn day(&self, i: usize) -> Option<(u8, usize)> {
        let (v, digits) = self.plain(i)?;
        if digits > 2 || v == 0 || v > 99 {
            return None;
        }
        let suffix = self.p.get(i + 1).is_some_and(|n| !n.space && matches!(&*n.lower, "st" | "nd" | "rd" | "th"));
        let letters = self.p.get(i + 1).is_some_and(|n| n.is_word() && !n.space) && !suffix;
        (!letters).then_some((v as u8, if suffix { i + 2 } else { i + 1 }))
    }

    fn month(&self, i: usize) -> Option<(u8, usize)> {
        match self.word(i)? {
            Word::Month(m) => Some((m, if self.lower(i).len() <= 4 { self.over_stop(i + 1) } else { i + 1 })),
            _ => None,
        }
    }

    pub fn weekday(&self, i: usize) -> Option<(u8, usize)> {
        match self.word(i)? {
            Word::Weekday(w) if self.lower(i).len() > 5 => Some((w, i + 1)),
            // abbreviated ones only with their stop or before a month
            Word::Weekday(w) if self.mark(i + 1, '.') || self.mark(i + 1, ',') && self.month(i + 2).is_some() => {
                Some((w, self.over_stop(i + 1)))
            }
            _ => None,
        }
    }

    pub fn unit(&self, i: usize) -> Option<TimeUnit> {
        match self.word(i)? {
            Word::Unit(u) => Some(u),
            _ => None,
        }
    }

    /// The year after a date: ", 2016", "2016", "of 1862".
    fn trailing_year(&self, i: usize) -> (Option<i16>, usize) {
        for at in [i, i + 1] {
            let joined = at == i || self.mark(i, ',') || self.lower(i) == "of";
            if joined && let Some(y) = self.year(at) {
                return (Some(y), at + 1);
            }
        }
        (None, i)
    }
}

fn which(word: &str) -> Option<Which> {
    match word {
        "last" | "past" | "previous" => Some(Which::Last),
        "this" | "current" => Some(Which::This),
        "next" | "coming" | "upcoming" | "following" => Some(Which::Next),
        _ => None,
    }
}

/// The date expression that starts at piece `i`.
pub fn read(l: &Line<'_>, i: usize) -> Option<Expr> {
    let mut e = Expr { start: i, end: i + 1, what: What::Now, part: None, third: None, clock: None, weekday: None };
    let mut at = i;
    // early, late, mid-, the end of: they narrow, and stay in the span
    let narrowed = narrowing(l, i);
    if let Some(next) = narrowed {
        at = next;
    }
    if absolute(l, at, &mut e) || relative(l, at, &mut e, narrowed.is_some()) {
        e.third = narrowed.and_then(|_| third(l, i));
        part_and_clock(l, &mut e);
        return Some(e);
    }
    if narrowed.is_some() {
        return None;
    }
    if clock(l, i, &mut e) || counted(l, i, &mut e) || set(l, i, &mut e) || single(l, i, &mut e) {
        return Some(e);
    }
    None
}

/// "early", "mid-", "the end of", "late in": the piece after it.
fn narrowing(l: &Line<'_>, i: usize) -> Option<usize> {
    let of = |j: usize| if matches!(l.lower(j), "of" | "in") { j + 1 } else { j };
    match l.lower(i) {
        "early" | "late" | "mid" | "middle" | "earlier" | "later" => {
            let j = of(if l.p.get(i + 1).is_some_and(|p| p.is_dash()) { i + 2 } else { i + 1 });
            Some(if l.lower(j) == "the" { j + 1 } else { j })
        }
        "the"
            if matches!(l.lower(i + 1), "end" | "beginning" | "start" | "middle" | "close")
                && l.lower(i + 2) == "of" =>
        {
            Some(if l.lower(i + 3) == "the" { i + 4 } else { i + 3 })
        }
        "the" if matches!(l.lower(i + 1), "early" | "late" | "mid") => {
            Some(if l.p.get(i + 2).is_some_and(|p| p.is_dash()) { i + 3 } else { i + 2 })
        }
        _ => None,
    }
}

/// Which third of a month or year the narrowing words before it mean.
fn third(l: &Line<'_>, i: usize) -> Option<Third> {
    let word = if l.lower(i) == "the" { l.lower(i + 1) } else { l.lower(i) };
    match word {
        "early" | "beginning" | "start" => Some(Third::Early),
        "mid" | "middle" => Some(Third::Middle),
        "late" | "end" | "close" => Some(Third::Late),
        _ => None,
    }
}

/// Dates that say their month, year or weekday.
fn absolute(l: &Line<'_>, i: usize, e: &mut Expr) -> bool {
    // ISO and slashes
    if let (Some(y), Some((m, 2)), Some((d, 2))) = (l.year(i), l.plain(i + 2), l.plain(i + 4))
        && (l.mark(i + 1, '-') && l.mark(i + 3, '-'))
        && m <= 12
    {
        e.what = What::Day { year: Some(y), month: m as u8, day: d as u8 };
        e.end = i + 5;
        return true;
    }
    if let (Some((m, ..=2)), Some((d, ..=2)), Some(y)) = (l.plain(i), l.plain(i + 2), l.year(i + 4))
        && l.mark(i + 1, '/')
        && l.mark(i + 3, '/')
        && (1..=12).contains(&m)
        && (1..=31).contains(&d)
    {
        e.what = What::Day { year: Some(y), month: m as u8, day: d as u8 };
        e.end = i + 5;
        return true;
    }
    // a weekday before a date
    let (weekday, mut at) = match l.weekday(i) {
        Some((w, j)) => (Some(w), if l.mark(j, ',') { j + 1 } else { j }),
        None => (None, i),
    };
    let the = weekday.is_some() && matches!(l.lower(at), "the" | "on");
    at += usize::from(the);
    if let Some((m, j)) = l.month(at) {
        if let Some((d, k)) = l.day(j).filter(|&(d, k)| d <= 31 && !l.mark(k, ':') && !(l.p[j].space && l.mark(k, '%')))
        {
            let (year, end) = l.trailing_year(k);
            e.what = What::Day { year, month: m, day: d };
            e.end = end;
            e.weekday = weekday;
            return true;
        }
        if weekday.is_none() {
            let (year, end) = l.trailing_year(j);
            if year.is_some() || month_alone(l, at) || e.start != i || at != e.start {
                e.what = What::Month { year, month: m, which: Which::Plain };
                e.end = end;
                return true;
            }
        }
    }
    // 5 November 2016, the 5th of November
    let (from, article) = if l.lower(at) == "the" { (at + 1, true) } else { (at, false) };
    if let Some((d, j)) = l.day(from).filter(|&(d, _)| d <= 31) {
        let k = if l.lower(j) == "of" { j + 1 } else { j };
        let suffix = j > from + 1;
        // "15 of the 19 Sept. 11 hijackers": the number before the month counts, the one behind it is the day.
        let counts = |end: usize| {
            !suffix && k == j && l.day(end).is_some() && i.checked_sub(1).is_none_or(|b| l.lower(b) != "on")
        };
        if let Some((m, end)) = l.month(k).filter(|&(_, end)| (!article || suffix || k == j) && !counts(end)) {
            let (year, end) = l.trailing_year(end);
            e.what = What::Day { year, month: m, day: d };
            e.end = end;
            e.weekday = weekday;
            return true;
        }
    }
    if let Some(w) = weekday {
        e.what = What::Weekday { weekday: w, which: Which::Plain };
        e.end = l.weekday(i).map_or(i + 1, |x| x.1);
        return true;
    }
    if let Some((m, d, end)) = holiday(l.p, i, l.text, l.base) {
        let (year, end) = l.trailing_year(end);
        e.what = What::Day { year, month: m, day: d };
        e.end = end;
        return true;
    }
    // decades and centuries
    let quote = l.mark(i, '\'') || l.mark(i, '’') || l.mark(i, '‘');
    let digits_at = i + usize::from(quote);
    if let Some((v, n)) = l.plain(digits_at)
        && l.p.get(digits_at + 1).is_some_and(|p| !p.space && &*p.lower == "s")
        && v % 10 == 0
        && (n == 4 || quote && n == 2)
    {
        e.what = What::Decade(if n == 4 { v as i16 } else { 1900 + v as i16 });
        e.end = digits_at + 2;
        return true;
    }
    if let Some(n) = number(l.p, i).filter(|n| n.shape == Shape::Ordinal && n.value < Decimal::from(30)) {
        let k = if l.p.get(n.end).is_some_and(|p| p.is_dash()) { n.end + 1 } else { n.end };
        if l.lower(k) == "century" {
            e.what = What::Century(n.value.digits() as i16);
            e.end = k + 1;
            return true;
        }
        if l.lower(k) == "quarter" && n.value <= Decimal::from(4) {
            let (year, end) = l.trailing_year(k + 1);
            e.what = What::Quarter { year, quarter: n.value.digits() as u8 };
            e.end = end;
            return true;
        }
    }
    // seasons with a year
    let the = usize::from(l.lower(i) == "the");
    if let Some(Word::Season(s)) = l.word(i + the) {
        let (year, end) = l.trailing_year(i + the + 1);
        if year.is_some() {
            e.what = What::Season { year, season: s, which: Which::Plain };
            e.end = end;
            return true;
        }
        let before = i.checked_sub(1).map_or("", |b| l.lower(b));
        if the == 1
            && matches!(before, "in" | "by" | "during" | "throughout" | "since" | "until")
            && l.lower(i + 1) != "fall"
            || (the == 1 && l.lower(i + 1) == "fall" && matches!(before, "in" | "throughout") && l.lower(i + 2) != "of")
        {
            e.what = What::Season { year: None, season: s, which: Which::Plain };
            e.end = i + 2;
            return true;
        }
    }
    if let Some(y) = l.year(i).filter(|_| is_year(l, i)) {
        e.what = What::Year(y);
        e.end = i + 1;
        return true;
    }
    false
}

/// A month by itself: "May" and "March" need a word that dates take before them.
fn month_alone(l: &Line<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map_or("", |b| l.lower(b));
    let dated = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "from"
            | "to"
            | "through"
            | "during"
            | "last"
            | "this"
            | "next"
            | "early"
            | "late"
            | "mid"
            | "of"
            | "before"
            | "after"
            | "around"
            | "between"
            | "and"
            | "for"
            | "a"
            | "every"
            | "each"
            | "that"
    );
    match l.lower(i) {
        "may" | "march" => {
            dated && !matches!(before, "and" | "a" | "to" | "for" | "of")
                || matches!(before, "and") && l.word(i.saturating_sub(2)).is_some_and(|w| matches!(w, Word::Month(_)))
        }
        "mar" | "jun" | "sep" | "dec" | "jan" | "feb" | "apr" | "jul" | "aug" | "sept" | "oct" | "nov" => {
            dated && l.mark(i + 1, '.')
        }
        // "April said": a woman, where no preposition stands before and no noun after
        "april" | "june" | "august" => dated || before == "the" || i == 0 || before == "on",
        _ => true,
    }
}

/// Four digits that are a year and no count: not after money or a label, not before what is counted.
fn is_year(l: &Line<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map(|b| &l.p[b]);
    let glued = before.is_some_and(|p| {
        !l.p[i].space && (matches!(p.kind, PieceKind::Mark('$' | '£' | '€' | '#' | '.' | ':' | '+')) || p.is_word())
    });
    let before = i.checked_sub(1).map_or("", |b| l.lower(b));
    let after = l.lower(i + 1);
    let hedge = matches!(
        before,
        "about"
            | "than"
            | "nearly"
            | "over"
            | "almost"
            | "least"
            | "some"
            | "approximately"
            | "roughly"
            | "to"
            | "fewer"
    );
    let dated = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "from"
            | "during"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "of"
            | "fiscal"
            | "the"
            | "through"
            | "year"
            | "for"
            | "and"
            | "throughout"
    );
    let unit = crate::lexicon::units::unit_at(l.p, i + 1, l.text, l.base)
        .is_some_and(|(u, _)| u.name != "inch" && after != "in")
        || number(l.p, i + 1).is_some_and(|n| n.shape == Shape::Cardinal && l.p[i + 1].is_word());
    let counted = after.ends_with('s')
        && after.len() > 3
        && !dated
        && !matches!(after, "was" | "has" | "is" | "does" | "as" | "this" | "primaries" | "elections");
    let percent = l.mark(i + 1, '%');
    // "2000 - 2500 calories": what no year follows over a dash is none
    let range = l.p.get(i + 1).is_some_and(Piece::is_dash) && l.plain(i + 2).is_some_and(|(to, n)| n == 4 && to > 2200);
    let (v, _) = l.plain(i).unwrap_or((0, 0));
    let plausible = (1500..=2100).contains(&v) || dated && v >= 1000;
    !glued
        && plausible
        && !unit
        && !percent
        && !range
        && !(hedge && !matches!(after, "" | "and") && before != "to")
        && !counted
        && (before != "people")
}

/// this / last / next week; last Tuesday; earlier this month; today.
fn relative(l: &Line<'_>, i: usize, e: &mut Expr, narrowed: bool) -> bool {
    let before = i.checked_sub(1).map_or("", |b| l.lower(b));
    if l.lower(i) == "the"
        && l.lower(i + 1) == "weekend"
        && matches!(before, "over" | "on" | "at" | "during" | "through" | "throughout")
        && l.lower(i + 2) != "of"
    {
        e.what = What::Relative { unit: TimeUnit::Weekend, which: Which::Plain };
        e.end = i + 2;
        return true;
    }
    let the = usize::from(l.lower(i) == "the" && which(l.lower(i + 1)).is_some());
    let i = i + the;
    match l.lower(i) {
        "today" => e.what = What::RelativeDay(0),
        "tonight" => {
            e.what = What::RelativeDay(0);
            e.part = Some(4);
        }
        "yesterday" => e.what = What::RelativeDay(-1),
        "tomorrow" => e.what = What::RelativeDay(1),
        _ => {
            let Some(w) = which(l.lower(i)) else { return false };
            match l.word(i + 1) {
                // "the past week" is a span up to now, "this day" no date
                Some(Word::Unit(TimeUnit::Day)) if w == Which::Next && the == 1 => {
                    e.what = What::Later { count: 1, unit: TimeUnit::Day };
                }
                Some(Word::Unit(u))
                    if l.lower(i + 1).ends_with('s')
                        || matches!(u, TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second | TimeUnit::Day) =>
                {
                    let _ = narrowed;
                    return false;
                }
                Some(Word::Unit(unit)) => e.what = What::Relative { unit, which: w },
                Some(Word::Weekday(_)) => match l.weekday(i + 1) {
                    Some((weekday, end)) => {
                        e.what = What::Weekday { weekday, which: w };
                        e.end = end;
                        return true;
                    }
                    None => return false,
                },
                Some(Word::Month(_)) => match l.month(i + 1) {
                    Some((month, end)) => {
                        e.what = What::Month { year: None, month, which: w };
                        e.end = end;
                        return true;
                    }
                    None => return false,
                },
                Some(Word::Season(season)) => e.what = What::Season { year: None, season, which: w },
                Some(Word::Part(part)) if w == Which::This && part < 4 || w == Which::Last && part == 4 => {
                    e.what = What::RelativeDay(if w == Which::Last { -1 } else { 0 });
                    e.part = Some(part);
                    e.end = i + 2;
                    return true;
                }
                Some(Word::Part(part)) if w == Which::Next => {
                    e.what = What::Later { count: 1, unit: TimeUnit::Day };
                    e.part = Some(part);
                    e.end = i + 2;
                    return true;
                }
                _ => return false,
            }
            e.end = i + 2;
            return true;
        }
    }
    e.end = i + 1;
    true
}

/// "Tuesday night", "Friday at 5 p.m.", "at 5 p.m. on Friday": what stands after a day.
fn part_and_clock(l: &Line<'_>, e: &mut Expr) {
    if !matches!(e.what, What::Day { .. } | What::Weekday { .. } | What::RelativeDay(_)) {
        return;
    }
    if let Some(Word::Part(part)) = l.word(e.end) {
        e.part = Some(part);
        e.end += 1;
    }
    let comma = usize::from(l.mark(e.end, ','));
    let mut at = e.end + comma;
    if l.lower(at) == "at" {
        at += 1;
    }
    let mut t = Expr { start: at, end: at, what: What::Clock, part: None, third: None, clock: None, weekday: None };
    if clock(l, at, &mut t) {
        e.clock = t.clock;
        e.end = t.end;
    }
}

/// "10 p.m.", "5:20 p.m.", "19:00", "noon", "11am local time".
fn clock(l: &Line<'_>, i: usize, e: &mut Expr) -> bool {
    let mut end;
    let (hour, minute);
    if let Some((h, 1..=2)) = l.plain(i) {
        let mut m = 0;
        end = i + 1;
        let mut coloned = false;
        if (l.mark(end, ':') || l.mark(end, '.'))
            && !l.p[end].space
            && l.plain(end + 1).is_some_and(|(v, n)| n == 2 && v < 60)
            && !l.p[end + 1].space
        {
            m = l.plain(end + 1).map_or(0, |x| x.0);
            coloned = l.mark(end, ':');
            end += 2;
        } else if let PieceKind::Digits { decimals: 2, value, .. } = l.p[i].kind {
            m = (value.digits() % 100) as i64;
        }
        let half = match l.lower(end) {
            "am" => Some((0, end + 1)),
            "pm" => Some((12, end + 1)),
            "a" if l.mark(end + 1, '.') && l.lower(end + 2) == "m" => Some((0, l.over_stop(end + 3))),
            "p" if l.mark(end + 1, '.') && l.lower(end + 2) == "m" => Some((12, l.over_stop(end + 3))),
            _ => None,
        };
        if let Some((shift, stop)) = half.filter(|_| (1..=12).contains(&h)) {
            hour = (h % 12) + shift;
            minute = m;
            end = stop;
        } else if coloned && h < 24 && !l.mark(end, ':') && l.p.get(i.wrapping_sub(1)).is_none_or(|p| !p.is(':')) {
            hour = h;
            minute = m;
        } else if l.lower(end) == "o" && matches!(l.lower(end + 2), "clock") {
            hour = h;
            minute = 0;
            end += 3;
        } else {
            return false;
        }
    } else {
        (hour, minute) = match l.lower(i) {
            "noon" | "midday" => (12, 0),
            "midnight" => (0, 0),
            _ => return false,
        };
        end = i + 1;
    }
    // zones
    let zone = |w: &str| {
        matches!(
            w,
            "et" | "est" | "edt" | "ct" | "cst" | "cdt" | "mt" | "pt" | "pst" | "pdt" | "gmt" | "utc" | "bst" | "cet"
        )
    };
    if zone(l.lower(end)) && l.p[end].start > 0 {
        end += 1;
    } else if matches!(l.lower(end), "local" | "eastern" | "pacific" | "central" | "mountain")
        && matches!(l.lower(end + 1), "time" | "standard" | "daylight")
    {
        end += 2 + usize::from(l.lower(end + 2) == "time");
    } else if matches!(l.lower(end), "hr" | "hrs" | "hours") {
        end += 1;
    }
    e.what = What::Clock;
    e.clock = Some((hour.clamp(0, 23) as u8, minute.clamp(0, 59) as u8));
    // "at 5 p.m. on Friday"
    let mut at = end;
    if let Some(Word::Part(part)) =
        l.word(at).or_else(|| if l.lower(at) == "in" && l.lower(at + 1) == "the" { l.word(at + 2) } else { None })
    {
        e.part = Some(part);
        at += if l.lower(at) == "in" { 3 } else { 1 };
        end = at;
    }
    if matches!(l.lower(at), "on") || l.mark(at, ',') {
        at += 1;
    }
    let mut day = Expr { start: at, end: at, what: What::Clock, part: None, third: None, clock: None, weekday: None };
    let dated = l.p.get(at).is_some() && (absolute(l, at, &mut day) || relative(l, at, &mut day, false));
    if dated
        && matches!(day.what, What::Day { .. } | What::Weekday { .. } | What::RelativeDay(_))
        && (at == end || !l.mark(end, ',') || matches!(day.what, What::Day { .. }))
    {
        e.what = day.what;
        e.weekday = day.weekday;
        end = day.end;
        if let Some(Word::Part(part)) = l.word(end) {
            e.part = Some(part);
            end += 1;
        }
    }
    e.end = end;
    true
}
