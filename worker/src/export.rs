//! Files to save: the bill, and every priced or rejected record. Records are read again from the log, because they are not
//! kept; what was written goes to the browser in parts, so that memory does not grow with the log.

use gpt_image_cost_usage::export::{RECORD_HEADER, REJECTION_HEADER, push_record_csv, push_rejection_csv, summary_csv};
use gpt_image_cost_usage::{Observer, PricedRecord, Rejection, Summary};
use js_sys::Array;
use web_sys::{Blob, BlobPropertyBag};

use crate::message::post_file;
use crate::{LOG, read};

/// Of each part in memory.
const PART: usize = 1 << 22;

pub async fn export(what: String) {
    let (run, files, options) = LOG.with_borrow(|log| (log.run, log.files.clone(), log.options.clone()));
    let summary = |of: fn(&Summary) -> String| LOG.with_borrow(|log| of(&log.summary));
    let mut parts = Parts { list: Array::new(), text: String::new(), is_of_priced: what == "records" };
    let (name, mime_type) = match what.as_str() {
        "summary-csv" => {
            parts.text = summary(summary_csv);
            ("usage-summary.csv", "text/csv")
        }
        "summary-json" => {
            parts.text = summary(Summary::to_json);
            ("usage-summary.json", "application/json")
        }
        _ => {
            parts.text.push('\u{feff}');
            parts.text.push_str(if parts.is_of_priced { RECORD_HEADER } else { REJECTION_HEADER });
            LOG.with_borrow_mut(|log| log.is_cancelled = false);
            let _ = read::all(run, &files, &options, &mut parts).await;
            (if parts.is_of_priced { "usage-records.csv" } else { "usage-rejected.csv" }, "text/csv")
        }
    };
    parts.close();
    if let Some(blob) = blob(&parts.list, mime_type) {
        post_file(name, &blob);
    }
}

struct Parts {
    list: Array,
    text: String,
    is_of_priced: bool,
}

impl Parts {
    fn close(&mut self) {
        if let Some(part) = blob(&Array::of1(&self.text.as_str().into()), "") {
            self.list.push(&part);
        }
        self.text.clear();
    }

    fn close_if_full(&mut self) {
        if self.text.len() >= PART {
            self.close();
        }
    }
}

impl Observer for Parts {
    fn priced(&mut self, record: &PricedRecord<'_>) {
        if self.is_of_priced {
            push_record_csv(&mut self.text, record);
            self.close_if_full();
        }
    }

    fn rejected(&mut self, rejection: &Rejection) {
        if !self.is_of_priced {
            push_rejection_csv(&mut self.text, rejection);
            self.close_if_full();
        }
    }
}

fn blob(parts: &Array, mime_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    Blob::new_with_str_sequence_and_options(parts, &options).ok()
}
