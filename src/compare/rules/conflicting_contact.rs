//! Rule `conflicting-contact`.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, confidence::confidence};
use crate::lexicon;
use crate::model::{ArticleFacts, ArticleIndex, Finding, Side, SideRole, Span};
use crate::names;

crate::rule! {
    /// A telephone number or a mail address in two forms.
    ///
    /// # What it compares
    ///
    /// Telephone numbers and mail addresses that are one slip apart (a digit changed, two swapped, one left out), in sentences that say what they are
    /// for in the same words, in one article or in articles that tell the same story.
    ///
    /// # Why it matters
    ///
    /// Readers call the number, and somebody answers.
    ///
    /// # Example
    ///
    /// "the flood hotline, 555-0142" / "call the flood hotline at 555-0124"
    ///
    /// # Not reported
    ///
    /// One number in two ways of writing: (555) 010-0142 and 555.010.0142. Two numbers in one sentence, or for two things.
    id: "conflicting-contact",
    kind: Place,
    severity: Warning,
    yields_to: [],
    check: Check::Batch(check),
}

/// A number or an address in the text.
struct Contact {
    article: ArticleIndex,
    span: Span,
    /// Words of substance in its sentence.
    about: BTreeSet<String>,
    /// Which sentence of the article.
    sentence: u32,
}

/// What was compared.
struct Record {
    one_sentence: bool,
    shared: usize,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "given-together", verdict: Verdict::Agree, holds: |r| r.one_sentence },
    Rung { name: "for-one-thing", verdict: Verdict::Warn, holds: |r| r.shared >= 2 },
    Rung { name: "may-be-two-lines", verdict: Verdict::Unknown, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let mut found: BTreeMap<String, Vec<Contact>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        for (value, contact) in contacts(article as u32, facts) {
            found.entry(value).or_default().push(contact);
        }
    }
    let list: Vec<(&String, &Vec<Contact>)> = found.iter().collect();
    // Each value under what is left of it without its last, and without its first, half: one slip leaves one of the halves whole.
    let mut halves: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (i, (value, _)) in list.iter().enumerate() {
        let middle = value.len() / 2;
        let (start, end) = (&value[..middle.saturating_sub(1)], &value[(middle + 1).min(value.len())..]);
        halves.entry((false, start)).or_default().push(i);
        halves.entry((true, end)).or_default().push(i);
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for ids in halves.values().filter(|ids| ids.len() <= 50) {
        for (n, &a) in ids.iter().enumerate() {
            for &b in &ids[n + 1..] {
                if names::osa(list[a].0, list[b].0) == 1 {
                    pairs.insert((a.min(b), a.max(b)));
                }
            }
        }
    }
    pairs.into_iter().filter_map(|(a, b)| finding(context, list[a], list[b])).collect()
}

fn finding(context: &Context<'_>, x: (&String, &Vec<Contact>), y: (&String, &Vec<Contact>)) -> Option<Finding> {
    let batch = context.batch;
    let mut best: Option<(Record, Vec<String>)> = None;
    for a in x.1.iter().take(30) {
        for b in y.1.iter().take(30).filter(|b| batch.comparable(a.article, b.article)) {
            let shared: Vec<String> = a.about.intersection(&b.about).cloned().collect();
            let one_sentence = a.article == b.article && a.sentence == b.sentence;
            let record = Record { one_sentence, shared: shared.len() };
            if one_sentence || best.as_ref().is_none_or(|(r, _)| !r.one_sentence && r.shared < record.shared) {
                best = Some((record, shared));
            }
        }
    }
    let (record, shared) = best?;
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let rank = |c: &[Contact]| c.iter().map(|c| batch.witness[c.article as usize]).collect::<BTreeSet<_>>().len();
    let (rx, ry) = (rank(x.1), rank(y.1));
    let last = |c: &[Contact]| c.last().map(|c| (c.article, c.span));
    let x_is_odd = rx < ry || rx == ry && last(x.1) > last(y.1);
    let (odd, other) = if x_is_odd { (x, y) } else { (y, x) };
    let text = |c: &Contact| c.span.of(batch.articles[c.article as usize].text()).to_owned();
    let side = |value: &str, role: SideRole| {
        let value = value.to_owned();
        move |c: &Contact| Side { article: Some(c.article), span: c.span, value: value.clone(), role }
    };
    let sides = odd.1.iter().map(side(odd.0, SideRole::Odd)).chain(other.1.iter().map(side(other.0, SideRole::Others)));
    let mut pair = [odd.0.as_str(), other.0.as_str()];
    pair.sort_unstable();
    let message = format!("{} here, but {} elsewhere", text(&odd.1[0]), text(&other.1[0]));
    Some(Finding {
        confidence: confidence(RULE.id, rung.name),
        hint: "Call the number, or write to the address, before it is printed".to_owned(),
        evidence: vec![
            "they are one slip apart".to_owned(),
            format!("the sentences share: {}", shared.into_iter().take(5).collect::<Vec<_>>().join(", ")),
        ],
        rung: rung.name,
        key: pair.join("/"),
        ..Finding::new(RULE.id, RULE.kind, RULE.severity, message, sides.take(24).collect())
    })
}

/// Telephone numbers (as digits) and mail addresses (in small letters) of an article.
fn contacts(article: ArticleIndex, facts: &ArticleFacts) -> Vec<(String, Contact)> {
    let text = facts.text();
    let mut out = Vec::new();
    for paragraph in facts.segments.paragraphs.iter().filter(|p| p.part.makes_claims()) {
        let body = paragraph.span.of(text);
        for (start, end) in runs(body) {
            let word = &body[start..end];
            let Some(value) = phone(word).or_else(|| mail(word)) else { continue };
            let before = body[..start].rfind(['.', '!', '?']).map_or(0, |i| i + 1);
            let after = body[end..].find(['.', '!', '?', '\n']).map_or(body.len(), |i| end + i);
            let own: BTreeSet<String> = lexicon::words(word).into_iter().collect();
            let about = lexicon::words(&body[before..after]);
            let about =
                about.into_iter().filter(|w| w.chars().count() >= 4 && !own.contains(w) && !common(w)).collect();
            let at = |i: usize| paragraph.span.start() + i as u32;
            let contact = Contact { article, span: Span::new(at(start), at(end)), about, sentence: at(before) };
            out.push((value, contact));
        }
    }
    out
}

/// Words that go with every number.
fn common(word: &str) -> bool {
    matches!(
        word,
        "call"
            | "calls"
            | "phone"
            | "telephone"
            | "number"
            | "contact"
            | "email"
            | "e-mail"
            | "mail"
            | "information"
            | "more"
            | "please"
            | "with"
            | "from"
            | "should"
            | "that"
            | "said"
            | "anyone"
            | "visit"
    )
}

/// Runs of letters, digits and the marks that numbers and addresses have, with single blanks between groups of digits.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let inside = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'@' | b'.' | b'-' | b'_' | b'+' | b'(' | b')');
    let mut i = 0;
    while i < bytes.len() {
        if !inside(bytes[i]) {
            i += 1;
            continue;
        }
        let start = i;
        while i < bytes.len()
            && (inside(bytes[i])
                || bytes[i] == b' '
                    && matches!(bytes[i - 1], b'0'..=b'9' | b')')
                    && bytes.get(i + 1).is_some_and(|c| c.is_ascii_digit()))
        {
            i += 1;
        }
        let word = &text[start..i];
        let left = word.len() - word.trim_start_matches(['.', '-', '_', ')']).len();
        let word = word[left..].trim_end_matches(['.', '-', '_', '(']);
        let unclosed = word.starts_with('(') && !word.contains(')');
        let (left, word) = if unclosed { (left + 1, &word[1..]) } else { (left, word) };
        let word = if word.ends_with(')') && !word.contains('(') { word.trim_end_matches(')') } else { word };
        out.push((start + left, start + left + word.len()));
    }
    out
}

/// The digits of a telephone number: groups with marks between, 7 to 13 digits, at least one group of four or a country code.
fn phone(word: &str) -> Option<String> {
    let marks = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | ' ' | '(' | ')' | '+'));
    if !marks {
        return None;
    }
    let groups: Vec<&str> = word.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let digits: String = groups.concat();
    let shape: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let american = matches!(shape[..], [3, 4] | [3, 3, 4] | [1, 3, 3, 4]);
    let international = word.starts_with('+') && (8..=13).contains(&digits.len());
    let british = digits.starts_with('0') && (10..=11).contains(&digits.len()) && (2..=3).contains(&shape.len());
    // "555 0142" may be anything; a hyphen, a dot or brackets make it a number to call.
    let marked = word.contains(['-', '(', '+']) || shape.len() > 2 || british;
    // With and without the country code it is one number.
    let digits = if shape.len() == 4 && digits.starts_with('1') { digits[1..].to_owned() } else { digits };
    ((american || international || british) && marked).then_some(digits)
}

/// A mail address in small letters.
fn mail(word: &str) -> Option<String> {
    let (name, house) = word.split_once('@')?;
    let plain =
        |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    (plain(name) && plain(house) && house.contains('.')).then(|| word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_many_forms() {
        for form in ["(555) 010-0142", "555.010.0142", "555-010-0142", "1-555-010-0142", "555 010 0142"] {
            assert_eq!(phone(form).as_deref(), Some("5550100142"), "{form}");
        }
        assert_eq!(phone("555-0142").as_deref(), Some("5550142"));
        for no in ["2026-11-20", "7-3", "1,234", "2019", "10.99", "555 0142", "3.1415"] {
            assert_eq!(phone(no), None, "{no}");
        }
        assert_eq!(mail("Desk@larkport.example").as_deref(), Some("desk@larkport.example"));
        assert_eq!(mail("@JaneHale"), None);
    }

    #[test]
    fn runs_keep_a_number_together() {
        let text = "Call (555) 010-0142, or write to desk@larkport.example.";
        let words: Vec<&str> = runs(text).into_iter().map(|(a, b)| &text[a..b]).collect();
        assert!(words.contains(&"(555) 010-0142") && words.contains(&"desk@larkport.example"), "{words:?}");
    }

    #[test]
    fn one_thing_needs_the_same_words() {
        let rung = |one_sentence, shared| decide(LADDER, &Record { one_sentence, shared }).name;
        assert_eq!(rung(true, 5), "given-together");
        assert_eq!(rung(false, 2), "for-one-thing");
        assert_eq!(rung(false, 1), "may-be-two-lines");
    }
}
