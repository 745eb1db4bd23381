//! Byte ranges, typed by the space they lie in.

use std::ops::Range;

/// A byte range in an article's *text* (not in its file): `start ≤ end`, both on character boundaries of that text.
///
/// Only a `SourceMap` turns a `Span` into a [`SourceSpan`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

/// A byte range in an article's *file* as it lies on disk: `start ≤ end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceSpan {
    start: u32,
    end: u32,
}

macro_rules! byte_range {
    ($name:ident) => {
        impl $name {
            /// The range from `start` to `end` (exclusive), in bytes.
            ///
            /// # Panics
            /// If `end < start`, which is a bug in the caller.
            #[inline]
            #[must_use]
            pub const fn new(start: u32, end: u32) -> Self {
                assert!(start <= end, "a span must not end before it starts");
                Self { start, end }
            }

            /// The first byte.
            #[inline]
            #[must_use]
            pub const fn start(self) -> u32 {
                self.start
            }

            /// The byte after the last one.
            #[inline]
            #[must_use]
            pub const fn end(self) -> u32 {
                self.end
            }

            /// Length in bytes.
            #[inline]
            #[must_use]
            pub const fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether the range holds no byte.
            #[inline]
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// As a range for slicing.
            #[inline]
            #[must_use]
            pub const fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }

            /// Whether `other` lies wholly inside this range.
            #[inline]
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two ranges share at least one byte.
            #[inline]
            #[must_use]
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest range that holds both.
            #[inline]
            #[must_use]
            pub const fn cover(self, other: Self) -> Self {
                Self {
                    start: if self.start < other.start { self.start } else { other.start },
                    end: if self.end > other.end { self.end } else { other.end },
                }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }
    };
}

byte_range!(Span);
byte_range!(SourceSpan);

impl Span {
    /// The passage of `text` that the span covers.
    ///
    /// # Panics
    /// If the span was not made for this text.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_exclusive_at_the_end() {
        let (a, b) = (Span::new(0, 4), Span::new(4, 6));
        assert!(!a.overlaps(b) && a.cover(b) == Span::new(0, 6));
        assert!(a.contains(Span::new(1, 4)) && !a.contains(Span::new(1, 5)));
    }

    #[test]
    #[should_panic(expected = "must not end before")]
    fn a_reversed_span_is_refused() {
        let _ = Span::new(2, 1);
    }
}
