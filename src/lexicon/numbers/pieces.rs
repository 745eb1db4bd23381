//! Cuts text into the pieces that numbers, units and dates are read from. Independent of any tokenizer, so that "60,000km",
//! "$42M" and "48-page" come apart the same way whatever the language model does with them.

use crate::model::Decimal;

/// A piece of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// Digits, a word or a mark.
    pub kind: PieceKind,
    /// White space stands before it.
    pub space: bool,
    /// Letters in lower case for a word; empty otherwise.
    pub lower: Box<str>,
    /// The first letter is a capital.
    pub capital: bool,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Digits with commas and a point: the value, digits after the point, zeros at the end of a whole number, plain (no comma or point).
    Digits {
        /// The value.
        value: Decimal,
        /// Digits after the point as written.
        decimals: u8,
        /// Zeros at the end of a whole number.
        zeros: u8,
        /// Neither comma nor point.
        plain: bool,
        /// How many digits there are.
        digits: u8,
    },
    /// A run of letters.
    Word,
    /// A single other character.
    Mark(char),
}

impl Piece {
    /// Whether the piece is this mark.
    #[must_use]
    pub fn is(&self, mark: char) -> bool {
        self.kind == PieceKind::Mark(mark)
    }

    /// Whether the piece is a hyphen or a dash.
    #[must_use]
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, PieceKind::Mark('-' | '–' | '—' | '‑' | '−'))
    }

    /// Whether the piece is a word.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == PieceKind::Word
    }
}

/// The pieces of `text`; offsets count from `base`.
#[must_use]
pub fn pieces(text: &str, base: u32) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut space = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            space = true;
            continue;
        }
        let rest = &text[at..];
        let (len, kind) = if let Some(found) = digits(text, at) {
            found
        } else if c.is_alphabetic() {
            (rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()), PieceKind::Word)
        } else {
            (c.len_utf8(), PieceKind::Mark(c))
        };
        let lower = if kind == PieceKind::Word { rest[..len].to_lowercase().into() } else { Box::from("") };
        out.push(Piece {
            start: base + at as u32,
            end: base + (at + len) as u32,
            kind,
            space,
            lower,
            capital: c.is_uppercase(),
        });
        at += len;
        space = false;
    }
    out
}

/// The length of a space that parts thousands at `at`: no-break and thin spaces, or a plain one.
fn thousands_space(text: &str, at: usize) -> Option<usize> {
    text[at..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')).map(char::len_utf8)
}

/// A number in digits at byte `at`: "4,312.50", ".08", "816 000", "12,34,567".
fn digits(text: &str, at: usize) -> Option<(usize, PieceKind)> {
    let b = text.as_bytes();
    let digit = |i: usize| b.get(i).is_some_and(u8::is_ascii_digit);
    let group = |i: usize, n: usize| (0..n).all(|k| digit(i + k)) && !digit(i + n);
    let leading_point =
        b[at] == b'.' && digit(at + 1) && (at == 0 || !b[at - 1].is_ascii_alphanumeric() && b[at - 1] != b'.');
    if !digit(at) && !leading_point {
        return None;
    }
    let mut plain: String = String::new();
    let (mut i, mut whole_plain) = (at, true);
    while digit(i) {
        plain.push(char::from(b[i]));
        i += 1;
    }
    if plain.len() <= 3 && !leading_point && !plain.starts_with('0') {
        loop {
            let comma = b.get(i) == Some(&b',') && (group(i + 1, 3) || indian(b, i));
            let gap = match thousands_space(text, i) {
                _ if comma => Some(1),
                Some(n) if group(i + n, 3) && (n > 1 || (whole_plain && at_word_start(b, at)) || !whole_plain) => {
                    Some(n)
                }
                _ => None,
            };
            // A list of three-digit numbers ("101, 202") has a space after its comma and is not met here.
            let Some(n) = gap else { break };
            whole_plain = false;
            i += n;
            while digit(i) {
                plain.push(char::from(b[i]));
                i += 1;
            }
        }
    }
    if whole_plain
        && plain.len() <= 3
        && !leading_point
        && let Some(found) = continental(text, at, i)
    {
        return Some(found);
    }
    let zeros = plain.bytes().rev().take_while(|&d| d == b'0').count().min(plain.len().saturating_sub(1));
    let mut decimals = 0usize;
    if (b.get(i) == Some(&b'.') && digit(i + 1) && !is_dotted_chain(b, at, i)) || leading_point {
        plain.push('.');
        i += 1;
        while digit(i) {
            plain.push(char::from(b[i]));
            decimals += 1;
            i += 1;
        }
        whole_plain = false;
    }
    let written = if plain.starts_with('.') { format!("0{plain}") } else { plain.clone() };
    let shortened = if decimals > 15 { &written[..written.len() - (decimals - 15)] } else { &written };
    let value = Decimal::parse(shortened).unwrap_or_default();
    let kind = PieceKind::Digits {
        value,
        decimals: decimals.min(15) as u8,
        zeros: if decimals > 0 { 0 } else { zeros.min(30) as u8 },
        plain: whole_plain,
        digits: plain.len().min(255) as u8,
    };
    Some((i - at, kind))
}

/// "1.111,11" as the continent writes it, with its first point at byte `point`. A comma behind points can be nothing else; without one the
/// points may be decimal points or those of an address.
fn continental(text: &str, at: usize, point: usize) -> Option<(usize, PieceKind)> {
    let b = text.as_bytes();
    if !at_word_start(b, at) {
        return None;
    }
    let run = |i: usize| b[i..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut i = point;
    while b.get(i) == Some(&b'.') && run(i + 1) == 3 {
        i += 4;
    }
    let decimals = if i > point && b.get(i) == Some(&b',') { run(i + 1) } else { 0 };
    let end = i + 1 + decimals;
    let more = matches!(b.get(end), Some(b',' | b'.')) && b.get(end + 1).is_some_and(u8::is_ascii_digit);
    if !(1..=2).contains(&decimals) || more {
        return None;
    }
    let value = Decimal::parse(&text[at..end].replace('.', "").replace(',', "."))?;
    let digits = (end - at).min(255) as u8;
    Some((end - at, PieceKind::Digits { value, decimals: decimals as u8, zeros: 0, plain: false, digits }))
}

/// "12,34,567": groups of two digits after comma `i`, the last one of three.
fn indian(b: &[u8], mut i: usize) -> bool {
    let digit = |i: usize| b.get(i).is_some_and(u8::is_ascii_digit);
    while b.get(i) == Some(&b',') && digit(i + 1) && digit(i + 2) {
        if digit(i + 3) {
            return !digit(i + 4);
        }
        i += 3;
    }
    false
}

/// Whether no letter, digit or joining mark stands directly before byte `at`.
fn at_word_start(b: &[u8], at: usize) -> bool {
    at == 0 || !(b[at - 1].is_ascii_alphanumeric() || matches!(b[at - 1], b'.' | b',' | b'-' | b'/' | b':'))
}

/// "192.168.1.2": a point is no decimal point where the digits after it are followed by another point and digits, or a point and
/// digits stand before.
fn is_dotted_chain(b: &[u8], start: usize, point: usize) -> bool {
    let mut j = point + 1;
    while b.get(j).is_some_and(u8::is_ascii_digit) {
        j += 1;
    }
    let after = b.get(j) == Some(&b'.') && b.get(j + 1).is_some_and(u8::is_ascii_digit);
    let before = start >= 2 && b[start - 1] == b'.' && b[start - 2].is_ascii_digit();
    after || before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        pieces(text, 0)
            .iter()
            .filter_map(|p| match p.kind {
                PieceKind::Digits { value, .. } => Some(value.to_string()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn digits_come_apart_from_what_is_glued_to_them() {
        assert_eq!(
            values("$4,312.50 for 60,000km, 48-page 7-3 .08 and 816 000 t"),
            ["4312.5", "60000", "48", "7", "3", "0.08", "816000"]
        );
        assert_eq!(values("192.168.1.2"), ["192", "168", "1", "2"]);
        assert_eq!(values("12,34,567.89 22,24,26,31."), ["1234567.89", "22", "24", "26", "31"]);
        assert_eq!(values("1.111,11 and 2.345.678,5 but 3.141, 12"), ["1111.11", "2345678.5", "3.141", "12"]);
        assert_eq!(values("192.168.100,2 3.141,592"), ["192168100.2", "3.141", "592"]);
        assert_eq!(values("in 2016, 400 people; 101 202"), ["2016", "400", "101202"]);
    }

    #[test]
    fn any_text_is_cut_without_loss() {
        for text in ["", "é€½ 1", "\u{a0}", "99999999999999999999999999999999999999999999", "1,", ".5.", "…3…"]
        {
            let cut = pieces(text, 0);
            assert!(cut.windows(2).all(|w| w[0].end <= w[1].start));
            assert!(
                cut.iter().all(|p| text.is_char_boundary(p.start as usize) && text.is_char_boundary(p.end as usize))
            );
        }
    }
}
