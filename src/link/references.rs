//! Whom a definite description stands for: "the mayor" for the only mayor of the article, "the committee" for its only committee.
//!
//! A post is looked for among the roles that the article gives to people before it, a body among the last words of names. Of
//! several that fit, the only one in the paragraph so far is meant; else nobody is said to be.

use std::collections::BTreeMap;

use crate::lexicon::{people, roles, words};
use crate::model::{ArticleFacts, EntityKind, LocalEntityId, MentionId, Reference};

/// Words for a business; it is known by the legal form of its name.
const FIRMS: [&str; 4] = ["company", "firm", "corporation", "business"];

/// Words for bodies that mostly go by a name without them, as firms do: only the body named last is meant by these.
const NAMELESS: [&str; 5] = ["bank", "group", "network", "agency", "website"];

/// Sets the antecedent of every reference, and whose words a quotation is that "the mayor" speaks.
pub fn references(facts: &mut ArticleFacts) {
    let named = Named::new(facts);
    let antecedents: Vec<Option<MentionId>> = facts.references.iter().map(|r| named.antecedent(facts, r)).collect();
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

/// Whom and what an article names that may be described later on, with the first mention, by the last word of the description. Who
/// is given the same post in the same words again is there once.
struct Named {
    posts: BTreeMap<String, Vec<(MentionId, Post)>>,
    bodies: BTreeMap<String, Vec<(MentionId, LocalEntityId)>>,
    /// The mentions of bodies, in order.
    organisations: Vec<MentionId>,
}

/// A post that somebody holds.
#[derive(PartialEq, Eq)]
struct Post {
    holder: LocalEntityId,
    head: Box<str>,
    qualifiers: Vec<Box<str>>,
    /// The words of the body or place it belongs to, and all words of the role.
    body: Vec<String>,
    known: Vec<String>,
}

impl Named {
    fn new(facts: &ArticleFacts) -> Self {
        let mut posts: BTreeMap<String, Vec<(MentionId, Post)>> = BTreeMap::new();
        for role in &facts.roles {
            let Some(holder) = facts.mentions[role.holder as usize].entity else { continue };
            let list = posts.entry(last_word(&role.head)).or_default();
            let body = role.of.as_deref().map(words).unwrap_or_default();
            let qualifiers = role.qualifiers.iter().filter(|q| &***q != "was").cloned().collect();
            let known = words(role.place.span.of(facts.text()));
            let post = Post { holder, head: role.head.clone(), qualifiers, body, known };
            if !list.iter().any(|(_, p)| *p == post) {
                list.push((role.holder, post));
            }
        }
        let organisation = |m: &MentionId| facts.mentions[*m as usize].kind == EntityKind::Organisation;
        let organisations: Vec<MentionId> = (0..facts.mentions.len() as MentionId).filter(organisation).collect();
        let mut bodies: BTreeMap<String, Vec<(MentionId, LocalEntityId)>> = BTreeMap::new();
        for &m in &organisations {
            let mention = &facts.mentions[m as usize];
            let (last, Some(entity)) = (last_word(&mention.name), mention.entity) else { continue };
            if !mention.name.contains(' ') {
                continue;
            }
            let firm = people::is_legal_suffix(&last);
            for word in FIRMS.iter().filter(|w| firm && **w != last).map(|w| (*w).to_owned()).chain([last.clone()]) {
                let list = bodies.entry(word).or_default();
                if !list.iter().any(|known| known.1 == entity) {
                    list.push((m, entity));
                }
            }
        }
        Self { posts, bodies, organisations }
    }

    /// The last mention before `reference` of the only entity that fits.
    fn antecedent(&self, facts: &ArticleFacts, reference: &Reference) -> Option<MentionId> {
        let at = reference.place.span.start();
        let before = facts.mentions.partition_point(|m| m.place.span.end() <= at) as MentionId;
        let mut fitting = match reference.post {
            true => self.holders(facts, reference, before),
            false => self.named(facts, &reference.head, before),
        };
        fitting.sort_unstable();
        fitting.dedup();
        let last = |e: LocalEntityId| {
            let mentions = &facts.entities[e as usize].mentions;
            mentions.partition_point(|&m| m < before).checked_sub(1).map(|k| mentions[k])
        };
        if fitting.len() > 1 {
            let paragraph = |m: MentionId| facts.mentions[m as usize].place.paragraph;
            fitting.retain(|&e| last(e).is_some_and(|m| paragraph(m) == reference.place.paragraph));
        }
        let [only] = fitting[..] else { return None };
        last(only)
    }

    /// The people whom a role before mention `before` gives this post.
    fn holders(&self, facts: &ArticleFacts, reference: &Reference, before: MentionId) -> Vec<LocalEntityId> {
        let Some(posts) = self.posts.get(&last_word(&reference.head)) else { return Vec::new() };
        let said = words(reference.place.span.of(facts.text()));
        let (head, of) = (words(&reference.head), reference.of.as_deref().map(words).unwrap_or_default());
        let fits = |post: &Post| {
            // "the Chilean president", "the mayor of Larkport": what tells which one must be known of him.
            let told = |w: &String| post.known.contains(w) || post.body.contains(w) || head.contains(w);
            let described = |w: &String| told(w) || people::qualifier(w).is_some();
            post.qualifiers.len() == reference.qualifiers.len()
                && post.qualifiers.iter().all(|q| reference.qualifiers.contains(q))
                && one_post(&post.head, &reference.head)
                && said.iter().rev().skip(1).all(described)
                && (of.is_empty() || of.iter().any(|w| post.body.contains(w)))
        };
        posts.iter().filter(|(m, post)| *m < before && fits(post)).map(|(_, post)| post.holder).collect()
    }

    /// The bodies named before mention `before` whose name ends with this word, or firms by their legal form.
    fn named(&self, facts: &ArticleFacts, head: &str, before: MentionId) -> Vec<LocalEntityId> {
        let bodies = self.bodies.get(head).map(Vec::as_slice).unwrap_or_default();
        let mut fitting: Vec<LocalEntityId> = bodies.iter().filter(|b| b.0 < before).map(|b| b.1).collect();
        if FIRMS.contains(&head) || NAMELESS.contains(&head) {
            let last = self.organisations.partition_point(|&m| m < before).checked_sub(1);
            let entity = last.and_then(|k| facts.mentions[self.organisations[k] as usize].entity);
            fitting.retain(|&e| Some(e) == entity);
        }
        fitting
    }
}

/// The last word, folded; empty if there is none.
fn last_word(text: &str) -> String {
    words(text).pop().unwrap_or_default()
}

/// Whether "the director" may be short for this post: the same head, or behind nothing but what the post is over.
fn one_post(role: &str, reference: &str) -> bool {
    let over = |rest: &str| rest.split(' ').all(|w| roles::field(w).is_some());
    role == reference
        || role.strip_suffix(reference).and_then(|r| r.strip_suffix(' ')).is_some_and(over)
            && roles::compound(role).is_none()
            && people::title(role).is_none()
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
