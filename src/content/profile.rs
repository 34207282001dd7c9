//! The model's own limits and rules, each with how sure it is.

use super::{Block, Section, Table};
use crate::domain::format::count;
use crate::domain::output::Quality;
use crate::domain::rates::History;

/// The profile.
pub const PROFILE: Section = Section::read(
    "profile",
    "Limits and rules of the model",
    &[
        Block::Table(table),
        Block::Text(
            "**Not modelled here:** capacity and rate limits. Check the vendor's limits on [the model page](model page) before \
             you commit. More rules are in [the vendor's image guide](image guide); the token rules are from \
             [community measurements](community).",
        ),
    ],
);

/// Each rule; the qualities' tokens are added where they are worked out.
const RULES: [(&str, &str); 14] = [
    (
        "Picture size",
        "Both edges multiples of 16, none above 3,840; the long edge at most 3 times the short; 655,360 to 8,294,400 \
         pixels {vendor}",
    ),
    ("Popular sizes", "{popular} {vendor}"),
    ("Experimental", "Above 3,686,400 pixels, which is 2560×1440 {vendor}"),
    ("Auto", "The model picks size or quality, so a cost is a range {vendor}"),
    ("Pictures a request", "1 to 10 {vendor}. Output counts each time; input too, by one measurement {third party}"),
    ("Partial images", "0 to 3 in a stream, 100 output tokens each {vendor}"),
    (
        "Prompt",
        "At most 32,000 characters {vendor}. About four characters a token, plus 6 {assumed}; 1,000 tokens cost {long prompt}",
    ),
    (
        "Reference images",
        "At most 16 {vendor}, each at most 1,536 tokens or {dearest reference} {measured}. Masks are unmeasured",
    ),
    (
        "Cached input",
        "Only in the Responses API, by a vendor note quoted in October 2026; the card sets no limit, and no Image API bill was seen with any {third party}",
    ),
    ("Batch", "Half of every rate; no streaming. Flex and priority tiers: none {vendor}"),
    ("Data residency", "10 % more for some models {vendor}; not established for this one"),
    ("Free to change", "Output format and compression change no tokens {vendor}"),
    ("Input fidelity", "Always high; it cannot be set {vendor}"),
    (
        "Clear background",
        "Refused, and not billed, as of October 2026. A preview ran from 2026-08-20 to 2026-09-30 {third party}",
    ),
];

/// The rules as a table, facts still to be filled in.
pub fn table(_: &'static History) -> Table {
    let tokens = Quality::ALL.map(|quality| {
        let span = quality.extremes();
        format!("{} {} to {}", quality.word(), count(span.low.into()), count(span.high.into()))
    });
    let row = |name: &str, text: &str| vec![name.to_owned(), text.to_owned()];
    let mut rows = vec![row("Tokens a picture", &format!("By size: {} {{measured}}", tokens.join(", ")))];
    rows.extend(RULES.map(|(name, text)| row(name, text)));
    Table { caption: "Each rule and how sure it is", head: &["What", "Rule"], rows }
}
