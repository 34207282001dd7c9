//! Under a field that cannot be read: what was refused, why, what to enter, and where one press corrects it, that press.

use gpt_image_cost_core::{Field, FieldIssue};
use leptos::prelude::*;

use crate::state::use_app_state;

/// The notice of a field; hidden while the field can be read.
#[component]
pub fn FieldError(field: Field) -> impl IntoView {
    let state = use_app_state();
    let suggestion = move || state.issue(field).and_then(FieldIssue::suggestion);
    let sentence = Signal::derive(move || state.issue(field).map(|issue| issue.to_string()).unwrap_or_default());
    let is_readable = Signal::derive(move || state.issue(field).is_none());
    let has_no_suggestion = Signal::derive(move || suggestion().is_none());
    let correction = Signal::derive(move || suggestion().map(|text| format!("Use {text}")).unwrap_or_default());
    let correct = move |_| {
        if let Some(suggestion) = untrack(suggestion) {
            state.form.set(field, suggestion);
            crate::browser::focus::focus_soon(format!("#{}", field.key()));
        }
    };
    view! {
        <div
            class="field-error notice bad"
            id=format!("{}-error", field.key())
            role="alert"
            hidden=is_readable
        >
            <p>{sentence}</p>
            <button type="button" class="chip correct" hidden=has_no_suggestion on:click=correct>{correction}</button>
        </div>
    }
}
