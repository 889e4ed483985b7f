//! `onrecord export csv|jsonl|parquet`: the views as files, with a description of their columns.

use super::context::{Context, Outcome};
use super::input;
use super::whole_file::replace;
use crate::report::{PackagedTable, TableFormat, TableWriter, counted, data_package, nearest};
use crate::store::{Store, ViewTable, why_refused};
use anyhow::{Context as _, anyhow, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The file that describes the others; it is written last, so a folder without it is not whole.
const DESCRIPTION: &str = "datapackage.json";

/// Write the views of the database as tables into a folder, one file each, with a datapackage.json
///
/// Columns, their order and their types are the same whatever the database holds; datapackage.json says what each means,
/// with rows, bytes and SHA-256 of each file. JSON lists and objects are nested in JSONL and texts in the other formats. In
/// CSV a text that a spreadsheet would run as a formula has an apostrophe before it; JSONL and Parquet have it as it is.
///
/// Tables are whole: rows that a person rejected are in them, with `rejected` true (1 in CSV), and so are doubtful ones.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord export csv tables/                          every view
  onrecord export parquet tables/ --view quotes        one
  onrecord export jsonl tables/ --view claims --view changes")]
pub(super) struct Args {
    /// The folder; it is made. Tables of an earlier export are replaced, anything else is left alone
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Only this view: quotes, claims, changes, articles, ...; may stand several times
    #[arg(long, value_name = "VIEW")]
    view: Vec<String>,
}

pub(super) fn run(context: &Context, args: &Args, format: TableFormat) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let views = wanted(store.views()?, &args.view)?;
    let folder = &args.folder;
    let said = |path: &Path| path.display().to_string();
    prepare(folder)?;
    let mut progress = context.ui.progress(views.len() as u64, "exporting");
    let mut tables = Vec::with_capacity(views.len());
    for view in views {
        let file = format!("{}.{}", view.name.trim_start_matches("v_"), format.ending());
        let path = folder.join(&file);
        let (rows, bytes, sha256) = write_view(&store, &view, format, &path).with_context(|| said(&path))?;
        tables.push(PackagedTable { view, files: vec![file], rows, bytes, sha256: Some(sha256) });
        progress.add(1);
    }
    drop(progress);
    let path = folder.join(DESCRIPTION);
    let text = format!("{:#}\n", data_package(format, &tables, &input::now()));
    replace(&path, |file| file.write_all(text.as_bytes()))
        .map_err(|e| anyhow!("{}: {}", said(&path), why_refused(&e)))?;
    let mut out = context.ui.out();
    for table in &tables {
        for file in &table.files {
            writeln!(out, "{}: {}", folder.join(file).display(), counted(table.rows, "row", "rows"))?;
        }
    }
    writeln!(out, "{}: what their columns mean", path.display())?;
    out.flush()?;
    Ok(Outcome::Fine)
}

/// The views by the names that a user gave, with or without their `v_`; none given are all.
fn wanted(views: Vec<ViewTable>, names: &[String]) -> anyhow::Result<Vec<ViewTable>> {
    let plain = |name: &str| name.trim_start_matches("v_").to_lowercase();
    let known: Vec<String> = views.iter().map(|view| plain(view.name)).collect();
    for name in names {
        if !known.contains(&plain(name)) {
            let known = || known.iter().map(String::as_str);
            let meant = nearest(&plain(name), known());
            let meant = meant.map_or_else(|| ".".to_owned(), |meant| format!("; did you mean `{meant}`?"));
            bail!("there is no view `{name}`{meant} There are {}", known().collect::<Vec<_>>().join(", "));
        }
    }
    let chosen =
        |view: &ViewTable| names.is_empty() || names.iter().any(|name| plain(name) == plain(view.name));
    Ok(views.into_iter().filter(chosen).collect())
}

/// Makes the folder, or sees that it holds an earlier export, whose description is taken away until the new one is whole.
fn prepare(folder: &Path) -> anyhow::Result<()> {
    let said = |e: io::Error| anyhow!("{}: {}", folder.display(), why_refused(&e));
    fs::create_dir_all(folder).map_err(said)?;
    let mut entries = fs::read_dir(folder).map_err(said)?;
    let description = folder.join(DESCRIPTION);
    if description.is_file() {
        let ours = fs::read_to_string(&description).is_ok_and(|text| text.contains("onrecord"));
        if !ours {
            bail!("{}: this description is of other data; name another folder", description.display());
        }
        return fs::remove_file(&description).map_err(said);
    }
    // What a killed export left has the names of tables; nothing else may be there.
    let foreign = entries.find_map(|entry| {
        let path = entry.ok()?.path();
        let ends = ["csv", "jsonl", "parquet", "unfinished"];
        let ours = path.extension().is_some_and(|end| ends.iter().any(|known| end == *known));
        (!ours).then_some(path)
    });
    match foreign {
        Some(path) => bail!("{}: the folder holds other files; name a new one", path.display()),
        None => Ok(()),
    }
}

/// Writes a view: rows, bytes and hash.
fn write_view(
    store: &Store,
    view: &ViewTable,
    format: TableFormat,
    path: &Path,
) -> anyhow::Result<(u64, u64, String)> {
    replace(path, |file| {
        let mut out = Hashed { out: BufWriter::new(file), sha256: Sha256::new(), bytes: 0 };
        let rows = write_rows(store, view, format, &mut out)?;
        out.flush()?;
        let sha256 = out.sha256.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((rows, out.bytes, sha256))
    })
}

fn write_rows(
    store: &Store,
    view: &ViewTable,
    format: TableFormat,
    out: &mut (dyn Write + Send),
) -> anyhow::Result<u64> {
    let mut writer = TableWriter::new(format, &view.columns, out)?;
    store.for_each_view_row(view, |row| anyhow::Ok(writer.row(&row)?))?;
    Ok(writer.finish()?)
}

/// Counts and hashes what is written.
struct Hashed<W> {
    out: W,
    sha256: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sha256.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
