//! Where reports go: standard output, or files that are written whole or not at all.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::Error;
use crate::report::summary::{Counts, scope};
use crate::report::{FORMATS, Format, Report, View, format};

/// A format, and where it goes.
#[derive(Clone)]
pub struct Target {
    /// The format.
    pub format: &'static dyn Format,
    /// The file; `None` is standard output.
    pub file: Option<PathBuf>,
}

/// Where an HTML report goes if nobody said: nobody reads HTML in a terminal.
const DEFAULT_HTML: &str = "copydesk-report.html";

/// Reads `--format F[=FILE]` and `--output FILE` together.
pub fn targets(formats: &[String], output: Option<&Path>, open: bool) -> Result<Vec<Target>, Error> {
    let mut targets = Vec::new();
    for written in formats {
        let (name, file) = match written.split_once('=') {
            Some((name, "")) => return Err(Error::new(format!("--format {name}= names no file"))),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (written.as_str(), None),
        };
        let Some(format) = format(name) else { return Err(unknown(name)) };
        targets.push(Target { format, file });
    }
    if targets.is_empty() {
        let name = if open { "html" } else { "full" };
        targets.extend(format(name).map(|format| Target { format, file: None }));
    }
    let mut free = targets.iter_mut().filter(|t| t.file.is_none());
    let first = free.next();
    if free.next().is_some() {
        return Err(Error::new(
            "only one format can go to standard output: give the others a file, as in --format html=report.html",
        ));
    }
    match (first, output) {
        (Some(target), Some(file)) => target.file = Some(file.to_path_buf()),
        (None, Some(_)) => {
            return Err(Error::new("--output has no format to write: every --format names its own file"));
        }
        (Some(target), None) if target.format.id() == "html" && (open || io::stdout().is_terminal()) => {
            target.file = Some(DEFAULT_HTML.into());
        }
        _ => {}
    }
    let mut files: Vec<&Path> = targets.iter().filter_map(|t| t.file.as_deref()).collect();
    files.sort_unstable();
    if let Some(pair) = files.windows(2).find(|pair| pair[0] == pair[1]) {
        let path = pair[0].display();
        return Err(Error::new(format!("two formats would be written to {path}: give each a file of its own")));
    }
    Ok(targets)
}

fn unknown(name: &str) -> Error {
    let near = FORMATS.iter().map(|f| (strsim::jaro_winkler(name, f.id()), f.id())).max_by(|a, b| a.0.total_cmp(&b.0));
    let names: Vec<&str> = FORMATS.iter().map(|f| f.id()).collect();
    let hint = match near {
        Some((score, id)) if score > 0.75 => format!(": did you mean {id}?"),
        _ => String::new(),
    };
    Error::new(format!("there is no format {name}{hint}\nformats: {}", names.join(", ")))
}

/// Writes a report to all its targets.
pub fn write(targets: &[Target], report: &Report, view: &View) -> Result<(), Error> {
    for target in targets {
        match &target.file {
            Some(path) => {
                let plain = View { color: false, ..view.clone() };
                file(path, target.format.write(report, &plain).as_bytes())?;
                if !view.quiet {
                    let counts = Counts::of(report);
                    eprintln!("copydesk: {} in {}: {}", counts.words(), scope(report), path.display());
                }
            }
            None => stdout(&target.format.write(report, view))?,
        }
    }
    if targets.iter().any(|t| t.format.id() == "github") {
        step_summary(report, view)?;
    }
    Ok(())
}

/// GitHub Actions shows what is written into this file on the page of the run; other steps write into it too.
fn step_summary(report: &Report, view: &View) -> Result<(), Error> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|p| !p.is_empty()) else { return Ok(()) };
    let Some(markdown) = format("markdown") else { return Ok(()) };
    let failed = |e: io::Error| Error::new(format!("cannot write {}: {e}", Path::new(&path).display()));
    let mut file = fs::OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
    file.write_all(markdown.write(report, view).as_bytes()).map_err(failed)
}

/// Opens the first report that went to a file in the program that the desktop has for it.
pub fn open(targets: &[Target]) -> Result<(), Error> {
    let Some(path) = targets.iter().find_map(|t| t.file.as_ref()) else {
        return Err(Error::new("--open needs a report in a file, as in --format html=report.html"));
    };
    let (program, args): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let silent = std::process::Stdio::null;
    let started = std::process::Command::new(program)
        .args(args)
        .arg(path)
        .stdout(silent())
        .stderr(silent())
        .stdin(silent())
        .spawn();
    started.map(drop).map_err(|e| {
        Error::new(format!("the report is in {}, but no program could be started to show it: {e}", path.display()))
    })
}

/// Writes to standard output. A reader that has gone away (`| head`) is no error.
pub fn stdout(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(Error::new(format!("cannot write to standard output: {e}"))),
        _ => Ok(()),
    }
}

/// Writes a file whole or not at all: a new file beside it takes its place at the end.
pub fn file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |e: io::Error| Error::new(format!("cannot write {}: {e}", path.display()));
    // A device or pipe cannot be replaced, only written.
    if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        return fs::write(path, bytes).map_err(failed);
    }
    // Through a symbolic link the file itself is replaced, not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let result = (|| {
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    })();
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result.map_err(failed)
}
