//! What a date expression denotes: by itself, by the dateline, by the dateline and the tense, or by the date last spoken of.

use super::calendar::{civil, day, iso, iso_week, month, weekday, year};
use super::grammar::{Expr, Third, What, Which};
use super::words::TimeUnit;
use crate::model::{DateKind, ResolvedBy};

/// The tense of the verb beside a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// said, was, had gone.
    Past,
    /// will, plans to, is due to.
    Future,
    /// Anything else.
    Open,
}

/// Against what a date is resolved.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// The article's date.
    pub dateline: Option<i32>,
    /// The tense.
    pub tense: Tense,
    /// The date last spoken of, if it stands near (same paragraph) or the whole article tells of another time.
    pub anchor: Option<(i32, i32)>,
    /// The article tells of another time: partial dates follow the anchor.
    pub narrative: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// Date, time, duration or set.
    pub kind: Option<DateKind>,
    /// ISO 8601.
    pub value: Option<String>,
    /// First and last day, if known for sure.
    pub days: Option<(i32, i32)>,
    /// How.
    pub by: Option<ResolvedBy>,
}

const PARTS: [&str; 5] = ["", "TMO", "TAF", "TEV", "TNI"];
const SEASONS: [&str; 5] = ["", "SP", "SU", "FA", "WI"];

fn resolved(value: String, days: Option<(i32, i32)>, by: ResolvedBy) -> Resolved {
    Resolved { kind: Some(DateKind::Date), value: Some(value), days, by: Some(by) }
}

/// Resolves an expression.
pub fn resolve(e: &Expr, g: &Ground) -> Resolved {
    let mut r = date(e, g).unwrap_or(Resolved { kind: Some(DateKind::Date), ..Resolved::default() });
    let one_day = r.days.is_some_and(|(a, b)| a == b)
        || matches!(e.what, What::Weekday { .. } | What::RelativeDay(_) | What::Later { .. });
    if let Some(value) = r.value.as_mut().filter(|_| one_day) {
        if let Some((h, m)) = e.clock {
            value.push_str(&format!("T{h:02}:{m:02}"));
            r.kind = Some(DateKind::Time);
        } else if let Some(part) = e.part {
            value.push_str(PARTS[usize::from(part.min(4))]);
            r.kind = Some(DateKind::Time);
        }
    }
    if let (Some(third), What::Month { .. } | What::Year(_)) = (e.third, &e.what) {
        r.days = r.days.map(|days| narrow(days, third));
    }
    r
}

/// "the end of February", "mid-2014": writers are loose, so that the thirds of a month or year overlap.
fn narrow((from, to): (i32, i32), third: Third) -> (i32, i32) {
    let half = (to - from) / 2;
    match third {
        Third::Early => (from, from + half),
        Third::Middle => (from + half / 3, to - half / 3),
        Third::Late => (to - half, to),
    }
}

fn date(e: &Expr, g: &Ground) -> Option<Resolved> {
    let tense_by = if g.tense == Tense::Open { ResolvedBy::Dateline } else { ResolvedBy::Tense };
    match e.what {
        What::Day { year: Some(y), month: m, day: d } => {
            let days = day(y, m, d).map(|n| (n, n));
            Some(resolved(format!("{y:04}-{m:02}-{d:02}"), days, ResolvedBy::Text))
        }
        What::Day { year: None, month: m, day: d } => {
            if let Some(n) = g.anchor.filter(|_| g.narrative).and_then(|a| nearest_year(a.0, m, d, Tense::Open)) {
                return Some(resolved(iso(n), Some((n, n)), ResolvedBy::Text));
            }
            match g.dateline.and_then(|line| nearest_year(line, m, d, g.tense)) {
                Some(n) => Some(resolved(iso(n), Some((n, n)), tense_by)),
                // no such day in any year near: it keeps its wrong value
                None => {
                    let y = g.dateline.map(|line| civil(line).0);
                    let value = y.map_or(format!("XXXX-{m:02}-{d:02}"), |y| format!("{y:04}-{m:02}-{d:02}"));
                    Some(Resolved { kind: Some(DateKind::Date), value: Some(value), days: None, by: None })
                }
            }
        }
        What::Month { year: Some(y), month: m, .. } => {
            Some(resolved(format!("{y:04}-{m:02}"), month(y, m), ResolvedBy::Text))
        }
        What::Month { year: None, month: m, which } => {
            if g.narrative && which == Which::Plain {
                let (y, am, _) = civil(g.anchor?.0);
                // "in December 1939 … in February": the next one, if it lies far back in the same year
                let y = if i32::from(am) - i32::from(m) >= 8 { y.checked_add(1)? } else { y };
                return Some(resolved(format!("{y:04}-{m:02}"), month(y, m), ResolvedBy::Text));
            }
            let (ly, lm, _) = civil(g.dateline?);
            let past = if m <= lm { ly } else { ly.checked_sub(1)? };
            let future = if m >= lm { ly } else { ly.checked_add(1)? };
            let y = match (which, g.tense) {
                (Which::This, _) => ly,
                (Which::Last, _) => {
                    if m < lm {
                        ly
                    } else {
                        ly.checked_sub(1)?
                    }
                }
                (Which::Next, _) => {
                    if m > lm {
                        ly
                    } else {
                        ly.checked_add(1)?
                    }
                }
                (_, Tense::Past) => past,
                (_, Tense::Future) => future,
                (_, Tense::Open) => {
                    if i32::from(m) - i32::from(lm) > 6 {
                        past
                    } else if i32::from(lm) - i32::from(m) > 9 {
                        future
                    } else {
                        ly
                    }
                }
            };
            // "last June" in August may be of this year or the one before.
            let sure = which == Which::Plain || which == Which::This || (which == Which::Last && m >= lm);
            Some(resolved(format!("{y:04}-{m:02}"), month(y, m).filter(|_| sure), tense_by))
        }
        What::Year(y) => Some(resolved(format!("{y:04}"), year(y), ResolvedBy::Text)),
        What::Decade(y) => {
            Some(resolved(format!("{}", y / 10), day(y, 1, 1).zip(day(y.checked_add(9)?, 12, 31)), ResolvedBy::Text))
        }
        What::Century(n) => {
            let first = (n - 1).checked_mul(100)?;
            Some(resolved(
                format!("{:02}", n - 1),
                day(first.max(1), 1, 1).zip(day(first.checked_add(100)?, 12, 31)),
                ResolvedBy::Text,
            ))
        }
        What::Season { year: y, season, which } => {
            let by = if y.is_some() { ResolvedBy::Text } else { tense_by };
            let y = match y {
                Some(y) => y,
                None if g.narrative => civil(g.anchor?.0).0,
                None => {
                    let (ly, lm, _) = civil(g.dateline?);
                    let begins = season * 3;
                    match (which, g.tense) {
                        (Which::Last, _) | (Which::Plain, Tense::Past) if begins > lm => ly.checked_sub(1)?,
                        (Which::Next, _) | (Which::Plain, Tense::Future) if begins + 2 < lm => ly.checked_add(1)?,
                        _ => ly,
                    }
                }
            };
            // seasons are loose: a month more on either side, and winter may belong to the year before
            let (from, to) = match season {
                1 => (day(y, 2, 1)?, day(y, 6, 30)?),
                2 => (day(y, 5, 15)?, day(y, 9, 30)?),
                3 => (day(y, 8, 15)?, day(y, 12, 22)?),
                _ => (day(y.checked_sub(1)?, 11, 1)?, day(y.checked_add(1)?, 3, 31)?),
            };
            Some(resolved(format!("{y:04}-{}", SEASONS[usize::from(season.min(4))]), Some((from, to)), by))
        }
        What::Quarter { year: y, quarter } => {
            let by = if y.is_some() { ResolvedBy::Text } else { tense_by };
            let y = match y {
                Some(y) => y,
                None => civil(g.dateline?).0,
            };
            Some(resolved(format!("{y:04}-Q{quarter}"), year(y), by))
        }
        What::Weekday { weekday: w, which } => {
            let line = g.dateline?;
            if g.narrative {
                return None;
            }
            let back = (i32::from(weekday(line)) - i32::from(w)).rem_euclid(7);
            let (last, next) = (line - back, line + (7 - back) % 7);
            let strict_last = if last == line { line - 7 } else { last };
            let strict_next = if next == line { line + 7 } else { next };
            let (n, sure) = match (which, g.tense) {
                // "last Monday", "next Friday": of this week or of another; a value, but nothing to find fault by
                (Which::Last, _) => (strict_last, false),
                (Which::Next, _) => (strict_next, false),
                (Which::This, Tense::Past) => (last, true),
                (Which::This, _) => (next, true),
                (Which::Plain, Tense::Future) => (next, true),
                (Which::Plain, Tense::Past) => (last, true),
                (Which::Plain, Tense::Open) => (last, false),
            };
            Some(resolved(iso(n), Some((n, n)).filter(|_| sure), tense_by))
        }
        What::RelativeDay(n) => {
            let n = g.dateline? + n;
            Some(resolved(iso(n), Some((n - 1, n + 1)), ResolvedBy::Dateline))
        }
        // "over the weekend": the one just over, or the one at hand
        What::Relative { unit: TimeUnit::Weekend, which: Which::Plain } => {
            let line = g.dateline.filter(|_| !g.narrative)?;
            let saturday = line - i32::from(weekday(line)) + 6;
            let n = if weekday(line) >= 5 || g.tense == Tense::Future { saturday } else { saturday - 7 };
            let (wy, week) = iso_week(n);
            Some(resolved(format!("{wy:04}-W{week:02}-WE"), Some((n - 1, n + 1)), tense_by))
        }
        What::Relative { unit, which } => relative(unit, which, g.dateline?),
        What::Away { count, unit, back } => {
            let Some(count) = count else {
                let value = if back { "PAST_REF" } else { "FUTURE_REF" };
                return Some(Resolved { kind: Some(DateKind::Date), value: Some(value.into()), days: None, by: None });
            };
            let line = g.dateline?;
            away(line, if back { -count } else { count }, unit, ResolvedBy::Dateline)
        }
        What::Later { count, unit } => {
            let (from, to) = g.anchor?;
            let base = if count < 0 { from } else { to };
            (to - from <= 1).then_some(())?;
            let mut r = away(base, count, unit, ResolvedBy::Text)?;
            r.days = None;
            if unit == TimeUnit::Day {
                let n = base.checked_add(i32::try_from(count).ok()?)?;
                r.days = Some((n, n));
            }
            Some(r)
        }
        What::Clock => {
            let (h, m) = e.clock?;
            let day = g.anchor.filter(|a| a.0 == a.1).map(|a| a.0).or(g.dateline);
            let value = day.map_or(format!("T{h:02}:{m:02}"), |d| format!("{}T{h:02}:{m:02}", iso(d)));
            Some(Resolved {
                kind: Some(DateKind::Time),
                value: Some(value),
                days: None,
                by: Some(ResolvedBy::Dateline),
            })
        }
        What::Duration { count, unit } => {
            let (prefix, letter, factor) = match unit {
                TimeUnit::Day => ("P", 'D', 1),
                TimeUnit::Week => ("P", 'W', 1),
                TimeUnit::Fortnight => ("P", 'W', 2),
                TimeUnit::Month => ("P", 'M', 1),
                TimeUnit::Year => ("P", 'Y', 1),
                TimeUnit::Decade => ("P", 'Y', 10),
                TimeUnit::Century => ("P", 'Y', 100),
                TimeUnit::Hour => ("PT", 'H', 1),
                TimeUnit::Minute => ("PT", 'M', 1),
                TimeUnit::Second => ("PT", 'S', 1),
                _ => return None,
            };
            let n = count.and_then(|c| c.checked_mul(factor.into())).map_or("X".to_owned(), |c| c.to_string());
            Some(Resolved {
                kind: Some(DateKind::Duration),
                value: Some(format!("{prefix}{n}{letter}")),
                days: None,
                by: Some(ResolvedBy::Text),
            })
        }
        What::Set { unit } => {
            let value = match unit {
                TimeUnit::Day => "XXXX-XX-XX",
                TimeUnit::Week => "XXXX-WXX",
                TimeUnit::Month => "XXXX-XX",
                TimeUnit::Year => "XXXX",
                _ => return None,
            };
            Some(Resolved {
                kind: Some(DateKind::Set),
                value: Some(value.into()),
                days: None,
                by: Some(ResolvedBy::Text),
            })
        }
        What::Now => {
            Some(Resolved { kind: Some(DateKind::Date), value: Some("PRESENT_REF".into()), days: None, by: None })
        }
    }
}

/// The year that brings month and day nearest to `line`, as the tense allows.
fn nearest_year(line: i32, m: u8, d: u8, tense: Tense) -> Option<i32> {
    let (y, ..) = civil(line);
    let candidates = [y.checked_sub(1)?, y, y.checked_add(1)?];
    candidates
        .into_iter()
        .filter_map(|y| day(y, m, d))
        .filter(|&n| match tense {
            Tense::Past => n <= line + 1,
            Tense::Future => n >= line - 1,
            Tense::Open => true,
        })
        .min_by_key(|&n| (n - line).abs())
        .or_else(|| candidates.into_iter().filter_map(|y| day(y, m, d)).min_by_key(|&n| (n - line).abs()))
}

/// this week, last month, next year: value with the precision of the unit.
fn relative(unit: TimeUnit, which: Which, line: i32) -> Option<Resolved> {
    let step = match which {
        Which::Last => -1,
        Which::Next => 1,
        _ => 0,
    };
    let (y, m, _) = civil(line);
    let by = ResolvedBy::Dateline;
    match unit {
        TimeUnit::Week => {
            let n = line + 7 * step;
            let (wy, week) = iso_week(n);
            let monday = n - i32::from(weekday(n)) + 1;
            // a week may begin on Sunday, and writers are loose on its edge days
            // on a Sunday, which begins the week to many, "last week" is the one that is just over
            let end = if which == Which::Last && weekday(line) >= 6 { line } else { monday + 7 };
            Some(resolved(format!("{wy:04}-W{week:02}"), Some((monday - 1 - 1, end)), by))
        }
        TimeUnit::Weekend => {
            let saturday = line - i32::from(weekday(line)) + 6;
            let n = match which {
                Which::Last => saturday - 7,
                Which::Next => saturday + 7,
                _ => saturday,
            };
            let (wy, week) = iso_week(n);
            Some(resolved(format!("{wy:04}-W{week:02}-WE"), Some((n - 8, n + 8)), by))
        }
        TimeUnit::Month => {
            let index = i32::from(y) * 12 + i32::from(m) - 1 + step;
            let (y, m) = (i16::try_from(index.div_euclid(12)).ok()?, index.rem_euclid(12) as u8 + 1);
            Some(resolved(format!("{y:04}-{m:02}"), month(y, m), by))
        }
        TimeUnit::Year => {
            let y = y.checked_add(step as i16)?;
            Some(resolved(format!("{y:04}"), year(y), by))
        }
        TimeUnit::Decade => {
            let y = (y / 10 * 10).checked_add(10 * step as i16)?;
            Some(resolved(format!("{}", y / 10), None, by))
        }
        TimeUnit::Century => Some(resolved(format!("{}", y / 100 + step as i16), None, by)),
        TimeUnit::Quarter => Some(resolved(format!("{y:04}-Q{}", (m - 1) / 3 + 1), None, by)),
        _ => None,
    }
}

/// `count` units from `line`.
fn away(line: i32, count: i64, unit: TimeUnit, by: ResolvedBy) -> Option<Resolved> {
    let count32 = i32::try_from(count).ok().filter(|c| c.abs() < 100_000)?;
    let (y, m, _) = civil(line);
    match unit {
        TimeUnit::Day => {
            let n = line + count32;
            Some(resolved(iso(n), Some((n - 1, n + 1)), by))
        }
        TimeUnit::Week | TimeUnit::Fortnight => {
            let weeks = if unit == TimeUnit::Week { count32 } else { 2 * count32 };
            let n = line + 7 * weeks;
            let (wy, week) = iso_week(n);
            Some(resolved(format!("{wy:04}-W{week:02}"), Some((n - 6, n + 6)), by))
        }
        TimeUnit::Month => {
            let index = i32::from(y) * 12 + i32::from(m) - 1 + count32;
            let (y, m) = (i16::try_from(index.div_euclid(12)).ok()?, index.rem_euclid(12) as u8 + 1);
            let days = month(y, m).map(|(a, b)| (a - 25, b + 25));
            Some(resolved(format!("{y:04}-{m:02}"), days, by))
        }
        TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => {
            let years = match unit {
                TimeUnit::Year => count32,
                TimeUnit::Decade => 10 * count32,
                _ => 100 * count32,
            };
            let y = i16::try_from(i32::from(y) + years).ok()?;
            let loose = if unit == TimeUnit::Year { 1 } else { 5 };
            let days = year(y.checked_sub(loose)?).zip(year(y.checked_add(loose)?)).map(|(a, b)| (a.0, b.1));
            Some(resolved(format!("{y:04}"), days, by))
        }
        TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => {
            Some(resolved(iso(line), Some((line - 2, line + 2)), by))
        }
        _ => None,
    }
}
