//! Files to save: the bill, and every priced or rejected record. Records are read again from the log, because they are not
//! kept. Where the reader chose a file on disk they are written to it as they come; elsewhere the browser gets them in
//! parts, and saves them in the end.

use gpt_image_cost_usage::export::{
    RECORD_HEADER, REJECTION_HEADER, push_record_csv, push_record_json, push_rejection_csv, summary_csv,
};
use gpt_image_cost_usage::{Observer, Position, PricedRecord, Rejection, Summary, Unpriced};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, FileSystemFileHandle, FileSystemWritableFileStream};

use crate::message::{post_file, post_written};
use crate::pace::Next;
use crate::read::Watcher;
use crate::{LOG, read};

/// Bytes of a part.
const PART: usize = 1 << 20;

const CSV: &str = "text/csv";
const JSON: &str = "application/json";

pub async fn export(what: String, name: String, handle: Option<FileSystemFileHandle>) {
    let summary = |of: fn(&Summary) -> String| LOG.with_borrow(|log| of(&log.summary));
    let (kind, mime_type) = match what.as_str() {
        "summary-csv" => return save(&name, CSV, &Array::of1(&summary(summary_csv).into())),
        "summary-json" => return save(&name, JSON, &Array::of1(&summary(Summary::to_json).into())),
        "records-json" => (Kind::PricedJson, "application/jsonl"),
        "rejected-csv" => (Kind::Rejected, CSV),
        _ => (Kind::Priced, CSV),
    };
    let mut records = match handle {
        None => Records::new(kind, Target::Parts(Array::new())),
        Some(handle) => match create(&handle).await {
            Ok(stream) => Records::new(kind, Target::Disk(stream)),
            Err(error) => return post_written(&refusal(&error)),
        },
    };
    let (run, files, options) = LOG.with_borrow_mut(|log| {
        log.is_cancelled = false;
        records.left = log.most_records.unwrap_or(u64::MAX);
        (log.run, log.files.clone(), log.options.clone())
    });
    let outcome = read::all(run, &files, &options, &mut records).await;
    // A bill that was cancelled ends before its log does.
    let is_whole = outcome.next == Next::Continue || records.left == 0;
    records.end(&name, mime_type, is_whole).await;
}

async fn create(handle: &FileSystemFileHandle) -> Result<FileSystemWritableFileStream, JsValue> {
    JsFuture::from(handle.create_writable()).await?.dyn_into()
}

fn refusal(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default();
    format!("The file cannot be written. The browser says: {message}")
}

fn save(name: &str, mime_type: &str, parts: &Array) {
    if let Some(blob) = blob(parts, mime_type) {
        post_file(name, &blob);
    }
}

fn blob(parts: &Array, mime_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    Blob::new_with_str_sequence_and_options(parts, &options).ok()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Priced,
    PricedJson,
    Rejected,
}

/// Where the parts go.
enum Target {
    Disk(FileSystemWritableFileStream),
    /// Each is a blob, which the browser may keep on disk.
    Parts(Array),
}

struct Records {
    kind: Kind,
    target: Target,
    /// The part that has begun.
    text: String,
    /// Records of the log still to come: a bill that was cancelled has no more.
    left: u64,
    problem: Option<String>,
}

impl Records {
    fn new(kind: Kind, target: Target) -> Self {
        let header = match kind {
            Kind::Priced => ["\u{feff}", RECORD_HEADER],
            Kind::PricedJson => ["", ""],
            Kind::Rejected => ["\u{feff}", REJECTION_HEADER],
        };
        Self { kind, target, text: header.concat(), left: u64::MAX, problem: None }
    }

    /// Whether the record at hand belongs to the bill.
    fn counts(&mut self) -> bool {
        let counts = self.left > 0;
        self.left = self.left.saturating_sub(1);
        counts
    }

    async fn write(&mut self) {
        match &self.target {
            Target::Disk(stream) => {
                let written = match stream.write_with_str(&self.text) {
                    Ok(written) => JsFuture::from(written).await,
                    Err(error) => Err(error),
                };
                self.problem = written.err().map(|error| refusal(&error));
            }
            Target::Parts(parts) => {
                if let Some(part) = blob(&Array::of1(&self.text.as_str().into()), "") {
                    parts.push(&part);
                }
            }
        }
        self.text.clear();
    }

    async fn end(mut self, name: &str, mime_type: &str, is_whole: bool) {
        if self.problem.is_none() {
            self.write().await;
        }
        if !is_whole {
            self.problem =
                Some("The log was changed or cleared before the file was written. Nothing was saved.".to_owned());
        }
        match (self.target, self.problem) {
            (Target::Parts(parts), None) => save(name, mime_type, &parts),
            (Target::Parts(_), Some(problem)) => post_written(&problem),
            (Target::Disk(stream), None) => {
                let closed = JsFuture::from(stream.close()).await;
                post_written(&closed.err().map_or_else(|| "Saved as a file.".to_owned(), |error| refusal(&error)));
            }
            (Target::Disk(stream), Some(problem)) => {
                let _ = JsFuture::from(stream.abort()).await;
                post_written(&problem);
            }
        }
    }
}

impl Watcher for Records {
    async fn goes_on(&mut self) -> bool {
        if self.text.len() >= PART {
            self.write().await;
        }
        self.left > 0 && self.problem.is_none()
    }
}

impl Observer for Records {
    fn priced(&mut self, record: &PricedRecord<'_>) {
        let counts = self.counts();
        match self.kind {
            Kind::Priced if counts => push_record_csv(&mut self.text, record),
            Kind::PricedJson if counts => push_record_json(&mut self.text, record),
            _ => {}
        }
    }

    fn unpriced(&mut self, _: Position<'_>, _: Unpriced) {
        self.counts();
    }

    fn rejected(&mut self, rejection: &Rejection) {
        if self.counts() && self.kind == Kind::Rejected {
            push_rejection_csv(&mut self.text, rejection);
        }
    }
}
