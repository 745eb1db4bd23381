//! Ages and births: "Elorza, 54,", "a 54-year-old teacher", "in his 50s", "turned 54", "born in 1972". Durations and the age of things are
//! left to others.

mod number;
mod person;

use crate::lexicon::months;
use crate::model::{Age, AgeForm, ArticleFacts, Decimal, Document, Hedge, Quantity, Span, Tag, TokenRange};

use super::{Extractor, Input};
use number::{read_back, small};
use person::People;

/// The extractor of ages.
pub struct Ages;

/// Nobody is older.
const OLDEST: i64 = 119;

impl Extractor for Ages {
    fn id(&self) -> &'static str {
        "ages"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let doc = input.doc;
        let people = People::new(doc, facts);
        let mut found: Vec<Found> = Vec::new();
        for sentence in &doc.sentences {
            let (lo, hi) = (sentence.start as usize, sentence.end as usize);
            for i in lo..hi {
                let one = match doc.lower(i) {
                    "old" => year_old(doc, i, lo, hi, &people),
                    "age" | "aged" => of_age(doc, i, lo, hi, &people),
                    "born" => born(doc, i, lo, hi, &people),
                    "turned" | "turns" | "turning" => turned(doc, i, lo, hi, &people),
                    "died" | "dies" => died(doc, i, lo, hi, &people),
                    "is" | "was" | "'s" => is_years(doc, i, lo, hi, &people),
                    _ => decade(doc, i, lo, hi, &people),
                };
                found.extend(one);
            }
        }
        for (id, name) in people.names.iter().enumerate() {
            if name.person || name.open {
                found.extend(comma(doc, id as u32, name.end, &people));
            }
        }
        for f in found {
            let place = input.place(f.span, facts);
            facts.ages.push(Age {
                place,
                years: f.years,
                holder: f.holder,
                noun: f.noun.map(Into::into),
                form: f.form,
            });
        }
        facts.ages.sort_by_key(|a| (a.place.span, a.holder.is_none(), a.noun.is_none()));
        facts.ages.dedup_by(|b, a| a.place.span.overlaps(b.place.span));
    }
}

/// An age before it has a place.
struct Found {
    span: Span,
    years: Quantity,
    holder: Option<u32>,
    noun: Option<String>,
    form: AgeForm,
}

/// So many years.
fn years(n: i64) -> Quantity {
    between(n, n)
}

fn between(low: i64, high: i64) -> Quantity {
    let (l, h) = (Decimal::from(low), Decimal::from(high));
    Quantity {
        low: Some(l),
        high: Some(h),
        value: (low == high).then_some(l),
        hedge: if low == high { Hedge::Exact } else { Hedge::Range },
        precision: 0,
    }
}

fn span(doc: &Document, start: usize, end: usize) -> Span {
    doc.span_of(TokenRange { start: start as u32, end: end as u32 })
}

/// "54-year-old", "54 years old", "six-month-old".
fn year_old(doc: &Document, old: usize, lo: usize, hi: usize, people: &People) -> Option<Found> {
    let from = doc.span(lo).start();
    let before = Span::new(from, doc.span(old).start()).of(&doc.text);
    let (n, unit, start) = read_back(before)?;
    let quantity = match unit {
        "year" if n <= OLDEST => years(n),
        "month" if n < 36 => between(n / 12, n / 12),
        "week" | "day" if n < 52 => between(0, 0),
        _ => return None,
    };
    let start = from.checked_add(start as u32)?;
    let whole = Span::new(start, doc.span(old).end());
    let first = doc.token_at(start);
    let found =
        |holder, noun: Option<String>| Some(Found { span: whole, years: quantity, holder, noun, form: AgeForm::Now });
    // "X is 54 years old"
    let attributive = before.ends_with('-') || before.ends_with('‑');
    if !attributive {
        let verb = first.checked_sub(1).filter(|&v| v >= lo)?;
        let event = (old + 1 < hi && matches!(doc.lower(old + 1), "when" | "at" | "then")) || doc.lower(verb) == "when";
        if event {
            return None;
        }
        if matches!(doc.lower(verb), "is" | "'s" | "," | "turned") {
            return people.subject_before(doc, verb, lo).and_then(|h| found(Some(h), None));
        }
        if old + 1 < hi && !matches!(doc.tag(old + 1), Tag::Nn | Tag::Nnp | Tag::Jj) {
            return None;
        }
    }
    // "when he was just 3-years-old"
    let from_when = first.saturating_sub(5).max(lo);
    if (from_when..first).any(|i| doc.lower(i) == "when") && (from_when..first).any(|i| doc.lower(i) == "was") {
        return None;
    }
    // "On New Year's Eve 1999, 16-year-old Ann Hale opened her diary": her age then.
    let year = |i: usize| {
        doc.word(i).len() == 4 && doc.word(i).parse::<i16>().ok().filter(|y| (1900..2100).contains(y)).is_some()
    };
    if (lo..first).any(|i| year(i) && i + 1 < hi && doc.word(i + 1) == ",") {
        return None;
    }
    let (noun, at) = people.noun_after(doc, old + 1, hi);
    if let person::Noun::Name(holder) = noun {
        return found(Some(holder), None);
    }
    let class = match noun {
        person::Noun::Word(word) => word,
        person::Noun::Nothing if attributive => "person".to_owned(),
        // "James Hale, a 34-year-old climber"
        person::Noun::Doer if attributive => "doer".to_owned(),
        _ => return None,
    };
    let doer = class == "doer";
    let article = (lo..first).rev().find(|&i| !matches!(doc.tag(i), Tag::Jj | Tag::Rb | Tag::Hyph)).unwrap_or(lo);
    let owned = doc.tag(article) == Tag::PrpPossessive
        || doc.tag(article) == Tag::Possessive
        || matches!(doc.lower(article), "whose")
        || crate::lexicon::people::is_relation(&class);
    // "his 5-year-old son, James, was killed"; "a 54-year-old man identified as James Hale"
    if let Some(holder) = people.after_noun(doc, at, hi).filter(|_| !doer) {
        return found(Some(holder), None);
    }
    // "James Hale, a 54-year-old teacher"; "James Hale is a 54-year-old teacher"
    if !owned
        && matches!(doc.lower(article), "a" | "an" | "the")
        && let Some(holder) = people.apposed(doc, article, lo)
    {
        return found(Some(holder), None);
    }
    if doer {
        return None;
    }
    found(None, Some(if owned { format!("own {class}") } else { class }))
}

/// "Elorza, aged 54,", "a man aged 54", "at age 54", "at the age of 54".
fn of_age(doc: &Document, word: usize, lo: usize, hi: usize, people: &People) -> Option<Found> {
    let mut at = word + 1;
    if at < hi && doc.lower(at) == "of" && doc.lower(word) == "age" {
        at += 1;
    }
    let n = (at < hi).then(|| small(doc.word(at))).flatten().filter(|&n| n <= OLDEST)?;
    // a range or a list: "aged 5 to 12", "ages 5 and 7"
    let follows = if at + 1 < hi { doc.lower(at + 1) } else { "" };
    if matches!(follows, "to" | "-" | "–" | "or" | "and") && at + 2 < hi && small(doc.word(at + 2)).is_some() {
        return None;
    }
    if matches!(follows, "percent" | "%" | "months" | "weeks" | "days" | "and" | "or") {
        return None;
    }
    let before = word.checked_sub(1).filter(|&b| b >= lo)?;
    let event = matches!(doc.lower(before), "at" | "the" | "by" | "from" | "since" | "until" | "of" | "under" | "over");
    let place = span(doc, word, at + 1);
    if event {
        return None;
    }
    let holder = people
        .ends_at(before)
        .or_else(|| (doc.word(before) == "," && before > lo).then(|| people.ends_at(before - 1)).flatten());
    let noun = crate::lexicon::roles::person_noun(doc.lower(before)).map(str::to_owned);
    if holder.is_none() && noun.is_none() {
        return None;
    }
    Some(Found { span: place, years: years(n), holder, noun, form: AgeForm::Now })
}

/// "Elorza, 54, said", "Inés Elorza (54)".
fn comma(doc: &Document, holder: u32, end: usize, people: &People) -> Option<Found> {
    let sentence = doc.sentences.get(doc.sentence_of(end.checked_sub(1)?))?;
    let hi = sentence.end as usize;
    if end + 1 >= hi {
        return None;
    }
    let n = small(doc.word(end + 1)).filter(|&n| n <= OLDEST)?;
    let digits = doc.word(end + 1).starts_with(|c: char| c.is_ascii_digit());
    let next = if end + 2 < hi { doc.lower(end + 2) } else { "." };
    let fits = match doc.word(end) {
        "," => {
            digits
                && (matches!(
                    next,
                    "," | "."
                        | ";"
                        | ")"
                        | "—"
                        | "–"
                        | "--"
                        | "-"
                        | "who"
                        | "of"
                        | "from"
                        | "”"
                        | "and"
                        | "was"
                        | "is"
                        | "has"
                ) || next == ":")
        }
        // "Hale (39), Park (37) and Okafor (15)" are shares of a poll.
        "(" => digits && n >= 14 && next == ")" && !poll(doc, sentence.start as usize, hi),
        _ => false,
    };
    // "Hale, 4, Jones, 5" are scores, "of 54 years" is none
    if !fits || next == "of" && end + 3 < hi && doc.tag(end + 3) != Tag::Nnp && doc.lower(end + 3) != "the" {
        return None;
    }
    let _ = people;
    Some(Found {
        span: span(doc, end + 1, end + 2),
        years: years(n),
        holder: Some(holder),
        noun: None,
        form: AgeForm::Now,
    })
}

/// Whether the sentence has three numbers in brackets, or one that is a percentage.
fn poll(doc: &Document, lo: usize, hi: usize) -> bool {
    let bracketed = |i: &usize| doc.word(*i) == "(" && small(doc.word(i + 1)).is_some();
    let percent = |i: usize| i + 2 < hi && matches!(doc.lower(i + 2), "percent" | "%");
    let numbers: Vec<usize> = (lo..hi.saturating_sub(1)).filter(bracketed).collect();
    numbers.len() > 2 || numbers.into_iter().any(percent)
}

/// "Elorza is 54.", "Elorza, who is 54,".
fn is_years(doc: &Document, verb: usize, lo: usize, hi: usize, people: &People) -> Option<Found> {
    let at = if verb + 1 < hi && doc.lower(verb + 1) == "now" { verb + 2 } else { verb + 1 };
    if at >= hi || doc.lower(verb) == "was" {
        return None;
    }
    let n = small(doc.word(at)).filter(|&n| (5..=OLDEST).contains(&n))?;
    let next = if at + 1 < hi { doc.lower(at + 1) } else { "." };
    if !matches!(next, "." | "," | ";" | "and" | "”") {
        return None;
    }
    let holder = people.subject_before(doc, verb, lo)?;
    Some(Found { span: span(doc, at, at + 1), years: years(n), holder: Some(holder), noun: None, form: AgeForm::Now })
}

/// "Elorza turned 54 on Monday", "turns 55 next week": the birthday is near, so one year less will do.
fn turned(doc: &Document, verb: usize, lo: usize, hi: usize, people: &People) -> Option<Found> {
    let at = verb + 1;
    let n = (at < hi).then(|| small(doc.word(at))).flatten().filter(|&n| (1..=OLDEST).contains(&n))?;
    let next = if at + 1 < hi { doc.lower(at + 1) } else { "." };
    if !matches!(next, "." | "," | ";" | "and" | "on" | "this" | "last" | "next" | "in" | "today" | "tomorrow" | "monday" | "tuesday"
        | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
        // "turned 54 in 1990"
        || next == "in" && at + 2 < hi && small(doc.word(at + 2)).is_none() && doc.word(at + 2).len() == 4 && doc.tag(at + 2) == Tag::Cd
    {
        return None;
    }
    let holder = people.subject_before(doc, verb, lo)?;
    Some(Found {
        span: span(doc, at, at + 1),
        years: between(n - 1, n),
        holder: Some(holder),
        noun: None,
        form: AgeForm::Now,
    })
}

/// "in his 50s", "a man in his early 30s".
fn decade(doc: &Document, i: usize, lo: usize, hi: usize, people: &People) -> Option<Found> {
    if doc.tag(i) != Tag::PrpPossessive
        || i <= lo
        || doc.lower(i - 1) != "in"
        || !matches!(doc.lower(i), "his" | "her" | "their")
    {
        return None;
    }
    let text = Span::new(doc.span(i).end(), doc.span(hi - 1).end()).of(&doc.text);
    let text: String = text.trim_start().chars().take(24).collect::<String>().to_lowercase();
    let (part, rest) = match ["early", "mid", "middle", "late"].iter().find(|p| text.starts_with(**p)) {
        Some(p) => (*p, text[p.len()..].trim_start_matches(['-', ' ', '‑'])),
        None => ("", text.as_str()),
    };
    let rest = rest.trim_start_matches(['\'', '’']);
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let n: i64 = match word.as_str() {
        "20s" | "twenties" => 20,
        "30s" | "thirties" => 30,
        "40s" | "forties" => 40,
        "50s" | "fifties" => 50,
        "60s" | "sixties" => 60,
        "70s" | "seventies" => 70,
        "80s" | "eighties" => 80,
        "90s" | "nineties" => 90,
        "teens" => 10,
        _ => return None,
    };
    let (low, high) = match (part, n) {
        (_, 10) => (13, 19),
        ("early", _) => (n, n + 4),
        ("mid" | "middle", _) => (n + 3, n + 7),
        ("late", _) => (n + 6, n + 9),
        _ => (n, n + 9),
    };
    let mut last = i + 1;
    while last + 1 < hi && !doc.word(last).contains(&word[..2]) && last < i + 5 {
        last += 1;
    }
    let before = i.checked_sub(2).filter(|&b| b >= lo)?;
    let holder = people
        .ends_at(before)
        .or_else(|| (doc.word(before) == "," && before > lo).then(|| people.ends_at(before - 1)).flatten())
        .or_else(|| matches!(doc.lower(before), "is" | "'s").then(|| people.subject_before(doc, before, lo)).flatten());
    let noun = crate::lexicon::roles::person_noun(doc.lower(before)).map(str::to_owned);
    if holder.is_none() && noun.is_none() {
        return None;
    }
    Some(Found { span: span(doc, i, last + 1), years: between(low, high), holder, noun, form: AgeForm::Now })
}

/// "was born in Larkport in 1972", "born Dec. 3, 1971", "(born 1972)".
fn born(doc: &Document, word: usize, lo: usize, hi: usize, people: &People) -> Option<Found> {
    let holder = people.subject_before(doc, word, lo)?;
    let stop = hi.min(word + 12);
    for at in word + 1..stop {
        if matches!(doc.word(at), ";" | ".")
            || matches!(doc.lower(at), "who" | "to" | "died" | "moved" | "after" | "before" | "about")
        {
            return None;
        }
        let token = doc.word(at);
        if token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit()) {
            let year: i16 = token.parse().ok().filter(|y| (1850..=2100).contains(y))?;
            if doc.lower(at - 1) == "since" {
                return None;
            }
            let (mut month, mut day, mut first) = (None, None, at);
            for back in (word + 1..at).rev().take(3) {
                if let Some(m) = months::month(doc.lower(back)) {
                    month = Some(m);
                    day = (back + 1..at)
                        .find_map(|k| small(doc.word(k)))
                        .filter(|d| (1..=31).contains(d))
                        .map(|d| d as i8);
                    first = back;
                }
            }
            let years = Quantity { hedge: Hedge::Exact, ..Quantity::default() };
            return Some(Found {
                span: span(doc, first, at + 1),
                years,
                holder: Some(holder),
                noun: None,
                form: AgeForm::Born(year, month, day),
            });
        }
    }
    None
}

/// "died in 1997 at 81", "died at age 81".
fn died(doc: &Document, verb: usize, lo: usize, hi: usize, people: &People) -> Option<Found> {
    let holder = people.subject_before(doc, verb, lo)?;
    let stop = hi.min(verb + 14);
    let mut year = None;
    let mut age = None;
    for at in verb + 1..stop {
        let token = doc.word(at);
        let before = doc.lower(at - 1);
        if token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit()) && matches!(before, "in" | ",") {
            year = year.or(token.parse::<i16>().ok());
        } else if matches!(before, "at" | "age" | "of" | "aged") && age.is_none() {
            let aged = before != "of" || at >= 2 && doc.lower(at - 2) == "age";
            let timed = at + 1 < hi
                && matches!(doc.lower(at + 1), ":" | "p.m." | "a.m." | "pm" | "am" | "p.m" | "a.m" | "percent");
            age = small(token).filter(|&n| aged && !timed && n <= OLDEST).map(|n| (n, at));
        }
    }
    let (n, at) = age?;
    Some(Found {
        span: span(doc, at, at + 1),
        years: years(n),
        holder: Some(holder),
        noun: None,
        form: AgeForm::Event(year),
    })
}
