//! The physical units of reports, with what each is in the base unit of its dimension (SI, but kilogram, litre and byte).
//! It must not know amounts, money or time: durations are read with the dates.

use crate::values::rate::per;
use crate::values::token::{TokenKind, Tokens};
use crate::values::value::Unit;

/// One unit.
#[derive(Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) name: &'static str,
    pub(crate) dimension: &'static str,
    pub(crate) to_base: f64,
    pub(crate) offset: f64,
}

impl Measure {
    pub(crate) fn unit(&self) -> Unit {
        let Measure { name, dimension, to_base, offset } = *self;
        Unit::Measure { name, dimension, to_base, offset }
    }
}

const fn measure(name: &'static str, dimension: &'static str, to_base: f64) -> Measure {
    Measure { name, dimension, to_base, offset: 0.0 }
}

/// The unit that stands at token `at`, behind a number, and the first token after it.
pub(crate) fn unit_at(tokens: &Tokens<'_>, at: usize) -> Option<(Measure, usize)> {
    let (unit, next) = plain_unit_at(tokens, at)?;
    Some(per(tokens, &unit, next).unwrap_or((unit, next)))
}

/// As [`unit_at`], without what may stand below it ("per hour").
pub(super) fn plain_unit_at(tokens: &Tokens<'_>, at: usize) -> Option<(Measure, usize)> {
    match tokens.kind(at)? {
        TokenKind::Sign => degrees_sign(tokens, at),
        TokenKind::Word => compound(tokens, at).or_else(|| symbol(tokens, at)).or_else(|| worded(tokens, at)),
        TokenKind::Digits => None,
    }
}

/// Tokens that are looked back upon for the quotation mark that a sign of inches might close.
const QUOTATION: usize = 80;

/// `5"`: right behind digits, and no quotation is open that it would close.
fn is_inch(tokens: &Tokens<'_>, at: usize) -> bool {
    let behind_digits =
        |at: usize| at > 0 && !tokens.spaced(at) && tokens.kind(at - 1) == Some(TokenKind::Digits);
    let mut open = false;
    for index in at.saturating_sub(QUOTATION)..at {
        if tokens.text(index) == "\"" {
            open = !open && !behind_digits(index);
        }
    }
    behind_digits(at) && !open
}

/// "°C", "° F", "°", `"`: signs of units.
fn degrees_sign(tokens: &Tokens<'_>, at: usize) -> Option<(Measure, usize)> {
    match tokens.text(at) {
        "\u{2103}" => Some((CELSIUS, at + 1)),
        "\u{2109}" => Some((FAHRENHEIT, at + 1)),
        "\u{b0}" => Some(degrees_of(tokens, at + 1).unwrap_or((DEGREE, at + 1))),
        "\"" | "\u{2033}" => is_inch(tokens, at).then_some((INCH, at + 1)),
        _ => None,
    }
}

const CELSIUS: Measure =
    Measure { name: "degree Celsius", dimension: "temperature", to_base: 1.0, offset: 273.15 };
const FAHRENHEIT: Measure =
    Measure { name: "degree Fahrenheit", dimension: "temperature", to_base: 5.0 / 9.0, offset: 255.372_222 };
const KELVIN: Measure = measure("kelvin", "temperature", 1.0);
/// Of an arc or of heat: prose leaves it open.
const DEGREE: Measure = measure("degree", "degree", 1.0);

fn degrees_of(tokens: &Tokens<'_>, at: usize) -> Option<(Measure, usize)> {
    let unit = match tokens.text(at) {
        "C" | "c" => CELSIUS,
        "F" | "f" => FAHRENHEIT,
        "K" | "k" => KELVIN,
        word => scale_of_heat(word)?,
    };
    Some((unit, at + 1))
}

fn scale_of_heat(word: &str) -> Option<Measure> {
    let is = |list: &[&str]| list.iter().any(|name| word.eq_ignore_ascii_case(name));
    if is(&["celsius", "centigrade", "celcius"]) {
        Some(CELSIUS)
    } else if is(&["fahrenheit", "farenheit"]) {
        Some(FAHRENHEIT)
    } else if is(&["kelvin", "kelvins"]) {
        Some(KELVIN)
    } else {
        None
    }
}

/// "square kilometres", "sq km", "cubic metres", "metric tons", "nautical miles", "kilowatt hours".
fn compound(tokens: &Tokens<'_>, at: usize) -> Option<(Measure, usize)> {
    let first = tokens.text(at);
    let is = |list: &[&str]| list.iter().any(|name| first.eq_ignore_ascii_case(name));
    let dot = usize::from(tokens.text(at + 1) == "." && !tokens.spaced(at + 1));
    if is(&["square", "sq"]) {
        let length = length_at(tokens, at + 1 + dot)?;
        return Some((square(length)?, at + 2 + dot));
    }
    if is(&["cubic", "cu"]) {
        let length = length_at(tokens, at + 1 + dot)?;
        return Some((cubic(length)?, at + 2 + dot));
    }
    if is(&["metric"]) {
        let tons = ["ton", "tons", "tonne", "tonnes"].iter().any(|name| tokens.is(at + 1, name));
        return tons.then_some((TONNE, at + 2));
    }
    let weight = |factor| ["ton", "tons"].iter().any(|name| tokens.is(at + 1, name)).then_some(factor);
    if is(&["short"]) {
        return weight(907.184_74).map(|factor| (measure("short ton", "mass", factor), at + 2));
    }
    if is(&["long"]) {
        return weight(1_016.046_908_8).map(|factor| (measure("long ton", "mass", factor), at + 2));
    }
    if is(&["troy"]) {
        let ounces = tokens.is(at + 1, "ounce") || tokens.is(at + 1, "ounces");
        return ounces.then_some((measure("troy ounce", "mass", 0.031_103_476_8), at + 2));
    }
    if is(&["nautical"]) {
        let miles = tokens.is(at + 1, "mile") || tokens.is(at + 1, "miles");
        return miles.then_some((measure("nautical mile", "length", 1852.0), at + 2));
    }
    if is(&["degree", "degrees", "deg"]) {
        let stop = dot
            * usize::from(tokens.spaced(at + 2) || tokens.get(at + 2).is_none())
            * usize::from(is(&["deg"]));
        return Some(degrees_of(tokens, at + 1 + stop).unwrap_or((DEGREE, at + 1 + stop)));
    }
    let hours = if matches!(tokens.text(at + 1), "-" | "\u{2010}" | "\u{2011}") { at + 2 } else { at + 1 };
    if tokens.is(hours, "hour") || tokens.is(hours, "hours") {
        let power = watts(first)?;
        return Some((measure(power.0, "energy", power.1 * 3600.0), hours + 1));
    }
    None
}

/// Power words before "hours": the name of the energy, and watts.
fn watts(word: &str) -> Option<(&'static str, f64)> {
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    if is("watt") {
        Some(("watt hour", 1.0))
    } else if is("kilowatt") {
        Some(("kilowatt hour", 1e3))
    } else if is("megawatt") {
        Some(("megawatt hour", 1e6))
    } else if is("gigawatt") {
        Some(("gigawatt hour", 1e9))
    } else if is("terawatt") {
        Some(("terawatt hour", 1e12))
    } else {
        None
    }
}

#[derive(Clone, Copy)]
enum Length {
    Kilometre,
    Metre,
    Centimetre,
    Mile,
    Foot,
    Inch,
    Yard,
}

fn length_at(tokens: &Tokens<'_>, at: usize) -> Option<Length> {
    let word = tokens.text(at);
    let is = |list: &[&str]| list.iter().any(|name| word.eq_ignore_ascii_case(name));
    Some(if is(&["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"]) {
        Length::Kilometre
    } else if is(&["m", "metre", "metres", "meter", "meters"]) {
        Length::Metre
    } else if is(&["cm", "centimetre", "centimetres", "centimeter", "centimeters"]) {
        Length::Centimetre
    } else if is(&["mi", "mile", "miles"]) {
        Length::Mile
    } else if is(&["ft", "foot", "feet"]) {
        Length::Foot
    } else if is(&["in", "inch", "inches"]) {
        Length::Inch
    } else if is(&["yd", "yard", "yards"]) {
        Length::Yard
    } else {
        return None;
    })
}

fn square(length: Length) -> Option<Measure> {
    Some(match length {
        Length::Kilometre => measure("square kilometre", "area", 1e6),
        Length::Metre => measure("square metre", "area", 1.0),
        Length::Centimetre => measure("square centimetre", "area", 1e-4),
        Length::Mile => measure("square mile", "area", 2_589_988.110_336),
        Length::Foot => measure("square foot", "area", 0.092_903_04),
        Length::Inch => measure("square inch", "area", 0.000_645_16),
        Length::Yard => measure("square yard", "area", 0.836_127_36),
    })
}

fn cubic(length: Length) -> Option<Measure> {
    Some(match length {
        Length::Kilometre => measure("cubic kilometre", "volume", 1e12),
        Length::Metre => measure("cubic metre", "volume", 1e3),
        Length::Centimetre => measure("cubic centimetre", "volume", 1e-3),
        Length::Foot => measure("cubic foot", "volume", 28.316_846_592),
        Length::Inch => measure("cubic inch", "volume", 0.016_387_064),
        Length::Yard => measure("cubic yard", "volume", 764.554_857_984),
        Length::Mile => return None,
    })
}

const HORSEPOWER: Measure = measure("horsepower", "power", 745.699_871_58);
const TONNE: Measure = measure("tonne", "mass", 1e3);
const MICROGRAM: Measure = measure("microgram", "mass", 1e-9);

/// Signs of units, where case counts: "km", "MW", "ha", "km2", "m³".
fn symbol(tokens: &Tokens<'_>, at: usize) -> Option<(Measure, usize)> {
    let next = at + 1;
    let raised = if tokens.spaced(next) { "" } else { tokens.text(next) };
    let length = match tokens.text(at) {
        "km" => Some(Length::Kilometre),
        "m" => Some(Length::Metre),
        "cm" => Some(Length::Centimetre),
        "ft" => Some(Length::Foot),
        "mi" => Some(Length::Mile),
        "in" => Some(Length::Inch),
        _ => None,
    };
    if let Some(length) = length {
        let caret = usize::from(raised == "^");
        let power = if caret == 1 { tokens.text(next + 1) } else { raised };
        match power {
            "2" | "\u{b2}" => return Some((square(length)?, next + 1 + caret)),
            "3" | "\u{b3}" => return Some((cubic(length)?, next + 1 + caret)),
            _ => {}
        }
    }
    if let Some(unit) = carbon(tokens.text(at)).filter(|_| raised == "2") {
        let equivalent = usize::from(!tokens.spaced(next + 1) && matches!(tokens.text(next + 1), "e" | "eq"));
        return Some((unit, next + 1 + equivalent));
    }
    let unit = match tokens.text(at) {
        "km" | "kms" | "KM" => measure("kilometre", "length", 1e3),
        "m" => measure("metre", "length", 1.0),
        "cm" => measure("centimetre", "length", 1e-2),
        "dm" => measure("decimetre", "length", 1e-1),
        "mm" => measure("millimetre", "length", 1e-3),
        "\u{b5}m" | "\u{3bc}m" => measure("micrometre", "length", 1e-6),
        "nm" => measure("nanometre", "length", 1e-9),
        "mi" => measure("mile", "length", 1609.344),
        "ft" => measure("foot", "length", 0.3048),
        "yd" | "yds" => measure("yard", "length", 0.9144),
        "ha" => measure("hectare", "area", 1e4),
        "sqm" => measure("square metre", "area", 1.0),
        "sqkm" => measure("square kilometre", "area", 1e6),
        "kg" | "kgs" | "Kg" | "KG" => measure("kilogram", "mass", 1.0),
        "g" => measure("gram", "mass", 1e-3),
        "mg" => measure("milligram", "mass", 1e-6),
        "mcg" | "\u{b5}g" | "\u{3bc}g" => MICROGRAM,
        "t" | "MT" | "mt" => TONNE,
        "kt" => measure("kilotonne", "mass", 1e6),
        "Mt" => measure("megatonne", "mass", 1e9),
        "Gt" => measure("gigatonne", "mass", 1e12),
        "lb" | "lbs" => measure("pound", "mass", 0.453_592_37),
        "oz" => measure("ounce", "mass", 0.028_349_523_125),
        "l" | "L" => measure("litre", "volume", 1.0),
        "ml" | "mL" => measure("millilitre", "volume", 1e-3),
        "cl" | "cL" => measure("centilitre", "volume", 1e-2),
        "dl" | "dL" => measure("decilitre", "volume", 1e-1),
        "bbl" | "bbls" => BARREL,
        "gal" => GALLON,
        "gals" => GALLON,
        "mls" => measure("millilitre", "volume", 1e-3),
        "hl" | "hL" => measure("hectolitre", "volume", 1e2),
        "in" if raised == "." && is_side(tokens, next + 1) => return Some((INCH, next + 1)),
        "in" if ["thick", "wide", "tall", "long", "high", "deep", "of"]
            .iter()
            .any(|word| tokens.is(next, word)) =>
        {
            INCH
        }
        "bcm" => measure("billion cubic metres", "volume", 1e12),
        "mcm" => measure("million cubic metres", "volume", 1e9),
        "bpd" => measure("barrel per day", "flow", 158.987_294_928 / 86_400.0),
        "b" if per_day(tokens, next) => return Some((barrel_flow(1.0), next + 2)),
        "kb" if per_day(tokens, next) => return Some((barrel_flow(1e3), next + 2)),
        "mb" if per_day(tokens, next) => return Some((barrel_flow(1e6), next + 2)),
        "W" => measure("watt", "power", 1.0),
        "kW" | "KW" | "kWp" => measure("kilowatt", "power", 1e3),
        "MW" | "MWp" | "MWe" => measure("megawatt", "power", 1e6),
        "GW" | "GWp" => measure("gigawatt", "power", 1e9),
        "TW" => measure("terawatt", "power", 1e12),
        "Wh" => measure("watt hour", "energy", 3.6e3),
        "kWh" | "KWh" | "KWH" => measure("kilowatt hour", "energy", 3.6e6),
        "MWh" => measure("megawatt hour", "energy", 3.6e9),
        "GWh" => measure("gigawatt hour", "energy", 3.6e12),
        "TWh" => measure("terawatt hour", "energy", 3.6e15),
        "kJ" => measure("kilojoule", "energy", 1e3),
        "MJ" => measure("megajoule", "energy", 1e6),
        "GJ" => measure("gigajoule", "energy", 1e9),
        "kcal" => measure("kilocalorie", "energy", 4184.0),
        "kV" => measure("kilovolt", "voltage", 1e3),
        "V" => measure("volt", "voltage", 1.0),
        "Hz" => measure("hertz", "frequency", 1.0),
        "kHz" => measure("kilohertz", "frequency", 1e3),
        "MHz" => measure("megahertz", "frequency", 1e6),
        "GHz" => measure("gigahertz", "frequency", 1e9),
        "hp" => HORSEPOWER,
        "dB" => measure("decibel", "sound", 1.0),
        "kPa" => measure("kilopascal", "pressure", 1e3),
        "MPa" => measure("megapascal", "pressure", 1e6),
        "mSv" => measure("millisievert", "radiation dose", 1e-3),
        "\u{b5}Sv" | "\u{3bc}Sv" => measure("microsievert", "radiation dose", 1e-6),
        "kbps" | "kbit" => measure("kilobit per second", "data rate", 1e3),
        "hPa" => measure("hectopascal", "pressure", 100.0),
        "kB" | "KB" => measure("kilobyte", "data", 1e3),
        "MB" | "mb" => measure("megabyte", "data", 1e6),
        "GB" | "gb" => measure("gigabyte", "data", 1e9),
        "TB" => measure("terabyte", "data", 1e12),
        "Mbps" => measure("megabit per second", "data rate", 1e6),
        "Gbps" => measure("gigabit per second", "data rate", 1e9),
        "mph" => measure("mile per hour", "speed", 0.447_04),
        "kph" | "kmph" | "kmh" => measure("kilometre per hour", "speed", 1.0 / 3.6),
        "ppm" => measure("part per million", "share", 1e-6),
        "K" if tokens.spaced(at) => KELVIN,
        "\u{ba}C" => CELSIUS,
        "\u{ba}F" => FAHRENHEIT,
        _ => bare_degrees(tokens, at)?,
    };
    Some((unit, next))
}

/// "8 in. deep", "2 in. of rain": what makes "in" with its full stop inches.
fn is_side(tokens: &Tokens<'_>, at: usize) -> bool {
    ["thick", "wide", "tall", "long", "high", "deep", "of"].iter().any(|word| tokens.is(at, word))
}

/// "/d", "/day" behind barrels.
fn per_day(tokens: &Tokens<'_>, at: usize) -> bool {
    let day = tokens.text(at + 1) == "d" || tokens.is(at + 1, "day");
    tokens.text(at) == "/" && !tokens.spaced(at) && !tokens.spaced(at + 1) && day
}

const fn barrel_flow(barrels: f64) -> Measure {
    let name = if barrels > 1e3 {
        "million barrels per day"
    } else if barrels > 1.0 {
        "thousand barrels per day"
    } else {
        "barrel per day"
    };
    measure(name, "flow", barrels * 158.987_294_928 / 86_400.0)
}

/// "MtCO2e": a mass of carbon dioxide, glued to its unit. The digit has been cut off.
fn carbon(word: &str) -> Option<Measure> {
    Some(match word {
        "tCO" => TONNE,
        "ktCO" => measure("kilotonne", "mass", 1e6),
        "MtCO" => measure("megatonne", "mass", 1e9),
        "GtCO" => measure("gigatonne", "mass", 1e12),
        _ => return None,
    })
}

/// "23C (73F)": newspapers drop the sign of degrees. Only where the sentence speaks of heat is the letter one.
fn bare_degrees(tokens: &Tokens<'_>, at: usize) -> Option<Measure> {
    let unit = match tokens.text(at) {
        "C" => CELSIUS,
        "F" => FAHRENHEIT,
        _ => return None,
    };
    let heat = |index: usize| {
        let word = tokens.text(index);
        ["temperature", "heat", "warm", "hot", "cold", "cool", "freez", "boil", "thermometer", "weather"]
            .iter()
            .any(|stem| word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem)))
    };
    let near = at.saturating_sub(16)..at + 12;
    // "the 1.5C limit"
    let climate = tokens.text(at.wrapping_sub(2)) == "."
        && ["limit", "goal", "target", "threshold", "ceiling", "pathway", "world", "future"]
            .iter()
            .any(|word| tokens.is(at + 1, word));
    (!tokens.spaced(at) && (climate || near.into_iter().any(heat))).then_some(unit)
}

pub(crate) const FOOT: Measure = measure("foot", "length", 0.3048);
pub(crate) const INCH: Measure = measure("inch", "length", 0.0254);
const BARREL: Measure = measure("barrel", "volume", 158.987_294_928);
const GALLON: Measure = measure("gallon", "volume", 3.785_411_784);
const LONGEST_WORD: usize = 14;

/// Units written out, singular or plural.
fn worded(tokens: &Tokens<'_>, at: usize) -> Option<(Measure, usize)> {
    let word = tokens.text(at);
    if let Some(unit) = scale_of_heat(word) {
        return Some((unit, at + 1));
    }
    if word.len() < 3 || word.len() > LONGEST_WORD {
        return None;
    }
    let mut buffer = [0_u8; LONGEST_WORD];
    for (slot, byte) in buffer.iter_mut().zip(word.bytes()) {
        *slot = byte.to_ascii_lowercase();
    }
    let lower = buffer.get(..word.len())?;
    let unit = word_unit(lower).or_else(|| lower.strip_suffix(b"s").and_then(word_unit))?;
    Some((unit, at + 1))
}

fn word_unit(word: &[u8]) -> Option<Measure> {
    Some(match word {
        b"kilometre" | b"kilometer" => measure("kilometre", "length", 1e3),
        b"metre" | b"meter" => measure("metre", "length", 1.0),
        b"centimetre" | b"centimeter" => measure("centimetre", "length", 1e-2),
        b"millimetre" | b"millimeter" => measure("millimetre", "length", 1e-3),
        b"nanometre" | b"nanometer" => measure("nanometre", "length", 1e-9),
        b"mile" => measure("mile", "length", 1609.344),
        b"foot" | b"feet" => FOOT,
        b"inch" | b"inche" => INCH,
        b"yard" => measure("yard", "length", 0.9144),
        b"hectare" => measure("hectare", "area", 1e4),
        b"acre" => measure("acre", "area", 4_046.856_422_4),
        b"dunam" | b"dunum" => measure("dunam", "area", 1e3),
        b"tonne" => TONNE,
        // The US ton and the tonne differ by a tenth; "ton" alone is the one or the other.
        b"ton" => measure("ton", "mass", 1e3),
        b"kilotonne" | b"kiloton" => measure("kilotonne", "mass", 1e6),
        b"megatonne" | b"megaton" => measure("megatonne", "mass", 1e9),
        b"gigatonne" | b"gigaton" => measure("gigatonne", "mass", 1e12),
        b"kilogram" | b"kilogramme" | b"kilo" => measure("kilogram", "mass", 1.0),
        b"gram" | b"gramme" => measure("gram", "mass", 1e-3),
        b"milligram" | b"milligramme" => measure("milligram", "mass", 1e-6),
        b"microgram" | b"microgramme" => MICROGRAM,
        b"pound" => measure("pound", "mass", 0.453_592_37),
        b"ounce" => measure("ounce", "mass", 0.028_349_523_125),
        b"quintal" => measure("quintal", "mass", 1e2),
        b"feddan" => measure("feddan", "area", 4_200.833),
        b"fathom" => measure("fathom", "length", 1.8288),
        b"micron" | b"micrometre" | b"micrometer" => measure("micrometre", "length", 1e-6),
        b"horsepower" => HORSEPOWER,
        b"decibel" => measure("decibel", "sound", 1.0),
        b"kilojoule" => measure("kilojoule", "energy", 1e3),
        b"megajoule" => measure("megajoule", "energy", 1e6),
        b"gigajoule" => measure("gigajoule", "energy", 1e9),
        b"kilocalorie" => measure("kilocalorie", "energy", 4184.0),
        b"kilovolt" => measure("kilovolt", "voltage", 1e3),
        b"kilohertz" => measure("kilohertz", "frequency", 1e3),
        b"bushel" => measure("bushel", "volume", 35.239_070_167),
        b"litre" | b"liter" => measure("litre", "volume", 1.0),
        b"millilitre" | b"milliliter" => measure("millilitre", "volume", 1e-3),
        b"hectolitre" | b"hectoliter" => measure("hectolitre", "volume", 1e2),
        b"gallon" => GALLON,
        b"pint" => measure("pint", "volume", 0.473_176_473),
        b"barrel" => BARREL,
        b"watt" => measure("watt", "power", 1.0),
        b"kilowatt" => measure("kilowatt", "power", 1e3),
        b"megawatt" => measure("megawatt", "power", 1e6),
        b"gigawatt" => measure("gigawatt", "power", 1e9),
        b"terawatt" => measure("terawatt", "power", 1e12),
        b"joule" => measure("joule", "energy", 1.0),
        b"calorie" => measure("calorie", "energy", 4.184),
        b"volt" => measure("volt", "voltage", 1.0),
        b"hertz" => measure("hertz", "frequency", 1.0),
        b"megahertz" => measure("megahertz", "frequency", 1e6),
        b"gigahertz" => measure("gigahertz", "frequency", 1e9),
        b"byte" => measure("byte", "data", 1.0),
        b"kilobyte" => measure("kilobyte", "data", 1e3),
        b"megabyte" => measure("megabyte", "data", 1e6),
        b"gigabyte" => measure("gigabyte", "data", 1e9),
        b"terabyte" => measure("terabyte", "data", 1e12),
        b"knot" => measure("knot", "speed", 1852.0 / 3600.0),
        _ => return None,
    })
}
