//! Roles of people: heads of several words, fields, words for bodies, and which posts one person does not hold at one time.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::{Map, Set};

use super::entries;

fn table(data: &'static str) -> BTreeMap<&'static str, &'static str> {
    entries(data)
        .map(|l| match l.split_once('=') {
            Some((form, base)) => (form.trim(), base.trim()),
            None => (l, l),
        })
        .collect()
}

static COMPOUNDS: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| table(include_str!("data/role_compounds.txt")));
static FIELDS: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| table(include_str!("data/role_fields.txt")));
static BODIES: LazyLock<Set<&'static str>> = LazyLock::new(|| entries(include_str!("data/role_bodies.txt")).collect());
static PORTFOLIOS: LazyLock<Set<&'static str>> =
    LazyLock::new(|| entries(include_str!("data/portfolios.txt")).collect());
static PERSONS: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| table(include_str!("data/person_nouns.txt")));

/// The base form of a role of several words (folded, without full stops): "chief executive officer".
#[must_use]
pub fn compound(form: &str) -> Option<&'static str> {
    COMPOUNDS.get(form).copied()
}

/// The base form of a word that says what a post is over: "finance", "police".
#[must_use]
pub fn field(word: &str) -> Option<&'static str> {
    FIELDS.get(word).copied()
}

/// Whether a word names a body and leaves open which one: "city", "company".
#[must_use]
pub fn is_body(word: &str) -> bool {
    BODIES.contains(word)
}

/// Whether a word is what a secretary or minister is over.
#[must_use]
pub fn is_portfolio(word: &str) -> bool {
    PORTFOLIOS.contains(word)
}

/// The class of a noun for somebody unnamed: boy, girl, child, teenager, man, woman, person.
#[must_use]
pub fn person_noun(word: &str) -> Option<&'static str> {
    PERSONS.get(word).copied()
}

/// The age below which somebody hardly does this (lemma of a verb): graduate, marry, enlist.
#[must_use]
pub fn life_event(lemma: &str) -> Option<i64> {
    static EVENTS: LazyLock<BTreeMap<&'static str, i64>> = LazyLock::new(|| {
        let age = |l: &'static str| l.split_once('=').and_then(|(verb, n)| Some((verb.trim(), n.trim().parse().ok()?)));
        entries(include_str!("data/life_events.txt")).filter_map(age).collect()
    });
    EVENTS.get(lemma).copied()
}

/// How far two posts exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Whatever the body.
    Any,
    /// In one body.
    Same,
}

/// Family number, scope and alternative of every post.
static EXCLUSIVE: LazyLock<Map<&'static str, Vec<(usize, Scope, usize)>>> = LazyLock::new(|| {
    let mut posts: Map<&'static str, Vec<(usize, Scope, usize)>> = Map::default();
    for (family, line) in entries(include_str!("data/role_exclusive.txt")).enumerate() {
        let Some((scope, rest)) = line.split_once(':') else { continue };
        let scope = if scope == "any" { Scope::Any } else { Scope::Same };
        for (alternative, names) in rest.split('|').enumerate() {
            for name in names.split(',') {
                posts.entry(name.trim()).or_default().push((family, scope, alternative));
            }
        }
    }
    posts
});

/// Whether one person does not hold both posts at one time, as far as the table knows.
#[must_use]
pub fn exclusive(a: &str, b: &str) -> Option<Scope> {
    let (x, y) = (EXCLUSIVE.get(a)?, EXCLUSIVE.get(b)?);
    let mut found = None;
    for &(family, scope, alternative) in x {
        for &(other, _, second) in y {
            if family == other {
                if alternative == second {
                    return None;
                }
                if found != Some(Scope::Any) {
                    found = Some(scope);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_exclude_each_other() {
        assert_eq!(exclusive("senator", "representative"), Some(Scope::Any));
        assert_eq!(exclusive("senator", "state senator"), None);
        assert_eq!(exclusive("founder", "co-founder"), Some(Scope::Same));
        assert_eq!(exclusive("founder", "chief executive"), None);
        assert_eq!(exclusive("treasurer", "finance director"), Some(Scope::Same));
        assert_eq!(exclusive("mayor", "chairman"), None);
    }

    #[test]
    fn words_of_roles() {
        assert_eq!(compound("chief executive officer"), Some("chief executive"));
        assert_eq!(field("defence"), Some("defense"));
        assert!(is_body("company") && !is_body("larkport"));
        assert_eq!(person_noun("schoolboy"), Some("boy"));
    }
}
