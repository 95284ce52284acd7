//! Properties of the whole floor: whatever the text, spans are sound, and its wrapping changes nothing.

use proptest::prelude::*;

use crate::text::{BlockKind, Markup, layout, sentences_of};

/// Sentences with white space shown as one space.
fn sentences(text: &str, markup: Markup) -> Vec<String> {
    let laid = layout(text, markup);
    let spans = laid.blocks.iter().flat_map(|block| sentences_of(&laid.prose, block));
    spans.map(|span| span.of(&laid.prose).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// `words` on lines of at most `width` characters, as every wrapping tool fills them.
fn wrap(words: &[&str], width: usize, end: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in words {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            out.push_str(end);
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out
}

/// Sentences of reports, with the traps that a line end can fall into.
fn paragraph() -> impl Strategy<Value = Vec<&'static str>> {
    let sentence = prop_oneof![
        Just("The United Nations High Commissioner for Refugees opened its office in Osh in 2004."),
        Just("Mr. Roth met Gen. Osei and the U.S. Ambassador at 5 p.m. on 3 Sept. 2019."),
        Just("Some 34,500 families, or 12.5 per cent, received $1.2 million."),
        Just("“We came in 1992,” said Dr. A. B. Lind."),
        Just("Did the Ministry of Health agree?"),
        Just("“No. It refused!” (see vol. 3, no. 12).[4]"),
        Just("It was called “the Great Retreat of the Northern Army” by The Osh Times."),
        Just("St. Gallen, Bishkek and Çankırı—three cities in all—took part."),
        Just("It closed..."),
    ];
    prop::collection::vec(sentence, 1..9)
        .prop_map(|sentences| sentences.iter().flat_map(|sentence| sentence.split(' ')).collect())
}

proptest! {
    #[test]
    fn wrapping_and_line_ends_change_no_sentence(words in paragraph(), width in 24_usize..130) {
        for markup in [Markup::Plain, Markup::Markdown] {
            let flat = sentences(&words.join(" "), markup);
            for end in ["\n", "\r\n"] {
                prop_assert_eq!(&sentences(&wrap(&words, width, end), markup), &flat);
            }
        }
    }

    #[test]
    fn any_text_is_laid_out_soundly(
        text in "([a-zA-Z.!?'’“”()\\[\\]:;,|*_`#<>&=~@\\-\\\\/ ]|[0-9]|[\\n\\r\\t]|•|…|。|<code>|</p>|```|---\n|\\PC){0,80}"
    ) {
        for markup in [Markup::Plain, Markup::Markdown] {
            let laid = layout(&text, markup);
            prop_assert_eq!(laid.prose.len(), text.len());
            let line_ends = |text: &str| text.bytes().map(|b| if b == b'\n' || b == b'\r' { b } else { 0 }).collect::<Vec<u8>>();
            prop_assert_eq!(line_ends(&laid.prose), line_ends(&text));
            let mut last = 0;
            for block in &laid.blocks {
                prop_assert!(block.span.start >= last, "blocks overlap");
                last = block.span.end;
                prop_assert!(text.get(block.span.range()).is_some(), "{:?}", block);
                let mut inner = block.span.start;
                for sentence in sentences_of(&laid.prose, block) {
                    let shown = laid.prose.get(sentence.range());
                    prop_assert!(shown.is_some_and(|shown| !shown.is_empty() && shown == shown.trim()));
                    prop_assert!(sentence.start >= inner && sentence.end <= block.span.end);
                    inner = sentence.end;
                }
            }
        }
    }

    #[test]
    fn sentences_lose_no_word_of_plain_text(text in "([a-zA-Z.!?'’()\\[\\]:;, ]|[0-9]|\\n|•|…|。){0,80}") {
        let laid = layout(&text, Markup::Plain);
        let read: usize = laid.blocks.iter().flat_map(|block| sentences_of(&laid.prose, block))
            .map(|span| span.of(&text).chars().filter(|c| c.is_alphanumeric()).count())
            .sum();
        prop_assert_eq!(read, text.chars().filter(|c| c.is_alphanumeric()).count());
    }
}

#[test]
fn the_last_line_of_a_text_is_no_heading() {
    assert!(
        layout("One camp\n\nTwo camps", Markup::Plain)
            .blocks
            .iter()
            .skip(1)
            .all(|block| block.kind == BlockKind::Paragraph)
    );
}
