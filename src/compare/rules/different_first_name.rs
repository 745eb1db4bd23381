//! One person under two first names.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, near};
use crate::model::{Finding, NearSigns, Severity};
use crate::rule;

rule! {
    /// One person is called by two first names.
    ///
    /// # What it compares
    ///
    /// People of one last name whose first names are both real names and lie one slip apart, in one article or in articles that tell the same
    /// story, where the same title or role is given to both, or the two first names sound alike.
    ///
    /// # Why it matters
    ///
    /// A wrong first name passes every speller, because it is right for somebody else.
    ///
    /// # Example
    ///
    /// "police chief Dana Whitlock" in one story, "police chief Dena Whitlock" in another.
    ///
    /// # Not reported
    ///
    /// "Dana Whitlock and her sister Lena Whitlock"; fathers and sons, spouses, brothers; short forms such as Bob for Robert; initials; two
    /// people of one last name with different roles.
    id: "different-first-name",
    kind: Name,
    severity: Error,
    yields_to: ["name-off-sheet"],
    check: Check::Batch(check),
}

static LADDER: &[Rung<NearSigns>] = &[
    Rung {
        name: "not-both-first-names",
        verdict: Verdict::Unknown,
        holds: |s| !(s.given_names && s.odd_known && s.other_known && s.same_rest),
    },
    Rung { name: "named-in-one-sentence", verdict: Verdict::Agree, holds: |s| s.one_sentence },
    Rung { name: "short-form", verdict: Verdict::Agree, holds: |s| s.nickname && !s.sound_alike || s.variants },
    Rung {
        name: "both-well-attested",
        verdict: Verdict::Agree,
        holds: |s| s.odd_witnesses >= 2 && s.other_witnesses >= 2,
    },
    Rung { name: "same-role", verdict: Verdict::Conflict, holds: |s| s.same_role || s.same_title },
    Rung {
        name: "display-against-story",
        verdict: Verdict::Warn,
        holds: |s| s.odd_display && s.odd_count == 1 && s.other_count >= 2 && s.distance == 1 && !s.side_by_side,
    },
    Rung { name: "different-roles", verdict: Verdict::Unknown, holds: |s| s.other_roles },
    Rung { name: "sounds-alike", verdict: Verdict::Conflict, holds: |s| s.sound_alike && s.odd_count <= s.other_count },
    Rung { name: "may-be-two-people", verdict: Verdict::Unknown, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let found = context.batch.near.iter().filter_map(|pair| {
        let rung = decide(LADDER, &pair.signs);
        let mut finding = near::finding(context.batch, pair, &RULE, rung.name);
        match rung.verdict {
            Verdict::Conflict => {}
            Verdict::Warn => finding.severity = Severity::Warning,
            _ => return None,
        }
        Some(finding)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_first_names_need_one_role() {
        let base = NearSigns {
            given_names: true,
            odd_known: true,
            other_known: true,
            same_rest: true,
            distance: 1,
            odd_count: 1,
            other_count: 2,
            ..NearSigns::default()
        };
        let rung = |s: NearSigns| decide(LADDER, &s).name;
        assert_eq!(rung(NearSigns { same_role: true, ..base }), "same-role");
        assert_eq!(rung(NearSigns { sound_alike: true, ..base }), "sounds-alike");
        assert_eq!(rung(NearSigns { other_roles: true, sound_alike: true, ..base }), "different-roles");
        assert_eq!(rung(base), "may-be-two-people");
    }
}
