//! The tests: data first. One binary, one file a concern.

mod bad_input;
mod batches;
mod docs;
mod laws;
mod page;
mod readers;
mod rules;
mod tidy;
