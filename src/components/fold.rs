//! A named group that says its value while it is closed.

use leptos::{children::TypedChildren, prelude::*};

use super::HydrateLater;

/// The group; its children are what it holds.
#[component]
pub fn Fold<C: IntoView + 'static>(
    id: &'static str,
    title: &'static str,
    /// What is set inside.
    #[prop(into)]
    value: Signal<String>,
    /// Whether that differs from the default.
    #[prop(into, optional)]
    is_changed: Signal<bool>,
    #[prop(optional)] is_open: bool,
    /// Whether it is out of place now; it then gives up its id.
    #[prop(into, optional)]
    is_hidden: Signal<bool>,
    children: TypedChildren<C>,
) -> impl IntoView {
    let body = view! { <HydrateLater class="fold-body" children/> };
    fold(id, title, value, is_changed, is_open, is_hidden, body)
}

/// The group around what it holds: of one type in the browser, whatever that is, and so compiled once.
fn fold(
    id: &'static str,
    title: &'static str,
    value: Signal<String>,
    is_changed: Signal<bool>,
    is_open: bool,
    is_hidden: Signal<bool>,
    body: impl IntoView,
) -> impl IntoView {
    let shown_id = Signal::derive(move || (!is_hidden.get()).then(|| id.to_owned()));
    view! {
        <details class="fold" class:changed=is_changed id=shown_id open=is_open hidden=is_hidden>
            <summary>{title} " " <span class="fold-value">{value}</span></summary>
            {body}
        </details>
    }
}
