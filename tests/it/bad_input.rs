//! Input that no desk would write: named problems, nothing lost, no panic.

use copydesk::model::{Article, Problem, ProblemLevel, ReadSettings};
use copydesk::pipeline::{self, SourceBytes};

use crate::readers;

fn read(path: &str, bytes: impl Into<Vec<u8>>) -> (Vec<Article>, Vec<Problem>) {
    pipeline::read(SourceBytes { path: path.into(), bytes: bytes.into() }, &ReadSettings::default())
}

const STORY: &str = "The harbor wall at Larkport gave way on Thursday and 12 people were hurt, the mayor said.";

/// (name, bytes, articles read, words of the first problem)
fn cases() -> Vec<(&'static str, Vec<u8>, usize, &'static str)> {
    let text = |s: &str| s.as_bytes().to_vec();
    let nested = "[".repeat(100_000);
    vec![
        ("empty.txt", vec![], 0, "is empty"),
        ("blank.md", text(" \n\t\n"), 0, "is empty"),
        ("empty.docx", vec![], 0, "is empty"),
        ("binary.txt", (0..=255u8).cycle().take(4096).collect(), 0, "no text"),
        ("binary.html", vec![0x89, b'P', b'N', b'G', 0, 0, 0, 13], 0, "no text"),
        ("picture.png", vec![0x89, b'P', b'N', b'G'], 0, "no reader knows"),
        ("broken.txt", [b"Mayor \xff\xfe\xfa ", STORY.as_bytes()].concat(), 1, "not UTF-8"),
        ("title.txt", text("---\ntitle: Only a title\n---\n"), 0, "has no text"),
        ("line.txt", text(&"word ".repeat(10_000_000)), 0, "more than any story"),
        ("line2.txt", text(&format!("{STORY}\n\n{}", "word ".repeat(400_000))), 1, "without a break"),
        ("array.json", text(&format!("[{{\"text\":\"{STORY}\"}},{{\"text\": \"a, \"title\":1}},{{\"text\":\"{STORY}\"}}]")), 2, "record 1"),
        ("cut.json", text(&format!("[{{\"text\":\"{STORY}\"}},{{\"text\": \"The")), 1, "record 1"),
        ("line.jsonl", text(&format!("{{\"text\":\"{STORY}\"}}\n{{\"text\":\n{{\"text\":\"{STORY}\"}}\n")), 2, "record 1"),
        ("fields.json", text("{\"a\": 1}"), 0, "no field with its text"),
        ("scalar.json", text("12"), 0, "no field with its text"),
        ("nested.json", text(&nested), 0, "broken JSON"),
        ("bare.html", text("<html><body><nav><a href=/>Home</a></nav><p>Nothing here</p></body></html>"), 0, "no article was found"),
        ("deep.html", text(&"<div><b>".repeat(50_000)), 0, "no article was found"),
        ("not.docx", text(STORY), 0, "no intact Word document"),
        ("other.docx", readers::zipped(&[("a.txt", b"x")]), 0, "no Word document"),
        ("broken.docx", readers::zipped(&[("word/document.xml", b"<w:document><w:body><w:p>")]), 0, "has no text"),
        ("deep.docx", readers::zipped(&[("word/document.xml", "<w:p>".repeat(10_000).as_bytes())]), 0, "nested deeper"),
        ("bomb.docx", readers::zipped(&[("word/document.xml", &vec![b' '; 120 << 20])]), 0, "unpacks to more than"),
        ("old.docx", vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 0, "old or password"),
        (
            "laughs.docx",
            readers::zipped(&[("word/document.xml", format!("<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document><w:p><w:r><w:t>{STORY} &b;</w:t></w:r></w:p></w:document>").as_bytes())]),
            1,
            "",
        ),
        (
            "german.txt",
            text("Die Hafenmauer in Larkport gab am Donnerstag nach, und zwölf Menschen wurden verletzt, sagte der Bürgermeister. Die Reparatur wird nach Angaben der Stadt mehr als vier Millionen Euro kosten, und niemand weiß, wann sie beginnen kann."),
            0,
            "German",
        ),
    ]
}

#[test]
fn every_bad_input_is_a_named_problem_and_the_rest_is_read() {
    let mut wrong = Vec::new();
    for (name, bytes, articles, words) in cases() {
        let (read, problems) = read(name, bytes);
        let said = problems.first().map_or("", |p| p.message.as_str());
        let named = problems.iter().all(|p| p.path.starts_with(name));
        if read.len() != articles || !said.contains(words) || words.is_empty() != problems.is_empty() || !named {
            wrong.push(format!("{name}: {} articles, {problems:?}", read.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn doubtful_front_matter_is_told_and_the_article_read() {
    let cases = [
        (
            format!("---\ntitle: Wall fails\ndate: yesterday\n---\n{STORY}"),
            "\"date: yesterday\" in the front matter is no date",
        ),
        (format!("---\ntitle: Wall fails\ndate: 2026-11-20\n\n{STORY}"), "the front matter is not closed"),
        (format!("---\r\ntitle: Wall fails\r\ndate: 2026-11-20\r\n---\r\n{STORY}"), ""),
        (format!("---\rtitle: Wall fails\rdate: 2026-11-20\r---\r{STORY}"), ""),
        (format!("---\ntitle: Wall fails\ndate:\n---\n{STORY}"), ""),
        (format!("---\n\n{STORY}\n\n---\n"), ""),
    ];
    for (text, words) in cases {
        for name in ["a.txt", "a.md"] {
            let (articles, problems) = read(name, text.clone());
            assert_eq!(articles.len(), 1, "{text}");
            let said = problems.first().map_or("", |p| p.message.as_str());
            assert!(said.contains(words) && words.is_empty() == problems.is_empty(), "{text}: {problems:?}");
            assert!(problems.iter().all(|p| p.level == ProblemLevel::Warning));
        }
    }
    let (articles, _) = read("a.md", format!("---\rtitle: Wall fails\rdate: 2026-11-20\r---\r\r{STORY}\r\r{STORY}\r"));
    let second = articles[0].source(articles[0].blocks[2].span);
    assert_eq!(articles[0].title(), Some("Wall fails"));
    assert_eq!(articles[0].file.line_column(second.start()), (8, 1));
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let settings = ReadSettings { max_file_size: 50, ..ReadSettings::default() };
    let (articles, problems) = pipeline::read(SourceBytes { path: "a.txt".into(), bytes: STORY.into() }, &settings);
    assert!(articles.is_empty());
    assert!(problems[0].level == ProblemLevel::Error && problems[0].message.contains("--max-file-size"));
}

#[test]
fn standard_input_is_judged_by_content() {
    let html = format!("<!doctype html><html><body><article><h1>Wall fails</h1><p>{STORY}</p></article></body></html>");
    let json = format!("{{\"headline\": \"Wall fails\", \"text\": \"{STORY}\"}}");
    let plain = format!("Wall fails\n\n{STORY}\n");
    let docx = readers::docx(&format!("---\ntitle: Wall fails\n---\n{STORY}"));
    for bytes in [html.into_bytes(), json.into_bytes(), plain.into_bytes(), docx] {
        let (articles, problems) = read("-", bytes);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(articles[0].title(), Some("Wall fails"));
        assert!(articles[0].text.contains(STORY));
    }
}

/// Every span of what was read must lie on character boundaries, and lead into the file.
fn hold(name: &str, articles: &[Article]) {
    for article in articles {
        for block in &article.blocks {
            assert!(article.text.get(block.span.range()).is_some(), "{name}: {:?}", block.span);
            let source = article.source(block.span);
            assert!(source.end() as usize <= article.file.bytes.len(), "{name}: {source:?}");
            let _ = article.file.line_column(source.end());
        }
        let _ = copydesk::segment::segment(article);
    }
}

/// A small generator of numbers, so that every run tries the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

#[test]
fn damaged_files_never_panic() {
    let mut numbers = Numbers(7);
    for format in readers::formats() {
        for (path, bytes) in &format.files {
            for cut in (0..bytes.len()).step_by(1 + bytes.len() / 400) {
                hold(path, &read(path, &bytes[..cut]).0);
                hold(path, &read(path, &bytes[cut..]).0);
            }
            for _ in 0..600 {
                let mut damaged = bytes.clone();
                for _ in 0..=numbers.below(4) {
                    let at = numbers.below(damaged.len());
                    match numbers.below(3) {
                        0 => damaged[at] = numbers.below(256) as u8,
                        1 => drop(damaged.remove(at)),
                        _ => {
                            let from = numbers.below(damaged.len());
                            let piece = damaged[from.min(at)..from.max(at).min(from.min(at) + 40)].to_vec();
                            damaged.splice(at..at, piece);
                        }
                    }
                }
                hold(path, &read(path, damaged).0);
            }
        }
    }
}

#[test]
fn reading_is_linear_in_length() {
    let units: &[(&str, &str, &str)] = &[
        ("a.txt", "", "One line of text that ends here.\n"),
        ("b.txt", "", "\"“("),
        ("c.md", "", "> *a* [b](c) `d` ![e](f)\n"),
        ("d.md", "", "[a](b"),
        ("e.html", "<article><p>", "<p>text <b>bold <i>x &amp; y"),
        ("f.html", "<article><p>", "<a href=\"x"),
        ("g.html", "", "<!-- <script "),
        ("h.html", "", "</p></b><li>"),
        ("i.jsonl", "", "{\"text\":\"The mayor said so.\"}\n"),
        ("j.json", "[", "{\"text\": \"x },\n{"),
        ("k.jsonl", "", "{\"text\": [\n"),
        ("l.html", "", "<font size=1><font size=2><p>"),
    ];
    let mut slow = Vec::new();
    for (name, head, unit) in units {
        let time = |bytes: usize| {
            let text = format!("{head}{}", unit.repeat(bytes / unit.len()));
            let start = std::time::Instant::now();
            hold(name, &read(name, text).0);
            start.elapsed()
        };
        let (one, eight) = (time(32 << 10), time(256 << 10));
        // A quadratic reader would take 64 times as long; machines that do other work need some room.
        if eight > one * 30 && eight.as_millis() > 1500 || one.as_millis() > 3000 {
            slow.push(format!("{name}: {one:?} for 32 KiB, {eight:?} for 256 KiB"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
