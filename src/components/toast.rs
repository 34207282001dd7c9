//! What just happened: a line that goes away by itself, and a sentence that only screen readers get.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::state::{Toast, use_app_state};

const VISIBLE: Duration = Duration::from_secs(6);
const VISIBLE_WITH_UNDO: Duration = Duration::from_secs(10);

/// The toast. It stays while it is pointed at or focused.
#[component]
pub fn ToastLine() -> impl IntoView {
    let toast = use_app_state().status.toast;
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
    };
    let start = move || {
        stop();
        let visible = match &*toast.read_untracked() {
            Toast { text, .. } if text.is_empty() => return,
            Toast { undo: Some(_), .. } => VISIBLE_WITH_UNDO,
            Toast { .. } => VISIBLE,
        };
        timer.set_value(set_timeout_with_handle(move || toast.set(Toast::default()), visible).ok());
    };
    // The pointer may have left while the toast still has the focus, or the reverse.
    let start_unless = move |held: &str| {
        if document().query_selector(held).is_ok_and(|found| found.is_none()) {
            start();
        }
    };
    Effect::new(move |_| {
        toast.track();
        start();
    });
    let undo = move |_| {
        let undo = toast.read_untracked().undo.clone();
        if let Some(undo) = undo {
            undo();
        }
    };
    let text = Signal::derive(move || toast.read().text.clone());
    let is_empty = Signal::derive(move || toast.read().text.is_empty());
    let has_no_undo = Signal::derive(move || toast.read().undo.is_none());
    view! {
        <div role="status">
          <div
            class="toast"
            hidden=is_empty
            on:mouseenter=move |_| stop()
            on:mouseleave=move |_| start_unless(".toast:focus-within")
            on:focusin=move |_| stop()
            on:focusout=move |_| start_unless(".toast:hover")
        >
            <p id="toast">{text}</p>
            <button type="button" class="link-button" id="undo" hidden=has_no_undo on:click=undo>
                "Undo"
            </button>
          </div>
        </div>
    }
}

/// The result as one sentence, once the typing pauses.
#[component]
pub fn Announcement() -> impl IntoView {
    let announcement: Signal<String> = use_app_state().status.announcement.into();
    view! { <p class="visually-hidden" id="announcement" role="status">{announcement}</p> }
}
