//! Compares any two texts: does the source contradict the claim, and where?
//! It must not know files, corpora or output formats; it is the quick way into the contests.

use std::sync::Arc;

use serde::Serialize;

use super::contest::{Contests, contests};
use super::decide::{Between, Judgement, Tier, judge_dispute, judgements};
use super::{Code, Verdict};
use crate::analysis::read;
use crate::text::{Markup, Span};
use crate::views::{Document, Library, Place, SentenceView, sentence_views};

/// A source "Title: text" starts with a title of at most so many characters.
const LONGEST_TITLE: usize = 70;
/// A longer source is an article of its own: a colon in it makes no title.
const LONGEST_TITLED: usize = 1500;
/// Share of a claim that must be found before it counts as supported.
const SUPPORTED: f32 = 0.8;

/// The outcome of comparing a claim with a source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    pub verdict: Verdict,
    /// Confidence that the two conflict, 0 to 1.
    pub score: f32,
    pub tier: Option<Tier>,
    pub code: Option<Code>,
    /// Bytes of the claim that the source contradicts.
    pub claim_span: Option<Span>,
    /// The source sentence that the verdict rests on, and its bytes in the source.
    pub quote: Option<String>,
    pub quote_span: Option<Span>,
    /// What stands against what, in plain words.
    pub why: Option<String>,
}

/// Sources that were read, ready for any number of claims.
#[derive(Clone, Debug, Default)]
pub struct ReadSources {
    texts: Vec<String>,
    library: Library,
}

impl ReadSources {
    /// Reads sentences or articles; "Title: text" is taken apart. Linear in their length.
    pub fn new(sources: &[&str]) -> ReadSources {
        let documents = sources.iter().map(|source| {
            let (title, body) = split_title(source);
            // The title stays in place as spaces, so that spans are those of the source.
            let text = format!("{}{body}", " ".repeat(source.len() - body.len()));
            Arc::new(Document::read(&text, &read(&text, Markup::Plain), title))
        });
        let library = Library::new(documents);
        ReadSources { texts: sources.iter().map(|source| (*source).to_owned()).collect(), library }
    }

    /// Their sentences; its documents are numbered as the sources.
    pub fn library(&self) -> &Library {
        &self.library
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// Splits "Title: text" off a short source.
fn split_title(source: &str) -> (Option<&str>, &str) {
    if source.len() > LONGEST_TITLED {
        return (None, source);
    }
    let Some((title, body)) = source.split_once(": ") else { return (None, source) };
    let plain = !title.contains(['.', '\n', ':']) && (2..=LONGEST_TITLE).contains(&title.chars().count());
    if plain && !states_something(title) && !body.starts_with(char::is_whitespace) && !body.is_empty() {
        (Some(title), body)
    } else {
        (None, source)
    }
}

/// "The ratio of boats to crews is 4" before a colon is half a sentence and no title.
fn states_something(title: &str) -> bool {
    let verb = |word: &str| {
        matches!(
            word,
            "is" | "was"
                | "are"
                | "were"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "be"
                | "been"
                | "If"
                | "if"
        )
    };
    title.split_whitespace().any(verb)
}

/// The claim's sentences, read once.
pub fn read_claim(claim: &str) -> Vec<SentenceView> {
    sentence_views(claim, &read(claim, Markup::Plain))
}

/// Compares a claim of one or several sentences with a source.
pub fn compare(source: &str, claim: &str) -> Comparison {
    compare_read(&ReadSources::new(&[source]), claim, &read_claim(claim))
}

/// The same for sources and a claim that were read before: the claim is compared with all of them together.
pub fn compare_read(sources: &ReadSources, claim: &str, sentences: &[SentenceView]) -> Comparison {
    let library = &sources.library;
    let mut best: Option<Judgement> = None;
    let mut covered = true;
    let mut disputed = None;
    for sentence in sentences {
        let found = contests(sentence, library, None);
        disputed = disputed.or_else(|| dispute(sources, claim, sentence, &found));
        covered &= is_covered(sentence, &found);
        let surest = judgements(sentence, library, &found).into_iter().next();
        if let Some(judgement) = surest
            && best.as_ref().is_none_or(|best| judgement.score > best.score)
        {
            best = Some(judgement);
        }
    }
    let score = best.as_ref().map_or(0.0, |best| best.score);
    let Some(judgement) = best.filter(|best| best.tier().is_some()) else {
        let silent = silent(covered && !sentences.is_empty(), score);
        return disputed.map_or(silent, |disputed| Comparison { score, ..disputed });
    };
    let source = sources.texts.get(judgement.place.document);
    let quoted = source.and_then(|source| Some((source, library.sentence(judgement.place)?.span)));
    Comparison {
        verdict: Verdict::Conflict,
        score: judgement.score,
        tier: judgement.tier(),
        code: Some(judgement.code),
        claim_span: Some(judgement.claim),
        quote: quoted.map(|(source, span)| span.of(source).to_owned()),
        quote_span: quoted.map(|(_, span)| span),
        why: source.map(|source| why(&judgement, claim, source)),
    }
}

/// A value of the claim that the source gives, and elsewhere gives otherwise. Each of the two places must contradict the other.
fn dispute(
    sources: &ReadSources,
    claim: &str,
    sentence: &SentenceView,
    found: &Contests,
) -> Option<Comparison> {
    let library = &sources.library;
    let opposed = |from: &SentenceView, found: &Contests, tier: Tier| {
        let disputes = found.disputes.iter().filter_map(|dispute| {
            let judgement = judge_dispute(from, library, found, dispute)?;
            let agreeing = (*found.places.get(dispute.agreeing.pair)?, dispute.agreeing.value);
            (judgement.tier() >= Some(tier)).then_some((agreeing, judgement))
        });
        disputes.collect::<Vec<_>>()
    };
    let both = opposed(sentence, found, Tier::Warning).into_iter().find(|((place, value), judgement)| {
        let Some(from) = library.sentence(*place) else { return false };
        if !library.sentence(judgement.place).is_some_and(|other| has_names_of(other, sentence)) {
            return false;
        }
        let back = opposed(from, &contests(from, library, None), Tier::Hint);
        back.iter().any(|(_, other)| {
            let own = matches!(other.between, Between::Values { claim, .. } if claim == *value);
            own && other.place == judgement.place
        })
    });
    let ((place, value), judgement) = both?;
    let text = |place: Place| sources.texts.get(place.document);
    let (source, other) = (text(place)?, text(judgement.place)?);
    let agreeing = library.sentence(place)?.values.get(value)?.value.span;
    let (ours, theirs) = (agreeing.of(source), judgement.focus.of(other));
    let span = library.sentence(judgement.place)?.span;
    Some(Comparison {
        verdict: Verdict::Contested,
        score: 0.0,
        tier: None,
        code: Some(Code(if place.document == judgement.place.document { 52 } else { 50 })),
        claim_span: Some(judgement.claim),
        quote: Some(span.of(other).to_owned()),
        quote_span: Some(span),
        why: Some(format!(
            "the claim says \"{}\"; the source says \"{ours}\" in one place and \"{theirs}\" in another",
            judgement.claim.of(claim)
        )),
    })
}

/// Whether a sentence has every name of another: else it tells of another place or body.
fn has_names_of(sentence: &SentenceView, other: &SentenceView) -> bool {
    let mut names = other.content_tokens().filter(|(_, token)| token.capital);
    names.all(|(_, token)| sentence.has(token.lemma_key) || sentence.has(token.stem_key))
}

fn silent(supported: bool, score: f32) -> Comparison {
    let verdict = if supported { Verdict::Supported } else { Verdict::None };
    Comparison {
        verdict,
        score,
        tier: None,
        code: None,
        claim_span: None,
        quote: None,
        quote_span: None,
        why: None,
    }
}

/// Whether a sentence of the source speaks of nearly all of the claim sentence and nothing stands against it.
fn is_covered(sentence: &SentenceView, found: &Contests) -> bool {
    sentence.content.is_empty()
        || found.coverage.share >= SUPPORTED
            && !found.coverage.lacks
            && found.slots.iter().all(|slot| slot.margin() < 0.0)
}

fn why(judgement: &Judgement, claim: &str, source: &str) -> String {
    use super::decide::Family;
    let (ours, theirs) = (judgement.claim.of(claim), judgement.focus.of(source));
    match judgement.family {
        Family::Polarity => format!("one of the two denies \"{ours}\""),
        Family::Antonym => format!("the claim says \"{ours}\", the source the opposite: \"{theirs}\""),
        _ => format!("the claim says \"{ours}\", the source \"{theirs}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::decide::HINT;

    const HARBOUR: &str = "The Harbour Fund was set up in Tallinn in 1994. The fund runs 27 schools in Estonia and employs more than 360 teachers. \
        In 2019 it spent $ 10 million on new buildings. The government welcomed the programme. It has not opened an office in Riga.";

    #[test]
    fn what_a_source_contradicts_is_found_with_its_passage() {
        for (claim, code, ours, theirs) in [
            ("The Harbour Fund runs 31 schools in Estonia.", 1, "31", "27"),
            ("The Harbour Fund was set up in Tallinn in 1996.", 2, "1996", "in 1994"),
            (
                "In 2019 the Harbour Fund spent $25 million on new buildings.",
                4,
                "$25 million",
                "$ 10 million",
            ),
            ("The government condemned the programme of the Harbour Fund.", 25, "condemned", "welcomed"),
            ("The Harbour Fund has opened an office in Riga.", 20, "opened", "opened"),
        ] {
            let comparison = compare(HARBOUR, claim);
            assert_eq!(comparison.verdict, Verdict::Conflict, "{claim}: {comparison:?}");
            assert_eq!(comparison.code, Some(Code(code)), "{claim}: {comparison:?}");
            assert_eq!(comparison.claim_span.map(|span| span.of(claim)), Some(ours), "{claim}");
            let quote = comparison.quote.unwrap_or_default();
            assert!(quote.contains(theirs), "{claim}: {quote}");
            assert_eq!(comparison.quote_span.map(|span| span.of(HARBOUR)), Some(quote.as_str()));
        }
    }

    #[test]
    fn true_rewordings_stay_silent() {
        for claim in [
            "The Harbour Fund, set up in 1994, is from Tallinn.",
            "The fund employs over 350 teachers.",
            "Twenty-seven schools in Estonia are run by the Harbour Fund.",
            "The fund has spent ten million dollars on new buildings in 2019.",
            "The Harbour Fund was founded in the 1990s.",
            "The government praised the programme.",
            "The Harbour Fund did not open an office in Riga.",
        ] {
            let comparison = compare(HARBOUR, claim);
            assert!(comparison.score < HINT, "{claim}: {comparison:?}");
        }
    }

    #[test]
    fn what_the_source_does_not_speak_of_stays_silent() {
        for claim in [
            "The Harbour Fund opened its Vilnius office in 1995.",
            "In 2020 the Harbour Fund spent $12 million on new buildings.",
            "The Harbour Fund runs another 12 schools in Finland.",
            "The Harbour Fund plans to employ 40 nurses.",
            "A storm closed the port for three days.",
        ] {
            let comparison = compare(HARBOUR, claim);
            assert!(comparison.score < HINT, "{claim}: {comparison:?}");
        }
    }

    #[test]
    fn only_what_is_there_in_all_its_parts_is_supported() {
        let source = "In July of 2019 the Tide Summit was held in Riga and the Sailors Club with headquarters in Tartu was founded. \
            On 4 May 2019 Norland hosted its first forum on tides.";
        for (claim, verdict) in [
            ("In July 2019 the Tide Summit was held in Riga.", Verdict::Supported),
            ("The Sailors Club has its headquarters in Tartu.", Verdict::Supported),
            ("Norland hosted its first forum on tides in May 2019.", Verdict::Supported),
            ("In July 2019 the Tide Summit was held in Tartu.", Verdict::None),
            ("The Sailors Club has its headquarters in Riga.", Verdict::None),
            ("Sudland hosted its first forum on tides in May 2019.", Verdict::None),
            ("Norland hosted its first forum on 12 tides in May 2019.", Verdict::None),
        ] {
            assert_eq!(compare(source, claim).verdict, verdict, "{claim}");
        }
    }

    #[test]
    fn a_source_that_says_two_things_is_contested_with_both_shown() {
        let source = "The Harbour Fund runs 27 schools in Estonia. It rained. The Harbour Fund runs 31 schools in Estonia.";
        let comparison = compare(source, "The Harbour Fund runs 27 schools in Estonia.");
        assert_eq!(comparison.verdict, Verdict::Contested, "{comparison:?}");
        assert!(comparison.score < HINT && comparison.tier.is_none());
        assert_eq!(comparison.quote.as_deref(), Some("The Harbour Fund runs 31 schools in Estonia."));
        let why = comparison.why.unwrap_or_default();
        assert!(why.contains("27") && why.contains("31"), "{why}");
        for (source, claim) in [
            (HARBOUR, "The Harbour Fund runs 27 schools in Estonia."),
            (
                "The Harbour Fund ran 27 schools in 2019. The Harbour Fund ran 31 schools in 2021.",
                "The Harbour Fund ran 27 schools in 2019.",
            ),
            (
                "The Harbour Fund runs 27 schools in Estonia. The Harbour Fund runs 31 schools in Latvia.",
                "The Harbour Fund runs 27 schools in Estonia.",
            ),
        ] {
            assert_eq!(compare(source, claim).verdict, Verdict::Supported, "{claim}");
        }
    }

    #[test]
    fn denials_are_weighed_by_what_they_deny() {
        for (source, claim, conflict) in [
            ("The guard is walking a dog.", "The guard is not walking a dog.", true),
            ("The ferry has not left the harbour.", "The ferry has left the harbour.", true),
            ("The council was unable to open the bridge.", "The council opened the bridge.", true),
            ("There is no group of boys rowing on the lake.", "Boys are rowing on the lake.", true),
            ("A guard is walking a dog.", "The guard is not walking his cat.", false),
            ("The divers have not found any trace of oil.", "The divers have found no trace of oil.", false),
            (
                "The divers were unable to find a trace of oil.",
                "The divers have found no trace of oil.",
                false,
            ),
            ("The girl wears a blue coat.", "The girl is not wearing a red coat.", false),
            ("The bridge was not built entirely by hand.", "The bridge was built by hand.", false),
        ] {
            let comparison = compare(source, claim);
            assert_eq!(comparison.score >= HINT, conflict, "{claim}: {comparison:?}");
        }
    }

    #[test]
    fn what_readers_compare_is_compared() {
        for (source, claim, conflict) in [
            ("Velm lost to Dorn by a score of 17–14.", "Velm lost to Dorn by a score of 14-10.", true),
            ("Velm beat Dorn 2-1 in the final.", "Dorn lost the final to Velm 1-2.", false),
            (
                "The cars collided on lap 60 of the race.",
                "The cars collided before the 59th lap of the race.",
                true,
            ),
            (
                "The cars collided on lap 57 of the race.",
                "The cars collided before the 59th lap of the race.",
                false,
            ),
            ("The bakery reopened on Thursday.", "The bakery reopened on Friday.", true),
            ("The bakery reopened on Thursday.", "On Thursday the bakery was reopened.", false),
            ("The co-payment amount of the plan is 20%.", "The plan has a 15% co-payment amount.", true),
            ("Sales of the mill grew 20.9%.", "Sales of the mill grew by 30.9%.", true),
            (
                "The fund counted 18 new cases, including 10 in Arva and three in Lom.",
                "The fund counted more than 17 new cases.",
                false,
            ),
            ("Marrow Lane is a 1978 film by Ada Sorel.", "Marrow Lane is a 1968 film.", true),
            (
                "Lom counted 35 cases, including 27 recoveries and one death.",
                "Lom counted fewer than 22 recoveries.",
                true,
            ),
            (
                "The song is the eleventh most played one of all time.",
                "Only ten songs of all time were played more.",
                false,
            ),
        ] {
            let comparison = compare(source, claim);
            assert_eq!(comparison.score >= HINT, conflict, "{claim}: {comparison:?}");
        }
    }

    #[test]
    fn another_slot_is_no_conflict() {
        for (source, claim, conflict) in [
            // Two operators: the words at the number say what it is.
            (
                "Each crew had a maximum of 80 hours at sea.",
                "Each crew had a maximum of more than 60 hours at sea.",
                false,
            ),
            (
                "Each crew had fewer than 50 hours at sea.",
                "Each crew had a maximum of more than 60 hours at sea.",
                true,
            ),
            // A round bound, and one that the source gives with fewer digits.
            ("The channel has over 2 billion views.", "The channel has over 2.1 billion views.", false),
            ("The fund employs more than 360 teachers.", "The fund employs more than 400 teachers.", true),
            // Ages count nothing.
            (
                "Lea is the only child of Ada Sorel (who left when she was 12).",
                "Ada Sorel had only one child.",
                false,
            ),
            // What was left out of a figure makes another figure.
            ("Net of this item, profit per boat was $6.86.", "Profit per boat was $6.90.", false),
            ("Profit per boat was $6.86.", "Profit per boat was $9.86.", true),
            // A rate times a duration.
            (
                "The kitchen fed on average 8,000 people per day for 100 days.",
                "The kitchen fed 800,000 people.",
                false,
            ),
            // A date of what is cited.
            (
                "According to a 1956 letter from Sorel, the play is a satire.",
                "Sorel wrote the satire in 1919.",
                false,
            ),
            // The coarser date in the same sentence.
            (
                "The storm of 4 October 1994, like the storm of 12 October 1963, closed the port.",
                "A storm closed the port in 1994.",
                false,
            ),
            // An ordinal in a name.
            (
                "Mara Venn hosted the 66th Harbour Awards for the first time.",
                "The 66th Harbour Awards was hosted by Mara Venn.",
                false,
            ),
            ("Arva is the ninth-largest port of all.", "Arva is in the top ten of all ports.", false),
            ("The league lasted from 221 to 206 BC.", "The league dates back to 221 BC.", false),
            ("She died at the age of 37 in Arva.", "She died in her 30's in Arva.", false),
        ] {
            let comparison = compare(source, claim);
            assert_eq!(comparison.score >= HINT, conflict, "{claim}: {comparison:?}");
        }
    }

    #[test]
    fn other_words_for_the_same_are_no_conflict() {
        for (source, claim, conflict) in [
            ("She is the wife of Karel Dorn.", "Karel Dorn is Lea Venn's husband.", false),
            ("Lea Venn is the wife of Karel Dorn.", "Lea Venn is the husband of Karel Dorn.", true),
            ("Velm suffered a 2–1 defeat to Dorn in the final.", "Velm lost the final 2-1 to Dorn.", false),
            ("The island is not known by any other name.", "The island is only known by this name.", false),
            ("There was not one march but a series of marches.", "The march was a series of marches.", false),
            ("The lamp will not cost more than 12 euros.", "The lamp will cost 12 euros.", false),
            ("The lamp will not cost 12 euros.", "The lamp will cost 12 euros.", true),
            (
                "Costs fell by not printing the report.",
                "The report was too costly when it was printed.",
                false,
            ),
            ("The mill saw a decline in net sales.", "The mill had net sales.", false),
            // Names written apart, numbered names, a people as an adjective, the subject as a pronoun.
            ("DeVelm is a brother of the singer Karel Dorn.", "Karel Dorn is a brother of De Velm.", false),
            ("It was found in 1935 by Arthur Dorn.", "Velmium-235 was found in 1935.", false),
            ("The mill is in Estonia.", "The mill is in Latvia.", true),
            (
                "The council met after the vote on the bridge.",
                "The council met before the vote on the bridge.",
                true,
            ),
            ("The council met after the vote.", "The council met after the vote, before the feast.", false),
            (
                "The new ferry is less expensive than the old.",
                "The new ferry is more expensive than the old.",
                true,
            ),
            (
                "The new ferry is not less expensive than the old.",
                "The new ferry is more expensive than the old.",
                false,
            ),
            (
                "Karel is the eldest child of Ada and Jan Dorn.",
                "Karel was the first kid from his parents.",
                false,
            ),
            ("It is the group's first album since 1999.", "The group's last album came out.", false),
            ("The movement changed Estonian society.", "The movement began in Latvia.", false),
        ] {
            let comparison = compare(source, claim);
            assert_eq!(comparison.score >= HINT, conflict, "{claim}: {comparison:?}");
        }
    }

    #[test]
    fn a_title_names_the_subject_of_a_short_source() {
        let source = "Ada Sorel: She was born on 3 May 1921 and painted more than 200 pictures.";
        assert_eq!(compare(source, "Ada Sorel was born on 9 May 1921.").verdict, Verdict::Conflict);
        assert_ne!(compare(source, "Ada Sorel was born in May 1921.").verdict, Verdict::Conflict);
    }

    #[test]
    fn text_with_spaces_between_its_tokens_is_read() {
        let source = "The film grossed $ 50.3 million and ran for twenty - five weeks in the 1960 's .";
        assert_ne!(compare(source, "The film grossed $50.3 million.").verdict, Verdict::Conflict);
        assert_ne!(compare(source, "The film ran for 25 weeks.").verdict, Verdict::Conflict);
        assert_eq!(compare(source, "The film grossed $62 million.").verdict, Verdict::Conflict);
    }

    #[test]
    fn empty_and_odd_texts_give_no_verdict() {
        for (source, claim) in [
            ("", ""),
            ("", "It rained."),
            ("It rained.", ""),
            (": ", ":"),
            ("é: é", "\u{300}"),
            ("\u{feff}1", "%"),
        ] {
            assert_ne!(compare(source, claim).verdict, Verdict::Conflict, "{source:?} {claim:?}");
        }
    }
}
