//! The guide in the prerendered page: every fact is in the HTML, in its section, before any script runs.
#![cfg(feature = "ssr")]

use std::collections::HashSet;

use gpt_image_cost::domain::snapshot::HISTORY;
use gpt_image_cost::ui::{prerender, social_image};

#[path = "support/checklist.rs"]
mod checklist;

/// The text of a section: its HTML without tags.
fn section_text(page: &str, anchor: &str) -> String {
    let start = page.find(&format!("<section id=\"{anchor}\"")).unwrap_or_else(|| panic!("no section #{anchor}"));
    let rest = &page[start..];
    let end = rest.find("</section>").unwrap_or_else(|| panic!("#{anchor} does not end"));
    let text: String = rest[..end].split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_fact_is_in_its_section() {
    let page = prerender::body_html();
    checklist::check(|anchor| section_text(&page, anchor));
}

#[test]
fn every_link_within_the_page_leads_somewhere_and_no_id_is_used_twice() {
    let page = prerender::body_html();
    let ids = values(&page, "id");
    let once: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), once.len(), "{ids:?}");
    let targets = values(&page, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
    // With `=` it is a scenario.
    for target in targets.filter(|target| !target.contains('=')) {
        assert!(once.contains(target), "#{target}");
    }
    for label in values(&page, "for") {
        assert!(once.contains(label), "a label for {label}");
    }
}

#[test]
fn the_finder_asks_its_five_questions_without_scripts() {
    let text = section_text(&prerender::body_html(), "routes");
    for words in [
        "Who needs access?",
        "Which route do you have in mind?",
        "Who owns the bill?",
        "How many pictures a month?",
        "What will pay for it?",
        "Answered: 0 of 5",
        "How the finder decides",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn rates_carry_their_values() {
    let page = prerender::body_html();
    for (value, shown) in [("5", "$5"), ("1.25", "$1.25"), ("8", "$8"), ("2", "$2"), ("30", "$30")] {
        assert!(page.contains(&format!("<data value=\"{value}\">{shown}</data>")), "{shown}");
    }
}

#[test]
fn nothing_of_the_seats_is_shown_before_it_is_asked_for() {
    assert!(!prerender::body_html().contains("cost-seats-month"));
}

#[test]
fn the_picture_for_previews_is_a_png_of_the_size_it_says() {
    let png = social_image::png(&HISTORY).unwrap_or_default();
    let edge =
        |at: usize| png.get(at..at + 4).map(|bytes| bytes.iter().fold(0, |edge, byte| edge << 8 | u32::from(*byte)));
    assert_eq!(png.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()));
    assert_eq!((edge(16), edge(20)), (Some(social_image::SIZE.0), Some(social_image::SIZE.1)));
    assert!((20_000..200_000).contains(&png.len()), "{} bytes", png.len());
}
