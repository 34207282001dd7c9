//! Under a field that cannot be read: what was refused, why, what to enter, and where one press corrects it, that press.

use gpt_image_cost_core::{Field, FieldIssue};
use leptos::prelude::*;

use crate::state::use_app_state;

/// The notice of a field; empty while the field can be read.
#[component]
pub fn FieldError(field: Field) -> impl IntoView {
    let state = use_app_state();
    let notice = move || state.issue(field).map(|issue| view! { <p>{issue.to_string()}</p> <Correction issue/> });
    view! { <div class="field-error notice bad" id=format!("{}-error", field.key()) role="alert">{notice}</div> }
}

/// What the field may have been meant to say, where one press can correct it.
#[component]
fn Correction(issue: FieldIssue) -> impl IntoView {
    let state = use_app_state();
    issue.suggestion().map(|suggestion| {
        let label = format!("Use {suggestion}");
        let correct = move |_| {
            state.form.set(issue.field, suggestion.clone());
            crate::browser::focus::focus_soon(format!("#{}", issue.field.key()));
        };
        view! { <button type="button" class="chip correct" on:click=correct>{label}</button> }
    })
}
