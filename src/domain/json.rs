//! JSON: texts, lists and objects written so that they may stand inside a `<script>` element, and a strict reader.

use std::fmt::Write as _;

/// A JSON string, quotes included. `<` is escaped too, so that no text can end the element it stands in.
///
/// ```
/// use gpt_image_cost::domain::json::string;
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

/// A value read. Numbers are kept as they are written, since none of them may pass through a float.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Self>),
    /// Named values in order.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// The first value of a name in an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// A text.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Values in order.
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }
}

/// Where a text stops being JSON: the line, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// The line.
    pub line: usize,
}

/// The deepest nesting that is read.
const DEEPEST: usize = 16;

/// Reads one JSON value and nothing else.
///
/// # Errors
/// `{"a":1,}`, `{'a':1}`, `[01]`, a text after the value, nesting beyond 16.
pub fn read(text: &str) -> Result<Json, NotJson> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0).filter(|_| {
        reader.blanks();
        reader.at == text.len()
    });
    value.ok_or_else(|| {
        let before = text.get(..reader.at).unwrap_or(text);
        NotJson { line: 1 + before.matches('\n').count() }
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.blanks();
        match self.rest().bytes().next()? {
            b'{' if depth < DEEPEST => self
                .members('}', |reader| {
                    reader.blanks();
                    let name = reader.string()?;
                    reader.blanks();
                    if reader.take(":") { Some((name, reader.value(depth + 1)?)) } else { None }
                })
                .map(Json::Object),
            b'[' if depth < DEEPEST => self.members(']', |reader| reader.value(depth + 1)).map(Json::List),
            b'"' => self.string().map(Json::Text),
            b'n' => self.take("null").then_some(Json::Null),
            b't' => self.take("true").then_some(Json::Flag(true)),
            b'f' => self.take("false").then_some(Json::Flag(false)),
            _ => self.number(),
        }
    }

    /// What stands between brackets, separated by commas.
    fn members<T>(&mut self, end: char, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::new();
        self.at += 1;
        self.blanks();
        let end = end.encode_utf8(&mut [0]).to_owned();
        if self.take(&end) {
            return Some(all);
        }
        loop {
            all.push(one(self)?);
            self.blanks();
            if self.take(&end) {
                return Some(all);
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_digit() && !"+-.eE".contains(c)).unwrap_or(rest.len());
        let text = rest[..length].to_owned();
        if !is_number(&text) {
            return None;
        }
        self.at += length;
        Some(Json::Number(text))
    }

    fn string(&mut self) -> Option<String> {
        if !self.take("\"") {
            return None;
        }
        let mut text = String::new();
        loop {
            let next = self.rest().chars().next()?;
            self.at += next.len_utf8();
            match next {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                '\0'..='\u{1f}' => {
                    self.at -= 1;
                    return None;
                }
                next => text.push(next),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let escaped = self.rest().chars().next()?;
        self.at += escaped.len_utf8();
        Some(match escaped {
            '"' | '\\' | '/' => escaped,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.unit()?;
                let is_pair = (0xd800..0xdc00).contains(&first) && self.take("\\u");
                let second = if is_pair { self.unit() } else { None };
                let units = [first, second.unwrap_or(0)];
                let length = if is_pair { 2 } else { 1 };
                char::decode_utf16(units.into_iter().take(length)).next()?.ok()?
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.rest().get(..4)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let unit = if plain { u16::from_str_radix(digits, 16).ok() } else { None };
        self.at += 4;
        unit
    }
}

/// Whether a text is a number as JSON has them.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (body, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(body, exponent)| (body, Some(exponent)));
    let (whole, fraction) = body.split_once('.').map_or((body, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
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

    /// The same by another reader.
    fn oracle(text: &str) -> Option<serde_json::Value> {
        serde_json::from_str(text).ok()
    }

    fn as_oracle(json: &Json) -> serde_json::Value {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Flag(flag) => (*flag).into(),
            Json::Number(text) => serde_json::from_str(text).unwrap_or_default(),
            Json::Text(text) => text.as_str().into(),
            Json::List(list) => list.iter().map(as_oracle).collect(),
            Json::Object(members) => serde_json::Value::Object(
                members.iter().map(|(name, value)| (name.clone(), as_oracle(value))).collect(),
            ),
        }
    }

    #[test]
    fn what_is_json_is_read_and_what_is_not_is_refused() {
        for text in [
            "null",
            " true ",
            "[]",
            "{}",
            "[1,2]",
            "{\"a\":[{\"b\":-1.5e+3}]}",
            "\"\\u00e9\\ud83d\\ude42\\n\\/\"",
            "0",
            "-0.5",
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{'a':1}",
            "[01]",
            "1.",
            ".5",
            "+1",
            "1e",
            "--1",
            "nul",
            "\"\\x\"",
            "\"\n\"",
            "1 2",
            "\"\\ud83d\"",
            "\"\\ud83d\\u0041\"",
            "\"\\u+123\"",
            "\"open",
            "{\"a\" 1}",
            "[1 2]",
            "\u{a0}1",
            "é",
        ] {
            assert_eq!(read(text).ok().map(|json| as_oracle(&json)), oracle(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_named_by_its_line_and_depth_has_an_end() {
        assert_eq!(read("{\n\"a\": 1,\n}"), Err(NotJson { line: 3 }));
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read(&format!("{}{}", "[".repeat(16), "]".repeat(16))).is_ok());
        assert!(read(&format!("{}{}", "[".repeat(17), "]".repeat(17))).is_err());
    }
}
