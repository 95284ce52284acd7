//! Lengths of time.

use super::check;

#[test]
fn durations() {
    check(&[
        ("It lasted 30 years.", &["30 years = 30 year"]),
        ("It lasted for three decades.", &["three decades = 3 decade"]),
        ("A six-month plan and a 10-year lease.", &["six-month = 6 month", "10-year = 10 year"]),
        ("It lasted one hundred and fifty years.", &["one hundred and fifty years = 150 year"]),
        ("It lasted 3.5 years.", &["3.5 years = 3.5 year"]),
        ("It lasted two and a half years.", &["two and a half years = 2.5 year"]),
        ("It lasted an hour and a half.", &["an hour and a half = 1.5 hour"]),
        ("It lasted half a century.", &["half a century = 0.5 century"]),
        ("It lasted three quarters of an hour.", &["three quarters of an hour = 0.75 hour"]),
        ("It lasted two years and six months.", &["two years and six months = 30 month"]),
        ("It lasted 15-20 years.", &["15-20 years = 15..20 year"]),
        ("It lasts between 5 and 10 days.", &["between 5 and 10 days = 5..10 day"]),
        ("It lasted several weeks.", &["several weeks = some week"]),
        ("It lasted 1,500 hours.", &["1,500 hours = 1500 hour"]),
        ("It lasted a fortnight.", &["a fortnight = 2 week"]),
        ("It took 45 min. to load.", &["45 min. = 45 minute"]),
        ("It lasted three consecutive days.", &["three consecutive days = 3 day"]),
        ("It took 2 hours and 20.", &["2 hours and 20 = 140 minute"]),
        ("It took an hour and 10 people.", &["an hour = 1 hour"]),
        ("It took three hours, 10 cars and a bus.", &["three hours = 3 hour"]),
        ("It lasted 2 years 1 month 3 days.", &["2 years 1 month 3 days = 763 day"]),
        ("It lasted twenty and four hours.", &["twenty and four hours = 24 hour"]),
        ("It lasted 1/2 hour, then 2 1/2 years.", &["1/2 hour = 0.5 hour", "2 1/2 years = 2.5 year"]),
        ("It lasted four weekends.", &["four weekends = 8 day"]),
        ("It lasted 5 yrs.", &["5 yrs = 5 year"]),
        ("It is 4.5 billion years old.", &["4.5 billion years = 4500000000 year"]),
    ]);
}

/// The operator is the numbers' own reader's; the length is read here.
#[test]
fn operators_before_durations() {
    check(&[
        ("It lasted more than 30 years.", &["30 years = 30..? year"]),
        (
            "It lasted less than 2 hours and nearly three decades.",
            &["2 hours = ?..2 hour", "three decades = 3 decade"],
        ),
        ("It lasted about 6 months.", &["6 months = 6 month"]),
    ]);
}

/// What stands right behind the number or behind the unit, and lengths without a number.
#[test]
fn hedged_lengths() {
    check(&[
        ("The bridge is 20+ years old.", &["20+ years = 20..? year"]),
        (
            "It took 30-odd years and five-plus hours.",
            &["30-odd years = 30 year", "five-plus hours = 5..? hour"],
        ),
        ("It lasted 3½ years, then 10¼ months.", &["3½ years = 3.5 year", "10¼ months = 10.25 month"]),
        (
            "A 10- to 12-day trip and a three- to five-year plan.",
            &["10- to 12-day = 10..12 day", "three- to five-year = 3..5 year"],
        ),
        ("It takes a year or two.", &["a year or two = 1..2 year"]),
        (
            "It takes an hour or so, 5 days or more, 3 weeks or less.",
            &["an hour or so = 1 hour", "5 days or more = 5..? day", "3 weeks or less = ?..3 week"],
        ),
        ("It took 5 days or more than that.", &["5 days = 5 day"]),
        ("It took 2h 30m, but the pole is 30 m high.", &["2h 30m = 150 minute"]),
        (
            "The months-long siege and the year-long study ended.",
            &["months-long = some month", "year-long = 1 year"],
        ),
        ("The 20+ people and 30-odd boats left.", &[]),
    ]);
}
