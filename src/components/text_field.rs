//! Fields of the form. Each is named by its key in the link, and leaves what was typed as it is.
//!
//! Numbers are text fields too: `type=number` drops what it does not understand.

use gpt_image_cost_core::{Field, FieldKind, Provenance, RateHistory, Unit, money::format::grouped};
use leptos::prelude::*;

use super::{FieldError, Input, Source};
use crate::state::use_app_state;

/// A field with its label, a hint, and a notice while it cannot be read.
#[component]
pub fn TextField(
    field: Field,
    /// What to enter, in a sentence or two.
    #[prop(into)]
    hint: String,
    /// Where the hint's facts come from.
    #[prop(optional)]
    source: Option<Provenance>,
) -> impl IntoView {
    let key = field.key();
    let mark = source.map(|of| view! { <Source of/> });
    let is_percent = matches!(field.spec().kind, FieldKind::Number(rule) if rule.unit == Unit::Percent);
    let unit = is_percent.then(|| view! { <i class="unit" aria-hidden="true">"%"</i> });
    view! {
        <div class="field">
            <label for=key>{field.label()}</label>
            <TextInput field/>
            {unit}
            <p class="hint" id=format!("{key}-hint")>{hint} " " {mark}</p>
            <FieldError field/>
        </div>
    }
}

/// The control alone.
#[component]
pub fn TextInput(
    field: Field,
    /// Whether it is one of the large fields.
    #[prop(optional)]
    is_big: bool,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let state = use_app_state();
    let key = field.key();
    let is_invalid = Signal::derive(move || state.issue(field).is_some());
    let (placeholder, inputmode) = placeholder_and_keyboard(field, state.history);
    view! {
        <Input
            id=key
            name=key
            text=state.form.text(field)
            class=if is_big { "input big" } else { "input" }
            inputmode
            placeholder
            described_by=format!("{key}-hint {key}-error")
            is_invalid
            list
        />
    }
}

/// What an empty field shows, and the keyboard it asks for.
fn placeholder_and_keyboard(field: Field, history: &RateHistory) -> (String, &'static str) {
    match field.spec().kind {
        FieldKind::Number(rule) => {
            let placeholder = rule.default.map_or_else(|| "none".to_owned(), |default| grouped(default.into()));
            (placeholder, if rule.decimals == 0 { "numeric" } else { "decimal" })
        }
        FieldKind::Size => ("1024x1024".to_owned(), "text"),
        FieldKind::Date => (history.last_checked().to_string(), "text"),
        _ => ("none".to_owned(), "text"),
    }
}

/// A box to tick, for a field that is `1` or nothing.
#[component]
pub fn Checkbox(
    field: Field,
    /// What ticking it does.
    label: &'static str,
    /// What to know about it.
    hint: &'static str,
    /// Where the hint's facts come from.
    source: Provenance,
) -> impl IntoView {
    let state = use_app_state();
    let key = field.key();
    let text = state.form.text(field);
    let is_ticked = Signal::derive(move || state.ready.get().then(|| *text.read() == "1"));
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    id=key
                    name=key
                    value="1"
                    autocomplete="off"
                    aria-describedby=format!("{key}-hint")
                    prop:checked=is_ticked
                    on:change=move |event| text.set(if event_target_checked(&event) { "1" } else { "" }.to_owned())
                />
                " "
                {label}
            </label>
            <p class="hint" id=format!("{key}-hint")>{hint} " " <Source of=source/></p>
        </div>
    }
}
