//! The form of a pack, as texts that a person types and as the file that they are read to. Plain data, tested natively.

use std::collections::BTreeMap;

use balans_format::names::{Named, Names};
use balans_format::text::{fold, line};
use balans_model::{InputId, KSON_2023, Limits, Pack, PackYears, Status, Unit, Year, YearsFault};
use balans_report::texts::packs::{pack_fault, years_fault};
use balans_report::texts::shared;
use balans_scenario::file::{
    CaseRow, ClientRow, DOCUMENT_LIMIT, FigureFault, PackDocument, PackFault, PackFigure, PackFile,
    TEXT_LIMIT, widest_range,
};
use balans_scenario::terms::OwnSpan;
use balans_scenario::{FigureDetail, OwnFigure, Underlag};

use super::super::entry_table::{EntrySheet, TICKED};
use crate::texts::{numbers, own as own_words, packs as words};
use crate::ui::lazy::components::{OwnEntry, OwnFacts, OwnField, OwnProblem, can_have_span};

/// A field of the form; the element's id is made of it.
pub(super) type PackField = String;

/// The fields of the years, in the order of the file.
pub(super) const YEARS: [(&str, &str, &str); 5] = [
    ("basar", words::BASE_YEAR, words::BASE_YEAR_HINT),
    ("planar", words::PLAN_YEAR, ""),
    ("slutar", words::HORIZON, words::HORIZON_HINT),
    ("prognos-fran", words::GROWTH_FROM, ""),
    ("prognos-till", words::GROWTH_TO, ""),
];
/// The fields of a document, in the order of the file.
pub(super) const DOCUMENT: [(&str, &str); 4] = [
    ("namn", words::DOCUMENT_ID),
    ("titel", words::DOCUMENT_TITLE),
    ("om", words::DOCUMENT_ABOUT),
    ("adress", words::DOCUMENT_LINK),
];
pub(super) const NAME: &str = "namn";
pub(super) const ID: &str = "beteckning";
/// The place of what concerns no field.
pub(super) const WHOLE: &str = "allt";

/// Returns the field of a party's or a home's name.
pub(super) fn name_field(which: Named) -> PackField {
    format!("namn-{}", which.key())
}

pub(super) fn document_field(number: usize, part: &str) -> PackField {
    format!("dokument-{number}-{part}")
}

pub(super) fn limit_field(place: usize) -> PackField {
    format!("grans-{place}")
}

pub(super) fn client_field(row: usize, place: usize) -> PackField {
    format!("kunder-{row}-{place}")
}

pub(super) fn case_field(row: usize, place: usize) -> PackField {
    format!("arenden-{row}-{place}")
}

/// What is typed in the form.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct PackForm {
    texts: BTreeMap<PackField, String>,
    /// Number of documents.
    pub(super) documents: usize,
    /// What is wrong, by field.
    pub(super) problems: BTreeMap<PackField, String>,
}

fn written(number: f64) -> String {
    balans_format::number(number, decimals(number))
}

/// Returns how many decimals write a number whole, at most six.
fn decimals(number: f64) -> u8 {
    let is_whole = |places: &u8| {
        let power = 10_f64.powi(i32::from(*places));
        ((number * power).round() / power - number).abs() < 1e-9
    };
    (0..6).find(is_whole).unwrap_or(6)
}

impl PackForm {
    /// Writes the form of a pack that is there.
    pub(super) fn of(file: &PackFile) -> Self {
        let years = file.years;
        let mut form = Self {
            documents: file.documents.len(),
            ..Self::default()
        };
        form.set(NAME, file.name.clone());
        form.set(ID, file.id.clone());
        for which in Named::ALL {
            form.set(&name_field(which), file.names.get(which).to_owned());
        }
        let all = [
            years.base_year,
            years.plan_year,
            years.horizon,
            years.growth_from,
            years.growth_to,
        ];
        for ((field, ..), year) in YEARS.iter().zip(all) {
            form.set(field, year.to_string());
        }
        for (place, document) in file.documents.iter().enumerate() {
            let texts = [
                &document.id,
                &document.title,
                &document.description,
                &document.link,
            ];
            for ((part, _), text) in DOCUMENT.iter().zip(texts) {
                form.set(&document_field(place + 1, part), text.clone());
            }
        }
        for (place, number) in limits(&file.limits).into_iter().enumerate() {
            form.set(&limit_field(place), written(number));
        }
        for (row, client) in file.client_benchmarks.iter().enumerate() {
            form.set(&client_field(row, 0), client.municipality.clone());
            for (place, number) in client.numbers.into_iter().enumerate() {
                form.set(&client_field(row, place + 1), written(number));
            }
            form.set(&client_field(row, 7), client.note.clone());
        }
        for (row, case) in file.case_benchmarks.iter().enumerate() {
            form.set(&case_field(row, 0), case.municipality.clone());
            form.set(&case_field(row, 1), written(case.low));
            form.set(&case_field(row, 2), written(case.high));
        }
        form
    }

    /// Writes the form of a pack of the year after another's.
    pub(super) fn after(file: &PackFile) -> Self {
        let mut form = Self::of(file);
        let year = file.years.plan_year;
        form.set(NAME, words::next_year(&file.name, year));
        form.set(ID, words::next_year(&file.id, year).replace(' ', "-"));
        for (field, ..) in YEARS {
            if let Ok(year) = form.text(field).parse::<Year>() {
                form.set(field, (year + 1).to_string());
            }
        }
        form
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.texts.get(field).map_or("", String::as_str)
    }

    pub(super) fn set(&mut self, field: &str, text: String) {
        self.texts.insert(field.to_owned(), text);
        self.problems.remove(field);
    }

    /// Removes the document with this number, from 1.
    pub(super) fn remove_document(&mut self, number: usize) {
        for at in number..=self.documents {
            for (part, _) in DOCUMENT {
                let next = self.texts.remove(&document_field(at + 1, part));
                self.set(&document_field(at, part), next.unwrap_or_default());
            }
        }
        self.documents = self.documents.saturating_sub(1);
    }

    fn wrong(&mut self, field: &str, says: &str) {
        let problems = &mut self.problems;
        problems
            .entry(field.to_owned())
            .or_insert_with(|| says.to_owned());
    }

    fn number(&mut self, field: &str) -> f64 {
        match balans_format::parse(self.text(field), &[]) {
            Ok(number) => number,
            Err(error) => {
                let says = if line(self.text(field)).is_empty() {
                    words::NO_NUMBER
                } else {
                    numbers::parse_error(error)
                };
                self.wrong(field, says);
                f64::NAN
            }
        }
    }

    /// Reads the form over a pack: the file whose figures it has, or what is wrong, in the form's problems. `is_new` makes
    /// every figure one to confirm.
    pub(super) fn read(&mut self, before: &PackFile, is_new: bool) -> Option<PackFile> {
        self.problems.clear();
        let mut years = [0; YEARS.len()];
        for ((field, ..), year) in YEARS.iter().zip(&mut years) {
            match line(self.text(field)).parse::<Year>() {
                Ok(read) => *year = read,
                Err(_) => self.wrong(field, words::NO_YEAR),
            }
        }
        let years = PackYears::from_array(years);
        if self.problems.is_empty()
            && let Err(fault) = years.check()
        {
            let field = match fault {
                YearsFault::Implausible(year) => YEARS
                    .into_iter()
                    .find(|(field, ..)| self.text(field).trim() == year.to_string())
                    .map_or("planar", |(field, ..)| field),
                YearsFault::Order => "planar",
                YearsFault::TooMany => "slutar",
                YearsFault::Growth => "prognos-till",
            };
            self.wrong(field, &years_fault(fault));
        }
        let (id, name) = (line(self.text(ID)), line(self.text(NAME)));
        let mut file = before.carried_over(&id, &name, years);
        file.names = Names::new(|which| line(self.text(&name_field(which))));
        if years == before.years && !is_new {
            file.figures.clone_from(&before.figures);
        } else if !is_new {
            // A year that is a value has moved with the plan year; all else is as it was confirmed.
            let figures = InputId::all().zip(&mut file.figures);
            for ((input, figure), before) in figures.zip(&before.figures) {
                let is_year = KSON_2023.spec(input).unit == Unit::CalendarYear;
                figure.confirmed = before.confirmed && !is_year;
            }
        }
        file.documents = (1..=self.documents)
            .map(|number| {
                let [id, title, description, link] =
                    DOCUMENT.map(|(part, _)| line(self.text(&document_field(number, part))));
                PackDocument {
                    id,
                    title,
                    description,
                    link,
                }
            })
            .collect();
        self.read_benchmarks(&mut file);
        if self.problems.is_empty()
            && let Err(fault) = file.check()
        {
            let field = field_of(&fault);
            self.wrong(&field, &pack_fault(&file.labels(), &fault));
        }
        self.problems.is_empty().then_some(file)
    }

    fn read_benchmarks(&mut self, file: &mut PackFile) {
        let [low, high, clients_per_fte, share_capital] =
            [0, 1, 2, 3].map(|place| self.number(&limit_field(place)));
        file.limits = Limits {
            total_cost_low: low,
            total_cost_high: high,
            clients_per_fte,
            share_capital,
        };
        for place in 0..4 {
            self.positive(&limit_field(place));
        }
        for (row, client) in file.client_benchmarks.iter_mut().enumerate() {
            *client = ClientRow {
                municipality: line(self.text(&client_field(row, 0))),
                numbers: [1, 2, 3, 4, 5, 6].map(|place| self.number(&client_field(row, place))),
                note: line(self.text(&client_field(row, 7))),
            };
        }
        for (row, case) in file.case_benchmarks.iter_mut().enumerate() {
            *case = CaseRow {
                municipality: line(self.text(&case_field(row, 0))),
                low: self.number(&case_field(row, 1)),
                high: self.number(&case_field(row, 2)),
            };
        }
    }

    fn positive(&mut self, field: &str) {
        if self.number(field) <= 0.0 {
            self.wrong(field, words::NOT_POSITIVE);
        }
    }

    /// Returns the first field that something is wrong with, in the order of the form.
    pub(super) fn first_problem(&self) -> Option<PackField> {
        let first = [NAME, ID].into_iter().chain(YEARS.map(|(field, ..)| field));
        let first = first.map(str::to_owned).chain(Named::ALL.map(name_field));
        let mut first = first.filter(|field| self.problems.contains_key(field));
        first
            .next()
            .or_else(|| self.problems.keys().next().cloned())
    }
}

fn limits(limits: &Limits) -> [f64; 4] {
    [
        limits.total_cost_low,
        limits.total_cost_high,
        limits.clients_per_fte,
        limits.share_capital,
    ]
}

/// Returns the field that a fault of a file concerns.
fn field_of(fault: &PackFault) -> PackField {
    match fault {
        PackFault::Id => ID.to_owned(),
        PackFault::Name => NAME.to_owned(),
        PackFault::NameOf(which) | PackFault::SameName(which) => name_field(*which),
        PackFault::Years(_) => "planar".to_owned(),
        PackFault::Limits => limit_field(0),
        PackFault::Document(number) => document_field(*number, "namn"),
        PackFault::ClientRow(number) => client_field(number - 1, 0),
        PackFault::CaseRow(number) => case_field(number - 1, 0),
        _ => WHOLE.to_owned(),
    }
}

/// Puts own figures in the place of a pack's: for the next year they are the underlag, and are to be confirmed as it is.
pub(super) fn with_own(file: &PackFile, own: &Underlag) -> PackFile {
    let mut file = file.clone();
    for (input, figure) in InputId::all().zip(&mut file.figures) {
        let Some(stated) = own.figures.get(input.name()) else {
            continue;
        };
        *figure = PackFigure {
            value: stated.value,
            status: match figure.status {
                Status::Lever => Status::Lever,
                _ => Status::Source,
            },
            source: stated.source.clone(),
            note: stated.detail(FigureDetail::Note).to_owned(),
            ..figure.clone()
        };
    }
    file
}

/// Writes a figure as a person would type it.
pub(super) fn entry_of(pack: &Pack, input: InputId, figure: &PackFigure) -> OwnEntry {
    let mut entry = facts_of(pack, input, figure).entry(pack.spec(input));
    entry.set(OwnField::Status, figure.status.as_str().to_owned());
    let ticked = if figure.confirmed { TICKED } else { "" };
    entry.set(OwnField::Confirmed, ticked.to_owned());
    entry
}

fn facts_of(pack: &Pack, input: InputId, figure: &PackFigure) -> OwnFacts {
    let mut own = OwnFigure {
        value: figure.value,
        source: figure.source.clone(),
        ..OwnFigure::default()
    };
    own.set_detail(FigureDetail::Note, figure.note.clone());
    let range = figure.range.filter(|_| can_have_span(pack, input));
    OwnFacts {
        figure: Some(own),
        span: range.map(|(low, high)| OwnSpan {
            input,
            low,
            high,
            follows: None,
        }),
        why: String::new(),
    }
}

/// Reads a row over a figure, given what the input may be in a pack of these years.
fn read_figure(
    pack: &Pack,
    input: InputId,
    entry: &OwnEntry,
    before: &PackFigure,
) -> Result<PackFigure, Vec<OwnProblem>> {
    let now = facts_of(pack, input, before);
    let OwnFacts { figure, span, .. } = entry.read(pack, input, &now)?;
    let figure = figure.ok_or_else(|| vec![(OwnField::Value, words::NO_NUMBER.to_owned())])?;
    let said = entry.text(OwnField::Status);
    let mut statuses = Status::ALL.iter();
    let status =
        statuses.find(|one| one.as_str() == said || fold(shared::status(**one)) == fold(said));
    // What is a lever, and what is not, is the tool's.
    let is_lever = |status: Status| status == Status::Lever;
    let status = status.filter(|status| {
        **status != Status::Own && is_lever(**status) == is_lever(pack.spec(input).status)
    });
    let Some(status) = status else {
        return Err(vec![(OwnField::Status, words::WRONG_STATUS.to_owned())]);
    };
    let confirmed = match &*fold(entry.text(OwnField::Confirmed)) {
        "" | "nej" | "0" => false,
        TICKED | "x" | "1" => true,
        _ => {
            let says = own_words::YES_OR_NO.to_owned();
            return Err(vec![(OwnField::Confirmed, says)]);
        }
    };
    let range = span.map(|span| (span.low, span.high));
    Ok(PackFigure {
        value: figure.value,
        range: if can_have_span(pack, input) {
            range
        } else {
            before.range
        },
        status: *status,
        note: figure.detail(FigureDetail::Note).to_owned(),
        source: figure.source,
        confirmed,
    })
}

/// Reads the rows that are typed, each over its figure; or marks what is wrong, and gives nothing. With the number of rows.
pub(super) fn save(
    sheet: &mut EntrySheet,
    pack: &Pack,
    before: &PackFile,
) -> Option<(PackFile, usize)> {
    sheet.problems.clear();
    let mut file = before.clone();
    let common = line(&sheet.source);
    for (input, entry) in &sheet.typed {
        let (Some(figure), mut entry) = (file.figures.get_mut(input.index()), entry.clone()) else {
            continue;
        };
        if line(entry.text(OwnField::Source)).is_empty() {
            entry.set(OwnField::Source, common.clone());
        }
        match read_figure(pack, *input, &entry, figure) {
            Ok(read) => *figure = read,
            Err(mut problems) => {
                for (field, problem) in &mut problems {
                    if *field == OwnField::Source && *problem == own_words::NO_SOURCE {
                        own_words::NO_SOURCE_IN_ROW.clone_into(problem);
                    }
                }
                sheet.problems.insert(*input, problems);
            }
        }
    }
    if sheet.problems.is_empty()
        && let Err(PackFault::Figure(input, fault)) = file.check()
    {
        let problem = match fault {
            FigureFault::Range => (OwnField::Low, words::WRONG_RANGE.to_owned()),
            FigureFault::OutOfRange => (OwnField::Value, words::OUTSIDE.to_owned()),
            FigureFault::NotWhole => {
                let unit = KSON_2023.spec(input).unit;
                (OwnField::Value, numbers::not_whole(unit).to_owned())
            }
            FigureFault::Status => (OwnField::Status, words::WRONG_STATUS.to_owned()),
            FigureFault::Source => (OwnField::Source, own_words::NO_SOURCE_IN_ROW.to_owned()),
            FigureFault::Note => (OwnField::Note, own_words::too_long(TEXT_LIMIT)),
        };
        sheet.problems.insert(input, vec![problem]);
    }
    sheet
        .problems
        .is_empty()
        .then_some((file, sheet.typed.len()))
}

/// Makes the pack that rows are read against: of a file's years and names, each input within the widest range that it can
/// have.
pub(super) fn editing_pack(file: &PackFile) -> Pack {
    let mut pack = file.labels();
    for spec in pack.inputs.to_mut() {
        (spec.min, spec.max) = widest_range(spec);
    }
    pack
}

/// Whether one more document can be added.
pub(super) const fn has_room(documents: usize) -> bool {
    documents < DOCUMENT_LIMIT
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::input_id;

    const CARE: InputId = input_id("requirement.care");

    fn next() -> PackFile {
        let built_in = PackFile::built_in();
        PackForm::after(&built_in).read(&built_in, true).unwrap()
    }

    #[test]
    fn the_pack_of_the_next_year_is_the_form_as_it_is_suggested() {
        let file = next();
        assert_eq!((&*file.id, &*file.name), ("kson-2024", "KSON, planår 2024"));
        assert_eq!((file.years.base_year, file.years.plan_year), (2023, 2024));
        assert!(file.figures.iter().all(|figure| !figure.confirmed));
        // What is read and written again is the same.
        let mut form = PackForm::of(&file);
        assert_eq!(form.read(&file, false), Some(file));
    }

    #[test]
    fn names_are_the_forms() {
        let before = PackFile::built_in();
        let mut form = PackForm::after(&before);
        assert_eq!(form.read(&before, true).unwrap().names, before.names);
        form.set("namn-company", "Omvårdnad Nord AB".to_owned());
        let file = form.read(&before, true).unwrap();
        assert_eq!(file.names.get(Named::Company), "Omvårdnad Nord\u{a0}AB");
        let share = input_id("housing.tiohundra_share");
        let label = &editing_pack(&file).spec(share).label.to_string();
        assert_eq!(label, "Omvårdnad Nord\u{a0}AB:s del av platserna");
    }

    #[test]
    fn each_fault_stands_at_its_field() {
        for (field, text, says) in [
            (NAME, "", "namn"),
            (ID, "Åäö", "beteckning"),
            ("planar", "nästa", words::NO_YEAR),
            ("planar", "2023", "Basåret"),
            ("slutar", "2050", "år"),
            ("basar", "23", "1900"),
            ("prognos-till", "2020", "Befolkningsprognosen"),
            ("namn-company", " ", "Bolaget"),
            ("namn-region", "Norrtälje kommun", "detsamma"),
            ("grans-0", "mycket", "tal"),
            ("grans-2", "0", words::NOT_POSITIVE),
            ("dokument-1-adress", "http://kson.se", "https"),
            ("kunder-2-1", "", words::NO_NUMBER),
            ("arenden-1-0", "", "kommun"),
        ] {
            let before = PackFile::built_in();
            let mut form = PackForm::after(&before);
            form.set(field, text.to_owned());
            assert_eq!(form.read(&before, true), None, "{field}");
            let at = form.first_problem().unwrap();
            let is_near =
                at == field || at.starts_with("dokument-1") && field.starts_with("dokument-1");
            assert!(is_near, "{field}: {at}");
            let said = form.problems[&at].to_lowercase();
            assert!(said.contains(&says.to_lowercase()), "{field}: {said}");
        }
    }

    #[test]
    fn a_document_is_removed_and_the_others_move_up() {
        let mut form = PackForm::after(&PackFile::built_in());
        form.remove_document(1);
        assert_eq!(form.documents, 1);
        assert_eq!(form.text("dokument-1-namn"), "Förvaltningen informerar");
        form.remove_document(1);
        assert_eq!(form.read(&PackFile::built_in(), true), None);
    }

    #[test]
    fn own_figures_take_the_place_of_the_packs() {
        let figure = OwnFigure {
            value: 50.0,
            source: "Bokslut".to_owned(),
            ..OwnFigure::default()
        };
        let own = Underlag {
            figures: [("requirement.care".to_owned(), figure)].into(),
            ..Underlag::default()
        };
        let file = with_own(&PackFile::built_in(), &own);
        let figure = &file.figures[CARE.index()];
        assert_eq!((figure.value, &*figure.source), (50.0, "Bokslut"));
        assert_eq!(figure.status, Status::Source);
        assert_eq!(file.check(), Ok(()));
    }

    #[test]
    fn rows_are_read_over_their_figures_all_or_none() {
        let before = next();
        let pack = editing_pack(&before);
        let row = |texts: &[(OwnField, &str)]| {
            let mut sheet = EntrySheet::default();
            for (field, text) in texts {
                let stands = entry_of(&pack, CARE, &before.figures[CARE.index()]);
                sheet.set(stands, CARE, *field, (*text).to_owned());
            }
            sheet
        };
        use OwnField::{Confirmed, High, Low, Source, Status, Value};
        let mut sheet = row(&[(Value, "51,5"), (Source, "Budget"), (Confirmed, TICKED)]);
        let (after, count) = save(&mut sheet, &pack, &before).unwrap();
        let figure = &after.figures[CARE.index()];
        assert_eq!((figure.value, figure.confirmed, count), (51.5, true, 1));
        assert_eq!(
            after.unconfirmed().count() + 1,
            before.unconfirmed().count()
        );
        // An amount may be larger than the tool's own limits, if it says so.
        let mut sheet = row(&[(Value, "150"), (Low, "0"), (High, "200")]);
        let (after, _) = save(&mut sheet, &pack, &before).unwrap();
        assert_eq!(after.figures[CARE.index()].range, Some((0.0, 200.0)));
        for (texts, field, says) in [
            (&[(Value, "150")][..], Value, words::OUTSIDE),
            (&[(Value, "fem")], Value, "inget tal"),
            (&[(Source, "")], Source, own_words::NO_SOURCE_IN_ROW),
            (&[(Status, "reglage")], Status, words::WRONG_STATUS),
            (&[(Confirmed, "kanske")], Confirmed, own_words::YES_OR_NO),
            (&[(Low, "3")], High, own_words::BOTH_ENDS),
        ] {
            let mut sheet = row(texts);
            assert_eq!(save(&mut sheet, &pack, &before), None, "{texts:?}");
            let [(at, said)] = &sheet.problems[&CARE][..] else {
                panic!("{texts:?}");
            };
            assert!(*at == field && said.contains(says), "{texts:?}: {said}");
        }
    }
}
