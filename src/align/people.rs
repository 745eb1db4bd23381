//! What the aligners of roles and ages share: claims about one person, parted where their articles have nothing to do with each other.

use std::collections::BTreeMap;

use crate::model::{ArticleIndex, Batch, MentionId};

/// The batch entity of a mention.
#[must_use]
pub fn entity(batch: &Batch, article: ArticleIndex, mention: MentionId) -> Option<u32> {
    let facts = &batch.articles[article as usize];
    batch.entity(article, facts.mentions.get(mention as usize)?.entity?)
}

/// Parts claims (article, index) into those whose articles are joined by comparable ones. `claims` must be sorted.
#[must_use]
pub fn joined(batch: &Batch, claims: Vec<(ArticleIndex, u32)>) -> Vec<Vec<(ArticleIndex, u32)>> {
    let mut articles: Vec<ArticleIndex> = claims.iter().map(|c| c.0).collect();
    articles.dedup();
    if articles.len() < 2 {
        return vec![claims];
    }
    let mut set_of: BTreeMap<ArticleIndex, usize> = BTreeMap::new();
    for (number, &start) in articles.iter().enumerate() {
        if set_of.contains_key(&start) {
            continue;
        }
        let mut open = vec![start];
        while let Some(a) = open.pop() {
            if set_of.insert(a, number).is_some() {
                continue;
            }
            let more = batch.neighbours.get(a as usize).into_iter().flatten();
            open.extend(more.filter(|&&n| articles.binary_search(&n).is_ok() && !set_of.contains_key(&n)));
        }
    }
    let mut sets: BTreeMap<usize, Vec<(ArticleIndex, u32)>> = BTreeMap::new();
    for claim in claims {
        sets.entry(set_of[&claim.0]).or_default().push(claim);
    }
    sets.into_values().collect()
}
