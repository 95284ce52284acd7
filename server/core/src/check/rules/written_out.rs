//! Short forms in full: what a writer may be offered at one, whether or not anything is wrong with it.
//! It must not know whether a rule asks for it (`undefined.rs`).

use crate::analysis::Analysis;
use crate::check::{Draft, Fix, Options};
use crate::corpus::Corpus;
use crate::names::{Binding, Entity, Mention, same_name};
use crate::text::Span;

use super::undefined::{both_numbers, in_full, is_explained_here, with_short_form};

/// Wordings of one short form that are offered at most.
const MOST: usize = 3;

/// Ways to write out the short form at byte `offset` of the draft: where the draft never does, at its first use, which
/// then explains all others; else in that one place. Empty where no short form stands there or no source explains it.
pub fn written_out(text: &str, analysis: &Analysis, corpus: &Corpus, offset: usize) -> Vec<Fix> {
    let draft = Draft { text, analysis, corpus, options: &Options::default() };
    let named = || analysis.mentions.iter().filter(|mention| mention.binding == Binding::Named);
    let longs = |mention: &Mention| wordings(&draft, mention);
    let here = named().filter(|mention| mention.span.touches(offset) && !longs(mention).is_empty());
    let Some(here) = here.max_by_key(|mention| mention.span.len()) else { return Vec::new() };
    let short = here.span.of(text);
    let usable = |mention: &&Mention| {
        let sentence = draft.prose_around(mention.span);
        mention.span.of(text) == short
            && sentence.is_some_and(|sentence| !is_explained_here(text, sentence, mention.span))
    };
    let first = named().find(usable);
    let explained = |first: &Mention| {
        let defines = |span: Span| both_numbers(span.of(text)).any(|known| known == short);
        analysis.definitions.iter().any(|definition| defines(definition.short))
            || named()
                .take_while(|mention| mention.span.start < first.span.start)
                .any(|mention| mention.entity == here.entity && mention.span.of(text).contains(' '))
    };
    let (place, at_first) = match first.filter(|first| !explained(first)) {
        Some(first) => (first, true),
        None if usable(&here) => (here, false),
        None => return Vec::new(),
    };
    let Some(sentence) = draft.prose_around(place.span) else { return Vec::new() };
    let fix = |long: &&str| {
        if at_first {
            let fix = with_short_form(text, sentence, place.span, long)?;
            let title = format!("Expand {short} at its first use: \"{}\"", fix.replacement);
            return Some(Fix { title, ..fix });
        }
        let replacement = in_full(text, sentence, place.span, long)?;
        Some(Fix {
            title: format!("Write out {short} here: \"{replacement}\""),
            span: place.span,
            replacement,
        })
    };
    longs(here).iter().take(MOST).filter_map(fix).collect()
}

/// What the sources say that the name stands for; a short form of the writer's own list stands for its entity's name.
fn wordings<'d>(draft: &Draft<'d>, mention: &Mention) -> Vec<&'d str> {
    let written = mention.span.of(draft.text);
    let mut wordings: Vec<&str> = Vec::new();
    for expansion in draft.corpus.glossary().expansions(written) {
        if !wordings.iter().any(|known| same_name(known, &expansion.long)) {
            wordings.push(&expansion.long);
        }
    }
    let own = draft.corpus.lexicon().get(mention.entity);
    let is_short = |own: &&Entity| own.canonical != written && own.short_forms.iter().any(|it| it == written);
    if let Some(own) = own.filter(|own| wordings.is_empty() && is_short(own)) {
        wordings.push(&own.canonical);
    }
    wordings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::SourceDocument;
    use crate::text::Markup;

    const SOURCE: &str = "The World River Office (WRO) opened in 1990. The Nile Fund for Schools (NFS) met. \
        NIOT closed its office. The NIOT paid. NIOT has 12 offices.";

    /// The draft after the first fix offered at the last `needle`; `None` where none is offered.
    fn expanded(draft: &str, needle: &str) -> Option<String> {
        let corpus = Corpus::build(vec![SourceDocument::plain("a", SOURCE)], Vec::new());
        let analysis = corpus.analyse(draft, Markup::Markdown);
        let fixes = written_out(draft, &analysis, &corpus, draft.rfind(needle)? + 1);
        let fix = fixes.first()?;
        let mut text = draft.to_owned();
        text.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.replacement);
        Some(text)
    }

    #[test]
    fn the_first_use_explains_all_others() {
        let draft = "The WRO paid. Then the WRO left.";
        let wanted = "The World River Office (WRO) paid. Then the WRO left.";
        assert_eq!(expanded(draft, "WRO").as_deref(), Some(wanted));
        assert_eq!(
            expanded("# WRO\n\nWRO paid.", "WRO").as_deref(),
            Some("# WRO\n\nWorld River Office (WRO) paid.")
        );
    }

    #[test]
    fn what_is_explained_is_written_out_in_its_place() {
        let draft = "The World River Office (WRO) paid. Then the WRO left.";
        let wanted = "The World River Office (WRO) paid. Then the World River Office left.";
        assert_eq!(expanded(draft, "WRO").as_deref(), Some(wanted));
        assert_eq!(
            expanded("The World River Office paid. The WRO left.", "WRO").as_deref(),
            Some("The World River Office paid. The World River Office left.")
        );
    }

    #[test]
    fn where_it_would_read_badly_or_nothing_is_known_nothing_is_offered() {
        for (draft, needle) in [
            ("The XYZ paid.", "XYZ"),
            ("The NIOT paid.", "NIOT"),
            ("A WRO report came.", "WRO"),
            ("The WRO's staff came.", "WRO"),
            ("The World River Office (WRO) paid.", "WRO"),
            ("It said “the WRO paid” twice.", "WRO"),
            ("The World River Office paid.", "World"),
            ("The `WRO` paid.", "WRO"),
        ] {
            assert_eq!(expanded(draft, needle), None, "{draft}");
        }
    }
}
