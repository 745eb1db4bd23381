//! Who was taken for whom: the entities of a batch with all their forms, for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::clean::{clean, one_line, shorten};
use super::place::{Place, count};
use super::{Report, summary};
use crate::model::{ArticleIndex, EntityKind, MentionRef, Span};

/// Places shown of one form.
const PLACES: usize = 3;

/// The report of `copydesk claims --kind name`: every person, organisation, place and so on, the most often named first.
#[must_use]
pub fn text(report: &Report) -> String {
    let batch = &report.batch;
    let near = near(report);
    let mut blocks: Vec<((EntityKind, std::cmp::Reverse<usize>, String, usize), String)> = Vec::new();
    for (id, entity) in batch.entities.iter().enumerate() {
        let kind = entity.kind.unwrap_or(EntityKind::Other);
        let forms = forms(report, id);
        let times: usize = forms.values().map(Vec::len).sum();
        if times == 0 {
            continue;
        }
        let mut articles: Vec<ArticleIndex> = entity.members.iter().map(|m| m.0).collect();
        articles.dedup();
        let mut out = String::new();
        let _ = writeln!(
            out,
            "{:12} {} · {} in {}",
            kind.as_str(),
            shorten(&entity.name, 60),
            count(times, "mention"),
            count(articles.len(), "article")
        );
        let mut list: Vec<(&str, &Vec<(ArticleIndex, Span)>)> = forms.iter().map(|(f, at)| (f.as_str(), at)).collect();
        list.sort_by_key(|(form, at)| (std::cmp::Reverse(at.len()), *form));
        for (form, at) in list {
            let _ = writeln!(out, "  {:>4}×  {:32} {}", at.len(), shorten(form, 60), places(report, at));
        }
        for (role, at) in roles(report, id) {
            let _ = writeln!(out, "   role  {:32} {}", shorten(&role, 60), places(report, &at));
        }
        for (words, at) in references(report, id) {
            let _ = writeln!(out, "   also  {:32} {}", shorten(&words, 60), places(report, &at));
        }
        for other in near.get(&(id as u32)).into_iter().flatten() {
            let _ = writeln!(out, "   near  {}", shorten(other, 90));
        }
        for &entry in batch.listed.get(id).into_iter().flatten() {
            let name = batch.sheet.entries.get(entry as usize).map_or("", |e| e.name.text.as_str());
            let _ = writeln!(out, "  sheet  {}", shorten(name, 60));
        }
        blocks.push(((kind, std::cmp::Reverse(times), entity.name.clone(), id), out));
    }
    blocks.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out: String = blocks.into_iter().map(|b| b.1).collect::<Vec<_>>().join("\n");
    if out.is_empty() {
        out.push_str("No names were found\n");
    }
    summary::problems(&mut out, report);
    out
}

/// Every form of an entity with its places, as written.
fn forms(report: &Report, id: usize) -> BTreeMap<String, Vec<(ArticleIndex, Span)>> {
    let mut forms: BTreeMap<String, Vec<(ArticleIndex, Span)>> = BTreeMap::new();
    for (article, mention) in mentions(report, id) {
        let m = &report.batch.articles[article as usize].mentions[mention as usize];
        if !m.candidate {
            forms.entry(one_line(&m.name)).or_default().push((article, m.place.span));
        }
    }
    forms
}

fn mentions(report: &Report, id: usize) -> impl Iterator<Item = MentionRef> + '_ {
    let members = report.batch.entities.get(id).map_or(&[][..], |e| &e.members[..]);
    members.iter().flat_map(|&(article, local)| {
        let facts = &report.batch.articles[article as usize];
        facts.entities.get(local as usize).into_iter().flat_map(move |e| e.mentions.iter().map(move |&m| (article, m)))
    })
}

/// The roles of an entity with their places.
fn roles(report: &Report, id: usize) -> BTreeMap<String, Vec<(ArticleIndex, Span)>> {
    let mut roles: BTreeMap<String, Vec<(ArticleIndex, Span)>> = BTreeMap::new();
    for (article, mention) in mentions(report, id) {
        let facts = &report.batch.articles[article as usize];
        for role in facts.roles.iter().filter(|r| r.holder == mention) {
            let mut words: Vec<&str> = role.qualifiers.iter().map(|q| &**q).collect();
            words.push(&role.head);
            let of = role.of.as_deref().map(|of| format!(" of {of}")).unwrap_or_default();
            roles.entry(one_line(&format!("{}{of}", words.join(" ")))).or_default().push((article, role.place.span));
        }
    }
    roles
}

/// The descriptions that stand for an entity ("the mayor") with their places.
fn references(report: &Report, id: usize) -> BTreeMap<String, Vec<(ArticleIndex, Span)>> {
    let batch = &report.batch;
    let mut out: BTreeMap<String, Vec<(ArticleIndex, Span)>> = BTreeMap::new();
    let members = batch.entities.get(id).map_or(&[][..], |e| &e.members[..]);
    for &(article, local) in members {
        let facts = &batch.articles[article as usize];
        let meant = |m: u32| facts.mentions[m as usize].entity == Some(local);
        for r in facts.references.iter().filter(|r| r.antecedent.is_some_and(meant)) {
            let words = format!("the {}", one_line(r.place.span.of(facts.text())));
            out.entry(words).or_default().push((article, r.place.span));
        }
    }
    out
}

/// The first places and how many more there are.
fn places(report: &Report, at: &[(ArticleIndex, Span)]) -> String {
    let shown = at.iter().take(PLACES).filter_map(|&(article, span)| Place::new(&report.batch, article, span));
    let mut list: Vec<String> = shown.map(|p| format!("{}:{}:{}", clean(p.path()), p.line, p.column)).collect();
    if at.len() > PLACES {
        list.push(format!("{} more", at.len() - PLACES));
    }
    list.join(", ")
}

/// For each entity the other entities with a name a slip away: these were kept apart.
fn near(report: &Report) -> BTreeMap<u32, Vec<String>> {
    let batch = &report.batch;
    let entity = |&(article, mention): &MentionRef| {
        let local = batch.articles[article as usize].mentions.get(mention as usize)?.entity?;
        batch.entity(article, local)
    };
    let mut out: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for pair in &batch.near {
        let (Some(a), Some(b)) = (pair.odd.first().and_then(entity), pair.others.first().and_then(entity)) else {
            continue;
        };
        for (one, other) in [(a, b), (b, a)] {
            let name = batch.entities.get(other as usize).map(|e| e.name.clone()).unwrap_or_default();
            let list = out.entry(one).or_default();
            if one != other && !list.contains(&name) {
                list.push(name);
            }
        }
    }
    out
}
