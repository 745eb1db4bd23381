//! The configuration `copydesk.toml`: as written, then resolved.

use std::path::Path;

use crate::model::{ReadSettings, Settings, Severity};

/// A configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {}

impl Config {
    /// Reads this file.
    pub fn read(_path: &Path) -> Result<Self, String> {
        Ok(Self::default())
    }

    /// Reads the nearest file.
    pub fn nearest() -> Result<Self, String> {
        Ok(Self::default())
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings::default()
    }

    /// Settings for the file at `path`.
    #[must_use]
    pub fn read_settings(&self, _path: &str, settings: &Settings) -> ReadSettings {
        settings.read.clone()
    }

    /// The formats.
    #[must_use]
    pub fn formats(&self) -> Vec<String> {
        Vec::new()
    }

    /// From which severity on a run fails.
    #[must_use]
    pub fn fail_on(&self) -> Option<Severity> {
        Some(Severity::Error)
    }
}
