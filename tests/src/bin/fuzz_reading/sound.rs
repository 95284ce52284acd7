//! Reads one text with every reader and says what is wrong with the result, if anything is.
//! It must not know where the text came from.

use std::time::{Duration, Instant};

use factmark_core::analysis::{Analysis, find_mentions, lexicon_of, read};
use factmark_core::text::{Markup, Span, fold, layout};
use factmark_formats::from_bytes;

/// Longest time for one small text, on a machine however busy: what reaches it is no longer linear.
const LONGEST: Duration = Duration::from_secs(20);

/// What a reader did wrong with `bytes`; `None` if all is sound.
pub(crate) fn complaint(bytes: &[u8]) -> Option<String> {
    for markup in [Markup::Plain, Markup::Markdown] {
        let Some(document) = from_bytes(bytes, markup) else { continue };
        let start = Instant::now();
        let found = judge(&document.text, markup);
        if found.is_some() {
            return found.map(|found| format!("{markup:?}: {found}"));
        }
        if start.elapsed() > LONGEST {
            return Some(format!("{markup:?}: took {:?} for {} bytes", start.elapsed(), bytes.len()));
        }
    }
    None
}

fn judge(text: &str, markup: Markup) -> Option<String> {
    let laid = layout(text, markup);
    if laid.prose.len() != text.len() {
        return Some("masking changed the length".to_owned());
    }
    let folded = fold(text);
    let whole = folded.to_original(Span::new(0, folded.text.len()));
    if text.get(whole.range()).is_none() {
        return Some(format!("folding leads back to {whole:?}"));
    }
    let mut analysis = read(text, markup);
    let lexicon = lexicon_of([(text, &analysis)], &[]);
    find_mentions(text, markup, &mut analysis, &lexicon);
    misplaced(text, &analysis)
}

/// The first span that cuts a character, leaves its text or comes out of order.
fn misplaced(text: &str, analysis: &Analysis) -> Option<String> {
    let lists: [(&str, Vec<Span>); 5] = [
        ("block", analysis.blocks.iter().map(|block| block.span).collect()),
        ("sentence", analysis.sentences.iter().map(|sentence| sentence.span).collect()),
        ("value", analysis.values.iter().map(|value| value.span).collect()),
        ("name", analysis.names.iter().map(|name| name.span).collect()),
        ("mention", analysis.mentions.iter().map(|mention| mention.span).collect()),
    ];
    for (what, spans) in &lists {
        let cut = spans.iter().find(|span| text.get(span.range()).is_none_or(str::is_empty));
        if let Some(cut) = cut {
            return Some(format!("the {what} at {cut:?} is empty or cuts a character"));
        }
        let back = spans.windows(2).find(|pair| matches!(pair, [one, next] if next.start < one.start));
        if let Some(back) = back {
            return Some(format!("the {what} at {:?} comes out of order", back.last()));
        }
    }
    None
}
