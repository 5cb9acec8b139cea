//! Which pairs are worth comparing: a sorted grid in space, swept in time, each report with its own radius and interval.

use super::features::{DAY_FROM_S, METRES_PER_UDEG, combined_m, distance_m};
use super::reports::{Reports, Row};
use crate::threads::{in_order, sorted};
use std::collections::HashMap;
use std::ops::Range;

/// Two moments further apart than this, beyond what both state, are not compared.
pub(super) const WINDOW_S: i64 = 4 * 3600;
/// Points further apart than this many combined precisions, and these metres, are not compared.
const REACH: f32 = 2.0;
const REACH_M: f32 = 2_500.0;
/// Precisions served by each level of the grid, metres.
const LEVELS_M: [f32; 3] = [5_000.0, 20_000.0, 100_000.0];
/// Intervals longer than this say nothing for a sweep in time.
const SPAN_MOST_S: u32 = 8 * 86_400;
/// Reports without place or time are compared with all others up to this many pairs, else by name, text and media only.
const LOOSE_PAIRS_MOST: usize = 3_000_000;
const LOOSE_GROUP_MOST: usize = 200;

/// Whether two points are near enough to be compared.
pub(super) fn near(a: &Row, b: &Row) -> bool {
    distance_m(a, b) <= REACH * combined_m(a.precision_m, b.precision_m) + REACH_M
}

fn half_s(row: &Row) -> i64 {
    i64::from(row.span_s / 2) + i64::from(row.time_precision_s.min(DAY_FROM_S))
}

/// Whether two times are near enough to be compared; so if one is not known.
pub(super) fn timely(a: &Row, b: &Row) -> bool {
    !a.timed() || !b.timed() || (a.moment - b.moment).abs() <= WINDOW_S + half_s(a) + half_s(b)
}

impl Reports {
    /// Whether two reports are near enough in place and time to be compared at all. Beyond that weights are not calibrated: the engine
    /// counts such a pair as of two events.
    pub fn comparable(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.rows[a as usize], &self.rows[b as usize]);
        timely(a, b) && !(a.located() && b.located() && !near(a, b))
    }
}

/// Whether the grid serves a report.
fn gridded(row: &Row) -> bool {
    row.located() && row.timed() && row.span_s <= SPAN_MOST_S
}

fn level(precision_m: f32) -> usize {
    LEVELS_M.iter().position(|most| precision_m <= *most).unwrap_or(LEVELS_M.len() - 1)
}

/// A cell: band from south to north, then column from west to east.
type Cell = (i32, i32);

/// How long a time may be told, in two lists: sweeping a date through minutes would be slow, and the other way round wrong.
const WIDE_FROM_S: i64 = 2 * 3600;

#[derive(Clone, Copy, Debug)]
struct Entry {
    moment: i64,
    at: u32,
    half_s: i32,
    // What `near` asks, kept here because looking it up in the row would cost more than the question.
    lat_udeg: i32,
    lon_udeg: i32,
    cos_lat: f32,
    precision_m: f32,
}

impl Entry {
    fn of(at: u32, row: &Row) -> Self {
        Self {
            moment: row.moment,
            at,
            half_s: half_s(row) as i32,
            lat_udeg: row.lat_udeg,
            lon_udeg: row.lon_udeg,
            cos_lat: row.cos_lat,
            precision_m: row.precision_m,
        }
    }

    /// The same answer as [`near`] gives for the rows.
    fn near(&self, other: &Self) -> bool {
        let dy = (self.lat_udeg - other.lat_udeg) as f32;
        let mut dlon = (i64::from(self.lon_udeg) - i64::from(other.lon_udeg)).abs();
        dlon = dlon.min(360_000_000 - dlon);
        let dx = dlon as f32 * ((self.cos_lat + other.cos_lat) * 0.5);
        let distance = (dx * dx + dy * dy).sqrt() * METRES_PER_UDEG;
        distance <= REACH * combined_m(self.precision_m, other.precision_m) + REACH_M
    }
}

/// Lists of a cell: reports of this level, then those of finer ones; of each the narrow before the wide.
const LISTS: usize = 4;
/// From this list on the reports are of finer levels. Two of these are another grid's pair.
const FINER: usize = 2;

/// One grid: entries sorted by cell, then list, then time.
pub(super) struct Grid {
    entries: Vec<Entry>,
    /// Where each list of a cell ends.
    cells: Vec<(Cell, [u32; LISTS])>,
    size: i32,
    /// The longest half interval of each list.
    half_most: [i64; LISTS],
}

impl Grid {
    fn cell_size(level: usize) -> i32 {
        // Two of the widest of this level, as far as they are compared, in millionths of a degree.
        let metres = REACH * LEVELS_M[level] * std::f32::consts::SQRT_2 + REACH_M;
        (metres / 0.111) as i32
    }

    fn width(band: i32, size: i32) -> i32 {
        // Wide enough on the side towards the pole, so that a neighbour is never two columns away.
        let edge = (i64::from(band) * i64::from(size)).abs().max((i64::from(band) + 1).abs() * i64::from(size));
        (f64::from(size) / (edge as f64 * 1e-6).min(88.0).to_radians().cos()).min(2e9) as i32
    }

    fn cell(row: &Row, size: i32) -> Cell {
        let band = row.lat_udeg.div_euclid(size);
        (band, row.lon_udeg.div_euclid(Self::width(band, size)))
    }

    fn new(reports: &Reports, at_level: usize, threads: usize) -> Self {
        let size = Self::cell_size(at_level);
        let mut keyed: Vec<(Cell, u8, i64, u64, u32)> = Vec::new();
        // Rows of one band follow one another: its width is kept.
        let mut known = (i32::MIN, 1);
        for (at, row) in reports.rows.iter().enumerate().filter(|(_, row)| gridded(row)) {
            let own_level = level(row.precision_m);
            if own_level <= at_level {
                let finer = if own_level < at_level { FINER as u8 } else { 0 };
                let list = finer + u8::from(half_s(row) > WIDE_FROM_S);
                let band = row.lat_udeg.div_euclid(size);
                if band != known.0 {
                    known = (band, Self::width(band, size));
                }
                keyed.push(((band, row.lon_udeg.div_euclid(known.1)), list, row.moment, row.key, at as u32));
            }
        }
        sorted(threads, &mut keyed);
        let mut out = Self { entries: Vec::with_capacity(keyed.len()), cells: Vec::new(), size, half_most: [0; LISTS] };
        for (cell, list, _, _, at) in keyed {
            out.put(cell, usize::from(list), Entry::of(at, &reports.rows[at as usize]));
        }
        out
    }

    /// Adds the next entry in order.
    fn put(&mut self, cell: Cell, list: usize, entry: Entry) {
        self.half_most[list] = self.half_most[list].max(i64::from(entry.half_s));
        self.begin(cell);
        self.entries.push(entry);
        if let Some((_, ends)) = self.cells.last_mut() {
            ends[list..].fill(self.entries.len() as u32);
        }
    }

    /// Begins a cell, unless it is the last.
    fn begin(&mut self, cell: Cell) {
        if self.cells.last().is_none_or(|(last, _)| *last != cell) {
            self.cells.push((cell, [self.entries.len() as u32; LISTS]));
        }
    }

    /// The same cells with chosen reports only.
    fn only(&self, chosen: impl Fn(u32) -> bool) -> Self {
        let mut out = Self { entries: Vec::new(), cells: Vec::with_capacity(self.cells.len()), ..*self };
        for (at, (cell, _)) in self.cells.iter().enumerate() {
            out.begin(*cell);
            for (list, entries) in self.lists(at).into_iter().enumerate() {
                entries.iter().filter(|one| chosen(one.at)).for_each(|one| out.put(*cell, list, *one));
            }
        }
        out
    }

    fn range(&self, cell: usize) -> Range<usize> {
        let begin = if cell == 0 { 0 } else { self.cells[cell - 1].1[LISTS - 1] };
        begin as usize..self.cells[cell].1[LISTS - 1] as usize
    }

    fn lists(&self, cell: usize) -> [&[Entry]; LISTS] {
        let mut begin = self.range(cell).start;
        self.cells[cell].1.map(|end| &self.entries[std::mem::replace(&mut begin, end as usize)..end as usize])
    }

    /// Each list here with each list there, and how wide their intervals are.
    fn crossed(&self, here: usize, there: (&Self, usize), mut each: impl FnMut(&[Entry], &[Entry], i64)) {
        for (at, list) in self.lists(here).into_iter().enumerate() {
            for (at_there, list_there) in there.0.lists(there.1).into_iter().enumerate() {
                let served = at < FINER || at_there < FINER;
                if served && !list.is_empty() && !list_there.is_empty() {
                    each(list, list_there, self.half_most[at] + there.0.half_most[at_there]);
                }
            }
        }
    }

    /// Cells after `cell`, in order, that touch it: east of it, and in the next band.
    fn neighbours(&self, cell: usize) -> Vec<usize> {
        let ((band, column), _) = self.cells[cell];
        let own = Self::width(band, self.size);
        let mut out = Vec::with_capacity(5);
        if let Ok(east) = self.cells.binary_search_by(|(other, _)| other.cmp(&(band, column + 1))) {
            out.push(east);
        }
        let above = Self::width(band + 1, self.size);
        let reach = i64::from(own.max(above));
        let west = (i64::from(column) * i64::from(own) - reach).div_euclid(i64::from(above)) as i32;
        let east = ((i64::from(column) + 1) * i64::from(own) + reach).div_euclid(i64::from(above)) as i32;
        let begin = self.cells.partition_point(|(other, _)| *other < (band + 1, west));
        out.extend((begin..self.cells.len()).take_while(|at| self.cells[*at].0 <= (band + 1, east)));
        out
    }
}

/// All that is needed to go through the pairs of a set of reports.
pub(super) struct Blocks<'a> {
    reports: &'a Reports,
    grids: Vec<Grid>,
}

impl<'a> Blocks<'a> {
    pub fn new(reports: &'a Reports, threads: usize) -> Self {
        let held = |at_level: usize| reports.rows.iter().any(|row| gridded(row) && level(row.precision_m) == at_level);
        let levels: Vec<usize> = (0..LEVELS_M.len()).filter(|at_level| *at_level == 0 || held(*at_level)).collect();
        // Threads that one level leaves over sort another.
        let each = threads.div_ceil(levels.len());
        let grids = in_order(threads, levels.len(), |at| Grid::new(reports, levels[at], each));
        Self { reports, grids }
    }

    /// What `each` returns for every pair of the grid worth comparing, once per pair; the order does not depend on `threads`.
    /// `touch` reads what `each` will read of a report.
    pub fn pairs<T: Send>(
        &self,
        threads: usize,
        touch: impl Fn(u32) -> u64 + Sync,
        each: impl Fn(u32, u32) -> Option<T> + Sync,
    ) -> Vec<T> {
        self.over_cells(threads, |at_level, cell, found| {
            let grid = &self.grids[at_level];
            let mut waiting = Waiting::new(&touch, |a, b| found.extend(each(a, b)));
            let mut sweep = |list: &[Entry], others: &[Entry], halves_s: i64, within: Within| {
                swept(list, others, halves_s, 0, within, &mut |a, b| waiting.push(a, b));
            };
            let own = grid.lists(cell);
            for (at, list) in own.into_iter().enumerate().take(FINER) {
                sweep(list, list, grid.half_most[at] * 2, Within::OneHalf);
                for (later, others) in own.into_iter().enumerate().skip(at + 1) {
                    sweep(list, others, grid.half_most[at] + grid.half_most[later], Within::Two);
                }
            }
            for other in grid.neighbours(cell) {
                grid.crossed(cell, (grid, other), |list, there, halves_s| sweep(list, there, halves_s, Within::Two));
            }
            waiting.flush();
        })
    }

    /// The same grids with chosen reports only.
    pub fn chosen(&self, threads: usize, chosen: impl Fn(u32) -> bool + Sync) -> Vec<Grid> {
        in_order(threads, self.grids.len(), |at| self.grids[at].only(&chosen))
    }

    /// What `each` returns for every pair of an anchor with any other report, in this order, when the other's time counts
    /// as `shift_s` later. With a shift of some days such pairs are surely of different events.
    pub fn pairs_of<T: Send>(
        &self,
        threads: usize,
        anchors: &[Grid],
        shift_s: i64,
        touch: impl Fn(u32) -> u64 + Sync,
        each: impl Fn(u32, u32) -> Option<T> + Sync,
    ) -> Vec<T> {
        self.over_cells(threads, |at_level, cell, found| {
            let (grid, anchors) = (&self.grids[at_level], &anchors[at_level]);
            let mut waiting = Waiting::new(&touch, |a, b| found.extend(each(a, b)));
            let mut sweep = |list: &[Entry], others: &[Entry], halves_s: i64| {
                swept(list, others, halves_s, shift_s, Within::Two, &mut |a, b| waiting.push(a, b));
            };
            anchors.crossed(cell, (grid, cell), &mut sweep);
            for other in grid.neighbours(cell) {
                anchors.crossed(cell, (grid, other), &mut sweep);
                anchors.crossed(other, (grid, cell), &mut sweep);
            }
            waiting.flush();
        })
    }

    /// What `each` finds in every cell of every level, in this order.
    fn over_cells<T: Send>(&self, threads: usize, each: impl Fn(usize, usize, &mut Vec<T>) + Sync) -> Vec<T> {
        let mut out = Vec::new();
        for (at_level, grid) in self.grids.iter().enumerate() {
            let pieces = pieces(grid, threads.max(1) * 16);
            let parts = in_order(threads, pieces.len(), |piece| {
                let mut found = Vec::new();
                pieces[piece].clone().for_each(|cell| each(at_level, cell, &mut found));
                found
            });
            for mut part in parts {
                if out.is_empty() { out = part } else { out.append(&mut part) }
            }
        }
        out
    }

    /// What `each` returns for every pair worth comparing of which a report has no place or no time.
    pub fn loose_pairs<T>(&self, each: impl Fn(u32, u32) -> Option<T>) -> Vec<T> {
        let mut out = Vec::new();
        self.loose(&mut |a, b| out.extend(each(a, b)));
        out
    }

    /// Pairs of reports that no grid serves, because they have no place or no time.
    fn loose(&self, found: &mut impl FnMut(u32, u32)) {
        let rows = &self.reports.rows;
        let loose: Vec<u32> = (0..rows.len() as u32).filter(|at| !gridded(&rows[*at as usize])).collect();
        let is_loose = |at: u32| !gridded(&rows[at as usize]);
        let mut offer = |a: u32, b: u32| {
            let (row_a, row_b) = (&rows[a as usize], &rows[b as usize]);
            if timely(row_a, row_b) && !(row_a.located() && row_b.located() && !near(row_a, row_b)) {
                found(a, b);
            }
        };
        if loose.len().saturating_mul(rows.len()) <= LOOSE_PAIRS_MOST {
            for a in &loose {
                for b in 0..rows.len() as u32 {
                    if *a != b && (!is_loose(b) || *a < b) {
                        offer(*a, b);
                    }
                }
            }
            return;
        }
        let mut groups: HashMap<u64, Vec<u32>> = HashMap::new();
        let keys = |row: &Row| {
            let day = if row.timed() { row.moment.div_euclid(2 * 86_400) } else { 0 };
            let name = (row.name.0 != 0).then(|| row.name.0 ^ (day as u64).rotate_left(40));
            name.into_iter()
                .chain((row.text_hash != 0).then_some(row.text_hash))
                .chain(self.reports.media(row).iter().copied())
                .collect::<Vec<_>>()
        };
        for at in &loose {
            for key in keys(&rows[*at as usize]) {
                groups.entry(key).or_default();
            }
        }
        for (at, row) in rows.iter().enumerate() {
            for key in keys(row) {
                if let Some(group) = groups.get_mut(&key) {
                    group.push(at as u32);
                }
            }
        }
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for group in groups.values().filter(|group| group.len() <= LOOSE_GROUP_MOST) {
            for (index, a) in group.iter().enumerate() {
                let others = group[index + 1..].iter();
                pairs.extend(others.filter(|b| is_loose(*a) || is_loose(**b)).map(|b| (*a, *b)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs.into_iter().filter(|(a, b)| a != b).for_each(|(a, b)| offer(a, b));
    }
}

/// Pairs that wait until there are some of them. Comparing is mostly waiting for memory; what they need is read first, all at once,
/// so that these waits are one.
struct Waiting<Touch, Each> {
    pairs: [(u32, u32); WAITING_MOST],
    count: usize,
    touch: Touch,
    each: Each,
}

const WAITING_MOST: usize = 32;

impl<Touch: Fn(u32) -> u64, Each: FnMut(u32, u32)> Waiting<Touch, Each> {
    fn new(touch: Touch, each: Each) -> Self {
        Self { pairs: [(0, 0); WAITING_MOST], count: 0, touch, each }
    }

    fn push(&mut self, a: u32, b: u32) {
        self.pairs[self.count] = (a, b);
        self.count += 1;
        if self.count == WAITING_MOST {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let pairs = &self.pairs[..self.count];
        std::hint::black_box(pairs.iter().fold(0, |read, (_, b)| read ^ (self.touch)(*b)));
        pairs.iter().for_each(|(a, b)| (self.each)(*a, *b));
        self.count = 0;
    }
}

/// Pairs of two lists, both in the order of time, that are near in time and space.
fn swept(
    list: &[Entry],
    others: &[Entry],
    halves_s: i64,
    shift_s: i64,
    within: Within,
    found: &mut impl FnMut(u32, u32),
) {
    let window = WINDOW_S + halves_s;
    let mut low = 0;
    for (at, a) in list.iter().enumerate() {
        while low < others.len() && others[low].moment + shift_s < a.moment - window {
            low += 1;
        }
        let begin = if within == Within::OneHalf { at + 1 } else { low };
        for b in &others[begin.min(others.len())..] {
            let apart = b.moment + shift_s - a.moment;
            if apart > window {
                break;
            }
            let timely = apart.abs() <= WINDOW_S + i64::from(a.half_s) + i64::from(b.half_s);
            if timely && a.near(b) && a.at != b.at {
                found(a.at, b.at);
            }
        }
    }
}

/// Whether both lists of a sweep are one, of which each pair is wanted once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    OneHalf,
    Two,
}

/// Ranges of cells with about the same number of entries.
fn pieces(grid: &Grid, count: usize) -> Vec<Range<usize>> {
    let each = grid.entries.len() / count + 1;
    let mut out = Vec::new();
    let mut begin = 0;
    while begin < grid.cells.len() {
        let mut end = begin;
        let mut entries = 0;
        while end < grid.cells.len() && entries < each {
            entries += grid.range(end).len();
            end += 1;
        }
        out.push(begin..end);
        begin = end;
    }
    out
}

/// The grids of reports that arrive one after another.
#[derive(Default)]
pub(super) struct Standing {
    cells: [HashMap<Cell, [Vec<Entry>; 2]>; LEVELS_M.len()],
    /// The longest half interval of each list.
    half_most: [i64; 2],
    loose: Vec<u32>,
}

impl Standing {
    /// Takes a report; [`Standing::sort`] must follow.
    pub fn put(&mut self, at: u32, row: &Row) {
        self.place(at, row, |list, entry| list.push(entry));
    }

    /// Brings all lists into the order of time.
    pub fn sort(&mut self) {
        for lists in self.cells.iter_mut().flat_map(HashMap::values_mut).flatten() {
            lists.sort_unstable_by_key(|entry| (entry.moment, entry.at));
        }
    }

    /// Takes one more report.
    pub fn insert(&mut self, at: u32, row: &Row) {
        self.place(at, row, |list, entry| {
            let place = list.partition_point(|other| other.moment <= entry.moment);
            list.insert(place, entry);
        });
    }

    fn place(&mut self, at: u32, row: &Row, mut put: impl FnMut(&mut Vec<Entry>, Entry)) {
        if !gridded(row) {
            self.loose.push(at);
            return;
        }
        let entry = Entry::of(at, row);
        let wide = usize::from(i64::from(entry.half_s) > WIDE_FROM_S);
        self.half_most[wide] = self.half_most[wide].max(i64::from(entry.half_s));
        // Each report lies in the grid of its own level only: in a coarse one lists would be long, and putting one in slow.
        let at_level = level(row.precision_m);
        put(&mut self.cells[at_level].entry(Grid::cell(row, Grid::cell_size(at_level))).or_default()[wide], entry);
    }

    /// All reports worth comparing with `row`, which is not among them.
    pub fn near(&self, reports: &Reports, row: &Row, window_s: i64, out: &mut Vec<u32>) {
        let fits = |other: &Row| timely(row, other) && !(row.located() && other.located() && !near(row, other));
        if !gridded(row) {
            out.extend((0..reports.len() as u32 - 1).filter(|other| fits(&reports.rows[*other as usize])));
            return;
        }
        out.extend(self.loose.iter().copied().filter(|other| fits(&reports.rows[*other as usize])));
        let own = Entry::of(0, row);
        for (at_level, cells) in self.cells.iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
            let size = Grid::cell_size(at_level);
            // The coarser of the two decides how far to look.
            let reach = Grid::cell_size(at_level.max(level(row.precision_m)));
            let pole = (f64::from(row.lat_udeg.abs()) + f64::from(reach)) * 1e-6;
            let reach_lon = (f64::from(reach) / pole.min(88.0).to_radians().cos()).min(2e9) as i32;
            for there in (row.lat_udeg - reach).div_euclid(size)..=(row.lat_udeg + reach).div_euclid(size) {
                let width = Grid::width(there, size);
                let first = row.lon_udeg.saturating_sub(reach_lon).div_euclid(width);
                let last = row.lon_udeg.saturating_add(reach_lon).div_euclid(width);
                for lists in (first..=last).filter_map(|column| cells.get(&(there, column))) {
                    for (list, half_most) in lists.iter().zip(self.half_most) {
                        let window = window_s + i64::from(own.half_s) + half_most;
                        let begin = list.partition_point(|other| other.moment < own.moment - window);
                        for other in list[begin..].iter().take_while(|other| other.moment <= own.moment + window) {
                            let apart = (other.moment - own.moment).abs();
                            let timely = apart <= window_s + i64::from(own.half_s) + i64::from(other.half_s);
                            if timely && own.near(other) {
                                out.push(other.at);
                            }
                        }
                    }
                }
            }
        }
    }
}
