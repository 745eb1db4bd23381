//! The English model.

mod prepare;
mod spike;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use crate::model::{Dep, Document, EntityLabel, LanguageModel, NamedEntity, Pos, Scratch, Span, Tag, TokenRange, Want};
use prepare::Prepared;

#[cfg(feature = "embedded-model")]
static WEIGHTS: &[u8] = include_bytes!("../../weights/english.model");

/// The embedded English model.
#[cfg(feature = "embedded-model")]
#[must_use]
pub fn english() -> Arc<dyn LanguageModel> {
    static MODEL: OnceLock<Arc<dyn LanguageModel>> = OnceLock::new();
    MODEL
        .get_or_init(|| {
            let files = spike::files(WEIGHTS);
            Arc::new(Spike(Mutex::new(spike::model::Model::load(&files, spike::nn::Isa::best()))))
        })
        .clone()
}

struct Spike(Mutex<spike::model::Model>);

#[derive(Default)]
struct Interner(HashMap<Box<str>, u32>);

impl Interner {
    fn id(&mut self, s: &str, strings: &mut Vec<Box<str>>) -> u32 {
        if let Some(&i) = self.0.get(s) {
            return i;
        }
        let i = strings.len() as u32;
        strings.push(s.into());
        self.0.insert(s.into(), i);
        i
    }
}

impl LanguageModel for Spike {
    fn annotate(&self, text: &Arc<str>, blocks: &[Span], want: Want, _scratch: &mut Scratch) -> Document {
        let mut m = self.0.lock().unwrap();
        let mut out = Document { text: text.clone(), ..Document::default() };
        let mut names = Interner::default();
        let mut prepared = Prepared::default();
        let _ = want;
        for block in blocks {
            prepared.fill(block.of(text));
            let d = m.tk.doc(&prepared.text);
            if d.n() == 0 {
                continue;
            }
            let an = m.run(&[&d], 7).remove(0);
            let attrs = m.attrs(&d, &an);
            let chunks = m.chunks(&an, &attrs);
            let base = out.tokens.start.len() as u32;
            // index of each token among those that are not white space; white space maps to the next one
            let mut new = vec![0u32; d.n() + 1];
            let mut k = 0;
            for i in 0..d.n() {
                new[i] = k;
                k += u32::from(!m.tk.lex[d.lex[i] as usize].space);
            }
            new[d.n()] = k;
            if k == 0 {
                continue;
            }
            let last = k - 1;
            let at = |i: u32| base + new[i as usize].min(last);
            for i in 0..d.n() {
                let lex = &m.tk.lex[d.lex[i] as usize];
                if lex.space {
                    continue;
                }
                let t = &mut out.tokens;
                t.start.push(block.start() + prepared.source_start(d.start[i]));
                t.end.push(block.start() + prepared.source_end(d.start[i] + d.len[i]));
                t.tag.push(Tag::parse(&m.tags[an.tag[i] as usize]).unwrap_or_default());
                t.pos.push(Pos::parse(&attrs[i].0).unwrap_or_default());
                t.head.push(at(an.head[i]));
                t.dep.push(Dep::parse(&m.deps[an.dep[i] as usize]).unwrap_or_default());
                t.lemma.push(names.id(&attrs[i].1, &mut out.strings));
                t.lower.push(names.id(&m.tk.text(d.lex[i]).to_lowercase(), &mut out.strings));
            }
            let n = k as usize;
            let (mut le, mut re): (Vec<u32>, Vec<u32>) = ((base..base + k).collect(), (base..base + k).collect());
            for _ in 0..2 {
                for i in (0..n).chain((0..n).rev()) {
                    let h = (out.tokens.head[base as usize + i] - base) as usize;
                    le[h] = le[h].min(le[i]);
                    re[h] = re[h].max(re[i]);
                }
            }
            out.tokens.left_edge.extend(le);
            out.tokens.right_edge.extend(re);
            let mut start = base;
            for i in 1..=d.n() {
                if i == d.n() || an.sent[i] {
                    let end = base + new[i];
                    if end > start {
                        out.sentences.push(TokenRange { start, end });
                        start = end;
                    }
                }
            }
            for &(a, b, l, margin) in &an.ents {
                let tokens = TokenRange { start: base + new[a as usize], end: base + new[b as usize] };
                let label = EntityLabel::parse(&m.elabels[l as usize]).unwrap_or_default();
                if tokens.start < tokens.end {
                    out.entities.push(NamedEntity { tokens, label, margin });
                }
            }
            for &(a, b) in &chunks {
                let c = TokenRange { start: base + new[a], end: base + new[b] };
                if c.start < c.end {
                    out.chunks.push(c);
                }
            }
        }
        out
    }

    fn scratch(&self) -> Scratch {
        Scratch(Box::new(()))
    }

    fn checksum(&self) -> u64 {
        1
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::*;

    #[test]
    fn one_paragraph() {
        let model = english();
        let text: Arc<str> = "LONDON (AP) — Sen. Mary O’Rourke, 46, said \"we can’t wait\" on Monday. Twelve people were injured in the fire at the mill, police said.".into();
        let doc = model.annotate(&text, &[Span::new(0, text.len() as u32)], Want::ALL, &mut model.scratch());
        for i in 0..doc.len() {
            println!(
                "{}\t{}\t{:?}\t{:?}\t{}\t{:?}",
                doc.word(i),
                doc.lemma(i),
                doc.tag(i),
                doc.pos(i),
                doc.word(doc.head(i)),
                doc.dep(i)
            );
        }
        for e in &doc.entities {
            println!("{:?} {:?}", doc.span_of(e.tokens).of(&text), e);
        }
        println!("{:?}", doc.sentences);
        assert_eq!(doc.sentences.len(), 3);
        assert!(
            doc.entities
                .iter()
                .any(|e| doc.span_of(e.tokens).of(&text) == "Mary O’Rourke" && e.label == EntityLabel::Person)
        );
    }
}

/// An analysis without weights: a stand-in until the real one is there.
#[must_use]
pub fn rules_only() -> Arc<dyn LanguageModel> {
    english()
}
