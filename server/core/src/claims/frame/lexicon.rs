//! Words that say how something is said: who says it, how sure it is, how far along it is, whether it is denied.
//! It must not know where in a sentence a word stands.

use super::{Manner, Modality};
use crate::words;

/// What a word may do to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Deny,
    /// A verb that reports; `free` where no "that" need follow.
    Say {
        manner: Manner,
        free: bool,
    },
    /// "accuses … of".
    Accuse,
    /// The "according" of "according to".
    According,
    Hearsay,
    Doubt,
    Stage {
        step: Modality,
        takes: Takes,
    },
    /// Of what is wished or valued, not of what is.
    Opinion,
}

/// What must follow for a word of the ladder to lower what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Anything,
    /// "plans to close", "aims at closing".
    Infinitive,
}

/// The cue that a word in lower case may be.
pub(super) fn cue_of(lower: &str) -> Option<Cue> {
    if lower.ends_with("n't") || lower.ends_with("n’t") {
        return Some(Cue::Deny);
    }
    denial(lower).or_else(|| saying(lower)).or_else(|| doubt(lower)).or_else(|| stage(lower))
}

fn denial(lower: &str) -> Option<Cue> {
    words::denies(lower).then_some(Cue::Deny)
}

fn saying(lower: &str) -> Option<Cue> {
    let say = |manner, free| Some(Cue::Say { manner, free });
    match lower {
        "according" => Some(Cue::According),
        "accuses" | "accused" | "accusing" => Some(Cue::Accuse),
        "said" | "says" => say(Manner::Says, true),
        "stated" | "states" | "reported" | "reports" | "announced" | "announces" | "confirmed"
        | "confirms" | "noted" | "notes" | "stressed" | "stresses" | "emphasised" | "emphasized"
        | "emphasises" | "emphasizes" | "explained" | "explains" | "declared" | "declares" | "recalled"
        | "believed" | "thought" | "wrote" | "writes" | "warned" | "warns" | "estimates" | "estimated"
        | "believes" | "concluded" | "concludes" | "acknowledged" | "admits" | "admitted" | "revealed"
        | "found" | "suggest" | "suggests" | "suggested" | "added" | "adds" => say(Manner::Says, false),
        "alleges" | "argues" | "asserts" | "contends" | "insists" | "insisted" => say(Manner::Claims, true),
        "claims" | "claimed" | "alleged" | "argued" | "asserted" | "contended" | "maintains"
        | "maintained" => say(Manner::Claims, false),
        "denies" | "denied" | "disputes" | "disputed" => say(Manner::Denies, false),
        "referred" | "refers" | "described" | "describes" | "recognised" | "recognized" | "recognises"
        | "recognizes" => say(Manner::Calls, false),
        "allegedly" | "reportedly" | "purportedly" | "supposedly" => Some(Cue::Hearsay),
        _ => None,
    }
}

fn doubt(lower: &str) -> Option<Cue> {
    match lower {
        "might" | "could" | "appears" | "appear" | "appeared" | "seems" | "seem" | "seemed" | "possibly"
        | "probably" | "perhaps" | "likely" | "presumably" | "apparently" | "potentially" => Some(Cue::Doubt),
        "ought" | "imperative" | "crucial" | "regrettably" | "unfortunately" | "deplorable"
        | "unacceptable" | "shameful" | "deeply" | "must" => Some(Cue::Opinion),
        _ => None,
    }
}

fn stage(lower: &str) -> Option<Cue> {
    use Modality::{Begun, Decided, Planned, Proposed};
    let (step, takes) = match lower {
        "may" | "propose" | "proposes" | "proposed" | "proposing" | "considers" | "considering"
        | "considered" => (Proposed, Takes::Anything),
        "proposal" | "proposals" => (Proposed, Takes::Infinitive),
        "will" | "shall" | "would" | "should" | "envisages" | "envisaged" | "envisage" | "envisaging"
        | "foresees" | "foreseen" | "foresee" | "planned" | "scheduled" => (Planned, Takes::Anything),
        "plans" | "plan" | "planning" | "intends" | "intend" | "intended" | "aims" | "aim" | "aimed"
        | "aiming" | "seeks" | "seek" | "sought" | "seeking" | "hopes" | "hope" | "hoped" | "hoping"
        | "wants" | "want" | "wanted" | "wishes" | "expects" | "expect" | "expected" | "strives"
        | "strive" | "striving" | "tries" | "trying" | "attempts" | "pledges" | "pledged" | "promises"
        | "promised" | "vows" | "vowed" | "threatens" | "threatened" | "ready" | "set" => {
            (Planned, Takes::Infinitive)
        }
        "decided" | "decides" | "decision" | "decisions" | "agreed" | "agrees" | "agreement" | "ordered"
        | "undertook" => (Decided, Takes::Infinitive),
        "began" | "begun" | "begins" | "started" | "starts" | "ongoing" | "underway" => {
            (Begun, Takes::Anything)
        }
        _ => return None,
    };
    Some(Cue::Stage { step, takes })
}

/// Words behind which another clause begins.
pub(crate) fn opens_clause(lower: &str) -> bool {
    matches!(
        lower,
        "but"
            | "while"
            | "although"
            | "though"
            | "whereas"
            | "because"
            | "which"
            | "who"
            | "whose"
            | "whom"
            | "where"
            | "when"
            | "if"
            | "unless"
    )
}

pub(super) fn is_being(lower: &str) -> bool {
    matches!(lower, "is" | "are" | "was" | "were" | "been" | "being" | "be")
}

/// Auxiliaries and adverbs that may stand between a speaker and the verb.
pub(super) fn is_auxiliary(lower: &str) -> bool {
    is_being(lower)
        || matches!(
            lower,
            "has" | "have" | "had" | "also" | "already" | "repeatedly" | "later" | "then" | "now" | "itself"
        )
}

/// "According to the plan" states in line with what something is done, not who says so.
pub(super) fn is_rule(lower: &str) -> bool {
    matches!(
        lower.strip_suffix('s').unwrap_or(lower),
        "plan"
            | "law"
            | "decision"
            | "standard"
            | "agreement"
            | "principle"
            | "article"
            | "rule"
            | "schedule"
            | "convention"
            | "constitution"
            | "regulation"
            | "need"
            | "size"
            | "age"
            | "strategy"
            | "programme"
            | "program"
            | "mandate"
            | "procedure"
            | "charter"
            | "provision"
    )
}
