//! The tests: data first. One binary, one file a concern.

mod page;
mod rules;
