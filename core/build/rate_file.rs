//! The rate file: parses its JSON and refuses what would make a wrong bill.
//!
//! The build script and the tests share this module, so it depends on serde alone. It decides what a valid file is; which
//! rates apply on a day is decided in `src/rates/history.rs`.

use std::fmt;

use serde::Deserialize;

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
    pub from: Day,
    pub checked: Day,
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

/// A calendar day, written `2026-06-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Day {
    pub year: i32,
    pub month: u8,
    pub of_month: u8,
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bad = || format!("`{text}` is not a day like 2026-06-05");
        let has_shape = text.len() == 10
            && text.bytes().enumerate().all(|(index, byte)| match index {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !has_shape {
            return Err(bad());
        }
        let number = |part: &str| part.parse::<u16>().map_err(|_| bad());
        let (year, month, day) = (number(&text[..4])?, number(&text[5..7])?, number(&text[8..])?);
        let month_of_year = u8::try_from(month).ok().and_then(|m| time::Month::try_from(m).ok()).ok_or_else(bad)?;
        let day = u8::try_from(day).map_err(|_| bad())?;
        time::Date::from_calendar_date(i32::from(year), month_of_year, day).map_err(|_| bad())?;
        Ok(Self { year: i32::from(year), month: u8::from(month_of_year), of_month: day })
    }
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

/// Why a file is refused: the path of a key, and a sentence for whoever edits the file.
#[derive(Debug)]
pub struct RateFileError {
    pub path: String,
    pub sentence: String,
}

impl fmt::Display for RateFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.sentence)
    }
}

/// Parses a rate file and checks what its types cannot: dates in order and without overlap, rates within the sum that the
/// exact arithmetic is designed for. The error names the first path that is wrong, as in `states[1].from: …`.
pub fn parse(json: &str) -> Result<RateFile, RateFileError> {
    let mut source = serde_json::Deserializer::from_str(json);
    let file: RateFile = serde_path_to_error::deserialize(&mut source)
        .map_err(|error| refuse(error.path().to_string(), error.inner().to_string()))?;
    source.end().map_err(|error| refuse("after the file", error.to_string()))?;
    check(&file)?;
    Ok(file)
}

fn refuse(path: impl Into<String>, sentence: impl Into<String>) -> RateFileError {
    RateFileError { path: path.into(), sentence: sentence.into() }
}

fn check(file: &RateFile) -> Result<(), RateFileError> {
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
    let mut last_checked: Option<Day> = None;
    for (index, state) in file.states.iter().enumerate() {
        let locate = |(key, sentence)| refuse(format!("states[{index}].{key}"), sentence);
        check_state(state, last_checked).map_err(locate)?;
        last_checked = Some(state.checked);
    }
    Ok(())
}

fn check_state(state: &StateEntry, last_checked: Option<Day>) -> Result<(), (&'static str, &'static str)> {
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
