//! The inputs that are rarely used, in named groups that say their value while they are closed.

use gpt_image_cost_core::{
    CheaperSize, CheaperSizes, Decimal, Estimate, Field, Meter, Mode, PromptEstimate, Provenance, Quality, Setting,
    Size, Usd,
    estimate::bill::cost,
    money::{
        decimal::checked_mul,
        format::{grouped, percent, unit_usd, usd},
    },
    tokens::{cheaper_sizes::cheaper_sizes, output::output_tokens},
};
use leptos::prelude::*;

use super::ledger::ArithmeticFold;
use super::references::References;
use super::wording;
use crate::browser::click;
use crate::components::{Checkbox, Fold, HydrateLater, Source, TextField, UNKNOWN, updated_while};
use crate::guide::TwoBudgets;
use crate::state::{AppState, use_app_state};

/// The groups of the page.
#[component]
pub fn Groups() -> impl IntoView {
    view! {
        <ImageGroups/>
        <HydrateLater class="folds"><SharedGroups/></HydrateLater>
    }
}

/// The groups of the embed: the same, and the seats and the arithmetic that the page has elsewhere.
#[component]
pub fn EmbedGroups() -> impl IntoView {
    let seats = use_app_state().map_estimate(wording::seats_value);
    view! {
        <ImageGroups/>
        <HydrateLater class="folds">
            <SharedGroups/>
            <Fold id="boundary" title="ChatGPT seats, a budget of their own" value=seats>
                <TwoBudgets/>
            </Fold>
            <ArithmeticFold open=RwSignal::new(false)/>
        </HydrateLater>
    }
}

/// What matters only where images are entered.
#[component]
fn ImageGroups() -> impl IntoView {
    let is_tokens = use_app_state().map_estimate(|estimate| !estimate.is_images());
    view! {
        <div class="folds" hidden=is_tokens>
            <CheaperSizesGroup/>
            <References/>
            <PromptGroup/>
            <RetriesGroup/>
        </div>
    }
}

/// What matters for images and for tokens.
#[component]
fn SharedGroups() -> impl IntoView {
    view! {
        <BatchGroup/>
        <MoreGroup/>
    }
}

/// A signal that says whether one of some fields differs from its default.
fn changed(state: AppState, fields: &'static [Field]) -> Signal<bool> {
    Signal::derive(move || {
        state.estimate.with(|estimate| fields.iter().any(|field| wording::is_changed(estimate, *field)))
    })
}

#[component]
fn PromptGroup() -> impl IntoView {
    let state = use_app_state();
    let thousand =
        cost(1_000, state.history.latest().rates[Meter::TextInput], Decimal::ONE).map(unit_usd).unwrap_or_default();
    let pasted = RwSignal::new(String::new());
    let paste = move |event| {
        let text = event_target_value(&event);
        if !text.is_empty() {
            state.form.set(Field::Prompt, PromptEstimate::new(&text).tokens.to_string());
        }
        pasted.set(text);
    };
    let estimate = Signal::derive(move || prompt_estimate(&pasted.read()));
    view! {
        <Fold
            id="prompt-and-cache"
            title="Prompt and cached input"
            value=state.map_estimate(wording::prompt_value)
            is_changed=changed(state, &[Field::Prompt, Field::Cached])
        >
            <div class="pair">
                <TextField
                    field=Field::Prompt
                    hint=format!("Text tokens per attempt. A long prompt of 1,000 tokens costs {thousand}.")
                />
                <TextField
                    field=Field::Cached
                    hint="Leave it at 0 unless your bill shows cached tokens. A vendor note quoted in October 2026 limits caching to the Responses API."
                    source=Provenance::Vendor
                />
                <div class="field wide">
                    <label for="prompt-text">"Count the tokens of a prompt"</label>
                    <textarea
                        class="input"
                        id="prompt-text"
                        rows="2"
                        autocomplete="off"
                        placeholder="Paste a prompt"
                        aria-describedby="prompt-estimate"
                        on:input=paste
                    ></textarea>
                    <p class="hint" id="prompt-estimate">{estimate} " " <Source of=Provenance::Assumed/></p>
                </div>
            </div>
        </Fold>
    }
}

fn prompt_estimate(prompt: &str) -> String {
    if prompt.is_empty() {
        return "About four characters per token, plus 6. Edits add hidden instructions of unknown size.".to_owned();
    }
    let estimate = PromptEstimate::new(prompt);
    let [characters, tokens] = [estimate.characters, estimate.tokens].map(|count| grouped(count as u64));
    let limit =
        if estimate.is_too_long() { " This prompt is over the API’s limit of 32,000 characters." } else { "" };
    format!("{characters} characters are about {tokens} tokens, entered above.{limit}")
}

#[component]
fn RetriesGroup() -> impl IntoView {
    let state = use_app_state();
    let is_possible = state.map_estimate(|estimate| !estimate.scenario.streams_with_batch());
    view! {
        <Fold
            id="retries"
            title="Retries and partial images"
            value=state.map_estimate(wording::retries_value)
            is_changed=changed(state, &[Field::Attempts, Field::Partial])
        >
            <div class="pair">
                <TextField
                    field=Field::Attempts
                    hint="Every attempt is billed. 1.5 means three attempts for every two images you keep."
                />
                <TextField
                    field=Field::Partial
                    hint="0 to 3 while streaming. Each adds 100 image output tokens."
                    source=Provenance::Vendor
                />
                <p class="notice warn wide" hidden=is_possible>
                    "The Batch API does not stream, so partial images count as 0."
                </p>
            </div>
        </Fold>
    }
}

#[component]
fn BatchGroup() -> impl IntoView {
    let state = use_app_state();
    view! {
        <Fold
            id="batch-and-residency"
            title="Batch and data residency"
            value=state.map_estimate(wording::batch_value)
            is_changed=changed(state, &[Field::Batch, Field::Uplift])
        >
            <div class="pair">
                <Checkbox
                    field=Field::Batch
                    label="Use the Batch API"
                    hint="Half of every rate; results come later and are not streamed. Not on the rate card."
                    source=Provenance::Vendor
                />
                <TextField
                    field=Field::Uplift
                    hint="OpenAI adds 10% for eligible models released on or after 2026-03-05. Whether GPT Image 2 is one of them is not established."
                    source=Provenance::Vendor
                />
            </div>
        </Fold>
    }
}

#[component]
fn MoreGroup() -> impl IntoView {
    let state = use_app_state();
    let has_date = move || !state.form.text(Field::Rates).read().trim().is_empty();
    let value = move || state.estimate.with(|estimate| wording::more_value(estimate, !has_date()));
    let is_changed = move || {
        let fields = [Field::Budget, Field::Name];
        has_date()
            || state.estimate.with(|estimate| fields.into_iter().any(|field| wording::is_changed(estimate, field)))
    };
    view! {
        <Fold
            id="more-settings"
            title="Budget, rates date and name"
            value=Signal::derive(value)
            is_changed=Signal::derive(is_changed)
        >
            <div class="pair">
                <TextField field=Field::Budget hint="In USD. Shows how many images or requests it pays for."/>
                <TextField field=Field::Rates hint="Leave it empty for the latest recorded rates."/>
                <div class="wide"><TextField field=Field::Name hint="Shown with the result and in its link."/></div>
            </div>
        </Fold>
    }
}

/// Sizes with at least as many pixels that take fewer tokens.
#[component]
fn CheaperSizesGroup() -> impl IntoView {
    let state = use_app_state();
    // Searched again only when size or quality changes.
    let chosen = Memo::new(move |_| state.estimate.with(|estimate| size_and_quality(estimate)));
    let sizes = Memo::new(move |_| {
        chosen.get().map(|(size, quality)| fewest_tokens_first(cheaper_sizes(size, quality))).unwrap_or_default()
    });
    let open = RwSignal::new(false);
    let offers = updated_while(open, move || sizes.with(|sizes| offers(state, sizes)));
    let value = move || match sizes.read().first() {
        None if state.estimate.with(|estimate| is_size_or_quality_unknown(estimate)) => UNKNOWN.to_owned(),
        None => "none".to_owned(),
        Some(best) => state
            .estimate
            .with(|estimate| saving(estimate, best.tokens))
            .map_or_else(|| UNKNOWN.to_owned(), |saving| format!("save up to {}", usd(saving))),
    };
    let is_chosen = Signal::derive(move || state.estimate.with(|estimate| estimate.scenario.quality != Setting::Auto));
    let items = move || offers.get().into_iter().map(|offer| view! { <OfferItem offer/> }).collect_view();
    view! {
        <Fold id="cheaper" title="Larger sizes that cost less" value=Signal::derive(value) open>
            <ul class="savings">{items}</ul>
            <p class="hint" hidden=is_chosen>"At high quality. Low and medium save less."</p>
            <p class="hint">
                "Output tokens do not depend on the pixel count alone: under the measured token rule, some larger images take fewer. First choose a size that suits the purpose."
            </p>
        </Fold>
    }
}

/// A cheaper size with what it saves.
#[derive(Clone, Debug, PartialEq)]
struct Offer {
    size: Size,
    /// How much less of the image output: `21.9%`.
    less: String,
    /// USD a month.
    saving: Option<Usd>,
    /// The address of the scenario with this size.
    href: Option<String>,
}

#[component]
fn OfferItem(offer: Offer) -> impl IntoView {
    let state = use_app_state();
    let Offer { size, less, saving, href } = offer;
    let choose = move |event| click::on_plain(&event, || state.form.set(Field::Size, size.to_string()));
    view! {
        <li>
            <a class="chip size" href=href on:click=choose>{size.spaced()}</a>
            " "
            <span>{less} " less"</span>
            " "
            <b>{saving.map(|saving| format!("−{}", usd(saving)))}</b>
        </li>
    }
}

fn is_size_or_quality_unknown(estimate: &Estimate) -> bool {
    estimate.invalid.contains(Field::Size) || estimate.invalid.contains(Field::Quality)
}

/// What is compared: high quality where the model chooses.
fn size_and_quality(estimate: &Estimate) -> Option<(Size, Quality)> {
    let quality = match estimate.scenario.quality {
        Setting::Fixed(quality) => quality,
        Setting::Auto => Quality::High,
    };
    match estimate.scenario.size {
        Setting::Fixed(size) if !is_size_or_quality_unknown(estimate) && estimate.scenario.mode == Mode::Images => {
            Some((size, quality))
        }
        _ => None,
    }
}

/// All of them in one list.
fn fewest_tokens_first(sizes: CheaperSizes) -> Vec<CheaperSize> {
    let mut all: Vec<CheaperSize> = sizes.same_shape.into_iter().chain(sizes.other_shapes).collect();
    all.sort_by_key(|size| size.tokens);
    all
}

/// What is on offer, the largest saving first.
fn offers(state: AppState, sizes: &[CheaperSize]) -> Vec<Offer> {
    let estimate = state.estimate.read();
    let Some((size, quality)) = size_and_quality(&estimate) else { return Vec::new() };
    let tokens = output_tokens(size, quality);
    let offer = |cheaper: &CheaperSize| Offer {
        size: cheaper.size,
        less: percent(Decimal::from(tokens - cheaper.tokens), Decimal::from(tokens)).unwrap_or_default(),
        saving: saving(&estimate, cheaper.tokens),
        href: state.address_with(Setting::Fixed(cheaper.size), estimate.scenario.quality),
    };
    // A longer list helps nobody.
    sizes.iter().take(12).map(offer).collect()
}

/// USD a month that an image of so many output tokens saves.
fn saving(estimate: &Estimate, tokens: u32) -> Option<Usd> {
    let (size, quality) = size_and_quality(estimate)?;
    let fewer = output_tokens(size, quality).checked_sub(tokens)?;
    let rate = estimate.rate_card?.rates[Meter::ImageOutput];
    checked_mul(cost(fewer.into(), rate, estimate.bill.factor?)?, Decimal::from(estimate.bill.requests?))
}
