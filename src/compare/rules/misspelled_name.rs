//! One name in two spellings.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, near};
use crate::model::{Finding, Near, NearSigns};
use crate::rule;

rule! {
    /// A name is spelled in two ways.
    ///
    /// # What it compares
    ///
    /// Every word of every name with the words of the other names of the same article and of articles that tell the same story. Two words
    /// that lie one or two slips apart may be one name. That alone says nothing: the rest of the name, a title, a role, or a last name that
    /// nobody introduced must speak for it. The rarer spelling is the odd one.
    ///
    /// # Why it matters
    ///
    /// A misspelled name is the error that readers and sources notice first, and the one that costs most trust.
    ///
    /// # Example
    ///
    /// "Mayor Inés Elorza" five times, and once "Elosa said".
    ///
    /// # Not reported
    ///
    /// Names that are merely unknown. Nicknames, initials, accents, hyphens, plurals and adjectives. Two people who are each introduced in
    /// full, or who hold different offices. Two spellings that several sources each use. Correction notices.
    id: "misspelled-name",
    kind: Name,
    severity: Error,
    yields_to: ["different-first-name", "name-off-sheet"],
    check: Check::Batch(check),
}

static LADDER: &[Rung<NearSigns>] = &[
    Rung { name: "two-people", verdict: Verdict::Agree, holds: |s| s.two_people },
    Rung { name: "broken-place-name", verdict: Verdict::Conflict, holds: |s| s.broken_place && s.distance == 1 },
    Rung { name: "inflected", verdict: Verdict::Agree, holds: |s| s.inflected && !s.both_sides },
    Rung {
        name: "two-known-given-names",
        verdict: Verdict::Unknown,
        holds: |s| s.given_names && s.odd_known && s.other_known,
    },
    Rung {
        name: "both-well-attested",
        verdict: Verdict::Agree,
        holds: |s| s.odd_witnesses >= 2 && s.other_witnesses >= 2 && !s.one_article,
    },
    Rung {
        name: "different-roles",
        verdict: Verdict::Agree,
        holds: |s| s.other_roles && s.same_rest && (s.odd_known || s.one_article),
    },
    Rung { name: "too-short", verdict: Verdict::Unknown, holds: |s| s.short && !s.same_rest && !s.same_title },
    Rung {
        name: "one-introduced-by-another-role",
        verdict: Verdict::Unknown,
        holds: |s| s.other_roles && s.orphan && s.odd_known,
    },
    Rung { name: "known-name-nobody-introduced", verdict: Verdict::Conflict, holds: known_orphan },
    Rung { name: "both-known-words", verdict: Verdict::Unknown, holds: both_known },
    Rung { name: "same-rest-of-name", verdict: Verdict::Conflict, holds: |s| s.same_rest },
    Rung {
        name: "same-word-beside",
        verdict: Verdict::Conflict,
        holds: |s| s.same_beside && s.distance == 1 && (!s.odd_known || !s.family_names),
    },
    Rung { name: "same-title", verdict: Verdict::Conflict, holds: |s| s.same_title },
    Rung { name: "nobody-introduced", verdict: Verdict::Conflict, holds: orphan },
    Rung { name: "edit-distance-alone", verdict: Verdict::Unknown, holds: |_| true },
];

/// A last name that is somebody's, but nobody's in this article, where a near one is introduced and frequent.
fn known_orphan(s: &NearSigns) -> bool {
    let rare = s.odd_count <= 2 && s.other_count >= 3;
    s.orphan && s.one_article && s.family_names && s.distance == 1 && rare && (s.odd_surname_only || s.sound_alike)
}

/// Two words that are both known need more than one slip between them: people of one given name, or a name that is the same around them.
fn both_known(s: &NearSigns) -> bool {
    let framed = s.distance == 1 && (s.both_sides || s.same_beside && !s.orphan);
    s.odd_known && s.other_known && !s.family_names && !framed
}

/// An unknown word that stands alone, beside a commoner one.
fn orphan(s: &NearSigns) -> bool {
    s.orphan && s.distance == 1 && !s.odd_known && (s.other_count > s.odd_count || s.family_names || s.other_known)
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let letters = context.batch.near.iter().filter_map(|n| finding(context, n));
    letters
        .chain(near::joined(context.batch).iter().map(|n| near::finding(context.batch, n, &RULE, "cut-elsewhere")))
        .collect()
}

fn finding(context: &Context<'_>, pair: &Near) -> Option<Finding> {
    let rung = decide(LADDER, &pair.signs);
    if rung.verdict != Verdict::Conflict {
        return None;
    }
    Some(near::finding(context.batch, pair, &RULE, rung.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_needs_more_than_edit_distance() {
        let base = NearSigns {
            distance: 1,
            other_count: 5,
            odd_count: 1,
            other_witnesses: 2,
            odd_witnesses: 1,
            ..NearSigns::default()
        };
        let rung = |s: NearSigns| decide(LADDER, &s).name;
        assert_eq!(rung(NearSigns { same_rest: true, ..base }), "same-rest-of-name");
        assert_eq!(rung(NearSigns { orphan: true, ..base }), "nobody-introduced");
        assert_eq!(rung(NearSigns { two_people: true, same_title: true, ..base }), "two-people");
        assert_eq!(rung(NearSigns { inflected: true, orphan: true, ..base }), "inflected");
        assert_eq!(rung(NearSigns { odd_known: true, other_known: true, orphan: true, ..base }), "both-known-words");
        assert_eq!(rung(base), "edit-distance-alone");
    }
}
