//! What search engines, link previews and programs read.

use gpt_image_cost_content::{page_meta, questions};
use gpt_image_cost_core::RATE_HISTORY;
use gpt_image_cost_prerender::{SiteAddress, head};
use scraper::Html;
use serde_json::Value;

use crate::support::{all, one, page, text, values};

fn site() -> SiteAddress {
    "https://example.org/costs/".parse().unwrap_or_else(|message| panic!("{message}"))
}

fn head(site: Option<&SiteAddress>) -> Html {
    let head = head::page(site).unwrap_or_else(|message| panic!("{message}"));
    Html::parse_document(&head)
}

#[test]
fn title_and_description_are_those_of_the_content() {
    let head = head(None);
    let meta = page_meta(&RATE_HISTORY).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(text(one(&head, "title")), meta.title);
    assert_eq!(one(&head, "meta[name=description]").attr("content"), Some(meta.description.as_str()));
    assert_eq!(one(&head, "meta[property=\"og:title\"]").attr("content"), Some(meta.title.as_str()));
}

#[test]
fn a_site_is_named_only_where_its_address_is_known() {
    let unknown = head(None);
    assert!(all(&unknown, "[rel=canonical], [property=\"og:url\"], [property=\"og:image\"]").is_empty());
    let known = head(Some(&site()));
    assert_eq!(one(&known, "[rel=canonical]").attr("href"), Some("https://example.org/costs/"));
    assert_eq!(one(&known, "[property=\"og:url\"]").attr("content"), Some("https://example.org/costs/"));
    let image = one(&known, "[property=\"og:image\"]").attr("content");
    assert_eq!(image, Some("https://example.org/costs/social.png"));
    let embed = Html::parse_document(&head::embed(Some(&site())));
    assert_eq!(one(&embed, "[rel=canonical]").attr("href"), Some("https://example.org/costs/"));
}

#[test]
fn structured_data_is_json_and_carries_every_question() {
    let page = page();
    let data = one(&page, "script[type=\"application/ld+json\"]").text().collect::<String>();
    let data: Value = serde_json::from_str(&data).unwrap_or_else(|error| panic!("{error}: {data}"));
    assert_eq!(data[0]["@type"], "WebApplication");
    assert_eq!(data[0]["url"], Value::Null);
    assert_eq!(data[1]["@type"], "FAQPage");
    let asked = data[1]["mainEntity"].as_array().cloned().unwrap_or_default();
    let expected = questions(&RATE_HISTORY).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(asked.len(), expected.len());
    for (asked, expected) in asked.iter().zip(expected) {
        assert_eq!(asked["name"], expected.question);
        assert_eq!(asked["acceptedAnswer"]["text"], expected.answer);
    }
}

#[test]
fn structured_data_names_a_known_site() {
    let data = head::structured_data(Some(&site())).unwrap_or_else(|message| panic!("{message}"));
    assert!(data.contains("\"url\":\"https://example.org/costs/\""), "{data}");
}

#[test]
fn nothing_is_asked_of_another_origin() {
    let page = page();
    for address in
        ["src", "srcset", "data-glue", "data-wasm", "data-font"].into_iter().flat_map(|name| values(&page, name))
    {
        assert!(!address.contains("//"), "{address}");
    }
    for link in all(&page, "link[href]") {
        assert!(!link.attr("href").unwrap_or_default().contains("//"), "{}", link.html());
    }
}
