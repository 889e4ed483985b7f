//! Config: `watch.toml`, the file that says what is watched and how. What is wrong with it is one sentence with its place.

use super::plan::{KeptEvidence, PlannedFeed, PlannedOutlet, WatchPlan, host_of};
use super::schedule::{Schedule, ScheduleStep};
use crate::article::{PageRules, ReadError, Remedy, is_selector};
use crate::diff::Severity;
use regex::Regex;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What the file says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WatchConfig {
    /// Feeds, sitemaps and pages of outlets without rules of their own.
    feeds: Vec<WebAddress>,
    /// How often feeds are asked.
    every: Option<TimeSpan>,
    /// How often articles are looked at.
    schedule: Option<StepList>,
    /// As `--min-severity`.
    min_severity: Option<Severity>,
    /// As `--exec`.
    pub exec: Option<String>,
    /// As `--feed-out`; relative to the folder of the file.
    pub feed_out: Vec<PathBuf>,
    /// As `--feed-url`.
    feed_url: Option<WebAddress>,
    /// As `--user-agent`.
    pub user_agent: Option<String>,
    /// As `--delay`.
    delay: Option<TimeSpan>,
    /// Outlets with rules of their own.
    outlet: Vec<OutletConfig>,
}

/// An outlet with rules of its own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OutletConfig {
    name: Option<String>,
    hosts: Vec<HostName>,
    feeds: Vec<WebAddress>,
    every: Option<TimeSpan>,
    schedule: Option<StepList>,
    ignore: Vec<CssSelector>,
    ignore_text: Vec<TextPattern>,
    headline: Option<CssSelector>,
    body: Option<CssSelector>,
    byline: Option<CssSelector>,
    date: Option<CssSelector>,
}

/// Reads the file at `path`.
///
/// # Errors
/// What is wrong with it, in one sentence that names it, the line and what to do.
pub fn read_config(path: &Path) -> Result<WatchConfig, ReadError> {
    let file = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let (why, remedy) = match error.kind() {
            std::io::ErrorKind::NotFound => {
                ("there is no such file; check its path".to_owned(), Some(Remedy::NameSettings))
            }
            std::io::ErrorKind::InvalidData => ("it is not UTF-8; save it as UTF-8".to_owned(), None),
            _ => (format!("it cannot be read ({error}); check the rights on it"), None),
        };
        ReadError::new(file.to_string(), why).with(remedy)
    })?;
    let mut config = parse_config(&text, &file.to_string())?;
    let folder = path.parent().unwrap_or(Path::new(""));
    config.feed_out.iter_mut().for_each(|out| *out = folder.join(&*out));
    Ok(config)
}

/// Reads the text of a file with this name.
fn parse_config(text: &str, file: &str) -> Result<WatchConfig, ReadError> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count());
        let place = line.map_or(file.to_owned(), |line| format!("{file}, line {line}"));
        let message = error.message().trim_end_matches('.').replace('\n', ", ");
        let has_remedy = message.contains(';') || message.contains("expected one of");
        ReadError::new(place, message).with((!has_remedy).then_some(Remedy::LookUp))
    })
}

impl WatchConfig {
    /// The plan: what the file says, with `addresses` more.
    #[must_use]
    pub fn plan(&self, addresses: &[String], min_severity: Option<Severity>) -> WatchPlan {
        let of = |every: Option<&TimeSpan>| {
            let every = every.map(|every| every.0);
            move |address: &WebAddress| PlannedFeed { url: address.0.clone(), every }
        };
        let mut feeds: Vec<PlannedFeed> = self.feeds.iter().map(of(None)).collect();
        for outlet in &self.outlet {
            feeds.extend(outlet.feeds.iter().map(of(outlet.every.as_ref())));
        }
        feeds.extend(addresses.iter().map(|url| PlannedFeed { url: url.clone(), every: None }));
        WatchPlan {
            feeds,
            outlets: self.outlet.iter().map(OutletConfig::planned).collect(),
            schedule: self.schedule.as_ref().map_or_else(Schedule::default, |steps| steps.0.clone()),
            every: self.every.as_ref().map(|every| every.0),
            min_severity: min_severity.or(self.min_severity).unwrap_or(Severity::Low),
            keep: KeptEvidence::default(),
        }
    }

    /// The time between two requests to one host.
    #[must_use]
    pub fn delay(&self) -> Option<Duration> {
        self.delay.as_ref().map(|delay| delay.0)
    }

    /// The address of the folder where the kept feeds will lie.
    #[must_use]
    pub fn feed_url(&self) -> Option<&str> {
        self.feed_url.as_ref().map(|address| address.0.as_str())
    }
}

impl OutletConfig {
    fn planned(&self) -> PlannedOutlet {
        let selector = |selector: &Option<CssSelector>| selector.as_ref().map(|css| css.0.clone());
        let rules = PageRules {
            ignore: self.ignore.iter().map(|css| css.0.clone()).collect(),
            ignore_text: self.ignore_text.iter().map(|pattern| pattern.0.clone()).collect(),
            headline: selector(&self.headline),
            body: selector(&self.body),
            byline: selector(&self.byline),
            date: selector(&self.date),
            outlet: self.name.clone(),
        };
        let mut hosts: Vec<String> = self.hosts.iter().map(|host| host.0.clone()).collect();
        if hosts.is_empty() {
            hosts = self.feeds.iter().map(|address| without_www(&host_of(&address.0)).to_owned()).collect();
        }
        PlannedOutlet {
            hosts,
            schedule: self.schedule.as_ref().map(|steps| steps.0.clone()),
            rules: Some(Arc::new(rules)),
        }
    }
}

fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// A time: "90s", "15min", "3h", "7d".
#[derive(Debug, Clone, Copy)]
struct TimeSpan(Duration);

#[derive(Debug, Clone)]
struct StepList(Schedule);

#[derive(Debug)]
struct WebAddress(String);

#[derive(Debug)]
struct HostName(String);

#[derive(Debug)]
struct CssSelector(String);

#[derive(Debug)]
struct TextPattern(Regex);

/// Reads a text and makes something of it, or says why not.
fn made_of<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    make: impl FnOnce(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    make(text.trim()).map_err(D::Error::custom)
}

impl<'de> Deserialize<'de> for TimeSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        made_of(deserializer, |text| {
            let wrong = || format!("“{text}” is no time; write it like \"90s\", \"15min\", \"3h\" or \"7d\"");
            let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let number: u64 = text[..text.len() - unit.len()].parse().map_err(|_| wrong())?;
            let seconds = match unit.trim() {
                "s" => 1,
                "min" | "m" => 60,
                "h" => 60 * 60,
                "d" => 24 * 60 * 60,
                _ => return Err(wrong()),
            };
            number.checked_mul(seconds).map(|seconds| Self(Duration::from_secs(seconds))).ok_or_else(wrong)
        })
    }
}

impl<'de> Deserialize<'de> for StepList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct StepConfig {
            until: TimeSpan,
            every: TimeSpan,
        }
        let steps = Vec::<StepConfig>::deserialize(deserializer)?;
        let steps = steps.iter().map(|step| ScheduleStep { until: step.until.0, every: step.every.0 });
        Schedule::new(steps.collect()).map(Self).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for WebAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        made_of(deserializer, |text| match host_of(text) {
            host if host.is_empty() || !text.starts_with("http") => {
                Err(format!("“{text}” is no address; write it with https:// in front"))
            }
            _ => Ok(Self(text.to_owned())),
        })
    }
}

impl<'de> Deserialize<'de> for HostName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        made_of(deserializer, |text| match text {
            text if text.is_empty() || text.contains('/') => {
                Err(format!("“{text}” is no host; write it like \"harbour.example\""))
            }
            text => Ok(Self(without_www(&text.to_ascii_lowercase()).to_owned())),
        })
    }
}

impl<'de> Deserialize<'de> for CssSelector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        made_of(deserializer, |text| match is_selector(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(format!("“{text}” is no CSS selector; write it like \"aside.related\"")),
        })
    }
}

impl<'de> Deserialize<'de> for TextPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        made_of(deserializer, |text| match Regex::new(text) {
            Ok(pattern) if !pattern.is_match("") => Ok(Self(pattern)),
            Ok(_) => Err(format!("the pattern “{text}” fits everything; name some words")),
            Err(_) => Err(format!("“{text}” is no regular expression; try '[0-9]+ comments'")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        feeds = ["https://weir.example/feed.json"]
        every = "10min"
        schedule = [{ until = "3h", every = "5min" }, { until = "7d", every = "6h" }]
        min_severity = "medium"
        exec = "notify"
        feed_out = ["changes.atom"]
        feed_url = "https://weir.example/feeds/"
        user_agent = "desk/1.0"
        delay = "2s"

        [[outlet]]
        name = "The Harbour Gazette"
        feeds = ["https://www.harbour.example/rss"]
        every = "1h"
        schedule = [{ until = "1d", every = "1h" }]
        ignore = [".sponsor", "aside.related"]
        ignore_text = ['\d+ comments']
        headline = "h1.title"
        body = "div.story"
        byline = ".by"
        date = "time"
    "#;

    #[test]
    fn a_whole_file_becomes_a_plan() {
        let config = parse_config(WHOLE, "watch.toml").expect("it is right");
        let plan = config.plan(&["https://quay.example/a".to_owned()], None);
        let feeds: Vec<_> =
            plan.feeds.iter().map(|f| (f.url.as_str(), plan.every_of(&f.url, None).as_secs())).collect();
        assert_eq!(
            feeds,
            [
                ("https://weir.example/feed.json", 600),
                ("https://www.harbour.example/rss", 3600),
                ("https://quay.example/a", 600)
            ]
        );
        assert_eq!(config.feed_url(), Some("https://weir.example/feeds/"));
        assert_eq!(plan.min_severity, Severity::Medium);
        assert_eq!(config.plan(&[], Some(Severity::High)).min_severity, Severity::High);
        let rules = plan.rules_of("https://news.harbour.example/x").expect("it has rules");
        assert_eq!((rules.ignore.len(), rules.body.as_deref()), (2, Some("div.story")));
        assert_eq!(plan.schedule_of("https://harbour.example/x").end(), Duration::from_secs(24 * 3600));
        assert_eq!(plan.schedule_of("https://weir.example/x").end(), Duration::from_secs(7 * 24 * 3600));
        assert_eq!(config.delay(), Some(Duration::from_secs(2)));
        let empty = parse_config("", "watch.toml").expect("it is right").plan(&[], None);
        assert_eq!((empty.feeds.len(), empty.schedule, empty.every), (0, Schedule::default(), None));
    }

    #[test]
    fn what_is_wrong_is_one_sentence_with_its_line() {
        let wrong = [
            "feeds = [\"harbour.example/rss\"]",
            "\n\nevery = \"soon\"",
            "every = \"99999999999999999999d\"",
            "fees = []",
            "schedule = []",
            "schedule = [{ until = \"3h\" }]",
            "schedule = [{ until = \"3h\", every = \"1h\" }, { until = \"2h\", every = \"2h\" }]",
            "min_severity = \"grave\"",
            "feeds = [",
            "[[outlet]]\nignore = [\"div[\"]",
            "[[outlet]]\nignore_text = [\"(\"]",
            "[[outlet]]\nignore_text = [\"x*\"]",
            "[[outlet]]\nhosts = [\"https://harbour.example/\"]",
            "[[outlet]]\nheadlines = \"h1\"",
        ];
        let told: Vec<String> =
            wrong.iter().map(|text| parse_config(text, "watch.toml").expect_err(text).to_string()).collect();
        insta::assert_snapshot!(told.join("\n"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([a-z_]{1,8} = |\\[\\[outlet\\]\\]\n|[\"\\[\\]{},0-9a-z]|\n|\\PC){0,40}") {
            if let Err(why) = parse_config(&text, "watch.toml") {
                proptest::prop_assert!(!why.message.contains('\n') && !why.message.is_empty());
            }
        }
    }
}
