//! The worker of the page: reads usage logs beside the page's own thread, with the code of the command line, and answers in
//! texts and markup that are ready to be shown, so that the page's own wasm stays small. A separate wasm, loaded with the
//! first log.
//!
//! Messages are plain objects; `kind` says what they are.
//!
//! | from the page | |
//! |---|---|
//! | `read` | `run`, `files`, `is-typed` (whether to wait for the typing to pause), `batch` (whether batch lines are priced at the Batch rate), `columns` (key and use, assigned by hand), `is-assigned` (whether a column was assigned in the fields that the page shows) |
//! | `cancel` | what was counted so far is kept |
//! | `reconcile` | `charge`: an amount, or cost by day |
//! | `export` | `what`: `summary-csv`, `summary-json`, `records-csv`, `records-json`, `rejected-csv`; `name`; `handle` of the file on disk, where the reader chose one |
//!
//! | to the page | |
//! |---|---|
//! | `progress`, `bill`, `reconciled` | `run`, `texts` by name, `memory` (bytes of this wasm, which never gives any back) |
//! | `file` | `name`, `blob` |
//! | `written` | `text`: what became of the file on disk |

mod bill;
mod breakdown;
mod columns;
mod export;
mod figure;
mod html;
mod message;
mod progress;
mod read;
mod receipt;
mod reconcile;
mod stream;
mod words;

use std::cell::RefCell;

use gpt_image_cost_usage::{Options, Summary};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// What is read, or was read last.
#[derive(Default)]
struct Log {
    /// Counts what the page asked to read; what belongs to an earlier run is dropped.
    run: u32,
    is_cancelled: bool,
    files: Vec<File>,
    options: Options,
    summary: Summary,
    /// The fields for columns as the page shows them.
    columns: String,
}

thread_local! {
    static LOG: RefCell<Log> = RefCell::default();
}

fn main() {}

/// Does what a message of the page asks for. `scripts/usage-worker.js` calls it once this is loaded.
#[wasm_bindgen]
pub fn receive(data: &JsValue) {
    match message::text(data, "kind").as_str() {
        "read" => {
            let (run, files) = (message::number(data, "run"), message::files(data));
            LOG.with_borrow_mut(|log| {
                // A field that was just used keeps its choice and its focus.
                let columns =
                    if message::flag(data, "is-assigned") { std::mem::take(&mut log.columns) } else { String::new() };
                *log = Log { run, files, options: message::options(data), columns, ..Log::default() };
            });
            spawn_local(read::read(message::flag(data, "is-typed")));
        }
        "cancel" => LOG.with_borrow_mut(|log| log.is_cancelled = true),
        "reconcile" => reconcile::answer(&message::text(data, "charge")),
        "export" => {
            let (what, name) = (message::text(data, "what"), message::text(data, "name"));
            spawn_local(export::export(what, name, message::handle(data)));
        }
        _ => {}
    }
}
