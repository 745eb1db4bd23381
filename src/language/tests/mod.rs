//! The model as a whole: our own articles against the reference's analysis, news habits, hostile text.
#![cfg(feature = "embedded-model")]

mod gold;

use super::*;
use crate::model::{Document, EntityLabel, Span, Tag, Want};

fn annotate(model: &dyn LanguageModel, text: &str) -> Document {
    let text: Arc<str> = text.into();
    model.annotate(&text, &[Span::new(0, text.len() as u32)], Want::ALL, &mut model.scratch())
}

/// "text/LABEL" of each entity.
fn entities(doc: &Document) -> Vec<String> {
    doc.entities.iter().map(|e| format!("{}/{}", doc.span_of(e.tokens).of(&doc.text), e.label.as_str())).collect()
}

#[test]
fn the_embedded_file_is_sound() {
    assert!(ModelFile::embedded(WEIGHTS).unwrap().is_sound());
    assert!(from_bytes(WEIGHTS.to_vec()).is_ok());
    assert_ne!(english().checksum(), rules_only().checksum());
}

#[test]
fn news_habits() {
    let doc = annotate(
        &*english(),
        "LONDON (AP) — Sen. Mary O’Rourke, 46, said \"we can’t wait\" on Monday. J.R. Haldane didn’t vote.",
    );
    assert!(entities(&doc).contains(&"Mary O’Rourke/PERSON".to_string()), "{:?}", entities(&doc));
    let words: Vec<&str> = (0..doc.len()).map(|i| doc.word(i)).collect();
    assert_eq!(words[12..17], ["\"", "we", "ca", "n’t", "wait"][..]);
    let not = words.iter().position(|&w| w == "n’t").unwrap();
    assert_eq!((doc.lemma(not), doc.lower(not), doc.tag(not)), ("not", "n't", Tag::Rb));
    let last = doc.sentences.last().unwrap();
    assert_eq!(doc.span_of(*last).of(&doc.text), "J.R. Haldane didn’t vote.");
}

#[test]
fn no_sentence_or_entity_crosses_a_block() {
    let text: Arc<str> = "The winner was Ann\nSmith of Leeds said so".into();
    let model = english();
    let blocks = [Span::new(0, 18), Span::new(19, text.len() as u32)];
    let doc = model.annotate(&text, &blocks, Want::ALL, &mut model.scratch());
    assert_eq!(doc.sentences.len(), 2);
    assert!((0..doc.len()).all(|i| doc.sentence_of(i) == doc.sentence_of(doc.head(i))));
    assert!(doc.entities.iter().all(|e| !doc.span_of(e.tokens).of(&text).contains('\n')));
}

#[test]
fn blocks_do_not_influence_one_another() {
    let model = english();
    let (a, b) = ("Ruth Delacroix, 63, died in Reno on Tuesday.", "The council voted 9-2, Mayor Ed Lanza said.");
    let text: Arc<str> = format!("{a}\n{b}").into();
    let split = a.len() as u32;
    let mut scratch = model.scratch();
    let both =
        model.annotate(&text, &[Span::new(0, split), Span::new(split + 1, text.len() as u32)], Want::ALL, &mut scratch);
    let (first, second) = (annotate(&*model, a), annotate(&*model, b));
    assert_eq!(entities(&both), [entities(&first), entities(&second)].concat());
    assert_eq!(both.tokens.tag, [first.tokens.tag, second.tokens.tag].concat());
    assert_eq!(both.tokens.head[..first.tokens.head.len()], first.tokens.head);
}

#[test]
fn only_what_is_wanted_is_worked_out() {
    let model = english();
    let text: Arc<str> = "Ann Smith won. Bob lost.".into();
    let blocks = [Span::new(0, text.len() as u32)];
    let doc = model.annotate(&text, &blocks, Want::TOKENS, &mut model.scratch());
    assert!(doc.entities.is_empty() && doc.chunks.is_empty() && doc.sentences.len() == 2);
    let want = Want { tags: false, parse: false, entities: true };
    let doc = model.annotate(&text, &blocks, want, &mut model.scratch());
    assert_eq!(doc.entities[0].label, EntityLabel::Person);
}

#[test]
fn without_weights_there_are_tokens_sentences_and_names() {
    let doc = annotate(
        &*rules_only(),
        "Twelve people met Sen. Mary O’Rourke in Reno, Nev. She paid $2.5 million on March 3, 2024.",
    );
    let found = entities(&doc);
    for expected in ["Mary O’Rourke/PERSON", "$2.5 million/MONEY", "March 3, 2024/DATE"] {
        assert!(found.iter().any(|e| e == expected), "{expected} in {found:?}");
    }
    assert_eq!(doc.tag(1), Tag::Nn);
}

#[test]
fn unsafe_code_is_in_the_kernels_alone_and_each_block_has_its_reason() {
    fn visit(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![];
    visit(&root, &mut files);
    assert!(20 < files.len());
    let word = ["un", "safe"].concat();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (i, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap();
            let opens = [" {", " fn", " impl"].iter().any(|s| code.contains(&format!("{word}{s}")));
            if !opens {
                continue;
            }
            assert!(path.starts_with(root.join("language/kernels")), "{}:{}", path.display(), i + 1);
            let reason = lines[i.saturating_sub(6)..i].iter().any(|l| l.contains("SAFETY:") || l.contains("# Safety"));
            assert!(reason, "{}:{}: no reason given", path.display(), i + 1);
        }
    }
}

/// Everything that a document promises.
fn check(doc: &Document) {
    let n = doc.len();
    let t = &doc.tokens;
    let lengths = [
        t.end.len(),
        t.tag.len(),
        t.pos.len(),
        t.head.len(),
        t.dep.len(),
        t.left_edge.len(),
        t.right_edge.len(),
        t.lemma.len(),
        t.lower.len(),
    ];
    assert!(lengths.iter().all(|&l| l == n));
    let mut end = 0;
    for i in 0..n {
        assert!(end <= t.start[i] && t.start[i] < t.end[i], "token {i}");
        end = t.end[i];
        assert!(!doc.word(i).is_empty() && !doc.lower(i).is_empty());
        let subtree = doc.subtree(i);
        assert!(subtree.contains(i) && subtree.end as usize <= n && doc.head(i) < n);
        let _ = doc.lemma(i);
    }
    let mut next = 0;
    for s in &doc.sentences {
        assert!(s.start == next && s.start < s.end);
        next = s.end;
    }
    assert_eq!(next as usize, n);
    let ordered = |r: &mut dyn Iterator<Item = crate::model::TokenRange>| {
        let mut end = 0;
        r.for_each(|r| {
            assert!(end <= r.start && r.start < r.end && r.end as usize <= n);
            end = r.end;
        });
    };
    ordered(&mut doc.entities.iter().map(|e| e.tokens));
    ordered(&mut doc.chunks.iter().copied());
    let mut strings = doc.strings.clone();
    strings.sort();
    strings.dedup();
    assert_eq!(strings.len(), doc.strings.len());
}

/// Texts that nobody means.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        " ",
        "\n\n\t",
        "\u{200e}",
        "\u{feff}\u{ad}",
        "\0\u{1}\u{7f}",
        "\"",
        "\"\"\"\"\"",
        "”“’‘\"'",
        "....",
        ". . . .",
        "((((",
        "))))",
        "e\u{301}\u{301}\u{302}",
        "\u{301}",
        "a\u{200b}b",
        "\u{202e}abc\u{202c} (def)",
        "👩‍👩‍👧‍👦👍🏽🇺🇳 ok 😀.",
        "مرحبا بالعالم.",
        "שלום \u{200f}(עולם)",
        "日本語のテキスト。",
        "ＦＵＬＬ　ｗｉｄｔｈ",
        "http://",
        "http://a.b@c.d@e.f:99/x",
        "a@b@c@d@e@f@g@h@i@j.k",
        "1.2.3.4.5.6",
        "$$$ %%% 10km/h/h/h",
        "\u{e0001}",
        "\u{10ffff}\u{fffe}",
        "we'd've'd'll's",
        "'s's's's",
        "(:):-):-(",
        "X.Y.Z.",
        "--- — – ~~~",
        "I\u{2028}am\u{2029}here\u{85}now\u{a0}\u{3000}.",
        "wed. Wed. cant wont id.",
        "Ⅷ ½ ² ③ ٣",
        "\u{1c}x\u{1d}y\u{1e}z\u{1f}",
        "a \u{200e} \u{200f} b",
    ]
    .map(str::to_string)
    .into();
    all.push("x".repeat(5_000));
    all.push("é".repeat(5_000));
    all.push("(".repeat(20_000));
    all.push("a@".repeat(10_000) + ".com");
    all.push("😀".repeat(5_000));
    all.push("\"a\" ".repeat(5_000));
    all.push("a,b.c-d/e:f".repeat(2_000));
    all.push("He said that ".repeat(3_000));
    all.push(". ".repeat(10_000));
    all.push("\n".repeat(50_000) + "end");
    all.push((0..40_000).map(|i| format!("w{i} ")).collect());
    all
}

#[test]
fn hostile_text_is_analysed_like_any_other() {
    for model in [english(), rules_only()] {
        let mut scratch = model.scratch();
        for text in hostile() {
            let text: Arc<str> = text.into();
            check(&model.annotate(&text, &[Span::new(0, text.len() as u32)], Want::ALL, &mut scratch));
        }
        // The memory of one thread does not change what it finds.
        let text = "Sheriff Buck Tolliver, 51, denied the claims in Fort Collins on Jan. 8.";
        let doc = model.annotate(&text.into(), &[Span::new(0, text.len() as u32)], Want::ALL, &mut scratch);
        assert_eq!(entities(&doc), entities(&annotate(&*model, text)));
        check(&doc);
    }
}

#[test]
fn preparing_twice_changes_nothing() {
    let articles = include_str!("../../../fixtures/language/articles.txt");
    for text in hostile().iter().map(String::as_str).chain(articles.lines()) {
        let once = prepared(text);
        assert_eq!(prepared(&once), once);
    }
}

#[test]
fn a_damaged_file_is_a_clear_error() {
    let mut bytes = WEIGHTS.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    assert!(matches!(from_bytes(bytes), Err(ModelError::Damaged)));
    assert!(matches!(from_bytes(WEIGHTS[..WEIGHTS.len() - 1].to_vec()), Err(ModelError::Damaged)));
    assert!(matches!(from_bytes(vec![]), Err(ModelError::NotAModel)));
    let error = from_file(Path::new("no/such.model")).err().unwrap().to_string();
    assert!(error.contains("no/such.model") && error.contains("check the path"), "{error}");
    assert_eq!(from_bytes(WEIGHTS.to_vec()).unwrap().checksum(), english().checksum());
}
