//! What can be done with the result: copy it, share it, compare it, save it, embed it.

use std::time::Duration;

use gpt_image_cost_core::{Estimate, files::export, scenario::permalink::MAX_LENGTH};
use leptos::{prelude::*, task::spawn_local};

use crate::browser::{address, clipboard, files, focus};
use crate::compare;
use crate::components::{Menu, MenuAction};
use crate::saved::{OpenFileField, use_saved};
use crate::state::{AppState, use_app_state};

/// How long a pressed button says that it copied.
const COPIED: Duration = Duration::from_secs(2);

/// Whether the link is too long to survive every mail and chat.
fn is_too_long(state: AppState) -> bool {
    state.link.read().as_ref().is_some_and(|link| link.len() > MAX_LENGTH)
}

/// The address of the page with its link.
fn full_address(state: AppState) -> Option<String> {
    let link = state.link.get_untracked()?;
    Some(format!("{}#{link}", address::of_page()))
}

/// Copies a text and says so.
pub fn copy(state: AppState, text: String, message: &'static str) {
    spawn_local(async move {
        copy_or_select(state, text, message).await;
    });
}

/// Whether the text was copied. Where the clipboard is refused, it is shown selected.
async fn copy_or_select(state: AppState, text: String, message: &'static str) -> bool {
    state.status.manual_copy.set(String::new());
    let is_copied = clipboard::copy(&text).await;
    if is_copied {
        state.status.show(message);
    } else {
        state.status.manual_copy.set(text);
        focus::select_soon("#by-hand");
    }
    is_copied
}

/// The button that most readers want.
#[component]
pub fn CopyLinkButton(id: &'static str) -> impl IntoView {
    let state = use_app_state();
    let is_copied = RwSignal::new(false);
    let press = move |_| {
        let Some(address) = full_address(state) else { return };
        spawn_local(async move {
            if copy_or_select(state, address, "Link copied. It opens this scenario.").await {
                is_copied.set(true);
                set_timeout(move || is_copied.set(false), COPIED);
            }
        });
    };
    let is_disabled = state.follow(|state| state.must_wait() || is_too_long(state));
    let label = Signal::derive(move || if is_copied.get() { "Copied" } else { "Copy link" }.to_owned());
    view! {
        <button
            type="button"
            class="button primary"
            id=id
            disabled=is_disabled
            on:click=press
        >
            {label}
        </button>
    }
}

/// Every action of the page.
#[component]
pub fn ResultActions() -> impl IntoView {
    let state = use_app_state();
    let is_short = state.follow(|state| !is_too_long(state));
    view! {
        <div class="actions">
            <CopyLinkButton id="copy-link"/>
            <ShareButton/>
            <CompareLink/>
            <ExportMenus prefix=""/>
            <a class="button" id="to-embed" href="#embed">"Embed"</a>
        </div>
        <p class="hint" id="too-long" hidden=is_short>
            "This link is too long for some mail and chat programs. Save the scenario as JSON instead; this page opens that file again."
        </p>
        <ManualCopy/>
    }
}

/// What can be copied and saved beside the link.
#[component]
pub fn ExportMenus(
    /// What the ids begin with, where the page has these menus a second time.
    prefix: &'static str,
) -> impl IntoView {
    let state = use_app_state();
    let saved = use_saved();
    let waits = state.follow(AppState::must_wait);
    let is_not_ready = state.follow(|state| !state.ready.get());
    let id = move |id: &str| format!("{prefix}{id}");
    let copy_action = move |name: &str, label: &'static str, of: fn(&[Estimate], &str) -> String| {
        let on_press = Box::new(move || {
            if let Some(address) = full_address(state) {
                copy(state, of(&state.estimates.read_untracked(), &address), "Copied.");
            }
        });
        view! { <MenuAction id=id(name) label is_disabled=waits on_press/> }
    };
    let save_action = move |name: &str, label: &'static str, export: Export| {
        let on_press = Box::new(move || {
            let text = (export.of)(&state.estimates.read_untracked());
            state.status.show_saved(files::save(export.file, export.mime_type, &text).is_ok());
        });
        view! { <MenuAction id=id(name) label is_disabled=waits on_press/> }
    };
    let save_here = Box::new(move || {
        saved.save(state, "");
    });
    view! {
        <Menu id=id("copy-as") label="Copy as" is_disabled=waits>
            {copy_action("copy-markdown", "Markdown", export::markdown)}
            {copy_action("copy-text", "Plain text", export::plain_text)}
            {copy_action("copy-cells", "Spreadsheet cells", |all, _| export::cells(all, '\t'))}
        </Menu>
        <Menu id=id("save-menu") label="Save" at_end=true is_disabled=is_not_ready>
            {save_action("save-csv", "Download CSV", CSV)}
            {save_action("save-json", "Download JSON", JSON)}
            <MenuAction id=id("save-here") label="Save in this browser" is_disabled=waits on_press=save_here/>
            <li><OpenFileField id=id("open-json")/></li>
        </Menu>
    }
}

/// A file with all scenarios.
#[derive(Clone, Copy)]
struct Export {
    file: &'static str,
    mime_type: &'static str,
    of: fn(&[Estimate]) -> String,
}

const CSV: Export = Export { file: "gpt-image-cost.csv", mime_type: "text/csv", of: export::csv };
const JSON: Export = Export { file: "gpt-image-cost.json", mime_type: "application/json", of: export::json };

/// A text that the clipboard refused.
#[component]
pub fn ManualCopy() -> impl IntoView {
    let manual_copy = use_app_state().status.manual_copy;
    let is_empty = Signal::derive(move || manual_copy.read().is_empty());
    let text = Signal::derive(move || Some(manual_copy.get()));
    view! {
        <div role="status">
            <p class="hint" id="by-hand-hint" hidden=is_empty>
                "This browser does not let the page copy. The text is selected: copy it with your keyboard."
            </p>
        </div>
        <textarea
            class="input code"
            id="by-hand"
            rows="4"
            readonly
            aria-label="Text to copy"
            aria-describedby="by-hand-hint"
            hidden=is_empty
            prop:value=text
        ></textarea>
    }
}

/// The system's share sheet, where there is one.
#[component]
fn ShareButton() -> impl IntoView {
    let state = use_app_state();
    let is_missing = state.follow(|state| !state.ready.get() || !clipboard::can_share() || is_too_long(state));
    let waits = state.follow(AppState::must_wait);
    let share = move |_| {
        let Some(address) = full_address(state) else { return };
        spawn_local(async move {
            if !clipboard::share("GPT Image 2 cost", &address).await {
                state.status.show("Sharing did not work. Copy the link instead.");
            }
        });
    };
    view! {
        <button type="button" class="button" id="share" hidden=is_missing disabled=waits on:click=share>
            "Share…"
        </button>
    }
}

/// A link to the comparison with a copy of the scenario in the form, so that going back undoes it.
#[component]
fn CompareLink() -> impl IntoView {
    let state = use_app_state();
    let address = state.follow(compare::with_a_copy);
    let is_disabled = Signal::derive(move || address.read().is_none().then(|| "true".to_owned()));
    view! {
        <a class="button" id="compare-add" aria-disabled=is_disabled href=address>
            "Compare"
        </a>
    }
}
