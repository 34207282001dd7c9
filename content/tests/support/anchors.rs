//! Anchors of the page that others link to.

/// The guide's sections, in their order.
pub const SECTIONS: [&str; 12] = [
    "summary",
    "routes",
    "boundary",
    "access",
    "pricing",
    "watchouts",
    "notes",
    "archive",
    "faq",
    "profile",
    "siblings",
    "glossary",
];

/// Those outside the guide.
pub const ELSEWHERE: [&str; 5] = ["calculator", "compare", "saved", "embed", "usage"];
