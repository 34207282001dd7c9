//! The ways in: what is bundled, and what needs another price page, another meter or a talk with sales.

use super::{Block, Card, Section, term};

/// The access paths.
pub const ACCESS: Section = Section::read(
    "access",
    "What each way in includes",
    &[
        Block::Cards(&[
            Card {
                title: "ChatGPT Images",
                terms: &[
                    term("You work", "interactively, in the app."),
                    term("Best for", "creators and operators who want pictures in their ChatGPT workflow."),
                    term("Boundary", "the ChatGPT plan and its practical limits. Token prices do not apply."),
                    term("Goes on at", "[ChatGPT plans](plans), the vendor's page."),
                ],
            },
            Card {
                title: "Image API, or pictures in the Responses API",
                terms: &[
                    term("You work", "from code: creating and editing pictures."),
                    term("Best for", "products, automations and batch workflows."),
                    term("Boundary", "metered apart from any subscription."),
                    term("Goes on at", "[API rates](#pricing), below."),
                ],
            },
        ]),
        Block::List(&[
            "**Bundled:** picture tools in a ChatGPT plan.",
            "**On another price page:** what a ChatGPT plan costs. No plan is priced here.",
            "**On another meter:** every API call. In the Responses API the main model bills its own tokens on top; they are \
             not counted here.",
            "**With the vendor's sales team:** contract terms.",
        ]),
    ],
);
