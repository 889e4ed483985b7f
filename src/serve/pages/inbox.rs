//! The inbox: what is to be looked at first.

use super::changes;
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::ListQuery;
use crate::store::Store;

/// What is to be looked at first.
pub(in crate::serve) fn page(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let severe = if query.severity.is_empty() { "medium".to_owned() } else { query.severity.clone() };
    let answer = changes::page(store, &ListQuery { severity: severe, ..query.clone() })?;
    Ok(PageAnswer { title: "Inbox".to_owned(), ..answer })
}
