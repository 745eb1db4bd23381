//! Ages: "Elorza, 54,", "a 54-year-old teacher", "in his 50s", "aged 54", "born in 1972". An age at another time ("was 23 when …") is left out.

use super::{Extractor, Input};
use crate::model::{Age, ArticleFacts, Decimal, Document, EntityKind, Hedge, MentionId, Quantity, Span, Tag};

/// The extractor of ages.
pub struct Ages;

/// Nobody is older.
const OLDEST: i64 = 122;

impl Extractor for Ages {
    fn id(&self) -> &'static str {
        "ages"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let doc = input.doc;
        let people = People::new(doc, facts);
        let mut found: Vec<Found> = Vec::new();
        for i in 0..doc.len() {
            let next = [
                year_old(doc, &people, i),
                after_name(doc, &people, i),
                aged(doc, &people, i),
                decade(doc, &people, i),
                born(doc, &people, i, input),
            ];
            found.extend(next.into_iter().flatten());
        }
        let mut ages: Vec<Age> = Vec::new();
        for f in found {
            let clash = ages.iter().any(|a| a.place.span.overlaps(f.span));
            if !clash && !another_time(doc, f.span) {
                ages.push(Age {
                    place: input.place(f.span, facts),
                    years: f.years,
                    holder: f.holder,
                    noun: f.noun.map(Into::into),
                    born: f.born,
                });
            }
        }
        ages.sort_by_key(|a| a.place.span);
        facts.ages = ages;
    }
}

struct Found {
    span: Span,
    years: Quantity,
    holder: Option<MentionId>,
    noun: Option<String>,
    born: Option<i16>,
}

/// Where people are named: for each token the person's mention that covers it.
struct People {
    at: Vec<Option<MentionId>>,
}

impl People {
    fn new(doc: &Document, facts: &ArticleFacts) -> Self {
        let mut at = vec![None; doc.len()];
        for (id, mention) in facts.mentions.iter().enumerate() {
            if mention.kind == EntityKind::Person {
                for t in doc.tokens_in(mention.place.span).range() {
                    at[t] = Some(id as u32);
                }
            }
        }
        Self { at }
    }

    fn get(&self, i: usize) -> Option<MentionId> {
        self.at.get(i).copied().flatten()
    }

    /// The nearest person named before token `i` in its sentence, at most `reach` tokens away.
    fn before(&self, doc: &Document, i: usize, reach: usize) -> Option<MentionId> {
        let start = doc.sentences[doc.sentence_of(i).min(doc.sentences.len() - 1)].start as usize;
        (start.max(i.saturating_sub(reach))..i).rev().find_map(|k| self.get(k))
    }
}

fn exact(n: i64) -> Quantity {
    range(n, n, Hedge::Exact)
}

fn range(low: i64, high: i64, hedge: Hedge) -> Quantity {
    let value = (low == high).then(|| Decimal::from(low));
    Quantity { low: Some(Decimal::from(low)), high: Some(Decimal::from(high)), value, hedge, precision: 0 }
}

/// A whole number of years at token `i`, in digits or as a word.
fn number(doc: &Document, i: usize) -> Option<i64> {
    let word = doc.lower(i);
    let n = if word.bytes().all(|b| b.is_ascii_digit()) {
        word.parse().ok()?
    } else {
        const WORDS: &[(&str, i64)] = &[
            ("one", 1),
            ("two", 2),
            ("three", 3),
            ("four", 4),
            ("five", 5),
            ("six", 6),
            ("seven", 7),
            ("eight", 8),
            ("nine", 9),
            ("ten", 10),
            ("eleven", 11),
            ("twelve", 12),
            ("thirteen", 13),
            ("fourteen", 14),
            ("fifteen", 15),
            ("sixteen", 16),
            ("seventeen", 17),
            ("eighteen", 18),
            ("nineteen", 19),
            ("twenty", 20),
            ("thirty", 30),
            ("forty", 40),
            ("fifty", 50),
            ("sixty", 60),
            ("seventy", 70),
            ("eighty", 80),
            ("ninety", 90),
        ];
        WORDS.iter().find(|w| w.0 == word)?.1
    };
    (n <= OLDEST).then_some(n)
}

/// "54-year-old", "54 years old".
fn year_old(doc: &Document, people: &People, i: usize) -> Option<Found> {
    let years = number(doc, i)?;
    let rest: String = doc.text[doc.span(i).end() as usize..].chars().take(12).collect::<String>().to_lowercase();
    let join = |c: char| matches!(c, '-' | ' ' | '‑' | '–');
    let after = rest.strip_prefix(join)?.strip_prefix("year")?;
    let after = after.strip_prefix('s').unwrap_or(after).strip_prefix(join)?;
    after.strip_prefix("old")?;
    let end = (i + 1..doc.len().min(i + 6)).find(|&k| doc.lower(k).ends_with("old"))?;
    let span = Span::new(doc.span(i).start(), doc.span(end).end());
    // The noun after it: "boy", "teacher"; or the person's name.
    let (mut noun, mut holder) = (None, None);
    for k in end + 1..doc.len().min(end + 6) {
        if let Some(p) = people.get(k) {
            holder = Some(p);
            break;
        }
        match doc.tag(k) {
            Tag::Nn | Tag::Nnp => noun = Some(doc.lemma(k).to_lowercase()),
            Tag::Jj | Tag::Hyph | Tag::Nns => {}
            Tag::Comma if noun.is_some() && k + 1 < doc.len() && people.get(k + 1).is_some() => {}
            _ => break,
        }
    }
    // "Hale, a 54-year-old teacher", "Hale is a 54-year-old", "Hale, who is 54 years old".
    if holder.is_none() {
        let start = doc.sentences[doc.sentence_of(i).min(doc.sentences.len() - 1)].start as usize;
        let mut k = i;
        while k > start
            && i - k < 6
            && (matches!(doc.lower(k - 1), "a" | "an" | "the" | "," | "is" | "was" | "who" | "now" | "then")
                || doc.tag(k - 1) == Tag::Jj)
        {
            k -= 1;
        }
        let linked = (k..i).any(|t| matches!(doc.lower(t), "," | "is" | "was" | "who"));
        holder = k.checked_sub(1).filter(|_| k > start && linked).and_then(|t| people.get(t));
    }
    Some(Found { span, years: exact(years), holder, noun: if holder.is_some() { None } else { noun }, born: None })
}

/// "Elorza, 54," and "Elorza (54)".
fn after_name(doc: &Document, people: &People, i: usize) -> Option<Found> {
    let word = doc.word(i);
    if !word.bytes().all(|b| b.is_ascii_digit()) || word.is_empty() || i < 2 {
        return None;
    }
    let years = number(doc, i)?;
    let holder = people.get(i - 2)?;
    let next = if i + 1 < doc.len() { doc.word(i + 1) } else { "." };
    let framed = match doc.word(i - 1) {
        "," => {
            matches!(next, "," | "." | ";" | ":" | "—" | "–" | "--")
                || matches!(next, "of" | "and" | "who" | "was" | "is" | "said" | "from")
        }
        "(" => next == ")",
        _ => false,
    };
    (framed && years > 0).then(|| Found {
        span: doc.span(i),
        years: exact(years),
        holder: Some(holder),
        noun: None,
        born: None,
    })
}

/// "aged 54", "age 54", "turned 54", "who is 54", "Elorza is 54".
fn aged(doc: &Document, people: &People, i: usize) -> Option<Found> {
    if i == 0 {
        return None;
    }
    let years = number(doc, i).filter(|&y| y > 2 && doc.word(i).bytes().all(|b| b.is_ascii_digit()))?;
    let next = if i + 1 < doc.len() { doc.word(i + 1) } else { "." };
    let ends = matches!(next, "," | "." | ";" | ")" | "—" | "–") || matches!(next, "and" | "when" | "who");
    let before = doc.lower(i - 1);
    let holder = match before {
        "aged" | "age" => people.before(doc, i, 8),
        "turned" | "turns" => people.before(doc, i, 4),
        "is" | "was" if ends => {
            let at = i.checked_sub(2)?;
            people.get(at).or_else(|| (doc.lower(at) == "who").then(|| people.before(doc, at, 3)).flatten())
        }
        _ => return None,
    };
    holder?;
    Some(Found { span: doc.span(i), years: exact(years), holder, noun: None, born: None })
}

/// "in his 50s", "in her early 60s".
fn decade(doc: &Document, people: &People, i: usize) -> Option<Found> {
    let word = doc.lower(i).trim_start_matches('\'');
    let tens: i64 = word.strip_suffix('s')?.parse().ok()?;
    if !(20..=100).contains(&tens) || tens % 10 != 0 || i < 2 {
        return None;
    }
    let part = doc.lower(i - 1);
    let (low, high, his) = match part {
        "early" => (tens, tens + 4, i - 2),
        "mid" | "middle" => (tens + 3, tens + 7, i - 2),
        "late" => (tens + 5, tens + 9, i - 2),
        _ => (tens, tens + 9, i - 1),
    };
    if !matches!(doc.lower(his), "his" | "her" | "their") || his == 0 || doc.lower(his - 1) != "in" {
        return None;
    }
    let span = Span::new(doc.span(his - 1).start(), doc.span(i).end());
    let holder = people.before(doc, his, 8);
    Some(Found { span, years: range(low, high, Hedge::Range), holder, noun: None, born: None })
}

/// "born in 1972", "was born in Larkport in 1972".
fn born(doc: &Document, people: &People, i: usize, input: &Input<'_>) -> Option<Found> {
    if doc.lower(i) != "born" {
        return None;
    }
    let sentence = doc.sentences[doc.sentence_of(i).min(doc.sentences.len() - 1)];
    let end = (sentence.end as usize).min(i + 10);
    let year_at = (i + 1..end).find(|&k| doc.word(k).len() == 4 && doc.word(k).bytes().all(|b| b.is_ascii_digit()))?;
    // "born in Larkport and moved in 1972" is another year.
    if (i + 1..year_at).any(|k| matches!(doc.tag(k), Tag::Vbd | Tag::Cc | Tag::Vbn)) {
        return None;
    }
    let year: i16 = doc.word(year_at).parse().ok().filter(|y| (1850..=2100).contains(y))?;
    let holder = people.before(doc, i, 12)?;
    let years = match input.article.published {
        Some(day) => {
            let age = i64::from(day.year()) - i64::from(year);
            range((age - 1).max(0), age.max(0), Hedge::Range)
        }
        None => Quantity::default(),
    };
    Some(Found { span: doc.span(year_at), years, holder: Some(holder), noun: None, born: Some(year) })
}

/// Whether the words around say that the age was another day's: "was 23 when he joined", "then 54".
fn another_time(doc: &Document, span: Span) -> bool {
    let tokens = doc.tokens_in(span);
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let when = (end..doc.len().min(end + 2)).any(|k| matches!(doc.lower(k), "when" | "then"))
        || (end..doc.len().min(end + 4))
            .map(|k| doc.lower(k))
            .collect::<Vec<_>>()
            .windows(3)
            .any(|w| w == ["at", "the", "time"]);
    let before = (start.saturating_sub(2)..start)
        .any(|k| matches!(doc.lower(k), "then" | "when" | "since" | "until" | "before" | "after" | "from"));
    when || before
}
