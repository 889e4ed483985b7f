//! Outlets: one name for each, as its own page writes it; agencies go by many.

use super::urls;

/// The name of an agency, what else it is called, and its hosts.
struct Agency {
    name: &'static str,
    also: &'static [&'static str],
    hosts: &'static [&'static str],
}

const AGENCIES: [Agency; 13] = [
    Agency {
        name: "Associated Press",
        also: &["AP", "A.P.", "The AP", "AP News", "The Associated Press"],
        hosts: &["apnews.com", "ap.org"],
    },
    Agency {
        name: "Reuters",
        also: &["Reuters News", "Reuters News Agency", "Thomson Reuters"],
        hosts: &["reuters.com"],
    },
    Agency { name: "Agence France-Presse", also: &["AFP", "Agence France Presse"], hosts: &["afp.com"] },
    Agency { name: "United Press International", also: &["UPI"], hosts: &["upi.com"] },
    Agency { name: "Press Association", also: &["PA", "PA Media", "PA News Agency"], hosts: &[] },
    Agency { name: "Deutsche Presse-Agentur", also: &["dpa", "dpa international"], hosts: &["dpa.com"] },
    Agency { name: "Press Trust of India", also: &["PTI"], hosts: &["ptinews.com"] },
    Agency { name: "Asian News International", also: &["ANI"], hosts: &["aninews.in"] },
    Agency { name: "The Canadian Press", also: &["Canadian Press"], hosts: &["thecanadianpress.com"] },
    Agency { name: "Australian Associated Press", also: &["AAP", "AAP Newswire"], hosts: &["aap.com.au"] },
    Agency { name: "Kyodo News", also: &["Kyodo"], hosts: &["english.kyodonews.net"] },
    Agency { name: "Xinhua", also: &["Xinhua News Agency"], hosts: &["xinhuanet.com"] },
    Agency { name: "TASS", also: &["TASS News Agency", "ITAR-TASS"], hosts: &["tass.com"] },
];

/// What pages call their sections: none is the name of an outlet.
const SECTIONS: [&str; 30] = [
    "article",
    "blog",
    "business",
    "culture",
    "economy",
    "education",
    "entertainment",
    "finance",
    "health",
    "home",
    "homepage",
    "hosted",
    "lifestyle",
    "local",
    "markets",
    "money",
    "national",
    "news",
    "opinion",
    "politics",
    "science",
    "sport",
    "sports",
    "technology",
    "travel",
    "uk",
    "us",
    "usa",
    "video",
    "world",
];

/// The letters and digits of a name in lower case: what its spellings share.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The one name of an agency that goes by several.
#[must_use]
pub(super) fn agency(name: &str) -> Option<&'static str> {
    let found = AGENCIES.iter().find(|agency| {
        std::iter::once(&agency.name)
            .chain(agency.also)
            // Short forms are capitals: "Pa" is a name, "aap" a word.
            .any(|known| *known == name || (known.len() > 5 && letters(known) == letters(name)))
    });
    found.map(|agency| agency.name)
}

/// The agency whose page this is, by its address.
#[must_use]
pub(super) fn agency_at(url: &str) -> Option<&'static str> {
    let host = urls::host(url)?;
    let is_at = |known: &&str| {
        host.strip_suffix(*known).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    AGENCIES.iter().find(|agency| agency.hosts.iter().any(is_at)).map(|agency| agency.name)
}

/// Whether a name is only that of a section: one that pages have, or the page's own.
#[must_use]
pub(super) fn is_section(name: &str, own: Option<&str>) -> bool {
    let name = letters(name);
    SECTIONS.contains(&name.as_str()) || own.is_some_and(|own| letters(own) == name)
}

/// The name as one of `texts` writes it, if it has capitals there that `name` lacks: "a post" is "A Post".
#[must_use]
pub(super) fn best_spelling<'t>(name: &str, texts: impl IntoIterator<Item = &'t str>) -> String {
    let mine = letters(name);
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    if capitals(name) > 0 && !name.starts_with(char::is_lowercase) {
        return name.to_owned();
    }
    let better = texts.into_iter().filter_map(|text| run_of_words(text, &mine));
    better
        .max_by_key(|text| capitals(text))
        .filter(|b| capitals(b) > capitals(name))
        .unwrap_or(name)
        .to_owned()
}

/// The words of a text that together have these letters.
fn run_of_words<'t>(text: &'t str, wanted: &str) -> Option<&'t str> {
    let words: Vec<&str> = text.split_whitespace().take(60).collect();
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    (0..words.len()).find_map(|first| {
        let mut so_far = String::new();
        words[first..].iter().take(6).find_map(|word| {
            so_far.push_str(&letters(word));
            let run = &text[place(words[first])..place(word) + word.len()];
            (so_far == wanted).then(|| run.trim_matches(|c: char| !c.is_alphanumeric()))
        })
    })
}

/// The outlet's name from the end of a title, "Pool to close - The Upton Echo", if the host is made of it.
#[must_use]
pub(super) fn in_title<'t>(title: &'t str, host: &str) -> Option<&'t str> {
    let label = host.split('.').rev().nth(1).filter(|label| label.len() > 4)?;
    let label = letters(label);
    let parts = title.split(['|', '–', '—', '·', '»']).flat_map(|part| part.split(" - "));
    parts.skip(1).map(str::trim).filter(|part| part.len() <= 60 && part.contains(char::is_uppercase)).find(
        |part| {
            let name = letters(part);
            name == label || is_made_of(&label, part)
        },
    )
}

/// Whether a label is the heads of the words of a name, in order: "nytimes" of "The New York Times".
fn is_made_of(label: &str, name: &str) -> bool {
    let mut rest = label;
    let mut words = 0;
    for word in name.split_whitespace().map(letters) {
        let shared =
            word.chars().zip(rest.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        words += usize::from(shared > 0);
        rest = &rest[shared..];
    }
    rest.is_empty() && words > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_have_one_name() {
        for name in ["AP", "Associated Press", "The Associated Press", "the associated press", "AP News"] {
            assert_eq!(agency(name), Some("Associated Press"), "{name}");
        }
        assert_eq!(agency("Upton Press"), None);
        assert_eq!(agency("Pa"), None);
        assert_eq!(agency_at("https://www.reuters.com/world/us/x"), Some("Reuters"));
        assert_eq!(agency_at("http://hosted.ap.org/x"), Some("Associated Press"));
        assert_eq!(agency_at("https://notreuters.com/x"), None);
    }

    #[test]
    fn sections_are_no_outlets() {
        for name in ["U.S.", "World", "news", "SPORT"] {
            assert!(is_section(name, None), "{name}");
        }
        assert!(is_section("Harbour & Coast", Some("Harbour & coast")));
        for name in ["Upton News", "US News", "The Hill"] {
            assert!(!is_section(name, Some("Harbour")), "{name}");
        }
    }

    #[test]
    fn a_name_is_written_as_the_page_writes_it() {
        assert_eq!(best_spelling("faktwatch", ["Is it so? | FaktWatch West Hale"]), "FaktWatch");
        assert_eq!(
            best_spelling("the upton echo", ["the upton echo", "Pool | The Upton Echo"]),
            "The Upton Echo"
        );
        assert_eq!(best_spelling("Echo", ["ECHO"]), "Echo");
        assert_eq!(best_spelling("echo", ["Pool to close"]), "echo");
    }

    #[test]
    fn a_title_names_the_outlet_of_its_host() {
        assert_eq!(in_title("Pool to close - The Upton Echo", "uptonecho.example"), Some("The Upton Echo"));
        assert_eq!(
            in_title("Pool to close | The New Hale Times", "nhtimes.example"),
            Some("The New Hale Times")
        );
        assert_eq!(in_title("Pool to close - for good", "uptonecho.example"), None);
        assert_eq!(in_title("Upton Echo", "uptonecho.example"), None);
    }
}
