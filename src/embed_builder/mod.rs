//! The embed builder: the text that puts the calculator on somebody else's page, and beside it the real thing.

use gpt_image_cost_core::{
    DEFAULT_HEIGHT, EmbedRates, Snippet, SnippetFormat, Theme, View,
    embed::options::{HEIGHT_RULE, SITE_ADDRESS_RULE, folder, parse_height, parse_site_address},
};
use leptos::prelude::*;

use crate::browser::address;
use crate::calculator::copy;
use crate::components::{Fold, Input, MountWhen, RadioGroup, RadioOption, updated_while};
use crate::state::{AppState, use_app_state, use_hydration};

/// What the author has chosen.
#[derive(Clone, Copy)]
struct Options {
    format: RwSignal<String>,
    view: RwSignal<String>,
    rates: RwSignal<String>,
    theme: RwSignal<String>,
    height: RwSignal<String>,
    site: RwSignal<String>,
    /// The last height and address that could be read: what the text keeps while another is typed.
    last_height: RwSignal<String>,
    last_site: RwSignal<String>,
}

impl Options {
    fn new() -> Self {
        let word = |word: &str| RwSignal::new(word.to_owned());
        Self {
            format: word(SnippetFormat::default().as_str()),
            view: word(View::default().as_str()),
            rates: word(EmbedRates::default().as_str()),
            theme: word(Theme::default().as_str()),
            height: RwSignal::new(String::new()),
            site: RwSignal::new(String::new()),
            last_height: RwSignal::new(String::new()),
            last_site: RwSignal::new(String::new()),
        }
    }

    fn format(self) -> SnippetFormat {
        SnippetFormat::from_str_or_default(&self.format.read())
    }

    /// The last height that could be read, in CSS pixels.
    fn height(self) -> u32 {
        parse_height(&self.last_height.read()).unwrap_or(DEFAULT_HEIGHT)
    }

    fn rates(self) -> EmbedRates {
        EmbedRates::from_str_or_default(&self.rates.read())
    }
}

/// The builder, folded.
#[component]
pub fn EmbedBuilder() -> impl IntoView {
    let state = use_app_state();
    let options = Options::new();
    let open = RwSignal::new(false);
    let hydration = use_hydration();
    hydration.add_afterwards(move || {
        options.site.set(own_site());
        options.last_site.set(own_site());
    });
    for (key, option) in [
        ("embed-format", options.format),
        ("embed-view", options.view),
        ("embed-rates", options.rates),
        ("embed-theme", options.theme),
        ("embed-height", options.height),
        ("embed-site", options.site),
    ] {
        hydration.adopt_early(key, option);
    }
    let text = updated_while(open, move || snippet(state, options));
    let shown_text = Signal::derive(move || Some(text.get()));
    let format_options = SnippetFormat::ALL.map(|format| RadioOption::new(format.as_str(), format.name())).to_vec();
    let hint = Signal::derive(move || options.format().hint().to_owned());
    let waits = state.follow(|state| !state.ready.get());
    let choose_format = Callback::new(move |format: &'static str| options.format.set(format.to_owned()));
    let copy_text = move |_| copy(state, text.get_untracked(), "Copied. Paste it into your page.");
    view! {
        <Fold id="embed" title="Embed the calculator" value=Signal::stored("HTML, Markdown, MDX, Sphinx and others".to_owned()) open>
            <div class="embed-builder">
                <div>
                    <RadioGroup
                        name="embed-format"
                        legend="Format of your page"
                        class="formats"
                        options=format_options
                        chosen=options.format
                        on_choose=choose_format
                    />
                    <p class="hint" id="embed-format-hint">{hint}</p>
                    <textarea
                        class="input code"
                        id="embed-snippet"
                        rows="7"
                        readonly
                        spellcheck="false"
                        autocomplete="off"
                        aria-label="Text to paste"
                        prop:value=shown_text
                    ></textarea>
                    <p class="row">
                        <button type="button" class="button primary" id="embed-copy" disabled=waits on:click=copy_text>
                            "Copy"
                        </button>
                    </p>
                    <OptionFields options/>
                    <p class="hint">
                        "The frame grows with its content and follows the theme of the page around it. Where scripts are off, a link is shown instead. Under a Content-Security-Policy, allow this address in "
                        <code>"script-src"</code> " and " <code>"frame-src"</code> "; for the frame alone " <code>"frame-src"</code> " is enough."
                    </p>
                </div>
                <div class="preview">
                    <p class="label">"Preview"</p>
                    <MountWhen when=open><Preview options/></MountWhen>
                </div>
            </div>
        </Fold>
    }
}

/// The text to paste. What cannot be read keeps its last readable value.
fn snippet(state: AppState, options: Options) -> String {
    Snippet {
        site: options.last_site.get(),
        link: shown_link(state),
        view: View::from_str_or_default(&options.view.read()),
        theme: Theme::from_str_or_default(&options.theme.read()),
        rates: options.rates(),
        height: options.height(),
    }
    .text(options.format())
}

/// The page's link; while a field cannot be read, that of what can be read.
fn shown_link(state: AppState) -> String {
    state.link.get().unwrap_or_else(|| gpt_image_cost_core::scenario::permalink::serialize(&state.comparison()))
}

/// The folder that the page is in.
fn own_site() -> String {
    folder(address::of_page().split('?').next().unwrap_or_default()).to_owned()
}

#[component]
fn OptionFields(options: Options) -> impl IntoView {
    let state = use_app_state();
    let pinned = move || format!("Pinned to {}", state.comparison().first().rates);
    let views = View::ALL.map(|view| (view.as_str(), Signal::stored(view.name().to_owned()))).to_vec();
    let themes = Theme::ALL.map(|theme| (theme.as_str(), Signal::stored(theme.name().to_owned()))).to_vec();
    let rates = vec![
        (EmbedRates::Latest.as_str(), Signal::stored("Latest recorded".to_owned())),
        (EmbedRates::Pinned.as_str(), Signal::derive(pinned)),
    ];
    let height_is_wrong = move || parse_height(&options.height.read()).is_none();
    let site_is_wrong = move || state.ready.get() && parse_site_address(&options.site.read()).is_none();
    let height_is_invalid = Signal::derive(height_is_wrong);
    let height_is_right = Signal::derive(move || !height_is_wrong());
    let site_is_invalid = Signal::derive(site_is_wrong);
    let site_is_right = Signal::derive(move || !site_is_wrong());
    Effect::new(move |_| {
        if parse_height(&options.height.read()).is_some() {
            options.last_height.set(options.height.get());
        }
        if let Some(site) = parse_site_address(&options.site.read()) {
            options.last_site.set(site);
        }
    });
    view! {
        <div class="options">
            <Select id="embed-view" label="Show" options=views chosen=options.view/>
            <Select id="embed-rates" label="Rates" options=rates chosen=options.rates/>
            <Select id="embed-theme" label="Theme" options=themes chosen=options.theme/>
            <div class="field">
                <label for="embed-height">"Height until loaded"</label>
                <Input
                    id="embed-height"
                    text=options.height
                    inputmode="numeric"
                    placeholder=DEFAULT_HEIGHT.to_string()
                    described_by="embed-height-error"
                    is_invalid=height_is_invalid
                />
                <i class="unit" aria-hidden="true">"px"</i>
                <p class="notice bad" id="embed-height-error" role="alert" hidden=height_is_right>{HEIGHT_RULE} " Until you correct it, the code above keeps the last valid height."</p>
            </div>
            <div class="field wide">
                <label for="embed-site">"Site address"</label>
                <Input
                    id="embed-site"
                    text=options.site
                    inputmode="url"
                    described_by="embed-site-hint embed-site-error"
                    is_invalid=site_is_invalid
                />
                <p class="hint" id="embed-site-hint">"Where this calculator is served from."</p>
                <p class="notice bad" id="embed-site-error" role="alert" hidden=site_is_right>{SITE_ADDRESS_RULE} " Until you correct it, the code above keeps the last valid address."</p>
            </div>
        </div>
    }
}

#[component]
fn Select(
    id: &'static str,
    label: &'static str,
    options: Vec<(&'static str, Signal<String>)>,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let option = |(value, name): (&'static str, Signal<String>)| view! { <option value=value>{name}</option> };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select class="input" id=id autocomplete="off" on:change=move |event| chosen.set(event_target_value(&event))>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// The real thing, from this page's own folder. The element stays and its attributes change: another one would load its frame
/// anew at each key press.
#[component]
fn Preview(options: Options) -> impl IntoView {
    let state = use_app_state();
    let height = Signal::derive(move || options.height().to_string());
    let rates = Signal::derive(move || (options.rates() == EmbedRates::Latest).then(|| "latest".to_owned()));
    view! {
        <script async src="embed.js"></script>
        <gpt-image-cost
            id="embed-preview"
            scenario=state.follow(shown_link)
            view=options.view
            theme=options.theme
            rates=rates
            height=height
        >
            <a href="embed/">"The calculator on its own"</a>
        </gpt-image-cost>
    }
}
