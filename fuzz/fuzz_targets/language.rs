//! Any text, cut into any blocks, is analysed without a panic, by both models; all spans lie on character boundaries.
#![no_main]

use std::sync::Arc;

use copydesk::language;
use copydesk::model::{Span, Want};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let text: Arc<str> = text.into();
    let mut at = 0;
    let blocks: Vec<Span> = text
        .split('\n')
        .map(|line| {
            let span = Span::new(at, at + line.len() as u32);
            at = span.end() + 1;
            span
        })
        .collect();
    for model in [language::english(), language::rules_only()] {
        let doc = model.annotate(&text, &blocks, Want::ALL, &mut model.scratch());
        for i in 0..doc.len() {
            assert!(!doc.word(i).is_empty());
        }
    }
});
