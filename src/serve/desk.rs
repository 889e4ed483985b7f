//! The desk itself: readers of the database, the one thread that writes, and the token that lets a browser in.

use super::{ServeError, ServeOptions};
use crate::store::{RunId, Store};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use tokio::sync::{Semaphore, oneshot};

/// Readers that are kept open for each processor.
const READERS: usize = 2;

/// Something to write.
type Order = Box<dyn FnOnce(Result<&mut DeskWriter, ServeError>) + Send>;

/// What every request needs. Clones are the same desk.
#[derive(Clone)]
pub(super) struct ServedDesk {
    inner: Arc<DeskInner>,
}

struct DeskInner {
    db: PathBuf,
    bound: SocketAddr,
    token: Option<String>,
    idle: Mutex<Vec<(Option<FileId>, Store)>>,
    turns: Semaphore,
    writer: Option<Mutex<Sender<Order>>>,
}

impl ServedDesk {
    /// Opens the database, and starts the thread that writes.
    pub(super) fn open(options: ServeOptions, bound: SocketAddr) -> Result<Self, ServeError> {
        let readers = READERS * thread::available_parallelism().map_or(1, usize::from);
        let writer = if options.read_only { None } else { Some(Mutex::new(writer(&options)?)) };
        // Read after the writer has brought it up to date.
        let first = (file_of(&options.db), Store::open_read_only(&options.db)?);
        let token = if options.read_only { None } else { Some(token()?) };
        let inner = DeskInner {
            db: options.db,
            bound,
            token,
            idle: Mutex::new(vec![first]),
            turns: Semaphore::new(readers),
            writer,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The address to open first.
    pub(super) fn entrance(&self) -> String {
        let place = format!("http://{}/", self.inner.bound);
        match &self.inner.token {
            Some(token) => format!("{place}?token={token}"),
            None => place,
        }
    }

    /// Where it listens.
    pub(super) fn bound(&self) -> SocketAddr {
        self.inner.bound
    }

    /// The token that a browser must know; none where nothing can be changed.
    pub(super) fn token(&self) -> Option<&str> {
        self.inner.token.as_deref()
    }

    /// The database file.
    pub(super) fn db(&self) -> &Path {
        &self.inner.db
    }

    /// Reads the database on a thread that may wait.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Store) -> Result<T, ServeError> + Send + 'static,
    ) -> Result<T, ServeError> {
        let broken = |_| ServeError::Broken("the program is ending".to_owned());
        let desk = Arc::clone(&self.inner);
        let _turn = self.inner.turns.acquire().await.map_err(|_| broken(()))?;
        let task = tokio::task::spawn_blocking(move || {
            let idle = || desk.idle.lock().unwrap_or_else(PoisonError::into_inner);
            let file = file_of(&desk.db);
            // Readers of a file that was replaced would go on showing the old one.
            idle().retain(|(of, _)| *of == file);
            let kept = idle().pop().map(|(_, store)| store);
            let store = kept.map_or_else(|| Store::open_read_only(&desk.db), Ok)?;
            let made = read(&store);
            idle().push((file, store));
            made
        });
        // A panic in one page is that page's fault.
        task.await
            .map_err(|_| ServeError::Broken("this is a fault of the program; please report it".to_owned()))?
    }

    /// Has something written by the one thread that does. The second argument of `write` is the run that is on record.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Store, RunId) -> Result<T, ServeError> + Send + 'static,
    ) -> Result<T, ServeError> {
        let Some(writer) = &self.inner.writer else {
            return Err(ServeError::Forbidden(
                "this desk is read-only; whoever started it can start one that is not",
            ));
        };
        let (answer, answered) = oneshot::channel();
        let order: Order = Box::new(move |writer| {
            let written = writer.and_then(|writer| write(&mut writer.store, writer.run));
            // Who asked may have gone.
            let _ = answer.send(written);
        });
        let sent = writer.lock().unwrap_or_else(PoisonError::into_inner).send(order);
        let gone = || {
            ServeError::Broken(
                "the writer of the database has ended; start `onrecord serve` again".to_owned(),
            )
        };
        sent.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

/// The database open for writing, with the run that is on record.
struct DeskWriter {
    options: ServeOptions,
    file: Option<FileId>,
    store: Store,
    run: RunId,
}

impl DeskWriter {
    fn open(options: ServeOptions) -> Result<Self, ServeError> {
        let file = file_of(&options.db);
        let mut store = Store::open_existing(&options.db)?;
        let run = store.begin_run(env!("CARGO_PKG_VERSION"), &options.arguments)?;
        Ok(Self { options, file, store, run })
    }

    /// Opens the database again where another file has taken its place: what is written to one that has no name is lost.
    fn ready(&mut self) -> Result<&mut Self, ServeError> {
        if file_of(&self.options.db) != self.file {
            *self = Self::open(self.options.clone())?;
        }
        Ok(self)
    }
}

/// Starts the thread that writes.
fn writer(options: &ServeOptions) -> Result<Sender<Order>, ServeError> {
    let mut writer = DeskWriter::open(options.clone())?;
    let (orders, taken) = channel::<Order>();
    thread::spawn(move || {
        for order in taken {
            // A panic in one order must not end the thread for all others.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| order(writer.ready())));
        }
        // The end of a run is a courtesy: a killed one has none.
        let _ = writer.store.end_run(writer.run);
    });
    Ok(orders)
}

/// What tells one file from another that later has its name: device and number.
type FileId = (u64, u64);

/// The file that has this name now; nothing where there is none, or the system does not let an open file be replaced.
fn file_of(path: &Path) -> Option<FileId> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// 128 random bits in hex.
fn token() -> Result<String, ServeError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| ServeError::NoToken)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
