//! Columns of tables that the reader assigns by hand.

use gpt_image_cost_usage::Column;

use crate::html::Html;
use crate::message::{column_key, slug};

/// A header whose columns are not all clear.
pub struct Header {
    /// The first file that has it.
    file: String,
    names: Vec<String>,
    /// What each column is taken for.
    columns: Vec<Option<Column>>,
}

/// Notes a header, once, unless its names alone say what each column holds.
pub fn note(headers: &mut Vec<Header>, file: &str, names: &[String], columns: &[Option<Column>]) {
    if !is_clear(names) && headers.iter().all(|header| header.names != names) {
        headers.push(Header { file: file.to_owned(), names: names.to_vec(), columns: columns.to_vec() });
    }
}

/// Whether each name is recognized, each as something else. Whether a column was assigned makes no difference: it can be
/// assigned again.
fn is_clear(names: &[String]) -> bool {
    let mut seen = Vec::new();
    names.iter().all(|name| {
        let column = Column::from_name(name).filter(|column| !seen.contains(column));
        seen.extend(column);
        column.is_some()
    })
}

/// A field for each column of each header.
pub fn fields(headers: &[Header]) -> Html {
    let mut html = Html::default();
    for Header { file, names, columns } in headers {
        html.raw("<fieldset class=\"usage-columns\"><legend>What the columns of ")
            .text(file)
            .raw(" hold</legend><div>");
        for (index, (name, taken_for)) in names.iter().zip(columns).enumerate() {
            html.raw("<label>").text(name).raw("<select class=\"input\" autocomplete=\"off\" data-column=\"");
            html.text(column_key(names, index)).raw("\"><option value=\"\">Not used</option>");
            for column in Column::ALL {
                let is_chosen = *taken_for == Some(column);
                html.raw(if is_chosen { "<option selected value=\"" } else { "<option value=\"" }).text(slug(column));
                html.raw("\">").text(column.label()).raw("</option>");
            }
            html.raw("</select></label>");
        }
        html.raw("</div></fieldset>");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_asked_about_once_and_only_where_its_names_are_not_enough() {
        let mut headers = Vec::new();
        for (file, names) in [
            ("a", ["input_tokens", "output_tokens"]),
            ("b", ["words", "output_tokens"]),
            ("c", ["words", "output_tokens"]),
            ("d", ["input_tokens", "prompt_tokens"]),
        ] {
            note(&mut headers, file, &names.map(str::to_owned), &[None, Some(Column::Output)]);
        }
        assert_eq!(headers.iter().map(|header| header.file.as_str()).collect::<Vec<_>>(), ["b", "d"]);
        let html = fields(&headers).into_string();
        assert_eq!(html.matches("<fieldset").count(), 2);
        assert!(html.contains("data-column=\"[[&quot;words&quot;,&quot;output_tokens&quot;],1]\""), "{html}");
        assert_eq!(html.matches("<option selected value=\"output\">").count(), 2, "{html}");
    }
}
