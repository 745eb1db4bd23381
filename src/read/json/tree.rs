//! The shape of a JSON value with the place of everything in it. serde_json has judged the value before; this only finds places.

use std::ops::Range;

/// A value and where it stands.
#[derive(Debug)]
pub enum Node {
    /// A string: what stands between its quotes.
    Text(Range<usize>),
    /// A number, true, false or null.
    Other(Range<usize>),
    /// An array and where it starts.
    List(Vec<Node>),
    /// An object: keys (between their quotes) and values.
    Object(Vec<(Range<usize>, Node)>),
}

/// Values may not be nested deeper; serde_json has the same limit.
const DEEPEST: usize = 128;

/// The value that starts at `at` (after white space).
#[must_use]
pub fn parse(text: &str, at: usize) -> Option<Node> {
    Scanner { bytes: text.as_bytes(), at }.value(0)
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        match self.peek()? {
            b'"' => self.string().map(Node::Text),
            b'[' => {
                let mut items = Vec::new();
                self.at += 1;
                while self.peek()? != b']' {
                    items.push(self.value(depth + 1)?);
                    if self.peek()? == b',' {
                        self.at += 1;
                    }
                }
                self.at += 1;
                Some(Node::List(items))
            }
            b'{' => {
                let mut fields = Vec::new();
                self.at += 1;
                while self.peek()? != b'}' {
                    let key = self.string()?;
                    if self.peek()? != b':' {
                        return None;
                    }
                    self.at += 1;
                    fields.push((key, self.value(depth + 1)?));
                    if self.peek()? == b',' {
                        self.at += 1;
                    }
                }
                self.at += 1;
                Some(Node::Object(fields))
            }
            _ => {
                let start = self.at;
                let ends =
                    |b: &u8| matches!(b, b',' | b']' | b'}' | b'"' | b'[' | b'{' | b':') || b.is_ascii_whitespace();
                while self.bytes.get(self.at).is_some_and(|b| !ends(b)) {
                    self.at += 1;
                }
                (self.at > start).then_some(Node::Other(start..self.at))
            }
        }
    }

    fn string(&mut self) -> Option<Range<usize>> {
        if self.peek()? != b'"' {
            return None;
        }
        let start = self.at + 1;
        let mut at = start;
        loop {
            at += memchr::memchr2(b'"', b'\\', self.bytes.get(at..)?)?;
            if self.bytes[at] == b'"' {
                self.at = at + 1;
                return Some(start..at);
            }
            at += 2;
        }
    }
}
