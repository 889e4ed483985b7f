//! Values of options that several commands take: probabilities, rows and names, and times as `store` reads them.

pub(super) use crate::store::{typed_duration as duration, typed_time as time};
use clap::ArgMatches;
use std::str::FromStr;

/// A probability as typed.
///
/// # Errors
/// When it is none.
pub(super) fn probability(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| "not a number from 0 to 1, such as 0.8".to_owned())
}

/// A number from 1 on.
///
/// # Errors
/// When it is none.
pub(super) fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| "not a number from 1 on".to_owned())
}

/// The last moment of a time as typed: a day, month or year means the whole of it, and a tilde comes after what goes on.
pub(super) fn through(time: Option<&String>) -> Option<String> {
    time.map(|at| if at.ends_with('Z') { at.clone() } else { format!("{at}~") })
}

/// Says that nothing lies between two times that were given, --since and --until: no rows would read like no news.
pub(super) fn times_apart(matches: &ArgMatches) -> Option<String> {
    let command = std::iter::successors(Some(matches), |matches| Some(matches.subcommand()?.1)).last()?;
    let time = |name| command.try_get_one::<String>(name).ok().flatten();
    let (since, until) = (time("since")?, time("until")?);
    (*since > through(Some(until))?)
        .then(|| format!("--since {since} is later than --until {until}; nothing lies between them"))
}

/// The number of a row, as listings show it.
///
/// # Errors
/// When it is none.
pub(super) fn row<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| {
        "not the number of a row; listings show it as id, or among the fields of --json".to_owned()
    })
}

/// The variable of the environment that names who decides.
pub(super) const REVIEWER: &str = "ONRECORD_REVIEWER";

/// Who decides.
///
/// # Errors
/// When nobody is named.
pub(super) fn reviewer(by: Option<&str>) -> anyhow::Result<&str> {
    let name = by.map(str::trim).filter(|name| !name.is_empty());
    name.ok_or_else(|| anyhow::anyhow!("who decides? name yourself with --by, or set {REVIEWER}"))
}

/// The name that something is to have.
///
/// # Errors
/// When there is no letter or digit in it.
pub(super) fn name(text: &str) -> Result<String, String> {
    let named = text.chars().any(char::is_alphanumeric);
    if named { Ok(text.trim().to_owned()) } else { Err("a name needs a letter or a digit".to_owned()) }
}

/// An address of the web, as a feed names it.
///
/// # Errors
/// When it is none.
pub(super) fn address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    if rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && rest.chars().all(plain)) {
        Ok(text.to_owned())
    } else {
        Err("not an address such as https://desk.example/changes.atom".to_owned())
    }
}

/// The address of an archive, up to where time and address follow.
///
/// # Errors
/// When it is none.
pub(super) fn archive(text: &str) -> Result<String, String> {
    address(text).map_err(|_| "not the address of an archive, such as https://web.archive.org/web".to_owned())
}

/// An address of the web with {claim} in it.
///
/// # Errors
/// When it is none.
pub(super) fn page(text: &str) -> Result<String, String> {
    if !text.contains("{claim}") {
        return Err("{claim} must stand in it, or all fact-checks would have one address".to_owned());
    }
    address(&text.replace("{claim}", "0")).map(|_| text.to_owned())
}

/// A header of a request, as "Name: value".
#[cfg(feature = "fetch")]
pub(super) fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("a header is written as \"Name: value\"")?;
    let (name, value) = (name.trim(), value.trim());
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || !name.chars().all(token) || !value.chars().all(|c| matches!(c, ' '..='~')) {
        return Err("a header is a name of letters and hyphens, a colon and a value in ASCII".to_owned());
    }
    Ok((name.to_owned(), value.to_owned()))
}

/// A time in seconds.
#[cfg(feature = "fetch")]
pub(super) fn seconds(text: &str) -> Result<std::time::Duration, String> {
    let number = text.parse::<f64>().ok().filter(|s| (0.0..=3600.0).contains(s));
    number
        .map(std::time::Duration::from_secs_f64)
        .ok_or_else(|| "not a number of seconds from 0 to 3600".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_probability_and_no_name_is_refused() {
        for text in ["nan", "-1", "2", "inf", "", "0,5", "1.0001"] {
            assert!(probability(text).is_err(), "{text}");
        }
        assert_eq!((probability("0"), probability("1.0"), probability(".25")), (Ok(0.0), Ok(1.0), Ok(0.25)));
        assert!(name("").is_err() && name(" \t").is_err() && name("“”").is_err());
        assert_eq!(name(" Bea Okafor ").as_deref(), Ok("Bea Okafor"));
    }

    #[test]
    fn pages_have_an_address_each() {
        assert!(page("https://check.example/{claim}").is_ok());
        for text in ["x", "https://check.example/", "{claim}", "https://check.example/ {claim}"] {
            assert!(page(text).is_err(), "{text}");
        }
    }

    #[cfg(feature = "fetch")]
    #[test]
    fn headers_and_seconds_are_read_or_refused() {
        assert_eq!(header("Cookie: a=b; c=d"), Ok(("Cookie".to_owned(), "a=b; c=d".to_owned())));
        for text in ["", "x", ": a", "a b: c", "a: \u{e9}", "a: b\r\nc: d"] {
            assert!(header(text).is_err(), "{text}");
        }
        assert_eq!(seconds("0.5").map(|s| s.as_millis()), Ok(500));
        assert!(seconds("-1").is_err() && seconds("nan").is_err() && seconds("99999").is_err());
    }
}
