//! F060 to F063: quotations held against the words that the sources have.
//! It must not know claims: a quotation is checked word for word.
//!
//! Case, spacing and typography make no difference. A quotation of few words that nobody is said to have spoken is a title
//! or a scare quote: silence.

mod find;
mod marks;

use std::ops::Range;

use find::{Place, closest, comparable};
use marks::{Quotation, Stretch, quotations, stretches};

use super::attribution::Speaker;
use super::grammar::one_line;
use crate::check::alignment::{Side, mentions_of, side_of};
use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity};
use crate::claims::{Claim, Manner, Stem, Token, claims_of, is_stop_word, stem_of, tokens_of};
use crate::corpus::{KindSet, Query, SentenceRef, Source};
use crate::names::EntityId;
use crate::text::{Block, BlockKind, Span};

const MODIFIED: Code = Code(60);
const NOT_FOUND: Code = Code(61);
const TRUNCATED: Code = Code(62);
const MISATTRIBUTED: Code = Code(63);

/// Fewer words are a term or a scare quote.
const FEWEST: usize = 4;
/// Fewer words that cannot be found may be anybody's.
const FEWEST_TO_MISS: usize = 5;
/// Words of a quotation that are compared; the rest of a longer one is not.
const MOST: usize = 120;
/// Source sentences that a quotation is sought in.
const CANDIDATES: usize = 6;
/// Sentences around a candidate that a quotation may run over.
const BEFORE: usize = 2;
const AFTER: usize = 4;
/// Where a source sentence goes on so soon behind the quotation, the quotation may turn its sense.
const TURN_REACH: usize = 2;

/// Where a quotation comes from.
struct Origin<'c> {
    at: SentenceRef,
    source: &'c Source,
    tokens: Vec<Token<'c>>,
    /// One for each stretch of the quotation.
    places: Vec<Place>,
    edits: usize,
}

/// The findings of the quotations in some blocks of the draft, in order. They depend on each block with its names, the corpus
/// and the options alone.
pub(in crate::check) fn findings(draft: &Draft<'_>, blocks: Range<usize>) -> Vec<Finding> {
    let mut out = Vec::new();
    for number in blocks {
        let Some(block) = draft.analysis.blocks.get(number) else { break };
        let marked = block.kind == BlockKind::Quote || block.span.of(draft.text).contains(MARKS);
        if !marked || matches!(block.kind, BlockKind::Heading(_)) {
            continue;
        }
        let quotations = quotations(draft.text, block);
        if quotations.iter().any(|quotation| tokens_of(draft.text, quotation.inner).len() >= FEWEST) {
            out.extend(of_block(draft, number, &quotations));
        }
    }
    out
}

/// The findings of one block, whose sentences are read as claims for their speakers.
fn of_block(draft: &Draft<'_>, number: usize, quotations: &[Quotation]) -> Vec<Finding> {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let sentences = &draft.analysis.sentences;
    let first = sentences.partition_point(|sentence| sentence.block < number);
    let end = sentences.partition_point(|sentence| sentence.block <= number);
    let analysis = &draft.analysis.part(first..end);
    let claims = claims_of(draft.text, analysis);
    let draft = Draft { text: draft.text, analysis, corpus: draft.corpus, options: draft.options };
    quotations.iter().filter_map(|quotation| judge(&draft, &claims, quotation)).collect()
}

const MARKS: [char; 5] = ['"', '“', '„', '«', '‘'];

fn judge(draft: &Draft<'_>, claims: &[Claim], quotation: &Quotation) -> Option<Finding> {
    let stretches = stretches(draft.text, quotation);
    let length: usize = stretches.iter().map(|stretch| stretch.words.len()).sum();
    if !(FEWEST..=MOST).contains(&length) {
        return None;
    }
    let next = claims.partition_point(|claim| claim.span.end < quotation.inner.end);
    let claim = claims.get(next).filter(|claim| claim.span.overlaps(quotation.inner))?;
    let origin = origin(draft, &stretches);
    let title = is_title(stretches.iter().flat_map(|stretch| &stretch.words));
    if title && !origin.as_ref().is_some_and(Origin::is_in_marks) {
        return None;
    }
    let judged = Judged { draft, claim, quotation, stretches: &stretches, length };
    match origin {
        Some(origin) if origin.edits == 0 => {
            judged.misattributed(&origin).or_else(|| judged.truncated(&origin))
        }
        Some(origin) if judged.is_near(origin.edits) => judged.modified(&origin),
        _ => judged.not_found(),
    }
}

/// "Brown v. Board of Education", "The Old Man and the Sea": a name in quotation marks, which nobody said. It is held against another
/// name in quotation marks alone.
fn is_title<'w, 't: 'w>(mut words: impl Iterator<Item = &'w Token<'t>>) -> bool {
    let small = |word: &Token<'_>| is_stop_word(&word.lower) || word.text.chars().count() <= 3;
    words.all(|word| small(word) || word.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// The source place with the fewest edits; `None` where nothing shares the quotation's rarest words.
fn origin<'c>(draft: &Draft<'c>, stretches: &[Stretch<'_>]) -> Option<Origin<'c>> {
    let words = stretches.iter().flat_map(|stretch| &stretch.words);
    let content = words.filter(|word| word.lower.len() > 2 && !is_stop_word(&word.lower));
    let stems: Vec<Stem> = content.map(|word| stem_of(word.text)).collect();
    let query = Query { entities: &[], stems: &stems, kinds: KindSet::EMPTY, limit: CANDIDATES };
    let hits = draft.corpus.index().find(&query);
    let origins = hits.into_iter().filter_map(|hit| place(draft, hit.at, stretches));
    origins.min_by_key(|origin| origin.edits)
}

/// Each stretch at its closest place in and around a source sentence, one behind the other.
fn place<'c>(draft: &Draft<'c>, at: SentenceRef, stretches: &[Stretch<'_>]) -> Option<Origin<'c>> {
    let source = draft.corpus.source(at.source)?;
    let centre = at.sentence as usize;
    let last = (centre + AFTER).min(source.claims.len().checked_sub(1)?);
    let (from, to) = (source.claims.get(centre.saturating_sub(BEFORE))?, source.claims.get(last)?);
    let tokens = tokens_of(&source.text, from.span.cover(to.span));
    let words = comparable(&tokens);
    let (mut places, mut edits, mut behind) = (Vec::new(), 0, 0);
    for stretch in stretches {
        let mut found = closest(&comparable(&stretch.words), words.get(behind..)?)?;
        found.first += behind;
        found.end += behind;
        behind = found.end;
        edits += found.edits;
        places.push(found);
    }
    Some(Origin { at, source, tokens, places, edits })
}

impl<'c> Origin<'c> {
    /// Whether the source has quotation marks there too, at the beginning or at the end.
    fn is_in_marks(&self) -> bool {
        let (span, text) = (self.span(), &self.source.text);
        let before = text.get(..span.start as usize).and_then(|before| before.chars().next_back());
        let behind = text.get(span.end as usize..).and_then(|behind| behind.chars().next());
        let mark = |sign: char| MARKS.contains(&sign) || matches!(sign, '”' | '»' | '’');
        before.is_some_and(mark) || behind.is_some_and(mark)
    }

    fn span(&self) -> Span {
        let first = self.places.first().and_then(|place| self.tokens.get(place.first));
        let last = self.places.last().and_then(|place| self.tokens.get(place.end.checked_sub(1)?));
        match (first, last) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The end of a place, with the word that stands where the quotation's last word is another: whether that was changed or added
    /// costs the same, and it was changed where the source's sentence goes on.
    fn with_last_word(&self, place: &Place, stretch: &Stretch<'_>) -> usize {
        let (Some(own), Some(last), Some(next)) = (
            stretch.words.last(),
            place.end.checked_sub(1).and_then(|at| self.tokens.get(at)),
            self.tokens.get(place.end),
        ) else {
            return place.end;
        };
        let between = Span { start: last.span.end, end: next.span.start }.of(&self.source.text);
        let goes_on = !between.contains(['.', '!', '?', ';', ':', '\n', '"', '”']);
        let (own, last) = (comparable(std::slice::from_ref(own)), comparable(std::slice::from_ref(last)));
        place.end + usize::from(goes_on && own != last)
    }

    /// The sentence in which the quotation ends.
    fn claim(&self) -> Option<&Claim> {
        let end = self.span().end;
        let next = self.source.claims.partition_point(|claim| claim.span.end < end);
        self.source.claims.get(next)
    }

    fn evidence(&self, focus: Span) -> Evidence {
        let sentence = self.claim().map_or(focus, |claim| claim.span.cover(focus));
        Evidence { source: Some(self.at.source), sentence, focus }
    }
}

/// A quotation with the sentence that it ends in.
struct Judged<'j> {
    draft: &'j Draft<'j>,
    claim: &'j Claim,
    quotation: &'j Quotation,
    stretches: &'j [Stretch<'j>],
    length: usize,
}

impl Judged<'_> {
    /// Few enough words differ for the draft to mean this place.
    fn is_near(&self, edits: usize) -> bool {
        let allowed = match self.length {
            _ if self.quotation.block => self.length / 6,
            ..=4 => usize::from(self.is_attributed()),
            5..=6 => 1,
            7..=9 => 2,
            _ => self.length * 3 / 10,
        };
        edits <= allowed
    }

    /// Whether the sentence says that somebody said it.
    fn is_attributed(&self) -> bool {
        self.claim.frame.attributions.iter().any(|said| said.manner != Manner::Hearsay)
    }

    fn finding(
        &self,
        code: Code,
        severity: Severity,
        span: Span,
        message: String,
        evidence: Evidence,
    ) -> Finding {
        Finding {
            code,
            severity,
            span,
            claim: self.claim.span,
            message,
            evidence: vec![evidence],
            fixes: Vec::new(),
        }
    }

    fn modified(&self, origin: &Origin<'_>) -> Option<Finding> {
        let (stretch, place) =
            self.stretches.iter().zip(&origin.places).find(|(_, place)| place.edits > 0)?;
        let theirs = origin.tokens.get(place.first..origin.with_last_word(place, stretch))?;
        let changes = find::changes(&stretch.words, theirs);
        let change = changes.first()?;
        let (first, last) = (stretch.words.first()?.span, stretch.words.last()?.span);
        let whole = first.cover(last);
        let source = theirs.first()?.span.cover(theirs.last()?.span);
        let text = &origin.source.text;
        let (ours, wanted) = (one_line(change.quoted, self.draft.text), one_line(change.source, text));
        if letters(whole.of(self.draft.text)) == letters(source.of(text)) {
            return None;
        }
        // The name of a programme may be shortened, not changed.
        if self.is_title() && changes.iter().all(|change| change.quoted.is_empty()) {
            return None;
        }
        let message = match (ours.is_empty(), wanted.is_empty()) {
            (true, _) => format!("Not the source's words: the quotation leaves out \"{wanted}\""),
            (_, true) => format!("Not the source's words: the quotation adds \"{ours}\""),
            _ => format!("Not the source's words: the quotation says \"{ours}\", the source \"{wanted}\""),
        };
        let focus = if wanted.is_empty() { source } else { change.source };
        let mut finding = self.finding(MODIFIED, Severity::Error, whole, message, origin.evidence(focus));
        finding.fixes.push(Fix {
            title: "Restore the source's words".to_owned(),
            span: whole,
            replacement: one_line(source, text),
        });
        Some(finding)
    }

    /// Words that somebody is said to have spoken and that no source has.
    fn not_found(&self) -> Option<Finding> {
        if self.length < FEWEST_TO_MISS || self.quotation.block || !self.is_attributed() || self.is_title() {
            return None;
        }
        let mentions = mentions_of(&self.draft.analysis.mentions, self.claim);
        let entities: Vec<EntityId> = mentions.iter().map(|mention| mention.entity).collect();
        let stems: Vec<Stem> = self.claim.words.iter().map(|word| word.stem).collect();
        let query = Query { entities: &entities, stems: &stems, kinds: KindSet::EMPTY, limit: 1 };
        // Only of somebody whom the sources know, and then with what they say nearest to it.
        let nearest =
            self.draft.corpus.index().find(&query).into_iter().next().filter(|_| !entities.is_empty())?;
        let (_, claim) = self.draft.corpus.claim(nearest.at)?;
        let evidence = Evidence { source: Some(nearest.at.source), sentence: claim.span, focus: claim.span };
        let message = "No source has these words; the nearest sentence is another".to_owned();
        Some(self.finding(NOT_FOUND, Severity::Warning, self.quotation.inner, message, evidence))
    }

    /// Mostly capitals: the title of a project or a paper.
    fn is_title(&self) -> bool {
        let words = self.stretches.iter().flat_map(|stretch| &stretch.words);
        let content: Vec<bool> = words
            .filter(|word| !is_stop_word(&word.lower) && word.lower.len() > 2)
            .map(|word| word.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
            .collect();
        2 * content.iter().filter(|upper| **upper).count() > content.len()
    }

    /// The source goes on with what turns the sense.
    fn truncated(&self, origin: &Origin<'_>) -> Option<Finding> {
        let place = origin.places.last()?;
        let sentence = origin.claim()?.span;
        let rest = origin.tokens.get(place.end..)?.iter().take_while(|token| token.span.end <= sentence.end);
        let turn = rest.take(TURN_REACH).find(|token| turns(&token.lower))?;
        let after =
            Span { start: self.quotation.inner.end, end: self.claim.span.end.max(self.quotation.inner.end) };
        let own = tokens_of(self.draft.text, after);
        let trailing = self.quotation.inner.of(self.draft.text).trim_end();
        let open = trailing.ends_with('…') || trailing.ends_with("...") || trailing.ends_with(']');
        if open || own.iter().any(|token| turns(&token.lower) || &*token.lower == "however") {
            return None;
        }
        let rest = Span { start: turn.span.start, end: sentence.end };
        // Up to the end of the words that the source itself quotes.
        let line = one_line(rest, &origin.source.text);
        let line = line.split(['”', '“', '"']).next().unwrap_or_default().trim_end_matches([',', '.']);
        let shown: String = line.split(' ').take(12).collect::<Vec<_>>().join(" ");
        let message = format!("The source goes on: \"{shown}\"");
        Some(self.finding(TRUNCATED, Severity::Warning, self.quotation.inner, message, origin.evidence(rest)))
    }

    /// The source has the words from another speaker.
    fn misattributed(&self, origin: &Origin<'_>) -> Option<Finding> {
        let own = Side {
            text: self.draft.text,
            claim: self.claim,
            mentions: mentions_of(&self.draft.analysis.mentions, self.claim),
        };
        let theirs = origin.claim()?;
        let other = side_of(origin.source, theirs);
        let speaker = |side: &Side<'_>, text: &str| {
            let said = side.claim.frame.attributions.iter().find(|said| !said.speaker.is_empty())?;
            Some((said.speaker, Speaker::of(text, side, said.speaker)?))
        };
        let (ours, our_speaker) = speaker(&own, self.draft.text)?;
        let (wanted, their_speaker) = speaker(&other, &origin.source.text)?;
        if !our_speaker.differs(&their_speaker) || our_speaker.publishes(origin.source) {
            return None;
        }
        let (ours_text, wanted_text) =
            (one_line(ours, self.draft.text), one_line(wanted, &origin.source.text));
        let message = format!(
            "Another speaker: the draft has these words from \"{ours_text}\", the source from \"{wanted_text}\""
        );
        let mut finding =
            self.finding(MISATTRIBUTED, Severity::Error, ours, message, origin.evidence(wanted));
        finding.fixes.push(Fix {
            title: format!("Replace \"{ours_text}\" with \"{wanted_text}\""),
            span: ours,
            replacement: wanted_text,
        });
        Some(finding)
    }
}

/// Whether there is a quotation in `span` that is checked word for word.
pub(super) fn quotes_words(text: &str, span: Span) -> bool {
    let block = Block { span, kind: BlockKind::Paragraph };
    quotations(text, &block).iter().any(|quotation| tokens_of(text, quotation.inner).len() >= FEWEST)
}

fn turns(lower: &str) -> bool {
    matches!(lower, "but" | "unless" | "except" | "provided" | "although" | "though")
}

/// Letters and digits alone, in lower case: what is left where only hyphens and spaces differ.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_fixture, findings_of, parse};

    const SOURCE: &str = "\
--- source lake.txt
The Lake Board warned that “the northern shore will be closed to all boats until the algae have gone”, said its chair Ilse Rand.
Fishing is allowed on the southern shore, but only between May and September.
The Sailing Club said that the ban is an attack on the freedom of every sailor on the lake. It went to court.
The programme “Clean Water for the Northern Shore” was opened by the Lake Board in 2019.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn changed_words_are_flagged_with_the_change() {
        check(
            "The Lake Board says that “the northern shore will be closed to all ships until the algae have gone”.\n\
            \x20                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F060\n",
        );
        check(
            "The Sailing Club said that \"the ban is an attack on the freedom of sailors on the lake\".\n\
            \x20                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F060\n",
        );
        check(
            "The programme “Clean Water for the Southern Shore” was opened by the Lake Board in 2019.\n\
            \x20              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F060\n",
        );
        check(
            "> Fishing is allowed on the northern shore, but only between May and September.\n\
            \x20 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F060\n",
        );
    }

    #[test]
    fn the_fix_restores_the_words() {
        let draft = "The Lake Board says that “the northern shore will be closed to all ships until the algae have gone”.\n";
        let fixture = parse(&format!("{SOURCE}--- draft\n{draft}"));
        let findings = findings_of(&fixture);
        assert_eq!(
            findings[0].message,
            "Not the source's words: the quotation says \"ships\", the source \"boats\""
        );
        let replacement = &findings[0].fixes[0].replacement;
        assert_eq!(replacement, "the northern shore will be closed to all boats until the algae have gone");
    }

    #[test]
    fn a_changed_last_word_is_replaced_and_not_taken_out() {
        for (draft, message, replacement) in [
            ("> The programme “Clean Water” was opened by the Lake Board in 2016.\n", None, None),
            (
                "> The programme was opened by the Lake Board in 2016\n",
                Some("Not the source's words: the quotation says \"2016\", the source \"2019\""),
                Some("The programme was opened by the Lake Board in 2019"),
            ),
            (
                "> Fishing is allowed on the southern shore, but only between May and September today.\n",
                Some("Not the source's words: the quotation adds \"today\""),
                Some("Fishing is allowed on the southern shore, but only between May and September"),
            ),
        ] {
            let source = format!("{SOURCE}The programme was opened by the Lake Board in 2019. It went on.\n");
            let findings = findings_of(&parse(&format!("{source}--- draft\n{draft}")));
            let finding = findings.iter().find(|finding| finding.code.0 == 60);
            assert_eq!(finding.map(|finding| finding.message.as_str()), message, "{draft}");
            let fix = finding.and_then(|finding| finding.fixes.first());
            assert_eq!(fix.map(|fix| fix.replacement.as_str()), replacement);
        }
    }

    #[test]
    fn words_that_no_source_has_are_flagged_where_somebody_said_them() {
        check(
            "The Lake Board said that “the fish will never come back to us”.\n\
            \x20                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F061\n",
        );
    }

    #[test]
    fn a_quotation_that_ends_before_the_turn_is_flagged() {
        check(
            "The rules are clear: “Fishing is allowed on the southern shore”.\n\
            \x20                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F062\n",
        );
    }

    #[test]
    fn words_in_another_mouth_are_flagged() {
        check(
            "The Lake Board said that “the ban is an attack on the freedom of every sailor on the lake”.\n^^^^^^^^^^^^^^ F063\n",
        );
    }

    #[test]
    fn faithful_quotations_are_silent() {
        check(
            "The Lake Board warned that \"the northern shore will be closed to all boats until the algae have gone\".\n",
        );
        check("“The northern shore will be closed to all boats”, the Lake Board warned.\n");
        check("The Lake Board says that “the northern shore will be closed … until the algae have gone”.\n");
        check("The Lake Board says that “the northern shore [of the lake] will be closed to all boats”.\n");
        check("“Fishing is allowed on the southern shore, but only between May and September.”\n");
        check("“Fishing is allowed on the southern shore”, but only from May on.\n");
        check(
            "The Sailing Club said that “the ban is an attack on the freedom of every sailor on the lake”.\n",
        );
        check("The programme “Clean Water for the Northern Shore” was opened by the Lake Board in 2019.\n");
        check("> Fishing is allowed on the southern shore, but only between May and September.\n");
    }

    #[test]
    fn titles_scare_quotes_and_unknown_speakers_are_silent() {
        check("The so-called “freedom” of the Sailing Club is a joke.\n");
        check("The Lake Board calls it a “small matter of time”.\n");
        check("The Lake Board published the report “Ten Years of Work on Algae and Fish”.\n");
        check("My neighbour said that “the fish will never come back to us”.\n");
        check("> Whoever swims there in the evening meets nobody at all.\n");
        check("A 5\" pipe and a 6\" pipe of the Lake Board were laid.\n");
    }
}
