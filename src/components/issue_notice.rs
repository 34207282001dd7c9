//! A list of sentences about what was opened, to be dismissed.

use leptos::prelude::*;

use super::TextList;
use crate::browser::focus;

/// What comes first in the calculator, as it is now.
const FIRST_CONTROL: &str =
    "main:not(.usage-view) :is(.image-fields, .token-fields):not([hidden]) input, .usage-view [name=mode]:checked";

#[component]
pub fn IssueNotice(
    id: &'static str,
    class: &'static str,
    title: Signal<String>,
    /// The notice is hidden while there are none.
    issues: RwSignal<Vec<String>>,
) -> impl IntoView {
    let is_empty = Signal::derive(move || issues.read().is_empty());
    let dismiss = move |_| {
        issues.set(Vec::new());
        focus::focus_soon(FIRST_CONTROL);
    };
    view! {
        <div id=id role="alert">
            <div class=class hidden=is_empty>
                <div>
                    <p><b>{title}</b></p>
                    <TextList items=issues/>
                </div>
                <p class="notice-actions">
                    <button type="button" class="button dismiss" on:click=dismiss>"Dismiss"</button>
                </p>
            </div>
        </div>
    }
}
