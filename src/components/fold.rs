//! A collapsible group whose summary shows its current setting.

use leptos::{children::TypedChildren, html, prelude::*};

use super::HydrateLater;
use crate::state::use_hydration;

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
    /// Whether it is open: set from outside, or for content that is there or updated only while it is.
    #[prop(optional)]
    open: Option<RwSignal<bool>>,
    /// Hides the fold and removes its id, so that another element can have it.
    #[prop(into, optional)]
    is_hidden: Signal<bool>,
    children: TypedChildren<C>,
) -> impl IntoView {
    let body = view! { <HydrateLater class="fold-body" children/> };
    fold(id, title, value, is_changed, open.unwrap_or_default(), is_hidden, body)
}

/// The group around its body. In the browser `body` always has the same type, so that this is compiled once.
fn fold(
    id: &'static str,
    title: &'static str,
    value: Signal<String>,
    is_changed: Signal<bool>,
    open: RwSignal<bool>,
    is_hidden: Signal<bool>,
    body: impl IntoView,
) -> impl IntoView {
    let shown_id = Signal::derive(move || (!is_hidden.get()).then(|| id.to_owned()));
    let details = NodeRef::<html::Details>::new();
    let sync_open = move || {
        if let Some(details) = details.get_untracked() {
            open.set(details.open());
        }
    };
    // It may have been opened before the page was ready.
    use_hydration().add_afterwards(sync_open);
    view! {
        <details
            class="fold"
            class:changed=is_changed
            id=shown_id
            open=open
            hidden=is_hidden
            node_ref=details
            on:toggle=move |_| sync_open()
        >
            <summary>{title} " " <span class="fold-value">{value}</span></summary>
            {body}
        </details>
    }
}

/// A memo that is recomputed only while `open` is true, because nobody sees it otherwise.
pub fn updated_while<T: PartialEq + Clone + Send + Sync + 'static>(
    open: RwSignal<bool>,
    of: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(move |before: Option<&T>| match before {
        Some(before) if !open.get() => before.clone(),
        _ => of(),
    })
}
