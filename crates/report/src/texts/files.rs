//! Words about files: what is wrong with one, and what fills a name or source that a file or draft leaves empty.

use balans_format::HARD_SPACE;
use balans_format::text::isolated;
use balans_model::{InputSpec, Pack};
use balans_scenario::FigureDetail;
use balans_scenario::file::{DETAIL_LIMIT, FileError, NAME_LIMIT, SOURCE_LIMIT, ScenarioError};
use balans_scenario::link::NOTE_LIMIT;

use super::shared::range;

/// Source of an own figure that has none of its own; stored with the figure.
pub const NO_SOURCE: &str = "Egen uppgift, ingen källa angiven";
/// Name of a scenario whose own name has nothing that can be shown; stored with the scenario.
pub const UNNAMED: &str = "Namnlöst scenario";

/// Says what is wrong with a file, in a sentence that names the scenario, input or line.
#[must_use]
pub fn file_error(pack: &Pack, error: &FileError) -> String {
    match error {
        FileError::TooLarge => TOO_LARGE.to_owned(),
        FileError::NotText => NOT_TEXT.to_owned(),
        FileError::NotJson(line) => not_json(*line),
        FileError::NotOurs => NOT_OURS.to_owned(),
        FileError::Newer => NEWER.to_owned(),
        FileError::Shape(line) => shape(*line),
        FileError::NotPlain(line) => not_plain(*line),
        FileError::NotFinite(line) => not_finite(*line),
        FileError::UnknownPack(id) => unknown_pack(id),
        FileError::Empty => EMPTY.to_owned(),
        FileError::Underlag(error) => in_underlag(&scenario_error(pack, error)),
        FileError::Scenario {
            number,
            name,
            error,
        } => {
            let error = scenario_error(pack, error);
            in_scenario(*number, name, &error)
        }
    }
}

fn scenario_error(pack: &Pack, error: &ScenarioError) -> String {
    match error {
        ScenarioError::Name => wrong_name(NAME_LIMIT),
        ScenarioError::Id => WRONG_ID.to_owned(),
        ScenarioError::DuplicateId => DUPLICATE_ID.to_owned(),
        ScenarioError::Time => WRONG_TIME.to_owned(),
        ScenarioError::Note => wrong_note(NOTE_LIMIT),
        ScenarioError::Source(id) => wrong_source(&pack.spec(*id).label, SOURCE_LIMIT),
        ScenarioError::LongSource(id) => long_source(&pack.spec(*id).label, SOURCE_LIMIT),
        ScenarioError::Detail(id, detail) => wrong_detail(&pack.spec(*id).label, *detail),
        ScenarioError::Figures => WRONG_FIGURES.to_owned(),
        ScenarioError::Slides => WRONG_SLIDES.to_owned(),
        ScenarioError::Year => wrong_year(pack),
        ScenarioError::UnknownTerm(name) => unknown_term(name),
        ScenarioError::NoLever(id) => no_lever(&pack.spec(*id).label),
        ScenarioError::Term(name, value) => wrong_term(name, *value),
        ScenarioError::UnknownInput(id) => unknown_input(id),
        ScenarioError::UnknownMeasure(id) => unknown_measure(id),
        ScenarioError::UnknownRating(word) => unknown_rating(word),
        ScenarioError::OutOfRange(id, value) => out_of_range(pack.spec(*id), *value),
        ScenarioError::NotWhole(id, value) => not_whole(pack.spec(*id), *value),
    }
}

/// [`FileError::NotText`].
const NOT_TEXT: &str = "Filen går inte att läsa som text. Välj en fil som är sparad härifrån. Är den ändrad för hand ska den sparas med teckenkodningen UTF-8.";
/// [`FileError::TooLarge`].
pub const TOO_LARGE: &str = "Filen är större än 1\u{a0}MB, och så stor är ingen fil härifrån.";
/// [`FileError::NotOurs`].
const NOT_OURS: &str = "Filen är inte en fil med scenarier från Budget i balans.";
/// [`FileError::Newer`].
const NEWER: &str =
    "Filen är sparad med en nyare version av verktyget. Ladda om sidan för att få den.";
/// [`FileError::Empty`].
const EMPTY: &str = "Det finns inget scenario i filen, och inget eget tal.";

/// [`FileError::NotJson`].
fn not_json(line: usize) -> String {
    format!(
        "Filen följer inte formatet för filer härifrån (JSON). Felet finns på rad{HARD_SPACE}{line}, eller strax före."
    )
}

/// [`FileError::Shape`].
fn shape(line: usize) -> String {
    format!(
        "Något i filen saknas, är okänt, står två gånger eller är av fel slag. Felet finns på rad{HARD_SPACE}{line}, eller strax före."
    )
}

/// [`FileError::NotPlain`].
fn not_plain(line: usize) -> String {
    format!(
        "Talet på rad{HARD_SPACE}{line} står med decimalkomma eller inom citattecken. Skriv det med punkt och utan citattecken, till exempel 73.7."
    )
}

/// [`FileError::NotFinite`].
fn not_finite(line: usize) -> String {
    format!("Talet på rad{HARD_SPACE}{line} är för stort för att räkna med.")
}

/// [`FileError::UnknownPack`].
fn unknown_pack(id: &str) -> String {
    format!(
        "Filen hör till underlaget {id}, som inte används här nu. Byt underlag i Källor och läs in filen igen. Finns det inte där, be den som skickade filen om underlaget som fil."
    )
}

/// [`FileError::Scenario`]: names the scenario, or gives its place where it has no name.
fn in_scenario(number: usize, name: &str, error: &str) -> String {
    if name.trim().is_empty() {
        format!("Scenario{HARD_SPACE}{number} i filen: {error}")
    } else {
        format!("Scenariot ”{}”: {error}", isolated(name))
    }
}

/// [`ScenarioError::Name`].
fn wrong_name(longest: usize) -> String {
    format!("namnet ska finnas, stå på en rad och vara högst {longest}{HARD_SPACE}tecken.")
}
/// [`ScenarioError::Id`].
const WRONG_ID: &str =
    "beteckningen (fältet id) ska vara 1–64\u{a0}tecken: bokstäver a–z, siffror och bindestreck.";
/// [`ScenarioError::DuplicateId`].
const DUPLICATE_ID: &str = "ett annat scenario i filen har samma beteckning (fältet id).";
/// [`ScenarioError::Time`].
const WRONG_TIME: &str = "tiden då det skapades eller ändrades (fältet created eller changed) går inte att läsa. Så här ska den skrivas: 2023-05-03T09:05:00+02:00.";
/// [`ScenarioError::Note`].
fn wrong_note(longest: usize) -> String {
    format!("en anteckning är längre än {longest}{HARD_SPACE}tecken.")
}
/// [`ScenarioError::Source`].
fn wrong_source(label: &str, longest: usize) -> String {
    format!(
        "{label} saknar källa på en rad. Varje tal ska ha en källa, högst {longest}{HARD_SPACE}tecken."
    )
}
/// [`ScenarioError::LongSource`].
fn long_source(label: &str, longest: usize) -> String {
    format!("källan till {label} är för lång. Den får vara högst {longest}{HARD_SPACE}tecken.")
}
/// [`ScenarioError::Detail`].
fn wrong_detail(label: &str, detail: FigureDetail) -> String {
    let what = match detail {
        FigureDetail::Date => {
            return format!(
                "datumet för {label} (fältet date) går inte att läsa. Skriv till exempel 2026-11-29, 2026-11 eller 2026."
            );
        }
        FigureDetail::Responsible => "rollen som ansvarar för",
        FigureDetail::Note => "anteckningen om",
    };
    format!("{what} {label} är för lång. Den får vara högst {DETAIL_LIMIT}{HARD_SPACE}tecken.")
}
/// [`ScenarioError::Figures`].
const WRONG_FIGURES: &str = "listan över tal (fältet figures) är tom. Den ska ha minst ett tal.";
/// [`ScenarioError::Slides`].
const WRONG_SLIDES: &str = "listan över bilder (fältet slides) är för lång, eller har något som inte är en bild eller som står två gånger.";
/// [`FileError::Underlag`].
fn in_underlag(error: &str) -> String {
    format!("Egna tal: {error}")
}
/// [`ScenarioError::Year`].
fn wrong_year(pack: &Pack) -> String {
    format!(
        "året som visas (fältet year) ska vara ett år från {} till {}.",
        pack.plan_year, pack.horizon
    )
}
/// [`ScenarioError::UnknownTerm`].
fn unknown_term(name: &str) -> String {
    format!("det finns ingen gräns och inget villkor som heter {name} (fältet terms).")
}
/// [`ScenarioError::NoLever`].
fn no_lever(label: &str) -> String {
    format!("{label} hör inte till någon åtgärd och kan inte ha en gräns (fältet terms).")
}
/// [`ScenarioError::Term`].
fn wrong_term(name: &str, value: f64) -> String {
    if value.abs() > MOST_SHOWN {
        return format!("villkoret {name} (fältet terms) är för stort.");
    }
    format!(
        "villkoret {name} (fältet terms) kan inte vara {}.",
        every_digit(value)
    )
}
/// [`ScenarioError::UnknownInput`].
fn unknown_input(id: &str) -> String {
    format!("det finns inget tal som heter {id}.")
}
/// [`ScenarioError::UnknownMeasure`].
fn unknown_measure(id: &str) -> String {
    format!("det finns ingen åtgärd som heter {id}.")
}
/// [`ScenarioError::UnknownRating`].
fn unknown_rating(word: &str) -> String {
    format!(
        "{word} är ingen bedömning. I fältet ratings kan det stå users, staff, legal_certainty eller other_services, och low, medium eller high."
    )
}
/// [`ScenarioError::OutOfRange`]: with every digit, since the last may be what is wrong.
fn out_of_range(spec: &InputSpec, value: f64) -> String {
    let range = range(spec);
    if value.abs() > MOST_SHOWN {
        return format!("{} kan bara vara {range}.", spec.label);
    }
    format!(
        "{} är {}, och kan bara vara {range}.",
        spec.label,
        every_digit(value)
    )
}

/// [`ScenarioError::NotWhole`].
fn not_whole(spec: &InputSpec, value: f64) -> String {
    if value.abs() > MOST_SHOWN {
        return format!("{} ska vara ett heltal.", spec.label);
    }
    format!(
        "{} är {}, och ska vara ett heltal.",
        spec.label,
        every_digit(value)
    )
}

fn every_digit(value: f64) -> String {
    value.to_string().replace('.', ",").replace('-', "\u{2212}")
}

/// Values beyond this are left out of a sentence.
const MOST_SHOWN: f64 = 1e12;

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};
    use std::collections::BTreeSet;

    #[test]
    fn what_is_wrong_is_said_with_numbers_as_swedes_write_them() {
        let spec = KSON_2023.spec(KSON_2023.find("requirement.care").unwrap());
        assert_eq!(
            out_of_range(spec, 101.5),
            format!(
                "{} är 101,5, och kan bara vara 0–100\u{a0}mnkr.",
                spec.label
            )
        );
        assert!(out_of_range(spec, 100.000_000_01).contains(" är 100,00000001,"));
        assert!(out_of_range(spec, -0.5).contains(" är −0,5,"));
        assert!(out_of_range(spec, -1e308).ends_with(" kan bara vara 0–100\u{a0}mnkr."));
        let start = KSON_2023.spec(input_id("indexation.start_year"));
        assert!(not_whole(start, 2024.5).ends_with(" är 2024,5, och ska vara ett heltal."));
        assert_eq!(in_scenario(2, " ", "x."), "Scenario\u{a0}2 i filen: x.");
    }

    #[test]
    fn every_error_has_a_sentence_of_its_own() {
        let care = input_id("requirement.care");
        let inside = [
            ScenarioError::Name,
            ScenarioError::Id,
            ScenarioError::DuplicateId,
            ScenarioError::Time,
            ScenarioError::Note,
            ScenarioError::Source(care),
            ScenarioError::LongSource(care),
            ScenarioError::Detail(care, FigureDetail::Date),
            ScenarioError::Detail(care, FigureDetail::Note),
            ScenarioError::Detail(care, FigureDetail::Responsible),
            ScenarioError::Slides,
            ScenarioError::Figures,
            ScenarioError::Year,
            ScenarioError::UnknownTerm("x".to_owned()),
            ScenarioError::NoLever(care),
            ScenarioError::Term("most".to_owned(), 2.5),
            ScenarioError::UnknownInput("x".to_owned()),
            ScenarioError::UnknownMeasure("x".to_owned()),
            ScenarioError::UnknownRating("x".to_owned()),
            ScenarioError::OutOfRange(care, 101.0),
            ScenarioError::NotWhole(input_id("indexation.start_year"), 2024.5),
        ];
        let in_scenario = inside.map(|error| FileError::Scenario {
            number: 1,
            name: "Förslag".to_owned(),
            error,
        });
        let errors = [
            FileError::TooLarge,
            FileError::NotText,
            FileError::NotJson(3),
            FileError::NotOurs,
            FileError::Newer,
            FileError::Shape(3),
            FileError::NotPlain(3),
            FileError::NotFinite(3),
            FileError::UnknownPack("x".to_owned()),
            FileError::Empty,
            FileError::Underlag(ScenarioError::Name),
        ];
        let mut said = BTreeSet::new();
        for error in errors.iter().chain(&in_scenario) {
            let sentence = file_error(&KSON_2023, error);
            assert!(sentence.ends_with('.'), "{sentence}");
            let names_it = sentence.contains("Förslag");
            assert_eq!(
                names_it,
                matches!(error, FileError::Scenario { .. }),
                "{sentence}"
            );
            assert!(said.insert(sentence), "{error:?}");
        }
    }
}
