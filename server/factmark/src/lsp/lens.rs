//! Code lenses: above the draft and each of its headings, how many claims stand below and what they are worth.
//! It must not judge claims.
//!
//! A lens must have a command that somebody runs. A client that has said that it runs `factmark.showClaims` is given
//! that; for all others the server runs [`SUMMARY`], which shows the open claims and conflicts as a message.

use factmark_core::check::Verdict;
use factmark_core::text::Span;
use serde_json::json;
use tower_lsp::lsp_types::{CodeLens, Command, ExecuteCommandParams, Position, Range, Url};

use super::context::Context;
use super::judged::{Count, Judged, judged, word};
use super::sections::sections;
use super::shapes::spaced;

/// The command that the server runs itself. Its argument is the address of a draft.
pub(super) const SUMMARY: &str = "factmark.summary";
/// Claims that the message names at most.
const MOST: usize = 8;

/// `None` for a source.
pub(super) fn lenses(context: &Context) -> Option<Vec<CodeLens>> {
    let claims = judged(context)?;
    let reading = context.reading();
    let lines = context.lines();
    let all = Count::of(claims.iter());
    let mut lenses = Vec::new();
    if all.all() == 0 {
        return Some(lenses);
    }
    lenses.push(lens(context, Range::default(), all));
    for section in sections(context.draft.text(), &reading.analysis) {
        let count = Count::of(below(&claims, section.span));
        let range = lines.range(section.heading);
        // What the first lens says already is not said again.
        if count.all() > 0 && !(count == all && lenses.len() == 1) {
            lenses.push(lens(context, range, count));
        }
    }
    Some(lenses)
}

/// The claims in the span. They are in order, so that the cost is that of the claims found.
fn below(claims: &[Judged], span: Span) -> &[Judged] {
    let from = claims.partition_point(|claim| claim.span.start < span.start);
    let to = claims.partition_point(|claim| claim.span.start < span.end);
    claims.get(from..to).unwrap_or_default()
}

fn lens(context: &Context, range: Range, count: Count) -> CodeLens {
    let command = if context.profile.shows_claims { "factmark.showClaims" } else { SUMMARY };
    let place = Position::new(range.start.line, range.start.character);
    let arguments = vec![json!(context.draft.uri), json!(place)];
    CodeLens {
        range,
        command: Some(Command::new(count.told(), command.to_owned(), Some(arguments))),
        data: None,
    }
}

/// The draft that the command is about: `Some(None)` where it is run without one, as from an editor's menu of commands;
/// `None` where the argument is no address.
#[expect(clippy::option_option, reason = "no draft is as good as one; another argument is not")]
pub(super) fn draft_of(params: &ExecuteCommandParams) -> Option<Option<Url>> {
    let Some(first) = params.arguments.first() else { return Some(None) };
    Some(Some(Url::parse(first.as_str()?).ok()?))
}

/// The draft's name, the count, and the claims that are worth a look, the worst first.
pub(super) fn summary(context: &Context) -> Option<String> {
    let claims = judged(context)?;
    let lines = context.lines();
    let text = context.draft.text();
    let of = |wanted: Verdict| claims.iter().filter(move |claim| claim.verdict == wanted);
    let named: Vec<String> = of(Verdict::Conflict)
        .chain(of(Verdict::Contested))
        .chain(of(Verdict::Unsourced))
        .take(MOST)
        .map(|claim| {
            let line = lines.position(claim.span.start as usize).line + 1;
            format!("line {line}: “{}” ({})", spaced(claim.span.of(text)), word(claim.verdict))
        })
        .collect();
    let count = Count::of(claims.iter());
    let name =
        context.draft.path().and_then(|path| Some(format!(", {}", path.file_name()?.to_string_lossy())));
    let name = name.unwrap_or_default();
    if count.all() == 0 {
        return Some(format!("Factmark{name}: this draft makes no claims."));
    }
    let list = if named.is_empty() { String::new() } else { format!(". {}", named.join("; ")) };
    Some(format!("Factmark{name}: {}{list}", count.told()))
}
