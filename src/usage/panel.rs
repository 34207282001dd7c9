//! What the reader gives: files or a pasted text; how far reading has come; what was counted and what was not.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::worker_reply::{lacks, text_of};
use super::{Phase, use_usage};
use crate::browser::{early_input::early_text, files};
use crate::state::{use_app_state, use_hydration};

const PLACEHOLDER: &str = r#"{"usage": {"input_tokens": 2148, "output_tokens": 5488, "input_tokens_details": {"text_tokens": 100, "image_tokens": 2048}}}"#;
/// What can be pasted and dropped. Hydration reads no markup: only the prerendered page has it.
#[cfg(feature = "ssr")]
const SHAPES: &str = "<summary>What can be read</summary><ul class=\"dots fold-body\"><li>One <code>usage</code> object, or a whole API response that contains one.</li>\
    <li>JSON Lines, one record a line, a JSON array of records, a streamed response (SSE), or a batch output.</li>\
    <li>CSV or TSV with a header: <code>input_tokens</code>, <code>input_text_tokens</code>, <code>input_image_tokens</code>, \
    <code>input_cached_tokens</code>, <code>output_tokens</code>; <code>size</code>, <code>quality</code> and a date if present. \
    Columns with other names can be assigned by hand.</li>\
    <li>The same, compressed as <code>.gz</code>.</li></ul>";
#[cfg(not(feature = "ssr"))]
const SHAPES: &str = "";

#[component]
pub fn UsagePanel() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let phase = Signal::derive(move || usage.phase.get().as_str().to_owned());
    let failure: Signal<String> = usage.failure.into();
    let has_no_bill = lacks(usage.bill, "state");
    let part = |name| text_of(usage.bill, name);
    let assign = move |event: web_sys::Event| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(field) = field {
            usage.assign(app, field.get_attribute("data-column").unwrap_or_default(), field.value());
        }
    };
    view! {
        <section class="usage" id="usage" aria-label="Usage log" data-state=phase>
            <SourceFields/>
            <ReadingProgress/>
            <p class="usage-error" role="alert">{failure}</p>
            <div id="usage-notes" role="status" inner_html=part("notes")></div>
            <div inner_html=part("columns") on:change=assign></div>
            <div class="usage-results" hidden=has_no_bill>
                <div id="usage-counts" inner_html=part("counts")></div>
                <label class="check">
                    <input
                        type="checkbox"
                        name="usage-batch"
                        value="1"
                        autocomplete="off"
                        checked
                        on:change=move |event| usage.assume_batch(app, event_target_checked(&event))
                    />
                    " Price batch output at the Batch rate (the log does not say which rate was charged)"
                </label>
                <Reconcile/>
                <div inner_html=part("rejections")></div>
            </div>
            <details class="fold" id="usage-shapes" open inner_html=SHAPES></details>
        </section>
    }
}

/// Where the log comes from.
#[component]
fn SourceFields() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let area = NodeRef::<html::Textarea>::new();
    let price = move || {
        if let Some(area) = area.get_untracked() {
            usage.read_text(app, &area.value());
        }
    };
    let clear = move |_| {
        if let Some(area) = area.get_untracked() {
            area.set_value("");
        }
        usage.clear();
    };
    // What was entered before the page was ready.
    use_hydration().add_afterwards(move || {
        if early_text("usage-text").is_some() {
            price();
        }
    });
    let of_files = move |name, other: &'static str| {
        Signal::derive(move || {
            let text = usage.bill.read().text(name).to_owned();
            if usage.has_files.get() && !text.is_empty() { text } else { other.to_owned() }
        })
    };
    let title = of_files("name", "Choose your usage files, or drop them here");
    let hint = of_files(
        "detail",
        "JSON, JSON Lines or CSV, of any size. Everything is read in this browser. Nothing is uploaded.",
    );
    let has_files = Signal::derive(move || usage.has_files.get());
    let choose = Signal::derive(move || if usage.has_files.get() { "Add files" } else { "Choose files" }.to_owned());
    let is_idle = Signal::derive(move || usage.phase.get() == Phase::Idle);
    view! {
        <div class="usage-files">
            <p class="label">{title}</p>
            <p class="row">
                <label class="button primary">
                    <span>{choose}</span>
                    <input
                        class="visually-hidden"
                        type="file"
                        name="usage-files"
                        multiple
                        accept=".json,.jsonl,.ndjson,.txt,.log,.sse,.csv,.tsv,.gz"
                        on:change=move |event| usage.add_files(app, files::take_files(&event))
                    />
                </label>
                <button type="button" class="button" id="usage-clear" hidden=is_idle on:click=clear>"Clear"</button>
                <span class="hint">{hint}</span>
            </p>
        </div>
        <div class="field" hidden=has_files>
            <label for="usage-text">"Or paste records"</label>
            <textarea
                class="input"
                id="usage-text"
                name="usage"
                rows="5"
                spellcheck="false"
                autocomplete="off"
                placeholder=PLACEHOLDER
                node_ref=area
                on:input=move |_| price()
            ></textarea>
        </div>
    }
}

/// How far reading has come, where it takes a while.
#[component]
fn ReadingProgress() -> impl IntoView {
    let usage = use_usage();
    let is_over = Signal::derive(move || {
        let is_short = usage.progress.read().text("details").is_empty() && !usage.has_files.get();
        usage.phase.get() != Phase::Reading || is_short
    });
    view! {
        <div class="usage-reading" hidden=is_over>
            <div inner_html=text_of(usage.progress, "details")></div>
            <p class="row">
                <button type="button" class="button" id="usage-cancel" on:click=move |_| usage.cancel()>"Cancel"</button>
                <span class="hint">"You can go on reading the page; the result appears here. Cancel keeps what was counted so far."</span>
            </p>
        </div>
    }
}

/// The bill beside what was charged.
#[component]
fn Reconcile() -> impl IntoView {
    let usage = use_usage();
    let part = |name| text_of(usage.reconciled, name);
    view! {
        <section class="usage-reconcile" aria-labelledby="usage-reconcile-title">
            <h2 id="usage-reconcile-title">"Reconcile with a charge"</h2>
            <div class="field">
                <label for="usage-charged">"Amount charged, USD"</label>
                <textarea
                    class="input"
                    id="usage-charged"
                    rows="1"
                    autocomplete="off"
                    aria-describedby="usage-charged-hint usage-charged-error"
                    on:input=move |event| usage.reconcile(event_target_value(&event))
                ></textarea>
                <p class="hint" id="usage-charged-hint">"Or paste a CSV of cost by day, with a header that has “date” and “cost”."</p>
            </div>
            <p class="usage-error" id="usage-charged-error" role="alert">{part("problem")}</p>
            <div role="status" inner_html=part("found")></div>
        </section>
    }
}
