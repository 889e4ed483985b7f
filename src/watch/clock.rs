//! Clock: the present, and waiting. Tests bring their own, in which a week passes at once.

use jiff::Timestamp;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// What time it is.
pub trait WatchClock {
    /// The present, to the second at least.
    fn now(&self) -> Timestamp;

    /// Waits until a time. `false` when somebody wants an end.
    fn wait_until(&self, at: Timestamp) -> bool;

    /// Whether somebody wants an end.
    fn is_stopped(&self) -> bool;
}

/// The clock of the system, which another thread can stop.
#[derive(Debug, Clone, Default)]
pub struct SystemClock(Arc<(Mutex<bool>, Condvar)>);

/// The longest wait without a look at the clock: a machine may have slept, or its clock been set.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

impl SystemClock {
    /// Ends every wait, and asks for an end.
    pub fn stop(&self) {
        let (stopped, told) = &*self.0;
        *stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        told.notify_all();
    }
}

impl WatchClock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn wait_until(&self, at: Timestamp) -> bool {
        let (stopped, told) = &*self.0;
        let mut stop = stopped.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let left = at.duration_since(self.now());
            if *stop || left.is_negative() || left.is_zero() {
                return !*stop;
            }
            let wait = Duration::try_from(left).unwrap_or_default().min(LONGEST_WAIT);
            stop = told.wait_timeout(stop, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn is_stopped(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A clock that stands at one moment, for a run that asks what is due then.
#[derive(Debug, Clone, Copy)]
pub struct StandingClock(pub Timestamp);

impl WatchClock for StandingClock {
    fn now(&self) -> Timestamp {
        self.0
    }

    fn wait_until(&self, _: Timestamp) -> bool {
        false
    }

    fn is_stopped(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_ends_in_time_or_when_somebody_wants_an_end() {
        let clock = SystemClock::default();
        assert!(clock.wait_until(clock.now() - Duration::from_secs(5)));
        let other = clock.clone();
        let waiter = std::thread::spawn(move || other.wait_until(Timestamp::MAX));
        clock.stop();
        assert!(!waiter.join().unwrap());
        assert!(clock.is_stopped() && !clock.wait_until(clock.now()));
    }
}
