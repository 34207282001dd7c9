//! Embedding the calculator in other people's pages: the options an author enters and the text to paste.

pub mod options;
pub mod snippet;
