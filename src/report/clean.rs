//! The one sanitiser: what of an article, a path or a name may reach a terminal.
//!
//! Every character becomes exactly one character, so that marks drawn under a line stay under their words.

/// A harmless character in place of `c`: white space becomes a blank; controls are shown as their pictures (␛); bidi controls
/// and other invisible steering characters as �.
#[must_use]
pub fn clean_char(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{A0}' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => '\u{FFFD}',
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => '\u{FFFD}',
        c => c,
    }
}

/// `text` on one line, with nothing in it that could steer a terminal.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().map(clean_char).collect()
}

/// As [`clean`], with runs of white space as one blank: for passages quoted in a sentence.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars().map(clean_char) {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// JSON in which characters that steer a terminal are written as escapes: the same data, harmless where it is shown. Such characters
/// stand nowhere in JSON but in strings.
#[must_use]
pub fn clean_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c == clean_char(c) || matches!(c, '\n' | '\u{A0}') {
            out.push(c);
        } else {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

/// `text` cut to about `max` characters at a word, with an ellipsis if something was cut.
#[must_use]
pub fn shorten(text: &str, max: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(max) {
        None => line,
        Some((cut, _)) => {
            let head = &line[..cut];
            let at = head.rfind(' ').filter(|&i| i * 2 > head.len()).unwrap_or(head.len());
            format!("{}…", head[..at].trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        let nasty: String = (0..0x2100).chain(0xE0000..0xE0080).filter_map(char::from_u32).collect();
        let out = clean(&nasty);
        assert_eq!(out.chars().count(), nasty.chars().count());
        assert!(out.chars().all(|c| !c.is_control() && !('\u{202A}'..='\u{202E}').contains(&c)));
        assert_eq!(clean("a\u{1b}[2Jb\rc"), "a\u{241b}[2Jb c");
    }

    #[test]
    fn json_says_the_same_without_steering() {
        let nasty: String = (0..0x2100).chain(0xE0000..0xE0080).filter_map(char::from_u32).collect();
        let json = clean_json(&(serde_json::to_string_pretty(&[&nasty]).expect("plain data") + "\n"));
        assert!(json.chars().all(|c| c == clean_char(c) || matches!(c, '\n' | '\u{A0}')));
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).expect("JSON"), [nasty]);
    }

    #[test]
    fn a_joined_emoji_stays_whole() {
        assert_eq!(clean("👩\u{200D}🚒 é 𐐀"), "👩\u{200D}🚒 é 𐐀");
    }

    #[test]
    fn long_passages_are_cut_at_a_word() {
        assert_eq!(shorten("the  quick\nbrown fox", 13), "the quick…");
        assert_eq!(shorten("the quick", 13), "the quick");
    }
}
