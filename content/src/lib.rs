//! The guide's words: one Markdown file a section, with its facts filled in by name from the recorded rates.
//!
//! `minijinja` fills the facts in ([`facts`] lists their names), `pulldown-cmark` reads the Markdown. What this package
//! adds is what a heading's level and attributes stand for:
//!
//! | in the file | on the page |
//! |---|---|
//! | `# Title` | the section's title; the first line after `contents_label` |
//! | `## Question {.open}` | a question whose answer folds; open from the start with `.open` |
//! | `### Heading {#id}` | a heading |
//! | `#### Entry {.class}` | an entry of the timeline |
//! | `##### Caption {.class}` | the caption of the table below it, with the class of its frame |
//! | a row that begins in bold | the row of the model this page prices |
//! | `<!-- component -->` | the place where the app puts an interactive part |
//!
//! An error is a sentence that begins with the file and, where it is known, the line.

pub mod facts;
mod html;
mod llms;
mod markdown;
mod questions;
mod rules;
mod template;
mod timeline;

use std::fmt::Display;

use gpt_image_cost_core::{RATE_HISTORY, RateHistory};

use template::{Target, Template};

/// A section of the guide as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its anchor, as in `#faq`.
    pub id: &'static str,
    /// What the table of contents calls it; plain text.
    pub contents_label: String,
    /// Its heading; plain text.
    pub title: String,
    /// The HTML below the heading, split where the app puts an interactive part.
    pub parts: Vec<String>,
}

/// A question a buyer asks, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub question: String,
    pub answer: String,
}

/// What search engines and link previews show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMeta {
    pub title: String,
    pub description: String,
}

/// A Markdown file of the guide.
#[derive(Clone, Copy, Debug)]
pub struct GuideFile<'a> {
    /// The anchor of its section.
    pub id: &'static str,
    /// For messages: `content/faq.md`.
    pub path: &'static str,
    pub text: &'a str,
}

macro_rules! file {
    ($id:literal) => {
        GuideFile { id: $id, path: concat!("content/", $id, ".md"), text: include_str!(concat!("../", $id, ".md")) }
    };
}

/// The sections, in the order of the page.
pub const FILES: [GuideFile<'static>; 12] = [
    file!("summary"),
    file!("routes"),
    file!("boundary"),
    file!("access"),
    file!("pricing"),
    file!("watchouts"),
    file!("notes"),
    file!("archive"),
    FAQ,
    file!("profile"),
    file!("siblings"),
    file!("glossary"),
];
const FAQ: GuideFile<'static> = file!("faq");
const META: GuideFile<'static> = file!("meta");

/// The guide in the order of the page, with its facts from `history`.
pub fn sections(history: &'static RateHistory) -> Result<Vec<Section>, String> {
    let template = Template::new(history, Target::Html)?;
    FILES.iter().map(|file| filled_section(file, &template)).collect()
}

/// The guide with the facts of the rates this project ships.
pub fn shipped_sections() -> Result<Vec<Section>, String> {
    sections(&RATE_HISTORY)
}

/// One section, from any text.
pub fn section(file: &GuideFile, history: &'static RateHistory) -> Result<Section, String> {
    filled_section(file, &Template::new(history, Target::Html)?)
}

fn filled_section(file: &GuideFile, template: &Template) -> Result<Section, String> {
    let filled = template.fill(file)?;
    let contents_label = filled.contents_label.ok_or_else(|| in_file(file, "`contents_label` is not set"))?;
    let (title, body) = markdown::split_title(&filled.markdown).ok_or_else(|| no_title(file))?;
    let parts = html::parts(body, file.id).map_err(|message| in_file(file, message))?;
    Ok(Section { id: file.id, contents_label, title, parts })
}

/// The whole guide as Markdown for readers that take no page: `llms.txt`.
pub fn llms_txt(history: &'static RateHistory) -> Result<String, String> {
    let meta = page_meta(history)?;
    let mut text = format!("# {}\n\n> {}\n", meta.title, meta.description);
    let template = Template::new(history, Target::Markdown)?;
    for file in &FILES {
        let filled = template.fill(file)?;
        let section = llms::without_html(&filled.markdown).map_err(|error| in_file(file, error))?;
        text.push('\n');
        text.push_str(&section);
        text.push('\n');
    }
    Ok(text)
}

/// The questions of `faq.md`, for structured data.
pub fn questions(history: &'static RateHistory) -> Result<Vec<Question>, String> {
    let filled = Template::new(history, Target::Markdown)?.fill(&FAQ)?;
    Ok(questions::questions(&filled.markdown))
}

/// The page's title and description, from `meta.md`.
pub fn page_meta(history: &'static RateHistory) -> Result<PageMeta, String> {
    let filled = Template::new(history, Target::Markdown)?.fill(&META)?;
    let (title, body) = markdown::split_title(&filled.markdown).ok_or_else(|| no_title(&META))?;
    Ok(PageMeta { title, description: markdown::plain_text(&body) })
}

fn no_title(file: &GuideFile) -> String {
    in_file(file, "the first line must be a title, as in `# Title`")
}

/// What is wrong with a file of the guide.
fn in_file(file: &GuideFile, message: impl Display) -> String {
    format!("{}: {message}", file.path)
}

/// The same with the line, where it is known.
fn in_template(file: &str, error: &minijinja::Error) -> String {
    let line = error.line().map_or(String::new(), |line| format!(":{line}"));
    let detail = error.detail().map_or(String::new(), |detail| format!(": {detail}"));
    format!("{file}{line}: {}{detail}", error.kind())
}
