//! The whole page.

use leptos::prelude::*;

use super::calculator::calculator;
use super::html::{El, Written, written};
use super::session;
use super::state::App;
use crate::domain::format::usd;
use crate::domain::snapshot::HISTORY;

/// The state of a page with the shipped rates.
pub fn new() -> App {
    App::new(&HISTORY)
}

/// The page, not yet started.
pub fn page(app: App) -> Vec<El<Written>> {
    vec![
        written("a").class("skip").attr("href", "#calculator").words("Skip to the calculator"),
        written("header").class("frame").child(written("h1").words("GPT Image 2 cost guide")),
        written("main").class("frame").child(calculator(app)),
        spoken(app),
    ]
}

/// The result as one sentence, spoken once the typing pauses.
fn spoken(app: App) -> El<Written> {
    let said = RwSignal::new(String::new());
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
    let Some(month) = app.now_untracked().bill.month else {
        return "The cost cannot be worked out until every field can be read.".to_owned();
    };
    if month.is_one() {
        format!("{} a month.", usd(month.low))
    } else {
        format!("Between {} and {} a month.", usd(month.low), usd(month.high))
    }
}
