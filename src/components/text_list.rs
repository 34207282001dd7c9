//! A list of sentences that comes and goes.

use leptos::prelude::*;

#[component]
pub fn TextList(items: RwSignal<Vec<String>>, #[prop(optional)] class: &'static str) -> impl IntoView {
    view! { <ul class=class>{move || items.get().into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul> }
}
