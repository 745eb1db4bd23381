//! A tolerant HTML tokenizer that keeps the place of everything: no tree, no repair, only tags and text as they stand in the file.

use std::ops::Range;

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Running text, entities still in it.
    Text(Range<usize>),
    /// An opening tag: its name in lower case and the range of its attributes.
    Open(Box<str>, Range<usize>),
    /// A closing tag.
    Close(Box<str>),
    /// What stands inside `script`, `style`, `title` and the like: name, attributes, content. Both tags belong to it.
    Raw(Box<str>, Range<usize>, Range<usize>),
}

/// Elements whose content is no HTML.
const RAW: &[&str] = &["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "plaintext"];

/// The tokens of `range` of a text, in order.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Tokens<'a> {
    /// Over a part of a text; offsets count from the start of the whole.
    pub fn new(text: &'a str, range: Range<usize>) -> Self {
        Self { text, at: range.start, end: range.end.min(text.len()) }
    }

    fn bytes(&self) -> &'a [u8] {
        &self.text.as_bytes()[..self.end]
    }

    /// Offset of the next `byte` from `from` on.
    fn seek(&self, byte: u8, from: usize) -> Option<usize> {
        memchr::memchr(byte, self.bytes().get(from..)?).map(|i| from + i)
    }

    /// The end of the tag name that starts at `from`.
    fn name(&self, from: usize) -> usize {
        let stops = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
        self.bytes()[from..].iter().position(stops).map_or(self.end, |i| from + i)
    }

    /// The `>` that ends the tag whose attributes start at `from`, quotes minded.
    fn tag_end(&self, from: usize) -> Option<usize> {
        let mut at = from;
        let mut value = false;
        while let Some(&b) = self.bytes().get(at) {
            match b {
                b'>' => return Some(at),
                b'"' | b'\'' if value => at = self.seek(b, at + 1)?,
                b'=' => {
                    value = true;
                    at += 1;
                    continue;
                }
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' if value => {
                    at += 1;
                    continue;
                }
                _ => {}
            }
            value = false;
            at += 1;
        }
        None
    }

    /// Jumps over what starts with `<!` or `<?`.
    fn skip_declaration(&mut self) {
        let rest = &self.bytes()[self.at..];
        let found = |needle: &[u8], skip: usize| {
            memchr::memmem::find(rest.get(skip..).unwrap_or_default(), needle).map(|i| skip + i + needle.len())
        };
        let end = if rest.starts_with(b"<!--") {
            // `<!-->` and `<!--->` are whole comments.
            found(b"-->", 2)
        } else if rest.starts_with(b"<![CDATA[") {
            found(b"]]>", 9)
        } else {
            found(b">", 2)
        };
        self.at = end.map_or(self.end, |i| self.at + i);
    }

    /// The content of a raw element whose opening tag ends before `from`: its range, and where the text goes on.
    fn raw(&self, name: &str, from: usize) -> (Range<usize>, usize) {
        let mut at = from;
        while let Some(tag) = self.seek(b'<', at) {
            let after = &self.bytes()[tag + 1..];
            if after.first() == Some(&b'/')
                && after.get(1..=name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
                && after.get(name.len() + 1).is_none_or(|b| !b.is_ascii_alphanumeric())
            {
                let end = self.seek(b'>', tag).map_or(self.end, |i| i + 1);
                return (from..tag, end);
            }
            at = tag + 1;
        }
        (from..self.end, self.end)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.at < self.end {
            let start = self.at;
            let bytes = self.bytes();
            if bytes[start] == b'<' {
                match bytes.get(start + 1) {
                    Some(b'!' | b'?') => {
                        self.skip_declaration();
                        continue;
                    }
                    Some(b'/') if bytes.get(start + 2).is_some_and(u8::is_ascii_alphabetic) => {
                        let end = self.name(start + 2);
                        self.at = self.seek(b'>', end).map_or(self.end, |i| i + 1);
                        return Some(Token::Close(self.text[start + 2..end].to_ascii_lowercase().into()));
                    }
                    Some(b) if b.is_ascii_alphabetic() => {
                        let end = self.name(start + 1);
                        let name: Box<str> = self.text[start + 1..end].to_ascii_lowercase().into();
                        let close = self.tag_end(end).unwrap_or(self.end);
                        self.at = (close + 1).min(self.end);
                        if RAW.contains(&&*name) {
                            let (content, after) = self.raw(&name, self.at);
                            self.at = after;
                            return Some(Token::Raw(name, end..close, content));
                        }
                        return Some(Token::Open(name, end..close));
                    }
                    _ => {}
                }
            }
            let end = self.seek(b'<', start + 1).unwrap_or(self.end);
            self.at = end;
            return Some(Token::Text(start..end));
        }
        None
    }
}

/// The value of an attribute, as the range of what stands between its quotes.
pub fn attribute(text: &str, attributes: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let bytes = &text.as_bytes()[..attributes.end];
    let mut at = attributes.start;
    let space = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_whitespace() || *b == b'/');
    while at < bytes.len() {
        while space(bytes.get(at)) {
            at += 1;
        }
        let start = at;
        while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'/')) {
            at += 1;
        }
        let key = start..at;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let mut value = at..at;
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            value = match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let end = memchr::memchr(quote, &bytes[at + 1..]).map_or(bytes.len(), |i| at + 1 + i);
                    at + 1..end
                }
                _ => at..bytes[at..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |i| at + i),
            };
            at = (value.end + 1).max(at);
        } else if key.is_empty() {
            at += 1;
        }
        if text[key].eq_ignore_ascii_case(name) {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(html: &str) -> Vec<String> {
        Tokens::new(html, 0..html.len())
            .map(|t| match t {
                Token::Text(r) => html[r].to_owned(),
                Token::Open(n, _) => format!("<{n}>"),
                Token::Close(n) => format!("</{n}>"),
                Token::Raw(n, _, r) => format!("[{n}:{}]", &html[r]),
            })
            .collect()
    }

    #[test]
    fn tags_comments_and_raw_text() {
        assert_eq!(
            show("<!DOCTYPE html><!-- a > b --><P CLASS='x>y'>5 < 6<br/><script>if (a<b) '</p>'</script></P>"),
            ["<p>", "5 ", "< 6", "<br>", "[script:if (a<b) '</p>']", "</p>"]
        );
        assert_eq!(show("a<b"), ["a", "<b>"]);
        assert_eq!(show("<a href=\"x"), ["<a>"]);
        assert_eq!(show("<title>x"), ["[title:x]"]);
        assert_eq!(show("<!--"), Vec::<String>::new());
    }

    #[test]
    fn attributes_are_found_with_any_quotes() {
        let html = r#"<meta property=og:title CONTENT="A &amp; B" data-x = 'y' hidden>"#;
        let Some(Token::Open(_, attributes)) = Tokens::new(html, 0..html.len()).next() else { panic!("a tag") };
        let value = |name| attribute(html, &attributes, name).map(|r| &html[r]);
        assert_eq!(value("content"), Some("A &amp; B"));
        assert_eq!(value("property"), Some("og:title"));
        assert_eq!(value("data-x"), Some("y"));
        assert_eq!(value("hidden"), Some(""));
        assert_eq!(value("none"), None);
    }
}
