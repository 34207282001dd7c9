//! Bills from real usage: what the reader pastes, drops or chooses is read and priced by a worker of its own, which is started
//! with the first of it. The page holds the panel; the worker answers with texts that are ready to be shown.

mod answer;
mod bill;
mod panel;

use gpt_image_cost_core::scenario::permalink;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, Worker};

use crate::browser::{files, worker};
use crate::state::AppState;

use answer::Answer;
pub use bill::{UsageBill, UsageBreakdown};
pub use panel::UsagePanel;

/// How far the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// There is none.
    Idle,
    Reading,
    Done,
    /// The bill holds what was counted before the reader cancelled.
    Cancelled,
}

impl Phase {
    /// The value of `data-state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Reading => "reading",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}

/// The signals of the usage log.
#[derive(Clone, Copy)]
pub struct UsageState {
    pub phase: RwSignal<Phase>,
    /// Whether the log is files rather than a pasted text.
    pub has_files: RwSignal<bool>,
    /// The bill of the log.
    pub bill: RwSignal<Answer>,
    /// How far reading has come; empty until the worker says so.
    pub progress: RwSignal<Answer>,
    /// The bill beside what was charged.
    pub reconciled: RwSignal<Answer>,
    /// Why nothing can be read; empty while it can.
    pub trouble: RwSignal<&'static str>,
    is_batch_assumed: StoredValue<bool>,
    charge: StoredValue<String>,
    /// Columns assigned by hand: the name in the header, and what it holds.
    columns: StoredValue<Vec<(String, String)>>,
    log: StoredValue<Vec<File>, LocalStorage>,
    worker: StoredValue<Option<Worker>, LocalStorage>,
    run: StoredValue<u32>,
}

impl UsageState {
    /// Without a log.
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Idle),
            has_files: RwSignal::new(false),
            bill: RwSignal::default(),
            progress: RwSignal::default(),
            reconciled: RwSignal::default(),
            trouble: RwSignal::new(""),
            is_batch_assumed: StoredValue::new(true),
            charge: StoredValue::new(String::new()),
            columns: StoredValue::new(Vec::new()),
            log: StoredValue::new_local(Vec::new()),
            worker: StoredValue::new_local(None),
            run: StoredValue::new(0),
        }
    }

    /// Reads files, in addition to those that are there.
    pub fn add_files(self, app: AppState, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        app.is_usage.set(true);
        let mut log = if self.has_files.get_untracked() { self.log.get_value() } else { Vec::new() };
        log.extend(files);
        self.has_files.set(true);
        self.columns.set_value(Vec::new());
        self.bill.set(Answer::default());
        self.log.set_value(log);
        self.read(app);
    }

    /// Reads a text; none leaves no log.
    pub fn read_text(self, app: AppState, text: &str) {
        let is_blank = text.trim().is_empty();
        match files::from_text("pasted text", text).filter(|_| !is_blank) {
            Some(file) => {
                self.has_files.set(false);
                self.log.set_value(vec![file]);
                self.read(app);
            }
            None if !self.has_files.get_untracked() => self.clear(app),
            None => {}
        }
    }

    /// Whether lines of a batch output are priced at the Batch rate.
    pub fn assume_batch(self, app: AppState, is_assumed: bool) {
        self.is_batch_assumed.set_value(is_assumed);
        self.read(app);
    }

    /// Says what a column holds; an empty `usage` leaves it to its name.
    pub fn assign(self, app: AppState, name: String, usage: String) {
        self.columns.update_value(|columns| {
            columns.retain(|(other, _)| *other != name);
            if !usage.is_empty() {
                columns.push((name, usage));
            }
        });
        self.read(app);
    }

    /// Takes the log away.
    pub fn clear(self, app: AppState) {
        self.post(app, "cancel", []);
        self.run.update_value(|run| *run += 1);
        self.log.set_value(Vec::new());
        self.columns.set_value(Vec::new());
        self.has_files.set(false);
        for answer in [self.bill, self.progress, self.reconciled] {
            answer.set(Answer::default());
        }
        self.phase.set(Phase::Idle);
    }

    /// Stops reading; what was counted so far stays.
    pub fn cancel(self, app: AppState) {
        self.post(app, "cancel", []);
    }

    /// Compares the bill with what was charged: an amount, or cost by day.
    pub fn reconcile(self, app: AppState, charge: String) {
        self.charge.set_value(charge);
        self.ask_to_reconcile(app);
    }

    fn ask_to_reconcile(self, app: AppState) {
        if !self.bill.read_untracked().text("state").is_empty() {
            self.post(app, "reconcile", [("charge", self.charge.get_value().into())]);
        }
    }

    /// Has the worker make a file.
    pub fn export(self, app: AppState, what: &'static str) {
        self.post(app, "export", [("what", what.into())]);
    }

    /// Fills the calculator with an average request of the log.
    pub fn use_averages(self, app: AppState) {
        let parsed = permalink::parse(self.bill.read_untracked().text("averages"), app.history);
        app.form.show(parsed.comparison.first(), app.history);
        app.is_usage.set(false);
        app.status.show("The calculator shows an average request of this log.");
    }

    /// Reads the log from its start.
    fn read(self, app: AppState) {
        let files = self.log.get_value();
        if files.is_empty() {
            return;
        }
        self.run.update_value(|run| *run += 1);
        self.progress.set(Answer::default());
        self.phase.set(Phase::Reading);
        let columns: Array = self.columns.with_value(|columns| {
            columns.iter().map(|(name, usage)| Array::of2(&name.into(), &usage.into())).collect()
        });
        let files: Array = files.iter().map(JsValue::from).collect();
        let batch = self.is_batch_assumed.get_value();
        self.post(app, "read", [("files", files.into()), ("batch", batch.into()), ("columns", columns.into())]);
    }

    /// Sends the worker a message. The first log starts it.
    fn post<const N: usize>(self, app: AppState, kind: &'static str, entries: [(&str, JsValue); N]) {
        if self.worker.with_value(Option::is_none) {
            if kind != "read" {
                return;
            }
            let receive = move |message: Option<JsValue>| self.receive(app, message);
            self.worker.set_value(worker_address().and_then(|address| worker::start(&address, receive)));
        }
        let message = worker::message(entries);
        for (key, value) in [("kind", JsValue::from(kind)), ("run", self.run.get_value().into())] {
            let _ = js_sys::Reflect::set(&message, &key.into(), &value);
        }
        let posted = self.worker.with_value(|worker| worker.as_ref().map(|worker| worker.post_message(&message)));
        if !matches!(posted, Some(Ok(()))) {
            self.fail();
        }
    }

    fn receive(self, app: AppState, message: Option<JsValue>) {
        let Some(message) = message else { return self.fail() };
        let text = |key| worker::entry(&message, key).as_string().unwrap_or_default();
        let kind = text("kind");
        if kind == "file" {
            let blob = worker::entry(&message, "blob").dyn_into::<Blob>().ok();
            let is_saved = blob.is_some_and(|blob| files::save_blob(&text("name"), &blob).is_ok());
            app.status.show(if is_saved {
                "Saved as a file."
            } else {
                "This browser does not let the page save files."
            });
            return;
        }
        if kind == "failed" {
            return self.fail();
        }
        let answer = Answer::from_message(&message);
        if worker::entry(&message, "run").as_f64() != Some(f64::from(self.run.get_value())) {
            return;
        }
        let announcement = answer.text("announcement").to_owned();
        if !announcement.is_empty() {
            app.status.announcement.set(announcement);
        }
        match kind.as_str() {
            "progress" if self.phase.get_untracked() == Phase::Reading => self.progress.set(answer),
            "reconciled" => self.reconciled.set(answer),
            "bill" => {
                let phase = if answer.text("state") == "cancelled" { Phase::Cancelled } else { Phase::Done };
                self.bill.set(answer);
                self.phase.set(phase);
                self.trouble.set("");
                self.ask_to_reconcile(app);
            }
            _ => {}
        }
    }

    fn fail(self) {
        self.worker.update_value(|worker| {
            if let Some(worker) = worker.take() {
                worker.terminate();
            }
        });
        self.phase.set(Phase::Idle);
        self.trouble.set("The program that reads logs could not be started. Reload the page and try again.");
    }
}

/// The address that the prerenderer gave the worker.
fn worker_address() -> Option<String> {
    document().get_element_by_id("app")?.get_attribute("data-usage-worker")
}

/// The usage log of the page this component is on.
pub fn use_usage() -> UsageState {
    expect_context()
}
