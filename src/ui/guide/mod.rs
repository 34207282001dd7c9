//! The guide: draws the sections of `content`, and puts in the parts a reader can use.
//!
//! Words that never change are in the prerendered page only: the wasm knows which sections have a part to use, and carries
//! that part, not the prose around it.

pub mod asked_day;
pub mod block;
pub mod finder;
pub mod inline;
pub mod staleness;
pub mod two_budgets;

use leptos::prelude::*;

use self::asked_day::asked_day;
use self::block::block;
use self::finder::finder;
use self::staleness::staleness;
use self::two_budgets::two_budgets;
use super::html::{El, Kind, Written, el, written};
use super::state::App;
use crate::browser::form::{self, Typed};
use crate::content::{self, AFTER, BEFORE, Block, Part, Section};

/// The parts of the sections, without their words.
const BEFORE_PARTS: [Option<Part>; BEFORE.len()] = content::parts(BEFORE);
const AFTER_PARTS: [Option<Part>; AFTER.len()] = content::parts(AFTER);

/// What comes before the calculator: the buyer's questions, then the rates.
pub fn guide_before(app: App) -> Vec<El<Written>> {
    if Written::CARRIED { whole(app, &BEFORE) } else { to_use(app, &BEFORE_PARTS) }
}

/// What comes after the calculator.
pub fn guide_after(app: App) -> Vec<El<Written>> {
    if Written::CARRIED { whole(app, &AFTER) } else { to_use(app, &AFTER_PARTS) }
}

/// Sections with their words: first words, then the part a reader can use, then more words.
fn whole(app: App, sections: &[&Section]) -> Vec<El<Written>> {
    let draw = |section: &&Section| {
        let lead = prose(app, section.blocks, Some(el("h2").words(section.heading)));
        let drawn = written("section").id(section.anchor).class("guide").child(lead);
        match section.part {
            Some(part) => drawn.child(usable(app, part)).child(prose(app, section.rest, None)),
            None => drawn,
        }
    };
    sections.iter().map(draw).collect()
}

fn prose(app: App, blocks: &[Block], heading: Option<El>) -> El {
    let blocks = blocks.iter().flat_map(|each| block(each, app.history));
    el("div").class("prose").children(heading.into_iter().chain(blocks))
}

/// The same sections as far as there is something to take over: the part comes after the first words.
fn to_use(app: App, parts: &[Option<Part>]) -> Vec<El<Written>> {
    let draw = |part: &Option<Part>| match *part {
        Some(part) => written("section").child(written("div")).child(usable(app, part)),
        None => written("section"),
    };
    parts.iter().map(draw).collect()
}

fn usable(app: App, part: Part) -> El<Written> {
    match part {
        Part::Staleness => staleness(app),
        Part::Finder => finder(app),
        Part::TwoBudgets => two_budgets(app),
        Part::AskedDay => asked_day(app),
    }
}

/// Hands over each control that was used before the page took over.
fn used_before(act: impl Fn(&Typed) + 'static) {
    let act: Box<dyn Fn(&Typed)> = Box::new(act);
    Effect::new(move || form::typed().iter().for_each(&act));
}
