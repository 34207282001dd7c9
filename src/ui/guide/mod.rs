//! The guide: draws the sections of `content`, and puts in the parts a reader can use.

pub mod asked_day;
pub mod block;
pub mod finder;
pub mod inline;
pub mod staleness;
pub mod two_budgets;

use leptos::prelude::*;

use self::block::block;
use super::state::App;
use crate::content::{AFTER, BEFORE, Section};

/// What comes before the calculator: the buyer's questions, then the rates.
pub fn guide_before(app: App) -> AnyView {
    sections(app, &BEFORE)
}

/// What comes after the calculator.
pub fn guide_after(app: App) -> AnyView {
    sections(app, &AFTER)
}

fn sections(app: App, sections: &[&'static Section]) -> AnyView {
    sections.iter().map(|each| section(app, each)).collect_view().into_any()
}

fn section(app: App, section: &'static Section) -> AnyView {
    let blocks = section.blocks.iter().map(|each| block(app, each)).collect_view();
    view! {
        <section id=section.anchor class="guide">
            <h2>{section.heading}</h2>
            {blocks}
        </section>
    }
    .into_any()
}
