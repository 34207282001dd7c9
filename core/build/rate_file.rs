//! The rate file: parses its JSON and refuses what would make a wrong bill.
//!
//! The build script and the tests share this module; each has `Date` in its own way. It decides what a valid file is; which
//! rates apply on a day is decided in `src/rates/history.rs`.

use std::fmt::Display;

use serde::Deserialize;

use super::Date;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateFile {
    #[serde(rename = "$schema", default)]
    #[allow(dead_code)] // for editors
    pub schema: Option<String>,
    pub model: String,
    pub family: String,
    pub currency: String,
    pub unit: String,
    pub price_page: String,
    pub states: Vec<StateEntry>,
    pub nearby_tools: Vec<NearbyTool>,
}

/// One dated state of the rate card.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateEntry {
    pub from: Date,
    pub checked: Date,
    pub provenance: ProvenanceEntry,
    pub rates: RateEntry,
    pub offer: OfferEntry,
}

/// Where a state comes from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvenanceEntry {
    /// The published name is older than the word.
    #[serde(rename = "standing")]
    pub kind: ProvenanceKind,
    pub source: String,
    #[serde(default)]
    pub address: Option<String>,
}

/// The words are those of the page.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProvenanceKind {
    #[serde(rename = "rate card")]
    RateCard,
    Vendor,
    Measured,
    #[serde(rename = "third party")]
    ThirdParty,
    Assumed,
}

/// USD per 1,000,000 tokens, a field for each meter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateEntry {
    pub text_input: Usd,
    pub cached_text_input: Usd,
    pub image_input: Usd,
    pub cached_image_input: Usd,
    pub image_output: Usd,
}

impl RateEntry {
    /// In the order of `Meter::ALL`.
    pub fn in_order(&self) -> [Usd; 5] {
        [self.text_input, self.cached_text_input, self.image_input, self.cached_image_input, self.image_output]
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferEntry {
    pub access_model: String,
    pub api_track: String,
    pub billing_unit: String,
    pub plans: Vec<PlanEntry>,
    pub free_plan: bool,
    #[serde(deserialize_with = "Option::deserialize")] // null is an answer, a missing key is an error
    pub trial: Option<String>,
    #[serde(deserialize_with = "Option::deserialize")] // null is an answer, a missing key is an error
    pub monthly_price: Option<String>,
    #[serde(deserialize_with = "Option::deserialize")] // null is an answer, a missing key is an error
    pub annual_price: Option<String>,
    #[serde(deserialize_with = "Option::deserialize")] // null is an answer, a missing key is an error
    pub starting_price: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanEntry {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearbyTool {
    pub name: String,
    pub address: String,
}

/// USD in thousandths, read from a string such as `"1.25"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Usd {
    pub thousandths: u32,
}

impl TryFrom<String> for Usd {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bad = || format!("`{text}` is not USD with at most three decimals, like \"1.25\"");
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() && !fraction.ends_with('0') => (whole, fraction),
            Some(_) => return Err(bad()),
            None => (text.as_str(), ""),
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty()
            || whole.len() > 3
            || leading_zero
            || fraction.len() > 3
            || !digits(whole)
            || !digits(fraction)
        {
            return Err(bad());
        }
        format!("{whole}{fraction:0<3}").parse().map(|thousandths| Self { thousandths }).map_err(|_| bad())
    }
}

/// Parses a rate file and checks what its types cannot: dates in order and without overlap, rates within the sum that the
/// exact arithmetic is designed for. The error names the first path that is wrong, as in `states[1].from: …`.
pub fn parse(json: &str) -> Result<RateFile, String> {
    let mut source = serde_json::Deserializer::from_str(json);
    let file: RateFile =
        serde_path_to_error::deserialize(&mut source).map_err(|error| refuse(error.path(), error.inner()))?;
    source.end().map_err(|error| refuse("after the file", error))?;
    check(&file)?;
    Ok(file)
}

/// The path of a key, and a sentence for whoever edits the file.
fn refuse(path: impl Display, sentence: impl Display) -> String {
    format!("{path}: {sentence}")
}

fn check(file: &RateFile) -> Result<(), String> {
    for (key, text, wanted) in [("currency", &file.currency, "USD"), ("unit", &file.unit, "1000000 tokens")] {
        if text != wanted {
            return Err(refuse(key, format!("must be `{wanted}`")));
        }
    }
    for (key, text) in [("model", &file.model), ("family", &file.family), ("price_page", &file.price_page)] {
        if text.trim().is_empty() {
            return Err(refuse(key, "must not be empty"));
        }
    }
    if file.states.is_empty() {
        return Err(refuse("states", "must hold at least one state"));
    }
    let mut last_checked: Option<Date> = None;
    for (index, state) in file.states.iter().enumerate() {
        let locate = |(key, sentence)| refuse(format!("states[{index}].{key}"), sentence);
        check_state(state, last_checked).map_err(locate)?;
        last_checked = Some(state.checked);
    }
    Ok(())
}

fn check_state(state: &StateEntry, last_checked: Option<Date>) -> Result<(), (&'static str, &'static str)> {
    if last_checked.is_some_and(|day| state.from <= day) {
        return Err(("from", "must be later than the `checked` of the state before"));
    }
    if state.checked < state.from {
        return Err(("checked", "must not be earlier than `from`"));
    }
    if state.provenance.source.trim().is_empty() {
        return Err(("provenance.source", "must say where the rates were read"));
    }
    if state.offer.plans.is_empty() {
        return Err(("offer.plans", "must list at least one plan"));
    }
    let sum: u32 = state.rates.in_order().iter().map(|rate| rate.thousandths).sum();
    if sum > 300_000 {
        return Err(("rates", "must sum to at most 300, the most the exact arithmetic is designed for"));
    }
    Ok(())
}
