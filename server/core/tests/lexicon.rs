//! What a lexicon makes of texts: which phrases are names, which names are one thing, and what a shared name means where.

use factmark_core::analysis::{Analysis, find_mentions, lexicon_of, read};
use factmark_core::names::{EntityKind, Lexicon, UserEntity};
use factmark_core::text::Markup;

fn lexicon(texts: &[&str], own: &[UserEntity]) -> Lexicon {
    let readings: Vec<Analysis> = texts.iter().map(|text| read(text, Markup::Plain)).collect();
    lexicon_of(texts.iter().copied().zip(&readings), own)
}

/// The mentions in `text` as "words → canonical name".
fn mentions(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut analysis = read(text, Markup::Plain);
    find_mentions(text, Markup::Plain, &mut analysis, lexicon);
    let name = |id| lexicon.get(id).map_or("", |entity| entity.canonical.as_str());
    analysis.mentions.iter().map(|one| format!("{} → {}", one.span.of(text), name(one.entity))).collect()
}

fn alone(text: &str) -> Vec<String> {
    mentions(text, &lexicon(&[text], &[]))
}

fn kind(lexicon: &Lexicon, name: &str) -> Option<EntityKind> {
    Some(lexicon.get(lexicon.named(name)?)?.kind)
}

#[test]
fn words_that_are_also_names() {
    let cases: &[(&str, &[&str])] = &[
        (
            "She was born in Reading and worked in Reading until 1990. Reading is a skill. They were reading there.",
            &["Reading → Reading", "Reading → Reading"],
        ),
        ("He flew to Turkey. Turkey is warm. They ate turkey.", &["Turkey → Turkey", "Turkey → Turkey"]),
        ("In May 2020 it may rain. May is warm.", &[]),
        ("Hope is what remains. They hope for peace.", &[]),
        ("They met in Nice. It was a nice day in May.", &["Nice → Nice"]),
        ("The bath was cold, so he left for Bath.", &[]),
        ("She lives in Bath. Bath is old. The bath is new.", &["Bath → Bath"]),
        (
            "They drove to Mobile and worked in Mobile. Mobile phones ring.",
            &["Mobile → Mobile", "Mobile → Mobile"],
        ),
        ("Polish workers polish the Polish floor.", &[]),
        (
            "They met in Chad. Chad and Jordan met Georgia.",
            &["Chad → Chad", "Chad → Chad", "Jordan → Jordan", "Georgia → Georgia"],
        ),
        (
            "President Chad Miller met Ms Georgia Hall.",
            &["Chad Miller → Chad Miller", "Georgia Hall → Georgia Hall"],
        ),
        ("March on Sunday, said the May report.", &[]),
        ("Relations are good. Cooperation goes on. Every State has rights under Annex B.", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(&alone(text), expected, "{text}");
    }
}

#[test]
fn people_by_their_titles_and_offices() {
    let text = "Prime Minister Maria Oduya met Ali Hassan, the director of a school. Oduya praised Hassan.";
    let lexicon = lexicon(&[text], &[]);
    assert_eq!(kind(&lexicon, "Maria Oduya"), Some(EntityKind::Person));
    assert_eq!(kind(&lexicon, "Ali Hassan"), Some(EntityKind::Person));
    assert_eq!(lexicon.named("Oduya"), lexicon.named("Maria Oduya"));
    assert_eq!(
        mentions(text, &lexicon),
        [
            "Maria Oduya → Maria Oduya",
            "Ali Hassan → Ali Hassan",
            "Oduya → Maria Oduya",
            "Hassan → Ali Hassan"
        ]
    );
}

#[test]
fn people_by_the_office_before_them() {
    let cases: &[(&str, &[&str])] = &[
        (
            "The Minister of Health, Anna Berg, spoke. Ms Berg left. Berg was late.",
            &["Minister of Health", "Anna Berg → Anna Berg", "Berg → Anna Berg", "Berg → Anna Berg"],
        ),
        (
            "The director, Omar Haidari, wrote to Mr Okafor. Haidari and Mr. Okafor met.",
            &["Omar Haidari → Omar Haidari", "Okafor → Okafor", "Haidari → Omar Haidari", "Okafor → Okafor"],
        ),
        (
            "The Executive Director of the Lake Fund came. She spoke.",
            &["She → Executive Director of the Lake Fund"],
        ),
    ];
    for (text, expected) in cases {
        let found = alone(text);
        for one in *expected {
            let times = expected.iter().filter(|other| other == &one).count();
            let seen = found.iter().filter(|mention| mention.contains(one)).count();
            assert!(seen >= times, "{text}: {one} not in {found:?}");
        }
    }
    let lexicon = lexicon(&[cases[0].0, cases[1].0], &[]);
    for name in ["Anna Berg", "Omar Haidari", "Okafor"] {
        assert_eq!(kind(&lexicon, name), Some(EntityKind::Person), "{name}");
    }
}

#[test]
fn companies_by_what_stands_beside_their_names() {
    let text = "The ferry cooperative Havgard sued. Lumera Foods, the Danish maker of jam, said it would close a plant. \
        The developer, Sound Terminals AB, lost. Lumera has 11 plants. Sound Terminals will pay. Ali Hassan, the company's lawyer, left.";
    let lexicon = lexicon(&[text], &[]);
    for name in ["Havgard", "Lumera Foods", "Sound Terminals AB"] {
        assert_eq!(kind(&lexicon, name), Some(EntityKind::Organisation), "{name}");
    }
    assert_eq!(kind(&lexicon, "Ali Hassan"), Some(EntityKind::Person));
    assert_eq!(lexicon.named("Lumera"), lexicon.named("Lumera Foods"));
    assert_eq!(lexicon.named("Sound Terminals"), lexicon.named("Sound Terminals AB"));
}

#[test]
fn a_first_word_stands_for_no_other_name() {
    // The man and his foundation, the town and its treaty, two companies of one family, a common word.
    for (text, short, long) in [
        ("He thanked Dornik. The Dornik Foundation paid.", "Dornik", "Dornik Foundation"),
        ("It lies near Paris. The Paris Accord holds.", "Paris", "Paris Accord"),
        (
            "They met Lumera Foods and Lumera Toys. Then Lumera spoke, and of Lumera more.",
            "Lumera",
            "Lumera Foods",
        ),
        ("The shop sold Amber Foods. They like Amber.", "Amber", "Amber Foods"),
    ] {
        let lexicon = lexicon(&[text], &[]);
        let (short, long) = (lexicon.named(short), lexicon.named(long));
        assert!(short.is_none() || short != long, "{text}");
    }
}

#[test]
fn the_company_is_the_one_that_was_named() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Lumera Foods, the maker of jam, lost money.\n\nIt rained for a week in the north.\n\nThe company will close a plant.",
            &["Lumera Foods → Lumera Foods", "The company → Lumera Foods"],
        ),
        (
            "Chief executive Anna de Wit left Lumera Foods, the maker of jam, in May. De Wit praised the firm.",
            &[
                "Anna de Wit → Anna de Wit",
                "Lumera Foods → Lumera Foods",
                "De Wit → Anna de Wit",
                "the firm → Lumera Foods",
            ],
        ),
        // A court is no company.
        ("The Supreme Court ruled. The company will appeal.", &["Supreme Court → Supreme Court"]),
    ];
    for (text, expected) in cases {
        assert_eq!(&alone(text), expected, "{text}");
    }
}

#[test]
fn one_thing_under_several_names() {
    let text = "The Kenya Red Cross came. Later the Kenyan Red Cross left. The UNHCR Executive Committee met; the Executive Committee of UNHCR agreed. \
        The Organisation of Inland Cooperation (no member) met, and the OIC agreed. The Government of Kenya and Kenyan NGOs met. The Kenyan government paid.";
    let lexicon = lexicon(&[text], &[]);
    let same = [
        ("Kenya Red Cross", "Kenyan Red Cross"),
        ("UNHCR Executive Committee", "Executive Committee of UNHCR"),
        ("OIC", "Organisation of Inland Cooperation"),
    ];
    for (a, b) in same {
        assert!(lexicon.named(a).is_some(), "{a}");
        assert_eq!(lexicon.named(a), lexicon.named(b), "{a} / {b}");
    }
    let found = mentions(text, &lexicon);
    assert!(found.contains(&"Kenyan government → Government of Kenya".to_owned()), "{found:?}");
    assert_eq!(lexicon.named("Kenyan NGOs"), None);
    // Met in another text, the letters may be another body's.
    let apart = self::lexicon(&["The Organisation of Inland Cooperation met.", "The OIC agreed."], &[]);
    assert_ne!(apart.named("OIC"), apart.named("Organisation of Inland Cooperation"));
}

#[test]
fn an_office_named_in_short_is_the_one_named_in_full() {
    let cases: &[(&str, &[&str])] = &[
        (
            "The High Commissioner for Rivers spoke. The High Commissioner left.",
            &[
                "High Commissioner for Rivers → High Commissioner for Rivers",
                "The High Commissioner → High Commissioner for Rivers",
            ],
        ),
        (
            "The Special Rapporteur on Lakes came. The Special Rapporteur spoke.",
            &[
                "Special Rapporteur on Lakes → Special Rapporteur on Lakes",
                "The Special Rapporteur → Special Rapporteur on Lakes",
            ],
        ),
        // Two of them in one sentence: which one left, nobody can tell.
        (
            "The High Commissioner for Rivers met the High Commissioner for Lakes. The High Commissioner left.",
            &[
                "High Commissioner for Rivers → High Commissioner for Rivers",
                "High Commissioner for Lakes → High Commissioner for Lakes",
            ],
        ),
        ("Later the High Commissioner spoke.", &["High Commissioner → High Commissioner"]),
    ];
    for (text, expected) in cases {
        assert_eq!(&alone(text), expected, "{text}");
    }
}

#[test]
fn kinds_by_the_words_around() {
    let text = "They joined the Horizon programme in Ganja, the Baku process and the Paris Agreement, at the Rivers Summit held by GWO.";
    let lexicon = lexicon(&[text], &[]);
    let kinds = [
        ("Horizon", EntityKind::Programme),
        ("Baku process", EntityKind::Programme),
        ("Paris Agreement", EntityKind::Law),
        ("Rivers Summit", EntityKind::Event),
        ("Ganja", EntityKind::Place),
        ("GWO", EntityKind::Unknown),
    ];
    for (name, expected) in kinds {
        assert_eq!(kind(&lexicon, name), Some(expected), "{name}");
    }
}

#[test]
fn one_short_form_of_two_things_means_what_its_own_text_says() {
    let water = "The Arctic Water Board (AWB) met. AWB agreed.";
    let air = "The Alpine Wind Bureau (AWB) met. AWB agreed.";
    let lexicon = lexicon(&[water, air], &[]);
    assert_eq!(lexicon.bearers("AWB").len(), 2);
    assert_eq!(mentions(water, &lexicon).last().map(String::as_str), Some("AWB → Arctic Water Board"));
    assert_eq!(mentions(air, &lexicon).last().map(String::as_str), Some("AWB → Alpine Wind Bureau"));
    let mut other = read("AWB met.", Markup::Plain);
    find_mentions("AWB met.", Markup::Plain, &mut other, &lexicon);
    assert!(other.mentions.iter().all(|mention| mention.confidence < 1.0));
}

#[test]
fn wordings_of_other_sources_join_one_entity() {
    let texts = [
        "The UN Centre for River Programmes (UNCRP) opened.",
        "The United Nations Center for River Programs works here. UNCRP grew.",
        "Work of the Centre for River Programmes (UNCRP) went on.",
    ];
    let lexicon = lexicon(&texts, &[]);
    assert_eq!(lexicon.bearers("UNCRP").len(), 1);
    assert_eq!(lexicon.named("United Nations Centre for River Programmes"), lexicon.named("UNCRP"));
    let draft = "the U.N. and the united nations center for river programmes";
    assert_eq!(mentions("The United Nations Centre for River Programs", &lexicon).len(), 1, "{draft}");
}

#[test]
fn the_writers_own_names_come_first() {
    let own = [UserEntity {
        name: "Blue Heron Trust".to_owned(),
        aliases: vec!["BHT".to_owned(), "the Trust of the Heron".to_owned()],
        kind: EntityKind::Organisation,
        id: Some("Q7".to_owned()),
    }];
    let lexicon = lexicon(&["The BHT and Blue Heron Trust met."], &own);
    assert_eq!(
        mentions("BHT's plan and the blue heron trust, Blue Heron Trust", &lexicon),
        ["BHT → Blue Heron Trust", "Blue Heron Trust → Blue Heron Trust"]
    );
    assert_eq!(lexicon.entities.first().and_then(|entity| entity.id.as_deref()), Some("Q7"));
}

#[test]
fn what_refers_back_and_what_does_not() {
    let cases: &[(&str, &[&str])] = &[
        (
            "The Global Weather Office (GWO) opened in Chad. The agency has 20 staff. It works in the country.",
            &[
                "Global Weather Office → Global Weather Office",
                "GWO → Global Weather Office",
                "Chad → Chad",
                "The agency → Global Weather Office",
                "It → Global Weather Office",
                "the country → Chad",
            ],
        ),
        (
            "The River Fund (RF) and the Lake Office (LO) signed it in Ganja. Both organisations opened offices in the city.",
            &["Both → River Fund", "organisations → Lake Office", "the city → Ganja"],
        ),
        (
            "The River Fund and the Lake Office met. The two organisations agreed.",
            &["The two → River Fund", "organisations → Lake Office"],
        ),
        (
            "Jane Doe met the Global Weather Office (GWO). It is clear that the organisation of events is hard.",
            &["Global Weather Office → Global Weather Office", "GWO → Global Weather Office"],
        ),
        (
            "The Nile Fund for Schools (“the Fund”) pays. The Lake Fund for Roads pays too.\n\nMuch later the Fund stopped.",
            &[
                "Nile Fund for Schools → Nile Fund for Schools",
                "Lake Fund for Roads → Lake Fund for Roads",
                "the Fund → Nile Fund for Schools",
            ],
        ),
    ];
    for (text, expected) in cases {
        let found = alone(text);
        for one in *expected {
            assert!(found.iter().any(|mention| mention == one), "{text}: {one} not in {found:?}");
        }
    }
    let unbound = [
        "The River Fund, the Dam Fund and the Lake Office met. Both organisations agreed.",
        "The River Fund met. The organisations agreed.",
        "The River Fund and the Lake Office met.\n\n# Roads\n\nNothing else.\n\nThe agencies of the region agreed.",
        "It happened in Chad. The city was quiet.",
    ];
    for text in unbound {
        let found = alone(text);
        let bound = |one: &&String| {
            one.contains("organisations →") || one.contains("agencies →") || one.contains("city →")
        };
        assert_eq!(found.iter().find(bound), None, "{text}");
    }
}
