//! Reports: what people and other programs read.
//!
//! One file per format. Nothing here asks a database or prints: rows and pages come in as plain data and go out to
//! any `io::Write`. Text from outside is made harmless here: escaped in HTML and Markdown, control characters and
//! direction overrides taken out of tables, formulas disarmed in CSV, what is foreign to addresses shown in percent signs.

mod atom;
mod change_explanation;
mod changes;
mod changes_text;
mod charts;
mod citation;
mod claim_review;
mod columns;
mod csv;
mod data_package;
mod entry;
mod explanation;
mod flapping;
mod hearer;
mod html;
mod html_article;
mod html_parts;
mod html_table;
mod html_text;
mod json;
mod json_feed;
mod layout;
mod listing;
mod markdown;
mod markdown_page;
mod match_rows;
mod overview;
mod page;
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
mod reviews;
mod row;
mod rows;
mod said;
mod saying;
mod sought;
mod table;
mod tables;
mod text_fragment;
mod verification;
mod warc;
mod web_annotation;
mod wording;

pub use atom::atom_feed;
pub use change_explanation::write_change_explanation;
pub use changes::{
    ChangeItem, Order, alarm_name, arrange, in_short, keep, label, severity_name, summary, weight,
};
pub use changes_text::{write_alarm, write_history, write_text, write_untold};
pub use citation::Citation;
pub use claim_review::{ClaimAppearance, ReviewPublisher, ReviewedClaim, claim_reviews};
pub use columns::{Columns, SortKey, plain_column, unknown_column};
pub use data_package::{PackagedTable, data_package};
pub use entry::RevisionEntry;
pub use explanation::write_explanation;
pub use flapping::{flapping_summary, write_flapping};
pub use html::html_page;
pub use html_parts::{run_markup, severity_mark, web_link, wordings};
pub use html_table::html_table;
pub use html_text::{marked_text, texts_side_by_side};
pub use json_feed::json_feed;
pub use listing::{Format, listing};
pub use markdown_page::markdown_page;
pub use match_rows::{CheckedRow, SaidVariant};
pub use overview::{Overview, PeriodChanges, Story};
pub use page::{ArticlePage, ClaimPage, RevisionPage, SpeakerPage, TimelineRun};
pub use pages::{Page, PageKind, article_file};
pub use reviews::{SaidReview, stands_again, write_review, write_reviews};
pub use row::{Cell, Listing, Row, Tone};
pub use rows::TokenRow;
pub use said::{DOUBTFUL, Said, severities};
pub use saying::{Part, Saying, mark, sentence, statement_parts};
pub use sought::{SoughtPassage, sought_passages};
pub use table::Width;
pub use tables::{TableFormat, TableWriter, join_tables};
pub use text_fragment::{are_linked, encoded, words_link};
pub use verification::{
    QuotedIn, VerificationRow, outcome_name, outcomes_in_short, passages_in_words, write_verification,
};
pub use warc::{WarcExchange, WarcWriter};
pub use web_annotation::AnnotationCollection;
pub use wording::{
    count, counted, grouped, harmless, kind_name, nearest, page_address, shorten, shown_key, title,
    with_doubtful, without_note,
};
