//! From the paths of the command line to the files to be read. Folders are walked with ignore files respected; the order is fixed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;

use crate::model::Problem;
use crate::read;

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As reports show it: the argument as typed, joined with `/` to the path below it.
    pub path: String,
    /// Where it lies; `None` is standard input.
    pub file: Option<PathBuf>,
}

/// What the paths came to.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files, sorted by path, each once.
    pub files: Vec<Found>,
    /// Files met in folders that no reader knows.
    pub unknown: usize,
    /// Paths that lead to a file that another path stands for.
    pub doubles: Vec<String>,
    /// Paths that cannot be read.
    pub problems: Vec<Problem>,
}

/// Resolves files, folders, globs and `-` (shown as `stdin`).
#[must_use]
pub fn walk(paths: &[String], stdin: &str) -> Walked {
    let mut out = Walked::default();
    for path in paths {
        if path == "-" {
            out.files.push(Found { path: stdin.to_owned(), file: None });
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => folder(path, Path::new(path), None, &mut out),
            Ok(meta) if meta.is_file() => out.files.push(Found { path: path.clone(), file: Some(path.into()) }),
            Ok(_) => out.problems.push(Problem::error(
                path,
                "this is no regular file but a pipe or a device; use `-` to read standard input",
            )),
            Err(_) if is_glob(path) && fs::symlink_metadata(path).is_err() => glob(path, &mut out),
            Err(e) => out.problems.push(Problem::error(path, cannot(&e))),
        }
    }
    out.files.sort_by(|a, b| a.path.cmp(&b.path));
    each_once(&mut out);
    out.problems.sort();
    out.problems.dedup();
    out
}

/// Reads a file, no further than `most` bytes.
///
/// # Errors
/// A problem that names the path, if it cannot be read or is too large.
pub fn load(found: &Found, most: u64) -> Result<Vec<u8>, Problem> {
    let problem = |message: String| Problem::error(&found.path, message);
    let mut bytes = Vec::new();
    let read = match &found.file {
        None => std::io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes),
        Some(file) => {
            let meta = fs::metadata(file).map_err(|e| problem(cannot(&e)))?;
            if !meta.is_file() {
                return Err(problem("this is no regular file; it was not read".into()));
            }
            if meta.len() > most {
                return Err(problem(read::too_large(meta.len(), most)));
            }
            fs::File::open(file).and_then(|f| f.take(most.saturating_add(1)).read_to_end(&mut bytes))
        }
    };
    read.map_err(|e| problem(cannot(&e)))?;
    if bytes.len() as u64 > most {
        return Err(problem(format!(
            "it is longer than the {most} bytes that are read; split it, or raise --max-file-size"
        )));
    }
    Ok(bytes)
}

/// Why a path cannot be read, and what to do.
fn cannot(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder; check the spelling".into(),
        std::io::ErrorKind::PermissionDenied => "it cannot be read: permission denied; check who may read it".into(),
        _ => format!("it cannot be read: {error}"),
    }
}

/// Walks a folder that was typed as `typed`; `keep` limits it to the paths that it accepts.
fn folder(typed: &str, root: &Path, keep: Option<&dyn Fn(&str) -> bool>, out: &mut Walked) {
    let walk = WalkBuilder::new(root)
        .require_git(false)
        .git_global(false)
        .add_custom_ignore_filename(".copydeskignore")
        .sort_by_file_name(Ord::cmp)
        .build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error_path(&error).map_or_else(|| typed.to_owned(), |p| shown(typed, root, p));
                out.problems.push(Problem::error(path, error.io_error().map_or_else(|| error.to_string(), cannot)));
                continue;
            }
        };
        let path = shown(typed, root, entry.path());
        let Some(kind) = entry.file_type().filter(|k| !k.is_dir()) else { continue };
        if keep.is_some_and(|keep| !keep(&path)) {
            continue;
        }
        if kind.is_symlink() && entry.path().is_dir() {
            let message = "links are not followed in folders; name the folder that it points to";
            out.problems.push(Problem::warning(path, message));
        } else if !read::knows(&path) {
            out.unknown += 1;
        } else if kind.is_file() {
            out.files.push(Found { path, file: Some(entry.into_path()) });
        } else if kind.is_symlink() {
            out.problems
                .push(Problem::warning(path, "links are not followed in folders; name the file that it points to"));
        } else {
            out.problems.push(Problem::error(path, "this is no regular file but a pipe or a device: it was skipped"));
        }
    }
}

/// The path that an error of the walk is about.
fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// `typed` joined with `/` to the way from `root` to `path`.
fn shown(typed: &str, root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    match (parts.is_empty(), typed.ends_with('/')) {
        (true, _) => typed.to_owned(),
        (false, true) => format!("{typed}{}", parts.join("/")),
        (false, false) => format!("{typed}/{}", parts.join("/")),
    }
}

fn is_glob(path: &str) -> bool {
    path.contains(['*', '?', '[', '{'])
}

/// Expands a glob that the shell left alone; `*` does not cross folders, `**` does.
fn glob(pattern: &str, out: &mut Walked) {
    let matcher = match GlobBuilder::new(pattern).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(e) => {
            out.problems.push(Problem::error(
                pattern,
                format!("there is no such file, and as a pattern it is wrong: {}", e.kind()),
            ));
            return;
        }
    };
    let fixed: Vec<&str> = pattern.split('/').take_while(|part| !is_glob(part)).collect();
    let typed = fixed.join("/");
    let here = fixed.is_empty();
    let root = match (here, typed.is_empty()) {
        (true, _) => Path::new("."),
        (false, true) => Path::new("/"),
        (false, false) => Path::new(&typed),
    };
    if !root.is_dir() {
        out.problems.push(Problem::error(pattern, format!("no file matches: there is no folder {}", root.display())));
        return;
    }
    let before = (out.files.len(), out.problems.len(), out.unknown);
    let typed = if here {
        "."
    } else if typed.is_empty() {
        "/"
    } else {
        &typed
    };
    let keep = |path: &str| matcher.is_match(if here { path.strip_prefix("./").unwrap_or(path) } else { path });
    folder(typed, root, Some(&keep), out);
    if here {
        for found in &mut out.files[before.0..] {
            found.path = found.path.strip_prefix("./").unwrap_or(&found.path).to_owned();
        }
    }
    if before == (out.files.len(), out.problems.len(), out.unknown) {
        out.problems.push(Problem::error(pattern, "no file matches this pattern"));
    }
}

/// Leaves the first of the paths that lead to one file: a file named twice would be its own witness.
fn each_once(walked: &mut Walked) {
    let mut seen = BTreeSet::new();
    for found in std::mem::take(&mut walked.files) {
        let real = found.file.as_ref().map(|f| f.canonicalize().unwrap_or_else(|_| f.clone()));
        if seen.insert(real) {
            walked.files.push(found);
        } else {
            walked.doubles.push(found.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fresh folder with these files in it.
    fn tree(name: &str, files: &[&str]) -> String {
        let root = std::env::temp_dir().join(format!("copydesk-walk-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        for file in files {
            let path = root.join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, "x").expect("written");
        }
        root.to_string_lossy().into_owned()
    }

    fn below(walked: &Walked, root: &str) -> Vec<String> {
        walked.files.iter().map(|f| f.path.strip_prefix(root).unwrap_or(&f.path).to_owned()).collect()
    }

    #[test]
    fn folders_are_walked_in_order_and_ignored_files_left_out() {
        let root = tree("ignore", &["b.txt", "a/z.md", "a.png", "skip/x.txt", ".hidden.txt", ".copydeskignore"]);
        fs::write(format!("{root}/.gitignore"), "skip/\n").expect("written");
        let walked = walk(std::slice::from_ref(&root), "-");
        assert_eq!(below(&walked, &root), ["/a/z.md", "/b.txt"]);
        assert_eq!((walked.unknown, walked.problems.len()), (1, 0));
        let slash = walk(&[format!("{root}/")], "-");
        assert_eq!(below(&slash, &root), ["/a/z.md", "/b.txt"]);
        // A file named by itself wins over the ignore file, and its kind is judged by the reader.
        let named = walk(&[format!("{root}/skip/x.txt"), format!("{root}/a.png")], "-");
        assert_eq!(named.files.len(), 2);
    }

    #[test]
    fn globs_missing_paths_and_doubles() {
        let root = tree("glob", &["a1.txt", "a2.txt", "b.txt", "sub/a3.txt"]);
        let walked = walk(
            &[format!("{root}/a*.txt"), format!("{root}/a1.txt"), format!("{root}/none"), format!("{root}/q*")],
            "-",
        );
        assert_eq!(below(&walked, &root), ["/a1.txt", "/a2.txt"]);
        assert_eq!(walked.problems.len(), 2);
        assert_eq!(below(&walk(&[format!("{root}/**/a?.txt")], "-"), &root).len(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn loops_and_links_end() {
        let root = tree("links", &["a.txt"]);
        std::os::unix::fs::symlink(&root, format!("{root}/loop")).expect("linked");
        std::os::unix::fs::symlink("/dev/zero", format!("{root}/zero.txt")).expect("linked");
        let walked = walk(&[root.clone(), format!("{root}/zero.txt")], "-");
        assert_eq!(below(&walked, &root), ["/a.txt"]);
        assert_eq!(walked.problems.len(), 3, "{:?}", walked.problems);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_a_folder_is_lost_input() {
        let root = tree("pipe", &["a.txt"]);
        let made = std::process::Command::new("mkfifo").arg(format!("{root}/b.txt")).status();
        assert!(made.is_ok_and(|s| s.success()));
        let walked = walk(&[root], "-");
        assert_eq!((walked.files.len(), walked.problems.len()), (1, 1));
        assert_eq!(walked.problems[0].level, crate::model::ProblemLevel::Error);
        assert!(walked.problems[0].message.contains("a pipe"));
    }

    #[test]
    fn standard_input_has_the_name_it_was_given() {
        let walked = walk(&["-".into()], "draft.md");
        assert_eq!(walked.files, [Found { path: "draft.md".into(), file: None }]);
    }
}
