//! `copydesk claims`: what was understood, article by article.

use std::path::PathBuf;

use clap::ValueEnum;

use super::args::Inputs;
use super::{Error, Outcome, load, output};
use crate::model::Kind;
use crate::report;

/// Show what was understood of each article: names, figures, dates, ages, quotations, and what was not understood
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// Only these kinds; may be given several times, or with commas. Names alone are shown as a list of who was taken for whom
    #[arg(long, value_enum, value_delimiter = ',')]
    kind: Vec<What>,

    /// Names and facts that are always right, to see who stands on them
    #[arg(long, value_name = "FILE")]
    sheet: Vec<PathBuf>,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// For programs: one object, schema copydesk-claims/1
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// People, organisations, places and so on
    Name,
    /// Titles, offices and jobs
    Role,
    /// Ages and births
    Age,
    /// Numbers with what they count
    Figure,
    /// Dates and times
    Date,
    /// Quotations
    Quote,
}

impl What {
    fn kind(self) -> Kind {
        match self {
            What::Name => Kind::Name,
            What::Role => Kind::Role,
            What::Age => Kind::Age,
            What::Figure => Kind::Figure,
            What::Date => Kind::Date,
            What::Quote => Kind::Quote,
        }
    }
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let config = load::config(&args.inputs)?;
    let mut settings = load::settings(&args.inputs, &config);
    settings.sheet = load::sheet(&args.sheet, &config)?;
    let (report, _) = load::check(&args.inputs, &config, &settings)?;
    let kinds: Vec<Kind> = args.kind.iter().map(|k| k.kind()).collect();
    let out = match args.format {
        Format::Json if !kinds.is_empty() => {
            return Err(Error::new(
                "--kind goes with --format text: the JSON report has every kind in a list of its own",
            ));
        }
        Format::Json => report::claims::json(&report) + "\n",
        Format::Text if kinds == [Kind::Name] => report::entities_text::text(&report),
        Format::Text => report::claims_text::text(&report, &kinds),
    };
    output::stdout(&out)?;
    Ok(if report.complete() { Outcome::Clean } else { Outcome::Failed })
}
