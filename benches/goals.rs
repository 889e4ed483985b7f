//! The costs that have a goal, in one run: `cargo bench --bench goals` prints a row each.
//!
//! `ONRECORD_BENCH_COUNT=20000` stores so many invented articles instead of 200; `ONRECORD_BENCH_DB=FILE` takes a database
//! that is there, for the listings alone. `ONRECORD_BENCH_BEFORE=PROGRAM` runs another build beside this one, in turns: on
//! another machine, or on one that has other work, only the ratio of the two means anything.
//!
//! Processor time and bytes written are the kernel's of processes that ended, so this runs on Linux only.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

#[path = "../examples/make_corpus/random.rs"]
mod random;
#[path = "../examples/make_corpus/story.rs"]
mod story;

/// First pages, which are to cost 50 ms whatever the size of the database.
const LISTINGS: &[&str] = &[
    "articles -n 50",
    "changes -n 50",
    "claims -n 50",
    "claims --worth-checking 0.7 -n 50",
    "outlets",
    "quotes -n 50",
    "quotes --grep council -n 50",
    "quotes --grep zzyzx -n 50",
    "search council vote -n 50",
    "search said -n 50",
    "speakers -n 50",
    "speakers --proposals -n 50",
    "speakers --unnamed-share -n 50",
];

/// Stands in a command for the program's own database.
const DATABASE: &str = "{database}";

/// Rounds of which the best counts.
const ROUNDS: usize = 3;

fn main() -> io::Result<()> {
    // Without it, as `cargo test` runs it, it is only to run at all.
    let measures = std::env::args().any(|argument| argument == "--bench");
    if !Path::new("/proc/self/io").exists() {
        return say("this system does not say what a process cost", "", &[], "");
    }
    let folder = tempfile::tempdir()?;
    let mut programs = vec![PathBuf::from(env!("CARGO_BIN_EXE_onrecord"))];
    programs.extend(std::env::var_os("ONRECORD_BENCH_BEFORE").map(PathBuf::from));
    let given = std::env::var_os("ONRECORD_BENCH_DB").map(PathBuf::from);
    let bench = Bench { folder: folder.path(), programs, given, runs: if measures { 5 } else { 1 } };
    if bench.given.is_none() {
        let count = std::env::var("ONRECORD_BENCH_COUNT").ok().and_then(|count| count.parse().ok());
        let articles = if measures { count.unwrap_or(200) } else { 2 };
        bench.start_up()?;
        bench.extraction(articles.min(200))?;
        bench.revisions(articles.min(20))?;
        bench.corpus(articles)?;
    }
    for listing in LISTINGS {
        let costs = bench.measure(&format!("{listing} --db {DATABASE}"), None)?;
        say(listing, "50 ms", &costs.iter().map(Cost::ms).collect::<Vec<_>>(), "ms")?;
        say("", "60 MB", &costs.iter().map(|cost| cost.memory).collect::<Vec<_>>(), "MB")?;
    }
    Ok(())
}

/// Prints a row: what it is, its goal, the figure of this build and, of another one, its figure and the ratio of the two.
fn say(what: &str, goal: &str, figures: &[f64], unit: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "{what:<40} {goal:>8}")?;
    for figure in figures {
        write!(out, "{:>12}", format!("{figure:.*} {unit}", if *figure < 10.0 { 2 } else { 0 }))?;
    }
    if let [now, before] = figures {
        write!(out, "{:>8.2}", now / before)?;
    }
    writeln!(out)
}

/// What a run cost.
struct Cost {
    /// Processor time, in seconds.
    cpu: f64,
    /// By the clock, in seconds.
    clock: f64,
    /// Bytes that went to the disk.
    written: f64,
    /// Megabytes at the peak, as far as a look every millisecond shows.
    memory: f64,
}

impl Cost {
    fn ms(&self) -> f64 {
        self.cpu * 1000.0
    }
}

struct Bench<'f> {
    folder: &'f Path,
    /// This build and, if there is one, that which it is compared with.
    programs: Vec<PathBuf>,
    /// The database that all of them list.
    given: Option<PathBuf>,
    /// Runs of a short command in a round: the kernel counts in hundredths of a second.
    runs: usize,
}

impl Bench<'_> {
    fn start_up(&self) -> io::Result<()> {
        let word = self.file("word.jsonl", "{\"id\": 1, \"text\": \"hi\"}\n")?;
        let old = self.file("old.txt", "The wall is 4 metres long, the mayor said.\n")?;
        let new = self.file("new.txt", "The wall is 5 metres long, the mayor said.\n")?;
        let two_files = format!("diff {} {}", old.display(), new.display());
        for (what, line, input) in [
            ("start-up of extract", "extract --jsonl --threads 1", Some(word.as_path())),
            ("start-up of diff of two files", two_files.as_str(), None),
        ] {
            let costs = self.measure(line, input)?;
            say(what, "25 ms", &costs.iter().map(Cost::ms).collect::<Vec<_>>(), "ms")?;
        }
        Ok(())
    }

    fn extraction(&self, articles: u64) -> io::Result<()> {
        let texts: Vec<String> =
            (0..articles).flat_map(|n| story::revisions(1, n, Some(1))).map(|r| r.text()).collect();
        let line =
            |(n, text): (usize, &String)| serde_json::json!({"id": n, "text": text}).to_string() + "\n";
        let input = self.file("texts.jsonl", &texts.iter().enumerate().map(line).collect::<String>())?;
        let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
        let one = self.once("extract --jsonl --threads 1", &input)?;
        let two = self.once("extract --jsonl --threads 2", &input)?;
        let each: Vec<f64> = one.iter().map(|cost| cost.ms() * 1000.0 / words as f64).collect();
        say("extract, 1,000 words", "35 ms", &each, "ms")?;
        let faster: Vec<f64> = one.iter().zip(&two).map(|(one, two)| one.clock / two.clock).collect();
        say("extract on two threads, by the clock", "1.9 ×", &faster, "×")
    }

    fn revisions(&self, articles: u64) -> io::Result<()> {
        let mut costs = Vec::new();
        for revisions in [1, 10] {
            let corpus = self.articles(articles, Some(revisions))?;
            costs.push(self.add(&corpus, 1)?);
        }
        let more: Vec<f64> = costs[1].iter().zip(&costs[0]).map(|(ten, one)| ten.cpu / one.cpu).collect();
        say("add, ten revisions against one", "2.5 ×", &more, "×")
    }

    /// Stores a corpus on one thread and on two.
    fn corpus(&self, articles: u64) -> io::Result<()> {
        let corpus = self.articles(articles, None)?;
        let one = self.add(&corpus, 1)?;
        let two = self.add(&corpus, 2)?;
        let each =
            |of: fn(&Cost) -> f64| one.iter().map(|cost| of(cost) / articles as f64).collect::<Vec<_>>();
        say("add, an article", "", &each(Cost::ms), "ms")?;
        say("written, an article", "0.15 MB", &each(|cost| cost.written / 1e6), "MB")?;
        let faster: Vec<f64> = one.iter().zip(&two).map(|(one, two)| one.clock / two.clock).collect();
        say("add on two threads, by the clock", "1.9 ×", &faster, "×")?;
        let sizes: io::Result<Vec<f64>> = (0..self.programs.len())
            .map(|n| Ok(fs::metadata(self.database(n))?.len() as f64 / 1e3 / articles as f64))
            .collect();
        say("database, an article", "16 KB", &sizes?, "KB")
    }

    /// What adding a corpus to a new database costs, with each program.
    fn add(&self, corpus: &Path, threads: usize) -> io::Result<Vec<Cost>> {
        let line = format!("add {} --db {DATABASE} --threads {threads} -q", corpus.display());
        let round = |n: usize| {
            let _ = fs::remove_file(self.database(n));
            self.run(n, &line, None)
        };
        (0..self.programs.len()).map(|n| best((0..ROUNDS).map(|_| round(n)))).collect()
    }

    /// The best round of a long command with each program.
    fn once(&self, line: &str, input: &Path) -> io::Result<Vec<Cost>> {
        (0..self.programs.len()).map(|n| best((0..ROUNDS).map(|_| self.run(n, line, Some(input))))).collect()
    }

    /// The best round of a short command with each program, in which it runs several times.
    fn measure(&self, line: &str, input: Option<&Path>) -> io::Result<Vec<Cost>> {
        let runs = self.runs as f64;
        let round = |n: usize| -> io::Result<Cost> {
            let (before, mut memory) = (counted()?, 0.0_f64);
            for _ in 0..self.runs {
                memory = memory.max(self.run(n, line, input)?.memory);
            }
            let (cpu, written) = counted()?;
            let (cpu, written) = ((cpu - before.0) / runs, (written - before.1) / runs);
            Ok(Cost { cpu, clock: 0.0, written, memory })
        };
        (0..self.programs.len()).map(|n| best((0..ROUNDS).map(|_| round(n)))).collect()
    }

    /// Runs program `n` to its end.
    fn run(&self, n: usize, line: &str, input: Option<&Path>) -> io::Result<Cost> {
        let (before, start) = (counted()?, Instant::now());
        let stdin = input.map_or(Ok(Stdio::null()), |path| fs::File::open(path).map(Stdio::from))?;
        let mut command = Command::new(&self.programs[n]);
        let database = self.database(n).display().to_string();
        command.args(line.split(' ').map(|word| word.replace(DATABASE, &database)));
        command.stdin(stdin).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        let mut memory = 0.0;
        while child.try_wait()?.is_none() {
            memory = fs::read_to_string(&status).ok().and_then(|text| peak(&text)).unwrap_or(memory);
            sleep(Duration::from_millis(1));
        }
        assert!(child.wait()?.success(), "{line}");
        let (cpu, written) = counted()?;
        let clock = start.elapsed().as_secs_f64();
        Ok(Cost { cpu: cpu - before.0, clock, written: written - before.1, memory })
    }

    /// Invented articles, with as many revisions each, or as many as usual.
    fn articles(&self, count: u64, revisions: Option<usize>) -> io::Result<PathBuf> {
        let all = (0..count).flat_map(|number| story::revisions(1, number, revisions));
        self.file("articles.jsonl", &all.map(|revision| revision.line() + "\n").collect::<String>())
    }

    fn file(&self, name: &str, content: &str) -> io::Result<PathBuf> {
        let path = self.folder.join(name);
        fs::write(&path, content)?;
        Ok(path)
    }

    fn database(&self, program: usize) -> PathBuf {
        self.given.clone().unwrap_or_else(|| self.folder.join(format!("{program}.db")))
    }
}

/// The least that several rounds cost.
fn best(mut rounds: impl Iterator<Item = io::Result<Cost>>) -> io::Result<Cost> {
    let first = rounds.next().ok_or_else(|| io::Error::other("there was no round"))?;
    rounds.fold(first, |best, round| {
        let (best, round) = (best?, round?);
        Ok(Cost {
            cpu: best.cpu.min(round.cpu),
            clock: best.clock.min(round.clock),
            written: best.written.min(round.written),
            memory: best.memory.max(round.memory),
        })
    })
}

/// Seconds of processor time of all processes that were waited for, and the bytes that they and this one wrote.
fn counted() -> io::Result<(f64, f64)> {
    let (stat, io) = (fs::read_to_string("/proc/self/stat")?, fs::read_to_string("/proc/self/io")?);
    // Behind the name, which may hold anything but ends with the last bracket; in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    let written = io.lines().find_map(|line| line.strip_prefix("write_bytes: ")?.parse().ok());
    Ok(((ticks(13) + ticks(14)) / 100.0, written.unwrap_or(0.0)))
}

/// The most megabytes that a process held, by its status.
fn peak(status: &str) -> Option<f64> {
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    kilobytes.trim().strip_suffix(" kB")?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
