//! HTML.

use std::ops::Range;

use super::draft::{Draft, Source};
use crate::model::BlockKind;

pub fn looks_like(_text: &str) -> bool {
    false
}

pub fn fragment(_source: Source<'_>, _kind: BlockKind, _draft: &mut Draft<'_>) {}

pub fn block(_source: Source<'_>, _range: Range<usize>, _draft: &mut Draft<'_>) {}
