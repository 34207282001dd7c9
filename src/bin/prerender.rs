//! Completes the `index.html` that Trunk has staged: puts in the page's head and body as text, and a
//! Content-Security-Policy made for exactly this file. Trunk calls it after each build (`Trunk.toml`).
//!
//! What the page says is not decided here, but in `ui::prerender`.

use std::{env, fs, path::Path, process::ExitCode};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use gpt_image_cost::ui::prerender;
use sha2::{Digest, Sha256};

/// Where the page's own head goes: title, description and the like.
const HEAD: &str = "<meta name=prerendered>";
/// Where the page's body goes.
const BODY: &str = "<div id=prerendered></div>";
/// What the policy has to follow: it holds only for what comes after it, and the charset comes first.
const CHARSET: &str = "<meta charset=utf-8>";

/// Where the hash of the wasm goes: into the script that fetches it (`Trunk.toml`).
const WASM_HASH: &str = "WASM_INTEGRITY";

/// Where the second wasm's hash goes.
const SECOND_WASM: &str = "SECOND_WASM";
/// The files of the second wasm.
const SECOND_WASM_FILES: [&str; 2] = ["scenarios.js", "scenarios_bg.wasm"];

/// What the page may do, beside its inline scripts, which are allowed by their hashes.
const POLICY: [(&str, &str); 10] = [
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("object-src", "'none'"),
];

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
    let site = site_url(env::var("SITE_URL").ok())?;
    let file = Path::new(&folder).join("index.html");
    let staged = fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let staged = stamp_second_wasm(&staged, Path::new(&folder))?;
    let page = complete(&staged, &prerender::head_html(site.as_deref()), &prerender::body_html())?;
    let image = prerender::social_image().ok_or("the picture for link previews cannot be drawn")?;
    let beside = |name: &str| Path::new(&folder).join(name);
    replace(&file, page.as_bytes())?;
    replace(&beside("llms.txt"), prerender::llms_txt().as_bytes())?;
    replace(&beside(prerender::SOCIAL_IMAGE), &image)
}

/// Gives the second wasm (`ui::scenarios`), whose name carries no hash, an address that changes with its content.
fn stamp_second_wasm(page: &str, folder: &Path) -> Result<String, String> {
    let mut digest = Sha256::new();
    for name in SECOND_WASM_FILES {
        let file = folder.join(name);
        digest.update(fs::read(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?);
    }
    let hash = URL_SAFE_NO_PAD.encode(&digest.finalize()[..9]);
    Ok(page.replace(SECOND_WASM, &hash))
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
/// A staged page without one of the three places to fill, or with one of them twice.
fn complete(staged: &str, head: &str, body: &str) -> Result<String, String> {
    let mut page = staged.to_owned();
    for (placeholder, value) in RELOADER {
        page = page.replace(placeholder, value);
    }
    page = move_wasm_hash(&page)?;
    page = fill(&page, HEAD, head)?;
    page = fill(&page, BODY, body)?;
    let meta =
        format!("{CHARSET}<meta http-equiv=Content-Security-Policy content=\"{}\">", policy(&inline_scripts(&page)));
    fill(&page, CHARSET, &meta)
}

/// Takes away the preload link of the wasm, whose hash browsers ignore there, and gives the hash to the script that
/// fetches the wasm.
fn move_wasm_hash(page: &str) -> Result<String, String> {
    let (link, hash) = page
        .split_inclusive('>')
        .filter_map(|part| part.find("<link").map(|start| &part[start..]))
        .filter(|link| link.contains("application/wasm"))
        .find_map(|link| Some((link, link.split_ascii_whitespace().find_map(|part| part.strip_prefix("integrity="))?)))
        .ok_or("index.html has no preload link of the wasm with its hash")?;
    fill(&page.replacen(link, "", 1), WASM_HASH, hash.trim_matches(['"', '>']))
}

fn fill(page: &str, place: &str, text: &str) -> Result<String, String> {
    match page.matches(place).count() {
        1 => Ok(page.replacen(place, text, 1)),
        0 => Err(format!("index.html has no {place}, so there is no place to fill")),
        _ => Err(format!("index.html has {place} more than once")),
    }
}

/// The text between the tags of each script element that has no `src`, in order.
fn inline_scripts(page: &str) -> Vec<&str> {
    page.split("<script")
        .skip(1)
        .filter_map(|after| {
            let (attributes, rest) = after.split_once('>')?;
            let (text, _) = rest.split_once("</script")?;
            let has_source = attributes.split_ascii_whitespace().any(|part| part.starts_with("src="));
            (!has_source).then_some(text)
        })
        .collect()
}

fn policy(inline_scripts: &[&str]) -> String {
    let hash = |text: &&str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let hashes = inline_scripts.iter().map(hash).collect::<Vec<_>>().join(" ");
    POLICY
        .map(|(directive, sources)| match directive {
            "script-src" => format!("{directive} {sources} {hashes}"),
            _ => format!("{directive} {sources}"),
        })
        .join("; ")
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
        <link as=fetch integrity=sha384-AB+/c= rel=preload type=application/wasm>\
        <script type=module>start(\"WASM_INTEGRITY\")</script></head><body><div id=prerendered></div></body></html>";

    #[test]
    fn the_places_are_filled_and_the_policy_comes_right_after_the_charset() {
        let page = complete(STAGED, "<title>T</title>", "<main>M</main>");
        let page = page.unwrap_or_else(|problem| panic!("{problem}"));
        assert!(page.contains("<meta charset=utf-8><meta http-equiv=Content-Security-Policy content=\"default-src"));
        assert!(page.contains("<title>T</title><script"), "{page}");
        assert!(page.contains("<body><main>M</main></body>"));
    }

    #[test]
    fn every_inline_script_is_allowed_by_its_hash_and_files_are_not() {
        // printf 'start()' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='";
        let policy = policy(&inline_scripts(
            "<script>start()</script><script src=\"a.js\"></script><script type=module>start()</script>",
        ));
        assert_eq!(policy.matches(hash).count(), 2, "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 2, "{policy}");
    }

    #[test]
    fn the_hash_of_the_wasm_goes_to_the_script_that_fetches_it() {
        let page = complete(STAGED, "", "").unwrap_or_else(|problem| panic!("{problem}"));
        assert!(!page.contains("<link"), "{page}");
        assert!(page.contains("start(\"sha384-AB+/c=\")"), "{page}");
    }

    #[test]
    fn a_page_without_a_place_to_fill_is_refused_by_name() {
        for place in [HEAD, BODY, CHARSET, WASM_HASH, "integrity"] {
            let problem = complete(&STAGED.replace(place, ""), "", "");
            assert!(problem.is_err_and(|text| text.contains("index.html has no ")), "{place}");
        }
    }

    #[test]
    fn without_its_second_wasm_a_page_is_refused_by_name() {
        let problem = stamp_second_wasm(SECOND_WASM, Path::new("no-such-folder"));
        assert!(problem.is_err_and(|text| text.contains("scenarios.js")));
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
