//! How sure it is whom a claim is about.

use crate::lexicon::{fold, people};
use crate::model::{ArticleIndex, Batch, EntityKind, LocalEntity, MentionId};

/// Whether it is sure whom the mention names. A full name is; a bare last name is not where two people of the article share it, where it stands in
/// the text before anybody is introduced by it, or where it is a first name and another capital follows it.
#[must_use]
pub fn sure_of_whom(batch: &Batch, article: ArticleIndex, holder: MentionId) -> bool {
    let facts = &batch.articles[article as usize];
    let Some(mention) = facts.mentions.get(holder as usize) else { return false };
    if mention.name.contains(' ') {
        return true;
    }
    let after = &facts.text()[mention.place.span.end() as usize..];
    let goes_on = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if goes_on && people::is_given_name(&fold(&mention.name)) {
        return false;
    }
    if !facts.introduced(holder) {
        return false;
    }
    let last = mention.name.to_lowercase();
    let same = |e: &&LocalEntity| {
        e.kind == EntityKind::Person && e.name.split(' ').next_back().is_some_and(|w| w.to_lowercase() == last)
    };
    facts.entities.iter().filter(same).count() < 2
}
