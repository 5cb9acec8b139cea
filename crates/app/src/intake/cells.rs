//! Single values: days, times, numbers, codes, as people write them in both languages.

use super::Problem;
use mirqab_vocabulary::{Instant, InstantMs, LocalDay, ZoneName};

/// Without marks that only steer direction, and with Western digits.
pub(super) fn clean(text: &str) -> String {
    let kept = text.chars().filter(|c| {
        !matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{2066}'..='\u{2069}')
    });
    let digit = |c: char, zero: char| char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c);
    let western = kept.map(|c| match c {
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٫' => '.',
        '\u{00A0}' | '\u{202F}' => ' ',
        '−' => '-',
        c => c,
    });
    western.filter(|c| *c != '٬').collect::<String>().trim().to_owned()
}

/// As codes and column names are compared.
pub(super) fn plain(text: &str) -> String {
    let folded = crate::fold::letters(&clean(text));
    folded
        .split(|c: char| c.is_whitespace() || c == '_' || c == '-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A day: 2020-01-18, or 18/1/2020 where day and month cannot be confused.
pub(super) fn day(text: &str) -> Result<LocalDay, Problem> {
    let text = clean(text);
    if let Ok(day) = LocalDay::parse(&text) {
        return Ok(day);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let [first, second, year] = parts.as_slice() else { return Err(Problem::Day) };
    let number = |part: &str| part.parse::<u16>().map_err(|_| Problem::Day);
    let (first, second, year) = (number(first)?, number(second)?, number(year)?);
    if first <= 12 && second <= 12 && first != second {
        return Err(Problem::DayAmbiguous);
    }
    let (day, month) = if second <= 12 { (first, second) } else { (second, first) };
    LocalDay::parse(&format!("{year:04}-{month:02}-{day:02}")).map_err(|_| Problem::Day)
}

/// A clock time on a day.
pub(super) fn clock(text: &str, day: LocalDay, zone: &ZoneName) -> Result<Instant, Problem> {
    let text = clean(text);
    let mut parts = text.split(':').map(|part| part.trim().parse::<i8>());
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(hour)), Some(Ok(minute)), None | Some(Ok(0..60)), None)
            if (0..24).contains(&hour) && (0..60).contains(&minute) =>
        {
            zone.instant_of(day, hour, minute).map_err(|_| Problem::Time)
        }
        _ => Err(Problem::Time),
    }
}

/// A moment: RFC 3339, or a day and a clock time of the mission's zone.
pub(super) fn instant(text: &str, zone: &ZoneName) -> Result<Instant, Problem> {
    let text = clean(text);
    if let Ok(instant) = Instant::parse(&text) {
        return Ok(instant);
    }
    let (date, time) = text.split_once(['T', ' ']).ok_or(Problem::Time)?;
    clock(time, day(date)?, zone)
}

/// A moment to the millisecond, written as `instant` is; seconds may have a fraction.
pub(super) fn instant_ms(text: &str, zone: &ZoneName) -> Result<InstantMs, Problem> {
    let text = clean(text);
    if let Ok(at) = InstantMs::parse(&text) {
        return Ok(at);
    }
    let (date, time) = text.split_once(['T', ' ']).ok_or(Problem::Time)?;
    // The zone's offset is that of the minute: what is left of the time is added to it.
    let (minute, seconds) =
        time.trim().rsplit_once(':').filter(|(minute, _)| minute.contains(':')).ok_or(Problem::Time)?;
    let (whole, part) = seconds.split_once(['.', '٫']).unwrap_or((seconds, ""));
    let digits = |text: &str, most: usize| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole, 2) || whole.is_empty() || !digits(part, 3) {
        return Err(Problem::Time);
    }
    let second: i64 = whole.parse().map_err(|_| Problem::Time)?;
    let ms: u16 = format!("{part:0<3}").parse().map_err(|_| Problem::Time)?;
    if second >= 60 {
        return Err(Problem::Time);
    }
    InstantMs::at(clock(minute, day(date)?, zone)?.plus_s(second), ms).map_err(|_| Problem::Time)
}

/// A whole number.
pub(super) fn number(text: &str) -> Result<u32, Problem> {
    clean(text).replace(',', "").parse().map_err(|_| Problem::Number)
}

/// Degrees: decimal, or degrees, minutes and seconds with a letter.
pub(super) fn degrees(text: &str, wrong: Problem) -> Result<f64, Problem> {
    let text = clean(text).to_uppercase();
    let decimal = if text.contains('.') { text.clone() } else { text.replace(',', ".") };
    if let Ok(degrees) = decimal.parse::<f64>() {
        return if degrees.is_finite() { Ok(degrees) } else { Err(wrong) };
    }
    let sign = match text.chars().last() {
        Some('S' | 'W') => -1.0,
        Some('N' | 'E') => 1.0,
        _ => return Err(wrong),
    };
    let body = &text[..text.len() - 1];
    let parts: Result<Vec<f64>, _> = body
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect();
    match parts.map_err(|_| wrong)?.as_slice() {
        [degrees] => Ok(sign * degrees),
        [degrees, minutes] if *minutes < 60.0 => Ok(sign * (degrees + minutes / 60.0)),
        [degrees, minutes, seconds] if *minutes < 60.0 && *seconds < 60.0 => {
            Ok(sign * (degrees + minutes / 60.0 + seconds / 3600.0))
        }
        _ => Err(wrong),
    }
}
