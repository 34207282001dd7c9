//! The token counts of one usage object, checked against each other.
//!
//! A split that is missing is left open; counts that contradict each other are an error that says what was seen. No
//! prices here.

use std::fmt;

use crate::node::Node;

/// Above this a whole number no longer survives programs that read JSON numbers as doubles: 2⁵³.
pub const MAX_COUNT: u64 = 1 << 53;

/// Tokens on the five meters, in the order of the rate card.
pub(crate) type Split = [u64; 5];

/// Every way to split the tokens that could be dearest or cheapest. All four are equal where the split is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    pub splits: [Split; 4],
    /// Reported, but without a rate on the card.
    pub text_output: u64,
    /// No output split was given: all output is counted as image output.
    pub output_split_assumed: bool,
    pub has_cached: bool,
    /// Requests that these counts stand for, where the record says so.
    pub requests: u64,
}

/// Why counts cannot be priced. `field` is relative to the usage object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CountError {
    /// Every count is missing or null: not wrong, but nothing to price.
    Empty,
    Wrong {
        field: &'static str,
        reason: String,
    },
}

fn wrong(field: &'static str, reason: impl Into<String>) -> CountError {
    CountError::Wrong { field, reason: reason.into() }
}

/// The members of a usage object under all their names. Each keeps the name it was found under.
#[derive(Default)]
struct Members<'n, 'a> {
    input: Member<'n, 'a>,
    input_details: Member<'n, 'a>,
    output: Member<'n, 'a>,
    output_details: Member<'n, 'a>,
    total: Member<'n, 'a>,
    cached: Member<'n, 'a>,
    lanes: Lanes<'n, 'a>,
    requests: Member<'n, 'a>,
}

/// Counts by meter that stand beside each other, as the organization usage API has them.
#[derive(Default)]
struct Lanes<'n, 'a> {
    text: Member<'n, 'a>,
    image: Member<'n, 'a>,
    cached_text: Member<'n, 'a>,
    cached_image: Member<'n, 'a>,
    text_output: Member<'n, 'a>,
    image_output: Member<'n, 'a>,
}

#[derive(Clone, Copy, Default)]
struct Member<'n, 'a>(Option<(&'static str, &'n Node<'a>)>);

impl<'n, 'a> Member<'n, 'a> {
    /// The same count under two names must be the same; null gives way.
    fn set(&mut self, name: &'static str, node: &'n Node<'a>) -> Result<(), CountError> {
        match self.0 {
            Some((old, _)) if old == name => Err(wrong(name, format!("The key “{name}” stands twice in one object."))),
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

    fn name(self, otherwise: &'static str) -> &'static str {
        self.0.map_or(otherwise, |(name, _)| name)
    }

    fn count(self) -> Result<Option<u64>, CountError> {
        self.0.map_or(Ok(None), |(name, node)| count(name, node))
    }

    fn object(self) -> Result<Option<&'n Node<'a>>, CountError> {
        match self.0 {
            None | Some((_, Node::Null)) => Ok(None),
            Some((_, node @ Node::Object(_))) => Ok(Some(node)),
            Some((name, node)) => Err(wrong(name, format!("{name} is {node}, where an object of counts belongs."))),
        }
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
        Node::Negative(value) => Err(wrong(name, format!("{name} is {value}. A count cannot be negative."))),
        Node::Float(value) => whole_float(name, *value),
        Node::Cell(text) => cell(name, text.trim()).and_then(|value| value.map_or(Ok(None), fits)),
        other => Err(wrong(name, format!("{name} is {other}, where a number belongs."))),
    }
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked: whole, 0 to 2⁵³
fn whole_float(name: &'static str, value: f64) -> Result<Option<u64>, CountError> {
    if value < 0.0 {
        Err(wrong(name, format!("{name} is {value}. A count cannot be negative.")))
    } else if value > MAX_COUNT as f64 {
        Err(wrong(name, format!("{name} is {value}, above 2^53, where counts stop being exact.")))
    } else if value.fract() != 0.0 {
        Err(wrong(name, format!("{name} is {value}. A count is a whole number.")))
    } else {
        Ok(Some(value as u64))
    }
}

fn cell(name: &'static str, text: &str) -> Result<Option<u64>, CountError> {
    if text.is_empty() || text == "null" {
        return Ok(None);
    }
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain && text.len() <= 19 {
        return Ok(text.parse().ok());
    }
    let seen = Node::Cell(text);
    let reason = if is_plain {
        format!("{name} is {seen}, above 2^53, where counts stop being exact.")
    } else if text.strip_prefix('-').is_some_and(|rest| rest.parse::<f64>().is_ok()) {
        format!("{name} is {seen}. A count cannot be negative.")
    } else if text.parse::<f64>().is_ok() {
        format!("{name} is {seen}. A count is a whole number.")
    } else {
        format!("{name} is {seen}, where a number belongs.")
    };
    Err(wrong(name, reason))
}

/// Whether an object is a usage object itself: it names its input or its output tokens.
pub(crate) fn has_counts(node: &Node<'_>) -> bool {
    node.members().iter().any(|(key, _)| {
        matches!(
            *key,
            "input_tokens"
                | "prompt_tokens"
                | "output_tokens"
                | "completion_tokens"
                | "input_text_tokens"
                | "input_image_tokens"
                | "output_image_tokens"
                | "output_text_tokens"
        )
    })
}

impl Counts {
    /// Reads and checks one usage object.
    pub fn read(usage: &Node<'_>) -> Result<Self, CountError> {
        let members = Members::read(usage)?;
        let output = Output::read(&members)?;
        let input = Input::read(&members)?;
        let (Some(output), Some(input)) = (output, input) else {
            return Err(missing(&members, output.is_none(), input.is_none()));
        };
        if let Some(total) = members.total.count()?
            && input.total.checked_add(output.total) != Some(total)
        {
            let reason = format!(
                "total_tokens is {total}, but input {} and output {} make {}.",
                input.total,
                output.total,
                u128::from(input.total) + u128::from(output.total)
            );
            return Err(wrong("total_tokens", reason));
        }
        let mut splits = input.splits;
        for split in &mut splits {
            split[4] = output.image;
        }
        Ok(Self {
            splits,
            text_output: output.text,
            output_split_assumed: output.is_assumed,
            has_cached: input.cached > 0,
            requests: members.requests.count()?.unwrap_or(1),
        })
    }

    pub fn is_ranged(&self) -> bool {
        self.splits[1..].iter().any(|split| *split != self.splits[0])
    }
}

fn missing(members: &Members<'_, '_>, no_output: bool, no_input: bool) -> CountError {
    match (no_output, no_input) {
        (true, true) => CountError::Empty,
        (true, false) => {
            let name = members.output.name("output_tokens");
            wrong(name, format!("{name} is missing."))
        }
        _ => {
            let name = members.input.name("input_tokens");
            wrong(name, format!("{name} is missing."))
        }
    }
}

impl<'n, 'a> Members<'n, 'a> {
    fn read(usage: &'n Node<'a>) -> Result<Self, CountError> {
        let mut found = Self::default();
        for (key, node) in usage.members() {
            let (member, name): (&mut Member<'n, 'a>, &'static str) = match *key {
                "input_tokens" => (&mut found.input, "input_tokens"),
                "prompt_tokens" => (&mut found.input, "prompt_tokens"),
                "input_tokens_details" => (&mut found.input_details, "input_tokens_details"),
                "input_token_details" => (&mut found.input_details, "input_token_details"),
                "prompt_tokens_details" => (&mut found.input_details, "prompt_tokens_details"),
                "output_tokens" => (&mut found.output, "output_tokens"),
                "completion_tokens" => (&mut found.output, "completion_tokens"),
                "output_tokens_details" => (&mut found.output_details, "output_tokens_details"),
                "output_token_details" => (&mut found.output_details, "output_token_details"),
                "completion_tokens_details" => (&mut found.output_details, "completion_tokens_details"),
                "total_tokens" => (&mut found.total, "total_tokens"),
                "input_cached_tokens" => (&mut found.cached, "input_cached_tokens"),
                "cached_tokens" => (&mut found.cached, "cached_tokens"),
                "input_text_tokens" => (&mut found.lanes.text, "input_text_tokens"),
                "input_image_tokens" => (&mut found.lanes.image, "input_image_tokens"),
                "input_cached_text_tokens" => (&mut found.lanes.cached_text, "input_cached_text_tokens"),
                "input_cached_image_tokens" => (&mut found.lanes.cached_image, "input_cached_image_tokens"),
                "output_text_tokens" => (&mut found.lanes.text_output, "output_text_tokens"),
                "output_image_tokens" => (&mut found.lanes.image_output, "output_image_tokens"),
                "num_model_requests" => (&mut found.requests, "num_model_requests"),
                _ => continue,
            };
            member.set(name, node)?;
        }
        Ok(found)
    }
}

/// The members of a details object.
#[derive(Default)]
struct Details {
    text: Option<u64>,
    image: Option<u64>,
    cached: Option<u64>,
    cached_text: Option<u64>,
    cached_image: Option<u64>,
}

impl Details {
    fn read(node: Option<&Node<'_>>) -> Result<Self, CountError> {
        let (mut text, mut image, mut cached) = (Member::default(), Member::default(), Member::default());
        let (mut cached_details, mut cached_text, mut cached_image) =
            (Member::default(), Member::default(), Member::default());
        for (key, node) in node.map_or(&[][..], Node::members) {
            match *key {
                "text_tokens" => text.set("text_tokens", node)?,
                "image_tokens" => image.set("image_tokens", node)?,
                "cached_tokens" => cached.set("cached_tokens", node)?,
                "cached_tokens_details" => cached_details.set("cached_tokens_details", node)?,
                _ => {}
            }
        }
        for (key, node) in cached_details.object()?.map_or(&[][..], Node::members) {
            match *key {
                "text_tokens" => cached_text.set("cached text_tokens", node)?,
                "image_tokens" => cached_image.set("cached image_tokens", node)?,
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

/// A total and its parts, of which the total or one part may be missing and then follows from the others.
struct Parts {
    total: u64,
    first: Option<u64>,
}

/// `None` where neither the total nor both parts are known.
fn add_up(
    field: &'static str,
    whole: &str,
    total: Option<u64>,
    parts: [(&str, Option<u64>); 2],
) -> Result<Option<Parts>, CountError> {
    let [(first_name, first), (second_name, second)] = parts;
    let seen = |first: u64, second: u64, total: u64| {
        wrong(field, format!("{first_name} {first} and {second_name} {second} do not add up to {whole} {total}."))
    };
    let parts = match (total, first, second) {
        (None, Some(first), Some(second)) => {
            let Some(total) = first.checked_add(second).filter(|total| *total <= MAX_COUNT) else {
                return Err(wrong(field, format!("{first_name} {first} and {second_name} {second} exceed 2^53.")));
            };
            Parts { total, first: Some(first) }
        }
        (None, ..) => return Ok(None),
        (Some(total), Some(first), Some(second)) if u128::from(first) + u128::from(second) != u128::from(total) => {
            return Err(seen(first, second, total));
        }
        (Some(total), Some(part), None) if part > total => {
            return Err(wrong(field, format!("{first_name} {part} exceed {whole} {total}.")));
        }
        (Some(total), None, Some(part)) if part > total => {
            return Err(wrong(field, format!("{second_name} {part} exceed {whole} {total}.")));
        }
        (Some(total), None, Some(second)) => Parts { total, first: Some(total - second) },
        (Some(total), first, _) => Parts { total, first },
    };
    Ok(Some(parts))
}

#[derive(Clone, Copy)]
struct Output {
    total: u64,
    image: u64,
    text: u64,
    is_assumed: bool,
}

impl Output {
    fn read(members: &Members<'_, '_>) -> Result<Option<Self>, CountError> {
        let details = Details::read(members.output_details.object()?)?;
        let lanes = (members.lanes.text_output.count()?, members.lanes.image_output.count()?);
        let (text, image) = (details.text.or(lanes.0), details.image.or(lanes.1));
        // Two lanes are all there is: text that is missing beside an image is none.
        let total = match (members.output.count()?, lanes.1) {
            (None, Some(image)) => image.checked_add(text.unwrap_or(0)),
            (total, _) => total,
        };
        let name = members.output.name("output_tokens");
        let parts = add_up(name, name, total, [("text output", text), ("image output", image)])?;
        Ok(parts.map(|Parts { total, first }| Self {
            total,
            text: first.unwrap_or(0),
            image: total - first.unwrap_or(0),
            is_assumed: first.is_none(),
        }))
    }
}

/// Input tokens, cached ones included, and how they may be split.
#[derive(Clone, Copy)]
struct Input {
    total: u64,
    cached: u64,
    splits: [Split; 4],
}

impl Input {
    fn read(members: &Members<'_, '_>) -> Result<Option<Self>, CountError> {
        let lanes = (members.lanes.text.count()?, members.lanes.image.count()?);
        let total = members.input.count()?;
        match (lanes, total) {
            ((Some(text), Some(image)), _) => Self::from_lanes(members, text, image, total).map(Some),
            ((Some(_), None), None) => Err(wrong("input_image_tokens", "input_image_tokens is missing.")),
            ((None, Some(_)), None) => Err(wrong("input_text_tokens", "input_text_tokens is missing.")),
            (lanes, total) => Self::from_details(members, lanes, total),
        }
    }

    /// Text and image counts include the cached ones.
    fn from_details(
        members: &Members<'_, '_>,
        lanes: (Option<u64>, Option<u64>),
        total: Option<u64>,
    ) -> Result<Option<Self>, CountError> {
        let name = members.input.name("input_tokens");
        let details = Details::read(members.input_details.object()?)?;
        let parts = [("text_tokens", details.text.or(lanes.0)), ("image_tokens", details.image.or(lanes.1))];
        let field = members.input_details.name(name);
        let Some(parts) = add_up(field, name, total, parts)? else { return Ok(None) };
        let cached = (details.cached_text, details.cached_image);
        let cached = cached_parts(field, details.cached.or(members.cached.count()?), cached)?;
        if cached.total > parts.total {
            return Err(wrong(field, format!("Cached tokens {} exceed {name} {}.", cached.total, parts.total)));
        }
        if let (Some(text), Some(cached_text)) = (parts.first, cached.first) {
            let (image, cached_image) = (parts.total - text, cached.total - cached_text);
            if cached_text > text {
                return Err(wrong(field, format!("Cached text {cached_text} exceeds text input {text}.")));
            }
            if cached_image > image {
                return Err(wrong(field, format!("Cached image {cached_image} exceeds image input {image}.")));
            }
        }
        Ok(Some(Self { total: parts.total, cached: cached.total, splits: corners(&parts, &cached) }))
    }

    /// Text and image counts stand beside the cached ones. Only where all input is stated, and text and image make it up
    /// alone, are the cached tokens among them.
    fn from_lanes(members: &Members<'_, '_>, text: u64, image: u64, total: Option<u64>) -> Result<Self, CountError> {
        let field = members.input.name("input_tokens");
        let lanes = (members.lanes.cached_text.count()?, members.lanes.cached_image.count()?);
        let cached = cached_parts("input_cached_tokens", members.cached.count()?, lanes)?;
        let uncached = u128::from(text) + u128::from(image);
        let all = uncached + u128::from(cached.total);
        if let Some(total) = total
            && u128::from(total) != all
        {
            if u128::from(total) == uncached {
                let parts = Parts { total, first: Some(text) };
                return Self::inside(field, &parts, &cached);
            }
            let cached = cached.total;
            let reason = format!("Text {text}, image {image} and cached {cached} do not add up to {field} {total}.");
            return Err(wrong(field, reason));
        }
        let Some(total) = u64::try_from(all).ok().filter(|total| *total <= MAX_COUNT) else {
            return Err(wrong(field, "The input tokens together exceed 2^53."));
        };
        let at = |cached_text: u64| [text, cached_text, image, cached.total - cached_text, 0];
        let ends = cached.first.map_or([0, cached.total], |cached_text| [cached_text; 2]).map(at);
        Ok(Self { total, cached: cached.total, splits: [ends[0], ends[1], ends[0], ends[1]] })
    }

    fn inside(field: &'static str, parts: &Parts, cached: &Parts) -> Result<Self, CountError> {
        let fits = cached.total <= parts.total
            && parts.first.zip(cached.first).is_none_or(|(text, cached_text)| {
                cached_text <= text && cached.total - cached_text <= parts.total - text
            });
        if !fits {
            return Err(wrong(field, format!("Cached tokens {} exceed the input they are part of.", cached.total)));
        }
        Ok(Self { total: parts.total, cached: cached.total, splits: corners(parts, cached) })
    }
}

/// Of cached tokens the part that is not named is none.
fn cached_parts(
    field: &'static str,
    total: Option<u64>,
    (text, image): (Option<u64>, Option<u64>),
) -> Result<Parts, CountError> {
    let total = total.or_else(|| if text.is_some() == image.is_some() { None } else { text.or(image) });
    let parts = add_up(field, "cached_tokens", total, [("cached text", text), ("cached image", image)])?;
    Ok(match parts {
        Some(Parts { total: 0, .. }) | None => Parts { total: 0, first: Some(0) },
        Some(parts) => parts,
    })
}

/// The corners of what is possible: a cost, linear in every split, is lowest and highest at two of them. Cached tokens
/// are part of the input and at most as many.
fn corners(input: &Parts, cached: &Parts) -> [Split; 4] {
    let (total, all_cached) = (input.total, cached.total);
    let at = |text: u64, cached_text: u64| {
        let cached_image = all_cached - cached_text;
        [text - cached_text, cached_text, total - text - cached_image, cached_image, 0]
    };
    match (input.first, cached.first) {
        (Some(text), Some(cached_text)) => [at(text, cached_text); 4],
        (Some(text), None) => {
            let (low, high) = (at(text, all_cached.saturating_sub(total - text)), at(text, all_cached.min(text)));
            [low, high, low, high]
        }
        (None, Some(cached_text)) => {
            let (low, high) = (at(cached_text, cached_text), at(total - (all_cached - cached_text), cached_text));
            [low, high, low, high]
        }
        (None, None) => [at(0, 0), at(total - all_cached, 0), at(all_cached, all_cached), at(total, all_cached)],
    }
}

impl fmt::Display for CountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("The usage holds no counts."),
            Self::Wrong { reason, .. } => f.write_str(reason),
        }
    }
}
