//! Why a model file cannot be used.

use std::fmt;
use std::path::PathBuf;

/// A model file that cannot be used. Each message names the file's fault and the remedy.
#[derive(Debug)]
pub enum ModelError {
    /// The file cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is something else than a model.
    NotAModel,
    /// The file's format is of another version than this program reads.
    OtherVersion {
        /// The version found.
        found: u32,
        /// The version that this program reads.
        expected: u32,
    },
    /// The bytes do not agree with their checksum: the file was cut or changed.
    Damaged,
    /// A part is missing or does not have the form that it must have.
    BadSection {
        /// The part's name in the file.
        name: String,
        /// What is wrong with it.
        what: &'static str,
    },
}

impl ModelError {
    pub(super) fn section(name: &str, what: &'static str) -> Self {
        Self::BadSection { name: name.to_string(), what }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, source } => {
                write!(f, "cannot read the model file {}: {source}; check the path and its permissions", path.display())
            }
            Self::NotAModel => f.write_str(
                "the file is not an English model; give one that tools/export-model made, or leave out --model",
            ),
            Self::OtherVersion { found, expected } => write!(
                f,
                "the model file has format version {found}, this program reads version {expected}; make it again with \
                 the tools/export-model of this release"
            ),
            Self::Damaged => f.write_str(
                "the model file is damaged (its checksum does not fit its bytes); copy or download it again",
            ),
            Self::BadSection { name, what } => write!(
                f,
                "the model file cannot be used: its part \"{name}\" {what}; make it again with the tools/export-model \
                 of this release"
            ),
        }
    }
}

impl std::error::Error for ModelError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            _ => None,
        }
    }
}
