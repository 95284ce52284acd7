//! What looks like a date and is none.

use super::check;

#[test]
fn counts_and_measures_are_no_years() {
    check(&[
        ("The camp holds 2000 families.", &[]),
        ("They built 1950 new homes.", &[]),
        ("In 2000 cases the form was missing.", &[]),
        ("Some 1500 displaced people came.", &[]),
        ("Exactly 1,992 tents were sent.", &[]),
        ("The pipe is 1950 m long.", &[]),
        ("It costs $1999 or 2010 euro.", &[]),
        ("A population of 1998 was counted.", &[]),
        ("Between 1500 and 1800 families returned.", &[]),
        ("The loss was 1999.5 tonnes.", &[]),
        ("It rose by 2000 tonnes.", &[]),
        ("The temple is 2000 years old.", &["2000 years = 2000 year"]),
        ("It is 1980% more.", &[]),
        ("It is 1980 per cent more.", &[]),
        (
            "It was one of ten (from 1890 until 1970 per the census).",
            &["from 1890 until 1970 = 1890-01-01..1970-12-31 year"],
        ),
    ]);
}

#[test]
fn labels_and_names_are_no_years() {
    check(&[
        ("See document 72/488 and page 1998.", &[]),
        ("The 2030 Agenda and SDG 4 guide the work.", &[]),
        ("Agenda 2063 was adopted.", &[]),
        ("Resolution 2231 (2015) was passed.", &[]),
        ("COVID-19 spread.", &[]),
        ("Call +86 138-2010-2015 now.", &[]),
        ("Call 2010-2015-86 now.", &[]),
        ("The code is 133-03-03-2020 here.", &[]),
        ("Version 1.1.30 is out.", &[]),
        ("Flight 2015 was late.", &[]),
        ("The score was 2014 - 45.", &[]),
        ("The game has 2000 levels.", &[]),
        ("They live at 1999 Main Street.", &[]),
        ("President May arrived; May's visit was short.", &[]),
        ("Doors open at 10.30 a.m. and close at 5:30 p.m. sharp.", &[]),
    ]);
}

#[test]
fn words_that_are_also_months_or_seasons() {
    check(&[
        ("May I ask what this is for?", &[]),
        ("The list may be long, and they march on.", &[]),
        ("An august body met here.", &[]),
        ("The March on the capital was peaceful.", &[]),
        ("April said that June would come.", &[]),
        ("The fall of the city was quick, and water came from the spring.", &[]),
        ("She will wed; he sat in the sun.", &[]),
        ("I second that, for the first time.", &[]),
        ("Of the 3 may be one.", &[]),
    ]);
}

#[test]
fn days_that_do_not_exist_are_refused_with_all_their_parts() {
    check(&[
        ("On 30 February 2014 nothing happened.", &[]),
        ("On February 30, 2014 nothing happened.", &[]),
        ("On 32 August nothing happened.", &[]),
        ("On 31/31/2018 nothing happened.", &[]),
        ("On 2014-02-30 nothing happened.", &[]),
        ("On 2024-13-01 nothing happened.", &[]),
    ]);
}

#[test]
fn other_numbers() {
    check(&[
        ("Twenty-six soldiers came.", &[]),
        ("It was a 1-1 draw, then 4-5-6.", &[]),
        ("The ratio is 4:3 and the share three quarters of the schools.", &[]),
        ("The actor is in his 80s and lives with a man in his late twenties.", &[]),
        ("Temperatures are in the 30s \u{B0}C.", &[]),
        ("Pay ABC 2000.", &[]),
        ("They were paid twice a year, three times a week.", &[]),
        ("Good Friday is a holiday.", &[]),
    ]);
}
