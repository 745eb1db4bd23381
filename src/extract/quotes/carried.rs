//! Speakers where nothing near a quotation says who speaks: it is introduced or signed, goes on with the quotation before, or stands
//! in a sentence about somebody.

use super::attribution::{Attribution, Scene};
use super::cues::{self, Strength};
use crate::model::{Dep, EntityLabel, Pos, TokenRange};

impl Scene<'_> {
    /// Where nothing near says it: the quotation before in the same sentence or paragraph, one behind in the same paragraph, or
    /// the paragraph before.
    pub(super) fn carried(&self, n: usize, all: &[Option<Attribution>]) -> Option<Attribution> {
        let here = self.marks[n].paragraph;
        if let Some(found) = self.introduced(n).or_else(|| self.signed(n)).or_else(|| self.signed_behind(n)) {
            return Some(found);
        }
        let carry = |m: usize| all[m].map(|a| Attribution { cue: None, ..a });
        let same = |m: &usize| self.marks[*m].paragraph == here;
        if let Some(found) = (0..n).rev().take_while(same).find_map(carry) {
            return Some(found);
        }
        if let Some(found) = (n + 1..all.len()).take_while(same).find_map(carry) {
            return Some(found);
        }
        // The sentence before, if somebody says something there.
        let start = self.tokens(n).start as usize;
        if let Some(found) = self.last_saying(self.paragraph(n).start as usize, start) {
            return Some(found);
        }
        let starts = start == self.paragraph(n).start as usize;
        if !starts || here == 0 {
            return self.clause_subject(n);
        }
        let before = self.doc.tokens_in(self.paragraphs[here - 1].span);
        let quoted = (0..n).rev().take_while(|&m| self.marks[m].paragraph == here - 1).find_map(carry);
        quoted
            .or_else(|| self.last_saying(before.start as usize, before.end as usize))
            .or_else(|| self.person_before(n, before))
            .or_else(|| self.clause_subject(n))
    }

    /// `Hale spoke up for a city of “…”`: nobody says anything, but the sentence around the words is about a person.
    fn clause_subject(&self, n: usize) -> Option<Attribution> {
        let tokens = self.tokens(n);
        let root = tokens.range().find(|&i| !tokens.contains(self.doc.head(i)))?;
        let top = (0..12).fold(root, |at, _| self.doc.head(at));
        if self.inside[top] != 0 {
            return None;
        }
        let subject = self.doc.children(top).find(|&c| self.doc.dep(c) == Dep::Nsubj && self.inside[c] == 0)?;
        self.person(subject).then(|| Attribution { speaker: self.mention(subject), cue: None })
    }

    /// Whether token `i` is a person by name, or he or she.
    fn person(&self, i: usize) -> bool {
        matches!(self.doc.lower(i), "he" | "she")
            || self.entity_of(i).is_some_and(|e| self.doc.entities[e].label == EntityLabel::Person)
    }

    /// `“…” — Ann Hale`, at the end of the paragraph or of a line.
    fn signed_behind(&self, n: usize) -> Option<Attribution> {
        let (from, end) = (self.tokens(n).end as usize, self.paragraph(n).end as usize);
        let at = (from..end.min(from + 3)).find(|&i| self.doc.word(i).starts_with(['-', '—', '–', '―']))?;
        let between = (from..at).all(|i| matches!(self.doc.pos(i), Pos::Punct | Pos::Space));
        let last = (at + 1..end).take_while(|&i| self.doc.pos(i) == Pos::Propn).last()?;
        let alone = last + 1 >= end || matches!(self.doc.pos(last + 1), Pos::Punct | Pos::Space);
        (between && alone && self.inside[at + 1] == 0 && last - at <= 4)
            .then(|| Attribution { speaker: self.doc.span(at + 1).cover(self.doc.span(last)), cue: None })
    }

    /// `Hale listed her questions:` as the end of the paragraph before: the subject of its last sentence.
    fn introduced(&self, n: usize) -> Option<Attribution> {
        let here = self.marks[n].paragraph;
        let before = self.doc.tokens_in(self.paragraphs.get(here.checked_sub(1)?)?.span);
        let (start, end) = (before.start as usize, before.end as usize);
        let opens = self.tokens(n).start == self.paragraph(n).start;
        if !opens || end <= start || self.doc.word(end - 1) != ":" {
            return None;
        }
        let from = self.last_sentence(start, end);
        self.turned_tag(from, end)
            .or_else(|| [Strength::Say, Strength::Weak].into_iter().find_map(|s| self.by_verb(from, end, s)))
            .or_else(|| self.root_subject(from, end).map(|s| Attribution { speaker: self.mention(s), cue: None }))
    }

    /// A paragraph that is nothing but a quotation, and under it "— Ann Hale, Harwick".
    fn signed(&self, n: usize) -> Option<Attribution> {
        let (own, here) = (self.tokens(n), self.paragraph(n));
        let under = self.doc.tokens_in(self.paragraphs.get(self.marks[n].paragraph + 1)?.span);
        let (start, end) = (under.start as usize, under.end as usize);
        if own.start != here.start
            || own.end + 1 < here.end
            || end < start + 2
            || !self.doc.word(start).starts_with(['-', '—', '–', '―'])
        {
            return None;
        }
        let name = (start..end.min(start + 4)).find_map(|i| self.entity_of(i)).map(|e| &self.doc.entities[e])?;
        (name.label == EntityLabel::Person).then(|| Attribution { speaker: self.doc.span_of(name.tokens), cue: None })
    }

    /// A paragraph that is nothing but a quotation, behind one that is about a person: that person speaks.
    fn person_before(&self, n: usize, before: TokenRange) -> Option<Attribution> {
        let alone = self.tokens(n).end + 1 >= self.paragraph(n).end;
        let (start, end) = (before.start as usize, before.end as usize);
        if !alone || end <= start {
            return None;
        }
        let subject = self.root_subject(self.last_sentence(start, end), end)?;
        // "Hale praised the plan": whoever is named, for praise is spoken.
        let praised = cues::verb(self.doc, self.doc.head(subject)) != Strength::None;
        let named = self.doc.pos(subject) == Pos::Propn && praised;
        (self.person(subject) || named).then(|| Attribution { speaker: self.mention(subject), cue: None })
    }

    /// Where the last sentence of a run of tokens begins.
    fn last_sentence(&self, start: usize, end: usize) -> usize {
        let last = self.doc.sentence_of(end - 1);
        (start..end).find(|&i| self.doc.sentence_of(i) == last).unwrap_or(start)
    }

    /// The subject of the main clause in a run of tokens.
    fn root_subject(&self, start: usize, end: usize) -> Option<usize> {
        let root = (start..end).find(|&i| self.doc.head(i) == i && self.inside[i] == 0)?;
        let subject = self.doc.children(root).find(|&c| self.doc.dep(c) == Dep::Nsubj)?;
        (self.speaks(subject) && self.animate(subject)).then_some(subject)
    }

    /// The subject of the last verb of saying in a run of tokens.
    fn last_saying(&self, from: usize, to: usize) -> Option<Attribution> {
        let verb = (from..to).rev().find(|&i| self.inside[i] == 0 && cues::verb(self.doc, i) == Strength::Say)?;
        self.subject(verb).map(|subject| Attribution { speaker: self.mention(subject), cue: None })
    }
}
