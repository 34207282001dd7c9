//! JSON values as the reader sees them: borrowed from the bytes, members in the order of the file, duplicates kept.

use std::fmt;

use bumpalo::Bump;
use bumpalo::collections::Vec;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// One value. Numbers keep what tells a count from what is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    Whole(u64),
    Negative(i64),
    /// With a fraction, an exponent or more than 64 bits.
    Float(f64),
    Text(&'a str),
    /// The text of a table's cell, which may hold a number.
    Cell(&'a str),
    List(&'a [Node<'a>]),
    Object(&'a [(&'a str, Node<'a>)]),
}

impl<'a> Node<'a> {
    pub fn members(&self) -> &'a [(&'a str, Self)] {
        if let Self::Object(members) = self { members } else { &[] }
    }

    pub fn items(&self) -> &'a [Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// A text that is not blank.
    pub fn text(&self) -> Option<&'a str> {
        match self {
            Self::Text(text) | Self::Cell(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }
}

impl fmt::Display for Node<'_> {
    /// What was seen, shortened to fit a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Whole(value) => value.fmt(f),
            Self::Negative(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
            Self::Text(text) | Self::Cell(text) => write!(f, "“{}”", shortened(text, 40)),
            Self::List(_) => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
        }
    }
}

/// At most `most` characters, without control characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut short: String = text.chars().take(most).map(plain).collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

/// Reads values into an arena: records come and go by the million, and freeing each of their parts takes longer than
/// reading them.
#[derive(Clone, Copy)]
pub(crate) struct InArena<'a>(pub &'a Bump);

impl<'a> InArena<'a> {
    /// The text must live as long as the arena is not reset.
    pub fn parse(self, text: &'a str) -> Result<Node<'a>, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let node = self.deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(node)
    }
}

impl<'a> DeserializeSeed<'a> for InArena<'a> {
    type Value = Node<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Node<'a>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for InArena<'a> {
    type Value = Node<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'a>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'a>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'a>, E> {
        Ok(Node::Whole(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'a>, E> {
        Ok(u64::try_from(value).map_or(Node::Negative(value), Node::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'a>, E> {
        Ok(Node::Float(value))
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Node<'a>, E> {
        Ok(Node::Text(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'a>, E> {
        Ok(Node::Text(self.0.alloc_str(text)))
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Node<'a>, A::Error> {
        let mut items = Vec::new_in(self.0);
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Node::List(items.into_bump_slice()))
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Node<'a>, A::Error> {
        let mut members = Vec::with_capacity_in(8, self.0);
        while let Some(key) = map.next_key_seed(KeyInArena(self.0))? {
            members.push((key, map.next_value_seed(self)?));
        }
        Ok(Node::Object(members.into_bump_slice()))
    }
}

/// The name of a member, borrowed unless it has escapes.
struct KeyInArena<'a>(&'a Bump);

impl<'a> DeserializeSeed<'a> for KeyInArena<'a> {
    type Value = &'a str;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<&'a str, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'a> for KeyInArena<'a> {
    type Value = &'a str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'a str) -> Result<&'a str, E> {
        Ok(text)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<&'a str, E> {
        Ok(self.0.alloc_str(text))
    }
}
