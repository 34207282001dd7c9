//! A line to type into. It leaves what was typed as it is.

use leptos::prelude::*;

use crate::state::use_app_state;

#[component]
pub fn Input(
    id: &'static str,
    text: RwSignal<String>,
    /// By which links or early input know it.
    #[prop(optional_no_strip, into)]
    name: Option<&'static str>,
    #[prop(default = "input")] class: &'static str,
    #[prop(default = "text")] inputmode: &'static str,
    #[prop(optional, into)] placeholder: String,
    /// The ids of its hint and of what is wrong with it.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// Whether what it holds cannot be read.
    #[prop(optional)]
    is_invalid: Signal<bool>,
    /// The id of a list of suggestions.
    #[prop(optional_no_strip, into)]
    list: Option<&'static str>,
    #[prop(optional)] maxlength: Option<&'static str>,
) -> impl IntoView {
    let state = use_app_state();
    // None until the page is ready: what was typed before stays in the field.
    let shown = Signal::derive(move || state.ready.get().then(|| text.get()));
    let aria_invalid = Signal::derive(move || is_invalid.get().then(|| "true".to_owned()));
    view! {
        <input
            class=class
            id=id
            name=name
            type="text"
            inputmode=inputmode
            autocomplete="off"
            spellcheck="false"
            list=list
            maxlength=maxlength
            placeholder=placeholder
            value=text.get_untracked()
            aria-describedby=described_by
            aria-invalid=aria_invalid
            prop:value=shown
            on:input=move |event| text.set(event_target_value(&event))
        />
    }
}
