//! Reads amounts of money: "US$ 10 million", "EUR 20", "ten million US dollars", "3 dollars 50 cents".
//! It must not know the table of currencies (`currency`) nor ranges.

use rust_decimal::Decimal;

use crate::values::amount::{Amount, currency_before, money_scaled, with_currency};
use crate::values::currency::{self, Naming};
use crate::values::currency_name;
use crate::values::head::noun;
use crate::values::number::{joined, number_at, scale_at};
use crate::values::token::{TokenKind, Tokens};
use crate::values::value::{Kind, Unit};

/// An amount whose currency stands before it, from token `at`, with a sign before or behind the currency.
pub(crate) fn leading(tokens: &Tokens<'_>, at: usize) -> Option<Amount> {
    let sign = matches!(tokens.text(at), "-" | "\u{2212}" | "\u{2013}")
        && (at == 0 || tokens.spaced(at) || tokens.text(at - 1) == "(")
        && !tokens.spaced(at + 1);
    let negative = sign || tokens.is(at, "minus") && tokens.kind(at + 1) == Some(TokenKind::Sign);
    let start = if negative { at + 1 } else { at };
    let naming = currency_before(tokens, start)?;
    if naming.minor {
        return None;
    }
    let numeral = number_at(tokens, naming.next).or_else(|| point_number(tokens, naming.next))?;
    let digits = tokens.kind(naming.next) != Some(TokenKind::Word);
    if !digits && tokens.kind(start) == Some(TokenKind::Sign) {
        return None;
    }
    let amount = money_scaled(tokens, Amount::of(numeral, at));
    let next = amount.next;
    let mut money = with_currency(amount, Naming { next, ..naming })?;
    if let Some(again) = repeated(tokens, next) {
        let code = again.code.or(naming.code);
        money = Amount { next: again.next, unit: Unit::Currency(code), ..money };
    }
    if negative {
        money = Amount { low: -money.high, high: -money.low, ..money };
    }
    Some(with_hundredths(tokens, money, false).unwrap_or(money))
}

/// "-99.99" behind a sign of currency.
fn point_number(tokens: &Tokens<'_>, at: usize) -> Option<crate::values::number::Numeral> {
    let minus = matches!(tokens.text(at), "-" | "\u{2212}") && !tokens.spaced(at + 1) && !tokens.spaced(at);
    let numeral = if minus { number_at(tokens, at + 1)? } else { return None };
    Some(crate::values::number::Numeral { low: -numeral.high, high: -numeral.low, ..numeral })
}

/// The currency once more behind the amount: "$10 million USD", "$ 10 dollars".
fn repeated(tokens: &Tokens<'_>, at: usize) -> Option<Naming> {
    if tokens.kind(at) != Some(TokenKind::Word) || !tokens.spaced(at) {
        return None;
    }
    let word = tokens.text(at);
    let code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let naming = currency::behind(tokens, at)?;
    let name = currency_name::name(tokens, at).is_some_and(|name| !name.minor);
    (code || name && !naming.minor && !is_weight(tokens, at)).then_some(naming)
}

/// `amount` with the currency that stands behind it, if one does.
pub(crate) fn trailing(tokens: &Tokens<'_>, amount: Amount) -> Option<Amount> {
    let place = joined(tokens, amount.next);
    let tied = place > amount.next && !tokens.spaced(place);
    let place = if tied { place } else { amount.next };
    // "10 m manats", "5 bn EUR"
    let scaled = money_scaled(tokens, amount);
    let (amount, place) =
        if !tied && scaled.next > amount.next && currency::behind(tokens, scaled.next).is_some() {
            (scaled, scaled.next)
        } else {
            (amount, place)
        };
    let of = usize::from(tokens.is(place, "of") && amount.vague);
    let naming = currency::behind(tokens, place + of)?;
    if doubtful(tokens, place + of, naming, amount) {
        return None;
    }
    let money = with_currency(amount, naming)?;
    // "75 USD million"
    if amount.scale == Decimal::ONE
        && let Some(scale) = scale_at(tokens, money.next)
        && let Some(scaled) = money.times(scale.decimal(), scale.next)
    {
        return Some(scaled);
    }
    Some(with_hundredths(tokens, money, true).unwrap_or(money))
}

/// Names of money that mean something else more often: "7 won", "25 pounds", "3 real", "5 sen".
fn doubtful(tokens: &Tokens<'_>, at: usize, naming: Naming, amount: Amount) -> bool {
    let is = |word: &str| tokens.is(at, word) && naming.next == at + 1;
    if is("won") {
        return amount.scale < Decimal::ONE_THOUSAND && amount.low < Decimal::ONE_THOUSAND;
    }
    if is("pound") || is("pounds") {
        return is_weight(tokens, at) && amount.low < Decimal::from(1_000_000);
    }
    if is("real") || is("reals") || is("sen") {
        return true;
    }
    // "5 CUP finals": a code behind a number is followed by no plural noun.
    let letters = tokens.text(at);
    let code = letters.len() == 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    code && matches!(letters, "ALL" | "TOP" | "CUP" | "MAD" | "COP" | "SOS" | "SDG" | "PEN")
        && noun(tokens, at + 1, false).is_some()
}

/// Whether pounds weigh here: "25 pounds of flour", "weighs 12 pounds", "lost 25 pounds in weight".
fn is_weight(tokens: &Tokens<'_>, at: usize) -> bool {
    if !(tokens.is(at, "pounds") || tokens.is(at, "pound")) {
        return false;
    }
    if ["of", "lighter", "heavier", "per"].iter().any(|word| tokens.is(at + 1, word)) {
        return true;
    }
    // What was said last decides: "It weighs 25 pounds and costs 25 pounds."
    let said = (at.saturating_sub(12)..at).rev().find_map(|index| speaks_of_weight(tokens.text(index)));
    said.or_else(|| (at + 1..at + 5).find_map(|index| speaks_of_weight(tokens.text(index)))).unwrap_or(false)
}

/// Whether the word speaks of weight or of money; nothing where of neither.
fn speaks_of_weight(word: &str) -> Option<bool> {
    let is = |list: &[&str]| list.iter().any(|name| word.eq_ignore_ascii_case(name));
    if is(&[
        "weigh",
        "weighs",
        "weighed",
        "weighing",
        "weight",
        "heavy",
        "drop",
        "lose",
        "lost",
        "shed",
        "kg",
        "kilograms",
        "ton",
        "mass",
        "body",
    ]) {
        return Some(true);
    }
    let money =
        ["cost", "costs", "costing", "paid", "pay", "pays", "price", "worth", "spent", "earn", "earns"];
    is(&money).then_some(false)
}

/// Hundredths behind a whole amount: "and 42 cents", "50 cents", "50" where the amount ends the phrase.
fn with_hundredths(tokens: &Tokens<'_>, money: Amount, named: bool) -> Option<Amount> {
    if !money.low.is_integer() || money.scale != Decimal::ONE || money.vague || money.unit == Unit::None {
        return None;
    }
    let and = tokens.is(money.next, "and");
    let start = if and { money.next + 1 } else { money.next };
    let small = number_at(tokens, start)?;
    let (tenths, hundred) = (small.low, Decimal::ONE_HUNDRED);
    if !small.is_whole() || tenths <= Decimal::ZERO || tenths >= hundred || !tokens.spaced(start) {
        return None;
    }
    let sub = currency::behind(tokens, small.next).filter(|naming| naming.minor);
    let next = match sub {
        Some(naming) => naming.next,
        // "15 dollars 50." but not "20 dollars and 43 people", "in 2019 15 dollars 50 cents".
        None if ends_phrase(tokens, small.next)
            && (named || small.words)
            && two_digits(tokens, start, and) =>
        {
            small.next
        }
        None => return None,
    };
    let more = tenths.checked_div(hundred)?;
    Some(Amount { low: money.low + more, high: money.high + more, next, significant: 3, ..money })
}

fn two_digits(tokens: &Tokens<'_>, at: usize, and: bool) -> bool {
    and || tokens.kind(at) == Some(TokenKind::Word) || tokens.text(at).len() == 2
}

fn ends_phrase(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        None => true,
        Some(TokenKind::Sign) => {
            matches!(tokens.text(at), "." | ";" | "!" | "?") && tokens.get(at + 1).is_none()
        }
        Some(_) => false,
    }
}

/// "a dollar a day", "less than a euro": one of a currency, where a price follows or a bound stands before.
pub(crate) fn single(tokens: &Tokens<'_>, at: usize, bound: bool) -> Option<Amount> {
    if !tokens.is(at, "a") {
        return None;
    }
    let unit = ["dollar", "euro"].iter().any(|name| tokens.is(at + 1, name));
    let priced = ["a", "per", "each"].iter().any(|word| tokens.is(at + 2, word));
    if !unit || !(bound || priced) {
        return None;
    }
    let naming = currency_name::name(tokens, at + 1)?;
    let money = Amount {
        low: Decimal::ONE,
        high: Decimal::ONE,
        kind: Kind::Money,
        unit: Unit::Currency(naming.code),
        start: at,
        next: naming.next,
        significant: 1,
        weak: true,
        vague: false,
        scale: Decimal::ONE,
        plain: false,
    };
    Some(with_hundredths(tokens, money, true).unwrap_or(money))
}
