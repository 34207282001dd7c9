//! From images to tokens, through the page.

use anyhow::Result;
use browser_tests::{Browser, Key, NamedTest, tests};
use gpt_image_cost_core::{PRESETS, RATE_HISTORY, scenario::permalink};

use crate::expected::{START, amount, estimates, example, month};

pub const TESTS: &[NamedTest] = tests![
    a_refused_size_names_the_rule_and_one_press_corrects_it,
    the_size_of_image_files_is_read_and_other_files_are_named,
    images_can_be_dropped_on_the_group_of_references,
    numbers_out_of_range_are_refused_with_a_sentence,
    a_pasted_prompt_is_counted_in_tokens,
    a_field_of_the_other_mode_that_cannot_be_read_is_shown_to_be_corrected,
    taking_out_a_reference_image_leaves_the_focus_in_the_list,
];

pub const CHROMIUM: &[NamedTest] = tests![the_presets_end_beside_the_receipt_at_every_width];

pub const LOGIC: &[NamedTest] = tests![
    a_preset_sets_the_fields_and_reset_brings_the_example_back,
    measured_token_counts_come_out_of_the_form,
    what_is_left_to_the_model_is_a_range,
    a_size_with_two_readings_says_so,
    a_size_above_2560_by_1440_is_called_experimental,
    a_larger_size_that_costs_less_is_one_click_away,
    a_budget_says_how_many_images_it_pays_for,
    no_images_cost_nothing,
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

fn measured_token_counts_come_out_of_the_form(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    for (size, quality, tokens) in OUTPUT {
        page.type_into("size", size)?;
        page.choose("q", quality)?;
        page.expect_figure("tokens-image-output", tokens)?;
    }
    page.unfold("#references")?;
    for (reference, tokens) in REFERENCES {
        page.type_into("refs", reference)?;
        page.expect_figure("tokens-image-input", tokens)?;
    }
    Ok(())
}

fn a_refused_size_names_the_rule_and_one_press_corrects_it(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.type_into("size", "1000x1000")?;
    page.expect_description("size", "multiples of 16")?;
    page.expect_description("size", "1008x1008")?;
    page.expect_attribute("[name=size]", "aria-invalid", "true")?;
    page.expect_no_figure("cost-month")?;
    // It does not depend on the size.
    page.expect_figure("lane-text-input", "0.5")?;
    page.click("#size-error .correct")?;
    // 48 × 48 × (2,000,000 + 1008 × 1008) ÷ 4,000,000, rounded up.
    page.expect_figure("tokens-image-output", "1738")?;
    page.expect_value("size", "1008x1008")?;
    page.expect_focus("[name=size]")
}

fn what_is_left_to_the_model_is_a_range(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&size=auto")?;
    page.expect_range("cost-month", "15.92", "178.4")?;
    page.choose("q", "auto")?;
    page.expect_range("cost-request", "0.00212", "0.71207")?;
    page.type_into("size", "1024x1024")?;
    page.expect_range("cost-month", "6.38", "211.22")?;
    // The button beside the field leaves the size to the model again.
    page.click("#use-auto-size")?;
    page.expect_value("size", "auto")?;
    page.expect_range("cost-request", "0.00212", "0.71207")
}

fn a_size_with_two_readings_says_so(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&size=2560x1040&q=low")?;
    page.expect_figure("cost-request", "0.00386")?;
    page.expect_texts("#size-notes", &["112", "131", "$3.86", "$4.43"])?;
    page.unfold("#arithmetic")?;
    page.expect_text("#arithmetic", "$0.00443")
}

fn a_size_above_2560_by_1440_is_called_experimental(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.expect_no_text("#size-notes", "experimental")?;
    page.type_into("size", "3840x2160")?;
    page.expect_text("#size-notes", "experimental")
}

fn a_larger_size_that_costs_less_is_one_click_away(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("#v=1&rates=2026-06-05&q=high")?;
    page.unfold("#cheaper")?;
    page.expect_texts("#cheaper", &["3.7%", "21.9%"])?;
    page.click_text("#cheaper a", "1536 × 1024")?;
    page.expect_figure("tokens-image-output", "5488")?;
    page.expect_address(&site.address("#v=1&rates=2026-06-05&size=1536x1024&q=high"))
}

/// The header of a PNG image of 1280 × 720 pixels.
pub const PNG: [u8; 29] =
    [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 5, 0, 0, 0, 2, 208, 8, 2, 0, 0, 0];

/// An image, a text, and an image that is cut off.
const FILES: [(&str, &str, &[u8]); 3] = [
    ("shoe.png", "image/png", &PNG),
    ("notes.txt", "text/plain", b"just words"),
    ("torn.png", "image/png", PNG.first_chunk::<18>().expect("it is longer").as_slice()),
];

fn the_size_of_image_files_is_read_and_other_files_are_named(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open(START)?;
    page.unfold("#references")?;
    let before = page.loaded_now()?.len();
    page.give_files("#reference-files", &FILES)?;
    page.expect_figure("tokens-image-input", "920")?;
    page.expect_value("refs", "1280x720")?;
    page.expect_texts("#reference-notes", &["notes.txt", "torn.png"])?;
    // No file leaves the browser.
    assert_eq!(page.loaded_now()?.len(), before);
    page.expect_address(&site.address("#v=1&rates=2026-06-05&refs=1280x720"))
}

fn images_can_be_dropped_on_the_group_of_references(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold("#references")?;
    page.give_files("#references .fold-body > div", &FILES)?;
    page.expect_figure("tokens-image-input", "920")?;
    page.expect_texts("#reference-notes", &["notes.txt", "torn.png"])?;
    page.let_settle()?;
    // They are not taken for an exported file as well.
    page.expect_hidden("#file-issues .notice")
}

fn a_pasted_prompt_is_counted_in_tokens(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold("#prompt-and-cache")?;
    page.paste_into("prompt-text", &"x".repeat(4000))?;
    page.expect_figure("tokens-text-input", "1006")?;
    page.paste_into("prompt-text", &"x".repeat(32_001))?;
    page.expect_figure("tokens-text-input", "8007")?;
    page.expect_texts("#prompt-estimate", &["over the API’s limit", "assumed"])
}

fn a_budget_says_how_many_images_it_pays_for(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    // Nothing was asked.
    page.expect_absent("#budget-images")?;
    page.unfold("#more-settings")?;
    page.type_into("budget", "$100")?;
    page.expect_figure("budget-images", "1880")?;
    page.expect_figure("budget-images-q-low", "15673")?;
    page.expect_figure("budget-images-q-high", "473")?;
    page.choose("q", "auto")?;
    page.expect_range("budget-images", "473", "15673")?;
    page.choose("mode", "tokens")?;
    page.type_into("oi", "1000")?;
    page.expect_figure("budget-requests", "3333")?;
    page.expect_absent("#budget-images, #budget-images-low")
}

fn no_images_cost_nothing(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.type_into("images", "0")?;
    page.expect_figure("cost-month", "0")?;
    page.expect_figure("cost-request", "0.05318")?;
    // There is no image to divide by.
    page.expect_absent("#cost-kept-image")
}

fn the_presets_end_beside_the_receipt_at_every_width(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    for width in [1000, 1200, 1201, 1240, 1280, 1344, 1345, 1440] {
        page.emulate_screen(width, 900)?;
        page.expect_script("innerWidth", width)?;
        page.expect_script(
            "(edge => edge('.presets ul', 'right') <= edge('.inputs', 'right')) \
             ((css, side) => document.querySelector(css).getBoundingClientRect()[side])",
            true,
        )?;
    }
    Ok(())
}

fn a_preset_sets_the_fields_and_reset_brings_the_example_back(browser: &Browser) -> Result<()> {
    let (site, page) = browser.open("#v=1&rates=2026-06-05&images=7&name=Mine")?;
    page.expect_figure("cost-month", "0.37226")?;
    for preset in &PRESETS {
        let link = format!("#{}", permalink::serialize_one(&preset.scenario(&RATE_HISTORY)));
        let css = format!("a.preset[href=\"{link}\"]");
        page.expect_text(&css, preset.name)?;
        page.click(&css)?;
        page.expect_figure("cost-request", &amount(estimates(&link)[0].bill.per_request))?;
        page.expect_figure("cost-month", &month(&link))?;
        page.expect_attribute(&css, "aria-current", "true")?;
        page.expect_count(".preset[aria-current]", 1)?;
        page.expect_address(&site.address(&link))?;
    }
    page.type_into("images", "seven")?;
    page.click("#reset")?;
    page.expect_figure("cost-month", &month(&example()))?;
    page.expect_value("images", "1,000")?;
    page.expect_address(&site.address(&example()))?;
    page.click("#undo")?;
    page.expect_value("images", "seven")?;
    page.expect_text("#toast", "is back")
}

fn a_field_of_the_other_mode_that_cannot_be_read_is_shown_to_be_corrected(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("")?;
    page.type_into("size", "abc")?;
    // The address stays that of the field: no link can be made.
    for _ in 0..2 {
        page.choose("mode", "tokens")?;
        page.expect_hidden("#size")?;
        page.expect("#copy-link:disabled")?;
        page.click_text("#receipt a", "Correct it")?;
        page.expect_visible("#size")?;
        page.expect_focus("#size")?;
    }
    page.expect_value("size", "abc")
}

fn taking_out_a_reference_image_leaves_the_focus_in_the_list(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open("#v=1&rates=2026-06-05&refs=512x512~1024x1024~1280x720")?;
    page.unfold("#references")?;
    page.expect_count(".reference-list button", 3)?;
    page.script("document.querySelector('.reference-list button').focus()")?;
    page.press(Key::Enter)?;
    page.expect_count(".reference-list button", 2)?;
    page.expect_focus("[aria-label='Remove 1024x1024']")?;
    page.script("document.querySelector('[aria-label=\"Remove 1280x720\"]').focus()")?;
    page.press(Key::Enter)?;
    page.expect_count(".reference-list button", 1)?;
    page.expect_focus("[aria-label='Remove 1024x1024']")?;
    page.press(Key::Enter)?;
    page.expect_count(".reference-list button", 0)?;
    page.expect_focus("#refs")
}

fn numbers_out_of_range_are_refused_with_a_sentence(browser: &Browser) -> Result<()> {
    let (_site, page) = browser.open(START)?;
    page.unfold("#retries")?;
    page.unfold("#references")?;
    for (field, text, figure) in [
        ("images", "100000001", "cost-month"),
        ("attempts", "0.5", "cost-month"),
        ("partial", "4", "cost-request"),
        ("refs", "17*64x64", "cost-request"),
    ] {
        page.type_into(field, text)?;
        page.expect_no_figure(figure)?;
        page.expect_attribute(&format!("[name={field}]"), "aria-invalid", "true")?;
        page.expect_value(field, text)?;
        page.expect_visible(&format!("#{field}-error"))?;
        // What is unknown is said, and not given as its default.
        page.expect_text("#lede", "–")?;
        page.type_into(field, "")?;
        page.expect_figure("cost-month", "53.18")?;
    }
    Ok(())
}
