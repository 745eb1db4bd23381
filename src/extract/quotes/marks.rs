//! Pairs quotation marks: curly, straight, single, guillemets. Typed pairing with apostrophe rules; whatever goes wrong in one
//! paragraph ends with it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lexicon;
use crate::model::{Paragraph, Span};

/// Words between a pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The words, without the marks and without white space at the ends.
    pub span: Span,
    /// The words with their marks.
    pub outer: Span,
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Single marks, as headlines and British papers have them.
    pub single: bool,
    /// Whether a closing mark was there.
    pub closed: bool,
    /// The paragraph after it goes on with an opening mark and this one has no closing mark: a running quotation.
    pub runs_on: bool,
}

/// What a mark may do where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Open,
    Close,
    Either,
}

static CLIPPED: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../../lexicon/data/clipped_words.txt")).collect());

/// Longest value of an attribute, in characters.
const LONGEST_VALUE: usize = 400;

/// Longest quotation in single marks: a lone ‘ must not swallow half an article.
const LONGEST_SINGLE: usize = 700;

/// All marked words of an article, in order, those inside other marks left out.
pub fn find(text: &str, paragraphs: &[Paragraph]) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if !paragraph.part.makes_claims() {
            continue;
        }
        let chars: Vec<(u32, char)> =
            paragraph.span.of(text).char_indices().map(|(i, c)| (paragraph.span.start() + i as u32, c)).collect();
        let scan = Scan { text, chars: &chars, end: paragraph.span.end(), paragraph: index };
        // A running quotation opens each paragraph anew; the one before had no closing mark.
        let opens = scan.first_is_opening();
        if let Some(last) = found.last_mut()
            && !last.closed
            && last.paragraph + 1 == index
        {
            last.runs_on = opens;
        }
        scan.run(&mut found);
    }
    found
}

struct Scan<'a> {
    text: &'a str,
    chars: &'a [(u32, char)],
    end: u32,
    paragraph: usize,
}

impl Scan<'_> {
    fn char(&self, i: usize) -> Option<char> {
        self.chars.get(i).map(|c| c.1)
    }

    fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|i| self.char(i))
    }

    /// Byte offset of character `i`, the end of the paragraph behind the last one.
    fn at(&self, i: usize) -> u32 {
        self.chars.get(i).map_or(self.end, |c| c.0)
    }

    fn first_is_opening(&self) -> bool {
        let first = self.chars.iter().position(|c| !c.1.is_whitespace() && !"[(.…".contains(c.1));
        first.is_some_and(|i| matches!(self.double(i), Some((Role::Open, _))))
    }

    fn run(&self, found: &mut Vec<Marked>) {
        let mut open: Option<(usize, usize)> = None; // first character of the words, of the mark
        let mut runs = false; // whether the open quotation was found to have marks of its own kind inside
        let mut sure = false; // whether the open mark can only be an opening one
        let mut i = 0;
        while i < self.chars.len() {
            if let Some(behind) = self.attribute(i) {
                i = behind;
                continue;
            }
            if let Some((role, len)) = self.double(i) {
                match (open, role) {
                    (Some((from, mark)), Role::Close | Role::Either) => {
                        self.push(found, from, i, mark, i + len, false, true);
                        open = None;
                    }
                    // A pair of the same marks inside: its own closing mark and that of the quotation follow, no opening one between.
                    (Some(_), Role::Open) if sure && let Some(behind) = self.nested(i + len) => {
                        i = behind;
                        continue;
                    }
                    // A running quotation with marks of its own kind inside: it opens the paragraph and goes on in mid sentence.
                    (Some((_, mark)), Role::Open)
                        if sure && mark == self.first() && self.in_sentence(i) && (runs || !self.tells(mark, i)) =>
                    {
                        runs = true;
                        match self.closing(i + len) {
                            Some(behind) => i = behind,
                            None => i += len,
                        }
                        continue;
                    }
                    // An opening mark inside an open quotation: the first was never closed. Its words are not taken,
                    // for nobody knows where they end.
                    (_, Role::Open) | (None, Role::Either) => {
                        open = Some((i + len, i));
                        runs = false;
                        sure = role == Role::Open;
                    }
                    (None, Role::Close) => {}
                }
                i += len;
                continue;
            }
            if open.is_none()
                && let Some(close) = self.single(i)
            {
                self.push(found, i + 1, close, i, close + 1, true, true);
                i = close + 1;
                continue;
            }
            i += 1;
        }
        if let Some((from, mark)) = open.filter(|_| sure) {
            self.push(found, from, self.chars.len(), mark, self.chars.len(), false, false);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &self,
        found: &mut Vec<Marked>,
        from: usize,
        to: usize,
        outer_from: usize,
        outer_to: usize,
        single: bool,
        closed: bool,
    ) {
        let (start, end) = (self.at(from), self.at(to));
        let raw = &self.text[start as usize..end as usize];
        let left = (raw.len() - raw.trim_start().len()) as u32;
        let right = raw.trim_end().len() as u32;
        if left >= right || !raw.contains(char::is_alphanumeric) {
            return;
        }
        found.push(Marked {
            span: Span::new(start + left, start + right),
            outer: Span::new(self.at(outer_from), self.at(outer_to)),
            paragraph: self.paragraph,
            single,
            closed,
            runs_on: false,
        });
    }

    /// The first character of the paragraph that is no white space.
    fn first(&self) -> usize {
        self.chars.iter().position(|c| !c.1.is_whitespace()).unwrap_or(0)
    }

    /// Whether the mark at `i` stands in the middle of a sentence: right behind a word that is no verb of saying.
    fn in_sentence(&self, i: usize) -> bool {
        let before: Vec<char> = self.chars[..i].iter().rev().map(|c| c.1).take(24).collect();
        let word: String = before.iter().skip(1).take_while(|c| c.is_alphanumeric()).collect();
        let word: String = word.chars().rev().flat_map(char::to_lowercase).collect();
        before.first() == Some(&' ') && !word.is_empty() && !super::cues::form(&word) && word != "says"
    }

    /// Whether somebody says something between two characters: the writer's words.
    fn tells(&self, from: usize, to: usize) -> bool {
        let text = &self.text[self.at(from) as usize..self.at(to) as usize];
        lexicon::words(text).iter().any(|w| super::cues::form(w) || w == "says")
    }

    /// Behind the next double mark, if that is a closing one.
    fn closing(&self, from: usize) -> Option<usize> {
        let (at, role, len) =
            (from..self.chars.len()).find_map(|i| self.double(i).map(|(role, len)| (i, role, len)))?;
        (role == Role::Close).then_some(at + len)
    }

    /// Where the value of an attribute ends that begins at `i`: `align="left"` of a shortcode or a tag that was not read as one.
    fn attribute(&self, i: usize) -> Option<usize> {
        let mark = self.char(i).filter(|c| matches!(c, '"' | '”' | '“' | '″'))?;
        let named = i >= 2 && self.char(i - 1) == Some('=') && self.char(i - 2).is_some_and(char::is_alphanumeric);
        let alike = |c: char| c == mark || matches!(c, '"' | '”' | '″');
        let end = (i + 1..self.chars.len().min(i + LONGEST_VALUE)).find(|&j| alike(self.chars[j].1))?;
        named.then_some(end + 1)
    }

    /// If the marked words that begin at `from` stand inside other marks of the same kind: where they end, mark included.
    fn nested(&self, from: usize) -> Option<usize> {
        let mut marks = (from..self.chars.len()).filter_map(|i| self.double(i).map(|(role, len)| (i, role, len)));
        let (at, inner, len) = marks.next()?;
        let (_, outer, _) = marks.next()?;
        (inner == Role::Close && outer == Role::Close).then_some(at + len)
    }

    /// What the double mark at `i` may do, and how many characters it has; `None` if there is none.
    fn double(&self, i: usize) -> Option<(Role, usize)> {
        let c = self.char(i)?;
        let (role, len) = match c {
            '“' | '„' | '‟' | '«' | '「' | '〝' => (Some(Role::Open), 1),
            '”' | '»' | '」' | '〞' | '〟' => (Some(Role::Close), 1),
            '"' | '＂' | '″' => (None, 1),
            '`' if self.char(i + 1) == Some('`') => (Some(Role::Open), 2),
            '\'' | '’' | '‘' | '´' if self.char(i + 1) == Some(c) => (None, 2),
            _ => return None,
        };
        let (before, after) = (self.before(i), self.char(i + len));
        let can_open = after.is_some_and(|c| !c.is_whitespace() && !",;:!?)]}".contains(c)) && opens_after(before);
        let can_close = before.is_some_and(|c| !c.is_whitespace()) && closes_before(after);
        let inches = matches!(c, '"' | '″') && before.is_some_and(|c| c.is_ascii_digit()) && self.measure(i);
        if inches {
            return None;
        }
        Some(match role {
            // A curly mark of the wrong kind, where only the other kind can stand.
            Some(Role::Open) if !can_open && can_close => (Role::Either, len),
            Some(Role::Close) if can_open && !can_close => (Role::Either, len),
            Some(role) => (role, len),
            None if can_open && !can_close => (Role::Open, len),
            None if can_close && !can_open => (Role::Close, len),
            None => (Role::Either, len),
        })
    }

    /// Whether the straight mark at `i` stands for inches: 6'2", a 12" pipe.
    fn measure(&self, i: usize) -> bool {
        let mut j = i;
        while j > 0 && self.char(j - 1).is_some_and(|c| c.is_ascii_digit() || "./½¼¾-".contains(c)) {
            j -= 1;
        }
        let feet = j > 0 && self.char(j - 1).is_some_and(|c| matches!(c, '\'' | '’' | '′'));
        let unit_before_noun = self.char(i + 1) == Some(' ')
            && self.char(i + 2).is_some_and(char::is_lowercase)
            && !self.has_open_before(j);
        feet || unit_before_noun
    }

    /// Whether an odd number of straight double marks stands before `i`.
    fn has_open_before(&self, i: usize) -> bool {
        self.chars[..i].iter().filter(|c| matches!(c.1, '"' | '“' | '”')).count() % 2 == 1
    }

    /// If a quotation in single marks opens at `i`, the character that closes it.
    fn single(&self, i: usize) -> Option<usize> {
        let c = self.char(i)?;
        if !matches!(c, '‘' | '\'' | '‚' | '‹' | '`') || !opens_after(self.before(i)) {
            return None;
        }
        let after = self.char(i + 1)?;
        if !(after.is_alphanumeric() || "[“\"$£€…#@".contains(after)) || self.clipped(i) {
            return None;
        }
        let limit = self.chars.len().min(i + LONGEST_SINGLE);
        let mut first: Option<usize> = None;
        for j in i + 2..limit {
            match self.chars[j].1 {
                '’' | '\'' | '›' | '´' => {}
                // Another opening mark of the same kind before the close: this one was an odd one.
                '‘' if first.is_none() && opens_after(self.before(j)) => return None,
                _ => continue,
            }
            let (before, after) = (self.before(j), self.char(j + 1));
            if before.is_none_or(char::is_whitespace) || !closes_before(after) {
                continue;
            }
            // "the senators' plan": a plural possessive, unless nothing closes the quotation later on.
            let possessive =
                before == Some('s') && after == Some(' ') && self.char(j + 2).is_some_and(|c| c.is_lowercase());
            if !possessive {
                return match first {
                    // A later mark counts only within the same sentence.
                    Some(f) if self.chars[f..j].iter().any(|c| matches!(c.1, '.' | '?' | '!' | '“' | '"' | '‘')) => {
                        Some(f)
                    }
                    _ => Some(j),
                };
            }
            first.get_or_insert(j);
        }
        first
    }

    /// Whether the mark at `i` stands for letters or figures left out: '90s, 'em, 'n'.
    fn clipped(&self, i: usize) -> bool {
        let word: String = self.chars[i + 1..]
            .iter()
            .map(|c| c.1)
            .take_while(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let year = word.len() >= 2
            && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
            && (word.len() == 2 || word.ends_with('s') && word.len() == 3);
        year || CLIPPED.contains(word.as_str())
    }
}

/// Whether a mark after `c` may be an opening one.
fn opens_after(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || "([{—–-―/:“‘\"'>*_…".contains(c))
}

/// Whether a mark before `c` may be a closing one.
fn closes_before(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric() && !"$£€#@[({“‘".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Part;

    fn found(paragraphs: &[&str]) -> Vec<String> {
        let text = paragraphs.join("\n\n");
        let mut at = 0;
        let list: Vec<Paragraph> = paragraphs
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let span = Span::new(at, at + p.len() as u32);
                at += p.len() as u32 + 2;
                Paragraph {
                    span,
                    part: Part::Body,
                    number: i as u32 + 1,
                    block_quote: false,
                    list_item: false,
                    subheading: false,
                }
            })
            .collect();
        find(&text, &list).iter().map(|m| m.span.of(&text).to_owned()).collect()
    }

    #[test]
    fn marks_pair_by_type_and_place() {
        for (paragraphs, want) in [
            (&["“We won,” she said. “They lost.”"][..], &["We won,", "They lost."][..]),
            (&["\"We won,\" she said. \"They lost.\""], &["We won,", "They lost."]),
            (&["“We won,\" she said, ”not they.“"], &["We won,", "not they."]),
            (&["He said,\"We won,\"and left."], &["We won,"]),
            (&["“He told me, ‘Go home,’ and I went,” she said."], &["He told me, ‘Go home,’ and I went,"]),
            (&["The plan is ‘a disaster for us’, he said."], &["a disaster for us"]),
            (&["Mayor: Harbor plan 'will not raise taxes'"], &["will not raise taxes"]),
            (&["It's the senators' plan, 'the senators' own plan', he said."], &["the senators' own plan"]),
            (&["Back in the '90s rock 'n' roll was king; tell 'em that."], &[]),
            (&["The 6'2\" guard said \"we won\" to the 5' 11\" coach."], &["we won"]),
            (&["A 12\" pipe burst. \"It was loud,\" she said."], &["It was loud,"]),
            (&["«Nous avons gagné», she said."], &["Nous avons gagné"]),
            (&["``We won,'' she said."], &["We won,"]),
            (&["''We won,'' she said. ''It's the senators' day.''"], &["We won,", "It's the senators' day."]),
            (&["``He said `go home' and we went,'' she said."], &["He said `go home' and we went,"]),
            (
                &[
                    "“The dock was not “a palace for ferries.” It was a shed, and your letter “puts [us] at odds with it.",
                ],
                &[
                    "The dock was not “a palace for ferries.” It was a shed, and your letter “puts [us] at odds with it.",
                ],
            ),
            (&["“We won, he said. He added “They lost.”"], &["They lost."]),
            (&["[caption id=\"attachment_12\" align=\"left\" width=\"300\"] \"We won,\" she said."], &["We won,"]),
            (&["“It was not “a war,” he says, but a raid,” she said."], &["It was not “a war,” he says, but a raid,"]),
        ] {
            assert_eq!(found(paragraphs), want, "{paragraphs:?}");
        }
    }

    #[test]
    fn an_odd_mark_ends_with_its_paragraph() {
        let got = found(&[
            "“We won, she said.",
            "“They lost,” he said, “and we won.”",
            "A \" stray mark.",
            "\"Yes,\" she said.",
        ]);
        assert_eq!(got[1..], ["They lost,", "and we won.", "Yes,"]);
    }

    #[test]
    fn a_running_quotation_has_no_closing_mark() {
        let text = ["“One paragraph.", "“And another,” she said."];
        let joined = text.join("\n\n");
        let got = found(&text);
        assert_eq!(got, ["One paragraph.", "And another,"], "{joined}");
    }
}
