//! A figure: `<data>` with its exact value, and what is shown beside it. A range has two of them.

use gpt_image_cost_core::{
    Bill, Meter, Quotient, Range, Usd,
    estimate::difference::amount_text,
    money::format::{exact_usd, grouped, plain, range_separator, unit_usd, usd},
};
use leptos::prelude::*;

/// What stands where a figure cannot be known.
pub const UNKNOWN: &str = "–";

/// One number, exact and as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Plain decimal notation.
    pub exact: String,
    /// For reading; it may be rounded.
    pub text: String,
    /// Whether even `exact` is rounded, because the decimal does not end.
    pub is_rounded: bool,
}

/// What a figure is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FigureValue {
    /// It was not asked for.
    #[default]
    Absent,
    /// It depends on a field that cannot be read.
    Unknown,
    /// One number.
    Single(Shown),
    /// The smaller and the larger number.
    Range(Shown, Shown),
}

impl Shown {
    fn amount(value: Usd, text: String) -> Self {
        Self { exact: plain(value), text, is_rounded: false }
    }

    fn quotient(value: Quotient) -> Self {
        Self { text: unit_usd(value.rounded_value), exact: value.text, is_rounded: value.is_rounded }
    }
}

impl FigureValue {
    fn range<T: PartialEq>(range: Option<Range<T>>, shown: impl Fn(T) -> Shown) -> Self {
        match range {
            None => Self::Unknown,
            Some(Range { low, high }) if low == high => Self::Single(shown(low)),
            Some(Range { low, high }) => Self::Range(shown(low), shown(high)),
        }
    }

    /// USD to the cent.
    pub fn usd(range: Option<Range<Usd>>) -> Self {
        Self::range(range, |value| Shown::amount(value, usd(value)))
    }

    /// USD of one attempt, request or image.
    pub fn unit_usd(range: Option<Range<Usd>>) -> Self {
        Self::range(range, |value| Shown::amount(value, unit_usd(value)))
    }

    /// The exact USD of one attempt or request.
    pub fn unit_exact(range: Option<Range<Usd>>) -> Self {
        Self::range(range, |value| Shown::amount(value, exact_usd(value)))
    }

    /// USD more or less.
    pub fn difference(range: Option<Range<Usd>>) -> Self {
        Self::range(range, |value| Shown::amount(value, amount_text(value)))
    }

    /// USD a month on one meter; a meter without tokens shows a dash.
    pub fn line_item(bill: &Bill, meter: Meter) -> Self {
        let is_unused = bill.is_unused(meter);
        Self::range(bill.by_meter[meter], |value| {
            Shown::amount(value, if is_unused { UNKNOWN.to_owned() } else { usd(value) })
        })
    }

    /// A quotient, which may have had to be rounded.
    pub fn quotient(range: Option<Range<Quotient>>) -> Self {
        Self::range(range, Shown::quotient)
    }

    /// Tokens, images or requests.
    pub fn count(range: Option<Range<u64>>) -> Self {
        Self::range(range, |value| Shown { exact: value.to_string(), text: grouped(value), is_rounded: false })
    }

    /// The whole figure as it is shown.
    pub fn text(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Unknown => UNKNOWN.to_owned(),
            Self::Single(one) => one.text.clone(),
            Self::Range(low, high) => format!("{}{}{}", low.text, range_separator(&low.text), high.text),
        }
    }

    fn first(&self) -> Option<&Shown> {
        match self {
            Self::Absent | Self::Unknown => None,
            Self::Single(one) | Self::Range(one, _) => Some(one),
        }
    }

    /// The id of the first `<data>`: none where the figure was not asked for.
    pub fn first_id(&self, id: &str) -> Option<String> {
        match self {
            Self::Absent => None,
            Self::Range(..) => Some(format!("{id}-low")),
            _ => Some(id.to_owned()),
        }
    }

    /// The exact value of a single figure, or of the smaller end of a range.
    pub fn first_exact(&self) -> Option<String> {
        self.first().map(|shown| shown.exact.clone())
    }

    /// The text of a single figure, or of the smaller end of a range with the dash behind it.
    pub fn first_text(&self) -> String {
        match self {
            Self::Range(low, _) => format!("{}{}", low.text, range_separator(&low.text)),
            value => value.text(),
        }
    }

    fn second(&self) -> Option<&Shown> {
        if let Self::Range(_, high) = self { Some(high) } else { None }
    }
}

/// The figure of an id. A range carries the id with `-low` and `-high` instead; what was not asked for carries none.
#[component]
pub fn Figure(#[prop(into)] id: Signal<String>, #[prop(into)] value: Signal<FigureValue>) -> impl IntoView {
    // One subscription for all of its parts, which follow only where the figure changes.
    let value: Signal<FigureValue> = Memo::new(move |_| value.get()).into();
    let first_id = Signal::derive(move || value.read().first_id(&id.read()));
    let exact = Signal::derive(move || value.read().first_exact());
    let rounded = Signal::derive(move || rounded(value.read().first()));
    let text = Signal::derive(move || value.read().first_text());
    view! {
        <data id=first_id value=exact data-rounded=rounded>{text}</data>
        <SecondEnd id value/>
    }
}

/// The larger end of a range; nothing where there is none.
#[component]
pub fn SecondEnd(id: Signal<String>, value: Signal<FigureValue>) -> impl IntoView {
    move || {
        value.read().second().cloned().map(|high| {
            let (id, rounded) = (format!("{}-high", id.read()), rounded(Some(&high)));
            view! { <data id=id value=high.exact data-rounded=rounded>{high.text}</data> }
        })
    }
}

/// The attribute that says of one end that even its exact value had to be rounded.
fn rounded(shown: Option<&Shown>) -> Option<String> {
    shown.filter(|shown| shown.is_rounded).map(|_| String::new())
}

#[cfg(test)]
mod tests {
    use gpt_image_cost_core::{Decimal, Estimate, FieldSet, RATE_HISTORY, Scenario};

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn a_figure_says_what_it_is() {
        assert_eq!(FigureValue::usd(None), FigureValue::Unknown);
        assert_eq!(FigureValue::usd(Some(Range::single(decimal("53.18")))).text(), "$53.18");
        let range = Range { low: decimal("2.12"), high: decimal("712.07") };
        assert_eq!(FigureValue::usd(Some(range)).text(), "$2.12–$712.07");
        assert_eq!(FigureValue::difference(Some(range)).text(), "+$2.12 to +$712.07");
        assert_eq!(FigureValue::Absent.text(), "");
    }

    #[test]
    fn a_meter_without_tokens_shows_a_dash_and_is_still_zero() {
        let scenario = Scenario::latest(&RATE_HISTORY);
        let bill = Estimate::new(&scenario, FieldSet::EMPTY, &RATE_HISTORY).bill;
        let unused = FigureValue::line_item(&bill, Meter::ImageInput);
        assert_eq!(unused, FigureValue::Single(Shown { exact: "0".into(), text: UNKNOWN.into(), is_rounded: false }));
    }
}
