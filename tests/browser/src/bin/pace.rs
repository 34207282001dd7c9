//! How long a key press takes until its result is painted, in Chromium: a report, never a failure.
//!
//! `pace [NAME]` types into the control of this name (`oi` without one).

use anyhow::{Context, Result};
use browser_tests::{Browser, Site, Visit};

/// Types 220 values, each after the frame of the one before; the first 20 warm up. A frame is over when the message
/// that was posted in its animation callback arrives.
const MEASURE: &str = "
    const [done] = [...arguments].slice(-1);
    const field = document.querySelector('[name=\"NAME\"]');
    const times = [];
    const channel = new MessageChannel();
    let start;
    channel.port1.onmessage = () => {
        times.push(performance.now() - start);
        if (times.length === 220) done(times.slice(20)); else setTimeout(press, 0);
    };
    const press = () => {
        field.value = String(1000 + times.length);
        start = performance.now();
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        requestAnimationFrame(() => channel.port2.postMessage(0));
    };
    press();";

fn main() -> Result<()> {
    let name = std::env::args().nth(1).unwrap_or_else(|| "oi".to_owned());
    let site = Site::start()?;
    let visit = Visit::to(Browser::Chromium);
    let page = visit.page()?;
    page.open(&site.address(""))?;
    let times = page.script_with_callback(&MEASURE.replace("NAME", &name))?;
    let mut times: Vec<f64> =
        times.as_array().context("no times")?.iter().filter_map(serde_json::Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or(f64::NAN);
    println!(
        "{} key presses in {name}: median {:.1} ms, 95 % within {:.1} ms, slowest {:.1} ms until painted",
        times.len(),
        at(50),
        at(95),
        times.last().copied().unwrap_or(f64::NAN)
    );
    Ok(())
}
