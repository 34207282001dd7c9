//! Each document allows exactly the scripts and styles that stand in it.

use base64::{Engine, engine::general_purpose::STANDARD};
use gpt_image_cost_prerender::policy::policy;
use scraper::Html;
use sha2::{Digest, Sha256};

use crate::support::{EMBED, PAGE, all, assets, documents, embed, one, page};

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The sources of one directive.
#[track_caller]
fn sources<'a>(policy: &'a str, directive: &str) -> Vec<&'a str> {
    let mut directives = policy.split("; ").map(|directive| directive.split(' ').collect::<Vec<_>>());
    let found = directives.find(|words| words.first() == Some(&directive));
    found.unwrap_or_else(|| panic!("no {directive} in {policy}"))[1..].to_vec()
}

#[track_caller]
fn assert_exact(document: &Html, policy: &str) {
    for (directive, fixed, selector) in [("script-src", 2, "script:not([src])"), ("style-src", 1, "style")] {
        let texts = all(document, selector).into_iter().map(|element| element.text().collect::<String>());
        let expected: Vec<String> = texts.map(|text| hash(&text)).collect();
        assert_eq!(sources(policy, directive)[fixed..], expected, "{directive}");
    }
    assert_eq!(sources(policy, "script-src")[..2], ["'self'", "'wasm-unsafe-eval'"]);
    assert_eq!(sources(policy, "font-src"), ["'self'"]);
    assert_eq!(sources(policy, "default-src"), ["'none'"]);
}

#[test]
fn the_page_states_its_policy_before_anything_that_it_allows() {
    let page = page();
    let policy = one(&page, "meta[http-equiv=\"Content-Security-Policy\"]");
    assert_exact(&page, policy.attr("content").unwrap_or_default());
    assert_eq!(sources(policy.attr("content").unwrap_or_default(), "frame-src"), ["'self'"]);
    let head: Vec<_> = one(&page, "head").child_elements().take(2).collect();
    assert_eq!(head[0].attr("charset"), Some("utf-8"));
    assert_eq!(head[1], policy);
}

#[test]
fn the_embed_adds_its_policy_by_its_first_script() {
    let embed = embed();
    let script = one(&embed, "script[data-policy]");
    assert_exact(&embed, script.attr("data-policy").unwrap_or_default());
    assert!(!script.attr("data-policy").unwrap_or_default().contains("frame-src"));
    let head: Vec<_> = one(&embed, "head").child_elements().take(2).collect();
    assert_eq!(head[1], script);
    assert_eq!(script.text().collect::<String>(), assets().policy_script);
}

#[test]
fn the_program_is_addressed_from_where_each_document_lies() {
    for (document, base) in [(page(), "./"), (embed(), "../")] {
        let start = one(&document, "script[data-wasm]");
        assert_eq!(start.attr("data-glue"), Some(format!("{base}page-1.js").as_str()));
        assert_eq!(start.attr("data-wasm"), Some(format!("{base}page-1_bg.wasm").as_str()));
        assert_eq!(start.attr("data-font"), Some(format!("{base}inter.woff2").as_str()));
        let imports = one(&document, "script[type=importmap]").text().collect::<String>();
        assert_eq!(imports, format!("{{\"integrity\":{{\"{base}page-1.js\":\"sha384-AB+/c=\"}}}}"));
    }
}

/// `hosting` makes the headers for hosts of the finished documents.
#[test]
fn a_finished_document_has_the_policy_that_it_states() {
    let (page, embed) = (page(), embed());
    let stated = one(&page, "meta[http-equiv=\"Content-Security-Policy\"]").attr("content");
    assert_eq!(Some(policy(&PAGE, true).as_str()), stated);
    assert_eq!(Some(policy(&EMBED, false).as_str()), one(&embed, "script[data-policy]").attr("data-policy"));
}

#[test]
fn no_other_site_is_told_the_address_of_a_document() {
    for (name, document) in documents() {
        assert_eq!(one(&document, "meta[name=referrer]").attr("content"), Some("no-referrer"), "{name}");
    }
}
