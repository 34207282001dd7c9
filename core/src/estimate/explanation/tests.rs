use super::*;
use crate::rates::history::RATE_HISTORY;
use crate::scenario::field_set::FieldSet;
use crate::scenario::permalink;

fn explained(keys: &str, invalid: &[Field]) -> Explanation {
    let link = permalink::parse(&format!("rates=2026-06-05&{keys}"), &RATE_HISTORY);
    let invalid: FieldSet = invalid.iter().copied().collect();
    Estimate::new(link.first(), invalid, &RATE_HISTORY).explanation()
}

/// `Text input: 100 × $5 ÷ 1,000,000 = $0.0005 [rate card]`
#[track_caller]
fn assert_steps(steps: &[Step], expected: &[&str]) {
    let lines: Vec<String> = steps
        .iter()
        .map(|Step { name, formula, result, provenance }| {
            let labels: Vec<&str> = provenance.iter().map(|one| one.label()).collect();
            format!("{name}: {formula} = {result} [{}]", labels.join(", "))
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn the_default_is_explained_from_tokens_to_image() {
    let explanation = explained("", &[]);
    assert_steps(
        &explanation.per_request,
        &[
            "Text input tokens: 100 − 0 cached = 100 [your entry]",
            "Image output tokens: short side = round(48 ÷ (1024 ÷ 1024)) = 48; ⌈48 × 48 × (2,000,000 + 1024 × 1024) \
             ÷ 4,000,000⌉ = 1,756 [measured]",
            "Text input: 100 × $5 ÷ 1,000,000 = $0.0005 [rate card]",
            "Image output: 1,756 × $30 ÷ 1,000,000 = $0.05268 [rate card]",
            "One attempt: $0.0005 + $0.05268 = $0.05318 [rate card]",
        ],
    );
    assert_steps(
        &explanation.per_month,
        &[
            "Attempts a month: ⌈1,000 images × 1⌉ = 1,000 [your entry]",
            "Text input: $0.0005 × 1,000 = $0.5 [rate card, your entry]",
            "Image output: $0.05268 × 1,000 = $52.68 [rate card, your entry]",
            "Month: $0.05318 × 1,000 attempts = $53.18 [rate card, your entry]",
            "Year: $53.18 × 12 = $638.16 [rate card, your entry]",
            "Per image: $53.18 ÷ 1,000 = $0.05318 [rate card, your entry]",
        ],
    );
}

#[test]
fn cached_input_reference_images_partial_images_and_the_factor_have_steps() {
    assert_steps(
        &explained("refs=2*1280x720~4000x1000&cached=25&batch=1&uplift=10", &[]).per_request,
        &[
            "Text input tokens: 100 − 25 cached = 75 [your entry]",
            "Cached text input tokens: ⌊100 × 25 ÷ 100⌋ = 25 [your entry]",
            "Reference images 1280×720: 2 × 920 tokens = 1,840 [measured]",
            "Reference images 4000×1000: 1 × 1,452 tokens = 1,452 [assumed]",
            "Image input tokens: 3,292 − 823 cached = 2,469 [assumed]",
            "Cached image input tokens: ⌊3,292 × 25 ÷ 100⌋ = 823 [assumed]",
            "Image output tokens: short side = round(48 ÷ (1024 ÷ 1024)) = 48; ⌈48 × 48 × (2,000,000 + 1024 × 1024) \
             ÷ 4,000,000⌉ = 1,756 [measured]",
            "Factor on every rate: 1/2 (Batch API) × (100 + 10) ÷ 100 = 0.55 [vendor, your entry]",
            "Text input: 75 × $5 ÷ 1,000,000 × 0.55 = $0.00020625 [rate card]",
            "Cached text input: 25 × $1.25 ÷ 1,000,000 × 0.55 = $0.0000171875 [rate card]",
            "Image input: 2,469 × $8 ÷ 1,000,000 × 0.55 = $0.0108636 [rate card]",
            "Cached image input: 823 × $2 ÷ 1,000,000 × 0.55 = $0.0009053 [rate card]",
            "Image output: 1,756 × $30 ÷ 1,000,000 × 0.55 = $0.028974 [rate card]",
            "One attempt: $0.00020625 + $0.0000171875 + $0.0108636 + $0.0009053 + $0.028974 = $0.0409663375 \
             [rate card]",
        ],
    );
    let partial = explained("partial=2&q=low", &[]).per_request;
    assert_steps(
        &partial[1..3],
        &[
            "Output tokens of one image: short side = round(16 ÷ (1024 ÷ 1024)) = 16; ⌈16 × 16 × (2,000,000 + 1024 × \
             1024) ÷ 4,000,000⌉ = 196 [measured]",
            "Image output tokens: 196 + 2 partial × 100 = 396 [vendor]",
        ],
    );
    let all_cached = explained("prompt=0&refs=1024x1024&cached=100", &[]).per_request;
    assert_steps(
        &all_cached[..2],
        &[
            "Reference images 1024×1024: 1 × 1,024 tokens = 1,024 [measured]",
            "Cached image input tokens: ⌊1,024 × 100 ÷ 100⌋ = 1,024 [measured]",
        ],
    );
}

#[test]
fn a_rounded_quotient_says_so() {
    let month = explained("images=3&attempts=1.5", &[]).per_month;
    assert_steps(
        &month[month.len() - 1..],
        &["Per image: $0.2659 ÷ 3, rounded to 12 decimals = $0.088633333333 [rate card, your entry]"],
    );
    // One end of a range is enough.
    let month = explained("images=7&attempts=1.5&prompt=7&q=auto", &[]).per_month;
    assert_steps(
        &month[month.len() - 1..],
        &[
            "Per image: $0.065065–$2.318305 ÷ 7, rounded to 12 decimals = $0.009295–$0.331186428571 [rate card, your entry]",
        ],
    );
}

#[test]
fn ranges_are_explained_at_both_ends() {
    let quality = explained("q=auto", &[]);
    assert_steps(
        &quality.per_request[1..],
        &[
            "Image output tokens, low: short side = round(16 ÷ (1024 ÷ 1024)) = 16; ⌈16 × 16 × (2,000,000 + 1024 × \
             1024) ÷ 4,000,000⌉ = 196 [measured]",
            "Image output tokens, high: short side = round(96 ÷ (1024 ÷ 1024)) = 96; ⌈96 × 96 × (2,000,000 + 1024 × \
             1024) ÷ 4,000,000⌉ = 7,024 [measured]",
            "Text input: 100 × $5 ÷ 1,000,000 = $0.0005 [rate card]",
            "Image output: 196–7,024 × $30 ÷ 1,000,000 = $0.00588–$0.21072 [rate card]",
            "One attempt: $0.0005 + $0.00588–$0.21072 = $0.00638–$0.21122 [rate card]",
        ],
    );
    assert_steps(
        &explained("size=auto&prompt=0", &[]).per_request[..1],
        &["Image output tokens: cheapest to dearest accepted size at medium = 514–5,930 [measured]"],
    );
    assert_steps(
        &explained("size=auto&q=auto&prompt=0", &[]).per_request[..1],
        &["Image output tokens: cheapest size at low to dearest size at high = 54–23,719 [measured]"],
    );
}

#[test]
fn the_second_reading_follows_at_the_end() {
    let explanation = explained("size=2560x1040&q=low", &[]);
    assert_steps(
        &explanation.per_request[5..],
        &[
            "Image output tokens, second reading: short side = round half up(16 ÷ (2560 ÷ 1040)) = 7; ⌈16 × 7 × \
             (2,000,000 + 2560 × 1040) ÷ 4,000,000⌉ = 131 [third party]",
            "Image output, second reading: 131 × $30 ÷ 1,000,000 = $0.00393 [rate card]",
            "One attempt, second reading: $0.0005 + $0.00393 = $0.00443 [rate card]",
        ],
    );
    assert_steps(
        &explanation.per_month[6..],
        &["Month, second reading: $0.00443 × 1,000 attempts = $4.43 [rate card, your entry]"],
    );
}

#[test]
fn entered_tokens_are_taken_as_they_are() {
    let explanation = explained("mode=tokens&ti=15&oi=1000&requests=3", &[]);
    assert_steps(
        &explanation.per_request,
        &[
            "Text input tokens: as entered = 15 [your entry]",
            "Image output tokens: as entered = 1,000 [your entry]",
            "Text input: 15 × $5 ÷ 1,000,000 = $0.000075 [rate card]",
            "Image output: 1,000 × $30 ÷ 1,000,000 = $0.03 [rate card]",
            "One request: $0.000075 + $0.03 = $0.030075 [rate card]",
        ],
    );
    assert_steps(&explanation.per_month[..1], &["Requests a month: as entered = 3 [your entry]"]);
    assert_steps(&explained("mode=tokens", &[]).per_request, &["One request: no tokens = $0 [rate card]"]);
}

#[test]
fn what_depends_on_an_invalid_field_is_left_out() {
    let names = |steps: &[Step]| steps.iter().map(|step| step.name.clone()).collect::<Vec<_>>();
    let size = explained("", &[Field::Size]);
    assert_eq!(names(&size.per_request), ["Text input tokens", "Text input"]);
    assert_eq!(names(&size.per_month), ["Attempts a month", "Text input"]);
    let images = explained("", &[Field::Images]);
    assert_eq!((images.per_request.len(), images.per_month.len()), (5, 0));
    let rates = explained("", &[Field::Rates]);
    assert_eq!(names(&rates.per_request), ["Text input tokens", "Image output tokens"]);
    assert_eq!(names(&rates.per_month), ["Attempts a month"]);
}
