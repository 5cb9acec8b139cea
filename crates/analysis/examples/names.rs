//! How often a name is found that is spelled otherwise than in the gazetteer: the table of `docs/methods/place-names.md`.
//!
//! Arguments: a table of GeoNames with the columns name, latitude, longitude, countrycode, population, alternatenames. The
//! gazetteer holds the main names alone; the other names are asked for.

use mirqab_analysis::names::{Entry, Gazetteer};
use mirqab_vocabulary::Coordinates;
use std::collections::BTreeSet;
use std::time::Instant;

struct Place {
    name: String,
    country: String,
    at: Coordinates,
    population: u32,
    others: Vec<String>,
}

fn read(path: &str) -> Vec<Place> {
    let text = std::fs::read_to_string(path).expect("the table");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let column = |name: &str| header.iter().position(|other| *other == name).expect("a column");
    let (name, lat, lon, country, population, others) = (
        column("name"),
        column("latitude"),
        column("longitude"),
        column("countrycode"),
        column("population"),
        column("alternatenames"),
    );
    let mut places = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        if cells.len() != header.len() {
            continue;
        }
        let degrees = |at: usize| cells[at].parse::<f64>().expect("degrees");
        places.push(Place {
            name: cells[name].to_owned(),
            country: cells[country].to_owned(),
            at: Coordinates::from_degrees(degrees(lat), degrees(lon)).expect("a point"),
            population: cells[population].parse().unwrap_or(0),
            others: cells[others].split('|').map(str::to_owned).collect(),
        });
    }
    places
}

fn gazetteer(places: &[&Place], copies: usize) -> Gazetteer {
    let entry = |copy: usize, (index, place): (usize, &&Place)| Entry {
        key: format!("{copy}-{index:06}"),
        names: vec![if copy == 0 {
            place.name.clone()
        } else {
            format!("{}{}", place.name, ["an", "iya", "abad", "ur"][copy % 4])
        }],
        at: place.at,
        radius_m: 1000,
        population: place.population,
    };
    Gazetteer::new((0..copies).flat_map(|copy| places.iter().enumerate().map(move |pair| entry(copy, pair))).collect())
}

fn arabic(name: &str) -> bool {
    name.chars().count() > 2 && name.chars().all(|c| c == ' ' || ('\u{0621}'..='\u{0652}').contains(&c))
}

fn latin(name: &str) -> bool {
    name.chars().count() > 3
        && name.chars().all(|c| c == ' ' || c == '-' || c == '\'' || c == '’' || (c.is_alphabetic() && c < '\u{0250}'))
}

fn main() {
    let places = read(&std::env::args().nth(1).expect("a table of GeoNames"));
    let all: Vec<&Place> = places.iter().collect();
    let whole = gazetteer(&all, 1);
    println!("{} places", places.len());
    type Kind = (&'static str, fn(&str) -> bool, usize);
    let kinds: [Kind; 2] = [("Arabic", arabic, 1), ("Latin", latin, 1000)];
    println!("| Names | Asked | First in country | First | Among five | Among five in country |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (label, fits, most) in kinds {
        let (mut asked, mut first, mut five, mut country_first, mut country_five) = (0, 0, 0, 0, 0);
        for country in places.iter().map(|place| place.country.as_str()).collect::<BTreeSet<_>>() {
            let own: Vec<&Place> = places.iter().filter(|place| place.country == country).collect();
            let within = gazetteer(&own, 1);
            for place in &own {
                for name in place.others.iter().filter(|name| fits(name) && **name != place.name).take(most) {
                    asked += 1;
                    let hit = |gazetteer: &Gazetteer, most: usize| {
                        let right =
                            |candidate: &mirqab_analysis::names::Candidate<'_>| candidate.entry.names[0] == place.name;
                        gazetteer.candidates(name, None, most).iter().any(right)
                    };
                    first += u32::from(hit(&whole, 1));
                    five += u32::from(hit(&whole, 5));
                    let found = hit(&within, 1);
                    country_first += u32::from(found);
                    country_five += u32::from(hit(&within, 5));
                    if !found && std::env::var_os("MISSES").is_some() {
                        let best = within.candidates(name, None, 1);
                        println!(
                            "  {name} is {} and not {:?}",
                            place.name,
                            best.first().map(|one| (one.name, one.score_permille))
                        );
                    }
                }
            }
        }
        let share = |count: u32| f64::from(count) / f64::from(asked);
        println!(
            "| {label} | {asked} | {:.3} | {:.3} | {:.3} | {:.3} |",
            share(country_first),
            share(first),
            share(five),
            share(country_five)
        );
    }
    let large = gazetteer(&all, 25_000usize.div_ceil(all.len()));
    let queries: Vec<&String> =
        places.iter().flat_map(|place| &place.others).filter(|name| arabic(name) || latin(name)).take(2000).collect();
    let begun = Instant::now();
    let found: usize = queries.iter().map(|name| large.candidates(name, None, 5).len()).sum();
    let each = begun.elapsed().as_secs_f64() * 1e6 / queries.len() as f64;
    println!(
        "{} names in the gazetteer: {each:.0} µs a query ({found} candidates for {} names)",
        large.entries().len(),
        queries.len()
    );
}
