//! The words of quotes that are walked in the order of the text: each revision is read once, not once a quote.

use crate::span::joined;
use crate::store::spans::Bytes;
use crate::text::Span;
use rusqlite::{Connection, Row, params};

/// What a walk selects of `v_quotes` so that [`Wordings::of`] can read the words: no text.
pub(super) const COLUMNS: &str = "revision_id, in_headline, content_spans";

/// The headline and the body of the revision that was read last.
pub(super) struct Wordings<'c> {
    connection: &'c Connection,
    revision: Option<i64>,
    texts: [(String, Bytes); 2],
}

impl<'c> Wordings<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        let nothing = || (String::new(), Bytes::new(""));
        Self { connection, revision: None, texts: [nothing(), nothing()] }
    }

    /// The words of the quote whose [`COLUMNS`] begin at `column`; `None` where its span lies outside the text.
    pub(super) fn of(&mut self, row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
        let revision: i64 = row.get(column)?;
        if self.revision != Some(revision) {
            let sql = "SELECT coalesce(headline, ''), body FROM revision WHERE id = ?";
            let read = |row: &Row<'_>| Ok([row.get::<_, String>(0)?, row.get::<_, String>(1)?]);
            let texts = self.connection.prepare_cached(sql)?.query_row(params![revision], read)?;
            self.texts = texts.map(|text| {
                let bytes = Bytes::new(&text);
                (text, bytes)
            });
            self.revision = Some(revision);
        }
        let (text, bytes) = &self.texts[usize::from(!row.get::<_, bool>(column + 1)?)];
        let spans = row.get::<_, super::Json<Vec<(usize, usize)>>>(column + 2)?;
        let spans: Option<Vec<Span>> = spans.iter().map(|&span| bytes.span(span)).collect();
        Ok(spans.map(|spans| joined(text, &spans)))
    }
}
