//! Claim reviews: claims that somebody has checked, out of a collection of ClaimReview (schema.org) in JSON-LD, or a table.
//!
//! The reviews may stand alone, in a list, in a `@graph` or in a feed (`dataFeedElement`), however deep; a feed is read as a
//! stream, for some have a hundred thousand. A review that names no claim in words is passed over and counted.

use super::packed;
use crate::article::ReadError;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use std::io::{BufRead, Read as _};
use std::path::Path;

/// A claim that somebody has checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct CheckedClaim {
    /// What was claimed.
    pub text: String,
    /// Who claimed it.
    pub claimant: Option<String>,
    /// Who checked it.
    pub reviewer: Option<String>,
    /// What came of it, in the reviewer's words.
    pub rating: Option<String>,
    /// The address of the review.
    pub url: Option<String>,
    /// When it was reviewed, as the collection says.
    pub reviewed_at: Option<String>,
}

/// What a collection holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckedClaims {
    /// The claims, in their order.
    pub claims: Vec<CheckedClaim>,
    /// Reviews that name no claim in words.
    pub unfit: usize,
}

/// Reviews of one file at most.
const MOST: usize = 1_000_000;
/// Bytes of a file at most, unpacked.
const MOST_BYTES: u64 = 512 << 20;
/// Bytes of a claim, a name or an address; what is longer is cut, or for a claim passed over.
const LONGEST: usize = 4096;
/// Levels of lists and objects in which reviews are looked for.
const DEEPEST: usize = 24;
/// Members whose value is a list of reviews or of what holds them.
const LISTS: [&str; 4] = ["dataFeedElement", "@graph", "itemListElement", "claims"];

/// Reads a collection, plain or gzipped.
///
/// # Errors
/// In one sentence, when it cannot be read, is neither JSON nor a table, or holds no review.
pub fn read_checked_claims(path: &Path) -> Result<CheckedClaims, ReadError> {
    let fail = |message: String| ReadError::new(path.display().to_string(), message);
    let head = packed::head(path).map_err(|e| fail(packed::unreadable(&e)))?;
    let mut input = packed::open(path).map_err(|e| fail(packed::unreadable(&e)))?.take(MOST_BYTES);
    if head.starts_with(b"\xEF\xBB\xBF") {
        input.fill_buf().map_err(|e| fail(packed::unreadable(&e)))?;
        input.consume(3);
    }
    let first = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start().first().copied();
    let found = match first {
        None => {
            return Err(fail("it is empty; give ClaimReview in JSON-LD, or a table of claims.".to_owned()));
        }
        Some(b'{' | b'[') => of_json(&mut input),
        Some(_) => of_table(&mut input),
    };
    if input.limit() == 0 {
        return Err(fail(format!("it is larger than {} MB; split it.", MOST_BYTES >> 20)));
    }
    match found.map_err(fail)? {
        CheckedClaims { claims, unfit: 0 } if claims.is_empty() => Err(fail(
            "there is no ClaimReview in it; give such reviews in JSON-LD, or a table of claims.".to_owned(),
        )),
        CheckedClaims { claims, unfit } if claims.is_empty() => Err(fail(format!(
            "no review in it names a claim in words ({unfit} do not); look at `claimReviewed`."
        ))),
        found => Ok(found),
    }
}

fn of_json(input: impl BufRead) -> Result<CheckedClaims, String> {
    let mut reader = serde_json::Deserializer::from_reader(input);
    let mut found = CheckedClaims::default();
    // Documents may follow each other, one a line.
    loop {
        Walk(&mut found).deserialize(&mut reader).map_err(|e| no_json(&e))?;
        if reader.end().is_ok() || found.claims.len() >= MOST {
            return Ok(found);
        }
    }
}

fn no_json(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    if error.is_io() {
        format!("it cannot be read (line {line}); copy it again from where it came from.")
    } else if error.is_eof() {
        format!("it ends in the middle (line {line}, column {column}); copy it again.")
    } else {
        format!("it is no JSON (line {line}, column {column}); copy it again.")
    }
}

/// Goes through a document and keeps nothing of it but the reviews.
struct Walk<'f>(&'f mut CheckedClaims);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("reviews")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Walk(self.0))?.is_some() {
            if self.0.claims.len() >= MOST {
                while list.next_element::<IgnoredAny>()?.is_some() {}
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut own = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            if LISTS.contains(&name.as_str()) {
                object.next_value_seed(Walk(self.0))?;
            } else {
                own.insert(name, object.next_value()?);
            }
        }
        gather(&Value::Object(own), 0, self.0);
        Ok(())
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Takes the reviews out of a value.
fn gather(value: &Value, depth: usize, found: &mut CheckedClaims) {
    match value {
        Value::Array(list) if depth < DEEPEST => {
            list.iter().for_each(|value| gather(value, depth + 1, found));
        }
        Value::Object(object) if is_review(object) => match review(object) {
            Some(claim) => found.claims.push(claim),
            None => found.unfit += 1,
        },
        Value::Object(object) if depth < DEEPEST => {
            object.values().for_each(|value| gather(value, depth + 1, found));
        }
        _ => {}
    }
}

/// "ClaimReview", alone or among other types, with or without the name of its vocabulary.
fn is_review(object: &Map<String, Value>) -> bool {
    let named = |value: &Value| {
        value.as_str().is_some_and(|name| name.rsplit(['/', ':', '#']).next() == Some("ClaimReview"))
    };
    ["@type", "type"].iter().filter_map(|name| object.get(*name)).any(|value| match value {
        Value::Array(list) => list.iter().any(named),
        value => named(value),
    })
}

fn review(object: &Map<String, Value>) -> Option<CheckedClaim> {
    let reviewed = object.get("itemReviewed").map(first);
    let of_item = |name: &str| reviewed?.get(name).map(first);
    let claim =
        object.get("claimReviewed").map(first).or_else(|| of_item("name")).or_else(|| of_item("text"));
    let text = claim.and_then(Value::as_str).map(str::trim).filter(|text| is_claim(text))?;
    let rating = object.get("reviewRating").map(first);
    let rating = rating.and_then(|rating| {
        let words = rating.get("alternateName").or_else(|| rating.get("name")).and_then(words);
        words.or_else(|| in_figures(rating)).or_else(|| self::words(rating))
    });
    Some(CheckedClaim {
        text: text.to_owned(),
        claimant: of_item("author").and_then(name),
        reviewer: object.get("author").or_else(|| object.get("publisher")).map(first).and_then(name),
        rating,
        url: object.get("url").map(first).and_then(words).filter(|url| url.contains("://")),
        reviewed_at: object.get("datePublished").map(first).and_then(words),
    })
}

fn is_claim(text: &str) -> bool {
    text.len() <= LONGEST && text.contains(char::is_alphanumeric)
}

/// The value, or the first of a list.
fn first(value: &Value) -> &Value {
    value.as_array().and_then(|list| list.first()).unwrap_or(value)
}

fn words(value: &Value) -> Option<String> {
    let text = first(value).as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().take(LONGEST).collect())
}

fn words_or_number(value: &Value) -> Option<String> {
    words(value).or_else(|| first(value).as_f64().map(|number| number.to_string()))
}

/// A rating as a number, with the best one where that is told: "1 of 5".
fn in_figures(rating: &Value) -> Option<String> {
    let figure = |name: &str| rating.get(name).and_then(words_or_number);
    let value = figure("ratingValue")?;
    let least = figure("worstRating").filter(|least| least != "1");
    Some(match (figure("bestRating"), least) {
        (Some(best), Some(least)) => format!("{value}, from {least} to {best}"),
        (Some(best), None) => format!("{value} of {best}"),
        (None, _) => value,
    })
}

/// A person or an organization: its name, else its address; or the name alone.
fn name(value: &Value) -> Option<String> {
    words(value).or_else(|| ["name", "url", "@id"].iter().find_map(|field| value.get(*field).and_then(words)))
}

/// Headings of the columns of a table, in small letters without blanks.
const TEXT: [&str; 6] = ["claim", "claimreviewed", "claimtext", "text", "statement", "quote"];
const CLAIMANT: [&str; 4] = ["claimant", "speaker", "claimauthor", "source"];
const REVIEWER: [&str; 5] = ["reviewer", "publisher", "factchecker", "reviewauthor", "author"];
const RATING: [&str; 5] = ["rating", "verdict", "textualrating", "label", "conclusion"];
const URL: [&str; 4] = ["url", "reviewurl", "link", "address"];
const DATE: [&str; 4] = ["reviewedat", "reviewdate", "datepublished", "date"];

fn of_table(input: impl BufRead) -> Result<CheckedClaims, String> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let unreadable = |e: &csv::Error| {
        let line = e.position().map_or(1, csv::Position::line);
        format!("it is neither JSON nor a table that can be read (line {line}); save it again as UTF-8.")
    };
    let headings = rows.headers().map_err(|e| unreadable(&e))?.clone();
    let plain = |heading: &str| -> String {
        heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let column = |names: &[&str]| {
        names.iter().find_map(|name| headings.iter().position(|heading| plain(heading) == *name))
    };
    let Some(text) = column(&TEXT) else {
        let wanted =
            "give it headings, one of which is `claim`; `reviewer`, `rating` and `url` may be others";
        return Err(format!("its first line names no column of claims; {wanted}."));
    };
    let others = [&CLAIMANT[..], &REVIEWER, &RATING, &URL, &DATE].map(column);
    let mut found = CheckedClaims::default();
    for row in rows.records().take(MOST) {
        let row = row.map_err(|e| unreadable(&e))?;
        let cell = |at: Option<usize>| -> Option<String> {
            let text = row.get(at?)?.trim();
            (!text.is_empty()).then(|| text.chars().take(LONGEST).collect())
        };
        match row.get(text).map(str::trim).filter(|text| is_claim(text)) {
            Some(text) => {
                let [claimant, reviewer, rating, url, reviewed_at] = others.map(cell);
                let text = text.to_owned();
                found.claims.push(CheckedClaim { text, claimant, reviewer, rating, url, reviewed_at });
            }
            None => found.unfit += 1,
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::warc_cases::gzip;
    use super::*;
    use proptest::prelude::*;

    fn checked(bytes: &[u8]) -> Result<CheckedClaims, String> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("reviews");
        std::fs::write(&path, bytes).expect("a file can be written");
        read_checked_claims(&path).map_err(|error| error.message)
    }

    const REVIEW: &str = r#"{"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://a.example/1",
        "claimReviewed": "The pier cost 4 million.", "datePublished": "2026-03-02",
        "author": {"@type": "Organization", "name": "The Pier Check"},
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Ana Ito"}},
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "False"}}"#;

    fn claim() -> CheckedClaim {
        let some = |text: &str| Some(text.to_owned());
        CheckedClaim {
            text: "The pier cost 4 million.".to_owned(),
            claimant: some("Ana Ito"),
            reviewer: some("The Pier Check"),
            rating: some("False"),
            url: some("https://a.example/1"),
            reviewed_at: some("2026-03-02"),
        }
    }

    #[test]
    fn reviews_are_found_in_every_kind_of_collection() {
        let one_line = REVIEW.replace('\n', " ");
        for text in [
            REVIEW.to_owned(),
            format!("\u{FEFF}[{REVIEW}]"),
            format!(r#"{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage"}}, {REVIEW}]}}"#),
            format!(
                r#"{{"@type": "DataFeed", "dataFeedElement": [{{"@type": "DataFeedItem", "item": [{REVIEW}]}}, {{"item": null}}]}}"#
            ),
            format!(r#"{{"@type": "NewsArticle", "review": [{REVIEW}]}}"#),
            REVIEW.replace("\"ClaimReview\"", "[\"Review\", \"schema:ClaimReview\"]"),
            REVIEW.replace("\"The pier cost 4 million.\"", "[\"The pier cost 4 million.\"]"),
            one_line.clone(),
        ] {
            let found = checked(text.as_bytes());
            assert_eq!(found, Ok(CheckedClaims { claims: vec![claim()], unfit: 0 }), "{text}");
            assert_eq!(checked(&gzip(text.as_bytes())), found);
        }
        let lines = format!("{one_line}\n{one_line}\n");
        assert_eq!(checked(lines.as_bytes()).map(|found| found.claims.len()), Ok(2));
    }

    #[test]
    fn a_rating_in_figures_has_its_scale() {
        for (rating, told) in [
            (r#"{"ratingValue": 1, "bestRating": 5}"#, "1 of 5"),
            (r#"{"ratingValue": "1", "worstRating": 1, "bestRating": "5"}"#, "1 of 5"),
            (r#"{"ratingValue": 0, "worstRating": 0, "bestRating": 10}"#, "0, from 0 to 10"),
            (r#"{"ratingValue": 3}"#, "3"),
            (r#"{"ratingValue": 1, "bestRating": 5, "alternateName": "False"}"#, "False"),
        ] {
            let text =
                REVIEW.replace(r#"{"@type": "Rating", "ratingValue": 1, "alternateName": "False"}"#, rating);
            let found = checked(text.as_bytes()).unwrap();
            assert_eq!(found.claims[0].rating.as_deref(), Some(told), "{rating}");
        }
    }

    #[test]
    fn a_table_names_its_columns() {
        let table = "Claim,Claimant,Fact-checker,Rating,Review URL,Review date\n\
                     The pier cost 4 million.,Ana Ito,The Pier Check,False,https://a.example/1,2026-03-02\n,,,,,\n";
        // "Fact-checker" has another form.
        let table = table.replace("Fact-checker", "Reviewer");
        assert_eq!(checked(table.as_bytes()), Ok(CheckedClaims { claims: vec![claim()], unfit: 1 }));
    }

    #[test]
    fn false_types_are_passed_over_and_counted() {
        let broken = [
            REVIEW.replace("\"The pier cost 4 million.\"", "17"),
            REVIEW.replace("\"claimReviewed\"", "\"claimreviewed\""),
            REVIEW.replace("The pier cost 4 million.", " . "),
        ];
        let list = format!("[{}, {REVIEW}, 7, null, [true]]", broken.join(","));
        assert_eq!(checked(list.as_bytes()), Ok(CheckedClaims { claims: vec![claim()], unfit: 3 }));
        let odd = REVIEW.replace(r#"{"@type": "Organization", "name": "The Pier Check"}"#, "[{\"name\": 5}]");
        assert_eq!(checked(odd.as_bytes()).map(|found| found.claims[0].reviewer.clone()), Ok(None));
        for (text, why) in [
            (broken[0].as_str(), "no review in it names a claim in words (1 do not)"),
            ("{}", "there is no ClaimReview in it"),
            ("", "it is empty"),
            (&REVIEW[..200], "it ends in the middle (line "),
            ("{\"a\": tru}", "it is no JSON (line 1"),
            ("a,b\n1,2\n", "its first line names no column of claims"),
            ("claim\n\"\u{0}\n", "no review"),
        ] {
            let found = checked(text.as_bytes());
            assert!(found.as_ref().is_err_and(|told| told.starts_with(why)), "{text}: {found:?}");
        }
        let deep = "[".repeat(100_000);
        assert!(checked(deep.as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_there_is_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = checked(&bytes);
            let _ = checked(&[b"{\"@type\":\"ClaimReview\",", &bytes[..]].concat());
        }
    }
}
