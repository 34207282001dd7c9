//! The model's limits and token rules as facts. They come from the calculator's own code, so that the guide cannot
//! contradict it.

use gpt_image_cost_core::money::format::grouped;
use gpt_image_cost_core::tokens::output::{PARTIAL_IMAGE_TOKENS, output_tokens};
use gpt_image_cost_core::tokens::prompt::MAX_CHARACTERS;
use gpt_image_cost_core::{Field, FieldKind, MAX_REFERENCE_IMAGES, PromptEstimate, Quality, ReferenceImage, Size};
use minijinja::{Environment, Error, Value};

use crate::facts::refused;

pub fn add(environment: &mut Environment) {
    for (name, value) in size_rules().into_iter().chain(request_rules()) {
        environment.add_global(name, value);
    }
    environment.add_function("tokens", tokens);
    environment.add_function("token_range", token_range);
}

fn size_rules() -> [(&'static str, Value); 7] {
    let sizes: Vec<Size> = Size::all_without_orientation().collect();
    let most = |measure: fn(&Size) -> u32| Value::from(sizes.iter().map(measure).max());
    let usual = sizes.iter().filter(|size| !size.is_experimental());
    let start = Size::DEFAULT;
    let step = (1..=start.width()).find(|step| Size::new(start.width() + step, start.height()).is_ok());
    [
        ("longest_edge", most(|size| size.long())),
        ("widest_ratio", most(|size| size.long() / size.short())),
        ("fewest_pixels", Value::from(sizes.iter().map(|size| size.pixels()).min())),
        ("most_pixels", most(|size| size.pixels())),
        ("experimental_pixels", Value::from(usual.map(|size| size.pixels()).max())),
        ("size_step", Value::from(step)),
        ("popular_sizes", Value::from(Size::POPULAR.map(Size::shown).join(", "))),
    ]
}

fn request_rules() -> [(&'static str, Value); 7] {
    let overhead = PromptEstimate::new("").tokens;
    let long = PromptEstimate::new(&"a".repeat(MAX_CHARACTERS));
    [
        ("most_references", Value::from(MAX_REFERENCE_IMAGES)),
        // A reference image of this shape fills its limit to the last token.
        ("reference_tokens", Value::from(ReferenceImage::new(1536, 1024).map(ReferenceImage::tokens))),
        ("most_partial_images", Value::from(most_partial_images())),
        ("partial_image_tokens", Value::from(PARTIAL_IMAGE_TOKENS)),
        ("prompt_characters", Value::from(MAX_CHARACTERS)),
        ("prompt_overhead", Value::from(overhead)),
        ("characters_per_token", Value::from(long.characters / (long.tokens - overhead))),
    ]
}

fn most_partial_images() -> Option<u32> {
    match Field::Partial.spec().kind {
        FieldKind::Number(rule) => Some(rule.max),
        _ => None,
    }
}

/// Output tokens of one image.
fn tokens(width: u32, height: u32, quality: &str) -> Result<u32, Error> {
    let size = Size::new(width, height).map_err(|error| refused(error.to_string()))?;
    Ok(output_tokens(size, quality_named(quality)?))
}

/// The fewest and the most output tokens of an image: `54 to 659`.
fn token_range(quality: &str) -> Result<String, Error> {
    let range = quality_named(quality)?.extremes();
    Ok(format!("{} to {}", grouped(range.low.into()), grouped(range.high.into())))
}

fn quality_named(name: &str) -> Result<Quality, Error> {
    let quality = Quality::ALL.into_iter().find(|quality| quality.as_str() == name);
    quality.ok_or_else(|| refused(format!("no quality is called {name:?}")))
}
