//! Roles: what the text says that a person is. Before the name ("Police chief Dana Whitlock", "the app's founder, Dana Whitlock"),
//! after it ("Paul Okafor, the city treasurer,") and by copula ("Okafor is the treasurer").

pub(super) mod phrase;

use crate::lexicon::{fold, people};
use crate::model::{ArticleFacts, Document, EntityKind, Role, Tag, TokenRange};

use super::{Extractor, Input};
use phrase::Phrase;

/// The extractor of roles.
pub struct Roles;

impl Extractor for Roles {
    fn id(&self) -> &'static str {
        "roles"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let doc = input.doc;
        let names: Vec<Name> = facts
            .mentions
            .iter()
            .map(|m| {
                let tokens = doc.tokens_in(m.place.span);
                Name { first: tokens.start as usize, end: tokens.end as usize, person: m.kind == EntityKind::Person }
            })
            .collect();
        let mut found: Vec<Role> = Vec::new();
        for (id, name) in names.iter().enumerate() {
            if !name.person || name.first >= name.end {
                continue;
            }
            let Some(sentence) = doc.sentences.get(doc.sentence_of(name.first)) else { continue };
            let scope = Scope { lo: sentence.start as usize, hi: sentence.end as usize, names: &names };
            let mut phrases = before(doc, name, &scope);
            phrases.extend(before_comma(doc, name, &scope));
            let after = after_comma(doc, name, &scope);
            if let Some(p) = after.first() {
                facts.mentions[id].role = Some(doc.span_of(range(p.first, p.end)));
            }
            phrases.extend(after);
            phrases.extend(copula(doc, name, &scope));
            for p in phrases {
                found.push(role(input, facts, id as u32, &p));
            }
        }
        shared_titles(doc, &names, &mut found);
        found.sort_by_key(|r| (r.place.span, r.holder));
        found.dedup_by(|b, a| a.holder == b.holder && a.place.span.overlaps(b.place.span));
        facts.roles = found;
    }
}

/// A mention as tokens.
struct Name {
    first: usize,
    end: usize,
    person: bool,
}

/// The sentence, and the names of the article.
struct Scope<'a> {
    lo: usize,
    hi: usize,
    names: &'a [Name],
}

impl Scope<'_> {
    /// The name that begins at token `i`.
    fn name_at(&self, i: usize) -> Option<&Name> {
        let k = self.names.partition_point(|n| n.first < i);
        self.names.get(k).filter(|n| n.first == i)
    }

    /// Whether token `i` lies inside the name of a person.
    fn in_person(&self, i: usize) -> bool {
        let k = self.names.partition_point(|n| n.first <= i);
        k.checked_sub(1).is_some_and(|k| self.names[k].end > i && self.names[k].person)
    }
}

fn range(start: usize, end: usize) -> TokenRange {
    TokenRange { start: start as u32, end: end as u32 }
}

fn role(input: &Input<'_>, facts: &ArticleFacts, holder: u32, p: &Phrase) -> Role {
    let span = input.doc.span_of(range(p.first, p.last));
    Role {
        place: input.place(span, facts),
        holder,
        head: p.head.as_str().into(),
        of: p.of.as_deref().map(Into::into),
        qualifiers: p.qualifiers.iter().map(|q| q.as_str().into()).collect(),
        definite: p.definite,
    }
}

/// "Police chief Dana Whitlock", "NASA astronaut and biochemist Dana Whitlock".
fn before(doc: &Document, name: &Name, scope: &Scope<'_>) -> Vec<Phrase> {
    let Some(head) = phrase::head_before(doc, name.first, scope.lo) else {
        return with_of(doc, name, scope).into_iter().collect();
    };
    let title = head.clone();
    let last = phrase::modifiers(doc, head, name.first, scope.lo, &|i| scope.in_person(i));
    if let Some(two) = post_and_title(doc, name, scope, title, &last) {
        return two;
    }
    // "makes a President Hale believable"
    if last.indefinite
        && last.of.is_none()
        && last.first + 1 == name.first
        && doc.word(last.first).starts_with(char::is_uppercase)
    {
        return Vec::new();
    }
    let mut out = Vec::new();
    let first = last.first;
    if first >= scope.lo + 2
        && matches!(doc.lower(first - 1), "and" | "&")
        && let Some(head) = phrase::head_before(doc, first - 1, scope.lo)
        // "the House of Representatives and Senate leader Adam Hale"
        && (head.0 == scope.lo || doc.lower(head.0 - 1) != "of")
    {
        // "the mayor and Senator Warner": two people; "founder and CEO Dana Whitlock": one.
        let start = head.0;
        let other = phrase::modifiers(doc, head, first - 1, scope.lo, &|i| scope.in_person(i));
        if !other.definite || other.first == start && last.first + 1 == last.last {
            out.push(other);
        }
    }
    out.push(last);
    out
}

/// "chairman of the House Intelligence Committee Rep. Adam Hale": a post, its body, and a title that the body is no part of.
fn post_and_title(
    doc: &Document,
    name: &Name,
    scope: &Scope<'_>,
    title: (usize, String),
    taken: &Phrase,
) -> Option<Vec<Phrase>> {
    let at = title.0;
    let body = at.checked_sub(1).filter(|&b| b >= taken.first && taken.first > scope.lo)?;
    let short = doc.word(at).ends_with('.') && at + 1 == name.first;
    if !short || !crate::lexicon::roles::is_body(&phrase::bare(doc, body)) {
        return None;
    }
    let mut of = taken.first - 1;
    if doc.lower(of) == "the" {
        of = of.checked_sub(1).filter(|&of| of > scope.lo)?;
    }
    let post =
        phrase::head_before(doc, of, scope.lo).filter(|h| doc.lower(of) == "of" && !people::is_relation(&h.1))?;
    let mut post = phrase::modifiers(doc, post, of, scope.lo, &|i| scope.in_person(i));
    phrase::tail(doc, &mut post, at);
    Some(vec![post, phrase::modifiers(doc, title, name.first, at, &|i| scope.in_person(i))])
}

/// "Director of National Intelligence James Hale".
fn with_of(doc: &Document, name: &Name, scope: &Scope<'_>) -> Option<Phrase> {
    let from = scope.lo.max(name.first.saturating_sub(5));
    let of = (from..name.first)
        .rev()
        .find(|&i| doc.lower(i) == "of" || !matches!(doc.tag(i), Tag::Nn | Tag::Nnp | Tag::Nnps | Tag::Jj))?;
    if doc.lower(of) != "of" || of + 1 == name.first {
        return None;
    }
    let words: Vec<String> = (of + 1..name.first).map(|i| phrase::bare(doc, i)).collect();
    if !words.iter().all(|w| crate::lexicon::roles::field(w).is_some()) {
        return None;
    }
    let head = phrase::head_before(doc, of, scope.lo)?;
    let mut p = phrase::modifiers(doc, head, of, scope.lo, &|i| scope.in_person(i));
    phrase::tail(doc, &mut p, name.first);
    Some(p)
}

/// "the app's founder, Dana Whitlock, said"; "His lawyer, Dana Whitlock, said".
fn before_comma(doc: &Document, name: &Name, scope: &Scope<'_>) -> Vec<Phrase> {
    // "the finance director, Mr. Okafor,"
    let honorific = |i: usize| people::title(&phrase::bare(doc, i)) == Some("~");
    let first = if name.first > scope.lo && honorific(name.first - 1) { name.first - 1 } else { name.first };
    let Some(comma) = first.checked_sub(1).filter(|&c| c > scope.lo && doc.word(c) == ",") else {
        return Vec::new();
    };
    // A list goes on with "and"; an apposition ends with a mark or the verb.
    let closes = name.end >= scope.hi
        || matches!(doc.word(name.end), "," | "." | ";" | ":" | ")" | "—" | "–" | "”" | "\"" | "who" | "(")
        || matches!(doc.tag(name.end), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    let list = name.end + 1 < scope.hi
        && doc.word(name.end) == ","
        && (doc.lower(name.end + 1) == "and" || scope.name_at(name.end + 1).is_some());
    if !closes || list {
        return Vec::new();
    }
    // "According to the inspector general, Lerner had known": the one is the source on the other.
    if (scope.lo..comma).any(|i| doc.lower(i) == "according") {
        return Vec::new();
    }
    let mut end = comma;
    // "the chairman of the committee, Dana Whitlock": the post stands before the preposition.
    for _ in 0..3 {
        if let Some(head) = phrase::head_before(doc, end, scope.lo) {
            let mut p = phrase::modifiers(doc, head, end, scope.lo, &|i| scope.in_person(i));
            let anchored = p.definite || p.own || p.indefinite;
            if !anchored {
                return Vec::new();
            }
            if end < comma {
                phrase::tail(doc, &mut p, comma);
            }
            return vec![p];
        }
        let from = scope.lo.max(end.saturating_sub(7));
        let Some(prep) = (from..end)
            .rev()
            .find(|&i| doc.tag(i) == Tag::In || doc.tag(i) == Tag::To || phrase::stops(doc, i) || doc.word(i) == ",")
        else {
            return Vec::new();
        };
        if !matches!(doc.lower(prep), "of" | "for" | "at" | "to" | "on" | "in" | "with") {
            return Vec::new();
        }
        end = prep;
    }
    Vec::new()
}

/// "Paul Okafor, the city treasurer,", "Paul Okafor, 54, director of finance".
fn after_comma(doc: &Document, name: &Name, scope: &Scope<'_>) -> Vec<Phrase> {
    let mut at = name.end;
    if at + 1 >= scope.hi {
        return Vec::new();
    }
    // "(D-Mass.)", "R-Ark.,"
    if doc.word(at) == "(" {
        match (at..scope.hi.min(at + 8)).find(|&i| doc.word(i) == ")") {
            Some(close) => at = close + 1,
            None => return Vec::new(),
        }
    }
    if at + 1 >= scope.hi || !matches!(doc.word(at), "," | "—" | "–" | "--") {
        return Vec::new();
    }
    at += 1;
    let number = |i: usize| doc.tag(i) == Tag::Cd && doc.word(i).len() <= 3;
    if at + 2 < scope.hi && number(at) && doc.word(at + 1) == "," {
        at += 2;
    }
    // "Kevin McCarthy of California, …" and "Kerry, Democrat of Massachusetts, the chairman" are taken one apposition further.
    let party = |i: usize| people::is_demonym(&fold(doc.word(i)));
    if at + 3 < scope.hi && party(at) {
        if let Some(comma) = (at..scope.hi.min(at + 7)).find(|&i| doc.word(i) == ",") {
            at = comma + 1;
        } else if doc.lower(at + 1) == "of"
            && let Some(and) = (at..scope.hi.min(at + 6)).find(|&i| doc.lower(i) == "and")
        {
            at = and + 1;
        }
    }
    run(doc, at, scope, true)
}

/// Roles from token `at` on, joined by "and". `closed` asks for a mark after them.
fn run(doc: &Document, at: usize, scope: &Scope<'_>, closed: bool) -> Vec<Phrase> {
    let mut out = Vec::new();
    let mut at = at;
    for _ in 0..3 {
        let Some(p) = phrase::forward(doc, at, scope.hi, &|i| scope.in_person(i)) else { break };
        let end = p.end;
        if scope.name_at(end).is_some_and(|n| n.person) {
            break;
        }
        let and = end + 1 < scope.hi && matches!(doc.lower(end), "and" | "&");
        let marks = end >= scope.hi
            || matches!(doc.word(end), "," | "." | ";" | ":" | ")" | "—" | "–" | "--" | "”" | "\"" | "(" | "?" | "!")
            || matches!(doc.lower(end), "who" | "whose" | "whom" | "and" | "that" | "since" | "until" | "from");
        if closed && !marks {
            break;
        }
        out.push(p);
        if !and {
            break;
        }
        at = end + 1;
    }
    out
}

/// "Okafor is the treasurer", "Okafor, who was mayor".
fn copula(doc: &Document, name: &Name, scope: &Scope<'_>) -> Vec<Phrase> {
    let mut at = name.end;
    if at + 2 < scope.hi && doc.word(at) == "," && doc.lower(at + 1) == "who" {
        at += 2;
    }
    if at + 1 >= scope.hi {
        return Vec::new();
    }
    let past = match doc.lower(at) {
        "is" | "'s" if doc.tag(at) == Tag::Vbz => false,
        "remains" => false,
        "was" | "became" => true,
        "serves" | "served" if doc.lower(at + 1) == "as" => {
            at += 1;
            doc.lower(at - 1) == "served"
        }
        _ => return Vec::new(),
    };
    // "a lawyer for Okafor is the …": the name must be the subject itself.
    let head = (name.first..name.end).find(|&i| !(name.first..name.end).contains(&doc.head(i))).unwrap_or(name.end - 1);
    if !matches!(doc.dep(head), crate::model::Dep::Nsubj | crate::model::Dep::Nsubjpass | crate::model::Dep::Root)
        && doc.word(name.end) != ","
    {
        return Vec::new();
    }
    at += 1;
    while at < scope.hi && matches!(doc.lower(at), "now" | "also" | "currently" | "still" | "then" | "once") {
        at += 1;
    }
    if at >= scope.hi || matches!(doc.lower(at), "not" | "n't" | "no") {
        return Vec::new();
    }
    let mut out = run(doc, at, scope, false);
    if past {
        for p in &mut out {
            p.qualifiers.push("was".into());
        }
    }
    out
}

/// "Sens. John Hale, Kit Bond and Jo Park": a title in the plural goes for all of the list.
fn shared_titles(doc: &Document, names: &[Name], roles: &mut Vec<Role>) {
    const PLURALS: &[&str] =
        &["sens", "reps", "govs", "senators", "representatives", "governors", "mayors", "congressmen"];
    let mut more: Vec<Role> = Vec::new();
    for role in roles.iter() {
        let Some(title) = role.place.span.of(&doc.text).split_whitespace().last().map(fold) else { continue };
        if !PLURALS.contains(&title.trim_end_matches('.')) {
            continue;
        }
        let mut at = role.holder as usize;
        while let Some((a, b)) = names.get(at).zip(names.get(at + 1)) {
            let between = |i: usize| {
                matches!(doc.word(i), "," | "and" | "&" | "(" | ")" | "-") || doc.word(i).starts_with(['D', 'R', 'I'])
            };
            if !b.person || b.first > a.end + 8 || !(a.end..b.first).all(between) || a.end == b.first {
                break;
            }
            at += 1;
            more.push(Role { holder: at as u32, ..role.clone() });
        }
    }
    roles.extend(more);
}
