//! Amounts of money: exact decimals, ranges of them, and how they are written.

pub mod decimal;
pub mod format;
pub mod quotient;
pub mod range;

/// US dollars, exact.
pub type Usd = rust_decimal::Decimal;
