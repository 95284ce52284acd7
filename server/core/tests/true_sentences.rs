//! Pairs of a source and a claim that agree though a hasty reader would object, each beside one that really conflicts.
//! Our own sentences, one for each cause of a false alarm that was seen in news and encyclopaedic texts.

use factmark_core::check::compare::compare;

fn judge(rows: &[(&str, &str, bool)]) {
    for (source, claim, conflict) in rows {
        let comparison = compare(source, claim);
        assert_eq!(comparison.tier.is_some(), *conflict, "{source} / {claim}: {comparison:?}");
    }
}

#[test]
fn a_denial_is_read_in_all_its_forms() {
    judge(&[
        (
            "It is unknown whether or not the old school will reopen.",
            "It is unknown whether the old school will reopen.",
            false,
        ),
        ("The ferry may or may not have a second deck.", "The ferry may have a second deck.", false),
        ("The ferry does not have a second deck.", "The ferry has a second deck.", true),
        (
            "The region is neither dependent on nor governed by the capital.",
            "The region is not dependent on any other power.",
            false,
        ),
        (
            "Their failure, twice in a row, to elect a mayor alarmed the town.",
            "Twice in a row they failed to elect a mayor.",
            false,
        ),
        ("The town elected a mayor.", "The town failed to elect a mayor.", true),
        (
            "The council decided against selling the harbour.",
            "The council decided not to sell the harbour.",
            false,
        ),
        (
            "The mayor declined, through a friend, to comment on the fire.",
            "The mayor declined to comment on the fire.",
            false,
        ),
        (
            "The union will strike unless the wages are raised.",
            "If the wages are not raised, the union will strike.",
            false,
        ),
        (
            "He pleaded not guilty on Tuesday to two charges.",
            "He pleaded not guilty Tuesday to two charges.",
            false,
        ),
        (
            "Rain has not stopped Dorn -- who will leave the team at the end of May -- from training.",
            "Dorn will leave the team at the end of May.",
            false,
        ),
    ]);
}

#[test]
fn dates_that_may_be_meant_are_no_conflict() {
    judge(&[
        (
            "The women won the cup this year, building on a first final in 2018.",
            "The women won the cup in 2019.",
            false,
        ),
        ("The women won the cup in 2018.", "The women won the cup in 2019.", true),
        (
            "Two fires broke out between December and February.",
            "Two fires broke out between December and February.",
            false,
        ),
        ("The painter was born in 1890 in Arva.", "The painter was born in 1889 or 1890 in Arva.", false),
        ("The painter was born in 1890 in Arva.", "The painter was born in 1889 in Arva.", true),
        (
            "The board today confirmed that Lea Venn has been named head of the team for the Arva 2015 Regional Games.",
            "Lea Venn was named head of the team on 29 April 2014.",
            false,
        ),
    ]);
}

#[test]
fn numbers_that_were_cut_or_added_up_are_read() {
    judge(&[
        ("The hall held 15, 000 flowers.", "The hall held 15,000 flowers.", false),
        ("The hall held 15, 000 flowers.", "The hall held 19,000 flowers.", true),
        ("She faces a $ 3, 800 fine.", "She faces a $3,800 fine.", false),
        (
            "The port lost 43,000 jobs in Arva and 18,000 jobs in Lom.",
            "The port lost nearly 62,000 jobs in Arva and Lom.",
            false,
        ),
    ]);
}

#[test]
fn what_is_turned_twice_or_told_in_another_order_agrees() {
    judge(&[
        (
            "At least 11 more cases in Lom and three in Arva are suspected.",
            "There are at least three suspected cases in Arva and 11 in Lom.",
            false,
        ),
        (
            "There were 11 cases in Lom and three in Arva.",
            "There were three cases in Lom and 11 in Arva.",
            true,
        ),
        (
            "A number below 50 suggests decline in the sector.",
            "A reading above 50 suggests growth in the sector.",
            false,
        ),
        ("The outline became indistinct in the fog.", "The outline became less distinct in the fog.", false),
    ]);
}

#[test]
fn one_name_in_two_spellings_is_one_name() {
    judge(&[
        ("Arva says it will obey the UN resolution.", "Arva vows to obey the U.N. resolution.", false),
        (
            "Karel Dorn and the LithParty would sell the port.",
            "Karel Dorn and the Lith. Party would sell the port.",
            false,
        ),
        ("The singer thanked the actor Ada Sorel.", "The singer thanked the actress Ada Sorel.", false),
        (
            "Viruses change a million times faster than bacteria.",
            "Bacteria change a million times slower than viruses.",
            false,
        ),
        (
            "Viruses change a million times faster than bacteria.",
            "Viruses change a million times slower than bacteria.",
            true,
        ),
    ]);
}

#[test]
fn a_value_that_went_the_other_way() {
    judge(&[
        (
            "Revenue rose 3 percent to 612 million euros.",
            "Revenue fell 3 percent to 612 million euros.",
            true,
        ),
        (
            "Sales in Norland grew by 6 percent, while sales in Sudland dropped by 9 percent.",
            "Sales in Sudland grew by 9 percent.",
            true,
        ),
        (
            "Its shares closed 7.4 percent lower on Friday.",
            "Its shares closed 7.4 percent higher on Friday.",
            true,
        ),
        (
            "The cooperative saw a drop of 12 percent in landings.",
            "Landings of the cooperative increased by 12 percent.",
            true,
        ),
        ("The board raised the fee to 40 euros.", "The board lowered the fee to 40 euros.", true),
        // Another thing went the other way, or the same thing both ways.
        ("Costs rose 3 percent and revenue fell 4 percent.", "Revenue fell 4 percent.", false),
        (
            "Revenue fell 3 percent after it had risen 3 percent a year before.",
            "Revenue had risen 3 percent a year before.",
            false,
        ),
        ("Losses fell by 18 percent.", "Profit rose by 18 percent.", false),
        // Denied, lessened, or only a bound.
        ("Revenue did not fall 3 percent.", "Revenue rose 3 percent.", false),
        ("The fee was raised up to 40 euros.", "The fee is now up to 40 euros.", false),
        ("The town cut the number of buses by 12.", "The town reduced the number of buses by 12.", false),
    ]);
}
