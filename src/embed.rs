//! The embed: the calculator, the rates or both, in a frame on somebody else's page.
//!
//! All of it is in the page. Which part is seen, the theme, the height and the messages to the page around the frame are the
//! business of `scripts/frame.js`; it also fills in `#full`, `#full-address` and `#pinned`.

use gpt_image_cost_core::{Meter, RATE_HISTORY};
use leptos::prelude::*;

use crate::calculator::{
    CopyLinkButton, EmbedGroups, EmbedInputs, FailureNotice, LinkIssues, ManualCopy, OfflineNotice, ReceiptBody,
    SupersededRates, wording,
};
use crate::components::Announcement;
use crate::state::{AppState, Hydration, start_session, use_app_state};

/// Everything inside the frame.
#[component]
pub fn Embed() -> impl IntoView {
    let state = AppState::new(&RATE_HISTORY);
    let hydration = Hydration::default();
    provide_context(state);
    provide_context(hydration);
    Effect::new(move |_| hydration.run(move || start_session(state)));
    view! {
        <main class="embed">
            <header><h1>"GPT Image 2 cost"</h1></header>
            <OfflineNotice/>
            <FailureNotice in_embed=true/>
            <LinkIssues/>
            <p class="hint" id="pinned" hidden>"Rates pinned to " <b></b></p>
            <div data-part="calculator">
                <SupersededRates/>
                <div class="workbench" id="calculator">
                    <form class="inputs" id="form" autocomplete="off" aria-label="Calculator" on:submit=|event| event.prevent_default()>
                        <EmbedInputs/>
                        <EmbedGroups/>
                    </form>
                    <section class="receipt" id="receipt" aria-labelledby="receipt-title">
                        <ReceiptBody/>
                        <div class="actions">
                            <CopyLinkButton id="copy-link"/>
                            <a class="button" id="full" href="../" target="_blank">"Full guide"</a>
                        </div>
                        <ManualCopy/>
                        <p class="hint" id="full-address"></p>
                    </section>
                </div>
            </div>
            <div data-part="rates"><RateTable/></div>
            <EmbedFooter/>
        </main>
        <Announcement/>
    }
}

/// The rates of the scenario's day.
#[component]
fn RateTable() -> impl IntoView {
    let state = use_app_state();
    let date = state.map_estimate(|estimate| estimate.scenario.rates.to_string());
    let row = move |meter: Meter| {
        let rate = Signal::derive(move || wording::rate_text(&state.estimate.read(), meter));
        view! {
            <tr>
                <th scope="row">{meter.name()}</th>
                <td class="num">{rate}</td>
                <td>{meter.bills()}</td>
            </tr>
        }
    };
    view! {
        <section id="pricing" aria-labelledby="pricing-title">
            <h2 id="pricing-title">"API rates"</h2>
            <p class="hint">"USD per 1 million tokens, before tax, at the rates of " {date} "."</p>
            <div class="table-scroll" role="region" aria-label="Rates in USD per 1 million tokens" tabindex="0">
                <table>
                    <thead>
                        <tr><th scope="col">"Meter"</th><th scope="col" class="num">"Rate"</th><th scope="col">"Bills"</th></tr>
                    </thead>
                    <tbody>{Meter::ALL.map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn EmbedFooter() -> impl IntoView {
    let checked = RATE_HISTORY.last_checked().to_string();
    view! {
        <footer>
            <p id="checked">"Rates checked " <time datetime=checked.clone()>{checked.clone()}</time> "; they may have changed."</p>
            <p>"Nothing entered here is sent anywhere, but the page around this frame can read it. Not affiliated with OpenAI."</p>
        </footer>
    }
}
