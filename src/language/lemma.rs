//! Lemmas by rules: endings are exchanged, and a list of known words decides between the candidates.

use super::attributes::BaseForm;
use super::error::ModelError;
use super::file::ModelFile;
use super::strings::{SortedStrings, WordBits};
use crate::model::Pos;

/// The lemmatiser; shared.
pub struct Lemmatiser {
    index: WordBits,
    exceptions: SortedStrings,
    rules: [Vec<(String, String)>; 5],
}

/// The parts of speech that have tables, in their order there.
fn table(pos: Pos) -> Option<usize> {
    [Pos::Noun, Pos::Verb, Pos::Adj, Pos::Adv, Pos::Punct].iter().position(|&p| p == pos)
}

impl Lemmatiser {
    /// The tables of a model file.
    pub fn open(file: &ModelFile) -> Result<Self, ModelError> {
        let mut rules: [Vec<_>; 5] = Default::default();
        for line in file.lines("lemma.rules")? {
            let mut fields = line.split('\t');
            let (pos, old, new) = (fields.next(), fields.next(), fields.next());
            let list = pos.and_then(|p| p.parse::<usize>().ok()).and_then(|p| rules.get_mut(p));
            match (list, old, new) {
                (Some(list), Some(old), Some(new)) => list.push((old.to_string(), new.to_string())),
                _ => return Err(ModelError::section("lemma.rules", "has a line of another form")),
            }
        }
        Ok(Self {
            index: WordBits::open("lemma.index", file.section("lemma.index")?)?,
            exceptions: SortedStrings::open("lemma.exc", file.section("lemma.exc")?)?,
            rules,
        })
    }

    /// The lemma of a word with this part of speech.
    pub fn lemma(&self, text: &str, lower: &str, pos: Option<Pos>, base: BaseForm) -> String {
        let Some(pos) = pos.filter(|&p| p != Pos::Space && !base.holds(p)) else { return lower.to_string() };
        let Some(t) = table(pos) else { return if pos == Pos::Propn { text } else { lower }.to_string() };
        let is_known = |w: &str| self.index.get(w) >> t & 1 == 1;
        // Known candidates go to the front, others only if they are no plain words; exceptions go before all.
        let (mut forms, mut unknown) = (Vec::<String>::new(), None);
        for (old, new) in &self.rules[t] {
            let Some(stem) = lower.strip_suffix(old.as_str()) else { continue };
            let form = format!("{stem}{new}");
            if form.is_empty() {
            } else if is_known(&form) {
                forms.retain(|f| *f != form);
                forms.insert(0, form);
            } else if !form.chars().all(char::is_alphabetic) {
                forms.push(form);
            } else {
                unknown = unknown.or(Some(form));
            }
        }
        let exceptions = self.exceptions.after(&format!("{lower}\t{t}\t")).unwrap_or_default();
        for form in exceptions.split('\t').filter(|f| !f.is_empty()) {
            if !forms.iter().any(|f| f == form) {
                forms.insert(0, form.to_string());
            }
        }
        forms.into_iter().next().or(unknown).unwrap_or_else(|| text.to_string())
    }
}
