//! The model, loaded when it is first needed and kept, on two numbers of threads at most: one for single texts, one for many
//! with the threads last asked for.

use crate::errors;
use onrecord::extract::Extractor;
use pyo3::prelude::*;
use std::mem;
use std::process;
use std::sync::{Arc, Mutex, PoisonError};

struct Kept {
    /// The first, of which all others are made; its threads may be those of the process that this one was forked from.
    loaded: Option<Arc<Extractor>>,
    /// Those to be used, with their numbers of threads.
    running: Vec<(usize, Arc<Extractor>)>,
    /// The process that they run in.
    process: u32,
}

static KEPT: Mutex<Kept> = Mutex::new(Kept { loaded: None, running: Vec::new(), process: 0 });

const MOST_RUNNING: usize = 2;

/// An extractor that runs on so many threads.
pub(crate) fn with_threads(threads: usize) -> PyResult<Arc<Extractor>> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.process != process::id() {
        // A fork takes no threads along: who gave them work would wait for ever, and they cannot be ended either.
        mem::forget(mem::take(&mut kept.running));
        kept.process = process::id();
    }
    if let Some((_, extractor)) = kept.running.iter().find(|(n, _)| *n == threads) {
        return Ok(Arc::clone(extractor));
    }
    // Doubtful ones are left out here and not by the model, so that one serves every wish.
    let extractor = match &kept.loaded {
        Some(loaded) => loaded.on_new_threads(threads),
        None => Extractor::with_threads(threads).map_err(|e| errors::of_model(&e))?,
    };
    let extractor = Arc::new(extractor);
    kept.loaded.get_or_insert_with(|| Arc::clone(&extractor));
    if kept.running.len() == MOST_RUNNING {
        kept.running.remove(0);
    }
    kept.running.push((threads, Arc::clone(&extractor)));
    Ok(extractor)
}
