//! The page's life in the browser: what it starts with, the address that follows the form, and what is announced to screen readers.

use std::time::Duration;

use gpt_image_cost_core::{Field, Mode, money::format::usd, scenario::permalink};
use leptos::{ev, leptos_dom::helpers::debounce, prelude::*, task};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

use super::AppState;
use crate::browser::{address, click, clock, early_input, focus, folds};

/// How long the address waits for the typing to pause.
const ADDRESS_PAUSE: Duration = Duration::from_millis(250);
/// How long the announcement of a new result waits for the typing to pause.
const ANNOUNCEMENT_PAUSE: Duration = Duration::from_millis(600);

/// Starts the hydrated page: the opened address, then what was typed before, then the reader's clock. From then on the
/// address follows the form, and the form follows the address.
pub fn start_session(state: AppState) {
    let early = early_input::changed_controls();
    open_address(state);
    let opened = state.link.get_untracked();
    for (key, text) in early {
        if (key.as_str(), text.as_str()) == (Field::Mode.key(), "usage") {
            state.is_usage.set(true);
        } else if let Some(field) = Field::from_key(&key) {
            state.form.set(field, text);
        }
    }
    state.today.set(clock::today());
    state.ready.set(true);
    follow_address(state, opened);
    follow_own_links(state);
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
    let is_shared = permalink::has_scenario(&fragment, &query) && !address::is_own();
    state.open(&permalink::parse_address(&fragment, &query, state.history), is_shared);
}

/// The id of the section that the address names, where it names one.
fn target() -> Option<String> {
    let fragment = address::fragment();
    let id = fragment.strip_prefix('#').filter(|id| !id.is_empty())?;
    permalink::is_anchor(id).then(|| id.to_owned())
}

fn reveal_target(state: AppState) {
    if let Some(id) = target() {
        let field = Field::from_key(&id);
        if id == "usage" || field.is_some() {
            state.is_usage.set(id == "usage");
        }
        // A field of the other mode is not on the page.
        if let Some(mode) = field.and_then(|field| field.spec().mode) {
            state.form.set(Field::Mode, if mode == Mode::Tokens { "tokens" } else { "images" });
        }
        folds::reveal(&id);
        if field.is_some() {
            focus::focus_soon(format!("#{id}"));
        }
    }
}

/// Syncs the address and the form. `opened` is the link that the address stands for, so that opening an address
/// never rewrites it.
fn follow_address(state: AppState, opened: Option<String>) {
    let current = StoredValue::new(opened);
    let has_link = StoredValue::new(permalink::has_scenario(&address::fragment(), &address::query()));
    let is_own = StoredValue::new(address::is_own());
    let mut write = debounce(ADDRESS_PAUSE, move |()| {
        let link = state.link.get_untracked();
        if let Some(text) = link.as_deref().filter(|_| link != current.get_value()) {
            address::replace_fragment(text, true);
            is_own.set_value(true);
            has_link.set_value(true);
            current.set_value(link.clone());
        }
    });
    Effect::new(move |before: Option<()>| {
        let Some(link) = state.link.get() else { return };
        if before.is_some() {
            address::announce_link(&link);
        }
        write(());
    });
    window_event_listener(ev::hashchange, move |_| {
        if target().is_none() {
            open_address(state);
            is_own.set_value(address::is_own());
            current.set_value(state.link.get_untracked());
            has_link.set_value(permalink::has_scenario(&address::fragment(), &address::query()));
            return;
        }
        reveal_target(state);
        // A section was followed: the scenario stays in the address.
        let link = state.link.get_untracked().or_else(|| current.get_value());
        if let Some(link) = link.filter(|_| has_link.get_value()) {
            address::replace_fragment(&link, is_own.get_value());
        }
    });
}

/// Opens the page's own links to scenarios as its own, so that they are not taken for links that somebody has shared; and also
/// where the address says the same already, while the form does not. A section is shown again in the same way.
fn follow_own_links(state: AppState) {
    window_event_listener(ev::click, move |event| {
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = clicked.and_then(|element| element.closest("a[href^='#']").ok().flatten());
        let fragment = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()).map(|link| link.hash());
        let Some(fragment) = fragment.filter(|_| click::is_plain(&event) && !event.default_prevented()) else { return };
        if permalink::has_scenario(&fragment, "") {
            event.prevent_default();
            address::go_to(&fragment);
        } else if fragment == address::fragment() {
            // No change of the address tells of it.
            reveal_target(state);
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
    let mut announce = debounce(ANNOUNCEMENT_PAUSE, move |sentence: String| {
        if state.status.announcement.with_untracked(|last| *last != sentence) {
            state.status.announcement.set(sentence);
        }
    });
    Effect::new(move |before: Option<()>| {
        let sentence = sentence.get();
        if before.is_some() {
            announce(sentence);
        }
    });
}
