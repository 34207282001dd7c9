//! The other models of the family, as the vendor's pages listed them up to November 2026. None is priced here yet.

use super::{Block, Section, Table};
use crate::domain::rates::History;

/// The siblings.
pub const SIBLINGS: Section = Section::read(
    "siblings",
    "Other models of the family",
    &[
        Block::Text(
            "This page prices **{model}** only. Newer models exist, and no scenario is priced on them yet. What follows was on \
             the vendor's pages and in its change log {vendor}.",
        ),
        Block::Table(table),
        Block::List(&[
            "Quality names do not compare across models: “high” on gpt-image-2.5 takes the tokens of “medium” on gpt-image-2 \
             {third party}.",
            "What reference images cost on the other models is not established.",
            "Shut-downs are dates the vendor has announced, on [its list](deprecations), read in November 2026.",
        ]),
    ],
);

/// Model, day or month it came out, text rates, image rates, standing.
type Sibling = [&'static str; 5];

const MODELS: [Sibling; 6] = [
    ["gpt-image-1", "2025-04", "5 / 1.25 / –", "10 / 2.50 / 40", "shut-down announced for 2026-10-23"],
    ["gpt-image-1-mini", "2025", "2 / 0.20 / –", "2.50 / 0.25 / 8", "shut-down announced for 2026-12-01"],
    ["gpt-image-1.5", "2025-12-16", "5 / 1.25 / 10", "8 / 2 / 32", "shut-down announced for 2026-12-01"],
    ["gpt-image-2", "2026-04-21", "5 / 1.25 / –", "8 / 2 / 30", "available, “earlier model”"],
    ["gpt-image-2.5-flare, -sunburst", "2026-09-08", "5 / 1.25 / –", "8 / 2 / 30", "available"],
    ["gpt-image-2.6-flare, -sunburst", "2026-11-04", "5 / 1.25 / –", "8 / 2 / 30", "current"],
];

/// The models as a table.
pub fn table(_: &'static History) -> Table {
    Table {
        caption: "USD per 1,000,000 tokens: input / cached input / output",
        head: &["Model", "Released", "Text", "Image", "In November 2026"],
        rows: MODELS.map(|model| model.map(str::to_owned).into()).into(),
    }
}
