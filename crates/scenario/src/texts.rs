//! What is wrong with a file, in words that stand beside where it came from.

use balans_format::HARD_SPACE;
use balans_format::text::isolated;
use balans_model::{InputSpec, Pack};

use crate::file::{FileFault, NAME_LIMIT, SOURCE_LIMIT, Wrong};
use crate::link::NOTE_LIMIT;

/// Stands as the source of an own figure that says none of its own.
pub const NO_SOURCE: &str = "Egen uppgift, ingen källa angiven";
/// What a scenario is called whose name has nothing that can be shown.
pub const UNNAMED: &str = "Namnlöst scenario";

/// How an input's range is written: the page's own way, which stands with its other words.
pub type Range<'a> = &'a dyn Fn(&InputSpec) -> String;

/// What is wrong with a file.
#[must_use]
pub fn file_fault(pack: &Pack, fault: &FileFault, range: Range<'_>) -> String {
    match fault {
        FileFault::TooLarge => TOO_LARGE.to_owned(),
        FileFault::NotText => NOT_TEXT.to_owned(),
        FileFault::NotJson(line) => not_json(*line),
        FileFault::NotOurs => NOT_OURS.to_owned(),
        FileFault::Newer => NEWER.to_owned(),
        FileFault::Shape(line) => shape(*line),
        FileFault::NotPlain(line) => not_plain(*line),
        FileFault::NotFinite(line) => not_finite(*line),
        FileFault::UnknownPack(id) => unknown_pack(id),
        FileFault::Empty => EMPTY.to_owned(),
        FileFault::Underlag(wrong) => in_underlag(&what(pack, wrong, range)),
        FileFault::Scenario {
            number,
            name,
            wrong,
        } => {
            let wrong = what(pack, wrong, range);
            in_scenario(*number, name, &wrong)
        }
    }
}

fn what(pack: &Pack, wrong: &Wrong, range: Range<'_>) -> String {
    match wrong {
        Wrong::Name => wrong_name(NAME_LIMIT),
        Wrong::Id => WRONG_ID.to_owned(),
        Wrong::Twice => TWICE.to_owned(),
        Wrong::Time => WRONG_TIME.to_owned(),
        Wrong::Note => wrong_note(NOTE_LIMIT),
        Wrong::Source(id) => wrong_source(&pack.spec(*id).label, SOURCE_LIMIT),
        Wrong::LongSource(id) => long_source(&pack.spec(*id).label, SOURCE_LIMIT),
        Wrong::Figures => WRONG_FIGURES.to_owned(),
        Wrong::Slides => WRONG_SLIDES.to_owned(),
        Wrong::UnknownInput(id) => unknown_input(id),
        Wrong::UnknownMeasure(id) => unknown_measure(id),
        Wrong::UnknownRating(word) => unknown_rating(word),
        Wrong::OutOfRange(id, value) => out_of_range(pack.spec(*id), *value, range),
        Wrong::NotWhole(id, value) => not_whole(pack.spec(*id), *value),
    }
}

/// Not UTF-8.
const NOT_TEXT: &str = "Filen går inte att läsa som text. Välj en fil som är sparad härifrån. Är den ändrad för hand ska den sparas med teckenkodningen UTF-8.";
/// Larger than is read.
pub const TOO_LARGE: &str = "Filen är större än 1\u{a0}MB, och så stor är ingen fil härifrån.";
/// JSON of something else.
const NOT_OURS: &str = "Filen är inte en fil med scenarier från Budget i balans.";
/// From a newer version.
const NEWER: &str =
    "Filen är sparad med en nyare version av verktyget. Ladda om sidan för att få den.";
/// Nothing in it.
const EMPTY: &str = "Det finns inget scenario i filen, och inget eget tal.";

/// Not JSON.
fn not_json(line: usize) -> String {
    format!(
        "Filen följer inte formatet för filer härifrån (JSON). Felet finns på rad{HARD_SPACE}{line}, eller strax före."
    )
}

/// Something missing, unknown, there twice or of the wrong kind.
fn shape(line: usize) -> String {
    format!(
        "Något i filen saknas, är okänt, står två gånger eller är av fel slag. Felet finns på rad{HARD_SPACE}{line}, eller strax före."
    )
}

/// A number as people write it, and JSON doesn't.
fn not_plain(line: usize) -> String {
    format!(
        "Talet på rad{HARD_SPACE}{line} står med decimalkomma eller inom citattecken. Skriv det med punkt och utan citattecken, till exempel 73.7."
    )
}

/// A number beyond all numbers.
fn not_finite(line: usize) -> String {
    format!("Talet på rad{HARD_SPACE}{line} är för stort för att räkna med.")
}

/// Another pack.
fn unknown_pack(id: &str) -> String {
    format!("Filen bygger på tal som inte finns här: {id}.")
}

/// What is wrong in one scenario, after which one it is.
fn in_scenario(number: usize, name: &str, wrong: &str) -> String {
    if name.trim().is_empty() {
        format!("Scenario{HARD_SPACE}{number} i filen: {wrong}")
    } else {
        format!("Scenariot ”{}”: {wrong}", isolated(name))
    }
}

/// No name, or one that can't be.
fn wrong_name(longest: usize) -> String {
    format!("namnet ska finnas, stå på en rad och vara högst {longest}{HARD_SPACE}tecken.")
}
/// An id that can't be.
const WRONG_ID: &str =
    "beteckningen (fältet id) ska vara 1–64\u{a0}tecken: bokstäver a–z, siffror och bindestreck.";
/// The same id twice.
const TWICE: &str = "ett annat scenario i filen har samma beteckning (fältet id).";
/// No time.
const WRONG_TIME: &str = "tiden då det skapades eller ändrades (fältet created eller changed) går inte att läsa. Så här ska den skrivas: 2023-05-03T09:05:00+02:00.";
/// A note that is too long.
fn wrong_note(longest: usize) -> String {
    format!("en anteckning är längre än {longest}{HARD_SPACE}tecken.")
}
/// An own figure without a source.
fn wrong_source(label: &str, longest: usize) -> String {
    format!(
        "{label} saknar källa på en rad. Varje tal ska ha en källa, högst {longest}{HARD_SPACE}tecken."
    )
}
/// An own figure whose source is too long.
fn long_source(label: &str, longest: usize) -> String {
    format!("källan till {label} är för lång. Den får vara högst {longest}{HARD_SPACE}tecken.")
}
/// No own figures.
const WRONG_FIGURES: &str = "listan över tal (fältet figures) är tom. Den ska ha minst ett tal.";
/// Slides that can't be.
const WRONG_SLIDES: &str = "listan över bilder (fältet slides) är för lång, eller har något som inte är en bild eller som står två gånger.";
/// What is wrong in own figures.
fn in_underlag(wrong: &str) -> String {
    format!("Egna tal: {wrong}")
}
/// No such input.
fn unknown_input(id: &str) -> String {
    format!("det finns inget tal som heter {id}.")
}
/// No such measure.
fn unknown_measure(id: &str) -> String {
    format!("det finns ingen åtgärd som heter {id}.")
}
/// No such kind or level of consequence.
fn unknown_rating(word: &str) -> String {
    format!(
        "{word} är ingen bedömning. I fältet ratings kan det stå users, staff, legal_certainty eller other_services, och low, medium eller high."
    )
}
/// A value outside its range: every digit of it, since the last may be what is wrong.
fn out_of_range(spec: &InputSpec, value: f64, range: Range<'_>) -> String {
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

/// Decimals in what can only be a whole number.
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

/// Beyond this the digits say nothing.
const MOST_SHOWN: f64 = 1e12;

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};
    use std::collections::BTreeSet;

    const RANGE: Range<'static> =
        &|spec| format!("{}–{}\u{a0}{}", spec.min, spec.max, spec.unit.as_str());

    #[test]
    fn what_is_wrong_is_said_with_numbers_as_swedes_write_them() {
        let spec = KSON_2023.spec(KSON_2023.find("requirement.care").unwrap());
        assert_eq!(
            out_of_range(spec, 101.5, RANGE),
            format!(
                "{} är 101,5, och kan bara vara 0–100\u{a0}mnkr.",
                spec.label
            )
        );
        assert!(out_of_range(spec, 100.000_000_01, RANGE).contains(" är 100,00000001,"));
        assert!(out_of_range(spec, -0.5, RANGE).contains(" är −0,5,"));
        assert!(out_of_range(spec, -1e308, RANGE).ends_with(" kan bara vara 0–100\u{a0}mnkr."));
        let start = KSON_2023.spec(input_id("indexation.start_year"));
        assert!(not_whole(start, 2024.5).ends_with(" är 2024,5, och ska vara ett heltal."));
        assert_eq!(in_scenario(2, " ", "x."), "Scenario\u{a0}2 i filen: x.");
    }

    #[test]
    fn every_fault_has_a_sentence_of_its_own() {
        let care = input_id("requirement.care");
        let wrongs = [
            Wrong::Name,
            Wrong::Id,
            Wrong::Twice,
            Wrong::Time,
            Wrong::Note,
            Wrong::Source(care),
            Wrong::LongSource(care),
            Wrong::Slides,
            Wrong::Figures,
            Wrong::UnknownInput("x".to_owned()),
            Wrong::UnknownMeasure("x".to_owned()),
            Wrong::UnknownRating("x".to_owned()),
            Wrong::OutOfRange(care, 101.0),
            Wrong::NotWhole(input_id("indexation.start_year"), 2024.5),
        ];
        let in_scenario = wrongs.map(|wrong| FileFault::Scenario {
            number: 1,
            name: "Förslag".to_owned(),
            wrong,
        });
        let faults = [
            FileFault::TooLarge,
            FileFault::NotText,
            FileFault::NotJson(3),
            FileFault::NotOurs,
            FileFault::Newer,
            FileFault::Shape(3),
            FileFault::NotPlain(3),
            FileFault::NotFinite(3),
            FileFault::UnknownPack("x".to_owned()),
            FileFault::Empty,
            FileFault::Underlag(Wrong::Name),
        ];
        let mut said = BTreeSet::new();
        for fault in faults.iter().chain(&in_scenario) {
            let sentence = file_fault(&KSON_2023, fault, RANGE);
            assert!(sentence.ends_with('.'), "{sentence}");
            let names_it = sentence.contains("Förslag");
            assert_eq!(
                names_it,
                matches!(fault, FileFault::Scenario { .. }),
                "{sentence}"
            );
            assert!(said.insert(sentence), "{fault:?}");
        }
    }
}
