//! Whom a definite description stands for: "the mayor" for the only mayor of the article, "the committee" for its only committee.
//!
//! A post is looked for among the roles that the article gives to people before it, a body among the last words of names. Of
//! several that fit, the only one in the paragraph so far is meant; else nobody is said to be.

use crate::lexicon::{people, roles, words};
use crate::model::{ArticleFacts, EntityKind, LocalEntityId, MentionId, Reference};

/// Words for a business; it is known by the legal form of its name.
const FIRMS: [&str; 4] = ["company", "firm", "corporation", "business"];

/// Words for bodies that mostly go by a name without them, as firms do: only the body named last is meant by these.
const NAMELESS: [&str; 5] = ["bank", "group", "network", "agency", "website"];

/// Sets the antecedent of every reference, and whose words a quotation is that "the mayor" speaks.
pub fn references(facts: &mut ArticleFacts) {
    let antecedents: Vec<Option<MentionId>> = facts.references.iter().map(|r| antecedent(facts, r)).collect();
    for (reference, antecedent) in facts.references.iter_mut().zip(antecedents) {
        reference.antecedent = antecedent;
    }
    let text = &facts.article.text;
    for quote in facts.quotes.iter_mut().filter(|q| q.speaker_mention.is_none()) {
        let Some(speaker) = quote.speaker else { continue };
        let k = facts.references.partition_point(|r| r.place.span.end() <= speaker.start());
        let spoken = facts.references.get(k).filter(|r| {
            let before = text.get(speaker.start() as usize..r.place.span.start() as usize).unwrap_or("?");
            r.place.span.end() == speaker.end() && matches!(before.trim_end(), "" | "the" | "The")
        });
        quote.speaker_mention = spoken.and_then(|r| r.antecedent);
    }
}

/// The last mention before `reference` of the only entity that fits.
fn antecedent(facts: &ArticleFacts, reference: &Reference) -> Option<MentionId> {
    let at = reference.place.span.start();
    let before = facts.mentions.partition_point(|m| m.place.span.end() <= at);
    let mut fitting: Vec<LocalEntityId> = match reference.post {
        true => holders(facts, reference, before),
        false => bodies(facts, &reference.head, before),
    };
    fitting.sort_unstable();
    fitting.dedup();
    if fitting.len() > 1 {
        let here = |m: MentionId| facts.mentions[m as usize].place.paragraph == reference.place.paragraph;
        let so_far = |m: &MentionId| (*m as usize) < before;
        fitting.retain(|&e| facts.entities[e as usize].mentions.iter().take_while(|m| so_far(m)).any(|&m| here(m)));
    }
    let [only] = fitting[..] else { return None };
    facts.entities[only as usize].mentions.iter().copied().take_while(|&m| (m as usize) < before).last()
}

/// The people whom a role before mention `before` gives this post.
fn holders(facts: &ArticleFacts, reference: &Reference, before: usize) -> Vec<LocalEntityId> {
    let said = words(reference.place.span.of(facts.text()));
    let post = words(&reference.head);
    let fits = |role: &&crate::model::Role| {
        let mut qualifiers = role.qualifiers.iter().filter(|q| &***q != "was");
        let same = qualifiers.clone().count() == reference.qualifiers.len()
            && qualifiers.all(|q| reference.qualifiers.contains(q));
        // "the Chilean president", "the mayor of Larkport": what tells which one must be known of him.
        let known = words(role.place.span.of(facts.text()));
        let of = |of: &Option<Box<str>>| of.as_deref().map(words).unwrap_or_default();
        let body = of(&role.of);
        let told = |w: &String| known.contains(w) || body.contains(w) || post.contains(w);
        let mine = of(&reference.of);
        (role.holder as usize) < before
            && same
            && one_post(&role.head, &reference.head)
            && (said.iter().rev().skip(1).all(|w| told(w) || people::qualifier(w).is_some()))
            && (mine.is_empty() || mine.iter().any(|w| body.contains(w)))
    };
    facts.roles.iter().filter(fits).filter_map(|r| facts.mentions[r.holder as usize].entity).collect()
}

/// Whether "the director" may be short for this post: the same head, or behind nothing but what the post is over.
fn one_post(role: &str, reference: &str) -> bool {
    let over = |rest: &str| rest.split(' ').all(|w| roles::field(w).is_some());
    role == reference
        || role.strip_suffix(reference).and_then(|r| r.strip_suffix(' ')).is_some_and(over)
            && roles::compound(role).is_none()
            && people::title(role).is_none()
}

/// The bodies named before mention `before` whose name ends with this word, or firms by their legal form.
fn bodies(facts: &ArticleFacts, head: &str, before: usize) -> Vec<LocalEntityId> {
    let is = |name: &str| {
        let list = words(name);
        list.len() > 1
            && list.last().is_some_and(|last| last == head || FIRMS.contains(&head) && people::is_legal_suffix(last))
    };
    let last = FIRMS.contains(&head) || NAMELESS.contains(&head);
    let named = facts.mentions[..before].iter().rev().filter(|m| m.kind == EntityKind::Organisation);
    named.take(if last { 1 } else { before }).filter(|m| is(&m.name)).filter_map(|m| m.entity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_may_be_told_by_its_head() {
        assert!(one_post("mayor", "mayor") && one_post("finance director", "director"));
        assert!(!one_post("vice president", "president") && !one_post("attorney general", "general"));
    }
}
