//! Checks a record's output tokens against what its size and quality give. Proxies are known to invent usage.

use gpt_image_cost_core::tokens::output::{output_tokens, second_reading};
use gpt_image_cost_core::{PARTIAL_IMAGE_TOKENS, Quality, Size};

use crate::counts::Counts;
use crate::fields::Context;

/// Partial images of one generated image, at most.
const MAX_PARTIAL_IMAGES: u64 = 3;
/// Pairs of size and quality that are remembered: few logs have more.
const REMEMBERED: usize = 16;

/// Output tokens of one image by size and quality, as records write them.
#[derive(Default)]
pub(crate) struct ExpectedOutput {
    known: Vec<(String, String, Option<Readings>)>,
    /// The next one to forget.
    next: usize,
}

/// The tokens of one image, and those of the second reading where there is one.
#[derive(Clone, Copy)]
struct Readings {
    first: u32,
    second: Option<u32>,
}

impl ExpectedOutput {
    /// Whether the output tokens differ from what size and quality give, allowing for partial images. `auto` and records
    /// of several requests cannot be checked.
    pub fn differs(&mut self, counts: &Counts, context: &Context<'_>) -> bool {
        let Some((size, quality)) = context.size.zip(context.quality) else { return false };
        let Some(Readings { first, second }) = self.readings(size, quality).filter(|_| counts.requests == 1) else {
            return false;
        };
        let images = context.images.unwrap_or(1).max(1);
        let [[.., output], ..] = counts.splits;
        !fits(output, first, images) && !second.is_some_and(|second| fits(output, second, images))
    }

    fn readings(&mut self, size: &str, quality: &str) -> Option<Readings> {
        if let Some((.., readings)) = self.known.iter().find(|(known, of, _)| known == size && of == quality) {
            return *readings;
        }
        let readings = parse_size(size).zip(parse_quality(quality)).map(|(size, quality)| Readings {
            first: output_tokens(size, quality),
            second: second_reading(size, quality),
        });
        let entry = (size.to_owned(), quality.to_owned(), readings);
        match self.known.get_mut(self.next) {
            Some(forgotten) => *forgotten = entry,
            None => self.known.push(entry),
        }
        self.next = (self.next + 1) % REMEMBERED;
        readings
    }
}

fn fits(output: u64, tokens: u32, images: u64) -> bool {
    let partial = u64::from(PARTIAL_IMAGE_TOKENS);
    let more = output.checked_sub(u64::from(tokens).saturating_mul(images));
    more.is_some_and(|more| more.is_multiple_of(partial) && more / partial <= MAX_PARTIAL_IMAGES.saturating_mul(images))
}

fn parse_size(text: &str) -> Option<Size> {
    let (width, height) = text.split_once(['x', '×'])?;
    Size::accepted(width.trim().parse().ok()?, height.trim().parse().ok()?)
}

fn parse_quality(text: &str) -> Option<Quality> {
    Quality::ALL.into_iter().find(|quality| quality.as_str() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_belongs_to_its_size_and_quality_and_stays_short() {
        let mut expected = ExpectedOutput::default();
        let sizes = ["1024x1024", "1536x1024", "1024x1536", "2048x2048", "3840x2160", "1280x720"];
        for _ in 0..2 {
            for (size, quality) in sizes.iter().flat_map(|size| Quality::ALL.map(|quality| (size, quality))) {
                let found = expected.readings(size, quality.as_str()).map(|readings| readings.first);
                assert_eq!(found, parse_size(size).map(|size| output_tokens(size, quality)), "{size} {quality:?}");
            }
        }
        assert_eq!(expected.known.len(), REMEMBERED);
    }
}
