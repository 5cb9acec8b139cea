//! The description of the API, made from the table of routes.

use super::answer::{Answer, json_of};
use super::{Call, Need, ROUTES, Route};
use mirqab_domain::report::Channel;
use mirqab_domain::verification::EvidenceKind;
use mirqab_vocabulary::{Code, Direction, Language, Means, Quality, Role, ViolationKind, WeaponClass, What};
use serde_json::{Map, Value, json};

/// Schemas of bodies and answers, by name.
const SCHEMAS: &str = include_str!("schemas.json");

/// The description.
pub async fn describe(Call(visit): Call) -> Answer {
    let schemas = serde_json::from_str(SCHEMAS).map_err(|error| visit.failed(anyhow::Error::new(error)))?;
    Ok(json_of(&document(schemas)))
}

/// The codes of a closed set, from the set itself.
fn codes<C: Code>() -> Value {
    json!({ "enum": C::ALL.iter().map(|member| member.code()).collect::<Vec<_>>() })
}

fn document(mut schemas: Map<String, Value>) -> Value {
    let channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.code()).collect();
    let evidence: Vec<&str> = EvidenceKind::ALL.iter().map(|kind| kind.code()).collect();
    let sets = [
        ("Channel", json!({ "enum": channels })),
        ("EvidenceKind", json!({ "enum": evidence })),
        ("ViolationKind", codes::<ViolationKind>()),
        ("Language", codes::<Language>()),
        ("What", codes::<What>()),
        ("Direction", codes::<Direction>()),
        ("Means", codes::<Means>()),
        ("Quality", codes::<Quality>()),
        ("WeaponClass", codes::<WeaponClass>()),
    ];
    schemas.extend(sets.map(|(name, schema)| (name.to_owned(), schema)));
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(members) = path.as_object_mut() {
            members.insert(route.method.to_ascii_lowercase(), operation(route));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Mirqab",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The record of a ceasefire. Errors are application/problem+json in the language that Accept-Language or ?lang= asks for. Every GET takes ?as_of=N and then answers as when the log had N entries: to those who signed in for every N, to the public for those of published reports. Programs send a token; a browser's session sends its cookie, and with each POST the session's form token in X-CSRF-Token.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "session": { "type": "apiKey", "in": "cookie", "name": crate::shell::SESSION_COOKIE },
            },
        },
    })
}

/// Who may use a route, in words.
fn access(need: Need) -> String {
    match need {
        Need::Public => "Open to everybody.".to_owned(),
        Need::Account => "For accounts whose role may record the fact.".to_owned(),
        Need::OneOf(actions) => {
            let roles = Role::ALL.iter();
            let roles = roles.filter(|role| actions.iter().any(|action| action.allowed(**role)));
            let roles: Vec<&str> = roles.map(|role| role.code()).collect();
            format!("For the roles {}.", roles.join(", "))
        }
    }
}

fn operation(route: &Route) -> Value {
    let in_path =
        route.path.split('/').filter_map(|part| part.strip_prefix('{')).map(|part| part.trim_end_matches('}'));
    let parameters = in_path
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .chain(route.query.iter().map(|name| json!({ "name": name, "in": "query", "schema": query_schema(name) })));
    let kind = match route.answer {
        "Text" => "text/plain",
        "Bytes" => "application/octet-stream",
        _ => "application/json",
    };
    let schema = match route.answer {
        "Bytes" => json!({}),
        "Text" => json!({ "type": "string" }),
        "Any" => json!({ "type": "object" }),
        name => reference(name),
    };
    let good = json!({ "description": "As asked.", "content": { kind: { "schema": schema } } });
    let changes = ["merge", "{id}", "password"].iter().any(|end| route.path.ends_with(end));
    let status = if route.method == "POST" && !changes { "201" } else { "200" };
    let problem = json!({
        "description": "A problem as in RFC 9457.",
        "content": { "application/problem+json": { "schema": reference("Problem") } },
    });
    let mut operation = json!({
        "summary": route.summary,
        "description": access(route.need),
        "parameters": parameters.collect::<Vec<Value>>(),
        "responses": { status: good, "default": problem },
    });
    if let Some(members) = operation.as_object_mut() {
        if let Some(body) = route.body {
            let content = json!({ "application/json": { "schema": reference(body) } });
            members.insert("requestBody".into(), json!({ "required": true, "content": content }));
        }
        if route.need != Need::Public {
            members.insert("security".into(), json!([{ "token": [] }, { "session": [] }]));
        }
    }
    operation
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn query_schema(name: &str) -> Value {
    match name {
        "limit" => json!({ "type": "integer", "minimum": 0, "maximum": 500, "default": 50 }),
        "offset" | "position" | "size" | "from" => json!({ "type": "integer", "minimum": 0 }),
        "unlinked" | "published" | "merged" => json!({ "type": "boolean", "default": false }),
        "date" => json!({ "type": "string", "format": "date" }),
        "period" => json!({ "enum": ["daily", "weekly"] }),
        "order" => json!({ "enum": ["newest", "due"] }),
        _ => json!({ "type": "string" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    match member.as_str() {
                        Some(target) if name == "$ref" => into.push(target.to_owned()),
                        _ => references(member, into),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, into)),
            _ => {}
        }
    }

    #[test]
    fn every_route_is_described_and_every_schema_is_there() {
        let document = document(serde_json::from_str(SCHEMAS).unwrap());
        for route in ROUTES {
            let described = &document["paths"][route.path][route.method.to_ascii_lowercase()];
            assert_eq!(described["summary"], route.summary, "{}", route.path);
        }
        let mut targets = Vec::new();
        references(&document, &mut targets);
        assert!(targets.len() > ROUTES.len());
        for target in targets {
            let name = target.strip_prefix("#/components/schemas/").unwrap();
            assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_example_of_a_report_is_one_and_names_every_field() {
        let schemas: Map<String, Value> = serde_json::from_str(SCHEMAS).unwrap();
        let schema = &schemas["Draft"];
        let example = schema["examples"][0].clone();
        let draft: mirqab_domain::report::Draft = serde_json::from_value(example.clone()).unwrap();
        assert_eq!(serde_json::to_value(draft).unwrap(), example);
        let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&schema["properties"]), names(&example));
    }
}
