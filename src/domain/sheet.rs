//! The whole calculation of one to four scenarios as lines: inputs, rates, tokens, lanes, costs. Whatever is copied or
//! saved as a file is written from these lines; how, is `export`'s to say.

use super::arithmetic::reference_standing;
use super::bill::{Bill, Usd};
use super::field::{Field, FieldSet, Kind};
use super::format::{count, number, usd};
use super::link::Comparison;
use super::meter::Meter;
use super::rates::{History, State};
use super::scenario::{Mode, Scenario};
use super::span::Span;
use super::standing::Standing;

/// What a line speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was entered, or its default.
    Inputs,
    /// The dated rates that apply.
    Rates,
    /// Tokens of one attempt or request, and how sure they are.
    Tokens,
    /// USD a month on each meter.
    Lanes,
    /// USD for one, a month, a year, an image kept.
    Costs,
}

impl Part {
    /// All parts, in their order.
    pub const ALL: [Self; 5] = [Self::Inputs, Self::Rates, Self::Tokens, Self::Lanes, Self::Costs];

    /// Its name in a file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Inputs => "inputs",
            Self::Rates => "rates",
            Self::Tokens => "tokens",
            Self::Lanes => "lanes",
            Self::Costs => "costs",
        }
    }
}

/// One value of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Exact, in plain decimal notation where it is a number.
    pub exact: String,
    /// For reading; it may be rounded.
    pub shown: String,
    /// Whether a spreadsheet may take it as a number.
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
        Self::number(number(value), usd(value))
    }

    fn tokens(value: u64) -> Self {
        Self::number(value.to_string(), count(value))
    }
}

/// One line: a value for each scenario, in their order. A cell is empty where a scenario has no such figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it speaks of.
    pub part: Part,
    /// Its name in a file: the link's key, or the figure's id on the page.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What its numbers count; empty for texts.
    pub unit: &'static str,
    /// Whether it belongs into a summary.
    pub is_brief: bool,
    /// The values.
    pub cells: Vec<Cell>,
}

/// One scenario with its rates and its bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// The scenario.
    pub scenario: Scenario,
    /// The rates of its day.
    pub state: &'static State,
    /// Its bill at them.
    pub bill: Bill,
}

impl Priced {
    /// A scenario at the rates of its day. A scenario's day is always recorded.
    pub fn of(scenario: &Scenario, history: &History) -> Self {
        let state = history.in_force(scenario.rates).unwrap_or_else(|| history.first());
        Self { scenario: scenario.clone(), state, bill: Bill::of(scenario, FieldSet::NONE, &state.rates) }
    }

    /// All scenarios of a comparison.
    pub fn all(comparison: &Comparison, history: &History) -> Vec<Self> {
        comparison.scenarios().iter().map(|scenario| Self::of(scenario, history)).collect()
    }

    /// What the scenario at a place is called: its name, or `Scenario A`.
    pub fn name(&self, at: usize) -> String {
        let mut name = self.scenario.name.trim().to_owned();
        if name.is_empty() {
            name.push_str("Scenario ");
            name.extend("ABCD".chars().nth(at));
        }
        name
    }

    /// How sure a meter's tokens are.
    fn standing(&self, meter: Meter) -> Standing {
        match meter {
            Meter::TextInput | Meter::CachedTextInput => Standing::Entered,
            _ if self.scenario.mode == Mode::Tokens => Standing::Entered,
            Meter::ImageOutput => Standing::Measured,
            Meter::ImageInput | Meter::CachedImageInput => reference_standing(&self.scenario),
        }
    }
}

/// A text of a dated state.
type OfState = fn(&State) -> String;
/// A figure of a bill.
type OfBill = fn(&Bill) -> Option<Span<Usd>>;

/// USD, in words.
const USD: &str = "USD";

/// The lines of scenarios side by side.
pub fn lines(all: &[Priced]) -> Vec<Line> {
    let mut sheet = Sheet { all, lines: Vec::new() };
    for field in Field::ALL {
        sheet.input(field);
    }
    sheet.rates();
    for meter in Meter::ALL {
        let (key, name) = (format!("tokens-{}", meter.slug()), format!("{} tokens", meter.name()));
        sheet.spans(Part::Tokens, &key, &name, "tokens", &|one| Some(one.bill.tokens[meter]?.map(Cell::tokens)));
        let standing = &|one: &Priced| Cell::text(one.standing(meter).words());
        sheet.push(Part::Tokens, format!("standing-{}", meter.slug()), name + " standing", "", standing);
    }
    for meter in Meter::ALL {
        let (key, name) = (format!("lane-{}", meter.slug()), format!("{} a month", meter.name()));
        sheet.usd(Part::Lanes, &key, &name, &|one| one.bill.lanes[meter]);
    }
    sheet.costs();
    sheet.lines
}

struct Sheet<'a> {
    all: &'a [Priced],
    lines: Vec<Line>,
}

impl Sheet<'_> {
    fn push(&mut self, part: Part, key: String, label: String, unit: &'static str, of: &dyn Fn(&Priced) -> Cell) {
        let cells = self.all.iter().map(of).collect();
        self.lines.push(Line { part, key, label, unit, is_brief: false, cells });
    }

    fn brief(&mut self) {
        if let Some(line) = self.lines.last_mut() {
            line.is_brief = true;
        }
    }

    fn input(&mut self, field: Field) {
        let is_number = matches!(field.row().kind, Kind::Number(_));
        let unit = if matches!(field, Field::Budget | Field::SeatPrice) { USD } else { "" };
        let cell = |one: &Priced| Cell { is_number, ..Cell::text(entered(&one.scenario, field)) };
        self.push(Part::Inputs, field.key().to_owned(), field.label().to_owned(), unit, &cell);
        if field != Field::Name && self.all.iter().any(|one| one.scenario.spelling(field).is_some()) {
            self.brief();
        }
    }

    /// One line where every scenario has one figure, else a line for each end.
    fn spans(
        &mut self,
        part: Part,
        key: &str,
        label: &str,
        unit: &'static str,
        of: &dyn Fn(&Priced) -> Option<Span<Cell>>,
    ) {
        let spans: Vec<Option<Span<Cell>>> = self.all.iter().map(of).collect();
        let is_one = spans.iter().flatten().all(|span| span.low == span.high);
        let ends: &[(&str, &str, bool)] =
            if is_one { &[("", "", false)] } else { &[("-low", " (at least)", false), ("-high", " (at most)", true)] };
        for (suffix, words, is_high) in ends {
            let end = |span: &Option<Span<Cell>>| match span {
                Some(span) if *is_high => span.high.clone(),
                Some(span) => span.low.clone(),
                None => Cell::default(),
            };
            let cells = spans.iter().map(end).collect();
            let (key, label) = (format!("{key}{suffix}"), format!("{label}{words}"));
            self.lines.push(Line { part, key, label, unit, is_brief: part == Part::Costs, cells });
        }
    }

    fn usd(&mut self, part: Part, key: &str, label: &str, of: &dyn Fn(&Priced) -> Option<Span<Usd>>) {
        self.spans(part, key, label, USD, &|one| Some(of(one)?.map(Cell::usd)));
    }

    fn rates(&mut self) {
        let texts: [(&str, &str, OfState); 4] = [
            ("rates-from", "Rates recorded from", |state| state.from.to_string()),
            ("rates-checked", "Rates last checked", |state| state.checked.to_string()),
            ("rates-standing", "Standing of the rates", |state| state.standing.words().to_owned()),
            ("rates-source", "Source of the rates", |state| state.source.to_owned()),
        ];
        for (key, label, of) in texts {
            self.push(Part::Rates, key.to_owned(), label.to_owned(), "", &|one| Cell::text(of(one.state)));
        }
        for meter in Meter::ALL {
            let rate = |one: &Priced| {
                let plain = number(one.state.rates[meter]);
                Cell::number(plain.clone(), plain)
            };
            let (key, label) = (format!("rate-{}", meter.slug()), format!("{} rate", meter.name()));
            self.push(Part::Rates, key, label, "USD per 1M tokens", &rate);
        }
        let factor = |one: &Priced| {
            let plain = one.bill.factor.map(number).unwrap_or_default();
            Cell::number(plain.clone(), plain)
        };
        self.push(Part::Rates, "factor".to_owned(), "Batch and surcharge factor".to_owned(), "", &factor);
    }

    fn costs(&mut self) {
        let runs = |one: &Priced| one.bill.runs.map(Cell::tokens).unwrap_or_default();
        self.push(Part::Costs, "runs".to_owned(), "Attempts or requests a month".to_owned(), "", &runs);
        let figures: [(&str, &str, OfBill); 3] = [
            ("cost-request", "One attempt or request", |bill| bill.one),
            ("cost-month", "Month", |bill| bill.month),
            ("cost-year", "Year", |bill| bill.year),
        ];
        for (key, label, of) in figures {
            self.usd(Part::Costs, key, label, &|one| of(&one.bill));
        }
        self.spans(Part::Costs, "cost-kept-image", "Each image kept", USD, &|one| {
            let (low, high) = one.bill.kept_image()?;
            Some(Span { low: Cell::number(low.text, usd(low.about)), high: Cell::number(high.text, usd(high.about)) })
        });
    }
}

/// What counts for a field, as a link spells it: what was entered or the default; empty for what was not asked for.
pub fn entered(scenario: &Scenario, field: Field) -> String {
    let default = || match field {
        Field::Mode => "images".to_owned(),
        Field::Size => "1024x1024".to_owned(),
        Field::Quality => "medium".to_owned(),
        Field::Batch => "0".to_owned(),
        _ => field.default_number().map(number).unwrap_or_default(),
    };
    scenario.spelling(field).unwrap_or_else(default)
}
