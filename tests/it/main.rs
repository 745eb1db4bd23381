//! The tests: data first. One binary, one file a concern.

mod batches;
mod cli;
mod docs;
mod formats;
mod generated;
mod laws;
mod page;
mod rules;
mod sample;
mod tidy;
