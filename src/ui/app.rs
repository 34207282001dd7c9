//! The whole page: the guide with the calculator inside, and what stays in sight while reading.

use leptos::prelude::*;

use super::calculator::calculator;
use super::figure::{UNKNOWN, span_text, usd_span};
use super::guide::{guide_after, guide_before};
use super::html::{El, Written, written};
use super::results::in_words;
use super::session;
use super::state::App;
use crate::browser::{form, theme};
use crate::domain::bill::Usd;
use crate::domain::format::usd;
use crate::domain::snapshot::HISTORY;
use crate::domain::span::Span;

/// The state of a page with the shipped rates.
pub fn new() -> App {
    App::new(&HISTORY)
}

/// The page, not yet started.
pub fn page(app: App) -> Vec<El<Written>> {
    let guide = written("main")
        .class("frame")
        .id("content")
        .children(guide_before(app))
        .child(calculator(app))
        .children(guide_after(app));
    vec![
        written("a").class("skip").attr("href", "#calculator").words("Skip to the calculator"),
        header(app),
        guide,
        in_sight(app),
        footer(app),
        spoken(app),
    ]
}

fn header(app: App) -> El<Written> {
    let lede = || {
        let history = app.history;
        let lede = format!(
            "What pictures from {} cost, and which of the two ways to buy them is yours. API rates checked on {}.",
            history.family,
            history.last_checked()
        );
        let names = [
            ("#routes", "Your route"),
            ("#pricing", "API rates"),
            ("#calculator", "Calculator"),
            ("#faq", "Questions"),
        ];
        let links = names.map(|(to, name)| written("li").child(written("a").attr("href", to).words(name)));
        written("div")
            .child(written("h1").words("GPT Image 2 cost guide"))
            .child(written("p").class("lede").words(lede))
            .child(written("nav").attr("aria-label", "On this page").child(written("ul").class("row").children(links)))
    };
    written("header").class("frame top").still(lede).child(theme_choice())
}

/// Light, dark, or as the system has it.
fn theme_choice() -> El<Written> {
    let chosen = RwSignal::new(String::new());
    Effect::new(move || chosen.set(theme::remembered()));
    let choose = move |event| {
        let theme = form::text_of(&event);
        theme::choose(&theme);
        chosen.set(theme);
    };
    let options = || {
        let options = [("", "System"), ("light", "Light"), ("dark", "Dark")];
        options.map(|(value, name)| written("option").attr_with("value", || value.to_owned()).words(name))
    };
    let select =
        written("select").id("theme").attr("autocomplete", "off").live_value(move || chosen.get()).on("change", choose);
    let select = if cfg!(target_family = "wasm") { select } else { select.children(options()) };
    written("div").class("theme").still(|| written("label").attr("for", "theme").words("Colours")).child(select)
}

/// The cost of the scenario, in sight while reading.
fn in_sight(app: App) -> El<Written> {
    let cost = move || month_text(app.now().bill.month);
    let what = move || in_words(&app.now());
    written("aside").class("in-sight").attr("aria-label", "Cost of your scenario").child(
        written("a")
            .class("frame")
            .attr("href", "#calculator")
            .child(written("span").class("what").text(move || what().into()))
            .child(written("b").text(move || cost().into())),
    )
}

fn month_text(month: Option<Span<Usd>>) -> String {
    month.map_or_else(|| UNKNOWN.to_owned(), |month| format!("{} a month", span_text(&usd_span(month))))
}

fn footer(app: App) -> El<Written> {
    let words = || {
        written("p").words(format!(
            "Nothing you enter leaves your browser. Rates of {} in USD, before tax, as recorded until {}; not affiliated with \
             OpenAI. ",
            app.history.model,
            app.history.last_checked()
        ))
    };
    let data = || {
        let file = |address: &'static str, name| written("a").attr("href", address).words(name);
        written("p")
            .child(file("rates/gpt-image-2.json", "The rates as data"))
            .words(" · ")
            .child(file("rates/schema.json", "their schema"))
            .words(" · ")
            .child(file("schema/scenario.json", "the schema of saved calculations"))
            .words(" · ")
            .child(file("llms.txt", "this guide as plain text"))
    };
    written("footer").class("frame").still(words).still(data)
}

/// What a screen reader is told: the result as one sentence once the typing pauses, and what others have to say.
pub fn spoken(app: App) -> El<Written> {
    let said = app.said;
    let say = session::after_a_pause(session::SPEECH_PAUSE, move || said.set(sentence(app)));
    Effect::new(move |last: Option<()>| {
        let _ = app.now();
        if last.is_some() && app.ready.get_untracked() {
            say();
        }
    });
    written("p").class("visually-hidden").id("spoken").attr("role", "status").text(move || said.get().into())
}

fn sentence(app: App) -> String {
    match app.now_untracked().bill.month {
        None => "The cost cannot be worked out until every field can be read.".to_owned(),
        Some(month) if month.is_one() => format!("{} a month.", usd(month.low)),
        Some(month) => format!("Between {} and {} a month.", usd(month.low), usd(month.high)),
    }
}
