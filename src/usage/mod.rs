//! Bills from real usage: what the reader pastes, drops or chooses is read and priced by a worker of its own, which is started
//! with the first of it. The page holds the panel; the worker answers with texts that are ready to be shown.

mod bill;
mod panel;
mod worker_reply;

use gpt_image_cost_core::scenario::permalink;
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, Worker};

use crate::browser::files::{self, SaveTarget};
use crate::browser::worker;
use crate::state::AppState;

pub use bill::{UsageBar, UsageBill, UsageBreakdown};
pub use panel::UsagePanel;
use worker_reply::WorkerReply;

/// The state of the log.
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
    /// Whether the worker holds what the bill shows. While a log is read again it does not: the bill is the one before.
    fn has_summary(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }

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

/// What can be saved.
#[derive(Clone, Copy)]
pub struct ExportFile {
    label: &'static str,
    /// What the worker calls it.
    what: &'static str,
    name: &'static str,
    /// Whether it grows with the log.
    is_list: bool,
}

/// The signals of the usage log.
#[derive(Clone, Copy)]
pub struct UsageState {
    pub phase: RwSignal<Phase>,
    /// Whether the log is files rather than a pasted text.
    pub has_files: RwSignal<bool>,
    /// The bill of the log.
    pub bill: RwSignal<WorkerReply>,
    /// How far reading has come; empty until the worker says so.
    pub progress: RwSignal<WorkerReply>,
    /// The bill beside what was charged.
    pub reconciled: RwSignal<WorkerReply>,
    /// Why nothing can be read; empty while it can.
    pub failure: RwSignal<String>,
    log: StoredValue<Log, LocalStorage>,
}

/// The log's files, how to read them, and the worker that does.
struct Log {
    files: Vec<File>,
    /// Whether lines of a batch output are priced at the Batch rate.
    is_batch_assumed: bool,
    /// Columns assigned by hand: the worker's key of the column in its header, and what it holds. They stay until the log is
    /// cleared: more files may have the same header.
    columns: Vec<(String, String)>,
    /// What was charged, as it was entered.
    charge: String,
    worker: Option<Worker>,
    /// Counts what was asked to be read: answers to earlier questions are dropped.
    run: u32,
}

impl UsageState {
    /// Without a log.
    pub fn new() -> Self {
        let log = Log {
            files: Vec::new(),
            is_batch_assumed: true,
            columns: Vec::new(),
            charge: String::new(),
            worker: None,
            run: 0,
        };
        Self {
            phase: RwSignal::new(Phase::Idle),
            has_files: RwSignal::new(false),
            bill: RwSignal::default(),
            progress: RwSignal::default(),
            reconciled: RwSignal::default(),
            failure: RwSignal::default(),
            log: StoredValue::new_local(log),
        }
    }

    /// Reads files, in addition to those that are there.
    pub fn add_files(self, app: AppState, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        app.is_usage.set(true);
        let is_more = self.has_files.get_untracked();
        self.log.update_value(|log| {
            if !is_more {
                log.files.clear();
            }
            log.files.extend(files);
        });
        self.has_files.set(true);
        self.bill.set(WorkerReply::default());
        self.read(app, false);
    }

    /// Reads a text; none leaves no log.
    pub fn read_text(self, app: AppState, text: &str) {
        if self.has_files.get_untracked() {
            return;
        }
        match files::from_text("pasted text", text).filter(|_| !text.trim().is_empty()) {
            Some(file) => {
                self.log.update_value(|log| log.files = vec![file]);
                self.read(app, false);
            }
            None => self.clear(),
        }
    }

    /// Whether lines of a batch output are priced at the Batch rate.
    pub fn assume_batch(self, app: AppState, is_assumed: bool) {
        self.log.update_value(|log| log.is_batch_assumed = is_assumed);
        self.read(app, false);
    }

    /// Says what a column holds: nothing where `usage` is empty.
    pub fn assign(self, app: AppState, column: String, usage: String) {
        self.log.update_value(|log| {
            log.columns.retain(|(other, _)| *other != column);
            log.columns.push((column, usage));
        });
        self.read(app, true);
    }

    /// Takes the log away.
    pub fn clear(self) {
        self.cancel();
        self.log.update_value(|log| {
            log.run += 1;
            log.files.clear();
            log.columns.clear();
        });
        self.has_files.set(false);
        for reply in [self.bill, self.progress, self.reconciled] {
            reply.set(WorkerReply::default());
        }
        self.failure.set(String::new());
        self.phase.set(Phase::Idle);
    }

    /// Stops reading; what was counted so far stays.
    pub fn cancel(self) {
        self.ask("cancel", &[]);
    }

    /// Compares the bill with what was charged: an amount, or cost by day.
    pub fn reconcile(self, charge: String) {
        self.log.update_value(|log| log.charge = charge);
        self.ask_to_reconcile();
    }

    fn ask_to_reconcile(self) {
        if self.phase.get_untracked().has_summary() {
            let charge = self.log.with_value(|log| JsValue::from(&log.charge));
            self.ask("reconcile", &[("charge", charge)]);
        }
    }

    /// Has the worker make a file. Lists of records may be large: where the browser lets the reader choose a file on disk,
    /// they are written to it as they come.
    pub fn export(self, app: AppState, file: ExportFile) {
        if !self.phase.get_untracked().has_summary() {
            return;
        }
        let ask = move |handle| {
            let entries = [("what", file.what.into()), ("name", file.name.into()), ("handle", handle)];
            self.ask("export", &entries);
        };
        if !file.is_list || !files::can_choose_target() {
            return ask(JsValue::UNDEFINED);
        }
        spawn_local(async move {
            match files::choose_target(file.name).await {
                SaveTarget::Chosen(handle) => {
                    app.status.show("Writing the file.");
                    ask(handle);
                }
                SaveTarget::Declined => {}
                SaveTarget::Unavailable => ask(JsValue::UNDEFINED),
            }
        });
    }

    /// Fills the calculator with an average request of the log.
    pub fn use_averages(self, app: AppState) {
        let parsed = permalink::parse(self.bill.read_untracked().text("averages"), app.history);
        app.fill(parsed.comparison.first(), "The calculator shows an average request of this log.");
    }

    /// Reads the log from its start. The first log starts the worker.
    fn read(self, app: AppState, is_assigned: bool) {
        if self.log.with_value(|log| log.files.is_empty()) {
            return;
        }
        self.progress.set(WorkerReply::default());
        self.phase.set(Phase::Reading);
        let mut entries = Vec::new();
        self.log.update_value(|log| {
            log.run += 1;
            if log.worker.is_none() {
                let receive = move |message: Option<JsValue>| self.receive(app, message);
                log.worker = worker_address().and_then(|address| worker::start(&address, receive));
            }
            let columns: Array =
                log.columns.iter().map(|(name, usage)| Array::of2(&name.into(), &usage.into())).collect();
            let files: Array = log.files.iter().map(JsValue::from).collect();
            entries.extend([
                ("files", files.into()),
                ("is-typed", (!self.has_files.get_untracked()).into()),
                ("batch", log.is_batch_assumed.into()),
                ("columns", columns.into()),
                ("is-assigned", is_assigned.into()),
            ]);
        });
        if !self.ask("read", &entries) {
            self.fail();
        }
    }

    /// Sends the worker a message; false where there is none.
    fn ask(self, kind: &str, entries: &[(&str, JsValue)]) -> bool {
        self.log.with_value(|log| {
            let message = worker::message(entries);
            worker::set(&message, "kind", &kind.into());
            worker::set(&message, "run", &log.run.into());
            log.worker.as_ref().is_some_and(|worker| worker.post_message(&message).is_ok())
        })
    }

    fn receive(self, app: AppState, message: Option<JsValue>) {
        let Some(message) = message else { return self.fail() };
        let text = |key| worker::entry(&message, key).as_string().unwrap_or_default();
        let kind = text("kind");
        if kind == "file" {
            let blob = worker::entry(&message, "blob").dyn_into::<Blob>().ok();
            return app.status.show_saved(blob.is_some_and(|blob| files::save_blob(&text("name"), &blob).is_ok()));
        }
        if kind == "written" {
            return app.status.show(text("text"));
        }
        if kind == "failed" {
            return self.fail();
        }
        let reply = WorkerReply::from_message(&message);
        if worker::entry(&message, "run").as_f64() != Some(f64::from(self.log.with_value(|log| log.run))) {
            return;
        }
        let announcement = reply.text("announcement").to_owned();
        if !announcement.is_empty() {
            app.status.announcement.set(announcement);
        }
        match kind.as_str() {
            "progress" if self.phase.get_untracked() == Phase::Reading => self.progress.set(reply),
            "reconciled" => self.reconciled.set(reply),
            "bill" => {
                let phase = if reply.text("state") == "cancelled" { Phase::Cancelled } else { Phase::Done };
                self.bill.set(reply);
                self.phase.set(phase);
                self.failure.set(String::new());
                self.ask_to_reconcile();
            }
            _ => {}
        }
    }

    /// Ends the worker and leaves no log; a pasted text stays in its field.
    fn fail(self) {
        if let Some(worker) = self.log.try_update_value(|log| log.worker.take()).flatten() {
            worker.terminate();
        }
        self.clear();
        self.failure.set(
            "The program that reads logs did not start, or has stopped. Reload the page and try again.".to_owned(),
        );
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
