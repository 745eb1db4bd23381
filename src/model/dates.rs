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
    /// weekday is one day, and two weekdays are two, whatever the stamps of the articles make of them.
    #[must_use]
    pub fn fit(&self, other: &Self, near: bool) -> Option<DateFit> {
        if near && self.bare_weekday() && other.bare_weekday() {
            return Some(if self.weekday == other.weekday { DateFit::Meet } else { DateFit::Apart });
        }
        let ((al, ah), (bl, bh)) = (self.days?, other.days?);
        Some(if al <= bh && bl <= ah { DateFit::Meet } else { DateFit::Apart })
    }

    /// All that [`fit`](Self::fit) looks at: dates of one kind fit any other in the same way, their articles' days aside.
    #[must_use]
    pub fn fit_kind(&self) -> (Option<(i32, i32)>, Option<u8>) {
        (self.days, self.weekday.filter(|_| self.resolved_by != Some(ResolvedBy::Text)))
    }

    /// Whether it is a weekday that the article's own date resolved, or could not.
    #[must_use]
    pub fn bare_weekday(&self) -> bool {
        self.weekday.is_some() && self.resolved_by != Some(ResolvedBy::Text)
    }

    /// How many days more than one it leaves open; `None` if unresolved. A weekday of a week that is open is one day still.
    #[must_use]
    pub fn width(&self) -> Option<i32> {
        self.days.map(|(a, b)| b.saturating_sub(a)).or(self.bare_weekday().then_some(0))
    }
}
