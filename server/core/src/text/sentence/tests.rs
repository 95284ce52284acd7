//! Sentences of our own for every rule, and what it must leave alone.

use super::*;
use crate::text::BlockKind;

/// Sentences of `text` as one paragraph.
fn split(text: &str) -> Vec<&str> {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    sentences_of(text, &block).into_iter().map(|span| span.of(text)).collect()
}

/// Each case is a text with `|` where a sentence ends; the bars are taken out before it is read.
fn check(cases: &[&str]) {
    for case in cases {
        let wanted: Vec<&str> = case.split('|').map(str::trim).collect();
        let text = case.replace("| ", " ").replace("  ", " ").replace('|', "");
        assert_eq!(split(&text), wanted, "{case}");
    }
}

/// Sentences of our own for each kind of the forty-eight golden rules by which segmenters are compared, and their neighbours.
#[test]
fn every_kind_of_the_golden_rules() {
    let table = include_str!("golden.txt");
    let cases: Vec<&str> = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(cases.len() >= 60, "only {}", cases.len());
    check(&cases);
}

#[test]
fn short_forms_do_not_end_a_sentence() {
    check(&[
        "Mr. Haddad met Dr. Lind and Gen. Osei in St. Gallen.",
        "See vol. 3, no. 12, pp. 4-9 and art. 7, para. 2, of the treaty.",
        "The U.S. Embassy closed.| The E.U. Commission did not.",
        "Under res. 1244 the mission stays.| Fig. 3 shows it.| So does Fig. S2 in the annex.",
        "It is led by J. P. Okafor and A. N. Lee et al. since 2011.",
        "Grain, oil, e.g. Sunflower oil, and sugar arrived.",
        "Roe v. Wade and Brown vs. Board came later.",
        "Lakeside Foods Inc. Chairman Tim Roth resigned.",
        "They opened on 5 Sept. 2019 and on Oct. 3.",
        "The plank is 6 ft. 2 in. long.",
        "At 5 a.m. Mr. Roth left.| He came back at 6 p.m. Ms. Roth stayed."
            .replace("p.m. Ms", "p.m.| Ms")
            .as_str(),
    ]);
}

#[test]
fn short_forms_end_a_sentence_where_the_next_word_opens_one() {
    check(&[
        "They live in the U.S.| How about you?",
        "It was sold to Lakeside Foods Inc.| The buyer paid in cash.",
        "She took her Ph.D.| Tomas was proud.",
        "They sent tents, food, etc.| Drivers were paid later.",
        "Did she agree?| No.| Others did.",
        "It is listed in annex B.| Officials denied it.",
        "It ended in Dec.| Schools opened in Jan.| That helped.",
        "That was the plan of you and I.| Did it work?",
    ]);
}

#[test]
fn quotations_are_split_inside_and_go_on_behind() {
    check(&[
        "She said: “We came in 1992.| We stayed.”| Then she left.",
        "\"Is that all?\" he asked.",
        "‘Stop!’ cried Lind.| He ran.",
        "“It was late.”| \"It was cold.\"",
        "The show Who Dares? (2015) and its sequel were dubbed.",
        "He spoke (his first talk since May.) at the local school.",
        "He spoke.| (It was his first talk.)| They cheered.",
    ]);
}

#[test]
fn footnote_marks_stay_with_their_sentence() {
    check(&[
        "The camp grew.[3]| It was moved.[4][5]| Then it closed. [6]| Nobody objected.",
        "The camp grew.12| It was moved (twice).3,4| Then it closed.",
        "The camp grew.¹| It closed.",
        "The camp grew. [citation needed]| It closed.",
        "The camp grew. 8| Yet it closed.",
        "The camp grew in 2019.| 35 families left.",
        "It rose by 4.5 per cent.| The rest is known.",
    ]);
}

#[test]
fn omissions_end_a_sentence_only_before_a_capital() {
    check(&[
        "They waited ... and left.",
        "They waited...| Nobody came.",
        "They waited . . . for days.",
        "They waited….| Nobody came.",
        "They waited.| . . . Nobody came.",
        "The thing is . . . I did not know.",
        "Crops failed […]| Prices rose.",
    ]);
}

#[test]
fn numbering_opens_a_sentence_and_does_not_end_one() {
    check(&[
        "1. Water was short| 2. Food was short| 3. Roads were cut",
        "a) Water was short.| b) Food was short.",
        "i. Water| ii. Food| iii. Roads",
        "• Water| • Food",
        "• 9. Water| • 10. Food",
        "2.1. Background of the mission",
        "Figure 2. Refugees by year",
        "3. The Council adopts the report.| 4. It thanks the staff.",
        "As said in section 2. above, it holds.",
        "1. The fee is set in section 2. It is paid monthly.".replace("2. It", "2.| It").as_str(),
    ]);
}

#[test]
fn points_inside_dates_and_times_of_day() {
    check(&[
        "The raid of 16. November 2016 failed.| So did that on 3. Dec. 2016.",
        "They met at 5 p.m. Tuesday.| They left at 6 p.m. Wednesday in Osh.",
        "They met at 5 p.m.| Monday brought rain.",
        "The bell rang at 8 a.m. Eastern time.| Doors opened at 9 a.m. Sept. 5.",
        "It is on Mon. 3 May and Thurs. 6 May.| On Sat.| He rests.",
        "In A.D. 70 it fell.| It fell in 70 A.D.| Nobody stayed.",
        "There were 16.| November 2016 was cold.",
    ]);
}

#[test]
fn credit_lines_and_date_lines_stand_alone() {
    check(&[
        "Children at the well in Sumqayıt| Photo: A. Lind.",
        "The data source: a survey of 300 homes.",
        "Storm hits the coast| Tuesday, 1 September 2015",
        "Thursday, May 7, 2015| On Tuesday the port closed.",
        "The court sits on Thursday, May 7, 2015",
    ]);
}

#[test]
fn a_missing_space_is_seen_but_addresses_are_whole() {
    check(&[
        "The wall fell.| The town burnt.".replace(".| ", ".|").as_str(),
        "Write to a.lind@example.org or see example.org/Is.html for more.",
        "Version 2.0.1 of node.js runs.",
    ]);
}

#[test]
fn white_space_of_any_kind_changes_nothing() {
    let one = "Mr. Haddad left. He met Gen. Osei. 35 people came. “Yes.” It was late. See vol. 3.";
    let wanted: Vec<String> = split(one).iter().map(|sentence| sentence.replace(' ', "~")).collect();
    for space in ["\n", "\r\n", "  ", "\n   "] {
        let wrapped = one.replace(' ', space);
        let found: Vec<String> =
            split(&wrapped).iter().map(|sentence| sentence.replace(space, "~")).collect();
        assert_eq!(found, wanted, "{space:?}");
    }
}
