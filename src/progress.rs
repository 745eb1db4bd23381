//! What is going on, on standard error and only if that is a terminal. Leaves no trace.

use std::io::{IsTerminal, Write, stderr};

/// One line that is overwritten, and wiped at the end.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Starts; shows nothing unless standard error is a terminal.
    #[must_use]
    pub fn start() -> Self {
        Self { shown: stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|t| t != "dumb") }
    }

    /// Shows what is going on now.
    pub fn say(&self, what: &str) {
        if self.shown {
            let _ = write!(stderr(), "\r\u{1b}[Kcopydesk: {what} …");
            let _ = stderr().flush();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(stderr(), "\r\u{1b}[K");
            let _ = stderr().flush();
        }
    }
}
