use super::*;
use crate::linkage::{Evidence, Tongue, When};

const WIRE: &str = "Four rockets struck the eastern part of the harbour on Tuesday morning, the port authority said. Two \
warehouses burned for several hours before crews brought the fire under control. No ship was damaged.";

fn item(key: u64, text: &'static str, hour: i64) -> Evidence<'static> {
    Evidence {
        key,
        source: Some(key as u32),
        text: Some(text),
        published_at: Some(1_582_000_000 + hour * 3600),
        when: Some(When::Within { from: 1_581_984_000, until: 1_582_070_400 }),
        language: Tongue::tagged("en"),
        ..Evidence::default()
    }
}

#[test]
fn each_way_of_repeating_is_named() {
    let reports = [
        item(1, WIRE, 0),
        item(2, WIRE, 3),
        item(
            3,
            "(agencies) Four rockets struck the eastern part of the harbour on Tuesday morning, the port authority said. Two warehouses burned for many hours before crews brought the fire under control. No ship was damaged.",
            5,
        ),
        item(4, "Two warehouses burned for several hours before crews brought the fire under control.", 6),
        item(5, "The council met on Wednesday to discuss the price of bread and the repair of the northern road.", 7),
    ];
    let found = lineage(&reports, Looking::default());
    let of = |report: u32| found.copies.iter().find(|copy| copy.report == report).map(|copy| (copy.of, copy.how));
    assert_eq!(of(0), None);
    assert_eq!(of(1), Some((0, How::Exact)));
    assert_eq!(of(2), Some((0, How::Edited)));
    assert_eq!(of(3), Some((0, How::Shortened)));
    assert_eq!(of(4), None);
    assert_eq!(found.origins(&[0, 1, 2, 3, 4]), [vec![0, 1, 2, 3], vec![4]]);
}

#[test]
fn a_chain_has_one_origin_and_says_that_it_is_one() {
    let outlet = "Rebels say that four rockets struck the eastern part of the harbour on Tuesday morning, the port authority said. Two warehouses burned for several hours. Residents fled to the hills overnight with what they could carry.";
    let site = "BREAKING Rebels say that four rockets struck the eastern part of the harbour on Tuesday morning. Two warehouses burned for several hours. Residents fled to the hills overnight with what they could carry.";
    let reports = [item(1, WIRE, 0), item(2, outlet, 2), item(3, site, 4)];
    let found = lineage(&reports, Looking { part_from: 0.4, ..Looking::default() });
    let last = found.copies.iter().find(|copy| copy.report == 2).unwrap();
    assert_eq!((last.of, last.chained), (1, true));
    assert_eq!(found.root, [0, 0, 0]);
}

#[test]
fn a_credited_translation_is_a_copy_and_an_uncredited_twin_is_not() {
    let base = Evidence {
        count: Some(crate::linkage::Tally { number: 10, meant: crate::linkage::Meant::Exactly }),
        place_name: Some("Sirte"),
        killed: Some(crate::linkage::Toll { least: 0, most: 0 }),
        ..item(1, "Army sources told the agency that ten missiles were fired.", 0)
    };
    let arabic = Evidence {
        key: 2,
        source: Some(2),
        text: Some("وقالت مصادر بالجيش للوكالة إن عشرة صواريخ أطلقت"),
        place_name: Some("سرت"),
        language: Tongue::tagged("ar"),
        published_at: Some(1_582_010_000),
        credits: &[1],
        ..base.clone()
    };
    let twin = Evidence { key: 3, source: Some(3), credits: &[], ..arabic.clone() };
    let with = lineage(&[base.clone(), arabic.clone()], Looking::default());
    assert_eq!(with.copies.first().map(|copy| (copy.of, copy.how, copy.credits)), Some((0, How::Credited, true)));
    assert!(lineage(&[base.clone(), twin], Looking::default()).copies.is_empty());
    // Two that name the same absent agency and tell the same are one origin.
    let (one, other) = (Evidence { credits: &[99], ..base }, Evidence { credits: &[99], ..arabic });
    assert_eq!(lineage(&[one, other], Looking::default()).copies[0].how, How::SharedCredit);
}

#[test]
fn a_set_phrase_about_another_day_is_no_copy() {
    let later =
        Evidence { when: Some(When::Within { from: 1_583_000_000, until: 1_583_086_400 }), ..item(2, WIRE, 300) };
    assert!(lineage(&[item(1, WIRE, 0), later], Looking::default()).copies.is_empty());
}

#[test]
fn voices_and_sources_are_one_origin_each() {
    let quiet = |key, source, voice| Evidence { key, source: Some(source), voice, ..Evidence::default() };
    let reports = [quiet(1, 1, Some(5)), quiet(2, 2, Some(5)), quiet(3, 3, None), quiet(4, 3, None), quiet(5, 4, None)];
    let found = lineage(&reports, Looking::default());
    assert_eq!(found.origins(&[0, 1, 2, 3, 4]), [vec![0, 1], vec![2, 3], vec![4]]);
}

#[test]
fn the_index_finds_what_comparing_all_pairs_finds() {
    let mut dice = 7u64;
    let mut next = |end: usize| {
        dice = shingles::mixed(dice.wrapping_add(0x9E37_79B9_7F4A_7C15));
        dice as usize % end
    };
    let vocabulary: Vec<String> = (0..400).map(|word| format!("word{word}")).collect();
    let mut texts: Vec<String> = Vec::new();
    for _ in 0..120 {
        let mut words: Vec<&str> = (0..30).map(|_| vocabulary[next(400)].as_str()).collect();
        texts.push(words.join(" "));
        if next(3) == 0 {
            for _ in 0..next(6) {
                words[next(30)] = "changed";
            }
            texts.push(words[next(8)..].join(" "));
        }
    }
    let sets = similar::Sets::of(texts.iter().map(|text| Some(text.as_str())), 3);
    let mut slow = Vec::new();
    for b in 0..sets.len() as u32 {
        for a in 0..b {
            let (one, other) = (sets.set(a), sets.set(b));
            let both = one.iter().filter(|run| other.contains(run)).count();
            if sets.hashes[a as usize] != sets.hashes[b as usize]
                && both as f32 / one.len().min(other.len()) as f32 >= 0.5
            {
                slow.push((a, b, both as u32));
            }
        }
    }
    let mut fast: Vec<_> =
        sets.pairs(2, 0.5, Phrases::Count).into_iter().map(|pair| (pair.a, pair.b, pair.shared)).collect();
    fast.sort_unstable();
    slow.sort_unstable();
    assert!(slow.len() > 20);
    assert_eq!(fast, slow);
}

#[test]
fn in_articles_a_closing_line_of_many_shows_no_copying() {
    let closing = "this report was sent by the agency and may be printed with its name by all who receive it";
    let texts: Vec<String> =
        (0..60).map(|at| format!("own{at} words{at} of{at} article{at} number{at} {at} {closing}")).collect();
    let all: Vec<Evidence> =
        (0..60).map(|at| Evidence { key: at as u64, text: Some(&texts[at]), ..Evidence::default() }).collect();
    let counted = Looking { phrases: Phrases::Count, ..Looking::in_articles() };
    let likeness = |looking| {
        let sets = similar::Sets::of(texts[..2].iter().map(|text| Some(text.as_str())), 5);
        sets.pairs(1, 0.1, looking).first().map(|pair| pair.jaccard)
    };
    assert!(likeness(counted.phrases).unwrap() > 0.5);
    assert!(near_pairs(&all, Looking::in_articles()).is_empty());
    // A copy that shares the words of its own is one, with or without that line.
    let again = format!("own3 words3 of3 article3 number3 3 and more that nobody else has said of it {closing}");
    let with = [all, vec![Evidence { key: 99, text: Some(&again), ..Evidence::default() }]].concat();
    let looking = Looking { edited_from: 0.05, ..Looking::in_articles() };
    assert_eq!(near_pairs(&with, looking).iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), [(3, 60)]);
}

#[test]
fn the_order_of_reports_and_threads_do_not_matter() {
    let texts = [
        WIRE,
        "Four rockets struck the eastern part of the harbour on Tuesday morning, the port authority said. Two warehouses burned for many hours before crews brought the fire under control. No ship was damaged.",
        WIRE,
        "Two warehouses burned for several hours before crews brought the fire under control. No ship was damaged.",
        "Quite another matter was before the council on Wednesday, when it met to discuss bread.",
    ];
    let all: Vec<Evidence> = (0..30).map(|at| item(at, texts[at as usize % 5], (at as i64 * 7) % 11)).collect();
    let told = |reports: &[Evidence], threads: usize| {
        let found = lineage(reports, Looking { threads, ..Looking::default() });
        let key = |at: u32| reports[at as usize].key;
        let mut copies: Vec<_> = found.copies.iter().map(|one| (key(one.report), key(one.of), one.how)).collect();
        copies.sort_unstable();
        copies
    };
    let first = told(&all, 1);
    assert!(first.len() > 15);
    for turn in [1, 7, 19] {
        let mut turned = all.clone();
        turned.rotate_left(turn);
        assert_eq!(told(&turned, 3), first);
    }
}
