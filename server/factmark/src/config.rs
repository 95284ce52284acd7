//! Settings: what `factmark.toml` and the editor may say, checked, and laid one over the other.
//! It must not know LSP types or the terminal; who asks decides what a problem means.
//!
//! Layers, each over the one before: built-in defaults, `factmark.toml` at the root of the workspace, the
//! settings of the editor (or the options of the command line). A later layer replaces `sources.paths` and `sources.entities`,
//! replaces the level of each rule that it names, and adds its entities to those of the earlier layers.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use factmark_core::check::{Code, Severity};
use factmark_core::names::UserEntity;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use toml::de::{DeTable, DeValue};

/// Name of the file that a project keeps its settings in, at the root of the workspace.
pub const FILE_NAME: &str = "factmark.toml";

/// The settings of one layer, or of all layers together. A missing key says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Config {
    pub sources: SourcesConfig,
    /// The writer's own names, each a table `[[entity]]`.
    pub entity: Vec<UserEntity>,
    /// How loud each rule is: `F001 = "warning"`. Codes that are not named keep their own level.
    pub rules: BTreeMap<String, Level>,
    /// The file of findings that are known and not shown, relative to the root of the workspace.
    pub baseline: Option<PathBuf>,
    /// How many findings an editor shows of one draft; the worst come first.
    pub max_findings: Option<usize>,
    /// Whether conflicts that are less sure than a warning are shown, as hints.
    pub hints: Option<bool>,
    /// Whether an editor names the source behind every value that one supports.
    pub inlay_hints: Option<bool>,
    /// Whether an editor that asks is told of findings in drafts that are not open; it is where nothing is said.
    pub check_closed_drafts: Option<bool>,
    /// How a draft cites its sources. Where nothing is said, a draft that declares a bibliography or cites by keys is cited in
    /// by keys, any other by footnotes; and what is completed brings no citation along.
    pub citations: Option<Citations>,
}

/// The ways to cite a source in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Citations {
    /// `[^key]`, with the source, the quotation and the address in a note.
    Footnote,
    /// `[@key]`, for pandoc and its kin.
    Pandoc,
}

/// `[sources]`: where the sources are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SourcesConfig {
    /// Folders (read with all that is in them) and single files, relative to the root of the workspace.
    /// Without it, `seeds` and `sources` are read where they exist.
    pub paths: Option<Vec<PathBuf>>,
    /// A table of the writer's own names (CSV), relative to the root of the workspace.
    pub entities: Option<PathBuf>,
}

/// How loud a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

impl Config {
    /// `later` laid over `self`; the module's first lines say how.
    pub fn overlaid(mut self, later: Config) -> Config {
        if later.sources.paths.is_some() {
            self.sources.paths = later.sources.paths;
        }
        if later.sources.entities.is_some() {
            self.sources.entities = later.sources.entities;
        }
        self.entity.extend(later.entity);
        self.rules.extend(later.rules);
        self.baseline = later.baseline.or(self.baseline);
        self.max_findings = later.max_findings.or(self.max_findings);
        self.citations = later.citations.or(self.citations);
        self.hints = later.hints.or(self.hints);
        self.inlay_hints = later.inlay_hints.or(self.inlay_hints);
        self.check_closed_drafts = later.check_closed_drafts.or(self.check_closed_drafts);
        self
    }

    /// Whether the writer has given the rule a level.
    pub fn asks_for(&self, code: Code) -> bool {
        self.rules.get(&code.to_string()).is_some_and(|level| *level != Level::Off)
    }

    /// The level at which a finding is shown, or `None` where the writer has switched its rule off.
    pub fn severity(&self, code: Code, own: Severity) -> Option<Severity> {
        match self.rules.get(&code.to_string()) {
            None => Some(own),
            Some(Level::Off) => None,
            Some(Level::Hint) => Some(Severity::Hint),
            Some(Level::Information) => Some(Severity::Information),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
        }
    }
}

/// Something in the settings that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The file at fault, or `None` for the editor's settings.
    pub path: Option<PathBuf>,
    /// One-based line in the file.
    pub line: Option<usize>,
    /// A whole sentence without its full stop.
    pub message: String,
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.path, self.line) {
            (Some(path), Some(line)) => write!(f, "{}:{line}: {}", path.display(), self.message),
            (Some(path), None) => write!(f, "{}: {}", path.display(), self.message),
            (None, _) => write!(f, "settings of the editor: {}", self.message),
        }
    }
}

/// Reads the settings file of `root`. A missing file is an empty layer; a file that is not TOML, or states a value of
/// the wrong type, is an empty layer with one problem; unknown keys are problems and the rest of the file is used.
pub fn read_file(root: &Path) -> (Config, Vec<ConfigProblem>) {
    let path = root.join(FILE_NAME);
    match std::fs::read_to_string(&path) {
        Ok(text) => parse_toml(&path, &text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            (Config::default(), vec![ConfigProblem { path: Some(path), line: None, message }])
        }
    }
}

/// Reads settings from TOML; `path` only names the file in problems.
pub fn parse_toml(path: &Path, text: &str) -> (Config, Vec<ConfigProblem>) {
    let problem = |at: Option<usize>, message: String| ConfigProblem {
        path: Some(path.to_owned()),
        line: at.map(|at| line_at(text, at)),
        message,
    };
    let unused = |error: toml::de::Error| {
        let message = format!("{}; nothing in this file is used", error.message().trim_end());
        (Config::default(), vec![problem(error.span().map(|span| span.start), message)])
    };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => return unused(error),
    };
    let mut unknown = unknown_keys(&toml_keys(table.get_ref()));
    unknown.sort_by_key(|(at, _)| *at);
    let problems = unknown.into_iter().map(|(at, message)| problem(at, message)).collect();
    match Config::deserialize(toml::de::Deserializer::from(table)) {
        Ok(config) => (config, problems),
        Err(error) => unused(error),
    }
}

/// Reads settings from the editor: the object itself, or an object that holds it under `factmark`.
/// `null` is an empty layer. Keys that only concern the editor's plug-in (`server`, `trace`) are left to it.
/// Keys of several words may be written as in `factmark.toml` or as JSON has them: `max_findings` or `maxFindings`.
pub fn parse_json(settings: &Json) -> (Config, Vec<ConfigProblem>) {
    let settings = settings.get("factmark").unwrap_or(settings);
    let problem = |message: String| ConfigProblem { path: None, line: None, message };
    let Some(object) = settings.as_object() else {
        let problems = match settings {
            Json::Null => Vec::new(),
            _ => vec![problem("an object is expected; nothing in them is used".to_owned())],
        };
        return (Config::default(), problems);
    };
    // Editors send `null` for what the writer has not set.
    let stated = |(key, value): (&String, &Json)| {
        let ours = !value.is_null() && !EDITOR_ONLY.contains(&key.as_str());
        let known = TOP_KEYS.iter().find(|known| camel_case(known) == *key);
        ours.then(|| (known.map_or(key.clone(), |known| (*known).to_owned()), without_nulls(value)))
    };
    let object: serde_json::Map<String, Json> = object.iter().filter_map(stated).collect();
    let mut problems: Vec<_> =
        unknown_keys(&json_keys(&object)).into_iter().map(|(_, message)| problem(message)).collect();
    match Config::deserialize(Json::Object(object)) {
        Ok(config) => (config, problems),
        Err(error) => {
            problems.push(problem(format!("{error}; nothing in them is used")));
            (Config::default(), problems)
        }
    }
}

/// Keys of the editor's section `factmark` that its plug-in reads and the server does not.
const EDITOR_ONLY: [&str; 2] = ["server", "trace"];

fn without_nulls(value: &Json) -> Json {
    match value {
        Json::Object(map) => Json::Object(
            map.iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key.clone(), without_nulls(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}

/// One key as written: the table that holds it, its name, and its byte offset where there is a file.
struct Key<'a> {
    table: &'static str,
    name: &'a str,
    at: Option<usize>,
}

const TOP_KEYS: &[&str] = &[
    "sources",
    "entity",
    "rules",
    "baseline",
    "max_findings",
    "hints",
    "inlay_hints",
    "check_closed_drafts",
    "citations",
];

/// The keys that a table may hold; `None` where they are checked by their form.
fn known_keys(table: &str) -> Option<&'static [&'static str]> {
    match table {
        "" => Some(TOP_KEYS),
        "sources" => Some(&["paths", "entities"]),
        "entity" => Some(&["name", "aliases", "type", "id"]),
        _ => None,
    }
}

/// The settings that an editor may send, each with the table that holds it, as JSON has them: `sources.paths`,
/// `maxFindings`. What an entity holds is one setting.
pub fn editor_settings() -> Vec<String> {
    TOP_KEYS
        .iter()
        .flat_map(|top| match known_keys(top) {
            Some(keys) if *top != "entity" => keys.iter().map(|key| format!("{top}.{key}")).collect(),
            _ => vec![camel_case(top)],
        })
        .collect()
}

/// `max_findings` as `maxFindings`.
fn camel_case(key: &str) -> String {
    let mut words = key.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
        name
    })
}

fn toml_keys<'a>(top: &'a DeTable<'_>) -> Vec<Key<'a>> {
    fn add<'a>(keys: &mut Vec<Key<'a>>, table: &'static str, value: &'a DeValue<'_>) {
        match value {
            DeValue::Table(inner) => {
                for key in inner.keys() {
                    let at = Some(key.span().start);
                    keys.push(Key { table, name: key.get_ref().as_ref(), at });
                }
            }
            DeValue::Array(items) => items.iter().for_each(|item| add(keys, table, item.get_ref())),
            _ => {}
        }
    }
    let mut keys = Vec::new();
    for (key, value) in top {
        let name = key.get_ref().as_ref();
        keys.push(Key { table: "", name, at: Some(key.span().start) });
        if let Some(table) = TOP_KEYS.iter().find(|known| **known == name) {
            add(&mut keys, table, value.get_ref());
        }
    }
    keys
}

fn json_keys(top: &serde_json::Map<String, Json>) -> Vec<Key<'_>> {
    fn add<'a>(keys: &mut Vec<Key<'a>>, table: &'static str, value: &'a Json) {
        match value {
            Json::Object(inner) => {
                keys.extend(inner.keys().map(|name| Key { table, name, at: None }));
            }
            Json::Array(items) => items.iter().for_each(|item| add(keys, table, item)),
            _ => {}
        }
    }
    let mut keys = Vec::new();
    for (name, value) in top {
        keys.push(Key { table: "", name, at: None });
        if let Some(table) = TOP_KEYS.iter().find(|known| *known == name) {
            add(&mut keys, table, value);
        }
    }
    keys
}

/// Every key that means nothing, with a message that names the nearest key that does.
fn unknown_keys(keys: &[Key<'_>]) -> Vec<(Option<usize>, String)> {
    keys.iter()
        .filter_map(|key| {
            let message = match known_keys(key.table) {
                Some(known) if known.contains(&key.name) => return None,
                Some(known) => unknown_key(key, known),
                None if is_code(key.name) => return None,
                None => format!("`{}` in [rules] is not a code such as F001", key.name),
            };
            Some((key.at, message))
        })
        .collect()
}

fn unknown_key(key: &Key<'_>, known: &[&str]) -> String {
    let place = match key.table {
        "" => String::new(),
        "entity" => " in [[entity]]".to_owned(),
        table => format!(" in [{table}]"),
    };
    let name = key.name;
    match nearest(name, known) {
        Some(near) => format!("unknown key `{name}`{place}; did you mean `{near}`?"),
        None => format!("unknown key `{name}`{place}; known keys are {}", known.join(", ")),
    }
}

/// The known word that `name` most likely stands for, where one is near enough.
fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let distance = |word: &str| strsim::damerau_levenshtein(&name.to_lowercase(), word);
    let best = known.iter().min_by_key(|word| distance(word))?;
    (distance(best) <= 1 + best.len() / 4).then_some(*best)
}

/// Whether `name` has the form of a code of the catalogue: F and three digits.
fn is_code(name: &str) -> bool {
    let digits = name.strip_prefix('F').unwrap_or("");
    digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// One-based line of byte `at`.
pub(crate) fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use factmark_core::names::EntityKind;

    use super::*;

    fn toml(text: &str) -> (Config, Vec<String>) {
        let (config, problems) = parse_toml(Path::new("factmark.toml"), text);
        (config, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_whole_file_is_read() {
        let (config, problems) = toml(
            "[sources]\npaths = [\"seeds\", \"notes/a.md\"]\nentities = \"names.csv\"\n\n[[entity]]\nname = \"River Trust\"\naliases = [\"RT\"]\ntype = \"organisation\"\nid = \"Q1\"\n\n[rules]\nF001 = \"warning\"\nF010 = \"off\"\n",
        );
        assert_eq!(problems, [""; 0]);
        assert_eq!(config.sources.paths, Some(vec!["seeds".into(), "notes/a.md".into()]));
        assert_eq!(config.sources.entities, Some("names.csv".into()));
        assert_eq!(config.entity[0].kind, EntityKind::Organisation);
        assert_eq!(config.severity(Code(1), Severity::Error), Some(Severity::Warning));
        assert_eq!(config.severity(Code(10), Severity::Error), None);
        assert_eq!(config.severity(Code(2), Severity::Error), Some(Severity::Error));
        assert_eq!([1, 10, 11].map(|code| config.asks_for(Code(code))), [true, false, false]);
    }

    #[test]
    fn unknown_keys_are_named_with_line_and_nearest_key() {
        let (config, problems) =
            toml("[sources]\npath = [\"x\"]\n[rule]\nF001 = \"off\"\n[rules]\nF1 = \"off\"\n[colour]\n");
        assert_eq!(
            problems,
            [
                "factmark.toml:2: unknown key `path` in [sources]; did you mean `paths`?",
                "factmark.toml:3: unknown key `rule`; did you mean `rules`?",
                "factmark.toml:6: `F1` in [rules] is not a code such as F001",
                "factmark.toml:7: unknown key `colour`; known keys are sources, entity, rules, baseline, max_findings, hints, inlay_hints, check_closed_drafts, citations",
            ]
        );
        assert_eq!(config.sources.paths, None);
    }

    #[test]
    fn what_is_not_toml_or_of_the_wrong_type_leaves_the_defaults() {
        for (text, line) in
            [("[sources\n", 1), ("\n[rules]\nF001 = \"loud\"\n", 3), ("[sources]\npaths = 3\n", 2)]
        {
            let (config, problems) = toml(text);
            assert_eq!(config, Config::default());
            let [problem] = problems.as_slice() else { panic!("one problem for {text:?}: {problems:?}") };
            assert!(problem.starts_with(&format!("factmark.toml:{line}: ")), "{problem}");
            assert!(problem.ends_with("nothing in this file is used"), "{problem}");
        }
    }

    #[test]
    fn the_editor_may_wrap_its_settings_and_send_nulls() {
        let settings = json!({"factmark": {"sources": {"paths": null}, "rules": {"F002": "hint"}, "entity": null, "server": {"path": "x"}}});
        let (config, problems) = parse_json(&settings);
        assert_eq!(problems, []);
        assert_eq!(config.severity(Code(2), Severity::Error), Some(Severity::Hint));
        assert_eq!(config.sources.paths, None);
        assert_eq!(parse_json(&Json::Null), (Config::default(), vec![]));
    }

    #[test]
    fn the_editor_may_write_keys_of_several_words_either_way() {
        for settings in [
            json!({ "max_findings": 7, "inlay_hints": true }),
            json!({ "maxFindings": 7, "inlayHints": true }),
        ] {
            let (config, problems) = parse_json(&settings);
            assert_eq!(problems, []);
            assert_eq!((config.max_findings, config.inlay_hints), (Some(7), Some(true)));
        }
        assert_eq!(toml("maxFindings = 7\n").1.len(), 1, "the file has one way");
    }

    #[test]
    fn bad_settings_of_the_editor_are_said_and_left() {
        let (config, problems) = parse_json(&json!({"source": {}, "rules": {"F002": 3}}));
        assert_eq!(config, Config::default());
        assert_eq!(problems.len(), 2);
        assert_eq!(
            problems[0].to_string(),
            "settings of the editor: unknown key `source`; did you mean `sources`?"
        );
        assert_eq!(parse_json(&json!("seeds")).1.len(), 1);
    }

    #[test]
    fn a_later_layer_wins_key_by_key() {
        let (file, _) = toml(
            "[sources]\npaths = [\"a\"]\n[rules]\nF001 = \"hint\"\nF002 = \"hint\"\n[[entity]]\nname = \"A\"\n",
        );
        let (editor, _) = parse_json(&json!({"rules": {"F002": "off"}, "entity": [{"name": "B"}]}));
        let both = file.overlaid(editor);
        assert_eq!(both.sources.paths, Some(vec!["a".into()]));
        assert_eq!(both.rules["F001"], Level::Hint);
        assert_eq!(both.rules["F002"], Level::Off);
        assert_eq!(both.entity.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    }
}
