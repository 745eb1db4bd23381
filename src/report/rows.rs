//! Prose in rows: a passage with its surroundings, wrapped to the width of the terminal, with marks under the words that count.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::clean::clean_char;
use super::place::Excerpt;

/// What a character is to its passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Around the passage.
    Around,
    /// In the passage, the same on the other side.
    Same,
    /// In the passage, different on the other side.
    Differs,
}

/// One row of prose: its characters with their marks.
#[derive(Clone, Debug, Default)]
pub struct Row(pub Vec<(char, Mark)>);

impl Row {
    /// The text of the row.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|c| c.0).collect()
    }

    /// The line of marks under it: `^` under words that differ, `~` under the rest of the passage; `None` if it has no mark.
    #[must_use]
    pub fn marks(&self) -> Option<String> {
        let mut line = String::new();
        for &(c, mark) in &self.0 {
            let sign = match mark {
                Mark::Around => ' ',
                Mark::Same => '~',
                Mark::Differs => '^',
            };
            line.extend(std::iter::repeat_n(sign, c.width().unwrap_or(0)));
        }
        line.truncate(line.trim_end().len());
        (!line.is_empty()).then_some(line)
    }
}

/// Longest passage shown in full; of a longer one the middle is left out, but never a word that differs.
const LONG: usize = 480;

/// Lays out an excerpt in rows of at most `width` columns. `differing` are byte ranges of the passage.
#[must_use]
pub fn rows(excerpt: &Excerpt<'_>, differing: &[Range<usize>], width: usize) -> Vec<Row> {
    wrap(&cells(excerpt, differing), width.max(20))
}

/// One cell a character, white space folded.
fn cells(excerpt: &Excerpt<'_>, differing: &[Range<usize>]) -> Vec<(char, Mark)> {
    let mut cells: Vec<(char, Mark)> = Vec::new();
    let mut push = |c: char, mark: Mark| {
        let c = clean_char(c);
        match cells.last_mut() {
            Some((' ', last)) if c == ' ' => *last = (*last).min(mark),
            None if c == ' ' => {}
            _ => cells.push((c, mark)),
        }
    };
    if excerpt.cut_before {
        "… ".chars().for_each(|c| push(c, Mark::Around));
    }
    excerpt.before.chars().for_each(|c| push(c, Mark::Around));
    let skip = middle(excerpt.passage, differing);
    for (i, c) in excerpt.passage.char_indices() {
        if skip.contains(&i) {
            if i == skip.start {
                " […] ".chars().for_each(|c| push(c, Mark::Around));
            }
            continue;
        }
        push(c, if differing.iter().any(|r| r.contains(&i)) { Mark::Differs } else { Mark::Same });
    }
    excerpt.after.chars().for_each(|c| push(c, Mark::Around));
    if excerpt.cut_after {
        " …".chars().for_each(|c| push(c, Mark::Around));
    }
    cells
}

/// The longest stretch of a long passage that holds nothing of interest, kept off the words around it; empty if the passage is
/// short.
fn middle(passage: &str, differing: &[Range<usize>]) -> Range<usize> {
    const KEEP: usize = 120;
    if passage.len() <= LONG {
        return 0..0;
    }
    let mut edges = vec![0];
    edges.extend(differing.iter().flat_map(|r| [r.start, r.end]));
    edges.push(passage.len());
    let best = edges.chunks_exact(2).map(|e| e[0]..e[1]).max_by_key(|r| (r.len(), std::cmp::Reverse(r.start)));
    let Some(r) = best.filter(|r| r.len() > 3 * KEEP) else { return 0..0 };
    let word = |at: usize| passage[..passage.floor_char_boundary(at)].rfind(' ').unwrap_or(r.start);
    let (start, end) = (word(r.start + KEEP), word(r.end - KEEP));
    if start < end { start..end } else { 0..0 }
}

/// Breaks cells into rows at blanks; a word longer than a row is broken.
fn wrap(cells: &[(char, Mark)], width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = Row::default();
    let mut used = 0;
    for word in cells.split_inclusive(|c| c.0 == ' ') {
        let bare = if word.last().is_some_and(|c| c.0 == ' ') { &word[..word.len() - 1] } else { word };
        let columns: usize = bare.iter().map(|c| c.0.width().unwrap_or(0)).sum();
        if used > 0 && used + columns > width {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        for &cell in word {
            let w = cell.0.width().unwrap_or(0);
            if used + w > width && used > 0 && cell.0 != ' ' {
                rows.push(std::mem::take(&mut row));
                used = 0;
            }
            row.0.push(cell);
            used += w;
        }
    }
    if !row.0.is_empty() {
        rows.push(row);
    }
    for row in &mut rows {
        while row.0.last().is_some_and(|c| c.0 == ' ') {
            row.0.pop();
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(before: &str, passage: &str, after: &str, differing: &[Range<usize>], width: usize) -> String {
        let e = Excerpt { before, passage, after, cut_before: false, cut_after: true };
        rows(&e, differing, width)
            .iter()
            .map(|r| format!("{}\n{}", r.text(), r.marks().map(|m| m + "\n").unwrap_or_default()))
            .collect()
    }

    #[test]
    fn marks_stand_under_their_words() {
        assert_eq!(
            show("Mayor ", "Jorge Elosa", " of Brackwater said", std::slice::from_ref(&(6..11)), 60),
            "Mayor Jorge Elosa of Brackwater said …\n      ~~~~~~^^^^^\n"
        );
        // A wide character takes two columns, an escape sequence is shown and takes one.
        assert_eq!(show("日\u{1b}", "ab", "", std::slice::from_ref(&(0..2)), 60), "日␛ab …\n   ^^\n");
    }

    #[test]
    fn long_rows_are_wrapped_with_their_marks() {
        assert_eq!(
            show("one two three four ", "five six", " seven", std::slice::from_ref(&(5..8)), 20),
            "one two three four\nfive six seven …\n~~~~~^^^\n"
        );
    }
}
