//! Other ways to read a name in Latin script: by the spelling rules of other languages than English and French, and as machines
//! write Arabic letters one by one. A name is read in the usual way first; these readings find what that one misses.

/// What is taken from the score of a name that was read by the rules of another language.
const OTHER_LESS: u16 = 20;

/// Readings of a name beside the usual one, and what each takes from the score.
pub(super) fn otherwise(name: &str) -> Vec<(String, u16)> {
    let lower = name.to_lowercase();
    if lower.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c)) {
        return Vec::new();
    }
    let mut readings = Vec::new();
    // `ch` is ش to English and French writers, and خ or ك to Italian ones.
    if lower.contains("ch") {
        readings.push((lower.replace("sch", "sh").replace("ch", "kh"), 0));
    }
    for reading in [italian(&lower), eastern(&lower), letters(&lower)] {
        if reading != lower {
            readings.push((reading, OTHER_LESS));
        }
    }
    readings
}

/// Escier, Gedid, Cirene, Ghemines: colonial maps.
fn italian(name: &str) -> String {
    let mut read = name.replace("ch", "k").replace("gh", "g\u{0}");
    for vowel in ["e", "i"] {
        for (written, sound) in [("sc", "sh"), ("gg", "j"), ("g", "j"), ("c", "sh")] {
            read = read.replace(&format!("{written}{vowel}"), &format!("{sound}{vowel}"));
        }
    }
    read.replace('\u{0}', "")
}

/// Turkic and Slavic letters, as they are when written in Latin ones: Zaviye, El-Bajda, Xudayda, Dzhabin.
fn eastern(name: &str) -> String {
    let own = name.contains(['j', 'x', 'v', 'ə', 'ş', 'ç']) || name.contains("dzh") || name.contains("zh");
    if !own {
        return name.to_owned();
    }
    let kept = name.replace("dzh", "\u{0}").replace("zh", "\u{0}").replace("dj", "\u{0}").replace('c', "\u{0}");
    let read = kept.replace('j', "y").replace('x', "h").replace('v', "w").replace('ş', "sh");
    read.replace('\u{0}', "j")
}

/// Arabic letters one by one, with no vowel that is not a letter: albrdyt, swq aljdydt. The last t is a ta marbuta.
fn letters(name: &str) -> String {
    let word = |word: &str| {
        let bare = word.strip_prefix("al").filter(|bare| bare.len() >= 3).unwrap_or(word);
        let mut run = 0;
        let mut longest = 0;
        for c in bare.chars() {
            run = if c == 'a' { 0 } else { run + 1 };
            longest = longest.max(run);
        }
        let spelled = word.is_ascii()
            && !word.contains(['e', 'i', 'o', 'u'])
            && (longest >= 3 || (bare.len() < word.len() && word.len() >= 5));
        match bare.strip_suffix('t') {
            _ if !spelled => word.to_owned(),
            Some(open) => format!("{open}a"),
            None => bare.to_owned(),
        }
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_the_rules_of_those_who_wrote_them() {
        assert_eq!(italian("escier"), "eshier");
        assert_eq!(italian("gedid"), "jedid");
        assert_eq!(italian("ghemines"), "gemines");
        assert_eq!(eastern("ez zaviye"), "ez zawiye");
        assert_eq!(eastern("ehl'-dzhabin"), "ehl'-jabin");
        assert_eq!(eastern("el-bajda"), "el-bayda");
        assert_eq!(eastern("tripoli"), "tripoli");
        assert_eq!(letters("albrdyt"), "brdya");
        assert_eq!(letters("swq aljdydt"), "swq jdyda");
        assert_eq!(letters("ain zara"), "ain zara");
        assert!(otherwise("صلاح الدين").is_empty() && otherwise("tobruk").is_empty());
    }
}
