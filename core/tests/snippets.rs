//! The texts that authors paste, for every kind of page.

use gpt_image_cost_core::{DEFAULT_HEIGHT, EmbedRates, Snippet, SnippetFormat, Theme, View};

fn snippet() -> Snippet {
    Snippet {
        site: "https://example.org/costs/".to_owned(),
        link: "v=1&rates=2026-06-05&images=5000&refs=3*1280x720~512x512&b.rates=2026-06-05&b.q=low".to_owned(),
        view: View::Calculator,
        theme: Theme::Auto,
        rates: EmbedRates::Latest,
        height: DEFAULT_HEIGHT,
    }
}

#[test]
fn latest_rates_drop_the_dates_and_pinned_rates_keep_them() {
    let latest = snippet();
    assert_eq!(
        latest.text(SnippetFormat::Address),
        "https://example.org/costs/embed/#v=1&images=5000&refs=3*1280x720~512x512&b.q=low"
    );
    let pinned = Snippet { rates: EmbedRates::Pinned, ..snippet() };
    assert_eq!(
        pinned.text(SnippetFormat::Address),
        "https://example.org/costs/embed/#v=1&rates=2026-06-05&images=5000&refs=3*1280x720~512x512&b.rates=2026-06-05&b.q=low"
    );
}

#[test]
fn html_is_a_script_and_an_element_with_a_link_inside() {
    let text = Snippet { link: "v=1&rates=2026-06-05&q=high".to_owned(), ..snippet() }.text(SnippetFormat::Html);
    assert_eq!(
        text,
        "<script async src=\"https://example.org/costs/embed.js\"></script>\n\
         <gpt-image-cost scenario=\"v=1&amp;q=high\" rates=\"latest\">\n  \
           <a href=\"https://example.org/costs/#v=1&amp;q=high\">GPT Image 2 cost calculator</a>\n\
         </gpt-image-cost>"
    );
}

#[test]
fn what_is_not_the_default_becomes_an_attribute() {
    let text = Snippet { view: View::Both, theme: Theme::Dark, rates: EmbedRates::Pinned, height: 840, ..snippet() };
    let html = text.text(SnippetFormat::Html);
    assert!(html.contains(" view=\"both\" theme=\"dark\" height=\"840\">"), "{html}");
    assert!(!html.contains("rates=\"latest\""), "{html}");
    let frame = text.text(SnippetFormat::Iframe);
    assert!(frame.contains("&amp;view=both&amp;theme=dark\""), "{frame}");
    assert!(frame.contains(" height=\"840\"") && frame.contains(" frameborder=\"0\""), "{frame}");
}

#[test]
fn sphinx_gets_a_raw_block_in_both_of_its_languages() {
    let rst = snippet().text(SnippetFormat::Rst);
    assert!(rst.starts_with(".. raw:: html\n\n   <script"), "{rst}");
    assert!(rst.lines().skip(2).all(|line| line.starts_with("   <") || line.starts_with("     <")), "{rst}");
    let myst = snippet().text(SnippetFormat::Myst);
    assert!(myst.starts_with("```{raw} html\n<script") && myst.ends_with("</gpt-image-cost>\n```"), "{myst}");
}

#[test]
fn docusaurus_gets_the_script_in_the_head() {
    let text = snippet().text(SnippetFormat::Mdx);
    let head = "<head><script async src=\"https://example.org/costs/embed.js\"></script></head>\n<gpt-image-cost ";
    assert!(text.starts_with(head), "{text}");
    let html = text.replacen("<head>", "", 1).replacen("</head>", "", 1);
    assert_eq!(html, snippet().text(SnippetFormat::Html), "the rest is as everywhere");
}

#[test]
fn vue_gets_components_because_its_templates_accept_no_scripts() {
    let text = snippet().text(SnippetFormat::Vue);
    assert!(!text.contains("<script") && !text.contains("<gpt-image-cost"), "{text}");
    assert_eq!(text.matches("<component :is=\"'").count(), 2, "{text}");
    assert_eq!(text.matches("</component>").count(), 2, "{text}");
}

#[test]
fn no_value_breaks_out_of_its_attribute_or_ends_a_block_of_markdown() {
    let hostile = Snippet {
        site: "https://example.org/\"><script>x</script>/".to_owned(),
        link: "v=1&name=\"><img src=x>".to_owned(),
        ..snippet()
    };
    for format in SnippetFormat::ALL.into_iter().filter(|format| *format != SnippetFormat::Address) {
        let text = hostile.text(format);
        assert!(!text.contains("\"><script>x") && !text.contains("<img"), "{text}");
        let block = text.trim_start_matches(".. raw:: html\n\n");
        assert!(!block.contains("\n\n"), "a blank line ends a block of HTML in Markdown: {text}");
    }
}
