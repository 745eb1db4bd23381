//! `copydesk man`: manual pages.

use std::fs;
use std::path::PathBuf;

use super::{Error, Outcome, command, output};

/// Print the manual page, or write the pages of all commands into a folder
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Write copydesk.1, copydesk-check.1 and so on into this folder
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let top = command().disable_help_subcommand(true);
    match &args.dir {
        None => output::stdout(&page(top)?)?,
        Some(folder) => {
            fs::create_dir_all(folder).map_err(|e| Error::new(format!("cannot make {}: {e}", folder.display())))?;
            clap_mangen::generate_to(top, folder)
                .map_err(|e| Error::new(format!("cannot write into {}: {e}", folder.display())))?;
        }
    }
    Ok(Outcome::Clean)
}

fn page(command: clap::Command) -> Result<String, Error> {
    let mut out = Vec::new();
    clap_mangen::Man::new(command)
        .date("")
        .render(&mut out)
        .map_err(|e| Error::new(format!("cannot make the manual page: {e}")))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}
