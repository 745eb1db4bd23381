//! copydesk reads a batch of news articles, finds the claims in them, puts together those that are about the same thing, and
//! reports where they cannot both be right.
//!
//! ```
//! use copydesk::{Checker, Settings};
//!
//! let checker = Checker::new(Settings::default());
//! let (mut articles, _) = checker.read("north.txt", "HARWICK — Mayor Jorge Elorza opened the bridge. Elorza said it cost $4,312.50.");
//! let (south, _) = checker.read("south.txt", "HARWICK — Mayor Jorge Elorza opened the bridge. It cost $4,312.50, he said.");
//! articles.extend(south);
//! let report = checker.check(articles);
//! assert!(report.findings.is_empty(), "the two agree");
//! ```
//!
//! # The flow
//!
//! ```text
//!    files, stdin
//!         │
//!    read ─► segment ─► language ─► extract ─► link within ─► ArticleFacts       per article: pure, parallel
//!                                                     │
//!                       link across ─► align ─► compare ─► settle ─► report      per batch: cheap
//! ```
//!
//! Read [`model`] for the values that are handed on, then [`pipeline`], which alone knows the order. Every claim keeps its byte
//! span into the source file; every [`Finding`] carries the rung of the ladder that decided and the evidence for it.
//!
//! # Features
//!
//! - `cli` (default): the command line. A user of the library may switch it off and take no clap.
//! - `embedded-model` (default): the English model inside the program.

#![deny(unsafe_code)]

pub mod align;
pub mod baseline;
mod checker;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
#[cfg(feature = "cli")]
pub mod config;
pub mod extract;
pub mod language;
pub mod lexicon;
pub mod link;
pub mod model;
pub mod names;
pub mod pipeline;
#[cfg(feature = "cli")]
pub mod progress;
pub mod read;
pub mod report;
pub mod segment;
pub mod settle;
pub mod sheet;
pub mod speech;
pub mod suppress;
pub mod verify;

pub use checker::Checker;
pub use model::{Article, Finding, Problem, Settings, Severity};
pub use report::Report;
