//! The buyer guide under the calculator. Its words come from `content/*.md`, turned into HTML by the build script; the parts
//! that a reader can use stand between them.

mod contents;
mod rates_on_day;
mod route_finder;
mod section;
mod two_budgets;

use leptos::prelude::*;

use self::contents::{Contents, ContentsBar};
use self::rates_on_day::{RatesOnDayField, TodayItem};
use self::route_finder::RouteFinder;
use self::section::{Prose, Section};
pub use self::two_budgets::TwoBudgets;
use crate::components::HydrateLater;

#[component]
pub fn Guide() -> impl IntoView {
    view! {
        <div class="guide" id="guide">
            <Contents/>
            <HydrateLater>
                <ContentsBar/>
                <Section id="summary"/>
                <section id="routes">
                    <Prose id="routes" part=0/>
                    <RouteFinder/>
                    <Prose id="routes" part=1/>
                </section>
                <section id="boundary">
                    <Prose id="boundary" part=0/>
                    <TwoBudgets/>
                    <Prose id="boundary" part=1/>
                </section>
                <Section id="access"/>
                <Section id="pricing"/>
                <Section id="watchouts"/>
                <Section id="notes"/>
                <section id="archive">
                    <Prose id="archive" part=0/>
                    <div class="columns two">
                        <div class="column plain">
                            <ol class="timeline" inner_html=section::html("archive", 1)></ol>
                            <TodayItem/>
                        </div>
                        <RatesOnDayField/>
                    </div>
                    <Prose id="archive" part=2/>
                </section>
                <Section id="faq"/>
                <Section id="profile"/>
                <Section id="siblings"/>
                <Section id="glossary"/>
            </HydrateLater>
        </div>
    }
}
