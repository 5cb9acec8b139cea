//! A track from anybody's receiver: XML of any kind, places that cannot be, clocks that jump.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_app::mission::gpx::{Known, kept, read, written};
use mirqab_domain::mission::PatrolMeans;
use mirqab_vocabulary::Instant;

fuzz_target!(|bytes: &[u8]| {
    let (Ok(set_out), Ok(now)) = (Instant::parse("2020-01-20T06:00:00Z"), Instant::parse("2020-01-21T06:00:00Z")) else {
        return;
    };
    for (means, returned) in [(PatrolMeans::Ground, None), (PatrolMeans::Air, Some(set_out.plus_s(4 * 3600)))] {
        let Ok(way) = read(bytes, &Known { set_out, returned, now, means }) else { continue };
        let times: Vec<i64> = way.stretches.iter().flatten().map(|point| point.0).collect();
        assert!(times.is_sorted_by(|one, next| one < next), "a way that goes back in time");
        assert!(times.last().is_some_and(|last| *last <= now.unix_s()), "a way that leads ahead of now");
        assert!(way.stretches.iter().all(|stretch| stretch.len() > 1), "a point by itself is no way");
        let again = written(&way.stretches).and_then(|bytes| kept(&bytes));
        assert!(again.is_ok_and(|again| again == way.stretches), "what is kept is another way");
    }
});
