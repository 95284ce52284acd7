//! `factmark extract`: what the reader finds in each text of a stream of JSON lines.
//! It must not know sources or verdicts; the schema that it prints is stable and documented in this crate's `SCHEMAS.md`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use factmark_core::analysis::{self, Analysis};
use factmark_core::names::{Binding, EntityKind, Lexicon};
use factmark_core::text::Markup;
use factmark_core::values::date::resolve_all;
use factmark_core::values::{Interval, Kind, Operator, Unit, Value};
use serde::{Deserialize, Serialize};

use super::jsonl;
use super::offsets::{OffsetUnit, Offsets};
use crate::names_file;

#[derive(Args)]
pub struct Extract {
    /// Unit of all offsets printed
    #[arg(long, value_enum, default_value_t)]
    offsets: OffsetUnit,
    /// Read the texts as Markdown (the default is plain text)
    #[arg(long)]
    markdown: bool,
    /// A table of names to find beside those that a text shows: CSV with the columns name, aliases, type, id
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Query {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    /// The day on which the text was written; "last year" is counted from it.
    #[serde(default)]
    date: Option<jiff::civil::Date>,
}

#[derive(Serialize)]
struct Answer {
    id: serde_json::Value,
    sentences: Vec<[u32; 2]>,
    values: Vec<ValueOut>,
    definitions: Vec<DefinitionOut>,
    mentions: Vec<MentionOut>,
}

#[derive(Serialize)]
struct ValueOut {
    /// The expression as annotators mark it: with the operator of a number, without the preposition of a date.
    span: [u32; 2],
    /// With operator and preposition.
    full_span: [u32; 2],
    /// The value without its operator or preposition.
    core: [u32; 2],
    surface: String,
    kind: Kind,
    op: &'static str,
    low: Option<serde_json::Number>,
    high: Option<serde_json::Number>,
    low_open: bool,
    high_open: bool,
    unit: Option<String>,
    currency: Option<String>,
    /// First day, `YYYY-MM-DD`.
    start: Option<String>,
    /// Last day, included.
    end: Option<String>,
    granularity: Option<String>,
    modifier: Option<String>,
    /// The noun that a count counts.
    head: Option<String>,
}

#[derive(Serialize)]
struct DefinitionOut {
    short: String,
    long: String,
    short_span: [u32; 2],
    long_span: [u32; 2],
}

#[derive(Serialize)]
struct MentionOut {
    span: [u32; 2],
    entity: String,
    #[serde(rename = "type")]
    kind: EntityKind,
    binding: Binding,
    /// How surely a pronoun or a noun phrase stands for the name, 0 to 1; none for a name itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    /// As the table of names gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

impl Extract {
    /// Exit code 0 where every line was read, 2 where one, or a row of the table of names, could not be.
    pub fn run(&self) -> ExitCode {
        let markup = if self.markdown { Markup::Markdown } else { Markup::Plain };
        let (own, problems) = self.names.as_deref().map(names_file::read).unwrap_or_default();
        for problem in &problems {
            eprintln!("warning: {problem}");
        }
        let code = jsonl::run_command(|query: Query| {
            let mut analysis = analysis::read(&query.text, markup);
            resolve_all(&mut analysis.values, query.date);
            // Each line stands by itself: its names are those that it shows, and the caller's own.
            let lexicon = analysis::lexicon_of([(query.text.as_str(), &analysis)], &own);
            analysis::find_mentions(&query.text, markup, &mut analysis, &lexicon);
            answer(query, &analysis, &lexicon, self.offsets)
        });
        if problems.is_empty() { code } else { ExitCode::from(2) }
    }
}

fn answer(query: Query, analysis: &Analysis, lexicon: &Lexicon, unit: OffsetUnit) -> Answer {
    let text = query.text.as_str();
    let offsets = Offsets::new(text, unit);
    let definitions = analysis.definitions.iter().map(|definition| DefinitionOut {
        short: definition.short.of(text).to_owned(),
        long: definition.long.of(text).to_owned(),
        short_span: offsets.pair(definition.short),
        long_span: offsets.pair(definition.long),
    });
    let mentions = analysis.mentions.iter().filter_map(|mention| {
        let entity = lexicon.get(mention.entity)?;
        Some(MentionOut {
            span: offsets.pair(mention.span),
            entity: entity.canonical.clone(),
            kind: entity.kind,
            binding: mention.binding,
            confidence: (mention.binding == Binding::Bound).then_some(mention.confidence),
            id: entity.id.clone(),
        })
    });
    Answer {
        sentences: analysis.sentences.iter().map(|sentence| offsets.pair(sentence.span)).collect(),
        values: analysis.values.iter().map(|value| value_out(value, text, &offsets)).collect(),
        definitions: definitions.collect(),
        mentions: mentions.collect(),
        id: query.id,
    }
}

fn value_out(value: &Value, text: &str, offsets: &Offsets) -> ValueOut {
    let date = value.date.as_ref();
    let head = value.head.of(text);
    let Interval { low, high, low_open, high_open } = value.interval;
    // TIMEX3 leaves "since" and "in" outside a date; published number sets take "more than" into a number.
    let marked = if value.kind == Kind::Date { value.core } else { value.span };
    ValueOut {
        span: offsets.pair(marked),
        full_span: offsets.pair(value.span),
        core: offsets.pair(value.core),
        surface: marked.of(text).to_owned(),
        kind: value.kind,
        op: operator_sign(value.operator),
        low: low.and_then(number),
        high: high.and_then(number),
        low_open,
        high_open,
        unit: unit_name(value),
        currency: match value.unit {
            Unit::Currency(Some(currency)) => Some(currency.code().to_owned()),
            _ => None,
        },
        start: date.and_then(|date| date.start).map(|day| day.to_string()),
        end: date.and_then(|date| date.end).map(|day| day.to_string()),
        granularity: date.map(|date| name_of(&date.granularity)),
        modifier: date.map(|date| name_of(&date.modifier)).filter(|name| name != "none"),
        head: (!head.is_empty()).then(|| head.to_owned()),
    }
}

/// Signs of the operators, in ASCII so that a script can type them.
fn operator_sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "=",
        Operator::About => "~",
        Operator::Nearly => "nearly",
        Operator::MoreThan => ">",
        Operator::AtLeast => ">=",
        Operator::LessThan => "<",
        Operator::AtMost => "<=",
        Operator::Between => "between",
    }
}

/// A JSON number; whole numbers without a decimal point, others as the nearest that a double holds.
fn number(decimal: rust_decimal::Decimal) -> Option<serde_json::Number> {
    let text = decimal.normalize().to_string();
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    serde_json::Number::from_f64(text.parse().ok()?)
}

fn unit_name(value: &Value) -> Option<String> {
    match value.unit {
        Unit::None if value.kind == Kind::Percent => Some("percent".to_owned()),
        Unit::None if value.kind == Kind::PercentagePoint => Some("percentage_point".to_owned()),
        Unit::None => None,
        Unit::Currency(currency) => currency.map(|currency| currency.code().to_owned()),
        Unit::Measure { name, .. } => Some(name.to_owned()),
        Unit::Time(unit) => Some(name_of(&unit)),
    }
}

/// The name by which a plain enum is written in JSON.
fn name_of(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
