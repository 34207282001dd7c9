//! The page's life in the browser: what it starts with, and the address that follows the form.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::state::App;
use crate::browser::{address, clock, document, form::Typed, told};
use crate::domain::field::Field;
use crate::domain::link;

/// How long the address waits for the typing to pause.
const ADDRESS_PAUSE: Duration = Duration::from_millis(250);
/// How long the spoken summary waits for the typing to pause.
pub const SPEECH_PAUSE: Duration = Duration::from_millis(900);

/// Starts the page: defaults, then the link, then what was typed before. Then the address follows the form.
pub fn start(app: App, typed: &[Typed]) {
    open_address(app);
    for Typed { name, text } in typed {
        if let Some(field) = Field::of_key(name) {
            app.type_in(field, text.clone());
        }
    }
    app.today.set(clock::today());
    app.ready.set(true);
    document::announce_details();
    // An embed is printed at the height it has on the screen.
    if !document::is_embed() {
        document::open_details_for_print();
    }
    follow_address(app);
    document::mark_ready();
}

/// Opens what the address says, where it says a scenario.
fn open_address(app: App) {
    let (fragment, query) = (address::fragment(), address::query());
    app.open(link::read_address(&fragment, &query, app.history));
}

/// Writes the scenario into the address after each change, and opens what the reader puts there.
fn follow_address(app: App) {
    let written = StoredValue::new(!link::is_anchor(&address::fragment()));
    let write = after_a_pause(ADDRESS_PAUSE, move || {
        written.set_value(true);
        address::replace_fragment(&app.now_untracked().link);
    });
    Effect::new(move |last: Option<String>| {
        let now = app.now().link.clone();
        told::tell(&now);
        if last.is_some_and(|last| last != now) {
            write();
        }
        now
    });
    address::on_change(move || {
        let fragment = address::fragment();
        if !link::is_anchor(&fragment) {
            open_address(app);
        } else if written.get_value() {
            // A part of the page was followed: it is scrolled to, and the scenario stays in the address.
            address::replace_fragment(&app.now_untracked().link);
        }
    });
}

/// A function that runs `act` once its calls have paused.
pub fn after_a_pause(pause: Duration, act: impl Fn() + Clone + 'static) -> impl Fn() + 'static {
    let waiting: StoredValue<Option<TimeoutHandle>, LocalStorage> = StoredValue::new_local(None);
    move || {
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        waiting.set_value(set_timeout_with_handle(act.clone(), pause).ok());
    }
}

/// Runs `act` once the page has followed the change just made.
pub fn soon(act: impl Fn() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    let _ = set_timeout_with_handle(act, Duration::ZERO);
}
