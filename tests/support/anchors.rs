//! The anchors of the page's sections that others link to.

/// In the order of the contract.
pub const ANCHORS: [&str; 13] = [
    "summary",
    "boundary",
    "routes",
    "access",
    "pricing",
    "calculator",
    "watchouts",
    "notes",
    "archive",
    "faq",
    "profile",
    "siblings",
    "glossary",
];
