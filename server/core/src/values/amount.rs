//! Reads one number with what it is of: money, a percentage, a unit, a rank, a ratio.
//! It must not know operators nor ranges: those bind amounts.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::values::currency::{self, Naming};
use crate::values::number::{Form, Numeral, joined, money_scale_at, number_at, ordinal, scale_at};
use crate::values::token::{TokenKind, Tokens};
use crate::values::unit::{FOOT, unit_at};
use crate::values::value::{Kind, Unit};
use crate::values::{head, money, ratio};

/// One number and what it is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) low: Decimal,
    /// Equal to `low` but for vague quantities ("dozens").
    pub(crate) high: Decimal,
    pub(crate) kind: Kind,
    pub(crate) unit: Unit,
    /// Index of its first token and of the first after it.
    pub(crate) start: usize,
    pub(crate) next: usize,
    pub(crate) significant: u8,
    pub(crate) weak: bool,
    pub(crate) vague: bool,
    /// What its scale word multiplied (see [`Numeral::scale`]).
    pub(crate) scale: Decimal,
    /// Digits without separator, decimals or scale.
    pub(crate) plain: bool,
}

impl Amount {
    pub(crate) fn of(numeral: Numeral, start: usize) -> Self {
        let kind = if numeral.form == Form::Fraction { Kind::Fraction } else { Kind::Number };
        Amount {
            low: numeral.low,
            high: numeral.high,
            kind,
            unit: Unit::None,
            start,
            next: numeral.next,
            significant: numeral.significant,
            weak: numeral.weak,
            vague: numeral.form == Form::Vague,
            scale: numeral.scale,
            plain: numeral.form == Form::Plain,
        }
    }

    pub(crate) fn times(self, factor: Decimal, next: usize) -> Option<Self> {
        Some(Amount {
            low: self.low.checked_mul(factor)?.normalize(),
            high: self.high.checked_mul(factor)?.normalize(),
            scale: self.scale.checked_mul(factor)?,
            next,
            plain: false,
            ..self
        })
    }
}

/// The amount that starts at token `at`. `bound`: an operator stands before it, so that a bare "one" counts.
pub(crate) fn amount_at(tokens: &Tokens<'_>, at: usize, bound: bool) -> Option<Amount> {
    if let Some(money) = money::leading(tokens, at) {
        return Some(money);
    }
    if behind_hyphen(tokens, at) || !may_start(tokens, at) {
        return None;
    }
    counted_at(tokens, at, bound)
}

/// Cheap test before any grammar is tried: most words start no number.
pub(super) fn may_start(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) != Some(TokenKind::Word)
        || tokens.number_word(at).is_some()
        || ["a", "an", "the", "several", "tens", "scores", "minus", "negative", "per", "percent", "percents"]
            .iter()
            .any(|start| tokens.is(at, start))
}

/// As [`amount_at`], for the second end of a range, which a hyphen may tie to the word before it ("3km-5km").
pub(crate) fn end_at(tokens: &Tokens<'_>, at: usize) -> Option<Amount> {
    money::leading(tokens, at).or_else(|| counted_at(tokens, at, true))
}

fn counted_at(tokens: &Tokens<'_>, at: usize, bound: bool) -> Option<Amount> {
    let numeral = number_at(tokens, at);
    if let Some(rank) = rank_at(tokens, at, numeral, bound) {
        return Some(rank);
    }
    if let Some(point) = one_point(tokens, at) {
        return Some(point);
    }
    let numeral = numeral?;
    if let Some(amount) = ratio::ratio_at(tokens, at, numeral) {
        return Some(amount);
    }
    let amount = measured(tokens, Amount::of(numeral, at));
    let plain_one = numeral.words && amount.kind == Kind::Number && is_one(tokens, at, numeral);
    if plain_one && !one_counts(tokens, numeral.next, bound) {
        return None;
    }
    if amount.kind == Kind::Number && !compound_counts(tokens, amount.next) {
        return None;
    }
    Some(Amount { weak: amount.weak || plain_one, ..amount })
}

/// Adds to a number the percent sign, currency or unit behind it.
fn measured(tokens: &Tokens<'_>, amount: Amount) -> Amount {
    if let Some((kind, next)) = percent_at(tokens, amount.next).or_else(|| part_of_point(tokens, amount)) {
        return Amount { kind, next, ..amount };
    }
    if let Some(points) = basis_points(tokens, amount) {
        return points;
    }
    if let Some(money) = money::trailing(tokens, amount) {
        return money;
    }
    if let Some(millions) = short_million(tokens, amount) {
        return millions;
    }
    if let Some(thousands) = european_thousands(tokens, amount) {
        return thousands;
    }
    if let Some(height) = feet_and_inches(tokens, amount) {
        return height;
    }
    let place = joined(tokens, amount.next);
    let hyphen = place > amount.next && !tokens.spaced(place);
    // "half a mile", "a quarter of an inch"
    let of = place + usize::from(tokens.is(place, "of"));
    let article = amount.kind == Kind::Fraction && ["a", "an"].iter().any(|word| tokens.is(of, word));
    let place = if article { of + 1 } else { place };
    if let Some(side) = side_of(tokens, amount) {
        return side;
    }
    if (place == amount.next || hyphen || article)
        && let Some((measure, next)) = unit_at(tokens, place)
        && fits_unit(tokens, place, next)
    {
        let quantity = Amount { kind: Kind::Quantity, unit: measure.unit(), next, ..amount };
        return with_smaller_unit(tokens, quantity);
    }
    amount
}

/// Units of one letter are read only where nothing else is likely: "5 m" but not "5 M. Smith", "3 t" but not "3 T-shirts".
fn fits_unit(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let one_letter = next == at + 1 && tokens.text(at).len() == 1 && tokens.kind(at) == Some(TokenKind::Word);
    if !one_letter {
        return true;
    }
    let follower = tokens.text(next);
    let hyphen = !tokens.spaced(next)
        && matches!(follower, "-" | "\u{2019}" | "'")
        && tokens.kind(next + 1) == Some(TokenKind::Word);
    let initial =
        follower == "." && tokens.text(at).chars().all(char::is_uppercase) && tokens.get(next + 1).is_some();
    !hyphen && !initial
}

/// "5m people": metres count nothing, so the letter is a million.
fn short_million(tokens: &Tokens<'_>, amount: Amount) -> Option<Amount> {
    let glued = tokens.text(amount.next) == "m" && !tokens.spaced(amount.next);
    // "2.3m hectares"
    if let Some((unit, next)) =
        unit_at(tokens, amount.next + 1).filter(|_| glued && tokens.spaced(amount.next + 1))
        && (tokens.text(amount.next + 1).len() > 3 || is_large_unit(tokens.text(amount.next + 1)))
    {
        let millions = amount.times(Decimal::from(1_000_000), next)?;
        return Some(Amount { kind: Kind::Quantity, unit: unit.unit(), ..millions });
    }
    let counts = head::noun(tokens, amount.next + 1, false)? <= amount.next + 2;
    (glued && counts).then(|| amount.times(Decimal::from(1_000_000), amount.next + 1)).flatten()
}

/// Symbols of units that are counted in millions: "1.5m ha", "3m km", but not "5m in depth".
fn is_large_unit(symbol: &str) -> bool {
    matches!(symbol, "ha" | "km" | "km²" | "kg" | "t" | "kWh" | "MWh" | "GWh" | "bpd" | "boe" | "sq" | "cu")
}

/// "half a percentage point", "a quarter of a per cent".
fn part_of_point(tokens: &Tokens<'_>, amount: Amount) -> Option<(Kind, usize)> {
    let article = amount.next + usize::from(tokens.is(amount.next, "of"));
    let part = amount.kind == Kind::Fraction && tokens.is(article, "a");
    part.then(|| percent_at(tokens, article + 1)).flatten()
}

/// "up by a percentage point".
fn one_point(tokens: &Tokens<'_>, at: usize) -> Option<Amount> {
    let one = tokens.is(at, "a") && tokens.is(at + 1, "percentage") && tokens.is(at + 2, "point");
    one.then_some(Amount {
        low: Decimal::ONE,
        high: Decimal::ONE,
        kind: Kind::PercentagePoint,
        unit: Unit::None,
        start: at,
        next: at + 3,
        significant: 1,
        weak: false,
        vague: false,
        scale: Decimal::ONE,
        plain: false,
    })
}

/// "Per cent of 20" and nothing else: a share named backwards, as some forms have it.
pub(crate) fn named_backwards(tokens: &Tokens<'_>, at: usize) -> Option<Amount> {
    if at != 0 || !(tokens.is(0, "percent") || tokens.is(0, "percents") || tokens.is(0, "per")) {
        return None;
    }
    let of = if tokens.is(0, "per") && tokens.is(1, "cent") { 2 } else { 1 };
    let numeral = number_at(tokens, of + 1).filter(|_| tokens.is(of, "of"))?;
    let alone = tokens.get(numeral.next).is_none();
    alone.then(|| Amount { kind: Kind::Percent, ..Amount::of(numeral, 0) })
}

/// "12 basis points", "50 bps": hundredths of a percentage point.
fn basis_points(tokens: &Tokens<'_>, amount: Amount) -> Option<Amount> {
    let place = joined(tokens, amount.next);
    let next = if tokens.is(place, "basis") {
        let points = joined(tokens, place + 1);
        (tokens.is(points, "points") || tokens.is(points, "point")).then_some(points + 1)?
    } else if tokens.text(place) == "bps" {
        place + 1
    } else {
        return None;
    };
    let points = amount.times(Decimal::new(1, 2), next)?;
    Some(Amount { kind: Kind::PercentagePoint, scale: amount.scale, ..points })
}

/// "%", "per cent", "percent", "pct", "percentage points", "pp".
pub(crate) fn percent_at(tokens: &Tokens<'_>, at: usize) -> Option<(Kind, usize)> {
    let place = joined(tokens, at);
    let place = if place > at && tokens.spaced(place) { at } else { place };
    let word = tokens.text(place);
    let is = |list: &[&str]| list.iter().any(|name| word.eq_ignore_ascii_case(name));
    if matches!(word, "%" | "\u{ff05}" | "\u{66a}") {
        let points = tokens.is(place + 1, "points") || tokens.is(place + 1, "point");
        return Some(if points { (Kind::PercentagePoint, place + 2) } else { (Kind::Percent, place + 1) });
    }
    if is(&["percent", "percents", "pct"]) {
        return Some((Kind::Percent, place + 1));
    }
    if is(&["per"]) {
        let cent = joined(tokens, place + 1);
        return (tokens.is(cent, "cent") || tokens.is(cent, "cents")).then_some((Kind::Percent, cent + 1));
    }
    if is(&["percentage"]) {
        let point = joined(tokens, place + 1);
        let points = tokens.is(point, "points") || tokens.is(point, "point");
        return points.then_some((Kind::PercentagePoint, point + 1));
    }
    if is(&["pp"]) {
        return Some((Kind::PercentagePoint, place + 1));
    }
    let dotted = is(&["p"]) && tokens.text(place + 1) == "." && !tokens.spaced(place + 2);
    match tokens.text(place + 2) {
        "c" if dotted => Some((Kind::Percent, place + 3 + usize::from(tokens.text(place + 3) == "."))),
        "p" if dotted => {
            Some((Kind::PercentagePoint, place + 3 + usize::from(tokens.text(place + 3) == ".")))
        }
        _ => None,
    }
}

/// An ordinal, where it reaches further than the number does.
fn rank_at(tokens: &Tokens<'_>, at: usize, numeral: Option<Numeral>, bound: bool) -> Option<Amount> {
    let start = if bound && tokens.is(at, "the") { at + 1 } else { at };
    let rank = ordinal(tokens, start)?;
    if let Some(numeral) = numeral {
        let the = at > 0 && tokens.is(at - 1, "the");
        let further = rank.next > numeral.next
            || (rank.next == numeral.next && (the || numeral.form != Form::Fraction));
        if !further {
            return None;
        }
    }
    if !ranks(tokens, start, rank.next) {
        return None;
    }
    let weak = rank.next == start + 1
        && rank.number <= Decimal::from(3)
        && tokens.kind(start) == Some(TokenKind::Word);
    Some(Amount {
        low: rank.number,
        high: rank.number,
        kind: Kind::Ordinal,
        unit: Unit::None,
        start,
        next: rank.next,
        significant: 1,
        weak,
        vague: false,
        scale: Decimal::ONE,
        plain: false,
    })
}

/// Whether "first", "second", "third" rank something: not in "at first", "second-hand", "third party", "First, …".
fn ranks(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    if next != at + 1 || tokens.kind(at) != Some(TokenKind::Word) {
        return true;
    }
    let follower =
        tokens.text(if !tokens.spaced(next) && joined(tokens, next) > next { next + 1 } else { next });
    let is = |list: &[&str]| list.iter().any(|name| follower.eq_ignore_ascii_case(name));
    if is(&[
        "class",
        "aid",
        "hand",
        "lady",
        "name",
        "names",
        "party",
        "parties",
        "responder",
        "responders",
        "foremost",
        "rate",
        "instance",
        "thought",
        "thoughts",
        "nature",
    ]) {
        return false;
    }
    let before = if at == 0 { "" } else { tokens.text(at - 1) };
    let stands_apart =
        ["at", "split", "a", "per", "every"].iter().any(|word| before.eq_ignore_ascii_case(word))
            && (tokens.kind(next) != Some(TokenKind::Word) || head::is_link(follower));
    let enumerates = enumerates(tokens, at, next);
    let all = tokens.is(next, "of") && tokens.is(next + 1, "all");
    !(stands_apart || enumerates || all)
}

/// "First, …; second, …; and third, …", "First the roof leaked": connectives, not ranks.
fn enumerates(tokens: &Tokens<'_>, at: usize, next: usize) -> bool {
    let subject = |index: usize| {
        [
            "the", "it", "they", "we", "he", "she", "there", "this", "that", "these", "its", "their", "our",
            "to",
        ]
        .iter()
        .any(|word| tokens.is(index, word))
    };
    if tokens.text(next) != "," {
        return at == 0 && subject(next);
    }
    let and = at > 0 && (tokens.is(at - 1, "and") || tokens.is(at - 1, "but"));
    let before = at.checked_sub(1 + usize::from(and)).map_or("", |index| tokens.text(index));
    match before {
        "" | ";" | ":" | "\u{2014}" => true,
        "," => subject(next + 1),
        _ => false,
    }
}

fn is_one(tokens: &Tokens<'_>, at: usize, numeral: Numeral) -> bool {
    numeral.next == at + 1 && tokens.is(at, "one")
}

/// A bare "one" counts behind an operator alone: before a unit, a scale or a percent sign it is no bare one by now.
fn one_counts(tokens: &Tokens<'_>, next: usize, bound: bool) -> bool {
    bound && !tokens.is(next, "another")
}

/// "5.000 people": a point before three digits that end in 0 groups thousands where a noun is counted.
fn european_thousands(tokens: &Tokens<'_>, amount: Amount) -> Option<Amount> {
    let at = amount.start;
    let last = tokens.text(at + 2);
    let grouped =
        tokens.text(at + 1) == "." && amount.next == at + 3 && last.len() == 3 && last.ends_with('0');
    let counted = grouped && tokens.text(at) != "0" && head::noun(tokens, amount.next, false).is_some();
    let thousands = amount.times(Decimal::ONE_THOUSAND, amount.next).filter(|_| counted)?;
    let zeros = last.bytes().rev().take_while(|byte| *byte == b'0').count();
    let significant = amount.significant.saturating_sub(u8::try_from(zeros).unwrap_or(0)).max(1);
    Some(Amount { significant, ..thousands })
}

/// "3 x 4 m", "20 by 30 by 5 metres": a side whose unit stands behind the last. Not "4 x 100 m", which is run four times.
fn side_of(tokens: &Tokens<'_>, first: Amount) -> Option<Amount> {
    let mut next = first.next;
    let mut largest = first.high;
    for _ in 0..2 {
        let times = tokens.text(next) == "\u{d7}" || tokens.is(next, "x") || tokens.is(next, "by");
        let other = number_at(tokens, next + 1).filter(|_| times && first.kind == Kind::Number)?;
        largest = largest.max(other.high);
        if let Some((unit, _)) = unit_at(tokens, other.next) {
            let run = first.low.checked_mul(Decimal::TEN)? <= largest;
            return (unit.dimension == "length" && !run).then(|| Amount {
                kind: Kind::Quantity,
                unit: unit.unit(),
                ..first
            });
        }
        next = other.next;
    }
    None
}

/// "1 metre 80", "2 m 10 tall": the centimetres of a height said without their unit.
fn spoken_height(tokens: &Tokens<'_>, metres: Amount, at: usize) -> Option<Amount> {
    let digits = tokens.text(at);
    let height = tokens.kind(at) == Some(TokenKind::Digits) && digits.len() == 2 && tokens.spaced(at);
    let ends = match tokens.kind(at + 1) {
        None => true,
        Some(TokenKind::Sign) => {
            matches!(tokens.text(at + 1), "." | "," | ";" | ")") && !tokens.spaced(at + 1)
        }
        Some(TokenKind::Word) => {
            ["tall", "high", "long", "wide", "deep"].iter().any(|word| tokens.is(at + 1, word))
        }
        Some(TokenKind::Digits) => false,
    };
    let decimal = tokens.kind(at + 2) == Some(TokenKind::Digits) && !tokens.spaced(at + 2);
    if !height || !ends || decimal || !metres.low.is_integer() || metres.low >= Decimal::TEN {
        return None;
    }
    let sum = metres.low.checked_add(Decimal::new(digits.parse().ok()?, 2))?;
    Some(Amount { low: sum, high: sum, next: at + 1, significant: 3, plain: false, ..metres })
}

/// "6 feet 2 inches", "5 ft 2 in", "2 km 300 m": a smaller unit of the same dimension behind a whole number of the larger.
fn with_smaller_unit(tokens: &Tokens<'_>, larger: Amount) -> Amount {
    let Unit::Measure { name, dimension, to_base, .. } = larger.unit else { return larger };
    if name == "metre"
        && let Some(height) = spoken_height(tokens, larger, larger.next)
    {
        return height;
    }
    let and = tokens.is(larger.next, "and") || tokens.text(larger.next) == ",";
    let imperial = matches!(name, "foot" | "pound");
    let place = if and && imperial { larger.next + 1 } else { larger.next };
    let Some(small) = number_at(tokens, place).filter(|_| larger.low.is_integer() && tokens.spaced(place))
    else {
        return larger;
    };
    let unit = unit_at(tokens, small.next).or_else(|| {
        (name == "foot" && tokens.is(small.next, "in")).then(|| (crate::values::unit::INCH, small.next + 1))
    });
    let Some((unit, next)) = unit else { return larger };
    let part = unit.to_base / to_base;
    let fits = unit.dimension == dimension
        && dimension != "temperature"
        && part < 1.0
        && small.low > Decimal::ZERO
        && small.low.to_f64().is_some_and(|number| number * part < 1.0);
    let more = Decimal::from_f64(part).filter(|_| fits).and_then(|part| small.low.checked_mul(part));
    match more.and_then(|more| larger.low.checked_add(more)) {
        Some(sum) => Amount { low: sum, high: sum, next, significant: larger.significant.max(2), ..larger },
        None => larger,
    }
}

/// `6'2"`, "6′ 2″": feet and inches by their signs; one sign alone may be a quotation mark.
fn feet_and_inches(tokens: &Tokens<'_>, feet: Amount) -> Option<Amount> {
    let foot = matches!(tokens.text(feet.next), "'" | "\u{2019}" | "\u{2032}") && !tokens.spaced(feet.next);
    let inches: u32 = tokens.text(feet.next + 1).parse().ok().filter(|inches| foot && *inches < 12)?;
    let sign = feet.next + 2;
    let inch = matches!(tokens.text(sign), "\"" | "\u{201d}" | "\u{2033}") && !tokens.spaced(sign);
    let sum = feet.low.checked_add(Decimal::from(inches).checked_div(Decimal::from(12))?)?;
    (inch && feet.plain).then_some(Amount {
        low: sum,
        high: sum,
        kind: Kind::Quantity,
        unit: FOOT.unit(),
        next: sign + 1,
        significant: 2,
        plain: false,
        ..feet
    })
}

/// "two-way", "four-fold": the number is part of a word that counts nothing.
fn compound_counts(tokens: &Tokens<'_>, next: usize) -> bool {
    let hyphen = !tokens.spaced(next)
        && matches!(tokens.text(next), "-" | "\u{2010}" | "\u{2011}")
        && !tokens.spaced(next + 1);
    if !hyphen {
        return true;
    }
    let follower = tokens.text(next + 1);
    ![
        "way",
        "off",
        "sided",
        "fold",
        "time",
        "step",
        "wheel",
        "dimensional",
        "handed",
        "piece",
        "pronged",
        "fits",
        "to",
        "on",
        "and",
        "yet",
        "something",
        "stop",
        "size",
        "star",
        "side",
        "a",
        "ish",
    ]
    .iter()
    .any(|word| follower.eq_ignore_ascii_case(word))
}

/// "top-ten", "catch-22": a number tied to the word before it belongs to that word.
fn behind_hyphen(tokens: &Tokens<'_>, at: usize) -> bool {
    at >= 2
        && !tokens.spaced(at)
        && !tokens.spaced(at - 1)
        && matches!(tokens.text(at - 1), "-" | "\u{2010}" | "\u{2011}")
        && tokens.kind(at - 2) == Some(TokenKind::Word)
        && tokens.number_word(at - 2).is_none()
}

/// The scale behind a number in a money amount, where a single letter may stand for it.
pub(crate) fn money_scaled(tokens: &Tokens<'_>, amount: Amount) -> Amount {
    if amount.scale != Decimal::ONE {
        return amount;
    }
    let Some(scale) = money_scale_at(tokens, amount.next) else { return amount };
    let letter = tokens.text(scale.next - 1).len() == 1 && scale_at(tokens, amount.next).is_none();
    // "$5 b. 1990": a letter apart from its digits must not be the start of something else.
    if letter && tokens.spaced(amount.next) && !ends(tokens, scale.next) {
        return amount;
    }
    amount.times(scale.decimal(), scale.next).unwrap_or(amount)
}

fn ends(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) != Some(TokenKind::Digits) && !(tokens.text(at) == "." && tokens.get(at + 1).is_some())
}

/// The currency as the unit of an amount.
pub(crate) fn with_currency(amount: Amount, naming: Naming) -> Option<Amount> {
    let factor = match (naming.minor, naming.million) {
        (true, _) => Decimal::new(1, 2),
        (_, true) => Decimal::from(1_000_000),
        _ => Decimal::ONE,
    };
    let scaled = if factor == Decimal::ONE { amount } else { amount.times(factor, amount.next)? };
    let scale = if naming.minor { amount.scale } else { scaled.scale };
    Some(Amount {
        kind: Kind::Money,
        unit: Unit::Currency(naming.code),
        next: naming.next,
        scale,
        plain: false,
        ..scaled
    })
}

pub(crate) use currency::before as currency_before;
