//! What a reader enters: the fields and their rules, the form, presets, and the link that holds it all.

pub mod comparison;
pub mod field;
pub mod field_issue;
pub mod field_set;
pub mod form;
pub mod number_input;
pub mod number_rule;
pub mod permalink;
pub mod preset;
#[allow(clippy::module_inception)] // the type is named like the topic
pub mod scenario;
