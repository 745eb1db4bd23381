//! Where the paragraphs of a plain text lie: parted by blank lines, one a line, or hard-wrapped, as the text itself shows.

use std::ops::Range;

/// One line without its end and without white space around it.
#[derive(Clone)]
struct Line {
    range: Range<usize>,
    indent: usize,
    width: usize,
}

/// The paragraphs from byte `at` on, each as the ranges of its lines (to be joined by blanks).
#[must_use]
pub fn split(text: &str, at: usize) -> Vec<Vec<Range<usize>>> {
    let groups = groups(text, at);
    let wrapped = wrap(text, &groups);
    let mut blocks: Vec<Vec<Range<usize>>> = Vec::new();
    for group in &groups {
        let mut block: Vec<Range<usize>> = Vec::new();
        for (i, line) in group.iter().enumerate() {
            let goes_on = i > 0
                && match wrapped {
                    Some(width) => !starts_paragraph(text, &group[i - 1], line, width),
                    None => false,
                };
            if !goes_on && !block.is_empty() {
                blocks.push(std::mem::take(&mut block));
            }
            block.push(line.range.clone());
        }
        blocks.push(block);
    }
    blocks.retain(|b| b.iter().any(|r| text[r.clone()].contains(char::is_alphanumeric)));
    blocks
}

/// Runs of lines between blank lines.
fn groups(text: &str, at: usize) -> Vec<Vec<Line>> {
    let mut groups = Vec::new();
    let mut group: Vec<Line> = Vec::new();
    let mut start = at.min(text.len());
    for raw in text[start..].split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{c}']).flat_map(split_cr) {
        let line = raw.trim();
        if line.is_empty() {
            if !group.is_empty() {
                groups.push(std::mem::take(&mut group));
            }
        } else {
            let indent = raw.len() - raw.trim_start().len();
            let from = start + indent;
            group.push(Line { range: from..from + line.len(), indent, width: line.chars().count() });
        }
        start += raw.len();
    }
    if !group.is_empty() {
        groups.push(group);
    }
    groups
}

/// A lone CR ends a line, too (old Macs).
fn split_cr(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let lone = rest.find('\r').filter(|&i| !rest[i..].starts_with("\r\n"));
        let (first, after) = rest.split_at(lone.map_or(rest.len(), |i| i + 1));
        rest = after;
        Some(first)
    })
}

/// The width to which the text was wrapped, if it was: most lines are then as full as their next word allows, or break off within
/// a sentence.
fn wrap(text: &str, groups: &[Vec<Line>]) -> Option<usize> {
    let pairs = || groups.iter().flat_map(|g| g.windows(2));
    let joints = pairs().count();
    if joints == 0 {
        return None;
    }
    let mut widths: Vec<usize> = groups.iter().flatten().map(|l| l.width).collect();
    widths.sort_unstable();
    let width = widths[(widths.len() - 1) * 95 / 100];
    if width > 130 {
        return None;
    }
    let full = pairs().filter(|p| p[0].width + 1 + first_word(text, &p[1]) + 3 >= width).count();
    let within = pairs().filter(|p| breaks_off(text, &p[0], &p[1])).count();
    let ended = pairs().filter(|p| ends_sentence(&text[p[0].range.clone()])).count();
    let wrapped = (width >= 40 && full * 10 >= joints * 6 && ended * 2 <= joints) || within * 10 >= joints * 3;
    wrapped.then_some(width)
}

/// Characters of a line's first word.
fn first_word(text: &str, line: &Line) -> usize {
    text[line.range.clone()].split(' ').next().map_or(0, |w| w.chars().count())
}

/// Whether a line ends within a sentence that the next one goes on with.
fn breaks_off(text: &str, line: &Line, next: &Line) -> bool {
    !ends_sentence(&text[line.range.clone()]) && text[next.range.clone()].starts_with(char::is_lowercase)
}

/// Whether a line ends like a sentence.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', '…'])
}

/// In wrapped text: whether `line` starts a new paragraph though no blank line stands before it.
fn starts_paragraph(text: &str, before: &Line, line: &Line, width: usize) -> bool {
    if line.indent > before.indent + 1 && line.indent <= 12 {
        return true;
    }
    let room = before.width + 1 + first_word(text, line);
    ends_sentence(&text[before.range.clone()]) && room * 10 < width * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Vec<String> {
        split(text, 0).iter().map(|b| b.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(show("One.\n\nTwo is\r\n\r\n  \nThree\n"), ["One.", "Two is", "Three"]);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "The council voted on Tuesday to close the harbour road for a year while the wall is rebuilt, officials said after a meeting that lasted five hours.";
        assert_eq!(show(&format!("{long}\n{long}\n{long}")).len(), 3);
        let short = "The road is closed.\nThe wall is old.\nNo one was hurt, the mayor said.\nWork begins in May.";
        assert_eq!(show(short).len(), 4);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "The council voted on Tuesday to close the harbour road for a year\nwhile the wall is rebuilt, officials said after a meeting that lasted\nfive hours.\n\nWork begins in May and will cost the city about 12 million dollars,\nthe treasurer said.";
        assert_eq!(show(text).len(), 2);
        let indented = "The council voted on Tuesday to close the harbour road for a year\nwhile the wall is rebuilt, officials said.\n   Work begins in May and will cost the city about 12 million dollars,\nthe treasurer said.";
        assert_eq!(show(indented).len(), 2);
    }

    #[test]
    fn rules_and_empty_lines_are_no_paragraphs() {
        assert_eq!(show("One.\n* * *\nTwo.\n\n-----\n\nThree.\r\rFour."), ["One.", "Two.", "Three.", "Four."]);
        assert!(show(" \n\n").is_empty());
    }
}
