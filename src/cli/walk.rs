//! A stand-in for the walk over path arguments.

use crate::model::Problem;
use crate::pipeline::SourceBytes;

/// What path arguments come to.
pub struct Found {
    pub sources: Vec<SourceBytes>,
    pub problems: Vec<Problem>,
    pub unknown: usize,
}

pub fn walk(paths: &[String], stdin_filename: Option<&str>) -> Found {
    let mut found = Found { sources: Vec::new(), problems: Vec::new(), unknown: 0 };
    let mut open: Vec<(String, bool)> = paths.iter().map(|p| (p.clone(), true)).collect();
    while let Some((path, named)) = open.pop() {
        if path == "-" {
            let mut bytes = Vec::new();
            let _ = std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes);
            found.sources.push(SourceBytes { path: stdin_filename.unwrap_or("-").into(), bytes });
        } else if let Ok(dir) = std::fs::read_dir(&path) {
            let base = path.trim_end_matches('/');
            for e in dir.flatten() {
                open.push((format!("{base}/{}", e.file_name().to_string_lossy()), false));
            }
        } else if !named && !path.ends_with(".txt") {
            found.unknown += 1;
        } else {
            match std::fs::read(&path) {
                Ok(bytes) => found.sources.push(SourceBytes { path, bytes }),
                Err(e) => found.problems.push(Problem::error(path, format!("not read: {e}"))),
            }
        }
    }
    found
}
