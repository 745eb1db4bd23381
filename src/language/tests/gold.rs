//! Our own articles against the reference's analysis (`tools/export-model/gold.py`).
//!
//! With 32-bit floats every field is the same (`tools/export-model/parity.sh` checks that); the rounding of the embedded weights
//! may cost a little, and this test holds how little.

use super::*;

const GOLD: &str = include_str!("../../../fixtures/language/gold.tsv");

/// Agreeing and all cases of one field.
#[derive(Default, Clone, Copy)]
struct Share {
    same: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, same: bool) {
        self.same += usize::from(same);
        self.all += 1;
    }

    fn check(self, name: &str, least: f64) {
        let share = self.same as f64 / self.all as f64;
        assert!(
            least <= share,
            "{name}: {} of {} the same, that is {share:.5} and less than {least}",
            self.same,
            self.all
        );
    }
}

/// Paragraphs with the rows of their tokens.
fn gold() -> Vec<(&'static str, Vec<Vec<&'static str>>)> {
    let mut all = vec![];
    for line in GOLD.lines() {
        match line.strip_prefix("# ") {
            Some(text) => all.push((text, vec![])),
            None => all.last_mut().expect("a paragraph comes first").1.push(line.split('\t').collect()),
        }
    }
    all
}

/// Entities as (first byte, end, label).
fn gold_entities(rows: &[Vec<&str>]) -> Vec<(u32, u32, String)> {
    let mut all: Vec<(u32, u32, String)> = vec![];
    for row in rows {
        let end = row[1].parse().unwrap();
        match row[6].split_once('-') {
            Some(("B", label)) => all.push((row[0].parse().unwrap(), end, label.to_string())),
            Some(("I", _)) => all.last_mut().unwrap().1 = end,
            _ => {}
        }
    }
    all
}

#[test]
fn our_articles_are_read_as_the_reference_reads_them() {
    let model = english();
    let mut scratch = model.scratch();
    let paragraphs = gold();
    assert!(120 <= paragraphs.len());
    let [mut tag, mut pos, mut head, mut label, mut lemma, mut start, mut entity, mut chunk] = [Share::default(); 8];
    for (text, rows) in &paragraphs {
        let text: Arc<str> = (*text).into();
        let doc = model.annotate(&text, &[Span::new(0, text.len() as u32)], Want::ALL, &mut scratch);
        let spans: Vec<String> = (0..doc.len()).map(|i| format!("{:?}", doc.span(i))).collect();
        let expected: Vec<String> = rows.iter().map(|r| format!("{}..{}", r[0], r[1])).collect();
        assert_eq!(spans, expected, "{text}");
        for (i, row) in rows.iter().enumerate() {
            tag.add(doc.tag(i).as_str() == row[2]);
            pos.add(doc.pos(i).as_str() == row[3]);
            head.add(doc.head(i).to_string() == row[4]);
            label.add(doc.dep(i).as_str() == row[5]);
            lemma.add(doc.lemma(i) == row[7]);
            start.add(doc.sentences.iter().any(|s| s.start as usize == i) == (row[8] == "1"));
            let ends_here = doc.chunks.iter().find(|c| c.end as usize == i + 1).map_or(-1, |c| i64::from(c.start));
            chunk.add(ends_here.to_string() == row[9]);
        }
        let found = doc.entities.iter().map(|e| {
            let span = doc.span_of(e.tokens);
            (span.start(), span.end(), e.label.as_str().to_string())
        });
        let found: Vec<_> = found.collect();
        gold_entities(rows).iter().for_each(|e| entity.add(found.contains(e)));
    }
    tag.check("tags", 0.999);
    pos.check("parts of speech", 0.999);
    head.check("heads", 0.995);
    label.check("labels", 0.998);
    lemma.check("lemmas", 0.999);
    start.check("sentence starts", 0.999);
    entity.check("entities", 0.996);
    chunk.check("noun chunks", 0.998);
}

#[test]
fn all_paths_of_the_processor_read_alike() {
    let file = || ModelFile::embedded(WEIGHTS).unwrap();
    let read = |isa: Isa| {
        let model = English::open(&file(), isa).unwrap();
        let mut scratch = model.scratch();
        let mut all = vec![];
        for (text, _) in gold().iter().take(30) {
            let text: Arc<str> = (*text).into();
            let doc = model.annotate(&text, &[Span::new(0, text.len() as u32)], Want::ALL, &mut scratch);
            let margins: Vec<u32> = doc.entities.iter().map(|e| e.margin.to_bits()).collect();
            all.push((doc.tokens, margins));
        }
        all
    };
    let expected = read(Isa::Scalar);
    for isa in Isa::available() {
        assert!(read(isa) == expected, "{isa:?}");
    }
}
