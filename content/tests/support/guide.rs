//! The shipped guide, and its HTML as a browser would read it.

use std::sync::LazyLock;

use gpt_image_cost_content::{Section, sections};
use gpt_image_cost_core::RATE_HISTORY;
use scraper::{ElementRef, Html, Selector};

pub static GUIDE: LazyLock<Vec<Section>> =
    LazyLock::new(|| sections(&RATE_HISTORY).unwrap_or_else(|error| panic!("{error}")));

#[track_caller]
pub fn section(id: &str) -> &'static Section {
    GUIDE.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no section #{id}"))
}

/// A section's body in one piece, as the page shows it without its components.
pub fn body(section: &Section) -> Html {
    Html::parse_fragment(&section.parts.concat())
}

#[track_caller]
pub fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    inside(html.root_element(), selector)
}

#[track_caller]
pub fn inside<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
    element.select(&selector).collect()
}

pub fn text(element: ElementRef) -> String {
    element.text().collect()
}
