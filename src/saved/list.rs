//! The list of saved scenarios: open, compare, rename, delete with undo.

use std::sync::Arc;

use gpt_image_cost_core::{Comparison, Estimate, SavedScenario, estimate::difference::extent, scenario::permalink};
use leptos::{ev, html, prelude::*};

use super::use_saved;
use crate::browser::focus;
use crate::calculator::{must_wait, wording};
use crate::components::{FigureValue, Fold, Input};
use crate::state::{use_app_state, use_hydration};

/// The form to save with, and what is saved.
#[component]
pub fn Saved() -> impl IntoView {
    let (state, saved) = (use_app_state(), use_saved());
    let name = RwSignal::new(String::new());
    use_hydration().adopt_early("save-name", name);
    let renamed = RwSignal::new(String::new());
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
    let waits = state.follow(must_wait);
    let failure: Signal<String> = saved.failure.into();
    let has_no_failure = Signal::derive(move || saved.failure.get().is_empty());
    let has_some = Signal::derive(move || !saved.list.read().all().is_empty());
    let newest_first = move || saved.list.read().all().iter().rev().cloned().collect::<Vec<_>>();
    view! {
        <Fold id="saved" title="Saved scenarios" value=Signal::derive(value) is_changed=has_some>
            <ul class="saved-list">
                <For each=newest_first key=|entry| (entry.name.clone(), entry.link.clone()) let:entry>
                    <SavedRow entry renamed/>
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
fn SavedRow(entry: SavedScenario, renamed: RwSignal<String>) -> impl IntoView {
    let (state, saved) = (use_app_state(), use_saved());
    let comparison = permalink::parse(&entry.link, state.history).comparison;
    let estimates = Estimate::all(&comparison, state.history);
    let SavedScenario { name, link, date } = entry;
    let description = match estimates.as_slice() {
        [one] => wording::description(one),
        all => format!("Comparison of {} scenarios", all.len()),
    };
    let description = match date {
        Some(date) => format!("{description}. Saved {date}"),
        None => description,
    };
    let is_renamed = {
        let name = name.clone();
        Signal::derive(move || *renamed.read() == name)
    };
    let is_shown = Signal::derive(move || !is_renamed.get());
    let both =
        Signal::derive(move || state.is_readable().then(|| compared_with(&state.comparison(), &comparison)).flatten());
    let has_no_room = Signal::derive(move || both.read().is_none());
    let input = NodeRef::<html::Input>::new();
    let delete = {
        let name = name.clone();
        move |_| {
            let Some((index, removed)) = saved.change(|list| list.remove(&name)) else { return };
            focus::focus_soon(".saved-list a, #save-name");
            let message = format!("“{}” deleted.", removed.name);
            let undo = Arc::new(move || {
                if let Some(name) = saved.change(|list| list.insert(index, removed.clone())) {
                    state.status.show(format!("“{name}” is back."));
                }
            });
            state.status.show_with_undo(message, undo);
        }
    };
    let start_renaming = {
        let name = name.clone();
        move |_| {
            if let Some(input) = input.get_untracked() {
                input.set_value(&name);
            }
            renamed.set(name.clone());
            focus::focus_soon(".saved-list .rename:not([hidden]) input");
        }
    };
    // Several scenarios may have one link, but not one name.
    let close = move |name: &str| {
        renamed.set(String::new());
        let position = saved.list.read_untracked().all().iter().rev().position(|entry| entry.name == name);
        focus::focus_soon(format!(".saved-list > li:nth-child({}) a", position.unwrap_or(0) + 1));
    };
    let rename = {
        let name = name.clone();
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            let wanted = input.get_untracked().map(|input| input.value()).unwrap_or_default();
            let new_name = saved.change(|list| list.rename(&name, &wanted));
            if let Some(new_name) = &new_name {
                state.status.show(format!("Renamed to “{new_name}”."));
            }
            close(new_name.as_ref().unwrap_or(&name));
        }
    };
    let cancel = {
        let name = name.clone();
        move || close(&name)
    };
    let cancel_by_key = cancel.clone();
    view! {
        <li>
            <div>
                <a href=format!("#{link}") hidden=is_renamed>{name.clone()}</a>
                <form class="rename" hidden=is_shown on:submit=rename>
                    <input
                        class="input"
                        type="text"
                        maxlength="80"
                        autocomplete="off"
                        aria-label=format!("New name for {name}")
                        value=name.clone()
                        node_ref=input
                        on:keydown=move |event| if event.key() == "Escape" { cancel_by_key() }
                    />
                    <button class="button primary">"Rename"</button>
                    <button type="button" class="button" on:click=move |_| cancel()>"Cancel"</button>
                </form>
                <p class="hint">{description}</p>
            </div>
            <b class="amount">{months(&estimates)}</b>
            <p class="row-actions" hidden=is_renamed>
                <a class="link-button" href=both hidden=has_no_room aria-label=format!("Compare with {name}")>
                    "Compare"
                </a>
                <button type="button" class="link-button" aria-label=format!("Rename {name}") on:click=start_renaming>"Rename"</button>
                <button type="button" class="link-button" aria-label=format!("Delete {name}") on:click=delete>"Delete"</button>
            </p>
        </li>
    }
}

/// The month of a scenario, or from the cheapest to the dearest of a comparison.
fn months(estimates: &[Estimate]) -> String {
    FigureValue::usd(extent(estimates.iter().map(|estimate| estimate.bill.month))).text()
}

/// The link of what is on the page with a saved one beside it; none where there is no room.
fn compared_with(page: &Comparison, saved: &Comparison) -> Option<String> {
    let all = page.scenarios().iter().chain(saved.scenarios()).cloned().collect::<Vec<_>>();
    let (first, others) = all.split_first().filter(|(_, others)| others.len() < Comparison::MAX)?;
    Some(format!("#{}", permalink::serialize(&Comparison::new(first.clone(), others.iter().cloned()))))
}
