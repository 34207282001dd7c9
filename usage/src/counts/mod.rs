//! The token counts of one usage object, checked against each other.
//!
//! A split that is missing is left open; counts that contradict each other are an error that says what was seen. No
//! prices here.

mod members;
mod parts;

use crate::node::Node;

use members::{Details, Members};
pub(crate) use members::{count, has_counts};
use parts::{SplitTotal, add_up, cached_parts, corners};

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
        let mut counts = Self {
            splits: input.splits,
            text_output: output.text,
            output_split_assumed: output.is_assumed,
            has_cached: input.cached > 0,
            requests: members.requests.count()?.unwrap_or(1),
        };
        for split in &mut counts.splits {
            split[4] = output.image;
        }
        Ok(counts)
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

/// A count that may stand by itself and in the details.
fn same(name: &'static str, separate: Option<u64>, nested: Option<u64>) -> Result<Option<u64>, CountError> {
    match (separate, nested) {
        (Some(separate), Some(nested)) if separate != nested => {
            let reason =
                format!("{name} is {separate} and the details say {nested}: two different figures for one count.");
            Err(wrong(name, reason))
        }
        _ => Ok(separate.or(nested)),
    }
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
        let separate_image = members.by_meter.image_output.count()?;
        let text = same("output_text_tokens", members.by_meter.text_output.count()?, details.text)?;
        let image = same("output_image_tokens", separate_image, details.image)?;
        // An image count without a text count means no text output.
        let total = match (members.output.count()?, separate_image) {
            (None, Some(image)) => image.checked_add(text.unwrap_or(0)),
            (total, _) => total,
        };
        let name = members.output.name("output_tokens");
        let parts = add_up(name, name, total, [("text output", text), ("image output", image)])?;
        Ok(parts.map(|SplitTotal { total, text }| Self {
            total,
            text: text.unwrap_or(0),
            image: total - text.unwrap_or(0),
            is_assumed: text.is_none(),
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
        let name = members.input.name("input_tokens");
        let field = members.input_details.name(name);
        let total = members.input.count()?;
        let details = Details::read(members.input_details.object()?)?;
        let separate = &members.by_meter;
        let text = same("input_text_tokens", separate.text.count()?, details.text)?;
        let image = same("input_image_tokens", separate.image.count()?, details.image)?;
        let cached_by_meter = (
            same("input_cached_text_tokens", separate.cached_text.count()?, details.cached_text)?,
            same("input_cached_image_tokens", separate.cached_image.count()?, details.cached_image)?,
        );
        let cached_name = members.cached.name("input_cached_tokens");
        let cached = same(cached_name, members.cached.count()?, details.cached)?;
        let cached = cached_parts(field, cached, cached_by_meter)?;
        let inside = || {
            let parts = add_up(field, name, total, [("text_tokens", text), ("image_tokens", image)])?;
            parts.map(|parts| Self::inside(field, name, &parts, &cached)).transpose()
        };
        if details.text.is_some() || details.image.is_some() {
            return inside();
        }
        match (text, image, total) {
            (Some(text), Some(image), _) => Self::from_both(name, text, image, total, &cached).map(Some),
            (Some(_), None, None) => Err(wrong("input_image_tokens", "input_image_tokens is missing.")),
            (None, Some(_), None) => Err(wrong("input_text_tokens", "input_text_tokens is missing.")),
            _ => match (inside(), Self::beside_one(text, image, total, &cached)) {
                (Ok(Some(inside)), Some(beside)) => Ok(Some(Self::either(inside, beside))),
                (Err(_), Some(beside)) => Ok(Some(beside)),
                (inside, _) => inside,
            },
        }
    }

    /// Text and image counts stand beside the cached ones. Only where all input is stated, and text and image make it up
    /// alone, are the cached tokens among them.
    fn from_both(
        name: &'static str,
        text: u64,
        image: u64,
        total: Option<u64>,
        cached: &SplitTotal,
    ) -> Result<Self, CountError> {
        let uncached = u128::from(text) + u128::from(image);
        let all = uncached + u128::from(cached.total);
        if let Some(total) = total
            && u128::from(total) != all
        {
            if u128::from(total) == uncached {
                return Self::inside(name, name, &SplitTotal { total, text: Some(text) }, cached);
            }
            let cached = cached.total;
            let reason = format!("Text {text}, image {image} and cached {cached} do not add up to {name} {total}.");
            return Err(wrong(name, reason));
        }
        let Some(total) = u64::try_from(all).ok().filter(|total| *total <= MAX_COUNT) else {
            return Err(wrong(name, "The input tokens together exceed 2^53."));
        };
        Ok(Self::beside(total, text, image, cached))
    }

    /// One of text and image stands beside the cached tokens; the other is what is left. `None` where nothing can be.
    fn beside_one(text: Option<u64>, image: Option<u64>, total: Option<u64>, cached: &SplitTotal) -> Option<Self> {
        let total = total?;
        let rest = total.checked_sub(text.or(image)?)?.checked_sub(cached.total)?;
        Some(Self::beside(total, text.unwrap_or(rest), image.unwrap_or(rest), cached))
    }

    /// Text and image counts without the cached tokens.
    fn beside(total: u64, text: u64, image: u64, cached: &SplitTotal) -> Self {
        let at = |cached_text: u64| [text, cached_text, image, cached.total - cached_text, 0];
        let ends = cached.text.map_or([0, cached.total], |cached_text| [cached_text; 2]).map(at);
        Self { total, cached: cached.total, splits: [ends[0], ends[1], ends[0], ends[1]] }
    }

    /// Where nothing tells whether a count holds the cached tokens, both readings are possible. In each of them text and
    /// image are known, so its first two splits are all it has.
    fn either(inside: Self, beside: Self) -> Self {
        let ([a, b, ..], [c, d, ..]) = (inside.splits, beside.splits);
        Self { splits: [a, b, c, d], ..inside }
    }

    /// Cached tokens are among those of the parts.
    fn inside(field: &'static str, name: &str, parts: &SplitTotal, cached: &SplitTotal) -> Result<Self, CountError> {
        if cached.total > parts.total {
            return Err(wrong(field, format!("Cached tokens {} exceed {name} {}.", cached.total, parts.total)));
        }
        if let (Some(text), Some(cached_text)) = (parts.text, cached.text) {
            let (image, cached_image) = (parts.total - text, cached.total - cached_text);
            if cached_text > text {
                return Err(wrong(field, format!("Cached text {cached_text} exceeds text input {text}.")));
            }
            if cached_image > image {
                return Err(wrong(field, format!("Cached image {cached_image} exceeds image input {image}.")));
            }
        }
        Ok(Self { total: parts.total, cached: cached.total, splits: corners(parts, cached) })
    }
}
