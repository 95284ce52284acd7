//! Reads the writer's own names from a table (CSV): name, aliases, type, id.
//! It must not know where the settings come from, nor what the names are used for.

use std::path::Path;

use csv::{Position, ReaderBuilder, StringRecord, Trim};
use factmark_core::names::{EntityKind, UserEntity};

use crate::config::ConfigProblem;

/// Columns of a table without a heading, in this order.
const COLUMNS: [&str; 4] = ["name", "aliases", "type", "id"];
/// Longest name in bytes; what is longer most likely lacks a quotation mark.
const MAX_NAME: usize = 300;

/// The names in the table at `path`. A row that cannot be used is one problem with its line; the other rows are used.
pub fn read(path: &Path) -> (Vec<UserEntity>, Vec<ConfigProblem>) {
    match std::fs::read(path) {
        Ok(bytes) => parse(path, &bytes),
        Err(error) => {
            let message = format!("the table of names cannot be read: {error}");
            (Vec::new(), vec![ConfigProblem { path: Some(path.to_owned()), line: None, message }])
        }
    }
}

/// As [`read`], of the bytes of a table; `path` only names the file in problems.
///
/// Fields are separated by commas, semicolons or tabs, whichever the first line holds most of; aliases within their field by
/// `|`, or by `;` where that does not separate fields. The first row may name the columns, in any order.
pub fn parse(path: &Path, bytes: &[u8]) -> (Vec<UserEntity>, Vec<ConfigProblem>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let delimiter = delimiter(bytes);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(Trim::All)
        .from_reader(bytes);
    let (mut entities, mut problems) = (Vec::new(), Vec::new());
    let mut problem = |line: Option<u64>, message: String| {
        let line = line.and_then(|line| usize::try_from(line).ok());
        problems.push(ConfigProblem { path: Some(path.to_owned()), line, message });
    };
    let mut columns: Option<Columns> = None;
    let mut row = StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let message = "this row is no UTF-8 text and is not used".to_owned();
                problem(error.position().map(Position::line), message);
                continue;
            }
        }
        let line = row.position().map(Position::line);
        let start = row.position().map_or(0, Position::byte);
        let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
        let raw = bytes.get(place(start)..place(reader.position().byte())).unwrap_or_default();
        if is_unclosed(raw, delimiter) {
            let message = "a quotation mark in this row is never closed; it and all that follows is not used";
            problem(line, message.to_owned());
            continue;
        }
        if row.iter().all(str::is_empty) || row.get(0).is_some_and(|first| first.starts_with('#')) {
            continue;
        }
        let known = match &columns {
            Some(known) => known,
            None => {
                let heading = Columns::of_heading(&row);
                let known = columns.insert(heading.clone().unwrap_or_default());
                if let Some(Columns { unknown, .. }) = &heading {
                    for name in unknown {
                        let message =
                            format!("unknown column `{name}`; known columns are {}", COLUMNS.join(", "));
                        problem(line, message);
                    }
                    continue;
                }
                known
            }
        };
        match known.entity(&row, delimiter) {
            Ok((entity, None)) => entities.push(entity),
            Ok((entity, Some(message))) => {
                entities.push(entity);
                problem(line, message);
            }
            Err(message) => problem(line, message),
        }
    }
    (entities, problems)
}

/// Whether a field in a row's bytes opens a quotation that is never closed, which only the last row can: it takes all that follows.
fn is_unclosed(raw: &[u8], delimiter: u8) -> bool {
    let opens = raw.split(|byte| *byte == delimiter).any(|field| field.trim_ascii_start().starts_with(b"\""));
    opens && raw.iter().filter(|byte| **byte == b'"').count() % 2 == 1
}

/// The separator that the first line holds most of, a comma where it holds none.
fn delimiter(bytes: &[u8]) -> u8 {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|byte| **byte == separator).count();
    let most = [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator));
    most.unwrap_or(b',')
}

/// Which field holds what.
#[derive(Clone, Debug)]
struct Columns {
    name: usize,
    aliases: Option<usize>,
    kind: Option<usize>,
    id: Option<usize>,
    unknown: Vec<String>,
}

impl Default for Columns {
    fn default() -> Self {
        Columns { name: 0, aliases: Some(1), kind: Some(2), id: Some(3), unknown: Vec::new() }
    }
}

impl Columns {
    /// The columns that a heading names; `None` where the row is none: it must hold `name`.
    fn of_heading(row: &StringRecord) -> Option<Columns> {
        let place = |column: &str| row.iter().position(|field| field.eq_ignore_ascii_case(column));
        let known = |field: &str| COLUMNS.iter().any(|column| field.eq_ignore_ascii_case(column));
        Some(Columns {
            name: place("name")?,
            aliases: place("aliases"),
            kind: place("type"),
            id: place("id"),
            unknown: row
                .iter()
                .filter(|field| !field.is_empty() && !known(field))
                .map(str::to_owned)
                .collect(),
        })
    }

    /// The name of a row, and what in it could not be used; an error where the row holds none.
    fn entity(&self, row: &StringRecord, delimiter: u8) -> Result<(UserEntity, Option<String>), String> {
        let field = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or("");
        let name = field(Some(self.name));
        if name.is_empty() {
            return Err("this row has no name and is not used".to_owned());
        }
        if name.len() > MAX_NAME || name.contains('\n') {
            return Err(
                "the name in this row is too long; is a quotation mark missing? It is not used".to_owned()
            );
        }
        let separators: &[char] = if delimiter == b';' { &['|'] } else { &['|', ';'] };
        let aliases = field(self.aliases).split(separators).map(str::trim).filter(|alias| !alias.is_empty());
        let (kind, problem) = match kind_of(field(self.kind)) {
            Some(kind) => (kind, None),
            None => {
                let message = format!(
                    "unknown type `{}` of \"{name}\", which is used without; known types are organisation, person, place, event, programme, law",
                    field(self.kind)
                );
                (EntityKind::Unknown, Some(message))
            }
        };
        let id = Some(field(self.id)).filter(|id| !id.is_empty()).map(str::to_owned);
        let entity =
            UserEntity { name: name.to_owned(), aliases: aliases.map(str::to_owned).collect(), kind, id };
        Ok((entity, problem))
    }
}

fn kind_of(word: &str) -> Option<EntityKind> {
    match word.to_lowercase().as_str() {
        "" | "unknown" => Some(EntityKind::Unknown),
        "organisation" | "organization" | "org" => Some(EntityKind::Organisation),
        "person" => Some(EntityKind::Person),
        "place" | "location" => Some(EntityKind::Place),
        "event" => Some(EntityKind::Event),
        "programme" | "program" => Some(EntityKind::Programme),
        "law" => Some(EntityKind::Law),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(table: &str) -> (Vec<UserEntity>, Vec<String>) {
        let (entities, problems) = parse(Path::new("names.csv"), table.as_bytes());
        (entities, problems.iter().map(ToString::to_string).collect())
    }

    fn entity(name: &str, aliases: &[&str], kind: EntityKind, id: Option<&str>) -> UserEntity {
        let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        UserEntity { name: name.to_owned(), aliases, kind, id: id.map(str::to_owned) }
    }

    #[test]
    fn a_table_with_or_without_heading_and_with_any_separator() {
        let expected = [
            entity("River Trust", &["RT", "the Trust"], EntityKind::Organisation, Some("Q1")),
            entity("Nina Falk", &[], EntityKind::Person, None),
        ];
        let tables = [
            "name,aliases,type,id\nRiver Trust,RT; the Trust,organisation,Q1\nNina Falk,,person,\n",
            "\u{feff}River Trust,RT|the Trust,organization,Q1\r\n\r\n# people\r\nNina Falk,,Person\r\n",
            "type;name;id;aliases\norganisation;River Trust;Q1;RT|the Trust\nperson;Nina Falk\n",
            "Name\tAliases\tType\tID\nRiver Trust\t\"RT;the Trust\"\torg\tQ1\nNina Falk\t\tperson\t\n",
        ];
        for table in tables {
            let (entities, problems) = parsed(table);
            assert_eq!(problems, [""; 0], "{table}");
            assert_eq!(entities, expected, "{table}");
        }
    }

    #[test]
    fn a_bad_row_is_named_with_its_line_and_the_others_are_used() {
        let (entities, problems) = parsed(
            "name,type,colour\n\"Falk, Nina\",person,red\n,place,\nOslo,town,\n\"Open,person\nEnd,person\n",
        );
        let names: Vec<&str> = entities.iter().map(|entity| entity.name.as_str()).collect();
        assert_eq!(names, ["Falk, Nina", "Oslo"]);
        assert_eq!(
            problems,
            [
                "names.csv:1: unknown column `colour`; known columns are name, aliases, type, id",
                "names.csv:3: this row has no name and is not used",
                "names.csv:4: unknown type `town` of \"Oslo\", which is used without; known types are organisation, person, place, event, programme, law",
                "names.csv:5: a quotation mark in this row is never closed; it and all that follows is not used",
            ]
        );
    }

    #[test]
    fn a_quotation_mark_that_is_missing_is_said() {
        let (entities, problems) = parsed("Oslo,,place\n5\" Pipe Works,,organisation\n\"Open, person,Q7\n");
        assert_eq!(entities.len(), 2);
        assert_eq!(
            problems,
            [
                "names.csv:3: a quotation mark in this row is never closed; it and all that follows is not used"
            ]
        );
        let (entities, problems) = parsed("\"Open,person\nEnd\",person\nOslo,,place\n");
        assert_eq!(entities.len(), 1);
        let message = "the name in this row is too long; is a quotation mark missing? It is not used";
        assert_eq!(problems, [format!("names.csv:1: {message}")]);
    }

    #[test]
    fn what_is_no_text_or_no_file_is_said() {
        let (entities, problems) =
            parse(Path::new("names.csv"), b"Oslo,,place\n\xff\xfe,,place\nBergen,,place\n");
        assert_eq!(entities.len(), 2);
        let [problem] = problems.as_slice() else { panic!("{problems:?}") };
        assert_eq!(problem.to_string(), "names.csv:2: this row is no UTF-8 text and is not used");
        let (_, problems) = read(Path::new("no such folder/names.csv"));
        assert!(problems[0].message.starts_with("the table of names cannot be read: "), "{problems:?}");
        assert_eq!(parse(Path::new("names.csv"), b""), (Vec::new(), Vec::new()));
    }
}
