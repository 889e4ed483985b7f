//! Mutants: the stories of `claims/`, altered at random, hold what the fuzz targets ask of any bytes.
//!
//! `ONRECORD_MUTANTS=100000 cargo test --test mutants` alters so many instead of a few; `ONRECORD_SEED` makes the
//! alterations of an earlier run again. A mutant that fails is left as `mutant.bin` in the folder for temporary files.

#[path = "../fuzz/checks.rs"]
mod checks;

use std::fs;
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
