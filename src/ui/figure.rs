//! A figure on the page: its exact value for machines, a readable one for people, and the arithmetic behind it.

use rust_decimal::Decimal;

use super::control::unfolding;
use super::html::{El, Words, Written, el, written};
use crate::domain::arithmetic::Step;
use crate::domain::compare::amount;
use crate::domain::format::{Quotient, count, number, usd};
use crate::domain::span::Span;

/// What stands where a figure cannot be known.
pub const UNKNOWN: &str = "–";

/// A figure's exact value and what is shown for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    exact: String,
    text: String,
    rounded: bool,
}

impl Shown {
    /// USD.
    pub fn usd(value: Decimal) -> Self {
        Self { exact: number(value), text: usd(value), rounded: false }
    }

    /// How much more or less, in USD; negative for less.
    pub fn change(by: Decimal) -> Self {
        Self { exact: number(by), text: amount(by), rounded: false }
    }

    /// A count of tokens, images or requests.
    pub fn count(value: u64) -> Self {
        Self { exact: value.to_string(), text: count(value), rounded: false }
    }

    /// What people read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// USD for each of several parts.
    pub fn quotient(value: Quotient) -> Self {
        Self { text: usd(value.about), exact: value.text, rounded: value.rounded }
    }
}

/// A range of figures, or one.
pub type ShownSpan = (Shown, Shown);

/// A span of USD.
pub fn usd_span(span: Span<Decimal>) -> ShownSpan {
    (Shown::usd(span.low), Shown::usd(span.high))
}

/// A span of counts.
pub fn count_span(span: Span<u64>) -> ShownSpan {
    (Shown::count(span.low), Shown::count(span.high))
}

/// Both ends in words.
pub fn span_text((low, high): &ShownSpan) -> String {
    if low == high { low.text.clone() } else { format!("{} to {}", low.text, high.text) }
}

/// A figure with a stable id: one `<data>`, or two (`-low`, `-high`) where it is a range. Where it cannot be known it
/// shows a dash and has no value.
pub fn figure(id: impl Into<Words>, value: impl Fn() -> Option<ShownSpan> + 'static) -> El<Written> {
    let id = id.into();
    written("span").list(move || shown(&id, value()))
}

/// The elements of a figure with a stable id.
pub fn shown(id: &str, value: Option<ShownSpan>) -> Vec<El> {
    match value {
        None => vec![el("data").id(id.to_owned()).words(UNKNOWN)],
        Some((low, high)) if low == high => vec![one(id.to_owned(), low)],
        Some((low, high)) => {
            vec![one(format!("{id}-low"), low), el("span").words(" to "), one(format!("{id}-high"), high)]
        }
    }
}

fn one(id: String, shown: Shown) -> El {
    el("data").id(id).attr("value", shown.exact).attr_if("data-rounded", shown.rounded).words(shown.text)
}

/// The arithmetic behind a figure, closed until it is asked for.
pub fn arithmetic(of: &'static str, steps: impl Fn() -> Vec<Step> + 'static) -> El<Written> {
    let summary = || {
        let whose = written("span").class("visually-hidden").words_with(|| format!(": {of}"));
        written("summary").words("Show the arithmetic").child(whose)
    };
    let list = move || {
        let steps = steps();
        if steps.is_empty() {
            return vec![el("li").words("A field this figure depends on cannot be read.")];
        }
        steps.into_iter().map(step).collect()
    };
    unfolding(summary, written("ol").class("steps"), list).class("arithmetic")
}

fn step(step: Step) -> El {
    let standing = step.standing.iter().map(|standing| standing.words()).collect::<Vec<_>>().join(", ");
    el("li").words(step.text).words(" ").child(el("span").class("standing").words(standing))
}
