//! F013, for offices: the same body and the same event, but another of its officers.
//! It must not know names of persons.

use super::grammar::{is_article, one_line, word};
use crate::check::alignment::{Aligned, Side, mentions_of, side_of};
use crate::check::{Code, Draft, Finding, Fix, Severity};
use crate::claims::{Claim, Stem, Token, tokens_of};
use crate::text::Span;

const CODE: Code = Code(13);

/// Share of the draft's other words that a source sentence must have to tell of the same event.
const SAME_MATTER: f32 = 0.7;
/// A sentence nearly as close that has the office excuses the draft.
const AS_GOOD: f32 = 0.85;
/// Words of an office at most: "Deputy High Commissioner for Human Rights".
const LONGEST: usize = 6;

/// An office with the body that it belongs to.
struct Office<'t> {
    span: Span,
    /// Its words in lower case, in order.
    words: Vec<&'t str>,
    /// First word of the body's name that is no article.
    body: &'t str,
}

pub(super) fn finding(draft: &Draft<'_>, claim: &Claim, aligned: &[Aligned<'_>]) -> Option<Finding> {
    if aligned.is_empty() {
        return None;
    }
    let tokens = tokens_of(draft.text, claim.span);
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    offices(&tokens).iter().find_map(|office| {
        let weight = |stem: Stem| 0.25 + draft.corpus.index().stem_rarity(stem);
        let rest = |word: Span| !office.span.overlaps(word);
        let share = |one: &Aligned<'_>| own.share_in(&side_of(one.source, one.claim), weight, rest);
        let best = aligned.iter().map(share).fold(0.0, f32::max);
        if best < SAME_MATTER {
            return None;
        }
        let mut against = None;
        for beside in aligned.iter().filter(|one| share(one) >= best * AS_GOOD) {
            let source = tokens_of(&beside.source.text, beside.claim.span);
            let theirs = offices(&source);
            let held = theirs.iter().any(|other| agree(office, other));
            let of_body: Vec<&Office<'_>> = theirs.iter().filter(|other| other.body == office.body).collect();
            // Silent where the source has the office too, or two offices of that body.
            let [other] = of_body.as_slice() else { return None };
            if held || !own.names_known_to(&side_of(beside.source, beside.claim), office.span) {
                return None;
            }
            against = against.or(Some((beside, other.span)));
        }
        let (beside, theirs) = against?;
        let (ours, wanted) = (one_line(office.span, draft.text), one_line(theirs, &beside.source.text));
        Some(Finding {
            code: CODE,
            severity: Severity::Warning,
            span: office.span,
            claim: claim.span,
            message: format!("Another office: the draft says \"{ours}\", the source \"{wanted}\""),
            evidence: vec![beside.evidence(theirs)],
            fixes: vec![Fix {
                title: format!("Replace \"{ours}\" with \"{wanted}\""),
                span: office.span,
                replacement: wanted,
            }],
        })
    })
}

/// One is the other, or says less: "Director" and "Executive Director", "Chair" and "Chairman".
fn agree(a: &Office<'_>, b: &Office<'_>) -> bool {
    let within = |a: &Office<'_>, b: &Office<'_>| {
        a.words.iter().all(|word| b.words.iter().any(|other| same_rank(word, other)))
    };
    within(a, b) || within(b, a)
}

fn same_rank(a: &str, b: &str) -> bool {
    let is_chair = |word: &str| word.starts_with("chair");
    a == b
        || is_chair(a) && is_chair(b)
        || matches!((a, b), ("head", "chief" | "director") | ("chief" | "director", "head"))
}

/// "Executive Director of the Sea Fund" and "WHO Director-General".
fn offices<'t>(tokens: &'t [Token<'t>]) -> Vec<Office<'t>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = last_of_office(tokens, at);
        if let Some(office) = end.and_then(|end| office_at(tokens, at, end)) {
            out.push(office);
        }
        at = end.map_or(at, |end| end) + 1;
    }
    out
}

/// Where the office whose noun is token `at` ends: "Secretary General", "High Commissioner for Refugees".
fn last_of_office(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if !is_office(word(tokens, at)) || !tokens.get(at)?.starts_upper() {
        return None;
    }
    let mut end = at;
    while tokens
        .get(end + 1)
        .is_some_and(|next| !next.breaks && (is_office(&next.lower) || &*next.lower == "general"))
    {
        end += 1;
    }
    let charge = word(tokens, end + 1) == "for" && tokens.get(end + 2).is_some_and(Token::starts_upper);
    if charge {
        let more = (end + 2..tokens.len())
            .take(3)
            .take_while(|near| tokens.get(*near).is_some_and(|token| token.starts_upper() && !token.breaks));
        end = more.last().unwrap_or(end);
    }
    Some(end)
}

fn office_at<'t>(tokens: &'t [Token<'t>], at: usize, end: usize) -> Option<Office<'t>> {
    let mut first = at;
    while let Some(before) = first.checked_sub(1).filter(|near| at - near < LONGEST) {
        let token = tokens.get(before)?;
        let joined = tokens.get(first).is_some_and(|token| !token.breaks && !token.quote);
        if !joined || !token.starts_upper() || is_article(&token.lower) {
            break;
        }
        first = before;
    }
    let mut words: Vec<&str> = (first..=end).map(|near| word(tokens, near)).collect();
    if word(tokens, end + 1) == "of" {
        let body = (end + 2..end + 4).find(|near| !is_article(word(tokens, *near)))?;
        return Some(Office { span: cover(tokens, first, end)?, words, body: word(tokens, body) });
    }
    // The body's name stands before: at least one word of it and one of the office.
    let body = words.remove(0);
    if is_office(body) || words.is_empty() || is_rank(body) {
        return None;
    }
    Some(Office { span: cover(tokens, first + 1, end)?, words, body })
}

fn cover(tokens: &[Token<'_>], first: usize, last: usize) -> Option<Span> {
    Some(tokens.get(first)?.span.cover(tokens.get(last)?.span))
}

fn is_office(lower: &str) -> bool {
    matches!(
        lower,
        "director"
            | "secretary"
            | "president"
            | "minister"
            | "treasurer"
            | "representative"
            | "chair"
            | "chairman"
            | "chairwoman"
            | "chairperson"
            | "commissioner"
            | "ambassador"
            | "spokesperson"
            | "spokesman"
            | "spokeswoman"
            | "governor"
            | "mayor"
            | "envoy"
            | "rapporteur"
            | "coordinator"
            | "administrator"
    )
}

/// Words of an office that name no body.
fn is_rank(lower: &str) -> bool {
    matches!(
        lower,
        "executive"
            | "deputy"
            | "vice"
            | "prime"
            | "foreign"
            | "regional"
            | "high"
            | "special"
            | "acting"
            | "former"
            | "first"
            | "assistant"
            | "senior"
            | "general"
            | "managing"
            | "honorary"
            | "interim"
            | "resident"
    )
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCE: &str = "\
--- source visit.txt
The Executive Director of the Sea Fund opened the fish market of Burgas.
The WTO Deputy Secretary-General praised the fish market of Varna. The President and the Treasurer of the Sea Fund met in Ruse.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCE}--- draft\n{draft}"));
    }

    #[test]
    fn another_officer_of_the_same_body_is_flagged() {
        check(
            "The Regional Representative of the Sea Fund opened the fish market of Burgas.\n    ^^^^^^^^^^^^^^^^^^^^^^^ F013\n",
        );
        check(
            "The WTO Regional Director praised the fish market of Varna.\n        ^^^^^^^^^^^^^^^^^ F013\n",
        );
    }

    #[test]
    fn the_same_office_and_other_events_are_silent() {
        check("The Executive Director of the Sea Fund opened the fish market of Burgas.\n");
        check("The Director of the Sea Fund opened the fish market of Burgas.\n");
        check("The fish market of Burgas was opened by the head of the Sea Fund.\n");
        check("The Sea Fund opened the fish market of Burgas.\n");
        check("The Treasurer of the Sea Fund opened a bank in Sofia.\n");
        check("The Treasurer of the Sea Fund met the President in Ruse.\n");
        check("The WTO praised the fish market of Varna.\n");
    }
}
