//! The calculator: what the reader enters, the cost map, and the receipt.

mod actions;
mod answer;
mod cost_map;
mod groups;
mod inputs;
mod ledger;
mod notices;
mod print_summary;
mod receipt;
mod references;
mod volume;
pub mod wording;

pub use self::actions::{CopyLinkButton, ExportMenus, ManualCopy, copy};
pub use self::answer::Answer;
pub use self::groups::{EmbedGroups, Groups};
pub use self::inputs::{EmbedInputs, Inputs};
pub use self::ledger::ArithmeticFold;
pub use self::notices::{FailureNotice, LinkIssues, OfflineNotice, SupersededRates};
pub use self::print_summary::PrintSummary;
pub use self::receipt::{Receipt, ReceiptBody};
pub use self::volume::CostByVolume;
