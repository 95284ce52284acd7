//! The frame of a claim: who says it, whether it is denied, and how far along it is.
//! It must not know what is claimed.

use serde::Serialize;

use crate::text::Span;

/// Whether the sentence states or denies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    #[default]
    Affirmed,
    Negated,
}

/// The status ladder (`design/verdicts.md`, section 4), lowest first: a draft may stand lower than its source, not higher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    Proposed,
    Planned,
    Decided,
    Begun,
    #[default]
    Done,
}

/// How a sentence says what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// "According to", "said", "allegedly"; `None` where the text speaks for itself.
    pub cue: Option<Span>,
    /// Who is said to say it; empty where a cue names nobody ("allegedly").
    pub speaker: Span,
    pub polarity: Polarity,
    pub modality: Modality,
}

/// A token of the sentence, lower-cased where it is ASCII.
pub(super) struct Token<'t> {
    pub(super) span: Span,
    pub(super) text: &'t str,
}

const DENIALS: [&str; 12] = [
    "not", "no", "never", "without", "none", "neither", "nor", "nobody", "nothing", "cannot", "n't", "hardly",
];

const SAYING: [&str; 14] = [
    "said",
    "says",
    "confirmed",
    "confirms",
    "claims",
    "claimed",
    "reported",
    "stated",
    "states",
    "announced",
    "denies",
    "denied",
    "accuses",
    "accused",
];

const HEARSAY: [&str; 6] = ["allegedly", "reportedly", "purportedly", "supposedly", "apparently", "citing"];

const LADDER: [(&str, Modality); 22] = [
    ("propose", Modality::Proposed),
    ("proposes", Modality::Proposed),
    ("proposed", Modality::Proposed),
    ("considers", Modality::Proposed),
    ("may", Modality::Proposed),
    ("could", Modality::Proposed),
    ("plans", Modality::Planned),
    ("planned", Modality::Planned),
    ("envisages", Modality::Planned),
    ("envisaged", Modality::Planned),
    ("intends", Modality::Planned),
    ("expected", Modality::Planned),
    ("will", Modality::Planned),
    ("should", Modality::Planned),
    ("decided", Modality::Decided),
    ("decision", Modality::Decided),
    ("agreed", Modality::Decided),
    ("adopted", Modality::Decided),
    ("signed", Modality::Decided),
    ("began", Modality::Begun),
    ("begun", Modality::Begun),
    ("started", Modality::Begun),
];

/// Reads the frame from the sentence's tokens, in one pass.
pub(super) fn frame_of(tokens: &[Token<'_>]) -> Frame {
    let mut frame = Frame::default();
    for (at, token) in tokens.iter().enumerate() {
        let is = |list: &[&str]| list.iter().any(|word| token.text.eq_ignore_ascii_case(word));
        if is(&DENIALS) && !idiom(tokens, at) {
            frame.polarity = Polarity::Negated;
        }
        if let Some((_, step)) = LADDER.iter().find(|(word, _)| token.text.eq_ignore_ascii_case(word)) {
            frame.modality = frame.modality.min(*step);
        }
        if frame.cue.is_none() {
            read_cue(tokens, at, is(&SAYING), is(&HEARSAY), &mut frame);
        }
    }
    frame
}

/// "not only", "no more than": a denial in form alone.
fn idiom(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1).map_or("", |token| token.text);
    ["only", "more", "fewer", "less", "later"].iter().any(|word| next.eq_ignore_ascii_case(word))
}

fn read_cue(tokens: &[Token<'_>], at: usize, saying: bool, hearsay: bool, frame: &mut Frame) {
    let Some(token) = tokens.get(at) else { return };
    let next = tokens.get(at + 1);
    if token.text.eq_ignore_ascii_case("according") && next.is_some_and(|n| n.text.eq_ignore_ascii_case("to"))
    {
        frame.cue = next.map(|n| token.span.cover(n.span));
        frame.speaker = speaker_after(tokens, at + 2);
        return;
    }
    if hearsay {
        frame.cue = Some(token.span);
        return;
    }
    // "said that …", "it said": the words before it name the speaker.
    let reports = next.is_some_and(|n| n.text.eq_ignore_ascii_case("that")) || at > 0 && at <= 4;
    if saying && reports {
        frame.cue = Some(token.span);
        frame.speaker = match (tokens.first(), at.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        };
    }
}

/// At most six words, as far as the first that does not continue a name.
fn speaker_after(tokens: &[Token<'_>], from: usize) -> Span {
    let mut span: Option<Span> = None;
    for pair in tokens.get(from..).unwrap_or(&[]).windows(2).take(6) {
        let [token, next] = pair else { break };
        span = Some(span.map_or(token.span, |so_far| so_far.cover(token.span)));
        if next.span.start > token.span.end + 1 {
            // A comma or bracket closes the speaker's name.
            break;
        }
    }
    span.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::claims_of;
    use crate::text::Markup;

    fn frame(text: &str) -> Frame {
        let analysis = crate::analysis::read(text, Markup::Plain);
        claims_of(text, &analysis).first().map(|claim| claim.frame).unwrap_or_default()
    }

    #[test]
    fn a_speaker_is_read_from_its_cue() {
        let rows = [
            ("According to local sources, the fund paid 3 farmers.", Some("According to"), "local sources"),
            ("The mayor said that the bridge is safe.", Some("said"), "The mayor"),
            ("The fund allegedly broke the law.", Some("allegedly"), ""),
            ("The bridge is safe.", None, ""),
            ("The fund paid what the reported costs were.", None, ""),
        ];
        for (text, cue, speaker) in rows {
            let frame = frame(text);
            assert_eq!(frame.cue.map(|span| span.of(text)), cue, "{text}");
            assert_eq!(frame.speaker.of(text), speaker, "{text}");
        }
    }

    #[test]
    fn a_denial_is_told_from_its_likeness() {
        assert_eq!(frame("The bridge was not closed.").polarity, Polarity::Negated);
        assert_eq!(frame("It never opened.").polarity, Polarity::Negated);
        assert_eq!(frame("The bridge was not only closed but torn down.").polarity, Polarity::Affirmed);
        assert_eq!(frame("No more than ten came.").polarity, Polarity::Affirmed);
        assert_eq!(frame("The bridge was closed.").polarity, Polarity::Affirmed);
    }

    #[test]
    fn the_lowest_step_of_the_ladder_counts() {
        assert_eq!(frame("The office was closed.").modality, Modality::Done);
        assert_eq!(frame("The plan envisages the return of all.").modality, Modality::Planned);
        assert_eq!(frame("The council decided to close the office.").modality, Modality::Decided);
        assert_eq!(frame("The return has already started.").modality, Modality::Begun);
        assert_eq!(frame("The council proposed that it will close.").modality, Modality::Proposed);
    }
}
