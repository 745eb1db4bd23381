//! What a name is the name of. The model's label is a vote, not more: titles, given names and word lists vote too.

use crate::lexicon::{fold, people};
use crate::model::{Document, EntityKind, EntityLabel};

use super::runs::Run;

/// The kind of the name in `run`.
pub fn kind(doc: &Document, run: &Run, titled: bool, name: &str) -> EntityKind {
    if titled {
        return EntityKind::Person;
    }
    let folded = fold(name);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let Some((&last, &first)) = words.last().zip(words.first()) else { return EntityKind::Other };
    let last_bare = last.trim_end_matches('.');
    let by_label = match run.label {
        Some(EntityLabel::Person) => EntityKind::Person,
        Some(EntityLabel::Org) => EntityKind::Organisation,
        Some(EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac) => EntityKind::Place,
        Some(EntityLabel::WorkOfArt | EntityLabel::Law) => EntityKind::Work,
        Some(EntityLabel::Product) => EntityKind::Product,
        Some(EntityLabel::Event) => EntityKind::Event,
        Some(EntityLabel::Norp) => EntityKind::Group,
        _ => EntityKind::Other,
    };
    if people::is_place(&folded) && by_label != EntityKind::Person {
        return EntityKind::Place;
    }
    if people::is_demonym(&folded) {
        return EntityKind::Group;
    }
    let is_name_word = |i: usize| doc.word(i).chars().next().is_some_and(char::is_uppercase);
    let plain_words =
        (run.start..run.end).all(|i| is_name_word(i) || people::is_particle(doc.lower(i)) || doc.word(i) == ",");
    let head = words.iter().position(|w| matches!(*w, "of" | "for" | "on")).and_then(|i| words.get(i.wrapping_sub(1)));
    let org_head = people::is_org_head(last) || people::is_legal_suffix(last_bare) && words.len() > 1;
    if words.len() > 1 && (org_head || head.is_some_and(|h| people::is_org_head(h))) && by_label != EntityKind::Work {
        return if by_label == EntityKind::Place && !org_head { EntityKind::Place } else { EntityKind::Organisation };
    }
    let person_like = words.len() >= 2
        && words.len() <= 4
        && plain_words
        && people::is_given_name(first.trim_end_matches('.'))
        && !people::is_place(&folded)
        && !people::is_english(last)
        && !people::is_place(last);
    match by_label {
        EntityKind::Person => EntityKind::Person,
        EntityKind::Other | EntityKind::Organisation | EntityKind::Place | EntityKind::Product
            if person_like && !people::is_english(first) =>
        {
            EntityKind::Person
        }
        kind => kind,
    }
}
