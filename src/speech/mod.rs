//! Spoken words as quotations are compared by: words whole with their place, marks and ellipses set aside; and where two runs of
//! words are one.

mod echo;
pub mod forms;
mod occasion;
mod overlap;
mod setting;
mod units;
mod words;

pub use echo::{echo, stands};
pub use occasion::apart;
pub use overlap::{Core, Overlap, core, overlap, utterances};
pub use setting::setting;
pub use units::{Unit, cover, units, units_of};
pub use words::{Word, function, words};
