//! Reads files as streams: memory does not grow with them.

use gpt_image_cost_core::money::format::grouped;
use gpt_image_cost_usage::{Observer, Options, Reader, Summary};
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::columns::{self, Header};
use crate::message::error_message;
use crate::progress::{Progress, wait};
use crate::stream::Stream;
use crate::{LOG, bill};

/// Bytes read between two looks at the clock: even at 1000:1 compression this takes milliseconds.
const PIECE: u32 = 1 << 15;

/// What became of a log.
pub struct ReadLog {
    pub summary: Summary,
    /// The reader cancelled, nothing more is wanted, or something else is read by now.
    pub is_stopped: bool,
    /// The headers of tables whose columns are not all clear.
    pub headers: Vec<Header>,
}

/// Sees every record, and may have something to do between two pieces of a log.
pub trait Watcher: Observer {
    /// False where nothing more is wanted.
    async fn goes_on(&mut self) -> bool;
}

impl Watcher for () {
    async fn goes_on(&mut self) -> bool {
        true
    }
}

/// Milliseconds that reading waits for the typing to pause.
const TYPING_PAUSE: i32 = 200;

/// Reads the log and gives the page its bill.
pub async fn read(is_typed: bool) {
    let (run, files, options) = LOG.with_borrow(|log| (log.run, log.files.clone(), log.options.clone()));
    if is_typed {
        wait(TYPING_PAUSE).await;
        if LOG.with_borrow(|log| log.run != run) {
            return;
        }
    }
    let outcome = all(run, &files, &options, &mut ()).await;
    // Another log may be read since the last look.
    if LOG.with_borrow(|log| log.run != run) {
        return;
    }
    let mut answer = bill::answer(&outcome, &files);
    LOG.with_borrow_mut(|log| {
        if log.columns.is_empty() {
            log.columns = columns::fields(&outcome.headers).into_string();
        }
        answer.text("columns", log.columns.clone());
        log.summary = outcome.summary;
    });
    answer.post("bill", run);
}

/// Reads the files, one after the other.
pub async fn all(run: u32, files: &[File], options: &Options, watcher: &mut impl Watcher) -> ReadLog {
    let mut progress = Progress::new(run, introduction(files).0, files.iter().map(size).sum());
    let mut outcome = ReadLog { summary: Summary::default(), is_stopped: false, headers: Vec::new() };
    for file in files {
        if outcome.is_stopped {
            outcome.summary.add_note(&file.name(), 0, "Reading was stopped before this file.");
        } else {
            one(file, options, watcher, &mut progress, &mut outcome).await;
            progress.next_file(size(file));
        }
    }
    outcome
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn size(file: &File) -> u64 {
    file.size() as u64
}

async fn one(
    file: &File,
    options: &Options,
    watcher: &mut impl Watcher,
    progress: &mut Progress,
    outcome: &mut ReadLog,
) {
    let name = file.name();
    let mut reader = Reader::new(&name, options);
    let before = outcome.summary.records.seen;
    let fed = feed(file, &mut reader, watcher, progress, before).await;
    if let Some((names, taken_for)) = reader.header() {
        columns::note(&mut outcome.headers, &name, names, taken_for);
    }
    let has_bytes = reader.progress().bytes > 0;
    match fed {
        Ok(true) => outcome.summary.merge(&reader.finish(watcher)),
        Ok(false) => {
            outcome.is_stopped = true;
            outcome.summary.merge(&reader.cancel());
        }
        Err(sentence) => {
            if has_bytes {
                outcome.summary.merge(&reader.finish(watcher));
            }
            outcome.summary.add_note(&name, 0, &sentence);
        }
    }
}

/// Whether it was read to its end. The error is a sentence.
async fn feed(
    file: &File,
    reader: &mut Reader,
    watcher: &mut impl Watcher,
    progress: &mut Progress,
    before: u64,
) -> Result<bool, String> {
    let mut stream = Stream::open(file);
    let mut piece = Vec::new();
    while let Some(bytes) = stream.next().await.map_err(|error| unreadable(&error))? {
        for start in (0..bytes.length()).step_by(PIECE as usize) {
            let part = bytes.subarray(start, start.saturating_add(PIECE).min(bytes.length()));
            piece.resize(part.length() as usize, 0);
            part.copy_to(&mut piece);
            reader.push(&piece, watcher);
            let so_far = reader.progress();
            let records = before.saturating_add(so_far.records);
            if !(progress.step(so_far.bytes, records).await && watcher.goes_on().await) {
                stream.cancel();
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn unreadable(error: &JsValue) -> String {
    let message = error_message(error);
    if message.is_empty() {
        "This cannot be read: it may be a folder, or have been moved or changed.".to_owned()
    } else {
        format!("This cannot be read to its end. The browser says: {message}")
    }
}

/// How a file is introduced: name and size.
pub fn introduction(files: &[File]) -> (String, String) {
    let bytes = crate::words::bytes(files.iter().map(size).sum());
    match files {
        [file] => (file.name(), bytes),
        [first, others @ ..] => (format!("{} and {} more", first.name(), grouped(others.len() as u64)), bytes),
        [] => (String::new(), bytes),
    }
}
