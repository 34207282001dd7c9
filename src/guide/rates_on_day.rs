//! What did it cost on a day? The record of any day the reader asks for, and today's place on the timeline.

use gpt_image_cost_core::{Date, Meter, OfferDetail, RateCard, RateHistory, RatesOnDay, money::format::plain};
use leptos::prelude::*;

use crate::components::Input;
use crate::state::{use_app_state, use_hydration};

/// The end of the timeline: today, by the reader's clock.
#[component]
pub fn TodayItem() -> impl IntoView {
    let state = use_app_state();
    let text = move || {
        let (today, days) = (state.today.get()?, state.staleness().days()?);
        let since = match days {
            0 => " Today, the day of the last check".to_owned(),
            1 => " Today, one day since the last check".to_owned(),
            days => format!(" Today, {days} days since the last check"),
        };
        Some((today.to_string(), since))
    };
    let is_unknown = Signal::derive(move || text().is_none());
    let date = Signal::derive(move || text().map(|text| text.0).unwrap_or_default());
    let days = Signal::derive(move || text().map(|text| text.1).unwrap_or_default());
    view! {
        <ol class="timeline today" hidden=is_unknown>
            <li class="third-party">
                <time>{date}</time>
                {days}
            </li>
        </ol>
    }
}

/// A field for a day, and what is recorded of it; the last check's record until a day is entered.
#[component]
pub fn RatesOnDayField() -> impl IntoView {
    let state = use_app_state();
    let typed = RwSignal::new(String::new());
    use_hydration().adopt_early("day", typed);
    let day = move || parse_day(&typed.read(), state.history);
    let record = move || day().map(|day| (day, state.history.rates_on(day)));
    let status = move || record().map(|(day, found)| format!("{day}: {}", status(found))).unwrap_or_default();
    let status = Signal::derive(status);
    let card = move || record().and_then(|(_, found)| card_of(found));
    let rates = move |base: Meter, cached: Option<Meter>| {
        Signal::derive(move || {
            let Some(card) = card() else { return String::new() };
            let cached = cached.map(|meter| format!(", cached ${}", plain(card.rates[meter]))).unwrap_or_default();
            format!("${}{cached}", plain(card.rates[base]))
        })
    };
    let offer = Signal::derive(move || card().map(offer_text).unwrap_or_default());
    let is_invalid = Signal::derive(move || day().is_none());
    let is_valid = Signal::derive(move || day().is_some());
    let has_no_card = Signal::derive(move || card().is_none());
    view! {
        <div class="column plain rates-on-day">
            <div class="field">
                <label for="day">"What did it cost on a given day?"</label>
                <Input
                    id="day"
                    name="day"
                    text=typed
                    placeholder=state.history.last_checked().to_string()
                    described_by="day-hint day-error"
                    is_invalid
                />
                <p class="hint" id="day-hint">"Year, month and day. Left empty: the day of the last check."</p>
                <p class="notice bad" id="day-error" role="alert" hidden=is_valid>
                    "Enter a day as year, month and day, like 2026-05-01."
                </p>
            </div>
            <dl class="terms record" hidden=is_invalid>
                <div><dt>"Status"</dt><dd>{status}</dd></div>
                <div hidden=has_no_card><dt>"Text"</dt><dd>{rates(Meter::TextInput, Some(Meter::CachedTextInput))}</dd></div>
                <div hidden=has_no_card><dt>"Image input"</dt><dd>{rates(Meter::ImageInput, Some(Meter::CachedImageInput))}</dd></div>
                <div hidden=has_no_card><dt>"Image output"</dt><dd>{rates(Meter::ImageOutput, None)}</dd></div>
                <div hidden=has_no_card><dt>"Offer"</dt><dd>{offer}</dd></div>
            </dl>
        </div>
    }
}

fn parse_day(typed: &str, history: &RateHistory) -> Option<Date> {
    match typed.trim() {
        "" => Some(history.last_checked()),
        typed => typed.parse().ok(),
    }
}

fn card_of(found: RatesOnDay) -> Option<&'static RateCard> {
    match found {
        RatesOnDay::BeforeFirst { .. } => None,
        RatesOnDay::Confirmed(card) | RatesOnDay::AfterLastCheck(card) | RatesOnDay::Between { card, .. } => Some(card),
    }
}

/// What is known of a day, in words.
fn status(found: RatesOnDay) -> String {
    match found {
        RatesOnDay::BeforeFirst { first } => format!("No rates are known. The record begins on {first}."),
        RatesOnDay::Confirmed(card) => format!("Recorded, read from {} to {}.", card.from, card.checked),
        RatesOnDay::Between { card, next } => {
            format!("Last seen on {}; another rate card was found on {next}. The earlier one applies.", card.checked)
        }
        RatesOnDay::AfterLastCheck(card) => {
            format!("Unconfirmed: these are the last recorded rates, checked on {}.", card.checked)
        }
    }
}

fn offer_text(card: &RateCard) -> String {
    let details = OfferDetail::ALL.map(|detail| format!("{}: {}", detail.name(), detail.describe(&card.offer)));
    format!("{}.", details.join("; "))
}
