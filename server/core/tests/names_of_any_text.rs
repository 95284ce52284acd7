//! What holds of names whatever the text is.

use factmark_core::analysis::{find_mentions, lexicon_of, read};
use factmark_core::names::{UserEntity, key, same_name};
use factmark_core::text::Markup;
use proptest::prelude::*;

fn own() -> Vec<UserEntity> {
    let entity = |name: &str, aliases: &[&str]| UserEntity {
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ..UserEntity::default()
    };
    vec![
        entity("World River Office", &["WRO", "River Office"]),
        entity("Straße", &[]),
        entity("İzmir", &["É"]),
    ]
}

/// Words that names are made of, among anything else.
fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("WRO".to_owned()),
        Just("the World River\nOffice's".to_owned()),
        Just("The organisation".to_owned()),
        Just("Strasse".to_owned()),
        Just("izmir İZMİR".to_owned()),
        Just("It was. It".to_owned()),
        Just("(ABC)".to_owned()),
        Just("Alpha Beta Council".to_owned()),
        "\\PC{0,8}",
    ];
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn mentions_are_sorted_free_of_overlap_and_on_characters(text in prose(), markdown in any::<bool>()) {
        let markup = if markdown { Markup::Markdown } else { Markup::Plain };
        let mut analysis = read(&text, markup);
        let lexicon = lexicon_of([(text.as_str(), &analysis)], &own());
        find_mentions(&text, markup, &mut analysis, &lexicon);
        for mention in &analysis.mentions {
            prop_assert!(!mention.span.of(&text).is_empty());
            prop_assert!(lexicon.get(mention.entity).is_some());
            prop_assert!(mention.confidence > 0.0 && mention.confidence <= 1.0);
        }
        for pair in analysis.mentions.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }

    #[test]
    fn the_same_texts_give_the_same_names(a in prose(), b in prose()) {
        let (first, second) = (read(&a, Markup::Plain), read(&b, Markup::Plain));
        let build = || lexicon_of([(a.as_str(), &first), (b.as_str(), &second)], &own()).entities;
        prop_assert_eq!(build(), build());
    }

    #[test]
    fn a_name_is_the_same_as_itself_in_any_case(name in prop_oneof!["\\PC{0,40}", "[cosunmtiearg'.&\\[ -]{0,24}"]) {
        prop_assert!(same_name(&name, &name));
        prop_assert_eq!(key(&key(&name)), key(&name));
    }
}
