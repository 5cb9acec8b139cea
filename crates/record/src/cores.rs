//! Work that needs nothing but the item itself, shared between cores. Reading and writing each entry again is most of a check.

use std::num::NonZero;
use std::thread;

/// What `work` makes of each item, in the order of the items. Each core has its share, of `least` items or more; where there is one core, or no
/// threads as in a browser, all is done here.
pub fn on_all_cores<T: Sync, R: Send>(items: &[T], least: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    shared(thread::available_parallelism().map_or(1, NonZero::get), items, least, work)
}

fn shared<T: Sync, R: Send>(cores: usize, items: &[T], least: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let all = |items: &[T]| items.iter().map(&work).collect::<Vec<R>>();
    let share = items.len().div_ceil(cores).max(least).max(1);
    let Some((own, others)) = items.split_at_checked(share) else { return all(items) };
    thread::scope(|scope| {
        let others: Vec<_> = others.chunks(share).map(|share| (share, scope.spawn(|| all(share)))).collect();
        let mut made = all(own);
        // A thread that could not finish is a bug, and then its share is looked at here, where the bug shows.
        made.extend(others.into_iter().flat_map(|(share, thread)| thread.join().unwrap_or_else(|_| all(share))));
        made
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_shared_comes_back_whole_and_in_order() {
        for count in [0, 1, 31, 32, 33, 64, 65, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let expected: Vec<usize> = items.iter().map(|item| item * 3).collect();
            for cores in [1, 2, 3, 64] {
                for least in [0, 1, 32] {
                    assert_eq!(shared(cores, &items, least, |item| item * 3), expected, "{count} on {cores}");
                }
            }
        }
        let here = thread::current().id();
        let threads = shared(2, &[0; 100], 32, |_| thread::current().id());
        assert!(threads[..50].iter().all(|id| *id == here) && threads[50..].iter().all(|id| *id != here));
    }
}
