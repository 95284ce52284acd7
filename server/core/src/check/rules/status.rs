//! F024: what the source only plans, proposes or has begun, stated as done.
//! It must not know values: whether figures agree is judged elsewhere.
//!
//! Silent unless the draft shows by its verb that the thing is done; a bare noun ("the return of the families") shows nothing.

use super::grammar::{
    is_adverb, is_article, is_being, is_having, is_past, one_line, opens_clause, same_act, span_of, word,
    word_before,
};
use crate::check::alignment::{Aligned, Side, mentions_of, side_of, values_agree};
use crate::check::{Code, Draft, Finding, Fix, Severity};
use crate::claims::{Claim, Modality, Stage, Stem, Token, tokens_of};
use crate::text::Span;

const CODE: Code = Code(24);

/// Share of the draft's words that a source sentence must have to tell of the same.
const SAME_MATTER: f32 = 0.5;
/// Where one verb stands for another, the rest must be the same.
const SAME_REST: f32 = 0.65;
/// A sentence nearly as close that has the thing done excuses the draft.
const AS_GOOD: f32 = 0.8;
/// Words between a noun and the verb that does it.
const VERB_REACH: usize = 5;

/// What the draft says is done, as tokens of its sentence, and where the source says less.
struct Strengthened<'s> {
    first: usize,
    last: usize,
    beside: &'s Aligned<'s>,
    /// The source's words from the cue to the act.
    theirs: Span,
}

pub(super) fn finding(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Option<Finding> {
    let best = aligned.first().filter(|best| best.found >= SAME_MATTER)?;
    let close = || aligned.iter().take_while(|one| one.found >= best.found * AS_GOOD);
    if close().all(|one| one.claim.frame.stages.is_empty()) {
        return None;
    }
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    let tokens = tokens_of(draft.text, claim.span);
    let strengthened = close().find_map(|one| strengthened(draft, &own, &tokens, one))?;
    let act = tokens.get(strengthened.last)?;
    let elsewhere = close().any(|one| states_done(one, &act.lower));
    let other = side_of(strengthened.beside.source, strengthened.beside.claim);
    let same_event = own.names_known_to(&other, span_of(&tokens, strengthened.first, strengthened.last))
        && values_agree(&draft.analysis.values, claim, strengthened.beside.source, strengthened.beside.claim);
    if elsewhere || !same_event {
        return None;
    }
    Some(finding_of(draft, claim, &tokens, &strengthened))
}

fn strengthened<'s>(
    draft: &Draft<'_>,
    own: &Side<'_>,
    tokens: &[Token<'_>],
    beside: &'s Aligned<'s>,
) -> Option<Strengthened<'s>> {
    let source = tokens_of(&beside.source.text, beside.claim.span);
    let stages = beside.claim.frame.stages.iter().filter(|stage| stage.step <= Modality::Begun);
    stages.copied().find_map(|stage| {
        let act = act_done(draft, own, tokens, beside, &source, stage);
        act.or_else(|| verb_replaced(own, tokens, beside, &source, stage))
    })
}

/// "envisages the return", "has completed the return": the same act, done in the draft.
fn act_done<'s>(
    draft: &Draft<'_>,
    own: &Side<'_>,
    tokens: &[Token<'_>],
    beside: &'s Aligned<'s>,
    source: &[Token<'_>],
    stage: Stage,
) -> Option<Strengthened<'s>> {
    let of_status = stage.cue.of(&beside.source.text).starts_with("under");
    if stage.step == Modality::Begun || of_status || !shares_object(draft, own, beside, stage) {
        return None;
    }
    let first = source.iter().position(|token| token.span.start >= stage.cue.end)?;
    let in_scope = |token: &&Token<'_>| stage.scope.overlaps(token.span) && is_content(&token.lower);
    let acts = source.get(first..)?.iter().filter(in_scope).take(2);
    acts.filter_map(|act| {
        let mut places = (0..tokens.len()).filter(|at| same_act(word(tokens, *at), &act.lower));
        let (start, end) = places.find_map(|at| done_at(own.claim, tokens, at, stage.step))?;
        Some(Strengthened { first: start, last: end, beside, theirs: stage.cue.cover(act.span) })
    })
    .next()
}

fn is_content(lower: &str) -> bool {
    lower.len() > 2 && !crate::claims::is_stop_word(lower) && !is_adverb(lower)
}

/// Whether the draft has enough of what the plan is about to speak of the same plan.
fn shares_object(draft: &Draft<'_>, own: &Side<'_>, beside: &Aligned<'_>, stage: Stage) -> bool {
    let weight = |stem: Stem| 0.25 + draft.corpus.index().stem_rarity(stem);
    let other = side_of(beside.source, beside.claim);
    let share =
        other.share_in(own, weight, |word| stage.scope.overlaps(word) && word.start > stage.cue.start);
    share >= 0.5
}

/// The verb group or noun phrase that shows the act at token `at` done, or further along than `step`.
fn done_at(claim: &Claim, tokens: &[Token<'_>], at: usize, step: Modality) -> Option<(usize, usize)> {
    let token = tokens.get(at)?;
    let frame = &claim.frame;
    if frame.denials.iter().chain(&frame.doubts).any(|reach| reach.scope.overlaps(token.span)) {
        return None;
    }
    if let Some(stage) = frame.stages.iter().find(|stage| stage.scope.overlaps(token.span)) {
        let further = stage.step > step && stage.step >= Modality::Begun;
        let cue = tokens.iter().position(|token| token.span.start >= stage.cue.start)?;
        return further.then_some((cue.min(at), cue.max(at)));
    }
    let start = group_start(tokens, at);
    let finite =
        is_past(&token.lower) && !matches!(word_before(tokens, start, 1), "to" | "be" | "will" | "would");
    let present = (start..at).any(|near| matches!(word(tokens, near), "is" | "are" | "be" | "being"));
    let adjective = is_article(word_before(tokens, at, 1));
    if finite && !present && !adjective {
        return Some((start, at));
    }
    noun_done(tokens, at)
}

/// Where the verb group that ends at `at` begins: "has already been" of "has already been closed".
fn group_start(tokens: &[Token<'_>], at: usize) -> usize {
    let inside = |near: &usize| {
        let lower = word(tokens, *near);
        is_being(lower) || is_having(lower) || is_adverb(lower)
    };
    let mut start = at - (0..at).rev().take_while(inside).count();
    while start < at && is_adverb(word(tokens, start)) {
        start += 1;
    }
    start
}

/// "completed the return", "has given priority direction", "succeeded in supporting", "the return was completed".
fn noun_done(tokens: &[Token<'_>], at: usize) -> Option<(usize, usize)> {
    let near = (at.saturating_sub(VERB_REACH)..at).rev().take_while(|near| {
        let next = tokens.get(near + 1);
        !next.is_some_and(|next| next.breaks || opens_clause(&next.lower))
    });
    for verb in near {
        let lower = word(tokens, verb);
        let start = group_start(tokens, verb);
        let perfect = (start..verb).any(|near| is_having(word(tokens, near)));
        let completes = is_completion(lower) || perfect && is_light(lower);
        if completes && !matches!(word_before(tokens, start, 1), "to" | "be" | "will" | "would") {
            return Some((start, at));
        }
        if matches!(lower, "of" | "to" | "for") {
            break;
        }
    }
    if matches!(word_before(tokens, at, 1), "recent" | "successful" | "actual")
        && word(tokens, at + 1) == "of"
    {
        return Some((at - 1, at));
    }
    None
}

fn is_completion(lower: &str) -> bool {
    matches!(
        lower,
        "completed"
            | "finished"
            | "achieved"
            | "concluded"
            | "succeeded"
            | "implemented"
            | "accomplished"
            | "finalised"
            | "finalized"
            | "ended"
    )
}

fn is_light(lower: &str) -> bool {
    matches!(lower, "given" | "provided" | "made" | "taken" | "put" | "brought" | "delivered" | "secured")
}

/// What a step further up the ladder is called.
fn is_further(lower: &str, step: Modality) -> bool {
    let settled = matches!(
        lower,
        "agreed" | "decided" | "approved" | "settled" | "adopted" | "finalised" | "finalized"
    );
    is_completion(lower) || settled && step < Modality::Decided
}

/// "is under discussion", "has been agreed": another verb of the same thing, further up.
fn verb_replaced<'s>(
    own: &Side<'_>,
    tokens: &[Token<'_>],
    beside: &'s Aligned<'s>,
    source: &[Token<'_>],
    stage: Stage,
) -> Option<Strengthened<'s>> {
    let cue = source.iter().rfind(|token| stage.cue.contains(token.span))?;
    let is_status =
        stage.step == Modality::Begun || &*cue.lower == "discussion" || &*cue.lower == "consideration";
    if !is_status || beside.found < SAME_REST || !own.claim.frame.stages.is_empty() {
        return None;
    }
    let replaces = |token: &Token<'_>| {
        is_further(&token.lower, stage.step) && !source.iter().any(|other| other.lower == token.lower)
    };
    let at = tokens.iter().position(replaces)?;
    let start = group_start(tokens, at);
    let verb = tokens.get(at)?.span;
    let denied = own.claim.frame.denials.iter().any(|reach| reach.scope.overlaps(verb));
    let future = matches!(word_before(tokens, start, 1), "to" | "be" | "will" | "would");
    (!denied && !future && at > 0).then_some(Strengthened {
        first: start,
        last: at,
        beside,
        theirs: stage.cue,
    })
}

/// Whether a source sentence has the act without any reservation.
fn states_done(one: &Aligned<'_>, act: &str) -> bool {
    let tokens = tokens_of(&one.source.text, one.claim.span);
    let frame = &one.claim.frame;
    tokens.iter().enumerate().any(|(at, token)| {
        same_act(&token.lower, act)
            && frame.modality_of(token.span) == Modality::Done
            && done_at(one.claim, &tokens, at, Modality::Planned).is_some()
    })
}

fn finding_of(
    draft: &Draft<'_>,
    claim: &Claim,
    tokens: &[Token<'_>],
    strengthened: &Strengthened<'_>,
) -> Finding {
    let span = span_of(tokens, strengthened.first, strengthened.last);
    let source = &strengthened.beside.source.text;
    let theirs = one_line(strengthened.theirs, source);
    Finding {
        code: CODE,
        severity: Severity::Warning,
        span,
        claim: claim.span,
        message: format!(
            "Further along than the source: the draft says \"{}\", the source \"{theirs}\"",
            one_line(span, draft.text)
        ),
        evidence: vec![strengthened.beside.evidence(strengthened.theirs)],
        fixes: fix(draft, tokens, strengthened, &theirs).into_iter().collect(),
    }
}

/// The source's words in the place of the draft's, where the same word stands before both.
fn fix(
    draft: &Draft<'_>,
    tokens: &[Token<'_>],
    strengthened: &Strengthened<'_>,
    theirs: &str,
) -> Option<Fix> {
    let source = tokens_of(&strengthened.beside.source.text, strengthened.beside.claim.span);
    let cue = source.iter().position(|token| token.span.start >= strengthened.theirs.start)?;
    let start = group_start(&source, cue);
    let before = |tokens: &[Token<'_>], at: usize| -> Option<String> {
        let mut back = (0..at).rev().map(|near| word(tokens, near)).filter(|lower| !is_adverb(lower));
        back.next().map(str::to_owned)
    };
    if before(tokens, strengthened.first)? != before(&source, start)? {
        return None;
    }
    let group = span_of(&source, start, cue).cover(strengthened.theirs);
    let text = one_line(group, &strengthened.beside.source.text);
    let span = span_of(tokens, strengthened.first, strengthened.last);
    let text = if text.len() > theirs.len() { text } else { theirs.to_owned() };
    Some(Fix {
        title: format!("Replace \"{}\" with \"{text}\"", one_line(span, draft.text)),
        span,
        replacement: text,
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "\
--- source valley.txt
The Valley Plan envisages the return of 900 families to the Rioni valley by 2031.
The Rioni Fund plans to build four schools in Oni. The Rioni Fund has restored the old mill of Ambrolauri.
The merger of the two ferry lines is currently under discussion with the Port of Poti.
The evacuation of the upper villages has already started.
The decision to expel the two relief agencies is final.
The Rioni Fund proposed a tax on river sand. The bridge of Lentekhi will be repaired by the army.
The tunnel of Shovi was to be opened in 2020. The tunnel of Shovi was opened in 2022.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn what_is_planned_stated_as_done_is_flagged() {
        check(
            "The Valley Plan has completed the return of 900 families to the Rioni valley.\n                ^^^^^^^^^^^^^^^^^^^^^^^^ F024\n",
        );
        check(
            "Under the Valley Plan 900 families returned to the Rioni valley.\n                                   ^^^^^^^^ F024\n",
        );
        check("The Rioni Fund has built four schools in Oni.\n               ^^^^^^^^^ F024\n");
        check(
            "The bridge of Lentekhi has been repaired by the army.\n                       ^^^^^^^^^^^^^^^^^ F024\n",
        );
    }

    #[test]
    fn another_verb_further_up_is_flagged() {
        check(
            "The merger of the two ferry lines has been agreed with the Port of Poti.\n                                  ^^^^^^^^^^^^^^^ F024\n",
        );
        check(
            "The evacuation of the upper villages has already ended.\n                                     ^^^^^^^^^^^^^^^^^ F024\n",
        );
    }

    #[test]
    fn plans_told_as_plans_are_silent() {
        check("The Valley Plan foresees the return of 900 families to the Rioni valley.\n");
        check("Under the Valley Plan 900 families are expected to return to the Rioni valley.\n");
        check("The return of 900 families to the Rioni valley is planned.\n");
        check("Under the Valley Plan 900 families will return to the Rioni valley by 2031.\n");
        check("The Valley Plan concerns the return of 900 families to the Rioni valley.\n");
        check("The Rioni Fund intends to build four schools in Oni.\n");
        check("The bridge of Lentekhi is to be repaired by the army.\n");
        check("The merger of the two ferry lines is being discussed with the Port of Poti.\n");
        check("The evacuation of the upper villages has begun.\n");
    }

    #[test]
    fn what_is_done_somewhere_or_denied_or_another_thing_is_silent() {
        check("The tunnel of Shovi was opened in 2022.\n");
        check("The Rioni Fund has not built four schools in Oni.\n");
        check("The Rioni Fund has built a clinic in Tskaltubo.\n");
        check("The Rioni Fund restored the old mill of Ambrolauri.\n");
        check("In 2019 another 60 families returned to the Rioni valley.\n");
    }
}
