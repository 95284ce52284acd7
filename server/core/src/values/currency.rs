//! Which signs, codes and names mean which currency. Codes are those of the crate `iso_currency` (ISO 4217);
//! the names are those that English prose uses. It must not know amounts.

use crate::values::currency_name::{name, rare_name};
use crate::values::token::{TokenKind, Tokens};
use crate::values::value::Currency;

/// A currency as far as the text tells it. `code` is `None` where several countries share the name ("francs").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Naming {
    pub(crate) code: Option<Currency>,
    /// Whether the name is that of a hundredth: "cents", "pence".
    pub(crate) minor: bool,
    /// A million stands in the code itself: "30 MUSD".
    pub(crate) million: bool,
    /// Index of the first token after it.
    pub(crate) next: usize,
}

impl Naming {
    fn of(code: &str, next: usize) -> Self {
        Naming { code: currency(code), minor: false, million: false, next }
    }
}

/// The currency of a code of three letters.
pub(super) fn currency(code: &str) -> Option<Currency> {
    code.as_bytes().try_into().ok().map(Currency)
}

/// Three capitals that are an ISO 4217 code of money in use.
fn iso_code(word: &str) -> Option<Currency> {
    if word.len() != 3 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    // Metals, bonds, test codes and the like are no money that a report counts.
    let special = word.starts_with('X') && !matches!(word, "XAF" | "XOF" | "XPF" | "XCD" | "XDR" | "XCG");
    (!special && iso_currency::Currency::from_code(word).is_some()).then(|| currency(word)).flatten()
}

/// A currency that stands before its amount, from token `at`: "$", "US$", "USD", "Rs.", "ringgit".
pub(crate) fn before(tokens: &Tokens<'_>, at: usize) -> Option<Naming> {
    match tokens.kind(at)? {
        TokenKind::Sign => sign(tokens, at),
        TokenKind::Word => {
            // Most words have no digit near and are no code: they are let go at once.
            let number = |next: usize| tokens.kind(next) == Some(TokenKind::Digits);
            if tokens.text(at).len() > 4 && !(1..=3).any(|ahead| number(at + ahead)) {
                return None;
            }
            prefixed_dollar(tokens, at).or_else(|| code_before(tokens, at)).or_else(|| {
                // "ringgit 42", "Malaysian ringgit 42": a name before its number only where it means nothing else.
                let last = (at..at + 3).find(|&place| number(place + 1))?;
                // "UEFA Euro 2020": a tournament.
                let name_of_year = tokens.is(last, "euro") && is_year(tokens.text(last + 1));
                // "US dollars 40 million", as agreements have it.
                let dollars = last > at && tokens.is(last, "dollars") && clearly_an_amount(tokens, last + 1);
                (dollars || rare_name(tokens.text(last)) && !name_of_year)
                    .then(|| name(tokens, at))
                    .flatten()
                    .filter(|found| found.next == last + 1)
            })
        }
        TokenKind::Digits => None,
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// A currency that stands behind its amount: "$", "USD", "manats", "US dollars", "cents".
pub(crate) fn behind(tokens: &Tokens<'_>, at: usize) -> Option<Naming> {
    match tokens.kind(at)? {
        TokenKind::Sign => {
            let found = sign(tokens, at)?;
            // "10 $5 tickets": the sign belongs to the number after it.
            let leads = tokens.kind(found.next) == Some(TokenKind::Digits) && !tokens.spaced(found.next);
            (!leads).then_some(found)
        }
        TokenKind::Word => {
            prefixed_dollar(tokens, at).or_else(|| code_behind(tokens, at)).or_else(|| name(tokens, at))
        }
        TokenKind::Digits => None,
    }
}

/// "$" alone is read as the US dollar, as international reports do; "£" as the pound sterling, "¥" as the yen.
fn sign(tokens: &Tokens<'_>, at: usize) -> Option<Naming> {
    let code = match tokens.text(at) {
        // "$US 5 million", as Australian and French writers have it.
        "$" if !tokens.spaced(at + 1) && matches!(tokens.text(at + 1), "US" | "USD") => {
            return Some(Naming::of("USD", at + 2));
        }
        "$" => "USD",
        "\u{20ac}" => "EUR",
        "\u{a3}" | "\u{20a4}" => "GBP",
        "\u{a5}" | "\u{ffe5}" => "JPY",
        "\u{20b9}" => "INR",
        "\u{20bd}" => "RUB",
        "\u{20ba}" => "TRY",
        "\u{20be}" => "GEL",
        "\u{20bc}" => "AZN",
        "\u{20b8}" => "KZT",
        "\u{20b4}" => "UAH",
        "\u{20a9}" => "KRW",
        "\u{20aa}" => "ILS",
        "\u{20ab}" => "VND",
        "\u{20a6}" => "NGN",
        "\u{20b1}" => "PHP",
        "\u{e3f}" => "THB",
        "\u{20a1}" => "CRC",
        "\u{20b2}" => "PYG",
        "\u{20b5}" => "GHS",
        "\u{20ad}" => "LAK",
        "\u{20ae}" => "MNT",
        "\u{58f}" => "AMD",
        "\u{60b}" => "AFN",
        "\u{17db}" => "KHR",
        "\u{9f3}" => "BDT",
        "\u{a2}" => return Some(Naming { code: None, minor: true, million: false, next: at + 1 }),
        // Rupees of several countries, bitcoins: money without a code that can be told.
        "\u{20a8}" | "\u{20bf}" => {
            return Some(Naming { code: None, minor: false, million: false, next: at + 1 });
        }
        _ => return None,
    };
    Some(Naming::of(code, at + 1))
}

/// "US$", "U.S. $", "HK $", "A$", "Mex$", "usd$": the letters say whose dollar or peso it is.
fn prefixed_dollar(tokens: &Tokens<'_>, at: usize) -> Option<Naming> {
    let dotted = tokens.is(at, "u") && tokens.text(at + 1) == "." && tokens.is(at + 2, "s");
    let dollar = match (dotted, tokens.text(at + 3)) {
        (true, ".") => at + 4,
        (true, _) => at + 3,
        _ => at + 1,
    };
    if tokens.text(dollar) != "$" {
        return None;
    }
    if dotted {
        return Some(Naming::of("USD", dollar + 1));
    }
    let mut letters = [0_u8; 4];
    let word = tokens.text(at);
    for (slot, byte) in letters.iter_mut().zip(word.bytes()) {
        *slot = byte.to_ascii_uppercase();
    }
    let letters = letters.get(..word.len())?;
    let code = match letters {
        b"US" | b"USD" => "USD",
        b"A" | b"AU" | b"AUS" | b"AUD" => "AUD",
        b"C" | b"CA" | b"CAN" | b"CAD" | b"CDN" => "CAD",
        b"NZ" | b"NZD" => "NZD",
        b"HK" | b"HKD" => "HKD",
        b"S" | b"SG" | b"SGD" => "SGD",
        b"NT" | b"TWD" => "TWD",
        b"R" | b"BRL" => "BRL",
        b"J" | b"JMD" => "JMD",
        b"TT" => "TTD",
        b"EC" => "XCD",
        b"MEX" | b"MX" | b"MXN" => "MXN",
        b"BZ" => "BZD",
        b"FJ" => "FJD",
        b"BDS" => "BBD",
        b"GY" => "GYD",
        b"N" => "NAD",
        b"RD" => "DOP",
        _ => return None,
    };
    // One letter must touch its sign: "plan A $5" is not Australian. Tokenised text ("c $ 16") spaces both sides of the sign; there "a" is
    // an article ("a $ 16 fee").
    let article = word.eq_ignore_ascii_case("a");
    let apart = tokens.spaced(dollar) && word.len() == 1 && (article || !tokens.spaced(dollar + 1));
    (!apart).then(|| Naming::of(code, dollar + 1))
}

fn code_before(tokens: &Tokens<'_>, at: usize) -> Option<Naming> {
    let word = tokens.text(at);
    let mut next = at + 1;
    let code = match word {
        "Rs" | "INR" | "Re" => "INR",
        "RM" => "MYR",
        "KSh" | "KShs" | "Ksh" | "Kshs" => "KES",
        "TSh" | "Tsh" | "TShs" => "TZS",
        "USh" | "Ush" | "UShs" => "UGX",
        "Tk" => "BDT",
        "Rp" => "IDR",
        "CN" if tokens.text(next) == "\u{a5}" && !tokens.spaced(next) => {
            return Some(Naming::of("CNY", next + 1));
        }
        "JP" if tokens.text(next) == "\u{a5}" && !tokens.spaced(next) => {
            return Some(Naming::of("JPY", next + 1));
        }
        "RMB" => "CNY",
        // The special drawing rights of the International Monetary Fund.
        "SDR" if clearly_an_amount(tokens, next) => "XDR",
        "SFr" | "Sfr" => "CHF",
        "GH\u{20b5}" => "GHS",
        // Signs of one or two letters mean many things: the number must be one that only money has.
        "LE" if clearly_an_amount(tokens, next) => "EGP",
        "TL" if clearly_an_amount(tokens, next) => "TRY",
        "R" if !tokens.spaced(next) && clearly_an_amount(tokens, next) => "ZAR",
        _ => "",
    };
    if !code.is_empty() {
        if tokens.text(next) == "." && !tokens.spaced(next) {
            next += 1;
        }
        return follows_number(tokens, next).then(|| Naming::of(code, next));
    }
    let code = iso_code(word)?;
    // Codes that are words or other acronyms ("TOP 10", "SDG 4") need an amount that only money has.
    if is_word_too(word) && !clearly_an_amount(tokens, next) {
        return None;
    }
    let next = if tokens.text(next) == "$" { next + 1 } else { next };
    follows_number(tokens, next).then_some(Naming { code: Some(code), minor: false, million: false, next })
}

fn follows_number(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Sign) => matches!(tokens.text(at), "." | "-" | "\u{2212}" | "+"),
        _ => tokens.number_word(at).is_some(),
    }
}

fn is_word_too(code: &str) -> bool {
    matches!(
        code,
        "ALL"
            | "TOP"
            | "TRY"
            | "CUP"
            | "MAD"
            | "GEL"
            | "SOS"
            | "SDG"
            | "LAK"
            | "MOP"
            | "PEN"
            | "RON"
            | "BAM"
            | "COP"
            | "BOB"
            | "GIP"
            | "MUR"
            | "STD"
            | "PAB"
            | "CHE"
            | "COU"
            | "ARS"
            | "SLE"
            | "DOP"
            | "PHP"
            | "MGA"
    )
}

fn clearly_an_amount(tokens: &Tokens<'_>, at: usize) -> bool {
    let grouped = matches!(tokens.text(at + 1), "," | ".") && !tokens.spaced(at + 2);
    tokens.text(at).len() >= 4 && !tokens.text(at).starts_with("20")
        || grouped && tokens.kind(at + 2) == Some(TokenKind::Digits)
        || super::number::money_scale_at(tokens, at + 1).is_some()
}

fn code_behind(tokens: &Tokens<'_>, at: usize) -> Option<Naming> {
    let word = tokens.text(at);
    if let Some(code) = iso_code(word) {
        return Some(Naming { code: Some(code), minor: false, million: false, next: at + 1 });
    }
    if let Some(code) = word.strip_prefix('M').and_then(iso_code) {
        return Some(Naming { code: Some(code), minor: false, million: true, next: at + 1 });
    }
    let code = match word {
        "usd" => "USD",
        "eur" => "EUR",
        "gbp" => "GBP",
        "cad" => "CAD",
        "aud" => "AUD",
        "nzd" => "NZD",
        "chf" => "CHF",
        "jpy" => "JPY",
        "cny" => "CNY",
        "azn" => "AZN",
        "inr" => "INR",
        "RM" => "MYR",
        "RMB" => "CNY",
        "Rs" => "INR",
        "LE" => "EGP",
        "K\u{10d}" => "CZK",
        "z\u{142}" => "PLN",
        "kr" => return Some(Naming { code: None, minor: false, million: false, next: at + 1 }),
        "c" | "p" if !tokens.spaced(at) && is_price_in_pence(tokens, at - 1) => {
            let code = if word == "p" { currency("GBP") } else { None };
            return ends_amount(tokens, at + 1).then_some(Naming {
                code,
                minor: true,
                million: false,
                next: at + 1,
            });
        }
        _ => return None,
    };
    Some(Naming::of(code, at + 1))
}

/// "1080p" is no price.
fn is_price_in_pence(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at) == Some(TokenKind::Digits) && tokens.text(at).len() < 4
}

/// "50p", "17c": a unit of one letter must not be the start of something longer.
fn ends_amount(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.kind(at).is_none() || tokens.spaced(at) || matches!(tokens.text(at), "." | "," | ";" | ")" | ":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_are_no_codes_before_small_numbers() {
        let tokens_of =
            |text: &str| before(&Tokens::new(text, crate::text::Span::new(0, text.len())), 0).is_some();
        for text in ["TOP 10", "SDG 4", "ALL 27", "CUP 2022", "XAU 5", "WHO 5", "GDP 3"] {
            assert!(!tokens_of(text), "{text}");
        }
        for text in ["USD 10", "AZN 5", "TRY 5 million", "SDG 12,000", "EUR20", "Rs. 500"] {
            assert!(tokens_of(text), "{text}");
        }
    }
}
