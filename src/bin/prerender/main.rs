//! Completes the site that Trunk has staged: puts in the page's head and body as text and a Content-Security-Policy made
//! for exactly this file, makes the embed's page of it, and minifies the scripts. Trunk calls it after each build
//! (`Trunk.toml`).
//!
//! What the pages say is not decided here, but in `ui::prerender`.

mod embed;
mod policy;
mod scripts;
mod staged;

use std::{env, fs, path::Path, process::ExitCode};

use gpt_image_cost::ui::prerender;

use self::staged::{CHARSET, fill};

/// Where the page's own head goes: title, description and the like.
const HEAD: &str = "<meta name=prerendered>";
/// Where the page's body goes.
const BODY: &str = "<div id=prerendered></div>";

/// `trunk serve` fills these in on the way to the browser, after the hashes are taken; so they are filled in here.
const RELOADER: [(&str, &str); 3] = [
    ("'{{__TRUNK_ADDRESS__}}'", "window.location.host"),
    ("`{{__TRUNK_ADDRESS__}}`", "window.location.host"),
    ("{{__TRUNK_WS_BASE__}}", "/"),
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("prerender: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let folder = env::var("TRUNK_STAGING_DIR")
        .map_err(|_| "TRUNK_STAGING_DIR is not set: Trunk calls this after it has built the page")?;
    let folder = Path::new(&folder);
    let site = site_url(env::var("SITE_URL").ok())?;
    let site = site.as_deref();
    let file = folder.join("index.html");
    let staged = fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let staged = staged::without_hashes_of_styles(&staged);
    let staged = scripts::publish_glue(&staged, folder)?;
    let staged = scripts::publish_second_wasm(&staged, folder)?;
    let staged = scripts::move_wasm_hash(&staged)?;
    let page = complete(&staged, &prerender::head_html(site), &prerender::body_html())?;
    let embed = embed::complete(&staged, &prerender::embed_head_html(site), &prerender::embed_body_html())?;
    let image = prerender::social_image().ok_or("the picture for link previews cannot be drawn")?;
    fs::create_dir_all(folder.join("embed")).map_err(|error| format!("cannot make the embed's folder: {error}"))?;
    replace(&file, page.as_bytes())?;
    replace(&folder.join("embed/index.html"), embed.as_bytes())?;
    replace(&folder.join("embed.js"), embed::element()?.as_bytes())?;
    replace(&folder.join("llms.txt"), prerender::llms_txt().as_bytes())?;
    replace(&folder.join(prerender::SOCIAL_IMAGE), &image)
}

/// The address the page will be published at, from `SITE_URL`; unset and empty both mean that it is not known.
///
/// # Errors
///
/// `example.org` and `ftp://example.org/`: canonical addresses need `http://` or `https://` and a host.
fn site_url(given: Option<String>) -> Result<Option<String>, String> {
    let Some(url) = given.filter(|url| !url.is_empty()) else {
        return Ok(None);
    };
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host_follows = rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()));
    let plain = url.chars().all(|c| c.is_ascii_graphic() && !"\"'<>\\`#?".contains(c));
    if host_follows && plain {
        Ok(Some(url))
    } else {
        Err(format!("SITE_URL is {url:?}, but must be the page's address, like https://example.org/costs/"))
    }
}

/// The finished page: `staged` with head, body and policy.
///
/// # Errors
///
/// A staged page without one of the places to fill, or with one of them twice.
fn complete(staged: &str, head: &str, body: &str) -> Result<String, String> {
    let mut page = staged.to_owned();
    for (placeholder, value) in RELOADER {
        page = page.replace(placeholder, value);
    }
    page = embed::without_its_style(&page)?;
    page = fill(&page, HEAD, head)?;
    page = fill(&page, BODY, body)?;
    // The builder of embeds shows one.
    let policy = format!("{}; frame-src 'self'", policy::policy(&page));
    fill(&page, CHARSET, &format!("{CHARSET}<meta http-equiv=Content-Security-Policy content=\"{policy}\">"))
}

/// Writes beside the file and renames, so that nobody ever reads half a page.
fn replace(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let beside = file.with_extension("new");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, file))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGED: &str = "<html lang=en><head><meta charset=utf-8><meta name=prerendered>\
        <link rel=stylesheet href=./embed-1.css><script type=module>start(1)</script></head><body><div id=prerendered></div></body></html>";

    #[test]
    fn the_places_are_filled_and_the_policy_comes_right_after_the_charset() {
        let page = complete(STAGED, "<title>T</title>", "<main>M</main>");
        let page = page.unwrap_or_else(|problem| panic!("{problem}"));
        assert!(page.contains("<meta charset=utf-8><meta http-equiv=Content-Security-Policy content=\"default-src"));
        assert!(page.contains("<title>T</title><script"), "{page}");
        assert!(page.contains("<body><main>M</main></body>"));
    }

    #[test]
    fn a_page_without_a_place_to_fill_is_refused_by_name() {
        for place in [HEAD, BODY, CHARSET, "embed-1"] {
            let problem = complete(&STAGED.replace(place, ""), "", "");
            assert!(problem.is_err_and(|text| text.contains("index.html has no ")), "{place}");
        }
    }

    #[test]
    fn the_reloader_is_completed_before_it_is_hashed() {
        let staged = STAGED.replace("start(", "open('{{__TRUNK_ADDRESS__}}' + '{{__TRUNK_WS_BASE__}}', ");
        let page = complete(&staged, "", "").unwrap_or_else(|problem| panic!("{problem}"));
        assert!(page.contains("open(window.location.host + '/', "), "{page}");
    }

    #[test]
    fn a_site_address_is_http_or_it_is_refused() {
        let site = |text: &str| site_url(Some(text.to_owned()));
        assert_eq!(site_url(None), Ok(None));
        assert_eq!(site(""), Ok(None));
        assert_eq!(site("https://example.org/a/"), Ok(Some("https://example.org/a/".to_owned())));
        for wrong in ["example.org", "ftp://example.org/", "https://", "https://a.org/\"", "https://a.org/#b"] {
            assert!(site(wrong).is_err(), "{wrong}");
        }
    }
}
