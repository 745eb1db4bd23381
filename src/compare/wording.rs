//! The differences between two wordings of one utterance, word by word, and what each of them does to the sense.

use std::ops::Range;

use similar::DiffOp;

use crate::model::{Relation, Severity};
use crate::speech::forms::{expansions, filler, house, inflected, negated_form, negation, number, plural, small};
use crate::speech::{Overlap, Word};

/// What a difference does to the sense, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Marks, case, spelling of the house, a marked ellipsis, a bracketed aside.
    Lawful,
    /// gonna and going to, a contraction, a filler, "that".
    Tidied,
    /// A whole sentence or a long run left out without a mark.
    Trimmed,
    /// A small word, a plural, the spelling of a name.
    Function,
    /// A noun, verb, adjective or adverb added, dropped or swapped.
    Content,
    /// A number, name or tense.
    Exact,
    /// A negation lost or won.
    Polarity,
}

/// One place where two wordings differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it does to the sense.
    pub class: Class,
    /// The words of the first wording, as indices.
    pub a: Range<usize>,
    /// Those of the second.
    pub b: Range<usize>,
    /// What happened, in words, as seen from the first wording: `"not" is missing`.
    pub said: String,
    /// As seen from the second wording.
    pub other: String,
    /// What a marked ellipsis of the one leaves out of the other.
    pub elided: bool,
    /// The writer's own words in brackets on one side.
    pub bracketed: bool,
}

/// Fewest words in a row whose loss is a cut and not a changed wording.
const CUT: usize = 8;

/// The differences of two wordings that lie beside each other.
#[must_use]
pub fn differences(text_a: &str, a: &[Word], text_b: &str, b: &[Word], o: &Overlap) -> Vec<Difference> {
    let mut out: Vec<Difference> = Vec::new();
    for op in &o.ops {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (x, y) = (op.old_range(), op.new_range());
        // Neighbouring operations are one place, but what an ellipsis leaves out is one of its own.
        let left_out = elided(a, &x, b, &y);
        match out.last_mut() {
            Some(last) if !left_out && !last.elided && last.a.end == x.start && last.b.end == y.start => {
                last.a.end = x.end;
                last.b.end = y.end;
            }
            _ => out.push(Difference {
                class: Class::Lawful,
                a: x,
                b: y,
                said: String::new(),
                other: String::new(),
                elided: left_out,
                bracketed: false,
            }),
        }
    }
    for d in &mut out {
        let bracketed = |w: &[Word]| w.iter().any(|w| w.bracketed);
        d.bracketed = bracketed(&a[d.a.clone()]) != bracketed(&b[d.b.clone()]);
        let lawful = d.elided || begun(a, &d.a, b, &d.b) || doubled(a, &d.a, &d.b) || doubled(b, &d.b, &d.a);
        d.class = if lawful { Class::Lawful } else { classify(a, &d.a, b, &d.b) };
        d.said = said(text_a, &a[d.a.clone()], text_b, &b[d.b.clone()]);
        d.other = said(text_b, &b[d.b.clone()], text_a, &a[d.a.clone()]);
    }
    // A negation that moved ("is not safe, I think" / "I do not think it is safe") turns nothing round.
    let negations = |w: &[Word]| w.iter().filter(|w| negation(&w.key)).count();
    // So does one behind the stretch, where both sentences go on.
    let (ta, tb) = (sentence_end(a, o.a.end), sentence_end(b, o.b.end));
    let on = ta > o.a.end && tb > o.b.end;
    let moved = |x: usize, y: usize| negations(&a[o.a.start..x]) % 2 == negations(&b[o.b.start..y]) % 2;
    if moved(o.a.end, o.b.end) || on && moved(ta, tb) {
        for d in out.iter_mut().filter(|d| d.class == Class::Polarity && !prefixed(a, &d.a, b, &d.b)) {
            d.class = Class::Content;
        }
    }
    // Beside what an ellipsis leaves out several words for several others are another sentence.
    let gaps: Vec<(Range<usize>, Range<usize>)> =
        out.iter().filter(|d| d.elided).map(|d| (d.a.clone(), d.b.clone())).collect();
    let beside = |d: &Difference| {
        gaps.iter().any(|(x, y)| x.end == d.a.start && y.end == d.b.start || d.a.end == x.start && d.b.end == y.start)
    };
    for d in out.iter_mut().filter(|d| d.class > Class::Function && d.a.len().min(d.b.len()) >= 2) {
        if beside(d) {
            d.class = Class::Function;
        }
    }
    // A beginning or end that is another altogether: a negation in it is of other words.
    for d in out.iter_mut().filter(|d| d.class == Class::Polarity) {
        let at_an_end = d.a.start == o.a.start && d.b.start == o.b.start || d.a.end == o.a.end && d.b.end == o.b.end;
        if at_an_end && d.a.len().min(d.b.len()) >= 2 && d.a.len().max(d.b.len()) >= 4 {
            d.class = Class::Content;
        }
    }
    out
}

/// Whether a word that only one side has is the speaker's own, behind the writer's in brackets that was taken for it: "the (old) old wall".
fn doubled(a: &[Word], x: &Range<usize>, y: &Range<usize>) -> bool {
    let before = x.start.checked_sub(1).and_then(|i| a.get(i));
    y.is_empty() && x.len() == 1 && before.is_some_and(|w| w.bracketed && w.hash == a[x.start].hash)
}

/// Whether one side is a quotation that begins in the middle of a contraction of the other: "are bringing" of "they're bringing".
fn begun(a: &[Word], x: &Range<usize>, b: &[Word], y: &Range<usize>) -> bool {
    let within = |short: &[Word], s: &Range<usize>, long: &[Word], l: &Range<usize>| {
        let (Some(last), 0, 1) = (long[l.clone()].last(), s.start, s.len()) else { return false };
        expansions(&last.key).iter().any(|form| form.len() > 1 && form.last() == Some(&&*short[0].key))
    };
    within(a, x, b, y) || within(b, y, a, x)
}

/// Where the sentence of the word before `at` ends.
fn sentence_end(words: &[Word], at: usize) -> usize {
    (at..words.len()).find(|&i| words[i].starts_sentence).unwrap_or(words.len())
}

fn prefixed(a: &[Word], x: &Range<usize>, b: &[Word], y: &Range<usize>) -> bool {
    a[x.clone()].iter().any(|v| b[y.clone()].iter().any(|w| negated_form(&v.key, &w.key)))
}

/// Whether one side has nothing there but a marked ellipsis.
fn elided(a: &[Word], x: &Range<usize>, b: &[Word], y: &Range<usize>) -> bool {
    let gap = |w: &[Word], r: &Range<usize>| r.is_empty() && r.start > 0 && w.get(r.start).is_some_and(|w| w.after_gap);
    gap(a, x) || gap(b, y)
}

/// The class of two runs of words as they stand, brackets not heeded.
#[must_use]
pub fn class_of(a: &[Word], b: &[Word]) -> Class {
    let keys = |w: &[Word]| -> Vec<String> { w.iter().map(|w| w.key.to_string()).collect() };
    runs(&keys(a), &keys(b))
}

/// What the difference between two runs of words does.
fn classify(a: &[Word], x: &Range<usize>, b: &[Word], y: &Range<usize>) -> Class {
    let (wa, wb) = (&a[x.clone()], &b[y.clone()]);
    let in_brackets = |w: &[Word]| w.iter().any(|w| w.bracketed);
    // Both have brackets there: they are compared like other words.
    let both = in_brackets(wa) && in_brackets(wb);
    let plain =
        |w: &[Word]| -> Vec<String> { w.iter().filter(|w| both || !w.bracketed).map(|w| w.key.to_string()).collect() };
    let bracketed = !both && (in_brackets(wa) || in_brackets(wb));
    let (pa, pb) = (plain(wa), plain(wb));
    if bracketed && (pa.is_empty() || pb.is_empty()) {
        // "[The mayor] lied" for "She lied": the writer's aside stands for a word or two, or explains one.
        return Class::Lawful;
    }
    let class = runs(&pa, &pb);
    if class != Class::Content && class != Class::Function {
        return class;
    }
    // A name against a name.
    let names = |w: &[Word]| w.iter().any(|w| w.capital && !w.starts_sentence && w.content);
    if names(wa) && names(wb) && pa.len().max(pb.len()) <= 4 {
        let close = strsim::jaro_winkler(&pa.concat(), &pb.concat()) > 0.8
            || pa.iter().any(|v| pb.contains(v))
            || consonants(&pa.concat()) == consonants(&pb.concat());
        return if close { Class::Function } else { Class::Exact };
    }
    class
}

/// The sound of a name, roughly: spellings of one foreign name keep it.
fn consonants(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let c = match c {
            'q' | 'k' | 'g' | 'c' => 'k',
            'z' | 's' => 's',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '-' | '\'' => continue,
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out.trim_start_matches("l").into()
}

/// What the difference between two runs of folded words does.
fn runs(a: &[String], b: &[String]) -> Class {
    let strs = |w: &[String]| -> Vec<String> { w.to_vec() };
    if a.concat().replace('-', "") == b.concat().replace('-', "") || house(&refs(a), &refs(b)) {
        return Class::Lawful;
    }
    // Contractions and spoken forms written out; every reading is tried.
    let mut best = None;
    for xa in readings(&strs(a)) {
        for xb in readings(&strs(b)) {
            let class = spoken_out(&xa, &xb);
            best = Some(best.map_or(class, |b: Class| b.min(class)));
        }
    }
    best.unwrap_or(Class::Content)
}

fn refs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// All ways to write out the contractions of a run; at most eight.
fn readings(words: &[String]) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = vec![Vec::new()];
    for word in words {
        let forms = expansions(word);
        if forms.is_empty() || out.len() * forms.len() > 8 {
            out.iter_mut().for_each(|r| r.push(word.clone()));
            continue;
        }
        out = forms
            .iter()
            .flat_map(|form| {
                out.iter().map(move |r| r.iter().cloned().chain(form.iter().map(|w| (*w).to_owned())).collect())
            })
            .collect();
    }
    out
}

/// As [`runs`], contractions written out.
fn spoken_out(a: &[String], b: &[String]) -> Class {
    // What is equal inside goes; the rest is judged.
    let ops = crate::model::changed_words(a, b);
    let (mut ra, mut rb) = (Vec::new(), Vec::new());
    let mut worst = Class::Tidied;
    for op in ops {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (x, y) = (&a[op.old_range()], &b[op.new_range()]);
        ra.extend(x.iter().map(String::as_str));
        rb.extend(y.iter().map(String::as_str));
        worst = worst.max(rest(&refs(x), &refs(y)));
    }
    // "not" against "never", "do not" against "did not": as many negations on either side.
    let negations = |w: &[&str]| w.iter().filter(|w| negation(w)).count() % 2;
    if worst == Class::Polarity
        && negations(&ra) == negations(&rb)
        && !ra.iter().any(|x| rb.iter().any(|y| negated_form(x, y)))
    {
        worst = Class::Content;
    }
    worst
}

/// Two runs that have no word in common.
fn rest(a: &[&str], b: &[&str]) -> Class {
    let keep = |w: &[&'_ str]| -> Vec<String> { w.iter().filter(|w| !filler(w)).map(|w| (*w).to_owned()).collect() };
    let (fa, fb) = (keep(a), keep(b));
    if fa.is_empty() && fb.is_empty() || a == ["that"] && fb.is_empty() || b == ["that"] && fa.is_empty() {
        return Class::Tidied;
    }
    if house(a, b) {
        return Class::Lawful;
    }
    let negations = |w: &[&str]| w.iter().filter(|w| negation(w)).count() % 2;
    if negations(a) != negations(b) || a.iter().any(|x| b.iter().any(|y| negated_form(x, y))) {
        return Class::Polarity;
    }
    let numbers = |w: &[&str]| -> Vec<String> {
        w.iter()
            .filter(|w| w.bytes().any(|c| c.is_ascii_digit()) || number(w).is_some() && **w != "one")
            .map(|w| (*w).to_owned())
            .collect()
    };
    let (na, nb) = (numbers(a), numbers(b));
    if na != nb && !(na.is_empty() || nb.is_empty()) {
        return Class::Exact;
    }
    if fa.is_empty() != fb.is_empty() && fa.len().max(fb.len()) >= CUT {
        return Class::Trimmed;
    }
    if let (&[x], &[y]) = (a, b) {
        return match () {
            () if matches!((x, y), ("and", "or") | ("or", "and") | ("may", "shall") | ("shall", "may")) => {
                Class::Content
            }
            () if plural(x, y)
                && !matches!((x, y), ("is" | "was" | "has" | "does", _) | (_, "is" | "was" | "has" | "does")) =>
            {
                Class::Function
            }
            () if matches!((x, y), ("a", "an") | ("an", "a")) => Class::Lawful,
            () if inflected(x, y) => Class::Exact,
            () if small(x) && small(y) => Class::Function,
            () => Class::Content,
        };
    }
    if a.iter().chain(b).all(|w| small(w) || filler(w)) {
        return Class::Function;
    }
    Class::Content
}

/// A difference in words.
fn said(text_a: &str, a: &[Word], text_b: &str, b: &[Word]) -> String {
    let show = |text: &str, w: &[Word]| match (w.first(), w.last()) {
        (Some(first), Some(last)) => {
            first.span.cover(last.span).of(text).split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    };
    let (x, y) = (show(text_a, a), show(text_b, b));
    match (x.is_empty(), y.is_empty()) {
        (true, _) => format!("“{y}” is missing"),
        (_, true) => format!("“{x}” is added"),
        _ => format!("“{x}” stands for “{y}”"),
    }
}

/// How bad a difference is between two articles; `None` for nothing.
#[must_use]
pub fn severity(class: Class, relation: Relation) -> Option<Severity> {
    let house = relation != Relation::Other;
    match class {
        Class::Lawful => None,
        Class::Tidied | Class::Function => Some(Severity::Note),
        Class::Trimmed => Some(if house { Severity::Warning } else { Severity::Note }),
        Class::Content | Class::Exact => Some(if house { Severity::Error } else { Severity::Warning }),
        Class::Polarity => Some(Severity::Error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::speech::{overlap, words};

    fn class(a: &str, b: &str) -> Class {
        let all = |t: &str| words(t, Span::new(0, t.len() as u32));
        let (x, y) = (all(a), all(b));
        let o = overlap(&x, &y).expect("something shared");
        differences(a, &x, b, &y, &o).iter().map(|d| d.class).max().unwrap_or(Class::Lawful)
    }

    #[test]
    fn each_class_of_the_table() {
        for (a, b, want) in [
            ("We are not going to raise taxes, ever.", "we are not going to raise taxes — ever", Class::Lawful),
            ("We're gonna raise taxes", "We are going to raise taxes", Class::Tidied),
            ("I think that we should raise taxes", "I think we should raise taxes", Class::Tidied),
            ("Um, we should raise taxes now", "We should raise taxes now", Class::Lawful),
            ("We raised taxes & fees for the harbor", "We raised taxes and fees for the harbor", Class::Tidied),
            ("We spent five percent on colour prints", "We spent 5% on color prints", Class::Lawful),
            ("She lied about the harbor money", "[The mayor] lied about the harbor money", Class::Lawful),
            (
                "We will build the flood gates ... next year",
                "We will build the flood gates and the dock next year",
                Class::Lawful,
            ),
            ("in the next couple of weeks it begins", "in the next couple weeks it begins", Class::Function),
            ("the rules or regulations of the harbor", "the rules and regulations of the harbor", Class::Content),
            ("We shall close the harbor in May", "We may close the harbor in May", Class::Content),
            ("We raise harbor taxes next year", "We raise harbor fees next year", Class::Content),
            ("We lost two men in the harbor", "We lost three men in the harbor", Class::Exact),
            ("who had expressed their concerns", "who have expressed their concerns", Class::Exact),
            ("We are not going to raise taxes", "We are going to raise taxes", Class::Polarity),
            ("They don't want to pass this bill", "They want to pass this bill", Class::Polarity),
            ("It is an unfair deal for the harbor", "It is a fair deal for the harbor", Class::Polarity),
            ("We do not want the harbor bill", "We don't want the harbor bill", Class::Tidied),
        ] {
            assert_eq!(class(a, b), want, "{a} / {b}");
        }
    }
}
