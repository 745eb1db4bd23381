//! A role phrase: "former finance director", "the city's deputy treasurer", "director of finance at the port".

use crate::lexicon::{fold, people};
use crate::model::{Document, Tag};

/// A role phrase taken apart.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// First token, article left out.
    pub start: usize,
    /// The token after the last one.
    pub end: usize,
    /// Base form of the office.
    pub head: String,
    /// Words that say of what, folded.
    pub of: Vec<String>,
    /// former, deputy, acting …, folded.
    pub qualifiers: Vec<String>,
}

/// Longest phrase before its head, in tokens.
const LONGEST: usize = 9;

fn bare(doc: &Document, i: usize) -> String {
    fold(doc.word(i)).trim_end_matches('.').to_owned()
}

/// The base form of a role noun, a title included; plurals do not count.
fn head_at(doc: &Document, i: usize) -> Option<String> {
    let word = bare(doc, i);
    if doc.tag(i) == Tag::Nns
        || matches!(
            word.as_str(),
            "general" | "chief" | "lead" | "model" | "private" | "guard" | "forward" | "fellow" | "major" | "partner"
        ) && doc.tag(i) == Tag::Jj
    {
        return None;
    }
    let title = people::title(&word).filter(|t| *t != "~");
    title.or_else(|| people::role_head(&word)).map(str::to_owned).or_else(|| people::is_relation(&word).then_some(word))
}

/// A word that may stand in the phrase before its head.
fn premodifier(doc: &Document, i: usize) -> bool {
    let word = doc.word(i);
    if matches!(
        doc.lower(i),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "yesterday"
            | "today"
            | "tomorrow"
    ) {
        return false;
    }
    matches!(
        doc.tag(i),
        Tag::Nn
            | Tag::Nnp
            | Tag::Nnps
            | Tag::Jj
            | Tag::Jjs
            | Tag::Hyph
            | Tag::Possessive
            | Tag::Nns
            | Tag::Vbn
            | Tag::Vbg
            | Tag::Afx
    ) || matches!(word, "-" | "'s" | "’s" | "then" | "Then" | "&" | "ex")
        || people::qualifier(doc.lower(i)).is_some()
        || word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '.')
            && !matches!(
                doc.lower(i),
                "the"
                    | "a"
                    | "an"
                    | "but"
                    | "and"
                    | "in"
                    | "on"
                    | "at"
                    | "for"
                    | "as"
                    | "when"
                    | "while"
                    | "by"
                    | "after"
                    | "he"
                    | "she"
                    | "it"
                    | "they"
            )
}

/// The phrase that ends just before token `end` ("finance director" in "finance director Paul Okafor").
pub fn ending_at(doc: &Document, end: usize, sentence_start: usize) -> Option<Phrase> {
    let last = end.checked_sub(1).filter(|&l| l >= sentence_start)?;
    head_at(doc, last)?;
    let mut start = last;
    while start > sentence_start && end - start < LONGEST && premodifier(doc, start - 1) {
        start -= 1;
    }
    while start < last && (matches!(doc.word(start), "-" | "'s" | "’s" | "&") || doc.tag(start) == Tag::Possessive) {
        start += 1;
    }
    // "the chairman of the water board, Tom Hale": the head stands before "of".
    Some(read(doc, start, last, end, &[]))
}

/// The phrase that begins at token `from`, an article or possessive first, with its "of …".
pub fn starting_at(doc: &Document, from: usize, sentence_end: usize) -> Option<Phrase> {
    let mut start = from;
    while start < sentence_end
        && matches!(doc.lower(start), "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "my" | "one")
    {
        start += 1;
    }
    let mut i = start;
    while i < sentence_end && i < start + LONGEST && premodifier(doc, i) {
        i += 1;
    }
    // The head is the last noun of the run.
    let last = i.checked_sub(1).filter(|&l| l >= start)?;
    head_at(doc, last)?;
    let mut of = Vec::new();
    let mut end = last + 1;
    if end < sentence_end && matches!(doc.lower(end), "of" | "for" | "at" | "in" | "with") {
        let mut j = end + 1;
        let inside = |j: usize| {
            j < sentence_end
                && j < end + 12
                && (premodifier(doc, j) || matches!(doc.lower(j), "the" | "of" | "for" | "and" | "on" | "a"))
        };
        while inside(j) {
            j += 1;
        }
        while j > end + 1 && matches!(doc.lower(j - 1), "the" | "of" | "for" | "and" | "on" | "a") {
            j -= 1;
        }
        if j > end + 1 {
            of = (end + 1..j).map(|k| bare(doc, k)).filter(|w| content(w)).collect();
            // "secretary of state" is an office itself.
            let long = (last..j).map(|k| bare(doc, k)).collect::<Vec<_>>().join(" ");
            if let Some(base) = people::role_compound(&long) {
                let mut phrase = read(doc, start, last, j, &[]);
                phrase.head = base.to_owned();
                return Some(phrase);
            }
            end = j;
        }
    }
    Some(read(doc, start, last, end, &of))
}

fn content(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric) && !matches!(word, "the" | "of" | "for" | "and" | "on" | "a" | "'s" | "s")
}

/// Takes a phrase apart whose head is token `last`.
fn read(doc: &Document, start: usize, last: usize, end: usize, of: &[String]) -> Phrase {
    let words: Vec<String> = (start..=last).map(|i| bare(doc, i)).filter(|w| w != "-").collect();
    let mut head = head_at(doc, last).unwrap_or_default();
    let mut used = 1;
    for n in (2..=4.min(words.len())).rev() {
        let form = words[words.len() - n..].join(" ");
        let title = people::title(&form).filter(|t| *t != "~");
        if let Some(base) = people::role_compound(&form).or(title) {
            head = base.to_owned();
            used = n;
            break;
        }
    }
    let before = &words[..words.len().saturating_sub(used)];
    let mut qualifiers = Vec::new();
    let mut institution: Vec<String> = Vec::new();
    for word in before {
        match people::qualifier(word) {
            Some("plain") => {}
            Some(_) => qualifiers.push(word.clone()),
            None if content(word) => institution.push(word.clone()),
            None => {}
        }
    }
    institution.extend(of.iter().cloned());
    if end < doc.len() && matches!(doc.lower(end), "elect" | "designate" | "emeritus") {
        qualifiers.push(doc.lower(end).to_owned());
    }
    Phrase { start, end, head, of: institution, qualifiers }
}
