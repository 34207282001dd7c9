//! Controls of the form. Each is named by its field's key in the link, keeps what was typed, and says what to enter when
//! it cannot be read.

use leptos::prelude::*;

use super::state::App;
use crate::domain::field::{Field, Kind};
use crate::domain::format::count;

/// A text field for one field of the scenario, with a remark beside it.
///
/// Numbers are text fields too: `type=number` drops what it does not understand.
pub fn entry(app: App, field: Field, hint: impl IntoView + 'static) -> AnyView {
    let key = field.key();
    let (hint_id, problem_id) = (format!("{key}-hint"), format!("{key}-problem"));
    let described = format!("{hint_id} {problem_id}");
    let (placeholder, mode) = look(app, field);
    view! {
        <div class="field">
            <label for=key>{field.label()}</label>
            <input id=key name=key type="text" inputmode=mode autocomplete="off" spellcheck="false" placeholder=placeholder
                value="" prop:value=move || app.text(field) aria-describedby=described
                aria-invalid=move || app.problem(field).map(|_| "true")
                on:input:target=move |event| app.type_in(field, event.target().value()) />
            <p class="hint" id=hint_id>{hint.into_view()}</p>
            {problem(app, field, problem_id)}
        </div>
    }
    .into_any()
}

/// The sentence that says what to enter, under a field that cannot be read.
pub fn problem(app: App, field: Field, id: String) -> AnyView {
    view! { <p class="problem" id=id>{move || app.problem(field)}</p> }.into_any()
}

/// What an empty field shows, and the keyboard it asks for.
fn look(app: App, field: Field) -> (String, &'static str) {
    match field.row().kind {
        Kind::Number(rule) => {
            let placeholder = rule.default.map_or_else(|| "none".to_owned(), |default| count(default.into()));
            (placeholder, if rule.places == 0 { "numeric" } else { "decimal" })
        }
        Kind::Size => ("1024x1024".to_owned(), "text"),
        Kind::Day => (app.history.last_checked().to_string(), "text"),
        _ => ("none".to_owned(), "text"),
    }
}

/// A choice between a few words, as radio buttons in a row. `words` are the values and what they are called; the first
/// that the field takes for an empty text is `default`.
pub fn choice(
    app: App,
    field: Field,
    default: &'static str,
    words: &'static [(&'static str, &'static str)],
) -> AnyView {
    let key = field.key();
    let buttons = words.iter().map(|(word, name)| {
        let chosen = move || {
            app.draft.with(|draft| if draft.text(field).is_empty() { default } else { draft.text(field) } == *word)
        };
        view! {
            <label class="choice">
                <input type="radio" name=key value=*word checked=*word == default prop:checked=chosen autocomplete="off"
                    on:change=move |_| app.type_in(field, *word) />
                <span>{*name}</span>
            </label>
        }
        .into_any()
    });
    view! {
        <fieldset class="field choices">
            <legend>{field.label()}</legend>
            <div class="row">{buttons.collect_view()}</div>
            {problem(app, field, format!("{key}-problem"))}
        </fieldset>
    }
    .into_any()
}

/// A box to tick for a field that is `1` or nothing.
pub fn tick(app: App, field: Field, hint: &'static str) -> AnyView {
    let key = field.key();
    let hint_id = format!("{key}-hint");
    view! {
        <div class="field">
            <label class="choice">
                <input id=key name=key type="checkbox" value="1" autocomplete="off" aria-describedby=hint_id.clone()
                    prop:checked=move || app.text(field) == "1"
                    on:change:target=move |event| app.type_in(field, if event.target().checked() { "1" } else { "" }) />
                <span>{field.label()}</span>
            </label>
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    }
    .into_any()
}

/// A button that does one thing.
pub fn button(name: impl IntoView + 'static, act: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" on:click=move |_| act()>{name.into_view()}</button> }.into_any()
}
