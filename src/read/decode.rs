//! From bytes to text: by byte order mark, by declaration, by guess. The map keeps every offset a byte of the file on disk.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Input;
use crate::model::{Offsets, Problem, SourceFile, SourceMap, SourceSpan, TextBuilder};

/// A decoded file.
pub struct Decoded {
    /// The file itself.
    pub file: Arc<SourceFile>,
    /// Its text; `None` where the bytes of the file are that text from [`Self::skip`] on.
    text: Option<String>,
    /// Length of the byte order mark, where the bytes are the text.
    skip: usize,
    /// From the text to the file.
    pub map: SourceMap,
    /// Remarks on the way.
    pub problems: Vec<Problem>,
}

impl Decoded {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.text {
            Some(text) => text,
            None => std::str::from_utf8(self.file.bytes.get(self.skip..).unwrap_or_default()).unwrap_or_default(),
        }
    }
}

/// Decodes a file. `declared` finds the label of an encoding that the format itself declares.
pub fn decode(input: Input, declared: fn(&[u8]) -> Option<&'static Encoding>) -> Result<Decoded, Problem> {
    let Input { path, bytes } = input;
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(Problem::error(path, "it is UTF-32, which no newsroom program writes; save it as UTF-8"));
    }
    let (encoding, skip) = match Encoding::for_bom(&bytes) {
        Some((encoding, skip)) => (Some(encoding), skip),
        None => (wide_without_mark(&bytes), 0),
    };
    if encoding.is_none_or(|e| e == UTF_8) && looks_binary(&bytes[skip..]) {
        return Err(Problem::error(
            path,
            "this is no text: it holds bytes that no text has; save the article as text, HTML or docx",
        ));
    }
    if let Some(encoding) = encoding.filter(|&e| e != UTF_8) {
        return other(path, bytes, encoding, skip, None);
    }
    let Err(error) = std::str::from_utf8(&bytes[skip..]) else {
        let map = SourceMap::identity((bytes.len() - skip) as u32, skip as u32);
        let file = Arc::new(SourceFile::new(path, bytes, Offsets::File));
        return Ok(Decoded { file, text: None, skip, map, problems: Vec::new() });
    };
    let first = skip + error.valid_up_to();
    if let Some(encoding) = declared(&bytes[..bytes.len().min(4096)]).filter(|&e| e != UTF_8 && skip == 0) {
        return other(path, bytes, encoding, 0, None);
    }
    if skip == 0
        && let Some(encoding) = guess(&bytes)
    {
        let remark = format!(
            "it is not UTF-8 (first at byte {first}) and was read as {}, a guess; save it as UTF-8 to be sure",
            encoding.name()
        );
        return other(path, bytes, encoding, 0, Some(remark));
    }
    mended(path, bytes, skip, first)
}

/// UTF-8 with some broken bytes: each is shown as U+FFFD, and the loss is told. Too many of them, and nothing is read.
fn mended(path: String, bytes: Vec<u8>, skip: usize, first: usize) -> Result<Decoded, Problem> {
    let mut builder = TextBuilder::new();
    let (mut at, mut broken) = (skip, 0usize);
    for chunk in bytes[skip..].utf8_chunks() {
        builder.verbatim(chunk.valid(), at as u32);
        at += chunk.valid().len();
        let bad = chunk.invalid().len();
        if bad > 0 {
            builder.replaced("\u{fffd}", SourceSpan::new(at as u32, (at + bad) as u32));
            at += bad;
            broken += bad;
        }
    }
    if broken > 16 && broken > bytes.len() / 50 {
        let message = format!(
            "{broken} bytes are not UTF-8 (first at byte {first}) and no other encoding fits; save it as UTF-8"
        );
        return Err(Problem::error(path, message));
    }
    let message = format!(
        "{broken} {} not UTF-8 (first at byte {first}); they are shown as U+FFFD; save the file as UTF-8",
        if broken == 1 { "byte is" } else { "bytes are" }
    );
    let problems = vec![Problem::error(&path, message)];
    let (text, map) = builder.into_parts();
    let file = Arc::new(SourceFile::new(path, bytes, Offsets::File));
    Ok(Decoded { file, text: Some(text), skip: 0, map, problems })
}

/// Text in another encoding than UTF-8.
fn other(
    path: String,
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    skip: usize,
    remark: Option<String>,
) -> Result<Decoded, Problem> {
    let (builder, broken) = if encoding == UTF_16LE || encoding == UTF_16BE {
        utf_16(&bytes, encoding, skip)
    } else {
        legacy(&bytes, encoding)
    };
    let (text, map) = builder.into_parts();
    if broken > 16 && broken > bytes.len() / 50 {
        return Err(Problem::error(path, format!("it says it is {}, but is not; save it as UTF-8", encoding.name())));
    }
    let mut problems = Vec::new();
    if broken > 0 {
        let message = format!("{broken} bytes are not {}; they are shown as U+FFFD; save it as UTF-8", encoding.name());
        problems.push(Problem::error(&path, message));
    }
    problems.extend(remark.map(|r| Problem::warning(&path, r)));
    let file = Arc::new(SourceFile::encoded(path, bytes, Offsets::File, Some(encoding)));
    Ok(Decoded { file, text: Some(text), skip: 0, map, problems })
}

/// UTF-16, unit by unit; broken units are counted.
fn utf_16(bytes: &[u8], encoding: &'static Encoding, skip: usize) -> (TextBuilder, usize) {
    let unit = |pair: &[u8]| {
        let pair = [pair[0], *pair.get(1).unwrap_or(&0)];
        if encoding == UTF_16LE { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    };
    let mut builder = TextBuilder::new();
    let (mut at, mut broken, mut buffer) = (skip, (bytes.len() - skip) % 2, [0u8; 4]);
    for decoded in char::decode_utf16(bytes[skip..].chunks_exact(2).map(unit)) {
        let (c, units) = match decoded {
            Ok(c) => (c, c.len_utf16()),
            Err(_) => {
                broken += 2;
                ('\u{fffd}', 1)
            }
        };
        let end = at + 2 * units;
        if c.is_ascii() {
            builder.stepped(c.encode_utf8(&mut buffer), at as u32, 2);
        } else {
            builder.replaced(c.encode_utf8(&mut buffer), SourceSpan::new(at as u32, end as u32));
        }
        at = end;
    }
    (builder, broken)
}

/// Any other encoding: the decoder is fed byte by byte, so that each character is known by the bytes that made it.
fn legacy(bytes: &[u8], encoding: &'static Encoding) -> (TextBuilder, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut builder = TextBuilder::new();
    let (mut from, mut broken, mut buffer) = (0usize, 0usize, [0u8; 16]);
    for at in 0..=bytes.len() {
        let last = at == bytes.len();
        let mut input = if last { &[][..] } else { &bytes[at..=at] };
        let end = if last { at } else { at + 1 };
        loop {
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(input, &mut buffer, last);
            input = &input[read.min(input.len())..];
            if written > 0 {
                let text = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{fffd}");
                if text.is_ascii() && text.len() == end - from {
                    builder.verbatim(text, from as u32);
                } else {
                    builder.replaced(text, SourceSpan::new(from as u32, end as u32));
                }
                from = end;
            }
            match result {
                DecoderResult::Malformed(..) => {
                    broken += 1;
                    builder.replaced("\u{fffd}", SourceSpan::new(from as u32, end as u32));
                    from = end;
                }
                DecoderResult::OutputFull => {}
                DecoderResult::InputEmpty => break,
            }
        }
    }
    (builder, broken)
}

/// UTF-16 without a byte order mark: nearly every other byte of a Latin text is 0.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), head.len() / 2);
    if units < 8 {
        return None;
    }
    match (even * 10 < units, odd * 10 > units * 7, even * 10 > units * 7, odd * 10 < units) {
        (true, true, _, _) => Some(UTF_16LE),
        (_, _, true, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Bytes that stand in no text: NUL, or many control characters.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 16)];
    let control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    memchr::memchr(0, head).is_some() || head.iter().filter(|&&b| control(b)).count() * 50 > head.len()
}

/// The encoding of bytes that are not UTF-8, if the text reads well in it.
///
/// A guess is taken only where nearly every byte beyond ASCII is what an English text has: typographic marks, or a single accented
/// letter inside a word. Broken UTF-8 would otherwise pass as a Western text full of odd letters.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding == UTF_8 {
        return None;
    }
    if !encoding.is_single_byte() {
        // Nothing but a whole text without one error is taken for an Asian encoding.
        return encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|_| encoding);
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let chars: Vec<char> = text.chars().collect();
    let (mut high, mut good) = (0usize, 0usize);
    for (i, &c) in chars.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        high += 1;
        let before = i.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
        let after = chars.get(i + 1).copied().unwrap_or(' ');
        let letters = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
        let strange = |c: char| !c.is_ascii() && c.is_alphabetic();
        let typographic = matches!(
            c,
            '\u{2010}'
                ..='\u{203a}'
                    | '€'
                    | '£'
                    | '©'
                    | '®'
                    | '°'
                    | '\u{a0}'
                    | '«'
                    | '»'
                    | '·'
                    | '½'
                    | '¼'
                    | '¾'
                    | '™'
                    | '§'
        );
        good += usize::from(typographic || (c.is_alphabetic() && letters && !strange(before) && !strange(after)));
    }
    // Cyrillic, Greek and the like: whole words of the script. They are set aside later as another language, by name.
    let foreign = chars.iter().filter(|c| !c.is_ascii() && c.is_alphabetic()).count() * 2 > chars.len();
    (good * 10 >= high * 9 || foreign).then_some(encoding)
}

/// No format declares anything.
pub fn undeclared(_head: &[u8]) -> Option<&'static Encoding> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn read(bytes: &[u8]) -> Result<Decoded, Problem> {
        decode(Input { path: "a.txt".into(), bytes: bytes.to_vec() }, undeclared)
    }

    #[test]
    fn utf_32_is_refused_by_name() {
        for mark in [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]] {
            assert!(read(&mark).is_err_and(|p| p.message.contains("UTF-32")));
        }
    }

    #[test]
    fn offsets_are_bytes_of_the_file_in_every_encoding() {
        let text = "“Naïve,” Ms. Peña said on 3 May";
        let utf_16 =
            |f: fn(u16) -> [u8; 2]| std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(f).collect::<Vec<_>>();
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let files = [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
            windows.to_vec(),
        ];
        for bytes in files {
            let decoded = read(&bytes).unwrap_or_else(|p| panic!("{}", p.message));
            assert_eq!(decoded.text(), text);
            let at = text.find("Peña").expect("there") as u32;
            let span = decoded.map.source(Span::new(at, at + 5));
            let slice = &bytes[span.range()];
            let shown = match slice.len() {
                8 if slice[0] == 0 => UTF_16BE.decode_without_bom_handling(slice).0,
                8 => UTF_16LE.decode_without_bom_handling(slice).0,
                4 => encoding_rs::WINDOWS_1252.decode_without_bom_handling(slice).0,
                _ => String::from_utf8_lossy(slice),
            };
            assert_eq!(shown, "Peña");
        }
    }

    #[test]
    fn broken_bytes_are_told_and_the_rest_is_read() {
        let decoded = read(b"Mayor \xff\xfe\xfa\xc3 said 12 people").unwrap_or_else(|p| panic!("{}", p.message));
        assert!(decoded.text().ends_with("said 12 people"));
        assert!(decoded.problems[0].message.contains("first at byte 6"));
    }

    #[test]
    fn binaries_are_refused() {
        assert!(read(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0").is_err());
        assert!(read(&[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13]).is_err());
    }
}
