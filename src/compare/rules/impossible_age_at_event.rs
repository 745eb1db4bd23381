//! Rule `impossible-age-at-event`.

use crate::compare::ages::years;
use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Site};
use crate::lexicon::{fold, roles};
use crate::model::{Age, AgeForm, ArticleFacts, DateClaim, Finding, Modality, Side, SideRole};

crate::rule! {
    /// Somebody did something at an age at which nobody does.
    ///
    /// # What it compares
    ///
    /// The year of birth of a person, as given or as it follows from an age, with the years in which the same article says that the person
    /// graduated, married, enlisted, was elected and the like.
    ///
    /// # Why it matters
    ///
    /// One of the years is wrong, and obituaries are kept.
    ///
    /// # Example
    ///
    /// > Walter Hale, who died in 1997 at 81, graduated from Harwick College in 1926.
    ///
    /// # Not reported
    ///
    /// Early, but possible ages; years of things ("the school, founded in 1926"); events of somebody else.
    id: "impossible-age-at-event",
    kind: Age,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

/// What was compared.
#[derive(Clone, Debug, Default)]
struct Record {
    /// The subject is the person.
    same_person: bool,
    /// The highest age that the person may have had.
    oldest: i64,
    /// The lowest that the event asks for.
    least: i64,
    /// Somebody's words.
    quoted: bool,
}

/// First the reasons to be silent.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "somebody-else", verdict: Verdict::Unknown, holds: |r| !r.same_person },
    Rung { name: "old-enough", verdict: Verdict::Agree, holds: |r| r.oldest >= r.least },
    Rung { name: "speaker", verdict: Verdict::Unknown, holds: |r| r.quoted },
    Rung { name: "before-birth", verdict: Verdict::Warn, holds: |r| r.oldest < 0 },
    Rung { name: "too-young", verdict: Verdict::Warn, holds: |_| true },
];

/// First and last year in which the person may have been born.
fn birth(facts: &ArticleFacts, age: &Age) -> Option<(i64, i64)> {
    let from = |year: i64| years(age).map(|(l, h)| (year - h - 1, year - l));
    match age.form {
        AgeForm::Born(year, ..) => Some((year.into(), year.into())),
        AgeForm::Event(Some(year)) => from(year.into()),
        AgeForm::Event(None) => None,
        AgeForm::Now => from(facts.article.published?.year().into()),
    }
}

/// Whether the event of a date is the person's: the subject is called by a word of the name.
fn same_person(facts: &ArticleFacts, age: &Age, date: &DateClaim) -> bool {
    let Some(mention) = age.holder.and_then(|h| facts.mentions.get(h as usize)) else { return false };
    let name = mention.entity.and_then(|e| facts.entities.get(e as usize)).map_or(&mention.name, |e| &e.name);
    let words: Vec<String> = fold(name).split_whitespace().map(str::to_owned).collect();
    date.frame.subject.iter().any(|s| words.iter().any(|w| w == &fold(s) && w.len() > 2))
}

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    for date in &facts.dates {
        let year = date.value.as_deref().and_then(|v| v.get(..4)).and_then(|y| y.parse::<i64>().ok());
        let (Some(year), Some(verb)) = (year, date.frame.predicate.as_deref()) else { continue };
        let Some(mut least) = roles::life_event(verb) else { continue };
        let written = date.place.span.of(facts.text());
        if date.modality != Modality::Stated || !written.contains(&year.to_string()) {
            continue;
        }
        let sentence = date.place.sentence.of(facts.text()).to_lowercase();
        if verb == "graduate" && (sentence.contains("college") || sentence.contains("university")) {
            least = 15;
        } else if verb == "graduate"
            && ["kindergarten", "elementary", "grade school", "primary"].iter().any(|w| sentence.contains(w))
        {
            least = 4;
        }
        for age in &facts.ages {
            let Some((low, _)) = birth(facts, age) else { continue };
            let record = Record {
                same_person: same_person(facts, age, date),
                oldest: year - low,
                least,
                quoted: age.place.quoted || date.place.quoted,
            };
            let rung = decide(LADDER, &record);
            if rung.verdict != Verdict::Warn || out.iter().any(|f| f.sides[0].span == date.place.span) {
                continue;
            }
            let side = |span, value: String, role| Side { article: Some(site.article), span, value, role };
            let at =
                if record.oldest < 0 { "before birth".to_owned() } else { format!("at {} at most", record.oldest) };
            out.push(Finding {
                rule: RULE.id,
                kind: RULE.kind,
                severity: RULE.severity,
                confidence: confidence(RULE.id, rung.name),
                message: format!("{year} for \"{verb}\" would be {at}, by the age given"),
                hint: "check both years".into(),
                sides: vec![
                    side(date.place.span, year.to_string(), SideRole::Odd),
                    side(age.place.span, crate::compare::ages::shown(age), SideRole::Others),
                ],
                evidence: vec![format!(
                    "by \"{}\" the birth was in {low} at the earliest",
                    age.place.span.of(facts.text())
                )],
                rung: rung.name,
                key: verb.to_owned(),
                fingerprint: String::new(),
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_and_the_old_enough_are_left_alone() {
        let r = |same_person, oldest, least| decide(LADDER, &Record { same_person, oldest, least, quoted: false }).name;
        assert_eq!(r(false, 10, 15), "somebody-else");
        assert_eq!(r(true, 21, 15), "old-enough");
        assert_eq!(r(true, 11, 15), "too-young");
        assert_eq!(r(true, -3, 0), "before-birth");
    }
}
