//! Words about files: scenarios out and in, tables as CSV, and what is wrong with a file.

use balans_model::InputSpec;

use crate::format::HARD_SPACE;

/// The heading.
pub const FILES: &str = "Filer";
/// What a file is for.
pub const LEAD: &str = "En fil kan läsas på en annan dator, läggas bland mötets handlingar eller sparas undan. Den är text som går att läsa och ändra.";
/// Keeps every scenario as a file.
pub const SAVE_ALL: &str = "Spara alla scenarier som fil";
/// There is nothing to put in one.
pub const NONE: &str = "Det finns inga sparade scenarier att lägga i en fil.";
/// The field for a file.
pub const READ: &str = "Läs in från fil";
/// Takes in what the preview shows.
pub const IMPORT: &str = "Läs in";
/// Leaves the file alone.
pub const CANCEL: &str = "Avbryt";
/// Nothing of one's own is touched.
pub const BESIDE: &str = "Inget av det du har sparat skrivs över.";
/// The pack is another than when the file was written.
pub const OTHER_FIGURES: &str = "Underlagets tal har ändrats sedan filen sparades. Det som filen inte själv anger räknas med dagens tal.";
/// What becomes of a scenario: it is new.
pub const NEW: &str = "nytt";
/// The very same is there.
pub const SAME: &str = "finns redan, läses inte in igen";
/// It can't be taken in.
pub const REFUSED: &str = "kan inte läsas in av den här versionen";
/// All of a file's scenarios are there already.
pub const NOTHING_NEW: &str = "Allt i filen finns redan här.";
/// The browser gave nothing to read.
pub const NOT_READ: &str = "Webbläsaren kunde inte läsa filen. Välj den igen.";
/// More than can be read back.
pub const TOO_MUCH: &str = "Scenarierna blir större än 1\u{a0}MiB tillsammans, och en så stor fil går inte att läsa in igen. Ta bort några, eller korta anteckningarna.";
/// What the file with all scenarios is called.
pub const LIBRARY: &str = "scenarier";
/// What the file with all inputs is called.
pub const SOURCES: &str = "kallor";

/// A button: keeps a table.
pub const SAVE_CSV: &str = "Spara som CSV";
/// Rows above a table's own.
pub const SCENARIO: &str = "Scenario";
/// The working copy comes from no saved scenario.
pub const UNSAVED: &str = "Inte sparat under något namn";
/// When the file was made.
pub const DATE: &str = "Datum";
/// Columns.
pub const AREA: &str = "Område";
/// Which input.
pub const INPUT: &str = "Tal";
/// Its id in files and links.
pub const ID: &str = "Id";
/// As it stands.
pub const VALUE: &str = "Värde";
/// What it counts.
pub const UNIT: &str = "Enhet";
/// As the pack has it.
pub const UNDERLAG: &str = "I underlaget";
/// Where a number comes from.
pub const STATUS: &str = "Status";
/// Which document.
pub const SOURCE: &str = "Källa";
/// What 0 and 1 stand for.
pub const ZERO_OR_ONE: &str = "0 = nej, 1 = ja";
/// What a month's number stands for.
pub const MONTH: &str = "månad, 1–12";

/// Not UTF-8.
pub const NOT_TEXT: &str = "Filen är inte text i UTF-8. Välj en fil som är sparad härifrån; är den ändrad för hand ska den sparas som UTF-8.";
/// Larger than is read.
pub const TOO_LARGE: &str =
    "Filen är större än 1\u{a0}MiB, och så stor är ingen fil med scenarier härifrån.";
/// JSON of something else.
pub const NOT_OURS: &str = "Filen är inte en fil med scenarier från Budget i balans.";
/// From a newer version.
pub const NEWER: &str =
    "Filen är sparad med en nyare version av verktyget. Ladda om sidan för att få den.";
/// Nothing in it.
pub const EMPTY: &str = "Det finns inget scenario i filen, och inget eget tal.";

/// Not JSON.
#[must_use]
pub fn not_json(line: usize) -> String {
    format!(
        "Filen går inte att läsa som JSON. Felet finns på rad{HARD_SPACE}{line}, eller strax före."
    )
}

/// Something missing, unknown, there twice or of the wrong kind.
#[must_use]
pub fn shape(line: usize) -> String {
    format!(
        "Något i filen saknas, är okänt, står två gånger eller är av fel slag. Felet finns på rad{HARD_SPACE}{line}, eller strax före."
    )
}

/// A number beyond all numbers.
#[must_use]
pub fn not_finite(line: usize) -> String {
    format!("Talet på rad{HARD_SPACE}{line} är för stort för att räkna med.")
}

/// Another pack.
#[must_use]
pub fn unknown_pack(id: &str) -> String {
    format!("Filen bygger på ett underlag som inte finns här: {id}.")
}

/// What is wrong in one scenario, after which one it is.
#[must_use]
pub fn in_scenario(number: usize, name: &str, wrong: &str) -> String {
    if name.trim().is_empty() {
        format!("Scenario{HARD_SPACE}{number} i filen: {wrong}")
    } else {
        format!("Scenariot \u{201d}{name}\u{201d}: {wrong}")
    }
}

/// No name, or one that can't be.
#[must_use]
pub fn wrong_name(longest: usize) -> String {
    format!("namnet ska finnas, stå på en rad och vara högst {longest}{HARD_SPACE}tecken.")
}
/// An id that can't be.
pub const WRONG_ID: &str = "fältet id ska vara 1–64\u{a0}bokstäver a–z, siffror och bindestreck.";
/// The same id twice.
pub const TWICE: &str = "ett annat scenario i filen har samma id.";
/// No time.
pub const WRONG_TIME: &str = "tiden i created eller changed går inte att läsa. Så här ska den stå: 2023-05-03T09:05:00+02:00.";
/// A note that is too long.
#[must_use]
pub fn wrong_note(longest: usize) -> String {
    format!("en anteckning är längre än {longest}{HARD_SPACE}tecken.")
}
/// An own figure without a source.
#[must_use]
pub fn wrong_source(label: &str, longest: usize) -> String {
    format!(
        "{label} saknar källa. Varje tal ska ha en källa på en rad, högst {longest}{HARD_SPACE}tecken."
    )
}
/// Slides that can't be.
pub const WRONG_SLIDES: &str = "fältet slides är för långt, eller har något som inte är en bild.";
/// What is wrong in own figures.
#[must_use]
pub fn in_underlag(wrong: &str) -> String {
    format!("Eget underlag: {wrong}")
}
/// No such input.
#[must_use]
pub fn unknown_input(id: &str) -> String {
    format!("det finns inget tal som heter {id}.")
}
/// No such measure.
#[must_use]
pub fn unknown_measure(id: &str) -> String {
    format!("det finns ingen åtgärd som heter {id}.")
}
/// No such kind or level of consequence.
#[must_use]
pub fn unknown_rating(word: &str) -> String {
    format!(
        "{word} är ingen bedömning. I ratings kan det stå users, staff, legal_certainty eller other_services, och low, medium eller high."
    )
}
/// A value outside its range: every digit of it, since the last may be what is wrong.
#[must_use]
pub fn out_of_range(spec: &InputSpec, value: f64) -> String {
    let range = super::range(spec);
    if value.abs() > MOST_SHOWN {
        return format!("{} kan bara vara {range}.", spec.label);
    }
    let value = value.to_string().replace('.', ",").replace('-', "\u{2212}");
    format!("{} är {value}, och kan bara vara {range}.", spec.label)
}

/// Beyond this the digits say nothing.
const MOST_SHOWN: f64 = 1e12;

/// Above the preview.
#[must_use]
pub fn found(file: &str, count: usize) -> String {
    match count {
        1 => format!("Ett scenario i {file}"),
        many => format!("{many}{HARD_SPACE}scenarier i {file}"),
    }
}

/// What becomes of a scenario: it comes in beside another with its id.
#[must_use]
pub fn copy(name: &str) -> String {
    format!("skiljer sig från det du har, och blir en kopia: {name}")
}

/// Keeps one scenario as a file.
#[must_use]
pub fn save_one(name: &str) -> String {
    format!("Spara \u{201d}{name}\u{201d} som fil")
}

/// A file has been handed to the browser.
#[must_use]
pub fn saved_as(name: &str) -> String {
    format!("Sparas som {name}.")
}

/// More sources than a cell can usefully name.
#[must_use]
pub fn many_sources(count: usize) -> String {
    format!("{count} källor; alla tal med sin källa står i filen från vyn Källor")
}

/// A controller's own figures.
pub const OWN: &str = "Eget underlag";
/// What they are for, and how they come about.
pub const OWN_LEAD: &str = "Den som har KSON:s egna tal kan lägga dem i stället för dokumentens och verktygets antaganden. Spara mallen, skriv dina tal och var de kommer ifrån, och läs in filen här. Rader som du lämnar som de är fortsätter att gälla.";
/// A file with every figure, to be written over.
pub const OWN_TEMPLATE: &str = "Spara mall som fil";
/// Takes the figures out as a file.
pub const OWN_SAVE: &str = "Spara som fil";
/// The documents' figures come back.
pub const OWN_AWAY: &str = "Tillbaka till dokumentens tal";
/// Puts them in place.
pub const OWN_TAKE: &str = "Använd som underlag";
/// What that does.
pub const OWN_WHAT: &str = "Reglage som står på underlagets värde följer med. De du själv har flyttat står kvar. Det går att ångra.";
/// What the template calls itself until somebody gives it a name.
pub const OWN_NAME: &str = "Eget underlag";
/// What such a file is called.
pub const OWN_FILE: &str = "underlag";
/// A column: what the documents have.
pub const IN_DOCUMENTS: &str = "I dokumenten";

/// How many own figures there are, of which file.
#[must_use]
pub fn own_found(name: &str, count: usize, file: &str) -> String {
    format!("{} i {file}: {name}", figures(count))
}

/// The own figures that are in use.
#[must_use]
pub fn own_now(name: &str, count: usize) -> String {
    format!("I bruk: {name}, {}.", figures(count))
}

fn figures(count: usize) -> String {
    match count {
        1 => "ett eget tal".to_owned(),
        many => format!("{many}{HARD_SPACE}egna tal"),
    }
}

/// Above what could not be read.
pub const ASIDE: &str = "Det som inte gick att läsa";
/// Takes such a text out as a file.
pub const ASIDE_TAKE: &str = "Spara som fil";
/// What such a file is called.
pub const ASIDE_FILE: &str = "undanlagt";

/// When it was found, after what it was kept under.
#[must_use]
pub fn aside_when(when: &str) -> String {
    format!(", hittat {}", super::date(when))
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

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
        assert_eq!(in_scenario(2, " ", "x."), "Scenario\u{a0}2 i filen: x.");
    }
}
