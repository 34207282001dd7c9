//! The two routes, the finder, and the line between them.

use super::{Block, Card, Part, Section, finder, term};

/// The route cards and the finder.
pub const ROUTES: Section = Section {
    anchor: "routes",
    heading: "Which route fits you?",
    blocks: &[
        Block::Text("There are two. Choose by how the pictures get made, not by price."),
        Block::Cards(&[
            Card {
                title: "ChatGPT Images",
                terms: &[
                    term("Fits when", "pictures are created inside the ChatGPT app."),
                    term("Best for", "creators, operators and teams who make pictures interactively."),
                    term(
                        "Avoid if",
                        "you need automation, product integration, batch generation (many at once) or cost control at API level.",
                    ),
                    term("How it bills", "plan boundary: whatever the ChatGPT plan includes."),
                ],
            },
            Card {
                title: "OpenAI API",
                terms: &[
                    term("Fits when", "pictures are part of a product, workflow, automation or backend."),
                    term("Best for", "products, automations, batch workflows and teams that need control from code."),
                    term("Avoid if", "the work is occasional, done by hand and already fits in ChatGPT."),
                    term("How it bills", "usage based, by the [token](#pricing)."),
                ],
            },
        ]),
        Block::Heading("Find your route"),
    ],
    part: Some(Part::Finder),
    rest: &[Block::Questions(finder::RULE)],
};

/// Where one bill ends and the other begins.
pub const BOUNDARY: Section = Section {
    anchor: "boundary",
    heading: "Where ChatGPT ends and the API begins",
    blocks: &[
        Block::Text(
            "API use is billed apart from pictures made in ChatGPT. Work out its budget from the *token meter*: the tokens of \
             each kind, times the rate for that kind.",
        ),
        Block::Heading("Two budgets, side by side"),
        Block::Text(
            "Seats prepay no API call. So the two budgets add up, and are never set against each other. No seat price is \
             recorded here: enter your own.",
        ),
    ],
    part: Some(Part::TwoBudgets),
    rest: &[],
};
