//! The route finder: five questions, and the verdict with a reason for each answer.

use leptos::prelude::*;

use super::inline::marked;
use super::used_before;
use crate::content::finder::{Choices, QUESTIONS, reason, verdict};
use crate::domain::field::Field;
use crate::domain::format::count;
use crate::domain::route::{Answer, Answers, Volume};
use crate::ui::html::{El, Written, el, written};
use crate::ui::state::App;

/// The answer to each question, where it has one.
type Picks = RwSignal<[Option<Answer>; QUESTIONS.len()]>;

/// The finder.
pub fn finder(app: App) -> El<Written> {
    let picks = Picks::default();
    used_before(move |typed| {
        let found = QUESTIONS.iter().position(|choices| choices.name == typed.name);
        if let (Some(at), Ok(answer)) = (found, typed.text.parse()) {
            pick(picks, at, answer);
        }
    });
    written("form")
        .id("finder")
        .class("finder")
        .attr("autocomplete", "off")
        .on("submit", |event| event.prevent_default())
        .children(QUESTIONS.iter().enumerate().map(|(at, choices)| question(picks, at, choices)))
        .child(written("div").class("verdict").list(move || outcome(app, picks)))
}

fn pick(picks: Picks, at: usize, answer: usize) {
    let answer = QUESTIONS[at].answers.get(answer).map(|(answer, _)| *answer);
    picks.update(|picks| picks[at] = answer);
}

fn question(picks: Picks, at: usize, choices: &'static Choices) -> El<Written> {
    let buttons = choices.answers.iter().enumerate().map(|(answer, (_, words))| {
        let button = written("input")
            .attr("type", "radio")
            .attr("name", choices.name)
            .attr_with("value", || answer.to_string())
            .attr("autocomplete", "off")
            .on("change", move |_| pick(picks, at, answer));
        written("label").class("choice").child(button).still(|| written("span").words(*words))
    });
    written("fieldset")
        .class("field choices")
        .still(|| written("legend").words(choices.question))
        .child(written("div").class("row").children(buttons))
}

/// The verdict, or how many answers it still wants.
fn outcome(app: App, picks: Picks) -> Vec<El> {
    let picks = picks.get();
    let answered = picks.iter().flatten().count();
    let Some(answers) = Answers::of(picks.into_iter().flatten()) else {
        let wanted = format!("Your verdict appears here. Answered: {answered} of {}.", QUESTIONS.len());
        return vec![el("p").class("found").words(wanted)];
    };
    let found = answers.verdict();
    let reasons = answers.each().map(|answer| {
        let class = if answer.supports(found) { "for" } else { "mind" };
        el("li").class(class).words(reason(answer, found))
    });
    // The strong words are the verdict.
    app.said.set(verdict(found).split("**").nth(1).unwrap_or_default().to_owned());
    vec![
        marked("p", verdict(found), app.history).class("found"),
        el("ul").class("reasons").children(reasons),
        el("p").child(price(app, answers.volume)),
    ]
}

/// The link to the calculator. The number goes into it first, and every other field stays as it is.
fn price(app: App, volume: Volume) -> El {
    let images = volume.images();
    let fill = move |_| {
        app.type_in(Field::Mode, "");
        app.type_in(Field::Images, images.to_string());
    };
    let words = format!("Price {} pictures a month through the API", count(images.into()));
    el("a").attr("href", "#calculator").on("click", fill).words(words)
}
