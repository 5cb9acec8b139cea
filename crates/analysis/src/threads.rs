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

/// Does `work` with each of `items`, which share nothing.
pub(crate) fn for_each<T: Send>(threads: usize, items: impl Iterator<Item = T>, work: impl Fn(T) + Sync) {
    let mut shares: Vec<Vec<T>> = (0..threads.max(1)).map(|_| Vec::new()).collect();
    for (at, item) in items.enumerate() {
        shares[at % threads.max(1)].push(item);
    }
    let work = &work;
    std::thread::scope(|scope| {
        let own = shares.pop();
        shares.into_iter().for_each(|share| {
            scope.spawn(move || share.into_iter().for_each(work));
        });
        own.into_iter().flatten().for_each(work);
    });
}

/// Sorts on several threads. Items that compare equal must be alike: which of them comes first is not said.
pub(crate) fn sorted<T: Ord + Send>(threads: usize, items: &mut [T]) {
    let piece = items.len().div_ceil(threads.max(1)).max(1);
    std::thread::scope(|scope| {
        items.chunks_mut(piece).for_each(|part| {
            scope.spawn(|| part.sort_unstable());
        });
    });
    if threads > 1 {
        // Runs that are in order already are only merged.
        items.sort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_is_the_same_on_any_number_of_threads() {
        let items: Vec<u64> = (0..5_000u64).map(|at| at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50).collect();
        let mut known = items.clone();
        known.sort_unstable();
        for threads in [1, 2, 3, 7] {
            let mut own = items.clone();
            sorted(threads, &mut own);
            assert_eq!(own, known);
        }
        sorted(2, &mut Vec::<u64>::new());
    }

    #[test]
    fn the_order_is_that_of_the_pieces() {
        for threads in [1, 2, 5] {
            assert_eq!(in_order(threads, 100, |piece| piece * piece), (0..100).map(|at| at * at).collect::<Vec<_>>());
        }
    }
}
