//! The analyser without weights: quick, rough, and always there.
//!
//! Tokens are those of the model. Sentences end at punctuation, tags are guessed from closed classes and endings, entities are
//! runs of capitalised words and figures. There is no parse: every token is its own head.

use std::sync::Arc;

use super::document::{Block, StringNumbers, pieces};
use super::lexicon::Lexicon;
use super::prepare::Prepared;
use super::sentences;
use super::tokenizer::{Cache, TokenList, Tokenizer};
use crate::model::{Dep, Document, EntityLabel, LanguageModel, NamedEntity, Pos, Scratch, Span, Tag, TokenRange, Want};

/// The analyser; shared.
pub struct RulesOnly {
    tokenizer: Tokenizer,
}

/// What one thread remembers.
struct Memory {
    cache: Cache,
    prepared: Prepared,
    tokens: TokenList,
    block: Block,
    numbers: StringNumbers,
    guesses: Guesses,
}

/// What was guessed for a word form, inside a sentence and at its start.
type Guesses = Vec<[Option<Guess>; 2]>;

#[derive(Clone, Copy)]
struct Guess {
    tag: Tag,
    pos: Pos,
    lemma: u32,
}

impl RulesOnly {
    /// Names this analyser in cache keys; raise it when its output changes.
    const VERSION: u64 = 1;

    /// Opens the tokenizer.
    pub fn new() -> Self {
        Self { tokenizer: Tokenizer::english() }
    }

    fn cache(&self) -> Cache {
        Cache::new(Lexicon::new(self.tokenizer.tables.clone(), None))
    }

    fn analyse(&self, text: &str, piece: Span, want: Want, memory: &mut Memory) {
        let Memory { cache, prepared, tokens, block, guesses, .. } = memory;
        prepared.fill(piece.of(text));
        self.tokenizer.tokenize(&prepared.text, cache, tokens);
        let n = tokens.len();
        block.clear();
        block.tree.fill(n);
        block.labels.resize(n, Dep::default());
        sentences::starts(n, |i| cache.lexicon.text(tokens.lexeme[i]), &mut block.tree.starts);
        for (i, &lexeme) in tokens.lexeme.iter().enumerate() {
            let guess = guess(&mut cache.lexicon, lexeme, block.tree.starts[i], guesses);
            let form = cache.lexicon.get(lexeme);
            block.is_space.push(form.is_space);
            block.start.push(piece.start() + prepared.source_start(tokens.start[i]));
            block.end.push(piece.start() + prepared.source_end(tokens.start[i] + tokens.len[i]));
            block.tags.push(guess.tag);
            block.pos.push(guess.pos);
            block.lower.push(form.lower);
            block.lemmas.push(guess.lemma);
        }
        if want.entities {
            let word = |i: usize| cache.lexicon.text(tokens.lexeme[i]);
            find_entities(&block.tags, &block.tree.starts, word, &mut block.entities);
        }
    }
}

/// Tag, part of speech and lemma of a word form, worked out once.
fn guess(lexicon: &mut Lexicon, lexeme: u32, starts: bool, guesses: &mut Guesses) -> Guess {
    if guesses.len() <= lexeme as usize {
        guesses.resize(lexeme as usize + 1, [None; 2]);
    }
    let slot = &mut guesses[lexeme as usize][usize::from(starts)];
    if let Some(known) = *slot {
        return known;
    }
    let form = lexicon.get(lexeme);
    let (text_id, lower_id) = (form.text, form.lower);
    let (text, lower) = (lexicon.pool.get(text_id), lexicon.pool.get(lower_id));
    let tag = if form.is_space { Tag::Space } else { guess_tag(text, lower, starts) };
    let pos = pos_of(tag, lower);
    let lemma = match guess_lemma(lower, tag) {
        _ if tag == Tag::Nnp => text_id,
        Some(lemma) => lexicon.pool.id(&lemma),
        None => lower_id,
    };
    *slot.insert(Guess { tag, pos, lemma })
}

impl LanguageModel for RulesOnly {
    fn annotate(&self, text: &Arc<str>, blocks: &[Span], want: Want, scratch: &mut Scratch) -> Document {
        let mut document = Document { text: text.clone(), ..Document::default() };
        if !scratch.0.is::<Memory>() {
            *scratch = self.scratch();
        }
        let Some(memory) = scratch.0.downcast_mut::<Memory>() else { return document };
        memory.numbers.clear();
        pieces(text, blocks, |piece| {
            self.analyse(text, piece, want, memory);
            memory.block.append_to(&mut document, &memory.cache.lexicon.pool, &mut memory.numbers);
            if memory.cache.is_full() {
                memory.cache = self.cache();
                memory.guesses.clear();
                memory.numbers.forget_pool();
            }
        });
        document
    }

    fn scratch(&self) -> Scratch {
        Scratch(Box::new(Memory {
            cache: self.cache(),
            prepared: Prepared::default(),
            tokens: TokenList::default(),
            block: Block::default(),
            numbers: StringNumbers::default(),
            guesses: vec![],
        }))
    }

    fn checksum(&self) -> u64 {
        Self::VERSION
    }
}

/// A tag by closed classes, shape and ending. At the start of a sentence a capital says nothing.
fn guess_tag(word: &str, lower: &str, starts: bool) -> Tag {
    let first = word.chars().next().unwrap_or(' ');
    if let Some(tag) = closed_class(lower) {
        return tag;
    }
    if first.is_ascii_digit() || lower.bytes().any(|b| b.is_ascii_digit()) && !first.is_alphabetic() {
        return Tag::Cd;
    }
    if !first.is_alphanumeric() {
        return Tag::Sym;
    }
    let ends = |s: &str| s.len() + 1 < lower.len() && lower.ends_with(s);
    if first.is_uppercase() && (!starts || word.ends_with('.') || 1 < word.chars().filter(|c| c.is_uppercase()).count())
    {
        return Tag::Nnp;
    }
    match () {
        () if ends("ly") => Tag::Rb,
        () if ends("ing") => Tag::Vbg,
        () if ends("ed") => Tag::Vbd,
        () if ["ous", "ful", "ive", "able", "ible", "al", "ic", "less", "ish"].iter().any(|s| ends(s)) => Tag::Jj,
        () if ends("s") && !ends("ss") && !ends("us") && !ends("is") => Tag::Nns,
        () if first.is_uppercase() && !starts => Tag::Nnp,
        () => Tag::Nn,
    }
}

/// Words that mostly have one tag.
fn closed_class(lower: &str) -> Option<Tag> {
    Some(match lower {
        "." | "!" | "?" => Tag::Period,
        "," => Tag::Comma,
        ":" | ";" | "—" | "–" | "--" | "..." | "…" => Tag::Colon,
        "-" => Tag::Hyph,
        "“" | "``" => Tag::OpeningQuote,
        "”" | "''" | "'" | "\"" => Tag::ClosingQuote,
        "(" | "[" | "{" => Tag::LeftBracket,
        ")" | "]" | "}" => Tag::RightBracket,
        "$" | "£" | "€" | "¥" | "us$" | "c$" | "a$" => Tag::Dollar,
        "%" => Tag::Nn,
        "'s" => Tag::Possessive,
        "the" | "a" | "an" | "this" | "these" | "those" | "every" | "each" | "some" | "any" | "no" | "another"
        | "both" => Tag::Dt,
        "i" | "you" | "he" | "she" | "it" | "we" | "they" | "me" | "him" | "us" | "them" | "himself" | "herself"
        | "itself" | "themselves" => Tag::Prp,
        "my" | "your" | "his" | "her" | "its" | "our" | "their" => Tag::PrpPossessive,
        "and" | "or" | "but" | "nor" => Tag::Cc,
        "of" | "in" | "on" | "at" | "by" | "for" | "from" | "with" | "about" | "after" | "before" | "during"
        | "under" | "over" | "between" | "against" | "among" | "as" | "because" | "if" | "into" | "near" | "since"
        | "than" | "that" | "though" | "through" | "until" | "while" | "without" | "within" => Tag::In,
        "to" => Tag::To,
        "can" | "could" | "may" | "might" | "must" | "shall" | "should" | "will" | "would" | "ca" | "wo" | "'ll"
        | "'d" => Tag::Md,
        "not" | "n't" | "also" | "very" | "more" | "now" | "then" | "here" | "there" | "just" | "never" | "still"
        | "again" | "too" | "only" | "so" => Tag::Rb,
        "who" | "what" | "whom" => Tag::Wp,
        "which" | "whatever" => Tag::Wdt,
        "when" | "where" | "why" | "how" => Tag::Wrb,
        "be" | "have" | "do" | "say" | "get" | "make" | "go" => Tag::Vb,
        "am" | "are" | "'re" | "'m" | "'ve" => Tag::Vbp,
        "is" | "has" | "does" | "says" => Tag::Vbz,
        "was" | "were" | "had" | "did" | "said" | "told" | "took" | "made" | "went" | "came" | "got" | "fell"
        | "rose" | "won" | "lost" | "met" | "held" | "led" | "left" | "ran" | "began" | "died" => Tag::Vbd,
        "been" | "done" | "gone" | "taken" | "given" | "known" => Tag::Vbn,
        "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven"
        | "twelve" | "dozen" | "hundred" | "thousand" | "million" | "billion" | "trillion" => Tag::Cd,
        _ => return None,
    })
}

/// The part of speech that a tag mostly stands for.
fn pos_of(tag: Tag, lower: &str) -> Pos {
    let is_be_do_have = matches!(
        lower,
        "be" | "am"
            | "are"
            | "is"
            | "was"
            | "were"
            | "been"
            | "have"
            | "has"
            | "had"
            | "do"
            | "does"
            | "did"
            | "'re"
            | "'m"
            | "'ve"
    );
    match tag {
        Tag::Nn | Tag::Nns => Pos::Noun,
        Tag::Nnp | Tag::Nnps => Pos::Propn,
        Tag::Md => Pos::Aux,
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz if is_be_do_have => Pos::Aux,
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz => Pos::Verb,
        Tag::Jj | Tag::Jjr | Tag::Jjs => Pos::Adj,
        Tag::Rb | Tag::Wrb if matches!(lower, "not" | "n't") => Pos::Part,
        Tag::Rb => Pos::Adv,
        Tag::Wrb => Pos::Sconj,
        Tag::In if matches!(lower, "because" | "if" | "since" | "though" | "while" | "that") => Pos::Sconj,
        Tag::In => Pos::Adp,
        Tag::To | Tag::Possessive => Pos::Part,
        Tag::Dt | Tag::Wdt => Pos::Det,
        Tag::Prp | Tag::PrpPossessive | Tag::Wp => Pos::Pron,
        Tag::Cc => Pos::Cconj,
        Tag::Cd => Pos::Num,
        Tag::Dollar | Tag::Sym => Pos::Sym,
        Tag::Space => Pos::Space,
        Tag::Period
        | Tag::Comma
        | Tag::Colon
        | Tag::Hyph
        | Tag::LeftBracket
        | Tag::RightBracket
        | Tag::OpeningQuote
        | Tag::ClosingQuote => Pos::Punct,
        _ => Pos::X,
    }
}

/// A lemma other than the lower-case form.
fn guess_lemma(lower: &str, tag: Tag) -> Option<String> {
    let irregular = match lower {
        "am" | "are" | "is" | "was" | "were" | "been" | "'re" | "'m" => "be",
        "has" | "had" | "'ve" => "have",
        "does" | "did" | "done" => "do",
        "said" | "says" => "say",
        "told" => "tell",
        "n't" => "not",
        "ca" => "can",
        "wo" | "'ll" => "will",
        "people" => "people",
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        _ => "",
    };
    if !irregular.is_empty() {
        return Some(irregular.to_string());
    }
    let cut = |n: usize, add: &str| Some(format!("{}{add}", &lower[..lower.len() - n]));
    match tag {
        Tag::Nns if lower.ends_with("ies") && 4 < lower.len() => cut(3, "y"),
        Tag::Nns if ["ches", "shes", "sses", "xes"].iter().any(|e| lower.ends_with(e)) => cut(2, ""),
        Tag::Nns => cut(1, ""),
        _ => None,
    }
}

/// Runs of capitalised words, and figures with what they count.
fn find_entities<'a>(tags: &[Tag], starts: &[bool], word: impl Fn(usize) -> &'a str, out: &mut Vec<NamedEntity>) {
    let n = tags.len();
    let mut i = 0;
    while i < n {
        let first = i;
        let label = match tags[i] {
            Tag::Dollar if tags.get(i + 1) == Some(&Tag::Cd) && !starts[i + 1] => {
                i += 1;
                Some(EntityLabel::Money)
            }
            Tag::Cd => Some(EntityLabel::Cardinal),
            Tag::Nnp => Some(EntityLabel::Org),
            _ => None,
        };
        i += 1;
        let Some(mut label) = label else { continue };
        let run = if label == EntityLabel::Org { Tag::Nnp } else { Tag::Cd };
        while i < n && tags[i] == run && !starts[i] {
            i += 1;
        }
        let mut start = first;
        match label {
            EntityLabel::Cardinal if i < n && matches!(word(i), "%" | "percent") && !starts[i] => {
                i += 1;
                label = EntityLabel::Percent;
            }
            EntityLabel::Org if is_title(word(first)) => {
                start += 1;
                label = EntityLabel::Person;
            }
            EntityLabel::Org if is_date(word(first)) => {
                label = EntityLabel::Date;
                while i < n
                    && (tags[i] == Tag::Cd || (word(i) == "," && tags.get(i + 1) == Some(&Tag::Cd)))
                    && !starts[i]
                {
                    i += 1;
                }
            }
            _ => {}
        }
        if start < i {
            let tokens = TokenRange { start: start as u32, end: i as u32 };
            out.push(NamedEntity { tokens, label, margin: 0.0 });
        }
    }
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "Mr."
            | "Mrs."
            | "Ms."
            | "Dr."
            | "Prof."
            | "Sen."
            | "Rep."
            | "Gov."
            | "Lt."
            | "Sgt."
            | "Capt."
            | "Gen."
            | "Col."
            | "Rev."
            | "Sir"
            | "Judge"
            | "Justice"
            | "President"
            | "Senator"
            | "Mayor"
            | "Sheriff"
            | "Chief"
            | "Mr"
            | "Mrs"
            | "Ms"
            | "Dr"
    )
}

fn is_date(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let short =
        word.strip_suffix('.').filter(|w| 3 <= w.len()).is_some_and(|w| MONTHS.iter().any(|m| m.starts_with(w)));
    short || MONTHS.contains(&word) || DAYS.contains(&word)
}
