//! The prerendered page: what a reader has without scripts, and what stands in it until they run.

#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/anchors.rs"]
mod anchors;
#[path = "support/checklist.rs"]
mod checklist;

use anchors::ANCHORS;
use gpt_image_cost::content;
use gpt_image_cost::domain::field::Field;
use gpt_image_cost::domain::preset::PRESETS;
use gpt_image_cost::domain::snapshot::HISTORY;
use gpt_image_cost::ui::prerender::{body_html, head_html, llms_txt};

/// The text of some HTML as one line, entities read.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The HTML from a section's start to the next section.
#[track_caller]
fn section<'a>(body: &'a str, anchor: &str) -> &'a str {
    let start = body.find(&format!("<section id=\"{anchor}\"")).unwrap_or_else(|| panic!("no section {anchor}"));
    let rest = &body[start..];
    let end = rest[1..].find("<section id=").map_or(rest.len(), |next| next + 1);
    &rest[..end]
}

#[test]
fn every_fact_a_buyer_needs_is_in_its_section_of_the_page() {
    let body = body_html();
    checklist::check(|anchor| text_of(section(&body, anchor)));
}

#[test]
fn every_anchor_of_the_contract_is_there_once() {
    let body = body_html();
    for anchor in ANCHORS {
        assert_eq!(body.matches(&format!("id=\"{anchor}\"")).count(), 1, "#{anchor}");
    }
}

#[test]
fn every_field_has_a_labelled_control_named_as_its_key() {
    let body = body_html();
    for field in Field::ALL {
        let name = format!("name=\"{}\"", field.key());
        assert!(body.contains(&name), "no control {name}");
        let labelled = body.contains(&format!("<label for=\"{}\"", field.key()))
            || body.contains(&format!("<legend>{}</legend>", field.label()))
            || body.contains(&format!("<span>{}</span>", field.label()));
        assert!(labelled, "{name} has no label");
    }
}

#[test]
fn the_example_is_priced_exactly_and_called_an_example() {
    let body = body_html();
    for (id, value) in [
        ("cost-request", "0.05318"),
        ("cost-month", "53.18"),
        ("cost-year", "638.16"),
        ("cost-kept-image", "0.05318"),
        ("tokens-text-input", "100"),
        ("tokens-image-output", "1756"),
        ("lane-text-input", "0.5"),
        ("lane-image-output", "52.68"),
    ] {
        assert!(body.contains(&format!("<data id=\"{id}\" value=\"{value}\">")), "{id} is not {value}");
    }
    assert!(text_of(section(&body, "calculator")).contains("Example: 1,000 medium squares"));
    assert!(!body.contains("budget-images"), "no budget was asked about");
}

#[test]
fn without_scripts_the_page_says_what_the_calculator_needs() {
    let text = text_of(section(&body_html(), "calculator"));
    assert!(text.contains("The calculator needs scripts and WebAssembly"));
}

#[test]
fn ids_are_given_once_and_every_description_is_there() {
    let body = body_html();
    let ids: Vec<&str> = body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for id in &ids {
        assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "id {id}");
    }
    for attribute in ["aria-describedby", "aria-labelledby", "for"] {
        for named in body.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
            for id in named.split(' ') {
                assert!(ids.contains(&id), "{attribute} names {id}, which is not there");
            }
        }
    }
}

#[test]
fn nothing_is_styled_or_run_inline() {
    let body = body_html();
    for forbidden in [" style=", " onclick=", " onload=", "<script", "javascript:"] {
        assert!(!body.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn the_head_speaks_of_a_site_only_where_one_is_known() {
    let (unknown, known) = (head_html(None), head_html(Some("https://example.org/costs/")));
    assert!(unknown.contains("<title>") && unknown.contains("\"@type\":\"FAQPage\""));
    assert!(!unknown.contains("canonical") && !unknown.contains("og:url"));
    assert!(known.contains("<link rel=\"canonical\" href=\"https://example.org/costs/\">"));
    assert!(known.contains("<meta property=\"og:url\" content=\"https://example.org/costs/\">"));
}

#[test]
fn structured_data_is_json_and_carries_every_question() {
    let head = head_html(None);
    let json = head.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(json).unwrap();
    let page = data.as_array().unwrap().iter().find(|part| part["@type"] == "FAQPage").unwrap();
    let asked: Vec<&str> =
        page["mainEntity"].as_array().unwrap().iter().map(|question| question["name"].as_str().unwrap()).collect();
    let body = text_of(section(&body_html(), "faq"));
    assert!(asked.len() >= 4, "{asked:?}");
    assert!(asked.iter().all(|question| body.contains(question)), "{asked:?}");
}

#[test]
fn the_plain_text_carries_rates_and_every_section() {
    let text = llms_txt();
    for section in content::sections() {
        assert!(text.contains(section.heading), "{}", section.heading);
    }
    assert!(text.contains("$30") && text.contains(&HISTORY.last_checked().to_string()));
}

#[test]
fn every_preset_has_its_button() {
    let text = text_of(section(&body_html(), "calculator"));
    assert!(PRESETS.iter().all(|preset| text.contains(preset.name) && text.contains(preset.about)));
}
