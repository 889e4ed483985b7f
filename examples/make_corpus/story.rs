//! Invented stories: people, places and outlets that do not exist, and what they say.
//!
//! A paragraph is a form of reporting ("“…,” X said", "According to Y, …") with claims in it, and a claim is a sentence
//! with gaps for names, figures and places. What a gap in braces means stands at [`Cast::fill`].

use crate::random::Random;

const GIVEN: &[&str] = &[
    "Ada", "Bram", "Carla", "Derek", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Lars",
    "Mina", "Nils", "Olga", "Pavel", "Quinn", "Rosa", "Stefan", "Tamar", "Una", "Viktor", "Wanda", "Yusuf",
    "Zoe",
];
const WOMEN: &[&str] = &[
    "Ada", "Carla", "Elena", "Greta", "Ines", "Kira", "Mina", "Olga", "Rosa", "Tamar", "Una", "Wanda", "Zoe",
];
const FAMILY: &[&str] = &[
    "Ald", "Bren", "Cald", "Dorm", "Esk", "Falk", "Gar", "Hald", "Ister", "Jarn", "Kell", "Lorn", "Marr",
    "Neth", "Orm", "Pell", "Quar", "Rost", "Sund", "Tarn", "Ulver", "Varn", "Wex", "Yarl",
];
const FAMILY_END: &[&str] =
    &["berg", "by", "dale", "er", "field", "gate", "ic", "ings", "man", "ow", "sen", "stad", "well"];
const TOWN: &[&str] = &[
    "Ash", "Bar", "Cor", "Dun", "Elm", "Fen", "Gol", "Hex", "Ing", "Kes", "Lud", "Mor", "Nor", "Pen", "Ros",
    "Thorn", "Wych",
];
const TOWN_END: &[&str] =
    &["borough", "bridge", "combe", "ford", "ham", "haven", "mouth", "stead", "ton", "wick"];
const ROLES: &[&str] = &[
    "mayor",
    "chief engineer",
    "police spokesman",
    "head teacher",
    "union leader",
    "senior doctor",
    "economist",
    "harbour master",
    "defence lawyer",
    "prosecutor",
    "minister for transport",
    "chief executive",
    "farmer",
    "professor of geology",
    "director of the clinic",
    "council leader",
    "fire chief",
    "resident",
];
const BODIES: &[&str] = &[
    "the {town} council",
    "the {town} port authority",
    "the {town} hospital",
    "the ministry of transport",
    "the {family} Group",
    "the dockers’ union",
    "{family} & Sons",
    "the national audit office",
    "the {town} police",
    "the water company",
    "the {family} Institute",
    "the teachers’ union",
];
const OUTLETS: &[&str] =
    &["Gazette", "Herald", "Courier", "Observer", "Post", "Chronicle", "Dispatch", "Mercury"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const TAILS: &[&str] = &[
    "",
    "",
    "",
    " for the first time in {small} years",
    " despite months of protest",
    " because of the cold winter",
    " before the end of the year",
    ", {percent} percent more than last year",
    " at a cost of {money} million crowns",
    " without telling the {town} council",
    " in spite of two warnings",
    " as early as {month}",
];
const MONTHS: &[&str] = &["January", "March", "April", "June", "September", "November"];
const CLAIMS: &[&str] = &[
    "the bridge at {town} would stay shut until {month}",
    "at least {count} people were hurt in the fire",
    "the company had known of the leak since {month}",
    "{count} families have left their homes in {town}",
    "the dam is safe and has been checked {small} times",
    "the price of bread has risen by {percent} percent",
    "nobody at {body} was told of the danger",
    "the trial of the former owner will begin on {day}",
    "the strike has cost {money} million crowns",
    "the number of patients fell by {percent} percent in {month}",
    "the old school will be sold to {body}",
    "two ferries ran aground near {town} on {day}",
    "the vote was lost by {small} votes",
    "{body} will close {small} of its branches",
    "the river has risen {small} metres since {day}",
    "more than {count} trees were felled for the new road",
    "the tests found no trace of the poison",
    "a wall of the mine gave way before dawn",
    "the new tram line will carry {count} passengers a day",
    "{body} owes its workers {money} million crowns",
    "the pilots had been warned of the storm",
    "every second house in {town} stands empty",
    "the reform would help small farms most",
    "the figures for {month} were wrong",
];
const NARRATED: &[&str] = &[
    "The {town} plant, built {small} decades ago, employs {count} people.",
    "Rain had fallen for {small} days before the bank gave way on {day}.",
    "{count} people live in {town}, most of them in the old quarter.",
    "The case goes back to {month}, when a diver found the first barrels off {town}.",
    "Trains between {town} and the coast were cancelled{tail}.",
    "Firefighters from {small} towns fought the blaze until the morning.",
    "Shares of {body} fell {percent} percent on {day}.",
    "A decision is expected on {day}, and an appeal is likely.",
];
const REPORTS: &[&str] = &[
    "“{Claim}{tail},” {Full}, {role} in {town}, said on {day}.",
    "“{Claim},” said {Full}, the {role}. “{Claim}{tail}.”",
    "{Full} said that {claim}{tail}.",
    "{Full} told reporters on {day} that {claim}, and that {claim}.",
    "According to {body}, {claim}{tail}.",
    "A spokeswoman for {body} denied that {claim}.",
    "Officials who asked not to be named said {claim}.",
    "{Last} added that {claim}{tail}.",
    "“{Claim},” {pronoun} said.",
    "{Pronoun} warned that {claim}, and called it “{quality}”.",
    "In a statement, {body} confirmed that {claim}{tail}.",
    "Asked about the report, {last} said: “{Claim}{tail}.”",
    "{Last} said {body} had told {object} that {claim}.",
    "One resident said she believed that {claim}.",
    "Police said {claim}, but {last} disputed this.",
    "A report by {body} found that {claim}{tail}.",
    "“{Claim},” the {role} wrote in a letter to {body}.",
    "{Last} refused to say whether {claim}.",
];
const QUALITIES: &[&str] =
    &["a disgrace", "a step in the right direction", "pure luck", "a failure of the state", "a scandal"];
const HEADLINES: &[&str] = &[
    "{Body} under pressure after {town} report",
    "{town}: {claim}",
    "{Last} warns of new danger in {town}",
    "What is known of the {town} inquiry",
    "{count} affected as {town} waits for answers",
];

/// One revision of an invented article.
#[derive(Clone)]
pub(crate) struct Revision {
    url: String,
    outlet: String,
    byline: String,
    captured: String,
    title: String,
    paragraphs: Vec<String>,
}

impl Revision {
    /// Its paragraphs, apart by blank lines.
    pub(crate) fn text(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    /// Its line of JSONL.
    pub(crate) fn line(&self) -> String {
        let text = self.text();
        serde_json::json!({
            "url": self.url, "outlet": self.outlet, "byline": self.byline, "captured_at": self.captured,
            "title": self.title, "text": text,
        })
        .to_string()
    }
}

/// Who and what a story is about.
struct Cast {
    random: Random,
    people: Vec<(&'static str, String, &'static str)>,
    bodies: Vec<String>,
    towns: Vec<String>,
    /// Of whom the last paragraph spoke.
    speaker: usize,
}

/// The revisions of article `number` of a corpus, each an edit later than the one before: as many as are asked for, or
/// one to five.
pub(crate) fn revisions(seed: u64, number: u64, count: Option<usize>) -> Vec<Revision> {
    let count = count.unwrap_or_else(|| match Random::new(seed ^ 7, number).below(16) {
        0 => 5,
        1 => 3,
        2 | 3 => 2,
        _ => 1,
    });
    let mut cast = Cast::new(Random::new(seed, number));
    let length = 14 + cast.random.below(10);
    let paragraphs = (0..length).map(|_| cast.paragraph()).collect();
    let (headline, place) = (cast.random.of(HEADLINES), town(cast.random.often_small(60)));
    let outlet = format!("{place} {}", cast.random.of(OUTLETS));
    let site = outlet.to_lowercase().replace(' ', "-");
    let first = Revision {
        url: format!("https://{site}.example/{seed}/{number}"),
        outlet,
        byline: format!("{} {}", cast.random.of(GIVEN), family(cast.random.often_small(200))),
        captured: captured(number, 0),
        title: capital(&cast.fill(headline)),
        paragraphs,
    };
    let mut out = vec![first];
    for n in 1..count {
        let mut next = out[n - 1].clone();
        next.captured = captured(number, n);
        cast.edit(&mut next.paragraphs);
        out.push(next);
    }
    out
}

/// The moment of a capture, ISO 8601.
fn captured(number: u64, revision: usize) -> String {
    let (day, hour) = (number % 28 + 1, 6 + revision % 12);
    format!("2026-{:02}-{day:02}T{hour:02}:{:02}:00Z", number / 28 % 12 + 1, number % 60)
}

fn joined(starts: &[&str], ends: &[&str], number: u64) -> String {
    let (number, count) = (usize::try_from(number).unwrap_or(0), starts.len());
    format!("{}{}", starts[number % count], ends[(number / count + number) % ends.len()])
}

fn family(number: u64) -> String {
    joined(FAMILY, FAMILY_END, number)
}

fn town(number: u64) -> String {
    joined(TOWN, TOWN_END, number)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl Cast {
    fn new(mut random: Random) -> Self {
        let towns: Vec<String> = (0..3).map(|_| town(random.often_small(170))).collect();
        let person = |random: &mut Random| {
            let number = random.often_small(20_000);
            let given = GIVEN[usize::try_from(number % GIVEN.len() as u64).unwrap_or(0)];
            (given, family(number), random.of(ROLES))
        };
        let people = (0..4).map(|_| person(&mut random)).collect();
        let body = |random: &mut Random| {
            let form = random.of(BODIES);
            form.replace("{town}", &town(random.often_small(170)))
                .replace("{family}", &family(random.often_small(300)))
        };
        let bodies = (0..3).map(|_| body(&mut random)).collect();
        Self { random, people, bodies, towns, speaker: 0 }
    }

    fn paragraph(&mut self) -> String {
        let form = if self.random.below(5) == 0 { self.random.of(NARRATED) } else { self.random.of(REPORTS) };
        if form.contains("{Full}") {
            self.speaker = usize::try_from(self.random.below(4)).unwrap_or(0);
        }
        capital(&self.fill(form))
    }

    /// A form with its gaps filled; a name in capitals begins with one, as a claim does.
    fn fill(&mut self, form: &str) -> String {
        let mut out = String::new();
        let mut rest = form;
        while let Some((before, after)) = rest.split_once('{') {
            let (gap, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            let words = self.gap(&gap.to_lowercase());
            out.push_str(&if gap.starts_with(char::is_uppercase) { capital(&words) } else { words });
            rest = after;
        }
        out + rest
    }

    /// What stands in a gap.
    fn gap(&mut self, gap: &str) -> String {
        let (given, family, role) = self.people[self.speaker].clone();
        let woman = WOMEN.contains(&given);
        let number = |n: u64| n.to_string();
        match gap {
            "full" => format!("{given} {family}"),
            "last" => family,
            "role" => role.to_owned(),
            "pronoun" => if woman { "she" } else { "he" }.to_owned(),
            "object" => if woman { "her" } else { "him" }.to_owned(),
            "body" => self.bodies[usize::try_from(self.random.below(3)).unwrap_or(0)].clone(),
            "town" => self.towns[usize::try_from(self.random.below(3)).unwrap_or(0)].clone(),
            "day" => self.random.of(DAYS).to_owned(),
            "month" => self.random.of(MONTHS).to_owned(),
            "quality" => self.random.of(QUALITIES).to_owned(),
            "small" => number(2 + self.random.below(9)),
            "percent" => number(1 + self.random.below(60)),
            "money" => format!("{}.{}", 1 + self.random.below(40), self.random.below(10)),
            "count" => number(11 + self.random.often_small(4_000)),
            "claim" => {
                let claim = self.random.of(CLAIMS);
                self.fill(claim)
            }
            _ => {
                let tail = self.random.of(TAILS);
                self.fill(tail)
            }
        }
    }

    /// One edit as desks make them: a figure, a paragraph more or less, another day, a weaker verb.
    fn edit(&mut self, paragraphs: &mut Vec<String>) {
        let at = usize::try_from(self.random.below(paragraphs.len() as u64)).unwrap_or(0);
        match self.random.below(5) {
            0 => paragraphs.insert(at, self.paragraph()),
            1 if paragraphs.len() > 8 => drop(paragraphs.remove(at)),
            2 => paragraphs[at] = self.paragraph(),
            _ => {
                let day = self.random.of(DAYS);
                let old = paragraphs[at].clone();
                let found = DAYS.iter().find(|day| old.contains(**day));
                paragraphs[at] = match found {
                    Some(found) if *found != day => old.replace(*found, day),
                    _ => old.replace(" said", " claimed").replace("at least", "more than"),
                };
                if paragraphs[at] == old {
                    let more = self.paragraph();
                    paragraphs.push(more);
                }
            }
        }
    }
}
