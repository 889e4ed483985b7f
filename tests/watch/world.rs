//! An invented world: outlets whose servers stand on this machine, articles that are edited, corrected, moved and taken
//! down, and outages. What a server answers depends on the time in this world alone.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// 2 March 2026, midnight in UTC.
pub(crate) const START: i64 = 1_772_409_600;

/// Numbers that seem random (splitmix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        i64::try_from((z ^ (z >> 31)) % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// What becomes of an article in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Stays,
    /// Taken down, with this status.
    Gone(i64, u16),
    /// Taken down for a while.
    Back(i64, i64),
    /// At another address, to which the old one leads.
    Moved(i64),
    /// The old address leads to the front page, or to a section.
    Home(i64),
    Section(i64),
    /// It breaks off before a gate.
    Gated(i64),
    /// The old address leads to the article with this number of the same outlet.
    Merged(i64, usize),
}

/// An article.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) id: usize,
    pub(crate) born: i64,
    /// When it is edited.
    pub(crate) edits: Vec<i64>,
    pub(crate) fate: Fate,
}

impl Story {
    /// Its figure in one version, which no other has.
    pub(crate) fn figure(&self, version: usize) -> usize {
        11 + 3 * self.id + 1000 * (1 + version)
    }

    pub(crate) fn version(&self, now: i64) -> usize {
        self.edits.iter().filter(|at| **at <= now).count()
    }

    fn paragraphs(&self, now: i64) -> Vec<String> {
        let version = self.version(now);
        let mut paragraphs = vec![
            format!(
                "The ferry Tern {} sank off Corran on Monday with all on board, the coastguard said.",
                self.id
            ),
            format!("“{} people are safe,” harbour master Ada Quill said on Monday.", self.figure(version)),
            format!(
                "Boats searched quay {} through the night, and the port stayed shut, police said.",
                self.id
            ),
        ];
        if version % 2 == 1 {
            paragraphs.push(
                "Correction: an earlier version of this article gave a wrong number of people.".to_owned(),
            );
        }
        paragraphs
    }
}

/// An outlet with its server.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    pub(crate) stories: Vec<Story>,
    /// From when until when it does not answer, and how: a status, or 0 for closing the connection.
    pub(crate) outages: Vec<(i64, i64, u16)>,
    /// Its pages carry advertisements that differ each time, and no entity tags.
    pub(crate) noisy: bool,
}

impl Site {
    pub(crate) fn is_out(&self, now: i64) -> Option<(i64, u16)> {
        let out = self.outages.iter().find(|(from, until, _)| (*from..*until).contains(&now));
        out.map(|(_, until, how)| (*until, *how))
    }
}

/// What a server of this world answers.
struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

/// The server of an outlet.
pub(crate) struct Server {
    pub(crate) address: String,
    /// Requests, without those for `robots.txt`.
    pub(crate) requests: Arc<AtomicUsize>,
}

/// The time in this world.
pub(crate) type Now = Arc<AtomicI64>;

impl Server {
    /// Serves an outlet.
    pub(crate) fn new(site: Site, now: Now) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let (counted, base) = (Arc::clone(&requests), address.clone());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let head = head_of(&stream);
                let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
                let now = now.load(Ordering::SeqCst);
                if path != "/robots.txt" {
                    counted.fetch_add(1, Ordering::SeqCst);
                }
                let count = counted.load(Ordering::SeqCst);
                if let Some(reply) = site.reply(&path, &head, now, &base, count) {
                    // Who hangs up early is a test's matter.
                    let _ = stream.write_all(reply.text().as_bytes());
                }
            }
        });
        Self { address, requests }
    }

    pub(crate) fn feed(&self) -> String {
        format!("{}/rss.xml", self.address)
    }
}

fn head_of(mut stream: &TcpStream) -> String {
    let (mut head, mut part) = (Vec::new(), [0; 2048]);
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut part) {
            Ok(n) if n > 0 => head.extend_from_slice(&part[..n]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

impl Reply {
    fn new(status: u16, body: String) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    fn html(body: String) -> Self {
        Self::new(200, body).with("Content-Type", "text/html; charset=utf-8".to_owned())
    }

    fn to(address: String) -> Self {
        Self::new(301, String::new()).with("Location", address)
    }

    /// As it is, or that it is as before.
    fn tagged(self, tag: &str, head: &str) -> Self {
        if head.contains(tag) {
            return Self::new(304, String::new()).with("ETag", tag.to_owned());
        }
        self.with("ETag", tag.to_owned())
    }

    fn text(&self) -> String {
        let headers: String =
            self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!(
            "HTTP/1.1 {} X\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{}",
            self.status,
            self.body.len(),
            self.body
        )
    }
}

impl Site {
    /// What is answered; nothing where the connection is closed.
    fn reply(&self, path: &str, head: &str, now: i64, base: &str, count: usize) -> Option<Reply> {
        if path == "/robots.txt" {
            return Some(Reply::new(404, String::new()));
        }
        match self.is_out(now) {
            Some((_, 0)) => return None,
            Some((until, 429)) => {
                return Some(Reply::new(429, String::new()).with("Retry-After", (until - now).to_string()));
            }
            Some((_, status)) => return Some(Reply::new(status, String::new())),
            None => {}
        }
        Some(match path {
            "/" => Reply::html(links("Front page")),
            "/news/" => Reply::html(links("News")),
            "/rss.xml" => {
                let feed = self.rss(now, base);
                let tag = format!("\"f{}\"", feed.len());
                let tag = format!(
                    "{}-{}",
                    tag.trim_end_matches('"'),
                    self.listed(now).map(|s| s.id).sum::<usize>()
                );
                Reply::new(200, feed).tagged(&format!("{tag}\""), head)
            }
            _ => self.article(path, head, now, base, count),
        })
    }

    /// The articles that the feed lists: those of the last day, of which some drop out now and then.
    fn listed(&self, now: i64) -> impl Iterator<Item = &Story> {
        let shown = move |story: &&Story| {
            story.born <= now
                && now - story.born < DAY
                && (now / HOUR + i64::try_from(story.id).unwrap()) % 7 != 0
        };
        self.stories.iter().filter(shown)
    }

    fn rss(&self, now: i64, base: &str) -> String {
        let item = |story: &Story| {
            let moved = matches!(story.fate, Fate::Moved(at) if at <= now);
            let at = jiff::Timestamp::from_second(story.born).unwrap();
            let date = at.strftime("%a, %d %b %Y %H:%M:%S GMT");
            let end = if moved { "-moved" } else { "" };
            format!("<item><link>{base}/news/{}{end}</link><pubDate>{date}</pubDate></item>", story.id)
        };
        let items: String = self.listed(now).map(item).collect();
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour news</title>{items}</channel></rss>"
        )
    }

    fn article(&self, path: &str, head: &str, now: i64, base: &str, count: usize) -> Reply {
        let name = path.trim_start_matches("/news/");
        let (number, moved) = name.strip_suffix("-moved").map_or((name, false), |number| (number, true));
        let found =
            number.parse().ok().and_then(|id: usize| self.stories.iter().find(|story| story.id == id));
        let Some(story) = found.filter(|story| story.born <= now) else {
            return Reply::new(404, String::new());
        };
        match story.fate {
            Fate::Gone(at, status) if at <= now => return Reply::new(status, String::new()),
            Fate::Back(from, until) if (from..until).contains(&now) => return Reply::new(404, String::new()),
            Fate::Moved(at) if at <= now && !moved => {
                return Reply::to(format!("{base}/news/{}-moved", story.id));
            }
            Fate::Home(at) if at <= now => return Reply::to(format!("{base}/")),
            Fate::Section(at) if at <= now => return Reply::to(format!("{base}/news/")),
            Fate::Merged(at, other) if at <= now => return Reply::to(format!("{base}/news/{other}")),
            _ => {}
        }
        let gated = matches!(story.fate, Fate::Gated(at) if at <= now);
        let html = self.page(story, now, gated, count);
        if self.noisy { html } else { html.tagged(&format!("\"{}-{gated}\"", story.version(now)), head) }
    }

    fn page(&self, story: &Story, now: i64, gated: bool, count: usize) -> Reply {
        let mut paragraphs = story.paragraphs(now);
        if gated {
            paragraphs.truncate(2);
            paragraphs.push("Subscribe to keep reading".to_owned());
        }
        let text: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
        let noise = if self.noisy {
            format!(
                "<aside class='advert'>Deck paint, offer {count} of today</aside>\
                 <div class='ticker'>Live: {count} readers are on this page now, the desk said.</div>\
                 <script>var visit = {count};</script>"
            )
        } else {
            String::new()
        };
        Reply::html(format!(
            "<!DOCTYPE html><html><head><title>Ferry Tern {0} sinks off Corran</title></head><body><nav><a href=/>Home</a></nav>\
             <article><h1>Ferry Tern {0} sinks off Corran</h1>{text}</article>{noise}</body></html>",
            story.id
        ))
    }
}

/// A page of links.
fn links(title: &str) -> String {
    let items: String = (0..20).map(|n| format!("<li><a href='/news/{n}'>Ferry Tern {n}</a></li>")).collect();
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1><ul>{items}</ul></body></html>"
    )
}

/// `sites` outlets with `each` articles, that live through a week.
pub(crate) fn world(random: &mut Random, sites: usize, each: usize) -> Vec<Site> {
    let site = |n: usize| {
        let outages = (0..2)
            .map(|k| {
                let from = START + DAY + k * 3 * DAY + random.below(2 * DAY);
                (from, from + HOUR + random.below(5 * HOUR), [0, 503, 429][random.below(3) as usize])
            })
            .collect();
        let mut stories: Vec<Story> = (0..each).map(|id| story(random, id)).collect();
        for id in 0..each {
            // What another is merged into stays.
            if let Fate::Merged(at, other) = stories[id].fate
                && (stories[other].fate != Fate::Stays || stories[other].born > at)
            {
                stories[id].fate = Fate::Stays;
            }
        }
        Site { stories, outages, noisy: n % 2 == 1 }
    };
    (0..sites).map(site).collect()
}

/// An article whose wordings stand for half a day at least, so that a watcher can see each.
fn story(random: &mut Random, id: usize) -> Story {
    let born = START + random.below(3 * DAY);
    let mut edits = Vec::new();
    let mut at = born;
    for _ in 0..random.below(4) {
        at += 12 * HOUR + random.below(6 * HOUR);
        edits.push(at);
    }
    let end = at + 12 * HOUR + random.below(12 * HOUR);
    let fate = match random.below(12) {
        0 => Fate::Gone(end, 404),
        1 => Fate::Gone(end, 410),
        2 => Fate::Back(end, end + 8 * HOUR),
        3 => Fate::Moved(end),
        4 => Fate::Home(end),
        5 => Fate::Section(end),
        6 => Fate::Gated(end),
        7 if id > 0 => Fate::Merged(end, id - 1),
        _ => Fate::Stays,
    };
    Story { id, born, edits, fate }
}
