//! A person's own figure where it stands, and the table of own figures, on Källor.

use balans_format as format;
use balans_format::HARD_SPACE;
use balans_format::names::{FEDERATION_S, named};
use balans_report::texts::shared;

/// Button: opens the form of a figure.
pub const OPEN: &str = "Eget tal och spann";
/// The form's first group.
pub const FIGURE: &str = "Eget tal";
/// The form's second group.
pub const SPAN: &str = "Eget spann";
/// Field: the figure.
pub const VALUE: &str = "Värde";
/// Field: the low end of the span.
pub const LOW: &str = "Lägst";
/// Field: the high end of the span.
pub const HIGH: &str = "Högst";
/// Field: where the figure comes from.
pub const SOURCE: &str = "Källa";
/// Field: when the figure was stated.
pub const DATE: &str = "Datum";
/// Field: the role that answers for the figure.
pub const RESPONSIBLE: &str = "Ansvarig";
/// Field: a note on the figure.
pub const NOTE: &str = "Anteckning";
/// A column: what a span stands on.
pub const SPAN_SOURCE: &str = "Spannets källa";
/// Field: why the span is what it is.
pub const WHY: &str = "Varför detta spann?";
/// Below the source.
pub const SOURCE_HINT: &str = "Krävs för ett eget tal";
/// Below the date.
pub const DATE_HINT: &str = "Till exempel 2026-11-29, 2026-11 eller 2026";
/// Below the role.
pub const RESPONSIBLE_HINT: &str = "En roll, inte en person";

/// Button: saves the form.
pub const SAVE: &str = "Spara";
/// Button: closes the form and drops what was typed.
pub const CANCEL: &str = "Avbryt";
/// Button: takes the own figure away.
pub const REMOVE: &str = "Ta bort det egna talet";
/// Button: tries a value without a source.
pub const TRY: &str = "Pröva värdet i scenariot";

/// The value is there and the source is not.
pub const NO_SOURCE: &str = "Ange en källa, så att andra kan kontrollera talet. Utan källa kan du pröva värdet i scenariot.";
/// Something is said of a figure that has no value.
pub const NO_VALUE: &str = "Skriv värdet. Det som står i de andra fälten gäller ett eget tal.";
/// No date.
pub const WRONG_DATE: &str = "Skriv datumet som 2026-11-29, 2026-11 eller 2026.";
/// The role is an address.
pub const NO_ADDRESS: &str = "Skriv en roll, till exempel controller, och ingen e-postadress.";
/// Only one end of a span.
pub const BOTH_ENDS: &str = "Ett spann har både ett lägsta och ett högsta värde.";
/// The span does not hold the value.
pub const OUTSIDE: &str = "Värdet ska ligga inom spannet.";
/// A span of a number that can have none.
pub const NO_SPAN: &str = "Det här talet kan inte ha ett spann.";
/// No yes and no no.
pub const YES_OR_NO: &str = "Skriv ja eller nej.";
/// No month.
pub const NO_MONTH: &str = "Skriv en månad, till exempel mars.";

/// A text with more letters than it may have.
#[must_use]
pub fn too_long(most: usize) -> String {
    format!("Texten får vara högst {most}{HARD_SPACE}tecken.")
}

/// What the tool has from the start.
#[must_use]
pub fn from_start(value: &str) -> String {
    format!("Verktygets utgångsläge är {value}.")
}

/// The span that a source gives, which an own figure does not have.
#[must_use]
pub fn stated_span(range: &str) -> String {
    format!(
        "Källans spann, {range}, gäller verktygets utgångsläge och följer inte med ett eget tal."
    )
}

/// A span on the row of its number, with what it stands on.
#[must_use]
pub fn span(range: &str, basis: &str) -> String {
    match basis {
        "" => format!("spann {range}"),
        basis => format!("spann {range} ({basis})"),
    }
}

/// What a person says of an own figure: when it was stated, which role answers for it, and a note.
#[must_use]
pub fn stated(date: &str, responsible: &str, note: &str) -> String {
    let said = [
        ("", date),
        ("ansvarig: ", responsible),
        ("anteckning: ", note),
    ];
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    let said: Vec<String> = said.map(|(name, text)| [name, text].concat()).collect();
    said.join(", ")
}

/// The table's heading.
pub const TABLE: &str = "Fyll i egna tal";
/// What the table is.
#[must_use]
pub fn table_lead() -> &'static str {
    named(
        "Skriv KSON:s tal i stället för verktygets antaganden. Enter går till nästa rad och Tab till \
     nästa ruta. En kolumn som är kopierad ur Excel läggs i raderna nedåt från den ruta där du klistrar in. \
     Inget ändras förrän du sparar.",
    )
}
/// Button: opens the table.
pub const TABLE_OPEN: &str = "Fyll i som tabell";
/// The table's rows: the name of the choice.
pub const SHOW: &str = "Visa";
/// Rows: the assumptions that move the answer most, most first.
pub const HANGS_ON: &str = "Det svaret hänger mest på";
/// Rows: every assumption.
pub const ASSUMPTIONS: &str = "Alla antaganden";
/// Rows: the assumptions that have no own figure yet.
pub const MISSING: &str = "Saknar eget tal";
/// Rows: every number but those of phasing.
pub const ALL: &str = "Alla tal";
/// Field: a source for the rows that have none.
pub const COMMON_SOURCE: &str = "Källa för rader utan egen källa";
/// Field: what the own figures are called.
pub const NAME: &str = "De egna talens namn";
/// The name is missing or too long.
pub const WRONG_NAME: &str = "Skriv ett namn på högst 80\u{a0}tecken.";
/// Button: drops what was typed.
pub const TABLE_CANCEL: &str = "Ta bort det som inte är sparat";
/// No row is left to show.
pub const NO_ROWS: &str = "Inget tal finns kvar att visa här.";
/// The value is there and no source, neither in the row nor for all rows.
pub const NO_SOURCE_IN_ROW: &str = "Ange en källa här, eller i rutan för rader utan egen källa.";
/// The own figures have another name.
pub const NAME_SAVED: &str = "Namnet är sparat. Det går att ångra.";
/// Nothing was typed.
pub const NOTHING_TO_SAVE: &str = "Inget är ändrat.";

/// How many of the tool's assumptions have an own figure.
#[must_use]
pub fn own_of_all(own: usize, all: usize) -> String {
    match own {
        0 => format!("Inget av {all} antaganden är {FEDERATION_S} eget."),
        1 => format!("Ett av {all} antaganden är {FEDERATION_S} eget."),
        own if own == all => format!("Alla {all} antaganden är {FEDERATION_S} egna."),
        own => format!(
            "Av {all} antaganden är {} {FEDERATION_S} egna.",
            format::count(own)
        ),
    }
}

/// Button: saves the rows that were typed in.
#[must_use]
pub fn save_rows(count: usize) -> String {
    match count {
        0 => "Spara".to_owned(),
        1 => "Spara en rad".to_owned(),
        many => format!("Spara {} rader", format::count(many)),
    }
}

/// The rows were saved.
#[must_use]
pub fn saved_rows(count: usize) -> String {
    match count {
        1 => "En rad är sparad. Det går att ångra.".to_owned(),
        many => format!("Sparade rader: {many}. Det går att ångra."),
    }
}

/// Some rows are wrong, and nothing was saved.
#[must_use]
pub fn wrong_rows(count: usize) -> String {
    match count {
        1 => "Inget är sparat: en rad har ett fel, som står under raden.".to_owned(),
        many => format!(
            "Inget är sparat: {} rader har fel, som står under raderna.",
            format::count(many)
        ),
    }
}

/// What was pasted, and what had no room.
#[must_use]
pub fn pasted(cells: usize, left_over: usize) -> String {
    let cells = match cells {
        1 => "En ruta är ifylld.".to_owned(),
        many => format!("Ifyllda rutor: {many}."),
    };
    match left_over {
        0 => cells,
        1 => format!("{cells} En inklistrad rad fick inte plats under den sista raden."),
        many => format!(
            "{cells} Av det inklistrade fick {} rader inte plats under den sista raden.",
            format::count(many)
        ),
    }
}

/// Under a row of the table: a column, and what is wrong there.
#[must_use]
pub fn at_field(field: &str, problem: &str) -> String {
    format!("{field}: {}", shared::lower(problem))
}

/// Below a row's name: what the tool has from the start.
#[must_use]
pub fn stands(value: &str) -> String {
    format!("utgångsläge {value}")
}

/// A cell's name: the number, then the column.
#[must_use]
pub fn cell(label: &str, column: &str) -> String {
    format!("{label}, {}", shared::lower(column))
}

/// The comparison's heading.
pub const COMPARE: &str = "Jämför egna tal";
/// Choice: the first of the two.
pub const FROM: &str = "Från";
/// Choice: the second of the two.
pub const TO: &str = "Till";
/// A number that one of the two leaves as it is from the start.
pub const NOT_OWN: &str = "utgångsläget";
/// A column: what the second of the two says of the number.
pub const SOURCE_AFTER: &str = "Källa efter";

/// The own figures in use.
#[must_use]
pub fn in_use(name: &str) -> String {
    format!("{name} (används nu)")
}

/// The own figures of a saved scenario.
#[must_use]
pub fn of_scenario(scenario: &str, name: &str) -> String {
    format!("{name} (i {scenario})")
}

/// How many numbers differ between the two.
#[must_use]
pub fn differing(count: usize) -> String {
    match count {
        0 => "Inget tal skiljer sig.".to_owned(),
        1 => "Ett tal skiljer sig.".to_owned(),
        many => format!("Antal tal som skiljer sig: {many}."),
    }
}

/// Title of the table of changes.
pub const CHANGES: &str = "Ändringar av de egna talen";
/// A column: when a figure was changed.
pub const WHEN: &str = "När";
/// A column: why, or where the figure comes from.
pub const REASON: &str = "Anteckning eller källa";

/// Button: opens the changes.
#[must_use]
pub fn changes(count: usize) -> String {
    match count {
        1 => "Visa en ändring".to_owned(),
        many => format!("Visa {} ändringar", format::count(many)),
    }
}
