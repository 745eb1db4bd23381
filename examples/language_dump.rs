//! Prints what the English model finds, for comparison with the reference (`tools/export-model/parity.sh`).
//!
//! `language_dump prepare TEXT…` prints the paragraphs of the files as the model reads them, one a line;
//! `language_dump dump PREPARED [MODEL]` prints their analysis, with the embedded model or another one;
//! `language_dump count FILE` takes a file as one block and prints what there is in it, with time and memory.

use std::fs;
use std::path::Path;
use std::process::exit;
use std::sync::Arc;

use copydesk::language;
use copydesk::model::{Document, LanguageModel, Span, Want};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["prepare", ref files @ ..] => files.iter().for_each(|f| prepare(&read(f))),
        ["count", file] => count(&*language::english(), &read(file)),
        ["dump", texts] => dump(&*language::english(), &read(texts)),
        ["dump", texts, model] => dump(&*open(model), &read(texts)),
        _ => {
            eprintln!("usage: language_dump prepare TEXT… | dump PREPARED [MODEL] | count FILE");
            exit(2);
        }
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| {
        eprintln!("cannot read {path}: {e}");
        exit(2)
    })
}

fn open(path: &str) -> Arc<dyn LanguageModel> {
    language::from_file(Path::new(path)).unwrap_or_else(|e| {
        eprintln!("{e}");
        exit(2)
    })
}

fn prepare(text: &str) {
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        println!("{}", language::prepared(line).trim());
    }
}

fn dump(model: &dyn LanguageModel, texts: &str) {
    let mut scratch = model.scratch();
    for line in texts.lines().filter(|l| !l.trim().is_empty()) {
        let text: Arc<str> = line.into();
        let doc = model.annotate(&text, &[Span::new(0, text.len() as u32)], Want::ALL, &mut scratch);
        println!("# {line}");
        print!("{}", rows(&doc));
    }
}

fn count(model: &dyn LanguageModel, text: &str) {
    let text: Arc<str> = text.into();
    let start = std::time::Instant::now();
    let doc = model.annotate(&text, &[Span::new(0, text.len() as u32)], Want::ALL, &mut model.scratch());
    let (tokens, sentences, entities) = (doc.len(), doc.sentences.len(), doc.entities.len());
    println!("{tokens} tokens, {sentences} sentences, {entities} entities in {:.1} s", start.elapsed().as_secs_f64());
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).for_each(|l| println!("{l}"));
}

/// One line a token, as `tools/export-model/gold.py` writes them.
fn rows(doc: &Document) -> String {
    let n = doc.len();
    let mut entity = vec!["O".to_string(); n];
    for e in &doc.entities {
        for i in e.tokens.range() {
            let part = if i == e.tokens.start as usize { "B" } else { "I" };
            entity[i] = format!("{part}-{}", e.label.as_str());
        }
    }
    let mut chunk = vec![-1; n];
    for c in &doc.chunks {
        chunk[c.end as usize - 1] = i64::from(c.start);
    }
    let mut sentence = vec![0; n];
    doc.sentences.iter().for_each(|s| sentence[s.start as usize] = 1);
    let row = |i: usize| {
        let span = doc.span(i);
        let (tag, pos, dep) = (doc.tag(i).as_str(), doc.pos(i).as_str(), doc.dep(i).as_str());
        let (a, b, head, lemma, sent) = (span.start(), span.end(), doc.head(i), doc.lemma(i), sentence[i]);
        format!("{a}\t{b}\t{tag}\t{pos}\t{head}\t{dep}\t{}\t{lemma}\t{sent}\t{}\n", entity[i], chunk[i])
    };
    (0..n).map(row).collect()
}
