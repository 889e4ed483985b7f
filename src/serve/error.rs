//! What can go wrong, each with its status and a sentence.

use crate::store::StoreError;
use axum::http::StatusCode;
use std::io;
use thiserror::Error;

/// Why a page cannot be shown, or nothing can be served at all.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The address cannot be listened at.
    #[error("{}", why_deaf(.0))]
    Listen(io::Error),
    /// There is no randomness for the token.
    #[error("the system gives no random numbers, without which nobody can be let in safely")]
    NoToken,
    /// The store says no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such page.
    #[error("there is nothing at this address")]
    NoPage,
    /// The request is not one that is understood.
    #[error("{0}")]
    Refused(String),
    /// More was sent than is read.
    #[error("this form is larger than 10 MiB; send less")]
    Large,
    /// The address is longer than any that a page has.
    #[error("this address is longer than 8,000 characters; ask in fewer words")]
    LongAddress,
    /// The address is there, but not for this method.
    #[error("this cannot be done at this address")]
    NoMethod,
    /// Who asks may not.
    #[error("{0}")]
    Forbidden(&'static str),
    /// The page cannot be made.
    #[error("this page cannot be made: {0}")]
    Broken(String),
}

/// Why an address cannot be listened at, and what helps.
fn why_deaf(error: &io::Error) -> String {
    let why = match error.kind() {
        io::ErrorKind::AddrInUse => {
            "another program listens at this port; name another, or none for any free one"
        }
        io::ErrorKind::AddrNotAvailable => {
            "this machine has no such address to listen at; name one of its own"
        }
        io::ErrorKind::PermissionDenied => "it is not permitted to listen at this port; name one above 1023",
        _ => return format!("nothing can be listened at here: {error}"),
    };
    why.to_owned()
}

impl ServeError {
    /// The status that a browser gets.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::NoPage | Self::Store(StoreError::NotFound { .. }) => StatusCode::NOT_FOUND,
            Self::Store(StoreError::Refused { .. }) | Self::Refused(_) => StatusCode::BAD_REQUEST,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
            Self::LongAddress => StatusCode::URI_TOO_LONG,
            Self::NoMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Store(StoreError::Conflict { .. }) => StatusCode::CONFLICT,
            Self::Listen(_) | Self::NoToken | Self::Store(_) | Self::Broken(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }
}
