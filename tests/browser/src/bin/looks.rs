//! Screenshots of the built page for a person to look at: Chromium at five widths in both colour schemes, and on paper.
//!
//! `looks [--unfolded] [FRAGMENT]` writes to `tests/output/`; `--unfolded` opens every `<details>` first. `embed/` in front
//! of the fragment shows the embed.

use anyhow::Result;
use browser_tests::{Browser, Engine, Scheme, output_folder};
use serde_json::json;

const WIDTHS: [u32; 5] = [320, 390, 768, 1024, 1440];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let unfolded = arguments.iter().any(|argument| argument == "--unfolded");
    let fragment = arguments.iter().find(|argument| !argument.starts_with("--")).map_or("", String::as_str);

    let folder = output_folder()?;
    let browser = Browser::new(Engine::Chromium);
    let (_site, page) = browser.open(fragment)?;
    if unfolded {
        page.unfold_all()?;
    }
    for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
        page.set_scheme(scheme)?;
        for width in WIDTHS {
            page.emulate_screen(width, 900)?;
            let file = folder.join(format!("{width}-{name}.png"));
            page.screenshot(&file)?;
            println!("{}", file.display());
        }
    }
    page.set_scheme(Scheme::Light)?;
    page.devtools("Emulation.clearDeviceMetricsOverride", &json!({}))?;
    let file = folder.join("paper.pdf");
    page.print(&file)?;
    println!("{}", file.display());
    Ok(())
}
