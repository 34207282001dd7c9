//! Which route fits a buyer: ChatGPT, the API, or both. The rule, and the words around it.

pub mod route;
pub mod wording;
