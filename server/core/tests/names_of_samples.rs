//! What the names of the two sample sources are, spelled out.

use factmark_core::analysis::{find_mentions, lexicon_of, read};
use factmark_core::names::{Binding, EntityKind, Lexicon};
use factmark_core::text::Markup;

const STATEMENT: &str = include_str!("../../../seeds/000_7ea4543571742eb1.txt");
const PROFILE: &str = include_str!("../../../seeds/004_5e32103b5ee5e312.txt");

fn definitions(text: &str) -> Vec<(String, String)> {
    let analysis = read(text, Markup::Plain);
    let pair = |one: &factmark_core::names::Definition| {
        (one.short.of(text).to_owned(), one.long.of(text).to_owned())
    };
    analysis.definitions.iter().map(pair).collect()
}

fn assert_pairs(text: &str, expected: &[(&str, &str)]) {
    let found = definitions(text);
    let expected: Vec<(String, String)> =
        expected.iter().map(|(s, l)| ((*s).to_owned(), (*l).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_statement_defines_eight_short_forms() {
    assert_pairs(
        STATEMENT,
        &[
            ("ICRC", "International Committee of the Red Cross"),
            ("UNDP", "UN Development Program"),
            ("UNHCR", "UN High Commissioner for Refugees"),
            ("UNICEF", "UN International Children’s Emergency Fund"),
            ("ICMPD", "International Centre for Migration Policy Development"),
            ("NGOs", "non-governmental organizations"),
            ("SDGs", "Sustainable Development Goals"),
            ("IHR", "Institute for Human Rights"),
        ],
    );
}

#[test]
fn the_profile_defines_twenty_two() {
    assert_pairs(
        PROFILE,
        &[
            ("ICRC", "International Committee of the Red Cross"),
            ("ICMP", "International Commission on Missing Persons"),
            ("IOM", "International Organization for Migration"),
            ("IFRC", "International Federation of the Red Cross and Red Crescent Societies"),
            ("IDPs", "internally displaced persons"),
            ("UN-Habitat", "UN Human Settlements Program"),
            ("UNHCR", "United Nations High Commissioner for Refugees"),
            ("IOM", "International Organisation for Migration"),
            ("KOICA", "Korea International Cooperation Agency"),
            ("ICMPD", "International Centre for Migration Policy Development"),
            ("MOBILAZE", "Support to the Implementation of the Mobility Partnership with Azerbaijan"),
            ("IMRF", "International Migration Review Forum"),
            ("GCM", "Global Compact for Safe, Orderly and Regular Migration"),
            ("UNAOC", "UN Alliance of Civilizations"),
            ("UNDRR", "United Nations Office for Disaster Risk Reduction"),
            ("OCHA", "Office for the Coordination of Humanitarian Affairs"),
            ("ICDO", "International Civil Defence Organisation"),
            ("ILO", "International Labour Organisation"),
            ("UNICEF", "United Nations International Children’s Emergency Fund"),
            ("UNFPA", "United Nations Population Fund"),
            ("NAM", "Non-Aligned Movement"),
            ("WHO", "World Health Organisation"),
        ],
    );
}

fn lexicon() -> Lexicon {
    let (statement, profile) = (read(STATEMENT, Markup::Plain), read(PROFILE, Markup::Plain));
    lexicon_of([(STATEMENT, &statement), (PROFILE, &profile)], &[])
}

#[test]
fn one_entity_for_each_thing_however_it_is_written() {
    let lexicon = lexicon();
    let same = [
        ("IOM", "International Organization for Migration"),
        ("IOM", "International Organisation for Migration"),
        ("UNHCR", "UN High Commissioner for Refugees"),
        ("UNHCR", "United Nations High Commissioner for Refugees"),
        ("UNICEF", "UN International Children's Emergency Fund"),
        ("Republic of Azerbaijan", "Azerbaijan"),
        ("NGO", "non-governmental organisations"),
        ("OCHA", "United Nations Office for the Coordination of Humanitarian Affairs"),
    ];
    for (a, b) in same {
        assert!(lexicon.named(a).is_some(), "{a}");
        assert_eq!(lexicon.named(a), lexicon.named(b), "{a} / {b}");
    }
    assert_ne!(lexicon.named("ICMP"), lexicon.named("ICMPD"));
    assert_ne!(lexicon.named("UN"), lexicon.named("UNDP"));
}

#[test]
fn kinds_that_the_samples_show() {
    let lexicon = lexicon();
    let kinds = [
        ("UNESCO", EntityKind::Organisation),
        ("UNECE", EntityKind::Organisation),
        ("IFRC", EntityKind::Organisation),
        ("UNHCR", EntityKind::Organisation),
        ("Ilham Aliyev", EntityKind::Person),
        ("Azerbaijan", EntityKind::Place),
        ("Baku", EntityKind::Place),
        ("Shusha City", EntityKind::Place),
        ("World Habitat Day", EntityKind::Event),
        ("Budapest Process", EntityKind::Programme),
        ("UN Convention on the Rights of the Child", EntityKind::Law),
        ("ETF", EntityKind::Unknown),
    ];
    for (name, kind) in kinds {
        let found = lexicon.named(name).and_then(|id| lexicon.get(id)).map(|entity| entity.kind);
        assert_eq!(found, Some(kind), "{name}");
    }
}

#[test]
fn mentions_lie_in_order_and_say_what_is_named() {
    let lexicon = lexicon();
    let mut analysis = read(PROFILE, Markup::Plain);
    find_mentions(PROFILE, Markup::Plain, &mut analysis, &lexicon);
    assert!(analysis.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    let unhcr = lexicon.named("UNHCR");
    let forms: Vec<&str> = analysis
        .mentions
        .iter()
        .filter(|mention| Some(mention.entity) == unhcr && mention.binding == Binding::Named)
        .map(|mention| mention.span.of(PROFILE))
        .collect();
    assert_eq!(forms, ["United Nations High Commissioner for Refugees", "UNHCR", "UNHCR", "UNHCR"]);
}

/// The entity that `phrase` in `sentence` of the profile is bound to.
fn bound(phrase: &str, sentence: &str) -> Option<String> {
    let lexicon = lexicon();
    let mut analysis = read(PROFILE, Markup::Plain);
    find_mentions(PROFILE, Markup::Plain, &mut analysis, &lexicon);
    let at = PROFILE.find(sentence)? + sentence.find(phrase)?;
    let mention = analysis.mentions.iter().find(|mention| mention.span.start as usize == at)?;
    assert_eq!((mention.span.of(PROFILE), mention.binding), (phrase, Binding::Bound));
    let entity = lexicon.get(mention.entity)?;
    Some(entity.short_forms.first().unwrap_or(&entity.canonical).clone())
}

#[test]
fn noun_phrases_refer_to_what_was_named_before() {
    let cases = [
        ("The organisation", "The organisation has been operating in our country since 1993", "UNICEF"),
        ("our country", "our country since 1993", "Azerbaijan"),
        ("The organisation", "The organisation is one of Azerbaijan’s key partners", "UNICEF"),
        ("the organisation", "the organisation is carried out in 3 main areas", "ILO"),
        ("The Federation", "The Federation as one of the main components", "IFRC"),
        ("The Federation", "The Federation provided the IDPs", "IFRC"),
        ("the organisation", "the organisation, the Government of Azerbaijan and", "IFRC"),
        ("the Summit", "the Summit’s decision", "NAM Youth Summit"),
    ];
    for (phrase, sentence, expected) in cases {
        assert_eq!(bound(phrase, sentence).as_deref(), Some(expected), "{sentence}");
    }
}
