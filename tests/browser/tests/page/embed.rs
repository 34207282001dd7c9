//! The embed on somebody else's page: of another origin, with and without the element, with less and less allowed.

use anyhow::Result;
use browser_tests::{Page, Scheme, Site, SitePlan, Start, Visit, dist};
use serde_json::{Value, json};

use crate::access::{assert_nothing_reaches_out, axe};
use crate::figures::Test;
use crate::origin::violations;

pub const TESTS: &[Test] = &[
    ("the_element_loads_prices_and_grows_with_its_content", element),
    ("nothing_is_asked_for_until_it_comes_near", lazy),
    ("a_bare_frame_works_at_a_fixed_height_and_scrolls_by_itself", bare_frame),
    ("in_a_sandbox_that_allows_scripts_alone_it_works", sandboxed),
    ("in_a_sandbox_that_may_not_read_its_files_the_rates_stand", sandboxed_and_unreadable),
    ("a_frame_that_cannot_calculate_is_shown_and_follows_the_colours", failed),
    ("from_a_folder_on_disk_the_rates_stand", from_disk),
    ("a_page_on_disk_shows_the_embed", host_on_disk),
    ("styles_for_the_element_are_its_own", styled),
    ("nothing_is_unfolded_for_print", printed),
    ("an_element_put_in_by_a_script_works_and_the_script_may_come_twice", put_in_later),
    ("a_host_with_a_strict_policy_needs_two_directives", strict_host),
    ("the_link_inside_stays_until_there_is_something_to_show", link_inside),
    ("rates_are_pinned_or_the_latest_and_pinned_ones_say_so", pinned),
    ("the_rates_alone_follow_their_day", rates_alone),
    ("it_works_from_a_sub_folder", sub_folder),
    ("at_240_pixels_nothing_has_to_be_scrolled_sideways", narrow),
    ("seats_in_the_link_are_a_second_budget", seats),
    ("on_its_own_it_leads_to_the_full_page_with_the_same_scenario", leads_to_the_page),
];

pub const ADJUSTED_TESTS: &[Test] = &[
    ("an_embed_without_scripts_shows_rates_and_a_link", without_scripts),
    ("a_host_without_scripts_shows_the_link_inside", host_without_scripts),
    ("a_bare_frame_wears_the_colours_of_the_system", colours_of_the_system),
    ("axe_finds_nothing_in_the_embed_in_the_light", |visit| axe_finds_nothing(visit, "light")),
    ("axe_finds_nothing_in_the_embed_in_the_dark", |visit| axe_finds_nothing(visit, "dark")),
];

/// 5,000 squares of high quality.
pub const SCENARIO: &str = "v=1&images=5000&q=high";
/// What they cost in a month: 5,000 × (100 × 5 + 7,024 × 30) ÷ 1,000,000.
pub const MONTH: &str = "1056.1";

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
        format!("{}{}", self.script(), self.element_alone(attributes))
    }

    fn script(&self) -> String {
        format!("<script async src=\"{}\"></script>", self.calculator.address("embed.js"))
    }

    fn element_alone(&self, attributes: &str) -> String {
        format!(
            "<gpt-image-cost {attributes}><a href=\"{}\">The link inside</a></gpt-image-cost>",
            self.calculator.address("")
        )
    }

    /// A page with this in its body; gives its address. Its host has another name than the calculator's: to a browser
    /// two ports of one host are one site, and share a process.
    pub fn page(&self, body: &str) -> String {
        self.site.add_page("/-/docs.html", &html(body)).replacen("127.0.0.1", "localhost", 1)
    }
}

/// A page of documentation that remembers what its embeds say, and by their number who said it.
fn html(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><title>Docs</title><script>self.said = []; addEventListener('message', ({{ source, data }}) => {{ \
           const from = [...document.querySelectorAll('gpt-image-cost')] \
             .findIndex(e => e.shadowRoot?.querySelector('iframe').contentWindow === source); \
           said.push({{ from, ...data }}) }})</script><body>{body}"
    )
}

/// What is true of the frame of the page's first element.
pub fn of_frame(page: &Page, what: &str) -> Result<Value> {
    page.script(&format!(
        "const frame = document.querySelector('gpt-image-cost')?.shadowRoot?.querySelector('iframe'); return {what}"
    ))
}

pub fn wait_for_frame(page: &Page, what: &str, expected: &Value) -> Result<()> {
    page.wait_until(&format!("{what} to be {expected}"), || {
        let now = of_frame(page, what)?;
        Ok((now == *expected).then_some(()).ok_or(now.to_string()))
    })
}

fn assert_no_inner_scrollbar(page: &Page) -> Result<()> {
    page.wait_until("a frame as high as its content", || {
        let heights = page.script("return [document.documentElement.scrollHeight, innerHeight]")?;
        Ok((heights[0].as_f64() <= heights[1].as_f64()).then_some(()).ok_or(heights.to_string()))
    })
}

fn element(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    page.open_unready(
        &docs.page(&docs.element(&format!("scenario=\"{}\" rates=latest", SCENARIO.replace('&', "&amp;")))),
    )?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_no_inner_scrollbar(&page)?;
    page.type_into("images", "10")?;
    page.wait_for_figure("cost-month", "2.1122")?;
    for details in ["form > details", "section > details"] {
        page.script(&format!("document.querySelector('{details}').open = true"))?;
        assert_no_inner_scrollbar(&page)?;
    }
    page.leave_frame()?;
    let height = of_frame(&page, "frame.getBoundingClientRect().height")?;
    assert!(height.as_f64().is_some_and(|height| height > 1000.0), "it did not grow: {height}");
    assert_eq!(of_frame(&page, "frame.title")?, "GPT Image 2 cost calculator");
    Ok(())
}

fn lazy(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    page.open_unready(&docs.page(&format!("<div style=\"height: 20000px\">Far</div>{}", docs.element(""))))?;
    wait_for_frame(&page, "frame?.getAttribute('loading')", &json!("lazy"))?;
    // Whatever it asks for, it asks for before a second has passed.
    page.script_with_callback("setTimeout(arguments[0], 1000)")?;
    assert_eq!(docs.calculator.requests(), ["/embed.js"]);
    page.enter_embed()?;
    page.wait_for_figure("cost-month", "53.18")
}

fn bare_frame(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    let address = docs.calculator.address(&format!("embed/#{SCENARIO}&view=both&theme=dark")).replace('&', "&amp;");
    page.open_unready(&docs.page(&format!("<iframe title=Costs width=500 height=300 src=\"{address}\"></iframe>")))?;
    page.enter_frame("iframe")?;
    page.wait_until_ready()?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_eq!(page.attribute("html", "data-theme")?.as_deref(), Some("dark"));
    assert!(page.text("#pricing")?.contains("$30"));
    let scrolled = page.script(
        "scrollTo({ top: 400, behavior: 'instant' }); return [innerHeight, scrollY > 300, document.documentElement.scrollWidth <= 500]",
    )?;
    assert_eq!(scrolled, json!([300, true, true]));
    // The calculator writes the fragment; what the frame shows stays in the address.
    page.type_into("images", "10")?;
    page.wait_until("the scenario in the frame's address", || {
        let address = page.script("return location.search + location.hash")?;
        let expected = json!("?view=both&theme=dark#v=1&rates=2026-06-05&images=10&q=high");
        Ok((address == expected).then_some(()).ok_or(address.to_string()))
    })
}

fn sandboxed(visit: &Visit) -> Result<()> {
    let docs = Docs::with(SitePlan { readable: true, ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open_unready(&docs.page(&docs.element(&format!("sandbox=allow-scripts scenario=\"{SCENARIO}\""))))?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_eq!(page.script("return self.origin")?, "null", "it is no sandbox");
    page.type_into("images", "10")?;
    page.wait_for_figure("cost-month", "2.1122")?;
    assert_no_inner_scrollbar(&page)?;
    let full = docs.calculator.address("#v=1&rates=2026-06-05&images=10&q=high");
    page.wait_until("the full page's address as text", || {
        let text = page.text("#full-address")?;
        Ok((text == full).then_some(()).ok_or(text))
    })?;
    // The script that puts the policy in is the one thing that cannot stand in it.
    let is_known =
        |report: &String| report.contains("\"blocked-uri\":\"inline\"") && report.contains("script-src-elem");
    let (known, others): (Vec<_>, Vec<_>) = violations(&page, &docs.calculator)?.into_iter().partition(is_known);
    assert!(others.is_empty() && known.len() <= 1, "{known:#?} {others:#?}");
    page.leave_frame()?;
    // What the host sets arrives there too.
    page.script("document.querySelector('gpt-image-cost').setAttribute('theme', 'dark')")?;
    page.enter_embed()?;
    page.wait_for("html[data-theme=dark]")
}

fn sandboxed_and_unreadable(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    let frame = format!(
        "<iframe sandbox=allow-scripts width=500 height=300 src=\"{}\"></iframe>",
        docs.calculator.address("embed/")
    );
    page.open_unready(&docs.page(&frame))?;
    page.enter_frame("iframe")?;
    page.wait_for("html[data-failed]")?;
    assert_rates_stand(&page)
}

fn failed(visit: &Visit) -> Result<()> {
    let docs = Docs::with(SitePlan { refuse: Some(".wasm"), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open_unready(&docs.page(&docs.element("rates=2026-05-01")))?;
    wait_for_frame(&page, "frame?.style.visibility", &json!(""))?;
    page.script("document.querySelector('gpt-image-cost').setAttribute('theme', 'dark')")?;
    page.enter_embed_unready()?;
    page.wait_for("html[data-failed][data-theme=dark]")?;
    assert_rates_stand(&page)?;
    assert_eq!(page.script("return document.getElementById('pinned').hidden")?, true, "the rates shown are the latest");
    Ok(())
}

fn host_on_disk(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("docs.html");
    std::fs::write(&file, html(&docs.element(&format!("scenario=\"{SCENARIO}\""))))?;
    let page = visit.page()?;
    page.open_unready(&format!("file://{}", file.display()))?;
    wait_for_frame(&page, "frame?.style.visibility", &json!(""))?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_no_inner_scrollbar(&page)
}

fn styled(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    let style = "<style>body { margin: 0 } gpt-image-cost { max-width: 400px } * { box-sizing: border-box } \
                 iframe { height: auto; max-width: 50% }</style>";
    page.open_unready(&docs.page(&format!("{style}<div style=\"display: flex\">{}</div>", docs.element(""))))?;
    page.enter_embed()?;
    assert_no_inner_scrollbar(&page)?;
    assert_eq!(page.script("return innerWidth")?, 400);
    page.leave_frame()?;
    page.script("document.querySelector('gpt-image-cost').hidden = true")?;
    assert_eq!(page.script("return document.querySelector('gpt-image-cost').getBoundingClientRect().height")?, 0);
    Ok(())
}

fn printed(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address("embed/"))?;
    let open = page
        .script("dispatchEvent(new Event('beforeprint')); return document.querySelectorAll('details[open]').length")?;
    assert_eq!(open, 0, "an embed keeps its height on paper");
    Ok(())
}

fn from_disk(visit: &Visit) -> Result<()> {
    let page = visit.page()?;
    page.open_unready(&format!("file://{}#view=both", dist().canonicalize()?.join("embed/index.html").display()))?;
    // The driver of Firefox lets pages read the disk, so that there even the calculator works.
    page.wait_for("html:is([data-failed], [data-ready])")?;
    assert!(
        page.script("return document.getElementById('full').href")?
            .as_str()
            .is_some_and(|full| full.contains("/index.html#"))
    );
    assert_rates_stand(&page)
}

/// The rates in the page's own look, and the way to the full page.
fn assert_rates_stand(page: &Page) -> Result<()> {
    let text = page.text("body")?;
    for words in ["Text input", "$1.25", "$30", "2026-06-05", "Open this in the full guide"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    let aligned = page.script("return getComputedStyle(document.querySelector('.rates td:nth-child(2)')).textAlign")?;
    assert_eq!(aligned, "end", "the page stands without its styles");
    Ok(())
}

fn put_in_later(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    page.open_unready(&docs.page("<p>Nothing yet</p>"))?;
    let source = docs.calculator.address("embed.js");
    page.script(&format!(
        "for (const again of ['', '?again']) document.head.append(Object.assign(document.createElement('script'), {{ src: '{source}' + again }})); \
         const element = document.createElement('gpt-image-cost'); element.setAttribute('scenario', '{SCENARIO}'); \
         document.body.append(element)"
    ))?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    page.leave_frame()?;
    page.wait_until("the script twice", || {
        let times = docs.calculator.requests().iter().filter(|path| *path == "/embed.js").count();
        Ok((times == 2).then_some(()).ok_or(times.to_string()))
    })?;
    // Taken out and put in again, it starts anew.
    page.script(
        "const element = document.querySelector('gpt-image-cost'); element.remove(); document.body.prepend(element)",
    )?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    page.leave_frame()?;
    assert_eq!(
        page.script("return document.querySelector('gpt-image-cost').shadowRoot.querySelectorAll('iframe').length")?,
        1
    );
    Ok(())
}

fn strict_host(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let origin = docs.calculator.origin();
    let policy = format!("default-src 'none'; script-src {origin}; frame-src {origin}");
    let body = format!(
        "<!doctype html><title>Strict docs</title>{}",
        docs.element(&format!("scenario=\"{SCENARIO}\" theme=dark"))
    );
    let page = visit.page()?;
    page.open_unready(&docs.site.add_page_with("/-/strict.html", &body, Some(&policy)))?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_no_inner_scrollbar(&page)?;
    page.leave_frame()?;
    let style = of_frame(
        &page,
        "[getComputedStyle(frame).borderTopWidth, getComputedStyle(frame.getRootNode().host).display]",
    )?;
    assert_eq!(style, json!(["0px", "grid"]), "its styles were refused");
    Ok(())
}

fn link_inside(visit: &Visit) -> Result<()> {
    let docs = Docs::with(SitePlan { hold: Some("/embed/"), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open_unready(&docs.page(&docs.element("height=450")))?;
    wait_for_frame(&page, "frame?.style.visibility", &json!("hidden"))?;
    let is_seen = "return document.querySelector('gpt-image-cost a').checkVisibility()";
    assert_eq!(page.script(is_seen)?, true);
    assert_eq!(of_frame(&page, "frame.getBoundingClientRect().height")?, 450);
    docs.calculator.release();
    page.wait_until("the frame in place of the link", || {
        let seen = [page.script(is_seen)?, of_frame(&page, "frame.style.visibility")?];
        Ok((seen == [json!(false), json!("")]).then_some(()).ok_or(format!("{seen:?}")))
    })
}

fn pinned(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    // An embed with these attributes says that it is pinned to this day, or nothing of it.
    let says = |attributes: &str, expected: &str| -> Result<()> {
        page.open_unready(&docs.page(&docs.element(attributes)))?;
        page.enter_embed()?;
        page.wait_for("html[data-link]")?;
        page.wait_until(&format!("{attributes} to say {expected:?}"), || {
            let said = page
                .script("const said = document.getElementById('pinned'); return said.hidden ? '' : said.textContent")?;
            Ok((said == expected).then_some(()).ok_or(said.to_string()))
        })
    };
    let scenario = "scenario=\"v=1&rates=2026-05-01&images=10\"";
    says(scenario, "Rates pinned to 2026-05-01.")?;
    says(&format!("{scenario} rates=latest"), "")?;
    says(&format!("{scenario} rates=2026-06-01"), "Rates pinned to 2026-06-01.")?;
    page.wait_for("html[data-link='v=1&rates=2026-06-01&images=10']")?;
    says("rates=2026-04-30", "Rates pinned to 2026-04-30.")?;
    // So it is for links that are repaired, and for a whole address.
    for scenario in [
        "v=1&amp;amp;rates=2026-05-01&amp;amp;images=10",
        "v%3D1%26rates%3D2026-05-01%26images%3D10",
        "https://example.org/costs/#v=1&rates=2026-05-01&images=10",
    ] {
        says(&format!("scenario=\"{scenario}\" rates=latest"), "")?;
        page.wait_for("html[data-link='v=1&rates=2026-06-05&images=10']")?;
        says(&format!("scenario=\"{scenario}\""), "Rates pinned to 2026-05-01.")?;
    }
    says("scenario=\"v=1&images=10\"", "")?;
    // Following a link within the embed changes nothing of that.
    says(scenario, "Rates pinned to 2026-05-01.")?;
    page.script("location.hash = '#calculator'")?;
    page.wait_until("the scenario in the address again", || {
        let fragment = page.script("return location.hash")?;
        Ok((fragment == "#v=1&rates=2026-05-01&images=10").then_some(()).ok_or(fragment.to_string()))
    })?;
    page.type_into("images", "11")?;
    page.wait_for("html[data-link$='images=11']")?;
    assert_eq!(page.script("return document.getElementById('pinned').hidden")?, false);
    Ok(())
}

fn rates_alone(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    page.open_unready(&docs.page(&docs.element("view=rates rates=2026-05-01")))?;
    page.enter_embed()?;
    let text = page.text("body")?;
    assert!(text.contains("$1.25") && text.contains("Rates pinned to 2026-05-01."), "{text}");
    assert!(!text.contains("Images kept"), "the calculator is there too: {text}");
    page.leave_frame()?;
    // What is wrong with the link is said there too.
    page.script("document.querySelector('gpt-image-cost').setAttribute('rates', 'yesterday')")?;
    page.enter_embed()?;
    page.wait_until("a sentence about the day", || {
        let text = page.text("#link-problems")?;
        Ok(text.contains("yesterday").then_some(()).ok_or(text))
    })?;
    page.leave_frame()?;
    // Another view is loaded anew, and is no step back for the reader.
    let steps = page.script("return history.length")?;
    page.script("document.querySelector('gpt-image-cost').setAttribute('view', 'both')")?;
    page.wait_until("the calculator", || {
        page.enter_embed()?;
        let text = page.text("body")?;
        page.leave_frame()?;
        Ok((text.contains("Images kept") && text.contains("$1.25")).then_some(()).ok_or(text))
    })?;
    assert_eq!(page.script("return history.length")?, steps);
    Ok(())
}

fn sub_folder(visit: &Visit) -> Result<()> {
    let docs = Docs::with(SitePlan { folder: "/some/folder".to_owned(), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open_unready(&docs.page(&docs.element(&format!("scenario=\"{SCENARIO}\""))))?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    let requests = docs.calculator.requests();
    assert!(requests.iter().all(|path| path.starts_with("/some/folder/")), "asked outside its folder: {requests:?}");
    Ok(())
}

fn narrow(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    let address = docs.calculator.address("embed/#v=1&view=both&refs=2*1024x1024&budget=10&size=2560x1040&q=low");
    page.open_unready(
        &docs.page(&format!("<iframe width=240 height=900 style=\"border: 0\" src=\"{address}\"></iframe>")),
    )?;
    page.enter_frame("iframe")?;
    page.wait_until_ready()?;
    page.script("document.querySelectorAll('details').forEach(details => { details.open = true })")?;
    assert_eq!(page.script("return innerWidth")?, 240);
    assert_nothing_reaches_out(&page, "body")?;
    Ok(())
}

fn seats(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address("embed/#v=1&seats=3&seat=25"))?;
    page.wait_for_figure("cost-seats-month", "75")?;
    page.wait_for_figure("budgets-sum", "128.18")
}

fn leads_to_the_page(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    page.open(&site.address(&format!("embed/#{SCENARIO}")))?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_eq!(page.script("return document.getElementById('full-address').textContent")?, "");
    let full = page.script("return document.getElementById('full').href")?;
    page.open(full.as_str().unwrap_or_default())?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_eq!(page.address()?, site.address("#v=1&rates=2026-06-05&images=5000&q=high"));
    Ok(())
}

fn without_scripts(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page_with(Start { without_scripts: true, ..Start::default() })?;
    page.open_unready(&site.address("embed/"))?;
    let text = page.text("body")?;
    for words in ["Text input", "$1.25", "$30", "2026-06-05", "Open this in the full guide"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    assert!(!text.contains("Images kept"), "a calculator that cannot work is shown: {text}");
    Ok(())
}

fn host_without_scripts(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page_with(Start { without_scripts: true, ..Start::default() })?;
    page.open_unready(&docs.page(&docs.element("")))?;
    assert_eq!(page.text("body")?, "The link inside");
    Ok(())
}

fn colours_of_the_system(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    for (scheme, colour) in [(Scheme::Light, "rgb(255, 255, 255)"), (Scheme::Dark, "rgb(29, 34, 38)")] {
        let page = visit.page_with(Start { scheme, ..Start::default() })?;
        page.open_unready(&docs.page(&format!("<iframe src=\"{}\"></iframe>", docs.calculator.address("embed/"))))?;
        page.enter_frame("iframe")?;
        page.wait_until_ready()?;
        let background = page.script("return getComputedStyle(document.documentElement).backgroundColor")?;
        assert_eq!(background, colour, "{scheme:?}");
    }
    Ok(())
}

fn axe_finds_nothing(visit: &Visit, theme: &str) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    for scenario in
        ["view=both", "view=rates", "rates=2026-05-01&images=x&size=2560x1040&q=low&budget=10&refs=2*512x512"]
    {
        page.open(&site.address(&format!("embed/?theme={theme}#v=1&{scenario}")))?;
        page.script("document.querySelectorAll('details').forEach(details => { details.open = true })")?;
        assert_eq!(page.attribute("html", "data-theme")?.as_deref(), Some(theme));
        assert_eq!(axe(&page)?, json!([]), "{scenario}");
        // The next one differs by its fragment only.
        page.open_unready("about:blank")?;
    }
    Ok(())
}
