//! Reading a text as a link, at the rates that were first published.

use gpt_image_cost_core::ParsedLink;
use gpt_image_cost_core::scenario::permalink;

use super::{history, invariants};

/// The link of the default scenario.
pub const DEFAULT: &str = "v=1&rates=2026-06-05";

pub fn parse(text: &str) -> ParsedLink {
    invariants::check(text, history::first())
}

/// What a text is read as, in its canonical form.
#[track_caller]
pub fn link_of(text: &str) -> String {
    permalink::serialize(&parse(text).comparison)
}

/// What a text is read as, when nothing about it may be noted.
#[track_caller]
pub fn link_without_issues(text: &str) -> String {
    let link = parse(text);
    assert_eq!(link.issues, [], "{text}");
    permalink::serialize(&link.comparison)
}

/// The kinds of notes of a text, in short.
pub fn kinds(link: &ParsedLink) -> Vec<String> {
    link.issues.iter().map(invariants::kind).collect()
}
