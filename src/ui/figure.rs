//! A figure on the page: its exact value for machines, a readable one for people, and the arithmetic behind it.

use rust_decimal::Decimal;

use super::html::{El, Part, el, live};
use crate::domain::arithmetic::Step;
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
pub fn figure(id: impl Into<String>, value: impl Fn() -> Option<ShownSpan> + Send + Sync + 'static) -> Part {
    let id = id.into();
    live(move || match value() {
        None => vec![el("data").id(id.clone()).words(UNKNOWN).part()],
        Some((low, high)) if low == high => vec![one(id.clone(), low)],
        Some((low, high)) => {
            let to = el("span").words(" to ").part();
            vec![one(format!("{id}-low"), low), to, one(format!("{id}-high"), high)]
        }
    })
}

fn one(id: String, shown: Shown) -> Part {
    el("data").id(id).attr("value", shown.exact).attr_if("data-rounded", shown.rounded).words(shown.text).part()
}

/// The arithmetic behind a figure, closed until it is asked for.
pub fn arithmetic(of: &'static str, steps: impl Fn() -> Vec<Step> + Send + 'static) -> El {
    let summary =
        el("summary").words("Show the arithmetic").child(el("span").class("visually-hidden").words(format!(": {of}")));
    let list = move || {
        let steps = steps();
        if steps.is_empty() {
            return vec![el("li").words("A field this figure depends on cannot be read.").part()];
        }
        steps.into_iter().map(step).collect()
    };
    el("details").class("arithmetic").child(summary).child(el("ol").class("steps").with(live(list)))
}

fn step(step: Step) -> Part {
    let standing = step.standing.iter().map(|standing| standing.words()).collect::<Vec<_>>().join(", ");
    el("li").words(step.text).words(" ").child(el("span").class("standing").words(standing)).part()
}
