//! Memory of windows: what the model made of those that it read last.
//!
//! Revisions of an article have most windows in common, and a window's output depends on nothing but the window: the model
//! reads one at a time, so that even the scales of its 8-bit products are the window's own. What is remembered is
//! therefore what reading it again would give, to the bit.

use fnv::FnvHashMap;
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that are kept at most: windows of about a hundred thousand words.
const MOST: usize = 8 << 20;

/// The logits of a window by what the model is given of it.
#[derive(Default)]
pub(super) struct WindowMemory(Mutex<Generations>);

/// Windows used of late, and those of the time before: what is not used again while one half fills goes with the other.
#[derive(Default)]
struct Generations {
    young: FnvHashMap<Box<[i32]>, Arc<[f32]>>,
    old: FnvHashMap<Box<[i32]>, Arc<[f32]>>,
    /// Of the young ones.
    bytes: usize,
}

impl WindowMemory {
    /// The logits of a window, if they are remembered.
    pub(super) fn get(&self, window: &[i32]) -> Option<Arc<[f32]>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(logits) = all.young.get(window) {
            return Some(Arc::clone(logits));
        }
        let (window, logits) = all.old.remove_entry(window)?;
        all.keep(window, Arc::clone(&logits));
        Some(logits)
    }

    /// Remembers the logits of a window.
    pub(super) fn keep(&self, window: Vec<i32>, logits: &Arc<[f32]>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.keep(window.into(), Arc::clone(logits));
    }
}

impl Generations {
    fn keep(&mut self, window: Box<[i32]>, logits: Arc<[f32]>) {
        let bytes = size_of_val(&*window) + size_of_val(&*logits);
        if self.bytes + bytes > MOST / 2 {
            self.old = take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += bytes;
        self.young.insert(window, logits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_and_what_is_not_goes() {
        let memory = WindowMemory::default();
        let logits: Arc<[f32]> = vec![0.5; 1 << 16].into();
        let often = vec![-1, -2];
        memory.keep(often.clone(), &logits);
        for n in 0..100 {
            memory.keep(vec![n], &logits);
            assert!(memory.get(&often).is_some_and(|found| found == logits));
        }
        assert!(memory.get(&[99]).is_some() && memory.get(&[0]).is_none());
        let all = memory.0.lock().unwrap();
        assert!((all.young.len() + all.old.len()) * size_of_val(&*logits) <= MOST);
    }
}
