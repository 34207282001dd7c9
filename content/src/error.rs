//! What is wrong with a file of the guide, and where.

use std::fmt;

use crate::GuideFile;

/// A file of the guide that cannot be turned into a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    pub file: &'static str,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    pub message: String,
}

impl ContentError {
    pub(crate) fn new(file: &GuideFile, message: impl fmt::Display) -> Self {
        Self { file: file.path, line: None, message: message.to_string() }
    }

    pub(crate) fn in_template(file: &'static str, error: &minijinja::Error) -> Self {
        let message = match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        };
        Self { file, line: error.line(), message }
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for ContentError {}
