//! A pack as a file: the figures, years and documents of another plan year, over the built-in pack's inputs and measures.

use std::collections::BTreeMap;

use balans_format::names::{self, Named, Names};
use balans_format::text;
use balans_model::{
    CaseBenchmark, ClientBenchmark, Document, InputId, InputSpec, KSON_2023, Limits, Pack,
    PackYears, RemoteText, Status, Unit, Year, YearsFault,
};
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::{
    FileError, FileHead, FileNumber, NAME_LIMIT, UniqueKeyMap, is_line, not_json, shape, short,
    without_mark,
};

/// Value of the field `format` in a file of a pack.
pub const PACK_FORMAT: &str = "balans-paket";
/// Version of a file of a pack, as written: the second is the first with names. A file with the built-in names is written
/// as the first, which earlier copies of the tool read.
const VERSION: u32 = 2;
/// Length of the longest name of a party or a home, characters; the federation's whole name has [`NAME_LIMIT`].
const PARTY_NAME_LIMIT: usize = 40;
/// Size of the largest file of a pack that is read, bytes.
pub const PACK_LIMIT: usize = 512 * 1024;
/// Length of the longest id of a pack in a file, characters: with `-` and the eight characters of its version it has room
/// in a link.
pub const PACK_ID_LIMIT: usize = 31;
/// Length of the longest source, note, title, description or link, characters.
pub const TEXT_LIMIT: usize = 500;
/// Largest number of documents.
pub const DOCUMENT_LIMIT: usize = 20;
/// How many times the built-in pack's largest value an amount may be.
const MOST_TIMES: f64 = 100.0;

/// A pack as in a file. [`read_pack`] gives only what is sound; [`PackFile::pack`] makes the pack that the tool works with.
#[derive(Debug, Clone, PartialEq)]
pub struct PackFile {
    /// Id: 1 to [`PACK_ID_LIMIT`] of a–z, 0–9 and `-`.
    pub id: String,
    /// Name to show, at most [`NAME_LIMIT`] characters.
    pub name: String,
    /// Names of parties and homes.
    pub names: Names,
    /// The years.
    pub years: PackYears,
    /// Thresholds of the warnings.
    pub limits: Limits,
    /// The source documents.
    pub documents: Vec<PackDocument>,
    /// Every input's figure, in the order of [`InputId`].
    pub figures: Vec<PackFigure>,
    /// The table of clients per full-time equivalent: as many rows as the built-in pack has, the own municipality first.
    pub client_benchmarks: Vec<ClientRow>,
    /// The table of cases per case manager: likewise.
    pub case_benchmarks: Vec<CaseRow>,
}

/// A source document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackDocument {
    /// Short name used in sources.
    pub id: String,
    /// Full title.
    pub title: String,
    /// What it is; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where it is published, `https://…`; empty where it is not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
}

/// An input's figure.
#[derive(Debug, Clone, PartialEq)]
pub struct PackFigure {
    /// Value, in the input's own unit.
    pub value: f64,
    /// Lowest and highest value, where they are not the built-in pack's.
    pub range: Option<(f64, f64)>,
    /// Where the value is from, once it is confirmed. Never [`Status::Own`].
    pub status: Status,
    /// Document and section, or where else it is from.
    pub source: String,
    /// A caveat; may be empty.
    pub note: String,
    /// Whether somebody has confirmed that the figure holds for these years. One that nobody has confirmed is carried over
    /// from an earlier pack, and is an assumption in the pack.
    pub confirmed: bool,
}

/// A row of the table of clients per full-time equivalent.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientRow {
    /// Municipality.
    pub municipality: String,
    /// Clients, case managers, other functions, managers, the total of full-time equivalents as stated, and clients per
    /// full-time equivalent as stated.
    pub numbers: [f64; 6],
    /// A caveat about the row; may be empty.
    pub note: String,
}

/// A row of the table of cases per case manager.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// Municipality.
    pub municipality: String,
    /// Lowest number stated.
    pub low: f64,
    /// Highest number stated.
    pub high: f64,
}

/// Reason why a file of a pack cannot be read. The sentences are in `balans_report::texts::packs`.
#[derive(Debug, Clone, PartialEq)]
pub enum PackFault {
    /// The file cannot be read as a file of a pack at all.
    File(FileError),
    /// The id is not 1 to [`PACK_ID_LIMIT`] of a–z, 0–9 and `-`.
    Id,
    /// The name is missing or too long.
    Name,
    /// A party or home has no name, or one that is too long.
    NameOf(Named),
    /// A party or home has the name of one before it.
    SameName(Named),
    /// Nothing that has a name in a pack has this key.
    UnknownName(String),
    /// No pack can have the years.
    Years(YearsFault),
    /// A threshold is not more than 0, or the lowest total cost is more than the highest.
    Limits,
    /// There is no document, or more than [`DOCUMENT_LIMIT`].
    DocumentCount,
    /// The document with this number, from 1, has no id or title, a text that is too long, an id that another has, or a
    /// link that is no web address.
    Document(usize),
    /// The input has no figure.
    MissingFigure(InputId),
    /// No input has this id.
    UnknownFigure(String),
    /// The figure of this input is not sound.
    Figure(InputId, FigureFault),
    /// A table of benchmarks has not as many rows as the built-in pack's.
    BenchmarkCount,
    /// The row with this number, from 1, of the table of clients has no municipality, a note that is too long, clients, case
    /// managers or stated numbers that are not more than 0, or other functions or managers that are less.
    ClientRow(usize),
    /// The row with this number, from 1, of the table of cases has no municipality, a number that is not more than 0, or a
    /// lowest number that is more than the highest.
    CaseRow(usize),
}

/// Reason why a figure of a pack is not sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureFault {
    /// The lowest and the highest value are not a range that the input can have.
    Range,
    /// The value is outside its range.
    OutOfRange,
    /// The value has decimals where there are only whole numbers.
    NotWhole,
    /// No status has this name, it is not one of a pack, or the figure of a lever is not called one, or another is.
    Status,
    /// The source is missing or too long.
    Source,
    /// The note is too long.
    Note,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    format: String,
    version: u32,
    app: String,
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    names: Option<UniqueKeyMap<String>>,
    base_year: Year,
    plan_year: Year,
    horizon: Year,
    growth_from: Year,
    growth_to: Year,
    limits: LimitsEntry,
    documents: Vec<PackDocument>,
    figures: UniqueKeyMap<PackFigureEntry>,
    client_benchmarks: Vec<ClientEntry>,
    case_benchmarks: Vec<CaseEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsEntry {
    total_cost_low: FileNumber,
    total_cost_high: FileNumber,
    clients_per_fte: FileNumber,
    share_capital: FileNumber,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFigureEntry {
    value: FileNumber,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<FileNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<FileNumber>,
    status: String,
    source: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    confirmed: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientEntry {
    municipality: String,
    clients: FileNumber,
    case_managers: FileNumber,
    other: FileNumber,
    managers: FileNumber,
    fte: FileNumber,
    clients_per_fte: FileNumber,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseEntry {
    municipality: String,
    low: FileNumber,
    high: FileNumber,
}

/// Returns whether a text says that it is a file of a pack, sound or not.
#[must_use]
pub fn is_pack_file(bytes: &[u8]) -> bool {
    let text = without_mark(str::from_utf8(bytes).unwrap_or_default());
    serde_json::from_str::<FileHead>(text).is_ok_and(|head| head.format == PACK_FORMAT)
}

/// Reads a file of a pack.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read_pack(bytes: &[u8]) -> Result<PackFile, PackFault> {
    let entry = parse(bytes).map_err(PackFault::File)?;
    let file = PackFile {
        id: entry.id,
        name: clean(&entry.name),
        names: entry.names.map_or(Ok(names::BUILT_IN.clone()), names_of)?,
        years: PackYears {
            base_year: entry.base_year,
            plan_year: entry.plan_year,
            horizon: entry.horizon,
            growth_from: entry.growth_from,
            growth_to: entry.growth_to,
        },
        limits: Limits {
            total_cost_low: entry.limits.total_cost_low.0,
            total_cost_high: entry.limits.total_cost_high.0,
            clients_per_fte: entry.limits.clients_per_fte.0,
            share_capital: entry.limits.share_capital.0,
        },
        documents: entry.documents.iter().map(PackDocument::cleaned).collect(),
        figures: figures(entry.figures.0)?,
        client_benchmarks: entry
            .client_benchmarks
            .iter()
            .map(ClientRow::of_entry)
            .collect(),
        case_benchmarks: entry.case_benchmarks.into_iter().map(case).collect(),
    };
    file.check()?;
    Ok(file)
}

fn parse(bytes: &[u8]) -> Result<Entry, FileError> {
    if bytes.len() > PACK_LIMIT {
        return Err(FileError::TooLarge);
    }
    let text = without_mark(str::from_utf8(bytes).map_err(|_| FileError::NotText)?);
    let head: FileHead = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => FileError::NotOurs,
        _ => not_json(text, error.line()),
    })?;
    if head.format != PACK_FORMAT || head.version == 0 {
        return Err(FileError::NotOurs);
    }
    if head.version > VERSION {
        return Err(FileError::Newer);
    }
    serde_json::from_str(text).map_err(shape)
}

/// Returns what to call the inputs of a file that is not sound: the built-in pack with the file's years and names, as far
/// as those are sound.
#[must_use]
pub fn labels_of(bytes: &[u8]) -> Pack {
    #[derive(Deserialize)]
    struct LabelHead {
        base_year: Year,
        plan_year: Year,
        horizon: Year,
        growth_from: Year,
        growth_to: Year,
        #[serde(default)]
        names: Option<UniqueKeyMap<String>>,
    }
    let text = without_mark(str::from_utf8(bytes).unwrap_or_default());
    let Ok(head) = serde_json::from_str::<LabelHead>(text) else {
        return KSON_2023.clone();
    };
    let years = PackYears {
        base_year: head.base_year,
        plan_year: head.plan_year,
        horizon: head.horizon,
        growth_from: head.growth_from,
        growth_to: head.growth_to,
    };
    let years = Some(years).filter(|years| years.check().is_ok());
    let names = head.names.and_then(|names| names_of(names).ok());
    let names = names.filter(|names| check_names(names).is_ok());
    labels(
        years.unwrap_or(PackYears::of(&KSON_2023)),
        &names.unwrap_or_else(|| names::BUILT_IN.clone()),
    )
}

/// Makes the built-in pack with other years and names.
fn labels(years: PackYears, names: &Names) -> Pack {
    let pack = KSON_2023.with_years(years);
    if *names == names::BUILT_IN {
        pack
    } else {
        pack.with_names(names.clone())
    }
}

/// Reads the names: all of them, and no other key.
fn names_of(UniqueKeyMap(mut entries): UniqueKeyMap<String>) -> Result<Names, PackFault> {
    // A missing name is empty, which the check finds.
    let names = Names::new(|which| clean(&entries.remove(which.key()).unwrap_or_default()));
    match entries.pop_first() {
        Some((key, _)) => Err(PackFault::UnknownName(short(&key))),
        None => Ok(names),
    }
}

fn figures(mut entries: BTreeMap<String, PackFigureEntry>) -> Result<Vec<PackFigure>, PackFault> {
    let mut figures = Vec::with_capacity(entries.len());
    for id in InputId::all() {
        let Some(entry) = entries.remove(id.name()) else {
            return Err(PackFault::MissingFigure(id));
        };
        let fault = |fault| PackFault::Figure(id, fault);
        let range = match (entry.min, entry.max) {
            (None, None) => None,
            (Some(min), Some(max)) => Some((min.0, max.0)),
            _ => return Err(fault(FigureFault::Range)),
        };
        let status = Status::parse(&entry.status).filter(|status| *status != Status::Own);
        figures.push(PackFigure {
            value: entry.value.0,
            range,
            status: status.ok_or(fault(FigureFault::Status))?,
            source: clean(&entry.source),
            note: clean(&entry.note),
            confirmed: entry.confirmed,
        });
    }
    match entries.pop_first() {
        Some((id, _)) => Err(PackFault::UnknownFigure(short(&id))),
        None => Ok(figures),
    }
}

/// Returns a note as a pack has it; `None` where it is empty.
fn note(text: &str) -> Option<RemoteText> {
    (!text.is_empty()).then(|| RemoteText::own(text.to_owned()))
}

/// Writes the conversions of a row's numbers, whose order in [`ClientRow::numbers`] is that of the names.
macro_rules! client_numbers {
    ($($name:ident),*) => {
        impl ClientRow {
            fn of_benchmark(row: &ClientBenchmark) -> Self {
                Self {
                    municipality: row.municipality.to_string(),
                    numbers: [$(row.$name),*],
                    note: row.note.as_ref().map_or_else(String::new, ToString::to_string),
                }
            }

            fn benchmark(&self) -> ClientBenchmark {
                let [$($name),*] = self.numbers;
                ClientBenchmark {
                    municipality: self.municipality.clone().into(),
                    $($name,)*
                    note: note(&self.note),
                }
            }

            fn of_entry(entry: &ClientEntry) -> Self {
                Self {
                    municipality: clean(&entry.municipality),
                    numbers: [$(entry.$name.0),*],
                    note: clean(&entry.note),
                }
            }

            fn entry(&self) -> ClientEntry {
                let [$($name),*] = self.numbers.map(FileNumber);
                ClientEntry {
                    municipality: self.municipality.clone(),
                    $($name,)*
                    note: self.note.clone(),
                }
            }
        }
    };
}

client_numbers!(
    clients,
    case_managers,
    other,
    managers,
    fte,
    clients_per_fte
);

fn case(entry: CaseEntry) -> CaseRow {
    CaseRow {
        municipality: clean(&entry.municipality),
        low: entry.low.0,
        high: entry.high.0,
    }
}

impl PackDocument {
    fn cleaned(&self) -> Self {
        Self {
            id: clean(&self.id),
            title: clean(&self.title),
            description: clean(&self.description),
            link: clean(&self.link),
        }
    }

    fn is_sound(&self) -> bool {
        is_line(&self.id, NAME_LIMIT)
            && is_line(&self.title, TEXT_LIMIT)
            && is_short(&self.description)
            && (self.link.is_empty() || is_web_address(&self.link))
    }
}

/// Cleans a text for showing; hard spaces stay.
fn clean(text: &str) -> String {
    text::lines(text).trim().to_owned()
}

/// Returns the length of the longest name of a party or a home, characters.
#[must_use]
pub const fn name_limit(which: Named) -> usize {
    match which {
        Named::FederationInFull => NAME_LIMIT,
        _ => PARTY_NAME_LIMIT,
    }
}

/// Checks that each party and home has a name, and one of its own; the federation's whole name may be its short one, and
/// one home and many may be called the same.
fn check_names(names: &Names) -> Result<(), PackFault> {
    for (place, which) in Named::ALL.into_iter().enumerate() {
        if !is_line(names.get(which), name_limit(which)) {
            return Err(PackFault::NameOf(which));
        }
        let is_pair = |other: Named| {
            matches!(
                (other, which),
                (Named::Federation, Named::FederationInFull)
                    | (Named::NursingHome, Named::NursingHomes)
                    | (Named::LssHome, Named::LssHomes)
                    | (Named::PsychiatricHome, Named::PsychiatricHomes)
            )
        };
        let mut before = Named::ALL.into_iter().take(place);
        if before.any(|other| names.get(other) == names.get(which) && !is_pair(other)) {
            return Err(PackFault::SameName(which));
        }
    }
    Ok(())
}

/// Returns whether a text is empty, or a line that is not too long.
fn is_short(text: &str) -> bool {
    text.is_empty() || is_line(text, TEXT_LIMIT)
}

/// Returns whether a text is an address of a published document: `https://` and no space, quotation mark or bracket.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_graphic() && !"\"'<>\\`{}".contains(letter);
    !rest.is_empty() && is_short(text) && rest.chars().all(is_plain)
}

/// Returns whether a text can be the id of a pack in a file.
#[must_use]
pub fn is_pack_id(text: &str) -> bool {
    let is_plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    (1..=PACK_ID_LIMIT).contains(&text.len()) && text.bytes().all(is_plain)
}

/// Returns the widest range that an input can have in a pack: never below the built-in one, and above it only where the
/// unit is an amount. The formulas are tested within the built-in ranges, and take any larger amount.
#[must_use]
pub fn widest_range(built_in: &InputSpec) -> (f64, f64) {
    let is_bounded = matches!(
        built_in.unit,
        Unit::Percent
            | Unit::PercentPerYear
            | Unit::Points
            | Unit::PointsPerYear
            | Unit::Number
            | Unit::DaysPerYear
            | Unit::HoursPerMonth
            | Unit::Minutes
            | Unit::ClientsPerFte
            | Unit::Bool
            | Unit::Month
            | Unit::Months
            | Unit::Years
            | Unit::CalendarYear
    );
    let most = if is_bounded {
        built_in.max
    } else {
        built_in.max * MOST_TIMES
    };
    (built_in.min, most)
}

/// Returns whether an input can have this range in a pack.
fn can_have_range(built_in: &InputSpec, (min, max): (f64, f64)) -> bool {
    let (least, most) = widest_range(built_in);
    least <= min && min < max && max <= most
}

impl PackFile {
    /// Returns the built-in pack as a file, every figure confirmed.
    #[must_use]
    pub fn built_in() -> Self {
        let pack = &KSON_2023;
        let text = |text: Option<&RemoteText>| text.map_or_else(String::new, ToString::to_string);
        let document = |document: &Document| PackDocument {
            id: document.id.to_string(),
            title: document.title.to_string(),
            description: document.description.to_string(),
            link: String::new(),
        };
        let figure = |spec: &InputSpec| PackFigure {
            value: spec.default,
            range: None,
            status: spec.status,
            source: spec.source.to_string(),
            note: text(spec.note.as_ref()),
            confirmed: true,
        };
        let case = |row: &CaseBenchmark| CaseRow {
            municipality: row.municipality.to_string(),
            low: row.low,
            high: row.high,
        };
        Self {
            id: pack.id.to_string(),
            name: pack.name.to_string(),
            names: names::BUILT_IN.clone(),
            years: PackYears::of(pack),
            limits: pack.limits.clone(),
            documents: pack.documents.iter().map(document).collect(),
            figures: pack.inputs.iter().map(figure).collect(),
            client_benchmarks: pack
                .client_benchmarks
                .iter()
                .map(ClientRow::of_benchmark)
                .collect(),
            case_benchmarks: pack.case_benchmarks.iter().map(case).collect(),
        }
    }

    /// Makes the file of other years: every figure is carried over and waits to be confirmed, and a year that is a value
    /// moves with the plan year.
    #[must_use]
    pub fn carried_over(&self, id: &str, name: &str, years: PackYears) -> Self {
        let moved_by = f64::from(years.plan_year - self.years.plan_year);
        let span = (f64::from(years.plan_year), f64::from(years.horizon));
        let mut next = Self {
            id: id.to_owned(),
            name: name.to_owned(),
            years,
            ..self.clone()
        };
        for (input, figure) in InputId::all().zip(&mut next.figures) {
            if KSON_2023.spec(input).unit == Unit::CalendarYear {
                figure.value = (figure.value + moved_by).max(span.0).min(span.1);
                figure.range = None;
            }
            figure.confirmed = false;
        }
        next
    }

    /// Whether a party or home has another name than in the built-in pack.
    #[must_use]
    pub fn has_names(&self) -> bool {
        self.names != names::BUILT_IN
    }

    /// Returns the built-in pack with the years and names of this one, in what the tool says of inputs too.
    #[must_use]
    pub fn labels(&self) -> Pack {
        labels(self.years, &self.names)
    }

    /// Lists the inputs whose figures nobody has confirmed, but for levers: those are choices, and state nothing.
    pub fn unconfirmed(&self) -> impl Iterator<Item = InputId> {
        let waits = |figure: &PackFigure| !figure.confirmed && figure.status != Status::Lever;
        let all = InputId::all().zip(&self.figures);
        all.filter(move |(_, figure)| waits(figure))
            .map(|(id, _)| id)
    }

    /// Checks everything that its types do not.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), PackFault> {
        if !is_pack_id(&self.id) {
            return Err(PackFault::Id);
        }
        if !is_line(&self.name, NAME_LIMIT) {
            return Err(PackFault::Name);
        }
        check_names(&self.names)?;
        self.years.check().map_err(PackFault::Years)?;
        let Limits {
            total_cost_low: low,
            total_cost_high: high,
            clients_per_fte,
            share_capital,
        } = self.limits;
        let is_positive = |number: f64| number.is_finite() && number > 0.0;
        if ![low, high, clients_per_fte, share_capital]
            .map(is_positive)
            .iter()
            .all(|is| *is)
            || low > high
        {
            return Err(PackFault::Limits);
        }
        if !(1..=DOCUMENT_LIMIT).contains(&self.documents.len()) {
            return Err(PackFault::DocumentCount);
        }
        for (place, document) in self.documents.iter().enumerate() {
            let mut before = self.documents.iter().take(place);
            if !document.is_sound() || before.any(|other| other.id == document.id) {
                return Err(PackFault::Document(place + 1));
            }
        }
        let moved = self.labels();
        for id in InputId::all() {
            let Some(figure) = self.figures.get(id.index()) else {
                return Err(PackFault::MissingFigure(id));
            };
            figure
                .check(moved.spec(id))
                .map_err(|fault| PackFault::Figure(id, fault))?;
        }
        let rows = (self.client_benchmarks.len(), self.case_benchmarks.len());
        if rows
            != (
                KSON_2023.client_benchmarks.len(),
                KSON_2023.case_benchmarks.len(),
            )
        {
            return Err(PackFault::BenchmarkCount);
        }
        let is_named = |name: &str| is_line(name, NAME_LIMIT);
        let is_client_row = |row: &ClientRow| {
            let [clients, managers, others @ .., fte, stated] = row.numbers;
            is_named(&row.municipality)
                && is_short(&row.note)
                && [clients, managers, fte, stated].map(is_positive) == [true; 4]
                && others
                    .iter()
                    .all(|number| number.is_finite() && *number >= 0.0)
        };
        let is_case_row = |row: &CaseRow| {
            is_named(&row.municipality)
                && is_positive(row.low)
                && is_positive(row.high)
                && row.low <= row.high
        };
        let mut clients = self.client_benchmarks.iter();
        if let Some(place) = clients.position(|row| !is_client_row(row)) {
            return Err(PackFault::ClientRow(place + 1));
        }
        let mut cases = self.case_benchmarks.iter();
        cases
            .position(|row| !is_case_row(row))
            .map_or(Ok(()), |place| Err(PackFault::CaseRow(place + 1)))
    }

    /// Makes the pack that the tool works with. Its id is the file's with the [`version`](Pack::version) of its figures
    /// after it, so that links, files and drafts, which name a pack by its id, name its figures too. Texts count for
    /// nothing: a corrected source must not part a pack from its scenarios.
    ///
    /// `waiting` writes the source of a figure that nobody has confirmed, of the source it was carried over with.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn pack(&self, waiting: impl Fn(&str) -> String) -> Result<Pack, PackFault> {
        self.check()?;
        let mut pack = self.labels();
        pack.name = self.name.clone().into();
        pack.limits = self.limits.clone();
        let documents = self.documents.iter().map(|document| Document {
            id: document.id.clone().into(),
            title: document.title.clone().into(),
            description: RemoteText::own(document.description.clone()),
            link: document.link.clone().into(),
        });
        pack.documents = documents.collect();
        for (spec, figure) in pack.inputs.to_mut().iter_mut().zip(&self.figures) {
            spec.default = figure.value + 0.0;
            (spec.min, spec.max) = figure.range.unwrap_or((spec.min, spec.max));
            spec.status = match figure.status {
                Status::Lever => Status::Lever,
                _ if !figure.confirmed => Status::Assumption,
                status => status,
            };
            spec.source = RemoteText::own(if figure.confirmed || figure.status == Status::Lever {
                figure.source.clone()
            } else {
                waiting(&figure.source)
            });
            // Last year's caveat is not this year's.
            spec.note = if figure.confirmed {
                note(&figure.note)
            } else {
                None
            };
        }
        // A span is about the built-in value, and what its source says of it.
        let is_as_built_in = |id: InputId| {
            let built_in = KSON_2023.spec(id);
            let figure = self.figures.get(id.index());
            figure.is_some_and(|figure| {
                (figure.value + 0.0).to_bits() == built_in.default.to_bits()
                    && built_in.source == figure.source
            })
        };
        pack.spans = KSON_2023
            .spans
            .iter()
            .filter(|span| is_as_built_in(span.input))
            .cloned()
            .collect();
        let clients = self.client_benchmarks.iter().map(ClientRow::benchmark);
        pack.client_benchmarks = clients.collect();
        let cases = self.case_benchmarks.iter().map(|row| CaseBenchmark {
            municipality: row.municipality.clone().into(),
            low: row.low,
            high: row.high,
        });
        pack.case_benchmarks = cases.collect();
        let id = |version: u32| format!("{}-{version:08x}", self.id).into();
        pack.id = id(0);
        pack.id = id(pack.version());
        Ok(pack)
    }

    /// Writes the file. What [`read_pack`] reads of it is the same, every number to the bit.
    #[must_use]
    pub fn write(&self) -> String {
        let figure = |figure: &PackFigure| PackFigureEntry {
            value: FileNumber(figure.value),
            min: figure.range.map(|(min, _)| FileNumber(min)),
            max: figure.range.map(|(_, max)| FileNumber(max)),
            status: figure.status.as_str().to_owned(),
            source: figure.source.clone(),
            note: figure.note.clone(),
            confirmed: figure.confirmed,
        };
        let figures = InputId::all().zip(&self.figures);
        let figures = figures.map(|(id, one)| (id.name().to_owned(), figure(one)));
        let case = |row: &CaseRow| CaseEntry {
            municipality: row.municipality.clone(),
            low: FileNumber(row.low),
            high: FileNumber(row.high),
        };
        let entry = Entry {
            format: PACK_FORMAT.to_owned(),
            version: if self.has_names() { VERSION } else { 1 },
            app: env!("CARGO_PKG_VERSION").to_owned(),
            id: self.id.clone(),
            name: self.name.clone(),
            names: self.has_names().then(|| {
                let name =
                    |which: Named| (which.key().to_owned(), self.names.get(which).to_owned());
                UniqueKeyMap(Named::ALL.into_iter().map(name).collect())
            }),
            base_year: self.years.base_year,
            plan_year: self.years.plan_year,
            horizon: self.years.horizon,
            growth_from: self.years.growth_from,
            growth_to: self.years.growth_to,
            limits: LimitsEntry {
                total_cost_low: FileNumber(self.limits.total_cost_low),
                total_cost_high: FileNumber(self.limits.total_cost_high),
                clients_per_fte: FileNumber(self.limits.clients_per_fte),
                share_capital: FileNumber(self.limits.share_capital),
            },
            documents: self.documents.clone(),
            figures: UniqueKeyMap(figures.collect()),
            client_benchmarks: self
                .client_benchmarks
                .iter()
                .map(ClientRow::entry)
                .collect(),
            case_benchmarks: self.case_benchmarks.iter().map(case).collect(),
        };
        // Plain structs with string keys have no way to fail; an empty text is no file.
        let mut text = serde_json::to_string_pretty(&entry).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl PackFigure {
    /// Checks the figure of an input, given what the input is in the built-in pack moved to the pack's years.
    fn check(&self, spec: &InputSpec) -> Result<(), FigureFault> {
        let range = self.range.unwrap_or((spec.min, spec.max));
        if self.range.is_some() && !can_have_range(spec, range) {
            return Err(FigureFault::Range);
        }
        if !(range.0..=range.1).contains(&self.value) {
            return Err(FigureFault::OutOfRange);
        }
        let is_choice = spec.unit == Unit::Bool && self.value.fract().abs() > 0.0;
        if spec.is_fraction(self.value) || is_choice {
            return Err(FigureFault::NotWhole);
        }
        let is_lever = |status| status == Status::Lever;
        if self.status == Status::Own || is_lever(self.status) != is_lever(spec.status) {
            return Err(FigureFault::Status);
        }
        if !is_line(&self.source, TEXT_LIMIT) {
            return Err(FigureFault::Source);
        }
        if !is_short(&self.note) {
            return Err(FigureFault::Note);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
