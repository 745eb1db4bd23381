//! The words of a role: qualifiers, the body it belongs to, what it is over, and the head.

use crate::lexicon::{fold, people, roles};
use crate::model::{Document, Tag};

/// A role as it is written.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// First token, qualifiers included, articles not.
    pub first: usize,
    /// First token of all, the possessor included.
    pub left: usize,
    /// The token after the head.
    pub last: usize,
    /// The token after the phrase with what follows the head ("of the city").
    pub end: usize,
    /// Base form.
    pub head: String,
    /// The body or place.
    pub of: Option<String>,
    /// former, deputy, acting …
    pub qualifiers: Vec<String>,
    /// "the", a possessor.
    pub definite: bool,
    /// "a", "an".
    pub indefinite: bool,
    /// "his", "their".
    pub own: bool,
}

/// Token `i`, folded, without full stops.
pub fn bare(doc: &Document, i: usize) -> String {
    fold(doc.word(i)).trim_end_matches('.').to_owned()
}

fn joined(doc: &Document, start: usize, end: usize) -> String {
    let words: Vec<String> = (start..end).map(|i| bare(doc, i)).collect();
    words.join(" ").replace(" - ", "-")
}

/// Whether token `i` cannot stand inside the words of a role.
pub fn stops(doc: &Document, i: usize) -> bool {
    matches!(
        doc.tag(i),
        Tag::Vb | Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md | Tag::Prp | Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::Ex
    ) || matches!(doc.word(i), "." | ";" | ":" | "(" | ")" | "“" | "”" | "\"" | "—" | "–" | "--")
}

fn noun(doc: &Document, i: usize) -> bool {
    matches!(doc.tag(i), Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Nnps)
}

/// The head that ends before token `end`: its first token and base form.
pub fn head_before(doc: &Document, end: usize, lo: usize) -> Option<(usize, String)> {
    for n in (1..=6usize).rev() {
        let Some(start) = end.checked_sub(n).filter(|&s| s >= lo) else { continue };
        let form = joined(doc, start, end);
        // "D-Del.": a state, no delegate
        let party = |i: usize| matches!(doc.word(i), "D" | "R" | "I" | "L" | "G");
        if form.split_once('-').is_some_and(|(p, _)| matches!(p, "d" | "r" | "i" | "l" | "g"))
            || start > lo + 1 && doc.word(start - 1) == "-" && party(start - 2)
        {
            continue;
        }
        if n > 1 {
            let known = roles::compound(&form).or_else(|| people::title(&form).filter(|t| *t != "~"));
            let known = known.or_else(|| people::role_head(&form));
            if let Some(base) = known {
                return Some((start, base.to_owned()));
            }
            continue;
        }
        let capital = doc.word(start).starts_with(char::is_uppercase);
        let title = people::title(&form).filter(|_| capital || doc.word(start).len() > 4);
        if title == Some("~") {
            return None;
        }
        if !noun(doc, start) && !(title.is_some() && capital) {
            return None;
        }
        if let Some(base) = title.or_else(|| people::role_head(&form)) {
            return Some((start, base.to_owned()));
        }
        if people::is_relation(&form) {
            return Some((start, form));
        }
        // "ex-governor" as one token
        if let Some((prefix, rest)) = form.split_once('-')
            && people::qualifier(prefix).is_some()
            && let Some(base) = people::title(rest).filter(|t| *t != "~").or_else(|| people::role_head(rest))
        {
            return Some((start, base.to_owned()));
        }
    }
    None
}

/// Days and months before a title are no part of it.
fn calendar(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "week"
            | "month"
            | "year"
    )
}

/// The role whose head is `head` (first token, base) and ends before `end`, with what stands before the head.
pub fn modifiers(
    doc: &Document,
    head: (usize, String),
    end: usize,
    lo: usize,
    in_person: &dyn Fn(usize) -> bool,
) -> Phrase {
    let (start, base) = head;
    let mut p = Phrase {
        first: start,
        left: start,
        last: end,
        end,
        head: String::new(),
        of: None,
        qualifiers: Vec::new(),
        definite: false,
        indefinite: false,
        own: false,
    };
    if let Some((prefix, _)) = bare(doc, start).split_once('-')
        && people::qualifier(prefix).is_some()
        && !base.starts_with(prefix)
    {
        p.qualifiers.push(prefix.to_owned());
    }
    let (mut fields, mut of): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let from = lo.max(start.saturating_sub(9));
    let mut i = start;
    while i > from {
        let k = i - 1;
        let word = bare(doc, k);
        if word == "the" || word == "a" || word == "an" || word == "this" {
            p.definite = word == "the" || !of.is_empty() && p.definite;
            p.indefinite = word.starts_with('a');
            break;
        }
        if doc.tag(k) == Tag::PrpPossessive {
            p.own = true;
            break;
        }
        if doc.tag(k) == Tag::Possessive || matches!(word.as_str(), "'s" | "'") && k > from {
            // the possessor: a run of names, or one noun with what describes it
            let mut s = k;
            while s > from
                && (noun(doc, s - 1)
                    || matches!(doc.tag(s - 1), Tag::Jj | Tag::Cd | Tag::Hyph)
                    || doc.lower(s - 1) == "of")
            {
                s -= 1;
            }
            if s < k {
                of = (s..k).map(|t| bare(doc, t)).filter(|w| w != "the").collect();
                p.definite = true;
                p.first = i;
                p.left = s;
            }
            break;
        }
        if doc.tag(k) == Tag::Hyph || word == "-" {
            i = k;
            continue;
        }
        if calendar(&word) || stops(doc, k) || doc.word(k) == "," {
            break;
        }
        let kind = people::qualifier(&word);
        let demonym = people::is_demonym(&word);
        let capital = doc.word(k).starts_with(char::is_uppercase);
        // "New Harwick Mayor Ann Hale": a capital before a name is a part of it.
        let named = capital && !of.is_empty() && doc.tag(k) == Tag::Nnp && doc.word(i).starts_with(char::is_uppercase);
        if kind.is_some_and(|k| k != "plain") {
            p.qualifiers.insert(0, word);
        } else if kind == Some("plain") && named {
            of.insert(0, word);
        } else if kind.is_some() || demonym || people::title(&word) == Some("~") {
            // embattled, Republican, Dr.: nothing that a post is compared by
        } else if let Some(field) = roles::field(&word).filter(|_| noun(doc, k) || doc.tag(k) == Tag::Jj) {
            if roles::is_body(&word) && !of.is_empty() {
                of.insert(0, word);
            } else {
                fields.insert(0, field.to_owned());
            }
        } else if noun(doc, k) {
            if in_person(k) && !capital {
                break;
            }
            if doc.tag(k) == Tag::Nns && !capital && !roles::is_body(&word) {
                // "told reporters Mayor Hale": another phrase
                break;
            }
            if capital || roles::is_body(&word) {
                of.insert(0, word);
            } else {
                fields.insert(0, word);
            }
        } else if !matches!(doc.tag(k), Tag::Jj | Tag::Jjs | Tag::Vbn | Tag::Vbg | Tag::Cd | Tag::Nnp) {
            break;
        } else if matches!(doc.tag(k), Tag::Vbn | Tag::Vbg) {
            break;
        }
        i = k;
        p.first = i;
    }
    p.left = p.left.min(p.first);
    while p.first < start && (doc.tag(p.first) == Tag::Hyph || doc.word(p.first) == "-") {
        p.first += 1;
    }
    fields.push(base);
    p.head = canonical(&fields);
    if !of.is_empty() {
        p.of = Some(of.join(" "));
    }
    p
}

/// Fields and base as one base form.
fn canonical(words: &[String]) -> String {
    for skip in 0..words.len() {
        let form = words[skip..].join(" ");
        if words.len() - skip > 1
            && let Some(base) = roles::compound(&form).or_else(|| people::title(&form).filter(|t| *t != "~"))
        {
            let mut out = words[..skip].join(" ");
            if !out.is_empty() {
                out.push(' ');
            }
            return out + base;
        }
    }
    words.join(" ")
}

/// A role that begins at token `at`: its head is the last noun before something else follows.
pub fn forward(doc: &Document, at: usize, hi: usize, in_person: &dyn Fn(usize) -> bool) -> Option<Phrase> {
    let mut i = at;
    let stop = hi.min(at + 10);
    while i < stop {
        let inside = noun(doc, i)
            || matches!(
                doc.tag(i),
                Tag::Dt
                    | Tag::PrpPossessive
                    | Tag::Jj
                    | Tag::Jjs
                    | Tag::Jjr
                    | Tag::Vbn
                    | Tag::Vbg
                    | Tag::Cd
                    | Tag::Hyph
                    | Tag::Possessive
                    | Tag::Rb
            )
            || doc.word(i) == "-";
        if !inside {
            return None;
        }
        let next_noun = i + 1 < hi
            && (noun(doc, i + 1) || matches!(doc.tag(i + 1), Tag::Hyph | Tag::Possessive) || doc.word(i + 1) == "-")
            && !in_person(i + 1);
        if noun(doc, i) && !next_noun && doc.tag(i) != Tag::Nns {
            // "chief of staff", "editor in chief", "secretary of state"
            let long = if i + 2 < hi && matches!(doc.lower(i + 1), "of" | "in" | "at") {
                (i + 3..=hi.min(i + 4))
                    .rev()
                    .find_map(|e| head_before(doc, e, at).filter(|h| h.0 <= i && e > i + 1).map(|h| (h, e)))
            } else {
                None
            };
            let (head, end) = match long {
                Some(found) => found,
                None => (head_before(doc, i + 1, at)?, i + 1),
            };
            let mut p = modifiers(doc, head, end, at, in_person);
            // Nothing but article and role may stand between.
            if p.left.min(p.first) > at + 2 {
                return None;
            }
            tail(doc, &mut p, hi);
            return Some(p);
        }
        i += 1;
    }
    None
}

/// What follows the head: "of finance", "of the Harwick Water Board", "for the city".
pub fn tail(doc: &Document, p: &mut Phrase, hi: usize) {
    let mut at = p.last;
    for round in 0..3 {
        if at + 1 >= hi || !matches!(doc.lower(at), "of" | "for" | "at" | "with" | "to" | "on" | "in" | "from") {
            return;
        }
        let prep = doc.lower(at).to_owned();
        let mut i = at + 1;
        let mut words: Vec<String> = Vec::new();
        while i < hi && i < at + 12 {
            let word = bare(doc, i);
            let inside = noun(doc, i)
                || matches!(
                    doc.tag(i),
                    Tag::Dt | Tag::PrpPossessive | Tag::Jj | Tag::Cd | Tag::Possessive | Tag::Hyph | Tag::Vbg
                )
                || doc.word(i) == "-"
                || doc.word(i) == "&"
                || matches!(word.as_str(), "and" | "of")
                    && i + 1 < hi
                    && !words.is_empty()
                    && noun(doc, i + 1)
                    && doc.word(i + 1).starts_with(char::is_uppercase)
                        == doc.word(i - 1).starts_with(char::is_uppercase)
                    && people::role_head(&bare(doc, i + 1)).is_none();
            if !inside || calendar(&word) {
                break;
            }
            if !matches!(word.as_str(), "the" | "a" | "an" | "'s" | "'" | "-" | "his" | "her" | "its" | "their") {
                words.push(word);
            }
            i += 1;
        }
        if i == at + 1 {
            return;
        }
        let fields: Vec<&str> = words.iter().filter(|w| *w != "and").filter_map(|w| roles::field(w)).collect();
        let all =
            fields.len() == words.iter().filter(|w| *w != "and").count() && !words.iter().all(|w| roles::is_body(w));
        if round == 0 && prep == "of" && !fields.is_empty() && all {
            p.head = canonical(&[fields.join(" "), p.head.clone()]);
        } else if p.of.is_none() && !words.is_empty() {
            p.of = Some(words.join(" "));
        }
        p.end = i;
        at = i;
    }
}
