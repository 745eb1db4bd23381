//! A report made by hand for the tests of the formats: three articles, one of them full of everything that breaks writers.

use std::sync::Arc;

use copydesk::Report;
use copydesk::model::{
    ArticleFacts, Batch, EntityKind, Finding, Group, Kind, Member, Mention, NotUnderstood, Place, Problem, Settings,
    Severity, Sheet, Side, SideRole, Span,
};
use copydesk::pipeline::{self, SourceBytes};

const NORTH: &str = "---\ntitle: \"Mayor opens bridge over the Wend\"\nsource: Harwick Ledger\ndate: 2026-11-20\n---\n\n\
    HARWICK — Mayor Jorge Elorza opened the bridge on Friday. More than 2 million people live along the river.\n\n\
    “We are not going to raise the toll, and we will not close the old ferry,” Elorza said.\n";

const SOUTH: &str = "---\ntitle: Bridge opens\nsource: Westmark Standard\ndate: 2026-11-21\n---\n\n\
    The bridge was opened by Mayor Jorge Elosa, with 3 million people along the river watching.\n\n\
    “We are going to raise the toll, and we will not close the old ferry,” he said.\n";

/// Byte order mark, CRLF, a tab, é, a letter beyond the basic plane, a joined emoji, escapes, markup of every format.
const NASTY: &str = "\u{feff}---\r\ntitle: \"=cmd|' /C calc'!A0 <script>window.planted = true</script>\"\r\nsource: \"Café, Ltd: 100% <b>bold</b>\"\r\ndate: 2026-11-19\r\n---\r\n\r\n\
    \té 𐐀 👩\u{200d}🚒 Jorge Elorza [x](1) said ::error::owned %0A ]]> \u{1b}[2J\u{202e}reversed\u{202c} `tick` *star* @mayor\r\n\r\n\
    ::set-env name=PATH::gone and Jorge Elorza again\r\n";

/// The report.
pub fn report() -> Report {
    let files = [("desk/harwick ledger.txt", NORTH), ("desk/nasty,%[1]:=.txt", NASTY), ("desk/standard.txt", SOUTH)];
    let settings = Settings::default();
    let mut articles: Vec<ArticleFacts> = Vec::new();
    for (path, text) in files {
        let source = SourceBytes { path: path.into(), bytes: text.as_bytes().to_vec() };
        let (read, problems) = pipeline::read(source, &settings.read);
        assert!(problems.is_empty(), "{problems:?}");
        articles.extend(read.into_iter().map(|a| {
            let a = Arc::new(a);
            let segments = copydesk::segment::segment(&a);
            ArticleFacts::new(a, segments)
        }));
    }
    articles.sort_by_cached_key(|f| f.article.id());
    for facts in &mut articles {
        let text = facts.article.text.clone();
        for (at, name) in text.match_indices("Jorge Elorza") {
            let span = Span::new(at as u32, (at + name.len()) as u32);
            facts.mentions.push(Mention {
                place: Place { span, ..Place::default() },
                kind: EntityKind::Person,
                name: name.into(),
                title: None,
                role: None,
                entity: None,
                candidate: false,
            });
        }
        if let Some(at) = text.find("%0A") {
            let span = Span::new(at as u32, at as u32 + 3);
            facts.not_understood.push(NotUnderstood { span, why: "number not parsed" });
        }
    }
    let batch = Batch {
        neighbours: vec![vec![1, 2], vec![0, 2], vec![0, 1]],
        witness: vec![0, 1, 2],
        stories: vec![0, 1, 0],
        entity_of: vec![Vec::new(); 3],
        articles,
        ..Batch::default()
    };
    let findings = findings(&batch);
    let groups = vec![Group {
        kind: Kind::Name,
        about: "jorge elorza".into(),
        members: (0..2)
            .map(|article| Member {
                claim: copydesk::model::ClaimRef { article, kind: Kind::Name, index: 0 },
                span: batch.articles[article as usize].mentions[0].place.span,
                value: "jorge elorza".into(),
            })
            .collect(),
        evidence: vec!["same name".into()],
        clashes: Vec::new(),
    }];
    let problems = vec![
        Problem::error("desk/broken.docx", "this is no zip file\nit cannot be read ::error::"),
        Problem::warning("desk/standard.txt", "the date is doubtful"),
    ];
    Report::new(batch, groups, findings, problems)
}

/// A report with one finding against the reference sheet.
pub fn against_a_sheet() -> Report {
    let mut report = report();
    let mut sheet = Sheet::default();
    let text = b"[[person]]\nname = \"Jorge Elorza\" # <b>::error::</b> `x`\nrole = \"mayor of Harwick\"\n";
    copydesk::sheet::read("desk/people.toml", text, &mut sheet).expect("right");
    let odd = side(&report.batch, 2, "Jorge Elosa", "jorge elosa", SideRole::Odd);
    let span = sheet.entries[0].name.span;
    let right = Side { article: None, span, value: "jorge elorza".into(), role: SideRole::Reference };
    let message = "Jorge Elosa is Jorge Elorza on the sheet";
    let mut finding = Finding::new("name-off-sheet", Kind::Name, Severity::Error, message, vec![odd, right]);
    finding.hint = "Write it as on the sheet".into();
    finding.evidence = vec!["the sheet has Jorge Elorza".into()];
    finding.fingerprint = finding.make_fingerprint();
    report.batch.sheet = Arc::new(sheet);
    report.findings = vec![finding];
    report.problems.clear();
    report
}

fn side(batch: &Batch, article: u32, words: &str, value: &str, role: SideRole) -> Side {
    let text = batch.articles[article as usize].text();
    let at = text.find(words).unwrap_or_else(|| panic!("{words} in {text}")) as u32;
    Side { article: Some(article), span: Span::new(at, at + words.len() as u32), value: value.into(), role }
}

fn findings(batch: &Batch) -> Vec<Finding> {
    use SideRole::{Odd, Others};
    let mut name = Finding::new(
        "misspelled-name",
        Kind::Name,
        Severity::Error,
        "Jorge Elosa is Jorge Elorza in 2 other places",
        vec![
            side(batch, 2, "Jorge Elosa", "jorge elosa", Odd),
            side(batch, 0, "Jorge Elorza", "jorge elorza", Others),
            side(batch, 1, "Jorge Elorza", "jorge elorza", Others),
        ],
    );
    name.confidence = 97;
    name.hint = "Find out how the name is written, and use one form".into();
    name.evidence = vec!["same first name".into(), "both are called mayor".into(), "one letter group apart".into()];
    name.rung = "near-spelling";
    let mut quote = Finding::new(
        "altered-quote",
        Kind::Quote,
        Severity::Error,
        "The quotation has lost the word \"not\"",
        vec![
            side(batch, 2, "We are going to raise the toll, and we will not close the old ferry", "we are going", Odd),
            side(
                batch,
                0,
                "We are not going to raise the toll, and we will not close the old ferry",
                "we are not",
                Others,
            ),
        ],
    );
    quote.confidence = 92;
    quote.hint = "Listen to the recording".into();
    quote.evidence = vec!["fourteen of fifteen words are the same".into()];
    let mut figure = Finding::new(
        "contradicted-hedge",
        Kind::Figure,
        Severity::Warning,
        "3 million people is more than one expects of \"more than 2 million\"",
        vec![side(batch, 2, "3 million", "3000000", Odd), side(batch, 0, "More than 2 million", ">2000000", Others)],
    );
    figure.confidence = 80;
    let mut note = Finding::new(
        "altered-quote",
        Kind::Quote,
        Severity::Note,
        "::error::a [note](1) <b>with</b> 100% of\r\neverything, = \u{1b}[31m",
        vec![side(batch, 1, "Jorge Elorza [x](1) said ::error::owned %0A ]]>", "-1+2", Odd)],
    );
    note.evidence = vec!["\u{202e}evidence <i>".into()];
    let mut all = vec![name, quote, figure, note];
    for f in &mut all {
        f.fingerprint = f.make_fingerprint();
    }
    all
}
