//! Bills from real usage: reads logs of any size in constant memory and prices them exactly. Pure: no clock, no randomness, no
//! float in money, no panic on any bytes.
//!
//! A [`Reader`] takes a file piece by piece and adds up a [`Summary`]; an [`Observer`] sees each record on the way.
//! Summaries of several files [merge](Summary::merge). A summary can be [reconciled](reconcile) with what was charged, and
//! gives the [averages] to plan with.

pub mod averages;
pub mod export;
pub mod reconcile;

mod amount;
mod charge;
mod column;
mod counts;
mod day;
mod expected_output;
mod fields;
mod find;
mod gunzip;
mod models;
mod node;
mod options;
mod pricer;
mod reader;
mod record;
mod repricing;
mod scan;
mod summary;
mod table;
mod tally;
mod totals;

pub use amount::{Amount, NotAnAmount};
pub use column::Column;
pub use models::RateBasis;
pub use options::{Assignment, Options};
pub use reader::{Progress, Reader, read};
pub use record::{Observer, Position, PricedRecord, Rejection, Remark, Remarks, Unpriced};
pub use summary::{MAX_KEPT, MAX_ROWS, Ranged, RateUse, RecordCounts, Summary, Typical};
pub use totals::{ALL_OTHERS, Cost, Day, LineItem, LineItems, NOT_RECORDED, PricedTokens, Row, Rows, Tokens};
