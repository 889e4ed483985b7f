//! The desk: the database as pages to work in, for a browser on this machine (feature `serve`).
//!
//! `desk` holds what every request needs: readers of the database, and the one thread that writes. `guard` decides who may
//! ask. `asked` reads requests, `answer` writes what a page function gives as HTML or, at the same address with `.json`,
//! as JSON. `orders` are what a form has done. `pages` has a file for each kind of page: plain functions of the store.
//! Nothing is fetched from elsewhere, and text from articles is only ever text.

mod answer;
mod asked;
mod desk;
mod error;
mod guard;
mod orders;
mod pages;
mod routes;

pub use error::ServeError;

use desk::ServedDesk;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

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
    axum::serve(listener, routes::router(desk)).with_graceful_shutdown(end).await.map_err(ServeError::Listen)
}
