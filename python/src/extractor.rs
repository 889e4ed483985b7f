//! The model, loaded when it is first needed and kept: one for single texts, one for many with the threads last asked for.

use crate::errors;
use onrecord::extract::Extractor;
use pyo3::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

static KEPT: Mutex<Vec<(usize, Arc<Extractor>)>> = Mutex::new(Vec::new());

/// How many models are kept: those of two numbers of threads.
const MOST_KEPT: usize = 2;

/// An extractor that runs on so many threads.
pub(crate) fn with_threads(threads: usize) -> PyResult<Arc<Extractor>> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, extractor)) = kept.iter().find(|(n, _)| *n == threads) {
        return Ok(Arc::clone(extractor));
    }
    // Doubtful ones are left out here and not by the model, so that one serves every wish.
    let loaded = Extractor::with_threads(threads).map_err(|e| errors::of_model(&e))?;
    let extractor = Arc::new(loaded);
    if kept.len() == MOST_KEPT {
        kept.remove(0);
    }
    kept.push((threads, Arc::clone(&extractor)));
    Ok(extractor)
}
