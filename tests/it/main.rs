//! The tests: data first. One binary, one file a concern.

mod batches;
mod docs;
mod laws;
mod page;
mod quotes;
mod rules;
mod tidy;
