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
}
