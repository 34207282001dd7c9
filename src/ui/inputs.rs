//! The form: everything a bill depends on, by what the reader enters.

use leptos::prelude::*;

use super::control::{button, choice, entry, problem, tick};
use super::references::references;
use super::size_advice::{cheaper_sizes, size_remarks};
use super::state::App;
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
const ATTEMPTS_REMARK: &str =
    "How often you ask before you keep one. Every try is billed: 1.5 means three tries for two pictures.";

/// The form.
pub fn inputs(app: App) -> AnyView {
    view! {
        <form class="inputs" autocomplete="off" on:submit=|event| event.prevent_default()>
            {presets(app)}
            {choice(app, Field::Mode, "images", &[("images", "Pictures"), ("tokens", "Tokens of a request")])}
            <div class="stack" hidden=move || !app.in_images()>{image_fields(app)}</div>
            <div class="stack" hidden=move || app.in_images()>{token_fields(app)}</div>
            {common_fields(app)}
            <p class="row">{button("Reset every field", move || app.reset())}</p>
        </form>
    }
    .into_any()
}

fn presets(app: App) -> AnyView {
    let buttons = PRESETS.iter().map(|preset| {
        let load = move || app.show(&preset.scenario(app.history.last_checked(), app.history));
        view! { <li>{button((view! { <b>{preset.name}</b> }, view! { <span>{preset.about}</span> }), load)}</li> }
            .into_any()
    });
    view! {
        <div class="field presets">
            <h3>"Start from a typical month"</h3>
            <ul class="row">{buttons.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn image_fields(app: App) -> AnyView {
    let qualities = &[("low", "Low"), ("medium", "Medium"), ("high", "High"), ("auto", "Auto")];
    (
        entry(app, Field::Images, "Pictures you keep. How often you try comes further down."),
        size_field(app),
        choice(app, Field::Quality, "medium", qualities),
        cheaper_sizes(app),
        references(app),
        prompt_field(app),
        entry(app, Field::Attempts, ATTEMPTS_REMARK),
        entry(app, Field::Partial, PARTIAL_REMARK),
        view! { <p class="hint warn">{move || batch_clash(app)}</p> },
        entry(app, Field::Cached, CACHED_REMARK),
    )
        .into_any()
}

fn batch_clash(app: App) -> Option<&'static str> {
    let clash = app.scenario.with(crate::domain::scenario::Scenario::asks_batch_to_stream);
    clash.then_some("Batch does not stream, so partial images count as 0.")
}

fn size_field(app: App) -> AnyView {
    let key = Field::Size.key();
    let options = Size::POPULAR.iter().map(ToString::to_string).chain(["auto".to_owned()]);
    let options = options.map(|size| view! { <option value=size></option> }).collect_view();
    view! {
        <div class="field">
            <label for=key>{Field::Size.label()}</label>
            <input id=key name=key type="text" list="sizes" autocomplete="off" spellcheck="false" placeholder="1024x1024"
                value="" prop:value=move || app.text(Field::Size) aria-describedby="size-hint size-problem size-remarks"
                aria-invalid=move || app.problem(Field::Size).map(|_| "true")
                on:input:target=move |event| app.type_in(Field::Size, event.target().value()) />
            <datalist id="sizes">{options}</datalist>
            <p class="hint" id="size-hint">
                "Width x height in pixels, multiples of 16, or auto. "
                {Size::POPULAR.iter().map(|size| size_button(app, *size)).collect_view()}
            </p>
            {problem(app, Field::Size, "size-problem".to_owned())}
            {size_remarks(app)}
        </div>
    }
    .into_any()
}

fn size_button(app: App, size: Size) -> AnyView {
    let name = format!("{} × {}", size.width(), size.height());
    view! { <button type="button" class="chip" on:click=move |_| app.type_in(Field::Size, size.to_string())>{name}</button> }
        .into_any()
}

fn prompt_field(app: App) -> AnyView {
    let pasted = RwSignal::new(String::new());
    let paste = move |text: String| {
        if !text.is_empty() {
            app.type_in(Field::Prompt, PromptEstimate::of(&text).tokens.to_string());
        }
        pasted.set(text);
    };
    view! {
        <div>
            {entry(app, Field::Prompt, "Text tokens of one attempt. The prompt weighs little: 1,000 tokens, a long one, cost half a cent.")}
            <details class="more">
                <summary>"Count the tokens of a prompt"</summary>
                <label for="prompt-text">"Paste the prompt"</label>
                <textarea id="prompt-text" rows="4" autocomplete="off" aria-describedby="prompt-estimate"
                    on:input:target=move |event| paste(event.target().value())></textarea>
                <p class="hint" id="prompt-estimate">{move || pasted.with(|text| estimate(text))}</p>
            </details>
        </div>
    }
    .into_any()
}

fn estimate(prompt: &str) -> String {
    let estimate = PromptEstimate::of(prompt);
    let characters = count(estimate.characters as u64);
    if prompt.is_empty() {
        return "About four characters a token, plus 6 (assumed; edits add hidden instructions of unknown size)."
            .to_owned();
    }
    let limit = if estimate.is_too_long() {
        " The API takes at most 32,000 characters: this prompt is over its limit."
    } else {
        ""
    };
    let tokens = count(estimate.tokens as u64);
    format!("{characters} characters are about {tokens} tokens (assumed); put into the field above.{limit}")
}

fn token_fields(app: App) -> AnyView {
    let fields = [
        (Field::TextInput, "Prompt tokens that were not cached."),
        (Field::CachedTextInput, "Count cached tokens only here, not above."),
        (Field::ImageInput, "Reference image tokens that were not cached."),
        (Field::CachedImageInput, "Count cached tokens only here, not above."),
        (Field::ImageOutput, "Tokens of the pictures that came back."),
    ];
    view! {
        <p class="hint">"Tokens of one request, as a usage record states them. Each token belongs to exactly one lane."</p>
        {fields.map(|(field, hint)| entry(app, field, hint)).collect_view()}
        {entry(app, Field::Requests, "How many such requests you send in a month.")}
    }
    .into_any()
}

fn common_fields(app: App) -> AnyView {
    view! {
        <div class="stack">
            {tick(app, Field::Batch, BATCH_REMARK)}
            {entry(app, Field::Uplift, UPLIFT_REMARK)}
            {entry(app, Field::Budget, "USD a month. Says how many pictures or requests it pays for.")}
            <details class="more">
                <summary>"Name and day of the rates"</summary>
                {entry(app, Field::Name, "Shown with the scenario and in its link.")}
                {entry(app, Field::Rates, "The rates in force on this day are used. Empty for the latest recorded ones.")}
            </details>
        </div>
    }
    .into_any()
}
