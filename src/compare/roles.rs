//! When two roles of one person cannot both be right.

use crate::lexicon::{people, roles};
use crate::model::Role;

/// What was compared: the two roles, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// One is former, elect, or told in the past.
    pub other_time: bool,
    /// The posts exclude each other whatever the body.
    pub exclude: bool,
    /// They exclude each other in one body.
    pub exclude_in_one: bool,
    /// The same post, one of them as deputy, assistant, vice.
    pub rank: bool,
    /// Secretaries or ministers for two things.
    pub portfolio: bool,
    /// "former chief executive" and "the chief executive".
    pub left: bool,
    /// The same post with the holders of two posts that exclude each other: the mayor's spokesman, the governor's spokesman.
    pub other_master: bool,
    /// Both bodies are stated, and are two.
    pub other_body: bool,
    /// Both bodies are stated, and are one.
    pub same_body: bool,
    /// One sentence gives both roles to the person.
    pub together: bool,
    /// One stands in a quotation.
    pub quoted: bool,
}

/// Ranks that a role may carry: the rank and the post below it.
fn rank(role: &Role) -> (Option<&str>, &str) {
    const RANKS: &[&str] = &["deputy", "assistant", "associate", "vice"];
    for r in RANKS {
        if let Some(rest) = role.head.strip_prefix(r).and_then(|h| h.strip_prefix(' ')) {
            return (Some(r), rest);
        }
    }
    let head: &str = &role.head;
    match head {
        "lieutenant governor" => return (Some("lieutenant"), "governor"),
        "executive vice president" | "senior vice president" => return (Some("vice"), "president"),
        _ => {}
    }
    (role.qualifiers.iter().map(|q| &**q).find(|q| RANKS.contains(q)), &role.head)
}

/// Posts whose assistants are called by the post as a matter of course.
fn loose_rank(post: &str) -> bool {
    [
        "professor",
        "editor",
        "producer",
        "coach",
        "justice",
        "judge",
        "sheriff",
        "director of photography",
        "general",
        "attorney",
        "pastor",
    ]
    .iter()
    // "Deputy chief Ann Hale" is "Chief Hale" from then on.
    .any(|p| post == "chief" || post == *p || post.ends_with(p) && !post.ends_with("attorney general"))
}

/// Posts that one person at a time holds, and nobody is called by after leaving.
fn leaves(head: &str) -> bool {
    matches!(
        head,
        "chief executive"
            | "executive director"
            | "managing director"
            | "chief financial officer"
            | "chief operating officer"
    ) || head == "executive"
        || head.ends_with(" executive") && head != "county executive"
}

/// Whether the role is said to have been left.
#[must_use]
pub fn past(role: &Role) -> bool {
    role.qualifiers.iter().any(|q| people::qualifier(q) == Some("past"))
}

/// Whether the role is told of another time: left, not yet held, or in the past tense.
#[must_use]
pub fn elsewhen(role: &Role) -> bool {
    role.qualifiers.iter().any(|q| matches!(people::qualifier(q), Some("past" | "future")) || **q == *"was")
}

/// Whether two names of bodies are one: `None` if that cannot be told.
#[must_use]
pub fn same_body(a: &str, b: &str) -> Option<bool> {
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '\'')
            .map(|w| w.replace(['.', '\''], ""))
            .filter(|w| !w.is_empty() && !matches!(w.as_str(), "the" | "of" | "for" | "and" | "on" | "in" | "s"))
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let open = |w: &[String]| w.is_empty() || w.iter().all(|w| roles::is_body(w) || people::is_demonym(w));
    if x == y && !x.is_empty() {
        return Some(true);
    }
    if open(&x) || open(&y) {
        return None;
    }
    let initials = |w: &[String]| -> String { w.iter().filter_map(|w| w.chars().next()).collect() };
    let short = |s: &[String], long: &[String]| {
        let i = initials(long);
        s.iter().any(|w| i.len() >= 2 && w.len() >= i.len() && w.len() <= i.len() + 2 && w.ends_with(&i))
    };
    if short(&x, &y) || short(&y, &x) || x.iter().all(|w| y.contains(w)) || y.iter().all(|w| x.contains(w)) {
        return Some(true);
    }
    // "Harwick" and "Harwick city council": a shared name is no proof of two bodies.
    if x.iter().any(|w| y.contains(w)) { None } else { Some(false) }
}

/// Posts that are held with somebody in office.
fn serves(head: &str) -> bool {
    const SERVANTS: &[&str] = &[
        "adviser",
        "aide",
        "spokesman",
        "lawyer",
        "attorney",
        "counsel",
        "chief of staff",
        "press secretary",
        "assistant",
    ];
    SERVANTS.iter().any(|s| head == *s || head.ends_with(s) && head[..head.len() - s.len()].ends_with(' '))
}

/// A post without what says how high it is: "top political adviser", "chief political adviser".
fn post_of(head: &str) -> &str {
    head.split_once(' ').filter(|(w, _)| people::qualifier(w).is_some()).map_or(head, |(_, rest)| rest)
}

/// Whether two people in office are meant that cannot be one: the president and the vice president, the mayor and the governor.
fn two_masters(a: &str, b: &str) -> bool {
    let vice = |x: &str, y: &str| x.strip_prefix("vice ").or_else(|| x.strip_prefix("deputy ")) == Some(y);
    vice(a, b) || vice(b, a) || roles::exclusive(a, b) == Some(roles::Scope::Any)
}

/// The record of two roles of one person.
#[must_use]
pub fn record(a: &Role, b: &Role) -> Record {
    let body = match (a.of.as_deref(), b.of.as_deref()) {
        (Some(x), Some(y)) => same_body(x, y),
        _ => None,
    };
    let ((rank_a, post_a), (rank_b, post_b)) = (rank(a), rank(b));
    let scope = roles::exclusive(&a.head, &b.head);
    // The deputy is who acts for the chief.
    let acts = |r: &Role| r.qualifiers.iter().any(|q| people::qualifier(q) == Some("acting"));
    let ranked =
        post_a == post_b && rank_a.is_none() != rank_b.is_none() && !loose_rank(post_a) && !acts(a) && !acts(b);
    let field = |head: &str| -> Option<(String, String)> {
        let (field, base) = head.rsplit_once(' ')?;
        (matches!(base, "secretary" | "minister") && field != "prime" && roles::is_portfolio(field))
            .then(|| (field.to_owned(), base.to_owned()))
    };
    let portfolio = match (field(&a.head), field(&b.head)) {
        (Some(x), Some(y)) => x != y && x.1 == y.1,
        _ => false,
    };
    let present = if past(a) { b } else { a };
    let masters = a.of.as_deref().zip(b.of.as_deref()).is_some_and(|(x, y)| two_masters(x, y));
    Record {
        other_time: elsewhen(a) || elsewhen(b),
        exclude: scope == Some(roles::Scope::Any) && rank_a == rank_b,
        exclude_in_one: scope == Some(roles::Scope::Same),
        rank: ranked,
        portfolio,
        left: past(a) != past(b) && leaves(&a.head) && leaves(&b.head) && present.definite && !elsewhen(present),
        other_master: masters && serves(&a.head) && post_of(&a.head) == post_of(&b.head),
        other_body: body == Some(false) && !masters,
        same_body: body == Some(true),
        together: false,
        quoted: a.place.quoted || b.place.quoted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_by_acronym_and_by_part() {
        assert_eq!(same_body("nra", "rifle association"), Some(true));
        assert_eq!(same_body("wwe", "world wrestling entertainment"), Some(true));
        assert_eq!(same_body("rnc", "republican national committee"), Some(true));
        assert_eq!(same_body("telegram", "app"), None);
        assert_eq!(same_body("larkport", "harwick"), Some(false));
        assert_eq!(same_body("larkport council", "larkport police"), None);
    }

    #[test]
    fn one_servant_has_one_master() {
        assert!(two_masters("president", "vice president") && two_masters("governor", "mayor"));
        assert!(!two_masters("president", "president") && !two_masters("harwick", "larkport"));
        assert!(serves("top political adviser") && !serves("director"));
        assert_eq!(post_of("top political adviser"), post_of("chief political adviser"));
    }
}
