//! What an embed and the page around it say to each other, and that nobody else gets a word in.

use anyhow::Result;
use browser_tests::{Browser, NamedTest, Page, Site, SitePlan, tests};
use serde_json::{Value, json};

use crate::embed::{Docs, FRAME, MONTH, SCENARIO, expect_view, set_attribute};
use crate::expected::{example, month};

pub const TESTS: &[NamedTest] = tests![
    heights_are_reported_when_they_change_and_only_then,
    a_scenario_is_reported_when_the_reader_edits_it_and_not_when_it_is_set,
    two_embeds_on_a_page_do_not_mix,
    what_is_set_before_the_frame_listens_waits_for_it,
    an_embed_in_a_closed_tab_of_its_page_appears_when_that_opens,
    the_theme_follows_the_page_around,
    the_theme_follows_attribute_and_message,
    the_theme_is_that_of_a_page_that_only_implies_it,
    a_page_that_sends_every_scenario_back_takes_nothing_away,
    a_forged_height_from_a_sibling_frame_is_ignored,
    only_the_page_around_may_set_anything,
    a_frame_that_has_gone_elsewhere_is_not_listened_to,
    heights_of_wrong_types_are_ignored_and_wild_ones_bounded,
    hostile_content_does_no_more_than_a_link_could,
    ten_thousand_messages_leave_the_last_one_in_force,
    what_is_set_while_the_app_writes_its_address_is_not_lost,
];

pub const LOGIC: &[NamedTest] =
    tests![without_its_scenario_an_embed_is_the_example_again, another_view_keeps_what_was_entered];

/// The driver of WebKit waits for the picture that is held back.
pub const ADJUSTABLE: &[NamedTest] = tests![the_theme_follows_styles_that_come_late];

/// Opens a page with one embed that loads at once, and waits until its frame has said that it is ready.
fn open(docs: &Docs, page: &Page, attributes: &str) -> Result<()> {
    page.open_unready(&docs.page(&docs.element(&format!("loading=eager {attributes}"))))?;
    expect_message(page, "ready")
}

fn expect_message(page: &Page, kind: &str) -> Result<()> {
    page.expect_script(&format!("messages.some(one => one.type === '{kind}')"), true)
}

/// What the first embed's frame has sent of this kind.
fn messages_now(page: &Page, kind: &str) -> Result<Vec<Value>> {
    let all = page.script_now(&format!("return messages.filter(one => one.type === '{kind}' && one.from === 0)"))?;
    Ok(all.as_array().cloned().unwrap_or_default())
}

/// Sends a message to the first embed's frame, as its page.
fn send(page: &Page, message: &str) -> Result<()> {
    page.script(&format!("{FRAME}.contentWindow.postMessage({message}, '*')"))
}

fn frame_height_now(page: &Page) -> Result<Value> {
    page.script_now(&format!("return {FRAME}.style.height"))
}

/// The frame's height once its typeface, which can change it, is there.
fn settled_height(page: &Page) -> Result<Value> {
    let inter = r#"[...document.fonts].some(face => /^"?Inter"?$/.test(face.family) && face.status === 'loaded')"#;
    page.in_embed(|| page.expect_script(inter, true))?;
    page.let_settle()?;
    frame_height_now(page)
}

/// The frame's height is still this once everything under way has arrived.
fn assert_same_height(page: &Page, height: &Value) -> Result<()> {
    page.let_settle()?;
    assert_eq!(frame_height_now(page)?, *height);
    Ok(())
}

fn heights_are_reported_when_they_change_and_only_then(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, "")?;
    let ready = messages_now(&page, "ready")?;
    assert_eq!(ready.len(), 1);
    assert_eq!(ready[0]["gpt-image-cost"], 1);
    // The typeface may have changed it since.
    page.expect_script(
        &format!("{FRAME}.getBoundingClientRect().height === messages.findLast(one => one.height).height"),
        true,
    )?;
    let before = messages_now(&page, "resize")?.len();
    page.in_embed(|| {
        // As many digits, so as high.
        page.type_into("images", "2000")?;
        page.expect_figure("cost-month", &month("v=1&images=2000"))?;
        page.script("document.querySelector('#arithmetic').open = true")
    })?;
    page.expect_script(
        &format!("messages.filter(one => one.type === 'resize' && one.from === 0).length > {before}"),
        true,
    )?;
    page.let_settle()?;
    let heights: Vec<Value> = messages_now(&page, "resize")?.into_iter().map(|one| one["height"].clone()).collect();
    assert!(heights.windows(2).all(|pair| pair[0] != pair[1]), "the same height was reported twice: {heights:?}");
    Ok(())
}

fn a_scenario_is_reported_when_the_reader_edits_it_and_not_when_it_is_set(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, &format!("scenario=\"{SCENARIO}\""))?;
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', fragment: 'v=1&rates=2026-06-05&images=20' }")?;
    page.in_embed(|| page.expect_figure("cost-month", "1.0636"))?;
    page.let_settle()?;
    assert_eq!(messages_now(&page, "scenario")?, Vec::<Value>::new(), "nobody has edited anything");
    page.in_embed(|| {
        page.type_into("images", "30")?;
        page.expect_figure("cost-month", "1.5954")
    })?;
    page.expect_script(
        "messages.findLast(one => one.type === 'scenario')",
        json!({ "from": 0, "gpt-image-cost": 1, "type": "scenario", "fragment": "v=1&rates=2026-06-05&images=30" }),
    )
}

fn two_embeds_on_a_page_do_not_mix(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let attributes = ["view=calculator scenario=\"v=1&rates=2026-06-05\"", "view=rates"];
    let [first, second] = attributes.map(|attributes| docs.element(&format!("loading=eager {attributes}")));
    page.open_unready(&docs.page(&[first, second].concat()))?;
    page.expect_script("new Set(messages.filter(one => one.type === 'ready').map(one => one.from)).size", 2)?;
    page.expect_script(
        "[...document.querySelectorAll('gpt-image-cost')].map((element, index) => \
           element.shadowRoot.querySelector('iframe').getBoundingClientRect().height === \
           messages.findLast(one => one.from === index && one.height).height)",
        json!([true, true]),
    )?;
    // If they were of one height, that would show nothing.
    page.expect_script(
        "new Set([0, 1].map(index => messages.findLast(one => one.from === index && one.height).height)).size",
        2,
    )?;
    page.in_embed(|| {
        page.type_into("images", "30")?;
        page.expect_figure("cost-month", "1.5954")
    })?;
    expect_message(&page, "scenario")?;
    page.let_settle()?;
    page.expect_script("[...new Set(messages.filter(one => one.type === 'scenario').map(one => one.from))]", json!([0]))
}

fn what_is_set_before_the_frame_listens_waits_for_it(browser: &Browser) -> Result<()> {
    let docs = Docs::with(SitePlan { hold: Some(".wasm"), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&docs.element("loading=eager scenario=\"v=1&images=1\" theme=light")))?;
    page.expect_script(&format!("{FRAME}?.style.visibility"), "")?;
    for (name, value) in [("scenario", "v=1&images=2"), ("scenario", SCENARIO), ("theme", "dark")] {
        set_attribute(&page, name, value)?;
    }
    // The theme needs no app.
    page.enter_embed_unready()?;
    page.expect("html[data-theme=dark]:not([data-ready])")?;
    page.leave_frame()?;
    assert_eq!(messages_now(&page, "ready")?.len(), 0, "nothing was held back");
    docs.calculator.release();
    page.in_embed(|| {
        page.expect_figure("cost-month", MONTH)?;
        page.expect("html[data-theme=dark]")
    })
}

fn an_embed_in_a_closed_tab_of_its_page_appears_when_that_opens(browser: &Browser) -> Result<()> {
    let docs = Docs::with(SitePlan { hold: Some(".wasm"), ..SitePlan::default() })?;
    let page = browser.page()?;
    page.open_unready(&docs.page(&format!("<div hidden>{}</div>", docs.element("loading=eager"))))?;
    docs.calculator.expect_requests(".wasm", 1)?;
    page.expect_script(&format!("{FRAME}.style.visibility"), "hidden")?;
    page.script("document.querySelector('div[hidden]').hidden = false")?;
    page.expect_script(&format!("{FRAME}.style.visibility"), "")
}

fn expect_theme(page: &Page, theme: &str) -> Result<()> {
    page.in_embed(|| page.expect(&format!("html[data-theme={theme}]")))
}

fn the_theme_follows_the_page_around(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let style = "<style>.dusk { color-scheme: dark } .night { background: oklch(0.2 0.02 250); transition: background 0.2s } \
                 [data-mode=dark] body { background: #222 } .glass { background: rgb(0 0 0 / 0) }</style>";
    page.open_unready(&docs.page(&format!("{style}{}", docs.element("loading=eager"))))?;
    expect_message(&page, "ready")?;
    expect_theme(&page, "light")?;
    let root = "document.documentElement";
    for (change, theme) in [
        (format!("{root}.className = 'dusk'"), "dark"),
        (format!("{root}.className = ''"), "light"),
        ("document.body.className = 'night'".to_owned(), "dark"),
        ("document.body.className = 'glass'".to_owned(), "light"),
        (format!("document.body.className = ''; {root}.dataset.mode = 'dark'"), "dark"),
        (format!("delete {root}.dataset.mode"), "light"),
        (format!("{root}.style.backgroundColor = 'black'"), "dark"),
        (format!("{root}.style.colorScheme = 'light'"), "light"),
    ] {
        page.script(&change)?;
        expect_theme(&page, theme)?;
    }
    Ok(())
}

fn the_theme_follows_attribute_and_message(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, "theme=dark")?;
    expect_theme(&page, "dark")?;
    set_attribute(&page, "theme", "light")?;
    expect_theme(&page, "light")?;
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', theme: 'dark' }")?;
    expect_theme(&page, "dark")?;
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', theme: 'auto' }")?;
    page.in_embed(|| page.expect("html:not([data-theme])"))
}

fn the_theme_is_that_of_a_page_that_only_implies_it(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    for (head, theme) in [
        ("<meta name=color-scheme content=dark>", "dark"),
        ("<style>body { background: linear-gradient(#111, #000); color: #eee }</style>", "dark"),
        ("<style>body { background: rgb(0 0 0 / 4%) }</style>", "light"),
        ("<style>html { background: #fff } body { color: #888 }</style>", "light"),
    ] {
        page.open_unready(&docs.page(&format!("{head}{}", docs.element("loading=eager"))))?;
        expect_theme(&page, theme)?;
    }
    Ok(())
}

fn the_theme_follows_styles_that_come_late(browser: &Browser) -> Result<()> {
    let docs =
        Docs { site: Site::start_with(SitePlan { hold: Some(".late"), ..SitePlan::default() })?, ..Docs::new()? };
    let page = browser.page()?;
    page.open_unready(&docs.page(&format!("{}<img src=/picture.late alt>", docs.element("loading=eager"))))?;
    expect_theme(&page, "light")?;
    page.script("document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { background: #111 }' }))")?;
    docs.site.release();
    expect_theme(&page, "dark")
}

fn a_page_that_sends_every_scenario_back_takes_nothing_away(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    for attributes in ["", "scenario=v=1 rates=latest"] {
        open(&docs, &page, attributes)?;
        page.script(
            "addEventListener('message', ({ data }) => { if (data.type === 'scenario') \
               document.querySelector('gpt-image-cost').setAttribute('scenario', data.fragment) })",
        )?;
        for text in ["1,0005", "2.5k"] {
            page.in_embed(|| page.type_into("images", text))?;
            // Longer than the frame waits for a pause.
            for _ in 0..3 {
                page.let_settle()?;
            }
            page.in_embed(|| page.expect_value("images", text))?;
        }
    }
    Ok(())
}

fn without_its_scenario_an_embed_is_the_example_again(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, &format!("scenario=\"{SCENARIO}\""))?;
    page.script("document.querySelector('gpt-image-cost').removeAttribute('scenario')")?;
    page.in_embed(|| page.expect_figure("cost-month", &month(&example())))
}

fn another_view_keeps_what_was_entered(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, "scenario=\"v=1&rates=2026-06-05\"")?;
    page.in_embed(|| {
        page.type_into("images", "30")?;
        page.expect_figure("cost-month", "1.5954")
    })?;
    set_attribute(&page, "view", "both")?;
    expect_view(&page, "both")?;
    page.in_embed(|| page.expect_figure("cost-month", "1.5954"))
}

/// Adds a frame that sends this message to its page and to every frame in it, and waits until it has.
fn attack(docs: &Docs, page: &Page, message: &str) -> Result<()> {
    let attacker = format!(
        "<!doctype html><script>parent.postMessage({message}, '*'); \
         for (let index = 0; index < parent.length; index++) parent[index].postMessage({message}, '*'); \
         parent.postMessage({{ type: 'attacked' }}, '*')</script>"
    );
    // Even one of the calculator's own origin.
    let address = docs.calculator.add_page("/-/attacker.html", &attacker);
    page.script(&format!(
        "document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{address}' }}))"
    ))?;
    expect_message(page, "attacked")
}

fn a_forged_height_from_a_sibling_frame_is_ignored(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, "")?;
    let height = settled_height(&page)?;
    attack(&docs, &page, "{ 'gpt-image-cost': 1, type: 'resize', height: 4321 }")?;
    assert_same_height(&page, &height)?;
    // Nor is the page itself mistaken for the frame.
    page.script("postMessage({ 'gpt-image-cost': 1, type: 'resize', height: 4321 }, '*')")?;
    assert_same_height(&page, &height)
}

fn only_the_page_around_may_set_anything(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    let address = docs.calculator.address(&format!("embed/#{SCENARIO}&theme=light")).replace('&', "&amp;");
    page.open_unready(&docs.page(&format!("<iframe id=embed height=900 src=\"{address}\"></iframe>")))?;
    expect_message(&page, "ready")?;
    attack(&docs, &page, "{ 'gpt-image-cost': 1, type: 'set', theme: 'dark', fragment: 'v=1&images=1' }")?;
    page.let_settle()?;
    page.enter_frame("#embed")?;
    page.expect_figure("cost-month", MONTH)?;
    page.expect_attribute("html", "data-theme", "light")?;
    // A message of the frame to itself is none of its page's.
    page.script("postMessage({ 'gpt-image-cost': 1, type: 'set', theme: 'dark' }, '*')")?;
    page.let_settle()?;
    page.expect_attribute("html", "data-theme", "light")
}

fn a_frame_that_has_gone_elsewhere_is_not_listened_to(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, "")?;
    let height = settled_height(&page)?;
    let elsewhere = docs.site.add_page(
        "/-/elsewhere.html",
        "<!doctype html><script>parent.postMessage({ 'gpt-image-cost': 1, type: 'resize', height: 4321 }, '*'); \
         parent.postMessage({ type: 'attacked' }, '*')</script>",
    );
    page.in_embed(|| page.script(&format!("location.href = '{elsewhere}'")))?;
    expect_message(&page, "attacked")?;
    assert_same_height(&page, &height)
}

fn heights_of_wrong_types_are_ignored_and_wild_ones_bounded(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, "")?;
    let height = settled_height(&page)?;
    // Messages arrive in order.
    let report = |message: &str| -> Result<()> {
        page.in_embed(|| {
            page.script(&format!("parent.postMessage({message}, '*'); parent.postMessage({{ type: 'attacked' }}, '*')"))
        })?;
        expect_message(&page, "attacked")?;
        page.script("messages.length = 0")
    };
    for message in [
        "{ 'gpt-image-cost': 1, type: 'resize', height: '4321' }",
        "{ 'gpt-image-cost': 1, type: 'resize', height: NaN }",
        "{ 'gpt-image-cost': 1, type: 'resize', height: -4321 }",
        "{ 'gpt-image-cost': 1, type: 'resize', height: [4321] }",
        "{ 'gpt-image-cost': 1, type: 'resize' }",
        "{ 'gpt-image-cost': '1', type: 'resize', height: 4321 }",
        "{ 'gpt-image-cost': 2, type: 'resize', height: 4321 }",
        "{ 'gpt-image-cost': 1, type: 'grow', height: 4321 }",
        "{ type: 'resize', height: 4321 }",
        "JSON.parse('{ \"__proto__\": { \"gpt-image-cost\": 1 }, \"type\": \"resize\", \"height\": 4321 }')",
        "null",
        "'gpt-image-cost'",
        "4321",
        "[]",
    ] {
        report(message)?;
        assert_eq!(frame_height_now(&page)?, height, "{message}");
    }
    for (reported, bounded) in [("1e9", "10000px"), ("Infinity", "10000px"), ("5", "100px")] {
        report(&format!("{{ 'gpt-image-cost': 1, type: 'resize', height: {reported} }}"))?;
        page.expect_script(&format!("{FRAME}.style.height"), bounded)?;
    }
    Ok(())
}

fn hostile_content_does_no_more_than_a_link_could(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, &format!("scenario=\"{SCENARIO}\" theme=light"))?;
    for message in [
        "{ 'gpt-image-cost': 1, type: 'set', theme: { toString: 1 }, fragment: { images: 1 } }",
        "{ 'gpt-image-cost': 1, type: 'set', theme: 'dark\" onload=\"x', fragment: ['v=1&images=1'] }",
        "{ 'gpt-image-cost': true, type: 'set', theme: 'dark', fragment: 'v=1&images=1' }",
        "{ 'gpt-image-cost': 1, type: 'SET', theme: 'dark', fragment: 'v=1&images=1' }",
        "null",
        "'set'",
        "JSON.parse('{ \"gpt-image-cost\": 1, \"type\": \"set\", \"__proto__\": { \"hacked\": 1 }, \"constructor\": { \"prototype\": { \"hacked\": 1 } } }')",
    ] {
        send(&page, message)?;
    }
    page.let_settle()?;
    page.in_embed(|| {
        page.expect_figure("cost-month", MONTH)?;
        page.expect_attribute("html", "data-theme", "light")?;
        page.expect_script("typeof ({}).hacked + typeof self.hacked", "undefinedundefined")
    })?;

    // A script in a name is a name.
    let name = "<img src=x onerror=hacked=1><script>hacked=1</script>";
    send(
        &page,
        &format!("{{ 'gpt-image-cost': 1, type: 'set', fragment: 'v=1&name=' + encodeURIComponent('{name}') }}"),
    )?;
    page.in_embed(|| {
        page.expect_whole_text("#receipt-title", name)?;
        page.expect_script(
            "typeof self.hacked + document.querySelectorAll('img, #receipt-title *').length",
            "undefined0",
        )
    })?;

    // Neither an address nor more than a link may hold.
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', fragment: 'javascript:hacked=1' }")?;
    page.let_settle()?;
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', fragment: 'v=1&name=' + 'x'.repeat(5e6) }")?;
    page.in_embed(|| {
        page.expect_text("#link-problems", "64 KiB")?;
        page.expect_script("typeof self.hacked", "undefined")?;
        page.type_into("images", "10")?;
        page.expect_figure("cost-month", &month("v=1&images=10"))
    })
}

fn ten_thousand_messages_leave_the_last_one_in_force(browser: &Browser) -> Result<()> {
    let docs = Docs::new()?;
    let page = browser.page()?;
    open(&docs, &page, "")?;
    page.script(&format!(
        "const frame = {FRAME}; for (let i = 1; i <= 10000; i++) frame.contentWindow.postMessage( \
           {{ 'gpt-image-cost': 1, type: 'set', theme: i % 2 ? 'dark' : 'light', fragment: `v=1&rates=2026-06-05&images=${{i}}` }}, '*')"
    ))?;
    page.in_embed(|| {
        // 10,000 × 0.05318.
        page.expect_figure("cost-month", "531.8")?;
        page.expect("html[data-theme=light]")?;
        page.type_into("images", "10")?;
        page.expect_figure("cost-month", "0.5318")?;
        page.let_settle()?;
        // The other way round: ten thousand heights a moment leave the page around in working order.
        page.script(
            "for (let i = 1; i <= 10000; i++) parent.postMessage({ 'gpt-image-cost': 1, type: 'resize', height: 100 + i % 900 }, '*')",
        )
    })?;
    page.expect_script(&format!("{FRAME}.style.height"), "200px")
}

/// The app writes its address a quarter of a second after each change; eight embeds are set once more around then.
fn what_is_set_while_the_app_writes_its_address_is_not_lost(browser: &Browser) -> Result<()> {
    let site = Site::start()?;
    let page = browser.page()?;
    let script = format!("<script async src=\"{}\"></script>", site.address("embed.js"));
    let scenario = "v=1&amp;rates=2026-06-05&amp;images=1";
    let elements = format!("<gpt-image-cost loading=eager scenario=\"{scenario}\"></gpt-image-cost>").repeat(8);
    let host = site.add_page("/-/host.html", &format!("<!doctype html><title>Host</title>{script}{elements}"));
    page.open_unready(&host)?;
    let expect_all = |month: &str| {
        page.expect_script(
            "[...document.querySelectorAll('gpt-image-cost')].map(e => e.shadowRoot?.querySelector('iframe') \
               .contentDocument?.querySelector('html[data-ready] data#cost-month')?.getAttribute('value'))",
            json!(vec![month; 8]),
        )
    };
    expect_all("0.05318")?;
    for (round, month) in (0..).zip(["53.18", "53.23318", "53.28636", "53.33954", "53.39272"]) {
        page.script(&format!(
            "document.querySelectorAll('gpt-image-cost').forEach((element, index) => {{ \
               element.setAttribute('scenario', 'v=1&rates=2026-06-05&images=2'); \
               setTimeout(() => element.setAttribute('scenario', 'v=1&rates=2026-06-05&images={}'), 235 + {round} * 16 + index * 2) }})",
            1000 + round
        ))?;
        expect_all(month)?;
    }
    Ok(())
}
