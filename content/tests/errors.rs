//! A file with a mistake in it fails, and the sentence says where the mistake is.

use gpt_image_cost_content::{GuideFile, section};
use gpt_image_cost_core::RATE_HISTORY;

#[track_caller]
fn refused(text: &str, sentence: &str) {
    let text = format!("{{% set contents_label = \"Label\" %}}\n{text}");
    let file = GuideFile { id: "faq", path: "content/faq.md", text: &text };
    assert_eq!(section(&file, &RATE_HISTORY), Err(sentence.to_owned()));
}

#[test]
fn an_unknown_name_is_refused_with_file_and_line() {
    refused("# Title\n\nChecked on {{ chekced }}.\n", "content/faq.md:4: undefined value: `chekced` is undefined");
    refused("# Title\n\n\n{{ price(1) }}", "content/faq.md:5: unknown function: price is unknown");
    refused("# Title\n{{ rate(\"text\") }}", "content/faq.md:3: invalid operation: no meter is called \"text\"");
    refused("# Title\n{{ source(\"me\") }}", "content/faq.md:3: invalid operation: no source is called \"me\"");
    refused(
        "# Title\n{{ tokens(1024, 1024, \"best\") }}",
        "content/faq.md:3: invalid operation: no quality is called \"best\"",
    );
    refused(
        "# Title\n{% for detail in offer %}\n{{ detail.nmae }}\n{% endfor %}",
        "content/faq.md:4: undefined value: `detail.nmae` is undefined",
    );
}

#[test]
fn a_tag_that_is_not_closed_is_refused_with_file_and_line() {
    refused(
        "# Title\n\n{{ checked",
        "content/faq.md:4: syntax error: unexpected end of input, expected end of variable block",
    );
}

#[test]
fn a_file_without_its_title_is_refused() {
    let sentence = "content/faq.md: the first line must be a title, as in `# Title`";
    refused("", sentence);
    refused("Words.\n\n# Title\n", sentence);
    let file = GuideFile { id: "faq", path: "content/faq.md", text: "# Title\n" };
    assert_eq!(section(&file, &RATE_HISTORY), Err("content/faq.md: `contents_label` is not set".to_owned()));
}

#[test]
fn a_caption_and_its_table_go_together() {
    refused(
        "# Title\n\n| a |\n|---|\n| b |\n",
        "content/faq.md: a table needs a caption: a `#####` heading right above it",
    );
    refused(
        "# Title\n\n##### Caption\n\nWords.\n",
        "content/faq.md: a `#####` heading is the caption of a table, and none follows",
    );
}
