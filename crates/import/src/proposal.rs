//! From tables of inputs to a proposal.

use std::collections::BTreeMap;

use balans_format::{lower_letters, text};
use balans_model::{InputId, InputSpec, Unit};
use balans_scenario::file::{DETAIL_LIMIT, NAME_LIMIT, SOURCE_LIMIT};
use balans_scenario::link::NOTE_LIMIT;
use chrono::{Days, NaiveDate};

use crate::headings::Heading;
use crate::table::{CellValue, FilledRow, InputTable, NumberFormat, named};
use crate::{
    CellFault, CellPlace, FAULT_LIMIT, FaultReason, FileNotice, Present, Proposal, ProposedFigure,
    shown, value,
};

/// Part of a value that two values may differ by and be the same: less than a spreadsheet shows.
const SAME: f64 = 1e-13;

/// Makes a proposal of tables of inputs.
pub(crate) fn propose(
    tables: &[InputTable],
    present: &Present<'_>,
    notices: Vec<FileNotice>,
) -> Proposal {
    let mut maker = Maker {
        present,
        proposal: Proposal {
            notices,
            ..Proposal::default()
        },
        rows: Vec::new(),
        seen: BTreeMap::new(),
    };
    for table in tables {
        for (column, text) in &table.headings.repeated {
            let place = place(table, table.headings.row, *column);
            maker.fault(place, FaultReason::SameHeading(shown(text)));
        }
        for row in &table.rows {
            maker.row(table, row);
        }
    }
    maker.finish()
}

struct Maker<'a> {
    present: &'a Present<'a>,
    proposal: Proposal,
    /// Rows as read, in the file's order.
    rows: Vec<ReadRow>,
    /// The row of each input.
    seen: BTreeMap<InputId, usize>,
}

/// A row as read, before it is compared with what there is.
struct ReadRow {
    figure: ProposedFigure,
    /// Whether another row says something else of the same input.
    is_contradicted: bool,
}

impl Maker<'_> {
    fn fault(&mut self, place: CellPlace, reason: FaultReason) {
        if self.proposal.faults.len() < FAULT_LIMIT {
            self.proposal.faults.push(CellFault { place, reason });
        } else {
            self.proposal.more_faults += 1;
        }
    }

    /// Reads a row. A row without a figure says nothing.
    fn row(&mut self, table: &InputTable, row: &FilledRow) {
        let figures = [Heading::Value, Heading::Low, Heading::High];
        let mut figures = figures.iter().filter_map(|heading| row.cell(*heading));
        let Some((first, _)) = figures.next() else {
            return;
        };
        let at = |column| place(table, row.number, column);
        let Some((input, column)) = self.input(table, row, first) else {
            return;
        };
        let place = at(column);
        let pack = self.present.pack;
        let spec = pack.spec(input);
        let unit = row.text(Heading::Unit);
        let unit = unit.as_deref();

        let has_faults = self.proposal.faults.len() + self.proposal.more_faults;
        let value = self.figure(table, row, Heading::Value, (input, spec), unit);
        let span = self.span(table, row, (input, spec), unit, value);
        self.limits(table, row, (input, spec));
        let source = self.line(table, row, Heading::Source, SOURCE_LIMIT);
        let span_basis = self.line(table, row, Heading::SpanBasis, NOTE_LIMIT);
        let role = self.role(table, row);
        let note = self.line(table, row, Heading::Note, DETAIL_LIMIT);
        let date = self.date(table, row);
        let is_clean = has_faults == self.proposal.faults.len() + self.proposal.more_faults;
        if value.is_none() && span.is_none() && !is_clean {
            return;
        }

        let figure = ProposedFigure {
            input,
            place: place.clone(),
            old: spec.default,
            value,
            old_span: (self.present.span)(input),
            span,
            span_basis,
            source,
            note,
            date,
            role,
        };
        let Some(first) = self.seen.get(&input).copied() else {
            self.seen.insert(input, self.rows.len());
            self.rows.push(ReadRow {
                figure,
                is_contradicted: false,
            });
            return;
        };
        if let Some(other) = self.rows.get_mut(first) {
            let same = ProposedFigure {
                place: other.figure.place.clone(),
                ..figure
            };
            if same != other.figure {
                other.is_contradicted = true;
                let first = same.place;
                self.fault(place, FaultReason::Twice(input, first));
            }
        }
    }

    /// Finds a row's input and the column that names it.
    fn input(
        &mut self,
        table: &InputTable,
        row: &FilledRow,
        figure: u32,
    ) -> Option<(InputId, u32)> {
        let pack = self.present.pack;
        let (id, name) = (row.text(Heading::Id), row.text(Heading::Name));
        let column = |heading| row.cell(heading).map_or(figure, |(column, _)| column);
        let by_name = name.as_deref().and_then(|name| named(pack, name));
        let (heading, found, unknown) = match (id, name) {
            (Some(id), _) => {
                let found = pack.find(&lower_letters(&id));
                (Heading::Id, found, FaultReason::UnknownId(shown(&id)))
            }
            (None, Some(name)) => (
                Heading::Name,
                by_name,
                FaultReason::UnknownName(shown(&name)),
            ),
            (None, None) => (Heading::Value, None, FaultReason::NoInput),
        };
        let column = column(heading);
        let place = place(table, row.number, column);
        match (found, by_name) {
            (None, _) => {
                self.fault(place, unknown);
                None
            }
            (Some(input), Some(other)) if input != other => {
                self.fault(place, FaultReason::OtherName(input, other));
                None
            }
            (Some(input), _) => Some((input, column)),
        }
    }

    /// Reads a figure within its input's range.
    fn figure(
        &mut self,
        table: &InputTable,
        row: &FilledRow,
        heading: Heading,
        (input, spec): (InputId, &InputSpec),
        unit: Option<&str>,
    ) -> Option<f64> {
        let (column, cell) = row.cell(heading)?;
        let read = value::figure(cell, (input, spec), unit);
        let read = read.and_then(|value| {
            // A value that went out and came back is within its limits, however it was rounded on the way.
            let fit = spec.fit(value).filter(|fit| is_same(*fit, value));
            let fit = fit.ok_or(FaultReason::OutOfRange(input, value))?;
            if spec.is_fraction(fit) {
                return Err(FaultReason::NotWhole(input, fit));
            }
            Ok(fit)
        });
        match read {
            Ok(value) => Some(value),
            Err(reason) => {
                self.fault(place(table, row.number, column), reason);
                None
            }
        }
    }

    fn span(
        &mut self,
        table: &InputTable,
        row: &FilledRow,
        (input, spec): (InputId, &InputSpec),
        unit: Option<&str>,
        value: Option<f64>,
    ) -> Option<(f64, f64)> {
        let ends = [Heading::Low, Heading::High].map(|heading| row.cell(heading));
        let column = match ends {
            [None, None] => return None,
            [Some((column, _)), _] | [None, Some((column, _))] => column,
        };
        let place = place(table, row.number, column);
        if spec.unit == Unit::Bool {
            self.fault(place, FaultReason::NoSpan(input));
            return None;
        }
        let [Some(_), Some(_)] = ends else {
            self.fault(place, FaultReason::HalfSpan(input));
            return None;
        };
        let low = self.figure(table, row, Heading::Low, (input, spec), unit);
        let high = self.figure(table, row, Heading::High, (input, spec), unit);
        let (low, high) = (low?, high?);
        let is = |span: (f64, f64)| is_same(span.0, low) && is_same(span.1, high);
        let present = (self.present.span)(input);
        // The tool's own limits, and a span that is there, say nothing new.
        if present.is_some_and(is) || is((spec.min, spec.max)) {
            return None;
        }
        if spec.unit == Unit::Month || self.present.pack.phased_by(input).is_some() {
            self.fault(place, FaultReason::NoSpan(input));
            return None;
        }
        let inside = value.unwrap_or(spec.default);
        if low > high {
            self.fault(place, FaultReason::SpanOrder(input));
            return None;
        }
        if inside < low || inside > high {
            self.fault(place, FaultReason::OutsideSpan(input, inside));
            return None;
        }
        Some((low, high))
    }

    /// Reports limits of the tool's that have been changed: nothing follows from them.
    fn limits(
        &mut self,
        table: &InputTable,
        row: &FilledRow,
        (input, spec): (InputId, &InputSpec),
    ) {
        for (heading, limit) in [
            (Heading::LeastAllowed, spec.min),
            (Heading::MostAllowed, spec.max),
        ] {
            let Some((column, cell)) = row.cell(heading) else {
                continue;
            };
            let stated = value::figure(cell, (input, spec), None);
            if !stated.is_ok_and(|stated| is_same(stated, limit)) {
                let place = place(table, row.number, column);
                self.fault(place, FaultReason::LimitColumn(input));
            }
        }
    }

    /// Reads a text of one line.
    fn line(
        &mut self,
        table: &InputTable,
        row: &FilledRow,
        heading: Heading,
        limit: usize,
    ) -> Option<String> {
        let (column, cell) = row.cell(heading)?;
        let line = match cell {
            CellValue::Text(words) => text::line(words),
            CellValue::Number {
                value,
                format: NumberFormat::Date,
                ..
            } => day(*value)?,
            CellValue::Number { value, .. } => value.to_string().replace('.', ","),
            CellValue::Bool(_) => return None,
            CellValue::Error(error) => {
                let place = place(table, row.number, column);
                self.fault(place, FaultReason::CellError(shown(error)));
                return None;
            }
            CellValue::NoResult => {
                self.fault(place(table, row.number, column), FaultReason::NoResult);
                return None;
            }
        };
        if line.chars().count() > limit {
            let place = place(table, row.number, column);
            self.fault(place, FaultReason::TooLong(heading, limit));
            return None;
        }
        (!line.is_empty()).then_some(line)
    }

    /// Reads the role that answers for the value: no address of a person's.
    fn role(&mut self, table: &InputTable, row: &FilledRow) -> Option<String> {
        let role = self.line(table, row, Heading::Role, NAME_LIMIT)?;
        if !role.contains('@') {
            return Some(role);
        }
        if let Some((column, _)) = row.cell(Heading::Role) {
            let place = place(table, row.number, column);
            self.fault(place, FaultReason::NotRole(shown(&role)));
        }
        None
    }

    fn date(&mut self, table: &InputTable, row: &FilledRow) -> Option<String> {
        let (column, cell) = row.cell(Heading::Date)?;
        let (date, stated) = match cell {
            CellValue::Text(words) => (date_of(words), text::line(words)),
            CellValue::Number {
                value,
                format: NumberFormat::Date,
                ..
            } => (day(*value), value.to_string()),
            CellValue::Number { value, .. } => (date_of(&value.to_string()), value.to_string()),
            CellValue::Bool(_) | CellValue::Error(_) | CellValue::NoResult => (None, String::new()),
        };
        if date.is_none() {
            let place = place(table, row.number, column);
            self.fault(place, FaultReason::NotDate(shown(&stated)));
        }
        date
    }

    /// Keeps of each row what differs from what there is.
    fn finish(mut self) -> Proposal {
        for ReadRow {
            mut figure,
            is_contradicted,
        } in self.rows
        {
            if is_contradicted {
                continue;
            }
            let spec = self.present.pack.spec(figure.input);
            let had_value = figure.value.is_some();
            figure.value = figure.value.filter(|value| !is_same(*value, spec.default));
            let known = text::line(&spec.source);
            figure.source = figure.source.filter(|source| *source != known);
            if figure.span.is_none() {
                figure.span_basis = None;
            }
            let is_change = figure.value.is_some()
                || figure.span.is_some()
                || (had_value && figure.source.is_some());
            if is_change {
                self.proposal.figures.push(figure);
            } else {
                self.proposal.unchanged += 1;
            }
        }
        self.proposal
    }
}

fn place(table: &InputTable, row: u32, column: u32) -> CellPlace {
    CellPlace {
        sheet: table.sheet.clone(),
        row,
        column,
    }
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME * one.abs().max(other.abs())
}

/// Writes a day counted from 30 December 1899, where it is within four-digit years.
fn day(days: f64) -> Option<String> {
    const LAST: f64 = 2_958_465.0;
    if !(1.0..=LAST).contains(&days) {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = first.checked_add_days(Days::new(days as u64))?;
    Some(day.to_string())
}

/// Reads a date: 2023-05-03, 20230503, 2023-05 or 2023, with or without a time after it.
fn date_of(stated: &str) -> Option<String> {
    let stated = text::line(stated);
    let date = stated.split([' ', 'T']).next().unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = date.split('-').collect();
    let whole = match *parts.as_slice() {
        [year] if digits(year) && year.len() == 4 => format!("{year}-01-01"),
        [whole] if digits(whole) && whole.len() == 8 => {
            format!("{}-{}-{}", &whole[..4], &whole[4..6], &whole[6..])
        }
        [year, month] if year.len() == 4 && month.len() == 2 => format!("{year}-{month}-01"),
        [year, ..] if year.len() == 4 => date.to_owned(),
        _ => return None,
    };
    let day = NaiveDate::parse_from_str(&whole, "%Y-%m-%d").ok()?;
    if parts.len() < 3 && date.len() != 8 {
        return Some(date.to_owned());
    }
    Some(day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (stated, date) in [
            ("2023-05-03", Some("2023-05-03")),
            ("20230503", Some("2023-05-03")),
            ("2023-05-03 09:00:00", Some("2023-05-03")),
            ("2023-05", Some("2023-05")),
            ("2023", Some("2023")),
            ("2023-02-30", None),
            ("2023-13", None),
            ("3/5 2023", None),
            ("i maj", None),
        ] {
            assert_eq!(date_of(stated).as_deref(), date, "{stated}");
        }
        assert_eq!(day(45_049.0).as_deref(), Some("2023-05-03"));
        assert_eq!(day(45_049.9).as_deref(), Some("2023-05-03"));
        for none in [f64::NAN, -1.0, 1e300] {
            assert_eq!(day(none), None);
        }
    }
}
