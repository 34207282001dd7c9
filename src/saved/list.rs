//! The list of saved scenarios: open, compare, rename, delete with undo.

use std::sync::Arc;

use gpt_image_cost_core::{Comparison, Estimate, SavedScenario, money::range::extent, scenario::permalink};
use leptos::{ev, html, prelude::*};

use super::use_saved;
use crate::browser::focus;
use crate::calculator::wording;
use crate::components::{FigureValue, Fold, Input};
use crate::state::{AppState, use_app_state, use_hydration};

/// The form to save with, and what is saved.
#[component]
pub fn SavedFold() -> impl IntoView {
    let (state, saved) = (use_app_state(), use_saved());
    let name = RwSignal::new(String::new());
    use_hydration().adopt_early("save-name", name);
    let renaming = RwSignal::new(String::new());
    let value = move || match saved.list.read().all().len() {
        0 => "none in this browser".to_owned(),
        count => format!("{count} in this browser"),
    };
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if saved.save(state, &name.get_untracked()) {
            name.set(String::new());
        }
    };
    let waits = state.follow(AppState::must_wait);
    let failure: Signal<String> = saved.failure.into();
    let has_no_failure = Signal::derive(move || saved.failure.get().is_empty());
    let has_some = Signal::derive(move || !saved.list.read().all().is_empty());
    let newest_first = move || saved.list.read().all().iter().rev().cloned().collect::<Vec<_>>();
    view! {
        <Fold id="saved" title="Saved scenarios" value=Signal::derive(value) is_changed=has_some>
            <ul class="saved-list">
                <For each=newest_first key=|entry| (entry.name.clone(), entry.link.clone()) let:entry>
                    <SavedRow entry renaming/>
                </For>
            </ul>
            <form class="save-form" on:submit=save>
                <label for="save-name">"Save this scenario as"</label>
                <div class="row">
                    <Input id="save-name" text=name maxlength="80"/>
                    <button class="button" id="save" disabled=waits>
                        "Save in this browser"
                    </button>
                </div>
                <p class="hint">
                    "Kept in this browser only. A shared link carries one scenario or one comparison, never this list."
                </p>
            </form>
            <div role="alert">
                <p class="notice bad" id="saved-trouble" hidden=has_no_failure>{failure}</p>
            </div>
        </Fold>
    }
}

/// One saved scenario or comparison.
#[component]
fn SavedRow(
    entry: SavedScenario,
    /// The name of the entry that is being renamed; empty if none is.
    renaming: RwSignal<String>,
) -> impl IntoView {
    let (state, saved) = (use_app_state(), use_saved());
    let comparison = permalink::parse(&entry.link, state.history).comparison;
    let estimates = Estimate::all(&comparison, state.history);
    let SavedScenario { name, link, date } = entry;
    let name = StoredValue::new(name);
    // Of a comparison from the cheapest to the dearest.
    let month = FigureValue::usd(extent(estimates.iter().map(|estimate| estimate.bill.month))).text();
    let description = match estimates.as_slice() {
        [one] => wording::description(one),
        all => format!("Comparison of {} scenarios", all.len()),
    };
    let description = match date {
        Some(date) => format!("{description}. Saved {date}"),
        None => description,
    };
    let label = move |verb: &str| name.with_value(|name| format!("{verb} {name}"));
    let is_renaming = Signal::derive(move || name.with_value(|name| *renaming.read() == *name));
    let is_not_renaming = Signal::derive(move || !is_renaming.get());
    let both =
        Signal::derive(move || state.is_readable().then(|| compared_with(&state.comparison(), &comparison)).flatten());
    let has_no_room = Signal::derive(move || both.read().is_none());
    let input = NodeRef::<html::Input>::new();
    let delete = move |_| {
        let Some((index, removed)) = saved.change(|list| list.remove(&name.get_value())) else { return };
        focus::focus_soon(".saved-list a, #save-name");
        let message = format!("“{}” deleted.", removed.name);
        let undo = Arc::new(move || {
            if let Some(name) = saved.change(|list| list.insert(index, removed.clone())) {
                state.status.show(format!("“{name}” is back."));
            }
        });
        state.status.show_with_undo(message, undo);
    };
    let start_renaming = move |_| {
        if let Some(input) = input.get_untracked() {
            input.set_value(&name.get_value());
        }
        renaming.set(name.get_value());
        focus::focus_soon(".saved-list .rename:not([hidden]) input");
    };
    // Several scenarios may have one link, but not one name.
    let close = move |name: &str| {
        renaming.set(String::new());
        let position = saved.list.read_untracked().all().iter().rev().position(|entry| entry.name == name);
        focus::focus_soon(format!(".saved-list > li:nth-child({}) a", position.unwrap_or(0) + 1));
    };
    let rename = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let wanted = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        let new_name = saved.change(|list| list.rename(&name.get_value(), &wanted));
        if let Some(new_name) = &new_name {
            state.status.show(format!("Renamed to “{new_name}”."));
        }
        close(&new_name.unwrap_or_else(|| name.get_value()));
    };
    let cancel = move || close(&name.get_value());
    view! {
        <li>
            <div>
                <a href=format!("#{link}") hidden=is_renaming>{name.get_value()}</a>
                <form class="rename" hidden=is_not_renaming on:submit=rename>
                    <input
                        class="input"
                        type="text"
                        maxlength="80"
                        autocomplete="off"
                        aria-label=label("New name for")
                        value=name.get_value()
                        node_ref=input
                        on:keydown=move |event| if event.key() == "Escape" { cancel() }
                    />
                    <button class="button primary">"Rename"</button>
                    <button type="button" class="button" on:click=move |_| cancel()>"Cancel"</button>
                </form>
                <p class="hint">{description}</p>
            </div>
            <b class="amount">{month}</b>
            <p class="row-actions" hidden=is_renaming>
                <a class="link-button" href=both hidden=has_no_room aria-label=label("Compare with")>
                    "Compare"
                </a>
                <button type="button" class="link-button" aria-label=label("Rename") on:click=start_renaming>"Rename"</button>
                <button type="button" class="link-button" aria-label=label("Delete") on:click=delete>"Delete"</button>
            </p>
        </li>
    }
}

/// The link of what is on the page with a saved one beside it; `None` if there is no room.
fn compared_with(page: &Comparison, saved: &Comparison) -> Option<String> {
    let all = page.scenarios().iter().chain(saved.scenarios()).cloned().collect::<Vec<_>>();
    let (first, others) = all.split_first().filter(|(_, others)| others.len() < Comparison::MAX)?;
    Some(format!("#{}", permalink::serialize(&Comparison::new(first.clone(), others.iter().cloned()))))
}
