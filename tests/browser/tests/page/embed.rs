//! The embed on somebody else's page: of another origin, with and without the element, with less and less allowed.

use anyhow::Result;
use browser_tests::{Browser, NamedTest, Page, Profile, Scheme, Site, SitePlan, dist, tests};
use gpt_image_cost_core::{Meter, RATE_HISTORY, money::format::plain};
use serde_json::json;

use crate::access::expect_nothing_reaches_out;
use crate::expected::{example, month};

pub const TESTS: &[NamedTest] = tests![
    the_element_loads_calculates_and_grows_with_its_content,
    nothing_is_asked_for_until_it_comes_near,
    a_bare_frame_works_at_a_fixed_height_and_scrolls_by_itself,
    in_a_sandbox_that_allows_scripts_alone_it_works,
    in_a_sandbox_that_may_not_read_its_files_the_rates_are_readable,
    a_frame_that_cannot_calculate_is_shown_and_follows_the_theme,
    from_a_folder_on_disk_the_rates_are_readable,
    a_page_on_disk_shows_the_embed,
    styles_for_the_element_are_its_own,
    nothing_is_unfolded_for_print,
    an_element_added_by_a_script_works_and_the_script_may_come_twice,
    a_host_with_a_strict_policy_needs_two_directives,
    the_link_inside_stays_until_there_is_something_to_show,
    following_a_link_within_the_embed_keeps_its_rates,
    it_works_from_a_sub_folder,
    at_240_pixels_nothing_has_to_be_scrolled_sideways,
    on_its_own_it_leads_to_the_full_page_with_the_same_scenario,
    where_copying_is_refused_the_link_is_selected,
];

pub const LOGIC: &[NamedTest] = tests![
    rates_are_pinned_or_the_latest_and_pinned_ones_say_so,
    the_rates_alone_follow_their_date,
    links_that_are_repaired_are_pinned_or_the_latest_too,
    seats_in_the_link_are_a_second_budget,
];

pub const ADJUSTABLE: &[NamedTest] = tests![
    an_embed_without_scripts_shows_rates_and_a_link,
    a_host_without_scripts_shows_the_link_inside,
    a_bare_frame_follows_the_theme_of_the_system,
];

/// 5,000 squares of high quality.
pub const SCENARIO: &str = "v=1&rates=2026-06-05&images=5000&q=high";
/// What they cost in a month: 5,000 × (100 × 5 + 7,024 × 30) ÷ 1,000,000.
pub const MONTH: &str = "1056.1";

/// The frame of the page's first embed, as a JavaScript expression.
pub const FRAME: &str = "document.querySelector('gpt-image-cost')?.shadowRoot?.querySelector('iframe')";

/// Some documentation, and the calculator it embeds from another origin.
pub struct Docs {
    pub calculator: Site,
    /// Its own site.
    pub site: Site,
}

impl Docs {
    pub fn new() -> Result<Self> {
        Self::with(SitePlan::default())
    }

    pub fn with(plan: SitePlan) -> Result<Self> {
        Ok(Self { calculator: Site::start_with(plan)?, site: Site::start()? })
    }

    /// The script and an element with these attributes.
    pub fn element(&self, attributes: &str) -> String {
        let [script, link] = ["embed.js", ""].map(|rest| self.calculator.address(rest));
        format!(
            "<script async src=\"{script}\"></script>\
             <gpt-image-cost {attributes}><a href=\"{link}\">The link inside</a></gpt-image-cost>"
        )
    }

    /// A page with this in its body; gives its address. Its host has another name than the calculator's: to a browser
    /// two ports of one host are one site, and share a process.
    pub fn page(&self, body: &str) -> String {
        self.site.add_page("/-/docs.html", &html(body)).replacen("127.0.0.1", "localhost", 1)
    }
}

/// A page of documentation that keeps the messages of its embeds in `messages`, each with the index of the embed that sent
/// it in `from`.
fn html(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><title>Docs</title><script>self.messages = []; addEventListener('message', ({{ source, data }}) => {{ \
           const from = [...document.querySelectorAll('gpt-image-cost')] \
             .findIndex(e => e.shadowRoot?.querySelector('iframe').contentWindow === source); \
           messages.push({{ from, ...data }}) }})</script><body>{body}"
    )
}

/// Waits until the first embed's frame is shown in place of the link inside.
fn expect_frame_shown(page: &Page) -> Result<()> {
    page.expect_script(&format!("{FRAME}?.style.visibility"), "")
}

/// Inside a frame: all of it is seen, with nothing to scroll.
fn expect_no_inner_scrollbar(page: &Page) -> Result<()> {
    page.expect_script("document.documentElement.scrollHeight <= innerHeight", true)
}

pub fn set_attribute(page: &Page, name: &str, value: &str) -> Result<()> {
    page.script(&format!("document.querySelector('gpt-image-cost').setAttribute('{name}', '{value}')"))
}

fn the_element_loads_calculates_and_grows_with_its_content(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element(&format!("scenario=\"{}\"", SCENARIO.replace('&', "&amp;")))))?;
    page.in_embed(|| {
        page.expect_figure("cost-month", MONTH)?;
        expect_no_inner_scrollbar(&page)?;
        page.type_into("images", "10")?;
        page.expect_figure("cost-month", "2.1122")?;
        for details in ["form .fold", "#arithmetic"] {
            let height = page.script_now("return innerHeight")?;
            page.script(&format!("document.querySelector('{details}').open = true"))?;
            page.expect_script(&format!("innerHeight > {height}"), true)?;
            expect_no_inner_scrollbar(&page)?;
        }
        Ok(())
    })?;
    page.expect_script(&format!("{FRAME}.getBoundingClientRect().height > 1000"), true)?;
    page.expect_script(&format!("{FRAME}.title"), "GPT Image 2 cost calculator")
}

fn nothing_is_asked_for_until_it_comes_near(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&format!("<div style=\"height: 20000px\">Far</div>{}", docs.element(""))))?;
    page.expect_script(&format!("{FRAME}?.getAttribute('loading')"), "lazy")?;
    // Whatever it asks for, it asks for before a second has passed.
    page.let_settle()?;
    page.let_settle()?;
    assert_eq!(docs.calculator.requests_now(), ["/embed.js"]);
    page.in_embed(|| page.expect_figure("cost-month", &month(&example())))
}

fn a_bare_frame_works_at_a_fixed_height_and_scrolls_by_itself(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let address = docs.calculator.address(&format!("embed/#{SCENARIO}&view=both&theme=dark")).replace('&', "&amp;");
    page.open_unready(&docs.page(&format!("<iframe title=Costs width=500 height=300 src=\"{address}\"></iframe>")))?;
    page.enter_frame("iframe")?;
    page.wait_until_ready()?;
    page.expect_figure("cost-month", MONTH)?;
    page.expect_attribute("html", "data-theme", "dark")?;
    page.expect_text("#pricing", "$30")?;
    page.script("scrollTo({ top: 400, behavior: 'instant' })")?;
    page.expect_script(
        "[innerHeight, scrollY > 300, document.documentElement.scrollWidth <= 500]",
        json!([300, true, true]),
    )?;
    // The app writes the fragment; what the frame shows stays in the address.
    page.type_into("images", "10")?;
    page.expect_script("location.search + location.hash", "?view=both&theme=dark#v=1&rates=2026-06-05&images=10&q=high")
}

fn in_a_sandbox_that_allows_scripts_alone_it_works(browser: &Browser) -> Result<()> {
    let docs = Docs::with(SitePlan { readable: true, ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element(&format!("sandbox=allow-scripts scenario=\"{SCENARIO}\""))))?;
    page.in_embed(|| {
        page.expect_figure("cost-month", MONTH)?;
        // Otherwise it is no sandbox.
        page.expect_script("self.origin", "null")?;
        page.type_into("images", "10")?;
        page.expect_figure("cost-month", "2.1122")?;
        expect_no_inner_scrollbar(&page)?;
        let full = docs.calculator.address("#v=1&rates=2026-06-05&images=10&q=high");
        page.expect_whole_text("#full-address", &full)?;
        // The script that puts the policy in is the one thing that cannot be allowed by it.
        let is_known =
            |report: &String| report.contains("\"blocked-uri\":\"inline\"") && report.contains("script-src-elem");
        let (known, others): (Vec<_>, Vec<_>) = docs.calculator.violations(&page)?.into_iter().partition(is_known);
        assert!(others.is_empty() && known.len() <= 1, "{known:#?} {others:#?}");
        Ok(())
    })?;
    // What the host sets arrives there too.
    set_attribute(&page, "theme", "dark")?;
    page.in_embed(|| page.expect("html[data-theme=dark]"))
}

fn in_a_sandbox_that_may_not_read_its_files_the_rates_are_readable(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let frame = format!(
        "<iframe sandbox=allow-scripts width=500 height=300 src=\"{}\"></iframe>",
        docs.calculator.address("embed/")
    );
    page.open_unready(&docs.page(&frame))?;
    page.enter_frame("iframe")?;
    page.expect("html[data-failed]")?;
    expect_rates(&page)
}

fn a_frame_that_cannot_calculate_is_shown_and_follows_the_theme(browser: &Browser) -> Result<()> {
    let docs = Docs::with(SitePlan { refuse: Some(".wasm"), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element("rates=2026-05-01")))?;
    expect_frame_shown(&page)?;
    set_attribute(&page, "theme", "dark")?;
    page.enter_embed_unready()?;
    page.expect("html[data-failed][data-theme=dark]")?;
    page.expect_visible(".notice.failed")?;
    expect_rates(&page)?;
    // The rates shown are the latest.
    page.expect_hidden("#pinned")
}

fn a_page_on_disk_shows_the_embed(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("docs.html");
    std::fs::write(&file, html(&docs.element(&format!("scenario=\"{SCENARIO}\""))))?;
    let page = browser.page()?;
    page.open_unready(&format!("file://{}", file.display()))?;
    expect_frame_shown(&page)?;
    page.in_embed(|| {
        page.expect_figure("cost-month", MONTH)?;
        expect_no_inner_scrollbar(&page)
    })
}

fn styles_for_the_element_are_its_own(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let style = "<style>body { margin: 0 } gpt-image-cost { max-width: 400px } * { box-sizing: border-box } \
                 iframe { height: auto; max-width: 50% }</style>";
    page.open_unready(&docs.page(&format!("{style}<div style=\"display: flex\">{}</div>", docs.element(""))))?;
    page.in_embed(|| {
        expect_no_inner_scrollbar(&page)?;
        page.expect_script("innerWidth", 400)
    })?;
    page.script("document.querySelector('gpt-image-cost').hidden = true")?;
    page.expect_script("document.querySelector('gpt-image-cost').getBoundingClientRect().height", 0)
}

fn nothing_is_unfolded_for_print(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("embed/")?;
    page.script("dispatchEvent(new Event('beforeprint'))")?;
    page.wait_for_layout()?;
    // An embed keeps its height on paper.
    page.expect_count("details[open]", 0)
}

fn from_a_folder_on_disk_the_rates_are_readable(browser: &Browser) -> Result<()> {
    let page = browser.page()?;
    page.open_unready(&format!("file://{}#view=both", dist().canonicalize()?.join("embed/index.html").display()))?;
    // The driver of Firefox lets pages read the disk, so that there even the calculator works.
    page.expect("html:is([data-failed], [data-ready])")?;
    // A folder on disk has no index page.
    page.expect_script("document.getElementById('full').href.includes('/index.html#')", true)?;
    expect_rates(&page)
}

/// The latest rates in the page's own look, and the way to the full page.
fn expect_rates(page: &Page) -> Result<()> {
    expect_rates_as_text(page)?;
    // Otherwise the page is there without its styles.
    page.expect_script("getComputedStyle(document.querySelector('#pricing td.num')).textAlign", "right")
}

fn expect_rates_as_text(page: &Page) -> Result<()> {
    let latest = RATE_HISTORY.latest();
    let rate = |meter| format!("${}", plain(latest.rates[meter]));
    page.expect_texts(
        "#pricing",
        &[
            Meter::TextInput.name(),
            &rate(Meter::CachedTextInput),
            &rate(Meter::ImageOutput),
            &RATE_HISTORY.last_checked().to_string(),
        ],
    )?;
    page.expect_visible("#full")
}

fn an_element_added_by_a_script_works_and_the_script_may_come_twice(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    page.open_unready(&docs.page("<p>Nothing yet</p>"))?;
    let source = docs.calculator.address("embed.js");
    page.script(&format!(
        "for (const again of ['', '?again']) document.head.append(Object.assign(document.createElement('script'), {{ src: '{source}' + again }})); \
         const element = document.createElement('gpt-image-cost'); element.setAttribute('scenario', '{SCENARIO}'); \
         document.body.append(element)"
    ))?;
    page.in_embed(|| page.expect_figure("cost-month", MONTH))?;
    docs.calculator.expect_requests("/embed.js", 2)?;
    // Taken out and put in again, it starts anew.
    page.script(
        "const element = document.querySelector('gpt-image-cost'); element.remove(); document.body.prepend(element)",
    )?;
    page.in_embed(|| page.expect_figure("cost-month", MONTH))?;
    page.expect_script("document.querySelector('gpt-image-cost').shadowRoot.querySelectorAll('iframe').length", 1)
}

fn a_host_with_a_strict_policy_needs_two_directives(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let origin = docs.calculator.origin();
    let policy = format!("default-src 'none'; script-src {origin}; frame-src {origin}");
    let body = format!(
        "<!doctype html><title>Strict docs</title>{}",
        docs.element(&format!("scenario=\"{SCENARIO}\" theme=dark"))
    );
    let page = browser.page()?;
    page.open_unready(&docs.site.add_page_with("/-/strict.html", &body, Some(&policy)))?;
    page.in_embed(|| {
        page.expect_figure("cost-month", MONTH)?;
        expect_no_inner_scrollbar(&page)
    })?;
    // Its styles are not refused.
    page.expect_script(
        &format!(
            "[getComputedStyle({FRAME}).borderTopWidth, getComputedStyle(document.querySelector('gpt-image-cost')).display]"
        ),
        json!(["0px", "grid"]),
    )
}

fn the_link_inside_stays_until_there_is_something_to_show(browser: &Browser) -> Result<()> {
    let docs = Docs::with(SitePlan { hold: Some("/embed/"), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element("height=450")))?;
    page.expect_script(&format!("{FRAME}?.style.visibility"), "hidden")?;
    page.expect_visible("gpt-image-cost a")?;
    page.expect_script(&format!("{FRAME}.getBoundingClientRect().height"), 450)?;
    docs.calculator.release();
    page.expect_hidden("gpt-image-cost a")?;
    expect_frame_shown(&page)
}

/// An embed with these attributes shows this link, and says that its rates are pinned to this date, or nothing about it.
fn expect_pinned(page: &Page, docs: &Docs, attributes: &str, link: &str, date: Option<&str>) -> Result<()> {
    page.open_unready(&docs.page(&docs.element(attributes)))?;
    page.in_embed(|| {
        page.expect_script("document.getElementById('full').hash", format!("#{link}"))?;
        match date {
            Some(date) => page.expect_whole_text("#pinned", &format!("Rates pinned to {date}")),
            None => page.expect_hidden("#pinned"),
        }
    })
}

fn rates_are_pinned_or_the_latest_and_pinned_ones_say_so(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let latest = format!("{}&images=10", example().trim_start_matches('#'));
    let expect = |attributes: &str, link: &str, date| expect_pinned(&page, &docs, attributes, link, date);
    let scenario = "scenario=\"v=1&rates=2026-05-01&images=10\"";
    expect(scenario, "v=1&rates=2026-05-01&images=10", Some("2026-05-01"))?;
    expect(&format!("{scenario} rates=latest"), &latest, None)?;
    expect(&format!("{scenario} rates=2026-06-01"), "v=1&rates=2026-06-01&images=10", Some("2026-06-01"))?;
    expect("rates=2026-04-30", "v=1&rates=2026-04-30", Some("2026-04-30"))?;
    expect("scenario=\"v=1&images=10\"", &latest, None)
}

fn links_that_are_repaired_are_pinned_or_the_latest_too(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let latest = format!("{}&images=10", example().trim_start_matches('#'));
    let expect = |attributes: &str, link: &str, date| expect_pinned(&page, &docs, attributes, link, date);
    for scenario in [
        "v=1&amp;amp;rates=2026-05-01&amp;amp;images=10",
        "v%3D1%26rates%3D2026-05-01%26images%3D10",
        "https://example.org/costs/#v=1&rates=2026-05-01&images=10",
    ] {
        expect(&format!("scenario=\"{scenario}\" rates=latest"), &latest, None)?;
        expect(&format!("scenario=\"{scenario}\""), "v=1&rates=2026-05-01&images=10", Some("2026-05-01"))?;
    }
    Ok(())
}

fn following_a_link_within_the_embed_keeps_its_rates(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element("scenario=\"v=1&rates=2026-05-01&images=10\"")))?;
    page.in_embed(|| {
        page.expect_whole_text("#pinned", "Rates pinned to 2026-05-01")?;
        page.script("location.hash = '#calculator'")?;
        page.expect_script("location.hash", "#v=1&rates=2026-05-01&images=10")?;
        page.type_into("images", "11")?;
        page.expect_script("document.getElementById('full').hash", "#v=1&rates=2026-05-01&images=11")?;
        page.expect_visible("#pinned")
    })
}

fn the_rates_alone_follow_their_date(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element("view=rates rates=2026-05-01")))?;
    page.in_embed(|| {
        page.expect_texts("body", &["$1.25", "Rates pinned to 2026-05-01", "at the rates of 2026-05-01"])?;
        page.expect_hidden("#calculator")
    })?;
    // What is wrong with the link is said there too.
    set_attribute(&page, "rates", "yesterday")?;
    page.in_embed(|| page.expect_text("#link-problems", "yesterday"))?;
    // Another view is loaded anew, and is no step back for the reader.
    let steps = page.script_now("return history.length")?;
    set_attribute(&page, "view", "both")?;
    expect_view(&page, "both")?;
    page.in_embed(|| {
        page.expect_visible("#calculator")?;
        page.expect_text("#pricing", "$1.25")
    })?;
    page.expect_script("history.length", steps)
}

/// The embed shows this view; while it is loaded anew, the old one may still be there.
pub fn expect_view(page: &Page, view: &str) -> Result<()> {
    browser_tests::wait_until(&format!("the view {view}"), || {
        page.in_embed(|| {
            let now = page.script_now("return document.documentElement.dataset.view")?;
            Ok(if now == view { Ok(()) } else { Err(now.to_string()) })
        })
    })
}

fn it_works_from_a_sub_folder(browser: &Browser) -> Result<()> {
    let docs = Docs::with(SitePlan { folder: "/some/folder".to_owned(), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element(&format!("scenario=\"{SCENARIO}\""))))?;
    page.in_embed(|| page.expect_figure("cost-month", MONTH))?;
    let requests = docs.calculator.requests_now();
    assert!(requests.iter().all(|path| path.starts_with("/some/folder/")), "asked outside its folder: {requests:?}");
    Ok(())
}

fn at_240_pixels_nothing_has_to_be_scrolled_sideways(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let address = docs.calculator.address(
        "embed/#v=1&rates=2026-06-05&view=both&refs=2*1024x1024&budget=10&size=2560x1040&q=low&seats=3&seat=25",
    );
    page.open_unready(
        &docs.page(&format!("<iframe width=240 height=900 style=\"border: 0\" src=\"{address}\"></iframe>")),
    )?;
    page.enter_frame("iframe")?;
    page.wait_until_ready()?;
    page.unfold_all()?;
    page.expect_script("innerWidth", 240)?;
    expect_nothing_reaches_out(&page, "body")
}

fn seats_in_the_link_are_a_second_budget(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("embed/#v=1&rates=2026-06-05&seats=3&seat=25")?;
    page.expect_figure("cost-seats-month", "75")?;
    page.expect_figure("budgets-sum", "128.18")
}

fn on_its_own_it_leads_to_the_full_page_with_the_same_scenario(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(&format!("embed/#{SCENARIO}"))?;
    page.expect_figure("cost-month", MONTH)?;
    page.expect_whole_text("#full-address", "")?;
    let full = page.script_now("return document.getElementById('full').href")?;
    page.open(full.as_str().unwrap_or_default())?;
    page.expect_figure("cost-month", MONTH)?;
    page.expect_address(&site.address(&format!("#{SCENARIO}")))
}

/// Browsers refuse the clipboard in a frame of another origin, unless its page allows it.
fn where_copying_is_refused_the_link_is_selected(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element(&format!("scenario=\"{SCENARIO}\""))))?;
    page.in_embed(|| {
        page.refuse_clipboard()?;
        page.click("#copy-link")?;
        page.expect_script(
            "(e => e.value?.slice(e.selectionStart, e.selectionEnd).split('#')[1])(document.activeElement)",
            SCENARIO,
        )?;
        // The full page, without the view and the theme that the host has chosen for the frame.
        page.expect_script("document.activeElement.value.split('#')[0]", docs.calculator.address(""))?;
        page.expect_visible("#by-hand-hint")?;
        page.expect_whole_text("#copy-link", "Copy link")
    })
}

fn an_embed_without_scripts_shows_rates_and_a_link(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page_with(Profile { without_scripts: true, ..Profile::default() })?;
    page.open_unready(&site.address("embed/"))?;
    expect_rates_as_text(&page)?;
    // A calculator that cannot work is not shown.
    page.expect_hidden("#form")
}

fn a_host_without_scripts_shows_the_link_inside(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page_with(Profile { without_scripts: true, ..Profile::default() })?;
    page.open_unready(&docs.page(&docs.element("")))?;
    page.expect_whole_text("body", "The link inside")
}

fn a_bare_frame_follows_the_theme_of_the_system(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let mut backgrounds = Vec::new();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let page = browser.page_with(Profile { scheme, ..Profile::default() })?;
        page.open_unready(&docs.page(&format!("<iframe src=\"{}\"></iframe>", docs.calculator.address("embed/"))))?;
        page.enter_frame("iframe")?;
        page.wait_until_ready()?;
        page.expect_script("matchMedia('(prefers-color-scheme: dark)').matches", scheme == Scheme::Dark)?;
        let background = page.script_now("return getComputedStyle(document.documentElement).backgroundColor")?;
        // The same as where the host asks for it.
        let theme = if scheme == Scheme::Dark { "dark" } else { "light" };
        page.script(&format!("document.documentElement.dataset.theme = '{theme}'"))?;
        page.expect_script("getComputedStyle(document.documentElement).backgroundColor", background.clone())?;
        backgrounds.push(background);
    }
    assert_ne!(backgrounds[0], backgrounds[1]);
    Ok(())
}
