//! The route finder: five questions, and a verdict from the first answer on.

use gpt_image_cost_core::{
    Answer, Answers, Field, Verdict, Volume,
    advisor::wording::{QUESTIONS, Question, reason},
};
use leptos::prelude::*;

use crate::components::{RadioGroup, RadioOption};
use crate::state::{use_app_state, use_hydration};

const VALUES: [&str; 3] = ["0", "1", "2"];

/// The option chosen for each question; empty for none.
type ChosenOptions = [RwSignal<String>; QUESTIONS.len()];

#[component]
pub fn RouteFinder() -> impl IntoView {
    let chosen: ChosenOptions = std::array::from_fn(|_| RwSignal::new(String::new()));
    view! {
        <form class="route-finder" autocomplete="off" on:submit=|event| event.prevent_default()>
            <div>
                {QUESTIONS
                    .iter()
                    .zip(chosen)
                    .map(|(question, chosen)| view! { <QuestionField question chosen/> })
                    .collect_view()}
            </div>
            <VerdictPanel chosen/>
        </form>
    }
}

fn answers(chosen: ChosenOptions) -> Answers {
    let answer = |(question, chosen): (&Question, RwSignal<String>)| {
        let index = VALUES.iter().position(|value| *chosen.read() == **value)?;
        question.options.get(index).map(|(answer, _)| *answer)
    };
    QUESTIONS.iter().zip(chosen).filter_map(answer).collect()
}

#[component]
fn QuestionField(question: &'static Question, chosen: RwSignal<String>) -> impl IntoView {
    let options =
        VALUES.iter().zip(question.options).map(|(value, (_, label))| RadioOption::new(value, label)).collect();
    use_hydration().adopt_early(question.name, chosen);
    let choose = Callback::new(move |value: &'static str| chosen.set(value.to_owned()));
    view! { <RadioGroup name=question.name legend=question.text class="segmented" options chosen on_choose=choose/> }
}

#[component]
fn VerdictPanel(chosen: ChosenOptions) -> impl IntoView {
    let state = use_app_state();
    let answers = move || answers(chosen);
    let verdict = move || answers().verdict();
    let count = Signal::derive(move || answers().count().to_string());
    let has_no_answer = Signal::derive(move || answers().count() == 0);
    let title = Signal::derive(move || verdict().map_or("Answer the first question", Verdict::title).to_owned());
    let summary = Signal::derive(move || {
        const WAITING: &str = "Once you give an answer, the route that fits appears here, with the reasons for it.";
        verdict().map_or(WAITING, Verdict::summary).to_owned()
    });
    let reasons = Signal::derive(move || {
        let verdict = verdict();
        let reason = |answer: Answer| Some(["<li>", reason(answer, verdict?), "</li>"].concat());
        answers().given().filter_map(reason).collect::<String>()
    });
    let images = move || answers().volume.map(Volume::images);
    // The number goes into the calculator; every other field stays as it is.
    let fill = move |_| {
        state.is_usage.set(false);
        if let Some(images) = images() {
            state.form.set(Field::Mode, "");
            state.form.set(Field::Images, images.to_string());
        }
    };
    let clear = move |_| chosen.iter().for_each(|chosen| chosen.set(String::new()));
    view! {
        <div class="verdict" role="status">
            <h4>"Verdict, " {count} " of 5 answered"</h4>
            <p class="verdict-title">{title}</p>
            <p>{summary}</p>
            <ul class="dots reasons" inner_html=reasons></ul>
            <p class="row" hidden=has_no_answer>
                <a class="button primary price-it" href="#form" on:click=fill>"Price this in the calculator"</a>
                <button type="button" class="link-button" on:click=clear>"Clear answers"</button>
            </p>
        </div>
    }
}
