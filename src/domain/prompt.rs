//! A pasted prompt's length in tokens. An estimate is enough: a thousand tokens cost half a cent.

/// The API's limit on a prompt, in characters.
pub const MOST_CHARACTERS: usize = 32_000;
/// Characters of English a token covers, about (assumed).
const CHARACTERS_PER_TOKEN: usize = 4;
/// Tokens measured on top of the prompt's own.
const ENVELOPE: usize = 6;

/// What a pasted prompt comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromptEstimate {
    /// Unicode characters pasted.
    pub characters: usize,
    /// Text input tokens, about.
    pub tokens: usize,
}

impl PromptEstimate {
    /// About four characters a token, plus 6.
    pub fn of(prompt: &str) -> Self {
        let characters = prompt.chars().count();
        Self { characters, tokens: characters.div_ceil(CHARACTERS_PER_TOKEN) + ENVELOPE }
    }

    /// Whether the API would refuse a prompt of this length.
    pub const fn is_too_long(self) -> bool {
        self.characters > MOST_CHARACTERS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_its_characters_by_four_plus_six() {
        for (prompt, tokens) in [("", 6), ("a", 7), ("abcd", 7), ("abcde", 8), ("🙂🙂🙂🙂", 7)] {
            assert_eq!(PromptEstimate::of(prompt).tokens, tokens, "{prompt}");
        }
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert!(!PromptEstimate::of(&"x".repeat(32_000)).is_too_long());
        assert!(PromptEstimate::of(&"x".repeat(32_001)).is_too_long());
    }
}
