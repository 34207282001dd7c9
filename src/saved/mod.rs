//! Saved scenarios, in this browser's storage. The list is read again before each change, so that two tabs do not undo each
//! other; where there is no storage only saving is lost, and that is said.

mod list;

use gpt_image_cost_core::{
    SavedScenarios,
    files::{import, saved_scenarios::Unreadable},
    scenario::permalink,
};
use leptos::{ev, prelude::*, task::spawn_local};
use web_sys::{Event, File};

use crate::browser::{address, clock, files, storage};
use crate::calculator::wording;
use crate::components::IssueNotice;
use crate::state::{AppState, use_app_state};

pub use self::list::SavedFold;

/// The key of the list in this browser's storage.
const KEY: &str = "gpt-image-cost-scenarios";

/// The list as this tab knows it.
#[derive(Clone, Copy, Default)]
pub struct SavedState {
    /// What is saved.
    pub list: RwSignal<SavedScenarios>,
    /// Why nothing can be saved; empty while it can.
    pub failure: RwSignal<String>,
    /// What is wrong with a file that was opened.
    pub file_issues: RwSignal<Vec<String>>,
}

impl SavedState {
    /// Reads the list, now and whenever another tab changes it.
    pub fn follow_storage(self) {
        self.load();
        window_event_listener(ev::storage, move |_| self.load());
    }

    fn load(self) {
        match stored() {
            Ok(list) => {
                self.failure.set(String::new());
                self.list.set(list);
            }
            Err(failure) => self.failure.set(failure.to_owned()),
        }
    }

    /// Reads the list again, changes it and stores it. What `change` gives is passed on once that is stored.
    pub fn change<T>(self, change: impl FnOnce(&mut SavedScenarios) -> Option<T>) -> Option<T> {
        let outcome = stored().and_then(|mut list| {
            let answer = change(&mut list);
            if answer.is_some() && !storage::write(KEY, &list.serialize()) {
                return Err("This browser’s storage is full or blocked. Nothing was saved.");
            }
            Ok((list, answer))
        });
        match outcome {
            Ok((list, answer)) => {
                self.failure.set(String::new());
                self.list.set(list);
                answer
            }
            Err(failure) => {
                self.failure.set(failure.to_owned());
                None
            }
        }
    }

    /// Saves what is on the page under a name; under its own where that is empty. False where nothing was saved.
    pub fn save(self, state: AppState, name: &str) -> bool {
        let Some(link) = state.link.get_untracked() else { return false };
        let name = if name.trim().is_empty() { default_name(state) } else { name.to_owned() };
        let saved_as = self.change(|list| list.save(&name, &link, clock::today()));
        let is_saved = saved_as.is_some();
        state.status.show(match (saved_as, self.failure.get_untracked()) {
            (Some(name), _) => format!("Saved as “{name}” in this browser."),
            (None, failure) if failure.is_empty() => "The list is full. Delete a saved scenario first.".to_owned(),
            (None, failure) => failure,
        });
        is_saved
    }
}

fn stored() -> Result<SavedScenarios, &'static str> {
    let text = storage::read(KEY).ok_or("This browser blocks storage for this page, so scenarios cannot be saved.")?;
    SavedScenarios::parse(&text).map_err(|unreadable| match unreadable {
        Unreadable::Newer => "A newer version of this page has saved scenarios here. Reload the page to see them.",
        Unreadable::Corrupt => {
            "The scenarios saved here cannot be read. They are left unchanged, and nothing new can be saved."
        }
    })
}

/// What a scenario or comparison is called where the reader gives it no name.
fn default_name(state: AppState) -> String {
    let estimates = state.estimates.read_untracked();
    let Some(first) = estimates.first() else { return String::new() };
    let own = first.scenario.name.trim();
    let own = if own.is_empty() { wording::description(first) } else { own.to_owned() };
    if estimates.len() > 1 { format!("{} scenarios: {own}", estimates.len()) } else { own }
}

/// The saved scenarios of the page this component is on.
pub fn use_saved() -> SavedState {
    expect_context()
}

/// Opens a file that the page exported; what is wrong with another one is said.
pub fn open_file(state: AppState, saved: SavedState, file: Option<File>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        let Some(text) = files::read_text(&file, import::MAX_BYTES).await else {
            saved.file_issues.set(vec!["This file could not be read, or is larger than 256 KiB.".to_owned()]);
            return;
        };
        match import::parse(&text, state.history) {
            Ok(comparison) => {
                saved.file_issues.set(Vec::new());
                address::go_to(&format!("#{}", permalink::serialize(&comparison)));
                state.status.show("File opened.");
            }
            Err(issues) => saved.file_issues.set(issues),
        }
    });
}

/// The entry of the menu that opens a JSON file.
#[component]
pub fn OpenFileField(id: String) -> impl IntoView {
    let (state, saved) = (use_app_state(), use_saved());
    let open = move |event: Event| open_file(state, saved, files::take_files(&event).into_iter().next());
    view! {
        <label>
            "Open a JSON file"
            <input class="visually-hidden" type="file" id=id accept="application/json,.json" on:change=open/>
        </label>
    }
}

/// What is wrong with a file that was opened, by path.
#[component]
pub fn FileIssues() -> impl IntoView {
    let title = Signal::stored("The file was not opened.".to_owned());
    view! { <IssueNotice id="file-issues" class="notice bad" title issues=use_saved().file_issues/> }
}
