//! The words of the page, each explained once.

use super::{Block, Section, term};

/// The glossary.
pub const GLOSSARY: Section = Section::read(
    "glossary",
    "Words used here",
    &[Block::Terms(&[
        term("API", "how software asks the model for pictures, without the ChatGPT app."),
        term("Token", "the unit the API counts: a bit of text, or a patch of a picture."),
        term("Meter", "one kind of token with its own rate. There are five."),
        term("Lane", "one meter's part of your bill."),
        term("Cached input", "input the vendor still holds from an earlier request, at a lower rate."),
        term("Batch", "requests handed in together and answered later, at half of every rate."),
        term("Quality", "how much detail the model spends on a picture: low, medium, high, or auto."),
        term("Reference image", "a picture you send along, to edit or to follow."),
        term("Partial image", "an unfinished picture shown while the model still draws."),
        term("Attempt", "one try at a picture. Every try is billed, also those you do not keep."),
        term("Seat", "one person's place in a ChatGPT plan."),
        term("Scenario", "what you enter in the calculator; the link of the page carries it."),
        term("Rate snapshot", "the rates as recorded, with the days they held."),
        term(
            "Standing",
            "how sure a figure is: on the **rate card**; in the **vendor**'s own text; **measured** on real responses by \
             others; said by a **third party**; or **assumed** by us.",
        ),
    ])],
);
