//! What an embed and the page around it say to each other, and that nobody else gets a word in.

use anyhow::Result;
use browser_tests::{Page, Site, SitePlan, Visit};
use serde_json::{Value, json};

use crate::embed::{Docs, MONTH, SCENARIO, of_frame, wait_for_frame};
use crate::figures::Test;

pub const ADJUSTED_TESTS: &[Test] = &[("colours_follow_styles_that_come_late", colours_late)];

pub const TESTS: &[Test] = &[
    ("heights_are_told_when_they_change_and_only_then", heights),
    ("a_scenario_is_told_when_the_reader_edits_it_and_not_when_it_is_set", edits),
    ("two_embeds_on_a_page_do_not_mix", two_embeds),
    ("what_is_set_before_the_frame_listens_waits_for_it", queued),
    ("colours_follow_the_page_around", colours),
    ("colours_follow_attribute_and_message", colours_set),
    ("colours_are_those_of_a_page_that_only_implies_them", colours_implied),
    ("a_page_that_sends_every_scenario_back_takes_nothing_away", mirrored),
    ("without_its_scenario_an_embed_is_the_example_again", reset),
    ("another_view_keeps_what_was_entered", other_view),
    ("a_forged_height_from_a_sibling_frame_is_ignored", forged_height),
    ("only_the_page_around_may_set_anything", forged_set),
    ("a_frame_that_has_gone_elsewhere_is_not_listened_to", gone_elsewhere),
    ("heights_of_wrong_types_are_ignored_and_wild_ones_bounded", wild_heights),
    ("hostile_content_does_no_more_than_a_link_could", hostile_content),
    ("ten_thousand_messages_leave_the_last_one_in_force", flood),
    ("what_is_set_while_the_calculator_writes_its_address_is_not_lost", set_while_writing),
];

/// Waits until the first element's frame has said that it is ready.
fn wait_until_ready(page: &Page) -> Result<()> {
    page.wait_until("the frame to be ready", || {
        let ready = page.script("return said.filter(one => one.type === 'ready').length")?;
        Ok((ready != json!(0)).then_some(()).ok_or("it has not said so".to_owned()))
    })
}

/// Opens a page with one element at once, and waits for it.
fn open(docs: &Docs, page: &Page, attributes: &str) -> Result<()> {
    page.open_unready(&docs.page(&docs.element(&format!("loading=eager {attributes}"))))?;
    wait_until_ready(page)
}

/// What the first element's frame has said of this kind.
fn said(page: &Page, kind: &str) -> Result<Vec<Value>> {
    let all = page.script(&format!("return said.filter(one => one.type === '{kind}' && one.from === 0)"))?;
    Ok(all.as_array().cloned().unwrap_or_default())
}

/// Lets everything that is under way arrive.
fn settle(page: &Page) -> Result<()> {
    page.script_with_callback("setTimeout(arguments[0], 500)").map(drop)
}

/// Sends a message to the first element's frame, as its page.
fn send(page: &Page, message: &str) -> Result<()> {
    of_frame(page, &format!("frame.contentWindow.postMessage({message}, '*')")).map(drop)
}

fn heights(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, "")?;
    let ready = said(&page, "ready")?;
    assert_eq!(ready.len(), 1);
    assert_eq!(ready[0]["gpt-image-cost"], 1);
    let told = ready[0]["height"].clone();
    wait_for_frame(&page, "frame.getBoundingClientRect().height", &told)?;

    page.enter_embed()?;
    // As many digits, so as high.
    page.type_into("images", "2000")?;
    page.wait_for_figure("cost-month", "106.36")?;
    page.script("document.querySelector('section > details').open = true")?;
    page.leave_frame()?;
    page.wait_until("the open details to be told", || {
        let count = said(&page, "resize")?.len();
        Ok((count >= 2).then_some(()).ok_or(count.to_string()))
    })?;
    settle(&page)?;
    let heights: Vec<Value> = said(&page, "resize")?.into_iter().map(|one| one["height"].clone()).collect();
    assert!(heights.windows(2).all(|pair| pair[0] != pair[1]), "the same height was told twice: {heights:?}");
    Ok(())
}

fn edits(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, &format!("scenario=\"{SCENARIO}\""))?;
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', fragment: 'v=1&images=20' }")?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", "1.0636")?;
    page.leave_frame()?;
    settle(&page)?;
    assert_eq!(said(&page, "scenario")?, Vec::<Value>::new(), "nobody has edited anything");
    page.enter_embed()?;
    page.type_into("images", "30")?;
    page.wait_for_figure("cost-month", "1.5954")?;
    page.leave_frame()?;
    settle(&page)?;
    let last = said(&page, "scenario")?.pop();
    let expected =
        json!({ "from": 0, "gpt-image-cost": 1, "type": "scenario", "fragment": "v=1&rates=2026-06-05&images=30" });
    assert_eq!(last, Some(expected));
    Ok(())
}

fn two_embeds(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    let [first, second] = ["view=calculator", "view=rates"].map(|view| docs.element(&format!("loading=eager {view}")));
    page.open_unready(&docs.page(&[first, second].concat()))?;
    page.wait_until("both to be ready", || {
        let ready =
            page.script("return new Set(said.filter(one => one.type === 'ready').map(one => one.from)).size")?;
        Ok((ready == json!(2)).then_some(()).ok_or(ready.to_string()))
    })?;
    settle(&page)?;
    let agree = page.script(
        "return [...document.querySelectorAll('gpt-image-cost')].map((element, at) => [ \
           element.shadowRoot.querySelector('iframe').getBoundingClientRect().height, \
           said.findLast(one => one.from === at && one.height).height])",
    )?;
    assert_eq!(agree[0][0], agree[0][1]);
    assert_eq!(agree[1][0], agree[1][1]);
    assert_ne!(agree[0][0], agree[1][0], "the two are of one height, which shows nothing");
    page.enter_embed()?;
    page.type_into("images", "30")?;
    page.wait_for_figure("cost-month", "1.5954")?;
    page.leave_frame()?;
    settle(&page)?;
    let authors =
        page.script("return [...new Set(said.filter(one => one.type === 'scenario').map(one => one.from))]")?;
    assert_eq!(authors, json!([0]));
    Ok(())
}

fn queued(visit: &Visit) -> Result<()> {
    let docs = Docs::with(SitePlan { hold: Some(".wasm"), ..SitePlan::default() })?;
    let page = visit.page()?;
    page.open_unready(&docs.page(&docs.element("loading=eager scenario=\"v=1&images=1\" theme=light")))?;
    wait_for_frame(&page, "frame?.style.visibility", &json!(""))?;
    page.script(&format!(
        "const element = document.querySelector('gpt-image-cost'); \
         element.setAttribute('scenario', 'v=1&images=2'); element.setAttribute('scenario', '{SCENARIO}'); \
         element.setAttribute('theme', 'dark')"
    ))?;
    // Colours need no calculator.
    page.enter_embed_unready()?;
    page.wait_for("html[data-theme=dark]:not([data-ready])")?;
    page.leave_frame()?;
    assert_eq!(said(&page, "ready")?.len(), 0, "nothing was held back");
    docs.calculator.release();
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    page.wait_for("html[data-theme=dark]")
}

/// Waits until the frame wears the colours.
fn wait_for_theme(page: &Page, theme: &str) -> Result<()> {
    page.enter_embed()?;
    page.wait_for(&format!("html[data-theme={theme}]"))?;
    page.leave_frame()
}

fn colours(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    let style = "<style>.dusk { color-scheme: dark } .night { background: oklch(0.2 0.02 250); transition: background 0.2s } \
                 [data-mode=dark] body { background: #222 } .glass { background: rgb(0 0 0 / 0) }</style>";
    page.open_unready(&docs.page(&format!("{style}{}", docs.element("loading=eager"))))?;
    wait_until_ready(&page)?;
    wait_for_theme(&page, "light")?;
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
        wait_for_theme(&page, theme)?;
    }
    Ok(())
}

fn colours_set(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, "theme=dark")?;
    wait_for_theme(&page, "dark")?;
    page.script("document.querySelector('gpt-image-cost').setAttribute('theme', 'light')")?;
    wait_for_theme(&page, "light")?;
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', theme: 'dark' }")?;
    wait_for_theme(&page, "dark")?;
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', theme: 'auto' }")?;
    page.enter_embed()?;
    page.wait_for("html:not([data-theme])")
}

fn colours_implied(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    for (head, theme) in [
        ("<meta name=color-scheme content=dark>", "dark"),
        ("<style>body { background: linear-gradient(#111, #000); color: #eee }</style>", "dark"),
        ("<style>body { background: rgb(0 0 0 / 4%) }</style>", "light"),
        ("<style>html { background: #fff } body { color: #888 }</style>", "light"),
    ] {
        page.open_unready(&docs.page(&format!("{head}{}", docs.element("loading=eager"))))?;
        wait_for_theme(&page, theme)?;
    }
    Ok(())
}

fn colours_late(visit: &Visit) -> Result<()> {
    let docs =
        Docs { site: Site::start_with(SitePlan { hold: Some(".late"), ..SitePlan::default() })?, ..Docs::new()? };
    let page = visit.page()?;
    page.open_unready(&docs.page(&format!("{}<img src=/picture.late alt>", docs.element("loading=eager"))))?;
    wait_for_theme(&page, "light")?;
    page.script("document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { background: #111 }' }))")?;
    docs.site.release();
    wait_for_theme(&page, "dark")
}

fn mirrored(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    for attributes in ["", "scenario=v=1 rates=latest"] {
        open(&docs, &page, attributes)?;
        page.script(
            "addEventListener('message', ({ data }) => { if (data.type === 'scenario') \
               document.querySelector('gpt-image-cost').setAttribute('scenario', data.fragment) })",
        )?;
        for text in ["1,000", "1,0005", "2.5k"] {
            page.enter_embed()?;
            page.type_into("images", text)?;
            page.leave_frame()?;
            // Longer than the frame waits for a pause.
            page.script_with_callback("setTimeout(arguments[0], 1500)")?;
            page.enter_embed()?;
            assert_eq!(page.value("images")?, text, "{attributes}");
            page.leave_frame()?;
        }
    }
    Ok(())
}

fn reset(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, &format!("scenario=\"{SCENARIO}\""))?;
    page.script("document.querySelector('gpt-image-cost').removeAttribute('scenario')")?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", "53.18")
}

fn other_view(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, "")?;
    page.enter_embed()?;
    page.type_into("images", "30")?;
    page.wait_for_figure("cost-month", "1.5954")?;
    page.leave_frame()?;
    page.script("document.querySelector('gpt-image-cost').setAttribute('view', 'both')")?;
    page.wait_until("the other view with the same scenario", || {
        page.enter_embed()?;
        let now = [page.attribute("html", "data-view")?, page.figure("cost-month")?];
        page.leave_frame()?;
        let expected = ["both", "1.5954"].map(|text| Some(text.to_owned()));
        Ok((now == expected).then_some(()).ok_or(format!("{now:?}")))
    })
}

/// A frame that tells its page and every frame in it this, and then that it has.
fn accomplice(docs: &Docs, message: &str) -> String {
    let page = format!(
        "<!doctype html><script>parent.postMessage({message}, '*'); \
         for (let at = 0; at < parent.length; at++) parent[at].postMessage({message}, '*'); \
         parent.postMessage({{ type: 'attacked' }}, '*')</script>"
    );
    docs.calculator.add_page("/-/accomplice.html", &page)
}

fn wait_for_attack(page: &Page) -> Result<()> {
    page.wait_until("the attack", || {
        let done = page.script("return said.some(one => one.type === 'attacked')")?;
        Ok((done == json!(true)).then_some(()).ok_or("not yet".to_owned()))
    })
}

fn forged_height(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, "")?;
    let height = of_frame(&page, "frame.style.height")?;
    // Even one of the calculator's own origin.
    let sibling = accomplice(&docs, "{ 'gpt-image-cost': 1, type: 'resize', height: 4321 }");
    page.script(&format!(
        "document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{sibling}' }}))"
    ))?;
    wait_for_attack(&page)?;
    assert_eq!(of_frame(&page, "frame.style.height")?, height);
    // Nor is the page itself mistaken for the frame.
    page.script("postMessage({ 'gpt-image-cost': 1, type: 'resize', height: 4321 }, '*')")?;
    settle(&page)?;
    assert_eq!(of_frame(&page, "frame.style.height")?, height);
    Ok(())
}

fn forged_set(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    let address = docs.calculator.address(&format!("embed/#{SCENARIO}&theme=light")).replace('&', "&amp;");
    page.open_unready(&docs.page(&format!("<iframe id=embed height=900 src=\"{address}\"></iframe>")))?;
    wait_until_ready(&page)?;
    let sibling = accomplice(&docs, "{ 'gpt-image-cost': 1, type: 'set', theme: 'dark', fragment: 'v=1&images=1' }");
    page.script(&format!(
        "document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{sibling}' }}))"
    ))?;
    wait_for_attack(&page)?;
    settle(&page)?;
    page.enter_frame("#embed")?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_eq!(page.attribute("html", "data-theme")?.as_deref(), Some("light"));
    // A message of the frame to itself is none of its page's.
    page.script("postMessage({ 'gpt-image-cost': 1, type: 'set', theme: 'dark' }, '*')")?;
    settle(&page)?;
    assert_eq!(page.attribute("html", "data-theme")?.as_deref(), Some("light"));
    Ok(())
}

fn gone_elsewhere(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, "")?;
    let height = of_frame(&page, "frame.style.height")?;
    let elsewhere = docs.site.add_page(
        "/-/elsewhere.html",
        "<!doctype html><script>parent.postMessage({ 'gpt-image-cost': 1, type: 'resize', height: 4321 }, '*'); \
         parent.postMessage({ type: 'attacked' }, '*')</script>",
    );
    page.enter_embed()?;
    page.script(&format!("location.href = '{elsewhere}'"))?;
    page.leave_frame()?;
    wait_for_attack(&page)?;
    assert_eq!(of_frame(&page, "frame.style.height")?, height);
    Ok(())
}

fn wild_heights(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, "")?;
    let height = of_frame(&page, "frame.style.height")?;
    let tell = |message: &str| -> Result<()> {
        page.enter_embed()?;
        page.script(&format!("parent.postMessage({message}, '*'); parent.postMessage({{ type: 'attacked' }}, '*')"))?;
        page.leave_frame()?;
        wait_for_attack(&page)?;
        page.script("said.length = 0").map(drop)
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
        tell(message)?;
        assert_eq!(of_frame(&page, "frame.style.height")?, height, "{message}");
    }
    for (told, bounded) in [("1e9", "10000px"), ("Infinity", "10000px"), ("5", "100px")] {
        tell(&format!("{{ 'gpt-image-cost': 1, type: 'resize', height: {told} }}"))?;
        wait_for_frame(&page, "frame.style.height", &json!(bounded))?;
    }
    Ok(())
}

fn hostile_content(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
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
    settle(&page)?;
    page.enter_embed()?;
    page.wait_for_figure("cost-month", MONTH)?;
    assert_eq!(page.attribute("html", "data-theme")?.as_deref(), Some("light"));
    assert_eq!(page.script("return typeof ({}).hacked + typeof self.hacked")?, "undefinedundefined");
    page.leave_frame()?;

    // A script in a name is a name.
    let name = "<img src=x onerror=hacked=1><script>hacked=1</script>";
    send(
        &page,
        &format!("{{ 'gpt-image-cost': 1, type: 'set', fragment: 'v=1&name=' + encodeURIComponent('{name}') }}"),
    )?;
    page.enter_embed()?;
    page.wait_until("the name as a title", || {
        let title = page.text("#results-title")?;
        Ok((title == name).then_some(()).ok_or(title))
    })?;
    assert_eq!(
        page.script("return typeof self.hacked + document.querySelectorAll('img, #results-title *').length")?,
        "undefined0"
    );
    page.leave_frame()?;

    // Neither an address nor more than a link may hold.
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', fragment: 'javascript:hacked=1' }")?;
    settle(&page)?;
    send(&page, "{ 'gpt-image-cost': 1, type: 'set', fragment: 'v=1&name=' + 'x'.repeat(5e6) }")?;
    page.enter_embed()?;
    page.wait_until("the refusal of a link that is too long", || {
        let text = page.text("#link-problems")?;
        Ok(text.contains("64 KiB").then_some(()).ok_or(text))
    })?;
    assert_eq!(page.script("return typeof self.hacked")?, "undefined");
    page.type_into("images", "10")?;
    page.wait_for_figure("cost-month", "0.5318")
}

fn flood(visit: &Visit) -> Result<()> {
    let docs = Docs::new()?;
    let page = visit.page()?;
    open(&docs, &page, "")?;
    of_frame(
        &page,
        "(() => { for (let i = 1; i <= 10000; i++) \
           frame.contentWindow.postMessage({ 'gpt-image-cost': 1, type: 'set', theme: i % 2 ? 'dark' : 'light', fragment: `v=1&images=${i}` }, '*') })()",
    )?;
    page.enter_embed()?;
    // 10,000 × 0.05318.
    page.wait_for_figure("cost-month", "531.8")?;
    page.wait_for("html[data-theme=light]")?;
    page.type_into("images", "10")?;
    page.wait_for_figure("cost-month", "0.5318")?;
    page.leave_frame()?;
    // The other way round: ten thousand heights a moment leave the page around in working order.
    page.enter_embed()?;
    page.script(
        "for (let i = 1; i <= 10000; i++) parent.postMessage({ 'gpt-image-cost': 1, type: 'resize', height: 100 + i % 900 }, '*')",
    )?;
    page.leave_frame()?;
    wait_for_frame(&page, "frame.style.height", &json!("200px"))
}

/// The calculator writes its address a quarter of a second after each change; eight embeds are set once more around then.
fn set_while_writing(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = visit.page()?;
    let script = format!("<script async src=\"{}\"></script>", site.address("embed.js"));
    let elements = "<gpt-image-cost loading=eager scenario=\"v=1&amp;images=1\"></gpt-image-cost>".repeat(8);
    let host = site.add_page("/-/host.html", &format!("<!doctype html><title>Host</title>{script}{elements}"));
    page.open_unready(&host)?;
    let wait_for_all = |month: &str| {
        page.wait_until(&format!("every embed to say {month}"), || {
            let now = page.script(
                "return [...document.querySelectorAll('gpt-image-cost')].map(e => e.shadowRoot?.querySelector('iframe') \
                   .contentDocument?.querySelector('html[data-ready] data#cost-month')?.getAttribute('value'))",
            )?;
            Ok((now == json!(vec![month; 8])).then_some(()).ok_or(now.to_string()))
        })
    };
    wait_for_all("0.05318")?;
    for (round, month) in (0..).zip(["53.18", "53.23318", "53.28636", "53.33954", "53.39272"]) {
        page.script(&format!(
            "document.querySelectorAll('gpt-image-cost').forEach((element, at) => {{ \
               element.setAttribute('scenario', 'v=1&images=2'); \
               setTimeout(() => element.setAttribute('scenario', 'v=1&images={}'), 235 + {round} * 16 + at * 2) }})",
            1000 + round
        ))?;
        wait_for_all(month)?;
    }
    Ok(())
}
