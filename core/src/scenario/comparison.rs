//! One to four scenarios side by side: what a link and a file hold.

use super::scenario::Scenario;

/// The first scenario is the baseline of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison(Vec<Scenario>);

impl Comparison {
    /// The most scenarios in one comparison.
    pub const MAX: usize = 4;
    /// What the scenarios are called, in their order.
    pub const LETTERS: [&str; Self::MAX] = ["A", "B", "C", "D"];

    /// Scenarios beyond the fourth are dropped.
    pub fn new(first: Scenario, others: impl IntoIterator<Item = Scenario>) -> Self {
        Self(std::iter::once(first).chain(others).take(Self::MAX).collect())
    }

    pub fn first(&self) -> &Scenario {
        &self.0[0]
    }

    /// All of them, the first included.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.0
    }
}
