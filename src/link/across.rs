//! Links the entities of all articles of a batch.

use crate::model::Batch;

/// Fills in `entities`, `entity_of` and `near`.
pub fn across(batch: &mut Batch) {
    batch.entity_of = batch.articles.iter().map(|_| Vec::new()).collect();
}
