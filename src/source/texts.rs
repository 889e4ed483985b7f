//! Texts: files of plain text, Markdown, HTML and JSON lines as a source. `article` reads them; here they take their place
//! among the other sources.

use super::Source;
use super::capture::{Ready, Sighting};
use crate::article::{ReadError, Revision};

/// Revisions as they come, one after the other.
pub type Revisions = Box<dyn Iterator<Item = Result<Revision, ReadError>> + Send>;

/// A file of texts.
pub struct TextSource {
    place: String,
    file: String,
    revisions: Revisions,
}

impl TextSource {
    /// The `revisions` of what is called `place` in errors and lies at `file`.
    #[must_use]
    pub fn new(place: String, file: String, revisions: Revisions) -> Self {
        Self { place, file, revisions }
    }
}

impl Source for TextSource {
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        let ready = |revision| {
            let (place, file) = (self.place.clone(), self.file.clone());
            Sighting::Ready(Box::new(Ready { place, file, revision }))
        };
        Some(self.revisions.next()?.map(ready))
    }
}
