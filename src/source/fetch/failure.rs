//! Failures: why there is no answer, and whose fault it is.

use super::errors;
use crate::article::{ReadError, Remedy};
use std::time::Duration;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct FetchError {
    /// The address.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Whose fault it is.
    pub cause: FetchCause,
    /// What to do, where a program has its own words for it.
    pub remedy: Option<Remedy>,
}

/// Whose fault it is that there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchCause {
    /// The page's: others of the host may be had.
    Page,
    /// The program's: it asks no host inside a network.
    Private,
    /// The host's: it does not answer, or not sensibly.
    Host,
    /// The host's: it asks to be left alone for so long.
    Busy(Duration),
}

impl From<FetchError> for ReadError {
    fn from(FetchError { place, message, remedy, .. }: FetchError) -> Self {
        Self::new(place, message).with(remedy)
    }
}

/// A failure without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) cause: FetchCause,
    pub(super) remedy: Option<Remedy>,
}

impl Refusal {
    pub(super) fn of_host(message: String) -> Self {
        Self { message, cause: FetchCause::Host, remedy: None }
    }

    pub(super) fn private(host: &str) -> Self {
        Self {
            message: errors::private(host),
            cause: FetchCause::Private,
            remedy: Some(Remedy::AllowPrivate),
        }
    }

    /// An address with a name or password.
    pub(super) fn secret() -> Self {
        Self { remedy: Some(Remedy::SendHeader), ..errors::secret().into() }
    }

    pub(super) fn busy(wait: Duration) -> Self {
        Self { message: errors::busy(wait), cause: FetchCause::Busy(wait), remedy: None }
    }

    pub(super) fn at(self, address: &str) -> FetchError {
        FetchError {
            place: address.to_owned(),
            message: self.message,
            cause: self.cause,
            remedy: self.remedy,
        }
    }
}

/// What says no more is of the page alone.
impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self { message, cause: FetchCause::Page, remedy: None }
    }
}
