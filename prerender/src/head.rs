//! What stands in the heads: title, description, addresses for search engines and link previews, structured data.

use gpt_image_cost_content::{page_meta, questions};
use gpt_image_cost_core::{FRAME_TITLE, RATE_HISTORY};
use leptos::{html, prelude::*};
use serde_json::json;

use crate::{SiteAddress, manifest, social_image};

/// The elements of the page's head.
pub fn page(site: Option<&SiteAddress>) -> Result<String, String> {
    let page = page_meta(&RATE_HISTORY)?;
    let mut head = vec![
        title(&page.title),
        named("description", &page.description),
        named("color-scheme", "light dark"),
        property("og:type", "website"),
        property("og:title", &page.title),
        property("og:description", &page.description),
        icon("icon.svg"),
        html::link().attr("rel", "manifest").attr("href", manifest::FILE).to_html(),
        // A fragment is never in a Referer header, but a query may hold a scenario.
        named("referrer", "no-referrer"),
    ];
    if let Some(site) = site {
        let (width, height) = social_image::SIZE;
        head.extend([
            canonical(site),
            property("og:url", &site.to_string()),
            // Previews take whole addresses only.
            property("og:image", &site.file(social_image::FILE)),
            property("og:image:width", &width.to_string()),
            property("og:image:height", &height.to_string()),
            property("og:image:alt", &page.title),
            named("twitter:card", "summary_large_image"),
        ]);
    }
    Ok(head.concat())
}

/// The elements of the embed's head. It is for frames; search engines should list the page.
pub fn embed(site: Option<&SiteAddress>) -> String {
    let mut head = vec![
        title(FRAME_TITLE),
        named("color-scheme", "light dark"),
        named("robots", "noindex"),
        named("referrer", "no-referrer"),
    ];
    head.push(icon("../icon.svg"));
    head.extend(site.map(canonical));
    head.concat()
}

fn title(text: &str) -> String {
    html::title().child(text.to_owned()).to_html()
}

fn named(name: &'static str, content: &str) -> String {
    html::meta().attr("name", name).attr("content", content.to_owned()).to_html()
}

fn property(name: &'static str, content: &str) -> String {
    html::meta().attr("property", name).attr("content", content.to_owned()).to_html()
}

fn icon(address: &'static str) -> String {
    html::link().attr("rel", "icon").attr("type", "image/svg+xml").attr("href", address).to_html()
}

fn canonical(site: &SiteAddress) -> String {
    html::link().attr("rel", "canonical").attr("href", site.to_string()).to_html()
}

/// The page's structured data, as a script of JSON-LD: what it is, and its questions.
pub fn structured_data(site: Option<&SiteAddress>) -> Result<String, String> {
    const CONTEXT: &str = "https://schema.org";
    let meta = page_meta(&RATE_HISTORY)?;
    let mut application = json!({
        "@context": CONTEXT,
        "@type": "WebApplication",
        "name": meta.title,
        "description": meta.description,
        "applicationCategory": "DeveloperApplication",
        "operatingSystem": "Any",
        "browserRequirements": "The calculator needs WebAssembly.",
        "isAccessibleForFree": true,
        "inLanguage": "en",
    });
    if let Some(site) = site {
        application["url"] = json!(site.to_string());
    }
    let questions = questions(&RATE_HISTORY)?;
    let questions = questions.into_iter().map(|question| {
        let answer = json!({ "@type": "Answer", "text": question.answer });
        json!({ "@type": "Question", "name": question.question, "acceptedAnswer": answer })
    });
    let questions = json!({ "@context": CONTEXT, "@type": "FAQPage", "mainEntity": questions.collect::<Vec<_>>() });
    // No text may end the element.
    let data = json!([application, questions]).to_string().replace('<', "\\u003c");
    Ok(format!("<script type=\"application/ld+json\">{data}</script>"))
}
