//! Which routes there are, and an address for each.

use crate::stage::Stage;
use mirqab_vocabulary::AccountId;
use std::collections::BTreeSet;
use std::path::Path;

/// Routes that the pages register, read from their sources: `.route("path", get(…).post(…))`.
fn page_routes(folder: &Path, into: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            page_routes(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            for registered in source.split(".route(").skip(1) {
                let Some(route) = registered.split('"').nth(1).filter(|route| route.starts_with('/')) else { continue };
                let after = registered.split_once(route).map_or("", |(_, after)| after);
                let handlers = up_to_its_end(after);
                for method in ["get", "post", "put", "delete"] {
                    let called = |mark: char| handlers.contains(&format!("{mark}{method}("));
                    if ![' ', '.', ':', '\n', ','].into_iter().any(called) {
                        continue;
                    }
                    for route in acts(route, &source) {
                        into.insert((route, method.to_ascii_uppercase()));
                    }
                }
            }
        }
    }
}

/// A route whose last part says what to do, once for each thing that `done` beside its handler knows; any other route by itself.
fn acts(route: &str, source: &str) -> Vec<String> {
    let Some(before) = route.strip_suffix("{act}") else { return vec![route.to_owned()] };
    let handler = source.split_once("\nfn done(").map_or("", |(_, after)| after);
    let handler = handler.split_once("\n}\n").map_or(handler, |(body, _)| body);
    let arms = handler.split("\" =>").filter_map(|text| text.rsplit_once('"')).map(|(_, name)| name);
    let named = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    arms.filter(named).map(|name| format!("{before}{name}")).collect()
}

/// The text up to the bracket that closes the call.
fn up_to_its_end(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

/// Every route with its method.
pub fn all_routes() -> BTreeSet<(String, String)> {
    let source = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("src");
    let mut routes = BTreeSet::from([("/assets/{*name}".to_owned(), "GET".to_owned())]);
    page_routes(&source.join("pages"), &mut routes);
    routes.extend(mirqab_web::api::ROUTES.iter().map(|route| (route.path.to_owned(), route.method.to_owned())));
    routes
}

/// A route's path with things that are there in the place of its parameters.
pub fn address(stage: &Stage, route: &str) -> String {
    let plain = route.split('/').find(|part| !["", "api", "v1"].contains(part)).unwrap_or_default();
    let observer = AccountId::from_parts(1, [1; 10]).to_string();
    let subject: &str = match plain {
        "accounts" => &observer,
        "reports" => &stage.report,
        "agreements" => &stage.agreement,
        "commitments" if route.contains("/pauses/") => &stage.pause,
        "commitments" if route.contains("/notices/") => &stage.notice,
        "commitments" if route.contains("/clarifications/") => &stage.clarification,
        "commitments" | "{room}" => &stage.commitment,
        "publications" => &stage.publication,
        "mission" => &stage.patrol,
        _ => &stage.incident,
    };
    let part = |part| match part {
        "{room}" => "commitment",
        "{*name}" => "style.css",
        "{*tile}" => "0/000.p/1",
        "{party}" => "north",
        "{id}" | "{incident}" | "{report}" | "{finding}" => subject,
        other if str::starts_with(other, '{') => "0",
        other => other,
    };
    route.split('/').map(part).collect::<Vec<_>>().join("/")
}
