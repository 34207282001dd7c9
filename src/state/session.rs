//! The page's life in the browser: what it starts with, the address that follows the form, and what is announced to screen readers.

use gpt_image_cost_core::{Field, money::format::usd, scenario::permalink};
use leptos::{ev, prelude::*, task};
use leptos_use_event_listener::use_event_listener;
use leptos_use_fn_debounce_throttle::use_debounce_fn;

use super::AppState;
use crate::browser::{address, clock, early_input, folds};

/// Milliseconds that the address waits for the typing to pause.
const ADDRESS_PAUSE: f64 = 250.0;
/// Milliseconds that the announcement of a new result waits for the typing to pause.
const ANNOUNCEMENT_PAUSE: f64 = 600.0;

/// Starts the hydrated page: the opened address, then what was typed before, then the reader's clock. From then on the
/// address follows the form, and the form follows the address.
pub fn start_session(state: AppState) {
    let early = early_input::changed_controls();
    open_address(state);
    let opened = state.link.get_untracked();
    for input in early {
        if (input.key.as_str(), input.text.as_str()) == (Field::Mode.key(), "usage") {
            state.is_usage.set(true);
        } else if let Some(field) = Field::from_key(&input.key) {
            state.form.set(field, input.text);
        }
    }
    state.today.set(clock::today());
    state.ready.set(true);
    follow_address(state, opened);
    announce_results(state);
    task::spawn_local(async move {
        // What was set above is on the page after one turn of the reactive system.
        task::tick().await;
        reveal_target(state);
        if let Some(link) = state.link.get_untracked() {
            address::announce_link(&link);
        }
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-ready", "");
        }
    });
}

/// Shows what the address says; the example where it names no scenario.
fn open_address(state: AppState) {
    let (fragment, query) = (address::fragment(), address::query());
    let is_link = permalink::has_scenario(&fragment, &query);
    state.open(&permalink::parse_address(&fragment, &query, state.history), is_link);
}

/// The id of the section that the address names, where it names one.
fn target() -> Option<String> {
    let fragment = address::fragment();
    let id = fragment.strip_prefix('#').filter(|id| !id.is_empty())?;
    permalink::is_anchor(id).then(|| id.to_owned())
}

fn reveal_target(state: AppState) {
    if let Some(id) = target() {
        if id == "usage" {
            state.is_usage.set(true);
        }
        folds::reveal(&id);
    }
}

/// Syncs the address and the form. `opened` is the link that the address stands for, so that opening an address
/// never rewrites it.
fn follow_address(state: AppState, opened: Option<String>) {
    let current = StoredValue::new(opened);
    let has_link = StoredValue::new(permalink::has_scenario(&address::fragment(), &address::query()));
    let write = use_debounce_fn(
        move || {
            let link = state.link.get_untracked();
            if let Some(text) = link.as_deref().filter(|_| link != current.get_value()) {
                address::replace_fragment(text);
                has_link.set_value(true);
                current.set_value(link.clone());
            }
        },
        ADDRESS_PAUSE,
    );
    // What was typed before the page was ready.
    write();
    Effect::watch(
        move || state.link.get(),
        move |link, _, _| {
            if let Some(link) = link {
                address::announce_link(link);
                write();
            }
        },
        false,
    );
    let _ = use_event_listener(window(), ev::hashchange, move |_| {
        if target().is_none() {
            open_address(state);
            current.set_value(state.link.get_untracked());
            has_link.set_value(permalink::has_scenario(&address::fragment(), &address::query()));
            return;
        }
        reveal_target(state);
        // A section was followed: the scenario stays in the address.
        let link = state.link.get_untracked().or_else(|| current.get_value());
        if let Some(link) = link.filter(|_| has_link.get_value()) {
            address::replace_fragment(&link);
        }
    });
}

/// Announces each new month to screen readers, once, after the last change.
fn announce_results(state: AppState) {
    let sentence = Memo::new(move |_| match state.estimate.get().bill.month {
        None => "No result until every field can be read.".to_owned(),
        Some(month) if month.is_single() => format!("{} a month.", usd(month.low)),
        Some(month) => format!("Between {} and {} a month.", usd(month.low), usd(month.high)),
    });
    let announce = use_debounce_fn(
        move || {
            let sentence = sentence.get_untracked();
            if state.status.announcement.with_untracked(|last| *last != sentence) {
                state.status.announcement.set(sentence);
            }
        },
        ANNOUNCEMENT_PAUSE,
    );
    Effect::watch(move || sentence.get(), move |_, _, _| drop(announce()), false);
}
