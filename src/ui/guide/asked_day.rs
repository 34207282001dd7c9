//! What did it cost on a day? The record of any day the reader asks for.

use leptos::prelude::*;

use super::inline::marked;
use super::used_before;
use crate::browser::form;
use crate::content::archive::answer;
use crate::domain::archive::asked;
use crate::domain::date::{Date, NotADate};
use crate::domain::rates::History;
use crate::ui::html::{El, Written, el, written};
use crate::ui::state::App;

const NAME: &str = "day";
const PROBLEM: &str = "Enter a day as year, month and day, like 2026-05-01.";

/// A field for the day, and what is recorded of it; the last check's record until a day is entered.
pub fn asked_day(app: App) -> El<Written> {
    let typed = RwSignal::new(String::new());
    used_before(move |before| {
        if before.name == NAME {
            typed.set(before.text.clone());
        }
    });
    let day = move || typed.with(|typed| read(typed, app.history));
    let input = written("input")
        .id(NAME)
        .attr("name", NAME)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr_with("placeholder", || app.history.last_checked().to_string())
        .attr("aria-describedby", "day-hint day-problem")
        .live_attr("aria-invalid", move || day().is_err().then_some("true".into()))
        .on("input", move |event| typed.set(form::text_of(&event)));
    let problem = move || if day().is_err() { PROBLEM.into() } else { "".into() };
    let hint = || written("p").class("hint").id("day-hint").words("Year, month and day. Left empty: the last check.");
    let field = written("div")
        .class("field")
        .still(|| written("label").attr("for", NAME).words("Day"))
        .child(input)
        .still(hint)
        .child(written("p").class("problem").id("day-problem").text(problem));
    let found = move || day().map_or_else(|_| Vec::new(), |day| record(day, app.history));
    written("div").class("asked-day").child(field).child(written("div").class("record").list(found))
}

fn read(typed: &str, history: &History) -> Result<Date, NotADate> {
    match typed.trim() {
        "" => Ok(history.last_checked()),
        typed => typed.parse(),
    }
}

fn record(day: Date, history: &History) -> Vec<El> {
    let heading = el("h4").words(day.to_string());
    let points = answer(asked(history, day)).into_iter().map(|point| marked("li", &point, history));
    vec![heading, el("ul").class("points").children(points)]
}
