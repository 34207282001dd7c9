//! JSON strings that may stand inside a `<script>` element.

use std::fmt::Write as _;

/// A JSON string, quotes included. `<` is escaped too, so that no text can end the element it stands in.
///
/// ```
/// use gpt_image_cost::content::json::string;
///
/// assert_eq!(string("a \"b\" </script>"), r#""a \"b\" \u003c/script>""#);
/// ```
pub fn string(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            '<' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            _ => json.push(c),
        }
    }
    json.push('"');
    json
}

/// A JSON object of values that are JSON already.
pub fn object(members: &[(&str, String)]) -> String {
    let members: Vec<String> = members.iter().map(|(name, value)| format!("{}:{value}", string(name))).collect();
    format!("{{{}}}", members.join(","))
}

/// A JSON array of values that are JSON already.
pub fn array(values: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", values.into_iter().collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["", "plain", "\"\\/\u{8}\n\t\0\u{1f}", "</script><!--", "é 🙂 \u{2028}", "{\"a\":1}"] {
            let json = object(&[("key", array([string(text)]))]);
            let read: Option<serde_json::Value> = serde_json::from_str(&json).ok();
            assert_eq!(read, Some(serde_json::json!({ "key": [text] })), "{text:?}");
            assert!(!json.contains('<'), "{json}");
        }
    }
}
