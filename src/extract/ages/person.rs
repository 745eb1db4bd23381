//! Whose age it is: the names and nouns around the words.

use crate::lexicon::{fold, people, roles};
use crate::model::{ArticleFacts, Dep, Document, EntityKind, Tag};

/// A mention as tokens.
pub struct Name {
    pub first: usize,
    pub end: usize,
    pub person: bool,
    /// A bare last name that the model took for something else, perhaps.
    pub open: bool,
}

/// The names of an article, in order.
pub struct People {
    pub names: Vec<Name>,
}

/// What an age stands before.
pub enum Noun {
    /// A name.
    Name(u32),
    /// A noun for a person, by its class.
    Word(String),
    /// A noun for somebody by its ending, as "climber" is: a person only if a name says so.
    Doer,
    /// A thing.
    Thing,
    /// No noun at all: "the six-year-old fell".
    Nothing,
}

impl People {
    pub fn new(doc: &Document, facts: &ArticleFacts) -> Self {
        let name = |m: &crate::model::Mention| {
            let t = doc.tokens_in(m.place.span);
            Name {
                first: t.start as usize,
                end: t.end as usize,
                person: m.kind == EntityKind::Person,
                open: !m.name.contains(' ')
                    && match m.kind {
                        EntityKind::Organisation | EntityKind::Product | EntityKind::Other => true,
                        // "on Thursday, Hale, 54, said": after a comma a last name is taken for a town.
                        EntityKind::Place => !people::is_place(&fold(&m.name)) && !people::is_city(&fold(&m.name)),
                        _ => false,
                    },
            }
        };
        Self { names: facts.mentions.iter().map(name).collect() }
    }

    /// The person whose name ends with token `i`.
    pub fn ends_at(&self, i: usize) -> Option<u32> {
        let k = self.names.partition_point(|n| n.end <= i);
        self.names.get(k).filter(|n| n.end == i + 1 && n.person).map(|_| k as u32)
    }

    /// The person whose name begins at token `i`.
    pub fn starts_at(&self, i: usize) -> Option<u32> {
        let k = self.names.partition_point(|n| n.first < i);
        self.names.get(k).filter(|n| n.first == i && n.person).map(|_| k as u32)
    }

    /// The person whose name token `i` lies in.
    fn around(&self, i: usize) -> Option<u32> {
        let k = self.names.partition_point(|n| n.end <= i);
        self.names.get(k).filter(|n| n.first <= i && n.person).map(|_| k as u32)
    }

    /// The person who is the subject of the verb at `verb`: named just before it, or before "who", "was", a short apposition.
    pub fn subject_before(&self, doc: &Document, verb: usize, lo: usize) -> Option<u32> {
        // "Hale, who built the wall, died": the parse knows the subject of a verb far away.
        let parsed = doc.children(verb).find(|&c| c >= lo && matches!(doc.dep(c), Dep::Nsubj | Dep::Nsubjpass));
        if let Some(id) = parsed.and_then(|c| self.around(c)) {
            return Some(id);
        }
        let mut at = verb.checked_sub(1).filter(|&a| a >= lo)?;
        for _ in 0..4 {
            let light = matches!(
                doc.lower(at),
                "was"
                    | "who"
                    | ","
                    | "("
                    | "is"
                    | "had"
                    | "has"
                    | "just"
                    | "now"
                    | "also"
                    | "recently"
                    | "and"
                    | "will"
                    | "also,"
            );
            if let Some(id) = self.ends_at(at) {
                return self.is_subject(doc, id).then_some(id);
            }
            // "Inés Elorza, 45, was born"
            let number = super::small(doc.word(at)).is_some() && at > lo && doc.word(at - 1) == ",";
            if !light && !number {
                return None;
            }
            at = at.checked_sub(1).filter(|&a| a >= lo)?;
        }
        self.ends_at(at).filter(|&id| self.is_subject(doc, id))
    }

    /// Not the object of a preposition: "the son of Elorza was born".
    fn is_subject(&self, doc: &Document, id: u32) -> bool {
        let name = &self.names[id as usize];
        let before = name.first.checked_sub(1).map_or("", |b| doc.lower(b));
        !matches!(before, "of" | "for" | "with" | "by" | "to" | "and" | "than" | "from" | "like")
    }

    /// What follows an age at token `at`, and the token after it.
    pub fn noun_after(&self, doc: &Document, at: usize, hi: usize) -> (Noun, usize) {
        let mut i = at;
        let mut head = None;
        while i < hi && i < at + 8 {
            if let Some(id) = self.starts_at(i) {
                // "the 6-year-old Hale family": the name is no head
                return (Noun::Name(id), self.names[id as usize].end);
            }
            match doc.tag(i) {
                Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps => head = Some(i),
                Tag::Jj | Tag::Hyph | Tag::Possessive | Tag::Cd | Tag::Vbn | Tag::Vbg => {}
                Tag::In if doc.lower(i) == "of" && head.is_some_and(|h| people::is_relation(doc.lower(h))) => {}
                _ => break,
            }
            i += 1;
        }
        let Some(head) = head else { return (Noun::Nothing, i) };
        let word = fold(doc.word(head));
        let lemma = fold(doc.lemma(head));
        for w in [&word, &lemma] {
            if let Some(class) = roles::person_noun(w) {
                return if doc.tag(head) == Tag::Nns { (Noun::Thing, i) } else { (Noun::Word(class.to_owned()), i) };
            }
            if people::is_relation(w) || people::role_head(w).is_some() {
                let class = if people::is_relation(w) { w.clone() } else { "person".to_owned() };
                return (Noun::Word(class), i);
            }
        }
        if people::is_demonym(&word) || word == "father" {
            return (Noun::Word("person".to_owned()), i);
        }
        let doer = ["er", "or", "ist", "ian", "ant", "eer", "ess", "man", "woman"].iter().any(|e| word.ends_with(e));
        if doer && doc.tag(head) == Tag::Nn && word.len() > 4 { (Noun::Doer, i) } else { (Noun::Thing, i) }
    }

    /// The name that the noun phrase before token `at` is explained by: ", James, was"; "named James Hale".
    pub fn after_noun(&self, doc: &Document, at: usize, hi: usize) -> Option<u32> {
        if at + 1 >= hi {
            return None;
        }
        match doc.lower(at) {
            "," => {
                let id = self.starts_at(at + 1)?;
                let end = self.names[id as usize].end;
                let closes = end >= hi
                    || matches!(doc.word(end), "," | "." | ";" | ")" | "—" | "–")
                    || matches!(doc.tag(end), Tag::Vbd | Tag::Vbz | Tag::Md);
                closes.then_some(id)
            }
            "named" | "called" => self.starts_at(at + 1),
            "identified" if doc.lower(at + 1) == "as" => self.starts_at(at + 2),
            _ => None,
        }
    }

    /// The name that the noun phrase from token `article` on says more of: "Hale, a …", "Hale is a …".
    pub fn apposed(&self, doc: &Document, article: usize, lo: usize) -> Option<u32> {
        let before = article.checked_sub(1).filter(|&b| b > lo)?;
        match doc.lower(before) {
            "," => self.ends_at(before - 1).filter(|&id| self.is_subject(doc, id) || doc.lower(article) != "the"),
            "is" => self.subject_before(doc, before, lo),
            _ => None,
        }
    }
}
