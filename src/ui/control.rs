//! Controls of the form. Each is named by its field's key in the link, keeps what was typed, and says what to enter when
//! it cannot be read.

use leptos::prelude::*;

use super::html::{El, Kind as _, Words, Written, written};
use super::state::App;
use crate::browser::form;
use crate::domain::field::{Field, Kind};
use crate::domain::format::count;

/// A text field for one field of the scenario, with a remark beside it.
///
/// Numbers are text fields too: `type=number` drops what it does not understand.
pub fn entry(app: App, field: Field, hint: &'static str) -> El<Written> {
    entry_with(app, field, written("p").words(hint), None)
}

/// The same with anything as its remark, and a list of suggestions by its id.
pub fn entry_with(app: App, field: Field, hint: El<Written>, suggestions: Option<&'static str>) -> El<Written> {
    let key = field.key();
    let mut input = written("input")
        .id(key)
        .attr("name", key)
        .attr("type", "text")
        .attr_with("inputmode", || look(app, field).1.to_owned())
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr_with("placeholder", || look(app, field).0)
        .attr("value", "")
        .attr_with("aria-describedby", || format!("{key}-hint {key}-problem"))
        .live_attr("aria-invalid", move || app.now().problem(field).map(|_| "true".into()))
        .live_value(move || app.text(field))
        .on("input", move |event| app.type_in(field, form::text_of(&event)));
    if let Some(list) = suggestions {
        input = input.attr("list", list);
    }
    written("div")
        .class("field")
        .child(written("label").attr("for", key).words(field.label()))
        .child(input)
        .child(hint.class("hint").attr_with("id", || format!("{key}-hint")))
        .child(problem(app, field))
}

/// The sentence that says what to enter, under a field that cannot be read.
pub fn problem(app: App, field: Field) -> El<Written> {
    written("p")
        .class("problem")
        .attr_with("id", || format!("{}-problem", field.key()))
        .text(move || app.now().problem(field).map(ToString::to_string).unwrap_or_default().into())
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
pub fn choice(app: App, field: Field, default: &'static str, options: &[(&'static str, &'static str)]) -> El<Written> {
    let key = field.key();
    let buttons = options.iter().map(|&(word, name)| {
        let is_chosen = move |text: &str| if text.is_empty() { word == default } else { word == text };
        let input = written("input")
            .attr("type", "radio")
            .attr("name", key)
            .attr("value", word)
            .attr("autocomplete", "off")
            .attr_if("checked", word == default)
            .live_checked(move || app.draft.with(|draft| is_chosen(draft.text(field))))
            .on("change", move |_| app.type_in(field, word));
        written("label").class("choice").child(input).child(written("span").words(name))
    });
    written("fieldset")
        .class("field choices")
        .child(written("legend").words(field.label()))
        .child(written("div").class("row").children(buttons))
        .child(problem(app, field))
}

/// A box to tick for a field that is `1` or nothing.
pub fn tick(app: App, field: Field, hint: &'static str) -> El<Written> {
    let key = field.key();
    let input = written("input")
        .id(key)
        .attr("name", key)
        .attr("type", "checkbox")
        .attr("value", "1")
        .attr("autocomplete", "off")
        .attr_with("aria-describedby", || format!("{key}-hint"))
        .live_checked(move || app.draft.with(|draft| draft.text(field) == "1"))
        .on("change", move |event| app.type_in(field, if form::is_ticked(&event) { "1" } else { "" }));
    written("div")
        .class("field")
        .child(written("label").class("choice").child(input).child(written("span").words(field.label())))
        .child(written("p").class("hint").attr_with("id", || format!("{key}-hint")).words(hint))
}

/// Something more, closed until it is asked for.
pub fn more(summary: &'static str) -> El<Written> {
    written("details").class("more").child(written("summary").words(summary))
}

/// Something that opens, with a list in it that is worked out only while it is open.
pub fn unfolding(
    summary: impl FnOnce() -> El<Written>,
    holder: El<Written>,
    list: impl Fn() -> Vec<El> + 'static,
) -> El<Written> {
    // The prerendered page has it filled, for readers without scripts.
    let open = RwSignal::new(Written::CARRIED);
    let filled = move || if open.get() { list() } else { Vec::new() };
    written("details")
        .on("toggle", move |event| open.set(form::is_open(&event)))
        .still(summary)
        .child(holder.list(filled))
}

/// A remark.
pub fn hint(text: impl Into<Words>) -> El<Written> {
    written("p").class("hint").words(text)
}
