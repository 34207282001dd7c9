//! A section of the guide: the HTML that the build script made of its Markdown file.
//!
//! Hydration never reads `inner_html`, so only the prerendered page has the words; in the wasm the strings are empty.

use leptos::prelude::*;

/// One section as the build script gives it.
pub struct GuideSection {
    pub id: &'static str,
    /// What the table of contents calls it.
    pub contents_label: &'static str,
    pub title: &'static str,
    /// Its HTML, split where an interactive part stands.
    pub parts: &'static [&'static str],
}

/// Every section, in the order of the page.
pub const SECTIONS: [GuideSection; 12] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

fn section(id: &str) -> Option<&'static GuideSection> {
    SECTIONS.iter().find(|section| section.id == id)
}

/// The HTML of one part of a section.
pub fn html(id: &str, part: usize) -> &'static str {
    section(id).and_then(|section| section.parts.get(part).copied()).unwrap_or_default()
}

/// A section that is only read.
#[component]
pub fn Section(id: &'static str) -> impl IntoView {
    view! { <section id=id><Prose id part=0/></section> }
}

/// One part of a section's text; the first has the section's heading.
#[component]
pub fn Prose(id: &'static str, part: usize) -> impl IntoView {
    let title = section(id).filter(|_| part == 0).map(|section| view! { <h2>{section.title}</h2> });
    view! {
        {title}
        <div inner_html=html(id, part)></div>
    }
}
