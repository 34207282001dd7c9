//! The form: everything a bill depends on, by what the reader enters.

use leptos::prelude::*;

use super::control::{choice, entry, entry_with, hint, more, tick};
use super::html::{El, Words, Written, written, written_button};
use super::references::references;
use super::size_advice::{cheaper_sizes, size_remarks};
use super::state::App;
use crate::browser::form;
use crate::domain::field::Field;
use crate::domain::format::count;
use crate::domain::preset::PRESETS;
use crate::domain::prompt::PromptEstimate;
use crate::domain::size::Size;

const CACHED_REMARK: &str = "Leave 0 unless your bill shows cached tokens. The rate card sets no limit on the cached rates, but the \
     vendor's note, as quoted in October 2026, keeps them to images made through the Responses API, and nobody has shown \
     cached counts from the Image API.";
const BATCH_REMARK: &str = "Half of every rate (vendor, read June to November 2026; not on the rate card). Answers come later, and \
     nothing is streamed.";
const UPLIFT_REMARK: &str = "In percent. The vendor adds 10 for models released on or after 2026-03-05 on data-residency endpoints \
     (vendor, read June to November 2026). Whether GPT Image 2 is one of them is not established.";
const PARTIAL_REMARK: &str =
    "0 to 3. Each partial picture of a stream adds 100 image output tokens (vendor, read June to November 2026).";
const PROMPT_REMARK: &str =
    "Text tokens of one attempt. The prompt weighs little: 1,000 tokens, a long one, cost half a cent.";
const ATTEMPTS_REMARK: &str =
    "How often you ask before you keep one. Every try is billed: 1.5 means three tries for two pictures.";

/// The form.
pub fn inputs(app: App) -> El<Written> {
    let of_images = written("div").class("stack").children(first_fields(app)).children(further_fields(app));
    form()
        .child(presets(app))
        .child(mode(app))
        .child(of_images.hidden(move || !app.now().in_images()))
        .child(token_fields(app).hidden(move || app.now().in_images()))
        .child(common_fields(app))
        .child(reset(app))
}

/// The same form for little room: what most readers change, and the rest closed until it is asked for.
pub fn short_inputs(app: App) -> El<Written> {
    let first = written("div").class("stack first").children(first_fields(app));
    let further = written("div").class("stack").children(further_fields(app));
    let rest = more("References, retries, prompt, Batch and the rest")
        .child(further.hidden(move || !app.now().in_images()))
        .child(common_fields(app))
        .child(reset(app));
    form()
        .child(mode(app))
        .child(first.hidden(move || !app.now().in_images()))
        .child(token_fields(app).hidden(move || app.now().in_images()))
        .child(rest)
}

fn form() -> El<Written> {
    written("form").class("inputs").attr("autocomplete", "off").on("submit", |event| event.prevent_default())
}

fn mode(app: App) -> El<Written> {
    choice(app, Field::Mode, "images", &[("images", "Pictures"), ("tokens", "Tokens of a request")])
}

fn reset(app: App) -> El<Written> {
    written("p").class("row").child(written_button(move || app.reset()).words("Reset every field"))
}

fn presets(app: App) -> El<Written> {
    let buttons = PRESETS.iter().map(|preset| {
        let load = move || app.show(&preset.scenario(app.history.last_checked(), app.history));
        let name =
            written_button(load).child(written("b").words(preset.name)).child(written("span").words(preset.about));
        written("li").child(name)
    });
    written("div")
        .class("field presets")
        .child(written("h3").words("Start from a typical month"))
        .child(written("ul").class("row").children(buttons))
}

/// What makes most of a bill for pictures.
fn first_fields(app: App) -> [El<Written>; 3] {
    let qualities = [("low", "Low"), ("medium", "Medium"), ("high", "High"), ("auto", "Auto")];
    [
        entry(app, Field::Images, "Pictures you keep. How often you try comes further down."),
        size_field(app),
        choice(app, Field::Quality, "medium", &qualities),
    ]
}

/// What else counts for pictures.
fn further_fields(app: App) -> [El<Written>; 7] {
    [
        cheaper_sizes(app),
        references(app),
        prompt_field(app),
        entry(app, Field::Attempts, ATTEMPTS_REMARK),
        entry(app, Field::Partial, PARTIAL_REMARK),
        written("p").class("hint warn").text(move || batch_clash(app).unwrap_or_default().into()),
        entry(app, Field::Cached, CACHED_REMARK),
    ]
}

fn batch_clash(app: App) -> Option<&'static str> {
    app.now().scenario.asks_batch_to_stream().then_some("Batch does not stream, so partial images count as 0.")
}

fn size_field(app: App) -> El<Written> {
    let list = || {
        let options = Size::POPULAR.iter().map(ToString::to_string).chain(["auto".to_owned()]);
        written("datalist").id("sizes").children(options.map(|size| written("option").attr("value", size)))
    };
    let chips = Size::POPULAR.map(|size| size_button(app, size));
    let remark = written("p").words("Width x height in pixels, multiples of 16, or auto. ").children(chips);
    entry_with(app, Field::Size, remark, Some("sizes")).still(list).child(size_remarks(app))
}

fn size_button(app: App, size: Size) -> El<Written> {
    let name = || format!("{} × {}", size.width(), size.height());
    written_button(move || app.type_in(Field::Size, size.to_string())).class("chip").words_with(name)
}

fn prompt_field(app: App) -> El<Written> {
    let pasted = RwSignal::new(String::new());
    let paste = move |text: String| {
        if !text.is_empty() {
            app.type_in(Field::Prompt, PromptEstimate::of(&text).tokens.to_string());
        }
        pasted.set(text);
    };
    let area = written("textarea")
        .id("prompt-text")
        .attr("rows", "4")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "prompt-estimate")
        .on("input", move |event| paste(form::text_of(&event)));
    let estimate = move || pasted.with(|prompt| estimate(prompt));
    let count = more("Count the tokens of a prompt")
        .child(written("label").attr("for", "prompt-text").words("Paste the prompt"))
        .child(area)
        .child(written("p").class("hint").id("prompt-estimate").text(estimate));
    written("div").child(entry(app, Field::Prompt, PROMPT_REMARK)).child(count)
}

fn estimate(prompt: &str) -> Words {
    if prompt.is_empty() {
        return "About four characters a token, plus 6 (assumed; edits add hidden instructions of unknown size)."
            .into();
    }
    let estimate = PromptEstimate::of(prompt);
    let (characters, tokens) = (count(estimate.characters as u64), count(estimate.tokens as u64));
    let limit = if estimate.is_too_long() {
        " The API takes at most 32,000 characters: this prompt is over its limit."
    } else {
        ""
    };
    format!("{characters} characters are about {tokens} tokens (assumed); put into the field above.{limit}").into()
}

fn token_fields(app: App) -> El<Written> {
    written("div")
        .class("stack")
        .child(hint("Tokens of one request, as a usage record states them. Each token belongs to exactly one lane."))
        .child(entry(app, Field::TextInput, "Prompt tokens that were not cached."))
        .child(entry(app, Field::CachedTextInput, "Count cached tokens only here, not above."))
        .child(entry(app, Field::ImageInput, "Reference image tokens that were not cached."))
        .child(entry(app, Field::CachedImageInput, "Count cached tokens only here, not above."))
        .child(entry(app, Field::ImageOutput, "Tokens of the pictures that came back."))
        .child(entry(app, Field::Requests, "How many such requests you send in a month."))
}

fn common_fields(app: App) -> El<Written> {
    let rarely = more("Name and day of the rates")
        .child(entry(app, Field::Name, "Shown with the scenario and in its link."))
        .child(entry(
            app,
            Field::Rates,
            "The rates in force on this day are used. Empty for the latest recorded ones.",
        ));
    written("div")
        .class("stack")
        .child(tick(app, Field::Batch, BATCH_REMARK))
        .child(entry(app, Field::Uplift, UPLIFT_REMARK))
        .child(entry(app, Field::Budget, "USD a month. Says how many pictures or requests it pays for."))
        .child(rarely)
}
