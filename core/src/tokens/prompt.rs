//! Text input tokens of a pasted prompt. An estimate is enough: prompt text is cheap beside the image.

/// The API refuses longer prompts.
pub const MAX_CHARACTERS: usize = 32_000;
/// Of English text, about (assumed).
const CHARACTERS_PER_TOKEN: usize = 4;
/// Measured on top of the prompt's own tokens.
const OVERHEAD: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromptEstimate {
    /// Unicode scalar values.
    pub characters: usize,
    pub tokens: usize,
}

impl PromptEstimate {
    /// About four characters per token, plus 6.
    pub fn new(prompt: &str) -> Self {
        let characters = prompt.chars().count();
        Self { characters, tokens: characters.div_ceil(CHARACTERS_PER_TOKEN) + OVERHEAD }
    }

    /// Whether the API would refuse a prompt of this length.
    pub const fn is_too_long(self) -> bool {
        self.characters > MAX_CHARACTERS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_covers_four_characters_and_six_come_on_top() {
        for (prompt, tokens) in [("", 6), ("a", 7), ("abcd", 7), ("abcde", 8), ("🙂🙂🙂🙂", 7)] {
            assert_eq!(PromptEstimate::new(prompt).tokens, tokens, "{prompt}");
        }
    }

    #[test]
    fn a_prompt_may_have_32_000_characters() {
        assert!(!PromptEstimate::new(&"x".repeat(32_000)).is_too_long());
        assert!(PromptEstimate::new(&"x".repeat(32_001)).is_too_long());
    }
}
