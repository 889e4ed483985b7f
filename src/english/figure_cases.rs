//! Amounts written in two ways, and amounts that only look alike, by kind; days and times are in `calendar_cases`.

use super::figures;
use proptest::prelude::*;

fn canonical(text: &str) -> Vec<String> {
    figures(text).into_iter().map(|f| f.canonical).collect()
}

/// Both texts of a pair have figures: the same ones in `equal`, others in `different`.
pub(super) fn check(equal: &[(&str, &str)], different: &[(&str, &str)]) {
    let mut faults = Vec::new();
    for (pairs, same) in [(equal, true), (different, false)] {
        for (a, b) in pairs {
            let (x, y) = (canonical(a), canonical(b));
            if x.is_empty() || y.is_empty() || (x == y) != same {
                faults.push(format!("{a} {x:?} / {b} {y:?}, same: {same}"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn numbers_without_a_number_before_them() {
    check(
        &[
            ("her first hundred days", "her first 100 days"),
            ("two of the hundred lambs", "two of the 100 lambs"),
            ("all of the thousand seats", "all of the 1,000 seats"),
            ("Dozen held after brawl", "12 held after brawl"),
            ("over the past decade", "over the past ten years"),
            ("in the coming decade", "in the next 10 years"),
            ("within a kilometre of the shore", "within 1km of the shore"),
        ],
        &[
            ("her first hundred days", "her first 110 days"),
            ("Dozen held after brawl", "13 held after brawl"),
            ("over the past decade", "over the past two years"),
        ],
    );
}

#[test]
fn one_number_in_two_ways() {
    check(
        &[
            ("one prison in four is full", "one in four prisons is full"),
            ("one euro in every eight went there", "12.5% went there"),
            ("prices rise by one eighth.", "prices rise by 12.5%."),
            ("six years and six months", "six and a half years"),
            ("two hours 15 minutes", "135 minutes"),
            ("falls to minus 14", "falls to 14 below zero"),
            ("draw two-all", "draw 2-2"),
            ("by four votes to three", "by 4-3"),
            ("between 20% and 35%", "20 to 35 per cent"),
        ],
        &[
            ("one prison in four is full", "one in five prisons is full"),
            ("one man in four cars was hurt", "one in four was hurt"),
            ("six years and five months", "six and a half years"),
            ("falls to 14", "falls to 14 below zero"),
            ("by four votes to three", "by 5-3"),
        ],
    );
}

#[test]
fn what_bounds_a_figure_and_what_does_not() {
    check(
        &[
            ("anyone under eighteen", "anyone younger than 18"),
            ("lorries heavier than 7.5 tonnes", "lorries of over seven and a half tonnes"),
            ("groups larger than 10", "groups of more than 10"),
            ("must be no older than 45", "must be at most 45"),
            ("filmed ten animals for 24 hours", "filmed ten animals over 24 hours"),
            ("worth $18m over four years", "worth $18 million in four years"),
            ("handed over 36 soldiers", "36 soldiers handed over"),
            ("it took over two hours", "it took more than two hours"),
            ("won over half of the votes", "won more than half of the votes"),
        ],
        &[
            ("it lasted over 24 hours", "it lasted 24 hours"),
            ("it took over two hours", "it took two hours"),
            ("anyone older than 18", "anyone younger than 18"),
            ("worth over $18m", "worth $18m"),
            ("waited for over three weeks", "waited for three weeks"),
        ],
    );
}

#[test]
fn fractions_and_exponents() {
    check(
        &[
            ("it took 2½ hours", "it took 2.5 hours"),
            ("it took 2 ½ hours", "it took 2 1/2 hours"),
            ("rates of 5¼%", "rates of 5.25 percent"),
            ("up ¾ percent", "up 0.75 percent"),
            ("3⅛ inches", "3.125 inches"),
            ("⅔ of the seats", "two-thirds of the seats"),
            ("⅓ of the seats", "one third of the seats"),
            ("1⅓ miles", "1 1/3 miles"),
            ("½ of the votes", "50% of the votes"),
            ("10³ cells", "1,000 cells"),
            ("10⁶ cells", "a million cells"),
            ("a plot of 40 m²", "a plot of 40 square metres"),
        ],
        &[
            ("it took 2½ hours", "it took 2 hours"),
            ("rates of 5¼%", "rates of 5½%"),
            ("rose ¼ point", "rose ¾ point"),
            ("10³ cells", "10⁵ cells"),
            ("10³ cells", "103 cells"),
            ("⅓ of the seats", "⅔ of the seats"),
            ("3⅛ inches", "3⅜ inches"),
            ("a plot of 40 m²", "a plot of 40 m³"),
            ("½ mile", "1½ miles"),
            ("2½ years", "12 years"),
            ("10⁻³ grams", "10³ grams"),
        ],
    );
}

#[test]
fn decimals_without_a_nought() {
    check(
        &[
            ("growth of .5 percent", "growth of 0.5 percent"),
            ("a level of .08", "a level of 0.08"),
            ("a tax of .25%", "a tax of 0.25%"),
            ("(.75 miles)", "(0.75 miles)"),
            ("$.99 a pound", "$0.99 a pound"),
            ("fell -.3 percent", "fell -0.3 percent"),
            ("hit .310 this season", "hit 0.310 this season"),
            ("a margin of .10", "a margin of 0.1"),
            ("about .5 inch", "around 0.5 inches"),
            ("“.2 percent”", "“0.2 percent”"),
        ],
        &[
            ("growth of .5 percent", "growth of 5 percent"),
            ("a level of .08", "a level of 8"),
            ("a level of .08", "a level of .8"),
            ("a tax of .25%", "a tax of 25%"),
            ("a tax of .25%", "a tax of 2.5%"),
            (".22 calibre", ".38 calibre"),
            ("$.99 a pound", "$99 a pound"),
            ("fell -.3 percent", "fell .3 percent"),
            ("hit .310 this season", "hit .301 this season"),
            ("about .5 inch", "about 5 inches"),
        ],
    );
}

#[test]
fn roman_numerals() {
    check(
        &[
            ("World War II shells", "World War Two shells"),
            ("World War II shells", "World War 2 shells"),
            ("World War II shells", "WWII shells"),
            ("since World War I", "since the First World War"),
            ("since World War II", "since the Second World War"),
            ("Super Bowl LVIII", "Super Bowl 58"),
            ("a Phase III trial", "a phase 3 trial"),
            ("a Phase II trial", "a phase two trial"),
            ("Chapter XVII", "Chapter 17"),
            ("type II diabetes", "type 2 diabetes"),
            ("Part II of the report", "Part Two of the report"),
            ("Title IX complaints", "Title 9 complaints"),
            ("Act V", "Act Five"),
        ],
        &[
            ("Super Bowl LVII drew", "Super Bowl LVIII drew"),
            ("World War I", "World War II"),
            ("the First World War", "the Second World War"),
            ("Henry VII built it", "Henry VIII built it"),
            ("Pope Benedict XV", "Pope Benedict XVI"),
            ("King Charles I", "King Charles II"),
            ("a Phase II trial", "a Phase III trial"),
            ("Chapter XVII", "Chapter XVIII"),
            ("WWI", "WWII"),
            ("Title VII", "Title IX"),
            ("Type I errors", "Type II errors"),
            ("Elizabeth II opened it", "Elizabeth IV opened it"),
            ("Vatican Council II", "Vatican Council I"),
        ],
    );
    for text in [
        "And I went",
        "the act I saw",
        "the mix of DI and CD",
        "Malcolm X spoke",
        "President Xi spoke",
        "an IV drip",
    ] {
        assert_eq!(canonical(text), [""; 0], "{text}");
    }
}

#[test]
fn so_many_times() {
    check(
        &[
            ("fined twice", "fined two times"),
            ("fined thrice", "fined three times"),
            ("twice the limit", "double the limit"),
            ("tripled", "trebled"),
            ("tripled in size", "threefold in size"),
            ("a tenfold rise", "a 10-fold rise"),
            ("twice a day", "two times a day"),
            ("twice daily", "twice a day"),
            ("10 times", "ten times"),
            ("three times a week", "3 times per week"),
            ("once a week", "once every week"),
            ("more than twice", "more than double"),
        ],
        &[
            ("fined once", "fined twice"),
            ("fined twice", "fined three times"),
            ("doubled", "tripled"),
            ("a twofold rise", "a tenfold rise"),
            ("twice a day", "twice a week"),
            ("once a day", "twice a day"),
            ("double the limit", "triple the limit"),
            ("more than doubled", "doubled"),
            ("a two-time champion", "a three-time champion"),
            ("quadrupled", "tripled"),
        ],
    );
}

#[test]
fn groups_of_thousands() {
    check(
        &[
            ("1 250 000 tonnes", "1,250,000 tonnes"),
            ("has 12 500 people", "has 12,500 people"),
            ("has 12\u{a0}500 people", "has 12,500 people"),
            ("has 12\u{202f}500 people", "has 12500 people"),
            ("has 12\u{2009}500 people", "has 12,500 people"),
            ("cost $13 009 million", "cost $13,009 million"),
            ("has 12'500 people", "has 12,500 people"),
            ("has 1’250’000 people", "has 1.25 million people"),
            ("12,50,000 rupees", "1,250,000 rupees"),
            ("1,00,00,000 rupees", "1 crore rupees"),
            ("5,00,000 people", "five lakh people"),
            ("2 300.5 tons", "2,300.5 tons"),
            ("The 12 500 voters", "The 12,500 voters"),
            ("about 15 000 of them", "about 15,000 of them"),
        ],
        &[
            ("has 12 500 people", "has 12 600 people"),
            ("12,50,000 rupees", "12,500 rupees"),
            ("1,250,000 tonnes", "1,250 tonnes"),
            ("has 12'500 people", "has 12'600 people"),
            ("on May 3 500 people", "3,500 people"),
            ("call 555 123 4567", "call 555123 4567"),
            ("in 2019 500 people", "2,019,500 people"),
            ("scores of 7, 100", "scores of 7,100"),
            ("12 500-seat halls", "12,500 seats"),
            ("a man 5'11 tall", "a man 511 tall"),
            ("aboard Flight 12 500 people slept", "aboard Flight 12,500 people slept"),
        ],
    );
}

#[test]
fn halves_and_quarters_in_words() {
    check(
        &[
            ("half a million people", "500,000 people"),
            ("half-a-million people", "500,000 people"),
            ("a half-million people", "500,000 people"),
            ("a quarter of a million copies", "250,000 copies"),
            ("three-quarters of a million copies", "750,000 copies"),
            ("half a dozen houses", "six houses"),
            ("a dozen houses", "12 houses"),
            ("two dozen houses", "24 houses"),
            ("one and a half million people", "1.5 million people"),
            ("a million and a half", "1.5 million"),
            ("two and a half hours", "2.5 hours"),
            ("two-and-a-half-hour talks", "2.5-hour talks"),
            ("5 and a half years", "5.5 years"),
            ("an hour and a half", "90 minutes"),
            ("a year and a half", "18 months"),
            ("a minute and a half", "90 seconds"),
            ("half an hour", "30 minutes"),
            ("three-quarters of an hour", "45 minutes"),
            ("a quarter of the farms", "25 percent of the farms"),
            ("half of the seats", "fifty percent of the seats"),
            ("half the seats", "50% of the seats"),
            ("fell by a quarter", "fell by 25%"),
            ("fell by half", "fell by 50%"),
            ("nearly half voted", "almost 50% voted"),
            ("two thirds of voters", "2/3 of voters"),
            ("a third of voters", "one in three voters"),
            ("one-fifth of voters", "one in five voters"),
            ("three out of four voters", "75% of voters"),
            ("nine of ten children", "nine out of ten children"),
        ],
        &[
            ("half a million copies", "a quarter of a million copies"),
            ("half a million", "a million"),
            ("two and a half hours", "two hours"),
            ("half an hour", "an hour and a half"),
            ("a third of voters", "a quarter of voters"),
            ("about two-thirds full", "about three-fifths full"),
            ("one in three", "one in four"),
            ("half a dozen", "a dozen"),
            ("one and a half tonnes", "one and a quarter tonnes"),
            ("half of the seats", "a third of the seats"),
        ],
    );
}

#[test]
fn currencies() {
    check(
        &[
            ("£1.2bn", "1,200 million pounds"),
            ("$4", "4 dollars"),
            ("$4", "US$4"),
            ("$4 million", "USD 4 million"),
            ("$4m", "4 million US dollars"),
            ("A$5m", "5 million Australian dollars"),
            ("€5", "five euros"),
            ("5€", "5 EUR"),
            ("40 lakh rupees", "4 million rupees"),
            ("Rs 500 crore", "5 billion rupees"),
            ("₹500", "Rs. 500"),
            ("50 cents", "$0.50"),
            ("80p", "80 pence"),
            ("£2", "200 pence"),
            ("1.5 million crowns", "1,500,000 crowns"),
            ("CHF 75,000", "75,000 Swiss francs"),
            ("£3m", "£3 million"),
            ("$3bn", "$3 billion"),
            ("$2B", "$2 billion"),
            ("$3-5 million", "$3 million to $5 million"),
            ("2,000 roubles", "2,000 rubles"),
        ],
        &[
            ("2,000 pounds", "2,000 dollars"),
            ("900,000 euros", "900,000 rupees"),
            ("75,000 Swiss francs", "$75,000"),
            ("A$5 million", "US$5m"),
            ("5 million crowns", "5 million pesos"),
            ("300 won million", "300 million won"),
            ("$1.2 billion", "$1.2 million"),
            ("40 lakh rupees", "40 crore rupees"),
            ("$5 a share", "$5 a barrel"),
            ("500 Mexican pesos", "500 Chilean pesos"),
            ("£4", "€4"),
            ("600 pounds of grain", "£600"),
        ],
    );
}

#[test]
fn measures_and_rates() {
    check(
        &[
            ("rose 0.25 percentage points", "rose 25 basis points"),
            ("10 per cent", "10%"),
            ("10 pct", "10 percent"),
            ("10 percentage points", "ten percentage points"),
            ("5 km", "5 kilometres"),
            ("5 km", "5,000 metres"),
            ("70 mph", "70 miles an hour"),
            ("70 km/h", "70 kilometers per hour"),
            ("3.5 GHz", "3.5 gigahertz"),
            ("1,000 MW", "1 gigawatt"),
            ("20°C", "20 degrees Celsius"),
            ("41.3C", "41.3 degrees Celsius"),
            ("600 tonnes", "600 metric tons"),
            ("1.5 tonnes", "1,500 kg"),
            ("30cm", "30 centimetres"),
            ("12 square miles", "12 sq miles"),
            ("11 crowns an hour", "11 crowns per hour"),
            ("15 metres a week", "15 meters per week"),
            ("$5 per year", "$5 annually"),
            ("two decades", "20 years"),
            ("a fortnight ago, 5", "two weeks ago, 5"),
            ("120 minutes", "two hours"),
            ("six feet", "6 ft"),
            ("500 a day", "500 daily"),
        ],
        &[
            ("5%", "5 percentage points"),
            ("600 tonnes", "600 pounds of grain"),
            ("90 mph", "90 knots"),
            ("110 miles per hour", "110 kilometers per hour"),
            ("11 crowns an hour", "11 crowns a day"),
            ("15 metres a week", "15 metres a day"),
            ("3.5 gigahertz", "3.5 megahertz"),
            ("45 degrees Celsius", "45 degrees Fahrenheit"),
            ("50 milligrams", "50 micrograms"),
            ("12 kilograms", "12 grams"),
            ("six feet", "six metres"),
            ("14 kilometres", "14 miles"),
            ("300 barrels", "300 gallons"),
            ("700 hectares", "700 acres"),
            ("30 inches", "30cm"),
            ("40 minutes", "40 hours"),
            ("five years", "five months"),
            ("25 basis points", "25 percentage points"),
            ("12 square miles", "12 miles"),
            ("a 5m high wall", "5m people"),
        ],
    );
}

#[test]
fn ranges_scores_signs_and_bounds() {
    check(
        &[
            ("3 to 5 men", "three to five men"),
            ("between 3 and 5 men", "3-5 men"),
            ("3–5 men", "3-5 men"),
            ("3 to 5 million", "3 million to 5 million"),
            ("won 3-1", "won three-one"),
            ("-5 degrees", "minus five degrees"),
            ("at least 20", "no fewer than 20"),
            ("20 or more", "at least 20"),
            ("20-plus", "20 or more"),
            ("about 20", "some 20"),
            ("roughly 20", "approximately 20"),
            ("approx. 20 metres", "approximately 20 metres"),
            ("approx 20 men", "about 20 men"),
            ("around 20", "20 or so"),
            ("up to 20", "as many as 20"),
            ("more than 20", "over 20"),
            ("nearly 20", "almost 20"),
            ("less than 20", "fewer than 20"),
            ("several hundred men", "a few hundred men"),
        ],
        &[
            ("at least 20", "20"),
            ("at least 20", "at most 20"),
            ("nearly 3,000", "more than 3,000"),
            ("about 20", "20"),
            ("won 3-1", "won 1-3"),
            ("20-1 odds", "7-1 odds"),
            ("between 3 and 5", "between 3 and 6"),
            ("a ratio of 4:1", "a ratio of 1:4"),
            ("-5 degrees", "5 degrees"),
            ("dozens of men", "hundreds of men"),
            ("hundreds of thousands", "hundreds"),
            ("just under a third of voters", "just under a quarter of voters"),
            ("3 to 5 million", "3 to 5"),
        ],
    );
}

#[test]
fn words_that_count_nothing() {
    for text in [
        "He may march again",
        "the minute details of the day",
        "a second opinion",
        "the A4 paper",
        "the third party",
        "no one came",
        "at once",
        "a double standard",
        "the won election",
        "a fall in the market",
        "April Lind and June Orr spoke",
        "Turn to page",
    ] {
        assert_eq!(canonical(text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_counted() {
    let counted = |text: &str| {
        let tokens = super::tokenize(text);
        let figure = super::parse_figures(text, &tokens).into_iter().next()?;
        figure.of.map(|of| tokens[of].norm.clone())
    };
    for (text, noun) in [
        ("14 soldiers died", Some("soldiers")),
        ("14 young soldiers were hurt", Some("soldiers")),
        ("three of the 5 ministers left", Some("ministers")),
        ("a quarter of the farms", Some("farms")),
        ("20 percent of voters", Some("voters")),
        ("5 tonnes of grain", Some("grain")),
        ("eleven of the 24 crew were asleep", Some("crew")),
        ("dozens of whales", Some("whales")),
        ("a 16-member council voted", Some("council")),
        ("the toll rose to 14.", None),
        ("14 were killed", None),
    ] {
        assert_eq!(counted(text).as_deref(), noun, "{text}");
    }
}

proptest! {
    /// Whatever order the words of the grammar stand in.
    #[test]
    fn no_words_make_it_stumble(words in proptest::collection::vec(0..WORDS.len(), 0..30), glue in any::<bool>()) {
        let words: Vec<&str> = words.into_iter().map(|w| WORDS[w]).collect();
        let text = words.join(if glue { "" } else { " " });
        let tokens = super::tokenize(&text);
        for figure in super::parse_figures(&text, &tokens) {
            prop_assert_eq!(figure.figure.span.of(&text), &figure.figure.text);
            prop_assert!(figure.tokens.start < figure.tokens.end && figure.tokens.end <= tokens.len());
            prop_assert!(figure.of.is_none_or(|of| figure.tokens.end <= of && of < tokens.len()));
        }
    }
}

const WORDS: [&str; 72] = [
    "half",
    "past",
    "a",
    "an",
    "quarter",
    "quarters",
    "to",
    "12",
    "-",
    "½",
    "May",
    "II",
    "the",
    "of",
    "between",
    "and",
    "at",
    "least",
    "over",
    "mid",
    "early",
    "late",
    "$",
    "A$",
    "US",
    "million",
    "m",
    "bn",
    "dozen",
    "hundred",
    "one",
    "twenty",
    "nineteen",
    "nineties",
    "'",
    "90s",
    "s",
    "first",
    "twenty-first",
    "third",
    "hundredth",
    "noon",
    "p.m.",
    ":",
    "15",
    "1500",
    "GMT",
    "hours",
    "per",
    "cent",
    "%",
    "pound",
    "pounds",
    "won",
    "Swiss",
    "francs",
    "in",
    "out",
    "2024",
    "2012–13",
    "/",
    "3",
    ",",
    ".",
    "once",
    "tenfold",
    "minus",
    "World",
    "War",
    "age",
    "𝟘",
    "10³",
];
