//! The event that a date is said of: the words it hangs on, read off the parse.
//!
//! "Wednesday's vote", "voted on Wednesday" and "a vote held Wednesday" all hang on vote; "said in a statement Friday" hangs on
//! statement and on say, whichever of the two the parser chose.

use crate::extract::frame::{is_content, is_indefinite, lemma};
use crate::model::{Dep, Document, Event, Pos, Tag, TokenRange, Told};

/// Heads kept.
const HEADS: usize = 6;
/// Participants kept.
const PARTS: usize = 10;

/// The event of the date `claim`, whose root in the parse is `root`.
pub fn event(doc: &Document, claim: TokenRange, root: usize) -> Event {
    let mut out = Event::default();
    let mut chain = Vec::new();
    let mut at = root;
    for _ in 0..12 {
        let head = doc.head(at);
        if head == at || chain.len() == 4 {
            break;
        }
        let dep = doc.dep(at);
        at = head;
        if claim.contains(at) {
            continue;
        }
        if is_event_word(doc, at) {
            chain.push(at);
        }
        // A clause of its own ends the event: what the main verb above says is another.
        let closes = matches!(doc.dep(at), Dep::Ccomp | Dep::Advcl | Dep::Parataxis | Dep::Csubj)
            || matches!(doc.dep(at), Dep::Relcl | Dep::Acl) && dep != Dep::Pcomp
            || doc.dep(at) == Dep::Conj && doc.pos(at) == Pos::Verb;
        if closes {
            if matches!(doc.dep(at), Dep::Relcl | Dep::Acl) && is_event_word(doc, doc.head(at)) {
                chain.push(doc.head(at));
            }
            break;
        }
    }
    // "his last day will be Friday": what is said to be a day is the event
    if chain.is_empty() && matches!(doc.pos(at), Pos::Aux | Pos::Verb) {
        chain.extend(
            doc.children(at).filter(|&c| doc.dep(c) == Dep::Nsubj && !claim.contains(c) && is_event_word(doc, c)),
        );
    }
    let push = |heads: &mut Vec<Box<str>>, i: usize| {
        let word = lemma(doc, i);
        if heads.len() < HEADS && !heads.contains(&word) {
            heads.push(word);
        }
    };
    for &i in &chain {
        push(&mut out.heads, i);
    }
    out.above = out.heads.len() as u8;
    for &i in chain.iter().filter(|&&i| doc.pos(i) != Pos::Noun) {
        for c in doc.children(i).filter(|&c| !claim.contains(c)) {
            if matches!(doc.dep(c), Dep::Dobj | Dep::Xcomp | Dep::Nsubjpass | Dep::Oprd | Dep::Attr | Dep::Acomp) {
                push(&mut out.heads, c);
                if doc.dep(c) == Dep::Xcomp {
                    for d in doc.children(c).filter(|&d| matches!(doc.dep(d), Dep::Dobj | Dep::Xcomp)) {
                        push(&mut out.heads, d);
                    }
                }
            }
        }
    }
    for &i in &chain {
        parts(doc, claim, i, 0, &mut out.parts);
    }
    out.saying = chain.first().is_some_and(|&i| is_saying(doc.lemma(i)));
    out.told = chain.first().filter(|_| out.saying).and_then(|&i| told(doc, claim, i)).map(Box::new);
    out.several = chain.iter().take(2).any(|&i| {
        let modifier = |c: usize| match doc.dep(c) {
            // "a new report": there was another
            Dep::Amod if doc.lower(c) == "new" => is_indefinite(doc, i),
            Dep::Amod | Dep::Nummod | Dep::Det => matches!(
                doc.lower(c),
                "first"
                    | "second"
                    | "third"
                    | "another"
                    | "separate"
                    | "other"
                    | "both"
                    | "latest"
                    | "previous"
                    | "earlier"
                    | "later"
                    | "several"
                    | "two"
                    | "three"
                    | "final"
                    | "last"
                    | "next"
                    | "follow-up"
            ),
            Dep::Advmod => matches!(doc.lower(c), "again" | "also" | "twice" | "repeatedly" | "previously"),
            _ => false,
        };
        doc.children(i).any(modifier) || matches!(doc.lemma(i), "continue" | "resume" | "repeat" | "reiterate")
    });
    out
}

/// The clause in the past tense below the verb of saying `i`, if there is one.
fn told(doc: &Document, claim: TokenRange, i: usize) -> Option<Told> {
    let verb = doc.children(i).find(|&c| doc.dep(c) == Dep::Ccomp && doc.pos(c) == Pos::Verb)?;
    let below = |dep: Dep| doc.children(verb).filter(move |&c| doc.dep(c) == dep);
    let past = |c: usize| matches!(doc.lower(c), "had" | "was" | "were");
    let done = below(Dep::Aux).chain(below(Dep::Auxpass)).all(past)
        && (doc.tag(verb) == Tag::Vbd || doc.tag(verb) == Tag::Vbn);
    if !done || below(Dep::Neg).next().is_some() {
        return None;
    }
    let mut out = Told { verb: lemma(doc, verb), parts: Vec::new() };
    parts(doc, claim, verb, 0, &mut out.parts);
    Some(out)
}

/// Verbs, and nouns that are no names.
fn is_event_word(doc: &Document, i: usize) -> bool {
    match doc.pos(i) {
        Pos::Verb => true,
        Pos::Noun => doc.word(i).chars().any(char::is_alphabetic),
        Pos::Propn => is_content(doc, i),
        _ => false,
    }
}

/// Content words below `i` that take part in it, names whole: subject, objects, "of the city", "at the port".
fn parts(doc: &Document, claim: TokenRange, i: usize, depth: u8, out: &mut Vec<Box<str>>) {
    for c in doc.children(i).filter(|&c| !claim.contains(c)) {
        let down = matches!(
            doc.dep(c),
            Dep::Nsubj
                | Dep::Nsubjpass
                | Dep::Dobj
                | Dep::Pobj
                | Dep::Poss
                | Dep::Compound
                | Dep::Attr
                | Dep::Oprd
                | Dep::Dative
                | Dep::Nmod
                | Dep::Appos
                | Dep::Conj
                | Dep::Amod
                | Dep::Prep
                | Dep::Agent
                | Dep::Pcomp
                | Dep::Xcomp
                | Dep::Prt
        );
        if !down {
            continue;
        }
        if is_content(doc, c) && out.len() < PARTS {
            let word = lemma(doc, c);
            if !out.contains(&word) {
                out.push(word);
            }
        }
        if depth < 3 {
            parts(doc, claim, c, depth + 1, out);
        }
    }
}

/// Whether the word tells of telling.
fn is_saying(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "add"
            | "announce"
            | "declare"
            | "note"
            | "argue"
            | "claim"
            | "insist"
            | "warn"
            | "write"
            | "tweet"
            | "post"
            | "respond"
            | "reply"
            | "comment"
            | "state"
            | "explain"
            | "suggest"
            | "acknowledge"
            | "admit"
            | "statement"
            | "interview"
            | "remark"
            | "report"
    )
}
