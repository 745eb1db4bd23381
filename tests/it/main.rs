//! The tests: data first. One binary, one file a concern.

mod bad_input;
mod batches;
mod cli;
mod dates;
mod docs;
mod figures;
mod formats;
mod generated;
mod hostile;
mod laws;
mod page;
mod quotes;
mod readers;
mod references;
mod rules;
mod sample;
mod sheet;
mod tidy;
mod verify;
