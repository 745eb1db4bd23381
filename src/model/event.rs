//! The event that a date is said of.

/// What happened on a date, as far as the parse says: the words the date hangs on and what takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Lemmas of the words that the date hangs on, the nearest first: of "said in a statement on Friday" statement, then say.
    pub heads: Vec<Box<str>>,
    /// How many of the heads were met on the way up from the date; the rest are objects and infinitives of these.
    pub above: u8,
    /// Lemmas of the words that stand to the heads as subject, object or complement, themselves only.
    pub parts: Vec<Box<str>>,
    /// The nearest head is a verb or noun of saying: the date is that of the words, not of what they tell.
    pub saying: bool,
    /// first, second, another, again, continue: one of several like events.
    pub several: bool,
    /// What is told under the verb of saying that the date hangs on, if it was done by then: "lawyers said in 2017 that she repaid it".
    pub told: Option<Box<Told>>,
}

/// What somebody tells of as done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Lemma of its verb.
    pub verb: Box<str>,
    /// Lemmas of what takes part in it.
    pub parts: Vec<Box<str>>,
}
