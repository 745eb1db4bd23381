//! `copydesk sheet`: a reference sheet made from a batch.

use std::path::PathBuf;

use clap::ValueEnum;

use super::args::Inputs;
use super::{Error, Outcome, load, output};
use crate::model::EntityKind;
use crate::{report, sheet};

/// Write a draft of a reference sheet: everybody and everything named in the articles, to be corrected and kept
///
/// Every name with its other forms, its roles and ages, how often and where it stands. Where articles disagree, what fewer of them say is
/// left in a comment. Correct the draft, delete what you do not need, and keep it for copydesk check --sheet.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  \
    copydesk sheet archive/ -o people.toml              a draft of all names\n  \
    copydesk sheet archive/ --kind person --least 3     people who are named three times or more\n  \
    copydesk check drafts/ --sheet people.toml          the check against it")]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// How to write it
    #[arg(long, value_enum, default_value = "toml")]
    format: Format,

    /// Only these kinds; may be given several times, or with commas
    #[arg(long, value_enum, value_delimiter = ',')]
    kind: Vec<What>,

    /// Only what is named at least so often
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    least: usize,

    /// Write it to this file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With comments on where each name stands
    Toml,
    /// For a spreadsheet
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Person,
    Organisation,
    Place,
    Work,
    Product,
    Event,
}

impl What {
    fn kind(self) -> EntityKind {
        match self {
            What::Person => EntityKind::Person,
            What::Organisation => EntityKind::Organisation,
            What::Place => EntityKind::Place,
            What::Work => EntityKind::Work,
            What::Product => EntityKind::Product,
            What::Event => EntityKind::Event,
        }
    }
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let config = load::config(&args.inputs)?;
    let settings = load::settings(&args.inputs, &config);
    let (report, _) = load::check(&args.inputs, &config, &settings)?;
    let kinds: Vec<EntityKind> = args.kind.iter().map(|k| k.kind()).collect();
    let draft = sheet::draft(&report.batch, &report.findings, &kinds, args.least);
    let text = match args.format {
        Format::Toml => sheet::write_toml(&draft),
        Format::Csv => sheet::write_csv(&draft),
    };
    for p in report::summary::worst_first(&report) {
        eprintln!("copydesk: {}: {}", report::clean::clean(&p.path), report::clean::one_line(&p.message));
    }
    match &args.output {
        Some(path) => {
            if path.exists() {
                let shown = path.display();
                return Err(Error::new(format!("there is a file {shown} already; name another, or move it away")));
            }
            output::file(path, text.as_bytes())?;
            eprintln!("copydesk: {} written: correct it and check with --sheet {}", path.display(), path.display());
        }
        None => output::stdout(&text)?,
    }
    Ok(if report.complete() { Outcome::Clean } else { Outcome::Failed })
}
