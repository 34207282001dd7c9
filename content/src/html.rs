//! A section's Markdown as HTML in the shape the page's styles know.

use gpt_image_cost_core::Date;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Tag, TagEnd, html::push_html};
use pulldown_cmark_escape::escape_html;

use crate::markdown::plain_text;

/// The section, and the class of its list, that is set in columns.
const GLOSSARY: &str = "glossary";

/// The place where the app puts an interactive part.
const COMPONENT: &str = "<!-- component -->";

/// What a source's mark begins with. A cell that is nothing else is the mark itself.
const MARK: &str = "<span class=\"source ";

/// The HTML of a section's body, split at each component. What is wrong with it comes as a sentence.
pub fn parts(body: Vec<Event>, section: &str) -> Result<Vec<String>, &'static str> {
    let mut writer = Writer::new(if section == GLOSSARY { GLOSSARY } else { "terms" });
    let mut events = body.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Html(html) if html.trim() == COMPONENT => writer.next_part()?,
            Event::Start(Tag::TableCell) => {
                let is_bold = matches!(events.peek(), Some(Event::Start(Tag::Strong)));
                let mark = events.next_if(|event| matches!(event, Event::InlineHtml(html) if html.starts_with(MARK)));
                writer.start_cell(is_bold, mark.as_ref());
            }
            other => writer.event(other)?,
        }
    }
    writer.next_part()?;
    Ok(writer.parts)
}

/// Rewrites events: what `pulldown-cmark` writes as the page wants it passes through.
struct Writer<'a> {
    parts: Vec<String>,
    /// The part being written.
    events: Vec<Event<'a>>,
    /// The class of the section's definition lists.
    terms_class: &'static str,
    open: Option<Open>,
    caption: Option<Caption<'a>>,
    table: Table,
}

/// What a heading has opened, until another one closes it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Question,
    TimelineEntry,
}

/// A caption that waits for its table.
struct Caption<'a> {
    /// The classes of the table's frame.
    classes: Vec<CowStr<'a>>,
    /// Where its words begin, while they are being written.
    start: usize,
    words: Vec<Event<'a>>,
}

/// The table being written.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    is_head: bool,
    column: usize,
    /// Whether the cell being written is a source's mark.
    is_mark: bool,
}

impl<'a> Writer<'a> {
    fn new(terms_class: &'static str) -> Self {
        Self { parts: Vec::new(), events: Vec::new(), terms_class, open: None, caption: None, table: Table::default() }
    }

    fn event(&mut self, event: Event<'a>) -> Result<(), &'static str> {
        match event {
            Event::Text(words) => self.text(&words),
            Event::Start(Tag::Heading { level: HeadingLevel::H2, classes, .. }) => {
                self.start_question(classes.iter().any(|class| **class == *"open"));
            }
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => self.html("</summary>"),
            Event::Start(Tag::Heading { level: HeadingLevel::H4, classes, .. }) => self.start_entry(&classes),
            Event::End(TagEnd::Heading(HeadingLevel::H4)) => {}
            Event::Start(Tag::Heading { level: HeadingLevel::H5, classes, .. }) => {
                self.caption = Some(Caption { classes, start: self.events.len(), words: Vec::new() });
            }
            Event::End(TagEnd::Heading(HeadingLevel::H5)) => {
                if let Some(caption) = &mut self.caption {
                    caption.words = self.events.split_off(caption.start);
                }
            }
            Event::Start(Tag::List(None)) => self.html("<ul class=\"dots\">"),
            Event::Start(Tag::DefinitionList) => self.html(format!("<dl class=\"{}\">", self.terms_class)),
            // Only the columns of a glossary need what keeps a term and its definition together.
            Event::Start(Tag::DefinitionListTitle) if self.terms_class == GLOSSARY => self.html("<div><dt>"),
            Event::End(TagEnd::DefinitionListDefinition) if self.terms_class == GLOSSARY => self.html("</dd></div>"),
            Event::InlineHtml(html) if self.table.is_mark && *html == *"</span>" => {}
            Event::Start(Tag::Table(alignments)) => self.start_table(alignments)?,
            Event::Start(Tag::TableHead) => self.start_row(true),
            Event::Start(Tag::TableRow) => self.start_row(false),
            Event::End(TagEnd::TableCell) => self.end_cell(),
            Event::End(TagEnd::TableHead) => self.html("</tr></thead><tbody>"),
            Event::End(TagEnd::TableRow) => self.html("</tr>"),
            Event::End(TagEnd::Table) => self.html("</tbody></table></div>"),
            other => self.events.push(other),
        }
        Ok(())
    }

    fn html(&mut self, html: impl Into<CowStr<'a>>) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    /// Words, with the dates among them as `<time>`.
    fn text(&mut self, words: &str) {
        let belongs_to_a_date = |character: char| character.is_ascii_digit() || character == '-';
        let mut rest = words;
        while let Some(start) = rest.find(belongs_to_a_date) {
            let (before, after) = rest.split_at(start);
            let (run, after) = after.split_at(after.find(|c| !belongs_to_a_date(c)).unwrap_or(after.len()));
            self.events.push(Event::Text(before.to_owned().into()));
            if run.parse::<Date>().is_ok() {
                self.html(format!("<time datetime=\"{run}\">{run}</time>"));
            } else {
                self.events.push(Event::Text(run.to_owned().into()));
            }
            rest = after;
        }
        self.events.push(Event::Text(rest.to_owned().into()));
    }

    fn start_question(&mut self, is_open: bool) {
        if self.open == Some(Open::Question) {
            self.html("</details>");
        } else {
            self.close();
            self.html("<div class=\"faq\">");
        }
        self.html(if is_open { "<details open><summary>" } else { "<details><summary>" });
        self.open = Some(Open::Question);
    }

    fn start_entry(&mut self, classes: &[CowStr]) {
        self.close();
        self.html(format!("<li class=\"{}\">", classes.join(" ")));
        self.open = Some(Open::TimelineEntry);
    }

    fn close(&mut self) {
        match self.open.take() {
            Some(Open::Question) => self.html("</details></div>"),
            Some(Open::TimelineEntry) => self.html("</li>"),
            None => {}
        }
    }

    fn start_table(&mut self, alignments: Vec<Alignment>) -> Result<(), &'static str> {
        let caption = self.caption.take().ok_or("a table needs a caption: a `#####` heading right above it")?;
        let mut classes = "table-scroll".to_owned();
        for class in &caption.classes {
            classes.push(' ');
            classes.push_str(class);
        }
        let mut label = String::new();
        escape_html(&mut label, &plain_text(&caption.words)).map_err(|_| "a caption cannot be escaped")?;
        self.html(format!("<div class=\"{classes}\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\"><table>"));
        self.html("<caption class=\"visually-hidden\">");
        self.events.extend(caption.words);
        self.html("</caption>");
        self.table.alignments = alignments;
        Ok(())
    }

    fn start_row(&mut self, is_head: bool) {
        self.table.is_head = is_head;
        self.table.column = 0;
        if is_head {
            self.html("<thead>");
        }
    }

    /// A row that begins in bold is that of the model this page prices.
    fn start_cell(&mut self, is_bold: bool, mark: Option<&Event>) {
        self.table.is_mark = mark.is_some();
        let Table { ref alignments, is_head, column, .. } = self.table;
        let is_number = alignments.get(column) == Some(&Alignment::Right);
        if column == 0 {
            self.html(if is_bold { "<tr class=\"here\">" } else { "<tr>" });
        }
        let class = if is_number { " class=\"num\"" } else { "" };
        if let Some(Event::InlineHtml(mark)) = mark {
            self.html(mark.replacen("<span", "<td", 1));
            return;
        }
        self.html(match (is_head, column) {
            (true, _) => format!("<th scope=\"col\"{class}>"),
            (false, 0) => "<th scope=\"row\">".to_owned(),
            (false, _) => format!("<td{class}>"),
        });
    }

    fn end_cell(&mut self) {
        let is_named = self.table.is_head || self.table.column == 0;
        self.html(if is_named { "</th>" } else { "</td>" });
        self.table.is_mark = false;
        self.table.column += 1;
    }

    fn next_part(&mut self) -> Result<(), &'static str> {
        if self.caption.is_some() {
            return Err("a `#####` heading is the caption of a table, and none follows");
        }
        self.close();
        let mut html = String::new();
        push_html(&mut html, self.events.drain(..));
        self.parts.push(html.trim().to_owned());
        Ok(())
    }
}
