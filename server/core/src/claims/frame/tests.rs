//! What a frame says of sentences.

use super::*;
use crate::claims::claims_of;
use crate::text::Markup;

fn frame(text: &str) -> Frame {
    let analysis = crate::analysis::read(text, Markup::Plain);
    claims_of(text, &analysis).first().map(|claim| claim.frame.clone()).unwrap_or_default()
}

fn place(text: &str, word: &str) -> Span {
    let at = text.find(word).unwrap();
    Span::new(at, at + word.len())
}

#[test]
fn a_speaker_is_read_with_cue_and_words() {
    use Manner::{According, Calls, Claims, Denies, Hearsay, Says};
    for (text, manner, cue, speaker, scope) in [
        (
            "According to local sources, the fund paid 3 farmers.",
            According,
            "According to",
            "local sources",
            "the fund paid 3 farmers",
        ),
        (
            "The fund paid 3 farmers, according to the Ministry of Justice.",
            According,
            "according to",
            "the Ministry of Justice",
            "The fund paid 3 farmers",
        ),
        ("The mayor said that the bridge is safe.", Says, "said", "The mayor", "that the bridge is safe"),
        ("The bridge is safe, the mayor said.", Says, "said", "the mayor", "The bridge is safe"),
        ("The bridge is safe, said the mayor.", Says, "said", "the mayor", "The bridge is safe"),
        ("The union claims that 40 ships left.", Claims, "claims", "The union", "that 40 ships left"),
        ("The port accuses the union of lying.", Claims, "accuses", "The port", "lying"),
        ("The mayor denies that he fled.", Denies, "denies", "The mayor", "that he fled"),
        ("The fund allegedly broke the law.", Hearsay, "allegedly", "", "broke the law"),
        ("The fund is said to have left.", Hearsay, "said", "", "to have left"),
        ("The sale was confirmed by the bank.", Says, "confirmed", "the bank", "The sale was confirmed"),
        (
            "The envoy referred to the forum as a bridge.",
            Calls,
            "referred",
            "The envoy",
            "to the forum as a bridge",
        ),
    ] {
        let frame = frame(text);
        assert_eq!(frame.attributions.len(), 1, "{text}: {frame:?}");
        let said = frame.attributions[0];
        assert_eq!(said.manner, manner, "{text}");
        let parts = [said.cue.of(text), said.speaker.of(text), said.scope.of(text)];
        assert_eq!(parts, [cue, speaker, scope], "{text}");
    }
}

#[test]
fn likenesses_of_reporting_report_nothing() {
    for text in [
        "The bridge is safe.",
        "The fund paid what the reported costs were.",
        "The member states met in Riga.",
        "The claims of the victims were paid.",
        "The alleged victims were paid.",
        "The school was founded according to the Summit's decision.",
        "According to the Action Plan, two schools open.",
        "The board confirmed the sale.",
        "He refused to say more.",
    ] {
        assert_eq!(frame(text).attributions, [], "{text}");
    }
}

#[test]
fn a_denial_reaches_its_own_clause() {
    for (text, word, polarity) in [
        ("The bridge was not closed.", "closed", Polarity::Negated),
        ("It never opened.", "opened", Polarity::Negated),
        ("The bridge didn't open.", "open", Polarity::Negated),
        ("The bridge was not closed, and the port opened.", "opened", Polarity::Affirmed),
        ("The bridge was not only closed but torn down.", "closed", Polarity::Affirmed),
        ("No more than ten came.", "came", Polarity::Affirmed),
        ("The mayor denies that the bridge was closed.", "closed", Polarity::Affirmed),
        ("The mayor denies that the bridge was not closed.", "closed", Polarity::Negated),
        ("It was not true that nobody came.", "came", Polarity::Affirmed),
        ("The bridge was closed.", "closed", Polarity::Affirmed),
    ] {
        assert_eq!(frame(text).polarity_of(place(text, word)), polarity, "{text}");
    }
}

#[test]
fn each_predicate_stands_on_its_own_step() {
    use Modality::{Begun, Decided, Done, Planned, Proposed};
    for (text, word, step) in [
        ("The office was closed.", "closed", Done),
        ("The plan envisages the return of all.", "return", Planned),
        ("The return of all is envisaged.", "return", Planned),
        ("The council decided to close the office.", "close", Decided),
        ("The decision to close the office is final.", "close", Decided),
        ("The return has already started.", "return", Begun),
        ("The council proposed that it close.", "close", Proposed),
        ("The council plans to close it, but the port was opened.", "opened", Done),
        ("The council plans to close it, but the port was opened.", "close", Planned),
        ("The office will be closed.", "closed", Planned),
        ("The schools are to open in May.", "open", Planned),
        ("The bridge is being built.", "built", Begun),
        ("The closure is under discussion with the port.", "closure", Proposed),
        ("The project aims to support farmers.", "support", Planned),
        ("The plans of the council were published.", "published", Done),
        ("The agreement covers ten ports.", "covers", Done),
        ("In May 2023 the office was closed.", "closed", Done),
    ] {
        assert_eq!(frame(text).modality_of(place(text, word)), step, "{text}");
    }
}

#[test]
fn doubt_and_opinion_are_told_from_statements() {
    let text = "The attack appears to be planned by rebels.";
    assert!(frame(text).doubts.iter().any(|doubt| doubt.scope.overlaps(place(text, "rebels"))));
    assert!(frame("The state should pay.").opinion);
    assert!(!frame("The state paid.").opinion);
}
