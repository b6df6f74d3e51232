//! Words about files: scenarios out and in, tables as CSV, and what is wrong with a file.

use balans_format::names::named;
use balans_format::text::isolated;
use balans_report::texts::shared;

use balans_format as format;

/// The heading.
pub const FILES: &str = "Filer";
/// Lead of the section on files.
pub const LEAD: &str = "En fil kan läsas in på en annan dator, läggas bland mötets handlingar eller sparas undan. Filen är en textfil.";
/// Button: saves every scenario as a file.
pub const SAVE_ALL: &str = "Spara alla scenarier som fil";
/// Message: there is no scenario to save.
pub const NONE: &str = "Det finns inga sparade scenarier att lägga i en fil.";
/// The field for a file.
pub const READ: &str = "Läs in från fil";
/// The button that opens the system's own list of files.
pub const CHOOSE: &str = "Välj fil…";
/// Button: imports the previewed scenarios.
pub const IMPORT: &str = "Läs in";
/// Button: cancels the import.
pub const CANCEL: &str = "Avbryt";
/// Note: the user's own scenarios are unchanged.
pub const BESIDE: &str = "Inget av det du har sparat skrivs över.";
/// The pack is another than when the file was written.
pub const OTHER_FIGURES: &str = "Utgångsläget har ändrats sedan filen sparades. Det som filen inte själv anger räknas med dagens utgångsläge.";
/// What becomes of a scenario: it is new.
pub const NEW: &str = "nytt";
/// Fate: an equal scenario exists.
pub const SAME: &str = "finns redan och läses inte in igen";
/// Fate: the scenario can't be imported.
pub const REFUSED: &str = "kan inte läsas in av den här versionen";
/// All of a file's scenarios are there already.
pub const NOTHING_NEW: &str = "Allt i filen finns redan här.";
/// The browser gave nothing to read.
pub const NOT_READ: &str = "Webbläsaren kunde inte läsa filen. Välj den igen.";
/// Message: the file would be too large to read.
pub const TOO_MUCH: &str = "Scenarierna blir större än 1\u{a0}MB tillsammans, och en så stor fil går inte att läsa in igen. Ta bort några, eller korta anteckningarna.";
/// Message: the deferred module is not fetched yet.
pub const NOT_HERE: &str = "Den del av verktyget som läser och skriver filer är inte hämtad än. Försök igen om en stund, eller ladda om sidan.";
/// Message: the deferred module could not be fetched; above the button that fetches it.
pub const NOT_FETCHED: &str = "Filer kan inte sparas eller läsas in nu. Den del av verktyget som gör det gick inte att hämta.";
/// Keeps what has been changed since it was last saved, or never was, as a file.
pub const SAVE_WORKING: &str = "Spara det du arbetar med som fil";
/// What the file with all scenarios is called.
pub const LIBRARY: &str = "scenarier";
/// What the file with all inputs is called.
pub const SOURCES: &str = "kallor";

/// A button: keeps a table.
pub const SAVE_CSV: &str = "Spara tabellen (CSV)";
/// Lead of the office files.
pub const OFFICE_LEAD: &str = "Excelfilen räknas om när du ändrar i den. PowerPointfilen innehåller presentationen, med diagram och tabeller som går att ändra.";
/// A button: the scenario as a workbook.
pub const EXCEL: &str = "Excel";
/// A button: the presentation.
pub const POWERPOINT: &str = "PowerPoint";
/// Message while the file is made.
pub const MAKING: &str = "Skapar filen…";
/// It came to nothing.
pub const OFFICE_FAILED: &str = "Filen kunde inte skapas. Kontrollera att du har nätverk och försök igen. Hjälper inte det, ladda om sidan.";
/// Button: opens the ways to save or copy a chart.
pub const TAKE: &str = "Spara eller kopiera";
/// The figure as a picture.
pub const AS_PNG: &str = "Bild (PNG)";
/// The figure as a drawing.
pub const AS_SVG: &str = "Skalbar bild (SVG)";
/// The figure's table.
pub const AS_CSV: &str = "Tabell (CSV)";
/// The figure to the clipboard.
pub const COPY_PICTURE: &str = "Kopiera bilden";
/// What the clipboard has.
pub const COPIED_PNG: &str = "Bilden är kopierad. Klistra in den där den ska stå.";
/// What the clipboard has.
pub const COPIED_SVG: &str =
    "Webbläsaren kan inte kopiera bilder. Bilden är kopierad som text (SVG-kod).";
/// Message: nothing was copied.
pub const NOT_COPIED: &str =
    "Webbläsaren tillät inte kopiering till urklipp. Spara bilden i stället.";
/// It came to nothing.
pub const NO_PICTURE: &str = "Bilden kunde inte skapas. Ladda om sidan och försök igen.";

/// In a picture: of what, and when.
#[must_use]
pub fn of_scenario(scenario: &str, date: &str) -> String {
    format!(
        "{}. {SCENARIO}: {}. {DATE}: {date}.",
        super::frame::NAME,
        isolated(scenario)
    )
}

/// In a picture: what its numbers stand on.
#[must_use]
pub fn of_status(status: &str, basis: &str) -> String {
    format!("{STATUS}: {status}. {basis}").trim_end().to_owned()
}

/// In a picture: where its numbers come from.
#[must_use]
pub fn of_sources(sources: &str) -> String {
    format!("{SOURCE}: {sources}")
}
/// Rows above a table's own.
pub const SCENARIO: &str = "Scenario";
/// The working copy comes from no saved scenario.
pub const UNSAVED: &str = "Inte sparat under något namn";
/// The same where there are several.
pub const SCENARIOS: &str = "Scenarier";
/// When the file was made.
pub const DATE: &str = "Datum";
/// What a chart shows, as chosen.
pub const SHOWS: &str = "Visar";
/// In which prices money is.
pub const PRICES: &str = "Priser";
/// What a number below zero means where it is what is left of a requirement.
pub const MINUS: &str = "Minus";
/// Each year in its own.
pub const PRICES_CURRENT: &str = "löpande priser (varje års egna)";

/// All years in the plan year's.
#[must_use]
pub fn prices_fixed(plan_year: i32) -> String {
    format!("fasta priser ({plan_year} års)")
}

/// In a picture, after of what and when: in which prices.
#[must_use]
pub fn of_prices(prices: &str) -> String {
    format!(" {PRICES}: {prices}.")
}

/// What is shown in a chart with a choice: what is chosen, then what that is.
#[must_use]
pub fn shows(chosen: &str, lead: &str) -> String {
    format!("{chosen}: {}", shared::lower(lead))
}
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
pub const UNDERLAG: &str = "Utgångsläge";
/// Where a number comes from.
pub const STATUS: &str = "Status";
/// Which document.
pub const SOURCE: &str = "Källa";
/// What 0 and 1 stand for.
pub const ZERO_OR_ONE: &str = "0 = nej, 1 = ja";
/// What a month's number stands for.
pub const MONTH: &str = "månad, 1–12";

/// Above the preview.
#[must_use]
pub fn found(file: &str, count: usize) -> String {
    match count {
        1 => format!("I {file} finns ett scenario"),
        many => format!("I {file} finns {} scenarier", format::count(many)),
    }
}

/// What becomes of a scenario: it comes in beside another with its id.
#[must_use]
pub fn copy(name: &str) -> String {
    format!(
        "skiljer sig från det du har, och blir en kopia: {}",
        isolated(name)
    )
}

/// Keeps one scenario as a file.
#[must_use]
pub fn save_one(name: &str) -> String {
    format!("Spara ”{}” som fil", isolated(name))
}

/// A file has been handed to the browser.
#[must_use]
pub fn saved_as(name: &str) -> String {
    format!("Sparas som {name}.")
}

/// More sources than a cell can usefully name.
#[must_use]
pub fn many_sources(count: usize) -> String {
    format!(
        "{} källor; alla tal med sin källa står i filen från sidan Källor",
        format::count(count)
    )
}

/// A controller's own figures.
pub const OWN: &str = "Egna tal";
/// What they are for, and how they come about.
#[must_use]
pub fn own_lead() -> &'static str {
    named(
        "Den som har KSON:s egna tal kan använda dem i stället för dokumentens tal och verktygets antaganden. Skriv dem vid varje tal i listan, under Fyll i egna tal, eller i en fil: spara mallen, skriv dina tal och var de kommer ifrån, och läs in filen här. En arbetsbok från Excel (.xlsx) eller en CSV-fil går också att läsa in; arbetsboken som sparas härifrån har alla tal på fliken Reglage. Rader som du lämnar som de är fortsätter att gälla.",
    )
}
/// A file with every figure, to be written over.
pub const OWN_TEMPLATE: &str = "Spara mall som fil";
/// Button: saves the own figures as a file.
pub const OWN_SAVE: &str = "Spara som fil";
/// Button: restores the pack's figures.
pub const OWN_AWAY: &str = "Tillbaka till verktygets tal";
/// Button: uses the own figures.
pub const OWN_TAKE: &str = "Använd de egna talen";
/// What that does.
pub const OWN_WHAT: &str = "Reglage som står i utgångsläget får filens värde. De som du själv har flyttat står kvar. Det går att ångra.";
/// What the template calls itself until somebody gives it a name.
pub const OWN_NAME: &str = "Egna tal";
/// What such a file is called.
pub const OWN_FILE: &str = "underlag";
/// A column: what the documents have.
pub const IN_DOCUMENTS: &str = "Verktygets utgångsläge";

/// How many own figures there are, of which file.
#[must_use]
pub fn own_found(name: &str, count: usize, file: &str) -> String {
    format!(
        "I {} finns {}: {}",
        isolated(file),
        figures(count),
        isolated(name)
    )
}

/// The own figures that are in use.
#[must_use]
pub fn own_now(name: &str, count: usize) -> String {
    format!("Används nu: {}, {}.", isolated(name), figures(count))
}

fn figures(count: usize) -> String {
    match count {
        1 => "ett eget tal".to_owned(),
        many => format!("{} egna tal", format::count(many)),
    }
}

/// Heading of what could not be read.
pub const ASIDE: &str = "Det som inte gick att läsa";
/// Button: saves an unreadable text as a file.
pub const ASIDE_TAKE: &str = "Spara som fil";
/// What such a file is called.
pub const ASIDE_FILE: &str = "undanlagt";

/// When it was found, after what it was kept under.
#[must_use]
pub fn aside_when(when: &str) -> String {
    format!(", hittat {}", super::dates::date(when))
}
