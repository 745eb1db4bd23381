//! Whether two names may belong to one person.

use super::{GivenRelation, PersonName, distance, given_relation, parse};

/// How like two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same name, in full or by lawful short forms.
    Same,
    /// One says less than the other, and nothing speaks against.
    Compatible,
    /// They may be one, misspelled.
    Near,
    /// Two names.
    Different,
}

/// The outcome of [`compare`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The verdict.
    pub likeness: Likeness,
    /// How given name stands to given name, where both have one.
    pub given: Option<GivenRelation>,
    /// 0 to 100, for sorting and thresholds.
    pub score: u8,
}

/// Compares two names of people.
#[must_use]
pub fn compare(a: &str, b: &str) -> Comparison {
    Comparison { score: super::likeness(a, b), ..compare_parsed(&parse(a), &parse(b)) }
}

fn compare_parsed(a: &PersonName, b: &PersonName) -> Comparison {
    let (x, y) = (a.family_key(), b.family_key());
    let given = match (a.given.first(), b.given.first()) {
        (Some(g), Some(h)) => Some(given_relation(g, h)),
        _ => None,
    };
    let done = |likeness, score| Comparison { likeness, given, score };
    if x.is_empty() || y.is_empty() {
        return done(Likeness::Different, 0);
    }
    let same_family = x == y;
    let near_family = !same_family && distance::similar(&x, &y);
    match (same_family, near_family, given) {
        (true, _, Some(g)) if g.may_be_one() => done(Likeness::Same, 98),
        (true, _, None) => done(Likeness::Compatible, 85),
        (true, _, Some(GivenRelation::Near)) => done(Likeness::Near, 80),
        (true, _, Some(GivenRelation::NearKnown)) => done(Likeness::Near, 60),
        (_, true, Some(g)) if g.may_be_one() => done(Likeness::Near, 75),
        (_, true, None) => done(Likeness::Near, 70),
        _ => done(Likeness::Different, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_the_same_person() {
        for (a, b, want) in [
            ("Bob Hale", "Robert Hale", Likeness::Same),
            ("J. Hale", "Jane Hale", Likeness::Same),
            ("Hale", "Jane Hale", Likeness::Compatible),
            ("Jorge Elosa", "Jorge Elorza", Likeness::Near),
            ("Dana Whitlock", "Dena Whitlock", Likeness::Near),
            ("Ann Hale", "Tom Hale", Likeness::Different),
        ] {
            assert_eq!(compare(a, b).likeness, want, "{a} / {b}");
        }
    }
}
