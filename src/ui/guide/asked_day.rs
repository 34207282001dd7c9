//! What did it cost on a day? The record of any day the reader asks for.

use leptos::html::Input;
use leptos::prelude::*;

use super::inline::list;
use crate::content::archive::answer;
use crate::domain::archive::asked;
use crate::domain::date::Date;
use crate::ui::state::App;

/// A field for the day, and what is recorded of it; the last check's record until a day is entered.
pub fn asked_day(app: App) -> AnyView {
    let text = RwSignal::new(String::new());
    let input = NodeRef::<Input>::new();
    // What was typed before the page took over counts too.
    Effect::new(move || {
        if let Some(typed) = input.get().map(|input| input.value()).filter(|typed| !typed.is_empty()) {
            text.set(typed);
        }
    });
    let day = move || match text.get().trim() {
        "" => Ok(app.history.last_checked()),
        typed => typed.parse::<Date>(),
    };
    let problem = move || day().is_err().then_some("Enter a day as year, month and day, like 2026-05-01.");
    let found = move || {
        day().ok().map(|day| {
            (view! { <p><strong>{day.to_string()}</strong></p> }, list(answer(asked(app.history, day)), app.history))
        })
    };
    view! {
        <div class="asked-day">
            <div class="field">
                <label for="day">"What did it cost on a day?"</label>
                <input id="day" name="day" type="text" autocomplete="off" spellcheck="false" node_ref=input
                    placeholder=app.history.last_checked().to_string() aria-describedby="day-hint day-problem"
                    aria-invalid=move || problem().map(|_| "true")
                    on:input:target=move |event| text.set(event.target().value()) />
                <p class="hint" id="day-hint">"Year, month and day. Left empty: the last check."</p>
                <p class="problem" id="day-problem">{problem}</p>
            </div>
            <div class="record">{found}</div>
        </div>
    }
    .into_any()
}
