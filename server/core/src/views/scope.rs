//! Which words of a sentence a negation reaches.
//! It must not know what is compared: it only says where a sentence denies.

use super::token::Token;
use super::view::SlotValue;
use crate::words;

/// Tokens that a cue may reach at most.
const REACH: usize = 14;

/// How strongly a cue reaches the content words behind it, in order.
const PLAIN: [f32; 3] = [1.0, 0.6, 0.35];
/// The verb before "no": enough to meet another denial of it, too little to be one.
const BESIDE: f32 = 0.5;
const LEXICAL: &[f32] = &[1.0, 0.6];
const EXISTENTIAL: &[f32] = &[1.0, 0.9, 0.8, 0.7, 0.6];

/// Where a sentence denies, by token.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// 0 to 1 for each token: how surely a negation of any kind reaches it.
    any: Vec<f32>,
    /// The same for plain negations alone ("not", "never", "no"), without "lack", "ban", "prevent".
    hard: Vec<f32>,
    pub cues: Vec<Cue>,
}

/// A word that denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    pub at: usize,
    /// Tokens of its clause.
    pub clause: (usize, usize),
    /// A plain "not", "never", "no", or "failed to": no cue by meaning alone.
    pub hard: bool,
}

impl Scope {
    pub fn any(&self, at: usize) -> f32 {
        self.any.get(at).copied().unwrap_or(0.0)
    }

    pub fn hard(&self, at: usize) -> f32 {
        self.hard.get(at).copied().unwrap_or(0.0)
    }

    /// Number of plain cues.
    pub fn hard_cues(&self) -> usize {
        self.cues.iter().filter(|cue| cue.hard).count()
    }

    /// Whether any cue, by meaning alone too, stands in the same clause.
    pub fn denies_around(&self, at: usize) -> bool {
        self.cues.iter().any(|cue| (cue.clause.0..cue.clause.1).contains(&at))
    }

    /// The plain cue in whose clause the token stands, the nearest before it if any.
    pub fn cue_around(&self, at: usize) -> Option<&Cue> {
        let near = self.cues.iter().filter(|cue| cue.hard && (cue.clause.0..cue.clause.1).contains(&at));
        near.max_by_key(|cue| (cue.at < at, cue.at))
    }
}

fn is_plain_cue(word: &str) -> bool {
    words::denies(word)
        || matches!(
            word,
            "n't"
                | "barely"
                | "scarcely"
                | "nowhere"
                | "dont"
                | "doesnt"
                | "didnt"
                | "isnt"
                | "arent"
                | "wasnt"
                | "werent"
                | "cant"
                | "couldnt"
                | "wouldnt"
                | "shouldnt"
                | "hasnt"
                | "havent"
                | "hadnt"
        )
}

/// Words that deny by their meaning: too often paired with a rewording to decide alone.
fn is_lexical_cue(lemma: &str) -> bool {
    matches!(
        lemma,
        "fail"
            | "refuse"
            | "decline"
            | "deny"
            | "lack"
            | "avoid"
            | "reject"
            | "cancel"
            | "prevent"
            | "stop"
            | "cease"
            | "unable"
            | "unlikely"
            | "impossible"
            | "absence"
            | "absent"
            | "instead"
            | "false"
            | "denied"
            | "unwilling"
            | "forbid"
            | "ban"
            | "halt"
            | "refrain"
            | "exclude"
            | "except"
            | "rather"
            | "failure"
            | "refusal"
            | "inability"
            | "reluctance"
            | "reluctant"
            | "unwillingness"
            | "prohibit"
            | "unless"
    )
}

/// Where the "to" of "failed to", or of "failed, three times in a row, to", stands.
fn infinitive(tokens: &[Token], at: usize) -> Option<usize> {
    match word_at(tokens, at + 1) {
        "to" => Some(at + 1),
        "," => {
            let closing = (at + 2..at + REACH).find(|near| word_at(tokens, *near) == ",")?;
            (word_at(tokens, closing + 1) == "to").then_some(closing + 1)
        }
        _ => None,
    }
}

/// "decided against building": "against" before a doing.
fn decides_against(tokens: &[Token], at: usize) -> bool {
    let verb = at.checked_sub(1).and_then(|before| tokens.get(before)).map_or("", Token::lemma);
    word_at(tokens, at) == "against"
        && matches!(verb, "decide" | "advise" | "warn" | "vote" | "rule" | "recommend")
        && word_at(tokens, at + 1).ends_with("ing")
}

/// "failed to", "refused to", "declined to" deny what follows as plainly as "not".
fn refuses(lemma: &str) -> bool {
    matches!(lemma, "fail" | "refuse" | "decline" | "deny" | "unable" | "failure" | "refusal" | "inability")
}

/// Reads the negations of a sentence; marks values in "other than 12" and "not in 1990" as negated.
pub(super) fn scope(tokens: &[Token], values: &mut [SlotValue]) -> Scope {
    let mut scope = Scope { any: vec![0.0; tokens.len()], hard: vec![0.0; tokens.len()], ..Scope::default() };
    for (at, token) in tokens.iter().enumerate() {
        let lower = &*token.lower;
        let plain = is_plain_cue(lower);
        if plain && !is_no_denial(tokens, at) {
            // "came down by not printing": how something was done, no denial of it elsewhere.
            let hard = at.checked_sub(1).is_none_or(|before| word_at(tokens, before) != "by");
            scope.cues.push(cue(tokens, at, hard));
            let words = if matches!(
                lower,
                "no" | "without" | "none" | "neither" | "nor" | "nobody" | "nothing" | "nowhere"
            ) {
                2
            } else {
                3
            };
            if lower == "nor" && is_auxiliary(word_at(tokens, at + 1)) {
                // "nor is the island a part": the subject stands first, what is denied behind it.
                let subject =
                    (at + 1..tokens.len()).find(|near| tokens.get(*near).is_some_and(|token| !token.stop));
                spread(&mut scope, tokens, subject.map_or(tokens.len(), |subject| subject + 1), &PLAIN, true);
            } else if is_existential(tokens, at) {
                spread(&mut scope, tokens, at + 1, EXISTENTIAL, true);
            } else {
                let strengths = PLAIN.get(..words).unwrap_or(&PLAIN);
                spread(&mut scope, tokens, at + 1, strengths, hard);
            }
            if lower == "no" {
                deny_verb(&mut scope, tokens, at);
            }
        } else if !plain && is_lexical_cue(token.lemma()) && !is_fall(tokens, at) && !is_event(tokens, at) {
            let refused = infinitive(tokens, at).filter(|_| refuses(token.lemma()));
            let hard = refused.is_some();
            let from = refused.unwrap_or(at + 1);
            scope.cues.push(Cue { at, ..cue(tokens, from.saturating_sub(1), hard) });
            spread(&mut scope, tokens, from, if hard { &PLAIN } else { LEXICAL }, hard);
        } else if decides_against(tokens, at) {
            scope.cues.push(cue(tokens, at, true));
            spread(&mut scope, tokens, at + 1, &PLAIN, true);
        } else if lower.starts_with("no-") {
            scope.cues.push(cue(tokens, at, false));
        } else if lower == "zero" && word_at(tokens, at + 1) != "to" {
            scope.cues.push(cue(tokens, at, true));
            (at + 1..at + 4).for_each(|near| mark(&mut scope, tokens, near, 1.0, true));
            deny_verb(&mut scope, tokens, at);
        } else if lower == "other" && word_at(tokens, at + 1) == "than" {
            scope.cues.push(cue(tokens, at, true));
            (at + 2..at + 6).for_each(|near| mark(&mut scope, tokens, near, 1.0, true));
        }
    }
    for value in values {
        let before =
            |reach: usize| tokens.get(value.first.saturating_sub(reach)..value.first).unwrap_or_default();
        let other_than = before(4)
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if &*a.lower == "other" && &*b.lower == "than"));
        value.negated = other_than || is_denied(before(2));
    }
    scope
}

/// "not 12", "not in 1990"; "not guilty on Tuesday" denies the guilt, not the day.
fn is_denied(before: &[Token]) -> bool {
    let denies = |token: &Token| matches!(&*token.lower, "not" | "n't");
    match before {
        [.., last] if denies(last) => true,
        [first, last] => denies(first) && (last.stop || last.sign),
        _ => false,
    }
}

fn cue(tokens: &[Token], at: usize, hard: bool) -> Cue {
    let ends = |near: &usize| tokens.get(*near).is_some_and(ends_clause);
    let breaks = |near: &usize| ends(near) && !goes_on(tokens, *near);
    let from = (0..at).rev().find(breaks).map_or(0, |end| end + 1);
    let to = (at + 1..tokens.len()).find(breaks).unwrap_or(tokens.len());
    Cue { at, clause: (from, to), hard }
}

/// A comma inside a list of words, or before a participle ("did not stand still, smiling"): what follows belongs to the clause.
fn goes_on(tokens: &[Token], comma: usize) -> bool {
    let next = word_at(tokens, comma + 1);
    let listed = (comma + 2..comma + 4).any(|near| matches!(word_at(tokens, near), "," | "and" | "or"));
    word_at(tokens, comma) == "," && (listed || next.len() > 5 && next.ends_with("ing"))
}

fn ends_clause(token: &Token) -> bool {
    matches!(
        &*token.lower,
        "," | "."
            | ";"
            | ":"
            | "("
            | ")"
            | "–"
            | "—"
            | "--"
            | "but"
            | "because"
            | "although"
            | "while"
            | "whereas"
            | "though"
    )
}

/// A dash that stands between two clauses, in texts that write it as two hyphens too.
fn is_dash(tokens: &[Token], at: usize) -> bool {
    word_at(tokens, at) == "-" && word_at(tokens, at + 1) == "-"
}

fn word_at(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| &token.lower)
}

/// "not only", "no more than 12", "no doubt", "not … until": cues that deny nothing that follows them.
fn is_no_denial(tokens: &[Token], at: usize) -> bool {
    let next = word_at(tokens, at + 1);
    let next_is_value = tokens.get(at + 1).is_some_and(|token| token.sign || token.value.is_some());
    match word_at(tokens, at) {
        "no" => {
            next_is_value || matches!(next, "more" | "fewer" | "less" | "later" | "doubt" | "other" | ".")
        }
        "not" | "n't" => {
            matches!(next, "only" | "just" | "more" | "less" | "fewer" | "least" | "surprisingly")
                || is_alternative(tokens, at)
                || bounds(tokens, at)
                || denies_others(tokens, at)
                || denies_number(tokens, at)
                || until_follows(tokens, at)
                || is_partly(tokens, at)
        }
        "nothing" => is_alternative(tokens, at),
        "without" => next == "doubt" || until_follows(tokens, at),
        _ => until_follows(tokens, at),
    }
}

/// "whether or not", "may or may not", "if not": both are left open.
fn is_alternative(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |near| word_at(tokens, near));
    let modal = matches!(
        before(1),
        "may" | "might" | "can" | "could" | "will" | "would" | "did" | "does" | "is" | "was" | "are"
    );
    matches!(before(1), "or" | "if") || modal && before(2) == "or"
}

/// "a decline in sales", "declined by 5 %": a fall.
fn is_fall(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.lemma() == "decline")
        && infinitive(tokens, at).is_none()
        && matches!(
            word_at(tokens, at + 1),
            "in" | "of" | "by" | "from" | "for" | "since" | "due" | "." | "," | ""
        )
}

/// "a failure of the dam": what happened, and no doing that is denied.
fn is_event(tokens: &[Token], at: usize) -> bool {
    let noun = |token: &Token| {
        matches!(
            token.lemma(),
            "failure" | "refusal" | "inability" | "reluctance" | "unwillingness" | "reluctant"
        )
    };
    tokens.get(at).is_some_and(noun) && infinitive(tokens, at).is_none()
}

/// "will not cost more than 12 euros": a bound.
fn bounds(tokens: &[Token], at: usize) -> bool {
    (at + 2..at + 5).any(|near| {
        matches!(word_at(tokens, near), "more" | "less" | "fewer")
            && word_at(tokens, near + 1) == "than"
            && tokens.get(near + 2).is_some_and(|token| token.value.is_some())
    })
}

/// "not known by any other name": everything but this is denied.
fn denies_others(tokens: &[Token], at: usize) -> bool {
    let clause =
        (at + 1..at + 7).take_while(|near| tokens.get(*near).is_some_and(|token| !ends_clause(token)));
    let apart = |word: &str| matches!(word, "by" | "for" | "in" | "under" | "at" | "as");
    clause.into_iter().any(|near| {
        word_at(tokens, near) == "any"
            && word_at(tokens, near + 1) == "other"
            && apart(word_at(tokens, near.wrapping_sub(1)))
    })
}

/// "not one march but several": the number is denied, not the thing.
fn denies_number(tokens: &[Token], at: usize) -> bool {
    let single = word_at(tokens, at + 1) == "one"
        || word_at(tokens, at + 1) == "a" && word_at(tokens, at + 2) == "single";
    single && (at + 2..at + 8).any(|near| word_at(tokens, near) == "but")
}

/// "not produced entirely by", "not always", "not the most expensive": the whole is denied, not the thing.
fn is_partly(tokens: &[Token], at: usize) -> bool {
    let whole = |word: &str| {
        matches!(
            word,
            "entirely"
                | "all"
                | "always"
                | "necessarily"
                | "fully"
                | "completely"
                | "exclusively"
                | "solely"
                | "wholly"
                | "every"
                | "everyone"
                | "everything"
                | "everybody"
                | "most"
                | "best"
                | "purely"
                | "merely"
        )
    };
    let clause =
        (at + 1..at + 4).take_while(|near| tokens.get(*near).is_some_and(|token| !ends_clause(token)));
    clause
        .into_iter()
        .any(|near| whole(word_at(tokens, near)) && word_at(tokens, near.wrapping_sub(1)) != "at")
}

fn until_follows(tokens: &[Token], at: usize) -> bool {
    (at + 1..at + REACH).any(|near| word_at(tokens, near) == "until")
}

fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "do"
            | "does"
            | "did"
            | "has"
            | "have"
            | "had"
            | "can"
            | "could"
            | "will"
            | "would"
            | "should"
    )
}

/// "there is no group of girls playing": all of it is denied at once.
fn is_existential(tokens: &[Token], at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back + 1).is_some_and(|from| word_at(tokens, from) == "there")
            && at.checked_sub(back).is_some_and(|from| {
                matches!(word_at(tokens, from), "is" | "are" | "was" | "were" | "be" | "been")
            })
    })
}

/// "found no evidence" denies the finding as "did not find evidence" does.
fn deny_verb(scope: &mut Scope, tokens: &[Token], at: usize) {
    let Some(before) = at.checked_sub(1) else { return };
    if tokens.get(before).is_some_and(|token| !token.sign && !token.capital && token.value.is_none()) {
        mark(scope, tokens, before, BESIDE, true);
    }
}

/// A cue reaches the next content words of its clause, each more weakly than the one before.
fn spread(scope: &mut Scope, tokens: &[Token], from: usize, strengths: &[f32], hard: bool) {
    let mut left = strengths.iter();
    for (at, token) in tokens.iter().enumerate().skip(from) {
        if ends_clause(token) || is_dash(tokens, at) {
            return;
        }
        if token.stop || is_light(tokens, at) {
            continue;
        }
        let Some(strength) = left.next() else { return };
        mark(scope, tokens, at, *strength, hard && at <= from + 7);
    }
}

/// "a group of", "a kind of": the noun behind it is meant.
fn is_light(tokens: &[Token], at: usize) -> bool {
    word_at(tokens, at + 1) == "of"
        && tokens.get(at).is_some_and(|token| {
            matches!(
                token.lemma(),
                "group" | "kind" | "type" | "sort" | "number" | "pair" | "couple" | "lot" | "piece" | "part"
            )
        })
}

fn mark(scope: &mut Scope, tokens: &[Token], at: usize, strength: f32, hard: bool) {
    if tokens.get(at).is_none_or(|token| token.stop) {
        return;
    }
    if let Some(any) = scope.any.get_mut(at) {
        *any = (*any + strength).min(1.0);
    }
    if hard && let Some(slot) = scope.hard.get_mut(at) {
        *slot = (*slot + strength).min(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::view::SentenceView;
    use crate::text::Span;
    use crate::values::scan;

    /// The words that a plain negation surely reaches.
    fn denied(text: &str) -> Vec<String> {
        let span = Span::new(0, text.len());
        let view = SentenceView::read(text, span, &scan(text, span));
        let reached = view.tokens.iter().enumerate().filter(|(at, _)| view.scope.hard(*at) >= 0.6);
        reached.map(|(_, token)| token.lower.to_string()).collect()
    }

    #[test]
    fn a_negation_reaches_the_words_behind_it() {
        assert_eq!(denied("The office has not opened a branch."), ["opened", "branch"]);
        assert_eq!(denied("They did n't sign the treaty, but paid."), ["sign", "treaty"]);
        assert_eq!(denied("The ministry failed to publish figures."), ["publish", "figures"]);
        assert_eq!(denied("No families returned."), ["families", "returned"]);
        assert_eq!(denied("The ministry was unable to find the ship."), ["find", "ship"]);
        assert_eq!(denied("There is not a group of boys rowing."), ["boys", "rowing"]);
        assert_eq!(denied("It doesnt pay rent."), ["pay", "rent"]);
        assert_eq!(
            denied("Its failure, twice in a row, to publish figures was noted."),
            ["publish", "figures"]
        );
        assert_eq!(denied("The board decided against selling the harbour."), ["selling", "harbour"]);
        assert_eq!(denied("The state is not dependent on any other power."), ["dependent", "power"]);
        assert_eq!(denied("Rain has not stopped the march -- drums were heard."), ["stopped", "march"]);
        assert_eq!(denied("Nor is the harbour closed."), ["closed"]);
        assert!(denied("Costs fell by not printing the report.").is_empty());
    }

    #[test]
    fn some_cues_deny_nothing() {
        for text in [
            "Not only families but schools returned.",
            "It employs no more than twelve people.",
            "The office did not open until May.",
            "There is no doubt.",
            "The ticket will not cost more than 12 euros.",
            "The island is not known by any other name.",
            "There was not one march but a series.",
            "The island has no other harbour.",
            "The bridge was not built entirely by hand.",
            "It is not the most expensive ticket.",
            "It is unknown whether or not the school will reopen.",
            "The bridge may or may not reopen.",
            "All or Nothing was shown on Friday.",
            "Hundreds, if not thousands, returned.",
        ] {
            assert!(denied(text).is_empty(), "{text}: {:?}", denied(text));
        }
    }
}
