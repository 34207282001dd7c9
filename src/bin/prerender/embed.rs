//! The embed's own page, made of the files that the page has: its glue, its wasm, some of its styles.
//!
//! What stands in it is not decided here, but in `ui::embed` and `src/embed/frame.js`.

use super::policy::policy;
use super::scripts::{WASM_HASH, published};
use super::staged::{CHARSET, attribute, fill, inline_scripts, links};

/// Its first script, which puts in its policy.
const POLICY: &str = include_str!("../../embed/policy.js");
/// Its part for standing in a frame.
const FRAME: &str = include_str!("../../embed/frame.js");
/// The element for the pages it is put into.
const ELEMENT: &str = include_str!("../../embed/embed.js");
/// The styles it shares with the page, by how their files' names start, and its own, which the page does without.
const STYLES: [&str; 3] = ["./base-", "./page-", OWN_STYLE];
const OWN_STYLE: &str = "./embed-";

/// The script that pages which embed it load.
pub fn element() -> Result<String, String> {
    published(ELEMENT)
}

/// Takes the embed's own style out of the page.
pub fn without_its_style(page: &str) -> Result<String, String> {
    let is_own = |link: &&str| attribute(link, "href").is_some_and(|address| address.starts_with(OWN_STYLE));
    let link = links(page).into_iter().find(is_own).ok_or("index.html has no link of the embed's style")?;
    Ok(page.replacen(link, "", 1))
}

/// The embed's page: `staged` is the page with its hashes in their places, `head` and `body` are the embed's.
///
/// # Errors
///
/// A staged page without one of the embed's styles, its icon, its glue or the script that starts it.
pub fn complete(staged: &str, head: &str, body: &str) -> Result<String, String> {
    let start = inline_scripts(staged)
        .into_iter()
        .find(|script| script.contains("WebAssembly") || script.contains("_bg.wasm"))
        .ok_or_else(|| format!("index.html has no script that starts the wasm ({WASM_HASH})"))?;
    let scripts = [published(FRAME)?, from_below(start)].map(|script| format!("<script>{script}</script>"));
    let page = format!("{head}{}{}{}", scripts[0], shared_links(staged)?, scripts[1]);
    let policy = fill(&published(POLICY)?, "\"POLICY\"", &format!("\"{}\"", policy(&page)))?;
    Ok(format!(
        "<!doctype html><html lang=en><head>{CHARSET}<script>{policy}</script>{page}</head><body>{body}</body></html>"
    ))
}

/// The links of the files that both use.
fn shared_links(staged: &str) -> Result<String, String> {
    let all = links(staged);
    let find = |what: &str, is: &dyn Fn(&str) -> bool| {
        all.iter().find(|link| is(link)).copied().ok_or_else(|| format!("index.html has no link of {what}"))
    };
    let has = |link: &str, name: &str, value: &str| attribute(link, name) == Some(value);
    let mut shared = vec![
        find("its icon", &|link| has(link, "rel", "icon"))?,
        find("its glue", &|link| has(link, "rel", "modulepreload"))?,
    ];
    for style in STYLES {
        let is_style = |link: &str| {
            has(link, "rel", "stylesheet") && attribute(link, "href").is_some_and(|a| a.starts_with(style))
        };
        shared.push(find(style, &is_style)?);
    }
    Ok(from_below(&shared.concat()))
}

/// Addresses of files beside the page, as they are written one folder below.
fn from_below(text: &str) -> String {
    text.replace("\"./", "\"../").replace("=./", "=../")
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGED: &str = "<head><link rel=icon href=./icon-1.svg><link rel=stylesheet href=./base-1.css>\
        <link rel=stylesheet href=\"./page-1.css\"><link rel=stylesheet href=./guide-1.css>\
        <link rel=stylesheet href=./embed-1.css><link rel=modulepreload href=./glue.js>\
        <script>try{theme()}catch{}</script><script>fetch(\"./x_bg.wasm\",{integrity:\"sha384-AB\"})</script></head>";

    #[test]
    fn the_embed_uses_the_pages_files_from_one_folder_below() {
        let page = complete(STAGED, "<title>E</title>", "<main>M</main>").unwrap_or_else(|problem| panic!("{problem}"));
        for part in ["../icon-1.svg", "../base-1.css", "../page-1.css", "../embed-1.css", "../glue.js", "../x_bg.wasm"]
        {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        assert!(!page.contains("guide-1") && !page.contains("\"./") && !page.contains("theme()"), "{page}");
        assert!(page.ends_with("<body><main>M</main></body></html>"), "{page}");
    }

    #[test]
    fn the_policy_comes_first_and_names_every_other_script() {
        let page = complete(STAGED, "", "").unwrap_or_else(|problem| panic!("{problem}"));
        let scripts = inline_scripts(&page);
        assert_eq!(scripts.len(), 3);
        assert!(scripts[0].contains("default-src 'none'") && !scripts[0].contains("POLICY\""), "{}", scripts[0]);
        assert_eq!(scripts[0].matches("sha256-").count(), 2, "{}", scripts[0]);
        assert!(page.starts_with(&format!("<!doctype html><html lang=en><head>{CHARSET}<script>")), "{page}");
    }

    #[test]
    fn a_page_that_lacks_a_part_is_refused_by_its_name() {
        for (part, name) in [("icon", "icon"), ("base-1", "./base-"), ("modulepreload", "glue"), ("_bg", "starts")] {
            let problem = complete(&STAGED.replace(part, ""), "", "");
            assert!(problem.is_err_and(|text| text.contains(name)), "{part}");
        }
        assert!(without_its_style(&STAGED.replace("embed-1", "")).is_err());
        assert!(without_its_style(STAGED).is_ok_and(|page| !page.contains("embed-1")));
    }
}
