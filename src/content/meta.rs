//! What search engines and link previews read: title, description and structured data, from the same words.

use super::faq::QUESTIONS;
use super::markup::{markdown, plain};
use crate::domain::json::{array, object, string};
use crate::domain::rates::History;

/// The page's title.
pub const TITLE: &str = "GPT Image 2 cost: buyer guide and exact calculator";

/// The page in one sentence, for results and previews.
pub fn description(history: &History) -> String {
    plain(
        "ChatGPT or the API? What {family} costs: API rates checked on {checked}, and an exact calculator for your picture \
         size, quality and volume.",
        history,
    )
}

/// JSON-LD of the page: what it is, and its questions. `site` is its address, where that is known.
pub fn json_ld(history: &History, site: Option<&str>) -> String {
    array([application(history, site), questions(history)])
}

const CONTEXT: &str = "https://schema.org";

fn application(history: &History, site: Option<&str>) -> String {
    let mut members = vec![
        ("@context", string(CONTEXT)),
        ("@type", string("WebApplication")),
        ("name", string(TITLE)),
        ("description", string(&description(history))),
        ("applicationCategory", string("DeveloperApplication")),
        ("operatingSystem", string("Any")),
        ("browserRequirements", string("The calculator needs WebAssembly.")),
        ("isAccessibleForFree", "true".to_owned()),
        ("inLanguage", string("en")),
    ];
    members.extend(site.map(|site| ("url", string(site))));
    object(&members)
}

fn questions(history: &History) -> String {
    let question = |question: &super::Question| {
        object(&[
            ("@type", string("Question")),
            ("name", string(question.question)),
            (
                "acceptedAnswer",
                object(&[("@type", string("Answer")), ("text", string(&plain(question.answer, history)))]),
            ),
        ])
    };
    object(&[
        ("@context", string(CONTEXT)),
        ("@type", string("FAQPage")),
        ("mainEntity", array(QUESTIONS.iter().map(question))),
    ])
}

/// The page's title and description as the head of a Markdown text.
pub fn markdown_head(history: &History) -> String {
    format!("# {TITLE}\n\n> {}\n", markdown(&description(history), history))
}
