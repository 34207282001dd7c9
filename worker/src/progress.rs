//! Reports progress every 100 ms and yields to the page's messages every 50 ms.

use gpt_image_cost_core::money::format::grouped;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::LOG;
use crate::html::Html;
use crate::message::{Answer, scope};
use crate::words;

/// Milliseconds between two looks at the page's messages.
const YIELD_INTERVAL: f64 = 50.0;
/// Milliseconds between two reports.
const REPORT_INTERVAL: f64 = 100.0;

pub struct Progress {
    run: u32,
    /// What is read.
    name: String,
    started: f64,
    last_report: f64,
    last_yield: f64,
    channel: Option<MessageChannel>,
    /// Of all files.
    size: u64,
    /// Of the files before this one.
    before: u64,
    /// Quarters that were announced.
    quarters: u64,
}

fn now() -> f64 {
    scope().performance().map_or(0.0, |clock| clock.now())
}

impl Progress {
    pub fn new(run: u32, name: String, size: u64) -> Self {
        let now = now();
        let channel = MessageChannel::new().ok();
        Self { run, name, started: now, last_report: now, last_yield: now, channel, size, before: 0, quarters: 0 }
    }

    pub fn next_file(&mut self, bytes: u64) {
        self.before += bytes;
    }

    /// `bytes` of this file, `records` of all. False where the reader cancelled, or something else is read by now.
    pub async fn step(&mut self, bytes: u64, records: u64) -> bool {
        let now = now();
        if now - self.last_report >= REPORT_INTERVAL {
            self.last_report = now;
            self.report(self.before + bytes, records, now);
        }
        if now - self.last_yield >= YIELD_INTERVAL {
            self.yield_to_messages().await;
            self.last_yield = now;
        }
        LOG.with_borrow(|log| log.run == self.run && !log.is_cancelled)
    }

    /// Sends itself a message, because zero-delay timers are clamped to 4 ms.
    async fn yield_to_messages(&self) {
        let Some(channel) = &self.channel else { return wait(0).await };
        let arrived = Promise::new(&mut |done, _| {
            channel.port1().set_onmessage(Some(&done));
            let _ = channel.port2().post_message(&JsValue::NULL);
        });
        let _ = JsFuture::from(arrived).await;
    }

    fn report(&mut self, bytes: u64, records: u64, now: f64) {
        let size = self.size.max(bytes).max(1);
        let percent = u128::from(bytes) * 100 / u128::from(size);
        let mut answer = Answer::default();
        let (rate, left) = rate_and_rest(bytes, size, now - self.started);
        let mut details = Html::default();
        details.raw("<label for=\"usage-progress\">Reading, ").text(percent).raw("%</label>");
        details.raw("<progress id=\"usage-progress\" max=\"100\" value=\"").text(percent).raw("\"></progress><dl>");
        for (term, text) in [
            ("Read", format!("{} of {}", words::bytes(bytes), words::bytes(size))),
            ("Records", grouped(records)),
            ("Rate", format!("{}/s", words::bytes(rate))),
            ("Time left", left),
        ] {
            details.raw("<div><dt>").raw(term).raw("</dt><dd>").text(text).raw("</dd></div>");
        }
        details.raw("</dl>");
        answer.html("details", details);
        answer.text("bar-what", &*self.name);
        answer.text("bar-figure", format!("{percent}%"));
        let quarters = bytes.saturating_mul(4) / size;
        if quarters > self.quarters {
            self.quarters = quarters;
            answer.text("announcement", format!("{percent}% read, {}.", words::count(records, "record")));
        }
        answer.post("progress", self.run);
    }
}

/// Bytes a second, and the time that is left. `elapsed` is in milliseconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rate_and_rest(bytes: u64, size: u64, elapsed: f64) -> (u64, String) {
    let elapsed = (elapsed as u64).max(1);
    let rate = bytes.saturating_mul(1_000) / elapsed;
    let rest = if rate == 0 { 0 } else { (size - bytes).div_ceil(rate) };
    let text = if rest < 120 { format!("about {rest} s") } else { format!("about {} min", rest.div_ceil(60)) };
    (rate, text)
}

/// Waits; messages of the page come in meanwhile.
pub async fn wait(milliseconds: i32) {
    let pause = Promise::new(&mut |done, _| {
        let _ = scope().set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
    });
    let _ = JsFuture::from(pause).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_told_from_what_was_read() {
        assert_eq!(rate_and_rest(400, 1_000, 2_000.0), (200, "about 3 s".to_owned()));
        assert_eq!(rate_and_rest(1, 1_000, 1_000.0), (1, "about 17 min".to_owned()));
    }
}
