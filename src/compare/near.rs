//! Findings about two spellings: shared by the rules on names.

use std::collections::BTreeSet;

use super::Rule;
use super::confidence::confidence;
use crate::lexicon::fold;
use crate::model::{Batch, Finding, MentionRef, Near, Side, SideRole};

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
    let (wrong, right) = (longest(&pair.odd), longest(&pair.others));
    let s = &pair.signs;
    let count = pair.others.len();
    let places = if count == 1 { "1 other place".to_owned() } else { format!("{count} other places") };
    let mut words = [pair.odd_word.as_str(), pair.other_word.as_str()];
    words.sort_unstable();
    Finding {
        rule: rule.id,
        kind: rule.kind,
        severity: rule.severity,
        confidence: confidence(rule.id, rung),
        message: format!("{wrong} is {right} in {places}"),
        hint: "Check the spelling with the source and use one form".to_owned(),
        sides: odd.into_iter().chain(others).collect(),
        evidence: evidence(pair, s.distance),
        rung,
        key: words.join("/"),
        fingerprint: String::new(),
    }
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
