//! Reads files and folders and prints, one JSON line for each revision, what was understood of them.
//!
//! ```sh
//! cargo run --release --example read -- page.html folder/ dump.jsonl.gz
//! ```

use onrecord::article::files;
use serde_json::json;
use std::io::Write as _;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let now = "1970-01-01T00:00:00Z";
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut err = std::io::stderr().lock();
    for path in std::env::args_os().skip(1) {
        for input in files::walk(Path::new(&path)) {
            let revisions = match &input {
                Ok(input) => files::revisions(input, now),
                Err(e) => {
                    writeln!(err, "{e}")?;
                    continue;
                }
            };
            for revision in revisions {
                let revision = match revision {
                    Ok(revision) => revision,
                    Err(e) => {
                        writeln!(err, "{e}")?;
                        continue;
                    }
                };
                let file = input.as_ref().ok().and_then(|i| i.path.file_name()).unwrap_or_default();
                let line = json!({
                    "file": file.to_string_lossy(),
                    "key": revision.key,
                    "url": revision.url,
                    "other_urls": revision.other_urls,
                    "outlet": revision.outlet,
                    "headline": revision.headline,
                    "byline": revision.byline,
                    "dateline": revision.dateline,
                    "published_at": revision.published_at,
                    "modified_at": revision.modified_at,
                    "captured_at": revision.captured_at,
                    "language": revision.language,
                    "format": revision.format,
                    "warnings": revision.warnings,
                    "text": revision.body,
                });
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()
}
