//! Parts of speech, and the lemmas of function words, by the attribute rules: patterns over tags, words and labels.

use super::error::ModelError;
use super::file::ModelFile;
use super::lexicon::Lexicon;
use super::strings::Pool;
use crate::model::{Dep, Pos, Tag};

/// What the rules gave a token.
#[derive(Clone, Copy, Default)]
pub struct Attributes {
    /// Part of speech.
    pub pos: Option<Pos>,
    /// Lemma: an index into [`AttributeRules::lemmas`].
    pub lemma: Option<u16>,
    /// Whether its morphology says that it stands in its base form, if it has this part of speech.
    pub base: BaseForm,
}

/// What the morphology says about base forms.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct BaseForm {
    /// A singular, which for a noun is the base form.
    singular: bool,
    /// A finite present without number, which for a verb is the base form.
    plain_present: bool,
    /// An infinitive or a positive, a base form for all.
    any: bool,
}

impl BaseForm {
    /// Reads it from "Number=Sing|Tense=Pres".
    fn parse(morphology: &str) -> Self {
        let has = |f: &str| morphology.split('|').any(|m| m == f);
        Self {
            singular: has("Number=Sing"),
            plain_present: has("VerbForm=Fin") && has("Tense=Pres") && !morphology.contains("Number="),
            any: has("VerbForm=Inf") || has("Degree=Pos"),
        }
    }

    /// Whether a word of this part of speech is its own lemma.
    pub fn holds(self, pos: Pos) -> bool {
        self.any || (self.singular && pos == Pos::Noun) || (self.plain_present && pos == Pos::Verb)
    }
}

/// The rules; shared.
pub struct AttributeRules {
    rules: Vec<Rule>,
    /// Rules that any word can begin, by tag of the first token.
    by_tag: Vec<Vec<u16>>,
    /// Rules that only some words begin, with those words; sorted.
    by_word: Vec<(Box<str>, u16)>,
    lemmas: Vec<Box<str>>,
}

struct Rule {
    index: usize,
    pos: Option<Pos>,
    lemma: Option<u16>,
    base: Option<BaseForm>,
    pattern: Vec<Condition>,
}

/// What a token of a pattern must be. Sets of tags and labels are bits.
struct Condition {
    tags: u64,
    labels: u64,
    words: Option<Vec<Box<str>>>,
    is_space: Option<bool>,
}

impl Condition {
    /// From four fields: tags, words, labels, white space.
    fn parse(fields: &[&str]) -> Option<Self> {
        let set = |field: &str, number: &dyn Fn(&str) -> Option<usize>| match field.split_at_checked(1) {
            None => Some(u64::MAX),
            Some((sign, names)) => {
                let bits = names.split(' ').filter_map(number).fold(0, |s, n| s | 1u64 << n);
                Some(if sign == "-" { !bits } else { bits })
            }
        };
        let words = match fields[1].split_at_checked(1) {
            None => None,
            Some(("+", words)) => Some(words.split(' ').map(Into::into).collect()),
            Some(_) => return None,
        };
        Some(Self {
            tags: set(fields[0], &|t| Tag::parse(t).map(|t| t as usize))?,
            labels: set(fields[2], &|l| Dep::parse(l).map(|l| l as usize))?,
            words,
            is_space: if fields[3].is_empty() { None } else { Some(fields[3] == "1") },
        })
    }

    fn fits(&self, token: &Token) -> bool {
        self.tags >> token.tag as u32 & 1 == 1
            && self.labels >> token.label as u32 & 1 == 1
            && self.is_space.is_none_or(|s| s == token.is_space)
            && self.words.as_ref().is_none_or(|w| w.iter().any(|w| **w == *token.lower))
    }
}

/// What the conditions look at.
struct Token<'a> {
    tag: Tag,
    label: Dep,
    lower: &'a str,
    is_space: bool,
}

/// Rules by the number of a lower-case form in the pool of one thread.
#[derive(Default)]
pub struct Memory {
    by_word: Vec<Option<Box<[u16]>>>,
}

impl AttributeRules {
    /// The rules of a model file.
    pub fn open(file: &ModelFile) -> Result<Self, ModelError> {
        let bad = || ModelError::section("attributes", "has a rule that this program does not know");
        let (mut rules, mut lemmas, mut by_word) = (vec![], vec![], vec![]);
        let mut by_tag = vec![vec![]; Tag::ALL.len()];
        for line in file.lines("attributes")? {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields.len() < 8 || !fields.len().is_multiple_of(4) {
                return Err(bad());
            }
            let pattern =
                fields[4..].chunks_exact(4).map(Condition::parse).collect::<Option<Vec<_>>>().ok_or_else(bad)?;
            let id = rules.len() as u16;
            match &pattern[0].words {
                Some(words) => by_word.extend(words.iter().map(|w| (w.clone(), id))),
                None => {
                    by_tag.iter_mut().enumerate().filter(|t| pattern[0].tags >> t.0 & 1 == 1).for_each(|t| t.1.push(id))
                }
            }
            let lemma = (!fields[2].is_empty()).then(|| {
                lemmas.push(fields[2].into());
                lemmas.len() as u16 - 1
            });
            rules.push(Rule {
                index: fields[0].parse().ok().filter(|&i| i < pattern.len()).ok_or_else(bad)?,
                pos: if fields[1].is_empty() { None } else { Some(Pos::parse(fields[1]).ok_or_else(bad)?) },
                lemma,
                base: (!fields[3].is_empty()).then(|| BaseForm::parse(fields[3])),
                pattern,
            });
        }
        by_word.sort();
        Ok(Self { rules, by_tag, by_word, lemmas })
    }

    /// A lemma that a rule gave.
    pub fn lemma(&self, number: u16) -> &str {
        &self.lemmas[number as usize]
    }

    /// Attributes of the tokens of one document, into `out`. Of two rules for a token the later one counts.
    pub fn run(
        &self,
        lexemes: &[u32],
        tags: &[Tag],
        labels: &[Dep],
        lexicon: &Lexicon,
        memory: &mut Memory,
        out: &mut Vec<Attributes>,
    ) {
        let n = lexemes.len();
        out.clear();
        out.resize(n, Attributes::default());
        let token = |i: usize| {
            let form = lexicon.get(lexemes[i]);
            Token { tag: tags[i], label: labels[i], lower: lexicon.pool.get(form.lower), is_space: form.is_space }
        };
        // The last rule so far that set pos, lemma and morphology of a token.
        let mut last = vec![[-1i32; 3]; n];
        for i in 0..n {
            let first = token(i);
            let words = memory.rules_of(self, &lexicon.pool, lexicon.get(lexemes[i]).lower);
            for &id in self.by_tag[tags[i] as usize].iter().chain(words) {
                let rule = &self.rules[id as usize];
                let fits = i + rule.pattern.len() <= n
                    && rule.pattern[0].fits(&first)
                    && (1..rule.pattern.len()).all(|j| rule.pattern[j].fits(&token(i + j)));
                if !fits {
                    continue;
                }
                let (target, last, id) = (&mut out[i + rule.index], &mut last[i + rule.index], i32::from(id));
                if rule.pos.is_some() && last[0] <= id {
                    (target.pos, last[0]) = (rule.pos, id);
                }
                if rule.lemma.is_some() && last[1] <= id {
                    (target.lemma, last[1]) = (rule.lemma, id);
                }
                if let Some(base) = rule.base.filter(|_| last[2] <= id) {
                    (target.base, last[2]) = (base, id);
                }
            }
        }
    }
}

impl Memory {
    /// Rules that only some words begin, for the word with this number.
    fn rules_of(&mut self, rules: &AttributeRules, pool: &Pool, lower: u32) -> &[u16] {
        let i = lower as usize;
        if self.by_word.len() <= i {
            self.by_word.resize(i + 1, None);
        }
        self.by_word[i].get_or_insert_with(|| {
            let word = pool.get(lower);
            let from = rules.by_word.partition_point(|(w, _)| **w < *word);
            rules.by_word[from..].iter().take_while(|(w, _)| **w == *word).map(|r| r.1).collect()
        })
    }
}
