//! The command line as its users meet it: the built program on real folders, its output and its exit codes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use factmark_tests::binary::{factmark, root};
use serde_json::Value;
use tempfile::TempDir;

const WRONG: &str = "UNHCR has been operating in Azerbaijan since 1993.\n";
const RIGHT: &str = "UNHCR has been operating in Azerbaijan since 1992.\n";

/// A folder with the sample sources and one draft.
fn workspace(draft: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("seeds")).unwrap();
    for entry in std::fs::read_dir(root().join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join("seeds").join(path.file_name().unwrap())).unwrap();
    }
    std::fs::write(folder.path().join("brief.md"), draft).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(factmark()).args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

fn run_with_input(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(factmark())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_wrong_year_is_shown_with_the_sentence_of_the_source_and_the_fix() {
    let folder = workspace(WRONG);
    let output = run(folder.path(), &["check", "brief.md"]);
    let shown = text(&output.stdout);
    assert_eq!(code(&output), 1, "{shown}");
    for expected in [
        "[F002]",
        "brief.md:1:46",
        "UNHCR has been operating in Azerbaijan since 1993.",
        "^^^^",
        "004_5e32103b5ee5e312.txt:12",
        "which has been operating in Azerbaijan since 1992",
        "Replace",
    ] {
        assert!(shown.contains(expected), "{expected:?} is missing in\n{shown}");
    }
    assert!(!shown.contains('\u{1b}'), "no colours where nobody looks at a terminal:\n{shown}");
}

#[test]
fn a_right_year_is_silent() {
    let folder = workspace(RIGHT);
    let output = run(folder.path(), &["check", "brief.md"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("No conflict found in 1 draft, checked against 2 sources."));
}

#[test]
fn json_holds_all_that_a_program_needs() {
    let folder = workspace(WRONG);
    let output = run(folder.path(), &["check", "--format", "json", "brief.md"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(code(&output), 1);
    assert_eq!(report["schema_version"], 1);
    let finding = &report["findings"][0];
    assert_eq!((&finding["code"], &finding["path"]), (&"F002".into(), &"brief.md".into()));
    assert!(matches!(finding["severity"].as_str(), Some("error" | "warning")));
    let span = &finding["span"];
    let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
    assert_eq!(WRONG.get(start..end), Some("1993"));
    assert_eq!((&span["line"], &span["column"]), (&1.into(), &46.into()));
    assert_eq!(finding["claim"], WRONG.trim());
    let evidence = &finding["evidence"][0];
    let source = std::fs::read_to_string(root().join("seeds/004_5e32103b5ee5e312.txt")).unwrap();
    let quote = evidence["quote"].as_str().unwrap();
    let at = &evidence["span"];
    let range = at["start"].as_u64().unwrap() as usize..at["end"].as_u64().unwrap() as usize;
    assert_eq!(source.get(range), Some(quote));
    assert!(quote.contains("since 1992"));
    assert_eq!(evidence["line"], 12);
    assert_eq!(finding["fixes"][0]["replacement"], "1992");
}

#[test]
fn sources_that_differ_make_a_claim_contested() {
    let folder = workspace(RIGHT);
    std::fs::write(folder.path().join("seeds/other.txt"), WRONG).unwrap();
    let output = run(folder.path(), &["check", "--format", "json", "brief.md"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &report["findings"][0];
    assert_eq!((&finding["code"], &finding["verdict"]), (&"F051".into(), &"contested".into()), "{report:#}");
    let quotes: Vec<&str> =
        finding["evidence"].as_array().unwrap().iter().map(|it| it["quote"].as_str().unwrap()).collect();
    assert!(quotes[0].contains("since 1992") && quotes[1].contains("since 1993"), "{quotes:?}");
    let query = r#"{"id":1,"source":"The Harbour Fund runs 27 schools in Estonia. It rained. The Harbour Fund runs 31 schools in Estonia.","claim":"The Harbour Fund runs 27 schools in Estonia."}"#;
    let output = run_with_input(&["compare"], &format!("{query}\n"));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["verdict"], "contested", "{answer:#}");
}

#[test]
fn hints_are_shown_to_those_who_ask_for_them() {
    // Less sure than a warning: the source tells of the same matter in other words.
    let unsure = "UNHCR has been in the country since 1996.\n";
    let folder = workspace(unsure);
    let hints = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        (
            code(&output),
            report["summary"]["hint"].as_u64().unwrap(),
            report["summary"]["warning"].as_u64().unwrap(),
        )
    };
    assert_eq!(hints(&["check", "--format", "json", "brief.md"]), (0, 0, 0));
    assert_eq!(hints(&["check", "--hints", "--format", "json", "brief.md"]), (0, 1, 0));
    std::fs::write(folder.path().join("factmark.toml"), "hints = true\n[rules]\nF002 = \"error\"\n").unwrap();
    assert_eq!(hints(&["check", "--format", "json", "brief.md"]), (0, 1, 0));
}

#[test]
fn without_a_draft_every_draft_below_the_folder_is_checked_but_no_source() {
    let folder = workspace(WRONG);
    std::fs::write(folder.path().join("second.txt"), RIGHT).unwrap();
    let output = run(folder.path(), &["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((code(&output), &report["drafts"]), (1, &2.into()));
}

#[test]
fn a_draft_can_come_from_standard_input() {
    let seeds = root().join("seeds");
    let output = run_with_input(&["check", "-", "--sources", seeds.to_str().unwrap()], WRONG);
    assert_eq!(code(&output), 1, "{}", text(&output.stdout));
}

#[test]
fn what_could_not_be_checked_is_said_and_gives_exit_code_2() {
    let folder = workspace(RIGHT);
    let seeds = folder.path().join("seeds");
    /// What is wrong, how it comes about, the command, and what must be said.
    type Fault<'f> = (&'f str, &'f dyn Fn(), &'f [&'f str], &'f str);
    let cases: [Fault<'_>; 5] = [
        ("a missing draft", &|| (), &["check", "nowhere.md"], "nowhere.md"),
        ("a missing folder of sources", &|| (), &["check", "brief.md", "--sources", "nowhere"], "nowhere"),
        (
            "a draft that is no text",
            &|| std::fs::write(folder.path().join("image.md"), [0u8, 159, 146, 150, 0, 1]).unwrap(),
            &["check", "image.md"],
            "not text",
        ),
        (
            "settings that can't be used",
            &|| std::fs::write(folder.path().join("factmark.toml"), "[sources\npaths = 3").unwrap(),
            &["check", "brief.md"],
            "factmark.toml:1",
        ),
        (
            "a source that is no text",
            &|| {
                std::fs::remove_file(folder.path().join("factmark.toml")).unwrap();
                std::fs::write(seeds.join("scan.txt"), [0u8, 1, 2, 3, 0, 255, 254]).unwrap();
            },
            &["check", "brief.md"],
            "scan.txt",
        ),
    ];
    for (name, prepare, arguments, said) in cases {
        prepare();
        let output = run(folder.path(), arguments);
        let shown = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(code(&output), 2, "{name}: {shown}");
        assert!(shown.contains(said), "{name}: {said:?} is missing in\n{shown}");
        assert!(!shown.contains("panicked"), "{name}: {shown}");
    }
}

#[test]
fn an_empty_draft_is_checked_without_ado() {
    let folder = workspace("");
    let output = run(folder.path(), &["check", "brief.md"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stdout));
}

#[test]
fn facts_prints_values_titles_and_lines() {
    let folder = workspace("");
    let output = run(folder.path(), &["facts", "UNHCR"]);
    let shown = text(&output.stdout);
    assert_eq!(code(&output), 0);
    for expected in [
        "United Nations High Commissioner for Refugees",
        "**",
        "1992",
        "humanitarian field",
        "004_5e32103b5ee5e312.txt:12",
    ] {
        assert!(shown.contains(expected), "{expected:?} is missing in\n{shown}");
    }
}

#[test]
fn a_name_that_the_sources_do_not_know_gives_the_nearest_one() {
    let folder = workspace("");
    let output = run(folder.path(), &["facts", "UNHRC"]);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("Did you mean \u{201c}UNHCR\u{201d}?"), "{}", text(&output.stderr));
}

#[test]
fn extract_answers_each_line_and_goes_on_after_a_bad_one() {
    let input = "{\"id\":\"a\",\"text\":\"Ärzte: more than 34 500 families fled in May of 2023.\"}\nnonsense\n{\"id\":3,\"text\":\"\"}\n";
    let output = run_with_input(&["extract", "--offsets", "codepoints"], input);
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((code(&output), lines.len()), (2, 3));
    let values = lines[0]["values"].as_array().unwrap();
    let count = values.iter().find(|value| value["kind"] == "number").unwrap();
    assert_eq!((&count["op"], &count["low"], &count["high"]), (&">".into(), &34500.into(), &Value::Null));
    assert_eq!((&count["head"], &count["core"]), (&"families".into(), &serde_json::json!([17, 23])));
    let date = values.iter().find(|value| value["kind"] == "date").unwrap();
    assert_eq!((&date["start"], &date["end"]), (&"2023-05-01".into(), &"2023-05-31".into()));
    assert_eq!(lines[1]["line"], 2);
    assert!(lines[1]["error"].is_string());
    assert_eq!(
        lines[2],
        serde_json::json!({"id": 3, "sentences": [], "values": [], "definitions": [], "mentions": []})
    );
}

#[test]
fn extract_finds_the_names_of_a_table() {
    let folder = TempDir::new().unwrap();
    let table = folder.path().join("names.csv");
    std::fs::write(
        &table,
        "name,aliases,type,id\nLake Trust Board,LTB;Lake Board,organisation,Q2\n,x,place,\n",
    )
    .unwrap();
    let input = "{\"id\":1,\"text\":\"LTB met in May. The Lake Board paid.\"}\n";
    let output = run_with_input(&["extract", "--names", table.to_str().unwrap()], input);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mentions = answer["mentions"].as_array().unwrap();
    assert_eq!(mentions.len(), 2, "{answer:#}");
    for mention in mentions {
        let told = (&mention["entity"], &mention["type"], &mention["id"]);
        assert_eq!(told, (&"Lake Trust Board".into(), &"organisation".into(), &"Q2".into()));
    }
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(said.contains("names.csv:3: this row has no name and is not used"), "{said}");
    assert_eq!(code(&output), 2);
}

#[test]
fn extract_says_how_surely_a_pronoun_stands_for_a_name() {
    let input = "{\"id\": 1, \"text\": \"President Anna Berg leads the Lake Fund. She spoke in Riga.\"}\n";
    let output = run_with_input(&["extract"], input);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mentions = answer["mentions"].as_array().unwrap();
    let bound: Vec<&Value> = mentions.iter().filter(|mention| mention["binding"] == "bound").collect();
    assert_eq!(bound.len(), 1, "{answer:#}");
    assert_eq!(bound[0]["entity"], "Anna Berg");
    assert!(bound[0]["confidence"].as_f64().is_some_and(|sure| sure > 0.0 && sure <= 1.0), "{answer:#}");
    let named = mentions.iter().filter(|mention| mention["binding"] == "named");
    assert!(named.into_iter().all(|mention| mention.get("confidence").is_none()), "{answer:#}");
}

#[test]
fn extract_counts_last_year_from_the_date_of_the_text_where_it_is_given() {
    let input = "{\"id\":1,\"text\":\"It opened last year.\",\"date\":\"2023-05-08\"}\n{\"id\":2,\"text\":\"It opened last year.\"}\n{\"id\":3,\"text\":\"It opened.\",\"date\":\"in May\"}\n";
    let output = run_with_input(&["extract"], input);
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let days = |line: &Value| (line["values"][0]["start"].clone(), line["values"][0]["end"].clone());
    assert_eq!(days(&lines[0]), ("2022-01-01".into(), "2022-12-31".into()));
    assert_eq!(days(&lines[1]), (Value::Null, Value::Null));
    assert!(lines[2]["error"].is_string());
}

/// Non-BMP characters and combining marks shift the three units apart; each must still slice to the surface.
#[test]
fn extract_counts_offsets_in_the_unit_asked_for() {
    let sentence = "\u{1f600} Cafe\u{301} \u{10d4}\u{1d11e}: nearly 34\u{a0}500 e\u{301}le\u{300}ves, or 12,5 % of all, came in May of 2023.";
    let input = format!("{}\r\n\r\n", serde_json::json!({"id": [1], "text": sentence}));
    for unit in ["bytes", "utf16", "codepoints"] {
        let output = run_with_input(&["extract", "--offsets", unit], &input);
        let lines: Vec<Value> =
            text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((code(&output), lines.len()), (2, 2), "an empty line is answered too");
        assert_eq!((&lines[0]["id"], &lines[1]["line"]), (&serde_json::json!([1]), &2.into()));
        let values = lines[0]["values"].as_array().unwrap();
        assert_eq!(values.len(), 3, "{values:?}");
        for value in values {
            let end = |index: usize| usize::try_from(value["span"][index].as_u64().unwrap()).unwrap();
            let (start, end) = (end(0), end(1));
            let slice = match unit {
                "bytes" => sentence.get(start..end).unwrap().to_owned(),
                "utf16" => {
                    let units: Vec<u16> = sentence.encode_utf16().collect();
                    String::from_utf16(&units[start..end]).unwrap()
                }
                _ => sentence.chars().skip(start).take(end - start).collect(),
            };
            assert_eq!(value["surface"], slice.as_str(), "{unit}");
        }
    }
}

#[test]
fn compare_judges_each_pair_and_goes_on_after_a_bad_line() {
    let input = concat!(
        "{\"id\":1,\"source\":\"The Harbour Trust was founded in 1987 in Aalborg.\",\"claim\":\"The Harbour Trust was founded in 1978.\"}\n",
        "{\"id\":2,\"source\":\"The Harbour Trust was founded in 1987 in Aalborg.\",\"claim\":\"The Harbour Trust was founded in 1987.\"}\n",
        "{\"id\":3,\"source\":7}\n",
    );
    let output = run_with_input(&["compare"], input);
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((code(&output), lines.len()), (2, 3));
    assert_eq!((&lines[0]["id"], &lines[0]["verdict"]), (&1.into(), &"conflict".into()));
    assert_eq!(lines[0]["quote"], "The Harbour Trust was founded in 1987 in Aalborg.");
    assert_eq!(lines[0]["quote_span"], serde_json::json!([0, 49]));
    assert!(lines[0]["why"].as_str().unwrap().contains("1987"));
    assert!(lines[1]["score"].as_f64().unwrap() < lines[0]["score"].as_f64().unwrap());
    assert_ne!(lines[1]["verdict"], "conflict");
    assert_eq!((&lines[2]["id"], lines[2]["error"].is_string()), (&3.into(), true));
}

#[test]
fn a_baseline_hides_what_was_known_and_shows_what_is_new() {
    let folder = workspace(WRONG);
    let written = run(folder.path(), &["check", "brief.md", "--write-baseline"]);
    assert_eq!(
        (code(&written), text(&written.stdout).as_str()),
        (0, "factmark-baseline.json: 1 findings are known from now on.\n")
    );
    let checked = run(folder.path(), &["check", "brief.md"]);
    assert_eq!(code(&checked), 0, "{}", text(&checked.stdout));
    assert!(
        text(&checked.stdout).contains("Not shown: 1 that the baseline knows."),
        "{}",
        text(&checked.stdout)
    );
    assert_eq!(code(&run(folder.path(), &["check", "brief.md", "--no-baseline"])), 1);
    std::fs::write(folder.path().join("brief.md"), WRONG.replace("1993", "1995")).unwrap();
    assert_eq!(code(&run(folder.path(), &["check", "brief.md"])), 1);
    let json = run(folder.path(), &["check", "brief.md", "--no-baseline", "--format", "json"]);
    let report: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(report["summary"]["known"], 0);
}

#[test]
fn a_broken_baseline_is_said_and_nothing_is_hidden_by_it() {
    let folder = workspace(WRONG);
    std::fs::write(folder.path().join("factmark-baseline.json"), "[").unwrap();
    let output = run(folder.path(), &["check", "brief.md"]);
    assert_eq!(code(&output), 2);
    assert!(
        text(&output.stdout).contains("factmark-baseline.json:1: is no baseline"),
        "{}",
        text(&output.stdout)
    );
    assert!(text(&output.stdout).contains("F002"));
}

#[test]
fn a_comment_silences_a_finding_and_the_summary_says_so() {
    for name in ["brief.md", "brief.txt"] {
        let folder = workspace(WRONG);
        let waived = format!("<!-- factmark-ignore F002: checked with the office -->\n{WRONG}");
        std::fs::write(folder.path().join(name), waived).unwrap();
        let output = run(folder.path(), &["check", name]);
        assert_eq!(code(&output), 0, "{}", text(&output.stdout));
        assert!(
            text(&output.stdout).contains("Not shown: 1 that comments silence."),
            "{}",
            text(&output.stdout)
        );
    }
}
