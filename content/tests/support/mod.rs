//! What several test files share, or tests of other packages check as well.

pub mod anchors;
pub mod checklist;
pub mod guide;
pub mod made_up;
