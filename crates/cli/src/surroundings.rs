//! The real clock and randomness, and a staged one for the demonstration.

use mirqab_app::Surroundings;
use mirqab_vocabulary::Instant;
use sha2::{Digest, Sha256};
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

/// The system's clock, set back by so many seconds, and the system's randomness.
pub struct System {
    /// Zero but for a demonstration.
    pub behind_s: i64,
}

/// Milliseconds since 1970 by the system's clock.
pub fn system_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

impl Surroundings for System {
    fn now(&self) -> Instant {
        // Outside 1900 to 2200 the machine's clock is broken; 1970 makes that plain.
        Instant::from_unix_s(system_ms() / 1000 - self.behind_s).unwrap_or(Instant::EPOCH)
    }
    fn now_ms(&self) -> u64 {
        (system_ms() - self.behind_s * 1000).max(0).unsigned_abs()
    }
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness salts could be guessed and ids could clash: rather stop.
        assert!(getrandom::fill(bytes).is_ok(), "the system gives no randomness");
    }
}

/// A clock that is set by hand and numbers that follow from a seed, so that a demonstration is the same each time.
pub struct Staged {
    state: Mutex<(Instant, u64, u64)>,
}

impl Staged {
    /// With this seed, at this time.
    pub fn new(seed: u64, now: Instant) -> Self {
        Self { state: Mutex::new((now, seed, 0)) }
    }
    /// Sets the time.
    pub fn set(&self, now: Instant) {
        self.lock().0 = now;
    }
    fn lock(&self) -> std::sync::MutexGuard<'_, (Instant, u64, u64)> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
    /// The next number of the sequence, below `below`.
    pub fn number(&self, below: u32) -> u32 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u32::try_from(u64::from_le_bytes(bytes) % u64::from(below.max(1))).unwrap_or(0)
    }
}

impl Surroundings for Staged {
    fn now(&self) -> Instant {
        self.lock().0
    }
    fn now_ms(&self) -> u64 {
        (self.lock().0.unix_s() * 1000).max(0).unsigned_abs()
    }
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.lock();
        for chunk in bytes.chunks_mut(32) {
            state.2 += 1;
            let mut hash = Sha256::new();
            hash.update(b"mirqab demonstration");
            hash.update(state.1.to_le_bytes());
            hash.update(state.2.to_le_bytes());
            chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
        }
    }
}
