//! A figure on the page: its exact value for machines, a readable one for people, and the arithmetic behind it.

use leptos::prelude::*;
use rust_decimal::Decimal;

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
        let text = value.text.parse().map_or_else(|_| format!("${}", value.text), usd);
        Self { text, exact: value.text, rounded: value.rounded }
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

/// A figure with a stable id: one `<data>`, or two (`-low`, `-high`) where it is a range. Where it cannot be known it
/// shows a dash and has no value.
pub fn figure(id: impl Into<String>, value: impl Fn() -> Option<ShownSpan> + Send + Sync + 'static) -> AnyView {
    let id = id.into();
    let value = Signal::derive(value);
    (move || match value.get() {
        None => view! { <data id=id.clone() class="unknown">{UNKNOWN}</data> }.into_any(),
        Some((low, high)) if low == high => one(id.clone(), low),
        Some((low, high)) => {
            (one(format!("{id}-low"), low), view! { <span class="to">" to "</span> }, one(format!("{id}-high"), high))
                .into_any()
        }
    })
    .into_any()
}

fn one(id: String, shown: Shown) -> AnyView {
    view! { <data id=id value=shown.exact data-rounded=shown.rounded.then_some("")>{shown.text}</data> }.into_any()
}

/// The arithmetic behind a figure, closed until it is asked for.
pub fn arithmetic(of: &'static str, steps: impl Fn() -> Vec<Step> + Send + Sync + 'static) -> AnyView {
    let steps = Signal::derive(steps);
    view! {
        <details class="arithmetic">
            <summary>"Show the arithmetic"<span class="visually-hidden">": "{of}</span></summary>
            {move || list(steps.get())}
        </details>
    }
    .into_any()
}

fn list(steps: Vec<Step>) -> AnyView {
    if steps.is_empty() {
        return view! { <p>"A field this figure depends on cannot be read."</p> }.into_any();
    }
    let steps = steps.into_iter().map(step).collect_view();
    view! { <ol class="steps">{steps}</ol> }.into_any()
}

fn step(step: Step) -> AnyView {
    let standing = step.standing.iter().map(|standing| standing.words()).collect::<Vec<_>>().join(", ");
    view! { <li>{step.text}" "<span class="standing">{standing}</span></li> }.into_any()
}
