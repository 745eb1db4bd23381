//! The state of every claim: does it agree with others, conflict, stand alone, or was it not understood.

use std::collections::{BTreeMap, HashMap};

use super::findings::Entries;
use crate::model::{Kind, Span};
use crate::report::Report;

/// What is known of a claim by comparison.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing else speaks of it.
    Alone,
    /// So many other passages say the same.
    Agrees(usize),
    /// It looked like a claim and was not understood.
    NotUnderstood(&'static str),
    /// A finding is about it: its id on the page.
    Conflicts(String),
}

impl State {
    /// Class of the page's style.
    pub fn class(&self) -> &'static str {
        match self {
            State::Alone => "alone",
            State::Agrees(_) => "agrees",
            State::NotUnderstood(_) => "unknown",
            State::Conflicts(_) => "conflicts",
        }
    }
}

/// A claim of an article with its state.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Where.
    pub span: Span,
    /// What kind; `None` where nothing was understood.
    pub kind: Option<Kind>,
    /// Its state.
    pub state: State,
}

/// The claims of every article, in the order of the text.
pub fn states(report: &Report, findings: &Entries<'_>) -> Vec<Vec<Marked>> {
    let batch = &report.batch;
    // How many others of its group say the same, by article, kind and place.
    let mut same: HashMap<(u32, Kind, Span), usize> = HashMap::new();
    for group in &report.groups {
        let mut by_value: BTreeMap<&str, usize> = BTreeMap::new();
        for m in &group.members {
            *by_value.entry(&m.value).or_default() += 1;
        }
        for m in &group.members {
            let n = by_value[m.value.as_str()] - 1;
            let entry = same.entry((m.claim.article, group.kind, m.span)).or_default();
            *entry = (*entry).max(n);
        }
    }
    let mut forms: HashMap<(u32, &str), usize> = HashMap::new();
    for (i, facts) in batch.articles.iter().enumerate() {
        for m in facts.mentions.iter().filter(|m| !m.candidate) {
            if let Some(e) = m.entity.and_then(|local| batch.entity(i as u32, local)) {
                *forms.entry((e, &m.name)).or_default() += 1;
            }
        }
    }
    let mut sides: HashMap<u32, Vec<(Span, Kind, &str)>> = HashMap::new();
    for entry in &findings.list {
        for (_, p) in &entry.places {
            sides.entry(p.article).or_default().push((p.span, entry.finding.kind, &entry.id));
        }
    }
    let of_article = |(i, facts): (usize, &crate::model::ArticleFacts)| {
        let article = i as u32;
        let none = Vec::new();
        let here = sides.get(&article).unwrap_or(&none);
        let mut list: Vec<Marked> = Vec::new();
        for (kind, index, place) in facts.places() {
            let index = index as usize;
            let mut others = same.get(&(article, kind, place.span)).copied().unwrap_or(0);
            match kind {
                Kind::Name => {
                    let m = &facts.mentions[index];
                    if m.candidate {
                        continue;
                    }
                    let entity = m.entity.and_then(|local| batch.entity(article, local));
                    others = others.max(entity.and_then(|e| forms.get(&(e, &*m.name))).map_or(0, |n| n - 1));
                }
                Kind::Quote if facts.quotes[index].not_speech => continue,
                _ => {}
            }
            let conflict =
                here.iter().find(|(span, of, _)| meets(*span, *of, place.span, kind)).map(|c| c.2.to_owned());
            let state =
                conflict.map_or(if others > 0 { State::Agrees(others) } else { State::Alone }, State::Conflicts);
            list.push(Marked { span: place.span, kind: Some(kind), state });
        }
        for (span, _, id) in here {
            if !list.iter().any(|m| m.span.overlaps(*span) && matches!(m.state, State::Conflicts(_))) {
                list.push(Marked { span: *span, kind: None, state: State::Conflicts((*id).to_owned()) });
            }
        }
        for n in &facts.not_understood {
            list.push(Marked { span: n.span, kind: None, state: State::NotUnderstood(n.why) });
        }
        list.sort_by_key(|m| (m.span, m.kind));
        list
    };
    batch.articles.iter().enumerate().map(of_article).collect()
}

/// Whether a side of a finding is about this claim: it may be narrower (a quotation without its comma) or wider (a role with its
/// holder).
fn meets(side: Span, of: Kind, claim: Span, kind: Kind) -> bool {
    side == claim || (side.overlaps(claim) && (of == kind || of == Kind::Speaker && kind == Kind::Quote))
}
