//! The finished page and embed, rendered once, and how the tests read them.

use std::sync::LazyLock;

use gpt_image_cost_prerender::{Assets, Build, Profile, Program, document, program::ProgramFile};
use scraper::{ElementRef, Html, Selector};

/// The page, from the real template as Trunk would stage it.
pub static PAGE: LazyLock<String> = LazyLock::new(|| {
    let staged = include_str!("../../../index.html").lines().filter_map(|line| match line {
        line if line.contains("data-type=\"worker\"") => None,
        line if line.contains("rel=\"rust\"") => Some("<!-- program: ./page-1.js ./page-1_bg.wasm -->"),
        line if line.contains("data-trunk") => None,
        line => Some(line),
    });
    let staged: Vec<&str> = staged.collect();
    let build = Build { profile: Profile::Development, commit: Some(COMMIT.to_owned()), site: None, is_offline: true };
    document::page(&staged.join("\n"), &program(), &assets(), &build).unwrap_or_else(|message| panic!("{message}"))
});

/// The commit that the page names.
pub const COMMIT: &str = "0123456789ab";

/// The embed.
pub static EMBED: LazyLock<String> =
    LazyLock::new(|| document::embed(&program(), &assets(), None).unwrap_or_else(|message| panic!("{message}")));

/// Both, with the name to blame.
pub fn documents() -> [(&'static str, Html); 2] {
    [("page", page()), ("embed", embed())]
}

pub fn page() -> Html {
    Html::parse_document(&PAGE)
}

pub fn embed() -> Html {
    Html::parse_document(&EMBED)
}

pub fn assets() -> Assets {
    Assets::read(Profile::Development).unwrap_or_else(|message| panic!("{message}"))
}

fn program() -> Program {
    let file = |name: &str| ProgramFile { name: name.to_owned(), integrity: "sha384-AB+/c=".to_owned() };
    let (glue, wasm) = (file("page-1.js"), file("page-1_bg.wasm"));
    Program { glue, wasm, usage_worker: "usage-worker-1.js".to_owned(), is_offline: true }
}

#[track_caller]
pub fn all<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let parsed = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
    document.select(&parsed).collect()
}

/// The one element that matches.
#[track_caller]
pub fn one<'a>(document: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(document, selector);
    assert_eq!(found.len(), 1, "elements that match {selector}");
    found[0]
}

/// Its text as one line.
pub fn text(element: ElementRef) -> String {
    // Blocks follow each other without white space.
    let parts: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    parts.join(" ")
}

/// The text of the element of this id.
#[track_caller]
pub fn text_of(document: &Html, id: &str) -> String {
    text(one(document, &format!("[id=\"{id}\"]")))
}

/// The exact value of a figure; none where it is unknown.
#[track_caller]
pub fn figure<'a>(document: &'a Html, id: &str) -> Option<&'a str> {
    one(document, &format!("data[id=\"{id}\"]")).attr("value")
}

/// The values of an attribute, wherever it stands.
pub fn values<'a>(document: &'a Html, attribute: &str) -> Vec<&'a str> {
    all(document, &format!("[{attribute}]")).into_iter().filter_map(|element| element.attr(attribute)).collect()
}
