//! Words for people, from the catalogues of the pages: one wording for program, page and verifier.
//!
//! LIMIT: single lines without places to fill in. The catalogues of codes and of refusals have no others; a test holds that.

use mirqab_vocabulary::Language;

const ARABIC: [&str; 2] =
    [include_str!("../../web/locales/ar/codes.ftl"), include_str!("../../web/locales/ar/refusals.ftl")];
const ENGLISH: [&str; 2] =
    [include_str!("../../web/locales/en/codes.ftl"), include_str!("../../web/locales/en/refusals.ftl")];

/// The sentence with this key.
pub(crate) fn sentence(language: Language, key: &str) -> Option<&'static str> {
    let files = match language {
        Language::Arabic => ARABIC,
        Language::English => ENGLISH,
    };
    let lines = files.into_iter().flat_map(str::lines);
    lines.filter_map(|line| line.split_once(" = ")).find(|(name, _)| *name == key).map(|(_, said)| said)
}

/// What a code is called, such as `attributed_to` of the axis `attribution`. A code without a word stands for itself.
pub(crate) fn code(language: Language, of: &str, code: &str) -> String {
    let key = format!("{of}-{}", code.replace('_', "-").to_lowercase());
    sentence(language, &key).map_or_else(|| code.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_domain::{agreement, finding, incident, mission, report, response, verification};
    use mirqab_vocabulary::{Code, Gravity, Role, StandardOfProof};

    #[test]
    fn no_word_has_a_place_to_fill_in_and_every_code_and_refusal_has_one() {
        for file in ARABIC.into_iter().chain(ENGLISH) {
            assert!(!file.contains('{'), "a place to fill in");
        }
        let slugs = agreement::Refusal::ALL.iter().map(|one| one.slug());
        let slugs = slugs.chain(mission::Refusal::ALL.iter().map(|one| one.slug()));
        let slugs = slugs.chain(report::Refusal::ALL.iter().map(|one| one.slug()));
        let slugs = slugs.chain(incident::Refusal::ALL.iter().map(|one| one.slug()));
        let slugs = slugs.chain(verification::Refusal::ALL.iter().map(|one| one.slug()));
        let slugs = slugs.chain(finding::Refusal::ALL.iter().map(|one| one.slug()));
        let slugs = slugs.chain(response::Refusal::ALL.iter().map(|one| one.slug()));
        let keys: Vec<String> = slugs
            .map(|slug| format!("refusal-{slug}"))
            .chain(Role::ALL.iter().map(|one| format!("role-{}", one.code().replace('_', "-"))))
            .chain(StandardOfProof::ALL.iter().map(|one| format!("standard-{}", one.code().replace('_', "-"))))
            .chain(Gravity::ALL.iter().map(|one| format!("gravity-{}", one.code().replace('_', "-"))))
            .collect();
        assert!(keys.len() > 60);
        for key in keys {
            for language in [Language::Arabic, Language::English] {
                assert!(sentence(language, &key).is_some(), "{key}");
            }
        }
    }
}
