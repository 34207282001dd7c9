//! Controls of the form. Each is named by its field's key in the link, keeps what was typed, and says what to enter when
//! it cannot be read.

use leptos::prelude::*;

use super::html::{El, Part, el, live, words};
use super::state::App;
use crate::browser::form;
use crate::domain::field::{Field, Kind};
use crate::domain::format::count;

/// A text field for one field of the scenario, with a remark beside it.
///
/// Numbers are text fields too: `type=number` drops what it does not understand.
pub fn entry(app: App, field: Field, hint: &'static str) -> El {
    entry_with(app, field, words(hint), None)
}

/// The same with anything as its remark, and a list of suggestions by its id.
pub fn entry_with(app: App, field: Field, hint: Part, suggestions: Option<&'static str>) -> El {
    let key = field.key();
    let (placeholder, mode) = look(app, field);
    let mut input = el("input")
        .id(key)
        .attr("name", key)
        .attr("type", "text")
        .attr("inputmode", mode)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", placeholder)
        .attr("value", "")
        .attr("aria-describedby", format!("{key}-hint {key}-problem"))
        .live_attr("aria-invalid", move || app.problem(field).map(|_| "true".into()))
        .live_value(move || app.text(field))
        .on("input", move |event| app.type_in(field, form::text_of(&event)));
    if let Some(list) = suggestions {
        input = input.attr("list", list);
    }
    el("div")
        .class("field")
        .child(el("label").attr("for", key).words(field.label()))
        .child(input)
        .child(el("p").class("hint").id(format!("{key}-hint")).with(hint))
        .child(problem(app, field))
}

/// The sentence that says what to enter, under a field that cannot be read.
pub fn problem(app: App, field: Field) -> El {
    let sentence = move || app.problem(field).map(words).into_iter().collect();
    el("p").class("problem").id(format!("{}-problem", field.key())).with(live(sentence))
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

/// A choice between a few words, as radio buttons in a row: values, and what they are called. The word `default` is
/// chosen while the field is empty.
pub fn choice(app: App, field: Field, default: &'static str, options: &[(&'static str, &'static str)]) -> El {
    let key = field.key();
    let buttons = options.iter().map(|&(word, name)| {
        let is_chosen = move |text: &str| if text.is_empty() { word == default } else { word == text };
        let input = el("input")
            .attr("type", "radio")
            .attr("name", key)
            .attr("value", word)
            .attr("autocomplete", "off")
            .attr_if("checked", word == default)
            .live_checked(move || app.draft.with(|draft| is_chosen(draft.text(field))))
            .on("change", move |_| app.type_in(field, word));
        el("label").class("choice").child(input).child(el("span").words(name))
    });
    el("fieldset")
        .class("field choices")
        .child(el("legend").words(field.label()))
        .child(el("div").class("row").children(buttons))
        .child(problem(app, field))
}

/// A box to tick for a field that is `1` or nothing.
pub fn tick(app: App, field: Field, hint: &'static str) -> El {
    let key = field.key();
    let input = el("input")
        .id(key)
        .attr("name", key)
        .attr("type", "checkbox")
        .attr("value", "1")
        .attr("autocomplete", "off")
        .attr("aria-describedby", format!("{key}-hint"))
        .live_checked(move || app.draft.with(|draft| draft.text(field) == "1"))
        .on("change", move |event| app.type_in(field, if form::is_ticked(&event) { "1" } else { "" }));
    el("div")
        .class("field")
        .child(el("label").class("choice").child(input).child(el("span").words(field.label())))
        .child(el("p").class("hint").id(format!("{key}-hint")).words(hint))
}

/// Something more, closed until it is asked for.
pub fn more(summary: &'static str) -> El {
    el("details").class("more").child(el("summary").words(summary))
}

/// A remark.
pub fn hint(text: impl Into<super::html::Words>) -> El {
    el("p").class("hint").words(text)
}
