//! The page and the embed as HTML: the same components that the wasm hydrates.

use gpt_image_cost::{App, Embed};
use leptos::prelude::*;
use scraper::{Html, Selector};

/// What stands in the page's `#app`.
pub fn page() -> String {
    Owner::new().with(|| view! { <App /> }.to_html())
}

/// What stands in the embed's `#app`.
pub fn embed() -> String {
    Owner::new().with(|| view! { <Embed /> }.to_html())
}

/// The element that the wasm hydrates, with further `attributes` and the number of elements in it: `scripts/start.js` puts
/// the delivered ones back where that has changed.
///
/// Not a byte may stand between its tags and the app's HTML, because hydration counts text too.
pub fn hydrated(attributes: &str, html: &str) -> String {
    format!("<div id=\"app\"{attributes} data-elements=\"{}\">{html}</div>", count_elements(html))
}

/// How many elements a browser makes of some HTML.
pub fn count_elements(html: &str) -> usize {
    let page = Html::parse_document(&format!("<!doctype html><body><div>{html}</div>"));
    Selector::parse("body > div *").map_or(0, |all| page.select(&all).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_counted_as_a_browser_counts_them() {
        assert_eq!(count_elements(""), 0);
        assert_eq!(count_elements("<p>a<!--<b>--><b title=\"<i>\">&lt;u></b></p><br>text"), 3);
        // A browser adds the body of a table.
        assert_eq!(count_elements("<table><tr><td>1</td></tr></table>"), 4);
        assert_eq!(count_elements("<svg><path d=\"M0 0\"/></svg>"), 2);
    }

    #[test]
    fn nothing_stands_between_the_element_and_the_app() {
        assert_eq!(hydrated(" data-embed", "<p></p>"), "<div id=\"app\" data-embed data-elements=\"1\"><p></p></div>");
    }
}
