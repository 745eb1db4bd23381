//! Character references: `&amp;`, `&#8217;`, `&#x2019;`, and the few that pages write without a semicolon.

use std::borrow::Cow;

/// The text of the reference at the start of `text` (which starts with `&`) and its length; `None` if it is a bare ampersand.
#[must_use]
pub fn decode(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return numeric(text);
    }
    let len = bytes[1..].iter().take(32).take_while(|b| b.is_ascii_alphanumeric()).count();
    if bytes.get(1 + len) == Some(&b';') {
        let whole = &text[..len + 2];
        let read = html_escape::decode_html_entities(whole);
        return (read != whole).then(|| (Cow::Owned(read.into_owned()), len + 2));
    }
    let bare = match &text[1..=len] {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "nbsp" => "\u{a0}",
        "copy" => "©",
        "reg" => "®",
        _ => return None,
    };
    // In a link's query string `&copy=1` is no copyright sign.
    (bytes.get(1 + len) != Some(&b'=')).then_some((Cow::Borrowed(bare), 1 + len))
}

fn numeric(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let bytes = text.as_bytes();
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let start = if hex { 3 } else { 2 };
    let digits = bytes.get(start..)?.iter().take(10);
    let len = digits.take_while(|b| if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() }).count();
    let code = u32::from_str_radix(&text[start..start + len], if hex { 16 } else { 10 }).ok()?;
    let end = start + len + usize::from(bytes.get(start + len) == Some(&b';'));
    let c = match code {
        // What old Windows editors meant by these.
        0x80..=0x9f => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[code as u8]).0.chars().next(),
        0 => None,
        _ => char::from_u32(code),
    };
    Some((Cow::Owned(c.unwrap_or('\u{fffd}').to_string()), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        let read = |t| decode(t).map(|(c, n)| (c.into_owned(), n));
        let some = |c: &str, n| Some((c.to_owned(), n));
        assert_eq!(read("&amp; x"), some("&", 5));
        assert_eq!(read("&rsquo;s"), some("’", 7));
        assert_eq!(read("&#8217;s"), some("’", 7));
        assert_eq!(read("&#x2019;s"), some("’", 8));
        assert_eq!(read("&#146;s"), some("’", 6));
        assert_eq!(read("&eacute;"), some("é", 8));
        assert_eq!(read("&amp x"), some("&", 4));
        assert_eq!(read("& x"), None);
        assert_eq!(read("&copy=1"), None);
        assert_eq!(read("&unknown;"), None);
        assert_eq!(read("&#99999999999;"), None);
        assert_eq!(read("&#xd800;"), some("\u{fffd}", 8));
        assert_eq!(read("&"), None);
        assert_eq!(read("&é;"), None);
    }
}
