//! Reports: what people and other programs read.
//!
//! One file per format. Nothing here asks a database or prints: rows and pages come in as plain data and go out to
//! any `io::Write`. Text from outside is made harmless here: escaped in HTML and Markdown, control characters and
//! direction overrides taken out of tables, formulas disarmed in CSV, what is foreign to addresses shown in percent signs.

#[cfg(feature = "fetch")]
mod atom;
mod change_explanation;
mod changes;
mod changes_text;
mod citation;
mod columns;
mod csv;
#[cfg(feature = "fetch")]
mod entry;
mod explanation;
mod html;
mod json;
#[cfg(feature = "fetch")]
mod json_feed;
mod layout;
mod listing;
mod markdown;
mod markdown_page;
mod page;
mod row;
mod rows;
mod said;
mod saying;
mod table;
mod text_fragment;
mod warc;
mod wording;

#[cfg(feature = "fetch")]
pub use atom::atom_feed;
pub use change_explanation::write_change_explanation;
pub use changes::{
    ChangeItem, Order, alarm_name, arrange, in_short, keep, label, severity_name, summary, weight,
};
pub use changes_text::{write_alarm, write_history, write_text, write_untold};
pub use citation::Citation;
pub use columns::{Columns, SortKey, plain_column, unknown_column};
#[cfg(feature = "fetch")]
pub use entry::RevisionEntry;
pub use explanation::write_explanation;
pub use html::html_page;
#[cfg(feature = "fetch")]
pub use json_feed::json_feed;
pub use listing::{Format, listing};
pub use markdown_page::markdown_page;
pub use page::{ArticlePage, ClaimPage, Page, RevisionPage, SpeakerPage};
pub use row::{Cell, Listing, Row, Tone};
pub use rows::TokenRow;
pub use said::{DOUBTFUL, Said, severities};
pub use saying::{Part, Saying, mark, sentence, statement_parts};
pub use table::Width;
pub use warc::{WarcExchange, WarcWriter};
pub use wording::{count, grouped, harmless, kind_name, nearest, shorten, shown_key, title, without_note};
