//! The table of contents, with the cost of the reader's scenario at its head. It follows the reader.

use leptos::{ev, html, prelude::*};

use super::section::SECTIONS;
use crate::calculator::wording;
use crate::state::use_app_state;

/// The id of the section that the reader is at; empty before the first.
fn current_section() -> &'static str {
    const READING_LINE: f64 = 160.0;
    let is_above = |id: &&str| {
        let element = document().get_element_by_id(id);
        element.is_some_and(|element| element.get_bounding_client_rect().top() <= READING_LINE)
    };
    SECTIONS.iter().map(|section| section.id).take_while(is_above).last().unwrap_or_default()
}

/// The list beside the guide.
#[component]
pub fn Contents() -> impl IntoView {
    let state = use_app_state();
    let current = RwSignal::new(String::new());
    Effect::new(move |_| {
        window_event_listener(ev::scroll, move |_| {
            let now = current_section();
            if *current.read_untracked() != now {
                current.set(now.to_owned());
            }
        });
    });
    let entry = move |id: &'static str, label: &'static str| {
        let is_current = Signal::derive(move || (*current.read() == id).then(|| "true".to_owned()));
        view! {
            <li>
                <a href=format!("#{id}") aria-current=is_current>{label}</a>
            </li>
        }
    };
    view! {
        <nav class="contents" aria-label="Contents">
            <a class="your-scenario" href="#form">
                <span>"Your scenario"</span> " " <b>{state.map_estimate(wording::month)}</b> " " <small>"a month " <u>"Edit"</u></small>
            </a>
            <ol>{SECTIONS.iter().map(|section| entry(section.id, section.contents_label)).collect_view()}</ol>
        </nav>
    }
}

/// The same as a bar that unfolds, on narrow screens.
#[component]
pub fn ContentsBar() -> impl IntoView {
    let state = use_app_state();
    let bar = NodeRef::<html::Details>::new();
    let close = move |_| {
        if let Some(bar) = bar.get_untracked() {
            bar.set_open(false);
        }
    };
    let entry = |id: &'static str, label: &'static str| view! { <li><a href=format!("#{id}")>{label}</a></li> };
    view! {
        <details class="contents-bar" node_ref=bar>
            <summary>"Contents" <span>{state.map_estimate(wording::month)} " a month"</span></summary>
            <ol on:click=close>
                {SECTIONS.iter().map(|section| entry(section.id, section.contents_label)).collect_view()}
                <li><a href="#form">"Back to the calculator"</a></li>
            </ol>
        </details>
    }
}
