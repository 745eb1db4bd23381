//! Whose words a quotation holds: the verb of saying around it and its subject, "according to", a name and a colon. Where nothing near
//! says it, `carried` looks farther.

use super::cues::{self, Strength};
use super::marks::Marked;
use crate::lexicon::{people, roles};
use crate::model::{Dep, Document, Paragraph, Pos, Span, Tag, TokenRange};

/// Who is given the words, and by which word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The mention nearest to the cue, as written.
    pub speaker: Span,
    /// The verb or phrase; `None` where the speaker is carried on from the quotation before.
    pub cue: Option<Span>,
}

/// What is looked at: one article's tokens and marks.
pub struct Scene<'a> {
    pub(super) doc: &'a Document,
    pub(super) paragraphs: &'a [Paragraph],
    pub(super) marks: &'a [Marked],
    /// For each token the quotation it stands in, plus one; 0 outside.
    pub(super) inside: Vec<u32>,
}

/// Farthest token from a mark at which its attribution is looked for.
const REACH: usize = 40;

impl<'a> Scene<'a> {
    pub fn new(doc: &'a Document, paragraphs: &'a [Paragraph], marks: &'a [Marked]) -> Self {
        let mut inside = vec![0u32; doc.len()];
        for (n, mark) in marks.iter().enumerate() {
            for t in doc.tokens_in(mark.outer).range() {
                inside[t] = n as u32 + 1;
            }
        }
        Self { doc, paragraphs, marks, inside }
    }

    /// The attribution of every quotation.
    pub fn attributions(&self) -> Vec<Option<Attribution>> {
        let mut all: Vec<Option<Attribution>> = (0..self.marks.len()).map(|n| self.local(n)).collect();
        for n in 0..all.len() {
            if all[n].is_none() {
                all[n] = self.carried(n, &all);
            }
        }
        all
    }

    /// The tokens of the paragraph of quotation `n`.
    pub(super) fn paragraph(&self, n: usize) -> TokenRange {
        self.doc.tokens_in(self.paragraphs[self.marks[n].paragraph].span)
    }

    pub(super) fn tokens(&self, n: usize) -> TokenRange {
        self.doc.tokens_in(self.marks[n].outer)
    }

    /// From the words around it in its own sentence.
    fn local(&self, n: usize) -> Option<Attribution> {
        self.after(n, true).or_else(|| self.before(n)).or_else(|| self.after(n, false)).or_else(|| self.governor(n))
    }

    /// The tokens behind quotation `n`, up to the end of the sentence or the next quotation.
    fn window_after(&self, n: usize) -> TokenRange {
        let start = self.tokens(n).end as usize;
        let limit = (self.paragraph(n).end as usize).min(start + REACH);
        let mut end = start;
        while end < limit && self.inside[end] == 0 && !self.sentence_end(end) {
            end += 1;
        }
        TokenRange { start: start as u32, end: end as u32 }
    }

    /// The tokens before quotation `n`, from the start of the sentence or the end of the quotation before.
    fn window_before(&self, n: usize) -> TokenRange {
        let end = self.tokens(n).start as usize;
        let limit = (self.paragraph(n).start as usize).max(end.saturating_sub(REACH));
        let mut start = end;
        while start > limit && self.inside[start - 1] == 0 && !self.sentence_end(start - 1) {
            start -= 1;
        }
        TokenRange { start: start as u32, end: end as u32 }
    }

    /// Whether token `i` ends a sentence: a stop that the parser took for one too, or a question or exclamation mark.
    fn sentence_end(&self, i: usize) -> bool {
        match self.doc.word(i) {
            "?" | "!" => true,
            "." | "..." | "…" | ";" => self.doc.tag(i) != Tag::Nnp,
            _ => false,
        }
    }

    /// Whether the words of quotation `n` end a sentence of their own.
    fn ends_sentence(&self, n: usize) -> bool {
        let words = self.marks[n].span.of(&self.doc.text).trim_end_matches(['’', '\'', '”', '"', ' ']);
        words.ends_with('.') && !words.ends_with("..")
    }

    /// `"…," she said`, `"…," said Ann Hale`, `"…," according to Hale`. Strict takes only what clearly belongs to the quotation.
    fn after(&self, n: usize, strict: bool) -> Option<Attribution> {
        let window = self.window_after(n);
        let mut first = window.start as usize;
        while first < window.end as usize && matches!(self.doc.pos(first), Pos::Punct | Pos::Space) {
            first += 1;
        }
        if first >= window.end as usize {
            return None;
        }
        if strict
            && self.ends_sentence(n)
            && (!self.short_tag(first, window.end as usize) || self.introduces(first, window.end as usize))
        {
            return None;
        }
        let tag = || self.bare_tag(first, window).or_else(|| self.turned_tag(first, window.end as usize));
        if let Some(found) = self.according(first, window).or_else(tag) {
            return Some(found);
        }
        if strict
            && matches!(
                self.doc.lower(first),
                "and" | "but" | "or" | "because" | "while" | "which" | "for" | "in" | "to" | "of" | "on" | "by"
            )
        {
            return None;
        }
        let verbs = (first..window.end as usize).filter(|&i| cues::verb(self.doc, i) == Strength::Say);
        for verb in verbs.take(if strict { 2 } else { 3 }) {
            // Only a verb of the clause that follows the mark directly: its subject begins there, or it does itself.
            if verb <= first + 1
                && let Some(subject) = self.subject_behind(verb, window)
            {
                return Some(self.attribution(subject, verb));
            }
            if let Some(subject) = self.subject(verb).filter(|&s| window.contains(s) && s < verb) {
                let near = self.mention(subject);
                let start = self.doc.token_at(near.start());
                if !strict || start <= first + 1 {
                    return Some(self.attribution(subject, verb));
                }
            }
            if strict
                && let Some(chunk) = self.chunk_at(first).filter(|c| (c.end as usize) <= verb)
                && self.only_apposition(chunk.end as usize, verb)
            {
                return Some(self.attribution(chunk.end as usize - 1, verb));
            }
        }
        None
    }

    /// `Hale notes.` and no more: taggers take the verb for a plural noun.
    fn bare_tag(&self, first: usize, window: TokenRange) -> Option<Attribution> {
        let end = window.end as usize;
        let named = |i: usize| i < end && self.doc.pos(i) == Pos::Propn;
        let mut last = first;
        while named(last + 1) && !cues::form(self.doc.lower(last + 1)) {
            last += 1;
        }
        let verb = last + 1;
        let found = named(first) && verb < end && last - first < 4 && cues::form(self.doc.lower(verb));
        let alone = verb + 1 >= end || self.doc.pos(verb + 1) == Pos::Punct;
        (found && alone).then(|| Attribution {
            speaker: self.doc.span(first).cover(self.doc.span(last)),
            cue: Some(self.doc.span(verb)),
        })
    }

    /// `Stated Hale:`, `reacted Hale.`: a verb and a name, and no more; taggers take the verb for a part of the name.
    pub(super) fn turned_tag(&self, first: usize, end: usize) -> Option<Attribution> {
        let last = (first + 1..end).take_while(|&i| self.doc.pos(i) == Pos::Propn).last()?;
        let alone = last + 1 >= end || self.doc.pos(last + 1) == Pos::Punct;
        (cues::any_form(self.doc.lower(first)) && alone && last - first <= 4).then(|| Attribution {
            speaker: self.doc.span(first + 1).cover(self.doc.span(last)),
            cue: Some(self.doc.span(first)),
        })
    }

    /// `“….” Hale said: “…”`: what stands behind a full stop and ends at the next mark belongs to what follows.
    fn introduces(&self, first: usize, end: usize) -> bool {
        let capital = self.doc.word(first).chars().next().is_some_and(char::is_uppercase);
        capital && end < self.doc.len() && self.inside[end] != 0 && matches!(self.doc.word(end - 1), "," | ":")
    }

    /// A tag and no new sentence: `she said`, `said Hale`, within a few words.
    fn short_tag(&self, first: usize, end: usize) -> bool {
        let lower = self.doc.word(first).chars().next().is_some_and(char::is_lowercase);
        let verb = (first..end.min(first + 4)).any(|i| cues::verb(self.doc, i) == Strength::Say);
        verb && (lower || end - first <= 4)
    }

    /// Whether between a name and its verb there is nothing but an aside between commas, or an adverb.
    fn only_apposition(&self, from: usize, verb: usize) -> bool {
        from == verb
            || self.doc.word(from) == "," && self.doc.word(verb - 1) == ","
            || (from..verb).all(|i| matches!(self.doc.pos(i), Pos::Adv | Pos::Aux | Pos::Punct))
    }

    /// The subject that stands behind its verb: `said Ann Hale`.
    fn subject_behind(&self, verb: usize, window: TokenRange) -> Option<usize> {
        let parsed =
            self.doc.children(verb).find(|&c| matches!(self.doc.dep(c), Dep::Nsubj) && c > verb && window.contains(c));
        if parsed.is_some() {
            return parsed.filter(|&s| self.speaks(s));
        }
        if self.subject(verb).is_some_and(|s| s < verb && window.contains(s)) {
            return None;
        }
        let chunk = self.chunk_at(verb + 1)?;
        (window.contains(chunk.end as usize - 1) && chunk.start as usize <= verb + 1)
            .then(|| self.head_of(chunk))
            .filter(|&s| self.speaks(s))
    }

    /// `according to the report`, as the first words of the window or before the quotation.
    fn according(&self, from: usize, window: TokenRange) -> Option<Attribution> {
        let end = window.end as usize;
        let at = (from..end.min(from + 12))
            .find(|&i| self.doc.lower(i) == "according" && i + 1 < end && self.doc.lower(i + 1) == "to")?;
        let chunk = (at + 2..end.min(at + 6)).find_map(|i| self.chunk_at(i))?;
        let cue = self.doc.span(at).cover(self.doc.span(at + 1));
        Some(Attribution { speaker: self.mention(self.head_of(chunk)), cue: Some(cue) })
    }

    /// `Hale said: "…"`, `Hale called it "…"`, `in Hale's words, "…"`.
    fn before(&self, n: usize) -> Option<Attribution> {
        let window = self.window_before(n);
        let (start, end) = (window.start as usize, window.end as usize);
        if let Some(found) = self.according(start, window) {
            return Some(found);
        }
        for strength in [Strength::Say, Strength::Weak] {
            if let Some(found) = self.by_verb(start, end, strength) {
                return Some(found);
            }
        }
        // No verb: a noun for speech with its owner.
        for noun in (start..end).rev().filter(|&i| cues::noun(self.doc, i)) {
            if let Some(owner) = self.owner(noun) {
                return Some(Attribution { speaker: self.mention(owner), cue: Some(self.doc.span(noun)) });
            }
        }
        // `Hale: "…"`.
        let colon = end.checked_sub(1).filter(|&i| i > start && self.doc.word(i) == ":")?;
        if let Some(found) = self.turned_tag(start, colon) {
            return Some(found);
        }
        if let Some(found) = self.entry(start, colon) {
            return Some(found);
        }
        if (start..colon).all(|i| self.doc.pos(i) == Pos::Propn) && colon - start <= 5 {
            return Some(Attribution { speaker: self.doc.span(start).cover(self.doc.span(colon - 1)), cue: None });
        }
        let chunk = self.chunk_at(colon - 1).filter(|c| c.start as usize <= start + 1)?;
        Some(Attribution { speaker: self.mention(self.head_of(chunk)), cue: None })
    }

    /// `Ann Hale, The Harwick Post: “…”`: an entry of a list of voices, a name and what it belongs to, without a verb.
    fn entry(&self, start: usize, colon: usize) -> Option<Attribution> {
        let last = (start..colon).take_while(|&i| self.doc.pos(i) == Pos::Propn).last()?;
        let described = self.doc.word(last + 1) == "," && colon - start <= 14;
        let verbless = (start..colon).all(|i| !matches!(self.doc.pos(i), Pos::Verb | Pos::Aux));
        (described && verbless && last > start)
            .then(|| Attribution { speaker: self.doc.span(start).cover(self.doc.span(last)), cue: None })
    }

    /// The last verb of this strength in a run of tokens whose subject can speak; if there is none, the last that has a subject.
    pub(super) fn by_verb(&self, start: usize, end: usize, strength: Strength) -> Option<Attribution> {
        let verbs = (start..end).rev().filter(|&i| self.inside[i] == 0 && cues::verb(self.doc, i) == strength);
        let mut found = verbs.filter_map(|verb| self.subject(verb).map(|subject| (subject, verb)));
        let first = found.next()?;
        // "Hale said she would advise the council on the “…”": what she would do is not said yet, that she said it is.
        let told = |f: &(usize, usize)| self.animate(f.0) && !self.modal(f.1);
        let (subject, verb) = if told(&first) {
            first
        } else {
            let rest: Vec<(usize, usize)> = found.collect();
            let animate = self.animate(first.0).then_some(first);
            let other = || rest.iter().copied().find(|f| self.animate(f.0));
            rest.iter().copied().find(told).or(animate).or_else(other).unwrap_or(first)
        };
        Some(self.attribution(subject, verb))
    }

    /// Whether a verb is what may, will or should be done.
    fn modal(&self, verb: usize) -> bool {
        self.doc.children(verb).any(|c| self.doc.tag(c) == Tag::Md)
    }

    /// Whether token `i` may stand for somebody who speaks, or for a text: no thing ("the move", "her appeal").
    pub(super) fn animate(&self, i: usize) -> bool {
        let lemma = self.doc.lemma(i).to_lowercase();
        let lower = lemma.as_str();
        !matches!(self.doc.tag(i), Tag::Nn | Tag::Nns) && self.doc.lower(i) != "it"
            || cues::noun(self.doc, i)
            || roles::person_noun(lower).is_some()
            || people::role_head(lower).is_some()
            || roles::is_body(lower)
            || lower.ends_with("man")
            || lower.ends_with("woman")
            || lower.ends_with("person")
            || ["er", "or", "ist", "ian", "ant"].iter().any(|e| lower.len() > 5 && lower.ends_with(e))
    }

    /// Who owns or makes the speech that `noun` stands for.
    fn owner(&self, noun: usize) -> Option<usize> {
        let owner = self.doc.children(noun).find(|&c| self.doc.dep(c) == Dep::Poss && self.inside[c] == 0);
        owner.or_else(|| {
            let by = self.doc.children(noun).find(|&c| matches!(self.doc.lower(c), "by" | "from" | "of"))?;
            self.doc.children(by).find(|&c| self.doc.dep(c) == Dep::Pobj && self.inside[c] == 0)
        })
    }

    /// The clause in which the quoted words are a part: its subject, if its verb has to do with words or the quotation is its object.
    fn governor(&self, n: usize) -> Option<Attribution> {
        let tokens = self.tokens(n);
        let root = tokens.range().find(|&i| !tokens.contains(self.doc.head(i)))?;
        let mut at = self.doc.head(root);
        for _ in 0..8 {
            if self.inside[at] == 0
                && cues::verb(self.doc, at) != Strength::None
                && let Some(subject) = self.subject(at)
            {
                return Some(self.attribution(subject, at));
            }
            if self.inside[at] == 0
                && cues::noun(self.doc, at)
                && let Some(owner) = self.owner(at)
            {
                return Some(Attribution { speaker: self.mention(owner), cue: Some(self.doc.span(at)) });
            }
            let next = self.doc.head(at);
            if next == at {
                break;
            }
            at = next;
        }
        None
    }

    /// The subject of a verb, looked for along conjuncts, participles and infinitives; a relative pronoun is its antecedent.
    pub(super) fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..6 {
            let own = self
                .doc
                .children(at)
                .find(|&c| matches!(self.doc.dep(c), Dep::Nsubj | Dep::Nsubjpass) && self.inside[c] == 0);
            if let Some(subject) = own {
                if matches!(self.doc.lower(subject), "who" | "which" | "that" | "whom")
                    && self.doc.dep(at) == Dep::Relcl
                {
                    return Some(self.doc.head(at)).filter(|&s| self.speaks(s));
                }
                return Some(subject).filter(|&s| self.speaks(s));
            }
            // "a statement posted by Hale": the agent of a passive participle.
            let agent = self.doc.children(at).find(|&c| self.doc.dep(c) == Dep::Agent);
            if let Some(by) = agent.and_then(|a| self.doc.children(a).find(|&c| self.doc.dep(c) == Dep::Pobj)) {
                return Some(by).filter(|&s| self.speaks(s));
            }
            let head = self.doc.head(at);
            if head == at {
                return None;
            }
            match self.doc.dep(at) {
                Dep::Acl if !matches!(self.doc.pos(head), Pos::Verb | Pos::Aux) => {
                    return Some(head).filter(|&s| self.speaks(s));
                }
                _ => at = head,
            }
        }
        None
    }

    /// Whether token `i` may be a speaker: a noun, name or personal pronoun outside quotation marks.
    pub(super) fn speaks(&self, i: usize) -> bool {
        self.inside[i] == 0
            && (matches!(self.doc.pos(i), Pos::Propn | Pos::Noun)
                // "said the 46-year-old"
                || self.doc.pos(i) == Pos::Adj && self.doc.children(i).any(|c| self.doc.lower(c) == "the")
                || matches!(
                    self.doc.lower(i),
                    "he" | "she"
                        | "they"
                        | "it"
                        | "we"
                        | "i"
                        | "one"
                        | "who"
                        | "another"
                        | "others"
                        | "some"
                        | "many"
                        | "both"
                ))
    }

    pub(super) fn entity_of(&self, i: usize) -> Option<usize> {
        let at = self.doc.entities.partition_point(|e| e.tokens.end as usize <= i);
        self.doc.entities.get(at).filter(|e| e.tokens.contains(i)).map(|_| at)
    }

    fn attribution(&self, subject: usize, verb: usize) -> Attribution {
        // "her lawyer, Ann Hale, said": the name beside the noun is who speaks.
        let name = self.doc.children(subject).find(|&c| {
            self.doc.pos(subject) == Pos::Noun
                && self.doc.dep(c) == Dep::Appos
                && self.doc.pos(c) == Pos::Propn
                && self.inside[c] == 0
        });
        Attribution { speaker: self.mention(name.unwrap_or(subject)), cue: Some(self.doc.span(verb)) }
    }

    /// The noun chunk that token `i` lies in.
    fn chunk_at(&self, i: usize) -> Option<TokenRange> {
        let at = self.doc.chunks.partition_point(|c| c.end as usize <= i);
        self.doc.chunks.get(at).copied().filter(|c| c.contains(i))
    }

    fn head_of(&self, chunk: TokenRange) -> usize {
        chunk
            .range()
            .find(|&i| !chunk.contains(self.doc.head(i)) || self.doc.head(i) == i)
            .unwrap_or(chunk.start as usize)
    }

    /// The mention around token `i`: its entity, else its noun chunk, else the word.
    pub(super) fn mention(&self, i: usize) -> Span {
        if let Some(entity) = self.entity_of(i) {
            return self.doc.span_of(self.doc.entities[entity].tokens);
        }
        let Some(chunk) = self.chunk_at(i) else { return self.doc.span(i) };
        // the closing mark of the quotation is no word of its speaker
        let word = |i: &usize| self.doc.word(*i).contains(char::is_alphanumeric);
        let range = chunk.range();
        match (range.clone().find(word), range.rev().find(word)) {
            (Some(first), Some(last)) => self.doc.span_of(TokenRange { start: first as u32, end: last as u32 + 1 }),
            _ => self.doc.span(i),
        }
    }
}
