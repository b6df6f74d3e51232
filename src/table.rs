//! Tables as data: columns, and cells with a named number of the model, a number with its unit, or
//! words. The markup, the explanations and the CSV file are all made from this data, so that they
//! can't differ. Reads no signal and no DOM.

use balans_model::{InputId, InputSpec, Measure, Outcome, Quantity, Status, Unit};
use balans_report::texts::{compare, measures, shared};

use crate::texts::{self, files as words};
use balans_charts::{self, AnyFigure, Figure};
use balans_format as format;
use balans_scenario::file::csv::Field;

/// Format of a model number: its own unit, or mnkr as tkr where mnkr would round it away. Decimals
/// and signs: product.md, *Behaviour* (numbers).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// In the quantity's own unit.
    #[default]
    Plain,
    /// Without decimals, for totals so large that a tenth means nothing.
    Whole,
    /// mnkr as tkr. Where the unit is written out, amounts from a million kronor up are in mnkr.
    Tkr,
    /// With "+" above zero.
    Signed,
    /// mnkr as tkr with "+" above zero. Where the unit is written out, amounts from a million
    /// kronor up are in mnkr.
    SignedTkr,
    /// Absolute value, where a word gives the direction.
    Size,
    /// A factor, with the decimals it needs: 1,33 and 1,2385.
    Factor,
}

impl Shown {
    /// Formats the number with its unit. An amount saved beyond the requirement is written in
    /// words, not as a number below zero.
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

    /// Formats the number without its unit, for tables that have the unit in the heading.
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

    /// Converts the value to the unit it is shown in, and returns both.
    fn scale(self, quantity: Quantity, value: f64) -> (f64, Unit) {
        match (self, quantity.unit()) {
            (Self::Tkr | Self::SignedTkr, Unit::Mnkr) => (value * 1000.0, Unit::Tkr),
            (Self::Size, unit) => (value.abs(), unit),
            (_, unit) => (value, unit),
        }
    }
}

/// Origin of a number in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The model, in the open scenario: the number can be explained.
    Model(Quantity),
    /// The model, in another scenario.
    Other(Quantity),
    /// A document, or a value someone has set.
    Stated,
    /// No stated origin. Tests fail on it.
    Unknown,
}

/// A number in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberCell {
    /// The value, in `unit`.
    pub value: f64,
    /// The unit, as a word; empty for an index or a year.
    pub unit: String,
    /// The text shown.
    pub text: String,
    /// The number's origin.
    pub origin: Origin,
}

impl NumberCell {
    /// Makes a model number of another scenario than the open one.
    #[must_use]
    pub fn other(quantity: Quantity, shown: Shown, value: f64) -> Self {
        Self {
            origin: Origin::Other(quantity),
            ..Self::of(quantity, shown, value)
        }
    }

    /// Makes the difference between two values of a quantity, with "+" above zero.
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

    /// Makes a number stated in a document, with its text as written there.
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

/// A cell's content, not yet computed.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A model number, which follows the open scenario.
    Amount {
        /// The quantity.
        quantity: Quantity,
        /// The number's format.
        shown: Shown,
        /// The measures the number is the effect of: *ej beräknad* until one of them has an amount.
        /// Empty for a number that always can be computed.
        of: Vec<Measure>,
        /// Whether a part of the number only moves money inside the koncern.
        moved: bool,
    },
    /// A fixed number, until the table is made again.
    Number(NumberCell),
    /// A range, from lowest to highest.
    Range(NumberCell, NumberCell),
    /// A scenario's value in a comparison.
    Compared {
        /// The number.
        value: Box<Cell>,
        /// The difference from the base; `None` in the base itself, and for a value that is no
        /// number.
        change: Option<NumberCell>,
        /// Whether the difference is shown under the number.
        shows_change: bool,
        /// Whether the value is marked as different from the base's.
        differs: bool,
    },
}

impl Cell {
    /// Makes a cell with a model number.
    #[must_use]
    pub const fn amount(quantity: Quantity, shown: Shown) -> Self {
        Self::effect(quantity, shown, Vec::new())
    }

    /// Makes a cell with a number that is the effect of these measures.
    #[must_use]
    pub const fn effect(quantity: Quantity, shown: Shown, of: Vec<Measure>) -> Self {
        Self::Amount {
            quantity,
            shown,
            of,
            moved: false,
        }
    }

    /// Makes a cell with an input's value and unit; a text for a choice or a month.
    #[must_use]
    pub fn input(spec: &InputSpec, value: f64) -> Self {
        let text = shared::input_value(spec, value);
        match spec.unit {
            Unit::Bool | Unit::Month => Self::Text(text),
            unit => Self::Number(NumberCell::stated(value, shared::suffix(unit), text)),
        }
    }

    /// Computes the cell's content in an outcome.
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
                    Content::Number(NumberCell::of(*quantity, *shown, value))
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

    /// Lists the quantities in the cell, each with whether it is the open scenario's.
    fn quantities(&self) -> Vec<(Quantity, bool)> {
        let of = |number: &NumberCell| match number.origin {
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

/// A cell's content in an outcome.
#[derive(Debug, Clone, PartialEq)]
enum Content {
    Nothing,
    Text(String),
    Number(NumberCell),
    Range(NumberCell, NumberCell),
    Compared(Box<Content>, Option<NumberCell>),
}

impl Content {
    /// Returns the unit of the content's number, if it has one.
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
            // Columns with ranges or comparisons are split into fields elsewhere.
            Self::Range(_, high) => Self::Number(high.clone()).field(),
            Self::Compared(value, _) => value.field(),
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// The heading, as shown.
    pub heading: String,
    /// Whether the column holds words rather than numbers.
    pub is_words: bool,
    /// Whether the column is the scenario that the others are compared with.
    pub is_base: bool,
}

/// The heading of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// The heading's text.
    pub text: String,
    /// The heading's link.
    pub href: Option<&'static str>,
    /// Text of a chip after the heading.
    pub chip: Option<&'static str>,
    /// The status of the row's source, where it must be shown.
    pub status: Option<Status>,
    /// Number of columns that the heading spans, from the first.
    pub columns: usize,
}

/// The kind of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    /// An ordinary row.
    #[default]
    Plain,
    /// A sum of the other rows.
    Total,
    /// A row that is subtracted from the sum.
    Eliminated,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The row's heading.
    pub head: Head,
    /// The row's kind.
    pub kind: RowKind,
    /// Whether the row is the year chosen on the page.
    pub is_chosen: bool,
    /// The row's name in the markup; may be empty.
    pub key: &'static str,
    /// The quantity that names the row in the markup, in place of `key`.
    pub quantity: Option<Quantity>,
    /// The input that the row is about.
    pub input: Option<InputId>,
    /// The cells after the heading.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Makes a row with a heading.
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

    /// Marks the row as a sum.
    #[must_use]
    pub fn total(self) -> Self {
        self.total_if(true)
    }

    /// Marks the row as a sum if `is_total`.
    #[must_use]
    pub fn total_if(mut self, is_total: bool) -> Self {
        if is_total {
            self.kind = RowKind::Total;
        }
        self
    }

    /// Lists the open scenario's quantities in the row.
    #[must_use]
    pub fn numbers(&self) -> Vec<Quantity> {
        let all = self.cells.iter().flat_map(Cell::quantities);
        all.filter_map(|(quantity, here)| here.then_some(quantity))
            .collect()
    }

    /// Tests whether any number in the row is stated and not the model's.
    #[must_use]
    pub fn has_stated(&self) -> bool {
        let stated = |cell: &Cell| match cell {
            Cell::Number(number) | Cell::Range(number, _) => number.origin == Origin::Stated,
            _ => false,
        };
        self.cells.iter().any(stated)
    }
}

/// The price level of a table's money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prices {
    /// The plan year's prices.
    Fixed,
    /// Each year's own prices.
    Current,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The table's name, with its year: the first line of its CSV file and the file's name.
    pub title: String,
    /// The caption above the table, where the page does not say the same otherwise; may be empty.
    pub caption: String,
    /// The CSS class that sets the width; may be empty.
    pub class: &'static str,
    /// The columns, first the column of row headings.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The source of the numbers that are not the model's.
    pub stated: Option<String>,
    /// The scenarios shown, where the open scenario is not the only one.
    pub scenarios: Vec<String>,
}

impl Table {
    /// Makes a table without rows, with the heading of the row headings and those of the other
    /// columns.
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

    /// Adds columns of words after the others.
    #[must_use]
    pub fn with_words<C: ToString>(mut self, headings: impl IntoIterator<Item = C>) -> Self {
        let headings = headings.into_iter().map(|heading| Column {
            heading: heading.to_string(),
            is_words: true,
            is_base: false,
        });
        self.columns.extend(headings);
        self
    }

    /// Makes the table of a figure. `numbers` are the quantities of its numbers, row by row;
    /// numbers past the last quantity have the source `stated`.
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
            balans_charts::FigureCell::Counted { value, text } => Cell::Number(NumberCell {
                origin: stated.map_or(Origin::Unknown, |_| Origin::Stated),
                ..NumberCell::stated(value, unit, text)
            }),
            balans_charts::FigureCell::Number { value, text } => {
                let origin = match numbers.next() {
                    Some(quantity) => Origin::Model(quantity),
                    None if stated.is_some() => Origin::Stated,
                    None => Origin::Unknown,
                };
                Cell::Number(NumberCell {
                    origin,
                    ..NumberCell::stated(value, unit, text)
                })
            }
        };
        let mut row = |cells: Vec<balans_charts::FigureCell>| {
            let mut cells = cells.into_iter();
            let head = cells.next().map(|cell| cell.text().to_owned());
            Row::new(head.unwrap_or_default(), cells.map(&mut cell))
        };
        let rows: Vec<Row> = rows.into_iter().map(&mut row).collect();
        let mut columns = columns.into_iter();
        let mut table = Self {
            stated: stated.map(str::to_owned),
            caption: caption.clone(),
            ..Self::new(caption, columns.next().unwrap_or_default(), columns)
        };
        for (place, column) in table.columns.iter_mut().skip(1).enumerate() {
            let mut cells = rows.iter().filter_map(|row| row.cells.get(place));
            let is_word = |cell: &Cell| matches!(cell, Cell::Text(_));
            column.is_words = cells.clone().any(is_word)
                && cells.all(|cell| is_word(cell) || *cell == Cell::Empty);
        }
        table.rows = rows;
        table
    }

    /// Returns the price level of the table's money. `None` where no cell is the model's money.
    #[must_use]
    pub fn prices(&self) -> Option<Prices> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        prices(cells.flat_map(Cell::quantities).map(|(it, _)| it))
    }

    /// Tests whether a saving beyond the requirement is shown as a number below zero.
    #[must_use]
    pub fn has_minus(&self, outcome: &Outcome) -> bool {
        let is_over = |number: &NumberCell| match number.origin {
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

    /// Makes the rows of a CSV file, headings first, all of one length: the numbers shown, in the
    /// unit shown, with the unit in the column's heading or in a column of its own. `more` are the
    /// headings of further columns, whose fields `last` returns for each row.
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
    /// Joins the heading and its chip into one text.
    fn in_file(&self) -> String {
        match self.chip {
            Some(chip) => [&*self.text, " (", chip, ")"].concat(),
            None => self.text.clone(),
        }
    }
}

/// The fields that a column becomes in a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// One field.
    Value,
    /// Two fields: lowest and highest.
    Range,
    /// Two fields: value and difference.
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

/// Computes a row's contents from the second column on; empty where the heading spans columns.
fn grid(row: &Row, outcome: &Outcome) -> Vec<Content> {
    let more = row.head.columns.saturating_sub(1);
    let under = std::iter::repeat_n(Content::Nothing, more);
    under
        .chain(row.cells.iter().map(|cell| cell.content(outcome)))
        .collect()
}

/// Lists the units of a column, each once.
fn units<'a>(cells: &[&'a Content]) -> Vec<&'a str> {
    let mut units = Vec::with_capacity(1);
    for unit in cells.iter().filter_map(|cell| cell.unit()) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

/// Tests whether a heading names the unit: "Effekt, tkr" for tkr, "tomma dygn" for dygn per år.
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

/// Returns the price level of some quantities. `None` where none is money. Where both levels occur,
/// it is `Current`, which the reader must know.
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

/// Makes a text for a file: removes soft hyphens and replaces special spaces with plain ones.
#[must_use]
pub fn in_file(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\u{ad}' => None,
        '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(' '),
        letter => Some(letter),
    };
    text.chars().filter_map(plain).collect()
}

/// Makes a field of a text.
#[must_use]
pub fn text_field(text: &str) -> Field {
    if text.is_empty() {
        Field::Empty
    } else {
        Field::Text(in_file(text))
    }
}

/// Rounds away floating-point noise: nine decimals, twelve significant digits.
#[must_use]
pub fn plain(value: f64) -> f64 {
    let rounded = |text: String| text.parse().unwrap_or(value);
    let value: f64 = rounded(format!("{value:.9}"));
    rounded(format!("{value:.11e}"))
}

#[cfg(test)]
mod tests;
