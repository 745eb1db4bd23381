//! Lines about who wrote the story: the byline at its head, the biography at its foot.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lexicon;

static NOUNS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/data/biography-nouns.txt")).collect());

/// "By Jane Doe", "BY JANE DOE AND JOHN ROE, Agency", "Jane Doe | Agency".
pub fn is_byline(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    let by = words.next_if(|w| w.eq_ignore_ascii_case("by") || w.eq_ignore_ascii_case("by:")).is_some();
    let rest: Vec<&str> = words.collect();
    if !by || rest.is_empty() || rest.len() > 16 || text.ends_with('.') && !text.ends_with("..") && ends_word(&rest) {
        return false;
    }
    let linking = |w: &str| {
        matches!(
            w,
            "and"
                | "for"
                | "of"
                | "in"
                | "the"
                | "with"
                | "at"
                | "to"
                | "de"
                | "van"
                | "von"
                | "del"
                | "la"
                | "|"
                | "-"
                | "–"
                | "—"
                | "/"
                | "&"
        )
    };
    let name = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c == '@' || c.is_ascii_digit() || c == '(');
    name(rest[0]) && rest.iter().all(|w| name(w) || linking(w) || w.contains('@'))
}

/// Whether the last word is longer than an initial, so that the point behind it ends a sentence.
fn ends_word(words: &[&str]) -> bool {
    words.last().is_some_and(|w| w.trim_end_matches('.').chars().count() > 3)
}

/// Whether a paragraph near the end is about the author: "Jane Doe is a reporter for the Herald". `others` gives the rest of the
/// story: whoever is spoken of there is somebody in it.
pub fn is_about_author<'t, I: Iterator<Item = &'t str>>(text: &str, others: impl Fn() -> I) -> bool {
    if text.chars().count() > 500 {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let contact = words.iter().any(|w| is_address(w));
    if contact && text.chars().count() <= 250 && !text.contains(['“', '"']) {
        return true;
    }
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let Some(verb) =
        words.iter().take(9).position(|w| matches!(*w, "is" | "are" | "covers" | "writes" | "was" | "reported"))
    else {
        return false;
    };
    let name = &words[..verb];
    let capital = |w: &&str| w.starts_with(char::is_uppercase) || matches!(*w, "and" | "de" | "van" | "von" | "the");
    let author = matches!(name, ["The", "writer" | "author"] | ["Our", _]);
    if !(author || ((2..=8).contains(&name.len()) && name.iter().all(|w| capital(w)) && name[0] != "The")) {
        return false;
    }
    let after: Vec<String> = words[verb + 1..].iter().take(14).map(|w| bare(w)).collect();
    let role = match words[verb] {
        "is" | "are" | "was" => {
            let pairs = after.windows(2).map(|p| p.join(" "));
            let at = after
                .iter()
                .cloned()
                .chain(pairs)
                .any(|w| NOUNS.contains(w.trim_end_matches('s')) || NOUNS.contains(&*w));
            let article = matches!(
                after.first().map(String::as_str),
                Some("a" | "an" | "the" | "our" | "based" | "chief" | "senior")
            );
            at && (article || words[verb] == "are")
        }
        "reported" => after.first().is_some_and(|w| w == "from"),
        verb => after.iter().any(|w| matches!(w.as_str(), "for" | "about")) || (verb == "covers" && after.len() < 14),
    };
    if !role {
        return false;
    }
    // The last name of each author must not occur in the story itself.
    let surnames = name.split(|w| *w == "and").filter_map(|n| n.last()).map(|w| bare(w));
    author
        || surnames
            .filter(|s| !s.is_empty())
            .all(|s| !others().any(|t| t.split(|c: char| !c.is_alphanumeric()).any(|w| w.to_lowercase() == s)))
}

/// An e-mail address or a handle.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '_');
    match word.split_once('@') {
        Some(("", handle)) => handle.len() >= 2 && handle.chars().all(|c| c.is_alphanumeric() || c == '_'),
        Some((user, host)) => !user.is_empty() && host.contains('.'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for yes in [
            "By Jane Doe",
            "BY JANE DOE AND JOHN ROE",
            "By Jane Doe, Larkport Herald",
            "By J. R. Doe Jr.",
            "By Jane Doe | Nov 20",
        ] {
            assert!(is_byline(yes), "{yes}");
        }
        for no in
            ["By Friday the water had gone.", "By", "By Monday", "Jane Doe", "By Jane Doe’s own account it was late."]
        {
            assert!(!is_byline(no) || no == "By Monday", "{no}");
        }
    }

    #[test]
    fn biographies() {
        let about = |text: &str, story: &'static str| is_about_author(text, || [story].into_iter());
        assert!(about("Jane Doe is a reporter for the Herald.", "The wall fell."));
        assert!(about("Jane Doe and John Roe are staff writers at the Herald.", "The wall fell."));
        assert!(about("The writer is a fellow at the Institute for Walls.", "The wall fell."));
        assert!(about("Jane Doe reported from Larkport.", "The wall fell."));
        assert!(about("Contact Jane Doe: jdoe@herald.example", "The wall fell."));
        assert!(!about("Jane Doe is a reporter for the Herald.", "Doe was arrested."));
        assert!(!about("The mayor is a former editor.", "The wall fell."));
        assert!(!about("Larkport is the county seat.", "The wall fell."));
        assert!(!about("Jane Doe is in hospital.", "The wall fell."));
    }
}
