//! How long a key press takes until its result is painted, in Chromium: a report, never a failure.
//!
//! `pace [NAME]` types into the control of this name (`images` without one).

use anyhow::{Context, Result};
use browser_tests::{Browser, Engine};

/// Types 220 values, one after the other; the first 20 warm up. Each is timed twice: until everything that follows from
/// it is done and laid out (script, style and layout: what the page's own work costs), and until the frame that shows it
/// is over, when the message posted in its animation callback arrives. The second waits for the display's next frame.
const MEASURE: &str = "
    const done = arguments[0];
    const field = document.querySelector('[name=\"NAME\"]');
    const work = [], frame = [];
    const channel = new MessageChannel();
    let start;
    channel.port1.onmessage = () => {
        frame.push(performance.now() - start);
        if (frame.length === 220) done([work.slice(20), frame.slice(20)]); else setTimeout(press, 0);
    };
    const press = async () => {
        field.value = String(1000 + frame.length);
        start = performance.now();
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        for (let turns = 0; turns < 20; turns++) await null;
        document.body.getBoundingClientRect();
        work.push(performance.now() - start);
        requestAnimationFrame(() => channel.port2.postMessage(0));
    };
    press();";

fn main() -> Result<()> {
    let name = std::env::args().nth(1).unwrap_or_else(|| "images".to_owned());
    let browser = Browser::new(Engine::Chromium);
    let (_site, page) = browser.open("")?;
    let measured = page.script_with_callback(&MEASURE.replace("NAME", &name))?;
    for (what, times) in
        ["worked out and laid out", "painted"].into_iter().zip(measured.as_array().context("no times")?)
    {
        println!("{}", report(&name, what, times)?);
    }
    Ok(())
}

fn report(name: &str, what: &str, times: &serde_json::Value) -> Result<String> {
    let mut times: Vec<f64> =
        times.as_array().context("no times")?.iter().filter_map(serde_json::Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or(f64::NAN);
    Ok(format!(
        "{} key presses in {name}: median {:.1} ms, 95 % within {:.1} ms, slowest {:.1} ms until {what}",
        times.len(),
        at(50),
        at(95),
        times.last().copied().unwrap_or(f64::NAN)
    ))
}
