//! What went wrong on the way: data for the report, not an error of the program.

/// Whether an article or a part of one was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemLevel {
    /// Read, with a remark.
    Warning,
    /// Not read, skipped or capped: the run is not complete and exits with 2.
    Error,
}

/// A remark on a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// How bad.
    pub level: ProblemLevel,
    /// The path as typed, or `path#record`.
    pub path: String,
    /// What, why, what to do.
    pub message: String,
}

impl Problem {
    /// Something was lost.
    #[must_use]
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { level: ProblemLevel::Error, path: path.into(), message: message.into() }
    }

    /// Nothing was lost, but somebody should know.
    #[must_use]
    pub fn warning(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { level: ProblemLevel::Warning, path: path.into(), message: message.into() }
    }
}
