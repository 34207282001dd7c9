//! What GPT Image 2 costs, exactly. Pure: no page, no clock, no randomness, no float in money, no panic on any input.
//!
//! From the outside in: a link ([`scenario::permalink`]) or the typed texts of a form ([`scenario::form`]) give a
//! [`Scenario`]; a scenario at the rate card of its date gives an [`Estimate`]; an estimate can be explained step by
//! step, compared, exported and embedded.
//!
//! Types and constants are re-exported here; functions stay in their modules.

pub mod advisor;
pub mod embed;
pub mod estimate;
pub mod files;
pub mod money;
pub mod rates;
pub mod scenario;
pub mod tokens;

pub use rust_decimal::Decimal;

pub use advisor::route::{Answer, Answers, Budget, Leaning, Owner, Verdict, Volume, Who};
pub use advisor::wording::{QUESTIONS, Question};
pub use embed::snippet::{DEFAULT_HEIGHT, EmbedRates, FRAME_TITLE, Snippet, SnippetFormat, Theme, View};
pub use estimate::bill::{Bill, SecondReading};
pub use estimate::budget::Affordable;
pub use estimate::difference::Difference;
pub use estimate::estimate::Estimate;
pub use estimate::explanation::{Explanation, Step};
pub use estimate::seats::Seats;
pub use files::report::{Cell, ReportRow, Section};
pub use files::saved_scenarios::{SavedScenario, SavedScenarios, Unreadable};
pub use money::Usd;
pub use money::quotient::Quotient;
pub use money::range::Range;
pub use rates::date::{Date, NotADate};
pub use rates::history::{RATE_HISTORY, RateHistory, RatesOnDay};
pub use rates::meter::{Meter, PerMeter};
pub use rates::offer::{Offer, OfferDetail, Plan};
pub use rates::provenance::Provenance;
pub use rates::rate_card::{NearbyTool, RateCard, Rates};
pub use rates::staleness::Staleness;
pub use rates::timeline::{CardChange, OfferChange, RateChange, TimelineEvent};
pub use scenario::comparison::Comparison;
pub use scenario::field::{Field, FieldKind, FieldSpec};
pub use scenario::field_issue::{FieldError, FieldIssue};
pub use scenario::field_set::FieldSet;
pub use scenario::form::{FormState, ParsedForm};
pub use scenario::number_rule::{NumberRule, Unit};
pub use scenario::permalink::{LinkIssue, ParsedLink};
pub use scenario::preset::{PRESETS, Preset};
pub use scenario::scenario::{Mode, Scenario, Setting};
pub use tokens::cheaper_sizes::{CheaperSize, CheaperSizes};
pub use tokens::output::{PARTIAL_IMAGE_TOKENS, Quality};
pub use tokens::prompt::PromptEstimate;
pub use tokens::reference_image::{HEADER_BYTES, HeaderError, MAX_REFERENCE_IMAGES, ReferenceImage};
pub use tokens::size::{Size, SizeError, SizeRule};
