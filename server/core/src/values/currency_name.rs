//! Names of currencies as prose uses them, with the countries that tell which of several is meant.
//! It must not know signs, codes or amounts.

use crate::values::currency::{Naming, currency};
use crate::values::token::Tokens;

/// The name of a currency, with the country before it if it is said: "manats", "US dollars", "New Zealand dollars".
pub(super) fn name(tokens: &Tokens<'_>, at: usize) -> Option<Naming> {
    if let Some(noun) = noun(tokens.text(at)) {
        let sterling = noun.stem == "pound" && tokens.is(at + 1, "sterling");
        return Some(noun.naming(noun.default, at + 1 + usize::from(sterling)));
    }
    let dotted = tokens.is(at, "u") && tokens.text(at + 1) == "." && tokens.is(at + 2, "s");
    let after_dotted = if tokens.text(at + 3) == "." { at + 4 } else { at + 3 };
    let places: &[usize] = if dotted { &[after_dotted] } else { &[at + 1, at + 2] };
    let (place, noun) = places.iter().find_map(|&place| Some((place, noun(tokens.text(place))?)))?;
    let land = tokens.span(at, place - 1).of(tokens.prose());
    if noun.minor {
        return None;
    }
    if dotted {
        return Some(noun.naming(Some("USD"), place + 1));
    }
    if let Some(code) = land_code(noun.stem, land) {
        return Some(noun.naming(Some(code), place + 1));
    }
    // "Dutch guilders", "Bulgarian leva of old": money, though the table has no code for it.
    let adjective = place == at + 1 && (land.len() > 3 || land == "CFA") && !super::head::is_link(land);
    let sure = !matches!(noun.stem, "real" | "won" | "pound" | "som" | "rand" | "dram");
    (adjective && sure && super::number::number_word(land).is_none()).then(|| noun.naming(None, place + 1))
}

#[derive(Clone, Copy)]
struct Noun {
    stem: &'static str,
    /// The code where no country is named.
    default: Option<&'static str>,
    minor: bool,
}

impl Noun {
    fn naming(self, code: Option<&str>, next: usize) -> Naming {
        Naming { code: code.and_then(currency), minor: self.minor, million: false, next }
    }
}

const LONGEST_NOUN: usize = 12;

fn noun(word: &str) -> Option<Noun> {
    if word.len() < 2 || word.len() > LONGEST_NOUN {
        return None;
    }
    let mut buffer = [0_u8; LONGEST_NOUN];
    for (slot, byte) in buffer.iter_mut().zip(word.bytes()) {
        *slot = byte.to_ascii_lowercase();
    }
    let lower = buffer.get(..word.len())?;
    let one = |stem, code| Some(Noun { stem, default: Some(code), minor: false });
    let shared = |stem| Some(Noun { stem, default: None, minor: false });
    match lower {
        b"dollar" | b"dollars" => one("dollar", "USD"),
        b"bucks" => shared("buck"),
        b"euro" | b"euros" => one("euro", "EUR"),
        b"pound" | b"pounds" => one("pound", "GBP"),
        b"sterling" | b"sterlings" => one("pound", "GBP"),
        b"yen" => one("yen", "JPY"),
        b"yuan" | b"yuans" | b"renminbi" => one("yuan", "CNY"),
        b"franc" | b"francs" => shared("franc"),
        b"manat" | b"manats" => one("manat", "AZN"),
        b"lira" | b"liras" | b"lire" => one("lira", "TRY"),
        b"ruble" | b"rubles" | b"rouble" | b"roubles" => one("rouble", "RUB"),
        b"hryvnia" | b"hryvnias" | b"hryvnya" => one("hryvnia", "UAH"),
        b"tenge" => one("tenge", "KZT"),
        b"lari" | b"laris" => one("lari", "GEL"),
        b"dram" | b"drams" => one("dram", "AMD"),
        b"som" | b"soms" | b"sum" if lower != b"sum" => shared("som"),
        b"somoni" => one("somoni", "TJS"),
        b"rupee" | b"rupees" => one("rupee", "INR"),
        b"taka" => one("taka", "BDT"),
        b"afghani" | b"afghanis" => one("afghani", "AFN"),
        b"ringgit" | b"ringgits" => one("ringgit", "MYR"),
        b"rupiah" | b"rupiahs" => one("rupiah", "IDR"),
        b"baht" | b"bahts" => one("baht", "THB"),
        b"wons" => one("won", "KRW"),
        b"won" => shared("won"),
        b"tugrik" | b"tugriks" | b"togrog" => one("tugrik", "MNT"),
        b"kyat" | b"kyats" => one("kyat", "MMK"),
        b"riel" | b"riels" => one("riel", "KHR"),
        b"shekel" | b"shekels" => one("shekel", "ILS"),
        b"dinar" | b"dinars" => shared("dinar"),
        b"dirham" | b"dirhams" => shared("dirham"),
        b"riyal" | b"riyals" => shared("riyal"),
        b"rial" | b"rials" => shared("rial"),
        b"peso" | b"pesos" => shared("peso"),
        b"reais" => one("real", "BRL"),
        b"real" | b"reals" => shared("real"),
        b"zloty" | b"zlotys" | b"zlotych" | b"z\xc5\x82oty" => one("zloty", "PLN"),
        b"forint" | b"forints" => one("forint", "HUF"),
        b"leu" | b"lei" => one("leu", "RON"),
        b"lev" | b"leva" => one("lev", "BGN"),
        b"krona" | b"kronor" | b"krone" | b"kroner" | b"kronur" | b"crowns" | b"koruna" | b"korunas" => {
            shared("krone")
        }
        b"rand" | b"rands" => one("rand", "ZAR"),
        b"naira" | b"nairas" => one("naira", "NGN"),
        b"cedi" | b"cedis" => one("cedi", "GHS"),
        b"birr" | b"birrs" => one("birr", "ETB"),
        b"shilling" | b"shillings" => shared("shilling"),
        b"kwacha" | b"kwachas" => shared("kwacha"),
        b"kwanza" | b"kwanzas" => one("kwanza", "AOA"),
        b"metical" | b"meticais" => one("metical", "MZN"),
        b"ariary" => one("ariary", "MGA"),
        b"dalasi" | b"dalasis" => one("dalasi", "GMD"),
        b"pula" => one("pula", "BWP"),
        b"lempira" | b"lempiras" => one("lempira", "HNL"),
        b"quetzal" | b"quetzales" => one("quetzal", "GTQ"),
        b"colones" => shared("colon"),
        b"bolivars" | b"bolivares" => one("bolivar", "VES"),
        b"bolivianos" => one("boliviano", "BOB"),
        b"guarani" | b"guaranis" | b"guaranies" => one("guarani", "PYG"),
        b"gourde" | b"gourdes" => one("gourde", "HTG"),
        b"guilder" | b"guilders" => shared("guilder"),
        b"bitcoin" | b"bitcoins" | b"btc" => shared("bitcoin"),
        b"cent" | b"cents" => Some(Noun { stem: "cent", default: None, minor: true }),
        b"pence" | b"penny" | b"pennies" => Some(Noun { stem: "penny", default: Some("GBP"), minor: true }),
        b"kopecks" | b"kopeks" => Some(Noun { stem: "kopeck", default: Some("RUB"), minor: true }),
        b"qapik" | b"gapik" => Some(Noun { stem: "gapik", default: Some("AZN"), minor: true }),
        b"sen" => Some(Noun { stem: "sen", default: None, minor: true }),
        _ => None,
    }
}

/// Names that are nothing but money, so that one may stand before its number.
pub(super) fn rare_name(word: &str) -> bool {
    ["ringgit", "ringgits", "naira", "rupiah", "tenge", "birr", "euro"]
        .iter()
        .any(|name| word.eq_ignore_ascii_case(name))
}

/// The code for a country's adjective or name before the noun's stem.
fn land_code(stem: &str, land: &str) -> Option<&'static str> {
    let (_, lands) = LANDS.iter().find(|(name, _)| *name == stem)?;
    lands.iter().find(|(name, _)| land.eq_ignore_ascii_case(name)).map(|(_, code)| *code)
}

type Lands = &'static [(&'static str, &'static str)];

const LANDS: &[(&str, Lands)] = &[
    (
        "dollar",
        &[
            ("US", "USD"),
            ("USA", "USD"),
            ("American", "USD"),
            ("United States", "USD"),
            ("Australian", "AUD"),
            ("Canadian", "CAD"),
            ("New Zealand", "NZD"),
            ("Hong Kong", "HKD"),
            ("Singapore", "SGD"),
            ("Singaporean", "SGD"),
            ("New Taiwan", "TWD"),
            ("Taiwan", "TWD"),
            ("Jamaican", "JMD"),
            ("Fijian", "FJD"),
            ("Fiji", "FJD"),
            ("Liberian", "LRD"),
            ("Namibian", "NAD"),
            ("Zimbabwean", "ZWL"),
            ("Zimbabwe", "ZWL"),
            ("Guyanese", "GYD"),
            ("Barbados", "BBD"),
            ("Belize", "BZD"),
            ("Brunei", "BND"),
            ("Bahamian", "BSD"),
            ("Surinamese", "SRD"),
            ("East Caribbean", "XCD"),
        ],
    ),
    (
        "pound",
        &[
            ("British", "GBP"),
            ("UK", "GBP"),
            ("Egyptian", "EGP"),
            ("Lebanese", "LBP"),
            ("Syrian", "SYP"),
            ("Sudanese", "SDG"),
            ("South Sudanese", "SSP"),
        ],
    ),
    (
        "franc",
        &[
            ("Swiss", "CHF"),
            ("Burundian", "BIF"),
            ("Rwandan", "RWF"),
            ("Congolese", "CDF"),
            ("Djiboutian", "DJF"),
            ("Guinean", "GNF"),
            ("Comorian", "KMF"),
            ("CFP", "XPF"),
        ],
    ),
    ("manat", &[("Azerbaijani", "AZN"), ("Azerbaijan", "AZN"), ("Azeri", "AZN"), ("Turkmen", "TMT")]),
    ("lira", &[("Turkish", "TRY")]),
    ("rouble", &[("Russian", "RUB"), ("Belarusian", "BYN"), ("Belarussian", "BYN")]),
    ("hryvnia", &[("Ukrainian", "UAH")]),
    ("tenge", &[("Kazakh", "KZT"), ("Kazakhstani", "KZT")]),
    ("lari", &[("Georgian", "GEL")]),
    ("dram", &[("Armenian", "AMD")]),
    ("som", &[("Kyrgyz", "KGS"), ("Kyrgyzstani", "KGS"), ("Uzbek", "UZS"), ("Uzbekistani", "UZS")]),
    ("yuan", &[("Chinese", "CNY")]),
    ("yen", &[("Japanese", "JPY")]),
    ("won", &[("Korean", "KRW"), ("South Korean", "KRW"), ("North Korean", "KPW")]),
    (
        "rupee",
        &[
            ("Indian", "INR"),
            ("Pakistani", "PKR"),
            ("Pakistan", "PKR"),
            ("Nepalese", "NPR"),
            ("Nepali", "NPR"),
            ("Sri Lankan", "LKR"),
            ("Mauritian", "MUR"),
            ("Seychelles", "SCR"),
        ],
    ),
    ("taka", &[("Bangladeshi", "BDT"), ("Bangladesh", "BDT")]),
    ("afghani", &[("Afghan", "AFN")]),
    ("ringgit", &[("Malaysian", "MYR"), ("Malaysia", "MYR")]),
    ("rupiah", &[("Indonesian", "IDR"), ("Indonesia", "IDR")]),
    ("baht", &[("Thai", "THB"), ("Thailand", "THB")]),
    ("tugrik", &[("Mongolian", "MNT"), ("Mongolia", "MNT")]),
    ("kyat", &[("Myanmar", "MMK"), ("Burmese", "MMK")]),
    ("shekel", &[("Israeli", "ILS"), ("new", "ILS"), ("new Israeli", "ILS")]),
    (
        "dinar",
        &[
            ("Kuwaiti", "KWD"),
            ("Iraqi", "IQD"),
            ("Jordanian", "JOD"),
            ("Bahraini", "BHD"),
            ("Libyan", "LYD"),
            ("Tunisian", "TND"),
            ("Algerian", "DZD"),
            ("Serbian", "RSD"),
        ],
    ),
    ("dirham", &[("UAE", "AED"), ("Emirati", "AED"), ("Moroccan", "MAD")]),
    ("riyal", &[("Saudi", "SAR"), ("Saudi Arabian", "SAR"), ("Qatari", "QAR"), ("Yemeni", "YER")]),
    ("rial", &[("Iranian", "IRR"), ("Omani", "OMR"), ("Yemeni", "YER")]),
    (
        "peso",
        &[
            ("Mexican", "MXN"),
            ("Philippine", "PHP"),
            ("Argentine", "ARS"),
            ("Argentinian", "ARS"),
            ("Chilean", "CLP"),
            ("Colombian", "COP"),
            ("Cuban", "CUP"),
            ("Dominican", "DOP"),
            ("Uruguayan", "UYU"),
        ],
    ),
    ("real", &[("Brazilian", "BRL")]),
    ("zloty", &[("Polish", "PLN")]),
    ("forint", &[("Hungarian", "HUF")]),
    ("leu", &[("Romanian", "RON"), ("Moldovan", "MDL")]),
    ("lev", &[("Bulgarian", "BGN")]),
    (
        "krone",
        &[
            ("Norwegian", "NOK"),
            ("Swedish", "SEK"),
            ("Danish", "DKK"),
            ("Icelandic", "ISK"),
            ("Czech", "CZK"),
        ],
    ),
    ("rand", &[("South African", "ZAR")]),
    ("naira", &[("Nigerian", "NGN")]),
    ("cedi", &[("Ghanaian", "GHS"), ("Ghana", "GHS")]),
    ("birr", &[("Ethiopian", "ETB")]),
    (
        "shilling",
        &[
            ("Kenyan", "KES"),
            ("Kenya", "KES"),
            ("Tanzanian", "TZS"),
            ("Ugandan", "UGX"),
            ("Uganda", "UGX"),
            ("Somali", "SOS"),
        ],
    ),
    ("kwacha", &[("Zambian", "ZMW"), ("Malawian", "MWK"), ("Malawi", "MWK")]),
    ("colon", &[("Costa Rican", "CRC")]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_tables_is_in_iso_4217() {
        for (_, lands) in LANDS {
            for (land, code) in *lands {
                assert!(iso_currency::Currency::from_code(code).is_some(), "{land}: {code}");
            }
        }
    }
}
