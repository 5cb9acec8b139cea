//! The inputs that most forms have, in one shape.

use crate::blocks::Input;
use crate::view::View;

/// One of several; the first until somebody chooses.
pub fn select(view: &View<'_>, name: &'static str, label: &str, options: Vec<(String, String)>) -> Input {
    Input::Select { name, label: view.say(label), hint: String::new(), options, chosen: String::new() }
}

/// Several lines that must be filled in.
pub fn area(view: &View<'_>, name: &'static str, label: &str) -> Input {
    Input::Area { name, label: view.say(label), hint: String::new(), value: String::new(), required: true }
}

/// One line that must be filled in, with what stands in it.
pub fn line(view: &View<'_>, name: &'static str, label: &str, kind: &'static str, value: impl Into<String>) -> Input {
    Input::Line { name, label: view.say(label), hint: String::new(), value: value.into(), kind, required: true }
}
