//! Payloads: the pages that an archive gave last, so that a record which only says "as before" can be read.

use super::thresholds::PAYLOADS;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// A page as its record gave it.
#[derive(Debug)]
pub(super) struct Payload {
    pub(super) bytes: Vec<u8>,
    pub(super) media_type: String,
    pub(super) charset: Option<String>,
    /// As it came, with its content coding.
    pub(super) sent: Arc<[u8]>,
}

impl Payload {
    fn size(&self) -> usize {
        self.bytes.len() + self.sent.len()
    }
}

/// The last pages by the digests of their records, [`PAYLOADS`] bytes of them at most.
#[derive(Debug, Default)]
pub(super) struct Payloads {
    known: HashMap<String, Arc<Payload>>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Payloads {
    pub(super) fn get(&self, digest: &str) -> Option<Arc<Payload>> {
        self.known.get(digest).map(Arc::clone)
    }

    pub(super) fn insert(&mut self, digest: &str, payload: Payload) {
        if self.known.contains_key(digest) {
            return;
        }
        self.bytes += payload.size();
        self.known.insert(digest.to_owned(), Arc::new(payload));
        self.order.push_back(digest.to_owned());
        while self.bytes > PAYLOADS
            && let Some(oldest) = self.order.pop_front()
        {
            self.bytes -= self.known.remove(&oldest).map_or(0, |payload| payload.size());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_give_way() {
        let mut payloads = Payloads::default();
        let page = |size| Payload {
            bytes: vec![0; size],
            media_type: String::new(),
            charset: None,
            sent: Arc::new([]),
        };
        for (digest, size) in [("a", 10), ("b", PAYLOADS - 20), ("a", 10), ("c", 20)] {
            payloads.insert(digest, page(size));
        }
        assert_eq!(["a", "b", "c"].map(|digest| payloads.get(digest).is_some()), [false, true, true]);
        payloads.insert("huge", page(PAYLOADS + 1));
        assert_eq!((payloads.known.len(), payloads.bytes), (0, 0));
    }
}
