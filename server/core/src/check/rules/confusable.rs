//! F012: a short form one or two letters from another one, in a sentence that the sources say of the other.
//! It must not know values. What the sources say of both, or of neither, is no confusion.

use rustc_hash::FxHashSet;

use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity};
use crate::claims::{Stem, is_stop_word, stem_of};
use crate::corpus::SentenceRef;
use crate::names::{Binding, EntityId, Mention};
use crate::text::Span;

const CODE: Code = Code(12);
/// Share of the sentence's words, by rarity, that the source must have too.
const FITS: f32 = 0.7;
/// How much better the other body's sentence must fit than the best one of the body that is named.
const MARGIN: f32 = 0.35;
/// Fewer words in common are chance.
const LEAST_WORDS: usize = 4;
/// Sentences looked at for one body.
const MOST_SENTENCES: usize = 256;

pub(in crate::check) fn findings(draft: &Draft<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for mention in draft.analysis.mentions.iter().filter(|mention| mention.binding == Binding::Named) {
        let written = mention.span.of(draft.text);
        let others = draft.corpus.lexicon().confusable(written);
        if others.is_empty() {
            continue;
        }
        out.extend(judge(draft, mention, &others));
    }
    out
}

fn judge(draft: &Draft<'_>, mention: &Mention, others: &[(&str, EntityId)]) -> Option<Finding> {
    let sentence = draft.prose_around(mention.span)?;
    let said = Said::of(draft, sentence);
    if said.words.len() < LEAST_WORDS {
        return None;
    }
    let own = said.best(draft, mention.entity, None).map_or(0.0, |(share, _)| share);
    let fitting = others
        .iter()
        .filter(|(_, other)| *other != mention.entity && !is_named(draft, sentence, *other))
        .filter_map(|(short, other)| Some((*short, said.best(draft, *other, Some(mention.entity))?)));
    let (short, (share, at)) = fitting.reduce(|best, next| if next.1.0 > best.1.0 { next } else { best })?;
    if share < FITS || share < own + MARGIN {
        return None;
    }
    let written = mention.span.of(draft.text);
    let (_, claim) = draft.corpus.claim(at)?;
    Some(Finding {
        code: CODE,
        severity: Severity::Information,
        span: mention.span,
        claim: sentence,
        message: format!("{written} looks like {short}, of which the source says this"),
        evidence: vec![Evidence { source: Some(at.source), sentence: claim.span, focus: claim.span }],
        fixes: vec![Fix {
            title: format!("Replace \"{written}\" with \"{short}\""),
            span: mention.span,
            replacement: short.to_owned(),
        }],
    })
}

fn is_named(draft: &Draft<'_>, sentence: Span, entity: EntityId) -> bool {
    let mentions = &draft.analysis.mentions;
    let from = mentions.partition_point(|mention| mention.span.start < sentence.start);
    mentions
        .iter()
        .skip(from)
        .take_while(|mention| mention.span.start < sentence.end)
        .any(|mention| mention.entity == entity)
}

/// The content words of a sentence, without its names, each with its rarity.
struct Said {
    words: Vec<(Stem, f32)>,
}

impl Said {
    fn of(draft: &Draft<'_>, sentence: Span) -> Said {
        let index = draft.corpus.index();
        let mut seen = FxHashSet::default();
        let mut words = Vec::new();
        let mentions = &draft.analysis.mentions;
        let from = mentions.partition_point(|mention| mention.span.start < sentence.start);
        let mut at = sentence.start;
        let spans = mentions.iter().skip(from).map(|mention| mention.span);
        let named = spans
            .take_while(|span| span.start < sentence.end)
            .chain([Span { start: sentence.end, end: sentence.end }]);
        for name in named {
            let between = Span { start: at, end: name.start.max(at) }.of(draft.text);
            for word in between.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2) {
                let stem = stem_of(word);
                if !is_stop_word(&word.to_lowercase()) && seen.insert(stem) {
                    words.push((stem, index.stem_rarity(stem)));
                }
            }
            at = name.end;
        }
        Said { words }
    }

    /// The source sentence about `entity` (and not about `without`) that has most of these words.
    fn best(
        &self,
        draft: &Draft<'_>,
        entity: EntityId,
        without: Option<EntityId>,
    ) -> Option<(f32, SentenceRef)> {
        let all: f32 = self.words.iter().map(|(_, rarity)| rarity).sum();
        let mut best: Option<(f32, SentenceRef)> = None;
        for at in draft.corpus.index().with_entity(entity).take(MOST_SENTENCES) {
            let Some((source, claim)) = draft.corpus.claim(at) else { continue };
            let mentions = claim.mentions.start as usize..claim.mentions.end as usize;
            let both = source.analysis.mentions.get(mentions).unwrap_or(&[]);
            if without.is_some_and(|without| both.iter().any(|mention| mention.entity == without)) {
                continue;
            }
            let shared = self.words.iter().filter(|(stem, _)| claim.words.iter().any(|w| w.stem == *stem));
            let (count, weight) =
                shared.fold((0, 0.0), |(count, sum), (_, rarity)| (count + 1, sum + rarity));
            let share = if count >= LEAST_WORDS && all > 0.0 { weight / all } else { 0.0 };
            if best.is_none_or(|(known, _)| share > known) {
                best = Some((share, at));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCES: &str = "\
--- source bodies.txt
The Institute for Clean Mountain Paths (ICMP) trained rangers in three remote valleys and mapped hidden glaciers.
The International Centre for Migration Paths and Dams (ICMPD) advised the ministry on border posts and visa rules.
The Inland River Council (IRC) visited prisoners in the northern camps. The Ice Rescue Corps (ICRC) visited prisoners in the southern camps.
The Lake Office (LO) and ICMP are large. ICMPD and ICMP opened a joint school for pilots near the old harbour.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCES}--- draft\n{draft}"));
    }

    #[test]
    fn a_short_form_in_the_sentence_of_its_neighbour_is_flagged() {
        check(
            "\
ICMPD trained rangers in three remote valleys and mapped glaciers.
^^^^^ F012
Later ICMP advised the ministry on border posts and rules for visas.
      ^^^^ F012
",
        );
    }

    #[test]
    fn what_the_sources_say_of_both_or_of_neither_is_no_confusion() {
        check("ICMP trained rangers in three remote valleys and mapped glaciers.\n");
        check("ICMPD trained pilots and nurses on the coast.\n");
        check("IRC visited prisoners in camps of the north.\n");
        check("ICRC visited prisoners in camps.\n");
        check("ICMPD opened a joint school for pilots near the harbour.\n");
        check("ICMPD and ICMP trained rangers in three remote valleys and mapped glaciers.\n");
        check("ICMPD is large.\n");
        check("XCMPD trained rangers in three remote valleys and mapped glaciers.\n");
    }
}
