//! Mutants: the stories of `claims/`, and files of the other formats, altered at random, hold what the fuzz targets ask of
//! any bytes.
//!
//! `ONRECORD_MUTANTS=100000 cargo test --test mutants` alters so many instead of a few; `ONRECORD_SEED` makes the
//! alterations of an earlier run again. A mutant that fails is left as `mutant.bin` in the folder for temporary files.

#![cfg(feature = "cli")]

#[path = "../fuzz/checks.rs"]
mod checks;

use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{SystemTime, UNIX_EPOCH};
use walkdir::WalkDir;

/// Bytes that readers treat in a way of their own.
const TELLING: [&[u8]; 20] = [
    b"\"",
    "\u{201c}".as_bytes(),
    "\u{201d}".as_bytes(),
    b"<div>",
    b"</p>",
    b"<!--",
    b"&#x202e;",
    b"\n\n",
    b"\0",
    b"\xff",
    b"{",
    b"}\n",
    b"[",
    b"--",
    b"said",
    b"Mr. ",
    b"3,000",
    "\u{301}".as_bytes(),
    "\u{202e}".as_bytes(),
    b"<script type=\"application/ld+json\">",
];

/// Numbers that seem random (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % (limit.max(1) as u64)).unwrap_or(0)
    }
}

/// A number out of the environment.
fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().expect("a number"))
}

/// One to eight alterations of a piece of `story`: bytes turned, taken out, doubled, moved, or put in.
fn mutant(story: &[u8], random: &mut Random) -> Vec<u8> {
    let from = random.below(story.len());
    let mut bytes = story[from..(from + 1 + random.below(6000)).min(story.len())].to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        let end = (at + 1 + random.below(200)).min(bytes.len());
        match random.below(5) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.extend_from_within(at..end),
            3 => bytes.rotate_left(at),
            _ => drop(bytes.splice(at..at, TELLING[random.below(TELLING.len())].repeat(1 + random.below(3)))),
        }
    }
    bytes
}

/// A check that panics where something does not hold together.
type Check = fn(&[u8]);

#[test]
fn altered_stories_hold_together() {
    let files = WalkDir::new("claims").into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
    let stories: Vec<Vec<u8>> =
        files.map(|e| fs::read(e.path()).expect("a story")).filter(|s| !s.is_empty()).collect();
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.subsec_nanos().into());
    let seed = asked("ONRECORD_SEED").unwrap_or_else(clock);
    let mut random = Random(seed);
    let checks: [(&str, Check, usize); 5] = [
        ("article", checks::article, 1),
        ("text", checks::text, 1),
        ("speaker", checks::speaker, 1),
        ("diff", checks::diff, 4),
        // The model takes its time.
        ("extract", checks::extract, 20),
    ];
    for n in 0..asked("ONRECORD_MUTANTS").unwrap_or(100) {
        let bytes = mutant(&stories[random.below(stories.len())], &mut random);
        for (name, check, _) in checks.iter().filter(|(.., every)| n % (*every as u64) == 0) {
            if catch_unwind(AssertUnwindSafe(|| check(&bytes))).is_err() {
                let left = std::env::temp_dir().join("mutant.bin");
                fs::write(&left, &bytes).expect("the mutant is kept");
                panic!("{name} fails on mutant {n} of seed {seed}, {}", left.display());
            }
        }
    }
}

/// Files of each format that holds many articles, with the byte that names it.
fn archives() -> Vec<Vec<u8>> {
    let record = |url: &str, body: &str| {
        let block =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<article><p>{body}</p></article>");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-02T09:00:00Z\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let warc = record("https://coast.example/1", "The quay is closed.")
        + &record("https://coast.example/2", "It is old.");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(warc.as_bytes()).expect("memory takes it");
    let table = "id,url,title,text,captured_at\n7,https://coast.example/1,Quay,\"The quay, he said, is closed.\",2026-03-02\n";
    let items = "[{\"uri\": \"urn:1\", \"pubstatus\": \"usable\", \"versioncreated\": \"2026-03-02T09:00:00Z\", \"headline\": \
                 \"Quay\", \"body_xhtml\": \"<p>The quay is closed.</p>\", \"ednote\": \"Corrects the day.\"},\n{\"uri\": \
                 \"https://coast.example/1\", \"text\": \"Is it?\", \"target\": [{\"selector\": [{\"type\": \"TextQuoteSelector\", \
                 \"exact\": \"closed\", \"prefix\": \"is \"}]}]}]";
    let path = std::env::temp_dir().join(format!("onrecord-seed-{}.db", std::process::id()));
    let made = rusqlite::Connection::open(&path).expect("it opens");
    made.execute_batch(
        "CREATE TABLE entryversion (id INTEGER PRIMARY KEY, title, url, summary, created);
         INSERT INTO entryversion VALUES (1, 'Quay', 'https://coast.example/1', '<p>The quay is closed.</p>', '2026-03-02');
         INSERT INTO entryversion VALUES (2, 'Quay', 'https://coast.example/1', '<p>The quay is open.</p>', '2026-03-03');",
    )
    .expect("it takes it");
    drop(made);
    let database = fs::read(&path).expect("it was made");
    fs::remove_file(&path).expect("it can be removed");
    let named = |name: &str, bytes: &[u8]| {
        let at = checks::SOURCES.iter().position(|known| *known == name).expect("it is known");
        [&[u8::try_from(at).expect("they are few")], bytes].concat()
    };
    vec![
        named("a.warc", warc.as_bytes()),
        named("a.warc.gz", &packed.finish().expect("memory takes it")),
        named("a.csv", table.as_bytes()),
        named("a.json", items.as_bytes()),
        named("a.db", &database),
    ]
}

#[test]
fn altered_archives_hold_together() {
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.subsec_nanos().into());
    let seed = asked("ONRECORD_SEED").unwrap_or_else(clock);
    let mut random = Random(seed);
    let seeds = archives();
    for n in 0..asked("ONRECORD_MUTANTS").unwrap_or(100) * 2 {
        let whole = &seeds[random.below(seeds.len())];
        // The byte that names it stays; of the rest a part is altered, or something cut off.
        let at = 1 + random.below(whole.len() - 1);
        let end = (at + random.below(40)).min(whole.len());
        let mut bytes = [&whole[..at], &mutant(&whole[at..], &mut random)[..], &whole[end..]].concat();
        if random.below(4) == 0 {
            bytes.truncate(1 + random.below(bytes.len()));
        }
        if catch_unwind(AssertUnwindSafe(|| checks::source(&bytes))).is_err() {
            let left = std::env::temp_dir().join("mutant.bin");
            fs::write(&left, &bytes).expect("the mutant is kept");
            panic!("mutant {n} of seed {seed} fails, {}", left.display());
        }
    }
}
