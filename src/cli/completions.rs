//! `copydesk completions`: what makes a shell complete the command line.

use clap_complete::Shell;

use super::{Error, Outcome, command, output};

/// Print a script that lets your shell complete copydesk commands
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "copydesk", &mut out);
    output::stdout(&String::from_utf8_lossy(&out))?;
    Ok(Outcome::Clean)
}
