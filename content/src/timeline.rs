//! The entries of the rate history for `archive.md`: what the record holds, then what others read after it.
//!
//! Every entry has `event`, `date` and `class`. `recorded` entries are followed by days on record, a `gap` by days that
//! nobody recorded.

use gpt_image_cost_core::money::format::exact_usd;
use gpt_image_cost_core::rates::timeline::timeline;
use gpt_image_cost_core::{CardChange, Date, Meter, OfferDetail, RateCard, RateHistory, TimelineEvent};
use minijinja::{Value, context};

/// Oldest first.
pub fn entries(history: &'static RateHistory, later_readings: &[Date]) -> Vec<Value> {
    let events = timeline(history);
    let recorded = events.iter().filter_map(|event| entry(event, history));
    recorded.chain(reading(later_readings)).collect()
}

fn entry(event: &TimelineEvent, history: &RateHistory) -> Option<Value> {
    match event {
        TimelineEvent::FirstRecorded(card) => Some(context! {
            event => "first archived",
            date => card.from.to_string(),
            class => class(card, history),
            rates => rates(card),
            plans => plans(card),
            offer => offer(card),
        }),
        TimelineEvent::Changed { card, last_seen, change } => Some(context! {
            event => "changed",
            date => card.from.to_string(),
            class => class(card, history),
            last_seen => last_seen.to_string(),
            changes => changes(change),
        }),
        // A card that was read on one day only has its entry already.
        TimelineEvent::LastConfirmed(card) if card.checked == card.from => None,
        TimelineEvent::LastConfirmed(card) => Some(context! {
            event => "last confirmed",
            date => card.checked.to_string(),
            class => "gap",
        }),
    }
}

/// Whether the record reaches from a card's first day to the entry after it.
fn class(card: &RateCard, history: &RateHistory) -> &'static str {
    let next = history.cards.iter().map(|card| card.from).find(|from| *from > card.from);
    let is_recorded = match next {
        Some(next) => next.days_since(card.checked) <= 1,
        None => card.checked > card.from,
    };
    if is_recorded { "recorded" } else { "gap" }
}

/// The latest of the readings stands for all of them.
fn reading(readings: &[Date]) -> Option<Value> {
    let (first, latest) = readings.first().zip(readings.last())?;
    Some(context! {
        event => "third-party reading",
        date => latest.to_string(),
        class => "third-party",
        readings => readings.len(),
        first => first.to_string(),
    })
}

fn rates(card: &RateCard) -> Vec<Value> {
    let rate = |meter: Meter| context! { name => meter.name(), text => exact_usd(card.rates[meter]) };
    Meter::ALL.map(rate).into()
}

/// `name` and `id` of each plan.
fn plans(card: &RateCard) -> Vec<Value> {
    card.offer.plans.iter().map(|plan| context! { name => plan.name, id => plan.id }).collect()
}

/// `name` and `text` of each detail but the plans, which have ids of their own to show.
fn offer(card: &RateCard) -> Vec<Value> {
    let details = OfferDetail::ALL.into_iter().filter(|detail| *detail != OfferDetail::Plans);
    details.map(|detail| context! { name => detail.name(), text => detail.describe(&card.offer) }).collect()
}

fn changes(change: &CardChange) -> Vec<Value> {
    let rates = change
        .rates
        .iter()
        .map(|rate| context! { name => rate.meter.name(), old => exact_usd(rate.old), new => exact_usd(rate.new) });
    let offer = change
        .offer
        .iter()
        .map(|offer| context! { name => offer.detail.name(), old => offer.old.as_str(), new => offer.new.as_str() });
    rates.chain(offer).collect()
}
