//! F025 for stances: the draft has somebody deny what the source has them confirm, or praise what they condemn.
//! It must not know who speaks: both sentences tell of the same, with the same words around the verb.

use super::grammar::word;
use crate::check::alignment::{Aligned, Side, mentions_of, side_of};
use crate::check::{Code, Draft, Finding, Severity};
use crate::claims::{Claim, Stem, Token, is_stop_word, stem_of, tokens_of};
use crate::text::Span;
use crate::words::lemma;

const CODE: Code = Code(25);

/// Share of the draft's words that a source sentence must have to tell of the same.
const SAME_MATTER: f32 = 0.7;
/// A sentence nearly as close excuses the draft where it takes the draft's stance.
const AS_GOOD: f32 = 0.85;
/// Words on each side of the verb of which one must be shared.
const NEAR: usize = 3;

/// Which question the verb answers, and how.
fn stance(lower: &str) -> Option<(u8, bool)> {
    // To the word tables "denied" is an adjective of its own.
    let base = if lower.starts_with("deni") { "deny".into() } else { lemma(lower) };
    match &*base {
        "confirm" | "acknowledge" | "admit" => Some((0, true)),
        "deny" | "refute" | "reject" | "dispute" | "dismiss" => Some((0, false)),
        "welcome" | "praise" | "support" | "endorse" | "approve" | "applaud" | "justify" | "defend" => {
            Some((1, true))
        }
        "condemn" | "denounce" | "deplore" | "criticise" | "criticize" => Some((1, false)),
        _ => None,
    }
}

pub(super) fn finding(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Option<Finding> {
    if aligned.is_empty() {
        return None;
    }
    let tokens = tokens_of(draft.text, claim.span);
    let (at, (question, answer)) = only_stance(&tokens)?;
    let verb = tokens.get(at)?.span;
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    let weight = |stem: Stem| 0.25 + draft.corpus.index().stem_rarity(stem);
    let rest = |word: Span| !verb.overlaps(word);
    let shares = aligned.iter().map(|one| (one, own.share_in(&side_of(one.source, one.claim), weight, rest)));
    let shares: Vec<_> = shares.collect();
    let best = shares.iter().map(|(_, share)| *share).fold(SAME_MATTER, f32::max);
    let mut against = None;
    let near = shares.iter().filter(|(_, share)| *share >= SAME_MATTER.max(best * AS_GOOD));
    for beside in near.map(|(beside, _)| *beside) {
        let theirs = tokens_of(&beside.source.text, beside.claim.span);
        let Some((place, other)) = only_stance(&theirs) else { continue };
        if other == (question, answer) {
            return None;
        }
        if other == (question, !answer) && shares_neighbour(&tokens, at, &theirs, place) {
            let span = theirs.get(place)?.span;
            against = against.or(Some((beside, span)));
        }
    }
    let (beside, focus) = against?;
    Some(Finding {
        code: CODE,
        severity: Severity::Warning,
        span: verb,
        claim: claim.span,
        message: format!(
            "The opposite: the draft says \"{}\", the source says \"{}\"",
            verb.of(draft.text),
            focus.of(&beside.source.text)
        ),
        evidence: vec![beside.evidence(focus)],
        fixes: Vec::new(),
    })
}

/// The one verb of stance of a sentence that denies nothing; with two, who takes which is anyone's guess.
fn only_stance(tokens: &[Token<'_>]) -> Option<(usize, (u8, bool))> {
    let denies =
        |token: &Token<'_>| matches!(&*token.lower, "not" | "no" | "never" | "neither" | "nor" | "without");
    if tokens.iter().any(denies) {
        return None;
    }
    let mut found = tokens.iter().enumerate().filter_map(|(at, token)| Some((at, stance(&token.lower)?)));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn shares_neighbour(ours: &[Token<'_>], at: usize, theirs: &[Token<'_>], place: usize) -> bool {
    let near = |tokens: &[Token<'_>], at: usize| {
        let content = |near: &usize| {
            let lower = word(tokens, *near);
            lower.len() > 2 && !is_stop_word(lower) && *near != at
        };
        let right = (at + 1..tokens.len()).filter(content).take(NEAR);
        let left = (0..at).rev().filter(content).take(NEAR);
        right.chain(left).filter_map(|near| Some(stem_of(tokens.get(near)?.text))).collect::<Vec<_>>()
    };
    let other = near(theirs, place);
    near(ours, at).iter().filter(|stem| other.contains(stem)).count() >= 2
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "\
--- source quay.txt
The sale of the Ventspils terminal has been confirmed by the Harbour Trust.
The Seamen's Union strongly condemned the closure of the two ferry lines.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn the_opposite_stance_is_flagged() {
        check(
            "The sale of the Ventspils terminal has been denied by the Harbour Trust.\n                                            ^^^^^^ F025\n",
        );
        check(
            "The Seamen's Union strongly defended the closure of the two ferry lines.\n                            ^^^^^^^^ F025\n",
        );
    }

    #[test]
    fn the_same_stance_a_denied_one_and_other_matters_are_silent() {
        check("The Harbour Trust confirmed the sale of the Ventspils terminal.\n");
        check("The Harbour Trust acknowledged the sale of the Ventspils terminal.\n");
        check("The Seamen's Union denounced the closure of the two ferry lines.\n");
        check("The Seamen's Union did not support the closure of the two ferry lines.\n");
        check("The Seamen's Union supported the opening of a hostel.\n");
        check("The Harbour Trust denied that it had sold its tugs.\n");
    }
}
