//! A role of a sheet, taken apart by word lists alone: a sheet has phrases, no sentences.

use crate::lexicon::{people, roles, words};
use crate::model::{Place, Role};

/// Longest head of several words.
const HEAD: usize = 6;

/// The role in `text`; `body` is where it is held, unless the text says so itself.
pub fn parse(text: &str, body: Option<&str>) -> Role {
    let all = words(&text.replace('.', ""));
    let (mut left, mut tail) = cut(&all);
    let mut qualifiers: Vec<Box<str>> = Vec::new();
    let mut fields: Vec<&str> = Vec::new();
    // "director of finance" is the finance director.
    if let Some(field) = one_field(tail) {
        fields.push(field);
        tail = &[];
    }
    if left.first().is_some_and(|w| matches!(w.as_str(), "the" | "a" | "an")) {
        left = &left[1..];
    }
    let (start, base) = head(left);
    let mut of: Vec<&str> = Vec::new();
    let mut before: Vec<&str> = Vec::new();
    for word in &left[..start] {
        match people::qualifier(word) {
            Some("plain") => {}
            Some(_) => qualifiers.push(word.as_str().into()),
            None if people::is_demonym(word) => {}
            None => match roles::field(word) {
                Some(field) => before.push(field),
                None if roles::is_portfolio(word) => before.push(word),
                None => of.push(word.trim_end_matches("'s")),
            },
        }
    }
    before.extend(fields);
    let of = if of.is_empty() { tail.join(" ") } else { of.join(" ") };
    let of = if of.is_empty() { body.map(|b| words(b).join(" ")).unwrap_or_default() } else { of };
    Role {
        place: Place::default(),
        holder: 0,
        head: canonical(&before, &base).into(),
        of: (!of.is_empty()).then(|| of.into()),
        qualifiers,
        definite: true,
    }
}

/// Whether the text is a role by itself.
pub fn is_role(text: &str) -> bool {
    let all = words(text);
    let left = cut(&all).0;
    known(left).is_some()
}

/// What stands before "of", "for", "at", and what after, except inside a head such as "chief of staff".
fn cut(words: &[String]) -> (&[String], &[String]) {
    let mut from = 0;
    while let Some(at) = words[from..].iter().position(|w| matches!(w.as_str(), "of" | "for" | "at" | "in" | "on")) {
        let at = from + at;
        // "chief of staff of the mayor", "secretary of state"
        let inside = (at + 2..=words.len().min(at + 3)).rev().find(|&e| {
            let start = at.saturating_sub(2);
            (start..at).any(|s| exact(&words[s..e].join(" ")).is_some())
        });
        match inside {
            Some(end) => from = end,
            None => {
                let rest = &words[at + 1..];
                let rest = if rest.first().is_some_and(|w| w == "the") { &rest[1..] } else { rest };
                return (&words[..at], rest);
            }
        }
    }
    (words, &[])
}

/// The one field that a role is over, if that is all that follows "of".
fn one_field(tail: &[String]) -> Option<&'static str> {
    match tail {
        [word] if !roles::is_body(word) => roles::field(word),
        _ => None,
    }
}

/// The base form of exactly these words.
fn exact(form: &str) -> Option<&'static str> {
    roles::compound(form).or_else(|| people::title(form).filter(|t| *t != "~")).or_else(|| people::role_head(form))
}

/// The known head that the words end with: where it begins, and its base form.
fn known(words: &[String]) -> Option<(usize, String)> {
    let first = words.len().saturating_sub(HEAD);
    (first..words.len()).find_map(|s| exact(&words[s..].join(" ")).map(|base| (s, base.to_owned())))
}

fn head(words: &[String]) -> (usize, String) {
    let last = words.len().saturating_sub(1);
    known(words).unwrap_or_else(|| (last, words.last().cloned().unwrap_or_default()))
}

/// Fields and base as one base form.
fn canonical(fields: &[&str], base: &str) -> String {
    for skip in 0..fields.len() {
        let form = format!("{} {base}", fields[skip..].join(" "));
        if let Some(known) = exact(&form) {
            return [&fields[..skip], &[known]].concat().join(" ");
        }
    }
    [fields, &[base]].concat().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_fall_into_their_parts() {
        for (text, qualifiers, head, of) in [
            ("mayor", "", "mayor", ""),
            ("the mayor of Larkport", "", "mayor", "larkport"),
            ("Finance Director", "", "finance director", ""),
            ("director of finance", "", "finance director", ""),
            ("former Ohio senator", "former", "senator", "ohio"),
            ("deputy mayor of Larkport", "", "deputy mayor", "larkport"),
            ("chief executive officer of Harbor Lights", "", "chief executive", "harbor lights"),
            ("CEO", "", "chief executive", ""),
            ("secretary of state", "", "state secretary", ""),
            ("Larkport police chief", "", "police chief", "larkport"),
            ("glassblower", "", "glassblower", ""),
        ] {
            let role = parse(text, None);
            assert_eq!(&*role.head, head, "{text}");
            assert_eq!(role.of.as_deref().unwrap_or_default(), of, "{text}: {role:?}");
            assert_eq!(role.qualifiers.join(" "), qualifiers, "{text}");
        }
        assert_eq!(parse("chairman", Some("Harbor Board")).of.as_deref(), Some("harbor board"));
        assert!(is_role("chairman") && is_role("chief executive of Harbor") && !is_role("the sea"));
        assert_eq!(&*parse("", None).head, "");
    }
}
