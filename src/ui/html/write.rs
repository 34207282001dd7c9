//! Writing the page out, natively.

use super::{Content, El, Inner, Live, Part};

/// Elements that have neither content nor end.
const VOID: [&str; 5] = ["input", "br", "hr", "meta", "link"];

impl<K> El<K> {
    /// Its HTML.
    pub fn html(&self) -> String {
        let mut html = String::new();
        self.0.write(&mut html);
        html
    }
}

impl Inner {
    fn write(&self, html: &mut String) {
        let Self { tag, attributes, live, content } = self;
        html.push('<');
        html.push_str(tag);
        for (name, value) in attributes {
            write_attribute(html, name, value);
        }
        for live in live {
            match live {
                Live::Attribute(name, value) => {
                    if let Some(value) = value() {
                        write_attribute(html, name, &value);
                    }
                }
                Live::Hidden(hidden) if hidden() => write_attribute(html, "hidden", ""),
                _ => {}
            }
        }
        html.push('>');
        if VOID.contains(tag) {
            return;
        }
        match content {
            Content::Parts(parts) => parts.iter().for_each(|part| match part {
                Part::Words(words) => escape(html, words),
                Part::El(inner) => inner.write(html),
            }),
            Content::Kept => {}
            Content::Text(text) => escape(html, &text()),
            Content::List(list) => list().iter().for_each(|el| el.0.write(html)),
            Content::Markup(markup) => html.push_str(&markup()),
        }
        html.push_str("</");
        html.push_str(tag);
        html.push('>');
    }
}

fn write_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        escape(html, value);
        html.push('"');
    }
}

fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
