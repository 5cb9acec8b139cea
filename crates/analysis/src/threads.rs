//! Work on several threads whose result does not show how many there were.

/// Results of `work` for 0 to `count`, in this order, whatever the number of threads.
pub(crate) fn in_order<T: Send>(threads: usize, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if threads <= 1 || count <= 1 {
        return (0..count).map(work).collect();
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut parts: Vec<(usize, T)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(count))
            .map(|_| {
                scope.spawn(|| {
                    let mut own = Vec::new();
                    loop {
                        let piece = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        if piece >= count {
                            return own;
                        }
                        own.push((piece, work(piece)));
                    }
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    parts.sort_unstable_by_key(|(piece, _)| *piece);
    parts.into_iter().map(|(_, part)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_pieces() {
        for threads in [1, 2, 5] {
            assert_eq!(in_order(threads, 100, |piece| piece * piece), (0..100).map(|at| at * at).collect::<Vec<_>>());
        }
    }
}
