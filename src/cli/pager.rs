//! The pager: long output on a terminal, as git shows it.

use anstream::{AutoStream, ColorChoice, StripStream};
use std::io::{self, BufWriter, Write};
use std::process::{Child, Command, Stdio};

/// Standard output, or a pager that shows what is written and is waited for at the end.
pub(super) struct Paged {
    out: Option<Box<dyn Write>>,
    child: Option<Child>,
}

impl Paged {
    /// Without a pager.
    pub(super) fn plain(out: impl Write + 'static) -> Self {
        Self { out: Some(Box::new(out)), child: None }
    }
}

/// The user's pager: what `ONRECORD_PAGER` or `PAGER` names, else `less`, which shows a page that fits as it is.
/// `None` where there is none, or none is wanted.
pub(super) fn start() -> Option<Paged> {
    let named = ["ONRECORD_PAGER", "PAGER"].into_iter().find_map(|name| std::env::var(name).ok());
    let mut command = match named.as_deref().map(str::trim) {
        Some("" | "cat") => return None,
        // As git does: a pager may have options.
        Some(pager) => {
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(pager);
            shell
        }
        None => Command::new("less"),
    };
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let mut child = command.stdin(Stdio::piped()).spawn().ok()?;
    let input = child.stdin.take()?;
    let out: Box<dyn Write> = match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => Box::new(BufWriter::new(StripStream::new(Box::new(input) as Box<dyn Write>))),
        _ => Box::new(BufWriter::new(input)),
    };
    Some(Paged { out: Some(out), child: Some(child) })
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Ok(bytes.len()), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Paged {
    fn drop(&mut self) {
        // The pager ends when its input does.
        self.out = None;
        if let Some(mut child) = self.child.take() {
            let _ = child.wait();
        }
    }
}
