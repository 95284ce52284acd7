//! F013, for doers: what one body did alone, said of another: "the Tern Fund hosted the forum" beside "the Sea League hosted the forum".
//! It must not know what was done the other way round (F014), nor acts that several do.

use super::grammar::{is_being, is_past, one_line, opens_clause, word, word_before};
use super::parts::{Part, group_start, part_of, phrase_after, phrase_before};
use crate::check::alignment::{Aligned, Side, mentions_of, side_of, values_agree};
use crate::check::{Code, Draft, Finding, Fix, Severity};
use crate::claims::{Claim, Stem, Token, stem_of, tokens_of};
use crate::names::{EntityId, Mention, is_country};
use crate::text::Span;
use crate::words::lemma;

const CODE: Code = Code(13);

/// Share of the draft's words, but for the doer's, that a source sentence must have to tell of the same.
const SAME_MATTER: f32 = 0.6;
/// Share of the words of what is done to that both must have.
const SAME_OBJECT: f32 = 0.6;
/// How far off the doer of a passive may be.
const AGENT_REACH: usize = 8;

/// A doing with who did it and to what.
struct Deed {
    lemma: String,
    agent: Part,
    object: Part,
    /// All that the clause says behind the verb, or before a passive one.
    around: Vec<Stem>,
    /// "also implements": the sentence says that others had a part in it.
    shared: bool,
}

/// What one does alone, or with those whom the sentence names.
fn is_of_one(lemma: &str) -> bool {
    matches!(
        lemma,
        "host"
            | "initiate"
            | "launch"
            | "implement"
            | "organise"
            | "organize"
            | "found"
            | "establish"
            | "present"
            | "finance"
            | "fund"
            | "propose"
            | "draft"
            | "write"
            | "build"
            | "create"
            | "provide"
            | "allocate"
            | "donate"
            | "invent"
            | "discover"
            | "publish"
    )
}

pub(super) fn finding(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Option<Finding> {
    if aligned.is_empty() {
        return None;
    }
    let tokens = tokens_of(draft.text, claim.span);
    if tokens.iter().any(shares) || !claim.frame.denials.is_empty() {
        return None;
    }
    let mentions = mentions_of(&draft.analysis.mentions, claim);
    deeds_of(&tokens, mentions).iter().find_map(|deed| of_another(draft, claim, deed, aligned))
}

/// "jointly", "also": others may have had a part in it.
fn shares(token: &Token<'_>) -> bool {
    matches!(
        &*token.lower,
        "also" | "too" | "jointly" | "together" | "both" | "other" | "another" | "alongside"
    )
}

fn of_another(draft: &Draft<'_>, claim: &Claim, deed: &Deed, aligned: &[Aligned<'_>]) -> Option<Finding> {
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    let weight = |stem: Stem| 0.25 + draft.corpus.index().stem_rarity(stem);
    let rest = |word: Span| !deed.agent.span.overlaps(word);
    let mut against = None;
    for beside in aligned {
        let other = side_of(beside.source, beside.claim);
        let tokens = tokens_of(&beside.source.text, beside.claim.span);
        let theirs = deeds_of(&tokens, mentions_of(&beside.source.analysis.mentions, beside.claim));
        for their in theirs.iter().filter(|their| is_same_act(&their.lemma, &deed.lemma)) {
            if deed.agent.meets(&their.agent) {
                return None;
            }
            let same = own.share_in(&other, weight, rest) >= SAME_MATTER
                && shares_object(&deed.object, their)
                && !their.shared
                && are_rivals(draft, &deed.agent, &their.agent)
                && !deed.agent.entities.iter().any(|entity| other.names(*entity))
                && own.names_known_to(&other, deed.agent.span)
                && values_agree(&draft.analysis.values, claim, beside.source, beside.claim);
            if same && against.is_none() {
                against = Some((beside, their.agent.span));
            }
        }
    }
    let (beside, focus) = against?;
    let (ours, theirs) = (one_line(deed.agent.span, draft.text), one_line(focus, &beside.source.text));
    Some(Finding {
        code: CODE,
        severity: Severity::Warning,
        span: deed.agent.span,
        claim: claim.span,
        message: format!("Another doer: the draft says \"{ours}\", the source says \"{theirs}\""),
        evidence: vec![beside.evidence(focus)],
        fixes: vec![Fix {
            title: format!("Replace \"{ours}\" with \"{theirs}\""),
            span: deed.agent.span,
            replacement: theirs,
        }],
    })
}

fn is_same_act(a: &str, b: &str) -> bool {
    let group = |lemma: &str| match lemma {
        "finance" | "fund" => "fund".to_owned(),
        "organise" | "organize" => "organise".to_owned(),
        other => other.to_owned(),
    };
    group(a) == group(b)
}

fn shares_object(ours: &Part, theirs: &Deed) -> bool {
    let shared = |stems: &[Stem]| ours.stems.iter().filter(|stem| stems.contains(stem)).count();
    let least = |words: usize| SAME_OBJECT * words as f32;
    let narrow = shared(&theirs.object.stems);
    narrow > 0 && narrow as f32 >= least(ours.stems.len().min(theirs.object.stems.len()))
        || ours.stems.len() > 1 && shared(&theirs.around) as f32 >= least(ours.stems.len())
}

/// Two names of which neither is in the other, both of countries or both of bodies: a ministry may well do what its country does.
fn are_rivals(draft: &Draft<'_>, ours: &Part, theirs: &Part) -> bool {
    let name = |entity: &EntityId| draft.corpus.lexicon().get(*entity).map(|entity| &*entity.canonical);
    let (Some(mine), Some(other)) = (only(&ours.entities), only(&theirs.entities)) else { return false };
    let (Some(mine), Some(other)) = (name(mine), name(other)) else { return false };
    let within = |a: &str, b: &str| a.to_lowercase().contains(&b.to_lowercase());
    is_country(mine) == is_country(other)
        && !within(mine, other)
        && !within(other, mine)
        && !ours.stems.iter().any(|stem| theirs.stems.contains(stem))
}

/// The one entity of a phrase, under however many names.
fn only(entities: &[EntityId]) -> Option<&EntityId> {
    entities.first().filter(|first| entities.iter().all(|entity| entity == *first))
}

fn deeds_of(tokens: &[Token<'_>], mentions: &[Mention]) -> Vec<Deed> {
    (1..tokens.len()).filter_map(|at| deed_at(tokens, mentions, at)).collect()
}

fn deed_at(tokens: &[Token<'_>], mentions: &[Mention], at: usize) -> Option<Deed> {
    let lower = word(tokens, at);
    let lemma = lemma(lower);
    if !is_of_one(&lemma) || lower.ends_with("ing") {
        return None;
    }
    let start = verbs_start(tokens, at);
    let passive = (start..at).any(|near| is_being(word(tokens, near))) || word(tokens, at + 1) == "by";
    let (agent, object) = if passive {
        let reach = (at + 1..=at + AGENT_REACH)
            .take_while(|near| !tokens.get(*near).is_none_or(|token| token.breaks));
        let by = reach.into_iter().find(|near| word(tokens, *near) == "by")?;
        (phrase_after(tokens, by + 1)?, phrase_before(tokens, start)?)
    } else {
        let mut from = at + 1;
        // "presented to Norland a plan": the thing stands behind the one who gets it.
        if word(tokens, from) == "to" {
            from = phrase_after(tokens, from + 1)?.1 + 1;
        }
        let agent = phrase_before(tokens, start).or_else(|| bracketed(tokens, start))?;
        (agent, counted_phrase(tokens, from)?)
    };
    let part = |(first, last): (usize, usize)| part_of(tokens, mentions, first, last);
    let clause = if passive { 0..start } else { at + 1..tokens.len() };
    let clause = clause.take_while(|near| passive || !opens_clause(word(tokens, *near)));
    let around = clause.filter_map(|near| tokens.get(near).map(|token| stem_of(token.text)));
    Some(Deed {
        lemma: lemma.into_owned(),
        agent: part(agent)?,
        object: part(object)?,
        around: around.collect(),
        shared: tokens.iter().take(at).any(shares),
    })
}

/// As [`phrase_after`], over an ordinal: "the 7th Coast Games", "the League's 7th forum".
fn counted_phrase(tokens: &[Token<'_>], from: usize) -> Option<(usize, usize)> {
    let (first, last) = phrase_after(tokens, from)?;
    let counts = |at: usize| {
        let lower = word(tokens, at);
        lower.starts_with(|c: char| c.is_ascii_digit())
            && ["st", "nd", "rd", "th"].iter().any(|end| lower.ends_with(end))
    };
    let ordinal = (last + 1..=last + 2).find(|at| counts(*at));
    let rest = ordinal.and_then(|ordinal| phrase_after(tokens, ordinal + 1));
    Some((first, rest.map_or(last, |rest| rest.1)))
}

/// The short form in "the Tern Fund (TF) implements".
fn bracketed(tokens: &[Token<'_>], verb: usize) -> Option<(usize, usize)> {
    let before = verb.checked_sub(1)?;
    let token = tokens.get(before).filter(|token| token.breaks)?;
    let short = token.text.len() > 1 && token.text.chars().all(|c| c.is_uppercase() || c == '-');
    short.then_some((before, before))
}

/// As [`group_start`], over "initiated and" too.
fn verbs_start(tokens: &[Token<'_>], at: usize) -> usize {
    let start = group_start(tokens, at);
    let joined = word_before(tokens, start, 1) == "and" && is_past(word_before(tokens, start, 2));
    match start.checked_sub(2).filter(|_| joined) {
        Some(before) => group_start(tokens, before),
        None => start,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "\
--- source forum.txt
On 4 May 2019 the Sea League initiated and hosted the first forum on tides in Patras. The Tern Fund (TF) implements the Safe Harbour project.
The Heron Union paid for boats. In 2019 Norland hosted the seventh Coast Games. Norland and Sudland are at peace.
On 8 June 2018 Norland hosted the League's 7th Tide Day. The Tern Fund implements the “Support to the ports of the coast (SPORT)” project.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn another_doer_of_the_same_deed_is_flagged() {
        check(
            "The Heron Union hosted the first forum on tides in Patras in May 2019.\n^^^^^^^^^^^^^^^ F013\n",
        );
        check(
            "The Safe Harbour project is implemented by the Sea League.\n                                           ^^^^^^^^^^^^^^ F013\n",
        );
        check("Sudland hosted the 7th Tide Day of the League in June 2018.\n^^^^^^^ F013\n");
        check(
            "The SPORT project is implemented by the Heron Union.\n                                    ^^^^^^^^^^^^^^^ F013\n",
        );
        check("Sudland hosted the seventh Coast Games in 2019.\n^^^^^^^ F013\n");
    }

    #[test]
    fn the_same_doer_other_deeds_and_shared_ones_are_silent() {
        for draft in [
            "The SPORT project is implemented by the Tern Fund.",
            "The Heron Union implements a project on sport.",
            "Norland hosted the 7th Tide Day of the League in June 2018.",
            "Sudland hosted the 8th Tide Day of the League in June 2021.",
            "The first forum on tides was hosted by the Sea League in May 2019.",
            "The Sea League hosted the forum on tides.",
            "The TF implements the Safe Harbour project.",
            "The Heron Union also implements the Safe Harbour project.",
            "The Heron Union implements the Deep Water project.",
            "The Heron Union hosted the second forum on tides in June 2021.",
            "The Ministry of Sports of Norland hosted the seventh Coast Games in 2019.",
            "Sudland hosted the eighth Coast Games in 2023.",
            "The Heron Union did not host the first forum on tides in May 2019.",
        ] {
            check(&format!("{draft}\n"));
        }
    }
}
