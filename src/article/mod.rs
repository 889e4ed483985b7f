//! Articles: from the bytes of a file to captured revisions.
//!
//! [`read`] looks at the bytes and the name, picks the format, and gives one [`Revision`] for a page or a text, many
//! for a JSONL file; [`read_jsonl`] streams one of any size. Every fact about a revision (its dates above all) says
//! where it was found. Only [`files`] touches the disk: it walks folders, names what is worth reading, and opens it.

mod blocks;
mod body;
mod boxes;
mod captions;
mod collapse;
mod dates;
mod digest;
mod draft;
mod drop_cap;
mod encoding;
pub mod files;
mod front_matter;
mod html;
mod jsonl;
mod jsonld;
mod kept;
mod left_out;
mod markdown;
mod meta;
mod metered;
mod mojibake;
mod ninjs;
mod origin;
mod outlets;
mod plain;
mod pointing;
mod read;
mod record;
mod revision;
mod row_values;
mod rules;
mod sales;
mod sniff;
mod stood;
mod text_file;
mod thresholds;
mod told;
mod urls;
mod versions;
mod web;

pub(crate) use dates::{capture as capture_time, parse_date};
pub(crate) use digest::{sha256, sha256_of, text_sha256};
pub(crate) use encoding::decode;
pub(crate) use html::fragment_text;
pub use jsonl::read_jsonl;
pub(crate) use jsonl::{RawLine, next_line};
pub use kept::file_of;
pub use metered::BytesRead;
pub(crate) use metered::Metered;
pub(crate) use ninjs::{NewsItem, news_item};
pub use origin::{Origin, ReadError, ReadOutcome, Remedy};
pub use read::read;
pub(crate) use record::{FIELDS, RecordPlace, record_revision};
pub use revision::{Found, FoundIn, Revision, SourceFormat, breaks_off};
pub(crate) use row_values::row_sha256;
pub use row_values::{RowValue, row_revision};
pub use rules::{PageRules, is_selector};
pub use text_file::{TextFile, text_file, text_of};
pub use thresholds::MAX_FILE;
pub(crate) use thresholds::{MAX_BODY, MAX_LINE};
pub(crate) use urls::{is_front_page, key as url_key, resolve_url};
pub use web::{Evidence, HttpFacts, WebExchange, WebOrigin, headers_of};
