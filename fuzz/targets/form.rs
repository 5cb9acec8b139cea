//! What browsers send: addresses, urlencoded and multipart forms. The same reader as the server's, up to the point where a form's
//! token is asked for.
#![no_main]
use libfuzzer_sys::fuzz_target;
use mirqab_web::form::{Form, encoded, pairs};
use mirqab_web::map::Bounds;

fuzz_target!(|text: &str| {
    let all = pairs(text);
    let again: Vec<String> = all.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    assert_eq!(pairs(&again.join("&")).len(), again.iter().filter(|pair| !pair.is_empty()).count());
    let form = Form::of_query(text);
    for (name, value) in &all {
        assert!(form.all(name).contains(value));
    }
    let _ = Bounds::parse(text);
});
