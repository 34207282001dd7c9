//! A choice between a few options: radio buttons drawn as one control. Arrow keys move within it, as in any radio group.

use gpt_image_cost_core::Field;
use leptos::prelude::*;

use crate::state::use_app_state;

#[derive(Clone)]
pub struct RadioOption {
    pub value: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What follows from it, such as its cost.
    pub detail: Option<Signal<String>>,
}

impl RadioOption {
    /// An option without a detail.
    pub fn new(value: &'static str, label: &'static str) -> Self {
        Self { value, label, detail: None }
    }
}

/// The options of a fieldset.
#[component]
pub fn RadioGroup(
    /// The `name` of the buttons.
    name: &'static str,
    /// What is chosen; seen by nobody where `class` hides it.
    legend: &'static str,
    /// What follows the legend, less prominently.
    #[prop(optional)]
    legend_note: &'static str,
    /// The look: `segmented`, `tabs`, `formats`.
    class: &'static str,
    options: Vec<RadioOption>,
    /// The value that is chosen; empty for none.
    #[prop(into)]
    chosen: Signal<String>,
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    let state = use_app_state();
    let option = move |RadioOption { value, label, detail }: RadioOption| {
        let is_chosen = Signal::derive(move || state.ready.get().then(|| *chosen.read() == value));
        let detail = detail.map(|detail| view! { <small>{detail}</small> });
        view! {
            <label>
                <input
                    type="radio"
                    name=name
                    value=value
                    autocomplete="off"
                    checked=chosen.get_untracked() == value
                    prop:checked=is_chosen
                    on:change=move |_| on_choose.run(value)
                />
                <span>{label}</span>
                {detail}
            </label>
        }
    };
    let note = (!legend_note.is_empty()).then(|| view! { <span class="muted">{legend_note}</span> });
    view! {
        <fieldset class=class>
            <legend>{legend} " " {note}</legend>
            <div>{options.into_iter().map(option).collect_view()}</div>
        </fieldset>
    }
}

/// The value chosen for a field of the form, and what choosing another does. An empty field has its default.
pub fn field_choice(field: Field, default: &'static str) -> (Signal<String>, Callback<&'static str>) {
    let text = use_app_state().form.text(field);
    let chosen = Signal::derive(move || if text.read().is_empty() { default.to_owned() } else { text.get() });
    (chosen, Callback::new(move |value: &'static str| text.set(value.to_owned())))
}
