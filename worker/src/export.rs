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

use crate::message::{error_message, post_file, post_written};
use crate::read::Watcher;
use crate::{LOG, read};

/// Bytes of a part.
const PART: usize = 1 << 20;

const NO_ROOM: &str = "The browser has no room for the file. Nothing was saved.";

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
    // Before anything is waited for: another log may be read meanwhile.
    let (run, files, options, seen) = LOG.with_borrow_mut(|log| {
        log.is_cancelled = false;
        (log.run, log.files.clone(), log.options.clone(), log.summary.records.seen)
    });
    let target = match handle {
        None => Target::Parts(Array::new()),
        Some(handle) => match create(&handle).await {
            Ok(stream) => Target::Disk(stream),
            Err(error) => return post_written(&refusal(&error)),
        },
    };
    let mut records = Records::new(kind, target, seen);
    read::all(run, &files, &options, &mut records).await;
    records.end(&name, mime_type).await;
}

async fn create(handle: &FileSystemFileHandle) -> Result<FileSystemWritableFileStream, JsValue> {
    JsFuture::from(handle.create_writable()).await?.dyn_into()
}

fn refusal(error: &JsValue) -> String {
    format!("The file cannot be written. The browser says: {}", error_message(error))
}

fn save(name: &str, mime_type: &str, parts: &Array) {
    match blob(parts, mime_type) {
        Some(blob) => post_file(name, &blob),
        None => post_written(NO_ROOM),
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
    /// Records of the bill still to come. A bill that was cancelled has fewer than its log.
    left: u64,
    /// The first one.
    problem: Option<String>,
}

impl Records {
    fn new(kind: Kind, target: Target, left: u64) -> Self {
        let header = match kind {
            Kind::Priced => ["\u{feff}", RECORD_HEADER],
            Kind::PricedJson => ["", ""],
            Kind::Rejected => ["\u{feff}", REJECTION_HEADER],
        };
        Self { kind, target, text: header.concat(), left, problem: None }
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
            Target::Parts(parts) => match blob(&Array::of1(&self.text.as_str().into()), "") {
                Some(part) => {
                    parts.push(&part);
                }
                None => self.problem = Some(NO_ROOM.to_owned()),
            },
        }
        self.text.clear();
    }

    async fn end(mut self, name: &str, mime_type: &str) {
        if self.problem.is_none() {
            self.write().await;
        }
        match (self.target, first_problem(self.problem, self.left)) {
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

/// Why the file is not saved, if it is not: what went wrong while it was written, or that the log gave fewer records than
/// its bill has.
fn first_problem(problem: Option<String>, left: u64) -> Option<String> {
    let incomplete = || "The log was changed or cleared before the file was written. Nothing was saved.".to_owned();
    problem.or_else(|| (left > 0).then(incomplete))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_saved_only_with_every_record_of_the_bill_and_the_first_problem_is_said() {
        assert_eq!(first_problem(None, 0), None);
        assert!(first_problem(None, 1).is_some_and(|problem| problem.contains("Nothing was saved")));
        let full = "The file cannot be written. The browser says: the disk is full".to_owned();
        assert_eq!(first_problem(Some(full.clone()), 1), Some(full));
    }
}
