//! How many tokens things cost: generated images, reference images, prompts. No prices here.

pub mod cheaper_sizes;
pub mod output;
pub mod prompt;
pub mod reference_image;
pub mod size;
