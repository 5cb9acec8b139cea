//! How often a name is found that is spelled otherwise than in the gazetteer: the table of `docs/methods/place-names.md`.
//!
//! Arguments: a table of GeoNames with the columns name, latitude, longitude, countrycode, population, alternatenames. The
//! gazetteer holds the main names alone; the other names are asked for. A second argument `even` or `odd` asks for one half of
//! the places, told by a hash of their names: what was tuned on one half is reported of the other.

use mirqab_analysis::names::{Entry, Gazetteer};
use mirqab_vocabulary::Coordinates;
use std::collections::BTreeSet;

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

/// FNV-1a.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Lower case letters of ASCII and spaces, without marks.
fn folded(name: &str) -> Vec<char> {
    use unicode_normalization::UnicodeNormalization;
    let plain = name.nfkd().flat_map(char::to_lowercase).map(|c| if c == '-' { ' ' } else { c });
    plain.filter(|c| c.is_ascii_lowercase() || *c == ' ').collect()
}

/// Whether a name is another spelling of the main one and not another name: by a measure that is none of ours, and the one
/// that the aim was set with. SOURCE: Winkler (1990).
fn another_spelling(name: &str, main: &str) -> bool {
    let (a, b) = (folded(name), folded(main));
    if a == b || a.is_empty() || b.is_empty() {
        return false;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut left = Vec::new();
    for (at, c) in a.iter().enumerate() {
        let within = at.saturating_sub(reach)..(at + reach + 1).min(b.len());
        if let Some(found) = within.clone().find(|other| !taken[*other] && b[*other] == *c) {
            taken[found] = true;
            left.push(*c);
        }
    }
    let right: Vec<char> = b.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(c, _)| *c).collect();
    let matched = left.len() as f64;
    if matched == 0.0 {
        return false;
    }
    let turned = left.iter().zip(&right).filter(|(a, b)| a != b).count() as f64 / 2.0;
    let jaro = (matched / a.len() as f64 + matched / b.len() as f64 + (matched - turned) / matched) / 3.0;
    let prefix = a.iter().zip(&b).take(4).take_while(|(a, b)| a == b).count() as f64;
    jaro + prefix * 0.1 * (1.0 - jaro) > 0.55
}

fn main() {
    let half = std::env::args().nth(2);
    let places = read(&std::env::args().nth(1).expect("a table of GeoNames"));
    let all: Vec<&Place> = places.iter().collect();
    let whole = gazetteer(&all, 1);
    println!("{} places", places.len());
    type Kind = (&'static str, fn(&str, &str) -> bool, usize);
    let kinds: [Kind; 3] = [
        ("Arabic", |name, _| arabic(name), 1),
        ("Latin", |name, _| latin(name), 1000),
        ("Latin, another spelling of the same name", |name, main| latin(name) && another_spelling(name, main), 1000),
    ];
    println!("| Names | Asked | First in country | First | Among five | Among five in country |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (label, fits, most) in kinds {
        let (mut asked, mut first, mut five, mut country_first, mut country_five) = (0, 0, 0, 0, 0);
        for country in places.iter().map(|place| place.country.as_str()).collect::<BTreeSet<_>>() {
            let own: Vec<&Place> = places.iter().filter(|place| place.country == country).collect();
            let within = gazetteer(&own, 1);
            let asked_for = |place: &&&Place| match half.as_deref() {
                Some("even") => hash(&place.name).is_multiple_of(2),
                Some("odd") => !hash(&place.name).is_multiple_of(2),
                _ => true,
            };
            for place in own.iter().filter(asked_for) {
                for name in
                    place.others.iter().filter(|name| fits(name, &place.name) && **name != place.name).take(most)
                {
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
    let begun = worked_s();
    let found: usize = queries.iter().map(|name| large.candidates(name, None, 5).len()).sum();
    let each = (worked_s() - begun) * 1e6 / queries.len() as f64;
    println!(
        "{} names in the gazetteer: {each:.0} µs a query ({found} candidates for {} names)",
        large.entries().len(),
        queries.len()
    );
}

/// Seconds that this thread has worked, where Linux tells: other work on the machine does not count.
fn worked_s() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    text.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).expect("nanoseconds") / 1e9
}
