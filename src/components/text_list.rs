//! A list of sentences that comes and goes.

use leptos::prelude::*;

/// The list.
#[component]
pub fn TextList(
    #[prop(into)] items: Signal<Vec<String>>,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] id: Option<&'static str>,
    #[prop(optional)] role: Option<&'static str>,
) -> impl IntoView {
    view! {
        <ul class=class id=id role=role>
            <For each=move || items.get() key=Clone::clone let:item><li>{item}</li></For>
        </ul>
    }
}
