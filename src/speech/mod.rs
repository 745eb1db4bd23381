//! Spoken words as quotations are compared by: words whole with their place, marks and ellipses set aside; and where two runs of
//! words are one.

pub mod forms;
mod occasion;
mod overlap;
mod units;
mod words;

pub use occasion::apart;
pub use overlap::{Core, Overlap, core, overlap, utterances};
pub use units::{Unit, cover, units, units_of};
pub use words::{Word, function, words};
