//! The members of a usage object under all their names, and what a count is.

use super::{CountError, MAX_COUNT, wrong};
use crate::node::Node;

/// Whether an object is a usage object itself: it names its input or its output tokens.
pub(crate) fn has_counts(node: &Node<'_>) -> bool {
    node.members().iter().any(|(key, _)| {
        matches!(
            key.as_bytes(),
            b"input_tokens"
                | b"prompt_tokens"
                | b"output_tokens"
                | b"completion_tokens"
                | b"input_text_tokens"
                | b"input_image_tokens"
                | b"output_image_tokens"
                | b"output_text_tokens"
        )
    })
}

/// The members of a usage object under all their names. Each keeps the name it was found under.
#[derive(Default)]
pub(super) struct Members<'n, 'a> {
    pub input: Member<'n, 'a>,
    pub input_details: Member<'n, 'a>,
    pub output: Member<'n, 'a>,
    pub output_details: Member<'n, 'a>,
    pub total: Member<'n, 'a>,
    pub cached: Member<'n, 'a>,
    pub by_meter: SeparateCounts<'n, 'a>,
    pub requests: Member<'n, 'a>,
}

/// Counts by meter that stand beside each other, as the organization usage API has them.
#[derive(Default)]
pub(super) struct SeparateCounts<'n, 'a> {
    pub text: Member<'n, 'a>,
    pub image: Member<'n, 'a>,
    pub cached_text: Member<'n, 'a>,
    pub cached_image: Member<'n, 'a>,
    pub text_output: Member<'n, 'a>,
    pub image_output: Member<'n, 'a>,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Member<'n, 'a>(Option<(&'static str, &'n Node<'a>)>);

impl<'n, 'a> Member<'n, 'a> {
    /// The same count under two names must be the same; null gives way.
    fn set(&mut self, name: &'static str, node: &'n Node<'a>) -> Result<(), CountError> {
        match self.0 {
            Some((old, _)) if old == name => Err(wrong(name, format!("The key “{name}” appears twice in one object."))),
            Some((old, seen)) if !seen.is_null() && !node.is_null() && seen != node => {
                Err(wrong(name, format!("{old} is {seen} and {name} is {node}: two different figures for one count.")))
            }
            Some((_, seen)) if !seen.is_null() => Ok(()),
            _ => {
                self.0 = Some((name, node));
                Ok(())
            }
        }
    }

    pub fn name(self, otherwise: &'static str) -> &'static str {
        self.0.map_or(otherwise, |(name, _)| name)
    }

    pub fn count(self) -> Result<Option<u64>, CountError> {
        self.0.map_or(Ok(None), |(name, node)| count(name, node))
    }

    pub fn object(self) -> Result<Option<&'n Node<'a>>, CountError> {
        match self.0 {
            None | Some((_, Node::Null)) => Ok(None),
            Some((_, node @ Node::Object(_))) => Ok(Some(node)),
            Some((name, node)) => Err(wrong(name, format!("{name} is {node}, but an object of counts is expected."))),
        }
    }
}

impl<'n, 'a> Members<'n, 'a> {
    pub fn read(usage: &'n Node<'a>) -> Result<Self, CountError> {
        let mut found = Self::default();
        for (key, node) in usage.members() {
            let (member, name): (&mut Member<'n, 'a>, &'static str) = match key.as_bytes() {
                b"input_tokens" => (&mut found.input, "input_tokens"),
                b"prompt_tokens" => (&mut found.input, "prompt_tokens"),
                b"input_tokens_details" => (&mut found.input_details, "input_tokens_details"),
                b"input_token_details" => (&mut found.input_details, "input_token_details"),
                b"prompt_tokens_details" => (&mut found.input_details, "prompt_tokens_details"),
                b"output_tokens" => (&mut found.output, "output_tokens"),
                b"completion_tokens" => (&mut found.output, "completion_tokens"),
                b"output_tokens_details" => (&mut found.output_details, "output_tokens_details"),
                b"output_token_details" => (&mut found.output_details, "output_token_details"),
                b"completion_tokens_details" => (&mut found.output_details, "completion_tokens_details"),
                b"total_tokens" => (&mut found.total, "total_tokens"),
                b"input_cached_tokens" => (&mut found.cached, "input_cached_tokens"),
                b"cached_tokens" => (&mut found.cached, "cached_tokens"),
                b"input_text_tokens" => (&mut found.by_meter.text, "input_text_tokens"),
                b"input_image_tokens" => (&mut found.by_meter.image, "input_image_tokens"),
                b"input_cached_text_tokens" => (&mut found.by_meter.cached_text, "input_cached_text_tokens"),
                b"input_cached_image_tokens" => (&mut found.by_meter.cached_image, "input_cached_image_tokens"),
                b"output_text_tokens" => (&mut found.by_meter.text_output, "output_text_tokens"),
                b"output_image_tokens" => (&mut found.by_meter.image_output, "output_image_tokens"),
                b"num_model_requests" => (&mut found.requests, "num_model_requests"),
                _ => continue,
            };
            member.set(name, node)?;
        }
        Ok(found)
    }
}

/// A whole number from 0 to 2⁵³. In a table an empty cell is missing and plain digits are a number.
pub(crate) fn count(name: &'static str, node: &Node<'_>) -> Result<Option<u64>, CountError> {
    let fits = |value: u64| {
        if value <= MAX_COUNT {
            Ok(Some(value))
        } else {
            Err(wrong(name, format!("{name} is {value}, above 2^53, where counts stop being exact.")))
        }
    };
    match node {
        Node::Null => Ok(None),
        Node::Whole(value) => fits(*value),
        Node::Negative(_) => Err(wrong(name, format!("{name} is {node}. A count cannot be negative."))),
        Node::Float(value) => whole_float(name, *value, node),
        Node::Cell(text) => match text.trim() {
            "" | "null" => Ok(None),
            text => match text.parse() {
                Ok(value) => fits(value),
                Err(_) => cell(name, text),
            },
        },
        other => Err(wrong(name, format!("{name} is {other}, but a number is expected."))),
    }
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked: whole, 0 to 2⁵³
fn whole_float(name: &'static str, value: f64, seen: &Node<'_>) -> Result<Option<u64>, CountError> {
    if value < 0.0 {
        Err(wrong(name, format!("{name} is {seen}. A count cannot be negative.")))
    } else if value > MAX_COUNT as f64 {
        Err(wrong(name, format!("{name} is {seen}, above 2^53, where counts stop being exact.")))
    } else if value.fract() != 0.0 {
        Err(wrong(name, format!("{name} is {seen}. A count is a whole number.")))
    } else {
        Ok(Some(value as u64))
    }
}

/// A cell that is not plain digits, such as the `82.0` that pandas writes. `inf` and `nan` are no numbers.
fn cell(name: &'static str, text: &str) -> Result<Option<u64>, CountError> {
    let seen = Node::Cell(text);
    match text.parse() {
        Ok(value) if text.contains(|c: char| c.is_ascii_digit()) => whole_float(name, value, &seen),
        _ => Err(wrong(name, format!("{name} is {seen}, but a number is expected."))),
    }
}

/// The members of a details object.
#[derive(Default)]
pub(super) struct Details {
    pub text: Option<u64>,
    pub image: Option<u64>,
    pub cached: Option<u64>,
    pub cached_text: Option<u64>,
    pub cached_image: Option<u64>,
}

impl Details {
    pub fn read(node: Option<&Node<'_>>) -> Result<Self, CountError> {
        let (mut text, mut image, mut cached) = (Member::default(), Member::default(), Member::default());
        let (mut cached_details, mut cached_text, mut cached_image) =
            (Member::default(), Member::default(), Member::default());
        for (key, node) in node.map_or(&[][..], Node::members) {
            match key.as_bytes() {
                b"text_tokens" => text.set("text_tokens", node)?,
                b"image_tokens" => image.set("image_tokens", node)?,
                b"cached_tokens" => cached.set("cached_tokens", node)?,
                b"cached_tokens_details" => cached_details.set("cached_tokens_details", node)?,
                _ => {}
            }
        }
        for (key, node) in cached_details.object()?.map_or(&[][..], Node::members) {
            match key.as_bytes() {
                b"text_tokens" => cached_text.set("cached text_tokens", node)?,
                b"image_tokens" => cached_image.set("cached image_tokens", node)?,
                _ => {}
            }
        }
        Ok(Self {
            text: text.count()?,
            image: image.count()?,
            cached: cached.count()?,
            cached_text: cached_text.count()?,
            cached_image: cached_image.count()?,
        })
    }
}
