//! Markup of what the page only shows. Every text that comes from a log is escaped by the one method that takes it.

use std::fmt::Display;

use gpt_image_cost_core::money::format::range_separator;

use crate::figure::Figure;

/// Markup under construction.
#[derive(Default)]
pub struct Html(String);

impl Html {
    /// Markup as it stands here in the source.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A text, or the value of an attribute in double quotes.
    pub fn text(&mut self, text: impl Display) -> &mut Self {
        for c in text.to_string().chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// A `<data>` with its exact value; a range has one for each end.
    pub fn figure(&mut self, figure: &Figure) -> &mut Self {
        let Figure { id, low, high } = figure;
        let mut data = |suffix: &'static str, (exact, shown): &(String, String), separator: &'static str| {
            self.raw("<data id=\"")
                .text(id)
                .raw(suffix)
                .raw("\" value=\"")
                .text(exact)
                .raw("\">")
                .text(shown)
                .raw(separator);
            self.raw("</data>");
        };
        match high {
            None => data("", low, ""),
            Some(high) => {
                data("-low", low, range_separator(&low.1));
                data("-high", high, "");
            }
        }
        self
    }

    /// A list of sentences; nothing where there are none.
    pub fn list(&mut self, class: &'static str, items: &[String]) -> &mut Self {
        if items.is_empty() {
            return self;
        }
        self.raw("<ul class=\"").raw(class).raw("\">");
        for item in items {
            self.raw("<li>").text(item).raw("</li>");
        }
        self.raw("</ul>")
    }

    /// A table that may scroll by itself; nothing where it has no rows. The first cell of a row names it.
    pub fn table(&mut self, label: &'static str, columns: &[&'static str], rows: &[Vec<String>]) -> &mut Self {
        if rows.is_empty() {
            return self;
        }
        self.raw("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").raw(label);
        self.raw("\"><table><thead><tr>");
        for column in columns {
            self.raw("<th scope=\"col\">").raw(column).raw("</th>");
        }
        self.raw("</tr></thead><tbody>");
        for row in rows {
            self.raw("<tr>");
            for (index, cell) in row.iter().enumerate() {
                let (start, end) = if index == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
                self.raw(start).text(cell).raw(end);
            }
            self.raw("</tr>");
        }
        self.raw("</tbody></table></div>")
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_log_says_is_never_markup() {
        let mut html = Html::default();
        html.table("Rejected", &["File"], &[vec!["<img src=x onerror=\"a&b\">".to_owned()]]);
        assert!(html.into_string().contains("&lt;img src=x onerror=&quot;a&amp;b&quot;&gt;</th>"));
    }
}
