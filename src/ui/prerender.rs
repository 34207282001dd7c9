//! The page as text, for the prerenderer and the rendered-HTML tests.

use leptos::prelude::*;

use super::app;
use super::embed;
use super::html::{El, Written, written};
use super::social_image;
use crate::content::{llms, meta};
use crate::domain::snapshot::HISTORY;
use crate::domain::snippet::TITLE;

/// What the picture for link previews is called, beside the page.
pub const SOCIAL_IMAGE: &str = "social.png";

/// The picture for link previews; none only where it cannot be drawn.
pub fn social_image() -> Option<Vec<u8>> {
    social_image::png(&HISTORY)
}

/// The guide as plain text, for programs that read.
pub fn llms_txt() -> String {
    llms::text(&HISTORY)
}

/// What stands in `<head>`: title, description, structured data, and with a site's address where the page is at home.
pub fn head_html(site_url: Option<&str>) -> String {
    let description = meta::description(&HISTORY);
    let property =
        |name: &'static str, content: &str| written("meta").attr("property", name).attr("content", content.to_owned());
    let mut head = vec![
        written("title").words(meta::TITLE),
        written("meta").attr("name", "description").attr("content", description.clone()),
        written("meta").attr("name", "color-scheme").attr("content", "light dark"),
        property("og:type", "website"),
        property("og:title", meta::TITLE),
        property("og:description", &description),
    ];
    if let Some(site) = site_url {
        // Previews take whole addresses only.
        let image = format!("{}/{SOCIAL_IMAGE}", site.trim_end_matches('/'));
        let (width, height) = social_image::SIZE;
        head.push(written("link").attr("rel", "canonical").attr("href", site.to_owned()));
        head.extend([
            property("og:url", site),
            property("og:image", &image),
            property("og:image:width", &width.to_string()),
            property("og:image:height", &height.to_string()),
            property("og:image:alt", meta::TITLE),
            written("meta").attr("name", "twitter:card").attr("content", "summary_large_image"),
        ]);
    }
    let data = meta::json_ld(&HISTORY, site_url);
    let head: String = head.iter().map(El::<Written>::html).collect();
    format!("{head}<script type=\"application/ld+json\">{data}</script>")
}

/// What stands in `<body>`.
pub fn body_html() -> String {
    Owner::new().with(|| app::page(app::new()).iter().map(El::html).collect())
}

/// What stands in `<head>` of the embed. It is for frames; whoever searches is to find the page.
pub fn embed_head_html(site_url: Option<&str>) -> String {
    let meta = |name: &'static str, content: &'static str| written("meta").attr("name", name).attr("content", content);
    let mut head = vec![
        meta("viewport", "width=device-width, initial-scale=1"),
        meta("color-scheme", "light dark"),
        meta("robots", "noindex"),
        written("title").words(TITLE),
    ];
    head.extend(site_url.map(|site| written("link").attr("rel", "canonical").attr("href", site.to_owned())));
    head.iter().map(El::<Written>::html).collect()
}

/// What stands in `<body>` of the embed.
pub fn embed_body_html() -> String {
    Owner::new().with(|| embed::page(app::new()).iter().map(El::html).collect())
}
