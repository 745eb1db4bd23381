//! Read: bytes in, articles out, with what could not be read. One file a format.

mod plain;

use std::sync::Arc;

use crate::model::{Article, Offsets, Problem, ReadSettings, SourceFile};

/// Reads one format.
pub trait Reader: Sync {
    /// Name of the format; the file is named after it.
    fn id(&self) -> &'static str;
    /// Whether the file is of this format, by its name (lower case, without folders) and first bytes.
    fn accepts(&self, name: &str, head: &[u8]) -> bool;
    /// Reads it: all articles that could be read, and what could not.
    fn read(&self, file: Arc<SourceFile>, settings: &ReadSettings) -> (Vec<Article>, Vec<Problem>);
}

/// Every reader. The first that accepts a file reads it; plain text takes what is left.
pub static READERS: &[&dyn Reader] = &[&plain::Plain];

/// Reads the articles of one file. `path` is what reports show.
#[must_use]
pub fn read(path: &str, bytes: Vec<u8>, settings: &ReadSettings) -> (Vec<Article>, Vec<Problem>) {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let head = &bytes[..bytes.len().min(1024)];
    match READERS.iter().find(|r| r.accepts(&name, head)) {
        Some(reader) => reader.read(Arc::new(SourceFile::new(path, bytes, Offsets::File)), settings),
        None => (Vec::new(), vec![Problem::error(path, "no reader knows this kind of file")]),
    }
}
