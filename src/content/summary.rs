//! The answer in one glance, the date of the rates, and how to read the guide.

use super::{Block, Card, Part, Section, term};

/// The summary.
pub const SUMMARY: Section = Section {
    anchor: "summary",
    heading: "The short answer",
    blocks: &[
        Block::Cards(&[
            Card {
                title: "People make the pictures",
                terms: &[
                    term("Use", "**ChatGPT**, the app."),
                    term("You pay", "for a plan. Picture tools come with it, within its limits."),
                ],
            },
            Card {
                title: "Software makes the pictures",
                terms: &[
                    term("Use", "**The API**, the way in for programs."),
                    term("You pay", "for what you use, on a bill of its own. That is *metered* use."),
                ],
            },
            Card {
                title: "Both do",
                terms: &[
                    term("Use", "**Both**, in two budgets."),
                    term("You pay", "two bills: no ChatGPT plan pays for an API call."),
                ],
            },
        ]),
        Block::Text(
            "API pricing of {family} is usage based. It counts *tokens*, the small units in which the model reads text and \
             pictures and draws new ones. People who want the same kind of picture tools in a chat use a ChatGPT plan, \
             which is a separate thing.",
        ),
    ],
    part: Some(Part::Staleness),
    rest: &[
        Block::Text("Each figure says how sure it is, [from the rate card to assumed](#glossary)."),
        Block::Text(
            "How to read this guide: choose [your route](#routes) and see [what each way in includes](#access) first. The \
             [API rates](#pricing) and [the calculator](#calculator) come after. They are the facts for developers who \
             budget for metered use.",
        ),
    ],
};
