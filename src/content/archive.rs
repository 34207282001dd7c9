//! The decision archive in words: the timeline, the record of one state, and the answer for a day one asks for.

use super::{Block, Part, Section, fact};
use crate::domain::archive::{Asked, Change, Event, timeline};
use crate::domain::format::number;
use crate::domain::offer::Detail;
use crate::domain::rates::{History, State};

/// The archive.
pub const ARCHIVE: Section = Section {
    anchor: "archive",
    heading: "How the price has moved",
    blocks: &[
        Block::Text("{moves}"),
        Block::Record(events),
        Block::Text("Source page: {source page}."),
        Block::Heading("What did it cost on a day?"),
    ],
    part: Some(Part::AskedDay),
    rest: &[],
};

/// How often the record changed, and what that does not say.
pub fn moves(history: &History) -> String {
    let changes = match history.states.len() - 1 {
        0 => "**No change was recorded**".to_owned(),
        1 => "**One change was recorded**".to_owned(),
        more => format!("**{more} changes were recorded**"),
    };
    let (from, checked) = (history.first().from, history.last_checked());
    format!("{changes} from {from} to {checked}, the last check. Later changes would not show here.")
}

/// The timeline, a point for each event.
fn events(history: &'static History) -> Vec<String> {
    timeline(history).iter().map(event).collect()
}

fn event(event: &Event) -> String {
    match event {
        Event::FirstArchived(state) => format!("**{}:** first archived. {}", state.from, record(state)[..2].join(" ")),
        Event::Changed { state, last_seen, change } => {
            format!("**{}:** changed since {last_seen}. {}", state.from, changes(change))
        }
        Event::LastConfirmed(state) => {
            format!("**{}:** last confirmed, unchanged since {}.", state.checked, state.from)
        }
    }
}

/// What moved, or that nothing on the card did.
pub fn changes(change: &Change) -> String {
    let rates =
        change.rates.iter().map(|rate| format!("{} ${} → ${}", rate.meter.name(), number(rate.old), number(rate.new)));
    let offer = change.offer.iter().map(|offer| format!("{} {} → {}", offer.detail.name(), offer.old, offer.new));
    let all: Vec<String> = rates.chain(offer).collect();
    if all.is_empty() {
        "Read again elsewhere; rates and offer are the same.".to_owned()
    } else {
        format!("{}.", all.join("; "))
    }
}

/// What the card said in one state: rates, offer, each plan.
pub fn record(state: &State) -> Vec<String> {
    let details = Detail::ALL.into_iter().filter(|detail| *detail != Detail::Plans);
    let details: Vec<String> =
        details.map(|detail| format!("{}: {}", detail.name(), detail.of(&state.offer))).collect();
    let plans: Vec<String> = state.offer.plans.iter().map(|plan| format!("{} (`{}`)", plan.name, plan.id)).collect();
    vec![
        format!("USD per 1,000,000 tokens: {}.", fact::rates(state)),
        format!("{}: {}: {}.", Detail::Plans.name(), plans.len(), plans.join(", ")),
        format!("{}.", details.join("; ")),
    ]
}

/// The answer for a day: what is known of it, and the record that counts.
pub fn answer(asked: Asked) -> Vec<String> {
    let (sentence, state) = match asked {
        Asked::BeforeFirst { first } => {
            return vec![format!("**No rates are known** for that day. The record begins on {first}.")];
        }
        Asked::Confirmed(state) => (format!("**Recorded:** read from {} to {}.", state.from, state.checked), state),
        Asked::Between { state, next } => (
            format!("**Last seen** on {}; another state was found on {next}. The earlier one counts.", state.checked),
            state,
        ),
        Asked::AfterLastCheck(state) => {
            (format!("**Unconfirmed:** these are the last recorded rates, checked on {}.", state.checked), state)
        }
    };
    std::iter::once(sentence).chain(record(state)).collect()
}
