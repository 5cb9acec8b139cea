//! The signs of the map. Parties have no colour: the shape says the state.

/// The SVG of a state's symbol, about 14 units across, centred at 0,0. Also for legends.
///
/// Outline: `reported`, `claimed`, `unconfirmed`. Half: `verified` (also `confirmed`, `corroborated`), `probable`.
/// Solid: `attributed`. Own shapes: `contested`, `unable_to_verify`, `did_not_occur`, `overdue`, `published`,
/// `retracted`, `observer`, `crater`, `site`. Any other class is a plain outline.
pub fn symbol(class: &str) -> &'static str {
    match class {
        "verified" | "confirmed" => {
            r#"<rect class="o" x="-6" y="-6" width="12" height="12"/><path class="f" d="M-6 6V-6L6 6Z"/>"#
        }
        "corroborated" => {
            r#"<rect class="o" x="-6" y="-6" width="12" height="12"/><path class="f" d="M-6-6H6V0H-6Z"/><path class="l" d="M-6 3H6"/>"#
        }
        "attributed" | "attributed_to" | "both" => r#"<path class="s" d="M0-8.5 8.5 0 0 8.5-8.5 0Z"/>"#,
        "unattributed" | "area_of_origin_only" => r#"<path class="o" d="M0-8 8 0 0 8-8 0Z"/>"#,
        "probable" => r#"<circle class="o" r="6.5"/><path class="f" d="M-6.5 0A6.5 6.5 0 0 0 6.5 0Z"/>"#,
        "contested" => r#"<path class="o" d="M-7-6H7L-7 6H7Z"/>"#,
        "claimed" => r#"<rect class="o" x="-6" y="-6" width="12" height="12" rx="2"/>"#,
        "unconfirmed" => r#"<circle class="o dotted" r="6.5"/>"#,
        "unable_to_verify" => r#"<circle class="o" r="6.5"/><path class="l" d="M-4.5 4.5 4.5-4.5"/>"#,
        "did_not_occur" | "retracted" => r#"<circle class="h" r="7"/><path class="l" d="M-5-5 5 5M-5 5 5-5"/>"#,
        "overdue" | "sent_back" => r#"<path class="o" d="M0-7.5 7.5 6H-7.5Z"/><path class="l" d="M0-3V2M0 3.6V4.6"/>"#,
        "published" | "decided" => r#"<circle class="s" r="6.5"/>"#,
        "observer" => r#"<circle class="h" r="7"/><path class="l" d="M-6 0H6M0-6V6"/><circle class="o" r="3"/>"#,
        "crater" => {
            r#"<circle class="h" r="7"/><path class="l" d="M0-9V-5M0 9V5M-9 0H-5M9 0H5"/><circle class="f" r="3"/>"#
        }
        "post" => r#"<path class="o" d="M-5 7V-4H5V7M-7-4H7L0-8.5Z"/>"#,
        "sensor" => {
            r#"<path class="o" d="M-6 7 0-2 6 7Z"/><path class="l" d="M-5-7A8 8 0 0 0-5-1M5-7A8 8 0 0 1 5-1"/>"#
        }
        "site" => r#"<path class="o" d="M-6 6V-1L0-7 6-1V6Z"/>"#,
        _ => r#"<circle class="o" r="6.5"/>"#,
    }
}
