//! Words that introduce speech: verbs of saying, nouns for speech and writing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lexicon;
use crate::model::{Document, Pos, Tag};

static VERBS: LazyLock<(BTreeSet<&'static str>, BTreeSet<&'static str>)> = LazyLock::new(|| {
    let (mut say, mut weak) = (BTreeSet::new(), BTreeSet::new());
    for entry in lexicon::entries(include_str!("../../lexicon/data/cue_verbs.txt")) {
        match entry.strip_prefix('~') {
            Some(verb) => weak.insert(verb),
            None => say.insert(entry),
        };
    }
    (say, weak)
});

static NOUNS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../../lexicon/data/cue_nouns.txt")).collect());

/// How well a verb introduces speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// No verb, or one that has nothing to do with words.
    None,
    /// Takes quoted words at times: call, describe, praise.
    Weak,
    /// A verb of saying.
    Say,
}

/// How well token `i` introduces speech as a verb.
pub fn verb(doc: &Document, i: usize) -> Strength {
    let tag = doc.tag(i);
    let verbal =
        matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz) || doc.pos(i) == Pos::Verb;
    let lemma = doc.lemma(i).to_lowercase();
    let known = |set: &BTreeSet<&'static str>| set.contains(lemma.as_str());
    // Taggers miss verbs that stand after a closing mark ("…," tweets Hale); the commonest ones are never anything else there.
    let common = matches!(doc.lower(i), "said" | "says" | "tweeted" | "wrote" | "told" | "added" | "asked");
    match () {
        () if common || verbal && known(&VERBS.0) => Strength::Say,
        () if verbal && known(&VERBS.1) => Strength::Weak,
        () => Strength::None,
    }
}

/// Whether token `i` is a noun for speech or writing.
pub fn noun(doc: &Document, i: usize) -> bool {
    matches!(doc.pos(i), Pos::Noun | Pos::Propn) && NOUNS.contains(doc.lemma(i).to_lowercase().as_str())
}

/// As [`form`], verbs that take quoted words at times included: praised, reacted.
pub fn any_form(word: &str) -> bool {
    let known = |stem: &str| VERBS.1.contains(stem);
    form(word)
        || ["d", "ed"].iter().any(|e| word.strip_suffix(e).is_some_and(known))
        || word.strip_suffix("ied").is_some_and(|stem| VERBS.1.contains(format!("{stem}y").as_str()))
}

/// Whether a word, whatever the tagger took it for, may be a verb of saying in the past or the third person: notes, replied.
pub fn form(word: &str) -> bool {
    let known = |stem: &str, ending: &str| VERBS.0.contains(format!("{stem}{ending}").as_str());
    matches!(word, "said" | "wrote" | "told" | "thought" | "read")
        || ["ies", "ied"].iter().any(|e| word.strip_suffix(e).is_some_and(|stem| known(stem, "y")))
        || ["s", "es", "d", "ed"].iter().any(|e| word.strip_suffix(e).is_some_and(|stem| known(stem, "")))
}
