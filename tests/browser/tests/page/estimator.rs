//! From pictures to tokens, through the page.

use anyhow::Result;
use browser_tests::{Page, Site, Visit};

use crate::figures::Test;

pub const TESTS: &[Test] = &[
    ("known_readings_come_out_of_the_form", readings),
    ("a_size_the_vendor_refuses_gets_a_rule_and_a_click_that_mends_it", refused_size),
    ("what_is_left_to_the_model_is_a_range", ranges),
    ("a_size_with_two_readings_says_so", two_readings),
    ("a_cheaper_size_is_one_click_away", cheaper_size),
    ("files_are_read_for_their_size_and_others_are_named", files),
    ("a_pasted_prompt_becomes_tokens", prompt),
    ("a_budget_is_turned_into_images", budget),
    ("no_images_cost_nothing", no_images),
    ("a_preset_fills_the_form_and_reset_empties_it", preset),
    ("numbers_out_of_range_get_a_sentence", out_of_range),
];

/// Size, quality and the measured output tokens.
const OUTPUT: [(&str, &str, &str); 6] = [
    ("1024x1024", "low", "196"),
    ("1536x1024", "high", "5488"),
    ("2560x1440", "low", "205"),
    ("3472x1488", "low", "201"),
    ("3840x2160", "high", "13342"),
    ("2048x2048", "medium", "3568"),
];

/// Reference images and their measured input tokens.
const REFERENCES: [(&str, &str); 4] =
    [("256x256", "256"), ("550x368", "704"), ("1280x720", "920"), ("3840x2160", "1508")];

fn open(visit: &Visit, site: &Site, fragment: &str) -> Result<Page> {
    let page = visit.page()?;
    page.open(&site.address(fragment))?;
    Ok(page)
}

fn readings(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    for (size, quality, tokens) in OUTPUT {
        page.type_into("size", size)?;
        page.choose("q", quality)?;
        page.wait_for_figure("tokens-image-output", tokens)?;
    }
    for (reference, tokens) in REFERENCES {
        page.type_into("refs", reference)?;
        page.wait_for_figure("tokens-image-input", tokens)?;
    }
    Ok(())
}

fn refused_size(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    page.type_into("size", "1000x1000")?;
    page.wait_for("#size-remarks button")?;
    let sentence = page.description("size")?;
    assert!(sentence.contains("multiples of 16") && sentence.contains("1008x1008"), "{sentence}");
    assert_eq!(page.figure("cost-month")?, None);
    assert_eq!(page.figure("lane-text-input")?.as_deref(), Some("0.5"), "it does not depend on the size");
    page.click("#size-remarks button")?;
    // 48 × 48 × (2,000,000 + 1008 × 1008) ÷ 4,000,000, rounded up.
    page.wait_for_figure("tokens-image-output", "1738")?;
    assert_eq!(page.value("size")?, "1008x1008");
    Ok(())
}

fn ranges(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "#v=1&rates=2026-06-05&size=auto")?;
    page.wait_for_figure("cost-month-low", "15.92")?;
    page.wait_for_figure("cost-month-high", "178.4")?;
    assert!(!page.has("#cost-month"), "never a single figure");
    page.choose("q", "auto")?;
    page.wait_for_figure("cost-request-low", "0.00212")?;
    page.wait_for_figure("cost-request-high", "0.71207")
}

fn two_readings(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "#v=1&rates=2026-06-05&size=2560x1040&q=low")?;
    page.wait_for_figure("cost-request", "0.00386")?;
    let said = page.text("#size-remarks")?;
    assert!(said.contains("112") && said.contains("131") && said.contains("$0.00443"), "{said}");
    Ok(())
}

fn cheaper_size(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "#v=1&rates=2026-06-05&q=high")?;
    page.click("#cheaper summary")?;
    let offered = page.text("#cheaper")?;
    assert!(offered.contains("3.7 %") && offered.contains("21.9 %"), "{offered}");
    page.script(
        "[...document.querySelectorAll('#cheaper button')].find(b => b.textContent === '1536 × 1024').click()",
    )?;
    page.wait_for_figure("tokens-image-output", "5488")
}

/// Drops three files on the references: a picture's header, a text, and a picture that is cut off.
const DROP: &str = "
    const png = [137,80,78,71,13,10,26,10,0,0,0,13,73,72,68,82,0,0,5,0,0,0,2,208,8,2,0,0,0];
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(png)], 'shoe.png', { type: 'image/png' }));
    files.items.add(new File(['just words'], 'notes.txt', { type: 'text/plain' }));
    files.items.add(new File([new Uint8Array(png.slice(0, 18))], 'torn.png', { type: 'image/png' }));
    const input = document.getElementById('reference-files');
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));";

fn files(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    let before = site.requests().len();
    page.script(DROP)?;
    page.wait_for_figure("tokens-image-input", "920")?;
    assert_eq!(page.value("refs")?, "1280x720");
    page.wait_until("both other files to be named", || {
        let said = page.text(".references .notes")?;
        Ok(if said.contains("notes.txt") && said.contains("torn.png") { Ok(()) } else { Err(said) })
    })?;
    assert_eq!(site.requests().len(), before, "no file leaves the browser");
    Ok(())
}

fn prompt(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    let paste = |length: usize| {
        page.script(&format!(
            "const area = document.getElementById('prompt-text'); area.value = 'x'.repeat({length}); \
             area.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
        ))
    };
    paste(4000)?;
    page.wait_for_figure("tokens-text-input", "1006")?;
    paste(32_001)?;
    page.wait_for_figure("tokens-text-input", "8007")?;
    let said = page.script("return document.getElementById('prompt-estimate').textContent")?;
    assert!(said.as_str().is_some_and(|said| said.contains("over its limit") && said.contains("assumed")), "{said}");
    Ok(())
}

fn budget(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    assert!(!page.has("#budget-images"), "nothing was asked");
    page.type_into("budget", "$100")?;
    page.wait_for_figure("budget-images", "1880")?;
    page.wait_for_figure("budget-images-q-low", "15673")?;
    page.wait_for_figure("budget-images-q-high", "473")?;
    page.choose("q", "auto")?;
    page.wait_for_figure("budget-images-low", "473")?;
    page.wait_for_figure("budget-images-high", "15673")
}

fn no_images(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    page.type_into("images", "0")?;
    page.wait_for_figure("cost-month", "0")?;
    page.wait_for_figure("cost-request", "0.05318")?;
    assert!(!page.has("#cost-kept-image"), "there is no image to divide by");
    Ok(())
}

fn preset(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    page.script(
        "[...document.querySelectorAll('.presets button')].find(b => b.textContent.startsWith('Bulk')).click()",
    )?;
    page.wait_for_figure("cost-request", "0.00309")?;
    page.wait_for_address(&site.address("#v=1&rates=2026-06-05&images=50000&q=low&prompt=60&batch=1"))?;
    page.script(
        "[...document.querySelectorAll('.inputs button')].find(b => b.textContent.startsWith('Reset')).click()",
    )?;
    page.wait_for_figure("cost-month", "53.18")?;
    assert_eq!(page.value("images")?, "");
    page.wait_for_address(&site.address("#v=1&rates=2026-06-05"))
}

fn out_of_range(visit: &Visit) -> Result<()> {
    let site = Site::start()?;
    let page = open(visit, &site, "")?;
    for (field, text, figure) in [
        ("images", "100000001", "cost-month"),
        ("attempts", "0.5", "cost-month"),
        ("partial", "4", "cost-request"),
        ("refs", "17*64x64", "cost-request"),
    ] {
        page.type_into(field, text)?;
        page.wait_until("the figure to be unknown", || {
            Ok(match page.figure(figure)? {
                None => Ok(()),
                Some(value) => Err(value),
            })
        })?;
        assert!(page.attribute(&format!("[name={field}]"), "aria-invalid")?.is_some(), "{field}");
        assert_eq!(page.value(field)?, text);
        let said = page.text(".results > p:nth-of-type(2)")?;
        assert!(said.contains('–'), "{field}: what is unknown is said, not given as its default: {said}");
        page.type_into(field, "")?;
        page.wait_for_figure("cost-month", "53.18")?;
    }
    Ok(())
}
