//! The tests: data first. One binary, one file a concern.

mod batches;
mod laws;
mod page;
mod rules;
mod tidy;
