//! The page: the answer, the calculator with its receipt, what can be done with the result, and the guide.

use gpt_image_cost_core::RATE_HISTORY;
use leptos::prelude::*;

use crate::browser::{early_input::early_text, files, print::set_while_printing, storage};
use crate::calculator::{
    Answer, ArithmeticFold, CostByVolume, FailureNotice, Groups, Inputs, LinkIssues, OfflineNotice, PrintSummary,
    Receipt, SupersededRates, wording,
};
use crate::compare::{CompareFold, ComparisonPanel};
use crate::components::{Announcement, Fold, HydrateLater, ToastLine};
use crate::embed_builder::EmbedBuilder;
use crate::guide::Guide;
use crate::saved::{FileIssues, SavedFold, SavedState, open_file};
use crate::state::{AppState, Hydration, start_session, use_app_state, use_hydration};
use crate::usage::{UsageBar, UsageBill, UsageBreakdown, UsagePanel, UsageState};

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let state = AppState::new(&RATE_HISTORY);
    let saved = SavedState::default();
    let usage = UsageState::new();
    let hydration = Hydration::default();
    let arithmetic = RwSignal::new(false);
    provide_context(state);
    provide_context(saved);
    provide_context(usage);
    provide_context(hydration);
    Effect::new(move |_| {
        hydration.run(move || {
            saved.follow_storage();
            set_while_printing(arithmetic);
            start_session(state);
        });
    });
    let is_usage = state.follow(|state| state.is_usage.get());
    let drop_file = move |event: web_sys::DragEvent| {
        if !files::accept_drag(&event) {
            return;
        }
        let files = files::take_files(&event);
        if state.is_usage.get_untracked() {
            usage.add_files(state, files);
        } else {
            open_file(state, saved, files.into_iter().next());
        }
    };
    view! {
        <a class="skip-link" href="#form">"Skip to the calculator"</a>
        <PageHeader/>
        <main class="frame" class:usage-view=is_usage id="content">
            <HydrateLater class="notices">
                <OfflineNotice/>
                <Answer/>
                <FailureNotice/>
                <LinkIssues/>
                <FileIssues/>
                <SupersededRates/>
                <ComparisonPanel/>
            </HydrateLater>
            <div class="workbench" id="calculator" on:dragover=|event| { files::accept_drag(&event); } on:drop=drop_file>
                <form class="inputs" id="form" autocomplete="off" aria-label="Calculator" on:submit=|event| event.prevent_default()>
                    <Inputs/>
                    <UsagePanel/>
                    <Groups/>
                    <CostBar/>
                </form>
                <Receipt/>
                <UsageBill/>
            </div>
            <UsageBreakdown/>
            <HydrateLater><PrintSummary/></HydrateLater>
            <HydrateLater class="deck folds">
                <ArithmeticFold open=arithmetic/>
                <Fold id="volume" title="Cost by volume" value="and the output tokens behind it" open=RwSignal::new(true)>
                    <CostByVolume/>
                </Fold>
                <CompareFold/>
                <SavedFold/>
                <EmbedBuilder/>
            </HydrateLater>
            <Guide/>
        </main>
        <PageFooter/>
        <ToastLine/>
        <Announcement/>
    }
}

#[component]
fn PageHeader() -> impl IntoView {
    view! {
        <header class="page-header frame">
            <h1>"GPT Image 2 cost guide"</h1>
            <nav aria-label="Main">
                <ul>
                    <li><a href="#form">"Calculator"</a></li>
                    <li><a href="#routes">"ChatGPT or API"</a></li>
                    <li><a href="#pricing">"API rates"</a></li>
                    <li><a href="#faq">"FAQ"</a></li>
                </ul>
            </nav>
            <ThemeChoice/>
        </header>
    }
}

/// The key of the theme in this browser's storage; `scripts/theme.js` reads it before anything is painted.
const THEME_KEY: &str = "gpt-image-cost-theme";

/// Light, dark, or as the system has it.
#[component]
fn ThemeChoice() -> impl IntoView {
    let state = use_app_state();
    let theme = RwSignal::new(String::new());
    let choose = move |chosen: String| {
        let root = document().document_element();
        let _ = match (root, chosen.as_str()) {
            (Some(root), "") => root.remove_attribute("data-theme"),
            (Some(root), chosen) => root.set_attribute("data-theme", chosen),
            (None, _) => Ok(()),
        };
        storage::write(THEME_KEY, &chosen);
        theme.set(chosen);
    };
    use_hydration().add_afterwards(move || match early_text("theme") {
        Some(chosen) => choose(chosen),
        None => theme.set(
            storage::read(THEME_KEY).filter(|stored| ["light", "dark"].contains(&stored.as_str())).unwrap_or_default(),
        ),
    });
    let shown = Signal::derive(move || state.ready.get().then(|| theme.get()));
    view! {
        <div class="theme-choice">
            <label class="visually-hidden" for="theme">"Theme"</label>
            <select id="theme" autocomplete="off" prop:value=shown on:change=move |event| choose(event_target_value(&event))>
                <option value="">"System"</option>
                <option value="light">"Light"</option>
                <option value="dark">"Dark"</option>
            </select>
        </div>
    }
}

/// The cost of the scenario, in sight while editing on narrow screens.
#[component]
fn CostBar() -> impl IntoView {
    let state = use_app_state();
    let what = state.map_estimate(wording::description);
    let month = state.map_estimate(wording::month);
    view! {
        <div class="cost-bar">
            <a href="#receipt">
                <span class="what">{what}</span>
                " "
                <b>{month} " " <small>"a month"</small></b>
            </a>
            <UsageBar/>
        </div>
    }
}

#[component]
fn PageFooter() -> impl IntoView {
    view! {
        <footer class="page-footer frame">
            <p>"Nothing you enter leaves your browser. Not affiliated with OpenAI."</p>
            // The prerenderer fills it in; the wasm has no need of it.
            <p id="version"></p>
            <ul>
                <li><a href="rates/gpt-image-2.json">"Rates as JSON"</a></li>
                <li><a href="rates/schema.json">"Rates schema"</a></li>
                <li><a href="schema/scenario.json">"Scenario schema"</a></li>
                <li><a href="llms.txt">"Plain text"</a></li>
            </ul>
        </footer>
    }
}
