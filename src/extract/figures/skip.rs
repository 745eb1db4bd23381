//! Numbers that are no figures: inside names and dates, after labels ("Section 7"), in addresses of the web, "one" as a pronoun.

use super::counted::Counted;
use super::read::{Line, Raw};
use super::times;
use crate::lexicon::numbered::{is_function_word, is_label, is_numbered_name, is_street};
use crate::lexicon::numbers::{NumberWord, PieceKind, Shape, number, word};
use crate::lexicon::units::{currency_before, transliterated, unit_at};
use crate::model::{ArticleFacts, DateKind, Decimal, Dep, Document, EntityLabel, Measure, Pos, Span, TokenRange};

/// Spans of dates, times and ages, sorted: their digits belong to them. Durations are figures too.
pub fn taken(facts: &ArticleFacts) -> Vec<Span> {
    let dates = facts.dates.iter().filter(|d| matches!(d.kind, DateKind::Date | DateKind::Time)).map(|d| d.place.span);
    let mut spans: Vec<Span> = dates.chain(facts.ages.iter().map(|a| a.place.span)).collect();
    spans.sort();
    spans
}

/// If no figure starts at piece `i`: the piece to go on from.
pub fn skip(line: &Line<'_>, i: usize, taken: &[Span]) -> Option<usize> {
    let piece = &line.p[i];
    let span = Span::new(piece.start, piece.end);
    let near = taken.partition_point(|t| t.end() <= span.start());
    if let Some(t) = taken[near..].iter().take(3).find(|t| t.overlaps(span)) {
        let mut end = i;
        while line.p.get(end).is_some_and(|p| p.start < t.end()) {
            end += 1;
        }
        return Some(end);
    }
    if let Some(end) = named(line, i).or_else(|| pairing(line, i)) {
        return Some(end);
    }
    if !matches!(piece.kind, PieceKind::Digits { .. }) {
        return idiom(line, i);
    }
    if let Some(end) = times::clock(line, i).or_else(|| times::day(line, i, &taken[..near])).or_else(|| street(line, i))
    {
        return Some(end);
    }
    let zip = line.plain(i).is_some_and(|(_, d)| d == 5) && matches!(line.lower(i + 1), "zip" | "postcode");
    if zip || in_address(line, i) {
        return Some(i + 1);
    }
    let previous = i.checked_sub(1).map(|b| &line.p[b]);
    if let Some(before) = previous {
        // "G20", "F-16", "COVID-19", "#5"; but "US$5" and "AU$5" are money, "mid-50" words do not take digits.
        let money = || {
            let Some(n) = number(line.p, i) else { return false };
            // "COP21" is a conference, "COP500" is money.
            let amount = n.value >= Decimal::from(100) || n.value.scale() > 0 || n.end > i + 1;
            let known = matches!(&*before.lower, "usd" | "inr" | "rs" | "eur" | "gbp" | "aud" | "cad");
            currency_before(line.p, i, line.text, line.base).is_some_and(|_| amount || known)
                || transliterated(line.p, i, &n).is_some()
        };
        let glued_letters = before.is_word() && !piece.space && &*before.lower != "us" && !money();
        let hyphenated = before.is_dash()
            && !piece.space
            && !before.space
            && i >= 2
            && line.p[i - 2].is_word()
            && (line.p[i - 2].capital && !matches!(&*line.p[i - 2].lower, "to" | "sub" | "minus" | "negative" | "mid"));
        if glued_letters || hyphenated || before.is('#') || before.is('@') || before.is('_') {
            return Some(i + 1);
        }
        // "No. 5", "Section 7", "Highway 95", "Game 6"
        let label = if before.is('.') && i >= 2 { &line.p[i - 2] } else { before };
        if label.is_word() && is_label(&label.lower) && (label.capital || small_label(line, i, &label.lower)) {
            return Some(i + 1);
        }
        let row = matches!(line.lower(i + 1), "and" | "or" | "to" | "through") || line.mark(i + 1, ',');
        if in_row_of_labels(line, i) || labels(line, i) && row && line.plain(i + 2).is_some() {
            return Some(i + 1);
        }
        // decades: "'90s"
        if matches!(before.kind, PieceKind::Mark('\'' | '’' | '‘')) && !piece.space && line.lower(i + 1) == "s" {
            return Some(i + 2);
        }
    }
    // "in his 50s", "the 1990s", "the 49ers"
    if line.p.get(i + 1).is_some_and(|p| !p.space && matches!(&*p.lower, "s" | "er" | "ers")) {
        return Some(i + 2);
    }
    // the number of a list item: "1." or "1)" at the start of the paragraph
    if i == 0
        && (line.mark(1, '.') || line.mark(1, ')'))
        && line.p.get(2).is_some_and(|p| p.space)
        && line.plain(0).is_some_and(|(_, d)| d <= 2)
    {
        return Some(2);
    }
    // "9/11"; "5 of 12" under a picture
    // "3 / 5 stars" is a mark, no fraction.
    if line.mark(i + 1, '/') && line.p[i + 1].space && line.plain(i + 2).is_some() {
        return Some(i + 3);
    }
    // "-4/5" is no day.
    let signed = i > 0 && line.p[i - 1].is_dash() && line.p[i - 1].space && !piece.space;
    let slash = |k: usize| line.mark(k, '/') && line.plain(k + 1).is_some_and(|(_, d)| d <= 4);
    if slash(i + 1)
        && !signed
        && line
            .plain(i)
            .is_some_and(|(v, _)| v > Decimal::from(8) || !line.p.get(i + 3).is_some_and(|p| p.is_word() && p.space))
    {
        return Some(i + 3);
    }
    if line.lower(i + 1) == "of"
        && line.plain(i).is_some()
        && line.plain(i + 2).is_some()
        && line.p.get(i + 3).is_none_or(|p| !p.is_word())
    {
        return Some(i + 3);
    }
    // telephone numbers: 555-0142, (555) 010-0142
    let grouped = |k: usize, n: u8| line.plain(k).is_some_and(|(_, d)| d == n);
    if grouped(i, 3) && line.joins(i + 1) && (grouped(i + 2, 4) || (grouped(i + 2, 3) && line.joins(i + 3))) {
        return Some(if line.joins(i + 3) { i + 5 } else { i + 3 });
    }
    None
}

/// "one-on-one talks", "5-on-3", "one-to-one": a way in which people meet.
fn pairing(line: &Line<'_>, i: usize) -> Option<usize> {
    let same = !line.written(i).is_empty() && line.written(i).eq_ignore_ascii_case(line.written(i + 4));
    let paired = match line.lower(i + 2) {
        "on" => line.plain(i + 4).is_some() || matches!(word(line.lower(i + 4)), Some(NumberWord::Unit(_))),
        "to" | "by" => line.p[i].is_word() && same,
        _ => false,
    };
    (paired && line.joins(i + 1) && line.joins(i + 3)).then_some(i + 5)
}

/// Whether a label in the plural stands before piece `i`: "Games 3", "Nos. 5".
fn labels(line: &Line<'_>, i: usize) -> bool {
    let dot = usize::from(i > 0 && line.mark(i - 1, '.'));
    let Some(label) = i.checked_sub(1 + dot).map(|k| &line.p[k]) else { return false };
    let many = |l: &str| l.strip_suffix('s').is_some_and(|one| is_label(one) || is_label(l));
    label.is_word() && label.capital && many(&label.lower)
}

/// Whether the digits at piece `i` belong to labels in a row: "Sections 5, 7 and 9", "Games 3 and 4".
fn in_row_of_labels(line: &Line<'_>, i: usize) -> bool {
    let next = line.p.get(i + 1);
    // "Highways 5, 7 and 20 bridges"
    if next.is_some_and(|p| p.is_word() && !is_function_word(&p.lower) || p.is('%')) {
        return false;
    }
    let mut k = i;
    for _ in 0..12 {
        let Some(joint) = k.checked_sub(1).filter(|_| line.p[k].space) else { return false };
        let comma = |k: usize| line.mark(k, ',');
        let before = match line.lower(joint) {
            "and" | "or" | "to" | "through" => {
                joint.checked_sub(1).map(|b| if comma(b) { b.saturating_sub(1) } else { b })
            }
            _ if comma(joint) || line.mark(joint, '&') => joint.checked_sub(1),
            _ => None,
        };
        let Some(before) = before.filter(|&b| b > 0 && line.plain(b).is_some()) else { return false };
        if labels(line, before) {
            return true;
        }
        k = before;
    }
    false
}

/// "no 5", "page 12", "a category 4 hurricane": words that number even without a capital, where nothing in the plural is counted behind.
fn small_label(line: &Line<'_>, i: usize, label: &str) -> bool {
    if matches!(label, "no" | "nos" | "nr" | "nrs" | "page" | "section" | "chapter") {
        return true;
    }
    let next = line.lower(i + 1);
    matches!(
        label,
        "category"
            | "type"
            | "stage"
            | "grade"
            | "level"
            | "tier"
            | "room"
            | "phase"
            | "paragraph"
            | "route"
            | "platform"
            | "gate"
            | "lane"
    ) && line.plain(i).is_some_and(|(_, digits)| digits <= 3)
        && line.p[i].space
        && !next.ends_with('s')
        && !matches!(next, "percent" | "per" | "people" | "times")
        && !line.mark(i + 1, '%')
}

/// Names that end in a number ("FTSE 100", "iPhone 12", "the Group of Seven"): the piece after it.
fn named(line: &Line<'_>, i: usize) -> Option<usize> {
    let number = if line.p[i].is_word() { &*line.p[i].lower } else { line.written(i) };
    let mut words = String::new();
    // At most four pieces stand before: "s & p".
    for k in (i.saturating_sub(4)..i).rev() {
        let piece = if line.p[k].is_word() { &*line.p[k].lower } else { line.written(k) };
        words = if words.is_empty() { piece.to_owned() } else { format!("{piece} {words}") };
        // In lower case only what can be nothing else: "s&p", "iPhone".
        let cased = line.p[k].capital
            || !words.contains(['a', 'e', 'i', 'o', 'u'])
            || words.starts_with("ip")
            || words == "ios";
        if cased && is_numbered_name(&words, number) {
            return Some(i + 1);
        }
    }
    None
}

/// "16-18 Foundry Avenue", "221 Baker Street": the house, and the piece after its number.
fn street(line: &Line<'_>, i: usize) -> Option<usize> {
    line.plain(i).filter(|&(_, d)| d <= 5)?;
    let end = if line.joins(i + 1) && line.plain(i + 2).is_some() { i + 3 } else { i + 1 };
    for k in end..end + 4 {
        let p = line.p.get(k).filter(|p| p.is_word() && p.capital && p.space)?;
        if k > end && is_street(&p.lower) {
            return Some(end);
        }
    }
    None
}

/// Number words that count nothing: "at first", "once the dam is built", "Fourth of July", "from the first".
fn idiom(line: &Line<'_>, i: usize) -> Option<usize> {
    let previous = i.checked_sub(1).map_or("", |b| line.lower(b));
    let next = line.lower(i + 1);
    match line.lower(i) {
        "once"
            if !matches!(
                next,
                "a" | "an" | "every" | "each" | "per" | "or" | "in" | "daily" | "weekly" | "monthly"
            ) =>
        {
            Some(i + 1)
        }
        "first" if matches!(previous, "at" | "from" | "head") => Some(i + 1),
        "fourth" if next == "of" && line.lower(i + 2) == "july" => Some(i + 3),
        // "the first half", "this half": a stretch of a game or a year; "the next half century" is one of time.
        "half"
            if unit_at(line.p, i + 1 + usize::from(line.joins(i + 1)), line.text, line.base).is_none()
                && (matches!(word(previous), Some(NumberWord::Ordinal(_)))
                    || matches!(
                        previous,
                        "this" | "next" | "opening" | "closing" | "current" | "previous" | "each" | "per"
                    )) =>
        {
            Some(i + 1)
        }
        "second" if matches!(previous, "split" | "every" | "per" | "a") && next != "term" && previous != "a" => {
            Some(i + 1)
        }
        _ => None,
    }
}

/// Bytes of a word that are looked at on either side of a number, so that a text without blanks costs no more than its length.
const ADDRESS: usize = 300;

/// Whether piece `i` lies in a web or mail address or a file name.
fn in_address(line: &Line<'_>, i: usize) -> bool {
    let at = (line.p[i].start - line.base) as usize;
    let (from, to) =
        (line.text.floor_char_boundary(at.saturating_sub(ADDRESS)), line.text.ceil_char_boundary(at + ADDRESS));
    let start = line.text[from..at]
        .rfind(char::is_whitespace)
        .map_or(from, |s| from + s + line.text[from + s..].chars().next().map_or(1, char::len_utf8));
    let end = line.text[at..to].find(char::is_whitespace).map_or(to, |e| at + e);
    let word = &line.text[start.min(at)..end];
    word.contains("://")
        || word.contains("www.")
        || (word.contains('@') && word.contains('.'))
        || word.contains(".com")
        || word.contains(".pdf")
}

/// Whether the number is part of a name: "Boeing 747", "the Big 12", "S&P 500", "Chang'e 4".
pub fn in_name(line: &Line<'_>, raw: &Raw, doc: &Document) -> bool {
    if raw.unit.is_some() || raw.score {
        return false;
    }
    let span = Span::new(line.p[raw.digits.0].start, line.p[raw.digits.1 - 1].end);
    let tokens = doc.tokens_in(span);
    let i = tokens.start as usize;
    if i >= doc.len() {
        return true;
    }
    if worn(line, raw, doc, tokens) || capital_word(line, raw, doc, i) {
        return true;
    }
    let named = doc.entities_at(i).any(|e| {
        e.tokens.end - e.tokens.start > tokens.end - tokens.start
            && matches!(
                e.label,
                EntityLabel::Org | EntityLabel::Product | EntityLabel::Person | EntityLabel::Fac | EntityLabel::Event | EntityLabel::WorkOfArt
                    | EntityLabel::Law | EntityLabel::Loc
            )
            && e.tokens.range().any(|t| !tokens.contains(t) && doc.word(t).starts_with(char::is_uppercase))
            // A count at the start of a run ("42 Rhode Islanders") is a count.
            && (e.tokens.start as usize != i || doc.pos(e.tokens.end as usize - 1) != Pos::Noun && doc.word(i).starts_with(char::is_uppercase))
    });
    // digits after a capitalised name and hung to it: "Apollo 17"
    let hung = i > 0
        && matches!(line.p[raw.digits.0].kind, PieceKind::Digits { plain: true, .. })
        && doc.head(i) + 1 == i
        && matches!(doc.dep(i), Dep::Nummod | Dep::Appos | Dep::Npadvmod | Dep::Nmod)
        && doc.pos(i - 1) == Pos::Propn
        && raw.digits.1 == raw.digits.0 + 1
        && raw.start == raw.digits.0;
    // "the Chang'e 4 mission": after a capitalised word, before a noun in the singular
    let next = tokens.end as usize;
    let before_singular = next < doc.len() && doc.tag(next) == crate::model::Tag::Nn;
    let after_capital = i > 0 && raw.digits.0 > 0 && {
        let mut k = raw.digits.0 - 1;
        // "Chang'e 4": back over what is glued to the name.
        while k >= 2
            && !line.p[k].space
            && !line.p[k - 1].space
            && matches!(line.p[k - 1].kind, PieceKind::Mark('\'' | '’'))
        {
            k -= 2;
        }
        let p = &line.p[k];
        p.is_word() && p.capital && doc.pos(i - 1) != Pos::Verb && matches!(doc.pos(i - 1), Pos::Propn | Pos::Noun)
    };
    let many = raw.quantity.value.is_some_and(|v| v > Decimal::from(1));
    let name_like = after_capital
        && many
        && !raw.joined
        && (before_singular || next >= doc.len() || doc.pos(next) == Pos::Verb || doc.pos(next) == Pos::Aux)
        && matches!(line.p[raw.digits.0].kind, PieceKind::Digits { plain: true, .. })
        && raw.digits.1 == raw.digits.0 + 1;
    named || hung || name_like
}

/// "Okafor (4) celebrates": the number on a player's back.
fn worn(line: &Line<'_>, raw: &Raw, doc: &Document, tokens: TokenRange) -> bool {
    let (i, next) = (tokens.start as usize, tokens.end as usize + 1);
    let bracketed =
        raw.start > 1 && line.mark(raw.start - 1, '(') && line.mark(raw.end, ')') && line.p[raw.start - 2].capital;
    bracketed
        && line.plain(raw.start).is_some_and(|(_, digits)| digits <= 2)
        && i >= 2
        && doc.pos(i - 2) == Pos::Propn
        && next < doc.len()
        && doc.pos(next) == Pos::Verb
}

/// "the Kick Six win", "BBC One": a number word with a capital behind a name, where not every word has one.
fn capital_word(line: &Line<'_>, raw: &Raw, doc: &Document, i: usize) -> bool {
    let k = raw.digits.0;
    let word = |k: usize| line.p.get(k).filter(|p| p.is_word());
    let capital = raw.digits.1 == k + 1 && word(k).is_some_and(|p| p.capital && p.space);
    let behind = k > 0 && word(k - 1).is_some_and(|p| p.capital && p.lower.len() > 1);
    let title = word(k + 1).is_some_and(|p| p.capital);
    capital && behind && !title && i > 0 && doc.pos(i - 1) == Pos::Propn && doc.word(i).starts_with(char::is_uppercase)
}

/// Whether "one" stands for a person or thing: "no one", "the one you want", "this one", "one another".
pub fn is_pronoun_one(line: &Line<'_>, raw: &Raw, doc: &Document, tokens: TokenRange) -> bool {
    let i = raw.digits.0;
    if raw.digits.1 != i + 1 || line.lower(i) != "one" || raw.unit.is_some() && line.lower(raw.end - 1) != "day" {
        return false;
    }
    let before = i.checked_sub(1).map_or("", |b| line.lower(b));
    let after = line.lower(i + 1);
    if matches!(before, "no" | "the" | "this" | "that" | "which" | "every" | "any" | "each" | "another" | "some")
        && (before != "the")
    {
        return true;
    }
    if after == "another" || line.mark(i + 1, '\'') || line.mark(i + 1, '’') || after == "day" {
        return true;
    }
    if after == "of" {
        return false;
    }
    let t = tokens.start as usize;
    doc.head(t) <= t || !matches!(doc.dep(t), Dep::Nummod | Dep::Quantmod | Dep::Nmod | Dep::Compound | Dep::Amod)
}

/// Whether a paragraph is a row of a table, such as prices of shares: many numbers and hardly a word of prose between them. What each
/// of them counts stands in the head of the table.
pub fn is_table(line: &Line<'_>) -> bool {
    let numbers = line.p.iter().filter(|p| matches!(p.kind, PieceKind::Digits { .. })).count();
    let prose = line.p.iter().filter(|p| p.is_word() && !p.capital).count();
    6 <= numbers && prose < 2 * numbers
}

/// Whether the article may be compared on the figure.
pub fn comparable(line: &Line<'_>, raw: &Raw, measure: Measure, counted: &Counted) -> bool {
    let small = raw.quantity.value.is_some_and(|v| v == Decimal::from(1) || v == Decimal::ZERO);
    // Ages are compared by rules of their own; they grow.
    if raw.unit.as_deref() == Some("year of age") {
        return false;
    }
    let i = raw.digits.0;
    // "two passengers out of 46 people tested": a whole that is told for the sake of its part.
    if i >= 2 && line.lower(i - 1) == "of" && line.lower(i - 2) == "out" {
        return false;
    }
    // "Elorza, 54, said": an age between commas after a name.
    let after_name = i >= 2 && line.mark(i - 1, ',') && line.p[i - 2].is_word() && line.p[i - 2].capital;
    let closed = line.p.get(raw.digits.1).is_none_or(|p| matches!(p.kind, PieceKind::Mark(',' | '.' | ';' | ')')));
    if after_name
        && closed
        && raw.unit.is_none()
        && raw.digits.1 == i + 1
        && line.plain(i).is_some_and(|(v, _)| v < Decimal::from(120))
    {
        return false;
    }
    match raw.shape {
        Shape::Ordinal => true,
        Shape::Multiple => false,
        // "between 31 and 26": nobody knows which end is meant.
        _ if matches!((raw.quantity.low, raw.quantity.high), (Some(l), Some(h)) if l > h) => false,
        _ if small && raw.unit.is_none() => false,
        _ if line.is_year(raw.digits.0)
            && raw.unit.is_none()
            && measure == Measure::Count
            && raw.digits.1 == raw.digits.0 + 1 =>
        {
            counted.head.is_some()
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::numbers::pieces;

    #[test]
    fn numbers_that_are_names_in_a_row() {
        for (text, figures) in [
            ("Sections 5, 7 and 9 of the act", vec![]),
            ("Games 3 and 4.", vec![]),
            ("Nos. 22, 24, and 26 were sold", vec![]),
            ("Highways 5, 7 and 20 bridges", vec!["20"]),
            ("Section 5, 7 people", vec!["7"]),
            ("one-on-one talks", vec![]),
            ("5-on-3 play", vec![]),
            ("a 40-to-60 vote", vec!["40", "60"]),
        ] {
            let p = pieces(text, 0);
            let line = Line { p: &p, text, base: 0 };
            let (mut found, mut i) = (Vec::new(), 0);
            while i < p.len() {
                i = skip(&line, i, &[]).unwrap_or_else(|| {
                    found.extend(line.plain(i).map(|_| line.written(i)));
                    i + 1
                });
            }
            assert_eq!(found, figures, "{text}");
        }
    }
}
