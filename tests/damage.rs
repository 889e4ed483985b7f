//! Damage: a database whose bytes were altered or cut off, a disk with no room left. Never a panic; one clear sentence
//! without SQLite's own words; exit code 2; what only reads changes nothing.
//!
//! `ONRECORD_DAMAGES=200 cargo test --test damage -- --nocapture` damages 200 databases instead of a few.
//! The tests of a full disk mount one in memory where the machine allows it, and say so where it does not.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

const STORIES: &[&str] = &["claims/tarrowby-pool-vote", "claims/county-shield-semi-final"];

/// Each command that only reads.
const READING: &[&[&str]] = &[
    &["quotes", "--all"],
    &["claims"],
    &["changes"],
    &["speakers"],
    &["speakers", "--unnamed-share"],
    &["search", "council"],
    &["articles"],
    &["outlets"],
    &["report"],
    &["db", "check"],
];

/// Says something that is to be read also where all is well.
fn tell(told: &str) {
    std::io::stderr().write_all(format!("{told}\n").as_bytes()).unwrap();
}

fn damages() -> u64 {
    std::env::var("ONRECORD_DAMAGES").map_or(6, |n| n.parse().expect("ONRECORD_DAMAGES is a number"))
}

fn onrecord(database: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(arguments).env("ONRECORD_DB", database).env("NO_COLOR", "1").stdin(Stdio::null());
    command.output().unwrap()
}

/// What a command said of its failure; `None` where it did not fail.
fn failure(output: &Output, what: &str) -> Option<String> {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code().unwrap_or_else(|| panic!("{what}: it ended by a signal: {said}"));
    assert!(!said.contains("panicked"), "{what}: {said}");
    assert!([0, 1, 2].contains(&code), "{what}: exit code {code}");
    (code == 2).then_some(said)
}

/// Words of SQLite and of our SQL, which nobody should have to read.
fn assert_plain(said: &str, what: &str) {
    let foreign = [
        "SELECT",
        "INSERT",
        "UPDATE ",
        "no such",
        "malformed",
        "constraint",
        "SQLITE",
        "sqlite",
        "btree",
        "rowid",
        "B-tree",
        "disk image",
        "disk I/O",
    ];
    let found = foreign.iter().find(|word| said.contains(*word));
    assert!(found.is_none(), "{what}: {found:?} in {said}");
}

/// Numbers that seem random (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % (limit.max(1) as u64)).unwrap()
    }
}

/// Alters bytes in one of the ways in which files get damaged, and says how.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) -> String {
    let at = random.below(bytes.len());
    match random.below(5) {
        0 => {
            bytes.truncate(at);
            format!("cut off after {at} bytes")
        }
        1 => {
            let end = (at + 4096).min(bytes.len());
            bytes[at..end].fill(0);
            format!("zeros from {at}")
        }
        2 => {
            let flips = 1 + random.below(200);
            for _ in 0..flips {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            format!("{flips} bits turned")
        }
        3 => {
            // The header of a page decides how the rest of it is read.
            let page = 4096 * random.below(bytes.len() / 4096);
            for n in 0..12 {
                bytes[page + n] = u8::try_from(random.below(256)).unwrap();
            }
            format!("header of the page at {page}")
        }
        _ => {
            let (from, length) = (random.below(bytes.len()), 1 + random.below(8192));
            let part = bytes[from..(from + length).min(bytes.len())].to_vec();
            let end = (at + part.len()).min(bytes.len());
            let fits = end - at;
            bytes[at..end].copy_from_slice(&part[..fits]);
            format!("{fits} bytes from {from} written over {at}")
        }
    }
}

/// A database with the stories, closed.
fn stored(folder: &Path) -> Vec<u8> {
    let database = folder.join("sound.db");
    let mut arguments = vec!["add"];
    arguments.extend(STORIES);
    assert!(onrecord(&database, &arguments).status.success());
    fs::read(database).unwrap()
}

#[test]
fn a_damaged_database_is_told_of_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let sound = stored(folder.path());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
    let seed = std::env::var("ONRECORD_SEED").map_or_else(|_| clock(), |seed| seed.parse().unwrap());
    let (mut random, mut found) = (Random(seed), 0);
    for n in 0..damages() {
        let database = folder.path().join(format!("{n}.db"));
        let mut bytes = sound.clone();
        let what = format!("seed {seed}, {n}: {}", damage(&mut bytes, &mut random));
        fs::write(&database, &bytes).unwrap();
        let mut told = false;
        for arguments in READING {
            let what = format!("{what}: {arguments:?}");
            let output = onrecord(&database, arguments);
            assert_plain(&String::from_utf8_lossy(&output.stdout), &what);
            if let Some(said) = failure(&output, &what) {
                told = true;
                assert_plain(&said, &what);
                let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error: ")).collect();
                let listed = arguments == &["db", "check"] && errors.is_empty() && !output.stdout.is_empty();
                assert!(listed || errors.len() == 1, "{what}: {said}");
            }
            assert!(fs::read(&database).unwrap() == bytes, "{what}: the file was changed");
        }
        found += u32::from(told);
        // Writing may fail as well, or go on where the damage is not; it must not make it worse unsaid.
        let what = format!("{what}: add");
        if let Some(said) = failure(&onrecord(&database, &["add", "claims/orlec-strait-talks"]), &what) {
            assert_plain(&said, &what);
        }
        fs::remove_file(&database).unwrap();
    }
    tell(&format!("{} damaged databases, {found} of them told of; nothing was changed", damages()));
}

/// Runs a script of the shell.
#[cfg(unix)]
fn shell(script: &str) -> Output {
    Command::new("sh").args(["-c", script]).stdin(Stdio::null()).output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    stored(folder.path());
    let database = folder.path().join("sound.db");
    for arguments in [
        "quotes",
        "quotes --format csv",
        "quotes --json",
        "claims",
        "changes",
        "speakers",
        "search council",
        "articles",
        "outlets",
        "report",
        "db check",
        "completions bash",
        "man",
        "--help",
        "--version",
        "quotes --help",
        "diff claims/tarrowby-pool-vote/1-*.txt claims/tarrowby-pool-vote/2-*.txt",
    ] {
        let program = env!("CARGO_BIN_EXE_onrecord");
        let script = format!("ONRECORD_DB='{}' '{program}' {arguments} > /dev/full", database.display());
        let said = failure(&shell(&script), arguments);
        let said = said.unwrap_or_else(|| panic!("{arguments}: no error"));
        assert_eq!(said.lines().filter(|line| line.starts_with("error: ")).count(), 1, "{arguments}: {said}");
    }
}

/// Whether a file may stop growing: `add` says so, keeps what it had, and goes on when there is room.
#[cfg(unix)]
fn assert_goes_on(folder: &Path, full: &str) {
    let program = env!("CARGO_BIN_EXE_onrecord");
    let said = failure(&shell(full), "full").unwrap_or_else(|| panic!("{full}: no error"));
    assert_plain(&said, "full");
    assert_eq!(said.lines().filter(|line| line.starts_with("error: ")).count(), 1, "{said}");
    let database = folder.join("x.db");
    let check = onrecord(&database, &["db", "check"]);
    let said = String::from_utf8_lossy(&check.stderr);
    assert!(
        check.status.success()
            || said
                .contains("not yet a database; add an article to it, or name another (`onrecord add PATH`"),
        "{program}: {said}"
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_told_of() {
    for blocks in [1, 40, 200, 600] {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("x.db");
        let program = env!("CARGO_BIN_EXE_onrecord");
        // A write beyond the limit then fails instead of ending the program.
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; ONRECORD_DB='{}' exec '{program}' add claims",
            database.display()
        );
        assert_goes_on(folder.path(), &script);
        assert!(onrecord(&database, &["add", STORIES[0]]).status.success());
        assert!(onrecord(&database, &["db", "check"]).status.success());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_of() {
    let program = env!("CARGO_BIN_EXE_onrecord");
    for size in ["8k", "64k", "300k", "700k"] {
        let folder = tempfile::tempdir().unwrap();
        let disk = folder.path().display();
        // Within a name space of its own the disk is gone with the script.
        let script = format!(
            "mount -t tmpfs -o size={size} tmpfs '{disk}' || exit 77\n\
             export ONRECORD_DB='{disk}/x.db'\n\
             '{program}' add claims; code=$?\n\
             mount -o remount,size=100m '{disk}' || exit 77\n\
             said=$('{program}' db check 2>&1 > '/dev/null') || case \"$said\" in *'add PATH'*) ;; *) exit 78 ;; esac\n\
             '{program}' add {story} > /dev/null && '{program}' db check > /dev/null || exit 79\n\
             exit $code",
            story = STORIES[0]
        );
        let output = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
            .stdin(Stdio::null())
            .output();
        let Ok(output) = output else { return tell("not tested: there is no `unshare` here") };
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(2) => {
                assert_plain(&said, size);
                assert!(said.contains("no space is left"), "{size}: {said}");
                assert_eq!(
                    said.lines().filter(|line| line.starts_with("error: ")).count(),
                    1,
                    "{size}: {said}"
                );
            }
            Some(1 | 77) if !said.contains("onrecord") => {
                return tell(&format!("not tested: this machine mounts no disk: {said}"));
            }
            code => panic!("{size}: {code:?}: {said}"),
        }
    }
}
