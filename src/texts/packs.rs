//! Packs of other plan years: the card in Källor, the form of one, and links and scenarios that wait for one.

use balans_format as format;
use balans_format::HARD_SPACE;
use balans_format::names::{Named, Names};
use balans_format::text::isolated;
use balans_model::{PackYears, Year};

/// The card's heading.
pub const PACKS: &str = "Underlag för andra planår";
/// What a pack is, and what happens to scenarios.
pub const LEAD: &str = "Ett underlag är ett planårs tal och dokument. Verktyget räknar med ett åt gången. Scenarier hör \
     till sitt underlag: när du byter väntar de, och de är kvar när du byter tillbaka.";
/// Mark: the pack that the tool calculates with.
pub const IN_USE: &str = "Används";
/// Button: takes a pack into use.
pub const USE: &str = "Använd";
/// Button: opens a pack's form.
pub const EDIT: &str = "Fyll i och ändra";
/// Button: saves a pack as a file.
pub const SAVE_FILE: &str = "Spara som fil";
/// Button: removes a pack from the browser.
pub const REMOVE: &str = "Ta bort";
/// Button: confirms that a pack is removed.
pub const REMOVE_SURE: &str = "Ja, ta bort underlaget";
/// Before a pack is removed: what cannot be had again.
pub const REMOVE_WARNING: &str = "Spara underlaget som fil först, om du vill ha kvar det. Scenarier som hör till det ligger kvar och väntar.";
/// Button: makes a new pack from one.
pub const NEW: &str = "Nytt underlag från det här";
/// What can be opened, and where.
pub const OPEN_HINT: &str =
    "Har du fått ett underlag som fil öppnar du det under Läs in från fil, längre ned på sidan.";
/// The browser keeps nothing, so that no pack can be taken into use.
pub const NOT_KEPT: &str = "Webbläsaren sparar inget för den här sidan, eller har inte plats. Underlaget kan då inte användas. Spara det som fil.";
/// A pack is made or changed and kept.
pub const KEPT: &str = "Underlaget är sparat i webbläsaren.";
/// A pack is changed and kept, with other figures than the one in use.
pub const KEPT_BESIDE: &str = "Underlaget är sparat. Dess tal är andra än tidigare, så det står för sig i listan. Tryck på Använd för att räkna med det.";

/// Says which years a pack is of.
#[must_use]
pub fn years(years: PackYears) -> String {
    format!(
        "Planår {}, basår {}, till och med {}",
        years.plan_year, years.base_year, years.horizon
    )
}

/// Says how many of a pack's figures somebody has confirmed.
#[must_use]
pub fn confirmed(confirmed: usize, all: usize) -> String {
    match (confirmed, all) {
        (_, all) if confirmed == all => format!("Alla {all} tal är bekräftade"),
        (0, all) => format!("Inget av {all} tal är bekräftat"),
        (1, all) => format!("Ett av {all} tal är bekräftat"),
        (some, all) => format!("Av {all} tal är {} bekräftade", format::count(some)),
    }
}

/// Says how much waits for a pack that is not in use, by the names of its scenarios.
#[must_use]
pub fn waits(scenarios: &[String], has_working: bool) -> String {
    let names: Vec<String> = scenarios
        .iter()
        .map(|name| format!("”{}”", isolated(name)))
        .collect();
    let kept = match &names[..] {
        [] => String::new(),
        [one] => format!("scenariot {one}"),
        [before @ .., last] => format!("scenarierna {} och {last}", before.join(", ")),
    };
    let working = "ett scenario som du arbetade med";
    match (kept.is_empty(), has_working) {
        (true, _) => format!("Här väntar {working}"),
        (false, false) => format!("Här väntar {kept}"),
        (false, true) => format!("Här väntar {kept} och {working}"),
    }
}

/// Scenarios of other packs: the heading on the page of scenarios.
pub const WAITING: &str = "Scenarier till andra underlag";
/// What to do to open them.
pub const WAITING_LEAD: &str = "De är sparade här, men hör till ett underlag som inte används nu. De öppnas när du använder det underlaget.";
/// A link to the card.
pub const TO_CARD: &str = "Byt underlag i Källor";

/// Names a pack that is not here, by its id.
#[must_use]
pub fn not_here(id: &str) -> String {
    format!("Underlaget {} finns inte här", isolated(id))
}

/// Says that a pack in storage cannot be read.
#[must_use]
pub fn damaged(id: &str) -> String {
    format!(
        "Underlaget {} är sparat här i webbläsaren, men går inte att läsa. Det ligger kvar som det är. Spara det som fil, eller läs in underlaget på nytt från den fil du fick.",
        isolated(id)
    )
}

/// The form of a new pack: the heading.
pub const NEW_HEADING: &str = "Nytt underlag";
/// The form of a pack that is there: the heading.
#[must_use]
pub fn edit_heading(name: &str) -> String {
    format!("Underlaget {}", isolated(name))
}
/// What the form of a new pack does.
pub const NEW_LEAD: &str = "Alla tal följer med från underlaget, märkta som från förra året, att bekräfta. Egna tal \
     som du använder läggs in i deras ställe. Talen fyller du i och bekräftar när underlaget är skapat.";
/// The first group of fields.
pub const ABOUT: &str = "Namn och år";
/// Field: the name of a pack.
pub const NAME: &str = "Namn";
/// Field: the id of a pack.
pub const ID: &str = "Beteckning";
/// Below the id.
pub const ID_HINT: &str = "Små bokstäver a–z, siffror och bindestreck. Står i länkar.";
/// Field: the year that costs are from.
pub const BASE_YEAR: &str = "Basår";
/// Below the base year.
pub const BASE_YEAR_HINT: &str = "Året som kostnaderna gäller";
/// Field: the year that is planned.
pub const PLAN_YEAR: &str = "Planår";
/// Field: the last year.
pub const HORIZON: &str = "Slutår";
/// Below the last year.
pub const HORIZON_HINT: &str = "Det sista året som räknas";
/// Field: the year that the forecast of the population begins.
pub const GROWTH_FROM: &str = "Befolkningsprognosen från";
/// Field: the year that the forecast of the population ends.
pub const GROWTH_TO: &str = "Befolkningsprognosen till";
/// The group of names.
pub const NAMES: &str = "Namn på parter och boenden";
/// What the names are for.
pub const NAMES_LEAD: &str = "Texter, diagram, bilder och filer använder de här namnen. Det som dokumenten säger, och källor och anmärkningar, \
     ändras inte.";
/// Below the name of a home.
pub const HOME_HINT: &str = "Som det står inne i en mening";
/// The group of documents.
pub const DOCUMENTS: &str = "Dokument";
/// Field: the short name of a document.
pub const DOCUMENT_ID: &str = "Kort namn";
/// Field: the title of a document.
pub const DOCUMENT_TITLE: &str = "Titel";
/// Field: what a document is.
pub const DOCUMENT_ABOUT: &str = "Vad det är";
/// Field: where a document is published.
pub const DOCUMENT_LINK: &str = "Webbadress";
/// Button: adds a document.
pub const ADD_DOCUMENT: &str = "Lägg till ett dokument";
/// Button: removes a document.
pub const REMOVE_DOCUMENT: &str = "Ta bort dokumentet";

/// The group of a document's fields.
#[must_use]
pub fn document(number: usize) -> String {
    format!("Dokument{HARD_SPACE}{number}")
}

/// The group of the limits of warnings.
pub const LIMITS: &str = "Gränser för varningar";
/// Fields: the limits.
pub const LIMIT_FIELDS: [&str; 4] = [
    "Nettokostnad, lägst (mnkr)",
    "Nettokostnad, högst (mnkr)",
    "Kunder per årsarbetare",
    "Aktiekapital (mnkr)",
];
/// The group of benchmarks.
pub const BENCHMARKS: &str = "Jämförelsetal";
/// What the first row of each table of benchmarks is.
pub const BENCHMARKS_LEAD: &str = "Den egna kommunen står först i båda tabellerna.";
/// Title of the table of clients.
pub const CLIENTS: &str = "Kunder och personal i myndighetsutövningen";
/// Columns of the table of clients.
pub const CLIENT_FIELDS: [&str; 8] = [
    "Kommun",
    "Kunder",
    "Handläggare",
    "Övriga",
    "Chefer",
    "Årsarbetare",
    "Kunder per årsarbetare",
    "Anmärkning",
];
/// Title of the table of cases.
pub const CASES: &str = "Ärenden per handläggare";
/// Columns of the table of cases.
pub const CASE_FIELDS: [&str; 3] = ["Kommun", "Lägst", "Högst"];
/// Heading of a row's column in both.
#[must_use]
pub fn benchmark_cell(number: usize, column: &str) -> String {
    format!("{column}, rad{HARD_SPACE}{number}")
}

/// Button: makes the pack.
pub const CREATE: &str = "Skapa underlaget";
/// Button: saves the form.
pub const SAVE: &str = "Spara";
/// Button: closes the form.
pub const CLOSE: &str = "Stäng";
/// Button: closes the form of a new pack.
pub const CANCEL: &str = "Avbryt";
/// Something in the form is wrong.
pub const WRONG: &str = "Inget är sparat. Felen står vid fälten.";
/// A field that is to be a year.
pub const NO_YEAR: &str = "Skriv ett årtal med fyra siffror.";
/// A field that is to be a number.
pub const NO_NUMBER: &str = "Skriv ett tal.";
/// A number that is to be more than zero.
pub const NOT_POSITIVE: &str = "Talet ska vara större än noll.";

/// The figures of a pack: the heading.
pub const FIGURES: &str = "Tal";
/// What to do with the figures.
pub const FIGURES_LEAD: &str = "Skriv årets värde och källa, och kryssa i Bekräftad. Ett tal som gäller i år också bekräftas som det står. Lägst och högst är \
     reglagets gränser, och fylls i bara om de är andra än verktygets. Enter går till nästa rad. En kolumn som är kopierad ur Excel läggs i \
     raderna nedåt. Inget ändras förrän du sparar.";
/// A column: where a figure is from.
pub const STATUS: &str = "Status";
/// A column: whether a figure is confirmed.
pub const CONFIRMED: &str = "Bekräftad";
/// Rows: what nobody has confirmed.
pub const TO_CONFIRM: &str = "Att bekräfta";
/// Rows: what somebody has confirmed.
pub const ARE_CONFIRMED: &str = "Bekräftade";
/// Rows: the levers' places at rest.
pub const LEVERS: &str = "Reglagens lägen";
/// Rows: every figure.
pub const ALL: &str = "Alla";
/// Below a figure that nobody has confirmed.
pub const FROM_LAST_YEAR: &str = "från förra året, att bekräfta";
/// A status that is none.
pub const WRONG_STATUS: &str = "Välj en av de statusar som finns.";
/// A figure outside its limits.
pub const OUTSIDE: &str =
    "Värdet ligger utanför reglagets gränser. Skriv lägst och högst, eller ett annat värde.";
/// Limits that an input cannot have.
pub const WRONG_RANGE: &str = "Så kan gränserna inte vara. Lämna båda tomma för verktygets egna.";
/// The rows were saved.
#[must_use]
pub fn saved_rows(count: usize) -> String {
    match count {
        1 => "En rad är sparad.".to_owned(),
        many => format!("Sparade rader: {many}."),
    }
}

/// Heading of a pack in a file.
#[must_use]
pub fn found(name: &str, file: &str) -> String {
    format!("{} är ett underlag: {}", isolated(file), isolated(name))
}
/// Says how many of the figures in a file nobody has confirmed.
#[must_use]
pub fn unconfirmed(count: usize) -> String {
    match count {
        0 => "Alla tal är bekräftade.".to_owned(),
        1 => "Ett tal är inte bekräftat.".to_owned(),
        many => format!("Tal som inte är bekräftade: {many}."),
    }
}
/// Says what parties and homes are called in a pack in a file.
#[must_use]
pub fn found_names(names: &Names) -> String {
    let all = Named::ALL.map(|which| isolated(names.get(which)));
    format!("Parter och boenden: {}.", all.join(", "))
}
/// Note: what opening does.
pub const FOUND_NOTE: &str =
    "Underlaget sparas i webbläsaren, bland underlagen i Källor. Det du arbetar med ändras inte.";
/// Note: the pack is there already.
pub const FOUND_ALREADY: &str = "Underlaget finns redan här.";
/// Button: keeps the pack.
pub const KEEP: &str = "Spara bland underlagen";
/// Button: keeps the pack and takes it into use.
pub const KEEP_AND_USE: &str = "Spara och använd";

/// Heading of a link to another pack.
pub const LINK_HEADING: &str = "Länken hör till ett annat underlag";
/// A link to a pack that is here.
#[must_use]
pub fn link_here(name: &str) -> String {
    format!(
        "Scenariot hör till underlaget {}. Det finns här, men används inte nu.",
        isolated(name)
    )
}
/// A link to a pack that is not here.
#[must_use]
pub fn link_missing(id: &str) -> String {
    format!(
        "Scenariot hör till underlaget {}, som inte finns här. Be den som skickade länken om underlaget som fil. Läs in filen i Källor och öppna länken igen.",
        isolated(id)
    )
}
/// Button: takes the link's pack into use and opens the link.
pub const USE_AND_OPEN: &str = "Byt underlag och öppna";
/// A link made with earlier formulas, of a pack that is not the built-in one.
pub const LINK_OLDER: &str = "Länken är gjord med äldre formler. Till underlag från fil sparas inga äldre formler, så den kan inte räknas som när den gjordes. Be den som skickade den att öppna scenariot och dela det igen.";

/// Suggests a text for the next year: the year in it is raised by one.
#[must_use]
pub fn next_year(text: &str, year: Year) -> String {
    let (now, next) = (year.to_string(), (year + 1).to_string());
    if text.contains(&now) {
        text.replace(&now, &next)
    } else {
        format!("{text} {next}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_named() {
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(
            waits(&names[..0], true),
            "Här väntar ett scenario som du arbetade med"
        );
        assert_eq!(waits(&names[..1], false), "Här väntar scenariot ”A”");
        assert_eq!(
            waits(&names, true),
            "Här väntar scenarierna ”A”, ”B” och ”C” och ett scenario som du arbetade med"
        );
    }

    #[test]
    fn a_text_of_the_next_year() {
        assert_eq!(next_year("kson-2023", 2023), "kson-2024");
        assert_eq!(next_year("KSON", 2023), "KSON 2024");
    }
}
