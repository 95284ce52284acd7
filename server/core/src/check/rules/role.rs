//! F014: who does it to whom, the other way round.
//! It must not know values, nor verbs that both sides do to each other ("met", "signed with").

use super::grammar::{is_adjunct, is_article, is_being, lowered, one_line, opens_clause, word, word_before};
use super::parts::{Part, group_start, part_of, phrase_after, phrase_before};
use crate::check::alignment::{Aligned, mentions_of};
use crate::check::written::raised;
use crate::check::{Code, Draft, Finding, Fix, Severity};
use crate::claims::{Claim, Token, tokens_of};
use crate::names::Mention;
use crate::text::Span;
use crate::words::lemma;

const CODE: Code = Code(14);

/// Share of the draft's words that a source sentence must have to tell of the same.
const SAME_MATTER: f32 = 0.55;
/// "was thanked warmly by": how far off the agent may be.
const AGENT_REACH: usize = 8;

/// How a verb hands its parts round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// Something goes from the subject to another: "gave", "provided".
    Gives,
    /// The other way: "received … from".
    Receives,
    /// Something is done to the object.
    Acts,
}

fn family_of(lemma: &str) -> Option<Family> {
    match lemma {
        "provide" | "give" | "donate" | "grant" | "send" | "supply" | "allocate" | "award" | "present"
        | "transfer" | "lend" | "pay" | "contribute" | "hand" | "deliver" | "offer" | "sell" => {
            Some(Family::Gives)
        }
        "receive" | "get" | "obtain" | "buy" | "borrow" => Some(Family::Receives),
        "support" | "fund" | "finance" | "assist" | "help" | "aid" | "visit" | "host" | "accuse"
        | "criticize" | "criticise" | "condemn" | "blame" | "attack" | "invade" | "bomb" | "shell"
        | "occupy" | "defeat" | "beat" | "thank" | "praise" | "sue" | "employ" | "hire" | "appoint"
        | "train" | "kill" | "arrest" | "warn" | "urge" | "invite" | "oppose" | "supervise" | "own"
        | "sponsor" | "acquire" | "succeed" | "replace" | "advise" | "threaten" | "denounce"
        | "congratulate" | "elect" | "overthrow" | "liberate" | "annex" | "protect" | "represent"
        | "inspect" | "audit" | "evict" | "expel" | "deport" | "inform" | "consult" | "outlaw"
        | "sanction" | "rescue" | "recruit" => Some(Family::Acts),
        _ => None,
    }
}

/// One act with the two who take part in it.
struct Act {
    lemma: String,
    family: Family,
    agent: Part,
    patient: Part,
}

pub(super) fn finding(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Option<Finding> {
    if aligned.first().is_none_or(|best| best.found < SAME_MATTER) {
        return None;
    }
    let tokens = tokens_of(draft.text, claim.span);
    let acts = acts_of(&tokens, mentions_of(&draft.analysis.mentions, claim));
    acts.iter().find_map(|act| reversed(draft, claim, act, aligned))
}

fn reversed(draft: &Draft<'_>, claim: &Claim, act: &Act, aligned: &[Aligned<'_>]) -> Option<Finding> {
    let mut against = None;
    for beside in aligned.iter().filter(|one| one.found >= SAME_MATTER) {
        let tokens = tokens_of(&beside.source.text, beside.claim.span);
        if tokens.iter().any(|token| matches!(&*token.lower, "other" | "mutual" | "mutually")) {
            return None;
        }
        for theirs in acts_of(&tokens, mentions_of(&beside.source.analysis.mentions, beside.claim)) {
            let same_act =
                theirs.lemma == act.lemma || theirs.family == act.family && theirs.family != Family::Acts;
            let mirrored =
                theirs.family != act.family && theirs.family != Family::Acts && act.family != Family::Acts;
            if !same_act && !mirrored {
                continue;
            }
            let (agent, patient) =
                if mirrored { (&theirs.patient, &theirs.agent) } else { (&theirs.agent, &theirs.patient) };
            let straight = act.agent.meets(agent) || act.patient.meets(patient);
            let crossed = act.agent.meets(patient) && act.patient.meets(agent);
            match (straight, crossed) {
                (true, false) => return None,
                (false, true) if against.is_none() => {
                    against = Some((beside, theirs.agent.span.cover(theirs.patient.span)));
                }
                _ => {}
            }
        }
    }
    let (beside, focus) = against?;
    Some(Finding {
        code: CODE,
        severity: Severity::Warning,
        span: act.agent.span.cover(act.patient.span),
        claim: claim.span,
        message: format!(
            "The other way round: the draft says \"{}\", the source \"{}\"",
            one_line(act.agent.span.cover(act.patient.span), draft.text),
            one_line(focus, &beside.source.text)
        ),
        evidence: vec![beside.evidence(focus)],
        fixes: swap(draft.text, claim, act).into_iter().collect(),
    })
}

/// Both phrases in each other's place.
fn swap(text: &str, claim: &Claim, act: &Act) -> Option<Fix> {
    let (first, second) = if act.agent.span.start < act.patient.span.start {
        (act.agent.span, act.patient.span)
    } else {
        (act.patient.span, act.agent.span)
    };
    if first.overlaps(second) {
        return None;
    }
    let between = Span { start: first.end, end: second.start };
    let (one, two) = (first.of(text), second.of(text));
    let opens = first.start == claim.span.start;
    let (one, two) = if opens { (lowered(one), raised(two)) } else { (one.to_owned(), two.to_owned()) };
    Some(Fix {
        title: format!("Swap \"{}\" and \"{}\"", one_line(first, text), one_line(second, text)),
        span: first.cover(second),
        replacement: format!("{two}{}{one}", between.of(text)),
    })
}

/// The acts of a sentence whose two sides can be told.
fn acts_of(tokens: &[Token<'_>], mentions: &[Mention]) -> Vec<Act> {
    (1..tokens.len()).filter_map(|at| act_at(tokens, mentions, at)).collect()
}

fn act_at(tokens: &[Token<'_>], mentions: &[Mention], at: usize) -> Option<Act> {
    let lower = word(tokens, at);
    if lower.len() < 4 || lower.ends_with("ing") && !is_being(word_before(tokens, at, 1)) {
        return None;
    }
    let lemma = lemma(lower);
    let family = family_of(&lemma)?;
    let start = group_start(tokens, at);
    // A noun, an infinitive, or the verb of a relative clause whose subject stands elsewhere.
    let before = word_before(tokens, start, 1);
    if is_article(word_before(tokens, at, 1))
        || is_adjunct(before)
        || opens_clause(before)
        || matches!(before, "of" | "for" | "and" | "or" | "will" | "not")
    {
        return None;
    }
    let group: Vec<&str> = (start..at).map(|near| word(tokens, near)).collect();
    let passive = group.iter().any(|lower| is_being(lower)) && !lower.ends_with("ing");
    let subject = phrase_before(tokens, start)?;
    let (agent, patient) = if passive {
        let by = (at + 1..=at + AGENT_REACH)
            .take_while(|near| !tokens.get(*near).is_none_or(|token| token.breaks));
        let by = by.into_iter().find(|near| word(tokens, *near) == "by")?;
        let agent = phrase_after(tokens, by + 1)?;
        // "was given money by": the subject received it; "was given to X by": the subject is the thing.
        let recipient = (family == Family::Gives).then(|| preposition(tokens, at, "to")).flatten();
        (agent, recipient.and_then(|to| phrase_after(tokens, to + 1)).unwrap_or(subject))
    } else {
        (subject, object(tokens, at, family)?)
    };
    let part = |(first, last): (usize, usize)| part_of(tokens, mentions, first, last);
    Some(Act { lemma: lemma.into_owned(), family, agent: part(agent)?, patient: part(patient)? })
}

/// Whom the verb is done to: for giving, the one who is given to; for receiving, the one who gives.
fn object(tokens: &[Token<'_>], at: usize, family: Family) -> Option<(usize, usize)> {
    let marked = match family {
        Family::Gives => preposition(tokens, at, "to"),
        Family::Receives => Some(preposition(tokens, at, "from")?),
        Family::Acts => None,
    };
    match marked {
        Some(to) => phrase_after(tokens, to + 1),
        // "provided the refugees with food": without "with" the object is the thing that was given.
        None if family == Family::Gives => {
            let phrase = phrase_after(tokens, at + 1)?;
            (word(tokens, phrase.1 + 1) == "with").then_some(phrase)
        }
        None => phrase_after(tokens, at + 1),
    }
}

/// Where the preposition stands in the rest of the clause.
fn preposition(tokens: &[Token<'_>], at: usize, wanted: &str) -> Option<usize> {
    let rest = (at + 1..tokens.len()).take(AGENT_REACH);
    let mut clause = rest.take_while(|near| {
        tokens.get(*near).is_some_and(|token| !token.breaks && !opens_clause(&token.lower))
    });
    clause.find(|near| word(tokens, *near) == wanted)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_fixture, findings_of, parse};

    const SOURCE: &str = "\
--- source league.txt
Norland provided $ 8 million to the Polar League to fight the oil spill.
The Polar League has criticized the Norland government for its slow answer.
The Arctic Institute provided the fishermen and whalers with nets. The envoy of Norland thanked the Polar League.
The Polar League was assisted by the Arctic Institute in mapping the spill.
The Arctic Institute and the Polar League support each other.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn whose_efforts_they_are_is_told_by_the_names() {
        let source = "--- source aid.txt\nThe Tern Fund (TF) and the Heron Office (HO) are old. The Tern Fund supports the efforts of the Heron Office to save the reef.\n";
        check_fixture(&format!(
            "{source}--- draft\nThe Heron Office supports the efforts of the Tern Fund to save the reef.\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F014\n"
        ));
        check_fixture(&format!(
            "{source}--- draft\nThe TF supports the efforts of the HO to save the reef.\n"
        ));
    }

    #[test]
    fn sides_that_changed_places_are_flagged() {
        check(
            "The Polar League provided $ 8 million to Norland to fight the oil spill.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F014\n",
        );
        check(
            "The Norland government has criticized the Polar League for its slow answer.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F014\n",
        );
        check(
            "The fishermen and whalers provided the Arctic Institute with nets.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F014\n",
        );
        check(
            "The Polar League thanked the envoy of Norland.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F014\n",
        );
        check(
            "The Polar League has assisted the Arctic Institute in mapping the spill.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F014\n",
        );
        check(
            "The envoy of Norland was thanked by the Polar League.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F014\n",
        );
    }

    #[test]
    fn the_fix_swaps_the_sides() {
        let fixture = parse(&format!("{SOURCE}--- draft\nThe Polar League thanked the envoy of Norland.\n"));
        let findings = findings_of(&fixture);
        let fix = &findings[0].fixes[0];
        assert_eq!(fix.replacement, "The envoy of Norland thanked the Polar League");
    }

    #[test]
    fn the_same_sides_in_other_words_are_silent() {
        check("The Polar League received $ 8 million from Norland to fight the oil spill.\n");
        check("The Polar League was given $ 8 million by Norland to fight the oil spill.\n");
        check("$ 8 million was provided to the Polar League by Norland.\n");
        check("Norland gave $ 8 million to the Polar League.\n");
        check("The Norland government was criticized by the Polar League for its slow answer.\n");
        check("The Arctic Institute assisted the Polar League in mapping the spill.\n");
        check("The Polar League and the Arctic Institute support each other.\n");
        check("The fishermen and whalers were provided with nets by the Arctic Institute.\n");
        check("The envoy of Norland thanked the Polar League.\n");
        check("The Polar League thanked the fishermen.\n");
        check("Norland has visited the Polar League.\n");
        check("The support of the Polar League for Norland is in doubt.\n");
    }
}
