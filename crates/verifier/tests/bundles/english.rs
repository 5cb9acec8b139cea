//! Finds English in what is said in Arabic.

/// Words that are nobody's language: names of formats, and what the tests call their parties, witnesses and logs.
const NO_LANGUAGE: &[&str] = &[
    "JSON", "PEM", "QR", "RFC", "base64", "all", "any", "compare", "ar", "en", "m", "h",
    "d", // What is typed, and names of forms.
    "north", "south", "un", "au", "w", "q", // Names in the tests.
];

/// The first word of English that is left: letters of the Latin alphabet alone. Ids, keys, hashes, paths, options, kinds and slugs have a digit or a
/// sign among them.
pub fn left(said: &str) -> Option<String> {
    let isolates = |c: char| "\u{2066}\u{2067}\u{2068}\u{2069}".contains(c);
    let words = said.split(|c: char| c.is_whitespace() || isolates(c)).map(|word| {
        word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && !"+/._-".contains(c)).trim_end_matches(['.', ':'])
    });
    let mut words = words.filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic()));
    words.find(|word| !NO_LANGUAGE.contains(word)).map(str::to_owned)
}

/// Says that something is said in Arabic, and nothing in English.
pub fn only_arabic(said: &str) {
    assert_eq!(left(said), None, "{said}");
    assert!(said.chars().any(|c| ('\u{621}'..='\u{64a}').contains(&c)), "{said}");
    // Codes of Rust and of JSON are no words either.
    assert!(!said.contains("Some(") && !said.contains("\\u{"), "{said}");
}
