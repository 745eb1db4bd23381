//! How two dates stand to each other.

use super::{DateClaim, ResolvedBy};

/// How two dates stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFit {
    /// One lies in the other, or they overlap.
    Meet,
    /// They have no day in common.
    Apart,
}

impl DateClaim {
    /// Whether two dates may be one; `None` if one is unresolved. `near` says that their articles are of the same days, so that one
    /// weekday is one day, whatever the stamps of the articles make of it.
    #[must_use]
    pub fn fit(&self, other: &Self, near: bool) -> Option<DateFit> {
        let bare = |d: &Self| d.weekday.is_some() && d.resolved_by != Some(ResolvedBy::Text);
        if near && bare(self) && bare(other) {
            if self.weekday == other.weekday {
                return Some(DateFit::Meet);
            }
            // whichever week it is, it is another day of it
            let told = |d: &Self| d.open_week || d.days.is_some();
            if told(self) && told(other) && (self.open_week || other.open_week) {
                return Some(DateFit::Apart);
            }
        }
        let ((al, ah), (bl, bh)) = (self.days?, other.days?);
        Some(if al <= bh && bl <= ah { DateFit::Meet } else { DateFit::Apart })
    }

    /// How many days more than one it leaves open; `None` if unresolved.
    #[must_use]
    pub fn width(&self) -> Option<i32> {
        self.days.map(|(a, b)| b.saturating_sub(a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DateKind, Event, Frame, Modality, Place};

    fn claim(days: Option<(i32, i32)>, weekday: Option<u8>, by: Option<ResolvedBy>) -> DateClaim {
        DateClaim {
            place: Place::default(),
            kind: DateKind::Date,
            value: None,
            days,
            preposition: None,
            weekday,
            open_week: weekday.is_some() && days.is_none(),
            resolved_by: by,
            modality: Modality::Stated,
            frame: Frame::default(),
            event: Event::default(),
        }
    }

    /// Days, months, years, weekdays of sure and of open week, unresolved ones.
    fn claims() -> Vec<DateClaim> {
        let mut out = Vec::new();
        for start in (-40..40).step_by(3) {
            for width in [0, 2, 6, 30, 365] {
                for by in [ResolvedBy::Text, ResolvedBy::Dateline] {
                    out.push(claim(Some((start, start + width)), None, Some(by)));
                }
            }
            let weekday = Some(((start + 3).rem_euclid(7) + 1) as u8);
            out.push(claim(Some((start, start)), weekday, Some(ResolvedBy::Tense)));
            out.push(claim(Some((start, start)), weekday, Some(ResolvedBy::Text)));
            out.push(claim(None, weekday, Some(ResolvedBy::Dateline)));
        }
        out.push(claim(None, None, None));
        out
    }

    #[test]
    fn two_dates_stand_to_each_other_alike_from_either_side() {
        let all = claims();
        for a in &all {
            for b in &all {
                for near in [false, true] {
                    assert_eq!(a.fit(b, near), b.fit(a, near), "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn a_date_meets_itself_and_whatever_holds_it() {
        for a in claims() {
            let itself = if a.days.is_some() { Some(DateFit::Meet) } else { a.fit(&a, false) };
            assert_eq!(a.fit(&a, false), itself);
            assert_ne!(a.fit(&a, true), Some(DateFit::Apart));
            let Some((from, to)) = a.days else { continue };
            let wider = claim(Some((from - 5, to + 5)), None, Some(ResolvedBy::Text));
            assert_eq!(a.fit(&wider, true), Some(DateFit::Meet));
            let later = claim(Some((to + 1, to + 9)), None, Some(ResolvedBy::Text));
            assert_eq!(a.fit(&later, true), Some(DateFit::Apart));
        }
    }

    #[test]
    fn a_weekday_of_open_week_is_still_no_other_weekday() {
        let open = |weekday| claim(None, Some(weekday), Some(ResolvedBy::Dateline));
        let sure = claim(Some((0, 0)), Some(4), Some(ResolvedBy::Tense));
        assert_eq!(open(4).fit(&sure, true), Some(DateFit::Meet));
        assert_eq!(open(5).fit(&sure, true), Some(DateFit::Apart));
        assert_eq!(open(5).fit(&sure, false), None, "of other days it may be any week");
    }
}
