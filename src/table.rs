//! A table as data: its columns, and in each cell a number of the model by name, a number with its
//! unit, or words. The markup, what its buttons explain and its CSV file are all made from it, so
//! that the three can't differ. Knows no signal and no page.

use balans_model::{InputId, InputSpec, Measure, Outcome, Quantity, Status, Unit};
use balans_report::texts::{compare, measures, shared};

use crate::texts::{self, files as words};
use balans_charts::{self, AnyFigure, Figure};
use balans_format as format;
use balans_scenario::file::csv::Field;

/// How a number of the model is shown: in its own unit, or with mnkr as tkr where mnkr would hide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// In the quantity's own unit.
    #[default]
    Plain,
    /// Without decimals: totals so large that a tenth says nothing.
    Whole,
    /// mnkr as tkr; with its unit, from a million kronor up, in mnkr as the amounts beside it.
    Tkr,
    /// With "+" above zero.
    Signed,
    /// mnkr as tkr with "+" above zero; with its unit, from a million kronor up, in mnkr.
    SignedTkr,
    /// Without its sign, where a word says which way it goes.
    Size,
    /// A factor, with the decimals it needs: 1,33 and 1,2385.
    Factor,
}

impl Shown {
    /// The number's text with its unit; more than the requirement in words, not below zero.
    #[must_use]
    pub fn text(self, quantity: Quantity, value: f64) -> String {
        let is_over = self == Self::Plain && shared::is_rest(quantity) && shared::is_over(value);
        let shown = match self {
            Self::Tkr if shared::is_million(value) => Self::Plain,
            Self::SignedTkr if shared::is_million(value) => Self::Signed,
            shown => shown,
        };
        let (value, unit) = shown.scale(quantity, if is_over { -value } else { value });
        let text = shared::after(&shown.number(value, unit), unit);
        if is_over {
            [&*text, shared::OVER].join(" ")
        } else {
            text
        }
    }

    /// The number's text without its unit, for tables that have it in the heading.
    #[must_use]
    pub fn bare(self, quantity: Quantity, value: f64) -> String {
        let (value, unit) = self.scale(quantity, value);
        self.number(value, unit)
    }

    fn number(self, value: f64, unit: Unit) -> String {
        let decimals = shared::decimals(unit);
        match self {
            Self::Whole => format::number(value, 0),
            Self::Plain | Self::Tkr => format::number(value, decimals),
            Self::Signed | Self::SignedTkr => format::signed(value, decimals),
            Self::Size => format::number(value, decimals),
            Self::Factor => texts::needs::factor(value),
        }
    }

    /// The value in the unit it is shown in, and that unit.
    fn scale(self, quantity: Quantity, value: f64) -> (f64, Unit) {
        match (self, quantity.unit()) {
            (Self::Tkr | Self::SignedTkr, Unit::Mnkr) => (value * 1000.0, Unit::Tkr),
            (Self::Size, unit) => (value.abs(), unit),
            (_, unit) => (value, unit),
        }
    }
}

/// Where a number in a cell comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The model, in the scenario that is open: the number can be explained.
    Model(Quantity),
    /// The model, in another scenario.
    Other(Quantity),
    /// A document, or what somebody has set.
    Stated,
    /// Nobody says. Tests fail on it.
    Unknown,
}

/// A number as it stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// In `unit`.
    pub value: f64,
    /// What it counts, as a word; empty for an index or a year.
    pub unit: String,
    /// As shown.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Number {
    /// A number of the model in a scenario that is not the open one.
    #[must_use]
    pub fn other(quantity: Quantity, shown: Shown, value: f64) -> Self {
        Self {
            origin: Origin::Other(quantity),
            ..Self::of(quantity, shown, value)
        }
    }

    /// The difference between two values of a quantity, with "+" above zero.
    #[must_use]
    pub fn change(quantity: Quantity, shown: Shown, change: f64) -> Self {
        let (value, unit) = shown.scale(quantity, change);
        Self {
            text: format::signed(value, shared::decimals(unit)),
            ..Self::other(quantity, shown, change)
        }
    }

    fn of(quantity: Quantity, shown: Shown, value: f64) -> Self {
        let (value, unit) = shown.scale(quantity, value);
        Self {
            value,
            unit: shared::suffix(unit).to_owned(),
            text: shown.number(value, unit),
            origin: Origin::Model(quantity),
        }
    }

    /// A number as it stands in a document.
    #[must_use]
    pub fn stated(value: f64, unit: &str, text: String) -> Self {
        Self {
            value,
            unit: unit.to_owned(),
            text,
            origin: Origin::Stated,
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number of the model, which follows the scenario.
    Amount {
        /// Which.
        quantity: Quantity,
        /// How it is shown.
        shown: Shown,
        /// What it is the effect of: *ej beräknad* until one of them has an amount. Empty for what
        /// always has one.
        of: Vec<Measure>,
        /// Whether a part of it only moves money inside the koncern.
        moved: bool,
    },
    /// A number that stays as it is until the table is made anew.
    Number(Number),
    /// From the lowest to the highest.
    Range(Number, Number),
    /// A scenario's number beside other scenarios'.
    Compared {
        /// The number.
        value: Box<Cell>,
        /// How much more than in the base; nothing in the base itself, and for what is no number.
        change: Option<Number>,
        /// Whether the difference is shown under the number.
        shows_change: bool,
        /// Whether it stands out as another than the base's.
        differs: bool,
    },
}

impl Cell {
    /// A number of the model.
    #[must_use]
    pub const fn amount(quantity: Quantity, shown: Shown) -> Self {
        Self::effect(quantity, shown, Vec::new())
    }

    /// A number that is the effect of these measures.
    #[must_use]
    pub const fn effect(quantity: Quantity, shown: Shown, of: Vec<Measure>) -> Self {
        Self::Amount {
            quantity,
            shown,
            of,
            moved: false,
        }
    }

    /// An input's value with its unit; words where it is a choice or a month.
    #[must_use]
    pub fn input(spec: &InputSpec, value: f64) -> Self {
        let text = shared::input_value(spec, value);
        match spec.unit {
            Unit::Bool | Unit::Month => Self::Text(text),
            unit => Self::Number(Number::stated(value, shared::suffix(unit), text)),
        }
    }

    /// What stands in the cell.
    fn content(&self, outcome: &Outcome) -> Content {
        match self {
            Self::Empty => Content::Nothing,
            Self::Text(text) => Content::Text(text.clone()),
            Self::Amount {
                quantity,
                shown,
                of,
                ..
            } => {
                let counted = |measure: &Measure| outcome.is_calculated(*measure);
                if of.is_empty() || of.iter().any(counted) {
                    let value = outcome.value(*quantity).unwrap_or(f64::NAN);
                    Content::Number(Number::of(*quantity, *shown, value))
                } else {
                    Content::Text(measures::NOT_CALCULATED.to_owned())
                }
            }
            Self::Number(number) => Content::Number(number.clone()),
            Self::Range(low, high) => Content::Range(low.clone(), high.clone()),
            Self::Compared { value, change, .. } => {
                Content::Compared(Box::new(value.content(outcome)), change.clone())
            }
        }
    }

    /// The quantities it shows, each with whether it is the open scenario's.
    fn quantities(&self) -> Vec<(Quantity, bool)> {
        let of = |number: &Number| match number.origin {
            Origin::Model(quantity) => Some((quantity, true)),
            Origin::Other(quantity) => Some((quantity, false)),
            Origin::Stated | Origin::Unknown => None,
        };
        match self {
            Self::Empty | Self::Text(_) => Vec::new(),
            Self::Amount { quantity, .. } => vec![(*quantity, true)],
            Self::Number(number) => of(number).into_iter().collect(),
            Self::Range(low, high) => of(low).into_iter().chain(of(high)).collect(),
            Self::Compared { value, .. } => value.quantities(),
        }
    }
}

/// What stands in a cell in a certain outcome.
#[derive(Debug, Clone, PartialEq)]
enum Content {
    Nothing,
    Text(String),
    Number(Number),
    Range(Number, Number),
    Compared(Box<Content>, Option<Number>),
}

impl Content {
    /// What its number counts, if it is one.
    fn unit(&self) -> Option<&str> {
        match self {
            Self::Nothing | Self::Text(_) => None,
            Self::Number(number) | Self::Range(number, _) => Some(&number.unit),
            Self::Compared(value, change) => {
                value.unit().or(change.as_ref().map(|it| it.unit.as_str()))
            }
        }
    }

    fn field(&self) -> Field {
        match self {
            Self::Nothing => Field::Empty,
            Self::Text(text) => text_field(text),
            Self::Number(it) if it.value.is_finite() => Field::Number(plain(it.value)),
            Self::Number(it) => text_field(&it.text),
            // A column with a range or a comparison in it takes them apart.
            Self::Range(_, high) => Self::Number(high.clone()).field(),
            Self::Compared(value, _) => value.field(),
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// Its heading, as shown.
    pub heading: String,
    /// Whether it has words rather than numbers.
    pub is_words: bool,
    /// Whether it is the scenario that the others are compared with.
    pub is_base: bool,
}

/// The heading of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// What the row is about.
    pub text: String,
    /// Where it leads.
    pub href: Option<&'static str>,
    /// Said of it in a chip.
    pub chip: Option<&'static str>,
    /// The status of its source, where that must be seen.
    pub status: Option<Status>,
    /// How many columns it takes, from the first.
    pub columns: usize,
}

/// What kind of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One among others.
    #[default]
    Plain,
    /// A sum of the others.
    Total,
    /// Taken off a sum.
    Eliminated,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its heading.
    pub head: Head,
    /// What kind it is.
    pub kind: Kind,
    /// Whether it is the year that has been chosen on the page.
    pub is_chosen: bool,
    /// Its name in the markup; may be empty.
    pub key: &'static str,
    /// The same, where it is made.
    pub quantity: Option<Quantity>,
    /// The input that the row is about.
    pub input: Option<InputId>,
    /// The cells after the heading.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row under a heading.
    #[must_use]
    pub fn new(head: impl Into<String>, cells: impl IntoIterator<Item = Cell>) -> Self {
        let head = Head {
            text: head.into(),
            columns: 1,
            ..Head::default()
        };
        Self {
            head,
            cells: cells.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The same row as a sum.
    #[must_use]
    pub fn total(self) -> Self {
        self.total_if(true)
    }

    /// The same row, as a sum where it is one.
    #[must_use]
    pub fn total_if(mut self, is_total: bool) -> Self {
        if is_total {
            self.kind = Kind::Total;
        }
        self
    }

    /// The open scenario's numbers in it.
    #[must_use]
    pub fn numbers(&self) -> Vec<Quantity> {
        let all = self.cells.iter().flat_map(Cell::quantities);
        all.filter_map(|(quantity, here)| here.then_some(quantity))
            .collect()
    }

    /// Whether any number in it is a document's or another scenario's.
    #[must_use]
    pub fn has_stated(&self) -> bool {
        let stated = |cell: &Cell| match cell {
            Cell::Number(number) | Cell::Range(number, _) => number.origin == Origin::Stated,
            _ => false,
        };
        self.cells.iter().any(stated)
    }
}

/// In which prices a table's money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prices {
    /// The plan year's.
    Fixed,
    /// Each year's own.
    Current,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it is, with the year it is of: its name, the first line of its file and the file's name.
    pub title: String,
    /// What stands above it on the page, where that is not said otherwise; may be empty.
    pub caption: String,
    /// The class that sets its width; may be empty.
    pub class: &'static str,
    /// The columns, that of the rows' headings first.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the numbers come from that are not of the model.
    pub stated: Option<String>,
    /// The scenarios it is of, where that is not the open one alone.
    pub scenarios: Vec<String>,
}

impl Table {
    /// A table with these headings over rows' headings and numbers.
    #[must_use]
    pub fn new<C: ToString>(
        title: impl Into<String>,
        rows: impl ToString,
        columns: impl IntoIterator<Item = C>,
    ) -> Self {
        let column = |heading: String, is_words| Column {
            heading,
            is_words,
            is_base: false,
        };
        let columns = columns.into_iter().map(|it| column(it.to_string(), false));
        let first = column(rows.to_string(), true);
        Self {
            title: title.into(),
            columns: std::iter::once(first).chain(columns).collect(),
            ..Self::default()
        }
    }

    /// The table of a figure. `numbers` are the quantities behind its numbers, row by row; those after
    /// them come from where `stated` says.
    #[must_use]
    pub fn of_figure(figure: &AnyFigure, numbers: &[Quantity], stated: Option<&str>) -> Self {
        let balans_charts::FigureTable {
            caption,
            columns,
            rows,
        } = figure.table();
        let unit = figure.unit();
        let mut numbers = numbers.iter().copied();
        let mut cell = |cell: balans_charts::FigureCell| match cell {
            balans_charts::FigureCell::Empty => Cell::Empty,
            balans_charts::FigureCell::Text(text) => Cell::Text(text),
            balans_charts::FigureCell::Number { value, text } => {
                let origin = match numbers.next() {
                    Some(quantity) => Origin::Model(quantity),
                    None if stated.is_some() => Origin::Stated,
                    None => Origin::Unknown,
                };
                Cell::Number(Number {
                    origin,
                    ..Number::stated(value, unit, text)
                })
            }
        };
        let mut row = |cells: Vec<balans_charts::FigureCell>| {
            let mut cells = cells.into_iter();
            let head = cells.next().map(|cell| cell.text().to_owned());
            Row::new(head.unwrap_or_default(), cells.map(&mut cell))
        };
        let rows = rows.into_iter().map(&mut row).collect();
        let mut columns = columns.into_iter();
        Self {
            rows,
            stated: stated.map(str::to_owned),
            caption: caption.clone(),
            ..Self::new(caption, columns.next().unwrap_or_default(), columns)
        }
    }

    /// In which prices its money is; nothing where there is no money of the model in it.
    #[must_use]
    pub fn prices(&self) -> Option<Prices> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        prices(cells.flat_map(Cell::quantities).map(|(it, _)| it))
    }

    /// Whether more than a requirement stands in it as a number below zero.
    #[must_use]
    pub fn has_minus(&self, outcome: &Outcome) -> bool {
        let is_over = |number: &Number| match number.origin {
            Origin::Model(quantity) | Origin::Other(quantity) => {
                shared::is_rest(quantity) && shared::is_over(number.value)
            }
            Origin::Stated | Origin::Unknown => false,
        };
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells
            .map(|cell| cell.content(outcome))
            .any(|content| match content {
                Content::Number(number) => is_over(&number),
                Content::Compared(value, _) => {
                    matches!(*value, Content::Number(ref it) if is_over(it))
                }
                _ => false,
            })
    }

    /// The table as rows of a file, headings first, all of one length: the numbers it shows, in the
    /// unit it shows them in, which stands in their heading or in a column of its own. `more` columns
    /// with these headings and with what `last` gives for each row follow.
    #[must_use]
    pub fn fields(
        &self,
        outcome: &Outcome,
        more: &[&str],
        last: impl Fn(&Row) -> Vec<Field>,
    ) -> Vec<Vec<Field>> {
        let grid: Vec<Vec<Content>> = self.rows.iter().map(|row| grid(row, outcome)).collect();
        let width = self.columns.len();
        let columns: Vec<Vec<&Content>> = (1..width)
            .map(|column| grid.iter().filter_map(|row| row.get(column - 1)).collect())
            .collect();
        let units: Vec<Vec<&str>> = columns.iter().map(|cells| units(cells)).collect();
        let is_compared =
            |cells: &Vec<&Content>| cells.iter().any(|it| matches!(it, Content::Compared(..)));
        let by_row = columns.iter().any(is_compared) || units.iter().any(|of| of.len() > 1);

        let base = self.columns.iter().find(|column| column.is_base);
        let base = base.map_or("", |column| &column.heading);
        let mut heads = vec![text_field(
            self.columns.first().map_or("", |column| &column.heading),
        )];
        if by_row {
            heads.push(words::UNIT.into());
        }
        let mut parts = Vec::with_capacity(columns.len());
        for ((column, cells), units) in self.columns.iter().skip(1).zip(&columns).zip(&units) {
            let unit = match units.first() {
                Some(unit) if !by_row && !has_unit(&column.heading, unit) => Some(*unit),
                _ => None,
            };
            let part = Part::of(cells);
            let mut put = |heading: &str| heads.push(text_field(&with_unit(heading, unit)));
            match part {
                Part::Value => put(&column.heading),
                Part::Range => {
                    let [low, high] = texts::benchmarks::ENDS;
                    put(&[&column.heading, ", ", low].concat());
                    put(&[&column.heading, ", ", high].concat());
                }
                Part::Change => {
                    put(&column.heading);
                    put(&compare::change_heading(&column.heading, base));
                }
            }
            parts.push(part);
        }
        heads.extend(more.iter().map(|&heading| Field::from(heading)));

        let length = heads.len();
        let rows = self.rows.iter().zip(&grid).map(|(row, cells)| {
            let mut fields = vec![text_field(&row.head.in_file())];
            if by_row {
                let unit = cells.iter().find_map(Content::unit);
                fields.push(unit.map_or(Field::Empty, text_field));
            }
            for (place, part) in parts.iter().enumerate() {
                let cell = cells.get(place).unwrap_or(&Content::Nothing);
                match (part, cell) {
                    (Part::Value, cell) => fields.push(cell.field()),
                    (Part::Range, Content::Range(low, high)) => {
                        fields.extend([low, high].map(|it| Content::Number(it.clone()).field()));
                    }
                    (Part::Change, Content::Compared(value, change)) => {
                        fields.push(value.field());
                        let change = change.clone().map(|it| Content::Number(it).field());
                        fields.push(change.unwrap_or(Field::Empty));
                    }
                    (Part::Range | Part::Change, cell) => {
                        fields.extend([cell.field(), Field::Empty]);
                    }
                }
            }
            fields.extend(last(row));
            fields.resize(length, Field::Empty);
            fields
        });
        let rows: Vec<_> = rows.collect();
        std::iter::once(heads).chain(rows).collect()
    }
}

impl Head {
    /// The heading and what is said of it, as one text.
    fn in_file(&self) -> String {
        match self.chip {
            Some(chip) => [&*self.text, " (", chip, ")"].concat(),
            None => self.text.clone(),
        }
    }
}

/// How a column is taken apart in a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A field.
    Value,
    /// The lowest and the highest.
    Range,
    /// The value and the difference.
    Change,
}

impl Part {
    fn of(cells: &[&Content]) -> Self {
        let any = |is: fn(&Content) -> bool| cells.iter().any(|cell| is(cell));
        if any(|cell| matches!(cell, Content::Range(..))) {
            Self::Range
        } else if any(|cell| matches!(cell, Content::Compared(_, Some(_)))) {
            Self::Change
        } else {
            Self::Value
        }
    }
}

/// What stands in a row's cells from the second column on: nothing where its heading goes on.
fn grid(row: &Row, outcome: &Outcome) -> Vec<Content> {
    let more = row.head.columns.saturating_sub(1);
    let under = std::iter::repeat_n(Content::Nothing, more);
    under
        .chain(row.cells.iter().map(|cell| cell.content(outcome)))
        .collect()
}

/// The units of a column, each once.
fn units<'a>(cells: &[&'a Content]) -> Vec<&'a str> {
    let mut units = Vec::with_capacity(1);
    for unit in cells.iter().filter_map(|cell| cell.unit()) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

/// Whether a heading says what its numbers count: "Effekt, tkr" for tkr, "tomma dygn" for dygn per år.
fn has_unit(heading: &str, unit: &str) -> bool {
    let Some(first) = unit.split(' ').next().filter(|first| !first.is_empty()) else {
        return true;
    };
    let heading = in_file(heading).to_lowercase();
    let mut said = heading.split(|c: char| !c.is_alphanumeric() && c != '%');
    said.any(|word| word == first)
}

fn with_unit(heading: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => [heading, ", ", unit].concat(),
        None => heading.to_owned(),
    }
}

/// In which prices some quantities are; nothing where none is money. Where both are there, each year's
/// own are what must be known.
#[must_use]
pub fn prices(quantities: impl IntoIterator<Item = Quantity>) -> Option<Prices> {
    use Quantity as Q;
    let of = |quantity: Quantity| match quantity {
        Q::ReferenceCostCurrent(..)
        | Q::FinancingCurrent(..)
        | Q::ScenarioCostCurrent(..)
        | Q::ProportionalCostCurrent(_)
        | Q::AgeWeightedCostCurrent(_)
        | Q::AssumptionStakeCurrent(_) => Some(Prices::Current),
        other => match other.unit() {
            Unit::Mnkr | Unit::Tkr | Unit::TkrPerYear | Unit::Kr | Unit::KrPerDay => {
                Some(Prices::Fixed)
            }
            _ => None,
        },
    };
    let mut found = None;
    for prices in quantities.into_iter().filter_map(of) {
        if prices == Prices::Current {
            return Some(prices);
        }
        found = Some(prices);
    }
    found
}

/// A text for a file: without places to break a word at, and with plain spaces.
#[must_use]
pub fn in_file(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\u{ad}' => None,
        '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(' '),
        letter => Some(letter),
    };
    text.chars().filter_map(plain).collect()
}

/// A field of words.
#[must_use]
pub fn text_field(text: &str) -> Field {
    if text.is_empty() {
        Field::Empty
    } else {
        Field::Text(in_file(text))
    }
}

/// A value without what arithmetic has left in its last digits: nine decimals, twelve digits.
#[must_use]
pub fn plain(value: f64) -> f64 {
    let rounded = |text: String| text.parse().unwrap_or(value);
    let value: f64 = rounded(format!("{value:.9}"));
    rounded(format!("{value:.11e}"))
}

#[cfg(test)]
mod tests;
