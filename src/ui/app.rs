//! The whole page.

use leptos::prelude::*;

use super::calculator::calculator;
use super::session;
use super::state::App;
use crate::domain::format::usd;
use crate::domain::snapshot::HISTORY;

/// The page, not yet started.
pub fn page(app: App) -> AnyView {
    provide_context(app);
    view! {
        <a class="skip" href="#calculator">"Skip to the calculator"</a>
        <header class="top"><h1>"GPT Image 2 cost guide"</h1></header>
        <main>
            {calculator(app)}
        </main>
        {spoken(app)}
    }
    .into_any()
}

/// The page of the shipped rates.
pub fn new() -> App {
    App::new(&HISTORY)
}

/// The result as one sentence, spoken once the typing pauses.
fn spoken(app: App) -> AnyView {
    let said = RwSignal::new(String::new());
    let say = session::after_a_pause(session::SPEECH_PAUSE, move || said.set(sentence(app)));
    Effect::new(move |last: Option<()>| {
        app.bill.track();
        if last.is_some() && app.ready.get_untracked() {
            say();
        }
    });
    view! { <p class="visually-hidden" role="status" aria-live="polite" id="spoken">{said}</p> }.into_any()
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
