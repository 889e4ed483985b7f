//! The desk: the database as pages to work in, for a browser on this machine (feature `serve`).
//!
//! `desk` holds what every request needs: readers of the database, and the one thread that writes. `guard` decides who
//! may ask. `listen` bounds how many connections there are. `asked` reads requests, `answer` writes what a page
//! function gives as HTML or, at the same address with `.json`, as JSON. `orders` are what a form has done. `pages` has
//! a file for each kind of page: plain functions of the store.
//! Nothing is fetched from elsewhere, and text from articles is only ever text.

mod answer;
mod asked;
mod desk;
mod error;
mod guard;
mod listen;
mod orders;
mod pages;
mod routes;

pub use error::ServeError;

use desk::ServedDesk;
use listen::BoundedListener;
use std::future::{Future, IntoFuture as _};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::oneshot;

/// How long a connection may stay on which nothing comes; a page takes less.
const IDLE: Duration = Duration::from_secs(60);

/// How long what was asked before the end may take.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// What is served, and to whom.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The database file.
    pub db: PathBuf,
    /// The address to listen at.
    pub address: IpAddr,
    /// The port; 0 stands for any that is free.
    pub port: u16,
    /// Nobody can decide or change anything.
    pub read_only: bool,
    /// The arguments of the program, which stand with what is decided.
    pub arguments: Vec<String>,
}

/// Serves until it is interrupted. `ready` is told the address to open, with the token that lets a browser in.
///
/// # Errors
/// When the database cannot be opened, or the port is taken.
pub fn serve(options: ServeOptions, ready: impl FnOnce(&str)) -> Result<(), ServeError> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Listen)?;
    runtime.block_on(until(options, ready, async {
        // Where the signal cannot be had, it ends the program in its own way.
        let _ = tokio::signal::ctrl_c().await;
    }))
}

/// Serves until `end` comes.
async fn until(
    options: ServeOptions,
    ready: impl FnOnce(&str),
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let place = SocketAddr::new(options.address, options.port);
    let listener = tokio::net::TcpListener::bind(place).await.map_err(ServeError::Listen)?;
    let bound = listener.local_addr().map_err(ServeError::Listen)?;
    let desk = ServedDesk::open(options, bound)?;
    ready(&desk.entrance());
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = axum::serve(BoundedListener::new(listener, IDLE), routes::router(desk));
    let serving = serving.with_graceful_shutdown(async {
        let _ = stopped.await;
    });
    let serving = tokio::spawn(serving.into_future());
    end.await;
    // Who serves no longer needs not be told.
    let _ = stop.send(());
    // A browser that never finishes its request does not keep the program.
    let served = tokio::time::timeout(LAST_ANSWERS, serving).await;
    served.ok().and_then(Result::ok).map_or(Ok(()), |served| served.map_err(ServeError::Listen))
}
