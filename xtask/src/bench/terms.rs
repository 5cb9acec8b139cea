//! Acts against an agreement of 60 articles and 40 lines and areas, as `mirqab agreement test` answers them.

use super::{Bench, program};
use anyhow::Result;
use std::fmt::Write as _;
use std::fs;

const ARTICLES: usize = 60;
const ZONES: usize = 40;
const TARGETS: &[(usize, &str)] = &[(1_000, "under 1 s"), (100_000, "under 60 s")];

pub fn run(bench: &Bench) -> Result<()> {
    let (file, acts, out) = (bench.path("terms.toml")?, bench.path("acts.jsonl")?, bench.path("answers.jsonl")?);
    fs::write(&file, agreement())?;
    let mut rows = String::new();
    for (number, target) in TARGETS {
        fs::write(&acts, lines(*number))?;
        let run = program::run(&bench.program, &["agreement", "test", &file, "--acts", &acts, "--out", &out])?;
        let answers = fs::read_to_string(&out)?;
        let count = |what: &str| answers.matches(&format!("\"outcome\":\"{what}\"")).count();
        let [applies, does_not, undecided, disputed] = ["applies", "does_not", "undecided", "disputed"].map(count);
        writeln!(
            rows,
            "| {number} | {:.2} | {target} | {} | {applies} | {does_not} | {undecided} | {disputed} |",
            run.took.as_secs_f64(),
            run.peak_mb
        )?;
    }
    let text = format!(
        "`mirqab agreement test`: {ARTICLES} articles, half of them with a condition in CEL; {ZONES} lines and areas of 12 to 24 points, \
         a third of them read differently by the two parties. Each act is tested against every article, with each party's reading and \
         the share of the location's area where the place is not sure. Time is that of the whole command, reading and writing included, on one core.\n\n\
         | Acts | Seconds | Target | MiB | applies | does not | undecided | disputed |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n{rows}"
    );
    bench.write("Terms", &text)
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        // SOURCE: Marsaglia, Xorshift RNGs, 2003.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

const KINDS: &[&str] =
    &["FIRE-SA", "FIRE-HMG", "SHELL", "AIR", "UAV-STRIKE", "OVERFLIGHT", "WPN-LINE", "MOVE", "FORT", "EXPL-U"];
const WEAPONS: &[&str] = &["unknown", "small_arms", "hmg", "mortar", "tank", "artillery", "mlrs"];

fn agreement() -> String {
    let both = |text: &str| format!("{{ ar = \"{text}\", en = \"{text}\" }}");
    let mut file = format!(
        "kind = \"signed_agreement\"\nzone = \"Africa/Tripoli\"\nstandard = \"reasonable_grounds\"\nverification_hours = 72\nreply_hours = 48\n\
         title = {0}\nsummary = {0}\nforce = {{ from = \"2020-01-12T00:00\" }}\n[[party]]\ncode = \"north\"\nname = {1}\n[[party]]\ncode = \"south\"\nname = {2}\n",
        both("made for measuring"),
        both("north"),
        both("south")
    );
    let mut numbers = Numbers(2020);
    for zone in 0..ZONES {
        let area = zone % 2 == 0;
        let corners = 12 + numbers.below(13);
        let (lat, lon) = (31.0 + numbers.below(200) as f64 / 100.0, 12.5 + numbers.below(300) as f64 / 100.0);
        let readings: &[&str] =
            if zone % 3 == 0 { &["reading_of = \"north\"\n", "reading_of = \"south\"\n"] } else { &[""] };
        for (number, reading) in readings.iter().enumerate() {
            let point = |corner: u64| {
                let turn = corner as f64 / corners as f64;
                let (north, east) = if area {
                    let angle = turn * std::f64::consts::TAU;
                    (0.2 * angle.sin(), 0.2 * angle.cos())
                } else {
                    (0.1 * (turn * 20.0).sin(), turn)
                };
                format!("[{:.6}, {:.6}]", lat + north + 0.03 * number as f64, lon + east)
            };
            let points: Vec<String> = (0..corners).map(point).collect();
            let form = if area { "area" } else { "line" };
            let _ = write!(
                file,
                "[[place]]\nkey = \"z{zone}\"\nform = \"{form}\"\nfrom = \"2020-01-12\"\n{reading}title = {}\npoints = [{}]\n",
                both("zone"),
                points.join(", ")
            );
        }
    }
    for article in 0..ARTICLES {
        let (area, line) = ((article * 2) % ZONES, (article * 2 + 1) % ZONES);
        let kind = KINDS[article % 9];
        let other = KINDS[(article + 4) % 9];
        let rest = if article % 2 == 0 {
            format!("acts = [\"{kind}\", \"{other}\"]\nzone = \"z{area}\"")
        } else {
            format!(
                "condition = 'act in [\"{kind}\", \"{other}\"] && (inside(\"z{area}\") || distance_m(\"z{line}\") < {}) && (weapon in [\"mortar\", \"tank\", \"artillery\"] || calibre_mm >= 82)'",
                5000 + 500 * article
            )
        };
        let _ = write!(
            file,
            "[[article]]\nkey = \"a{article}\"\nnumber = \"{article}\"\neffect = \"prohibited\"\ntitle = {0}\ntext = {0}\n{rest}\n",
            both("article")
        );
    }
    file
}

fn lines(number: usize) -> String {
    let (mut text, mut numbers) = (String::new(), Numbers(12));
    for id in 0..number {
        let (day, hour) = (1 + numbers.below(28), numbers.below(24));
        let month = 2 + numbers.below(9);
        let (lat, lon) = (31_000_000 + numbers.below(2_200_000), 12_500_000 + numbers.below(3_300_000));
        let radius = [0, 100, 500, 2000, 10_000][numbers.below(5) as usize];
        let (kind, weapon) = (KINDS[numbers.below(10) as usize], WEAPONS[numbers.below(7) as usize]);
        let _ = writeln!(
            text,
            "{{\"id\":\"{id}\",\"act\":\"{kind}\",\"weapon\":\"{weapon}\",\"from\":\"2020-{month:02}-{day:02}T{hour:02}:00:00Z\",\"lat_udeg\":{lat},\"lon_udeg\":{lon},\"radius_m\":{radius}}}"
        );
    }
    text
}
