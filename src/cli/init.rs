//! `copydesk init`: a configuration to start from.

use std::path::Path;

use super::{Error, Outcome, output};
use crate::config::{FILE, page};

/// Write a copydesk.toml to start from, with every key explained
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Overwrite the file if it is there
    #[arg(long)]
    force: bool,
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let path = Path::new(FILE);
    if path.exists() && !args.force {
        return Err(Error::new(format!("there is a {FILE} already; --force overwrites it")));
    }
    output::file(path, page::template().as_bytes())?;
    eprintln!("copydesk: {FILE} written; every line in it is a comment until you take the # away");
    Ok(Outcome::Clean)
}
