//! How two given names stand to each other.

use crate::lexicon::people;

use super::distance;

/// How two folded given names stand to each other, the closest relation first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GivenRelation {
    /// Letter for letter, hyphens and blanks apart.
    Equal,
    /// One is the initial of the other, or both are initials and the same.
    Initial,
    /// A usual short form: Bob and Robert.
    Nickname,
    /// One slip apart, and not both known names.
    Near,
    /// Both known names, and one slip apart: Dana and Dena.
    NearKnown,
    /// Two names.
    Different,
}

impl GivenRelation {
    /// Whether both may be what one person is called.
    #[must_use]
    pub const fn may_be_one(self) -> bool {
        matches!(self, GivenRelation::Equal | GivenRelation::Initial | GivenRelation::Nickname)
    }
}

/// Compares two folded given names.
#[must_use]
pub fn given_relation(a: &str, b: &str) -> GivenRelation {
    let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (x, y) = (plain(a), plain(b));
    if x == y {
        return GivenRelation::Equal;
    }
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    // "J." and "Jane", and pairs of initials such as "J.D." and "J".
    let initials = |raw: &str, folded: &str| folded.len() <= 2 && (folded.len() == 1 || raw.contains('.'));
    let raw_short = if x.len() <= y.len() { a } else { b };
    if !short.is_empty() && initials(raw_short, short) && long.starts_with(&short[..1]) {
        return GivenRelation::Initial;
    }
    // Bill and Will are both William; Lena and Ada may both be Adelina, and are two names: one sound or one beginning must speak for it.
    let akin = || distance::osa(&x, &y) == 1 || x.bytes().zip(y.bytes()).take_while(|(a, b)| a == b).count() >= 3;
    if people::is_nickname(&x, &y) || people::share_formal_name(&x, &y) && akin() {
        return GivenRelation::Nickname;
    }
    // A clipped form: "Chris" and "Christopher", "Alex" and "Alexandra".
    if short.len() >= 3 && long.len() >= short.len() + 2 && long.starts_with(short.as_str()) {
        return GivenRelation::Nickname;
    }
    if short.len() >= 3 && (distance::osa(&x, &y) == 1 || distance::similar(&x, &y)) {
        return if people::is_given_name(&x) && people::is_given_name(&y) {
            GivenRelation::NearKnown
        } else {
            GivenRelation::Near
        };
    }
    GivenRelation::Different
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_related_as_an_editor_sees_it() {
        use GivenRelation::*;
        for (a, b, want) in [
            ("bob", "robert", Nickname),
            ("j.", "jane", Initial),
            ("jim", "kim", NearKnown),
            ("dana", "dena", NearKnown),
            ("marta", "martha", NearKnown),
            ("jae-in", "jae in", Equal),
            ("chris", "christopher", Nickname),
            ("hillary", "hilalry", Near),
            ("ann", "zoe", Different),
            ("bill", "will", Nickname),
            ("lena", "ada", Different),
        ] {
            assert_eq!(given_relation(a, b), want, "{a} {b}");
            assert_eq!(given_relation(b, a), want, "{b} {a}");
        }
    }
}
