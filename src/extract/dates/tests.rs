//! Laws of dates: what is written is read back, and what is resolved lies where the words say. The days come from a fixed sequence, so that a failure
//! is the same on every machine.

use super::calendar::{civil, day, iso, month, weekday, year};
use super::grammar::{self, Expr, Line};
use super::resolve::{Ground, Resolved, Tense, resolve};
use crate::lexicon::numbers::pieces;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// As AP cuts them short.
const SHORT: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Days from 1800 to 2100 without a pattern, leap days among them.
fn days() -> impl Iterator<Item = i32> {
    let leaps = (1804..2100i16).step_by(16).filter_map(|y| day(y, 2, 29));
    let mut x = 88_172_645_463_325_252_u64;
    let others = std::iter::repeat_with(move || {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        (x % 109_000) as i32 - 62_000
    });
    leaps.chain(others).take(2_000)
}

/// Reads `text` as one date, a preposition before it set aside.
fn expression(text: &str) -> Expr {
    let cut = pieces(text, 0);
    let line = Line { p: &cut, text, base: 0 };
    let expr = (0..2).find_map(|i| grammar::read(&line, i)).unwrap_or_else(|| panic!("not read: {text}"));
    assert_eq!(expr.end, cut.len(), "not read to its end: {text}");
    expr
}

fn read(text: &str, dateline: Option<i32>, tense: Tense) -> Resolved {
    resolve(&expression(text), &Ground { dateline, tense, anchor: None, narrative: false })
}

#[test]
fn a_written_date_is_read_back() {
    for n in days() {
        let (y, m, d) = civil(n);
        let (long, short) = (MONTHS[usize::from(m) - 1], SHORT[usize::from(m) - 1]);
        let name = DAYS[usize::from(weekday(n)) - 1];
        for text in [
            format!("{long} {d}, {y}"),
            format!("{short} {d}, {y}"),
            format!("{d} {long} {y}"),
            format!("{name}, {short} {d}, {y}"),
            format!("{name} {d} {long} {y}"),
            iso(n),
        ] {
            let r = read(&text, None, Tense::Open);
            assert_eq!(r.value, Some(iso(n)), "{text}");
            assert_eq!(r.days, Some((n, n)), "{text}");
        }
    }
}

#[test]
fn a_month_holds_its_days_and_a_year_its_months() {
    for n in days() {
        let (y, m, _) = civil(n);
        let of = |text: &str| read(text, None, Tense::Open).days.unwrap_or_else(|| panic!("no days: {text}"));
        let (month_of, year_of) = (of(&format!("{} {y}", MONTHS[usize::from(m) - 1])), of(&format!("in {y}")));
        assert_eq!((Some(month_of), Some(year_of)), (month(y, m), year(y)));
        assert!(year_of.0 <= month_of.0 && month_of.0 <= n && n <= month_of.1 && month_of.1 <= year_of.1);
        let decade = of(&format!("the {}s", y / 10 * 10));
        assert!(decade.0 <= year_of.0 && year_of.1 <= decade.1);
    }
}

#[test]
fn a_weekday_is_of_this_week_and_on_the_side_of_its_tense() {
    for line in days() {
        for (i, name) in DAYS.iter().enumerate() {
            let of = |tense| read(name, Some(line), tense).days;
            let (past, future) = (of(Tense::Past).expect("resolved"), of(Tense::Future).expect("resolved"));
            assert_eq!(of(Tense::Open), None, "only the week is in doubt, and that is enough");
            assert!(past.0 == past.1 && future.0 == future.1);
            assert!((line - 6..=line).contains(&past.0) && (line..=line + 6).contains(&future.0));
            assert_eq!((usize::from(weekday(past.0)), usize::from(weekday(future.0))), (i + 1, i + 1));
        }
    }
}

#[test]
fn a_day_without_a_year_is_the_nearest_that_the_tense_allows() {
    for (line, n) in days().zip(days().skip(1)) {
        let (_, m, d) = civil(n);
        if (m, d) == (2, 29) {
            continue;
        }
        let text = format!("{} {d}", SHORT[usize::from(m) - 1]);
        let of = |tense| read(&text, Some(line), tense).days.expect("resolved").0;
        assert!((of(Tense::Open) - line).abs() <= 183, "{text}");
        assert!(of(Tense::Past) <= line + 31 && of(Tense::Future) >= line - 31, "{text}");
        for tense in [Tense::Open, Tense::Past, Tense::Future] {
            assert_eq!((civil(of(tense)).1, civil(of(tense)).2), (m, d), "{text}");
        }
    }
}

#[test]
fn time_ago_and_the_time_itself_meet() {
    for line in days() {
        for count in 1..30i16 {
            let (y, ..) = civil(line);
            let ago = read(&format!("{count} years ago"), Some(line), Tense::Past).days.expect("resolved");
            let then = year(y - count).expect("a year");
            assert!(ago.0 <= then.0 && then.1 <= ago.1, "{count} years before {}", iso(line));
            let ago = read(&format!("{count} days ago"), Some(line), Tense::Past).days.expect("resolved");
            assert!((ago.0..=ago.1).contains(&(line - i32::from(count))));
        }
    }
}

#[test]
fn a_number_before_a_day_that_has_one_counts_something_else() {
    let cut = pieces("19 Sept. 11 hijackers", 0);
    let line = Line { p: &cut, text: "19 Sept. 11 hijackers", base: 0 };
    assert_eq!(grammar::read(&line, 0), None);
    assert_eq!(read("Sept. 11, 2001", None, Tense::Open).value.as_deref(), Some("2001-09-11"));
}
