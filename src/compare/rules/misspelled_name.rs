//! One name in two spellings.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, near};
use crate::model::{Finding, Near, NearSigns, Severity};
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
    Rung { name: "lawful-forms", verdict: Verdict::Agree, holds: |s| s.nickname && !s.sound_alike || s.variants },
    Rung { name: "run-together", verdict: Verdict::Unknown, holds: |s| s.glued },
    Rung { name: "two-people", verdict: Verdict::Agree, holds: |s| s.two_people || two_in_one_article(s) },
    Rung { name: "named-in-one-sentence", verdict: Verdict::Agree, holds: |s| s.one_sentence && !unheard_of(s) },
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
        holds: |s| s.other_roles && s.same_rest && (s.odd_known && s.other_known || s.side_by_side),
    },
    Rung {
        name: "another-first-letter",
        verdict: Verdict::Unknown,
        holds: |s| s.first_letter && !s.same_rest && !s.same_title && !s.same_office,
    },
    Rung {
        name: "two-known-names",
        verdict: Verdict::Unknown,
        holds: |s| s.odd_known && s.other_known && (s.distance > 1 || s.side_by_side) && !s.sound_alike && !s.same_role,
    },
    Rung { name: "too-short", verdict: Verdict::Unknown, holds: too_short },
    Rung {
        name: "one-introduced-by-another-role",
        verdict: Verdict::Unknown,
        holds: |s| s.other_roles && s.orphan && s.odd_known,
    },
    Rung { name: "known-name-nobody-introduced", verdict: Verdict::Conflict, holds: known_orphan },
    Rung {
        name: "both-known-words",
        verdict: Verdict::Unknown,
        holds: |s| both_known(s) && !(s.same_office && rare_orphan(s)),
    },
    Rung { name: "same-rest-of-name", verdict: Verdict::Conflict, holds: |s| s.same_rest },
    Rung {
        name: "same-word-beside",
        verdict: Verdict::Conflict,
        holds: |s| s.same_beside && s.distance == 1 && (!s.odd_known || !s.family_names),
    },
    Rung {
        name: "same-title",
        verdict: Verdict::Conflict,
        holds: |s| (s.same_title || s.same_office) && (!(s.odd_known && s.other_known) || rare_orphan(s)),
    },
    Rung { name: "nobody-introduced", verdict: Verdict::Conflict, holds: orphan },
    Rung { name: "introduced-by-another-spelling", verdict: Verdict::Conflict, holds: other_orphan },
    Rung { name: "same-setting", verdict: Verdict::Conflict, holds: same_setting },
    Rung { name: "edit-distance-alone", verdict: Verdict::Unknown, holds: |_| true },
];

/// One article introduces somebody in full by each spelling, and calls each again by the last name alone. Rashida Talib and Rashida
/// Tlaib are not two for that: the headline may have one spelling and the story the other. Bob Dold and Bob Dole may be.
fn two_in_one_article(s: &NearSigns) -> bool {
    let both = s.odd_introduced && s.odd_alone && s.other_introduced && s.other_alone;
    s.side_by_side && both && s.odd_count > 1 && !(s.same_rest && !s.odd_known && (s.sound_alike || !s.other_known))
}

/// Nobody is known to have the odd name, and with the other one in its place it is a name of the story: Hillary Clinton and Bill
/// Clintoon, where another article has Bill Clinton. The other one is a known name, or the story has it many times.
fn unheard_of(s: &NearSigns) -> bool {
    let many = s.distance == 1 && s.other_count >= 4 * s.odd_count;
    s.same_rest && !s.odd_known && s.other_count >= 3 && (s.other_known || many)
}

/// Short words are near each other by chance: the rest of the name, the office or many mentions must speak for them.
fn too_short(s: &NearSigns) -> bool {
    let framed = s.same_rest || s.same_title || s.same_office || s.same_beside && !s.odd_known;
    let rare = !s.odd_known && s.longest >= 5 && s.other_count >= 3 && s.other_count >= 3 * s.odd_count;
    s.short && !framed && !rare
}

/// A last name that is somebody's, but nobody's in this article, where a near one is introduced and frequent.
fn known_orphan(s: &NearSigns) -> bool {
    let rare = s.odd_count <= 2 && s.other_count >= 3;
    s.orphan && s.one_article && s.family_names && s.distance == 1 && rare && (s.odd_surname_only || s.sound_alike)
}

/// A rare last name that nobody is introduced by, where the holder of the same office is introduced by one that lies one slip away.
fn rare_orphan(s: &NearSigns) -> bool {
    s.orphan && s.odd_surname_only && s.other_introduced && s.distance == 1 && s.odd_count == 1
}

/// Two words that are both known need more than one slip between them: people of one given name, or a name that is the same around them.
fn both_known(s: &NearSigns) -> bool {
    let framed = s.distance == 1 && (s.both_sides || s.same_beside && !s.orphan);
    s.odd_known && s.other_known && !s.family_names && !framed
}

/// An unknown word that stands alone and introduces nobody, beside a commoner one.
fn orphan(s: &NearSigns) -> bool {
    let beside = s.other_count > s.odd_count || s.family_names || s.other_known;
    // "Entergy" beside "Duke Energy": a word of the dictionary inside another name is no spelling of this one.
    let placed = s.other_alone || s.family_names || s.orphan && !s.other_word;
    // Grand Duke Henri and Prince Henrik: of a first name that introduces nobody another one is no misspelling.
    let two = s.other_first_name && !s.other_introduced;
    s.odd_alone && !s.odd_introduced && s.distance == 1 && !s.odd_known && beside && placed && !two
}

/// Somebody is introduced by an unknown spelling, and called by a known one that nobody is introduced by.
fn other_orphan(s: &NearSigns) -> bool {
    let other = s.other_alone && !s.other_introduced && s.odd_introduced && !s.odd_known && s.other_known;
    let odd = s.odd_alone && !s.odd_introduced && s.other_introduced && s.odd_known && !s.other_known;
    // The unknown spelling is the commoner one.
    let common = s.other_alone && !s.other_introduced && s.odd_introduced && s.odd_known && !s.other_known;
    // Wilter Abrams and her brother Walter.
    let two = s.other_first_name && !s.other_introduced || s.odd_first_name && s.odd_introduced && !s.other_introduced;
    s.distance == 1 && (other || odd && s.family_names || common) && !two
}

/// Two unknown words that stand alone, in sentences that say much the same, or that sound the same.
fn same_setting(s: &NearSigns) -> bool {
    let alone = s.odd_alone && s.other_alone && !s.odd_introduced && !s.other_introduced;
    let unknown = !s.odd_known && !s.other_known;
    alone && s.distance == 1 && unknown && s.longest >= 5 && (s.shared_words >= 3 || s.sound_alike)
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let letters = context.batch.near.iter().filter_map(|n| finding(context, n));
    let cut =
        |n: &Near| Finding { severity: Severity::Warning, ..near::finding(context.batch, n, &RULE, "cut-elsewhere") };
    letters.chain(near::joined(context.batch).iter().map(cut)).collect()
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
        assert_eq!(rung(NearSigns { odd_alone: true, orphan: true, ..base }), "nobody-introduced");
        assert_eq!(rung(NearSigns { two_people: true, same_title: true, ..base }), "two-people");
        assert_eq!(rung(NearSigns { inflected: true, orphan: true, ..base }), "inflected");
        assert_eq!(rung(NearSigns { odd_known: true, other_known: true, orphan: true, ..base }), "both-known-words");
        assert_eq!(rung(base), "edit-distance-alone");
    }
}
