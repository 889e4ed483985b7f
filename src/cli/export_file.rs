//! Where an export goes: standard output, or a new file that has its name only once it is whole.

use super::context::Context;
use crate::store::{StoreError, Unfinished, why_refused};
use anyhow::anyhow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What an export is written to.
pub(super) struct ExportFile {
    out: Box<dyn Write>,
    file: Option<(Unfinished, PathBuf)>,
}

impl ExportFile {
    /// A new file, or standard output where none is named.
    ///
    /// # Errors
    /// When there is a file of that name, or it cannot be written.
    pub(super) fn create(context: &Context, path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self { out: Box::new(context.ui.out()), file: None }) };
        if path.symlink_metadata().is_ok() {
            return Err(StoreError::Exists { path: path.to_owned() }.into());
        }
        let unfinished = Unfinished::beside(path);
        let file = File::create_new(&unfinished.path)
            .map_err(|e| anyhow!("{}: {}", path.display(), why_refused(&e)))?;
        Ok(Self { out: Box::new(BufWriter::new(file)), file: Some((unfinished, path.to_owned())) })
    }

    /// Gives the file its name, and tells it; nothing for standard output.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub(super) fn finish(mut self) -> anyhow::Result<Option<PathBuf>> {
        self.out.flush()?;
        drop(self.out);
        let Some((unfinished, path)) = self.file else { return Ok(None) };
        unfinished.finish(&path).map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => anyhow!(StoreError::Exists { path: path.clone() }),
            _ => anyhow!("{}: {}", path.display(), why_refused(&e)),
        })?;
        Ok(Some(path))
    }
}

impl Write for ExportFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
