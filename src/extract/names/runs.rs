//! Where names stand: the model's entities, cleaned, and the capitalised runs that it left out.

use crate::lexicon::{months, people};
use crate::model::{Document, EntityLabel, NamedEntity, Part, Tag};

use super::super::Input;
use super::title;

/// A run of tokens that may be a name.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// First token.
    pub start: usize,
    /// The token after the last one.
    pub end: usize,
    /// What the model says it is; `None` if it says nothing.
    pub label: Option<EntityLabel>,
    /// First token of the sentence.
    pub sentence_start: usize,
}

/// All runs of an article, in no order; they may overlap only by accident.
pub fn runs(input: &Input<'_>) -> Vec<Run> {
    let doc = input.doc;
    let mut taken = vec![false; doc.len()];
    let mut out = Vec::new();
    for entity in &doc.entities {
        if !names(entity.label) {
            continue;
        }
        let (start, end) = (entity.tokens.start as usize, entity.tokens.end as usize);
        let mut pieces = Vec::new();
        for run in clean(doc, start, end, entity.label) {
            pieces.extend(cut(input, doc, run, &mut taken));
        }
        for run in pieces {
            let run = hyphen(doc, extend(doc, run, &taken));
            taken[run.start..run.end].iter_mut().for_each(|t| *t = true);
            out.push(run);
        }
    }
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        if start < end {
            let display = display_case(input, doc, start, index);
            capitals(doc, start, end, display, &mut taken, &mut out);
        }
    }
    out
}

/// Labels that name something.
fn names(label: EntityLabel) -> bool {
    use EntityLabel::*;
    matches!(label, Event | Fac | Gpe | Law | Loc | Norp | Org | Person | Product | WorkOfArt)
}

/// Whether token `i` begins with a capital letter.
pub fn capital(doc: &Document, i: usize) -> bool {
    doc.word(i).chars().next().is_some_and(char::is_uppercase)
}

/// "the", "a": no part of a name.
fn article(doc: &Document, i: usize) -> bool {
    matches!(doc.lower(i), "the" | "a" | "an")
}

/// A mark, not a word.
fn mark(doc: &Document, i: usize) -> bool {
    !doc.word(i).chars().any(char::is_alphanumeric)
}

fn possessive(doc: &Document, i: usize) -> bool {
    doc.tag(i) == Tag::Possessive || matches!(doc.lower(i), "'s" | "'")
}

/// One entity of the model without article, title, marks and possessive ending, cut in two where a title stands inside.
fn clean(doc: &Document, start: usize, end: usize, label: EntityLabel) -> Vec<Run> {
    let sentence_start = doc.sentences[doc.sentence_of(start).min(doc.sentences.len() - 1)].start as usize;
    let mut pieces = vec![(start, end)];
    if label == EntityLabel::Person {
        // "Trump's White House" as a person is two names.
        if let Some(cut) = (start + 1..end.saturating_sub(1)).find(|&i| possessive(doc, i)) {
            pieces = vec![(start, cut), (cut + 1, end)];
        }
    }
    // "a Bay News/Larkport Journal poll": two names
    if let Some(cut) = (start + 1..end.saturating_sub(1)).find(|&i| doc.word(i) == "/") {
        pieces = vec![(start, cut), (cut + 1, end)];
    }
    let mut out = Vec::new();
    for (s, e) in pieces {
        for (s, e, titled) in cut_at_title(doc, s, e, label) {
            let (mut s, mut e) = (s, e);
            while s < e && (article(doc, s) || mark(doc, s) || possessive(doc, s)) {
                s += 1;
            }
            while s < e && (mark(doc, e - 1) || possessive(doc, e - 1)) {
                e -= 1;
            }
            // A word in small letters before the name ("former", "a fellow", "next") is none of it.
            while s + 1 < e
                && matches!(label, EntityLabel::Person | EntityLabel::Org)
                && !people::is_particle(doc.lower(s))
                && doc.word(s).chars().all(char::is_lowercase)
            {
                s += 1;
            }
            let mut label = if titled { EntityLabel::Person } else { label };
            if body_of(doc, s, e) {
                (e, label) = (e - 1, EntityLabel::Org);
            }
            if s < e {
                out.push(Run { start: s, end: e, label: Some(label), sentence_start });
            }
        }
    }
    out
}

/// "RCMP Sgt." before a person's name: a body in capitals, and the rank of who follows.
fn body_of(doc: &Document, start: usize, end: usize) -> bool {
    let shouted = |w: &str| w.len() > 1 && w.chars().all(char::is_uppercase);
    end == start + 2
        && title::is_title(doc, end - 1)
        && shouted(doc.word(start))
        && doc.entities_at(end + usize::from(doc.lower_at(end) == ".")).any(|e| e.label == EntityLabel::Person)
}

/// Cuts what the model ran together: "Kim Says" and "Hale Found Guilty" in a headline with capitals throughout are Kim and Hale, "AMD Buys
/// SeaMicro" is two companies, "Lopez and Park" two people; a person's name ends before a word in small letters that is none of it.
fn cut(input: &Input<'_>, doc: &Document, run: Run, taken: &mut [bool]) -> Vec<Run> {
    let person = run.label == Some(EntityLabel::Person);
    let thing = matches!(run.label, Some(EntityLabel::Org | EntityLabel::Gpe | EntityLabel::Product));
    if run.end < run.start + 2 || !person && !thing {
        return vec![run];
    }
    let display = || display_case(input, doc, run.sentence_start, doc.sentence_of(run.start));
    let verb = |i: usize| people::is_headline_verb(doc.lower(i));
    let small = |i: usize| {
        let word = doc.word(i);
        let part = people::is_particle(word) || people::is_name_suffix(word) || doc.word(i - 1) == "-";
        word.chars().all(char::is_lowercase) && word.len() > 1 && !part
    };
    let head = |i: usize| people::is_org_head(&crate::lexicon::fold(doc.word(i)));
    let surname = |i: usize| {
        let last = |e: &NamedEntity| e.tokens.end as usize - 1;
        doc.entities
            .iter()
            .any(|e| e.label == EntityLabel::Person && e.tokens.range().len() > 1 && doc.word(last(e)) == doc.word(i))
    };
    let two_people = run.end == run.start + 3 && doc.lower(run.start + 1) == "and";
    let two_people = two_people && surname(run.start) && surname(run.end - 1);
    let at = (run.start + 1..run.end).find(|&i| {
        if doc.word(i) == ":" || two_people {
            true
        } else if person {
            verb(i) && (i + 1 == run.end && !people::is_surname(doc.lower(i)) || display()) || small(i)
        } else {
            // "House Rules Committee"
            verb(i) && !head(run.end - 1) && doc.tag(i) != Tag::Nns && display()
        }
    });
    let Some(at) = at else { return vec![run] };
    let run = if two_people { Run { label: Some(EntityLabel::Person), ..run } } else { run };
    let mut out = vec![Run { end: at, ..run }];
    taken[at] = true;
    let rest = Run { start: at + 1, ..run };
    if rest.start < rest.end && (doc.lower(at) == "and" || thing) && (rest.start..rest.end).all(|i| capital(doc, i)) {
        out.push(rest);
    }
    out
}

/// Cuts "Providence Mayor Jorge Elorza" into the place and the person. The flag says that a title stands before the piece.
fn cut_at_title(doc: &Document, start: usize, end: usize, label: EntityLabel) -> Vec<(usize, usize, bool)> {
    let of = |i: usize| matches!(doc.lower(i), "of" | "for" | "and");
    let last = (start..end.saturating_sub(1)).rev().find(|&i| title::is_title(doc, i) && !doc.word(i).ends_with("'s"));
    let Some(at) = last else { return vec![(start, end, false)] };
    let rest_is_name = (at + 1..end).all(|i| capital(doc, i) || people::is_particle(doc.lower(i)) || mark(doc, i))
        && !(at + 1..end).any(of)
        && !people::is_org_head(&crate::lexicon::fold(doc.word(end - 1)))
        && !people::is_name_suffix(doc.lower(at + 1).trim_end_matches('.'));
    // "Dean" in "Howard Dean Smith" and "Judge" in "Aaron Judge" follow a given name.
    let is_part = at > start && people::is_given_name(doc.lower(at - 1)) && !doc.word(at).ends_with('.');
    let sure = label == EntityLabel::Person
        || doc.word(at).ends_with('.')
        || (at + 1 < end && people::is_given_name(&crate::lexicon::fold(doc.word(at + 1))));
    if !rest_is_name || is_part || !sure {
        return vec![(start, end, false)];
    }
    // The words before the title belong to it ("House Speaker"), or are a name of their own ("Providence Mayor").
    let mut head_end = at;
    while head_end > start && title::is_title(doc, head_end - 1) {
        head_end -= 1;
    }
    let mut out = vec![(at + 1, end, true)];
    if head_end > start {
        out.insert(0, (start, head_end, false));
    }
    out
}

/// Takes neighbouring capitalised words into a person's name that the model cut short.
fn extend(doc: &Document, run: Run, taken: &[bool]) -> Run {
    if run.label != Some(EntityLabel::Person) {
        return run;
    }
    let mut run = run;
    let free = |i: usize| i < doc.len() && !taken[i] && capital(doc, i) && !mark(doc, i);
    let sentence = doc.sentence_of(run.start);
    let name_word = |i: usize| {
        let word = crate::lexicon::fold(doc.word(i));
        matches!(doc.tag(i), Tag::Nnp | Tag::Nnps) && !people::is_english(&word) && !title::is_title(doc, i)
    };
    let entity_at = |i: usize| doc.entities_at(i).next().is_some();
    // After a lone given name a word of the dictionary is a last name too: "Elsa Warden".
    let given_only =
        run.end == run.start + 1 && people::is_given_name(doc.lower(run.start)) && run.start > run.sentence_start;
    if given_only
        && free(run.end)
        && doc.tag(run.end) == Tag::Nnp
        && !title::is_title(doc, run.end)
        && !entity_at(run.end)
    {
        run.end += 1;
    }
    while free(run.end) && doc.sentence_of(run.end) == sentence && name_word(run.end) && !entity_at(run.end) {
        run.end += 1;
    }
    let suffix = |i: usize| people::is_name_suffix(doc.lower(i).trim_end_matches('.'));
    if run.end < doc.len() && doc.sentence_of(run.end) == sentence {
        if free(run.end) && suffix(run.end) {
            run.end += 1;
        } else if doc.word(run.end) == "," && run.end + 1 < doc.len() && free(run.end + 1) && suffix(run.end + 1) {
            run.end += 2;
        }
    }
    while run.start > run.sentence_start && free(run.start - 1) && name_word(run.start - 1) && !entity_at(run.start - 1)
    {
        run.start -= 1;
    }
    run
}

/// Takes the end of an East Asian first name that a hyphen cut off into the name: "Moon Jae" with "-in" after it.
fn hyphen(doc: &Document, mut run: Run) -> Run {
    let adjacent = |i: usize| doc.span(i).start() == doc.span(i - 1).end();
    let (mark, rest) = (run.end, run.end + 1);
    if run.label != Some(EntityLabel::Person) || run.end < run.start + 2 || rest >= doc.len() {
        return run;
    }
    let word = doc.lower(rest);
    let syllable = word.chars().count() <= 5
        && word.chars().all(char::is_alphabetic)
        && (!people::is_english(word)
            || matches!(word, "in" | "moon" | "sun" | "young" | "soon" | "hung" | "sung" | "won"));
    if doc.word(mark) == "-" && adjacent(mark) && adjacent(rest) && syllable {
        run.end += 2;
    }
    run
}

/// Whether the sentence stands in a headline (or heading) written with capitals throughout.
fn display_case(input: &Input<'_>, doc: &Document, start: usize, sentence: usize) -> bool {
    let paragraph = input.segments.paragraph_at(doc.span(start).start());
    let Some(paragraph) = paragraph else { return false };
    let range = doc.sentences[sentence].range();
    let words: Vec<usize> = range.filter(|&i| doc.word(i).chars().filter(|c| c.is_alphabetic()).count() >= 4).collect();
    let capitals = words.iter().filter(|&&i| capital(doc, i)).count();
    let heading = paragraph.part == Part::Headline || paragraph.subheading || paragraph.list_item;
    let shouting = words.iter().filter(|&&i| !doc.word(i).chars().any(char::is_lowercase)).count();
    words.len() >= 3 && (capitals * 10 >= words.len() * (if heading { 6 } else { 9 }) || shouting * 2 > words.len())
}

/// Capitalised runs of one sentence that no entity covers.
fn capitals(doc: &Document, start: usize, end: usize, display: bool, taken: &mut [bool], out: &mut Vec<Run>) {
    let mut i = start;
    while i < end {
        if taken[i] || !may_begin(doc, i, start, display) {
            i += 1;
            continue;
        }
        let mut j = i + 1;
        if display {
            // In a headline every word has a capital: a run would join words that have nothing to do with each other.
            while j < end
                && !taken[j]
                && may_begin(doc, j, start, display)
                && doc.tag(j) == Tag::Nnp
                && doc.tag(j - 1) == Tag::Nnp
            {
                j += 1;
            }
        } else {
            j = run_end(doc, j, end, taken);
        }
        let mut first = i;
        let mut last = j;
        while last > first && (title::is_title(doc, last - 1) && last - first > 1 || mark(doc, last - 1)) {
            last -= 1;
        }
        let after_title = (first..last.saturating_sub(1))
            .rev()
            .find(|&k| title::is_title(doc, k) && !people::is_given_name(doc.lower(k)));
        if let Some(k) = after_title {
            first = k + 1;
        }
        let lone_title = last - first == 1 && title::is_title(doc, first) && !people::is_given_name(doc.lower(first));
        if first < last && !lone_title {
            out.push(Run { start: first, end: last, label: None, sentence_start: start });
        }
        taken[i..j].iter_mut().for_each(|t| *t = true);
        i = j;
    }
}

/// The end of a run that goes on at token `j`: capitals, with "of" and the like between them.
fn run_end(doc: &Document, mut j: usize, end: usize, taken: &[bool]) -> usize {
    let word = |j: usize| j < end && !taken[j] && capital(doc, j) && !mark(doc, j) && !calendar(doc, j);
    loop {
        if word(j) {
            j += 1;
        } else if j + 1 < end
            && word(j + 1)
            && !taken[j]
            && (matches!(doc.lower(j), "of" | "for") || people::is_particle(doc.lower(j)) && !mark(doc, j))
        {
            j += 2;
        } else if j + 2 < end && word(j + 2) && doc.lower(j) == "of" && doc.lower(j + 1) == "the" {
            j += 3;
        } else if j + 1 < end
            && doc.word(j) == "-"
            && capital(doc, j + 1)
            && doc.span(j).start() == doc.span(j - 1).end()
        {
            j += 2;
        } else {
            return j;
        }
    }
}

/// Months and days: capitals, but no names.
fn calendar(doc: &Document, i: usize) -> bool {
    const WORDS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
        "gmt",
        "edt",
        "est",
        "pst",
        "pdt",
        "utc",
    ];
    let word = doc.lower(i);
    months::month(word).is_some() || WORDS.contains(&word.trim_end_matches('.'))
}

/// Whether a run may begin at token `i`. At the start of a sentence a capital says nothing: the word itself must be unknown or a name.
fn may_begin(doc: &Document, i: usize, sentence_start: usize, display: bool) -> bool {
    if !capital(doc, i) || mark(doc, i) || calendar(doc, i) || doc.lower(i) == "i" {
        return false;
    }
    let word = crate::lexicon::fold(doc.word(i));
    if word.chars().filter(|c| c.is_alphabetic()).count() < 2 || word.starts_with("i'") {
        return false;
    }
    let party = word.len() > 2 && matches!(&word[..2], "r-" | "d-" | "i-");
    if party {
        return false;
    }
    let opens = i == sentence_start || matches!(doc.word(i - 1), "“" | "\"" | ":" | "‘" | "—" | "–" | "--" | "(" | "•");
    let known_word = people::is_english(&word) || people::is_english(word.trim_end_matches('s'));
    if opens || display {
        return !known_word && !function_word(&word);
    }
    matches!(doc.tag(i), Tag::Nnp | Tag::Nnps) || !known_word
}

/// Contractions and the like, which no word list has.
fn function_word(word: &str) -> bool {
    word.contains('\'')
        && (word.ends_with("n't")
            || word.ends_with("'s")
            || word.ends_with("'re")
            || word.ends_with("'ve")
            || word.ends_with("'ll")
            || word.ends_with("'d")
            || word.ends_with("'m"))
}
