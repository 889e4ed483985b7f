//! The overview of a report: each story in a few numbers, and all of them together. It is what an editor reads first.

use super::page::{ArticlePage, SpeakerPage};
use super::wording::{count, kind_name};
use crate::diff::Severity;
use crate::speaker::SpeakerKind;
use crate::store::ArticleId;
use jiff::civil::{Date, Weekday};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Speakers that an overview names.
const MOST_QUOTED: usize = 10;

/// Bars that a chart over time has at most: days become weeks, weeks become months, and months become years.
const MOST_BARS: usize = 40;

/// An article in a few numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Story {
    /// The article's row.
    pub id: ArticleId,
    /// The newest headline, else what the article is known by.
    pub headline: String,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// When its newest revision that is listed was captured, ISO 8601.
    pub at: String,
    /// What its revisions and claims say of themselves, in one line.
    pub summary: String,
    /// The changes that are listed: when the revision was captured, and their severity.
    pub changes: Vec<(String, Severity)>,
    /// Changes of facts that no correction note can explain.
    pub unannounced: usize,
    /// Correction notes.
    pub corrections: usize,
    /// Revisions that are no edit of the story before them.
    pub alarms: usize,
    /// The claims of the newest revision that have a source and are no copies, by source.
    pub voices: Vec<(SpeakerPage, usize)>,
}

impl Story {
    /// The numbers of an article.
    #[must_use]
    pub fn of(article: &ArticlePage) -> Self {
        let changes =
            || article.revisions.iter().flat_map(|r| r.changes.iter().map(move |change| (r, change)));
        let voices = article.by_speaker().into_iter().map(|(speaker, claims)| {
            (
                speaker.clone(),
                claims.iter().filter(|claim| claim.current && !claim.copied && !claim.rejected).count(),
            )
        });
        Self {
            id: article.id,
            headline: article.headline.clone(),
            outlet: article.outlet.clone(),
            at: article.revisions.last().map(|r| r.captured_at.clone()).unwrap_or_default(),
            summary: article.summary(),
            changes: changes()
                .filter(|(_, change)| !change.is_note() && !change.rejected)
                .map(|(revision, change)| (revision.captured_at.clone(), change.severity))
                .collect(),
            unannounced: changes().filter(|(_, change)| change.unannounced).count(),
            corrections: changes().filter(|(_, change)| change.is_note()).count()
                + article.revisions.iter().map(|r| r.notes.len()).sum::<usize>(),
            alarms: article.revisions.iter().filter(|r| r.alarm.is_some()).count(),
            voices: voices.filter(|(_, claims)| *claims > 0).collect(),
        }
    }

    /// How many of its changes have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.changes.iter().filter(|(_, of)| *of == severity).count()
    }

    /// The severity of its severest change.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.changes.iter().map(|(_, severity)| *severity).max().unwrap_or_default()
    }

    /// By this stories are sorted: the gravest first, and of equally grave ones the newest.
    fn gravity(&self) -> impl Ord + use<> {
        let of = |severity| self.count(severity);
        let severities = (of(Severity::High), of(Severity::Medium), of(Severity::Low));
        Reverse((self.severity(), self.unannounced, self.alarms, severities, self.at.clone()))
    }

    /// Puts the gravest stories first.
    pub fn sort(stories: &mut [Self]) {
        stories.sort_by_key(Self::gravity);
    }
}

/// All stories together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overview {
    /// How many stories.
    pub stories: usize,
    /// How many have as their severest change one of this severity: none, low, medium, high.
    pub by_severity: [usize; 4],
    /// Changes of facts that no correction note can explain, and how many stories have some.
    pub unannounced: (usize, usize),
    /// Correction notes, and how many stories have some.
    pub corrections: (usize, usize),
    /// Stories with a revision that is no edit of the one before.
    pub alarms: usize,
    /// Claims with a source.
    pub attributed: usize,
    /// How many of them have an unnamed one.
    pub unnamed: usize,
    /// Claims by the kind of their source, the most frequent first.
    pub by_kind: Vec<(SpeakerKind, usize)>,
    /// Who is quoted most: name, claims, stories.
    pub most_quoted: Vec<(String, usize, usize)>,
    /// Changes over time.
    pub over_time: Vec<PeriodChanges>,
}

/// The changes of a day, a week, a month or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodChanges {
    /// What it is called: `2026-03-02`, `2026-03`.
    pub name: String,
    /// Changes of low, medium and high severity.
    pub changes: [usize; 3],
}

impl Overview {
    /// The overview of some stories.
    #[must_use]
    pub fn of(stories: &[Story]) -> Self {
        let mut overview = Self { stories: stories.len(), ..Self::default() };
        let mut kinds: HashMap<SpeakerKind, usize> = HashMap::new();
        let mut quoted: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for story in stories {
            overview.by_severity[story.severity() as usize] += 1;
            add(&mut overview.unannounced, story.unannounced);
            add(&mut overview.corrections, story.corrections);
            overview.alarms += usize::from(story.alarms > 0);
            for (speaker, claims) in &story.voices {
                overview.attributed += claims;
                overview.unnamed += if speaker.unnamed { *claims } else { 0 };
                *kinds.entry(speaker.kind).or_default() += claims;
                if matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Organization) && !speaker.unnamed
                {
                    let told = quoted.entry(&speaker.name).or_default();
                    *told = (told.0 + claims, told.1 + 1);
                }
            }
        }
        overview.by_kind = kinds.into_iter().collect();
        overview.by_kind.sort_by_key(|&(kind, claims)| (Reverse(claims), kind_name(kind)));
        let quoted = quoted.into_iter().map(|(name, (claims, of))| (name.to_owned(), claims, of));
        overview.most_quoted = quoted.collect();
        overview.most_quoted.sort_by_key(|&(_, claims, of)| (Reverse(claims), Reverse(of)));
        overview.most_quoted.truncate(MOST_QUOTED);
        overview.over_time = over_time(stories.iter().flat_map(|story| &story.changes));
        overview
    }

    /// What it says in lines of words.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let [none, low, medium, high] = self.by_severity;
        let severities = [(high, "high"), (medium, "medium"), (low, "low"), (none, "none to look at")];
        let told: Vec<String> =
            severities.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{name} in {n}")).collect();
        let mut lines = vec![
            format!(
                "stories by their severest change: {}",
                if told.is_empty() { "none".into() } else { told.join(", ") }
            ),
            in_stories(
                self.unannounced,
                "fact changed or withdrawn without a correction note",
                "facts changed or withdrawn without a correction note",
            ),
            in_stories(self.corrections, "correction note", "correction notes"),
        ];
        if self.alarms > 0 {
            let stories = count(self.alarms, "story", "stories");
            lines.push(format!("{stories} with a capture that is no edit of the one before"));
        }
        if let Some(share) = self.unnamed_share() {
            let claims = count(self.attributed, "claim", "claims");
            lines.push(format!("{claims} with a source, {share:.0} % of them unnamed"));
        }
        lines
    }

    /// The unnamed share of the claims with a source, in percent.
    #[must_use]
    pub fn unnamed_share(&self) -> Option<f64> {
        (self.attributed > 0).then(|| 100.0 * self.unnamed as f64 / self.attributed as f64)
    }
}

fn in_stories((number, stories): (usize, usize), one: &str, many: &str) -> String {
    match number {
        0 => format!("no {one}"),
        _ => format!("{} in {}", count(number, one, many), count(stories, "story", "stories")),
    }
}

fn add(tally: &mut (usize, usize), of_one: usize) {
    *tally = (tally.0 + of_one, tally.1 + usize::from(of_one > 0));
}

/// Changes by day; where these are too many by week, by month, or else by year. Periods without changes stand between others.
fn over_time<'s>(changes: impl Iterator<Item = &'s (String, Severity)>) -> Vec<PeriodChanges> {
    let mut by_day: BTreeMap<Date, [usize; 3]> = BTreeMap::new();
    for (at, severity) in changes {
        let (Some(day), true) = (at.get(..10).and_then(|day| day.parse().ok()), *severity > Severity::None)
        else {
            continue;
        };
        by_day.entry(day).or_default()[*severity as usize - 1] += 1;
    }
    let steps = [
        (day as Step, "%F", MOST_BARS),
        (week, "%F", MOST_BARS),
        (month, "%Y-%m", 3 * MOST_BARS),
        (year, "%Y", usize::MAX),
    ];
    steps.into_iter().find_map(|(step, name, most)| periods(&by_day, step, name, most)).unwrap_or_default()
}

/// From a day to the one that its period begins with, and the one that the next begins with.
type Step = fn(Date) -> Option<(Date, Date)>;

fn day(of: Date) -> Option<(Date, Date)> {
    Some((of, of.tomorrow().ok()?))
}

fn week(of: Date) -> Option<(Date, Date)> {
    let first =
        if of.weekday() == Weekday::Monday { of } else { of.nth_weekday(-1, Weekday::Monday).ok()? };
    Some((first, first.nth_weekday(1, Weekday::Monday).ok()?))
}

fn month(of: Date) -> Option<(Date, Date)> {
    Some((of.first_of_month(), of.last_of_month().tomorrow().ok()?))
}

fn year(of: Date) -> Option<(Date, Date)> {
    Some((of.first_of_year(), of.last_of_year().tomorrow().ok()?))
}

/// The periods from the first change to the last, called by a `strftime` name; none where there are more than `most`.
fn periods(
    by_day: &BTreeMap<Date, [usize; 3]>,
    step: Step,
    name: &str,
    most: usize,
) -> Option<Vec<PeriodChanges>> {
    let (mut from, mut to) = step(*by_day.keys().next()?)?;
    let last = *by_day.keys().next_back()?;
    let mut periods = Vec::new();
    while periods.len() < most {
        let mut changes = [0; 3];
        for of_day in by_day.range(from..to).map(|(_, counts)| counts) {
            changes.iter_mut().zip(of_day).for_each(|(sum, of)| *sum += of);
        }
        periods.push(PeriodChanges { name: from.strftime(name).to_string(), changes });
        if to > last {
            return Some(periods);
        }
        (from, to) = step(to)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(headline: &str, changes: &[(&str, Severity)]) -> Story {
        Story {
            headline: headline.to_owned(),
            changes: changes.iter().map(|&(at, severity)| (at.to_owned(), severity)).collect(),
            ..Story::default()
        }
    }

    fn voice(name: &str, kind: SpeakerKind, claims: usize) -> (SpeakerPage, usize) {
        let unnamed = kind == SpeakerKind::Anonymous;
        (SpeakerPage { name: name.to_owned(), kind, title: None, unnamed, reason: None }, claims)
    }

    #[test]
    fn the_gravest_story_comes_first() {
        let mut stories = [
            story("quiet", &[]),
            story("three updates", &[("2026-03-01", Severity::Low); 3]),
            story("a fact", &[("2026-03-01", Severity::High)]),
            Story { unannounced: 1, ..story("a silent fact", &[("2026-03-01", Severity::High)]) },
        ];
        Story::sort(&mut stories);
        let order: Vec<&str> = stories.iter().map(|story| &*story.headline).collect();
        assert_eq!(order, ["a silent fact", "a fact", "three updates", "quiet"]);
        assert_eq!(Overview::of(&stories).by_severity, [1, 1, 0, 2]);
    }

    #[test]
    fn voices_are_counted_once_a_story() {
        let one = Story {
            voices: vec![
                voice("Ada Quill", SpeakerKind::Person, 3),
                voice("an aide", SpeakerKind::Anonymous, 1),
            ],
            ..Story::default()
        };
        let two = Story { voices: vec![voice("Ada Quill", SpeakerKind::Person, 1)], ..Story::default() };
        let overview = Overview::of(&[one, two]);
        assert_eq!(overview.most_quoted, [("Ada Quill".to_owned(), 4, 2)]);
        assert_eq!((overview.attributed, overview.unnamed), (5, 1));
        assert_eq!(overview.unnamed_share(), Some(20.0));
        assert_eq!(overview.by_kind, [(SpeakerKind::Person, 4), (SpeakerKind::Anonymous, 1)]);
    }

    #[test]
    fn time_is_cut_into_days_weeks_months_or_years() {
        let of = |days: &[&str]| {
            let changes: Vec<_> = days.iter().map(|&day| (day.to_owned(), Severity::High)).collect();
            let periods = over_time(changes.iter());
            periods.into_iter().map(|p| (p.name, p.changes[2])).collect::<Vec<_>>()
        };
        let named = |of: &[(&str, usize)]| {
            of.iter().map(|&(name, n)| (name.to_owned(), n)).collect::<Vec<(String, usize)>>()
        };
        assert_eq!(
            of(&["2026-03-01T10:00:00Z", "2026-03-03", "2026-03-03"]),
            named(&[("2026-03-01", 1), ("2026-03-02", 0), ("2026-03-03", 2)])
        );
        let weeks = of(&["2026-03-01", "2026-05-01"]);
        assert_eq!((weeks.len(), &*weeks[0].0), (10, "2026-02-23"));
        let months = of(&["2024-03-31", "2026-05-01"]);
        assert_eq!((months.len(), &*months[0].0, months[26].1), (27, "2024-03", 1));
        let years = of(&["1987-03-31", "2026-05-01"]);
        assert_eq!((years.len(), &*years[0].0, years[39].1), (40, "1987", 1));
        assert_eq!(of(&["not a date"]), []);
    }
}
