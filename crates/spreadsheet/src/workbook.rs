//! A scenario as a workbook with live formulas: inputs in cells, everything else in the model's formulas.

use balans_charts::{Colours, FigureCell};
use balans_model::{
    ENGINE, Evidence, InputId, InputSpec, Inputs, Measure, MeasureSpec, Member, Pack, Party,
    ProviderMeasure, Quantity, Scope, Status, Unit, base_pack,
};
use balans_report::futures::{case_spans, span_basis};
use balans_report::texts::{finance, measures, names, parties, required, shared};
use balans_report::{Case, TableBlock, gives_in_full, pack_of, required_in_full};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Url, Workbook, Worksheet, XlsxError,
};

use crate::formulas::{Addresses, FormulaColumn, column};
use crate::texts as words;

/// Row of the headings on each sheet, from 0; above it the sheet's name and description.
const HEAD: u32 = 2;
const FIRST: u32 = HEAD + 1;

// The columns of the inputs.
const VALUE: u16 = 3;
const COUNTED: u16 = 5;
const CHANGED: u16 = 7;
/// Column of the calculation's numbers.
const RESULT: u16 = 3;

/// More than this does not fit into a cell, and a longer address is no link.
const MOST_TEXT: usize = 32_000;
const MOST_URL: usize = 2_000;
const A4: u8 = 9;
/// Yellow of input cells, as is usual in workbooks; the page has no such colour.
const INPUT: &str = "#fff4c2";
const MNKR: &str = "#,##0.0";

/// Makes the workbook of a case. `now` is the page's time in RFC 3339. The cells' stored results, until a program
/// recalculates, are those of `cached`: the case's own inputs, except in a test that sees them replaced.
///
/// # Errors
/// The library cannot write the workbook.
pub fn workbook(case: &Case, cached: &Inputs, now: &str) -> Result<Vec<u8>, XlsxError> {
    let pack = pack_of(case);
    let book = Book::new(&pack, case, cached);
    let mut file = Workbook::new();
    file.set_properties(
        &DocProperties::new()
            .set_title(words::title(&case.name))
            .set_author(words::TOOL)
            .set_comment(&case.version)
            .set_creation_datetime(&created(now)?),
    );
    file.push_worksheet(book.read_me()?);
    file.push_worksheet(book.levers()?);
    file.push_worksheet(book.measures()?);
    file.push_worksheet(book.parties()?);
    file.push_worksheet(book.years()?);
    if case.worked_out.is_some() {
        let required = &[required::ROWS_ARE, required::effects_are()];
        file.push_worksheet(book.tables(words::REQUIRED, required, &required_in_full(case))?);
        let gives = &[required::GIVES_LEAD];
        file.push_worksheet(book.tables(words::GIVES, gives, &gives_in_full(case))?);
    }
    file.push_worksheet(book.calculation()?);
    file.save_to_buffer()
}

/// Reads a time in RFC 3339 without its zone, which the format cannot store.
pub(crate) fn created(now: &str) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::parse_from_str(now.get(..19).unwrap_or(now))
}

/// Data that every sheet is made from.
struct Book<'a> {
    pack: &'a Pack,
    case: &'a Case,
    given: Inputs,
    cached: Inputs,
    column: FormulaColumn,
    look: Look,
}

/// Cell formats.
struct Look {
    title: Format,
    heading: Format,
    head: Format,
    year: Format,
    text: Format,
    /// After a column of numbers.
    after: Format,
    small: Format,
    bold: Format,
    mnkr: Format,
    total: Format,
    total_name: Format,
    number: Format,
}

impl Look {
    fn new() -> Self {
        let text = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let bold = || Format::new().set_bold();
        let head = bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(Colours::LIGHT.soft)
            .set_border_bottom(FormatBorder::Thin);
        Self {
            title: bold().set_font_size(16),
            heading: bold().set_font_size(12),
            year: head.clone().set_align(FormatAlign::Right),
            head,
            text: text(),
            after: text().set_align(FormatAlign::Left).set_indent(1),
            small: Format::new().set_italic(),
            bold: bold(),
            mnkr: Format::new()
                .set_num_format(MNKR)
                .set_align(FormatAlign::Right)
                .set_align(FormatAlign::Top),
            total: bold()
                .set_num_format(MNKR)
                .set_border_top(FormatBorder::Thin),
            total_name: bold().set_border_top(FormatBorder::Thin),
            number: Format::new().set_num_format("#,##0.000"),
        }
    }
}

type SheetResult = Result<Worksheet, XlsxError>;

impl<'a> Book<'a> {
    fn new(pack: &'a Pack, case: &'a Case, cached: &Inputs) -> Self {
        let values = &case.values;
        let given = Inputs::raw(|id| values.get(id.index()).copied().unwrap_or(f64::NAN));
        let cached = Inputs::raw(|id| counted(pack.spec(id), cached.get(id)));
        let addresses = Addresses {
            input: &|id| address(words::LEVERS, FIRST + id.index() as u32, COUNTED),
            cell: &|place| cell(FIRST + place as u32, RESULT),
        };
        let column = column(pack, &cached, &shown(pack, case.year_of(pack)), &addresses);
        Self {
            pack,
            case,
            given,
            cached,
            column,
            look: Look::new(),
        }
    }

    /// Writes a formula for the evidence of a decided or possible amount: the user's own where a lever is moved. `None`
    /// where the evidence cannot change.
    fn evidence(&self, spec: &MeasureSpec) -> Option<String> {
        let stated = spec.evidence.filter(|kind| *kind != Evidence::Own)?;
        let tests = spec.levers.iter().map(|id| {
            let at = address(words::LEVERS, FIRST + id.index() as u32, COUNTED);
            format!("{at}={}", self.pack.documented(*id))
        });
        let tests = tests.collect::<Vec<_>>().join(",");
        let [stated, own] = [stated, Evidence::Own].map(shared::evidence);
        Some(format!("=IF(AND({tests}),\"{stated}\",\"{own}\")"))
    }

    /// Writes a formula for the evidence of an own amount whose cost nobody has stated, with its stored result; `None` for a
    /// measure whose costs are all stated.
    fn gross(&self, spec: &MeasureSpec) -> Option<Formula> {
        let measure = Measure::find(&spec.id)?;
        measure.unstated_cost()?;
        let (missing, is_missing) = self.number(Quantity::CostMissing(measure));
        let [gross, own] = [measures::GROSS_KIND, shared::evidence(Evidence::Own)];
        let read = Formula::new(format!("=IF({missing}>0,\"{gross}\",\"{own}\")"));
        Some(read.set_result(if is_missing > 0.0 { gross } else { own }))
    }

    /// Makes a sheet on A4, with headings frozen and repeated on every page.
    fn sheet(
        &self,
        name: &str,
        about: &str,
        columns: &[(&str, f64)],
        kept: u16,
    ) -> Result<Worksheet, XlsxError> {
        let mut sheet = self.plain(name)?;
        sheet.set_landscape();
        sheet.write_string_with_format(1, 0, about, &self.look.small)?;
        for (place, (heading, width)) in columns.iter().enumerate() {
            let place = place as u16;
            sheet.set_column_width(place, *width)?;
            let is_year = heading.parse::<u16>().is_ok();
            let look = if is_year {
                &self.look.year
            } else {
                &self.look.head
            };
            sheet.write_string_with_format(HEAD, place, *heading, look)?;
        }
        sheet.set_freeze_panes(FIRST, kept)?;
        sheet.set_repeat_rows(HEAD, HEAD)?;
        Ok(sheet)
    }

    fn plain(&self, name: &str) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_footer(words::PAGE);
        sheet.write_string_with_format(0, 0, name, &self.look.title)?;
        Ok(sheet)
    }

    /// Returns a formula that refers to a quantity of the calculation, with its stored result.
    fn number(&self, quantity: Quantity) -> (String, f64) {
        let Some(place) = self.column.row(quantity) else {
            return (String::new(), 0.0);
        };
        let value = self.column.cells.get(place).map_or(0.0, |cell| cell.value);
        let at = address(words::CALCULATION, FIRST + place as u32, RESULT);
        (at, value)
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        quantity: Quantity,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (at, value) = self.number(quantity);
        formula(sheet, (row, column), &format!("={at}"), value, format)
    }

    fn read_me(&self) -> SheetResult {
        let (case, look) = (self.case, &self.look);
        let mut sheet = self.plain(words::READ_ME)?;
        sheet.set_column_width(0, 34)?;
        sheet.set_column_width(1, 90)?;
        sheet.write_string_with_format(0, 0, words::title(&case.name), &look.title)?;
        let mut row = 2;
        let name = match case.name.trim() {
            "" => words::UNNAMED,
            name => name,
        };
        let saved = case.saved.as_deref().unwrap_or(words::NOT_SAVED);
        let own = case.underlag.as_ref().map(|own| &*own.name);
        // The version of the pack with a name: a controller's own figures make one that stands nowhere.
        let figures = words::figures(&self.pack.name, own, base_pack().version(), ENGINE);
        for (label, text) in [
            (words::SCENARIO, name),
            (words::NOTE, &case.note),
            (words::DATE, &case.today),
            (words::SAVED, saved),
            (words::VERSION, &case.version),
            (words::FIGURES, &figures),
            (words::LINK, &case.link),
        ] {
            if text.is_empty() {
                continue;
            }
            sheet.write_string_with_format(row, 0, label, &look.bold)?;
            if label == words::LINK && is_address(text) {
                sheet.write_url(row, 1, Url::new(text).set_text(words::OPEN))?;
            } else {
                sheet.write_string_with_format(row, 1, clip(text), &look.text)?;
                tall(&mut sheet, row, &[(text, 88.0)])?;
            }
            row += 1;
        }

        row += 1;
        let year = self.case.year_of(self.pack);
        // No later year stands without what it would be at 80 percent of the growth funded.
        let mut later = Vec::new();
        if year != self.pack.plan_year {
            later.push(Quantity::RemainingLowFunding(year));
        }
        if year != self.pack.horizon {
            let horizon = self.pack.horizon;
            later.extend([
                Quantity::Remaining(horizon),
                Quantity::RemainingLowFunding(horizon),
            ]);
        }
        sheet.write_string_with_format(row, 0, words::ANSWER, &look.heading)?;
        let left = Format::new()
            .set_num_format(format!("{MNKR}\" mnkr\""))
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::Top);
        let rest = left
            .clone()
            .set_num_format(format!("{MNKR}\" mnkr\";{MNKR}\" mnkr {}\"", shared::OVER));
        for quantity in [
            Quantity::Requirement(Scope::Total, year),
            Quantity::Saving(Scope::Total, year),
            Quantity::Remaining(year),
            Quantity::Gap(Scope::ALL[0], year),
            Quantity::Gap(Scope::ALL[1], year),
        ]
        .into_iter()
        .chain(later)
        {
            row += 1;
            let name = names::quantity(self.pack, quantity);
            tall(&mut sheet, row, &[(&name, 32.0)])?;
            sheet.write_string_with_format(row, 0, name, &look.text)?;
            let look = if shared::is_rest(quantity) {
                &rest
            } else {
                &left
            };
            self.write(&mut sheet, (row, 1), quantity, look)?;
        }
        row += 1;
        sheet.write_string_with_format(row, 0, words::CHANGED_COUNT, &look.text)?;
        let last = FIRST + self.pack.inputs.len() as u32 - 1;
        let all = format!(
            "{}:{}",
            address(words::LEVERS, FIRST, CHANGED),
            cell(last, CHANGED)
        );
        let count = self.cached.changed(self.pack).count() as f64;
        let counted = format!("=COUNTIF({all},\"{}\")", words::CHANGED_YES);
        formula(
            &mut sheet,
            (row, 1),
            &counted,
            count,
            &Format::new().set_align(FormatAlign::Left),
        )?;

        for (heading, sentences) in [
            (words::HOW, &words::can()[..]),
            (words::LIMITS, words::CANNOT),
        ] {
            row += 2;
            sheet.write_string_with_format(row, 0, heading, &look.heading)?;
            for sentence in sentences {
                row += 1;
                sheet.merge_range(row, 0, row, 1, sentence, &look.text)?;
                tall(&mut sheet, row, &[(sentence, 118.0)])?;
            }
        }
        row += 2;
        sheet.write_string_with_format(row, 0, words::MEANINGS, &look.heading)?;
        for status in Status::ALL.iter().copied() {
            row += 1;
            sheet.write_string_with_format(row, 0, shared::status(status), &look.bold)?;
            let meaning = shared::status_meaning(status);
            sheet.write_string_with_format(row, 1, meaning, &look.text)?;
        }
        Ok(sheet)
    }

    fn levers(&self) -> SheetResult {
        let columns = [
            (words::AREA, 20.0),
            (words::NAME, 42.0),
            (words::ID, 30.0),
            (words::VALUE, 12.0),
            (words::UNIT, 16.0),
            (words::COUNTED, 12.0),
            (words::UNDERLAG, 12.0),
            (words::CHANGED, 9.0),
            (words::STATUS, 16.0),
            (words::LEAST, 9.0),
            (words::MOST, 9.0),
            (words::SOURCE, 48.0),
            (words::SPAN_LOW, 11.0),
            (words::SPAN_HIGH, 11.0),
            (words::SPAN_BASIS, 40.0),
        ];
        let mut sheet = self.sheet(words::LEVERS, words::LEVERS_NOTE, &columns, 2)?;
        for id in InputId::all() {
            self.lever(&mut sheet, FIRST + id.index() as u32, id)?;
        }
        for span in case_spans(self.case) {
            let (row, spec) = (
                FIRST + span.input.index() as u32,
                self.pack.spec(span.input),
            );
            for (place, end) in [(12, span.low), (13, span.high)] {
                let number = Format::new()
                    .set_num_format(number_format(spec, end))
                    .set_align(FormatAlign::Top)
                    .set_align(FormatAlign::Right);
                sheet.write_number_with_format(row, place, end, &number)?;
            }
            let basis = span_basis(self.pack, self.case, &span);
            sheet.write_string_with_format(row, 14, clip(&basis), &self.look.after)?;
            let room = [
                (&*spec.label, 40.0),
                (span.input.name(), 28.0),
                (&*spec.source, 46.0),
                (&*basis, 38.0),
            ];
            tall(&mut sheet, row, &room)?;
        }
        let last = FIRST + self.pack.inputs.len() as u32 - 1;
        sheet.autofilter(HEAD, 0, last, columns.len() as u16 - 1)?;
        Ok(sheet)
    }

    fn lever(&self, sheet: &mut Worksheet, row: u32, id: InputId) -> Result<(), XlsxError> {
        let (spec, after) = (self.pack.spec(id), &self.look.after);
        let given = Some(self.given.get(id)).filter(|value| value.is_finite());
        let given = given.map_or(spec.default, |given| whole(spec, given));
        let number = Format::new()
            .set_num_format(number_format(spec, given))
            .set_align(FormatAlign::Top)
            .set_align(FormatAlign::Right);
        let typed = number
            .clone()
            .set_background_color(INPUT)
            .set_border(FormatBorder::Thin)
            .set_unlocked();
        for (place, words) in [
            (0, shared::input_group(id.name())),
            (1, &*spec.label),
            (2, id.name()),
            (4, spec.unit.as_str()),
            (8, shared::status(spec.status)),
            (11, &*spec.source),
        ] {
            sheet.write_string_with_format(row, place, words, after)?;
        }
        let room = [
            (&*spec.label, 40.0),
            (id.name(), 28.0),
            (&*spec.source, 46.0),
        ];
        tall(sheet, row, &room)?;
        let at = cell(row, VALUE);
        let (least, most, default) = (spec.min, spec.max, spec.default);
        let counted = self.cached.get(id);
        if spec.unit == Unit::Bool {
            let word = |value: f64| if value >= 0.5 { words::YES } else { words::NO };
            sheet.write_string_with_format(row, VALUE, word(given), &typed)?;
            sheet.write_string_with_format(row, 6, word(default), &number)?;
            let (yes, no) = (words::YES, words::NO);
            let read = format!("=IF({at}=\"{yes}\",1,IF({at}=\"{no}\",0,{default}))");
            formula(sheet, (row, COUNTED), &read, counted, &number)?;
        } else {
            sheet.write_number_with_format(row, VALUE, given, &typed)?;
            sheet.write_number_with_format(row, 6, default, &number)?;
            sheet.write_number_with_format(row, 9, least, &number)?;
            sheet.write_number_with_format(row, 10, most, &number)?;
            let [least, most, default] = [9, 10, 6].map(|column| cell(row, column));
            let typed = if spec.unit.is_calendar() {
                format!("INT({at}+0.5)")
            } else {
                at
            };
            let at = cell(row, VALUE);
            let read = format!("=IF(ISNUMBER({at}),MIN(MAX({typed},{least}),{most}),{default})");
            formula(sheet, (row, COUNTED), &read, counted, &number)?;
        }
        let changed = self.cached.is_changed(self.pack, id);
        let (yes, no) = (words::CHANGED_YES, words::CHANGED_NO);
        let compared = match spec.unit {
            Unit::Bool => VALUE,
            _ => COUNTED,
        };
        let read = format!(
            "=IF({}={},\"{no}\",\"{yes}\")",
            cell(row, compared),
            cell(row, 6)
        );
        let said = Formula::new(read).set_result(if changed { yes } else { no });
        sheet.write_formula_with_format(row, CHANGED, said, after)?;
        sheet.add_data_validation(row, VALUE, row, VALUE, &validation(spec)?)?;
        Ok(())
    }

    fn measures(&self) -> SheetResult {
        let year = self.case.year_of(self.pack);
        let effect = words::effect_in(year);
        let columns = [
            (words::MEASURE, 44.0),
            (words::STATUS, 20.0),
            (words::EVIDENCE, 18.0),
            (&*effect, 16.0),
            (words::FULL_YEAR, 16.0),
            (words::ONE_OFF, 16.0),
            (words::AFFECTS, 50.0),
            (words::SOURCE, 50.0),
        ];
        let mut sheet = self.sheet(words::MEASURES, words::MEASURES_NOTE, &columns, 1)?;
        let (look, mut row) = (&self.look, FIRST);
        for spec in self.pack.measures.iter() {
            let text = |sheet: &mut Worksheet, place, words: &str| {
                let written = sheet.write_string_with_format(row, place, words, &look.text);
                written.map(|_| ())
            };
            text(&mut sheet, 0, &spec.name)?;
            text(&mut sheet, 1, measures::status(spec.status))?;
            let evidence = self.pack.evidence(spec, &self.cached);
            let evidence = evidence.map_or("", shared::evidence);
            let stated = self.evidence(spec);
            let stated = stated.map(|formula| Formula::new(formula).set_result(evidence));
            match stated.or_else(|| self.gross(spec)) {
                Some(read) => {
                    sheet.write_formula_with_format(row, 2, read, &look.text)?;
                }
                None => text(&mut sheet, 2, evidence)?,
            }
            text(&mut sheet, 6, &spec.affects)?;
            text(&mut sheet, 7, &spec.source)?;
            let room = [
                (&*spec.name, 42.0),
                (&*spec.affects, 48.0),
                (&*spec.source, 48.0),
            ];
            tall(&mut sheet, row, &room)?;
            match Measure::find(&spec.id) {
                None => text(&mut sheet, 3, words::NOT_VALUED)?,
                Some(measure) => {
                    let (known, is_known) = self.number(Quantity::MeasureCalculated(measure));
                    for (place, quantity) in [
                        (3, Quantity::MeasureSaving(measure, year)),
                        (4, Quantity::FullYear(measure)),
                    ] {
                        // Missing is not zero.
                        let (at, value) = self.number(quantity);
                        let missing = words::NOT_CALCULATED;
                        let read = Formula::new(format!("=IF({known}>0,{at},\"{missing}\")"));
                        let read = if is_known > 0.0 {
                            read.set_result(plain(value))
                        } else {
                            read.set_result(missing)
                        };
                        sheet.write_formula_with_format(row, place, read, &look.mnkr)?;
                    }
                    let years = self.pack.years();
                    let once = |year| self.number(Quantity::MeasureOneOff(measure, year));
                    let (cells, values): (Vec<_>, Vec<_>) = years.map(once).unzip();
                    let sum = format!("={}", cells.join("+"));
                    formula(&mut sheet, (row, 5), &sum, values.iter().sum(), &look.mnkr)?;
                }
            }
            row += 1;
        }
        sheet.write_string_with_format(row, 0, words::TOGETHER, &look.total_name)?;
        for place in [1, 2, 6, 7] {
            sheet.write_string_with_format(row, place, "", &look.total_name)?;
        }
        let saving = Quantity::Saving(Scope::Total, year);
        self.write(&mut sheet, (row, 3), saving, &look.total)?;
        self.write(&mut sheet, (row, 4), Quantity::FullYearTotal(), &look.total)?;
        let once = |year| self.number(Quantity::OneOff(year));
        let (cells, values): (Vec<_>, Vec<_>) = self.pack.years().map(once).unzip();
        let sum = format!("={}", cells.join("+"));
        formula(&mut sheet, (row, 5), &sum, values.iter().sum(), &look.total)?;
        row += 1;
        sheet.write_string_with_format(row, 0, words::GROSS, &look.text)?;
        let gross = Quantity::GrossSaving(year);
        self.write(&mut sheet, (row, 3), gross, &look.mnkr)?;
        Ok(sheet)
    }

    /// Makes a sheet with a number for each year in each row.
    fn by_year(
        &self,
        name: &str,
        about: &str,
        first: &str,
        rows: &[YearRow],
    ) -> Result<Worksheet, XlsxError> {
        let years: Vec<String> = self.pack.years().map(|year| year.to_string()).collect();
        let mut columns = vec![(first, 46.0)];
        columns.extend(years.iter().map(|year| (&**year, 11.0)));
        let mut sheet = self.sheet(name, about, &columns, 1)?;
        let mut row = FIRST;
        for line in rows {
            match line {
                YearRow::Heading(text) => {
                    row += 1;
                    sheet.write_string_with_format(row, 0, *text, &self.look.bold)?;
                }
                YearRow::Series(text, of, strong) => {
                    let (label, number) = if *strong {
                        (&self.look.total_name, &self.look.total)
                    } else {
                        (&self.look.text, &self.look.mnkr)
                    };
                    sheet.write_string_with_format(row, 0, text, label)?;
                    for (place, year) in self.pack.years().enumerate() {
                        let at = (row, 1 + place as u16);
                        self.write(&mut sheet, at, of(year), number)?;
                    }
                }
            }
            row += 1;
        }
        Ok(sheet)
    }

    fn parties(&self) -> SheetResult {
        let mut rows = Vec::new();
        for party in Party::ALL.iter().copied() {
            let name = shared::party(party).to_owned();
            let of = move |year| Quantity::PartyTotal(party, year);
            rows.push(YearRow::Series(name, Box::new(of), party == Party::Group));
        }
        rows.push(YearRow::Heading(words::LEFT_TO_FINANCE));
        for member in Member::ALL.iter().copied() {
            let name = parties::member(member).to_owned();
            let of = move |year| Quantity::MemberGap(member, year);
            rows.push(YearRow::Series(name, Box::new(of), false));
        }
        rows.push(YearRow::Heading(parties::KEPT));
        for gain in ProviderMeasure::ALL.iter().copied() {
            let name = self.pack.measure(gain.measure()).name.to_string();
            let of = move |year| Quantity::ProviderGainKept(gain, year);
            rows.push(YearRow::Series(name, Box::new(of), false));
        }
        self.by_year(words::PARTIES, words::group_note(), words::PARTY, &rows)
    }

    fn years(&self) -> SheetResult {
        type YearQuantity = fn(Scope, i32) -> Quantity;
        let series: [YearQuantity; 6] = [
            Quantity::ReferenceCost,
            Quantity::Financing,
            Quantity::Requirement,
            Quantity::Saving,
            Quantity::ScenarioCost,
            Quantity::Gap,
        ];
        let mut rows = Vec::new();
        for scope in Scope::ALL.iter().rev().copied() {
            rows.push(YearRow::Heading(shared::scope(scope)));
            for of in series {
                let of = move |year| of(scope, year);
                let name = self.without_year(of(self.pack.plan_year));
                let strong = matches!(of(self.pack.plan_year), Quantity::Gap(..));
                rows.push(YearRow::Series(name, Box::new(of), strong));
            }
        }
        let once = self.without_year(Quantity::OneOff(self.pack.plan_year));
        rows.push(YearRow::Heading(""));
        rows.push(YearRow::Series(once, Box::new(Quantity::OneOff), false));
        rows.push(YearRow::Heading(finance::RESTORE));
        let results: [(OfYear, bool); 5] = [
            (Quantity::Remaining, true),
            (Quantity::RemainingLowFunding, false),
            (Quantity::YearResult, false),
            (Quantity::ReserveUsed, false),
            (Quantity::ToRestore, true),
        ];
        for (of, strong) in results {
            let name = self.without_year(of(self.pack.plan_year));
            rows.push(YearRow::Series(name, Box::new(of), strong));
        }
        for member in Member::ALL.iter().copied() {
            let of = move |year| Quantity::MemberRestore(member, year);
            let name = self.without_year(of(self.pack.plan_year));
            rows.push(YearRow::Series(name, Box::new(of), false));
        }
        self.by_year(words::YEARS, words::PRICES_NOTE, words::ROW, &rows)
    }

    /// Makes a sheet of tables of what is worked out, one below another, under what they are. Their numbers stand still.
    fn tables(&self, name: &str, about: &[&str], tables: &[TableBlock]) -> SheetResult {
        const WIDTHS: [f64; 6] = [54.0, 34.0, 14.0, 14.0, 16.0, 16.0];
        let look = &self.look;
        let mut sheet = self.plain(name)?;
        sheet.set_landscape();
        sheet.write_string_with_format(1, 0, words::WORKED_OUT_NOTE, &look.small)?;
        for (column, width) in WIDTHS.into_iter().enumerate() {
            sheet.set_column_width(column as u16, width)?;
        }
        let last = WIDTHS.len() as u16 - 1;
        let mut row = HEAD;
        let note = |sheet: &mut Worksheet, row: u32, text: &str| {
            sheet.merge_range(row, 0, row, last, text, &look.text)?;
            tall(sheet, row, &[(text, WIDTHS.iter().sum())])
        };
        for text in about {
            note(&mut sheet, row, text)?;
            row += 1;
        }
        for TableBlock {
            table,
            note: below,
            total,
            ..
        } in tables
        {
            row += 1;
            sheet.write_string_with_format(row, 0, &table.caption, &look.heading)?;
            row += 1;
            for (column, heading) in table.columns.iter().enumerate() {
                sheet.write_string_with_format(row, column as u16, heading, &look.head)?;
            }
            for (place, cells) in table.rows.iter().enumerate() {
                row += 1;
                let is_total = *total && place + 1 == table.rows.len();
                let (text, number) = if is_total {
                    (&look.total_name, &look.total)
                } else {
                    (&look.text, &look.mnkr)
                };
                for (column, cell) in cells.iter().enumerate() {
                    let at = column as u16;
                    match cell {
                        FigureCell::Number { value, .. } if value.is_finite() => {
                            sheet.write_number_with_format(row, at, *value, number)?;
                        }
                        cell => {
                            sheet.write_string_with_format(row, at, cell.text(), text)?;
                        }
                    }
                }
            }
            row += 1;
            if !below.is_empty() {
                note(&mut sheet, row, below)?;
                row += 1;
            }
        }
        Ok(sheet)
    }

    fn without_year(&self, quantity: Quantity) -> String {
        let name = names::quantity(self.pack, quantity);
        let year = quantity.year().map(|year| format!(" {year}"));
        let bare = year.and_then(|year| name.strip_suffix(&year).map(str::to_owned));
        bare.unwrap_or(name)
    }

    fn calculation(&self) -> SheetResult {
        let columns = [
            (words::NAME, 62.0),
            (words::KEY, 44.0),
            (words::UNIT, 18.0),
            (words::VALUE, 14.0),
        ];
        let mut sheet = self.sheet(words::CALCULATION, words::CALCULATION_NOTE, &columns, 1)?;
        for (place, cell) in self.column.cells.iter().enumerate() {
            let row = FIRST + place as u32;
            let name = |quantity| names::quantity(self.pack, quantity);
            match cell.quantity {
                Some(quantity) => {
                    sheet.write_string(row, 0, name(quantity))?;
                    sheet.write_string(row, 1, quantity.key())?;
                    sheet.write_string(row, 2, quantity.unit().as_str())?;
                }
                None => {
                    let within = cell.within.map(name).unwrap_or_default();
                    let name = words::part_of(&within);
                    sheet.write_string_with_format(row, 0, name, &self.look.small)?;
                }
            }
            let look = &self.look.number;
            formula(&mut sheet, (row, RESULT), &cell.formula, cell.value, look)?;
        }
        let last = FIRST + self.column.cells.len() as u32 - 1;
        sheet.autofilter(HEAD, 0, last, RESULT)?;
        Ok(sheet)
    }
}

/// Returns the quantity of a year.
type OfYear = fn(i32) -> Quantity;

/// A row of a sheet by year.
enum YearRow {
    Heading(&'static str),
    /// Its name, its number in a year, and whether it is what the rows above lead to.
    Series(String, Box<dyn Fn(i32) -> Quantity>, bool),
}

/// Lists every quantity that is shown on a sheet; the calculation has what they depend on.
fn shown(pack: &Pack, shown_year: i32) -> Vec<Quantity> {
    let mut shown = vec![Quantity::FullYearTotal(), Quantity::GrossSaving(shown_year)];
    for measure in Measure::ALL.iter().copied() {
        shown.push(Quantity::MeasureCalculated(measure));
        shown.push(Quantity::CostMissing(measure));
        shown.push(Quantity::FullYear(measure));
        shown.push(Quantity::MeasureSaving(measure, shown_year));
    }
    for year in pack.years() {
        shown.extend([
            Quantity::OneOff(year),
            Quantity::Remaining(year),
            Quantity::RemainingLowFunding(year),
            Quantity::YearResult(year),
            Quantity::ReserveUsed(year),
            Quantity::ToRestore(year),
        ]);
        for scope in Scope::ALL.iter().copied() {
            shown.extend([
                Quantity::ReferenceCost(scope, year),
                Quantity::Financing(scope, year),
                Quantity::Requirement(scope, year),
                Quantity::Saving(scope, year),
                Quantity::ScenarioCost(scope, year),
                Quantity::Gap(scope, year),
            ]);
        }
        let parties = Party::ALL.iter().copied();
        shown.extend(parties.map(|party| Quantity::PartyTotal(party, year)));
        let members = Member::ALL.iter().copied();
        shown.extend(members.flat_map(|member| {
            [
                Quantity::MemberGap(member, year),
                Quantity::MemberRestore(member, year),
            ]
        }));
        let gains = ProviderMeasure::ALL.iter().copied();
        shown.extend(gains.map(|gain| Quantity::ProviderGainKept(gain, year)));
        let measures = Measure::ALL.iter().copied();
        shown.extend(measures.map(|measure| Quantity::MeasureOneOff(measure, year)));
    }
    shown
}

/// Rounds a year, a month or a number of years; other values are unchanged.
fn whole(spec: &InputSpec, value: f64) -> f64 {
    if spec.unit.is_calendar() {
        (value + 0.5).floor()
    } else {
        value
    }
}

/// Returns the value that the calculation uses for an input, as the formula beside it does.
fn counted(spec: &InputSpec, value: f64) -> f64 {
    spec.fit(whole(spec, value)).unwrap_or(spec.default)
}

/// Makes the validation of an input's cell.
fn validation(spec: &InputSpec) -> Result<DataValidation, XlsxError> {
    let rule = match spec.unit {
        Unit::Bool => DataValidation::new().allow_list_strings(&[words::YES, words::NO])?,
        unit if unit.is_whole() => DataValidation::new().allow_whole_number(
            DataValidationRule::Between(spec.min.ceil() as i32, spec.max.floor() as i32),
        ),
        _ => DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(spec.min, spec.max)),
    };
    let range = words::range(spec);
    rule.set_error_message(&range)?.set_input_message(&range)
}

/// Returns a number format with as many decimals as the slider's step, or more where the value has them.
fn number_format(spec: &InputSpec, value: f64) -> String {
    // More would be noise of the binary number.
    const MOST: usize = 6;
    if spec.unit == Unit::CalendarYear {
        return "0".to_owned();
    }
    let decimals = |value: f64| {
        let text = value.to_string();
        text.split_once('.').map_or(0, |(_, after)| after.len())
    };
    match decimals(spec.step).max(decimals(value)).min(MOST) {
        0 => "#,##0".to_owned(),
        some => format!("#,##0.{}", "0".repeat(some)),
    }
}

fn formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    value: f64,
    format: &Format,
) -> Result<(), XlsxError> {
    let formula = Formula::new(text).set_result(plain(value));
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// Formats a number as a stored result. A number that is not finite (an unused branch) is an error in the file.
fn plain(value: f64) -> String {
    if value.is_finite() {
        value.to_string()
    } else {
        "#DIV/0!".to_owned()
    }
}

/// Sets a row's height for its longest text: not every program computes it.
fn tall(sheet: &mut Worksheet, row: u32, texts: &[(&str, f64)]) -> Result<(), XlsxError> {
    const LINE: f64 = 15.0;
    const MOST: f64 = 409.0;
    let lines = texts.iter().map(|(text, width)| {
        let lines = text
            .lines()
            .map(|line| (line.chars().count() as f64 / width).ceil().max(1.0));
        lines.sum::<f64>()
    });
    let lines = lines.fold(1.0, f64::max);
    sheet.set_row_height(row, (lines * LINE).min(MOST))?;
    Ok(())
}

/// Returns whether a text can be a link. Where the tool has no address the scenario is text alone.
pub(crate) fn is_address(text: &str) -> bool {
    let site = ["https://", "http://"];
    text.len() <= MOST_URL && site.iter().any(|start| text.starts_with(start))
}

fn clip(text: &str) -> String {
    text.chars().take(MOST_TEXT).collect()
}

/// Returns the address of a cell; there are fewer than 26 columns.
fn cell(row: u32, column: u16) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    format!("${letter}${}", row + 1)
}

fn address(sheet: &str, row: u32, column: u16) -> String {
    format!("'{sheet}'!{}", cell(row, column))
}
