//! Names of speakers from a CSV file: who is who, as a newsroom keeps it.

use crate::report::{harmless, shorten};
use crate::speaker::SpeakerKind;
use crate::store::SpeakerEntry;
use anyhow::{Context as _, anyhow, bail};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// A longer file holds something else than names.
const MOST_BYTES: u64 = 32 << 20;

/// The columns that are read.
const KNOWN: [&str; 4] = ["name", "aliases", "sameAs", "kind"];

/// What a file says.
#[derive(Debug)]
pub(super) struct NameTable {
    /// Its lines.
    pub(super) entries: Vec<SpeakerEntry>,
    /// The heads of its columns that are not read.
    unread: Vec<String>,
}

impl NameTable {
    /// That columns were not read, if any, and which are.
    pub(super) fn warning(&self) -> Option<String> {
        let names = self.unread.iter().map(|head| format!("“{}”", shorten(harmless(head).as_ref(), 40)));
        let names: Vec<String> = names.take(8).collect();
        let one = self.unread.len() == 1;
        let (columns, are) = if one { ("the column", "is") } else { ("the columns", "are") };
        let and = if self.unread.len() > names.len() { " and more" } else { "" };
        let known = KNOWN.join(", ");
        (!names.is_empty())
            .then(|| format!("{columns} {}{and} {are} not read; known are {known}", names.join(", ")))
    }
}

/// Reads every line of the file.
///
/// # Errors
/// When it cannot be read or is no such table; the sentence names the line.
pub(super) fn read_names(path: &Path) -> anyhow::Result<NameTable> {
    let said = || path.display().to_string();
    let mut text = String::new();
    let file = File::open(path).with_context(said)?;
    file.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => anyhow!("{}: it is not in UTF-8; save it as CSV in UTF-8", said()),
        _ => anyhow::Error::from(error).context(said()),
    })?;
    if text.len() as u64 > MOST_BYTES {
        bail!("{}: it is larger than 32 MB; split it", said());
    }
    read_table(text.trim_start_matches('\u{feff}')).map_err(|why| anyhow!("{}: {why}", said()))
}

/// Reads a table with a head.
fn read_table(text: &str) -> Result<NameTable, String> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let plain = |head: &str| head.to_lowercase().replace(['_', ' ', '-'], "");
    let written = reader.headers().map_err(|e| told(&e))?.clone();
    let heads: Vec<String> = written.iter().map(plain).collect();
    let is_known = |head: &String| KNOWN.iter().any(|known| known.to_lowercase() == *head);
    let unread = heads.iter().zip(&written).filter(|(head, _)| !head.is_empty() && !is_known(head));
    let unread = unread.map(|(_, head)| head.to_owned()).collect();
    let column = |name: &str| heads.iter().position(|head| head == name);
    let Some(name) = column("name") else {
        return Err(
            "it has no column “name”; name its columns in the first line: name,aliases,sameAs".to_owned()
        );
    };
    let (aliases, same_as, kind) = (column("aliases"), column("sameas"), column("kind"));
    let mut entries = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| told(&e))?;
        let line = record.position().map_or(0, csv::Position::line);
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        let list = |at, ends: fn(char) -> bool| -> Vec<String> {
            field(at).split(ends).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let kind = match field(kind).to_lowercase().as_str() {
            "" | "person" => SpeakerKind::Person,
            "organization" | "organisation" => SpeakerKind::Organization,
            other => {
                let other = shorten(other, 40);
                return Err(format!("line {line}: “{other}” is no kind; name person or organization"));
            }
        };
        entries.push(SpeakerEntry {
            line,
            name: field(Some(name)).to_owned(),
            kind,
            aliases: list(aliases, |c| matches!(c, ';' | '|')),
            same_as: list(same_as, |c| c.is_whitespace() || matches!(c, ';' | '|')),
        });
    }
    if entries.is_empty() {
        return Err("it holds no names; write one a line below name,aliases,sameAs".to_owned());
    }
    Ok(NameTable { entries, unread })
}

fn told(error: &csv::Error) -> String {
    let line = error.position().map_or(1, csv::Position::line);
    format!("line {line} is no CSV; check its quotation marks")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_whatever_the_order_of_its_columns() {
        let text = "kind,sameAs,name,Aliases\n,https://a.example/1 https://b.example/2,Ada Okafor,A. Okafor; Ada O.\n\
                    organization,,\"Harbour Office, The\"\n";
        let table = read_table(text).unwrap();
        assert_eq!(table.warning(), None);
        let found = table.entries;
        assert_eq!(found[0].aliases, ["A. Okafor", "Ada O."]);
        assert_eq!(found[0].same_as, ["https://a.example/1", "https://b.example/2"]);
        assert_eq!(
            (found[1].name.as_str(), found[1].kind),
            ("Harbour Office, The", SpeakerKind::Organization)
        );
        assert_eq!((found[0].line, found[1].line), (2, 3));
    }

    #[test]
    fn columns_that_are_not_read_are_told() {
        let told = |text| read_table(text).unwrap().warning();
        assert_eq!(
            told("Name,Alias,\nAda Okafor,Ada O.,\n").as_deref(),
            Some("the column “Alias” is not read; known are name, aliases, sameAs, kind")
        );
        let wide = format!("name,{},age\nAda Okafor,,\n", "x".repeat(9000));
        assert!(told(&wide).is_some_and(|told| told.contains("the columns “xxx") && told.len() < 200));
    }

    #[test]
    fn what_is_no_such_table_is_told() {
        let told = |text| read_table(text).unwrap_err();
        assert!(told("Ada Okafor\n").contains("no column “name”"));
        assert!(told("name,aliases\n").contains("holds no names"));
        assert!(told("name,kind\nAda,ship\n").contains("line 2: “ship” is no kind"));
    }
}
