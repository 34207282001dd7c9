//! A list of sentences that comes and goes.

use leptos::prelude::*;

#[component]
pub fn TextList(#[prop(into)] items: Signal<Vec<String>>, #[prop(optional)] class: &'static str) -> impl IntoView {
    view! {
        <ul class=class>
            <For each=move || items.get() key=Clone::clone let:item><li>{item}</li></For>
        </ul>
    }
}
