//! Claims: the statements of a revision, the figures in them, and how worth checking they are.
//!
//! A [`Statement`] is the unit that revisions are compared by: what one attribution attributes, or a sentence in the
//! outlet's own voice.

mod checkworthy;
mod narrated;
mod statement;
mod statements;

pub use crate::english::{Appeared, Days, Figure, figures};
pub(crate) use crate::english::{Parsed, Sense, Sort, Token, Wording, is_number, parse_figures, tokenize};
pub use checkworthy::{Assessment, assess};
pub use narrated::is_label;
pub use statement::{Position, Statement, Voice};
pub use statements::{bare_statement, headline_apart, headline_in, statements};
pub(crate) use statements::{bare_statements, bare_words};

#[cfg(feature = "read")]
impl From<&crate::article::Revision> for Appeared {
    fn from(revision: &crate::article::Revision) -> Self {
        Self {
            published: revision.published_at.as_ref().map(|f| f.value.clone()),
            modified: revision.modified_at.as_ref().map(|f| f.value.clone()),
            captured: Some(revision.captured_at.value.clone()),
        }
    }
}
