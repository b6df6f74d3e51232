//! The file codec: scenarios, or own figures, as JSON that a person can read and write.
//!
//! Pure: text in, values out. `docs/file-format.md` describes the file to those who write one by hand.
//! A file is read whole or not at all: a file with an error gives a [`FileError`] and no scenario.

#[cfg(any(test, feature = "fuzzing"))]
pub mod check;
pub mod csv;
mod number;
mod pack;
mod underlag;
mod unique_keys;

use std::collections::{BTreeMap, BTreeSet};

use balans_format::text;
use balans_model::{ENGINE, InputId, Pack, Year};
use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::link::NOTE_LIMIT;
use super::terms::{self, TermValues};
use super::{
    Aspect, Draft, FigureChange, FigureDetail, Level, MadeWith, OwnFigure, SavedScenario, Underlag,
    is_later_year,
};
use number::{AS_TEXT, FileNumber, is_with_comma};
use unique_keys::UniqueKeyMap;

pub use super::link::NAME_LIMIT;
pub use pack::{
    CaseRow, ClientRow, DOCUMENT_LIMIT, FigureFault, PACK_FORMAT, PACK_ID_LIMIT, PACK_LIMIT,
    PackDocument, PackFault, PackFigure, PackFile, TEXT_LIMIT, is_pack_file, is_pack_id,
    is_web_address, labels_of, name_limit, read_pack, widest_range,
};
use underlag::UnderlagEntry;
pub use underlag::{UNDERLAG_FORMAT, template, write_underlag};

/// Value of the field `format` in a file of scenarios.
pub const FORMAT: &str = "balans-scenarier";
/// Version of a file of scenarios, as written. Raised when the file's shape or meaning changes; files of
/// earlier versions stay in `tests/files/`.
pub const VERSION: u32 = 3;
/// Size of the largest file that is read, bytes.
pub const LIMIT: usize = 1024 * 1024;

/// Length of the longest source of an own figure, characters.
pub const SOURCE_LIMIT: usize = 200;
/// Length of the longest role or note of an own figure, characters.
pub const DETAIL_LIMIT: usize = 500;
/// Largest number of slides in a scenario's own order.
const SLIDES_LIMIT: usize = 100;
/// Length of the longest key of a slide, characters.
const KEY_LIMIT: usize = 120;
/// Length of the longest id of a scenario, characters. The id is part of a storage key.
const ID_LIMIT: usize = 64;
/// Length at which an unknown text in an error is cut, characters.
const SHOWN: usize = 60;
/// Length of the longest descriptive part of a file's name, characters.
const SLUG_LIMIT: usize = 60;
/// Length of the date that an RFC 3339 time starts with.
const DATE_LENGTH: usize = "2026-11-22".len();

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioFile {
    format: String,
    version: u32,
    app: String,
    pack: String,
    pack_version: String,
    scenarios: Vec<ScenarioEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioEntry {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    created: String,
    changed: String,
    values: UniqueKeyMap<FileNumber>,
    #[serde(default, skip_serializing_if = "UniqueKeyMap::is_empty")]
    ratings: UniqueKeyMap<UniqueKeyMap<String>>,
    #[serde(default, skip_serializing_if = "UniqueKeyMap::is_empty")]
    notes: UniqueKeyMap<String>,
    // Since version 2.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    slides: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    underlag: Option<UnderlagEntry>,
    // Since version 3. Left out: the engine of the tool that reads it; before version 3 the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    engine: Option<u32>,
    // Since version 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<Year>,
    #[serde(default, skip_serializing_if = "UniqueKeyMap::is_empty")]
    terms: UniqueKeyMap<FileNumber>,
}

/// The version since which a scenario names an engine that is not the present one, and the engine before that.
const ENGINE_SINCE: u32 = 3;
const FIRST_ENGINE: u32 = 1;

/// The fields that tell whether the rest of a file can be read.
#[derive(Deserialize)]
struct FileHead {
    format: String,
    version: u32,
}

/// Contents of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// The scenarios, in the file's order; empty for a file of own figures.
    pub scenarios: Vec<SavedScenario>,
    /// The own figures, for a file of own figures.
    pub underlag: Option<Underlag>,
    /// Whether the pack's figures have changed since the file was written. Inputs that the file leaves
    /// out have the present pack's values.
    pub other_figures: bool,
}

/// Reason why a file cannot be read. The sentences are in `balans_report::texts::files`.
#[derive(Debug, Clone, PartialEq)]
pub enum FileError {
    /// The file is larger than the limit; it is not parsed.
    TooLarge,
    /// The file is not UTF-8: another kind of file, or another character encoding.
    NotText,
    /// The file is not JSON, from this line on.
    NotJson(usize),
    /// The file is JSON, but has none of the tool's formats.
    NotOurs,
    /// The file is from a newer version of the tool.
    Newer,
    /// A field is missing, unknown, repeated or of the wrong type, at this line.
    Shape(usize),
    /// A number is written as a text or with a comma, at this line.
    NotPlain(usize),
    /// A number is too large for an `f64`, at this line.
    NotFinite(usize),
    /// The file was made with another pack, of this id.
    UnknownPack(String),
    /// The file has no scenario, or no own figure.
    Empty,
    /// The own figures of a file of own figures are invalid.
    Underlag(ScenarioError),
    /// A scenario is invalid.
    Scenario {
        /// Place of the scenario in the file, from 1.
        number: usize,
        /// Name of the scenario, cut for showing; may be empty.
        name: String,
        /// The reason.
        error: ScenarioError,
    },
}

/// Reason why a scenario, or own figures, of a file cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub enum ScenarioError {
    /// The name is missing, longer than [`NAME_LIMIT`] or of more than one line.
    Name,
    /// The id is not 1 to 64 of a–z, A–Z, 0–9 and `-`.
    Id,
    /// An earlier scenario in the file has the same id.
    DuplicateId,
    /// A time is not RFC 3339.
    Time,
    /// A note is longer than [`NOTE_LIMIT`].
    Note,
    /// The own figure of this input has no source, or one of more than one line.
    Source(InputId),
    /// The source of this input's own figure is longer than [`SOURCE_LIMIT`].
    LongSource(InputId),
    /// This detail of this input's own figure is too long, or is no date.
    Detail(InputId, FigureDetail),
    /// The list of own figures is empty.
    Figures,
    /// The list of slides is too long, or has an invalid or repeated key.
    Slides,
    /// The year shown is none of the pack's from the plan year to the horizon.
    Year,
    /// No limit and no constraint on combinations has this name.
    UnknownTerm(String),
    /// The limit is of an input that is no lever of a measure.
    NoLever(InputId),
    /// This constraint cannot have this number.
    Term(String, f64),
    /// No input has this id.
    UnknownInput(String),
    /// No measure has this id.
    UnknownMeasure(String),
    /// No aspect or level has this id.
    UnknownRating(String),
    /// This value is outside the input's range, in the input's own unit.
    OutOfRange(InputId, f64),
    /// This value of an input of whole numbers has decimals.
    NotWhole(InputId, f64),
}

/// Writes scenarios as the text of a file. Values are read back to the bit.
#[must_use]
pub fn write(pack: &Pack, scenarios: &[SavedScenario]) -> String {
    let library = ScenarioFile {
        format: FORMAT.to_owned(),
        version: VERSION,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        pack: pack.id.to_string(),
        pack_version: pack_version(pack),
        scenarios: scenarios.iter().map(|saved| entry(pack, saved)).collect(),
    };
    // Plain structs with string keys have no way to fail; an empty text is no file.
    let mut text = serde_json::to_string_pretty(&library).unwrap_or_default();
    text.push('\n');
    text
}

fn entry(pack: &Pack, saved: &SavedScenario) -> ScenarioEntry {
    let SavedScenario { draft, .. } = saved.clone();
    let fitted = |(id, value): (String, f64)| {
        // What is kept from a pack with wider ranges, or with decimals where there can be none, counts as its nearest
        // value, here as elsewhere.
        let fit = pack.find(&id).and_then(|id| pack.spec(id).mend(value));
        (id, FileNumber(fit.unwrap_or(value)))
    };
    let terms = draft.terms.into_iter().map(|(name, value)| {
        let fit = terms::mend(pack, &name, value);
        (name, FileNumber(fit.unwrap_or(value)))
    });
    let terms = UniqueKeyMap(terms.collect());
    let ratings = draft.ratings.into_iter();
    ScenarioEntry {
        id: saved.id.clone(),
        name: saved.name.clone(),
        note: saved.note.clone(),
        created: saved.created.clone(),
        changed: saved.changed.clone(),
        values: UniqueKeyMap(draft.values.into_iter().map(fitted).collect()),
        ratings: UniqueKeyMap(
            ratings
                .map(|(id, levels)| (id, UniqueKeyMap(levels)))
                .collect(),
        ),
        notes: UniqueKeyMap(draft.notes),
        slides: draft.slides,
        underlag: draft.underlag.map(|own| underlag::entry(pack, own)),
        engine: draft.engine.earlier(),
        year: draft.year,
        terms,
    }
}

fn pack_version(pack: &Pack) -> String {
    format!("{:08x}", pack.version())
}

/// Reads a file of at most `limit` bytes (the tool's own limit is [`LIMIT`]). `no_source` is stored as the source of an own
/// figure that has none of its own ([`Underlag::attributed`]).
///
/// # Errors
/// The first error in the file.
pub fn read_bytes(
    bytes: &[u8],
    pack: &Pack,
    limit: usize,
    no_source: &str,
) -> Result<Contents, FileError> {
    if bytes.len() > limit {
        return Err(FileError::TooLarge);
    }
    let text = str::from_utf8(bytes).map_err(|_| FileError::NotText)?;
    read(text, pack, limit, no_source)
}

/// Returns a file's text without the byte order mark that some editors put first.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix(csv::MARK).unwrap_or(text)
}

/// Reads a file's text, as [`read_bytes`] does.
///
/// # Errors
/// As [`read_bytes`].
pub fn read(text: &str, pack: &Pack, limit: usize, no_source: &str) -> Result<Contents, FileError> {
    if text.len() > limit {
        return Err(FileError::TooLarge);
    }
    let text = without_mark(text);
    let head: FileHead = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => FileError::NotOurs,
        _ => not_json(text, error.line()),
    })?;
    let newest = match &*head.format {
        FORMAT => VERSION,
        UNDERLAG_FORMAT => underlag::VERSION,
        _ => 0,
    };
    if newest == 0 || head.version == 0 {
        return Err(FileError::NotOurs);
    }
    if head.version > newest {
        return Err(FileError::Newer);
    }
    if head.format == UNDERLAG_FORMAT {
        let file = serde_json::from_str(text).map_err(shape)?;
        return underlag::read(file, pack, no_source);
    }
    let library: ScenarioFile = serde_json::from_str(text).map_err(shape)?;
    if library.pack != pack.id {
        return Err(FileError::UnknownPack(short(&library.pack)));
    }
    if library.scenarios.is_empty() {
        return Err(FileError::Empty);
    }
    let mut ids = BTreeSet::new();
    let mut scenarios = Vec::with_capacity(library.scenarios.len());
    for (place, mut entry) in library.scenarios.into_iter().enumerate() {
        let name = short(&entry.name);
        if head.version < ENGINE_SINCE {
            entry.engine = Some(FIRST_ENGINE);
        }
        if entry
            .engine
            .is_some_and(|engine| !(FIRST_ENGINE..=ENGINE).contains(&engine))
        {
            return Err(FileError::Newer);
        }
        let read = scenario(pack, entry, no_source).and_then(|saved| {
            let first = ids.insert(saved.id.clone());
            first.then_some(saved).ok_or(ScenarioError::DuplicateId)
        });
        scenarios.push(read.map_err(|error| FileError::Scenario {
            number: place + 1,
            name,
            error,
        })?);
    }
    Ok(Contents {
        scenarios,
        underlag: None,
        other_figures: library.pack_version != pack_version(pack),
    })
}

/// The error of a text that stops being JSON at `line`.
fn not_json(text: &str, line: usize) -> FileError {
    let comma = text.lines().nth(line.saturating_sub(1));
    if comma.is_some_and(is_with_comma) {
        FileError::NotPlain(line)
    } else {
        FileError::NotJson(line)
    }
}

/// The error of a text that is JSON but for its shape or its numbers.
fn shape(error: serde_json::Error) -> FileError {
    match error.classify() {
        Category::Data if error.to_string().starts_with(AS_TEXT) => {
            FileError::NotPlain(error.line())
        }
        Category::Data => FileError::Shape(error.line()),
        _ if error.to_string().starts_with("number out of range") => {
            FileError::NotFinite(error.line())
        }
        _ => FileError::NotJson(error.line()),
    }
}

/// Returns whether `text` can be a scenario's id, and so part of a storage key.
#[must_use]
pub fn is_id(text: &str) -> bool {
    (1..=ID_LIMIT).contains(&text.len())
        && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
}

/// Returns whether `slides` can be a scenario's slides: at most 100 keys, none of them twice.
#[must_use]
pub fn are_slides(slides: &[String]) -> bool {
    let first = |place: usize, key| !slides.iter().take(place).any(|before| before == key);
    slides.len() <= SLIDES_LIMIT
        && slides
            .iter()
            .enumerate()
            .all(|(place, key)| is_line(key, KEY_LIMIT) && first(place, key))
}

/// Cleans a name of a file; `None` for a name that is blank or too long.
fn name_of(text: &str) -> Option<String> {
    let name = text::line(text);
    is_line(&name, NAME_LIMIT).then_some(name)
}

/// Returns whether `text` is a date of an own figure: a year, a month or a day, as 2026, 2026-11 or 2026-11-29.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let rest = match text.len() {
        4 => "-01-01",
        7 => "-01",
        10 => "",
        _ => return false,
    };
    let is_plain = text.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    let day = [text, rest].concat();
    is_plain && NaiveDate::parse_from_str(&day, "%Y-%m-%d").is_ok()
}

/// Returns whether `text` is a line of at most `limit` characters that is not blank.
#[must_use]
pub fn is_line(text: &str, limit: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= limit && !text.contains(char::is_control)
}

/// Reads an input's value, in the input's own unit.
fn value_of(pack: &Pack, id: &str, value: f64) -> Result<(InputId, f64), ScenarioError> {
    let Some(input) = pack.find(id) else {
        return Err(ScenarioError::UnknownInput(short(id)));
    };
    let spec = pack.spec(input);
    let fit = spec.fit(value);
    let fit = fit.filter(|fit| (fit - value).abs() <= 0.0);
    let fit = fit.ok_or(ScenarioError::OutOfRange(input, value))?;
    if spec.is_fraction(fit) {
        return Err(ScenarioError::NotWhole(input, value));
    }
    Ok((input, fit))
}

/// Reads a limit or a constraint.
fn term(pack: &Pack, name: &str, value: f64) -> Result<f64, ScenarioError> {
    let Some(fit) = terms::mend(pack, name, value) else {
        let (beginning, input) = terms::parted(name);
        let input = pack.find(input);
        let is_span = !beginning.is_empty() && beginning != terms::TAKE;
        return Err(
            match input.filter(|id| !is_span && pack.measure_of(*id).is_none()) {
                Some(input) => ScenarioError::NoLever(input),
                None if input.is_some() || terms::is_constraint(name) => {
                    ScenarioError::Term(short(name), value)
                }
                None => ScenarioError::UnknownTerm(short(name)),
            },
        );
    };
    // A limit is in its lever's range, and an end of a span in its input's.
    match terms::of_value(name) {
        Some(input) if pack.find(input).is_some() => {
            value_of(pack, input, value).map(|(_, fit)| fit)
        }
        _ => Ok(fit),
    }
}

fn scenario(
    pack: &Pack,
    entry: ScenarioEntry,
    no_source: &str,
) -> Result<SavedScenario, ScenarioError> {
    let ratings = entry
        .ratings
        .0
        .into_iter()
        .map(|(id, levels)| (id, levels.0));
    let ratings: BTreeMap<_, _> = ratings.collect();
    let mut notes = entry.notes.0;
    for note in notes.values_mut() {
        *note = text::lines(note);
    }
    let note = text::lines(&entry.note);
    let name = name_of(&entry.name).ok_or(ScenarioError::Name)?;
    if !is_id(&entry.id) {
        return Err(ScenarioError::Id);
    }
    let times = [&entry.created, &entry.changed];
    if !times
        .map(|time| DateTime::parse_from_rfc3339(time).is_ok())
        .iter()
        .all(|is| *is)
    {
        return Err(ScenarioError::Time);
    }
    let too_long = |note: &String| note.chars().count() > NOTE_LIMIT;
    if too_long(&note) || notes.values().any(too_long) {
        return Err(ScenarioError::Note);
    }
    let mut values = BTreeMap::new();
    for (id, FileNumber(value)) in entry.values.0 {
        let (input, fit) = value_of(pack, &id, value)?;
        // What stands as in the pack is no difference from it.
        if fit.to_bits() != pack.spec(input).default.to_bits() {
            values.insert(id, fit);
        }
    }
    // A note is on a measure, or on an input: why its span is what it is.
    let is_no_input = |of: &&String| pack.find(of).is_none();
    for measure in ratings.keys().chain(notes.keys().filter(is_no_input)) {
        if !pack.measures.iter().any(|spec| spec.id == *measure) {
            return Err(ScenarioError::UnknownMeasure(short(measure)));
        }
    }
    for (aspect, level) in ratings.values().flatten() {
        if Aspect::parse(aspect).is_none() {
            return Err(ScenarioError::UnknownRating(short(aspect)));
        }
        if Level::parse(level).is_none() {
            return Err(ScenarioError::UnknownRating(short(level)));
        }
    }
    if !are_slides(&entry.slides) {
        return Err(ScenarioError::Slides);
    }
    // The plan year is what is shown where none is named.
    let year = entry.year.filter(|year| *year != pack.plan_year);
    if year.is_some_and(|year| !is_later_year(pack, year)) {
        return Err(ScenarioError::Year);
    }
    let mut kept = TermValues::new();
    for (name, FileNumber(value)) in entry.terms.0 {
        let value = term(pack, &name, value)?;
        kept.insert(name, value);
    }
    let underlag = entry
        .underlag
        .map(|entry| underlag::own(pack, entry, no_source));
    let mut draft = Draft {
        pack: pack.id.to_string(),
        values,
        ratings,
        notes,
        slides: entry.slides,
        underlag: underlag.transpose()?,
        year,
        terms: kept,
        engine: entry
            .engine
            .map_or_else(MadeWith::default, MadeWith::engine),
        ..Draft::default()
    };
    // As the tool itself would have kept it.
    draft.ratings.retain(|_, ratings| !ratings.is_empty());
    draft.notes.retain(|_, note| !note.trim().is_empty());
    Ok(SavedScenario {
        id: entry.id,
        name,
        note,
        created: entry.created,
        changed: entry.changed,
        draft,
    })
}

/// Cleans and cuts an unknown text to one line for showing.
fn short(text: &str) -> String {
    let text = text::lines(text);
    let mut letters = text.chars().filter(|c| !c.is_control());
    let mut short: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        short.push('\u{2026}');
    }
    short
}

/// Makes a file name, `balans-<what>-<date>.<ending>`, of characters that every system accepts.
/// `now` is a time in RFC 3339.
#[must_use]
pub fn name(what: &str, now: &str, ending: &str) -> String {
    let mut slug = text::slug(what);
    slug.truncate(SLUG_LIMIT);
    let date = now.get(..DATE_LENGTH).unwrap_or_default();
    let parts = ["balans", slug.trim_end_matches('-'), date];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    [&parts.collect::<Vec<_>>().join("-"), ".", ending].concat()
}

#[cfg(test)]
mod tests;
