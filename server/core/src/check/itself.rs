//! F070: the draft against itself. Two of its sentences that speak of the same give one slot two values.
//! It must not know what sources say, nor versions of the draft beyond what was compared before.
//!
//! What is found against a sentence depends on the sentences before it alone. Which of them may speak of the same is looked up for
//! all sentences each time, by postings of their words; only two sentences that were never compared are laid beside each other.

use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::alignment::mentions_of;
use super::contest::{Known, contests};
use super::decide::{Between, Judgement, Tier, judgements};
use super::finding::{Code, Evidence, Finding, Fix, Severity};
use super::placed::Placed;
use super::rules::{quoted, replace, with_head};
use super::{fix, silence};
use crate::analysis::Analysis;
use crate::claims::{Claim, Subject, claims_of};
use crate::corpus::Corpus;
use crate::names::{Binding, Mention};
use crate::text::Span;
use crate::values::{Kind, Value, relate};
use crate::views::{Document, Lexemes, Library, SentenceView, views_with};

pub(super) const CODE: Code = Code(70);

/// Postings read for one sentence at most, the shortest lists first.
const BUDGET: usize = 256;
/// Share of the words of the shorter of two sentences that the other has too where both speak of the same.
const SHARED: (usize, usize) = (1, 2);
/// Earlier sentences that one is laid beside at most.
const CANDIDATES: usize = 3;
/// The fewest content words of a sentence that states something.
const LEAST_WORDS: usize = 3;

/// What a sentence of a draft that states values is looked up by. Kept for every such sentence, so it is small.
#[derive(Debug)]
pub(super) struct Statement {
    subject: Subject,
    plan: bool,
    values: Box<[Value]>,
    /// Words and names, sorted.
    keys: Box<[u64]>,
}

impl Statement {
    /// `None` for a sentence that can contradict no other: a heading, a quotation, one without a plain value.
    pub(super) fn read(analysis: &Analysis, claim: &Claim, view: &SentenceView) -> Option<Arc<Statement>> {
        let states =
            view.values.iter().any(|value| !value.value.weak && !value.in_name && !value.attributive);
        if !states || claim.words.len() < LEAST_WORDS || silence::is_no_claim(analysis, claim) {
            return None;
        }
        let mentions = mentions_of(&analysis.mentions, claim);
        let unnamed =
            claim.words.iter().filter(|word| !mentions.iter().any(|it| it.span.overlaps(word.span)));
        let names = mentions.iter().map(|mention| u64::from(mention.entity.0));
        let mut keys: Vec<u64> = unnamed.map(|word| word.stem.0).chain(names).collect();
        keys.sort_unstable();
        keys.dedup();
        Some(Arc::new(Statement {
            subject: claim.subject,
            plan: claim.frame.is_plan(),
            values: view.values.iter().map(|value| value.value.clone()).collect(),
            keys: keys.into(),
        }))
    }

    /// Whether some value of one may stand against a value of the other, and both may speak of one subject.
    fn may_contradict(&self, other: &Statement) -> bool {
        if let (Subject::Entity(ours, _), Subject::Entity(theirs, _)) = (self.subject, other.subject)
            && ours != theirs
        {
            return false;
        }
        let disagrees = |ours: &Value| other.values.iter().any(|theirs| relate(ours, theirs).disagrees());
        self.plan == other.plan && self.values.iter().any(disagrees)
    }
}

/// A sentence read anew, to be laid beside another.
struct Spoken {
    claim: Claim,
    mentions: Vec<Mention>,
    /// Of this one sentence.
    document: Arc<Document>,
}

impl Spoken {
    fn read(text: &str, analysis: &Analysis, sentence: usize, words: &mut Lexemes) -> Option<Spoken> {
        let part = analysis.part(sentence..sentence + 1);
        let claim = claims_of(text, &part).into_iter().next()?;
        let view = views_with(text, &part, words).into_iter().next()?;
        let mentions = mentions_of(&part.mentions, &claim).to_vec();
        let count = u32::try_from(mentions.len()).unwrap_or(u32::MAX);
        let document = Arc::new(Document::of_sentence(view));
        Some(Spoken { claim: Claim { mentions: 0..count, ..claim }, mentions, document })
    }

    fn view(&self) -> Option<&SentenceView> {
        self.document.sentences.first()
    }
}

/// Sentences read anew that are kept for the next comparison: one is laid beside several.
const READ_AT_ONCE: usize = 256;

/// The sentences that were read last, by their number.
#[derive(Default)]
struct Readings {
    spoken: FxHashMap<usize, Option<Rc<Spoken>>>,
    words: Lexemes,
}

impl Readings {
    fn read(&mut self, text: &str, analysis: &Analysis, sentence: usize) -> Option<Rc<Spoken>> {
        let Readings { spoken, words } = self;
        if spoken.len() >= READ_AT_ONCE && !spoken.contains_key(&sentence) {
            spoken.clear();
        }
        let read = || Spoken::read(text, analysis, sentence, words).map(Rc::new);
        spoken.entry(sentence).or_insert_with(read).clone()
    }
}

/// What two sentences that were laid beside each other gave, with where both stood then.
#[derive(Clone, Debug)]
struct Compared {
    /// Keep alive what the addresses stand for.
    _statements: [Arc<Statement>; 2],
    found: Option<Arc<(Finding, [Span; 2])>>,
}

/// By the addresses of the later and the earlier statement.
type Pairs = FxHashMap<(usize, usize), Compared>;

/// Does something for every number below the first argument, in any order and on as many processors as the caller likes.
pub type Each<'e> = dyn Fn(usize, &(dyn Fn(usize) + Sync)) + 'e;

/// Whether nobody waits for the result any more.
pub type Cancelled<'c> = dyn Fn() -> bool + Sync + 'c;

/// Statements that are laid beside others as one piece of work.
const AT_ONCE: usize = 64;
/// So few new pairs are no work to be parted.
const FEW: usize = 16;

/// A statement and earlier ones that may contradict it, the likeliest first, by their sentences.
struct Beside {
    at: usize,
    earlier: Vec<usize>,
}

impl Beside {
    fn pairs(&self) -> impl Iterator<Item = [usize; 2]> {
        self.earlier.iter().map(|earlier| [self.at, *earlier])
    }
}

/// What came of a piece of work.
#[derive(Default)]
struct Laid {
    pairs: Vec<((usize, usize), Compared)>,
    /// In order.
    findings: Vec<Finding>,
}

/// The statements of one version of a draft and how they stand to each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Itself {
    /// One for each sentence.
    pub(super) statements: Vec<Option<Arc<Statement>>>,
    compared: Arc<Pairs>,
}

impl Itself {
    pub(super) fn new(sentences: usize) -> Itself {
        Itself { statements: vec![None; sentences], compared: Arc::default() }
    }

    /// Those of another version of the draft, with what is known of pairs that both have.
    pub(super) fn carried(&self, statements: Vec<Option<Arc<Statement>>>) -> Itself {
        Itself { statements, compared: Arc::clone(&self.compared) }
    }

    /// The findings against each statement, in order; `None` where it was `cancelled`. `text` and `analysis` are those of the
    /// version at hand; `each` does the work, as [`Each`] says.
    pub(super) fn findings(
        &mut self,
        text: &str,
        analysis: &Analysis,
        corpus: &Corpus,
        cancelled: &Cancelled<'_>,
        each: &Each<'_>,
    ) -> Option<Vec<Finding>> {
        let beside = self.candidates(cancelled)?;
        let fresh = beside
            .iter()
            .flat_map(|one| one.pairs())
            .filter(|pair| self.key(*pair).is_some_and(|key| !self.compared.contains_key(&key)));
        let most = if fresh.take(FEW).count() < FEW { beside.len() } else { AT_ONCE };
        let pieces: Vec<(&[Beside], OnceLock<Laid>)> =
            beside.chunks(most.max(1)).map(|piece| (piece, OnceLock::new())).collect();
        each(pieces.len(), &|number| {
            let Some((piece, laid)) = pieces.get(number) else { return };
            let _ = laid.set(self.lay(piece, text, analysis, corpus, cancelled));
        });
        let laid: Vec<Laid> = pieces.into_iter().filter_map(|(_, laid)| laid.into_inner()).collect();
        let mut pairs = Pairs::default();
        let mut findings = Vec::new();
        for piece in laid {
            pairs.extend(piece.pairs);
            findings.extend(piece.findings);
        }
        if cancelled() {
            // What was compared need not be compared again.
            let known = Arc::unwrap_or_clone(std::mem::take(&mut self.compared));
            for (key, known) in known {
                pairs.entry(key).or_insert(known);
            }
            self.compared = Arc::new(pairs);
            return None;
        }
        self.compared = Arc::new(pairs);
        Some(findings)
    }

    /// The statements that have earlier ones to be laid beside, in order.
    fn candidates(&self, cancelled: &Cancelled<'_>) -> Option<Vec<Beside>> {
        let mut postings = Postings::default();
        let mut found = Vec::new();
        for (at, statement) in self.statements.iter().enumerate() {
            let Some(statement) = statement else { continue };
            if cancelled() {
                return None;
            }
            let earlier = self.before(statement, &mut postings);
            if !earlier.is_empty() {
                found.push(Beside { at, earlier });
            }
            postings.add(statement, at);
        }
        Some(found)
    }

    fn key(&self, [later, earlier]: [usize; 2]) -> Option<(usize, usize)> {
        let address = |number: usize| Some(Arc::as_ptr(self.statements.get(number)?.as_ref()?) as usize);
        Some((address(later)?, address(earlier)?))
    }

    /// Lays some statements beside earlier ones, until it is `cancelled`.
    fn lay(
        &self,
        piece: &[Beside],
        text: &str,
        analysis: &Analysis,
        corpus: &Corpus,
        cancelled: &Cancelled<'_>,
    ) -> Laid {
        let mut laid = Laid::default();
        let mut readings = Readings::default();
        for one in piece {
            if cancelled() {
                break;
            }
            for [at, earlier] in one.pairs() {
                let Some(key) = self.key([at, earlier]) else { continue };
                let (Some(Some(statement)), Some(Some(other))) =
                    (self.statements.get(at), self.statements.get(earlier))
                else {
                    continue;
                };
                let known = self.compared.get(&key).cloned().unwrap_or_else(|| Compared {
                    _statements: [Arc::clone(statement), Arc::clone(other)],
                    found: compare(text, analysis, [at, earlier], corpus, &mut readings).map(Arc::new),
                });
                let here = |number: usize| analysis.sentences.get(number).map(|sentence| sentence.span);
                let told = known.found.as_ref().zip(here(at)).zip(here(earlier));
                let told = told.map(|((found, here), there)| placed(found, [here, there]));
                laid.pairs.push((key, known));
                // One is enough: the writer looks at the sentence.
                if let Some(told) = told {
                    laid.findings.push(told);
                    break;
                }
            }
        }
        laid
    }

    /// Earlier sentences that share most with the statement, the best and then the earliest first.
    fn before(&self, statement: &Statement, postings: &mut Postings) -> Vec<usize> {
        let mut found = postings.sharing(statement);
        found.sort_unstable_by_key(|(number, count)| (std::cmp::Reverse(*count), *number));
        let enough = |(number, count): &(u32, usize)| {
            let other = self.statements.get(*number as usize).and_then(Option::as_ref);
            other.is_some_and(|other| {
                let shorter = statement.keys.len().min(other.keys.len());
                count * SHARED.1 >= shorter * SHARED.0 && statement.may_contradict(other)
            })
        };
        found.into_iter().filter(enough).take(CANDIDATES).map(|(number, _)| number as usize).collect()
    }
}

/// Which statements have which key, as far as the draft was read.
#[derive(Default)]
struct Postings {
    lists: FxHashMap<u64, Vec<u32>>,
    /// For each statement how many keys it shares with the one at hand: 0 between two look-ups.
    shared: Vec<u32>,
}

impl Postings {
    fn add(&mut self, statement: &Statement, at: usize) {
        for key in &statement.keys {
            self.lists.entry(*key).or_default().push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        self.shared.resize(at + 1, 0);
    }

    /// The statements that share keys with this one, and how many each, in no order.
    fn sharing(&mut self, statement: &Statement) -> Vec<(u32, usize)> {
        let Postings { lists, shared } = self;
        let mut lists: Vec<&Vec<u32>> = statement.keys.iter().filter_map(|key| lists.get(key)).collect();
        lists.sort_by_key(|list| (list.len(), list.first().copied()));
        let mut touched = Vec::new();
        let mut left = BUDGET;
        for list in lists {
            // The nearest sentences speak of the same sooner than those far back.
            for number in list.iter().rev().take(left) {
                let Some(count) = shared.get_mut(*number as usize) else { continue };
                if *count == 0 {
                    touched.push(*number);
                }
                *count += 1;
            }
            left = left.saturating_sub(list.len());
        }
        let mut count = |number: u32| shared.get_mut(number as usize).map_or(0, std::mem::take) as usize;
        touched.into_iter().map(|number| (number, count(number))).collect()
    }
}

/// The finding about two sentences that contradict each other, and where both stand.
fn compare(
    text: &str,
    analysis: &Analysis,
    sentences: [usize; 2],
    corpus: &Corpus,
    readings: &mut Readings,
) -> Option<(Finding, [Span; 2])> {
    let mut read = |sentence: usize| {
        let at = analysis.sentences.get(sentence)?.span;
        Some(Side { spoken: readings.read(text, analysis, sentence)?, text, at })
    };
    let [here, there] = sentences.map(&mut read);
    let sides = [here?, there?];
    let [here, there] = &sides;
    let pair = contradiction(&here.spoken, &there.spoken, corpus)?;
    Some((finding(&sides, pair)?, [here.at, there.at]))
}

/// The finding where its two sentences stand now.
fn placed(found: &(Finding, [Span; 2]), now: [Span; 2]) -> Finding {
    let (finding, before) = found;
    let by = |before: Span, now: Span| i64::from(now.start) - i64::from(before.start);
    let [claim, other] = [by(before[0], now[0]), by(before[1], now[1])];
    let mut finding = finding.clone();
    finding.span = finding.span.moved(claim);
    finding.claim = finding.claim.moved(claim);
    finding.fixes.iter_mut().for_each(|fix| fix.span = fix.span.moved(claim));
    for evidence in &mut finding.evidence {
        evidence.sentence = evidence.sentence.moved(other);
        evidence.focus = evidence.focus.moved(other);
    }
    finding
}

/// The values with which two sentences contradict each other, as indices into those of the views of the later and of the
/// earlier one: each would be a conflict beside the other.
fn contradiction(later: &Spoken, earlier: &Spoken, corpus: &Corpus) -> Option<(usize, usize)> {
    let forth = surest(later, earlier, corpus)?;
    let back = surest(earlier, later, corpus)?;
    let Between::Values { claim, source, .. } = forth.between else { return None };
    let Between::Values { claim: theirs, source: ours, .. } = back.between else { return None };
    let sure = forth.tier() >= Some(Tier::Warning) && back.tier() >= Some(Tier::Hint);
    (sure && (claim, source) == (ours, theirs)).then_some((claim, source))
}

/// The surest disagreement over a value of the first sentence with the second.
fn surest(claim: &Spoken, other: &Spoken, corpus: &Corpus) -> Option<Judgement> {
    let view = claim.view()?;
    let words = Arc::clone(corpus.library().words());
    let library = Library::new([Arc::clone(&other.document)]).remembering(words);
    let known = Known::beside(corpus, (&claim.claim, &claim.mentions, view), (&other.claim, &other.mentions));
    let found = contests(view, &library, Some(&known));
    let all = judgements(view, &library, &found);
    all.into_iter().find(|judgement| matches!(judgement.between, Between::Values { .. }))
}

/// A sentence with its place.
struct Side<'s> {
    spoken: Rc<Spoken>,
    text: &'s str,
    at: Span,
}

impl<'s> Side<'s> {
    fn value(&self, index: usize) -> Option<&Value> {
        Some(&self.spoken.view()?.values.get(index)?.value)
    }

    fn quoted(&self, value: &Value) -> String {
        quoted(with_head(value), self.text)
    }

    fn core(&self, value: &Value) -> &'s str {
        value.core.of(self.text)
    }

    fn subject(&self) -> Option<&'s str> {
        let Subject::Entity(entity, Binding::Named) = self.spoken.claim.subject else { return None };
        let named = |it: &&Mention| it.entity == entity && it.binding == Binding::Named;
        Some(self.spoken.mentions.iter().find(named)?.span.of(self.text))
    }
}

fn finding([here, there]: &[Side<'_>; 2], (own, other): (usize, usize)) -> Option<Finding> {
    let (value, before) = (here.value(own)?, there.value(other)?);
    let what = match value.kind {
        Kind::Date => "dates",
        Kind::Money => "sums",
        _ => "figures",
    };
    let of = here.subject().map(|name| format!(" for {name}")).unwrap_or_default();
    let message = format!(
        "The draft gives two {what}{of}: {} before, {} here",
        there.quoted(before),
        here.quoted(value)
    );
    let written = fix::replacement(here.core(value), value, there.core(before), before);
    let fix: Option<Fix> = written.map(|new| replace(here.text, value.core, new));
    Some(Finding {
        code: CODE,
        severity: Severity::Warning,
        span: value.core,
        claim: here.at,
        message,
        evidence: vec![Evidence { source: None, sentence: there.at, focus: before.core }],
        fixes: fix.into_iter().collect(),
    })
}

/// What the draft says against itself, beside all else that was `found` in it (in order): where a source says already which of
/// the two values is wrong, the other one is not called in doubt.
pub(super) fn open(own: Vec<Finding>, found: &[Placed]) -> Vec<Finding> {
    let is_wrong = |focus: Span| {
        let from = found.partition_point(|one| one.mark.span < focus);
        let same = found.get(from..).unwrap_or(&[]).iter().take_while(|one| one.mark.span == focus);
        same.into_iter().any(|one| one.mark.severity >= Severity::Warning)
    };
    let open = |finding: &Finding| !finding.evidence.iter().any(|evidence| is_wrong(evidence.focus));
    own.into_iter().filter(open).collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_fixture, findings_of, parse};

    const SOURCE: &str = "--- source sea.txt\nThe Harbour Trust (HT) is a body of sailors.\n--- draft\n";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}{draft}"));
    }

    #[test]
    fn two_values_for_one_slot_are_flagged_at_the_later_one() {
        check(
            "The Harbour Trust employs 340 dockers in Larnaca.\n\nRain fell for days.\n\nThe HT employs 430 dockers in Larnaca.\n               ^^^ F070\n",
        );
        check(
            "The Harbour Trust was founded in 1968 in Larnaca. It runs schools. The Harbour Trust was founded in 1986 in Larnaca.\n                                                                                                    ^^^^ F070\n",
        );
        check(
            "The Port Union spent $3 million on cranes.\n\nAll in all the Port Union spent $4 million on cranes.\n                                ^^^^^^^^^^ F070\n",
        );
    }

    #[test]
    fn other_slots_other_times_and_other_subjects_are_silent() {
        for draft in [
            "The Harbour Trust employs 340 dockers in Larnaca. The Harbour Trust employs over 300 dockers in Larnaca.\n",
            "The Harbour Trust employs 340 dockers in Larnaca. The Harbour Trust employs 55 divers in Larnaca.\n",
            "The Harbour Trust employs 340 dockers in Larnaca. The Harbour Trust employs 120 dockers in Limassol.\n",
            "The Harbour Trust employs 340 dockers in Larnaca. The Port Union employs 120 dockers in Larnaca.\n",
            "In 2019 the Harbour Trust repaired 25 boats. In 2020 the Harbour Trust repaired 40 boats.\n",
            "The Harbour Trust repaired 25 boats in May. The Harbour Trust repaired another 40 boats.\n",
            "The Harbour Trust was founded in 1968. The Harbour Trust opened its archive in 1986.\n",
            "The Harbour Trust plans to employ 430 dockers in Larnaca. The Harbour Trust employs 340 dockers in Larnaca.\n",
            "# The Harbour Trust employs 430 dockers in Larnaca\n\nThe Harbour Trust employs 340 dockers in Larnaca.\n",
            "> The Harbour Trust employs 430 dockers in Larnaca.\n\nThe Harbour Trust employs 340 dockers in Larnaca.\n",
            "The first ferry left at 8 with 30 guests. The second ferry left at 9 with 50 guests.\n",
        ] {
            check(draft);
        }
    }

    #[test]
    fn what_a_source_calls_wrong_already_leaves_the_right_one_in_peace() {
        check_fixture(
            "--- source sea.txt\nThe Harbour Trust employs 340 dockers in Larnaca.\n--- draft\nThe Harbour Trust employs 430 dockers in Larnaca.\n                          ^^^ F001\n\nThe Harbour Trust employs 340 dockers in Larnaca.\n",
        );
    }

    #[test]
    fn the_message_quotes_both_and_the_fix_keeps_the_format() {
        let draft = "The Harbour Trust employs 3,400 dockers in Larnaca.\n\nThe Harbour Trust employs 4 300 dockers in Larnaca.\n";
        let finding = findings_of(&parse(&format!("{SOURCE}{draft}"))).remove(0);
        assert_eq!(
            finding.message,
            "The draft gives two figures for Harbour Trust: \"3,400 dockers\" before, \"4 300 dockers\" here"
        );
        assert_eq!(finding.fixes[0].title, "Replace \"4 300\" with \"3 400\"");
        let evidence = &finding.evidence[0];
        assert_eq!((evidence.source, evidence.focus.of(draft)), (None, "3,400"));
    }
}
