//! Rule `inconsistent-transliteration`.

use std::collections::BTreeMap;

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, near};
use crate::lexicon::{fold, people};
use crate::model::{Batch, EntityKind, Finding, MentionRef, Relation};

crate::rule! {
    /// A name out of another script in two spellings within one house.
    ///
    /// # What it compares
    ///
    /// Spellings between which houses choose (a list: Zelenskyy and Zelensky, Kyiv and Kiev, Qaeda and Qaida), in one article or in articles of one
    /// publisher that tell the same story, where the rest of the name is the same.
    ///
    /// # Why it matters
    ///
    /// Either is right, but a paper should choose.
    ///
    /// # Example
    ///
    /// "President Volodymyr Zelenskyy" on the front page, "Zelensky" inside.
    ///
    /// # Not reported
    ///
    /// Two outlets with two styles; "chicken Kiev" beside Kyiv; titles of works; quotations; two people, one Mohammed and one Muhammad.
    id: "inconsistent-transliteration",
    kind: Name,
    severity: Note,
    yields_to: [],
    check: Check::Batch(check),
}

/// What was compared.
struct Record {
    /// In one article, or in two of one publisher.
    one_house: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "two-houses", verdict: Verdict::Agree, holds: |r| !r.one_house },
    Rung { name: "two-spellings-in-one-house", verdict: Verdict::Note, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    // By the name with the word left open, the spellings of the word.
    let mut names: BTreeMap<Vec<String>, BTreeMap<String, Vec<MentionRef>>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        for (index, mention) in facts.mentions.iter().enumerate() {
            let at = (article as u32, index as u32);
            if mention.kind == EntityKind::Work || mention.place.quoted || in_a_phrase(batch, at) {
                continue;
            }
            let words: Vec<String> = fold(&mention.name).split([' ', '-']).map(str::to_owned).collect();
            for (i, word) in words.iter().enumerate().take(6) {
                let Some(first) = people::variant_group(word) else { continue };
                // A first name says who is meant only with a last name.
                if words.len() == 1 && people::is_given_name(word) && !people::is_city(word) {
                    continue;
                }
                let mut key = words.clone();
                key[i] = format!("*{first}");
                names.entry(key).or_default().entry(word.clone()).or_default().push(at);
            }
        }
    }
    let mut out = Vec::new();
    for forms in names.values().filter(|f| f.len() > 1) {
        let list: Vec<(&String, &Vec<MentionRef>)> = forms.iter().collect();
        for (i, (a, xs)) in list.iter().enumerate() {
            for (b, ys) in &list[i + 1..] {
                out.extend(finding(batch, (a, xs), (b, ys)));
            }
        }
    }
    out
}

fn finding(batch: &Batch, x: (&str, &[MentionRef]), y: (&str, &[MentionRef])) -> Option<Finding> {
    let (xs, ys) = near::comparable(batch, x.1, y.1);
    let house = |list: &[MentionRef], other: &[MentionRef]| -> Vec<MentionRef> {
        let one = |a: u32, b: u32| {
            matches!(batch.relation(a, b), Relation::SameArticle | Relation::SamePublisher) && batch.comparable(a, b)
        };
        list.iter().filter(|m| other.iter().take(200).any(|o| one(m.0, o.0))).copied().collect()
    };
    let (hx, hy) = (house(&xs, &ys), house(&ys, &xs));
    let rung = decide(LADDER, &Record { one_house: !hx.is_empty() });
    if rung.verdict != Verdict::Note || hy.is_empty() {
        return None;
    }
    let (odd, others) = if near::first_is_odd(batch, &hx, &hy) { (hx, hy) } else { (hy, hx) };
    let mut pair = [x.0, y.0];
    pair.sort_unstable();
    let words = near::Words {
        message: format!("{} is {} elsewhere", near::name(batch, odd[0]), near::name(batch, others[0])),
        hint: "Choose one spelling",
        evidence: vec![format!("\"{}\" and \"{}\" are two spellings of one name", pair[0], pair[1])],
        key: pair.join("/"),
    };
    Some(near::forms(batch, &RULE, rung.name, &odd, &others, words))
}

/// Whether a common noun goes with the name: "chicken Kiev".
fn in_a_phrase(batch: &Batch, at: MentionRef) -> bool {
    let facts = &batch.articles[at.0 as usize];
    let span = facts.mentions[at.1 as usize].place.span;
    let before = facts.text()[..span.start() as usize].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    matches!(word, "chicken" | "veal" | "madras")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_houses_may_have_two_styles() {
        assert_eq!(decide(LADDER, &Record { one_house: false }).verdict, Verdict::Agree);
        assert_eq!(decide(LADDER, &Record { one_house: true }).verdict, Verdict::Note);
    }
}
