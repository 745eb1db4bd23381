//! Read: bytes in, articles out, with what could not be read. One file a format.

mod dateline;
mod dates;
mod decode;
mod docx;
mod draft;
mod front_matter;
mod html;
mod json;
mod markdown;
mod paragraphs;
mod plain;

use crate::model::{Article, Problem, ReadSettings};

/// A file to be read.
pub struct Input {
    /// The path as reports show it.
    path: String,
    /// What lies on disk.
    bytes: Vec<u8>,
}

/// What a file gave: its articles, and what could not be read.
type Outcome = (Vec<Article>, Vec<Problem>);

/// Reads one format.
pub trait Reader: Sync {
    /// Name of the format; the file is named after it.
    fn id(&self) -> &'static str;
    /// Endings of file names, in lower case, without the point.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether a file whose name says nothing is of this format, by its first bytes.
    fn recognises(&self, head: &[u8]) -> bool;
    /// Reads it: all articles that could be read, and what could not.
    fn read(&self, input: Input, settings: &ReadSettings) -> Outcome;
}

/// Every reader. A file is read by the one that has its ending; where the name says nothing, the first that recognises it.
pub static READERS: &[&dyn Reader] = &[&docx::Docx, &json::Json, &html::Html, &markdown::Markdown, &plain::Plain];

/// No file larger than this is read, whatever the settings say: offsets are 32 bits wide, and a text may grow when it is decoded.
const LARGEST: u64 = 1 << 30;

/// Whether some reader reads files of this name. What a folder walk meets beyond that is counted, not complained of.
#[must_use]
pub fn knows(path: &str) -> bool {
    extension(path).is_some_and(|e| by_extension(&e).is_some())
}

/// Reads the articles of one file. `path` is what reports show; `-` and names without an ending are judged by content.
#[must_use]
pub fn read(path: &str, bytes: Vec<u8>, settings: &ReadSettings) -> Outcome {
    let refuse = |message: String| (Vec::new(), vec![Problem::error(path, message)]);
    let most = settings.max_file_size.min(LARGEST);
    if bytes.len() as u64 > most {
        return refuse(too_large(bytes.len() as u64, most));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refuse("the file is empty: there is no article to check; fill it or leave it out".into());
    }
    let reader = match extension(path) {
        Some(extension) => by_extension(&extension),
        None => READERS.iter().copied().find(|r| r.recognises(&bytes[..bytes.len().min(2048)])),
    };
    let Some(reader) = reader else { return refuse(unknown()) };
    let (articles, mut problems) = reader.read(Input { path: path.to_owned(), bytes }, settings);
    if articles.is_empty() && problems.is_empty() {
        problems.push(Problem::error(path, "no article was found in it; check that it holds the text of a story"));
    }
    (articles, problems)
}

/// The message for a file over the limit.
#[must_use]
pub fn too_large(bytes: u64, most: u64) -> String {
    format!("the file has {bytes} bytes, more than the {most} that are read; split it, or raise --max-file-size")
}

/// The message for a file that no reader takes.
fn unknown() -> String {
    let known: Vec<_> = READERS.iter().flat_map(|r| r.extensions()).copied().collect();
    format!("no reader knows this kind of file; save the article in one that is read ({})", known.join(", "))
}

fn by_extension(extension: &str) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|r| r.extensions().contains(&extension))
}

/// The ending of a file name in lower case; none for `-`, `name` and `.name`.
fn extension(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then(|| extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_decides() {
        assert!(knows("a/b.TXT") && knows("b.jsonl") && knows("a.b/c.md"));
        assert!(!knows("a.b/c") && !knows(".txt") && !knows("-") && !knows("x.png"));
    }
}
