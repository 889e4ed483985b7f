//! A week in an instant: the watcher's clock is this test's, and jumps to the next moment when something is due.

use crate::world::{DAY, Fate, MINUTE, Now, Random, START, Server, Site, Story, world};
use jiff::Timestamp;
use onrecord::article::PageRules;
use onrecord::source::fetch::FetchOptions;
use onrecord::store::Store;
use onrecord::watch::clock::WatchClock;
use onrecord::watch::plan::{PlannedFeed, PlannedOutlet, WatchPlan};
use onrecord::watch::schedule::Schedule;
use onrecord::watch::{Listener, WatchError, WatchEvent, WatchMode, Watcher};
use rusqlite::Connection;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

const END: i64 = START + 7 * DAY;

/// A clock that nobody waits for, and that a watcher dies of when it is looked at too often.
struct WeekClock {
    now: Now,
    looks_left: Cell<i64>,
}

/// Why a watcher died.
struct Killed;

impl WeekClock {
    fn look(&self) {
        self.looks_left.set(self.looks_left.get() - 1);
        if self.looks_left.get() == 0 {
            resume_unwind(Box::new(Killed));
        }
    }
}

impl WatchClock for WeekClock {
    fn now(&self) -> Timestamp {
        self.look();
        Timestamp::from_second(self.now.load(Ordering::SeqCst)).unwrap()
    }

    fn wait_until(&self, at: Timestamp) -> bool {
        self.now.store(at.as_second().min(END), Ordering::SeqCst);
        at.as_second() < END
    }

    fn is_stopped(&self) -> bool {
        false
    }
}

/// What was told, as "address: before → after".
#[derive(Default)]
struct Told(Vec<String>);

/// A listener that notes what it hears, and dies sometimes before it does.
struct Ears<'t> {
    told: &'t mut Told,
    clock: &'t WeekClock,
}

impl Listener for Ears<'_> {
    fn hear(&mut self, event: WatchEvent<'_>) -> Result<(), WatchError> {
        self.clock.look();
        if let WatchEvent::Changed(changes) = event {
            let first = &changes[0];
            self.told.0.push(format!("{} {} → {}", first.article_id, first.from_revision, first.to_revision));
        }
        Ok(())
    }
}

fn plan(servers: &[Server]) -> WatchPlan {
    let rules = PageRules { ignore: vec![".ticker".to_owned()], ..PageRules::default() };
    let outlet = |server: &Server| PlannedOutlet {
        hosts: vec![server.address.trim_start_matches("http://").to_owned()],
        rules: Some(Arc::new(rules.clone())),
        schedule: None,
    };
    WatchPlan {
        feeds: servers.iter().map(|server| PlannedFeed { url: server.feed(), every: None }).collect(),
        outlets: servers.iter().map(outlet).collect(),
        ..WatchPlan::default()
    }
}

fn options() -> FetchOptions {
    FetchOptions { allow_private: true, delay: Duration::ZERO, ..FetchOptions::default() }
}

/// Watches the week, and dies `kills` times in it.
fn live(database: &Path, servers: &[Server], now: &Now, random: &mut Random, kills: usize) -> (Told, usize) {
    let mut told = Told::default();
    let mut left = kills;
    loop {
        // A busy moment has some ten looks, a quiet one three; the deaths are spread over the week.
        let looks_left = if left > 0 { 1 + random.below(LOOKS_PER_KILL) } else { i64::MAX };
        let clock = WeekClock { now: Arc::clone(now), looks_left: Cell::new(looks_left) };
        let mut ears = Ears { told: &mut told, clock: &clock };
        let lived = catch_unwind(AssertUnwindSafe(|| {
            let mut store = Store::open(database).unwrap();
            let run = store.begin_run("0.1.0", &[]).unwrap();
            let watcher = Watcher::new(store, run, plan(servers), options(), &clock, &mut ears).unwrap();
            watcher.run(WatchMode::Always).unwrap().0
        }));
        match lived {
            Ok(_) => return (told, kills - left),
            Err(why) if why.is::<Killed>() => {
                left -= 1;
                if random.below(4) == 0 {
                    // Nobody started it again for a while.
                    now.fetch_add(random.below(90 * MINUTE), Ordering::SeqCst);
                }
            }
            Err(why) => resume_unwind(why),
        }
    }
}

/// Looks at the clock between two deaths, on average half of this.
const LOOKS_PER_KILL: i64 = 400;

/// Requests that the schedule needs for an article, by somebody who knows when its outlet answers.
fn needed(site: &Site, story: &Story) -> usize {
    let schedule = Schedule::default();
    let at = |second| Timestamp::from_second(second).unwrap();
    let (mut now, mut changed, mut seen, mut failures, mut requests) =
        (story.born, story.born, usize::MAX, 0u32, 0);
    while now < END {
        if let Some((until, _)) = site.is_out(now) {
            now = until;
            continue;
        }
        requests += 1;
        let lost = match story.fate {
            Fate::Gone(from, _) | Fate::Home(from) | Fate::Section(from) | Fate::Gated(from) => from <= now,
            Fate::Back(from, until) => (from..until).contains(&now),
            Fate::Merged(from, _) if from <= now => return requests,
            Fate::Merged(..) | Fate::Moved(_) | Fate::Stays => false,
        };
        failures = if lost { failures + 1 } else { 0 };
        if !lost && story.version(now) != seen {
            changed = if seen == usize::MAX { story.born } else { now };
            seen = story.version(now);
        }
        let next = if lost {
            schedule.retry(at(changed), at(now), failures)
        } else {
            schedule.next(at(changed), at(now))
        };
        now = next.map_or(END, Timestamp::as_second);
    }
    requests
}

/// The figures of each article's revisions, by its outlet's port and its number, in order.
fn revisions(database: &Path) -> BTreeMap<(String, usize), Vec<usize>> {
    let connection = Connection::open(database).unwrap();
    let sql = "SELECT w.key, r.body FROM revision r JOIN watched w ON w.article = r.article \
               WHERE w.state <> 'merged' OR NOT EXISTS (SELECT 1 FROM watched o WHERE o.article = w.article AND o.id <> w.id \
                   AND o.state <> 'merged') ORDER BY w.id, r.seq";
    let mut found: BTreeMap<(String, usize), Vec<usize>> = BTreeMap::new();
    let mut statement = connection.prepare(sql).unwrap();
    let rows =
        statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
    for (key, body) in rows.map(Result::unwrap) {
        let (host, path) = key.trim_start_matches("https://").split_once('/').unwrap();
        let number = path.trim_start_matches("news/").trim_end_matches("-moved").parse().unwrap();
        let figure = body.split('“').nth(1).and_then(|rest| rest.split(' ').next()).unwrap().parse().unwrap();
        found.entry((host.to_owned(), number)).or_default().push(figure);
    }
    found
}

/// What is watched of an article, for the message when something is wrong with it.
fn rows_of(database: &Path, (host, number): &(String, usize)) -> Vec<String> {
    let connection = Connection::open(database).unwrap();
    let sql = "SELECT w.key || ' ' || w.url || ' ' || w.state || ' ' || coalesce(w.article, 0) || ' ' || \
               coalesce(w.error, '') FROM watched w WHERE w.key LIKE ? OR w.key LIKE ?";
    let path = format!("https://{host}/news/{number}");
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([path.clone(), format!("{path}-%")], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// How many articles are in a state at the end.
fn states(database: &Path) -> BTreeMap<String, usize> {
    let connection = Connection::open(database).unwrap();
    let mut statement = connection.prepare("SELECT state, count(*) FROM watched GROUP BY state").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, u32>(1)? as usize))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn seed() -> u64 {
    std::env::var("ONRECORD_SEED").map_or(7, |seed| seed.parse().expect("ONRECORD_SEED is a number"))
}

#[test]
fn a_week_is_watched_and_nothing_is_lost_missed_or_told_twice() {
    let full = std::env::var_os("ONRECORD_WEEK").is_some();
    let (sites, each, kills) = if full { (10, 20, 100) } else { (2, 8, 12) };
    let mut random = Random(seed());
    let sites = world(&mut random, sites, each);
    let now = Now::default();
    now.store(START, Ordering::SeqCst);
    let servers: Vec<Server> = sites.iter().map(|site| Server::new(site.clone(), Arc::clone(&now))).collect();
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("x.db");
    let (mut told, killed) = live(&database, &servers, &now, &mut random, kills);

    let mut expected = BTreeMap::new();
    let (mut edits, mut schedule) = (0, 0);
    for (site, server) in sites.iter().zip(&servers) {
        let host = server.address.trim_start_matches("http://").to_owned();
        for story in &site.stories {
            edits += story.edits.len();
            schedule += needed(site, story);
            let figures = (0..=story.edits.len()).map(|version| story.figure(version)).collect();
            expected.insert((host.clone(), story.id), figures);
        }
        let out: i64 = site.outages.iter().map(|(from, until, _)| until - from).sum();
        schedule += usize::try_from((7 * DAY - out) / (15 * MINUTE)).unwrap();
    }
    let requests: usize = servers.iter().map(|server| server.requests.load(Ordering::SeqCst)).sum();
    let ratio = requests as f64 / schedule as f64;
    let summary = format!(
        "{} articles, {edits} edits, {killed} kills: {requests} requests, {ratio:.2} of the {schedule} that the schedule \
         needs; told {} times; {:?}\n",
        expected.len(),
        told.0.len(),
        states(&database)
    );
    std::io::stderr().write_all(summary.as_bytes()).unwrap();
    let found: BTreeMap<(String, usize), Vec<usize>> = revisions(&database);
    for (story, figures) in &expected {
        let rows = rows_of(&database, story);
        assert_eq!(found.get(story), Some(figures), "{story:?}: found, and expected; {rows:#?}");
    }
    assert_eq!(found.len(), expected.len());
    assert_eq!(told.0.len(), edits, "each edit is told");
    told.0.sort();
    told.0.dedup();
    assert_eq!(told.0.len(), edits, "none is told twice");
    assert!(ratio <= 1.2, "{ratio}");
    assert_fates(&sites, &servers, &database);
    let check = Store::open_read_only(&database).unwrap().check().unwrap();
    assert_eq!(check.problems, []);
}

/// What became of each article is noted: its state, and a capture that says so.
fn assert_fates(sites: &[Site], servers: &[Server], database: &Path) {
    let connection = Connection::open(database).unwrap();
    for (site, server) in sites.iter().zip(servers) {
        for story in &site.stories {
            let key = format!("{}/news/{}", server.address.replace("http://", "https://"), story.id);
            let (state, notes): (String, String) = connection
                .query_row(
                    "SELECT w.state, coalesce((SELECT group_concat(DISTINCT c.error) FROM capture c \
                         WHERE c.article = w.article AND c.revision IS NULL), '') FROM watched w WHERE w.key = ?",
                    [&key],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .unwrap();
            let (expected, note) = match story.fate {
                Fate::Gone(_, 410) => ("gone", "taken down"),
                Fate::Gone(..) => ("gone", "404"),
                Fate::Back(..) => ("read", "404"),
                Fate::Moved(_) => ("read", "moved to"),
                Fate::Home(_) => ("replaced", "front page"),
                Fate::Section(_) => ("replaced", "section page"),
                Fate::Gated(_) => ("paywall", "gate"),
                Fate::Merged(..) => ("merged", "it is the article at"),
                Fate::Stays => ("read", ""),
            };
            assert!(state == expected && notes.contains(note), "{story:?}: {state}, {notes}");
        }
    }
}
