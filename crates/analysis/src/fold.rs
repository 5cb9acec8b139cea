//! What words are found by: Arabic and Latin text folded to stems, the same when stored and when sought.
//!
//! SOURCE: light stemming as in Larkey, Ballesteros and Connell (2007), "Light stemming for Arabic information retrieval".
//! LIMIT: broken plurals and other spellings of Arabic names in Latin letters are not joined.

const PREFIXES: &[&str] = &["وال", "بال", "كال", "فال", "لل", "ال"];
const SUFFIXES: &[&str] = &["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

/// A character as it is compared; nothing for marks that writers add or leave out.
pub(crate) fn folded(c: char) -> Option<char> {
    match c {
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{0300}'..='\u{036F}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' => Some('ي'),
        'ؤ' => Some('و'),
        'ئ' => Some('ي'),
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        c => Some(c),
    }
}

fn stem(word: &str) -> String {
    let mut rest = word;
    let letters = |text: &str| text.chars().count();
    if let Some(shorter) = rest.strip_prefix('و').filter(|shorter| letters(shorter) >= 3 && is_arabic(shorter)) {
        rest = shorter;
    }
    if let Some(shorter) =
        PREFIXES.iter().find_map(|prefix| rest.strip_prefix(prefix)).filter(|shorter| letters(shorter) >= 2)
    {
        rest = shorter;
    }
    while let Some(shorter) =
        SUFFIXES.iter().find_map(|suffix| rest.strip_suffix(suffix)).filter(|shorter| letters(shorter) >= 2)
    {
        rest = shorter;
    }
    rest.to_owned()
}

fn is_arabic(text: &str) -> bool {
    text.chars().all(|c| ('\u{0600}'..='\u{06FF}').contains(&c))
}

/// A text as it is compared: lower case, without marks, one form for each letter that is written in several.
pub fn letters(text: &str) -> String {
    text.chars().filter_map(folded).flat_map(char::to_lowercase).collect()
}

fn stems(text: &str) -> Vec<String> {
    letters(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(stem).collect()
}

/// The stems of a text, separated by spaces.
pub fn words(text: &str) -> String {
    stems(text).join(" ")
}

/// A full-text query that asks for all the words of `text`; the last may be unfinished. Empty if it holds no word.
pub fn query(text: &str) -> String {
    let quoted: Vec<String> = stems(text).iter().map(|stem| format!("\"{stem}\"*")).collect();
    quoted.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_habits_do_not_hide_a_word() {
        assert_eq!(words("القَصْفُ"), words("قصف"));
        assert_eq!(words("والأحياء"), words("احياء"));
        assert_eq!(words("Ain Zara ١٢"), "ain zara 12");
    }

    #[test]
    fn a_query_cannot_hold_operators() {
        assert_eq!(query("\" OR * NEAR("), "\"or\"* AND \"near\"*");
        assert_eq!(query("!?"), "");
    }
}
