//! Rule `inconsistent-accents`.

use std::collections::BTreeMap;

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, near};
use crate::lexicon::fold;
use crate::model::{Finding, MentionRef, Part};

crate::rule! {
    /// A name with accents in one place and without in another.
    ///
    /// # What it compares
    ///
    /// The words of the names of one person, organization or place, which are the same but for accents and other marks on letters.
    ///
    /// # Why it matters
    ///
    /// The accent belongs to the name; a paper that writes it once should write it always.
    ///
    /// # Example
    ///
    /// "Inés Elorza" in three stories, "Ines Elorza" in a fourth.
    ///
    /// # Not reported
    ///
    /// Names in capitals, headlines, addresses of pages and mails, quotations.
    id: "inconsistent-accents",
    kind: Name,
    severity: Note,
    yields_to: ["misspelled-name", "different-first-name", "inconsistent-transliteration"],
    check: Check::Batch(check),
}

/// What was compared.
struct Record {
    /// One of the forms has a letter with a mark.
    accented: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "no-accents", verdict: Verdict::Agree, holds: |r| !r.accented },
    Rung { name: "accents-differ", verdict: Verdict::Note, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let mut out = Vec::new();
    for entity in &batch.entities {
        // By the folded word, the spellings in small letters.
        let mut words: BTreeMap<String, BTreeMap<String, Vec<MentionRef>>> = BTreeMap::new();
        for &(article, local) in &entity.members {
            let facts = &batch.articles[article as usize];
            for &m in &facts.entities[local as usize].mentions {
                let mention = &facts.mentions[m as usize];
                let display = mention.place.part == Part::Headline || mention.place.quoted;
                let capitals = !mention.name.chars().any(char::is_lowercase);
                if display || capitals {
                    continue;
                }
                for word in mention.name.split([' ', '-']).filter(|w| w.chars().count() > 2) {
                    let word: String = word.chars().filter(|c| c.is_alphabetic()).collect();
                    words.entry(fold(&word)).or_default().entry(word.to_lowercase()).or_default().push((article, m));
                }
            }
        }
        for forms in words.values().filter(|f| f.len() > 1) {
            let mut list: Vec<(&String, &Vec<MentionRef>)> = forms.iter().collect();
            list.sort_by_key(|(form, m)| (std::cmp::Reverse(m.len()), (*form).clone()));
            let record = Record { accented: list.iter().any(|(form, _)| !form.is_ascii()) };
            let rung = decide(LADDER, &record);
            if rung.verdict != Verdict::Note {
                continue;
            }
            for (form, mentions) in &list[1..] {
                let (odd, others) = near::comparable(batch, mentions, list[0].1);
                if odd.is_empty() {
                    continue;
                }
                let wrong = near::name(batch, odd[0]);
                let mut pair = [form.as_str(), list[0].0.as_str()];
                pair.sort_unstable();
                let words = near::Words {
                    message: format!("{wrong} is {} elsewhere", near::name(batch, others[0])),
                    hint: "write the accents everywhere or nowhere, as your house style says",
                    evidence: vec![
                        format!("all are taken to name {}", entity.name),
                        "the letters are the same but for their marks".to_owned(),
                    ],
                    key: pair.join("/"),
                };
                out.push(near::forms(batch, &RULE, rung.name, &odd, &others, words));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_on_letters_count() {
        assert_eq!(decide(LADDER, &Record { accented: true }).name, "accents-differ");
        assert_eq!(decide(LADDER, &Record { accented: false }).name, "no-accents");
    }
}
