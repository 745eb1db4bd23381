//! Roles: the offices, jobs and relations that the text gives to people, by title, apposition and copula, and by "the mayor" where only one
//! person of the article is one.

mod phrase;

use std::collections::BTreeMap;

use super::{Extractor, Input};
use crate::lexicon::people;
use crate::model::{ArticleFacts, Document, EntityKind, MentionId, Role, Span, TokenRange};

use phrase::Phrase;

/// The extractor of roles.
pub struct Roles;

impl Extractor for Roles {
    fn id(&self) -> &'static str {
        "roles"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let doc = input.doc;
        let mut found: Vec<(MentionId, Phrase)> = Vec::new();
        for (id, mention) in facts.mentions.iter().enumerate() {
            if mention.kind != EntityKind::Person && !mention.candidate {
                continue;
            }
            let tokens = doc.tokens_in(mention.place.span);
            let (start, end) = (tokens.start as usize, tokens.end as usize);
            if start >= end {
                continue;
            }
            let sentence = sentence(doc, start);
            let before = phrase::ending_at(doc, start, sentence.start as usize);
            if mention.candidate && before.is_none() {
                continue;
            }
            found.extend(before.map(|p| (id as u32, p)));
            if !mention.candidate {
                found.extend(around(doc, start, end, sentence).into_iter().map(|p| (id as u32, p)));
            }
        }
        let mut roles: Vec<Role> = Vec::new();
        for (holder, p) in found {
            let span = doc.span_of(TokenRange { start: p.start as u32, end: p.end as u32 });
            if span.is_empty() || roles.iter().any(|r| r.place.span == span && r.holder == holder) {
                continue;
            }
            roles.push(role(input, facts, holder, span, p));
        }
        definite(input, facts, &mut roles);
        roles.sort_by_key(|r| (r.place.span, r.holder));
        facts.roles = roles;
    }
}

fn sentence(doc: &Document, token: usize) -> TokenRange {
    doc.sentences.get(doc.sentence_of(token)).copied().unwrap_or_default()
}

fn role(input: &Input<'_>, facts: &ArticleFacts, holder: MentionId, span: Span, p: Phrase) -> Role {
    Role {
        place: input.place(span, facts),
        holder,
        head: p.head.into(),
        of: (!p.of.is_empty()).then(|| p.of.join(" ").into()),
        qualifiers: p.qualifiers.into_iter().map(Into::into).collect(),
    }
}

/// Roles beside a name: ", the city treasurer,", "the city treasurer, Paul Okafor,", "is the city treasurer", "named director of".
fn around(doc: &Document, start: usize, end: usize, sentence: TokenRange) -> Vec<Phrase> {
    let (first, last) = (sentence.start as usize, sentence.end as usize);
    let mut out = Vec::new();
    let word = |i: usize| if i < last { doc.lower(i) } else { "" };
    let mut at = end;
    if word(at) == "(" {
        // "Sen. Ann Hale (R-Ohio), the chairwoman"
        if let Some(close) = (at..last.min(at + 6)).find(|&i| word(i) == ")") {
            at = close + 1;
        }
    }
    if matches!(word(at), "," | "—" | "–" | "--") {
        let mut i = at + 1;
        // ", 54," and ", R-Ohio," may stand between.
        for _ in 0..2 {
            let age = word(i).chars().all(|c| c.is_ascii_digit()) && !word(i).is_empty();
            let party = word(i).len() > 2 && matches!(word(i).get(..2), Some("r-" | "d-" | "i-"));
            if (age || party) && word(i + 1) == "," {
                i += 2;
            }
        }
        if word(i) == "who" && matches!(word(i + 1), "is" | "was" | "became") {
            i += 2;
        }
        out.extend(phrase::starting_at(doc, i, last));
    } else if matches!(word(at), "is" | "was" | "became" | "remains" | "serves" | "served") {
        let mut i = at + 1;
        while matches!(word(i), "now" | "also" | "still" | "then" | "as" | "once" | "named" | "elected" | "appointed") {
            i += 1;
        }
        out.extend(phrase::starting_at(doc, i, last));
    } else if matches!(word(at), "as") {
        out.extend(phrase::starting_at(doc, at + 1, last));
    }
    if start > first + 1 && doc.word(start - 1) == "," {
        // "its president, Tom Hale,": the phrase before the comma is one that begins with an article or a possessive.
        if let Some(p) = phrase::ending_at(doc, start - 1, first) {
            let opened = p.start == first
                || matches!(
                    doc.lower(p.start - 1),
                    "the" | "its" | "his" | "her" | "their" | "a" | "an" | "'s" | "our" | "my"
                );
            if opened && !matches!(doc.word(start), "and" | "or") {
                out.push(p);
            }
        }
    }
    out
}

/// "The mayor" where one person of the article, and no other, is called mayor.
fn definite(input: &Input<'_>, facts: &ArticleFacts, roles: &mut Vec<Role>) {
    let doc = input.doc;
    let mut holders: BTreeMap<String, Vec<MentionId>> = BTreeMap::new();
    let mut key_of: BTreeMap<MentionId, String> = BTreeMap::new();
    for r in roles.iter() {
        holders.entry(r.head.to_string()).or_default().push(r.holder);
        let name = &facts.mentions[r.holder as usize].name;
        key_of.insert(r.holder, crate::names::parse(name).family_key());
    }
    let mut more = Vec::new();
    for i in 0..doc.len() {
        if !matches!(doc.lower(i), "the" | "its" | "their") {
            continue;
        }
        let Some(p) = phrase::starting_at(doc, i, sentence(doc, i).end as usize) else { continue };
        let span = doc.span_of(TokenRange { start: p.start as u32, end: p.end as u32 });
        if roles.iter().any(|r| r.place.span.overlaps(span)) || people::is_relation(&p.head) {
            continue;
        }
        let Some(list) = holders.get(p.head.as_str()) else { continue };
        let mut names: Vec<&String> = list.iter().filter_map(|h| key_of.get(h)).collect();
        names.sort_unstable();
        names.dedup();
        // The nearest mention before stands for the person.
        let before =
            list.iter().copied().filter(|&h| facts.mentions[h as usize].place.span.start() < span.start()).max();
        if let (1, Some(holder)) = (names.len(), before.or(list.first().copied())) {
            let p = Phrase { of: Vec::new(), qualifiers: Vec::new(), ..p };
            more.push(role(input, facts, holder, span, p));
        }
    }
    roles.extend(more);
}
