//! The words that dates and durations are made of, found by one look-up.
//! It must not know how they combine.

use super::feast::FIRST_WORDS;
use crate::values::TimeUnit;

/// What a word can be in a date. A word has one reading here; where it has several the grammar tells them apart
/// ("may", "second", "quarter").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::values) enum Word {
    /// 1 to 12, written in full.
    Month(i8),
    /// 1 to 12, shortened ("Sept").
    ShortMonth(i8),
    /// 1 (Monday) to 7.
    Weekday(i8),
    ShortWeekday(i8),
    Season(Season),
    /// "one" to "twelve", "thirteen" … "ninety".
    Cardinal(i16),
    Hundred,
    Thousand,
    /// "first" to "thirtieth"; "second" is the unit of time too.
    Ordinal(i8),
    Unit(TimeUnit),
    /// "hr", "min", "sec": a unit only right after a digit.
    ShortUnit(TimeUnit),
    /// "fortnight".
    Fortnight,
    Weekend,
    Night,
    /// "twenties" to "nineties", by its first year in the century.
    Decade(i16),
    Half,
    /// "A", "an".
    Article,
    The,
    /// "full", "all": one whole unit.
    Whole,
    /// A number that is not told: "several", "few", "many".
    Vague,
    Couple,
    Dozen,
    Since,
    Until,
    /// "up to".
    Up,
    By,
    Before,
    /// "prior to".
    Prior,
    After,
    As,
    From,
    Between,
    About,
    Early,
    Mid,
    Late,
    Beginning,
    Middle,
    End,
    /// "last", "past".
    Last,
    This,
    Next,
    /// A day counted from today: -1, 0, 1.
    Today(i8),
    /// "Q", "H", "FY", "CY": before or after a year.
    QuarterSign,
    HalfSign,
    FiscalSign,
    CalendarSign,
    Fiscal,
    /// "AD", "CE".
    Ad,
    /// "BC", "BCE".
    Bc,
    /// The first word of a feast's name.
    Feast,
    /// "turn of the century".
    Turn,
    /// Before a hyphen and a year.
    Pre,
    Post,
    In,
    On,
    Of,
    To,
    Through,
    And,
}

/// Seasons of the northern hemisphere, by whole months: spring is March to May.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::values) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

use Word::{
    About, Ad, After, And, Article, As, Bc, Before, Beginning, Between, By, CalendarSign, Cardinal, Couple,
    Decade, Dozen, Early, End, Fiscal, FiscalSign, Fortnight, From, Half, HalfSign, Hundred, In, Last, Late,
    Mid, Middle, Month, Next, Night, Of, On, Ordinal, Post, Pre, Prior, QuarterSign, ShortMonth, ShortUnit,
    ShortWeekday, Since, The, This, Thousand, Through, To, Today, Turn, Unit, Until, Up, Vague, Weekday,
    Weekend, Whole,
};

const fn season(season: Season) -> Word {
    Word::Season(season)
}

/// All words, in lower case and ASCII.
const WORDS: &[(&str, Word)] = &[
    // a
    ("all", Whole),
    ("another", Whole),
    ("a", Article),
    ("an", Article),
    ("and", And),
    ("as", As),
    ("after", After),
    ("about", About),
    ("around", About),
    ("approximately", About),
    ("april", Month(4)),
    ("august", Month(8)),
    ("apr", ShortMonth(4)),
    ("aug", ShortMonth(8)),
    ("autumn", season(Season::Autumn)),
    ("ad", Ad),
    // b
    ("by", By),
    ("before", Before),
    ("between", Between),
    ("beginning", Beginning),
    ("bc", Bc),
    ("bce", Bc),
    // c
    ("c", About),
    ("ca", About),
    ("circa", About),
    ("century", Unit(TimeUnit::Century)),
    ("centuries", Unit(TimeUnit::Century)),
    ("couple", Couple),
    ("coming", Next),
    ("current", This),
    ("cy", CalendarSign),
    ("ce", Ad),
    // d
    ("day", Unit(TimeUnit::Day)),
    ("days", Unit(TimeUnit::Day)),
    ("december", Month(12)),
    ("dec", ShortMonth(12)),
    ("decade", Unit(TimeUnit::Decade)),
    ("decades", Unit(TimeUnit::Decade)),
    ("dozen", Dozen),
    // e
    ("entire", Whole),
    ("early", Early),
    ("earlier", Early),
    ("end", End),
    ("eight", Cardinal(8)),
    ("eleven", Cardinal(11)),
    ("eighteen", Cardinal(18)),
    ("eighty", Cardinal(80)),
    ("eighth", Ordinal(8)),
    ("eleventh", Ordinal(11)),
    ("eighteenth", Ordinal(18)),
    ("eighties", Decade(80)),
    // f
    ("full", Whole),
    ("from", From),
    ("first", Ordinal(1)),
    ("few", Vague),
    ("february", Month(2)),
    ("feb", ShortMonth(2)),
    ("friday", Weekday(5)),
    ("fri", ShortWeekday(5)),
    ("fall", season(Season::Autumn)),
    ("four", Cardinal(4)),
    ("five", Cardinal(5)),
    ("fourteen", Cardinal(14)),
    ("fifteen", Cardinal(15)),
    ("forty", Cardinal(40)),
    ("fifty", Cardinal(50)),
    ("fourth", Ordinal(4)),
    ("fifth", Ordinal(5)),
    ("fourteenth", Ordinal(14)),
    ("fifteenth", Ordinal(15)),
    ("forties", Decade(40)),
    ("fifties", Decade(50)),
    ("fortnight", Fortnight),
    ("fy", FiscalSign),
    ("fiscal", Fiscal),
    ("financial", Fiscal),
    // h
    ("half", Half),
    ("hour", Unit(TimeUnit::Hour)),
    ("hours", Unit(TimeUnit::Hour)),
    ("hr", ShortUnit(TimeUnit::Hour)),
    ("hrs", ShortUnit(TimeUnit::Hour)),
    ("h", HalfSign),
    ("hundred", Hundred),
    // i
    ("in", In),
    // j
    ("january", Month(1)),
    ("june", Month(6)),
    ("july", Month(7)),
    ("jan", ShortMonth(1)),
    ("jun", ShortMonth(6)),
    ("jul", ShortMonth(7)),
    // l
    ("last", Last),
    ("late", Late),
    ("later", Late),
    // m
    ("may", Month(5)),
    ("march", Month(3)),
    ("mar", ShortMonth(3)),
    ("month", Unit(TimeUnit::Month)),
    ("months", Unit(TimeUnit::Month)),
    ("monday", Weekday(1)),
    ("mon", ShortWeekday(1)),
    ("mid", Mid),
    ("middle", Middle),
    ("minute", Unit(TimeUnit::Minute)),
    ("minutes", Unit(TimeUnit::Minute)),
    ("min", ShortUnit(TimeUnit::Minute)),
    ("mins", ShortUnit(TimeUnit::Minute)),
    ("many", Vague),
    // n
    ("night", Night),
    ("nights", Night),
    ("next", Next),
    ("november", Month(11)),
    ("nov", ShortMonth(11)),
    ("nine", Cardinal(9)),
    ("nineteen", Cardinal(19)),
    ("ninety", Cardinal(90)),
    ("ninth", Ordinal(9)),
    ("nineteenth", Ordinal(19)),
    ("nineties", Decade(90)),
    // o
    ("of", Of),
    ("on", On),
    ("one", Cardinal(1)),
    ("october", Month(10)),
    ("oct", ShortMonth(10)),
    // p
    ("past", Last),
    ("post", Post),
    ("pre", Pre),
    ("prior", Prior),
    // q
    ("q", QuarterSign),
    ("quarter", Unit(TimeUnit::Quarter)),
    ("quarters", Unit(TimeUnit::Quarter)),
    ("qtr", Unit(TimeUnit::Quarter)),
    // s
    ("since", Since),
    ("several", Vague),
    ("some", Vague),
    ("six", Cardinal(6)),
    ("seven", Cardinal(7)),
    ("second", Ordinal(2)),
    ("seconds", Unit(TimeUnit::Second)),
    ("sec", ShortUnit(TimeUnit::Second)),
    ("secs", ShortUnit(TimeUnit::Second)),
    ("september", Month(9)),
    ("sept", ShortMonth(9)),
    ("sep", ShortMonth(9)),
    ("sunday", Weekday(7)),
    ("saturday", Weekday(6)),
    ("sun", ShortWeekday(7)),
    ("sat", ShortWeekday(6)),
    ("summer", season(Season::Summer)),
    ("spring", season(Season::Spring)),
    ("start", Beginning),
    ("sixteen", Cardinal(16)),
    ("seventeen", Cardinal(17)),
    ("sixty", Cardinal(60)),
    ("seventy", Cardinal(70)),
    ("sixth", Ordinal(6)),
    ("seventh", Ordinal(7)),
    ("sixteenth", Ordinal(16)),
    ("seventeenth", Ordinal(17)),
    ("sixties", Decade(60)),
    ("seventies", Decade(70)),
    // t
    ("the", The),
    ("to", To),
    ("through", Through),
    ("thru", Through),
    ("this", This),
    ("three", Cardinal(3)),
    ("two", Cardinal(2)),
    ("ten", Cardinal(10)),
    ("till", Until),
    ("turn", Turn),
    ("thirteen", Cardinal(13)),
    ("twelve", Cardinal(12)),
    ("twenty", Cardinal(20)),
    ("thirty", Cardinal(30)),
    ("third", Ordinal(3)),
    ("tenth", Ordinal(10)),
    ("twelfth", Ordinal(12)),
    ("thirteenth", Ordinal(13)),
    ("twentieth", Ordinal(20)),
    ("thirtieth", Ordinal(30)),
    ("twenties", Decade(20)),
    ("thirties", Decade(30)),
    ("today", Today(0)),
    ("tomorrow", Today(1)),
    ("tonight", Today(0)),
    ("thousand", Thousand),
    ("tuesday", Weekday(2)),
    ("thursday", Weekday(4)),
    ("tue", ShortWeekday(2)),
    ("tues", ShortWeekday(2)),
    ("thu", ShortWeekday(4)),
    ("thur", ShortWeekday(4)),
    ("thurs", ShortWeekday(4)),
    // u
    ("until", Until),
    ("upcoming", Next),
    ("up", Up),
    // w
    ("whole", Whole),
    ("week", Unit(TimeUnit::Week)),
    ("weeks", Unit(TimeUnit::Week)),
    ("weekend", Weekend),
    ("weekends", Weekend),
    ("wednesday", Weekday(3)),
    ("wed", ShortWeekday(3)),
    ("winter", season(Season::Winter)),
    // y
    ("yr", ShortUnit(TimeUnit::Year)),
    ("yrs", ShortUnit(TimeUnit::Year)),
    ("year", Unit(TimeUnit::Year)),
    ("years", Unit(TimeUnit::Year)),
    ("yesterday", Today(-1)),
];

/// Slots of the look-up table: a power of two, more than twice the number of words, so that most searches end at once.
const SLOTS: usize = 2048;
const EMPTY: u16 = u16::MAX;

/// Index into [`WORDS`], and behind its end into [`FIRST_WORDS`], by [`slot_of`], the next free slot where that is taken.
/// Built by the compiler.
static TABLE: [u16; SLOTS] = table();

#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which refuses an index out of bounds")]
#[expect(clippy::cast_possible_truncation, reason = "fewer words than slots")]
const fn table() -> [u16; SLOTS] {
    assert!(2 * (WORDS.len() + FIRST_WORDS.len()) < SLOTS);
    let mut table = [EMPTY; SLOTS];
    let mut index = 0;
    while index < WORDS.len() + FIRST_WORDS.len() {
        let word = if index < WORDS.len() { WORDS[index].0 } else { FIRST_WORDS[index - WORDS.len()] };
        let bytes = word.as_bytes();
        let second = if bytes.len() > 1 { bytes[1] } else { 0 };
        let mut slot = slot_of(bytes.len(), bytes[0], second, bytes[bytes.len() - 1]);
        while table[slot] != EMPTY {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = index as u16;
        index += 1;
    }
    table
}

const fn folded(letter: u8) -> usize {
    (letter | 0x20) as usize
}

/// Where a word of that length, first, second and last letter belongs; `0x20` folds case.
const fn slot_of(length: usize, first: u8, second: u8, last: u8) -> usize {
    (length * 37 + folded(first) * 67 + folded(second) * 131 + folded(last) * 17) % SLOTS
}

/// What `word` is in a date, ASCII case and a possessive "'s" aside; `None` for every other word.
pub(in crate::values) fn word(word: &str) -> Option<Word> {
    let word = match word.as_bytes() {
        [.., b'\'' | 0x99, b's'] => word.trim_end_matches('s').trim_end_matches(['\'', '\u{2019}']),
        _ => word,
    };
    let bytes = word.as_bytes();
    let (first, last) = (*bytes.first()?, *bytes.last()?);
    let mut slot = slot_of(bytes.len(), first, bytes.get(1).copied().unwrap_or(0), last);
    loop {
        let index = *TABLE.get(slot)?;
        if index == EMPTY {
            return None;
        }
        let index = usize::from(index);
        let (known, reading) = match WORDS.get(index) {
            Some((known, reading)) => (*known, *reading),
            None => (*FIRST_WORDS.get(index - WORDS.len())?, Word::Feast),
        };
        if known.eq_ignore_ascii_case(word) {
            return Some(reading);
        }
        slot = (slot + 1) % SLOTS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_in_any_case_and_no_other() {
        let feasts = FIRST_WORDS.iter().map(|text| (*text, Word::Feast));
        for (text, reading) in WORDS.iter().copied().chain(feasts) {
            assert_eq!(word(text), Some(reading), "{text}");
            assert_eq!(word(&text.to_uppercase()), Some(reading));
            assert_eq!(word(&format!("{text}xq")), None);
        }
        assert_eq!(word("today\u{2019}s"), Some(Word::Today(0)));
        assert_eq!((word("é"), word(""), word("zebra")), (None, None, None));
    }
}
