//! Definitions of short forms in the patterns of reports, letters and treaties, and what only looks like one.

use factmark_core::names::definitions;
use factmark_core::text::Span;
use proptest::prelude::*;

fn found(text: &str) -> Vec<(&str, &str)> {
    let all = definitions(text, Span::new(0, text.len()));
    all.iter().map(|one| (one.short.of(text), one.long.of(text))).collect()
}

fn assert_all(cases: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in cases {
        assert_eq!(&found(text), expected, "{text}");
    }
}

#[test]
fn in_brackets_behind_the_long_form() {
    assert_all(&[
        (
            "It met the Organization of African Unity (OAU), the United Nations Children's Fund (UNICEF) and the United Nations Population Fund (UNFPA).",
            &[
                ("OAU", "Organization of African Unity"),
                ("UNICEF", "United Nations Children's Fund"),
                ("UNFPA", "United Nations Population Fund"),
            ],
        ),
        (
            "the Committee on the Elimination of Racial Discrimination (CERD) and Médecins Sans Frontières (MSF)",
            &[
                ("CERD", "Committee on the Elimination of Racial Discrimination"),
                ("MSF", "Médecins Sans Frontières"),
            ],
        ),
        (
            "the United Nations Educational, Scientific and Cultural Organization (UNESCO) works",
            &[("UNESCO", "United Nations Educational, Scientific and Cultural Organization")],
        ),
        (
            "least developed countries (LDCs), small island developing States (SIDS) and the Group of 77 (G77)",
            &[
                ("LDCs", "least developed countries"),
                ("SIDS", "small island developing States"),
                ("G77", "Group of 77"),
            ],
        ),
        (
            "water, sanitation and hygiene (WASH) for people living with HIV (PLHIV)",
            &[("WASH", "water, sanitation and hygiene"), ("PLHIV", "people living with HIV")],
        ),
        (
            "Armed River Council (ARC)/Sahel Water Front (SWF) forces",
            &[("ARC", "Armed River Council"), ("SWF", "Sahel Water Front")],
        ),
        ("the Displacement Monitoring Centre (DMC, Geneva)", &[("DMC", "Displacement Monitoring Centre")]),
        (
            "the “Support to Schools in Mountain Areas (SUSMA)” project",
            &[("SUSMA", "Support to Schools in Mountain Areas")],
        ),
        (
            "the Lao People's Democratic Republic (Lao PDR)",
            &[("Lao PDR", "Lao People's Democratic Republic")],
        ),
    ]);
}

#[test]
fn with_signs_numbers_and_words_between() {
    assert_all(&[
        (
            "an early phase marker positive (EPM+) and an early phase marker negative (EPM-) strain",
            &[("EPM+", "early phase marker positive"), ("EPM-", "early phase marker negative")],
        ),
        ("the 20-item Alpine Mood Scale (AMS-20) was used", &[("AMS-20", "20-item Alpine Mood Scale")]),
        ("levels of 17-beta-estradiol (E2) and of water (W3)", &[("E2", "17-beta-estradiol")]),
        ("the Lake Water Office in Baku (LWO) opened", &[("LWO", "Lake Water Office")]),
        ("finger blood pressure was measured twice (FBP)", &[("FBP", "finger blood pressure")]),
        ("the acid (ABC)-induced chloride current (ICl) rose", &[("ICl", "chloride current")]),
        ("venous injection of rh (recombinant human) factor", &[("rh", "recombinant human")]),
    ]);
}

#[test]
fn short_forms_of_another_language() {
    assert_all(&[
        (
            "the Community of Latin American and Caribbean States (known by its Spanish acronym, CELAC)",
            &[("CELAC", "Community of Latin American and Caribbean States")],
        ),
        (
            "Doctors Without Borders (MSF, by its French acronym) and the River Fund (RIFU; formerly RF)",
            &[("MSF", "Doctors Without Borders"), ("RIFU", "River Fund")],
        ),
        (
            "the World River Fund (WRF; formerly the Lake Fund) and the Dam Safety Board (better known as DSB)",
            &[("WRF", "World River Fund"), ("DSB", "Dam Safety Board")],
        ),
    ]);
}

#[test]
fn in_the_other_order_and_without_brackets() {
    assert_all(&[
        (
            "ICRW (International Centre for River Works) said so.",
            &[("ICRW", "International Centre for River Works")],
        ),
        ("The Global Weather Office, GWO, warned of it.", &[("GWO", "Global Weather Office")]),
        ("GWO, the Global Weather Office, warned of it.", &[("GWO", "Global Weather Office")]),
        (
            "the European Bank for River Transport – EBRT – lends",
            &[("EBRT", "European Bank for River Transport")],
        ),
        ("SDS = Safety data sheet", &[("SDS", "Safety data sheet")]),
        ("GWO: Global Weather Office", &[("GWO", "Global Weather Office")]),
        (
            "GWO – Global Weather Office\nRTP – River Transport Plan",
            &[("GWO", "Global Weather Office"), ("RTP", "River Transport Plan")],
        ),
        ("FPC\tIntegrated Food Phase Classification", &[]),
        (
            "IPC\tIntegrated Food Security Phase Classification",
            &[("IPC", "Integrated Food Security Phase Classification")],
        ),
        (
            "CEFW stands for Convention on the Equality of All Forms of Work.",
            &[("CEFW", "Convention on the Equality of All Forms of Work")],
        ),
    ]);
}

#[test]
fn words_that_stand_for_a_name_from_here_on() {
    assert_all(&[
        (
            "The Food and Forest Organization (hereinafter referred to as \"FFO\") and the World Seed Programme (hereinafter “the Programme”)",
            &[("FFO", "Food and Forest Organization"), ("Programme", "World Seed Programme")],
        ),
        (
            "the International Water Agency (“the Agency”) and the Government of Chad (the \"Government\")",
            &[("Agency", "International Water Agency"), ("Government", "Government of Chad")],
        ),
        (
            "the Nile Commission on Peoples' Rights (the Commission)",
            &[("Commission", "Nile Commission on Peoples' Rights")],
        ),
    ]);
}

#[test]
fn what_is_no_definition() {
    let texts = [
        "the fourth goal of the 2030 Agenda for Sustainable Development (SDG 4)",
        "the new Employment Strategy (2017-2030) and the Almaty Process (2013)",
        "talks in New York (United States) and Ganja (Azerbaijan)",
        "see the annex (see table 4) and the report (p. 12)",
        "He joined the team (WHO) and the board (IMF).",
        "resolution 2231 (2015), document A/72/488 and Article 5 (b)",
        "three options: (a) peace, (b) war, (ii) neither",
        "It was said (and not only once) that (as always) all was well.",
        "NB: nobody was there. OK, the office was closed.",
        "the office (as of May), hall four (B4) and the map (cf. Annex II, table 3)",
        "He said (in English) that the fund (New York, 2019) and as (at sea) before",
        "the Lake Office was told in Baku (EU)",
        "the extracellular [Ca2+] and the conditions of [K+] (Smith et al., 2010; WHO, 2015)",
        "the prices (USD) and the heights (km) in the year (total)",
    ];
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn spans_lie_on_characters_of_any_text(text in "(\\PC{0,12}[ (\\[“)\\]:=,\n]?[A-ZÉİß]{0,4}){0,8}") {
        for definition in definitions(&text, Span::new(0, text.len())) {
            prop_assert!(!definition.short.of(&text).is_empty());
            prop_assert!(!definition.long.of(&text).is_empty());
            prop_assert!(!definition.short.overlaps(definition.long));
        }
    }
}

#[test]
fn spaces_of_any_width_and_words_without_end() {
    assert_all(&[(
        "the\u{a0}World\u{a0}River\u{2009}Fund (the “Fund”) and the World\u{a0}Food\u{a0}Board\u{a0}(WFB)",
        &[("Fund", "World\u{a0}River\u{2009}Fund"), ("WFB", "World\u{a0}Food\u{a0}Board")],
    )]);
    // Cost must not grow with the square of such a word; the test would not end.
    let endless = "AbAb(AB)".repeat(40_000);
    assert!(definitions(&endless, Span::new(0, endless.len())).len() <= 40_000);
}
