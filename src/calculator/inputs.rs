//! The inputs that most people change: where to start from, how many images, which size, which quality.

use gpt_image_cost_core::{
    Estimate, Field, FieldSet, Meter, PRESETS, Preset, Provenance, Quality, Setting, Size, Usd,
    money::format::{grouped, usd, whole_usd},
    scenario::permalink,
};
use leptos::prelude::*;

use super::cost_map::CostMapTable;
use crate::browser::click;
use crate::components::{
    FieldError, FigureValue, HydrateLater, LiveSource, RadioGroup, RadioOption, Source, TextField, TextInput,
    field_choice,
};
use crate::state::use_app_state;

/// The inputs of the page.
#[component]
pub fn Inputs() -> impl IntoView {
    let state = use_app_state();
    let is_tokens = state.map_estimate(|estimate| !estimate.is_images());
    view! {
        <div class="mode-tabs">
            <ModeTabs has_usage=true/>
            <button type="button" class="link-button" id="reset" on:click=move |_| state.reset()>"Reset"</button>
        </div>
        <Presets/>
        <div class="image-fields" hidden=is_tokens>
            <HydrateLater class="ask"><ImageFields/></HydrateLater>
            <HydrateLater class="pick">
                <QualityChoice/>
                <CostMapTable/>
            </HydrateLater>
            <SizeNotes/>
        </div>
        <TokenFields/>
    }
}

/// The inputs of the embed: the same without a map, so that each quality says its cost.
#[component]
pub fn EmbedInputs() -> impl IntoView {
    let is_tokens = use_app_state().map_estimate(|estimate| !estimate.is_images());
    view! {
        <div class="mode-tabs"><ModeTabs/></div>
        <div class="image-fields" hidden=is_tokens>
            <HydrateLater class="ask"><ImageFields/></HydrateLater>
            <HydrateLater class="pick"><QualityChoice all_costs=true/></HydrateLater>
            <SizeNotes/>
        </div>
        <TokenFields/>
    }
}

/// The modes of the calculator; on the page also the usage log, which is a view of its own: links keep the mode.
#[component]
fn ModeTabs(#[prop(optional)] has_usage: bool) -> impl IntoView {
    let state = use_app_state();
    let (mode, set_mode) = field_choice(Field::Mode, "images");
    let chosen = Signal::derive(move || if state.is_usage.get() { "usage".to_owned() } else { mode.get() });
    let on_choose = Callback::new(move |value: &'static str| {
        state.is_usage.set(value == "usage");
        if value != "usage" {
            set_mode.run(value);
        }
    });
    let mut options = vec![RadioOption::new("images", "Images"), RadioOption::new("tokens", "Request tokens")];
    if has_usage {
        options.push(RadioOption::new("usage", "Usage log"));
    }
    view! { <RadioGroup name=Field::Mode.key() legend="Estimate from" class="tabs" options chosen on_choose/> }
}

/// Scenarios to start from, each a link to itself.
#[component]
fn Presets() -> impl IntoView {
    let is_tokens = use_app_state().map_estimate(|estimate| !estimate.is_images());
    view! {
        <div class="presets" hidden=is_tokens>
            <span id="presets-label">"Start from"</span>
            <ul aria-labelledby="presets-label">
                {PRESETS.iter().map(|preset| view! { <li><PresetLink preset/></li> }).collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn PresetLink(preset: &'static Preset) -> impl IntoView {
    let state = use_app_state();
    let scenario = preset.scenario(state.history);
    let month = Estimate::new(&scenario, FieldSet::EMPTY, state.history).bill.month;
    let price = month.map(|month| whole_usd(month.high)).unwrap_or_default();
    let href = format!("#{}", permalink::serialize_one(&scenario));
    let is_chosen = move || state.estimate.with(|estimate| preset.matches(&estimate.scenario));
    let is_current = Signal::derive(move || is_chosen().then(|| "true".to_owned()));
    let choose = move |event| {
        click::on_plain(&event, || state.fill(&scenario, &format!("“{}” fills every field.", preset.name)));
    };
    view! {
        <a class="preset" href=href title=preset.about aria-current=is_current on:click=choose>
            {preset.name} " " <small>{price}</small>
            <span class="visually-hidden">" a month: " {preset.about}</span>
        </a>
    }
}

#[component]
fn ImageFields() -> impl IntoView {
    view! {
        <div class="field">
            <label for=Field::Images.key()>{Field::Images.label()}</label>
            <TextInput field=Field::Images is_big=true/>
            <p class="hint" id="images-hint" hidden>"Images you keep. Attempts are set below."</p>
            <FieldError field=Field::Images/>
        </div>
        <SizeField/>
    }
}

/// The size, with the tokens that it comes to and what there is to know about it.
#[component]
fn SizeField() -> impl IntoView {
    let state = use_app_state();
    let tokens = state.map_estimate(|estimate| {
        format!("{} image output tokens", FigureValue::count(estimate.bill.tokens[Meter::ImageOutput]).text())
    });
    let source = move || Some(state.estimate.read().token_provenance(Meter::ImageOutput));
    let is_refused = state.map_estimate(|estimate| estimate.invalid.contains(Field::Size));
    view! {
        <div class="field size">
            <label for=Field::Size.key()>{Field::Size.label()}</label>
            <TextInput field=Field::Size is_big=true list="size-list"/>
            <p class="hint" id="size-hint">
                "Width x height in pixels, multiples of 16, or "
                <button
                    type="button"
                    class="link-button"
                    id="use-auto-size"
                    aria-label="Use auto size"
                    on:click=move |_| state.form.set(Field::Size, "auto")
                >
                    "auto"
                </button>
                <span class="tokens-hint" hidden=is_refused>
                    <span class="nowrap">{tokens}</span> " " <LiveSource of=source/>
                </span>
            </p>
            <datalist id="size-list">
                {Size::POPULAR.iter().map(|size| view! { <option value=size.to_string()></option> }).collect_view()}
                <option value="auto"></option>
            </datalist>
            <FieldError field=Field::Size/>
        </div>
    }
}

/// That a size has two readings of its token rule, or that the vendor calls it experimental.
#[component]
fn SizeNotes() -> impl IntoView {
    let state = use_app_state();
    let readings = state.map_estimate(|estimate| two_readings(estimate).unwrap_or_default());
    let has_one_reading = state.map_estimate(|estimate| two_readings(estimate).is_none());
    let is_usual = state.map_estimate(|estimate| {
        let is_experimental = matches!(estimate.scenario.size, Setting::Fixed(size) if size.is_experimental());
        !is_experimental || estimate.invalid.contains(Field::Size) || !estimate.is_images()
    });
    view! {
        <div id="size-notes">
            <div class="notice warn" role="status" hidden=has_one_reading>
                <p>
                    <b>"Two published readings of the token rule differ for this size."</b>
                    " "
                    {readings}
                    " No measured response settles it. "
                    <Source of=Provenance::ThirdParty/>
                </p>
            </div>
            <p class="hint" hidden=is_usual>
                "OpenAI calls sizes above 2560×1440 experimental. " <Source of=Provenance::Vendor/>
            </p>
        </div>
    }
}

fn two_readings(estimate: &Estimate) -> Option<String> {
    let second = estimate.bill.second_reading?;
    let first = estimate.bill.tokens[Meter::ImageOutput]?.low;
    let month = |usd_month: Option<Usd>| match usd_month {
        Some(month) => format!(": {} a month", usd(month)),
        None => String::new(),
    };
    Some(format!(
        "{} output tokens an attempt, used here{}. The other reading gives {}{}.",
        grouped(first),
        month(estimate.bill.month.map(|month| month.low)),
        grouped(second.output_tokens),
        month(second.month),
    ))
}

/// The quality; over the map its columns line up with the map's.
#[component]
fn QualityChoice(
    /// Whether each quality says its cost, where there is no map.
    #[prop(optional)]
    all_costs: bool,
) -> impl IntoView {
    let state = use_app_state();
    let (chosen, on_choose) = field_choice(Field::Quality, "medium");
    let auto = state.follow(|state| FigureValue::usd(state.cost_map.auto_quality.get()).text());
    let cost = move |quality: Quality| {
        let cost = Signal::derive(move || {
            let estimate = state.estimate.read();
            let size = estimate.scenario.size;
            let is_known = !estimate.invalid.contains(Field::Size);
            let month = is_known.then(|| estimate.with_size_and_quality(size, Setting::Fixed(quality)).bill.month);
            FigureValue::usd(month.flatten()).text()
        });
        all_costs.then_some(cost)
    };
    let option =
        |quality: Quality| RadioOption { detail: cost(quality), ..RadioOption::new(quality.as_str(), quality.name()) };
    let legend_note = if all_costs { "" } else { "and monthly cost by size" };
    let mut options = vec![RadioOption { detail: Some(auto), ..RadioOption::new("auto", "Auto") }];
    options.extend(Quality::ALL.map(option));
    view! {
        <RadioGroup
            name=Field::Quality.key()
            legend=Field::Quality.label()
            legend_note
            class="segmented quality"
            options
            chosen
            on_choose
        />
    }
}

/// The tokens of a request, as a usage record states them.
#[component]
fn TokenFields() -> impl IntoView {
    let is_images = use_app_state().map_estimate(Estimate::is_images);
    view! {
        <div class="token-fields" hidden=is_images>
            <HydrateLater class="token-grid">
                <TextField field=Field::TextInput hint="Prompt text that was not cached."/>
                <TextField field=Field::ImageInput hint="Reference images that were not cached."/>
                <TextField field=Field::ImageOutput hint="The generated images."/>
                <TextField field=Field::CachedTextInput hint="Cached tokens count only here."/>
                <TextField field=Field::CachedImageInput hint="Cached tokens count only here."/>
                <TextField field=Field::Requests hint="How many such requests you send."/>
                <p class="hint wide">"Tokens per request, as in the " <code>"usage"</code> " object of a response. Every token belongs to exactly one meter."</p>
            </HydrateLater>
        </div>
    }
}
