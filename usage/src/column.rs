//! What the columns of a table hold: recognized by the names that exports and flattened usage objects give them.

use serde::{Deserialize, Serialize};

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// All input tokens.
    Input,
    /// Text input tokens. Beside a column of cached ones they are the uncached ones, unless all input shows otherwise; where
    /// it leaves both open, the cost is a range.
    TextInput,
    ImageInput,
    /// All cached input tokens.
    CachedInput,
    CachedTextInput,
    CachedImageInput,
    /// All output tokens.
    Output,
    TextOutput,
    ImageOutput,
    /// Input and output tokens together.
    Total,
    Model,
    Size,
    Quality,
    /// A date, a time or seconds since 1970.
    Time,
    /// Requests that a row stands for.
    Requests,
    /// Whether the row was billed at Batch rates.
    Batch,
}

impl Column {
    pub const ALL: [Self; 16] = [
        Self::Input,
        Self::TextInput,
        Self::ImageInput,
        Self::CachedInput,
        Self::CachedTextInput,
        Self::CachedImageInput,
        Self::Output,
        Self::TextOutput,
        Self::ImageOutput,
        Self::Total,
        Self::Model,
        Self::Size,
        Self::Quality,
        Self::Time,
        Self::Requests,
        Self::Batch,
    ];

    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Input => "All input tokens",
            Self::TextInput => "Text input tokens",
            Self::ImageInput => "Image input tokens",
            Self::CachedInput => "All cached input tokens",
            Self::CachedTextInput => "Cached text input tokens",
            Self::CachedImageInput => "Cached image input tokens",
            Self::Output => "All output tokens",
            Self::TextOutput => "Text output tokens",
            Self::ImageOutput => "Image output tokens",
            Self::Total => "All tokens",
            Self::Model => "Model",
            Self::Size => "Image size",
            Self::Quality => "Quality",
            Self::Time => "Date or time",
            Self::Requests => "Requests",
            Self::Batch => "Billed at Batch rates",
        }
    }

    /// The name in a usage object.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Input => "input_tokens",
            Self::TextInput => "input_text_tokens",
            Self::ImageInput => "input_image_tokens",
            Self::CachedInput => "input_cached_tokens",
            Self::CachedTextInput => "input_cached_text_tokens",
            Self::CachedImageInput => "input_cached_image_tokens",
            Self::Output => "output_tokens",
            Self::TextOutput => "output_text_tokens",
            Self::ImageOutput => "output_image_tokens",
            Self::Total => "total_tokens",
            Self::Model => "model",
            Self::Size => "size",
            Self::Quality => "quality",
            Self::Time => "created",
            Self::Requests => "num_model_requests",
            Self::Batch => "batch",
        }
    }

    pub(crate) const fn is_count(self) -> bool {
        !matches!(self, Self::Model | Self::Size | Self::Quality | Self::Time | Self::Requests | Self::Batch)
    }

    /// By a name in a header, whatever its case and separators.
    ///
    /// ```
    /// use gpt_image_cost_usage::Column;
    ///
    /// assert_eq!(Column::from_name("usage.input_tokens_details.image_tokens"), Some(Column::ImageInput));
    /// assert_eq!(Column::from_name("Output tokens"), Some(Column::Output));
    /// assert_eq!(Column::from_name("cost"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        let plain: String =
            name.trim().chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
        let name = plain.rsplit_once("usage_").map_or(plain.as_str(), |(_, name)| name);
        Some(match name {
            "input_tokens" | "prompt_tokens" | "tokens_in" => Self::Input,
            "input_text_tokens"
            | "text_input_tokens"
            | "text_input"
            | "input_tokens_details_text_tokens"
            | "prompt_tokens_details_text_tokens" => Self::TextInput,
            "input_image_tokens"
            | "image_input_tokens"
            | "image_input"
            | "input_tokens_details_image_tokens"
            | "prompt_tokens_details_image_tokens" => Self::ImageInput,
            "input_cached_tokens"
            | "cached_tokens"
            | "cached_input_tokens"
            | "cached_input"
            | "input_tokens_details_cached_tokens"
            | "prompt_tokens_details_cached_tokens" => Self::CachedInput,
            "input_cached_text_tokens"
            | "cached_text_input_tokens"
            | "cached_text_input"
            | "cached_text_tokens"
            | "input_tokens_details_cached_tokens_details_text_tokens" => Self::CachedTextInput,
            "input_cached_image_tokens"
            | "cached_image_input_tokens"
            | "cached_image_input"
            | "cached_image_tokens"
            | "input_tokens_details_cached_tokens_details_image_tokens" => Self::CachedImageInput,
            "output_tokens" | "completion_tokens" | "tokens_out" => Self::Output,
            "output_text_tokens" | "text_output_tokens" | "text_output" | "output_tokens_details_text_tokens" => {
                Self::TextOutput
            }
            "output_image_tokens" | "image_output_tokens" | "image_output" | "output_tokens_details_image_tokens" => {
                Self::ImageOutput
            }
            "total_tokens" => Self::Total,
            "model" | "model_id" | "model_name" => Self::Model,
            "size" | "image_size" => Self::Size,
            "quality" | "image_quality" => Self::Quality,
            "created" | "created_at" | "date" | "day" | "time" | "timestamp" | "start_time" | "start_time_iso" => {
                Self::Time
            }
            "num_model_requests" | "num_requests" | "requests" => Self::Requests,
            "batch" | "is_batch" => Self::Batch,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_in_a_usage_object_are_names_in_a_header() {
        for column in Column::ALL {
            assert_eq!(Column::from_name(column.key()), Some(column));
        }
    }
}
