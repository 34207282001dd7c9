//! The questions of a file and their answers as plain text.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::Question;
use crate::markdown::{parse, plain_text};

/// Each `## Question` with what follows it.
pub fn questions(markdown: &str) -> Vec<Question> {
    let events: Vec<Event> = parse(markdown).collect();
    let is_start = |event: &Event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }));
    events.split(is_start).skip(1).map(question).collect()
}

fn question(events: &[Event]) -> Question {
    let is_end = |event: &Event| matches!(event, Event::End(TagEnd::Heading(_)));
    let mut parts = events.splitn(2, is_end).map(plain_text);
    Question { question: parts.next().unwrap_or_default(), answer: parts.next().unwrap_or_default() }
}
