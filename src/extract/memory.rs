//! Memory of what was read last: of windows what the model made of them, of parts of contents what was found in them.
//!
//! Revisions of an article have most of both in common, and either depends on nothing but itself: the model reads one window
//! at a time, so that even the scales of its 8-bit products are the window's own, and a part is read as a text of its own.
//! What is remembered is therefore what reading it again would give, to the bit.

use fnv::FnvHashMap;
use std::borrow::Borrow;
use std::hash::Hash;
use std::mem::take;
use std::sync::{Mutex, PoisonError};

/// What was made of keys that came of late, up to a number of bytes.
pub(super) struct Memory<K, V> {
    generations: Mutex<Generations<K, V>>,
    /// Bytes that are kept at most.
    most: usize,
}

/// What was used of late, and in the time before: what is not used again while one half fills goes with the other.
struct Generations<K, V> {
    young: FnvHashMap<K, Remembered<V>>,
    old: FnvHashMap<K, Remembered<V>>,
    /// Of the young ones.
    bytes: usize,
}

#[derive(Clone)]
struct Remembered<V> {
    value: V,
    /// With its key.
    bytes: usize,
}

impl<K: Hash + Eq, V: Clone> Memory<K, V> {
    /// A memory of so many bytes.
    pub(super) fn new(most: usize) -> Self {
        let generations = Generations { young: FnvHashMap::default(), old: FnvHashMap::default(), bytes: 0 };
        Self { generations: Mutex::new(generations), most }
    }

    /// What was made of a key, if it is remembered.
    pub(super) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let mut all = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.young.get(key) {
            return Some(known.value.clone());
        }
        let (key, known) = all.old.remove_entry(key)?;
        all.keep(key, known.clone(), self.most);
        Some(known.value)
    }

    /// Remembers what was made of a key; the two take so many bytes.
    pub(super) fn keep(&self, key: K, value: V, bytes: usize) {
        let mut all = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        all.keep(key, Remembered { value, bytes }, self.most);
    }
}

impl<K: Hash + Eq, V> Generations<K, V> {
    fn keep(&mut self, key: K, value: Remembered<V>, most: usize) {
        if self.bytes + value.bytes > most / 2 {
            self.old = take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += value.bytes;
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_stays_and_what_is_not_goes() {
        let memory: Memory<Box<str>, usize> = Memory::new(80);
        memory.keep("often".into(), 7, 5);
        for n in 0..100 {
            memory.keep(n.to_string().into(), n, 5);
            assert_eq!(memory.get("often"), Some(7));
        }
        assert!(memory.get("99").is_some() && memory.get("0").is_none());
        let all = memory.generations.lock().unwrap();
        assert!((all.young.len() + all.old.len()) * 5 <= 80);
    }
}
