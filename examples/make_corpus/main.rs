//! Makes invented articles with revisions, for measuring what many cost: `cargo run --release --example make_corpus --
//! COUNT FOLDER [SEED]` writes `FOLDER/articles.jsonl`, a line a revision, in the order of their captures. Equal arguments
//! give equal bytes. One article in four has two to five revisions.

mod random;
mod story;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(count), Some(folder)) = (arguments.next(), arguments.next()) else {
        anyhow::bail!("usage: make_corpus COUNT FOLDER [SEED]");
    };
    let (count, seed): (u64, u64) = (count.parse()?, arguments.next().as_deref().map_or(Ok(1), str::parse)?);
    std::fs::create_dir_all(&folder)?;
    let mut out = BufWriter::new(File::create(Path::new(&folder).join("articles.jsonl"))?);
    for number in 0..count {
        for revision in story::revisions(seed, number, None) {
            writeln!(out, "{}", revision.line())?;
        }
    }
    Ok(out.flush()?)
}
