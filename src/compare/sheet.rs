//! Claims against the reference sheet: what the rules on names, roles and ages off the sheet share.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Rule;
use super::confidence::confidence;
use crate::model::{ArticleIndex, Batch, Finding, MentionId, SheetEntry, Side, SideRole, Span};

/// Claims (article, span, value) that are off the sheet alike, shown at most.
const SHOWN: usize = 24;

/// The entries of the sheet that the holder of a claim is.
pub fn entries(batch: &Batch, article: ArticleIndex, holder: MentionId) -> &[u32] {
    let facts = &batch.articles[article as usize];
    let local = facts.mentions.get(holder as usize).and_then(|m| m.entity);
    let entity = local.and_then(|l| batch.entity(article, l));
    entity.and_then(|e| batch.listed.get(e as usize)).map_or(&[], Vec::as_slice)
}

/// Whether the roles of an entry hold on the day of an article; `None` if the day or the entry does not say.
pub fn in_force(entry: &SheetEntry, day: Option<Date>) -> Option<bool> {
    let day = day?;
    if entry.valid_from.is_none() && entry.valid_to.is_none() {
        return None;
    }
    Some(entry.valid_from.is_none_or(|d| day >= d) && entry.valid_to.is_none_or(|d| day <= d))
}

/// One way in which claims are off the sheet.
#[derive(Clone, Debug)]
pub struct Off {
    /// The entry.
    pub entry: u32,
    /// The rung that decided.
    pub rung: &'static str,
    /// What the articles say, for sorting and message.
    pub said: String,
    /// What the sheet says.
    pub right: String,
    /// Where the sheet says so.
    pub right_span: Span,
    /// Why the two disagree.
    pub why: String,
}

/// Collects what is off the sheet, so that one disagreement is one finding.
#[derive(Default)]
pub struct Offs {
    list: BTreeMap<(u32, String, String), (Off, Vec<Side>)>,
}

impl Offs {
    /// A claim of an article.
    pub fn add(&mut self, off: Off, article: ArticleIndex, span: Span, value: String) {
        let key = (off.entry, off.said.clone(), off.right.clone());
        let sides = &mut self.list.entry(key).or_insert_with(|| (off, Vec::new())).1;
        sides.push(Side { article: Some(article), span, value, role: SideRole::Odd });
    }

    /// One finding for each disagreement; `message` says it.
    pub fn findings(
        self,
        batch: &Batch,
        rule: &Rule,
        hint: &str,
        message: impl Fn(&Off, &SheetEntry) -> String,
    ) -> Vec<Finding> {
        let finding = |(off, mut sides): (Off, Vec<Side>)| {
            let entry = &batch.sheet.entries[off.entry as usize];
            sides.truncate(SHOWN);
            sides.push(Side {
                article: None,
                span: off.right_span,
                value: off.right.clone(),
                role: SideRole::Reference,
            });
            let mut finding = Finding::new(rule.id, rule.kind, rule.severity, message(&off, entry), sides);
            finding.confidence = confidence(rule.id, off.rung);
            finding.hint = hint.to_owned();
            finding.evidence = vec![format!("the sheet has {}", entry.name.text), off.why.clone()];
            finding.rung = off.rung;
            finding.key = crate::lexicon::fold(&entry.name.text);
            finding
        };
        self.list.into_values().map(finding).collect()
    }
}
