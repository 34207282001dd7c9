//! The whole page.

use leptos::prelude::*;

use super::calculator::calculator;
use super::html::{Part, el, parts};
use super::session;
use super::state::App;
use crate::domain::format::usd;
use crate::domain::snapshot::HISTORY;

/// The state of a page with the shipped rates.
pub fn new() -> App {
    App::new(&HISTORY)
}

/// The page, not yet started.
pub fn page(app: App) -> Part {
    parts(vec![
        el("a").class("skip").attr("href", "#calculator").words("Skip to the calculator").part(),
        el("header").class("frame").child(el("h1").words("GPT Image 2 cost guide")).part(),
        el("main").class("frame").child(calculator(app)).part(),
        spoken(app),
    ])
}

/// The result as one sentence, spoken once the typing pauses.
fn spoken(app: App) -> Part {
    let said = RwSignal::new(String::new());
    let say = session::after_a_pause(session::SPEECH_PAUSE, move || said.set(sentence(app)));
    Effect::new(move |last: Option<()>| {
        app.bill.track();
        if last.is_some() && app.ready.get_untracked() {
            say();
        }
    });
    el("p").class("visually-hidden").id("spoken").attr("role", "status").text(move || said.get().into()).part()
}

fn sentence(app: App) -> String {
    let Some(month) = app.bill.get_untracked().month else {
        return "The cost cannot be worked out until every field can be read.".to_owned();
    };
    if month.is_one() {
        format!("{} a month.", usd(month.low))
    } else {
        format!("Between {} and {} a month.", usd(month.low), usd(month.high))
    }
}
