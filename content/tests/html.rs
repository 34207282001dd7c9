//! The guide's HTML has the shape that the page and its styles count on.

use std::collections::HashSet;

use gpt_image_cost_core::money::format::{exact_usd, plain};
use gpt_image_cost_core::{Date, Meter, Provenance, RATE_HISTORY};
use scraper::Html;

use crate::support::anchors;
use crate::support::guide::{GUIDE, all, body, inside, section, text};

#[test]
fn the_sections_come_in_their_order_and_every_link_within_the_page_leads_somewhere() {
    assert_eq!(GUIDE.iter().map(|section| section.id).collect::<Vec<_>>(), anchors::SECTIONS);
    let bodies: Vec<Html> = GUIDE.iter().map(body).collect();
    let inside = bodies.iter().flat_map(|body| all(body, "[id]")).filter_map(|element| element.attr("id"));
    let inside: Vec<&str> = inside.collect();
    assert_eq!(inside, ["sources", "finder"]);
    let known: HashSet<&str> = inside.into_iter().chain(anchors::SECTIONS).chain(anchors::ELSEWHERE).collect();
    for link in bodies.iter().flat_map(|body| all(body, "a")) {
        let href = link.attr("href").unwrap_or_default();
        let leads_somewhere = match href.strip_prefix('#') {
            Some(anchor) => known.contains(anchor),
            None => href.starts_with("https://") || href == "rates/gpt-image-2.json",
        };
        assert!(leads_somewhere, "{href}");
    }
}

#[test]
fn components_have_their_places() {
    for section in GUIDE.iter() {
        let expected = match section.id {
            "routes" | "boundary" => 2,
            "archive" => 3,
            _ => 1,
        };
        assert_eq!(section.parts.len(), expected, "#{}", section.id);
    }
    let routes = section("routes");
    assert!(routes.parts[0].contains("<h3 id=\"finder\">"));
    assert!(routes.parts[1].starts_with("<div class=\"faq\"><details>"));
}

#[test]
fn each_part_is_html_on_its_own() {
    for section in GUIDE.iter() {
        for part in &section.parts {
            let part = if part.starts_with("<li") { format!("<ol>{part}</ol>") } else { part.clone() };
            let html = Html::parse_fragment(&part);
            assert!(html.errors.is_empty(), "#{}: {:?} in {part}", section.id, html.errors);
            let refused = "[style], script, noscript, h1, h2, h4, h5, ul:not(.dots), table:not(.table-scroll > table), \
                           dl:not(.terms, .glossary), td:first-child, li:not(.dots > li, ol > li)";
            let refused: Vec<String> = all(&html, refused).iter().map(scraper::ElementRef::html).collect();
            assert_eq!(refused, [""; 0], "#{}", section.id);
        }
    }
}

#[test]
fn a_table_is_named_by_its_caption() {
    let bodies: Vec<Html> = GUIDE.iter().map(body).collect();
    let frames: Vec<_> = bodies.iter().flat_map(|body| all(body, ".table-scroll")).collect();
    assert_eq!(frames.len(), 4);
    for frame in frames {
        let captions: Vec<String> = inside(frame, "caption.visually-hidden").into_iter().map(text).collect();
        assert_eq!(captions.first().map(String::as_str), frame.attr("aria-label"));
        assert_eq!((frame.attr("role"), frame.attr("tabindex")), (Some("region"), Some("0")));
    }
    assert_eq!(all(&body(section("profile")), ".table-scroll.stack").len(), 1);
    let here: Vec<String> = all(&body(section("siblings")), "tr.here > th").into_iter().map(text).collect();
    assert_eq!(here, [RATE_HISTORY.model]);
}

#[test]
fn every_date_can_be_read_by_a_machine() {
    for section in GUIDE.iter() {
        for time in all(&body(section), "time") {
            assert_eq!(time.attr("datetime"), Some(text(time).as_str()));
        }
        let html = section.parts.concat().replace("</time>", "<time");
        for outside in html.split("<time").step_by(2) {
            let words = outside.split(|character: char| !(character.is_ascii_digit() || character == '-'));
            let dates: Vec<&str> = words.filter(|word| word.parse::<Date>().is_ok()).collect();
            assert_eq!(dates, [""; 0], "#{}", section.id);
        }
    }
}

#[test]
fn rates_carry_their_values() {
    let pricing = body(section("pricing"));
    let rows = all(&pricing, "tbody > tr");
    assert_eq!(rows.len(), Meter::COUNT);
    for (row, meter) in rows.into_iter().zip(Meter::ALL) {
        let rate = RATE_HISTORY.latest().rates[meter];
        let names: Vec<String> = inside(row, "th").into_iter().map(text).collect();
        let values: Vec<_> =
            inside(row, "td.num > data").into_iter().map(|data| (data.attr("value"), text(data))).collect();
        assert_eq!(names, [meter.name()]);
        assert_eq!(values, [(Some(plain(rate).as_str()), exact_usd(rate))]);
    }
}

#[test]
fn every_source_mark_is_explained() {
    let summary = body(section("summary"));
    let sources = all(&summary, "#sources .source");
    assert_eq!(sources.len(), Provenance::ALL.len());
    for (mark, provenance) in sources.into_iter().zip(Provenance::ALL) {
        assert_eq!(mark.attr("class"), Some(format!("source {}", provenance.slug()).as_str()));
        assert!(text(mark).starts_with(provenance.label()));
    }
}

#[test]
fn the_first_question_is_open() {
    let faq = body(section("faq"));
    assert_eq!(all(&faq, "details[open]").len(), 1);
    assert_eq!(all(&faq, ".faq > details:first-child[open] > summary").len(), 1);
}
