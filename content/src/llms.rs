//! A section as Markdown that reads well as it stands: no HTML, no attributes, no links into a page that is not there.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Error, Options as Style, cmark_with_options};

use crate::markdown::{OPTIONS, parse};

/// One level of heading deeper than in the file, as the whole guide has a title of its own.
pub fn without_html(markdown: &str) -> Result<String, Error> {
    let mut plain = Plain::default();
    for event in parse(markdown) {
        plain.event(event);
    }
    let style = Style { list_token: '-', ..Style::default() };
    let mut text = String::new();
    cmark_with_options(plain.events.iter(), &mut text, OPTIONS, style)?;
    Ok(text)
}

#[derive(Default)]
struct Plain<'a> {
    events: Vec<Event<'a>>,
    /// Whether the link that is open leads to another page.
    leads_away: bool,
}

impl<'a> Plain<'a> {
    fn event(&mut self, event: Event<'a>) {
        match event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Start(Tag::HtmlBlock | Tag::DefinitionListDefinition)
            | Event::End(TagEnd::HtmlBlock) => {}
            Event::SoftBreak => self.events.push(Event::Text(" ".into())),
            Event::Start(Tag::Heading { level, .. }) => self.start(heading(level)),
            Event::End(TagEnd::Heading(level)) => self.end(heading(level).to_end()),
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                self.leads_away = !dest_url.starts_with('#');
                if self.leads_away {
                    self.events.push(event);
                }
            }
            Event::End(TagEnd::Link) if !self.leads_away => {}
            Event::Start(Tag::DefinitionList) => self.start(Tag::List(None)),
            Event::End(TagEnd::DefinitionList) => self.end(TagEnd::List(false)),
            Event::Start(Tag::DefinitionListTitle) => {
                self.start(Tag::Item);
                self.start(Tag::Strong);
            }
            Event::End(TagEnd::DefinitionListTitle) => {
                self.events.push(Event::Text(":".into()));
                self.end(TagEnd::Strong);
                self.events.push(Event::Text(" ".into()));
            }
            Event::End(TagEnd::DefinitionListDefinition) => self.end(TagEnd::Item),
            other => self.events.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        self.events.push(Event::Start(tag));
    }

    fn end(&mut self, tag: TagEnd) {
        self.events.push(Event::End(tag));
    }
}

/// A caption becomes a paragraph.
fn heading(level: HeadingLevel) -> Tag<'static> {
    let level = match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 | HeadingLevel::H3 => HeadingLevel::H3,
        HeadingLevel::H4 => HeadingLevel::H4,
        HeadingLevel::H5 | HeadingLevel::H6 => return Tag::Paragraph,
    };
    Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
}
