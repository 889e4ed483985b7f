//! Remedies: the options and commands by which an error of the library is mended here. The library knows neither.

use crate::article::{ReadError, Remedy};
use crate::store::{DecisionRemedy, RowKind, StoreError};
use std::borrow::Cow;

/// What is said of something that could not be read.
pub(super) fn told(error: &ReadError) -> String {
    after(error.to_string(), error)
}

/// Adds to what is said of an error how it is mended.
pub(super) fn after(said: String, error: &ReadError) -> String {
    match &error.remedy {
        Some(remedy) => with(said, &error.place, remedy),
        None => said,
    }
}

/// Adds to what is said of a place how it is mended.
pub(super) fn with(mut said: String, place: &str, remedy: &Remedy) -> String {
    let how = match remedy {
        Remedy::NameColumn(field) => format!("--columns {field}=NAME"),
        Remedy::OpenAsDatabase => "--db FILE".to_owned(),
        Remedy::NameArchive => "--archive ADDRESS".to_owned(),
        Remedy::FewerCaptures => "--from and --to, or --every week".to_owned(),
        Remedy::SendHeader => "--header \"Authorization: …\"".to_owned(),
        Remedy::NameSettings => "--config FILE".to_owned(),
        Remedy::AllowPrivate => "--allow-private".to_owned(),
        Remedy::Watch => format!("`onrecord watch {place}`"),
        Remedy::LookUp => "`onrecord watch --help` shows how it is written".to_owned(),
    };
    let stop = if said.ends_with('.') { said.pop().map_or("", |_| ".") } else { "" };
    format!("{said} ({how}){stop}")
}

/// What follows on an error of a database.
pub(super) fn of_store(error: &StoreError) -> Cow<'static, str> {
    let how = match error {
        StoreError::NotADatabase { .. } | StoreError::NotOnrecord { .. } => " (--db FILE)",
        StoreError::Missing { .. } | StoreError::Empty { .. } => " (`onrecord add PATH`, --db FILE)",
        StoreError::Older { .. } => " (`onrecord db migrate`)",
        StoreError::NotFound { kind, .. } => match kind {
            RowKind::Article => "; `onrecord articles` lists them",
            RowKind::Revision => "; `onrecord articles` lists what there is",
            RowKind::Quote => "; `onrecord quotes --format csv` has the numbers",
            RowKind::Claim => "; `onrecord claims` lists them",
            RowKind::Wording => "; `onrecord history` says which hold it",
            RowKind::Change => "; `onrecord changes --format csv` has the numbers",
            RowKind::Speaker => "; `onrecord speakers` lists them",
            RowKind::Outlet => "; `onrecord outlets` lists them",
            RowKind::Topic => "; `onrecord match --topics` lists them",
        },
        StoreError::Refused { remedy: Some(DecisionRemedy::SplitQuotes), .. } => " (--quotes)",
        StoreError::Refused { remedy: Some(DecisionRemedy::MergeSpeakers), .. } => {
            " (`onrecord speakers --merge`)"
        }
        StoreError::Refused { remedy: Some(DecisionRemedy::QuotesOf(speaker)), .. } => {
            return format!("; `onrecord quotes --speaker {speaker}` lists what it says").into();
        }
        _ => "",
    };
    how.into()
}
