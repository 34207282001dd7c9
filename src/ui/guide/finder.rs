//! The route finder: five questions, and the verdict with a reason for each answer.

use leptos::html::Input;
use leptos::prelude::*;

use super::inline::{inline, list};
use crate::content::finder::{Choices, QUESTIONS, RULE, reason, verdict};
use crate::domain::field::Field;
use crate::domain::format::count;
use crate::domain::rates::History;
use crate::domain::route::{Answer, Answers, Verdict};
use crate::ui::state::App;

/// The answer to each question, where it has one.
type Picks = [Option<Answer>; QUESTIONS.len()];

/// The finder.
pub fn finder(app: App) -> AnyView {
    let picks = RwSignal::new(Picks::default());
    let questions = QUESTIONS
        .iter()
        .enumerate()
        .map(|(at, choices)| question(choices, move |answer| picks.update(|picks| picks[at] = Some(answer))));
    view! {
        <form id="finder" class="finder" autocomplete="off" on:submit=|event| event.prevent_default()>
            <h3>"Find your route"</h3>
            {questions.collect_view()}
            <div class="verdict">{move || outcome(app, picks.get())}</div>
            <details class="more">
                <summary>"How the finder decides"</summary>
                {list(RULE, app.history)}
            </details>
        </form>
    }
    .into_any()
}

fn question(choices: &'static Choices, pick: impl Fn(Answer) + Copy + 'static) -> AnyView {
    let answers = choices.answers.iter().enumerate().map(|(at, (answer, words))| {
        let button = NodeRef::<Input>::new();
        // What was chosen before the page took over counts too.
        Effect::new(move || {
            if button.get().is_some_and(|button| button.checked()) {
                pick(*answer);
            }
        });
        view! {
            <label class="choice">
                <input type="radio" name=choices.name value=at.to_string() autocomplete="off" node_ref=button
                    on:change=move |_| pick(*answer) />
                <span>{*words}</span>
            </label>
        }
        .into_any()
    });
    view! {
        <fieldset class="field choices">
            <legend>{choices.question}</legend>
            <div class="row">{answers.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The verdict, or how many answers it still wants.
fn outcome(app: App, picks: Picks) -> AnyView {
    let answered = picks.iter().flatten().count();
    let Some(answers) = Answers::of(picks.into_iter().flatten()) else {
        return view! { <p>"Your verdict appears here. Answered: "{answered}" of "{QUESTIONS.len()}"."</p> }.into_any();
    };
    let found = answers.verdict();
    let reasons = answers.each().map(|answer| point(answer, found, app.history));
    let images = answers.volume.images();
    // The link scrolls to the calculator; the number goes into it first, and every other field stays as it is.
    let fill = move |_| {
        app.type_in(Field::Mode, "");
        app.type_in(Field::Images, images.to_string());
    };
    view! {
        <p class="found">{inline(verdict(found), app.history)}</p>
        <ul class="reasons">{reasons.into_iter().collect_view()}</ul>
        <p><a href="#calculator" on:click=fill>"Price "{count(images.into())}" pictures a month through the API"</a></p>
    }
    .into_any()
}

fn point(answer: Answer, verdict: Verdict, history: &History) -> AnyView {
    let class = if answer.supports(verdict) { "for" } else { "mind" };
    view! { <li class=class>{inline(reason(answer, verdict), history)}</li> }.into_any()
}
