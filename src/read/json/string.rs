//! JSON strings: unescaped into a text that keeps the place of every escape in the file.

use std::ops::Range;

use super::super::draft::Source;
use crate::model::TextBuilder;

/// Adds the string whose inside (without the quotes) is `inside`. Half a surrogate pair becomes U+FFFD.
pub fn copy(source: Source<'_>, inside: Range<usize>, builder: &mut TextBuilder) {
    let text = &source.text[inside.clone()];
    let mut at = 0;
    while at < text.len() {
        let run = memchr::memchr(b'\\', &text.as_bytes()[at..]).unwrap_or(text.len() - at);
        if run > 0 {
            builder.copy(source.text, source.span(inside.start + at..inside.start + at + run), source.map);
            at += run;
            continue;
        }
        let (c, len) = escape(&text.as_bytes()[at..]);
        let range = inside.start + at..inside.start + at + len;
        builder.replaced(c.encode_utf8(&mut [0; 4]), source.file(range));
        at += len;
    }
}

/// The string as it reads.
pub fn plain(source: Source<'_>, inside: Range<usize>) -> String {
    let mut builder = TextBuilder::new();
    copy(source, inside, &mut builder);
    builder.into_parts().0
}

/// The character of an escape at the start of `bytes`, and how many bytes it takes.
fn escape(bytes: &[u8]) -> (char, usize) {
    let simple = match bytes.get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(&b @ (b'"' | b'\\' | b'/')) => b as char,
        Some(b'u') => return unicode(bytes),
        // Broken JSON does not come here; whatever does loses the backslash only.
        _ => return ('\u{fffd}', 1),
    };
    (simple, 2)
}

/// `\u0041`, or a pair of them.
fn unicode(bytes: &[u8]) -> (char, usize) {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let Some(first) = unit(0) else { return ('\u{fffd}', 2) };
    if let Some(second) = unit(6)
        && let Some(Ok(c)) = char::decode_utf16([first, second]).next()
        && c.len_utf16() == 2
    {
        return (c, 12);
    }
    (char::from_u32(u32::from(first)).unwrap_or('\u{fffd}'), 6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceMap, Span};

    #[test]
    fn escapes_map_to_their_bytes() {
        let text = r#""He said \"no\" \u2014 na\u00efve \ud83d\ude00 \ud83d x""#;
        let map = SourceMap::identity(text.len() as u32, 0);
        let source = Source { text, map: &map };
        let mut builder = TextBuilder::new();
        copy(source, 1..text.len() - 1, &mut builder);
        let (got, map) = builder.into_parts();
        assert_eq!(got, "He said \"no\" — naïve 😀 \u{fffd} x");
        let at = got.find("naïve").expect("there") as u32;
        let span = map.source(Span::new(at, at + 6));
        assert_eq!(&text[span.range()], r"na\u00efve");
        let at = got.find('😀').expect("there") as u32;
        assert_eq!(&text[map.source(Span::new(at, at + 4)).range()], r"\ud83d\ude00");
    }
}
