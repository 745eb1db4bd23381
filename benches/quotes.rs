//! Aligns up to 100,000 quotations and prints how the time grows with their number: `cargo bench --bench quotes`.

use std::sync::Arc;
use std::time::Instant;

use copydesk::align::{Aligner, quotes::Quotes};
use copydesk::model::{
    Article, ArticleFacts, Batch, Block, BlockKind, Offsets, Paragraph, Part, Place, Quote, Segments, SourceFile,
    SourceMap, Span,
};

/// A cheap, repeatable choice.
fn next(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 11) as usize
}

/// An article of ten quotations; stories of five articles share theirs, one in ten with a changed word.
fn article(index: usize) -> ArticleFacts {
    let mut story = 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(index as u64 / 5 + 1);
    let mut text = String::new();
    let mut spans = Vec::new();
    for n in 0..10 {
        let mut words: Vec<String> =
            (0..8 + next(&mut story) % 20).map(|_| format!("w{}", next(&mut story) % 30_000)).collect();
        if (index + n).is_multiple_of(10) {
            words[3] = format!("x{index}");
        }
        let start = text.len() as u32 + 3;
        text.push_str(&format!("“{},” she said.\n\n", words.join(" ")));
        spans.push(Span::new(start, start + words.join(" ").len() as u32));
    }
    let text: Arc<str> = text.into();
    let whole = Span::new(0, text.len() as u32);
    let file = Arc::new(SourceFile::new(format!("{index:06}.txt"), Vec::new(), Offsets::File));
    let blocks = vec![Block { span: whole, kind: BlockKind::Paragraph }];
    let article = Article {
        file,
        record: None,
        published: None,
        publisher: None,
        language: "en".into(),
        text,
        map: SourceMap::default(),
        blocks,
    };
    let paragraph =
        Paragraph { span: whole, part: Part::Body, number: 1, block_quote: false, list_item: false, subheading: false };
    let mut facts = ArticleFacts::new(Arc::new(article), Segments { paragraphs: vec![paragraph] });
    facts.quotes = spans
        .into_iter()
        .map(|span| Quote {
            place: Place { span, part: Part::Body, paragraph: 1, sentence: span, quoted: true },
            pieces: vec![span],
            speaker: None,
            speaker_mention: None,
            cue: None,
            not_speech: false,
            single: false,
            continues: false,
            occasion: Vec::new(),
        })
        .collect();
    facts
}

fn main() {
    let mut last: Option<(usize, f64)> = None;
    for quotes in [12_500usize, 25_000, 50_000, 100_000] {
        let articles: Vec<ArticleFacts> = (0..quotes / 10).map(article).collect();
        let n = articles.len() as u32;
        let neighbours = (0..n).map(|i| (i / 5 * 5..(i / 5 * 5 + 5).min(n)).filter(|&j| j != i).collect()).collect();
        let batch = Batch { articles, neighbours, witness: (0..n).collect(), ..Batch::default() };
        let start = Instant::now();
        let groups = Quotes.align(&batch).len();
        let seconds = start.elapsed().as_secs_f64();
        let growth = last.map(|(m, t): (usize, f64)| (seconds / t).ln() / (quotes as f64 / m as f64).ln());
        let growth = growth.map_or(String::new(), |g| format!(", growth exponent {g:.2}"));
        println!("{quotes} quotations: {seconds:.2} s, {groups} groups{growth}");
        last = Some((quotes, seconds));
    }
}
