//! Markdown as the guide uses it, read by `pulldown-cmark`.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream};

pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// The events of a text, runs of words in one piece.
pub fn parse(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(Parser::new_ext(markdown, OPTIONS))
}

/// The title a text begins with, and what follows it.
pub fn split_title(markdown: &str) -> Option<(String, Vec<Event<'_>>)> {
    let mut events = parse(markdown);
    let first = events.next()?;
    if !matches!(first, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
        return None;
    }
    let title: Vec<Event> = events.by_ref().take_while(|event| !matches!(event, Event::End(_))).collect();
    Some((plain_text(&title), events.collect()))
}

/// The words alone.
pub fn plain_text(events: &[Event]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => text.push(' '),
            _ => {}
        }
    }
    text.trim_end().to_owned()
}
