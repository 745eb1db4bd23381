//! Findings about two spellings: shared by the rules on names.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::confidence::confidence;
use crate::lexicon::fold;
use crate::model::{Batch, EntityKind, Finding, MentionRef, Near, NearSigns, Side, SideRole};

/// Sides shown at most of the commoner spelling: one of each form in an article.
const SHOWN: usize = 24;

/// The finding that the odd spelling disagrees with the other.
pub fn finding(batch: &Batch, pair: &Near, rule: &Rule, rung: &'static str) -> Finding {
    let odd = sides(batch, &pair.odd, SideRole::Odd, false);
    let others = sides(batch, &pair.others, SideRole::Others, true);
    let name = |at: &MentionRef| batch.articles[at.0 as usize].mentions[at.1 as usize].name.to_string();
    let longest = |list: &[MentionRef]| {
        list.iter().map(name).max_by_key(|n| (n.len(), std::cmp::Reverse(n.clone()))).unwrap_or_default()
    };
    let wrong = longest(&pair.odd);
    let right = called(batch, &wrong, &pair.others);
    let s = &pair.signs;
    let count = pair.others.len();
    let places = match others.len() {
        _ if count == 1 => "1 other place".to_owned(),
        shown if shown < count => format!("{count} other places, {shown} of them shown"),
        _ => format!("{count} other places"),
    };
    let mut words = [pair.odd_word.as_str(), pair.other_word.as_str()];
    words.sort_unstable();
    Finding {
        rule: rule.id,
        kind: rule.kind,
        severity: rule.severity,
        confidence: confidence(rule.id, rung),
        message: format!("{wrong} is {right} in {places}"),
        hint: "check the spelling with the source and use one form".to_owned(),
        sides: odd.into_iter().chain(others).collect(),
        evidence: evidence(pair, s.distance),
        rung,
        key: words.join("/"),
        fingerprint: String::new(),
    }
}

/// By which of its forms the commoner spelling is told. Of a family it is the one who has the rest of the odd name (Neil Prestoon is Neil
/// Preston, not Hannah Preston); a person is told by first and last name, anything else as it stands most often.
fn called(batch: &Batch, odd: &str, others: &[MentionRef]) -> String {
    let odd = fold(odd);
    let rest = |n: &str| fold(n).split(' ').filter(|w| odd.split(' ').any(|o| o == *w)).count();
    let mut forms: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for at in others {
        let mention = &batch.articles[at.0 as usize].mentions[at.1 as usize];
        let form = forms.entry(&mention.name).or_default();
        form.0 += 1;
        form.1 |= mention.kind == EntityKind::Person;
    }
    let rank = |(name, (times, person)): &(&str, (usize, bool))| {
        let full = *person && (2..=3).contains(&name.split(' ').count());
        (rest(name), full, *times, name.len(), std::cmp::Reverse((*name).to_owned()))
    };
    forms.into_iter().max_by_key(rank).map(|(name, _)| name.to_owned()).unwrap_or_default()
}

/// The finding that two forms of names stand against each other; everything but the sides is in `words`.
pub fn forms(
    batch: &Batch,
    rule: &Rule,
    rung: &'static str,
    odd: &[MentionRef],
    others: &[MentionRef],
    words: Words,
) -> Finding {
    let sides = sides(batch, odd, SideRole::Odd, false);
    Finding {
        rule: rule.id,
        kind: rule.kind,
        severity: rule.severity,
        confidence: confidence(rule.id, rung),
        message: words.message,
        hint: words.hint.to_owned(),
        sides: sides.into_iter().chain(self::sides(batch, others, SideRole::Others, true)).collect(),
        evidence: words.evidence,
        rung,
        key: words.key,
        fingerprint: String::new(),
    }
}

/// What a finding about two forms says.
pub struct Words {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// Why the sides are about one thing, and why they disagree.
    pub evidence: Vec<String>,
    /// For the fingerprint.
    pub key: String,
}

/// The name as the mention has it.
pub fn name(batch: &Batch, at: MentionRef) -> &str {
    &batch.articles[at.0 as usize].mentions[at.1 as usize].name
}

/// How many articles the mentions stand in, copies counted once.
pub fn witnesses(batch: &Batch, mentions: &[MentionRef]) -> usize {
    mentions.iter().map(|m| batch.witness[m.0 as usize]).collect::<BTreeSet<_>>().len()
}

/// Which of two forms is the odd one: fewer witnesses, then fewer mentions, then the later one. True if it is the first.
pub fn first_is_odd(batch: &Batch, a: &[MentionRef], b: &[MentionRef]) -> bool {
    let rank = |list: &[MentionRef]| (witnesses(batch, list), list.len());
    let (x, y) = (rank(a), rank(b));
    x < y || x == y && a.last() > b.last()
}

/// Only the mentions of each that stand in articles which may be compared with one of the other.
pub fn comparable(batch: &Batch, a: &[MentionRef], b: &[MentionRef]) -> (Vec<MentionRef>, Vec<MentionRef>) {
    let meet = |x: &[MentionRef], y: &[MentionRef]| -> Vec<MentionRef> {
        let articles: BTreeSet<u32> = y.iter().map(|m| m.0).collect();
        let near = |m: &&MentionRef| {
            articles.contains(&m.0) || batch.neighbours[m.0 as usize].iter().any(|n| articles.contains(n))
        };
        x.iter().filter(near).copied().collect()
    };
    (meet(a, b), meet(b, a))
}

/// Names of one entity with the same letters that are cut at another place: "Sexy Back" beside "SexyBack", "Change'1" beside "Chang'e 1".
/// A hyphen, a blank or a capital more or less is house style.
pub fn joined(batch: &Batch) -> Vec<Near> {
    let mut out = Vec::new();
    for entity in &batch.entities {
        let mut forms: BTreeMap<&str, Vec<MentionRef>> = BTreeMap::new();
        for &(article, local) in &entity.members {
            let facts = &batch.articles[article as usize];
            for &m in &facts.entities[local as usize].mentions {
                forms.entry(&facts.mentions[m as usize].name).or_default().push((article, m));
            }
        }
        let list: Vec<(&str, Vec<MentionRef>)> = forms.into_iter().take(60).collect();
        for (i, (a, xs)) in list.iter().enumerate() {
            for (b, ys) in &list[i + 1..] {
                if !cut_elsewhere(a, b) {
                    continue;
                }
                let (odd, others) =
                    if xs.len() < ys.len() || xs.len() == ys.len() && a.contains(' ') { (xs, ys) } else { (ys, xs) };
                let (odd_name, other_name) = if std::ptr::eq(odd, xs) { (a, b) } else { (b, a) };
                let near: Vec<MentionRef> =
                    others.iter().copied().filter(|o| odd.iter().any(|x| batch.comparable(x.0, o.0))).collect();
                if near.is_empty() {
                    continue;
                }
                let signs = NearSigns {
                    distance: 1,
                    odd_count: odd.len() as u32,
                    other_count: near.len() as u32,
                    ..NearSigns::default()
                };
                out.push(Near {
                    odd: odd.clone(),
                    others: near,
                    odd_word: fold(odd_name),
                    other_word: fold(other_name),
                    signs,
                });
            }
        }
    }
    out.extend(apostrophes(batch));
    out
}

/// Names of one word with the same letters and an apostrophe inside at another place, whoever they were taken for: "Change'1" beside "Chang'e 1".
fn apostrophes(batch: &Batch) -> Vec<Near> {
    let mut forms: BTreeMap<String, BTreeMap<usize, Vec<MentionRef>>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        for (index, mention) in facts.mentions.iter().enumerate() {
            if let Some((letters, at)) = inside(&mention.name) {
                forms.entry(letters).or_default().entry(at).or_default().push((article as u32, index as u32));
            }
        }
    }
    let mut out = Vec::new();
    for places in forms.into_values().filter(|p| p.len() == 2) {
        let lists: Vec<Vec<MentionRef>> = places.into_values().collect();
        let (xs, ys) = comparable(batch, &lists[0], &lists[1]);
        if xs.is_empty() {
            continue;
        }
        let (odd, mut others) = if first_is_odd(batch, &xs, &ys) { (xs, ys) } else { (ys, xs) };
        // Change'1 is Chang'e 1, not Chang'e 4: of numbered things only those with its number, or with none.
        let own = number(batch, odd[0]);
        others.retain(|&o| number(batch, o) == own || number(batch, o).is_empty());
        if others.iter().any(|&o| number(batch, o) == own) {
            others.retain(|&o| number(batch, o) == own);
        }
        if others.is_empty() {
            continue;
        }
        let signs = NearSigns {
            distance: 1,
            odd_count: odd.len() as u32,
            other_count: others.len() as u32,
            ..NearSigns::default()
        };
        let word = |list: &[MentionRef]| fold(name(batch, list[0]));
        out.push(Near { odd_word: word(&odd), other_word: word(&others), odd, others, signs });
    }
    out
}

/// The digits of a name, or those that follow it in the text after a blank or a hyphen.
fn number(batch: &Batch, at: MentionRef) -> String {
    let facts = &batch.articles[at.0 as usize];
    let mention = &facts.mentions[at.1 as usize];
    let own: String = mention.name.chars().filter(char::is_ascii_digit).collect();
    if !own.is_empty() {
        return own;
    }
    let after = &facts.text()[mention.place.span.end() as usize..];
    after.trim_start_matches([' ', '-']).chars().take_while(char::is_ascii_digit).collect()
}

/// The letters of a one-word name in small, and how many stand before the one apostrophe inside it. A possessive ending is none.
fn inside(name: &str) -> Option<(String, usize)> {
    let word = name.split(' ').next().unwrap_or(name);
    let at = word.find('\'')?;
    let after = &word[at + 1..];
    if after.is_empty() || after == "s" || after.contains('\'') || name.split(' ').count() > 2 {
        return None;
    }
    let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
    let before = letters(&word[..at]).chars().count();
    (before >= 4).then(|| (letters(word), before))
}

/// Whether two forms have the same letters, and an apostrophe or the seam of two capitalised words at another place.
fn cut_elsewhere(a: &str, b: &str) -> bool {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if letters(a) != letters(b) {
        return false;
    }
    // Where the apostrophes stand, counted in letters.
    let marks = |s: &str| {
        let mut at = 0;
        s.chars()
            .filter_map(|c| {
                at += usize::from(c.is_alphanumeric());
                matches!(c, '\'' | '’').then_some(at)
            })
            .collect::<Vec<_>>()
    };
    let (x, y) = (marks(a), marks(b));
    if !x.is_empty() && x.len() == y.len() {
        return x != y;
    }
    // "SexyBack" and "Sexy Back": the blank stands where the closed form has a capital after a small letter.
    let (open, closed) = if a.contains(' ') { (a, b) } else { (b, a) };
    let camel = closed.chars().zip(closed.chars().skip(1)).any(|(p, c)| p.is_lowercase() && c.is_uppercase());
    open.split(' ').count() == 2
        && !closed.contains([' ', '-'])
        && camel
        && !open.contains('-')
        && open.split(' ').all(|w| w.len() > 2)
}

/// Why the two may be one, in words.
fn evidence(pair: &Near, distance: u8) -> Vec<String> {
    let s = &pair.signs;
    let letters = if distance == 1 { "one letter".to_owned() } else { format!("{distance} letters") };
    let mut out = vec![format!("\"{}\" and \"{}\" differ in {letters}", pair.odd_word, pair.other_word)];
    let mut say = |holds: bool, text: &str| {
        if holds {
            out.push(text.to_owned());
        }
    };
    say(s.same_rest, "the rest of the name is the same");
    say(!s.same_rest && s.same_beside, "the word beside it in the name is the same");
    say(s.same_title, "the same title stands before both");
    say(s.same_role, "both have the same role");
    say(s.orphan && !s.same_rest, "nobody else is introduced by the rarer spelling");
    out.push(format!("the one stands {} and the other {}", times(s.odd_count), times(s.other_count)));
    out
}

fn times(n: u32) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// Sides of mentions; `few`: one of each form in an article.
fn sides(batch: &Batch, mentions: &[MentionRef], role: SideRole, few: bool) -> Vec<Side> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for &(article, index) in mentions {
        let mention = &batch.articles[article as usize].mentions[index as usize];
        let value = fold(&mention.name);
        if few && !seen.insert((article, value.clone())) {
            continue;
        }
        out.push(Side { article: Some(article), span: mention.place.span, value, role });
        if out.len() >= SHOWN {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::cut_elsewhere;

    #[test]
    fn hyphens_and_blanks_alone_are_house_style() {
        assert!(cut_elsewhere("Sexy Back", "SexyBack") && cut_elsewhere("Change'1", "Chang'e 1"));
        assert!(!cut_elsewhere("Kim Jong-un", "Kim Jong Un") && !cut_elsewhere("Chang'e 4", "Chang'e4"));
        assert!(!cut_elsewhere("Long March 4", "Long March-4") && !cut_elsewhere("O'Keefe", "OKeefe"));
    }
}
