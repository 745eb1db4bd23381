//! Rule `name-off-sheet`.

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::sheet::{Off, Offs};
use crate::compare::{Check, Context};
use crate::lexicon::fold;
use crate::model::{Finding, Severity, SheetSigns};

crate::rule! {
    /// A name that the reference sheet spells otherwise.
    ///
    /// # What it compares
    ///
    /// Every name with the names and aliases of the sheet (`--sheet people.toml`): all words but one are the same and that one is a slip away,
    /// or a last name stands alone that is a slip away from that of a person of the sheet in the same article. The sheet is right.
    ///
    /// # Why it matters
    ///
    /// Where every article has the same misspelling, only a reference can tell.
    ///
    /// # Example
    ///
    /// The sheet has "Lambeau Field", an article "Lambeau Feild".
    ///
    /// # Not reported
    ///
    /// Names that are not on the sheet. Aliases of the sheet, last names, nicknames, initials. A name that is somebody else's: it stands in
    /// one sentence with the right one, has another role, or differs by a word that is itself a name and nothing else speaks for it.
    /// Accents alone are a note.
    id: "name-off-sheet",
    kind: Name,
    severity: Error,
    yields_to: [],
    check: Check::Batch(check),
}

/// First the reasons to be silent.
static LADDER: &[Rung<SheetSigns>] = &[
    Rung { name: "accents-only", verdict: Verdict::Note, holds: |s| s.accents },
    Rung { name: "both-in-one-sentence", verdict: Verdict::Agree, holds: |s| s.beside },
    Rung {
        name: "introduced-by-another-role",
        verdict: Verdict::Agree,
        holds: |s| s.other_role && (s.known || !s.in_story),
    },
    Rung { name: "last-name-with-its-role", verdict: Verdict::Conflict, holds: |s| s.alone && s.same_role },
    Rung {
        name: "last-name-of-somebody",
        verdict: Verdict::Unknown,
        holds: |s| s.alone && (s.known || s.distance > 1),
    },
    Rung { name: "last-name-beside-the-person", verdict: Verdict::Conflict, holds: |s| s.alone },
    Rung { name: "another-known-name", verdict: Verdict::Unknown, holds: |s| s.known && s.distance > 1 },
    Rung { name: "same-role", verdict: Verdict::Conflict, holds: |s| s.same_role },
    Rung {
        name: "known-name-in-the-story",
        verdict: Verdict::Conflict,
        holds: |s| s.known && s.in_story && !s.here && s.distance == 1,
    },
    Rung { name: "may-be-somebody-else", verdict: Verdict::Unknown, holds: |s| s.known },
    Rung { name: "two-slips-alone", verdict: Verdict::Unknown, holds: |s| s.distance > 1 && !(s.here || s.in_story) },
    Rung { name: "one-word-is-a-slip-away", verdict: Verdict::Conflict, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let (mut errors, mut notes) = (Offs::default(), Offs::default());
    for off in &batch.off_sheet {
        let rung = decide(LADDER, &off.signs);
        let list = match rung.verdict {
            Verdict::Conflict => &mut errors,
            Verdict::Note => &mut notes,
            _ => continue,
        };
        let entry = &batch.sheet.entries[off.entry as usize];
        let Some(form) = entry.forms().nth(off.form as usize) else { continue };
        for &(article, mention) in &off.mentions {
            let mention = &batch.articles[article as usize].mentions[mention as usize];
            let record = Off {
                entry: off.entry,
                rung: rung.name,
                said: mention.name.to_string(),
                right: fold(&form.text),
                right_span: form.span,
                why: why(rung.name, off.signs).to_owned(),
            };
            list.add(record, article, mention.place.span, fold(&mention.name));
        }
    }
    let hint = "write it as on the sheet, or add this form to the aliases there";
    let said =
        |off: &Off, entry: &crate::model::SheetEntry| format!("{} is {} on the sheet", off.said, entry.name.text);
    let mut found = errors.findings(batch, &RULE, hint, said);
    for mut note in notes.findings(batch, &RULE, hint, said) {
        // The folded values are the same: the letters as written tell the two apart.
        for side in &mut note.sides {
            if let Some(article) = side.article {
                side.value = side.span.of(batch.articles[article as usize].text()).to_lowercase();
            }
        }
        note.severity = Severity::Note;
        found.push(note);
    }
    found
}

fn why(rung: &str, signs: SheetSigns) -> &'static str {
    match rung {
        "accents-only" => "only the accents differ",
        "last-name-with-its-role" => "the last name stands with the role that the sheet gives",
        "last-name-beside-the-person" => {
            "nobody of the article is introduced by this last name, and it is one slip from that of the sheet"
        }
        "same-role" => "one word is a slip away, and the role is that of the sheet",
        "known-name-in-the-story" => {
            "one word is a slip away, and other articles of the story have the name of the sheet"
        }
        _ if signs.here || signs.in_story => "one word is a slip away, and the story has the name of the sheet too",
        _ => "all other words of the name are the same, and this one is a slip away",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_person_is_no_slip() {
        let rung = |s: SheetSigns| decide(LADDER, &s).name;
        let base = SheetSigns { distance: 1, ..SheetSigns::default() };
        assert_eq!(rung(base), "one-word-is-a-slip-away");
        assert_eq!(rung(SheetSigns { beside: true, ..base }), "both-in-one-sentence");
        assert_eq!(rung(SheetSigns { known: true, ..base }), "may-be-somebody-else");
        assert_eq!(rung(SheetSigns { known: true, same_role: true, ..base }), "same-role");
        assert_eq!(rung(SheetSigns { known: true, same_role: true, distance: 2, ..base }), "another-known-name");
        assert_eq!(rung(SheetSigns { other_role: true, ..base }), "introduced-by-another-role");
        assert_eq!(rung(SheetSigns { alone: true, known: true, ..base }), "last-name-of-somebody");
        assert_eq!(rung(SheetSigns { alone: true, ..base }), "last-name-beside-the-person");
        assert_eq!(rung(SheetSigns { distance: 2, ..base }), "two-slips-alone");
    }
}
