//! F015: a name that the sources spell otherwise: "Ilham Aliev" for "Ilham Aliyev".
//! It must not know values. Spellings that the sources use themselves, British and American forms and plurals are no slips.

use crate::check::{Code, Draft, Evidence, Finding, Fix, Severity};
use crate::names::{EntityId, EntityKind, NameSeen, standard_spelling};
use crate::text::{BlockKind, fold};
use crate::words;

const CODE: Code = Code(15);

pub(in crate::check) fn findings(draft: &Draft<'_>) -> Vec<Finding> {
    let mentions = &draft.analysis.mentions;
    let mut out = Vec::new();
    for name in &draft.analysis.names {
        let next = mentions.partition_point(|mention| mention.span.end <= name.span.start);
        let known = mentions.get(next).is_some_and(|mention| mention.span.contains(name.span));
        if !known && name.span.len() <= MAX_BYTES {
            out.extend(judge(draft, name));
        }
    }
    out
}

/// Longest name that is looked at, in bytes.
const MAX_BYTES: usize = 120;

fn judge(draft: &Draft<'_>, name: &NameSeen) -> Option<Finding> {
    let written = name.span.of(draft.text);
    let (sentence, _) = draft.around(name.span).filter(|(_, kind)| *kind != BlockKind::Quote)?;
    let lexicon = draft.corpus.lexicon();
    let mut slips = lexicon.resembling(written).into_iter().filter(|(form, id)| {
        let kind = lexicon.get(*id).map_or(EntityKind::Unknown, |entity| entity.kind);
        is_slip(written, form, kind)
    });
    let (form, id) = slips.next()?;
    // "Anna Berg" and "Anna Borg" are both known: the writer means either.
    if slips.any(|(_, other)| other != id) {
        return None;
    }
    let evidence = evidence(draft, id, form)?;
    Some(Finding {
        code: CODE,
        severity: Severity::Hint,
        span: name.span,
        claim: sentence,
        message: format!("\"{}\" is written \"{form}\" in the source", one_line(written)),
        evidence: vec![evidence],
        fixes: vec![Fix {
            title: format!("Replace \"{}\" with \"{form}\"", one_line(written)),
            span: name.span,
            replacement: form.to_owned(),
        }],
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A place of the sources where the name is written so.
fn evidence(draft: &Draft<'_>, id: EntityId, form: &str) -> Option<Evidence> {
    draft.corpus.index().with_entity(id).take(64).find_map(|at| {
        let (source, claim) = draft.corpus.claim(at)?;
        let mentions = claim.mentions.start as usize..claim.mentions.end as usize;
        let all = source.analysis.mentions.get(mentions)?;
        let focus =
            all.iter().map(|mention| mention.span).find(|span| one_line(span.of(&source.text)) == form)?;
        Some(Evidence { source: Some(at.source), sentence: claim.span, focus })
    })
}

/// Whether `written` is `form` with one word misspelt: as many words, all but one the same, that one a letter or two apart.
fn is_slip(written: &str, form: &str, kind: EntityKind) -> bool {
    let (a, b) = (fold(written).text, fold(form).text);
    let (own, known): (Vec<&str>, Vec<&str>) =
        (a.split_whitespace().collect(), b.split_whitespace().collect());
    if own.len() != known.len() {
        return false;
    }
    let mut differing = own.iter().zip(&known).filter(|(a, b)| a != b);
    let Some((own_word, known_word)) = differing.next() else { return false };
    if differing.next().is_some() {
        return false;
    }
    let person = kind == EntityKind::Person;
    // Names of one word are too many and too short to tell a slip from another name.
    let long_enough = own.len() > 1
        || known_word.chars().count() >= 6 && matches!(kind, EntityKind::Person | EntityKind::Place);
    long_enough && is_misspelt(own_word, known_word, person)
}

fn is_misspelt(own: &str, known: &str, person: bool) -> bool {
    let length = own.chars().count().max(known.chars().count());
    if length < 4 || own.chars().next() != known.chars().next() || has_digit(own) || has_digit(known) {
        return false;
    }
    let allowed = if length >= 8 { 2 } else { 1 };
    let apart = strsim::damerau_levenshtein(own, known);
    if apart == 0 || apart > allowed || standard_spelling(own) == standard_spelling(known) {
        return false;
    }
    if is_inflected(own, known) || is_inflected(known, own) {
        return false;
    }
    // "Ministry of Wealth" is no slip of "Ministry of Health": both words are words.
    person || !is_word(own) || !is_word(known)
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}

/// "Aliyeva" and "Aliyev", "Kenyan" and "Kenya", "rivers" and "river" are other names or other forms.
fn is_inflected(longer: &str, shorter: &str) -> bool {
    let ending = longer.strip_prefix(shorter);
    ending.is_some_and(|ending| {
        matches!(ending, "a" | "ya" | "s" | "es" | "n" | "an" | "i" | "in" | "'s" | "’s" | "e" | "o")
    }) || longer
        .strip_suffix("aya")
        .is_some_and(|stem| shorter.strip_suffix("y").is_some_and(|other| other == stem))
        || longer
            .strip_suffix("ian")
            .is_some_and(|stem| shorter.strip_suffix("ia").is_some_and(|other| other == stem))
}

fn is_word(word: &str) -> bool {
    words::is_known(&words::lemma(word))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_fixture;

    const SOURCES: &str = "\
--- source people.txt
President Marko Jovanovich met Foreign Minister Leyla Rahimova in Stepanaberd. The Ministry of Health paid. Rahimova spoke.
Dr. Anna Berg and Dr. Anna Borg work for the Halvorsen Institute of Geology in Stepanaberd and for the Labour Organisation of Chad.
Ambassador Ivan Petrov wrote to Ambassador Jon Smyth and to Ambassador Jon Smith.
";

    fn check(draft: &str) {
        check_fixture(&format!("{SOURCES}--- draft\n{draft}"));
    }

    #[test]
    fn a_name_spelt_otherwise_than_in_the_sources_is_flagged() {
        check(
            "\
They met Marko Jovanovic on the bridge.
         ^^^^^^^^^^^^^^^ F015
A talk with President Marko Jovanovitch was held.
                      ^^^^^^^^^^^^^^^^^ F015
The office asked Leila Rahimova for help.
                 ^^^^^^^^^^^^^^ F015
It left the Halvorson Institute of Geology.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ F015
",
        );
    }

    #[test]
    fn other_names_and_spellings_of_the_sources_are_no_slips() {
        check("They met Marko Jovanovich, Leyla Rahimova and Rahimova.\n");
        check("They met Anna Birg on the bridge.\n");
        check("The Ministry of Wealth paid.\n");
        check("They met Ivan Petrova on the bridge.\n");
        check("They met Jon Smith and Jon Smyth.\n");
        check("The Labor Organization of Chad paid.\n");
        check("They met Boris Jovanovich and Marko Rahimov.\n");
        check("They met at the Halvorsen Institute of Biology.\n");
    }
}
