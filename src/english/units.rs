//! Units: measures, currencies and rates behind or before a number, and the form that equal measures share.

use super::quantity::plain;
use super::scan::Scan;
use super::token::Sort;

/// Measures in the singular, in normal spelling, and their short names.
pub(super) const MEASURES: &[(&str, &str)] = &[
    ("percentage point", "pp"),
    ("basis point", "bp"),
    ("bps", "bp"),
    ("%", "%"),
    ("percent", "%"),
    ("per cent", "%"),
    ("‰", "‰"),
    ("nanometer", "nm"),
    ("millimeter", "mm"),
    ("mm", "mm"),
    ("centimeter", "cm"),
    ("cm", "cm"),
    ("meter", "m"),
    ("m", "m"),
    ("kilometer", "km"),
    ("km", "km"),
    ("mile", "mi"),
    ("nautical mile", "nmi"),
    ("light year", "ly"),
    ("inch", "in"),
    ("inches", "in"),
    ("foot", "ft"),
    ("feet", "ft"),
    ("ft", "ft"),
    ("yard", "yd"),
    ("hectare", "ha"),
    ("ha", "ha"),
    ("acre", "acre"),
    ("milliliter", "ml"),
    ("ml", "ml"),
    ("liter", "l"),
    ("gallon", "gal"),
    ("pint", "pint"),
    ("quart", "quart"),
    ("barrel", "bbl"),
    ("bushel", "bushel"),
    ("microgram", "µg"),
    ("mcg", "µg"),
    ("µg", "µg"),
    ("milligram", "mg"),
    ("mg", "mg"),
    ("gram", "g"),
    ("gramme", "g"),
    ("kilogram", "kg"),
    ("kilogramme", "kg"),
    ("kilo", "kg"),
    ("kg", "kg"),
    ("ton", "t"),
    ("metric ton", "t"),
    ("short ton", "t"),
    ("lb", "lb"),
    ("ounce", "oz"),
    ("oz", "oz"),
    ("stone", "stone"),
    ("carat", "carat"),
    ("mph", "mph"),
    ("kph", "km/h"),
    ("kmh", "km/h"),
    ("knot", "knot"),
    ("watt", "W"),
    ("kilowatt", "kW"),
    ("kw", "kW"),
    ("megawatt", "MW"),
    ("mw", "MW"),
    ("gigawatt", "GW"),
    ("gw", "GW"),
    ("terawatt", "TW"),
    ("kilowatt hour", "kWh"),
    ("kwh", "kWh"),
    ("megawatt hour", "MWh"),
    ("mwh", "MWh"),
    ("gigawatt hour", "GWh"),
    ("gwh", "GWh"),
    ("terawatt hour", "TWh"),
    ("twh", "TWh"),
    ("volt", "V"),
    ("kilovolt", "kV"),
    ("kv", "kV"),
    ("hertz", "Hz"),
    ("hz", "Hz"),
    ("kilohertz", "kHz"),
    ("khz", "kHz"),
    ("megahertz", "MHz"),
    ("mhz", "MHz"),
    ("gigahertz", "GHz"),
    ("ghz", "GHz"),
    ("kilobyte", "kB"),
    ("kb", "kB"),
    ("megabyte", "MB"),
    ("mb", "MB"),
    ("gigabyte", "GB"),
    ("gb", "GB"),
    ("terabyte", "TB"),
    ("tb", "TB"),
    ("decibel", "dB"),
    ("db", "dB"),
    ("calorie", "cal"),
    ("psi", "psi"),
    ("degree celsius", "°C"),
    ("degrees celsius", "°C"),
    ("degree centigrade", "°C"),
    ("degrees centigrade", "°C"),
    ("degrees c", "°C"),
    ("celsius", "°C"),
    ("° c", "°C"),
    ("degree fahrenheit", "°F"),
    ("degrees fahrenheit", "°F"),
    ("degrees f", "°F"),
    ("fahrenheit", "°F"),
    ("° f", "°F"),
    ("degree", "°"),
    ("°", "°"),
    ("millisecond", "ms"),
    ("minute", "min"),
    ("min", "min"),
    ("hour", "h"),
    ("hr", "h"),
    ("day", "d"),
    ("week", "wk"),
    ("fortnight", "fortnight"),
    ("month", "mo"),
    ("year", "y"),
    ("yr", "y"),
    ("decade", "decade"),
    ("century", "century"),
    ("centuries", "century"),
    ("year old", "age"),
    ("years old", "age"),
    ("years of age", "age"),
    ("month old", "age-months"),
    ("months old", "age-months"),
    ("week old", "age-weeks"),
    ("weeks old", "age-weeks"),
    ("day old", "age-days"),
    ("days old", "age-days"),
    ("time", "×"),
    ("fold", "×"),
];

/// Measures that count only straight behind the number ("5h", "40C", "2x"), by their letters as written.
const GLUED: &[(&str, &str)] = &[
    ("m", "m"),
    ("g", "g"),
    ("l", "l"),
    ("t", "t"),
    ("h", "h"),
    ("s", "s"),
    ("in", "in"),
    ("C", "°C"),
    ("F", "°F"),
    ("W", "W"),
    ("V", "V"),
    ("x", "×"),
    ("pc", "%"),
    ("bp", "bp"),
    ("p", "GBp"),
];

/// Lengths that may be squared or cubed.
const LENGTHS: &[&str] = &["mm", "cm", "m", "km", "mi", "in", "ft", "yd"];

/// Units that are another one taken so many times.
const MULTIPLES: &[(&str, f64, &str)] = &[
    ("decade", 10.0, "y"),
    ("century", 100.0, "y"),
    ("fortnight", 2.0, "wk"),
    ("bp", 0.01, "pp"),
    ("USc", 0.01, "USD"),
    ("GBp", 0.01, "GBP"),
];

/// Units of one dimension, from small to large, each in the smallest. A value is given in the largest unit that makes
/// it a whole number: "30 min" for half an hour, "2 h" for 120 minutes.
pub(super) const LADDERS: &[&[(&str, f64)]] = &[
    &[("ms", 1.0), ("s", 1e3), ("min", 6e4), ("h", 3.6e6), ("d", 8.64e7), ("wk", 6.048e8)],
    &[("mo", 1.0), ("y", 12.0)],
    &[("mm", 1.0), ("cm", 10.0), ("m", 1e3), ("km", 1e6)],
    &[("in", 1.0), ("ft", 12.0)],
    &[("µg", 1.0), ("mg", 1e3), ("g", 1e6), ("kg", 1e9), ("t", 1e12)],
    &[("ml", 1.0), ("l", 1e3)],
    &[("Hz", 1.0), ("kHz", 1e3), ("MHz", 1e6), ("GHz", 1e9)],
    &[("W", 1.0), ("kW", 1e3), ("MW", 1e6), ("GW", 1e9), ("TW", 1e12)],
    &[("kWh", 1.0), ("MWh", 1e3), ("GWh", 1e6), ("TWh", 1e9)],
    &[("kB", 1.0), ("MB", 1e3), ("GB", 1e6), ("TB", 1e9)],
];

/// The form that equal measures share.
pub(super) fn canonical(value: f64, unit: &str) -> String {
    let (base, rate) = unit.split_once('/').map_or((unit, ""), |(base, _)| (base, &unit[base.len()..]));
    let (value, base) = match MULTIPLES.iter().find(|(name, ..)| *name == base) {
        Some((_, factor, of)) => (value * factor, *of),
        None => (value, base),
    };
    for ladder in LADDERS {
        let Some((_, factor)) = ladder.iter().find(|(name, _)| *name == base) else { continue };
        let smallest = value * factor;
        let whole = |size: f64| {
            let steps = smallest / size;
            steps.abs() >= 1.0 && (steps - steps.round()).abs() < 1e-6
        };
        if let Some((name, size)) = ladder.iter().rev().find(|(_, size)| whole(*size)) {
            return format!("{} {name}{rate}", plain((smallest / size).round()));
        }
    }
    format!("{} {base}{rate}", plain(value))
}

/// The unit behind a number that ends before token `at`; gives the token after it.
pub(super) fn unit_at(scan: Scan<'_>, at: usize, value: f64) -> Option<(usize, String)> {
    let glued = at > 0 && scan.adjoins(at - 1);
    if glued && let Some((_, unit)) = GLUED.iter().find(|(letters, _)| *letters == scan.raw(at)) {
        return Some((at + 1, (*unit).to_owned()));
    }
    let start = scan.past_hyphen(at);
    let (end, unit) = power(scan, start)
        .or_else(|| measure(scan, start).map(|(end, unit)| (end, unit.to_owned())))
        .or_else(|| currency_after(scan, start, value))?;
    Some((end, unit))
}

/// A plain measure; the last word may be in the plural.
pub(super) fn measure(scan: Scan<'_>, at: usize) -> Option<(usize, &'static str)> {
    let first = scan.norm(at);
    if matches!(first, "seconds" | "secs") || first == "second" && at > 0 && scan.norm(at - 1) == "-" {
        return Some((at + 1, "s"));
    }
    let fits = |words: &str| {
        let mut end = at;
        let mut rest = words.split(' ').peekable();
        while let Some(word) = rest.next() {
            end = if end > at { scan.past_hyphen(end) } else { end };
            let norm = scan.norm(end);
            if norm != word && (rest.peek().is_some() || norm.strip_suffix('s') != Some(word)) {
                return None;
            }
            end += 1;
        }
        Some(end)
    };
    let singular = first.strip_suffix('s').unwrap_or(first);
    let letter = singular.bytes().next()?;
    let candidates =
        MEASURES.iter().filter(|(words, _)| words.as_bytes()[0] == letter && words.starts_with(singular));
    candidates.filter_map(|(words, unit)| Some((fits(words)?, *unit))).max_by_key(|(end, _)| *end)
}

/// "square miles", "sq ft", "km²", "cubic meters".
fn power(scan: Scan<'_>, at: usize) -> Option<(usize, String)> {
    let word = scan.norm(at);
    if let Some((name, exponent)) =
        word.strip_suffix('²').map(|n| (n, 2)).or(word.strip_suffix('³').map(|n| (n, 3)))
    {
        let unit = LENGTHS.iter().find(|unit| **unit == name)?;
        return Some((at + 1, format!("{unit}{exponent}")));
    }
    let exponent = match word {
        "square" | "sq" => 2,
        "cubic" | "cu" => 3,
        _ => return None,
    };
    let next = at + 1 + usize::from(scan.norm(at + 1) == ".");
    let next = scan.past_hyphen(next);
    let (end, unit) = match scan.norm(next) {
        "m" => (next + 1, "m"),
        _ => measure(scan, next).filter(|(_, unit)| LENGTHS.contains(unit))?,
    };
    Some((end, format!("{unit}{exponent}")))
}

/// Nouns of currencies and the currency they mean where nothing else is said.
const CURRENCIES: &[(&str, &str)] = &[
    ("dollar", "USD"),
    ("buck", "USD"),
    ("euro", "EUR"),
    ("pound", "GBP"),
    ("quid", "GBP"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("rupee", "INR"),
    ("ruble", "RUB"),
    ("rand", "ZAR"),
    ("won", "KRW"),
    ("lira", "TRY"),
    ("baht", "THB"),
    ("ringgit", "MYR"),
    ("shekel", "ILS"),
    ("zloty", "PLN"),
    ("zlotys", "PLN"),
    ("forint", "HUF"),
    ("hryvnia", "UAH"),
    ("reais", "BRL"),
    ("naira", "NGN"),
    ("taka", "BDT"),
    ("rupiah", "IDR"),
    ("dong", "VND"),
    ("cedi", "GHS"),
    ("cent", "USc"),
    ("ct", "USc"),
    ("penny", "GBp"),
    ("pence", "GBp"),
    ("crown", "crown"),
    ("franc", "franc"),
    ("mark", "mark"),
    ("peso", "peso"),
    ("krona", "krona"),
    ("kronor", "krona"),
    ("krone", "krone"),
    ("kroner", "krone"),
    ("koruna", "koruna"),
    ("dinar", "dinar"),
    ("dirham", "dirham"),
    ("riyal", "riyal"),
    ("rial", "rial"),
    ("shilling", "shilling"),
    ("guilder", "guilder"),
    ("lev", "lev"),
    ("leva", "lev"),
    ("leu", "leu"),
    ("lei", "leu"),
    ("lari", "lari"),
    ("tenge", "tenge"),
    ("kwacha", "kwacha"),
    ("birr", "birr"),
    ("bolivar", "bolivar"),
    ("bolivares", "bolivar"),
    ("escudo", "escudo"),
    ("peseta", "peseta"),
    ("drachma", "drachma"),
];

/// Whose currency it is, where that names another one than the noun alone.
const NATIONAL: &[(&str, &str)] = &[
    ("us dollar", "USD"),
    ("american dollar", "USD"),
    ("australian dollar", "AUD"),
    ("canadian dollar", "CAD"),
    ("hong kong dollar", "HKD"),
    ("new zealand dollar", "NZD"),
    ("singapore dollar", "SGD"),
    ("swiss franc", "CHF"),
    ("british pound", "GBP"),
    ("pound sterling", "GBP"),
    ("pounds sterling", "GBP"),
    ("sterling", "GBP"),
    ("indian rupee", "INR"),
    ("japanese yen", "JPY"),
    ("chinese yuan", "CNY"),
    ("turkish lira", "TRY"),
    ("russian ruble", "RUB"),
    ("south african rand", "ZAR"),
    ("south korean won", "KRW"),
    ("korean won", "KRW"),
    ("brazilian real", "BRL"),
    ("brazilian reais", "BRL"),
];

/// Signs of currencies.
const SIGNS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("฿", "THB"),
    ("¢", "USc"),
];

/// Letters before a dollar sign.
const DOLLARS: &[(&str, &str)] = &[
    ("us", "USD"),
    ("a", "AUD"),
    ("au", "AUD"),
    ("c", "CAD"),
    ("ca", "CAD"),
    ("hk", "HKD"),
    ("nz", "NZD"),
    ("s", "SGD"),
    ("nt", "TWD"),
    ("r", "BRL"),
    ("z", "ZWD"),
];

/// Codes and abbreviations as written, before or behind a number.
const CODES: &[(&str, &str)] = &[
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("CHF", "CHF"),
    ("CNY", "CNY"),
    ("RMB", "CNY"),
    ("INR", "INR"),
    ("AUD", "AUD"),
    ("CAD", "CAD"),
    ("NZD", "NZD"),
    ("HKD", "HKD"),
    ("SGD", "SGD"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("PLN", "PLN"),
    ("CZK", "CZK"),
    ("HUF", "HUF"),
    ("RUB", "RUB"),
    ("TRY", "TRY"),
    ("ZAR", "ZAR"),
    ("BRL", "BRL"),
    ("MXN", "MXN"),
    ("KRW", "KRW"),
    ("AED", "AED"),
    ("SAR", "SAR"),
    ("Rs", "INR"),
];

/// Words and signs that may stand before a number as its currency, in normal form.
pub(super) fn starters() -> impl Iterator<Item = &'static str> {
    DOLLARS.iter().map(|(word, _)| *word)
}

/// Whether it is the sign of a currency.
pub(super) fn is_sign(word: &str) -> bool {
    SIGNS.iter().any(|(sign, _)| *sign == word)
}

/// Whether the word as written is the code of a currency.
pub(super) fn is_code(raw: &str) -> bool {
    CODES.iter().any(|(code, _)| *code == raw)
}

/// The currency before a number: "$", "US$", "A$", "EUR", "Rs."; gives the token after it.
pub(super) fn currency_before(scan: Scan<'_>, at: usize) -> Option<(usize, &'static str)> {
    let named =
        |table: &'static [(&str, &str)], word: &str| table.iter().find(|(w, _)| *w == word).map(|(_, n)| *n);
    if scan.is(at, Sort::Symbol) {
        return named(SIGNS, scan.norm(at)).map(|unit| (at + 1, unit));
    }
    if scan.norm(at + 1) == "$" && scan.adjoins(at) && scan.is_capital(at) {
        return named(DOLLARS, scan.norm(at)).map(|unit| (at + 2, unit));
    }
    let unit = named(CODES, scan.raw(at))?;
    let point = usize::from(scan.norm(at + 1) == ".");
    scan.is(at + 1 + point, Sort::Number).then_some((at + 1 + point, unit))
}

/// The currency behind a number: "dollars", "Swiss francs", "EUR", "€".
fn currency_after(scan: Scan<'_>, at: usize, value: f64) -> Option<(usize, String)> {
    if scan.is(at, Sort::Symbol) {
        let (_, unit) = SIGNS.iter().find(|(sign, _)| *sign == scan.norm(at))?;
        return (!scan.is(at + 1, Sort::Number)).then(|| (at + 1, (*unit).to_owned()));
    }
    if let Some((_, unit)) = CODES.iter().find(|(code, _)| *code == scan.raw(at)) {
        return Some((at + 1, (*unit).to_owned()));
    }
    for (words, unit) in NATIONAL {
        let last = at + words.split(' ').count();
        let plural = || Some(last).filter(|_| phrase_in_plural(scan, at, words));
        if let Some(end) = scan.phrase(at, words).or_else(plural) {
            return Some((end, (*unit).to_owned()));
        }
    }
    if let Some((_, unit)) = currency_noun(scan, at).filter(|_| is_money(scan, at, value)) {
        let pounds = unit == "GBP" && is_weight(scan, at, value);
        return Some((at + 1, if pounds { "lb".to_owned() } else { unit.to_owned() }));
    }
    let (noun, _) =
        currency_noun(scan, at + 1).filter(|_| scan.is_capital(at) && is_money(scan, at + 1, value))?;
    Some((at + 2, format!("{} {noun}", scan.norm(at))))
}

fn phrase_in_plural(scan: Scan<'_>, at: usize, words: &str) -> bool {
    let (head, last) = words.rsplit_once(' ').unwrap_or(("", words));
    let end = if head.is_empty() { Some(at) } else { scan.phrase(at, head) };
    end.is_some_and(|end| scan.norm(end).strip_suffix('s') == Some(last))
}

fn currency_noun(scan: Scan<'_>, at: usize) -> Option<(&'static str, &'static str)> {
    let word = scan.norm(at);
    let singular = word.strip_suffix('s').unwrap_or(word);
    CURRENCIES.iter().find(|(noun, _)| *noun == word || *noun == singular).copied()
}

/// "11 won" is a verb, "40,000 won" money.
fn is_money(scan: Scan<'_>, at: usize, value: f64) -> bool {
    scan.norm(at) != "won" || value >= 1000.0
}

/// "600 pounds of grain", "a 40-pound fish", "weighs 90 pounds" are no money.
fn is_weight(scan: Scan<'_>, at: usize, value: f64) -> bool {
    const MOST: f64 = 1e6;
    const NEAR: usize = 6;
    let weighed = (at.saturating_sub(NEAR)..at).any(|i| {
        matches!(scan.norm(i), "weigh" | "weighs" | "weighed" | "weighing" | "weight" | "heavy" | "lost")
    });
    let behind = matches!(scan.norm(at + 1), "of" | "heavier" | "lighter" | "overweight");
    value < MOST && (weighed || behind || scan.before(at) == "-")
}

/// The rate behind a number or its unit: "an hour", "per person", "/day", "annually", "each"; what it adds to the unit.
pub(super) fn rate(scan: Scan<'_>, at: usize) -> Option<(usize, String)> {
    const GOODS: [&str; 16] = [
        "share", "barrel", "gallon", "liter", "kilogram", "kilo", "kg", "ton", "ounce", "pound", "mile",
        "person", "head", "bushel", "night", "unit",
    ];
    let often = match scan.norm(at) {
        "hourly" => "h",
        "daily" => "d",
        "weekly" => "wk",
        "monthly" => "mo",
        "annually" | "yearly" => "y",
        "apiece" => "each",
        "each" if !scan.is(at + 1, Sort::Word) => "each",
        _ => "",
    };
    if !often.is_empty() {
        return Some((at + 1, format!("/{often}")));
    }
    if scan.norm(at) == "per" && scan.norm(at + 1) == "annum" {
        return Some((at + 2, "/y".to_owned()));
    }
    let slash = scan.norm(at) == "/" && scan.adjoins(at);
    let per = scan.norm(at) == "per" || slash;
    if !(per || matches!(scan.norm(at), "a" | "an" | "every" | "each")) {
        return None;
    }
    // "Five a year ago" is no rate.
    let later = matches!(
        scan.norm(at + 2),
        "ago" | "earlier" | "later" | "before" | "after" | "old" | "long" | "sooner"
    );
    let word = scan.norm(at + 1);
    if scan.is(at + 1, Sort::Word) && !later {
        let measured = match word {
            "second" => Some((at + 2, "s")),
            "h" | "s" if slash => Some((at + 2, word)),
            _ => measure(scan, at + 1).filter(|(_, unit)| {
                per || is_duration(unit) || GOODS.contains(&word) || !LENGTHS.contains(unit)
            }),
        };
        if let Some((end, unit)) = measured {
            return Some((end, format!("/{unit}")));
        }
        if per || GOODS.contains(&word) {
            return Some((at + 2, format!("/{word}")));
        }
    }
    None
}

/// A unit with its rate in one word, where there is one.
pub(super) fn with_rate(unit: &str, rate: &str) -> String {
    if unit == "mi" && rate == "/h" { "mph".to_owned() } else { format!("{unit}{rate}") }
}

/// Whether the unit measures time.
pub(super) fn is_duration(unit: &str) -> bool {
    matches!(unit, "s" | "min" | "h" | "d" | "wk" | "fortnight" | "mo" | "y" | "decade" | "century")
}
