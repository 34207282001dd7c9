//! The states of page and embed that are worth a look, each as a reader comes to it: one table for screenshots and for checks
//! of what every state has to keep.

use anyhow::Result;

use crate::{Browser, Page, Profile, Scheme, Site, SitePlan};

/// A state of the page or of the embed.
#[derive(Clone, Copy)]
pub struct State {
    pub name: &'static str,
    /// What follows the site's address.
    pub rest: &'static str,
    pub circumstances: Circumstances,
    pub view: View,
    /// What a reader does there.
    act: fn(&Page) -> Result<()>,
}

/// What the page meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circumstances {
    /// Everything arrives.
    Usual,
    /// The wasm is on its way.
    Loading,
    /// The wasm never arrives.
    Failed,
    /// Scripts are off.
    NoScripts,
    /// The system sets every colour.
    ForcedColours,
}

/// What is worth seeing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The whole page.
    Page,
    /// The first screen.
    Screen,
    /// A screen that begins with such an element.
    ScreenAt(&'static str),
    /// Such an element, however tall.
    Part(&'static str),
}

const fn state(name: &'static str, rest: &'static str, view: View, act: fn(&Page) -> Result<()>) -> State {
    State { name, rest, circumstances: Circumstances::Usual, view, act }
}

impl State {
    const fn when(self, circumstances: Circumstances) -> Self {
        Self { circumstances, ..self }
    }

    #[must_use]
    pub fn is_embed(&self) -> bool {
        self.rest.starts_with("embed/")
    }

    /// Whether it is a state of the guide, or of all.
    #[must_use]
    pub fn shows_the_guide(&self) -> bool {
        matches!(self.name, "default" | "guide" | "route-finder" | "rates" | "history" | "contents-open")
    }

    /// The state in a new tab; Chromium only. The site has to stay while the page is looked at.
    pub fn open(&self, browser: &Browser) -> Result<(Site, Page)> {
        let ending = Some(".wasm");
        let plan = match self.circumstances {
            Circumstances::Loading => SitePlan { hold: ending, ..SitePlan::default() },
            Circumstances::Failed => SitePlan { refuse: ending, ..SitePlan::default() },
            _ => SitePlan::default(),
        };
        let site = Site::start_with(plan)?;
        let page = browser.page_with(self.profile(Scheme::Light))?;
        page.open_unready(&site.address(self.rest))?;
        match self.circumstances {
            Circumstances::Usual | Circumstances::ForcedColours => page.wait_until_ready()?,
            Circumstances::Loading | Circumstances::NoScripts => page.expect("#form")?,
            Circumstances::Failed => page.expect("html[data-failed]")?,
        }
        (self.act)(&page)?;
        Ok((site, page))
    }

    /// The settings of the browser, in a colour scheme.
    #[must_use]
    pub fn profile(&self, scheme: Scheme) -> Profile {
        Profile {
            scheme,
            without_scripts: self.circumstances == Circumstances::NoScripts,
            forced_colours: self.circumstances == Circumstances::ForcedColours,
            ..Profile::default()
        }
    }
}

const SHARED: &str =
    "#v=1&rates=2026-06-05&name=Spring%20catalogue&size=1536x1024&q=high&prompt=250&refs=2*1024x1024&attempts=1.5";
const COMPARED: &str = "#v=1&rates=2026-06-05&name=Draft%20review&refs=2*1024x1024\
    &b.rates=2026-06-05&b.name=Final&b.q=high&b.refs=2*1024x1024\
    &c.rates=2026-06-05&c.name=Final%2C%20overnight&c.q=high&c.refs=2*1024x1024&c.attempts=1.5&c.batch=1\
    &d.rates=2026-06-05&d.name=Final%2C%20landscape&d.size=1536x1024&d.q=high&d.refs=2*1024x1024";

/// Every state there is.
pub const STATES: &[State] = &[
    state("default", "", View::Page, nothing),
    state("first-screen", "", View::Screen, nothing),
    state("filled", FILLED, View::Part("main > .workbench"), nothing),
    state("focus", "", View::Screen, |page| page.script("document.getElementById('images').focus()")),
    state("tokens", "#v=1&mode=tokens&ti=100&ii=2048&oi=5488&requests=1000", View::Screen, nothing),
    state("auto", "", View::Screen, |page| page.choose("q", "auto")),
    state("auto-size", "", View::Screen, |page| page.type_into("size", "auto")),
    state("own-size", "", View::Screen, |page| page.type_into("size", "1456x624")),
    state("budget", "", View::Screen, |page| {
        page.unfold("#more-settings")?;
        page.type_into("budget", "100")
    }),
    state("readings", "", View::Screen, |page| {
        page.choose("q", "low")?;
        page.type_into("size", "2560x1040")
    }),
    state("refused-field", "", View::Screen, |page| page.type_into("size", "1000x1000")),
    state("groups-open", "", View::Part(".workbench"), |page| {
        page.script("document.querySelectorAll('.inputs .fold').forEach(fold => { fold.open = true })")
    }),
    state("copy-as-open", "", View::ScreenAt("#receipt .meters"), |page| page.click("#copy-as > summary")),
    state("save-open", "", View::ScreenAt("#receipt .meters"), |page| page.click("#save-menu > summary")),
    state("copied", "", View::Screen, |page| {
        page.stop_the_clock()?;
        page.watch_clipboard()?;
        page.click("#copy-link")?;
        page.expect_text("#copy-link", "Copied")
    }),
    state("copy-refused", "", View::ScreenAt("#receipt .meters"), |page| {
        page.stop_the_clock()?;
        page.remove_clipboard()?;
        page.click("#copy-link")?;
        page.expect_visible("#by-hand")
    }),
    state("shared-link", SHARED, View::Screen, nothing),
    state("superseded-link", SHARED, View::Screen, show_superseded),
    state(
        "link-problems",
        "#v=1&rates=2026-06-05&images=lots&size=1000x1000&colour=red&batch=1&partial=2",
        View::Screen,
        nothing,
    ),
    state("comparison", COMPARED, View::Part("#compare"), nothing),
    state("comparison-link", COMPARED, View::Screen, nothing),
    state("comparison-menus-open", COMPARED, View::Screen, |page| page.click("#comparison-save-menu > summary")),
    state("volume", "", View::ScreenAt("#volume"), nothing),
    state("arithmetic", "#v=1&q=auto", View::Part("#arithmetic"), |page| page.unfold("#arithmetic")),
    state("saved", "", View::ScreenAt("#saved"), show_saved),
    state("file-refused", "", View::Screen, |page| {
        page.give_files("#open-json", &[("broken.json", "application/json", b"{}")])?;
        page.expect_visible("#file-issues .notice")
    }),
    state("embed-builder", "", View::Part("#embed"), |page| {
        page.unfold("#embed")?;
        page.in_embed(|| Ok(()))
    }),
    state("embed-builder-refused", "", View::Part("#embed"), |page| {
        page.unfold("#embed")?;
        page.type_into("embed-height", "tall")?;
        page.type_into("embed-site", "here")?;
        page.expect_visible("#embed-site-error")
    }),
    state("usage", "", View::Screen, open_log),
    state("usage-reading", "", View::Screen, |page| {
        open_log(page)?;
        // So large that it is being read as long as anybody looks.
        page.give_large_log(5000)?;
        page.expect_text(".usage-reading dl", "MB/s")
    }),
    state("usage-done", "", View::Part("main"), |page| {
        open_log(page)?;
        page.give_files("[name=usage-files]", &[("responses.jsonl", "", log().as_bytes())])?;
        page.expect("#usage[data-state=done]")?;
        page.paste_into("usage-charged", "1")?;
        page.expect_text(".usage-reconcile", "cause")?;
        page.script("document.querySelectorAll('.usage details').forEach(details => { details.open = true })")
    }),
    state("guide", "", View::ScreenAt("#summary"), nothing),
    state("route-finder", "", View::ScreenAt("#routes"), |page| {
        for (question, option) in [("who", "1"), ("leaning", "1"), ("owner", "1"), ("volume", "2"), ("budget", "1")] {
            page.choose(&format!("route-{question}"), option)?;
        }
        page.type_into("seats", "12")?;
        page.type_into("seat", "20")
    }),
    state("rates", "", View::ScreenAt("#pricing"), nothing),
    state("history", "", View::ScreenAt("#archive"), |page| page.type_into("day", "2026-05-01")),
    state("contents-open", "", View::ScreenAt("#pricing"), |page| {
        page.script("document.querySelector('.contents-bar details, details.contents-bar').open = true")
    }),
    state("loading", "", View::Screen, nothing).when(Circumstances::Loading),
    state("failed", "", View::Screen, nothing).when(Circumstances::Failed),
    state("no-scripts", "", View::Screen, nothing).when(Circumstances::NoScripts),
    state("forced-colours", "#v=1&refs=2*1024x1024&cached=25", View::Screen, |page| {
        page.script("document.getElementById('images').focus()")
    })
    .when(Circumstances::ForcedColours),
    state("forced-colours-refused", "", View::Screen, |page| page.type_into("size", "1000x1000"))
        .when(Circumstances::ForcedColours),
    state("forced-colours-comparison", COMPARED, View::Screen, nothing).when(Circumstances::ForcedColours),
    state("embed", "embed/#v=1&view=both", View::Page, nothing),
    state(
        "embed-filled",
        "embed/#v=1&rates=2026-06-05&size=2560x1040&q=low&refs=2*1024x1024&budget=10&seats=3&seat=25",
        View::Page,
        Page::unfold_all,
    ),
    state("embed-refused", "embed/#v=1", View::Page, |page| page.type_into("images", "lots")),
    state("embed-rates", "embed/#v=1&view=rates", View::Page, nothing),
    state("embed-no-scripts", "embed/", View::Page, nothing).when(Circumstances::NoScripts),
];

const FILLED: &str = "#v=1&rates=2026-06-05&name=Spring%20catalogue&images=25000&size=1536x1024&q=high&prompt=400&refs=2*1024x1024~1280x720\
    &attempts=1.5&cached=25&batch=1&uplift=10&budget=5000&seats=12&seat=20";

#[allow(clippy::unnecessary_wraps)]
fn nothing(_: &Page) -> Result<()> {
    Ok(())
}

/// The rate file may hold one state only, so that no link is superseded: the notice is filled in by hand.
fn show_superseded(page: &Page) -> Result<()> {
    page.script(
        "const notice = document.querySelector('.superseded'); notice.hidden = false; \
         notice.querySelector('h2').textContent = 'These rates have changed since: image output from $30 to $26 per 1 million tokens'; \
         const figures = ['$273.41', '$240.48', '−$32.93']; \
         notice.querySelectorAll('dd').forEach((dd, index) => { dd.firstChild.textContent = figures[index] }); \
         notice.querySelector('small').textContent = '(−12.0%)'",
    )
}

fn show_saved(page: &Page) -> Result<()> {
    page.stop_the_clock()?;
    let saved = [
        ("4K posters", "v=1&rates=2026-06-05&images=120&size=3840x2160&q=high"),
        ("3 scenarios: draft to final", &COMPARED[1..]),
        ("Draft review", "v=1&rates=2026-06-05&refs=2*1024x1024"),
        ("Spring catalogue", &SHARED[1..]),
    ]
    .map(|(name, link)| format!("{{ name: '{name}', link: '{link}', date: '2026-11-12' }}"));
    page.script(&format!(
        "localStorage['gpt-image-cost-scenarios'] = JSON.stringify({{ 'gpt-image-cost': 1, saved: [{}] }}); \
         dispatchEvent(new StorageEvent('storage'))",
        saved.join(", ")
    ))?;
    page.unfold("#saved")?;
    page.click("[aria-label='Delete 4K posters']")?;
    page.click("[aria-label='Rename Draft review']")?;
    page.expect_visible(".rename:not([hidden])")
}

fn open_log(page: &Page) -> Result<()> {
    page.choose("mode", "usage")
}

/// Responses of a few days and sizes, with some that have no usage, another model or are broken.
fn log() -> String {
    let kinds = [("1024x1024", "medium", 1756), ("1536x1024", "high", 5488), ("1024x1024", "low", 196)];
    let record = |index: usize| match index % 17 {
        5 => "{\"id\": \"resp_5\", \"object\": \"response\"}".to_owned(),
        11 => "{\"usage\": {\"input_tokens\": 30, \"input_tok".to_owned(),
        _ => {
            let (size, quality, tokens) = kinds[index % kinds.len()];
            let model = if index % 23 == 7 { "gpt-image-1" } else { "gpt-image-2" };
            let created = 1_780_000_000 + 13_000 * index;
            format!(
                "{{\"created\": {created}, \"model\": \"{model}\", \"size\": \"{size}\", \"quality\": \"{quality}\", \"usage\": \
                 {{\"input_tokens\": 1124, \"input_tokens_details\": {{\"text_tokens\": 100, \"image_tokens\": 1024}}, \
                 \"output_tokens\": {tokens}}}}}"
            )
        }
    };
    (0..120).map(record).collect::<Vec<_>>().join("\n")
}
