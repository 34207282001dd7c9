//! What the reader gives: files or a pasted text; how far reading has come; what was counted and what was not.

use leptos::{html, prelude::*};
use leptos_use_fn_debounce_throttle::use_debounce_fn;

use super::answer::{Row, figure_of, lacks_rows, lacks_text, lines_of, text_of};
use super::{Phase, use_usage};
use crate::browser::{early_input::early_text, files};
use crate::components::{Fold, TextList, UNKNOWN};
use crate::state::use_app_state;

/// Milliseconds that reading waits for the typing to pause.
const PAUSE: f64 = 200.0;
/// Rejected records that are shown before the reader asks for all.
const FIRST_REJECTED: usize = 5;

/// The panel `#usage`.
#[component]
pub fn UsagePanel() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let is_elsewhere = Signal::derive(move || !app.is_usage.get());
    let phase = Signal::derive(move || usage.phase.get().as_str().to_owned());
    let trouble = Signal::derive(move || usage.trouble.get().to_owned());
    let is_fine = Signal::derive(move || usage.trouble.read().is_empty());
    let has_no_bill = lacks_text(usage.bill, "state");
    view! {
        <section class="usage" id="usage" aria-label="Usage log" data-state=phase hidden=is_elsewhere>
            <SourceFields/>
            <ReadingProgress/>
            <div role="alert">
                <div class="notice bad" hidden=is_fine><p>{trouble}</p></div>
            </div>
            <div role="status"><TextList items=lines_of(usage.bill, "notes") class="notes"/></div>
            <ColumnFields/>
            <div class="usage-results" hidden=has_no_bill>
                <Counts/>
                <Reconcile/>
                <Rejected/>
            </div>
            <Shapes/>
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
    let price_soon = use_debounce_fn(price, PAUSE);
    let clear = move |_| {
        if let Some(area) = area.get_untracked() {
            area.set_value("");
        }
        usage.clear(app);
    };
    // What was entered before the page was ready.
    Effect::new(move |_| {
        if early_text("usage").is_some() {
            price();
        }
    });
    let title = Signal::derive(move || match usage.has_files.get() {
        true if usage.bill.read().text("name").is_empty() => "Your usage files".to_owned(),
        true => usage.bill.read().text("name").to_owned(),
        false => "Choose your usage files, or drop them here".to_owned(),
    });
    let hint = Signal::derive(move || match usage.bill.read().text("detail") {
        detail if usage.has_files.get() => detail.to_owned(),
        _ => {
            "JSON, JSON Lines or CSV, of any size. Everything is read in this browser. Nothing is uploaded.".to_owned()
        }
    });
    let choose = Signal::derive(move || if usage.has_files.get() { "Add files" } else { "Choose files" }.to_owned());
    let is_idle = Signal::derive(move || usage.phase.get() == Phase::Idle);
    view! {
        <div class="usage-files">
            <p class="label">{title}</p>
            <p class="row">
                <label class="button primary file-button">
                    {choose}
                    <input
                        class="visually-hidden"
                        type="file"
                        name="usage-files"
                        multiple
                        accept=".json,.jsonl,.ndjson,.txt,.log,.csv,.tsv,.gz"
                        on:change=move |event| usage.add_files(app, files::take_files(&event))
                    />
                </label>
                <button type="button" class="button" id="usage-clear" hidden=is_idle on:click=clear>"Clear"</button>
                <span class="hint">{hint}</span>
            </p>
        </div>
        <div class="field" hidden=usage.has_files>
            <label for="usage-text">"Or paste records"</label>
            <textarea
                class="input"
                id="usage-text"
                name="usage"
                rows="5"
                spellcheck="false"
                autocomplete="off"
                placeholder="{\"usage\": {\"input_tokens\": 2148, \"output_tokens\": 5488, \"input_tokens_details\": {\"text_tokens\": 100, \"image_tokens\": 2048}}}"
                aria-describedby="usage-shapes"
                node_ref=area
                on:input=move |_| drop(price_soon())
            ></textarea>
        </div>
    }
}

/// How far reading has come, where it takes a while.
#[component]
fn ReadingProgress() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let is_over = Signal::derive(move || {
        let is_new = usage.progress.read().text("percent").is_empty() && !usage.has_files.get();
        usage.phase.get() != Phase::Reading || is_new
    });
    let text = |name| text_of(usage.progress, name);
    let part = |term: &'static str, name| {
        view! {
            <div>
                <dt>{term}</dt>
                <dd>{text(name)}</dd>
            </div>
        }
    };
    view! {
        <div class="usage-reading" hidden=is_over>
            <label for="usage-progress">"Reading, " {text("percent")} "%"</label>
            <progress id="usage-progress" max="100" value=text("percent")></progress>
            <dl class="usage-progress">
                {part("Read", "bytes")} {part("Records", "records")} {part("Rate", "rate")} {part("Time left", "left")}
            </dl>
            <p class="row">
                <button type="button" class="button" id="usage-cancel" on:click=move |_| usage.cancel(app)>"Cancel"</button>
                <span class="hint">"You can go on reading the page; the result appears here. Cancel keeps what was counted so far."</span>
            </p>
        </div>
    }
}

/// What the columns of a table hold, where their names do not say.
#[component]
fn ColumnFields() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let rows = move || usage.bill.read().rows("columns").iter().cloned().enumerate().collect::<Vec<_>>();
    let field = move |(_, row): (usize, Row)| {
        let [name, recognized] = [0, 1].map(|index| row.get(index).cloned().unwrap_or_default());
        let chosen = usage.assigned(&name).unwrap_or(recognized);
        let option = |row: &Row| {
            let [slug, label] = [0, 1].map(|index| row.get(index).cloned().unwrap_or_default());
            view! { <option value=slug.clone() selected={slug == chosen}>{label}</option> }
        };
        let options = usage.bill.read_untracked().rows("uses").iter().map(option).collect_view();
        let label = name.clone();
        view! {
            <label>
                {label}
                <select class="input" autocomplete="off" on:change=move |event| usage.assign(app, &name, event_target_value(&event))>
                    <option value="">"Not used"</option>
                    {options}
                </select>
            </label>
        }
    };
    view! {
        <fieldset class="usage-columns" hidden=lacks_rows(usage.bill, "columns")>
            <legend>"What the columns hold"</legend>
            <div><For each=rows key=Clone::clone children=field/></div>
        </fieldset>
    }
}

/// The records seen: every one is priced, unpriced or rejected.
#[component]
fn Counts() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let row = |name: &'static str, id: &'static str, what: &'static str| {
        let value = figure_of(usage.bill, id);
        let exact = Signal::derive(move || value.read().first_exact());
        let text = Signal::derive(move || value.read().text());
        let shown_id = Signal::derive(move || value.read().first_id(id));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num"><data id=shown_id value=exact>{text}</data></td>
                <td>{what}</td>
            </tr>
        }
    };
    view! {
        <table class="usage-counts">
            <caption>"Records in this log"</caption>
            <tbody>
                {row("Priced", "usage-priced", "in the total")}
                {row("of which ranged", "usage-ranged", "the input is not split into text, image and cached tokens; priced from the cheapest to the dearest split")}
                {row("with text output", "usage-with-text-output", "text output tokens have no rate; the five meters are priced")}
                {row("flagged", "usage-flagged", "there is something to know about them")}
                {row("Unpriced", "usage-unpriced", "another model, or no usage; not in the total")}
                {row("Rejected", "usage-rejected", "cannot be read, or the counts contradict each other; not in the total")}
            </tbody>
            <tfoot>{row("Seen", "usage-seen", "priced + unpriced + rejected")}</tfoot>
        </table>
        <TextList items=lines_of(usage.bill, "remarks") class="notes"/>
        <label class="check">
            <input
                type="checkbox"
                id="usage-batch"
                name="usage-batch"
                value="1"
                autocomplete="off"
                checked
                on:change=move |event| usage.assume_batch(app, event_target_checked(&event))
            />
            " Price lines of a batch output at the Batch rate, which they do not state"
        </label>
    }
}

/// The bill beside what was charged.
#[component]
fn Reconcile() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let area = NodeRef::<html::Textarea>::new();
    let compare = move || {
        if let Some(area) = area.get_untracked() {
            usage.reconcile(app, area.value());
        }
    };
    let compare_soon = use_debounce_fn(compare, PAUSE);
    let text = |name| text_of(usage.reconciled, name);
    let has_no_answer = lacks_text(usage.reconciled, "finding");
    let charges = Signal::derive(move || usage.reconciled.read().rows("charges").to_vec());
    view! {
        <section class="usage-reconcile" aria-labelledby="usage-reconcile-title">
            <h2 id="usage-reconcile-title">"Reconcile with a charge"</h2>
            <div class="usage-sums">
                <div class="field">
                    <label for="usage-charged">"Amount charged, USD"</label>
                    <textarea
                        class="input"
                        id="usage-charged"
                        rows="1"
                        autocomplete="off"
                        aria-describedby="usage-charged-hint usage-charged-error"
                        node_ref=area
                        on:input=move |_| drop(compare_soon())
                    ></textarea>
                </div>
                <div>
                    <span>"Computed"</span>
                    <b>{text("computed")}</b>
                </div>
                <div>
                    <span>"Difference"</span>
                    <b id="usage-difference">{text("difference")}</b>
                </div>
            </div>
            <p class="hint" id="usage-charged-hint">"Or paste a CSV of cost by day, with a header that has “date” and “cost”."</p>
            <p class="usage-error" id="usage-charged-error" role="alert">{text("problem")}</p>
            <div class="notice found" role="status" hidden=has_no_answer>
                <div>
                    <p><b>{text("finding")}</b></p>
                    <TextList items=lines_of(usage.reconciled, "causes")/>
                </div>
            </div>
            <div class="table-scroll" role="region" aria-label="Charges by day" tabindex="0" hidden=lacks_rows(usage.reconciled, "charges")>
                <table>
                    <thead>
                        <tr>{["Day", "Computed", "Charged", "Difference"].map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                    </thead>
                    <TableRows rows=charges/>
                </table>
            </div>
        </section>
    }
}

/// The records that could not be read, with where and why.
#[component]
fn Rejected() -> impl IntoView {
    let (app, usage) = (use_app_state(), use_usage());
    let shows_all = RwSignal::new(false);
    let count = Signal::derive(move || usage.bill.read().rows("rejections").len());
    let rows = Signal::derive(move || {
        let most = if shows_all.get() { usize::MAX } else { FIRST_REJECTED };
        usage.bill.read().rows("rejections").iter().take(most).cloned().collect()
    });
    let value = Signal::derive(move || match usage.bill.read().figure("usage-rejected").text() {
        text if text.is_empty() => UNKNOWN.to_owned(),
        text => text,
    });
    let has_no_more = Signal::derive(move || shows_all.get() || count.get() <= FIRST_REJECTED);
    let show_all = Signal::derive(move || format!("Show the first {}", count.get()));
    let is_empty = Signal::derive(move || count.get() == 0);
    view! {
        <Fold id="usage-rejections" title="Rejected records" value is_open=true is_hidden=is_empty>
            <div class="table-scroll" role="region" aria-label="Rejected records" tabindex="0">
                <table>
                    <thead>
                        <tr>{["File", "Line", "Reason"].map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                    </thead>
                    <TableRows rows/>
                </table>
            </div>
            <p class="row">
                <button type="button" class="link-button" hidden=has_no_more on:click=move |_| shows_all.set(true)>{show_all}</button>
                <button type="button" class="link-button" id="usage-save-rejected" on:click=move |_| usage.export(app, "rejected")>
                    "Download all as CSV"
                </button>
            </p>
        </Fold>
    }
}

/// What can be pasted and dropped.
#[component]
fn Shapes() -> impl IntoView {
    view! {
        <Fold id="usage-shapes" title="What can be read" value=Signal::stored(String::new()) is_open=true>
            <ul class="dots">
                <li>"One " <code>"usage"</code> " object, or a whole API response that contains one."</li>
                <li>"JSON Lines, one record a line, a JSON array of records, a streamed response (SSE), or a batch output."</li>
                <li>
                    "CSV or TSV with a header: "
                    <code>"input_tokens, input_text_tokens, input_image_tokens, input_cached_tokens, output_tokens"</code>
                    "; " <code>"size"</code> ", " <code>"quality"</code> " and a date if present. Other names can be assigned by hand."
                </li>
                <li>"The same, compressed as " <code>".gz"</code> "."</li>
            </ul>
        </Fold>
    }
}

/// The body of a table: the first cell of a row names it.
#[component]
pub fn TableRows(rows: Signal<Vec<Row>>) -> impl IntoView {
    let each = move || rows.get().into_iter().enumerate().collect::<Vec<_>>();
    let row = |(_, row): (usize, Row)| {
        let mut cells = row.into_iter();
        let first = cells.next().unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{first}</th>
                {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
            </tr>
        }
    };
    view! { <tbody><For each key=Clone::clone children=row/></tbody> }
}
