//! A decision as a ladder of named rungs: the first that holds decides, unknown first, else last.

/// What a rung says of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Not enough is known: silent.
    Unknown,
    /// The two agree.
    Agree,
    /// They differ, lawfully or as news: silent or a note.
    Note,
    /// An editor must look.
    Warn,
    /// They cannot both be right.
    Conflict,
}

/// One step: `T` is an owned record of what was compared (distances, same or different parts), so that the same record decides
/// and explains.
pub struct Rung<T: 'static> {
    /// Its name, kebab-case: shown by `--explain`, JSON and SARIF.
    pub name: &'static str,
    /// What follows when it holds.
    pub verdict: Verdict,
    /// Whether it holds.
    pub holds: fn(&T) -> bool,
}

/// The first rung that holds.
///
/// # Panics
/// If none holds: the last rung of every ladder must be an else that always does (a test checks it).
#[must_use]
pub fn decide<T>(ladder: &'static [Rung<T>], record: &T) -> &'static Rung<T> {
    ladder.iter().find(|rung| (rung.holds)(record)).expect("the last rung of a ladder always holds")
}
