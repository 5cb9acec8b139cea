//! How right the probabilities are, and what the pairs have in common that are still wrong.

use super::{Outcome, Table, share};
use mirqab_analysis::linkage::{Fusion, Model, Options, Reports, fuse};
use std::collections::HashMap;

struct World {
    table: Table,
    incidents: Vec<u32>,
    reports: Reports,
    model: Model,
    fusion: Fusion,
}

fn world(reports: &str, truth: &str) -> Outcome<World> {
    let (table, truth) = (Table::read(reports)?, Table::read(truth)?);
    let mut all = Reports::new();
    for row in &table.rows {
        all.push(&table.evidence(row)?);
    }
    let incidents = truth.rows.iter().map(|row| truth.get(row, "incident_id").parse()).collect::<Result<_, _>>()?;
    let model = Model::learnt(&all, &[], 2);
    let options = Options { threads: 2, ..Options::default() };
    let fusion = fuse(&all, &model, &[], options).map_err(|_| "decisions contradict one another")?;
    Ok(World { table, incidents, reports: all, model, fusion })
}

/// Of the pairs that are given about so much, how many are right: nobody has labelled one.
pub fn calibration(reports: &str, truth: &str) -> Outcome<()> {
    let world = world(reports, truth)?;
    let mut bins = [(0u64, 0u64, 0.0f64); 10];
    for edge in &world.fusion.edges {
        let given = f64::from(edge.micro) / 1e6;
        let bin = &mut bins[((given * 10.0) as usize).min(9)];
        let right = world.incidents[edge.a as usize] == world.incidents[edge.b as usize];
        *bin = (bin.0 + 1, bin.1 + u64::from(right), bin.2 + given);
    }
    for (pairs, right, given) in bins {
        println!("| {:.3} | {:.3} | {pairs} |", given / pairs.max(1) as f64, share(right, pairs));
    }
    Ok(())
}

/// What is known of a pair, from the least that could tell two incidents apart to the most.
const CLASSES: [&str; 5] = [
    "one has a date only",
    "moments more than an hour apart",
    "points beyond 1.35 precisions",
    "both at the centre of a place (5 km)",
    "all else",
];

fn class(world: &World, a: usize, b: usize) -> Outcome<usize> {
    let (a, b) = (&world.table.rows[a], &world.table.rows[b]);
    let number = |row: &csv::StringRecord, name: &str| world.table.get(row, name).parse::<f64>();
    let (lat, lon) = (number(a, "lat")? - number(b, "lat")?, number(a, "lon")? - number(b, "lon")?);
    let metres = lat.hypot(lon * number(a, "lat")?.to_radians().cos()) * 111_195.0;
    let (one, other) = (number(a, "loc_prec_m")?, number(b, "loc_prec_m")?);
    Ok(match () {
        () if number(a, "t_prec_s")?.max(number(b, "t_prec_s")?) >= 86_400.0 => 0,
        () if (number(a, "t")? - number(b, "t")?).abs() > 3_600.0 => 1,
        () if metres > 1.35 * one.hypot(other) => 2,
        () if one >= 5_000.0 && other >= 5_000.0 => 3,
        () => 4,
    })
}

fn groups(of: &[u32]) -> HashMap<u32, Vec<usize>> {
    let mut out: HashMap<u32, Vec<usize>> = HashMap::new();
    of.iter().enumerate().for_each(|(at, group)| out.entry(*group).or_default().push(at));
    out
}

/// True pairs that are missed and joined pairs that are wrong, by what both reports say; and of the missed, how many have
/// another incident's report that is at least as like either of the two as they are like one another.
pub fn over(reports: &str, truth: &str) -> Outcome<()> {
    let world = world(reports, truth)?;
    let mut likest = vec![i32::MIN; world.incidents.len()];
    for edge in &world.fusion.edges {
        if world.incidents[edge.a as usize] != world.incidents[edge.b as usize] {
            let log_odds = world.model.score(&world.reports, edge.a, edge.b).log_odds_milli;
            for end in [edge.a, edge.b] {
                likest[end as usize] = likest[end as usize].max(log_odds);
            }
        }
    }
    let mut rows = [[0u64; 4]; CLASSES.len()];
    let each = |groups: &HashMap<u32, Vec<usize>>, count: &mut dyn FnMut(usize, usize) -> Outcome<()>| {
        for members in groups.values() {
            for (at, a) in members.iter().enumerate() {
                members[at + 1..].iter().try_for_each(|b| count(*a, *b))?;
            }
        }
        Outcome::Ok(())
    };
    each(&groups(&world.incidents), &mut |a, b| {
        let row = &mut rows[class(&world, a, b)?];
        row[0] += 1;
        if world.fusion.cluster[a] != world.fusion.cluster[b] {
            let own = world.model.score(&world.reports, a as u32, b as u32).log_odds_milli;
            row[1] += 1;
            row[2] += u64::from(likest[a].max(likest[b]) >= own || own < 0);
        }
        Ok(())
    })?;
    each(&groups(&world.fusion.cluster), &mut |a, b| {
        if world.incidents[a] != world.incidents[b] {
            rows[class(&world, a, b)?][3] += 1;
        }
        Ok(())
    })?;
    for (name, [all, missed, no_better, wrong]) in CLASSES.iter().zip(rows) {
        println!("| {name} | {all} | {missed} | {no_better} | {wrong} |");
    }
    Ok(())
}
