//! The contract of the API is seen in review: a change of it shows in `docs/openapi.json`.

use std::fs;
use std::path::Path;

#[test]
fn the_description_in_docs_is_what_the_handlers_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/openapi.json");
    let written = fs::read_to_string(path).unwrap();
    let said = jishi::api::document().to_pretty_json().unwrap();
    assert!(
        written.trim_end() == said.trim_end(),
        "docs/openapi.json is not what the handlers say: run `make api` and commit its result"
    );
}

#[test]
fn every_operation_has_a_name_of_its_own_and_says_how_it_refuses() {
    let document = serde_json::to_value(jishi::api::document()).unwrap();
    let mut names = std::collections::HashSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(name) = operation["operationId"].as_str() else { continue };
            assert!(names.insert(name.to_owned()), "{method} {path}: {name} is taken");
            assert!(operation["responses"]["default"].is_object(), "{method} {path} does not say how it refuses");
        }
    }
    assert!(names.len() > 60, "only {} operations", names.len());
}
