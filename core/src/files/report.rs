//! One to four estimates as rows: inputs, rates, tokens, meters, costs. Everything that is copied or exported is made
//! from these rows; `export` writes them.

use crate::estimate::bill::Bill;
use crate::estimate::estimate::Estimate;
use crate::money::Usd;
use crate::money::format::{grouped, plain, unit_usd, usd};
use crate::money::range::Range;
use crate::rates::meter::Meter;
use crate::rates::rate_card::RateCard;
use crate::scenario::field::{Field, FieldKind};
use crate::scenario::number_rule::Unit;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What was entered, or its default.
    Inputs,
    /// The rate card.
    Rates,
    /// Tokens of one attempt or request, with their provenance.
    Tokens,
    /// USD a month on each meter; files call it `lanes`.
    Meters,
    /// USD for one attempt or request, a month, a year, an image.
    Costs,
}

impl Section {
    pub const ALL: [Self; 5] = [Self::Inputs, Self::Rates, Self::Tokens, Self::Meters, Self::Costs];

    /// In files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inputs => "inputs",
            Self::Rates => "rates",
            Self::Tokens => "tokens",
            Self::Meters => "lanes",
            Self::Costs => "costs",
        }
    }
}

/// One value of a row. Empty where a scenario has no such figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// For files; numbers in plain decimal notation.
    pub exact: String,
    /// For people; it may be rounded.
    pub shown: String,
    /// Whether it is a figure, whose sign begins no formula of a spreadsheet.
    pub is_number: bool,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        let exact = text.into();
        Self { shown: exact.clone(), exact, is_number: false }
    }

    fn number(exact: String, shown: String) -> Self {
        Self { exact, shown, is_number: true }
    }

    fn usd(value: Usd) -> Self {
        Self::number(plain(value), usd(value))
    }

    fn unit_usd(value: Usd) -> Self {
        Self::number(plain(value), unit_usd(value))
    }

    fn count(value: u64) -> Self {
        Self::number(value.to_string(), grouped(value))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    pub section: Section,
    /// In files, where it is public: the key of a link, or the id of a figure on the page.
    pub key: String,
    pub label: String,
    /// Empty for texts.
    pub unit: &'static str,
    /// Whether the row belongs in a summary.
    pub is_summary: bool,
    /// One for each estimate.
    pub cells: Vec<Cell>,
}

const USD: &str = "USD";

type CardText = fn(&RateCard) -> String;
type BillFigure = fn(&Bill) -> Option<Range<Cell>>;

/// The rows of estimates side by side.
pub fn rows(estimates: &[Estimate]) -> Vec<ReportRow> {
    let mut report = Report { estimates, rows: Vec::new() };
    for field in Field::ALL {
        report.input(field);
    }
    report.rates();
    for meter in Meter::ALL {
        report.tokens(meter);
    }
    for meter in Meter::ALL {
        let (key, name) = (["lane-", meter.slug()].concat(), [meter.name(), " a month"].concat());
        report.figure(Section::Meters, &key, &name, USD, &|one| Some(one.bill.by_meter[meter]?.map(Cell::usd)));
    }
    report.costs();
    report.rows
}

struct Report<'a> {
    estimates: &'a [Estimate],
    rows: Vec<ReportRow>,
}

impl Report<'_> {
    fn push(
        &mut self,
        section: Section,
        key: String,
        label: String,
        unit: &'static str,
        cell: &dyn Fn(&Estimate) -> Cell,
    ) {
        let cells = self.estimates.iter().map(cell).collect();
        self.rows.push(ReportRow { section, key, label, unit, is_summary: false, cells });
    }

    fn input(&mut self, field: Field) {
        let unit = match field.spec().kind {
            FieldKind::Number(rule) if rule.unit == Unit::Usd => USD,
            _ => "",
        };
        let cell = |one: &Estimate| Cell::text(one.scenario.effective_value(field));
        self.push(Section::Inputs, field.key().to_owned(), field.label().to_owned(), unit, &cell);
        let is_set = self.estimates.iter().any(|one| one.scenario.serialize_field(field).is_some());
        if let Some(row) = self.rows.last_mut() {
            row.is_summary = is_set && field != Field::Name;
        }
    }

    /// One row where every estimate has a single figure, else one for each end.
    fn figure(
        &mut self,
        section: Section,
        key: &str,
        label: &str,
        unit: &'static str,
        figure: &dyn Fn(&Estimate) -> Option<Range<Cell>>,
    ) {
        let ranges: Vec<Option<Range<Cell>>> = self.estimates.iter().map(figure).collect();
        let is_single = ranges.iter().flatten().all(Range::is_single);
        let ends: &[(&str, &str, bool)] =
            if is_single { &[("", "", false)] } else { &[("-low", " (low)", false), ("-high", " (high)", true)] };
        for (key_suffix, label_suffix, is_high) in ends {
            let end = |range: &Option<Range<Cell>>| match range {
                Some(range) if *is_high => range.high.clone(),
                Some(range) => range.low.clone(),
                None => Cell::default(),
            };
            let cells = ranges.iter().map(end).collect();
            let (key, label) = ([key, key_suffix].concat(), [label, label_suffix].concat());
            self.rows.push(ReportRow { section, key, label, unit, is_summary: section == Section::Costs, cells });
        }
    }

    fn rates(&mut self) {
        let texts: [(&str, &str, CardText); 4] = [
            ("rates-from", "Rates recorded since", |card| card.from.to_string()),
            ("rates-checked", "Rates last checked", |card| card.checked.to_string()),
            ("rates-standing", "Provenance of the rates", |card| card.provenance.label().to_owned()),
            ("rates-source", "Where the rates were read", |card| card.source.to_owned()),
        ];
        for (key, label, text) in texts {
            let cell = |one: &Estimate| one.rate_card.map(|card| Cell::text(text(card))).unwrap_or_default();
            self.push(Section::Rates, key.to_owned(), label.to_owned(), "", &cell);
        }
        for meter in Meter::ALL {
            let cell = |one: &Estimate| decimal_cell(one.rate_card.map(|card| card.rates[meter]));
            let (key, label) = (["rate-", meter.slug()].concat(), [meter.name(), " rate"].concat());
            self.push(Section::Rates, key, label, "USD per 1M tokens", &cell);
        }
        let cell = |one: &Estimate| decimal_cell(one.bill.factor);
        self.push(Section::Rates, "factor".to_owned(), "Factor on every rate".to_owned(), "", &cell);
    }

    fn tokens(&mut self, meter: Meter) {
        let (key, name) = (["tokens-", meter.slug()].concat(), [meter.name(), " tokens"].concat());
        self.figure(Section::Tokens, &key, &name, "tokens", &|one| Some(one.bill.tokens[meter]?.map(Cell::count)));
        let cell = |one: &Estimate| Cell::text(one.token_provenance(meter).label());
        self.push(Section::Tokens, ["standing-", meter.slug()].concat(), name + " provenance", "", &cell);
    }

    fn costs(&mut self) {
        let requests = |one: &Estimate| one.bill.requests.map(Cell::count).unwrap_or_default();
        self.push(Section::Costs, "runs".to_owned(), "Attempts or requests a month".to_owned(), "", &requests);
        let figures: [(&str, &str, BillFigure); 3] = [
            ("cost-request", "Cost of one attempt or request", |bill| Some(bill.per_request?.map(Cell::unit_usd))),
            ("cost-month", "Monthly cost", |bill| Some(bill.month?.map(Cell::usd))),
            ("cost-year", "Yearly cost", |bill| Some(bill.year?.map(Cell::usd))),
        ];
        for (key, label, figure) in figures {
            self.figure(Section::Costs, key, label, USD, &|one| figure(&one.bill));
        }
        self.figure(Section::Costs, "cost-kept-image", "Cost per image", USD, &|one| {
            Some(one.bill.per_image()?.map(|each| Cell::number(each.text, unit_usd(each.rounded_value))))
        });
    }
}

fn decimal_cell(value: Option<rust_decimal::Decimal>) -> Cell {
    value.map(|value| Cell::number(plain(value), plain(value))).unwrap_or_default()
}
