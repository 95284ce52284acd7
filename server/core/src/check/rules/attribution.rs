//! F021 and F023: what the source only reports as somebody's word, stated bare or put into another mouth.
//! It must not know values: whether figures agree is judged elsewhere.

use super::grammar::{lowered, one_line};
use super::quotation::quotes_words;
use crate::check::alignment::{Aligned, Side, mentions_of, side_of, values_agree};
use crate::check::written::raised;
use crate::check::{Code, Draft, Finding, Fix, Severity};
use crate::claims::{Attribution, Claim, Manner, Stem, is_stop_word, stem_of};
use crate::corpus::Source;
use crate::names::EntityId;
use crate::text::Span;
use crate::words::{is_place, lemma, word_id};

const DROPPED: Code = Code(21);
const SWAPPED: Code = Code(23);

/// Share of the draft's words that a source sentence must have to tell of the same.
const SAME_MATTER: f32 = 0.6;
/// A sentence nearly as close that says it otherwise excuses the draft.
const AS_GOOD: f32 = 0.85;

pub(super) fn finding(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Option<Finding> {
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    match claim.frame.attributions.iter().find(|said| !said.speaker.is_empty()) {
        Some(said) => swapped(draft, &own, said, aligned),
        None => dropped(draft, &own, aligned),
    }
}

/// The text keeps its distance from what is said.
fn keeps_distance(said: &Attribution) -> bool {
    matches!(said.manner, Manner::According | Manner::Claims | Manner::Hearsay)
}

fn dropped(draft: &Draft<'_>, own: &Side<'_>, aligned: &[Aligned<'_>]) -> Option<Finding> {
    if own.claim.words.len() < 3 {
        return None;
    }
    let best = aligned.first().filter(|best| best.found >= SAME_MATTER)?;
    let beside = aligned.iter().take_while(|one| one.found >= best.found * AS_GOOD);
    let mut reported = None;
    for one in beside {
        let other = side_of(one.source, one.claim);
        let said = reporting(draft, own, &other);
        match said {
            // Another sentence, or this one, says it in its own voice.
            None => return None,
            Some(said) => reported = reported.or(Some((one, said))),
        }
    }
    let (beside, said) = reported?;
    let other = side_of(beside.source, beside.claim);
    if reports_too(&own.claim.frame.attributions, own, &other, &said) {
        return None;
    }
    let negations = |claim: &Claim| claim.frame.denials.len() % 2;
    if !own.names_known_to(&other, Span::default())
        || !values_agree(&draft.analysis.values, own.claim, beside.source, beside.claim)
        || negations(own.claim) != negations(beside.claim)
        || names_speaker(own, said.speaker, &beside.source.text)
        || is_own_voice(beside.source, said.speaker)
    {
        return None;
    }
    let speaker = one_line(said.speaker, &beside.source.text);
    let named = !speaker.is_empty() && !is_pronoun(&speaker);
    let message = if named {
        format!("Stated as a fact: the source has it only from \"{speaker}\"")
    } else {
        let cue = one_line(said.cue, &beside.source.text);
        format!("Stated as a fact: the source reports it with \"{cue}\"")
    };
    let fixes =
        if named { vec![attribute(draft, own.claim, &speaker)] } else { insert_cue(own, beside, &said) };
    Some(Finding {
        code: DROPPED,
        severity: Severity::Warning,
        span: without_full_stop(draft.text, own.claim.span),
        claim: own.claim.span,
        message,
        evidence: vec![beside.evidence(cue_and_speaker(&said))],
        fixes,
    })
}

/// The attribution under which the source sentence says most of what the draft says.
fn reporting(draft: &Draft<'_>, own: &Side<'_>, other: &Side<'_>) -> Option<Attribution> {
    let weight = |stem: Stem| 0.25 + draft.corpus.index().stem_rarity(stem);
    let frame = &other.claim.frame;
    frame.attributions.iter().copied().find(|said| {
        let inside = |word: Span| said.scope.overlaps(word);
        let shared = other.share_in(own, weight, inside);
        // Most of what the two share must lie under the attribution, not beside it.
        let weight_of = |counts: &dyn Fn(Span) -> bool| -> f32 {
            let words = other.claim.words.iter().filter(|word| counts(word.span) && own.has(word.stem));
            words.map(|word| weight(word.stem)).sum()
        };
        let within = weight_of(&inside);
        let all = weight_of(&|_| true);
        let mostly = within >= 0.75 * all;
        let local = said.manner == Manner::Hearsay
            && shared >= 0.6
            && within > 0.0
            && holds_first_word(own, other, said);
        keeps_distance(said) && (mostly || local)
    })
}

/// Whether the draft's own "allegedly" reaches what the source reports, and not only what the source doubts twice.
fn reports_too(ours: &[Attribution], own: &Side<'_>, other: &Side<'_>, said: &Attribution) -> bool {
    if ours.is_empty() {
        return false;
    }
    let doubted = |word: Span| {
        other.claim.frame.attributions.iter().any(|near| near != said && near.scope.overlaps(word))
    };
    let (mut reached, mut all) = (0, 0);
    for word in other.claim.words.iter().filter(|word| said.scope.overlaps(word.span) && !doubted(word.span))
    {
        for twin in own.claim.words.iter().filter(|twin| twin.stem == word.stem) {
            all += 1;
            reached += u32::from(ours.iter().any(|near| near.scope.overlaps(twin.span)));
        }
    }
    4 * reached > all
}

/// "allegedly violating national laws": the draft has the very word that is in doubt.
fn holds_first_word(own: &Side<'_>, other: &Side<'_>, said: &Attribution) -> bool {
    let first = other.claim.words.iter().find(|word| said.scope.overlaps(word.span));
    first.is_some_and(|word| own.has(word.stem))
}

/// Whether the draft names the speaker somewhere in the sentence.
fn names_speaker(own: &Side<'_>, speaker: Span, source: &str) -> bool {
    let stems = content_stems(speaker.of(source));
    !stems.is_empty() && stems.iter().all(|stem| own.has(*stem))
}

/// The source speaks of itself, or its publisher or author speaks in it.
fn is_own_voice(source: &Source, speaker: Span) -> bool {
    let spoken = speaker.of(&source.text).to_lowercase();
    if matches!(&*spoken, "we" | "i") {
        return true;
    }
    let stems = content_stems(&spoken);
    let metadata = [&source.metadata.publisher, &source.metadata.author];
    let published = metadata.into_iter().flatten().flat_map(|name| content_stems(name)).collect::<Vec<_>>();
    !stems.is_empty() && stems.iter().all(|stem| published.contains(stem))
}

fn content_stems(phrase: &str) -> Vec<Stem> {
    words_of(phrase).filter(|word| !is_stop_word(&word.to_lowercase())).map(stem_of).collect()
}

fn words_of(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty())
}

fn is_pronoun(speaker: &str) -> bool {
    matches!(
        &*speaker.to_lowercase(),
        "he" | "she" | "it" | "they" | "we" | "i" | "who" | "some" | "others" | "many" | "this" | "that"
    )
}

fn cue_and_speaker(said: &Attribution) -> Span {
    if said.speaker.is_empty() { said.cue } else { said.cue.cover(said.speaker) }
}

pub(super) fn attribute(draft: &Draft<'_>, claim: &Claim, speaker: &str) -> Fix {
    let opening =
        Span::new(claim.span.start as usize, claim.span.start as usize + first_word(draft.text, claim).len());
    let speaker = lowered(speaker);
    let replacement = format!("According to {speaker}, {}", lowered(opening.of(draft.text)));
    Fix { title: format!("Insert \"According to {speaker},\""), span: opening, replacement }
}

fn first_word<'t>(text: &'t str, claim: &Claim) -> &'t str {
    claim.span.of(text).split_whitespace().next().unwrap_or("")
}

/// "allegedly" before the word that it stands before in the source.
fn insert_cue(own: &Side<'_>, beside: &Aligned<'_>, said: &Attribution) -> Vec<Fix> {
    let cue = one_line(said.cue, &beside.source.text);
    if !cue.ends_with("ly") {
        return Vec::new();
    }
    let first = beside.claim.words.iter().find(|word| said.scope.overlaps(word.span)).map(|word| word.stem);
    let place = own.claim.words.iter().find(|word| Some(word.stem) == first);
    let fix = place.map(|word| Fix {
        title: format!("Insert \"{cue}\""),
        span: Span { start: word.span.start, end: word.span.start },
        replacement: format!("{} ", cue.to_lowercase()),
    });
    fix.into_iter().collect()
}

fn without_full_stop(text: &str, span: Span) -> Span {
    let kept = span.of(text).trim_end_matches(['.', '!', '?', ' ', '\n']).len();
    Span::new(span.start as usize, span.start as usize + kept)
}

fn swapped(
    draft: &Draft<'_>,
    own: &Side<'_>,
    said: &Attribution,
    aligned: &[Aligned<'_>],
) -> Option<Finding> {
    // Whose words a quotation is, is told from the quotation itself.
    if quotes_words(draft.text, said.scope) {
        return None;
    }
    let speaker = Speaker::of(draft.text, own, said.speaker)?;
    let weight = |stem: Stem| 0.25 + draft.corpus.index().stem_rarity(stem);
    let frame = said.speaker.cover(said.cue);
    let matter = |word: Span| !said.speaker.overlaps(word) && !said.cue.overlaps(word);
    let shares: Vec<f32> =
        aligned.iter().map(|one| own.share_in(&side_of(one.source, one.claim), weight, matter)).collect();
    let best = shares.iter().copied().fold(0.0, f32::max);
    if best < SAME_MATTER || own.claim.words.iter().filter(|word| matter(word.span)).count() < 3 {
        return None;
    }
    let mut against = None;
    for (one, _) in aligned.iter().zip(&shares).filter(|(_, share)| **share >= best * AS_GOOD) {
        let other = side_of(one.source, one.claim);
        let theirs = one.claim.frame.attributions.iter().find(|theirs| tells_same(own, said, &other, theirs));
        let differs = theirs.is_some_and(|theirs| {
            Speaker::of(&one.source.text, &other, theirs.speaker)
                .is_some_and(|theirs| speaker.differs(&theirs))
        });
        let speaks_too = one.claim.frame.attributions.iter().any(|said| {
            content_stems(said.speaker.of(&one.source.text)).iter().any(|stem| speaker.stems.contains(stem))
        });
        if !differs || speaks_too {
            return None;
        }
        if against.is_none() && own.names_known_to(&other, frame) {
            against = theirs.map(|theirs| (one, *theirs));
        }
    }
    let (beside, theirs) = against?;
    if speaker.publishes(beside.source) || aligned.iter().any(|one| speaker.publishes(one.source)) {
        return None;
    }
    let (ours, wanted) = (one_line(said.speaker, draft.text), one_line(theirs.speaker, &beside.source.text));
    let at_start = said.speaker.start == own.claim.span.start;
    let replacement = if at_start { raised(&wanted) } else { lowered(&wanted) };
    Some(Finding {
        code: SWAPPED,
        severity: Severity::Warning,
        span: said.speaker,
        claim: own.claim.span,
        message: format!("Another speaker: the draft has it from \"{ours}\", the source from \"{wanted}\""),
        evidence: vec![beside.evidence(theirs.speaker)],
        fixes: vec![Fix {
            title: format!("Replace \"{ours}\" with \"{replacement}\""),
            span: said.speaker,
            replacement,
        }],
    })
}

/// Whether both attributions report the same: the words that they reach are shared, or the verb where they reach none.
fn tells_same(own: &Side<'_>, said: &Attribution, other: &Side<'_>, theirs: &Attribution) -> bool {
    if theirs.speaker.is_empty() {
        return false;
    }
    let reached = |side: &Side<'_>, of: &Attribution| -> Vec<Stem> {
        let words = side.claim.words.iter().filter(|word| of.scope.overlaps(word.span));
        words
            .filter(|word| !of.speaker.overlaps(word.span) && !of.cue.overlaps(word.span))
            .map(|word| word.stem)
            .collect()
    };
    let (ours, their) = (reached(own, said), reached(other, theirs));
    if ours.len() < 2 || their.len() < 2 {
        return lemma(&said.cue.of(own.text).to_lowercase())
            == lemma(&theirs.cue.of(other.text).to_lowercase());
    }
    let shared = ours.iter().filter(|stem| their.contains(stem)).count();
    2 * shared >= ours.len().min(their.len())
}

/// Nouns that name no speaker of their own.
const GENERIC: [&str; 34] = [
    "source",
    "official",
    "authority",
    "government",
    "media",
    "expert",
    "analyst",
    "report",
    "resident",
    "witness",
    "critic",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "minister",
    "ministry",
    "president",
    "director",
    "head",
    "chief",
    "statement",
    "representative",
    "officer",
    "agency",
    "organisation",
    "organization",
    "group",
    "people",
    "department",
    "local",
    "senior",
    "secretary",
    "general",
    "study",
];

/// Who is said to speak, by what tells this speaker from others.
pub(super) struct Speaker {
    stems: Vec<Stem>,
    entities: Vec<EntityId>,
    /// Nothing but the name of a place: a capital that stands for its government.
    place: bool,
}

impl Speaker {
    /// `None` where nothing sets the speaker apart from others.
    pub(super) fn of(text: &str, side: &Side<'_>, span: Span) -> Option<Speaker> {
        let phrase = span.of(text);
        let own: Vec<&str> = words_of(phrase)
            .filter(|word| {
                let lower = word.to_lowercase();
                let base = lemma(&lower);
                !is_stop_word(&lower) && !GENERIC.contains(&&*base) && word.len() > 1
            })
            .collect();
        let named = own.iter().any(|word| word.starts_with(char::is_uppercase));
        let mentions = side.mentions.iter().filter(|mention| mention.span.overlaps(span));
        let place = words_of(phrase).all(|word| word_id(&word.to_lowercase()).is_some_and(is_place));
        named.then(|| Speaker {
            stems: own.into_iter().map(stem_of).collect(),
            entities: mentions.map(|mention| mention.entity).collect(),
            place,
        })
    }

    pub(super) fn differs(&self, other: &Speaker) -> bool {
        let same_entity = self.entities.iter().any(|entity| other.entities.contains(entity));
        let shared = self.stems.iter().any(|stem| other.stems.contains(stem));
        !same_entity && !shared && self.place == other.place
    }

    pub(super) fn publishes(&self, source: &Source) -> bool {
        let stems_of = |name: &Option<String>| name.as_deref().map(content_stems).unwrap_or_default();
        let metadata = &source.metadata;
        let names = [stems_of(&metadata.publisher), stems_of(&metadata.author)].concat();
        // A title may only name what the source is about: "the closure of the Fund's offices".
        let title = stems_of(&metadata.title);
        self.stems.iter().any(|stem| names.contains(stem))
            || self.stems.len() > 1 && self.stems.iter().all(|stem| title.contains(stem))
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_fixture, findings_of, parse};

    const SOURCE: &str = "\
--- source harbour.txt
According to Latvian sources, the Harbour Trust paid 40 dockers in Liepaja without a contract.
The Seamen's Union claims that the Harbour Trust broke the labour law of Latvia.
The Harbour Trust allegedly dumped waste oil into the Venta river.
The sale of the Ventspils terminal has been confirmed by the Harbour Trust.
The Harbour Trust runs four ferries between Ventspils and Nynashamn. The mayor said that the ferries are full.
The strike at the Ventspils terminal ended in June. According to the Port Police, the strike at the Ventspils terminal ended in June.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn a_claim_stated_as_a_fact_is_flagged() {
        check(
            "The Harbour Trust paid 40 dockers in Liepaja without a contract.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F021\n",
        );
        check(
            "The Harbour Trust broke the labour law of Latvia.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F021\n",
        );
        check(
            "The Harbour Trust dumped waste oil into the Venta river.\n\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F021\n",
        );
    }

    #[test]
    fn the_fix_names_the_speaker_or_restores_the_doubt() {
        let fix = |draft: &str| {
            let fixture = parse(&format!("{SOURCE}--- draft\n{draft}\n"));
            let findings = findings_of(&fixture);
            let fix = &findings[0].fixes[0];
            let mut fixed = fixture.draft.trim_end().to_owned();
            fixed.replace_range(fix.span.range(), &fix.replacement);
            fixed
        };
        assert_eq!(
            fix("The Harbour Trust paid 40 dockers in Liepaja without a contract."),
            "According to Latvian sources, the Harbour Trust paid 40 dockers in Liepaja without a contract."
        );
        assert_eq!(
            fix("The Harbour Trust dumped waste oil into the Venta river."),
            "The Harbour Trust allegedly dumped waste oil into the Venta river."
        );
    }

    #[test]
    fn words_put_into_another_mouth_are_flagged() {
        check(
            "According to Reuters, the Harbour Trust paid 40 dockers in Liepaja without a contract.\n             ^^^^^^^ F023\n",
        );
        check(
            "According to Estonian sources, the Harbour Trust paid 40 dockers in Liepaja without a contract.\n             ^^^^^^^^^^^^^^^^ F023\n",
        );
        check(
            "The sale of the Ventspils terminal has been confirmed by Rietumu Bank.\n                                                         ^^^^^^^^^^^^ F023\n",
        );
    }

    #[test]
    fn attributed_doubted_and_plain_statements_are_silent() {
        check(
            "According to Latvian sources, the Harbour Trust paid 40 dockers in Liepaja without a contract.\n",
        );
        check("Latvian sources say that the Harbour Trust paid 40 dockers in Liepaja without a contract.\n");
        check("The Harbour Trust reportedly paid 40 dockers in Liepaja without a contract.\n");
        check("The Harbour Trust is said to have dumped waste oil into the Venta river.\n");
        check("The Seamen's Union alleges that the Harbour Trust broke the labour law of Latvia.\n");
        check("According to the Seamen's Union, the Harbour Trust broke the labour law of Latvia.\n");
        check("The Harbour Trust has confirmed the sale of the Ventspils terminal.\n");
        check("The Harbour Trust runs four ferries between Ventspils and Nynashamn.\n");
        check("The ferries are full.\n");
        check("According to the mayor, the Harbour Trust runs four ferries.\n");
        check("The strike at the Ventspils terminal ended in June.\n");
        check("The Harbour Trust did not break the labour law of Latvia.\n");
        check("The Harbour Trust pays 40 dockers in Klaipeda.\n");
        check("According to officials, the Harbour Trust paid 40 dockers in Liepaja without a contract.\n");
    }
}
