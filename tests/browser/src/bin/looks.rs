//! Pictures of the built page for a person to look at: Chromium at three widths in both colour schemes, and on paper.
//!
//! `looks [--unfolded] [FRAGMENT]` writes to `tests/output/`; `--unfolded` opens every `<details>` first. `embed/` in front
//! of the fragment shows the embed.

use anyhow::Result;
use browser_tests::{Browser, Scheme, Site, Visit, output_folder};
use serde_json::json;

const WIDTHS: [u32; 3] = [360, 768, 1440];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let unfolded = arguments.iter().any(|argument| argument == "--unfolded");
    let fragment = arguments.iter().find(|argument| !argument.starts_with("--")).map_or("", String::as_str);

    let folder = output_folder()?;
    let site = Site::start()?;
    let visit = Visit::to(Browser::Chromium);
    let page = visit.page()?;
    page.open(&site.address(fragment))?;
    if page.has("#scenarios") {
        // So that its own wasm has started.
        page.script("document.getElementById('scenarios').scrollIntoView({ behavior: 'instant' })")?;
        page.wait_for("#scenarios[data-ready]")?;
    }
    if unfolded {
        page.script("document.querySelectorAll('details').forEach(element => element.open = true)")?;
    }
    for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
        page.set_scheme(scheme)?;
        for width in WIDTHS {
            let screen = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500 });
            page.devtools("Emulation.setDeviceMetricsOverride", &screen)?;
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
