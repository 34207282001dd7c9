//! The structure of both documents: what browsers, screen readers and the page's own policy rely on.

use std::collections::{HashMap, HashSet};

use gpt_image_cost_core::Field;
use scraper::{ElementRef, Node};

use crate::anchors;
use crate::support::{EMBED, PAGE, all, documents, one, page, text, values};

/// The figures that page and embed show of every scenario with images.
const FIGURES: [&str; 14] = [
    "cost-request",
    "cost-month",
    "cost-year",
    "cost-kept-image",
    "tokens-text-input",
    "tokens-cached-text-input",
    "tokens-image-input",
    "tokens-cached-image-input",
    "tokens-image-output",
    "lane-text-input",
    "lane-cached-text-input",
    "lane-image-input",
    "lane-cached-image-input",
    "lane-image-output",
];

/// How many elements the page may have as it is delivered.
const MOST_ELEMENTS: usize = 2000;

#[test]
fn every_id_is_given_once() {
    for (name, document) in documents() {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for id in values(&document, "id") {
            *times.entry(id).or_default() += 1;
        }
        let repeated: Vec<_> = times.into_iter().filter(|(_, times)| *times > 1).collect();
        assert!(repeated.is_empty(), "{name}: {repeated:?}");
    }
}

#[test]
fn every_id_that_links_and_scripts_rely_on_is_there() {
    let [(_, page), (_, embed)] = documents();
    let ids: HashSet<&str> = values(&page, "id").into_iter().collect();
    let anchors = anchors::SECTIONS.iter().chain(&anchors::ELSEWHERE).chain(&["link-problems"]);
    for id in anchors.chain(&FIGURES) {
        assert!(ids.contains(id), "the page lacks #{id}");
    }
    let ids: HashSet<&str> = values(&embed, "id").into_iter().collect();
    for id in FIGURES.iter().chain(&["calculator", "pricing", "link-problems", "full", "full-address", "pinned"]) {
        assert!(ids.contains(id), "the embed lacks #{id}");
    }
}

#[test]
fn whatever_refers_to_an_id_finds_it() {
    for (name, document) in documents() {
        let ids: HashSet<&str> = values(&document, "id").into_iter().collect();
        for attribute in ["aria-describedby", "aria-labelledby", "aria-controls", "for", "list", "headers"] {
            for named in values(&document, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(ids.contains(named), "{name}: {attribute} names {named}, which is not there");
            }
        }
        // With `=` it is a scenario.
        let targets = values(&document, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
        for target in targets.filter(|target| !target.is_empty() && !target.contains('=')) {
            assert!(ids.contains(target), "{name}: a link leads to #{target}, which is not there");
        }
    }
}

#[test]
fn there_is_one_main_heading_and_no_level_is_left_out() {
    for (name, document) in documents() {
        one(&document, "h1");
        let mut before = 0;
        for heading in all(&document, "h1, h2, h3, h4, h5, h6") {
            let level = heading.value().name()[1..].parse().unwrap_or(0);
            assert!(level <= before + 1, "{name}: h{level} after h{before}: {}", text(heading));
            before = level;
        }
    }
}

#[test]
fn every_control_has_a_label() {
    for (name, document) in documents() {
        let labelled: HashSet<&str> = values(&document, "for").into_iter().collect();
        for control in all(&document, "input:not([type=hidden]), select, textarea") {
            let is_inside =
                control.ancestors().filter_map(ElementRef::wrap).any(|around| around.value().name() == "label");
            let is_named = ["aria-label", "aria-labelledby"].iter().any(|label| control.attr(label).is_some());
            let is_pointed_at = control.attr("id").is_some_and(|id| labelled.contains(id));
            assert!(is_inside || is_named || is_pointed_at, "{name}: no label for {}", control.html());
        }
        for button in all(&document, "button:not([hidden])") {
            let is_named = button.attr("aria-label").is_some() || !text(button).is_empty();
            assert!(is_named, "{name}: no name for {}", button.html());
        }
    }
}

#[test]
fn every_field_has_a_control_named_by_its_key_of_the_link() {
    let page = page();
    for field in Field::ALL {
        assert!(!all(&page, &format!("[name=\"{}\"]", field.key())).is_empty(), "{}", field.label());
    }
}

#[test]
fn every_group_of_choices_and_every_table_says_what_it_is() {
    for (name, document) in documents() {
        for group in all(&document, "fieldset") {
            let first = group.child_elements().next().map(|first| first.value().name());
            assert_eq!(first, Some("legend"), "{name}: {}", group.html());
        }
        for table in all(&document, "table") {
            let has_caption = table.child_elements().any(|child| child.value().name() == "caption");
            let around = table.ancestors().filter_map(ElementRef::wrap);
            let is_named = around.take(2).any(|around| around.attr("aria-label").is_some());
            assert!(has_caption || is_named, "{name}: a table without a name: {}", text(table));
        }
    }
}

#[test]
fn nothing_is_styled_or_run_inline() {
    for (name, document) in documents() {
        for element in all(&document, "body *, body") {
            for (attribute, value) in element.value().attrs() {
                let is_inline = attribute == "style" || attribute.starts_with("on") || value.starts_with("javascript:");
                assert!(!is_inline, "{name}: {attribute}={value}");
            }
        }
        assert!(all(&document, "#app :is(script, style, noscript, template, iframe)").is_empty(), "{name}");
    }
}

#[test]
fn the_app_stands_alone_in_its_element() {
    for (name, document) in documents() {
        let app = one(&document, "#app");
        let is_no_text = |node: &Node| node.is_element() || node.is_comment();
        assert!(app.children().all(|child| is_no_text(child.value())), "{name}: text beside the app");
        assert_eq!(app.attr("data-embed").is_some(), name == "embed");
        let elements = app.descendent_elements().count() - 1;
        assert_eq!(app.attr("data-elements"), Some(elements.to_string().as_str()), "{name}");
    }
}

/// What a browser would add or move would shift what is hydrated.
#[test]
fn the_markup_is_what_a_browser_makes_of_it() {
    for (name, document) in documents() {
        let written = if name == "page" { &*PAGE } else { &*EMBED };
        let (_, app) = written.split_once("<div id=\"app\"").unwrap_or_default();
        let app = app.split("<script").next().unwrap_or_default();
        let tags =
            app.match_indices('<').filter(|(at, _)| app[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
        let elements = one(&document, "#app").descendent_elements().count() - 1;
        assert_eq!(tags.count(), elements, "{name}: tags and elements");
    }
}

#[test]
fn the_page_is_not_too_large() {
    let elements = all(&page(), "*").len();
    assert!(elements <= MOST_ELEMENTS, "{elements} elements");
}

/// `scripts/service-worker.js` marks a stored document, and says in it how old it is.
#[test]
fn the_service_worker_finds_where_to_say_that_a_document_is_a_copy() {
    for (name, html) in [("page", &*PAGE), ("embed", &*EMBED)] {
        for place in ["<html", "Offline copy"] {
            assert_eq!(html.matches(place).count(), 1, "{place} in {name}");
        }
    }
}
