//! The same two articles in every format: the same text, the same findings, each at the bytes of its own file.

use std::io::Write as _;

use copydesk::model::{Article, BlockKind, Offsets, ReadSettings, Settings, Span};
use copydesk::pipeline::{self, SourceBytes};
use copydesk::report::Report;

use crate::page::MODEL;

/// How the bytes of a format read.
type Decode = fn(&[u8]) -> String;

/// One format: its name, its files, and how a slice of a file reads.
pub struct Format {
    pub name: &'static str,
    pub files: Vec<(String, Vec<u8>)>,
    decode: Decode,
}

fn fixture(path: &str) -> (String, Vec<u8>) {
    let path = format!("fixtures/read/{path}");
    let bytes = std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    (path, bytes)
}

fn utf_8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap_or_else(|e| panic!("not on a character boundary: {e}"))
}

fn json_string(bytes: &[u8]) -> String {
    let text = utf_8(bytes);
    serde_json::from_str(&format!("\"{text}\"")).unwrap_or_else(|e| panic!("half an escape in {text}: {e}"))
}

/// Entities and tags, as far as the fixtures have them.
fn html(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in utf_8(bytes).chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let entities = [
        ("&ldquo;", "“"),
        ("&#8221;", "”"),
        ("&rsquo;", "’"),
        ("&eacute;", "é"),
        ("&#x2014;", "—"),
        ("&mdash;", "—"),
        ("&shy;", ""),
        ("&amp;", "&"),
    ];
    entities.iter().fold(out, |text, (from, to)| text.replace(from, to))
}

fn markdown(bytes: &[u8]) -> String {
    html(bytes).replace(['*', '\\'], "")
}

fn utf_16(bytes: &[u8]) -> String {
    encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
}

fn windows(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// The two articles in every format.
pub fn formats() -> Vec<Format> {
    let plain = ["txt/a.txt", "txt/b.txt"].map(fixture);
    let text = |i: usize| utf_8(&plain[i].1);
    let made = |change: &dyn Fn(&str) -> Vec<u8>| [0, 1].map(|i| (plain[i].0.clone(), change(&text(i)))).to_vec();
    let format = |name, files: Vec<(String, Vec<u8>)>, decode: Decode| Format { name, files, decode };
    vec![
        format("txt", plain.to_vec(), utf_8),
        format("md", ["md/a.md", "md/b.md"].map(fixture).to_vec(), markdown),
        format("html", ["html/a.html", "html/b.html"].map(fixture).to_vec(), html),
        format("json", vec![fixture("json/both.json")], json_string),
        format("jsonl", vec![fixture("jsonl/both.jsonl")], json_string),
        format("docx", [0, 1].map(|i| (plain[i].0.replace("txt", "docx"), docx(&text(i)))).to_vec(), utf_8),
        format("crlf", made(&|t| t.replace('\n', "\r\n").into_bytes()), utf_8),
        format("bom", made(&|t| format!("\u{feff}{t}").into_bytes()), utf_8),
        format("utf-16", made(&|t| format!("\u{feff}{t}").encode_utf16().flat_map(u16::to_le_bytes).collect()), utf_16),
        format("windows-1252", made(&|t| encoding_rs::WINDOWS_1252.encode(t).0.into_owned()), windows),
    ]
}

/// A Word document of an article in plain text: words split over runs, insertions, deletions, comments, a title style.
pub fn docx(text: &str) -> Vec<u8> {
    let body = text.splitn(3, "---\n").nth(2).unwrap_or(text).trim();
    let title = text.lines().find_map(|l| l.strip_prefix("title: ")).map(|t| t.trim_matches('"')).unwrap_or_default();
    let escape = |t: &str| t.replace('&', "&amp;").replace('<', "&lt;");
    let run = |t: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(t));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\"><w:body>",
    );
    xml += &format!("<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>{}</w:p>", run(title));
    for paragraph in body.split("\n\n") {
        let (caption, paragraph) = match paragraph.strip_prefix("Caption: ") {
            Some(rest) => ("<w:pPr><w:pStyle w:val=\"Caption\"/></w:pPr>", rest),
            None => ("", paragraph),
        };
        xml += &format!("<w:p>{caption}<w:commentRangeStart w:id=\"1\"/>");
        let middle = paragraph.char_indices().nth(18).map_or(0, |(i, _)| i);
        let later = paragraph.char_indices().nth(31).map_or(middle, |(i, _)| i);
        xml += &run(&paragraph[..middle]);
        xml += "<w:del w:id=\"2\"><w:r><w:delText>, they say</w:delText><w:t>wrong</w:t></w:r></w:del><w:proofErr/>";
        xml += &format!("<w:ins w:id=\"3\">{}</w:ins>", run(&paragraph[middle..later]));
        xml += "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:r><w:t>again</w:t></w:r></mc:Fallback></mc:AlternateContent>";
        xml += &format!("{}</w:p>", run(&paragraph[later..]));
    }
    xml += "</w:body></w:document>";
    zipped(&[("word/document.xml", xml.as_bytes())])
}

/// A zip archive of these files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a new entry");
        zip.write_all(bytes).expect("written to memory");
    }
    zip.finish().expect("a whole archive").into_inner()
}

/// Reads all files of a format. Word documents say nothing of date and publisher.
fn articles(format: &Format) -> Vec<Article> {
    let mut out = Vec::new();
    for (path, bytes) in &format.files {
        let settings = ReadSettings {
            date: "2026-11-20".parse().ok(),
            publisher: Some(if path.contains("a.docx") { "Larkport Herald" } else { "Westmark Post" }.into()),
            ..ReadSettings::default()
        };
        let (articles, problems) = pipeline::read(SourceBytes { path: path.clone(), bytes: bytes.clone() }, &settings);
        let lost = problems.iter().filter(|p| !p.message.contains("a guess")).collect::<Vec<_>>();
        assert!(lost.is_empty(), "{}: {lost:?}", format.name);
        out.extend(articles);
    }
    out
}

/// The story of an article: kinds and texts of its blocks, furniture left out.
fn story(article: &Article) -> Vec<String> {
    let shown = article.blocks.iter().filter(|b| b.kind != BlockKind::Furniture);
    shown.map(|b| b.span.of(&article.text).trim_start_matches("Caption: ").to_owned()).collect()
}

#[test]
fn every_format_gives_the_same_articles() {
    let all = formats();
    let plain = articles(&all[0]);
    assert_eq!(plain.len(), 2);
    for format in &all {
        let read = articles(format);
        assert_eq!(read.len(), 2, "{}", format.name);
        for (a, b) in plain.iter().zip(&read) {
            assert_eq!(story(a), story(b), "{}", format.name);
            assert_eq!(
                (a.title(), a.published, &a.publisher),
                (b.title(), b.published, &b.publisher),
                "{}",
                format.name
            );
        }
    }
}

#[test]
fn every_word_leads_back_to_its_bytes() {
    for format in &formats() {
        for article in articles(format) {
            let text = &article.text;
            for block in &article.blocks {
                let block_text = block.span.of(text);
                for word in block_text.split_whitespace() {
                    let at = block.span.start() + (word.as_ptr() as usize - block_text.as_ptr() as usize) as u32;
                    let source = article.source(Span::new(at, at + word.len() as u32));
                    let slice = &article.file.bytes[source.range()];
                    assert_eq!((format.decode)(slice), word, "{} {source:?} of {}", format.name, article.id());
                    let (line, column) = article.file.line_column(source.start());
                    let shown: String = article.file.line_text(line).chars().skip(column as usize - 1).collect();
                    let first =
                        if article.file.offsets == Offsets::Text { word } else { word.get(..1).unwrap_or_default() };
                    assert!(
                        !word.is_ascii() || shown.starts_with(first) || shown.starts_with(['&', '<', '\\']),
                        "{}: {word} at {line}:{column}",
                        format.name
                    );
                }
            }
        }
    }
}

fn findings(report: &Report) -> Vec<String> {
    let side = |s: &copydesk::model::Side| {
        let article = s.article.map(|a| &report.batch.articles[a as usize].article);
        article.map(|a| format!("{}: {}", a.title().unwrap_or_default(), s.span.of(&a.text))).unwrap_or_default()
    };
    let mut all: Vec<String> = report
        .findings
        .iter()
        .map(|f| {
            format!("{} {}: {}", f.severity.as_str(), f.rule, f.sides.iter().map(side).collect::<Vec<_>>().join(" / "))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn every_format_gives_the_same_findings() {
    let all = formats();
    let check =
        |format: &Format| findings(&pipeline::check(articles(format), Vec::new(), &**MODEL, &Settings::default()));
    let plain = check(&all[0]);
    if copydesk::compare::rules::RULES.len() > 6 {
        assert!(plain.iter().any(|f| f.contains("Elizando")), "{plain:#?}");
    }
    for format in &all[1..] {
        assert_eq!(plain, check(format), "{}", format.name);
    }
}
