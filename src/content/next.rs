//! Where to look before choosing: parts of this page, and tools of other vendors where the data file names any.

use super::{Block, Section};
use crate::domain::rates::History;

/// The pairing links.
pub const NEXT: Section = Section::read(
    "next",
    "Compare before you choose",
    &[Block::Text("Compare before you choose a plan, and check nearby tools before you commit."), Block::Record(links)],
);

/// The five links. The last are the tools of other vendors that the data file names, or that there are none.
fn links(history: &'static History) -> Vec<String> {
    let tools: Vec<String> =
        history.nearby_tools.iter().map(|tool| format!("[{}]({})", tool.name, tool.address)).collect();
    let tools = if tools.is_empty() { "no other vendor is priced here.".to_owned() } else { tools.join(", ") };
    let mut links = [
        "**Verdict:** [the route that fits your answers](#finder)",
        "**Alternatives:** [the other models of the family](#siblings)",
        "**Full profile:** [limits and rules of the model](#profile)",
        "**Direct comparison:** [your scenarios side by side](#calculator)",
    ]
    .map(str::to_owned)
    .to_vec();
    links.push(format!("**Nearby tools:** {tools}"));
    links
}
