//! Link: who is who, first within an article, then across the batch. Two relations, no opinion: the same entity, or names that
//! are near each other.

pub mod across;
pub mod near;
pub mod references;
pub mod within;
